"""Where a figure rule matched, and what its maker returns."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from claims.matched import Matched
from claims.records import FigureValue
from claims.terms import Term

Kind = Literal["number", "money", "percent", "quantity"]


class Match(Matched, frozen=True):
    """Where a figure rule matched."""

    def number(self, name: str = "number", letter: str = "letter") -> Decimal | None:
        """The number of a named part, times the scale letter that follows it (« 47K », « 88 M€ »)."""
        term = self.term(name)
        if term is None:
            return None
        value = Decimal(1) if term.number is None else term.number.value
        return value * (self.value(letter, "scale-letter", "money-letter") or 1)


class Made(Struct, frozen=True):
    """What a maker returns: the value without its hedge, and how many terms at the match's end are no part of it."""

    kind: Kind
    value: FigureValue
    drop: int = 0
    counted: bool = False


Maker = Callable[[Match], Made | None]


def ends_of(match: Match, high: Decimal) -> dict[str, Any]:
    """`number`, `low` and `high` of a printed range; the scale of the high end is the low end's too (« 88 à 102 millions »)."""
    low = match.number("low", "letter1")
    if low is None:
        return {"number": high}
    if _lists(match) or _changes(match) or _comes_to(match, low, high):
        return {}
    term, own = match.term("number"), match.term("low")
    if term is not None and term.number is not None and own is not None and own.number is not None and own.number.scale == 1:
        scale = term.number.scale * (match.value("letter", "scale-letter") or 1)
        low = low * scale if low * scale <= high else low
    if term is not None and own is not None and match.index("sign2") < 0 and _in_thousands(term, own, low, high):
        low = 1000 * low
    if low > high:
        return {}
    return {"number": low, "low": low, "high": high}


def _in_thousands(term: Term, own: Term, low: Decimal, high: Decimal) -> bool:
    """« 12 à 15 000 », "between 5 and 10,000": the low end is told in the thousands that the high end is printed with."""
    printed = term.number is not None and bool(term.number.digits) and not term.number.digits.isdigit()
    plain = own.number is not None and own.number.digits.isdigit() and own.number.scale == 1
    return printed and plain and high % 1000 == 0 and 10 * 1000 * low >= high > 1000 * low


def _lists(match: Match) -> bool:
    """« 55 % et 63 % » are two figures; only « entre » makes a range of them."""
    terms, first = match.reading.terms, match.index("low")
    linked = any("and" in t.classes and "range-word" not in t.classes for t in terms[first + 1 : match.index("number")])
    return linked and not any("between-word" in t.classes for t in terms[max(0, match.found.start() - 1) : first])


def _changes(match: Match) -> bool:
    """« est passé de 7 à 9 », « porter l'abonnement de 62 à 69 euros » tell two moments, not a range."""
    terms, first = match.reading.terms, match.found.start()
    if first < 2 or "from-number" not in terms[first - 1].classes:
        return False
    if any("change-verb" in t.classes for t in terms[max(0, first - 4) : first - 1]):
        return True
    start, _ = match.reading.sentence_of(first)
    row = terms[max(start, first - _FAR_VERB) : first - 1]
    told = max((i for i, t in enumerate(row) if "from-to-verb" in t.classes), default=-1)
    return told >= 0 and not any(t.number is not None for t in row[told:])


_FAR_VERB = 14
"""Terms between a verb that takes « de … à … » and its first number."""


FAR = 5
"""How many times a change its level must be for "by 21,000 to 7.36 million" to tell both; "by 8 to 13 %" is a range."""


def _comes_to(match: Match, low: Decimal, high: Decimal) -> bool:
    first = match.found.start()
    return first > 0 and "by" in match.reading.terms[first - 1].classes and high >= FAR * low
