"""What the patterns of `dates.toml` that name several days can ask for: weeks, months, years, and stretches of them."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from claims import calendar
from claims.date_days import month_meant, short_year
from claims.date_match import Makers, Match, of_day, of_span, unresolved, value
from claims.records import DateValue


def _day_range(match: Match) -> DateValue | None:
    last_month = match.value("month", "month") or match.value("month2", "month")
    first_month = match.value("month1", "month") or last_month
    year = match.number("year") or match.number("year2")
    first_day, last_day = match.number("first"), match.number("second")
    if first_day is None or last_day is None:
        return None
    base = match.anchor.base
    if year is None and base is None:
        return unresolved(f"XXXX-{first_month:02}-{first_day:02}/XXXX-{last_month:02}-{last_day:02}")
    last = calendar.day(year, last_month, last_day) if year else calendar.nearest_year(last_month, last_day, base, forward=match.forward())  # type: ignore[arg-type]
    if last is not None and year is None and base is not None and last > base and match.was_last():
        last = calendar.day(last.year - 1, last_month, last_day)  # « les 12 et 13 mars derniers »
    if last is None:
        return None
    first_year = match.number("year1") or last.year - (first_month > last_month)
    first = calendar.day(first_year, first_month, first_day)
    if first is None or first > last:
        return None
    return of_span((first, last), "absolute" if year else "publication" if match.anchor.published else "context")


def _day_list(match: Match) -> DateValue | None:
    """« les 27, 28 et 29 novembre »: days that follow each other."""
    days = [n for name in ("first", "second", "third") if (n := match.number(name)) is not None]
    month, year, base = match.value("month"), match.number("year"), match.anchor.base
    if days != list(range(days[0], days[0] + 3)) or (year is None and base is None):
        return None
    last = calendar.day(year, month, days[2]) if year else calendar.nearest_year(month, days[2], base, forward=match.forward())  # type: ignore[arg-type]
    if last is None:
        return None
    anchor = "absolute" if year else "publication" if match.anchor.published else "context"
    return of_span((last - dt.timedelta(days=2), last), anchor)


def _month_range(match: Match) -> DateValue | None:
    first_month, last_month = match.value("month1", "month"), match.value("month2", "month")
    year, base = match.number("year2"), match.anchor.base
    if year is None:
        if base is None:
            return unresolved(f"XXXX-{first_month:02}/XXXX-{last_month:02}")
        year = base.year if last_month <= base.month + 3 else base.year - 1
    first_year = match.number("year1") or year - (first_month > last_month)
    return of_span((calendar.month(first_year, first_month)[0], calendar.month(year, last_month)[1]))


def _year_range(match: Match) -> DateValue | None:
    first, last = match.number("year1"), match.number("year2")
    after = match.after()
    if first is None or last is None or not first < last <= first + 200 or (after is not None and after.classes & _NEVER_AFTER_YEAR):
        return None
    if last > first + 1 and _told_apart(match):
        return None
    if match.term("school") is not None:
        return of_span((dt.date(first, 9, 1), dt.date(last, 8, 31)))
    return of_span((calendar.year(first)[0], calendar.year(last)[1]))


def _told_apart(match: Match) -> bool:
    """« en 2008 et 2014 », « 2012/2025 »: two years, and not the ends of anything."""
    before, link = match.before(), match.reading.terms[match.index("year1") + 1]
    return link.key == "/" or ("pair-word" in link.classes and not (before is not None and "between" in before.classes))


def _month(match: Match) -> DateValue | None:
    number, year, base, direction = match.value("month"), match.number("year"), match.anchor.base, match.direction()
    edge = match.value("edge") or ""
    anchor = "absolute"
    if year is None:
        if _is_no_month(match):
            return None
        if base is None:
            return unresolved(f"XXXX-{number:02}", mod=edge)
        anchor = "publication" if match.anchor.published else "context"
        ahead = match.limits() or match.heads_future() or match.surely_ahead() if edge else match.forward()
        here = ahead and not direction and number == base.month  # « d'ici la fin avril », told in April
        year = base.year if here else calendar.year_of_month(number, base, direction or int(ahead))
        at, first = match.index("month"), calendar.month(year, number)[0]
        before = match.reading.terms[at - 1] if at > 0 else None
        past = match.since() or (before is not None and "last" in before.classes) or ((first - base).days > _DAYS_OFF and match.told_past())
        if past and first > base:
            year -= 1
    span = calendar.month(year, number)
    return of_span(calendar.part(span, edge) if edge else span, anchor, mod=edge)


_DAYS_OFF = 30
"""How far ahead what is told as past may lie: an article's own day may be off by some days."""


