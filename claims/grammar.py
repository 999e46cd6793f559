"""Rules over a read text: each runs only near the symbols that it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from claims.lexicon import Rule


def occurrences(rules: Iterable[Rule], symbols: str) -> Iterator[tuple[int, Rule, re.Match[str]]]:
    """Every match of every rule in a text's symbols, with the rule's place in the list.

    The same matches as running each rule over the whole text; but a rule looks only as far as it reaches around its
    trigger, and is not even compiled for a text without one.
    """
    places = _places(symbols)
    for order, rule in enumerate(rules):
        for start, end in _windows(rule, places, len(symbols)):
            for match in rule.matcher.finditer(symbols, start, end):
                yield order, rule, match


@lru_cache(maxsize=2)
def _places(symbols: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, symbol in enumerate(symbols):
        places.setdefault(symbol, []).append(at)
    return places


def _windows(rule: Rule, places: dict[str, list[int]], size: int) -> Iterator[tuple[int, int]]:
    """The stretches around a rule's triggers, joined where they touch; the whole text for a rule without one."""
    if not rule.trigger:
        yield 0, size
        return
    reach, start, end = rule.reach, -1, -1
    for at in sorted(at for symbol in rule.trigger & places.keys() for at in places[symbol]):
        if at - reach > end:
            if end >= 0:
                yield start, end
            start = max(0, at - reach)
        end = min(size, at + reach)
    if end >= 0:
        yield start, end
