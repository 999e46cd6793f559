"""Rules over a read text: each runs only where a text holds all that it cannot do without, and only near the rarest of that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from claims.lexicon import Alphabet, Rule


def occurrences(rules: Iterable[Rule], symbols: str) -> Iterator[tuple[int, Rule, re.Match[str]]]:
    """Every match of every rule in a text's symbols, with the rule's place in the list.

    The same matches as running each rule over the whole text; but a rule looks only as far as it reaches around what it
    needs, and is not even compiled for a text without that.
    """
    text: _Text | None = None
    for order, rule in enumerate(rules):
        if text is None or text.alphabet is not rule.alphabet:
            text = _Text(rule.alphabet, symbols)
        for match in text.matches(rule):
            yield order, rule, match


class _Text:
    """A text's letters, which of each need it holds, and where those stand that were asked for."""

    def __init__(self, alphabet: Alphabet, symbols: str) -> None:
        self.alphabet = alphabet
        self.letters = alphabet.translated(symbols)
        self.held: dict[frozenset[str], list[str]] = {}
        for letter in frozenset(self.letters):
            for need in alphabet.needs.get(letter, ()):
                self.held.setdefault(need, []).append(letter)
        self.known: dict[frozenset[str], list[int]] = {}

    def matches(self, rule: Rule) -> Iterator[re.Match[str]]:
        """The matches of a rule, each looked for from as far before the rarest of its needs as it may begin."""
        if not rule.needs:
            yield from rule.pattern.finditer(self.letters)
            return
        for need, _ in rule.needs:
            if need not in self.held:
                return
        places, lead = min([(self._places(need), lead) for need, lead in rule.needs], key=_how_many)
        for near, end in _stretches(places, lead, rule.reach):
            reached = 0
            for at in near:
                if at >= reached:
                    match = rule.pattern.search(self.letters, max(reached, at - lead), end)
                    if match is None:
                        break
                    yield match
                    reached = match.end()

    def _places(self, need: frozenset[str]) -> list[int]:
        """Where the text holds one of the letters of a need."""
        if need not in self.known:
            self.known[need] = sorted([at for letter in self.held[need] for at in self._each(letter)])
        return self.known[need]

    def _each(self, letter: str) -> Iterator[int]:
        at = self.letters.find(letter)
        while at >= 0:
            yield at
            at = self.letters.find(letter, at + 1)


def _how_many(row: tuple[list[int], int]) -> int:
    return len(row[0])


def _stretches(places: list[int], lead: int, reach: int) -> Iterator[tuple[list[int], int]]:
    """Places so near one another that matches around them may touch, and where the last of these ends."""
    first = 0
    for n in range(1, len(places)):
        if places[n] - places[n - 1] > lead + reach:
            yield places[first:n], places[n - 1] + reach
            first = n
    yield places[first:], places[-1] + reach