def _month_heading(match: Match) -> DateValue | None:
    """A line of a chronology: « Décembre : l'interdiction est levée »."""
    return _month(match) if match.heads_line() else None


_HALF_A_YEAR = 183
"""How far ahead a quarter may lie of which nothing tells whether it was: accounts are of what was."""


def _is_no_month(match: Match) -> bool:
    """« en sept jours »: the number seven, unless a stop makes it an abbreviation; "by march": a verb or a walk."""
    term, after = match.term("month"), match.after()
    if term is None:
        return True
    if term.number is not None:
        return after is None or after.key != "."
    before = match.reading.terms[match.found.start("month") - 1] if match.found.start("month") else None
    led = before is not None and bool(before.classes & _LEADS_TO_MONTH)
    return "doubtful-month" in term.classes and match.reading.text[term.start].islower() and not led


_LEADS_TO_MONTH = frozenset(("of", "in-year-sure", "last", "next", "this"))


def _month_short_year(match: Match) -> DateValue | None:
    """« mai 68 », "March '98"."""
    short, term = short_year(match), match.term("short")
    if short is None or term is None or term.number is None or (term.number.value <= 31 and match.term("mark") is None):
        return None
    return of_span(calendar.month(short, match.value("month")))


def _year(match: Match) -> DateValue | None:
    year, edge = match.number("year"), match.value("edge") or ""
    if year is None:
        return None
    return of_span(calendar.part(calendar.year(year), edge), mod=edge)


def _bare_year(match: Match) -> DateValue | None:
    """Four digits are a year after « en », « depuis », « de »…, or alone in brackets; before a noun they are a count."""
    term, before, after = match.term("year"), match.before(), match.after()
    if term is None or term.number is None or not re.fullmatch(r"1\d{3}|20\d\d", term.number.digits):
        return None
    led = before is not None and ("in-year" in before.classes or before.key in ("(", ",", "'"))
    followed = after is not None and after.kind in ("word", "phrase", "number") and not after.classes & _AFTER_YEAR
    sure = before is not None and (bool(before.classes & {"in-year-sure", "possessive-det"}) or match.possessed())
    if after is not None and (after.classes & _NEVER_AFTER_YEAR or (after.key in "-–%€$£" and after.start == term.end)):
        return None
    opens = match.heads_line() or (before is not None and before.key in _ENDS)
    year = int(term.number.value)
    if year < _MODERN and (not led or followed):
        return None
    if not sure and not _named_by_year(match, year) and not _of_year(match, year) and (followed or not (led or opens or _in_a_cell(match))):
        return None
    about = before is not None and "about" in before.classes
    return of_span(calendar.year(int(term.number.value)), mod="APPROX" if about else "")


def _in_a_cell(match: Match) -> bool:
    """Whether a year has a cell of a table to itself, and the one before it says that it is one: « Fondation | 1921 »."""
    terms, at, after = match.reading.terms, match.index("year"), match.after()
    if at < len(("Founded", "|")) or terms[at - 1].key != _BAR or not (after is None or after.key == _BAR or after.kind == "break"):
        return False
    row = terms[max(0, at - _HEAD) : at - 1]
    heads = row[max((i + 1 for i, t in enumerate(row) if t.key == _BAR or t.kind == "break"), default=0) :]
    return any("dated-head" in t.classes for t in heads)


