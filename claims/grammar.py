"""Rules over a read text: each runs only where a text holds all that it cannot do without, and only near the rarest of that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from claims.lexicon import Rule


def occurrences(rules: Iterable[Rule], symbols: str) -> Iterator[tuple[int, Rule, re.Match[str]]]:
    """Every match of every rule in a text's symbols, with the rule's place in the list.

    The same matches as running each rule over the whole text; but a rule looks only as far as it reaches around what it
    needs, and is not even compiled for a text without that.
    """
    text = _Text("")
    for order, rule in enumerate(rules):
        letters = rule.alphabet.translated(symbols)
        text = text if text.letters is letters else _Text(letters)
        for start, end in text.windows(rule):
            for match in rule.pattern.finditer(letters, start, end):
                yield order, rule, match


class _Text:
    """A text's letters, how often each stands in it, and where some of them do."""

    def __init__(self, letters: str) -> None:
        self.letters = letters
        self.counts = Counter(letters)
        self.present = frozenset(letters)
        self.known: dict[frozenset[str], tuple[int, list[str]]] = {}

    def windows(self, rule: Rule) -> list[tuple[int, int]]:
        """The stretches around the rarest of a rule's needs, joined where they touch; the whole text for a rule without one."""
        for need in rule.needs:
            if need.isdisjoint(self.present):
                return []
        if not rule.needs:
            return [(0, len(self.letters))]
        _, rarest = min(self._found(need) for need in rule.needs)
        return self._around(rarest, rule.reach)

    def _found(self, need: frozenset[str]) -> tuple[int, list[str]]:
        """How often some letters stand in the text, and which of them do."""
        if need not in self.known:
            held = [letter for letter in self.present if letter in need]
            self.known[need] = sum([self.counts[letter] for letter in held]), held
        return self.known[need]

    def _around(self, letters: list[str], reach: int) -> list[tuple[int, int]]:
        """Stretches of the text that reach so far on either side of some letters, joined where they touch."""
        joined: list[tuple[int, int]] = []
        for at in sorted(at for letter in letters for at in self._places(letter)):
            start, end = max(0, at - reach), min(len(self.letters), at + reach)
            if joined and start <= joined[-1][1]:
                start = joined.pop()[0]
            joined.append((start, end))
        return joined

    def _places(self, letter: str) -> Iterator[int]:
        at = self.letters.find(letter)
        while at >= 0:
            yield at
            at = self.letters.find(letter, at + 1)
