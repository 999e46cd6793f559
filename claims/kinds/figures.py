"""Figures in a read text: numbers, money, percentages, quantities, and what each is a number of.

The patterns are in `claims/languages/<language>/figures.toml`; each names one of the makers at the end of this module.
Money is ISO 4217, physical units are UCUM.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from claims.lexicon import Rule
from claims.reading import Reading
from claims.records import FigureValue, Mention, Modifier
from claims.terms import Term

UCUM_TIME = {"D": "d", "W": "wk", "F": "14.d", "M": "mo", "Y": "a", "X": "10.a", "C": "100.a", "E": "weekend", "h": "h", "min": "min", "s": "s"}
"""UCUM codes of the lexicon's units of time."""

Kind = Literal["number", "money", "percent", "quantity"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where its terms stand: `first`..`last` with hedge and noun, `core` the number with its unit alone.

    `noun` is the index of the term that names what is counted, -1 where no noun follows.
    """

    kind: Kind
    first: int
    last: int
    core: tuple[int, int]
    value: FigureValue
    noun: int = -1


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


@dataclass(frozen=True, slots=True)
class Made:
    """What a maker returns: the value without its hedge, and how many terms at the match's end are no part of it."""

    kind: Kind
    value: FigureValue
    drop: int = 0
    counted: bool = False


def figures(reading: Reading, taken: Sequence[tuple[int, int]] = (), rules: Sequence[Rule] | None = None) -> list[Figure]:
    """All figures of a text in reading order, none overlapping another or the `taken` stretches (offsets, sorted)."""
    used = reading.lexicon.rules.get("figures", ()) if rules is None else rules
    free = _free_terms(reading, taken)
    found: list[Figure] = []
    reached = -1
    for first, end, rule, match in _matches(reading, used):
        if first < reached or not all(free[first:end]):
            continue
        made = MAKERS[rule.make](Match(reading, rule, match))
        if made is None:
            continue
        end -= made.drop
        figure = _dressed(reading, made, first, end - 1)
        found.append(figure)
        reached = max(end, figure.last + 1 if made.counted else end)
    return _share_units(reading, found)


def mentions(reading: Reading, found: Sequence[Figure]) -> list[Mention]:
    """The figures as mentions: the number and its unit, without hedge and noun."""
    result = []
    for figure in found:
        start, end = reading.span(*figure.core)
        result.append(Mention(kind=figure.kind, start=start, end=end, value=figure.value))
    return result


def _matches(reading: Reading, rules: Sequence[Rule]) -> list[tuple[int, int, Rule, re.Match[str]]]:
    rows = []
    for order, rule in enumerate(rules):
        skip = rule.settings.get("skip", 0)
        rows += [(m.start() + skip, -m.end(), order, rule, m) for m in rule.matcher.finditer(reading.symbols)]
    rows.sort(key=lambda row: row[:3])
    return [(first, -end, rule, match) for first, end, _, rule, match in rows]


def _free_terms(reading: Reading, taken: Sequence[tuple[int, int]]) -> list[bool]:
    free = [True] * len(reading.terms)
    for start, end in taken:
        at = reading.at(start)
        while at < len(reading.terms) and reading.terms[at].start < end:
            free[at] = False
            at += 1
    return free


def _dressed(reading: Reading, made: Made, first: int, last: int) -> Figure:
    """The figure with the hedge before it and the noun after it."""
    value, start = made.value, first
    hedge, start = _hedge(reading, first)
    noun, end = (-1, last)
    if made.kind in ("number", "percent") or made.counted:
        noun, end = noun_after(reading, last + 1)
        end = max(end, last)
    changes: dict[str, Any] = {}
    if hedge:
        changes["modifier"] = hedge
    if noun >= 0:
        changes["measured"] = reading.text[reading.terms[noun].start : reading.terms[max(noun, end)].end]
        if not value.unit:
            changes["unit"] = reading.terms[noun].key
    if per := _rate(reading, max(end, last) + 1):
        changes["per"] = per[0]
    return Figure(made.kind, start, max(end, last), (first, last), value.model_copy(update=changes), noun)


def _hedge(reading: Reading, first: int) -> tuple[Modifier | None, int]:
    """The hedge before a figure (« plus de », « environ »), past an article or a preposition; and where it starts."""
    at = first - 1
    for _ in range(2):
        if at < 0:
            break
        term = reading.terms[at]
        if (modifier := reading.lexicon.value(term.key, "modifier")) is not None:
            return modifier, at
        if not term.classes & _BETWEEN_HEDGE_AND_NUMBER:
            break
        at -= 1
    return None, first


_BETWEEN_HEDGE_AND_NUMBER = frozenset(("article", "of-word", "this", "apostrophe"))
_STOPS = frozenset(("function", "auxiliary", "currency-sign"))


def noun_after(reading: Reading, at: int) -> tuple[int, int]:
    """The noun that a number counts, and the last term of its phrase; (-1, at - 1) where none follows.

    Languages with adjectives before nouns (`before-noun` words aside) take the counted word of the row, the others its first.
    """
    terms, end = reading.terms, len(reading.terms)
    start = at
    while at < end and terms[at].classes & _NOUN_LEADERS:
        at += 1
    row: list[int] = []
    while at < end and len(row) < 5 and _may_be_noun(terms[at]):
        row.append(at)
        at += 1
        while at + 1 < end and terms[at].key in ("-", '"', "“", "«") and terms[at + 1].kind == "word" and len(row) < 5:
            at += 1
    if not row:
        return -1, start - 1
    head = _head(reading, row)
    return head, max(head, row[min(len(row), row.index(head) + 2) - 1] if not _adjectives_first(reading) else head)


_NOUN_LEADERS = frozenset(("of-word", "of", "apostrophe", "before-noun", "more-less"))


def _may_be_noun(term: Term) -> bool:
    return term.kind in ("word", "phrase") and not term.classes & _STOPS and term.number is None and "month" not in term.classes


def _adjectives_first(reading: Reading) -> bool:
    return bool(reading.lexicon.tables.get("figures", {}).get("grammar", {}).get("adjectives_first"))


def _head(reading: Reading, row: list[int]) -> int:
    """The index of the head noun of a row of content words."""
    if not _adjectives_first(reading):
        return row[0]
    known = [i for i in row if reading.terms[i].classes & _COUNTED]
    if known:
        return known[0]
    plural = [i for i in row if reading.terms[i].key.endswith("s")]
    return plural[0] if plural else row[-1]


_COUNTED = frozenset(("person-word", "toll-word"))


def _rate(reading: Reading, at: int) -> tuple[str, int] | None:
    """« par heure », « chaque minute », "a day" within a few words after the figure: the unit of the rate."""
    terms = reading.terms
    for i in range(at, min(at + 6, len(terms) - 1)):
        if "rate-word" in terms[i].classes:
            after = terms[i + 1]
            for name in ("time-unit", "clock-unit"):
                if (unit := reading.lexicon.value(after.key, name)) is not None:
                    return UCUM_TIME[unit], i + 1
            if i == at and "person-word" in after.classes:
                return after.key, i + 1
        if terms[i].kind in ("break", "punctuation") or terms[i].number is not None:
            break
    return None


def _share_units(reading: Reading, found: list[Figure]) -> list[Figure]:
    """« 38 et 39 ans »: a bare number before « et » or a comma takes the unit of the next."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        this, after = shared[i], shared[i + 1]
        gap = range(this.core[1] + 1, after.core[0])
        bare = this.kind == "number" and this.noun < 0 and not this.value.unit
        if bare and len(gap) == 1 and "list-word" in reading.terms[gap[0]].classes and after.value.unit and after.kind != "money":
            value = this.value.model_copy(update={"unit": after.value.unit, "measured": after.value.measured})
            kind: Kind = "quantity" if after.kind == "quantity" else this.kind
            shared[i] = Figure(kind, this.first, this.last, this.core, value, after.noun)
    return shared


# ---- makers


def _range(match: Match, high: Decimal) -> dict[str, Any]:
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


def _money(match: Match) -> Made | None:
    number = match.number()
    if number is None:
        return None
    currency = match.value("currency", "currency", "minor-currency") or match.value("currency2", "currency")
    if currency is None:
        return None
    cents = match.number("cents")
    if cents is not None:
        number += cents / 100
    ends = _range(match, number)
    return Made("money", FigureValue(unit=currency, **ends)) if ends else None


def _percent(match: Match) -> Made | None:
    number = match.number()
    ends = _range(match, number) if number is not None else {}
    return Made("percent", FigureValue(unit="%", **ends)) if ends else None


def _quantity(match: Match) -> Made | None:
    number, unit = match.number(), match.term("unit")
    if number is None or unit is None:
        return None
    name = match.value("unit", "unit-of-measure") or UCUM_TIME.get(str(match.value("unit", "time-unit", "clock-unit")), "")
    if unit.end - unit.start == 1 and unit.key.isalpha() and unit.key != match.reading.text[unit.start]:
        return None  # « M », « T », « G »: not metres, tonnes, grams
    ends = _range(match, number)
    base, _, per = name.partition("/")
    return Made("quantity", FigureValue(unit=base, per=per, **ends)) if ends else None


def _one_unit(match: Match) -> Made | None:
    """« une minute » is a duration; « un jour » or « un an » alone often is not, and needs more around it."""
    unit = match.value("unit", "clock-unit", "time-unit")
    following = match.reading.terms[match.found.end() - 1] if match.found.end() else None
    drop = 1 if following is not None and "of-word" in following.classes else 0
    return Made("quantity", FigureValue(number=Decimal(1), unit=UCUM_TIME[unit]), drop)


def _fraction(match: Match) -> Made | None:
    parts = match.value("part", "fraction", "half")
    number = match.number() if match.index("number") >= 0 else Decimal(1)
    if number is None or number > parts:
        return None
    return Made("percent", FigureValue(number=round(100 * number / parts, 2).normalize() + 0, unit="%"))


def _aged(match: Match) -> Made | None:
    number = match.number()
    return None if number is None else Made("quantity", FigureValue(number=number, unit="a"))


def _half(match: Match) -> Made | None:
    return Made("percent", FigureValue(number=Decimal(50), unit="%"), drop=1)


def _twice(match: Match) -> Made | None:
    return Made("quantity", FigureValue(number=Decimal(2), unit="x"))


def _collective(match: Match) -> Made | None:
    return Made("number", FigureValue(number=Decimal(match.value("number", "collective")), modifier="about"))


def _several(match: Match) -> Made | None:
    return Made("number", FigureValue(number=Decimal(2 * match.value("number", "collective")), modifier="at-least"))


def _times(match: Match) -> Made | None:
    number = match.number()
    return None if number is None else Made("quantity", FigureValue(number=number, unit="x"), counted=True)


def _multiple(match: Match) -> Made | None:
    return Made("quantity", FigureValue(number=Decimal(match.value("number", "multiple")), unit="x"))


def _ratio(match: Match) -> Made | None:
    number, whole = match.number(), match.number("whole")
    if number is None or whole is None or not 0 < number < whole:
        return None
    return Made("number", FigureValue(number=number, unit=f"/{whole}"))


def _one(match: Match) -> Made | None:
    return Made("number", FigureValue(number=Decimal(1)), drop=match.found.end() - match.index("number") - 1 - (match.index("alone") >= 0), counted=True)


def _number(match: Match) -> Made | None:
    number, at = match.number(), match.index("number")
    if number is None or _is_label(match, at):
        return None
    letter = match.term("letter")
    drop = 0
    if letter is not None and letter.start > match.reading.terms[at].end:
        drop, number = 1, match.number(letter="")
    ends = _range(match, number or Decimal(0))
    return Made("number", FigureValue(**ends), drop) if ends else None


def _is_label(match: Match, at: int) -> bool:
    """A number that names or ranks rather than counts: « article 3 », « 3e », « 1. » at a line's start, part of a code."""
    terms, first = match.reading.terms, match.found.start()
    term, before, after = terms[at], terms[first - 1] if first else None, terms[at + 1] if at + 1 < len(terms) else None
    if "ordinal" in term.classes:
        return True
    if after is not None and after.start == term.end and after.kind == "word" and "scale-letter" not in after.classes:
        return True
    if before is not None and (("label" in before.classes) or (before.end == terms[first].start and before.kind == "word")):
        return True
    opens = before is None or before.kind == "break"
    return opens and after is not None and after.key in (".", ")") and term.number is not None and bool(term.number.digits)


MAKERS: dict[str, Callable[[Match], Made | None]] = {
    "money": _money,
    "percent": _percent,
    "quantity": _quantity,
    "one_unit": _one_unit,
    "fraction": _fraction,
    "aged": _aged,
    "half": _half,
    "twice": _twice,
    "collective": _collective,
    "several": _several,
    "times": _times,
    "multiple": _multiple,
    "ratio": _ratio,
    "one": _one,
    "number": _number,
}
"""What the patterns of `figures.toml` can ask for by name."""