_BAR = "|"
_HEAD = 8
"""Terms before a cell in which the one before it stands."""
_ENDS = frozenset(".!?…;")
_MODERN = 1400
"""Four digits below are more often a count: a year only behind a word that leads to one."""


def _of_year(match: Match, year: int) -> bool:
    """« La loi de 2015 interdit tout »: what is of a year, where nothing that could be counted follows; languages that mark thousands otherwise."""
    terms, at, after = match.reading.terms, match.found.start(), match.after()
    if at < 2 or not _FIRST_NAMED <= year <= _LAST_NAMED or year % 100 == 0 or after is None or after.kind != "word":
        return False
    noun = terms[at - 2].kind == "word" and not terms[at - 2].classes & _NO_CONTENT and terms[at - 2].number is None
    return match.day_first() and "of" in terms[at - 1].classes and noun and not after.key.endswith(("s", "x"))


def _named_by_year(match: Match, year: int) -> bool:
    """« la présidentielle 2027 », « le budget 2026 », "the 2024 election", "World Cup 2026": what bears its year beside its noun."""
    terms, at = match.reading.terms, match.found.start()
    before, earlier, after = match.before(), terms[at - 2] if at > 1 else None, match.after()
    if not _FIRST_NAMED <= year <= _LAST_NAMED or before is None:
        return False
    noun_behind = after is not None and after.kind == "word" and not after.classes & _NO_CONTENT
    if match.reading.lexicon.listed("figures", "grammar", "adjectives_first") and before.classes & _DETERMINERS:
        return noun_behind
    if before.kind != "word" or before.classes & _NO_CONTENT or before.number is not None:
        return False
    named = [t for t in (before, earlier) if t is not None and t.kind == "word" and match.reading.text[t.start].isupper()]
    if named and earlier is not None and earlier.kind != "break":
        return not noun_behind
    return earlier is not None and bool(earlier.classes & _DETERMINERS) and (not noun_behind or "article" in earlier.classes)


_FIRST_NAMED, _LAST_NAMED = 1900, 2100
_DETERMINERS = frozenset(("article", "one-article", "possessive-det", "this", "of", "apostrophe"))
_NO_CONTENT = frozenset(("function", "auxiliary", "modifier", "verb-modifier", "say-finite"))
_AFTER_YEAR = frozenset(("article", "of", "and", "to", "function", "auxiliary", "in-year", "this"))
_NEVER_AFTER_YEAR = frozenset(("time-unit", "clock-unit", "currency", "unit-of-measure", "percent", "person-word"))


def _unit(match: Match) -> DateValue | None:
    unit, base = match.value("unit", "time-unit", "calendar-unit"), match.anchor.published
    direction = match.direction()
    if match.several():
        return unresolved(f"PX{unit}")
    base = base or _this_year(match, unit)
    if base is None:
        return unresolved(f"P{direction}{unit}")
    term = match.term("direction")
    if term is not None and "rolling" in term.classes and unit in ("W", "M", "Y"):
        return of_span((calendar.shifted(base, unit, -1), base), "publication")  # "in the past year": up to today
    if unit == "E" and direction == 0 and _comes(match, base):
        direction = 1
    return of_span(calendar.unit(unit, base, direction), "publication")


def _comes(match: Match, base: dt.date) -> bool:
    """Whether « ce week-end », told on a weekday, is the coming one: its verb says so, or the week is half over."""
    if base.isoweekday() > _FRIDAY:
        return False
    return match.surely_ahead() or (base.isoweekday() >= _WEDNESDAY and not match.told_past())


_WEDNESDAY, _FRIDAY = 3, 5


