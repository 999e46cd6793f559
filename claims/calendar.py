"""Days and spans of days: the arithmetic behind dates, with nothing of language in it."""

from __future__ import annotations

import calendar
import datetime as dt

from msgspec import Struct

Span = tuple[dt.date, dt.date]
"""First and last day, both included."""


class Anchor(Struct, frozen=True):
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
    """The calendar unit that is `offset` units from the one `base` is in.

    `D`, `W`, `M`, `Y`, `E` for weekend, `F` for fortnight, `Q` for quarter, `S` for half a year, `X` for decade, `C` for century.
    """
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
    if name in _MONTHS:
        months = _MONTHS[name]
        opening = month(base.year, (base.month - 1) // months * months + 1 + months * offset)[0]
        return opening, month(opening.year, opening.month + months - 1)[1]
    length = {"Y": 1, "X": 10, "C": 100}[name]
    reached = min(9998, max(1, base.year + length * offset))
    return year(reached) if length == 1 else (year(reached)[0], year(min(9998, reached + length - 1))[1])


def before(name: str, told: Span) -> Span | None:
    """The week, month or year before one that was told as a stretch of days; None where the stretch is no such unit."""
    first, last = told
    if name == "W" and (last - first).days == 6:
        return first - dt.timedelta(days=7), last - dt.timedelta(days=7)
    if name in ("M", "Y") and told == unit(name, first, 0):
        return unit(name, first, -1)
    return None


_MONTHS = {"Q": 3, "S": 6}


def shifted(there: dt.date, name: str, offset: int) -> dt.date:
    """The same day `offset` units later: of a shorter month the last."""
    if name in ("D", "W", "F"):
        return there + dt.timedelta(days=offset * {"D": 1, "W": 7, "F": 14}[name])
    months = {"M": 1, "Q": 3, "S": 6, "Y": 12, "X": 120, "C": 1200}.get(name, 0) * offset
    year_meant = min(9998, max(1, there.year + (there.month - 1 + months) // 12))
    first, last = month(year_meant, (there.month - 1 + months) % 12 + 1)
    return first.replace(day=min(there.day, last.day))


def working_days(base: dt.date, count: int) -> Span:
    """The next `count` days from Monday to Friday, the last ones where it is below zero."""
    step = 1 if count > 0 else -1
    days: list[dt.date] = []
    there = base
    while len(days) < abs(count):
        there += dt.timedelta(days=step)
        if there.weekday() < 5:
            days.append(there)
    return min(days), max(days)


def nth_weekday(span: Span, weekday: int, nth: int) -> dt.date | None:
    """The nth day of that ISO weekday within a span, the last for -1; None where there are not so many."""
    first, last = span
    if nth < 0:
        return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)
    there = first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return there if there <= last else None


def full_year(short: int, base: dt.date | None, ahead: int) -> int:
    """The year that two digits stand for: the one at most `ahead` years after `base`, else the last before it."""
    limit = (base.year if base else 2030) + ahead
    return limit - (limit - short) % 100


def year_of_month(number: int, base: dt.date, direction: int) -> int:
    """The year of a month told without one: within four months ahead, else past; the direction told decides."""
    if direction < 0:
        return base.year if number < base.month else base.year - 1
    if direction > 0:
        return base.year if number > base.month else base.year + 1
    ahead = (number - base.month) % 12
    return base.year + (base.month + ahead > 12) if ahead <= 4 else base.year - (base.month - (12 - ahead) < 1)


_FAR_AHEAD = 300
_LATELY = 62
"""A day so many days ahead is told with its year where the one of the same name is but so many days back."""


def nearest_year(
    month_number: int, day_number: int, base: dt.date, weekday: int | None = None, forward: bool = False, sure: bool = False
) -> dt.date | None:
    """The day of that name nearest to `base`, leaning to the past; a written weekday decides where it fits one of them.

    `forward` asks for the next one instead, however far where that is `sure`: « est attendu le 16 mars », « le 5 décembre prochain ».
    """
    candidates = [d for y in (base.year - 1, base.year, base.year + 1) if (d := day(y, month_number, day_number))]
    if weekday is not None:
        candidates = [d for d in candidates if d.isoweekday() == weekday and abs((d - base).days) < 200] or candidates
    ahead = [d for d in candidates if d >= base]
    lately = any(0 < (base - d).days < _LATELY for d in candidates)
    if ahead and (sure or (forward and not (lately and (min(ahead) - base).days > _FAR_AHEAD))):
        return min(ahead)
    return min(candidates, key=lambda d: (base - d).days if d <= base else 1.5 * (d - base).days, default=None)


def year_of_week(number: int, anchor: Anchor) -> int:
    """The year of an ISO week told without one: within four weeks ahead, else past; nearest to a day that is only known to be about."""
    base = anchor.published or anchor.around or dt.date.min
    if anchor.published is None:
        return min(
            (base.year, base.year - 1, base.year + 1),
            key=lambda year: abs((dt.date(year, 1, 1) + dt.timedelta(weeks=number - 1) - base).days),
        )
    return base.year if number <= base.isocalendar().week + 4 else base.year - 1


def part(span: Span, edge: str) -> Span:
    """The start, middle or end of a week, of a month, of a few months or of a year."""
    first, last = span
    length = (last - first).days + 1
    if length <= 7:
        low, high = {"START": (0, 1), "MID": (1, 3), "END": (3, 6)}.get(edge, (0, 6))
        return first + dt.timedelta(days=low), first + dt.timedelta(days=high)
    if length < 40:
        low, high = {"START": (1, 10), "MID": (10, 20), "END": (20, last.day)}.get(edge, (1, last.day))
        return first.replace(day=low), first.replace(day=high)
    months = round(length / 30.4)
    low, high = {"START": (0, months // 4), "MID": (months // 3, months - months // 3), "END": (months - months // 4, months)}.get(
        edge, (0, months)
    )
    return month(first.year, first.month + low)[0], month(first.year, first.month + high - 1)[1]
