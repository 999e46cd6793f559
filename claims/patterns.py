"""Patterns over a text's symbols: their syntax, and the small alphabet that each topic's patterns are compiled over.

`{class}` is a term of that class, `{name:class}` the same under a name, a bare word itself, `( | )` alternatives, and
`?`, `*`, `+` repeat what stands before them (at most eight times, so that no pattern runs away).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_FIRST_LETTER = 0xC0  # letters need no escape in a set of a regular expression
_OTHER = "\xbf"  # what no pattern of the topic asks for
REPEATS = {"*": "{0,8}", "+": "{1,8}", "?": "?"}
PATTERN_PART = re.compile(r"\{[^}]*\}|[()|?*+]|[^\s(){}|?*+]+")


@dataclass(frozen=True)
class Matcher:
    """A pattern compiled over the alphabet of its topic; it is given a text's symbols and translates them itself."""

    compiled: re.Pattern[str]
    alphabet: Alphabet

    def finditer(self, symbols: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches in a text's symbols; positions are those of the symbols."""
        return self.compiled.finditer(self.alphabet.translated(symbols), start, end)


class Alphabet:
    """The symbols as one topic tells them apart: few letters, so that its patterns compile to small sets.

    Symbols that no pattern of the topic distinguishes share a letter.
    """

    def __init__(self, symbols: Iterable[str], chosen: Callable[[str], frozenset[str]], patterns: Iterable[str]) -> None:
        """The alphabet that these patterns need; `symbols` are all there are, `chosen` tells which a part of a pattern stands for."""
        parts = sorted({p for pattern in patterns for p in PATTERN_PART.findall(pattern) if p not in "()|" and p not in REPEATS})
        told: dict[str, list[str]] = {}
        for part in parts:
            for symbol in chosen(part):
                told.setdefault(symbol, []).append(part)
        letters: dict[tuple[str, ...], str] = {}
        self.letters_of: dict[str, set[str]] = {part: set() for part in parts}
        self.table: dict[int, str] = {ord(s): _OTHER for s in symbols}
        for symbol, known in sorted(told.items()):
            letter = letters.setdefault(tuple(known), chr(_FIRST_LETTER + len(letters)))
            self.table[ord(symbol)] = letter
            for part in known:
                self.letters_of[part].add(letter)
        self.last = ("", "")

    def translated(self, symbols: str) -> str:
        """A text's symbols in this alphabet; the last text is remembered, as many patterns look at it."""
        if self.last[0] is not symbols:
            self.last = (symbols, symbols.translate(self.table))
        return self.last[1]

    def matcher(self, pattern: str) -> Matcher:
        """Compile a pattern of this module's syntax."""
        return Matcher(re.compile("".join(self._part(part) for part in PATTERN_PART.findall(pattern))), self)

    def _part(self, part: str) -> str:
        if part in "()|":
            return part.replace("(", "(?:")
        if part in REPEATS:
            return REPEATS[part]
        inside = f"[{_ranges(frozenset(self.letters_of[part]))}]"
        name = part[1:].rpartition(":")[0] if part.startswith("{") else ""
        return f"(?P<{name}>{inside})" if name else inside


def _ranges(symbols: frozenset[str]) -> str:
    """The characters as ranges: a character class of few ranges compiles and matches faster than one of many characters."""
    rows: list[list[int]] = []
    for code in sorted(map(ord, symbols)):
        if rows and rows[-1][1] == code - 1:
            rows[-1][1] = code
        else:
            rows.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in rows)