def _part_of_unit(match: Match) -> DateValue | None:
    """« fin du mois », "the end of next week"; the end of a day is a manner of speaking."""
    unit, base, edge = match.value("unit", "time-unit", "calendar-unit"), match.anchor.published, match.value("edge") or ""
    if unit not in ("W", "M", "Q", "S", "Y"):
        return None
    base = base or _this_year(match, unit)
    if base is None:
        return unresolved(f"P{match.direction()}{unit}", mod=edge)
    return of_span(calendar.part(calendar.unit(unit, base, match.direction()), edge), "publication", mod=edge)


def _this_year(match: Match, unit: str) -> dt.date | None:
    """A day of « cette année », « le début de l'année », in an article whose own day nothing tells: the story's year will do."""
    return match.anchor.around if unit == "Y" and match.direction() == 0 else None


def _previous_unit(match: Match) -> DateValue | None:
    """« contre 289 la semaine précédente »: before the week, month or year told last, else counted from the day told last."""
    unit, base = match.value("unit", "time-unit", "calendar-unit"), match.context or match.anchor.published
    if match.term("then") is not None and not match.ends():
        return None  # "the week before the vote"
    if match.stretch is not None and (before := calendar.before(unit, match.stretch)) is not None:
        return of_span(before, "context")
    if base is None or _counted_before(match):
        return unresolved(f"P-1{unit}")
    return of_span(calendar.unit(unit, base, -1), "context")


def _counted_before(match: Match) -> bool:
    """« 6 000 cas en une semaine, 40 % de plus que la semaine d'avant »: before a week that the article has not told."""
    first, unit = match.found.start(), match.term("unit")
    start = match.reading.sentence_of(first)[0]
    row = match.reading.terms[start:first]
    return unit is not None and any(a.number is not None or a.classes & _ONE for a, b in pairwise(row) if b.key == unit.key)


_ONE = frozenset(("one", "one-article"))


def _units(match: Match) -> DateValue | None:
    count, unit, base = match.number("count"), match.value("unit", "time-unit", "calendar-unit"), match.anchor.published
    if count is None or not 0 < count < 500 or _spent(match) or _lasts(match):
        return None
    sign = 1 if match.direction() > 0 else -1
    if base is None:
        return unresolved(f"P{sign * count}{unit}")
    if match.term("business") is not None:
        return of_span(calendar.working_days(base, sign * count), "publication")
    near, far = calendar.unit(unit, base, sign), calendar.unit(unit, base, sign * count)
    return of_span((min(near[0], far[0]), max(near[1], far[1])), "publication")


def _lasts(match: Match) -> bool:
    """Say "The trial will last four months": a verb."""
    direction, before = match.term("direction"), match.before()
    return direction is not None and "last-verb" in direction.classes and before is not None and bool(before.classes & _BEFORE_VERB)


_BEFORE_VERB = frozenset(("to", "future", "modal"))


def _spent(match: Match) -> bool:
    """« vingt jours passés à la prison »: spent there, not the last twenty."""
    direction, after = match.term("direction"), match.after()
    return direction is not None and "participle" in direction.classes and after is not None and "place-preposition" in after.classes


def _units_and_units(match: Match) -> DateValue | None:
    """Up to the day of publication, or from it: "the last 3 months and 2 weeks"."""
    there = base = match.anchor.published
    sign = 1 if match.direction() > 0 else -1
    if base is None or there is None:
        return None
    for n in ("", "2", "3"):
        count, unit = match.number(f"count{n}"), match.value(f"unit{n}", "time-unit")
        if count is not None and unit is not None and 0 < count < 500:
            there = calendar.shifted(there, unit, sign * count)
    return of_span((min(there, base), max(there, base)), "publication")


