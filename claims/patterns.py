"""Patterns over a text's symbols: their syntax, and the small alphabet that each topic's patterns are compiled over.

`{class}` is a term of that class, `{name:class}` the same under a name, a bare word itself, `( | )` alternatives, and
`?`, `*`, `+` repeat what stands before them (at most eight times, so that no pattern runs away).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

_FIRST_LETTER = 0xC0  # letters need no escape in a set of a regular expression
_OTHER = "\xbf"  # what no pattern of the topic asks for
_MOST = 8  # repeats
REPEATS = {"*": f"{{0,{_MOST}}}", "+": f"{{1,{_MOST}}}", "?": "?"}
PATTERN_PART = re.compile(r"\{[^}]*\}|[()|?*+]|[^\s(){}|?*+]+")


class Letters:
    """The alphabet that some patterns need. Symbols that none of them distinguishes share a letter."""

    def __init__(self, symbols: Iterable[str], chosen: Callable[[str], frozenset[str]], patterns: Iterable[str]) -> None:
        """Give each symbol its letter in `table`, each part of the patterns its letters in `of`.

        `symbols` are all there are, `chosen` tells which a part of a pattern stands for.
        """
        parts = Counter(p for pattern in patterns for p in PATTERN_PART.findall(pattern) if p not in "()|" and p not in REPEATS)
        told: dict[str, list[str]] = {}
        for part in sorted(parts):
            for symbol in chosen(part):
                told.setdefault(symbol, []).append(part)
        common = sorted(parts, key=lambda part: (-parts[part] * len(chosen(part)), part))
        groups = sorted({tuple(known) for known in told.values()}, key=lambda known: [part not in known for part in common])
        letters = {group: chr(_FIRST_LETTER + at) for at, group in enumerate(groups)}  # in this order sets have few ranges
        self.table: dict[int, str] = {ord(s): _OTHER for s in symbols} | {ord(s): letters[tuple(known)] for s, known in told.items()}
        self.of = {part: frozenset(letter for group, letter in letters.items() if part in group) for part in parts}


def expression(pattern: str, letters: Letters) -> str:
    """A pattern as a regular expression over letters."""
    return "".join(_expressed(part, letters) for part in PATTERN_PART.findall(pattern))


def _expressed(part: str, letters: Letters) -> str:
    if part in "()|":
        return part.replace("(", "(?:")
    if part in REPEATS:
        return REPEATS[part]
    inside = f"[{_ranges(letters.of[part])}]"
    name = part[1:].rpartition(":")[0] if part.startswith("{") else ""
    return f"(?P<{name}>{inside})" if name else inside


def required(pattern: str) -> Iterator[tuple[str, int]]:
    """The parts of a pattern that every match holds, and the most terms of a match that stand before each.

    They are those outside brackets with no `?` or `*` behind them.
    """
    parts, depth = PATTERN_PART.findall(pattern), 0
    if _alternatives(parts):
        return
    for at, (part, after) in enumerate(zip(parts, (*parts[1:], ""), strict=True)):
        depth += (part == "(") - (part == ")")
        if depth == 0 and part not in "()|?*+" and after not in ("?", "*"):
            yield part, longest(" ".join(parts[:at]))


def _alternatives(parts: list[str]) -> bool:
    """Whether a pattern is a choice as a whole, so that nothing in it is sure to stand in a match."""
    depth = 0
    for part in parts:
        depth += (part == "(") - (part == ")")
        if part == "|" and depth == 0:
            return True
    return False


def longest(pattern: str) -> int:
    """The most terms that a match can have."""
    rows: list[list[int]] = [[0, 0]]  # of each bracket that is open: its longest alternative so far, and the one being read
    last = 0
    for part in PATTERN_PART.findall(pattern):
        if part == "(":
            rows.append([0, 0])
        elif part == "|":
            rows[-1] = [max(rows[-1]), 0]
        elif part in REPEATS:
            rows[-1][1] += last * (_MOST - 1) if part != "?" else 0
        else:
            last = max(rows.pop()) if part == ")" else 1
            rows[-1][1] += last
    return max(rows[0])


def literals(pattern: str) -> Iterable[str]:
    """The bare words of a pattern."""
    return (p for p in PATTERN_PART.findall(pattern) if p[0] not in "{(|)?*+")


def _ranges(symbols: frozenset[str]) -> str:
    """The characters as ranges: a character class of few ranges compiles and matches faster than one of many characters."""
    rows: list[list[int]] = []
    for code in sorted(map(ord, symbols)):
        if rows and rows[-1][1] == code - 1:
            rows[-1][1] = code
        else:
            rows.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in rows)
