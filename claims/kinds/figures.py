"""Figures in a read text: numbers, money, percentages, quantities, and what each is a number of.

The patterns are in `claims/languages/<language>/figures.toml`; each names one of the makers of
`claims.money_values` and `claims.figure_values`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims import figure_values, money_values
from claims.figure_match import Kind, Made, Maker, Match
from claims.figure_values import UCUM_TIME
from claims.grammar import occurrences
from claims.lexicon import Rule
from claims.reading import Reading
from claims.records import FigureValue, Mention, Modifier
from claims.terms import Term

MAKERS: Mapping[str, Maker] = {**money_values.MAKERS, **figure_values.MAKERS}
"""What the patterns of `figures.toml` can ask for by name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where its terms stand: `first`..`last` with hedge and noun, `core` the number with its unit alone.

    `noun` is the index of the term that names what is counted, -1 where no noun follows; of a range `split` has the last
    term of its low end and the first of its high end.
    """

    kind: Kind
    first: int
    last: int
    core: tuple[int, int]
    value: FigureValue
    noun: int = -1
    split: tuple[int, int] | None = None


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
        figure, rated = _dressed(reading, made, first, end - 1, _split(match) if made.value.low is not None else None)
        found.append(figure)
        reached = max(end, figure.last + 1 if made.counted else end, rated)
    return _share_units(reading, found)


def mentions(reading: Reading, found: Sequence[Figure]) -> list[Mention]:
    """The figures as mentions: the number and its unit, without hedge and noun; of a range each end is one."""
    result = []
    for figure in found:
        first, last = figure.core
        value, low, high = figure.value, figure.value.low, figure.value.high
        if figure.split is None or low is None or high is None:
            parts = [(first, last, value)]
        else:
            bare = value.model_copy(update={"low": None, "high": None})
            parts = [(first, figure.split[0], bare), (figure.split[1], last, bare.model_copy(update={"number": high}))]
        for start, end, part in parts:
            here = reading.span(start, end)
            result.append(Mention(kind=figure.kind, start=here[0], end=here[1], value=part))
    return result


def _split(match: re.Match[str]) -> tuple[int, int]:
    """The last term of a range's low end, and the first of its high end (a currency sign may stand before it)."""
    groups = match.re.groupindex
    low, high = match.start("low"), match.start("number")
    letter = match.start("letter1") if "letter1" in groups else -1
    sign = match.start("sign2") if "sign2" in groups else -1
    return max(low, letter), sign if sign >= 0 else high


def _matches(reading: Reading, rules: Sequence[Rule]) -> list[tuple[int, int, Rule, re.Match[str]]]:
    rows = [
        (m.start() + int(rule.settings.get("skip", 0)), -m.end(), order, rule, m) for order, rule, m in occurrences(rules, reading.symbols)
    ]
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


def _dressed(reading: Reading, made: Made, first: int, last: int, split: tuple[int, int] | None = None) -> tuple[Figure, int]:
    """The figure with the hedge before it and the noun after it; and where the words of its rate end (« deux euros par jour »)."""
    value, start = made.value, first
    hedge, start = _hedge(reading, first)
    noun, end = (-1, last)
    if made.kind in ("number", "percent") or made.counted:
        noun, end = noun_after(reading, last + 1, made.kind == "number" and abs(value.number) >= 2)
        end = max(end, last)
    changes: dict[str, Any] = {}
    if hedge:
        changes["modifier"] = hedge
    if noun >= 0:
        changes["measured"] = reading.text[reading.terms[noun].start : reading.terms[max(noun, end)].end]
        if not value.unit:
            changes["unit"] = reading.terms[noun].key
    rate = _rate(reading, max(end, last) + 1)
    if rate:
        changes["per"] = rate[0]
    figure = Figure(made.kind, start, max(end, last), (first, last), value.model_copy(update=changes), noun, split)
    return figure, rate[1] + 1 if rate and rate[0] in _TIMES else 0


_TIMES = frozenset(UCUM_TIME.values())


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


def noun_after(reading: Reading, at: int, many: bool = False) -> tuple[int, int]:
    """The noun that a number counts, and the last term of its phrase; (-1, at - 1) where none follows.

    Languages with adjectives before nouns (`before-noun` words aside) take the counted word of the row, the others its first.
    `many` asks for a plural: « 15 directement liés » counts no adverb.
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
    if many and not _may_be_plural(reading, head):
        return -1, start - 1
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
    plural = [i for i in row if _is_plural(reading, i)]
    return plural[-1] if plural else row[-1]


def _may_be_plural(reading: Reading, i: int) -> bool:
    """A plural, a name, or one of the words that are counted as they are."""
    term = reading.terms[i]
    return _is_plural(reading, i) or not reading.text[term.start : term.end].islower() or bool(term.classes & _COUNTED)


def _is_plural(reading: Reading, i: int) -> bool:
    term = reading.terms[i]
    return "irregular-plural" in term.classes or term.key.endswith(_plural_endings(reading))


def _plural_endings(reading: Reading) -> tuple[str, ...]:
    return tuple(reading.lexicon.tables.get("figures", {}).get("grammar", {}).get("plural_endings", ("",)))


_COUNTED = frozenset(("person-word", "toll-word", "demonym"))


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
            shared[i] = Figure(kind, this.first, this.last, this.core, value, after.noun, this.split)
    return shared
