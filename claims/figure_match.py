"""Where a figure rule matched, and what its maker returns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from claims.lexicon import Rule
from claims.reading import Reading
from claims.records import FigureValue
from claims.terms import Term

Kind = Literal["number", "money", "percent", "quantity"]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: what a maker works from."""

    reading: Reading
    rule: Rule
    found: re.Match[str]

    def index(self, name: str) -> int:
        """The index of the term of a named part, -1 where the part is absent."""
        return self.found.start(name) if name in self.found.re.groupindex else -1

    def term(self, name: str) -> Term | None:
        """The term of a named part, None where the part is absent."""
        at = self.index(name)
        return self.reading.terms[at] if at >= 0 else None

    def value(self, name: str, *classes: str) -> Any:
        """What a named part stands for in the first of these classes that it has."""
        term = self.term(name)
        if term is None:
            return None
        found = (self.reading.lexicon.value(term.key, wanted) for wanted in classes or (name,))
        return next((value for value in found if value is not None), None)

    def number(self, name: str = "number", letter: str = "letter") -> Decimal | None:
        """The number of a named part, times the scale letter that follows it (« 47K », « 88 M€ »)."""
        term = self.term(name)
        if term is None:
            return None
        value = Decimal(1) if term.number is None else term.number.value
        return value * (self.value(letter, "scale-letter") or 1)

    def before(self) -> Term | None:
        """The term right before the match."""
        at = self.found.start() - 1
        return self.reading.terms[at] if at >= 0 else None

    def after(self) -> Term | None:
        """The term right after the match."""
        return self.reading.terms[self.found.end()] if self.found.end() < len(self.reading.terms) else None

    def ends(self) -> bool:
        """Nothing that could be counted follows: the text, the line or the clause ends here."""
        after = self.after()
        return after is None or after.kind == "break" or (after.kind == "punctuation" and after.key not in "-–—%$€£/'")


@dataclass(frozen=True, slots=True)
class Made:
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
    term, own = match.term("number"), match.term("low")
    if term is not None and term.number is not None and own is not None and own.number is not None and own.number.scale == 1:
        scale = term.number.scale * (match.value("letter", "scale-letter") or 1)
        low = low * scale if low * scale <= high else low
    if low > high:
        return {}
    return {"number": low, "low": low, "high": high}
