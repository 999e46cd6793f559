"""Numbers: digits as newspapers print them, and number words.

Number words are evaluated by roles that the lexicon gives (`claims/languages/<language>/numbers.toml`), so that the
code knows no language: `unit`, `ten`, `hundred` add up, `scale` words (thousand and up) multiply what stands before them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal


from claims.lexicon import NUMERALS, Lexicon, number_classes
from claims.terms import Numeral, Term

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009\u2007'’]")


def numeral(printed: str, words: Lexicon) -> Numeral:
    """Read a number printed in digits: groups of three and decimals by the language's habits."""
    compact = _BLANKS.sub("", printed)
    decimal_mark = words.tables.get("numbers", {}).get("numerals", {}).get("decimal", ".")
    points, commas = compact.count("."), compact.count(",")
    if points and commas:
        mark = "," if compact.rfind(",") > compact.rfind(".") else "."
    elif points + commas == 1:
        only = "." if points else ","
        left, right = compact.split(only)
        grouped = len(right) == 3 and 1 <= len(left) <= 3 and left != "0" and only != decimal_mark and compact == printed
        mark = "" if grouped else only
    else:
        mark = ""
    other = "".join(c for c in ".," if c != mark)
    cleaned = compact.translate({ord(c): None for c in other}).replace(mark or "\0", ".")
    return Numeral(Decimal(cleaned), printed)


def number_words(terms: list[Term], words: Lexicon) -> list[Term]:
    """Join rows of number words, and digits before a scale word, into one number term each."""
    joined: list[Term] = []
    at = 0
    while at < len(terms):
        row = _Row(terms, at, words)
        value = row.number() if _may_start(terms[at]) else None
        if value is None or row.at == at:
            joined.append(terms[at])
            at += 1
        else:
            joined.append(_term(terms, at, row.at, value))
            at = row.at
    return joined


def _may_start(term: Term) -> bool:
    return term.kind == "number" or "numeral" in term.classes or "one-article" in term.classes


def _term(terms: list[Term], first: int, end: int, value: Decimal) -> Term:
    start = terms[first]
    if end - first == 1:
        return start if start.number else replace(start, number=Numeral(value))
    key = " ".join(t.key for t in terms[first:end])
    return Term(start.start, terms[end - 1].end, key, "number", number_classes(value, ""), Numeral(value, scale=_scale(value, start)))


def _scale(value: Decimal, first: Term) -> Decimal:
    own = first.number.value if first.number else Decimal(0)
    return value / own if own and first.number and first.number.digits else Decimal(1)


class _Row:
    """A cursor over number words: `number` reads the longest number that starts at `at` and moves past it."""

    def __init__(self, terms: list[Term], at: int, words: Lexicon) -> None:
        self.terms, self.at, self.words = terms, at, words
        table = words.tables.get("numbers", {}).get("numerals", {})
        self.joiners: tuple[str, ...] = tuple(table.get("joiners", ()))
        self.teens_after: tuple[int, ...] = tuple(table.get("teens_after", ()))

    def role(self, ahead: int = 0) -> str:
        if self.at + ahead >= len(self.terms):
            return ""
        term = self.terms[self.at + ahead]
        if term.kind == "number":
            return "digits"
        return next((r for r in (*NUMERALS, "one-article") if r in term.classes), "")

    def take(self) -> Decimal:
        """The value of the next term, which is passed."""
        role, term = self.role(), self.terms[self.at]
        self.at += 1
        return term.number.value if role == "digits" and term.number else Decimal(self.words.value(term.key, role))

    def number(self) -> Decimal | None:
        """Groups below a thousand, each with its scale word, largest scale first: « deux millions trois cent mille »."""
        if self.role() == "digits":
            return self.scaled(self.take())
        total, ceiling, found = Decimal(0), Decimal("Infinity"), False
        while True:
            mark = self.at
            if found:
                self.joiner()
            group = self.group()
            scale = self.scale(ceiling, group)
            if group is None and scale is None:
                self.at = mark
                break
            if found and scale is None and ceiling <= 100:
                self.at = mark
                break
            total += (1 if group is None else group) * (scale or 1)
            ceiling, found = scale or Decimal(1), True
            if scale is None:
                break
        return total if found else None

    def scaled(self, value: Decimal) -> Decimal:
        """Digits and their scale words: « 2,35 milliards », « 5 million », « 3 mille milliards »."""
        while self.role() == "scale":
            value *= self.take()
        return value

    def scale(self, ceiling: Decimal, group: Decimal | None) -> Decimal | None:
        if self.role() != "scale":
            return None
        term = self.terms[self.at]
        if self.words.value(term.key, "scale") >= ceiling or (group is None and "alone" not in term.classes):
            return None
        value = self.take()
        while self.role() == "scale":  # « mille milliards »
            value *= self.take()
        return value

    def group(self) -> Decimal | None:
        """A number below a thousand; None (and nothing taken) where there is none."""
        mark, value = self.at, None
        if self.role() == "one-article":
            if self.role(1) not in ("hundred", "scale"):
                return None
            self.at += 1
            value = Decimal(1)
        elif self.role() in ("unit", "teen"):
            value = self.take()
        if self.role() == "hundred":
            value = (Decimal(1) if value is None else value) * self.take()
            self.joiner()
            rest = self.tens()
            if rest is None:
                self.unjoin()
            return value + (rest or 0)
        if value is not None:
            return value
        self.at = mark
        return self.tens()

    def tens(self) -> Decimal | None:
        if self.role() in ("unit", "teen"):
            return self.take()
        if self.role() != "ten":
            return None
        value = self.take()
        self.joiner()
        if self.role() == "unit" or (self.role() == "teen" and int(value) in self.teens_after):
            return value + self.take()
        self.unjoin()
        return value

    def joiner(self) -> None:
        while self.at < len(self.terms) and self.terms[self.at].key in self.joiners:
            self.at += 1

    def unjoin(self) -> None:
        while self.terms[self.at - 1].key in self.joiners:
            self.at -= 1
