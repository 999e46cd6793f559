"""Days and spans of days: the arithmetic behind dates, with nothing of language in it."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

Span = tuple[dt.date, dt.date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative dates count from: the publication day, else a day the story is known to be `around`."""

    published: dt.date | None = None
    around: dt.date | None = None

    @property
    def base(self) -> dt.date | None:
        """The best day at hand for choosing a missing year."""
        return self.published or self.around


def day(year: int, month: int, number: int) -> dt.date | None:
    """That day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def month(year: int, number: int) -> Span:
    """The days of a month; `number` may run past 12 or below 1."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def year(number: int) -> Span:
    """The days of a year."""
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def week(inside: dt.date) -> Span:
    """The ISO week (Monday to Sunday) that a day falls in."""
    monday = inside - dt.timedelta(days=inside.weekday())
    return monday, monday + dt.timedelta(days=6)


def weekend(inside: dt.date) -> Span:
    """The Saturday and Sunday of the week before the coming Monday: on a Saturday or Sunday this very weekend, else the last."""
    saturday = inside - dt.timedelta(days=(inside.weekday() - 5) % 7)
    return saturday, saturday + dt.timedelta(days=1)


def unit(name: str, base: dt.date, offset: int) -> Span:
    """The calendar unit (`D`, `W`, `M`, `Y`, `E` for weekend, `F` for fortnight, `X` for decade, `C` for century) `offset` units from the one `base` is in."""
    if name == "D":
        there = base + dt.timedelta(days=offset)
        return there, there
    if name == "W":
        return week(base + dt.timedelta(weeks=offset))
    if name == "E":
        return weekend(base + dt.timedelta(weeks=max(offset, 0) + (offset < -1) * (offset + 1)))
    if name == "F":
        first = base + dt.timedelta(days=14 * offset)
        return first, first + dt.timedelta(days=13)
    if name == "M":
        return month(base.year, base.month + offset)
    length = {"Y": 1, "X": 10, "C": 100}[name]
    there = min(9998, max(1, base.year + length * offset))
    return year(there) if length == 1 else (year(there)[0], year(min(9998, there + length - 1))[1])


def nearest_year(month_number: int, day_number: int, base: dt.date, weekday: int | None = None) -> dt.date | None:
    """The day of that name nearest to `base`, leaning to the past; a written weekday decides where it fits one of them."""
    candidates = [d for y in (base.year - 1, base.year, base.year + 1) if (d := day(y, month_number, day_number))]
    if weekday is not None:
        candidates = [d for d in candidates if d.isoweekday() == weekday and abs((d - base).days) < 200] or candidates
    return min(candidates, key=lambda d: (base - d).days if d <= base else 1.5 * (d - base).days, default=None)


def part(span: Span, edge: str) -> Span:
    """The start, middle or end of a month or of a year."""
    first, last = span
    if (last - first).days < 40:
        cuts = {"START": (1, 10), "MID": (10, 20), "END": (20, last.day)}
        low, high = cuts.get(edge, (1, last.day))
        return first.replace(day=low), first.replace(day=high)
    months = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}
    low, high = months.get(edge, (1, 12))
    return month(first.year, low)[0], month(first.year, high)[1]
