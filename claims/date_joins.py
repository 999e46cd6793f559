"""Dates that stand together and name one thing: from one to another, some days after one, the week of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from claims import calendar
from claims.date_match import of_day, of_span
from claims.reading import Reading
from claims.records import DateValue

_SKIPPED = frozenset(("article", "comma", "this"))
_LINKS = frozenset(("to", "pair-word"))
_NO_DAY_NAME = frozenset(("month", "numeric-date"))


class Found(Struct, frozen=True):
    """A date, its first and last term; `partner` where it is one only beside another (« maintenant », « trois jours à partir de »)."""

    first: int
    last: int
    value: DateValue
    partner: bool = False


def joined(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """The dates with their neighbours put together, in reading order."""
    result: list[Found] = []
    for date in found:
        date = _week_of(reading, date)
        while result and (both := _pair(reading, result[-1], date)) is not None:
            result.pop()
            date = both
        if result and result[-1].partner:
            result.pop()
        result.append(date)
    return [date for date in result if not date.partner]


def _pair(reading: Reading, a: Found, b: Found) -> Found | None:
    if b.first - a.last > 5 or b.value.type != "DATE" or a.value.type != "DATE":
        return None
    between = [t for t in reading.terms[a.last + 1 : b.first] if t.classes & _LINKS or not t.classes & _SKIPPED]
    if any(t.kind == "break" for t in between):
        return None
    if a.value.value.startswith("P") and a.value.anchor == "unresolved" and a.value.mod in ("BEFORE", "AFTER") and not between:
        if any("comma" in t.classes for t in reading.terms[a.last + 1 : b.first]):
            return None  # « trois jours plus tôt, jeudi 5 mars »: one day, told twice
        return _some_days_from(a, b)
    return _range(reading, a, b, [t.classes for t in between])


def _some_days_from(a: Found, b: Found) -> Found | None:
    """« deux jours après le 3 mars », "three weeks from tomorrow"."""
    day, printed = b.value.earliest, a.value.value.removeprefix("P")
    if day is None or day != b.value.latest or not printed[-1].isupper():
        return None
    there = calendar.shifted(day, printed[-1], int(printed[:-1]))
    return Found(a.first, b.last, of_day(there, b.value.anchor))


def _week_of(reading: Reading, date: Found) -> Found:
    """« la semaine du 3 mars », "the week starting on February 4"."""
    day, terms, at = date.value.earliest, reading.terms, date.first - 1
    if day is None or day != date.value.latest or date.value.type != "DATE":
        return date
    while at >= 0 and date.first - at < 4 and terms[at].classes & _WEEK_LINKS and "week-word" not in terms[at].classes:
        at -= 1
    if at < 0 or at == date.first - 1 or "week-word" not in terms[at].classes:
        return date
    return Found(at, date.last, of_span(calendar.week(day), date.value.anchor))


_WEEK_LINKS = frozenset(("of", "article", "starting"))


def _range(reading: Reading, a: Found, b: Found, between: list[frozenset[str]]) -> Found | None:
    """« du 3 mars à aujourd'hui », "between Jan 2019 and yesterday", "10/1/2018 - 10/7/2018"."""
    if len(between) != 1 or "context-day" in reading.terms[b.last].classes:
        return None  # « le 3 mars, au lendemain du vote »: one day
    opener = reading.terms[a.first - 1] if a.first else None
    if opener is not None and "article" in opener.classes and a.first > 1 and "between" in reading.terms[a.first - 2].classes:
        opener = reading.terms[a.first - 2]
    pairs = opener is not None and "pair-opener" in opener.classes
    opened = pairs or (opener is not None and "range-opener" in opener.classes)
    dash = "range-dash" in between[0]
    if not (
        ("pair-word" in between[0] and pairs)
        or ("to" in between[0] and (opened or _told(reading, a, b)) and (not dash or _told(reading, a, b)))
    ):
        return None
    ends = _ends(reading, a, b)
    if ends is None:
        return None
    first = a.first - 1 if opener is not None and pairs and opener is reading.terms[a.first - 1] else a.first - 2 if pairs else a.first
    return Found(first, b.last, of_span(ends, "absolute" if "absolute" in (a.value.anchor, b.value.anchor) else b.value.anchor))


def _told(reading: Reading, a: Found, b: Found) -> bool:
    """The first date is told in full, or both name a month or are in digits: no opener is needed."""
    return a.value.anchor == "absolute" or (_named(reading, a) and _named(reading, b))


def _named(reading: Reading, date: Found) -> bool:
    return any(t.classes & _NO_DAY_NAME for t in reading.terms[date.first : date.last + 1])


def _ends(reading: Reading, a: Found, b: Found) -> calendar.Span | None:
    """The days of a range; of two dates the one without a year goes by the other's."""
    first, last = a.value.earliest, b.value.latest
    if first is None or last is None:
        return None
    if a.value.weekday and b.value.weekday and not _named(reading, a) and not _named(reading, b):
        last = first + dt.timedelta(days=(b.value.weekday - a.value.weekday) % 7)
    elif b.value.anchor != "absolute" and _named(reading, b) and (a.value.anchor == "absolute" or first > last):
        last = _in_year(last, first.year + ((last.month, last.day) < (first.month, first.day)))
    elif a.value.anchor != "absolute" and _named(reading, a) and (b.value.anchor == "absolute" or first > last):
        first = _in_year(first, last.year - ((last.month, last.day) < (first.month, first.day)))
    return (first, last) if first is not None and last is not None and first < last else None


def _in_year(day: dt.date, year: int) -> dt.date | None:
    return calendar.day(year, day.month, day.day)