def _units_of_year(match: Match) -> DateValue | None:
    """« les quatre derniers mois de 2021 », "the first three months of the year"."""
    count, unit, base = match.number("count"), match.value("unit", "time-unit", "calendar-unit"), match.anchor.base
    year = match.number("year") or (base.year + match.direction() if base and match.term("whole") else None)
    edge = match.term("edge")
    if count is None or year is None or edge is None or unit not in ("M", "Q", "S") or not 0 < count * (months := _MONTHS[unit]) <= 12:
        return None
    first = 1 if edge.classes & {"ordinal", "ordinals"} else 13 - count * months
    return of_span((calendar.month(year, first)[0], calendar.month(year, first + count * months - 1)[1]))


_MONTHS = {"M": 1, "Q": 3, "S": 6}


def _part_of_month(match: Match) -> DateValue | None:
    """« la première semaine d'octobre », « le dernier jour du mois »."""
    nth, span = match.number("nth"), month_meant(match)
    unit = match.term("unit")
    if unit is None or not _ranks(match):
        return None
    if span is None:
        return unresolved(f"XXXX-{match.value('month') or 'XX'}")
    first, last = span
    if "fortnight-word" in unit.classes:
        middle = first.replace(day=15)
        return of_span((first, middle - dt.timedelta(days=1)) if nth == 1 else (middle, last))
    if "day-word" in unit.classes:
        there = last if nth is None else calendar.day(first.year, first.month, nth)
        return of_day(there) if there else None
    monday = first + dt.timedelta(days=-first.weekday() % 7)
    return of_span(calendar.week(last - dt.timedelta(days=6)) if nth is None else calendar.week(monday + dt.timedelta(weeks=nth - 1)))


def _ranks(match: Match) -> bool:
    """« 3e », « troisième » rank; « 3 » counts."""
    term = match.term("nth")
    return term is None or term.kind != "number" or match.term("suffix") is not None


def _days_of_month(match: Match) -> DateValue | None:
    """« entre le 4 et le 22 du mois prochain »."""
    span, first, last = month_meant(match), match.number("first"), match.number("second")
    if span is None or first is None or last is None or not first < last <= span[1].day:
        return None
    return of_span((span[0].replace(day=first), span[0].replace(day=last)), "publication")


def _quarter(match: Match) -> DateValue | None:
    nth, base = match.value("nth", "quarter-name") or match.number("nth"), match.anchor.base
    year = match.number("year") or (base.year + match.direction() if base else None)
    unit = match.term("unit")
    length = 6 if unit is not None and "half-word" in unit.classes else 3
    if nth is None or year is None or nth * length > 12 or not _ranks(match):
        return None
    first = (nth - 1) * length + 1
    told = match.number("year") is None and match.direction() == 0 and not match.forward()
    if told and base is not None and (calendar.month(year, first)[0] - base).days > (_DAYS_OFF if match.told_past() else _HALF_A_YEAR):
        year -= 1
    return of_span((calendar.month(year, first)[0], calendar.month(year, first + length - 1)[1]))


def _week_number(match: Match) -> DateValue | None:
    number, base = match.value("week", "week-name") or match.number("week"), match.anchor.base
    if number is None or not 1 <= number <= 53:
        return None
    if base is None:
        return unresolved(f"XXXX-W{number:02}")
    year = calendar.year_of_week(number, match.anchor)
    try:
        return of_span(calendar.week(dt.date.fromisocalendar(year, number, 1)), "publication")
    except ValueError:
        return None


def _week_range(match: Match) -> DateValue | None:
    first, last, base = match.number("first"), match.number("second"), match.anchor.base
    if first is None or last is None or not 1 <= first < last <= 52:
        return None
    if base is None:
        return unresolved(f"XXXX-W{first:02}/XXXX-W{last:02}")
    year = calendar.year_of_week(last, match.anchor)
    start, end = dt.date.fromisocalendar(year, first, 1), dt.date.fromisocalendar(year, last, 7)
    return value((start, end), f"{year}-W{first:02}/{year}-W{last:02}", "publication")


