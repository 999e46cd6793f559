"""Dates and times of day in a read text, after TIMEX3 (ISO-TimeML).

The patterns are in `claims/languages/<language>/dates.toml`; each names one of the makers of `claims.date_days`,
`claims.date_spans` and `claims.date_clocks`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import compress

from claims import date_clocks, date_days, date_spans
from claims.calendar import Anchor, Span
from claims.date_joins import Found, joined
from claims.date_match import Makers, Match
from claims.grammar import occurrences
from claims.lexicon import Rule
from claims.reading import Reading, outside_tables
from claims.records import DateValue, Mention
from claims.terms import Term

MAKERS: Makers = {**date_days.MAKERS, **date_spans.MAKERS, **date_clocks.MAKERS}
"""What the patterns of `dates.toml` can ask for by name."""

_LEADING = frozenset(("article", "of", "apostrophe", "comma", "until", "by"))
_CLOSING = frozenset(("comma", "dot"))


def dates(reading: Reading, anchor: Anchor, rules: Sequence[Rule] | None = None) -> list[Mention]:
    """All dates and times of a text, in reading order, none overlapping another; by the lexicon's rules unless others are given."""
    used = reading.lexicon.rules.get("dates", ()) if rules is None else rules
    anchor = Anchor(_plausible(anchor.published), _plausible(anchor.around))
    mentions = []
    found = joined(reading, _found(reading, anchor, used))
    for date in compress(found, outside_tables(reading, [date.first for date in found])):
        start, end = reading.span(date.first, date.last)
        mentions.append(Mention(kind="date", start=start, end=end, value=date.value))
    return date_clocks.placed(reading, mentions, anchor)


def calendar_spans(reading: Reading, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where the dates stand that are no figures: « le 3 janvier » is not a 3, « deux jours après » is also two days."""
    spans = []
    for mention in mentions:
        inside = reading.terms[reading.at(mention.start) : reading.at(mention.end - 1) + 1]
        timed = isinstance(mention.value, DateValue) and mention.value.type == "TIME"
        if timed or not _counts(inside):
            spans.append((mention.start, mention.end))
    return spans


def _plausible(day: dt.date | None) -> dt.date | None:
    """Nothing is published at the ends of the calendar, where counting from a day would leave it."""
    return day if day is not None and 1000 <= day.year <= 9000 else None


def _counts(terms: Sequence[Term]) -> bool:
    """A number stands before a unit of time: « deux jours », « les trois derniers mois », but not « semaine 20 »."""
    for at, term in enumerate(terms):
        of_month = at + 1 < len(terms) and terms[at + 1].classes >= _OF_THE  # « le 14 du mois »
        if term.number and not of_month and any("time-unit" in t.classes or "clock-unit" in t.classes for t in terms[at + 1 : at + 3]):
            return True
    return False


_OF_THE = frozenset(("of", "article"))


def _found(reading: Reading, anchor: Anchor, rules: Sequence[Rule]) -> list[Found]:
    """What the rules make of a text: of two that overlap the one that starts first, and the longer of those."""
    found: list[Found] = []
    context: dt.date | None = None
    stretch: Span | None = None
    last: Span | None = None
    reached = context_at = last_at = 0
    for first, end, rule, match in _matches(reading, rules):
        if first < reached:
            continue
        lately = _sentence_before(reading, first)
        near, beside = context if context_at >= lately else None, last if last_at >= lately else None
        value = MAKERS[rule.make](Match(reading, rule, match, anchor, context, near, stretch, beside))
        if value is None:
            continue
        found.append(Found(first, end - 1, value, bool(rule.settings.get("partner"))))
        reached = end
        if value.earliest is None or value.latest is None:
            continue
        last, last_at = (value.earliest, value.latest), first
        if value.earliest == value.latest:
            context, context_at = value.earliest, first
        elif rule.make != "previous_unit":  # « la semaine précédente », told twice, is one week
            stretch = (value.earliest, value.latest)
    return found


def _sentence_before(reading: Reading, at: int) -> int:
    """The first term of the sentence before that of a term."""
    return reading.sentence_of(max(0, reading.sentence_of(at)[0] - 1))[0]


def _matches(reading: Reading, rules: Sequence[Rule]) -> list[tuple[int, int, Rule, re.Match[str]]]:
    """Every match of every rule, earliest first and the longest first among those that start together."""
    found = []
    for order, rule, match in occurrences(rules, reading.symbols):
        first, end = _content(reading, rule, match)
        found.append((first, -end, order, rule, match))
    found.sort(key=lambda row: row[:3])
    return [(first, -end, rule, match) for first, end, _, rule, match in found]


def _content(reading: Reading, rule: Rule, match: re.Match[str]) -> tuple[int, int]:
    """The terms of the mention itself: leading articles and prepositions are no part of it."""
    first, end = match.span()
    if "skip_to" in rule.settings:
        first = match.start(rule.settings["skip_to"])
    first += rule.settings.get("skip", 0)
    terms = reading.terms
    counted = match.start("count") if "count" in match.re.groupindex else -1
    while first < end - 1 and first != counted and terms[first].classes & _LEADING and not terms[first].number:
        first += 1
    while end - 1 > first and (terms[end - 1].classes & _CLOSING or terms[end - 1].kind == "punctuation"):
        end -= 1
    return first, end