def _decade(match: Match) -> DateValue | None:
    number = match.number("year")
    if number is None or number % 10 or not (0 <= number < 100 or 1000 <= number < 2100):
        return None
    first, edge = number if number >= 1000 else 1900 + number, match.value("edge") or ""
    if match.rule.settings.get("centuries") and first % 100 == 0 and 1000 <= first < 1900:
        return value((dt.date(first, 1, 1), dt.date(first + 99, 12, 31)), f"{first // 100}", mod=edge)  # "the 1800s"
    low, high = _EDGES.get(edge, (0, 9))
    return value((dt.date(first + low, 1, 1), dt.date(first + high, 12, 31)), f"{first // 10}", mod=edge)


def _century(match: Match) -> DateValue | None:
    """« XIIIe siècle »: the years 1201 to 1300, by TIMEX3 the century 12."""
    number = match.value("century", "century") or match.number("nth") or match.number("digits")
    if number is None or not 1 <= number <= 21 or match.term("before") is not None:
        return None
    return value((dt.date(100 * number - 99, 1, 1), dt.date(100 * number, 12, 31)), f"{number - 1:02}", mod=match.value("edge") or "")


_EDGES = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}
"""First and last year of the beginning, the middle and the end of a decade."""


def _season(match: Match) -> DateValue | None:
    start, year = match.value("season"), match.number("year")
    if year is None:
        return None
    return of_span(_of_season(year, int(start)))


def _of_season(year: int, start: int) -> calendar.Span:
    """The days of a season that begins in a month of a year."""
    first = dt.date(year, start, 21 if start != 9 else 22)
    return first, calendar.month(year, first.month + 3)[0].replace(day=20)


def _season_to_come(match: Match) -> DateValue | None:
    """« d'ici à l'automne », "next spring": the first season of that name to come."""
    start, base = int(match.value("season", "season", "next-season")), match.anchor.published
    if base is None:
        return unresolved("PXY")
    return of_span(next(span for at in (-1, 0, 1, 2) if (span := _of_season(base.year + at, start))[0] > base), "publication")


def _relative_season(match: Match) -> DateValue | None:
    """Seasons named by « dernier », « prochain », « ce » ("last summer"): the latest that is over, the first to come, or this year's."""
    names, base = ("last-season", "next-season", "this-season"), match.anchor.published
    name = next(name for name in names if match.value("season", name) is not None)
    if base is None:
        return unresolved("P-1Y" if name == "last-season" else "PXY")
    start = int(match.value("season", name))
    spans = [_of_season(base.year + at, start) for at in (-2, -1, 0, 1)]
    if name == "last-season":
        return of_span(next(span for span in reversed(spans) if span[1] < base), "publication")
    if name == "next-season":
        return _season_to_come(match)
    return of_span(next((span for span in spans if span[0] <= base <= span[1]), spans[2]), "publication")


def _year_end(match: Match) -> DateValue | None:
    """The last months of the year: "by year-end"."""
    base = match.anchor.published or match.anchor.around
    if base is None:
        return unresolved("P0Y", mod="END")
    return of_span(calendar.part(calendar.year(base.year), "END"), "publication", mod="END")


MAKERS: Makers = {
    "day_range": _day_range,
    "month_range": _month_range,
    "day_list": _day_list,
    "year_range": _year_range,
    "month": _month,
    "month_short_year": _month_short_year,
    "year": _year,
    "month_heading": _month_heading,
    "bare_year": _bare_year,
    "unit": _unit,
    "part_of_unit": _part_of_unit,
    "previous_unit": _previous_unit,
    "units": _units,
    "units_and_units": _units_and_units,
    "units_of_year": _units_of_year,
    "part_of_month": _part_of_month,
    "days_of_month": _days_of_month,
    "quarter": _quarter,
    "week_number": _week_number,
    "week_range": _week_range,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "relative_season": _relative_season,
    "season_to_come": _season_to_come,
    "year_end": _year_end,
}
"""Makers of weeks, months, years and stretches of them, by the name that a rule gives."""
