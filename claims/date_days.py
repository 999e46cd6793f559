"""What the patterns of `dates.toml` that name one day can ask for."""

from __future__ import annotations

import datetime as dt
import re

from claims import calendar
from claims.date_match import Makers, Match, of_day, of_span, unresolved
from claims.records import DateValue
from claims.terms import Term


def _day(match: Match) -> DateValue | None:
    number, month, year = match.number("day"), match.value("month"), match.number("year")
    weekday = match.value("weekday")
    if number is None or calendar.day(year or 2024, month, number) is None or _is_no_date(match):
        return None
    if year is None and match.index("month") < match.index("day") and _in_words(match) and not match.ends():
        return None  # « en novembre six jours de grève »
    return _in_year(match, number, month, year, weekday)


def _in_words(match: Match) -> bool:
    """Whether the day is told in words, in a language that puts it before its month."""
    term = match.term("day")
    return match.day_first() and term is not None and term.number is not None and not term.number.digits


def _in_year(match: Match, number: int, month: int, year: int | None, weekday: int | None) -> DateValue | None:
    if year is not None:
        there = calendar.day(year, month, number)
        return of_day(there, weekday=weekday) if there else None
    base = match.anchor.base
    sure = match.surely_ahead()
    there = (
        calendar.nearest_year(month, number, base, weekday, sure or match.forward(behind=False), sure and not match.lasts_until())
        if base
        else None
    )
    published = match.anchor.published
    if not sure and there is not None and published is not None and there > published and _lies_behind(match, there, published, weekday):
        there = calendar.day(there.year - 1, month, number) or there
    if there is None:
        return unresolved(f"XXXX-{month:02}-{number:02}", weekday=weekday)
    return of_day(there, "publication" if match.anchor.published else "context", weekday=weekday)


def _lies_behind(match: Match, there: dt.date, published: dt.date, weekday: int | None) -> bool:
    """« le 2 avril dernier », « a été arrêté le 14 avril », published in March: of the year before. An article's own day may be off by days."""
    if match.since() or match.was_last():
        return True
    return weekday is None and (there - published).days > _DAYS_OFF and match.told_past()


_DAYS_OFF = 30


def _is_no_date(match: Match) -> bool:
    """« $12 December 27 » begins with money; "14 may leave" has a verb."""
    before, month = match.before(), match.term("month")
    if before is not None and "currency-sign" in before.classes and match.found.start() == match.found.start("day"):
        return True
    doubtful = month is not None and "doubtful-month" in month.classes and match.reading.text[month.start].islower()
    ordinal = match.term("day")
    sure = (
        match.ends() or match.number("year") is not None or match.term("of") is not None or (ordinal is not None and ordinal.number is None)
    )
    return doubtful and not sure and match.term("suffix") is None


def _day_short_year(match: Match) -> DateValue | None:
    """« 31 octobre 74 »: two digits are the year where nothing follows that they could count."""
    number, month, short = match.number("day"), match.value("month"), short_year(match)
    return None if number is None or short is None or _is_no_date(match) else _in_year(match, number, month, short, match.value("weekday"))


def short_year(match: Match) -> int | None:
    """The year that the two digits named `short` stand for, where they can be one."""
    term = match.term("short")
    if term is None or term.number is None or not re.fullmatch(r"\d\d", term.number.digits):
        return None
    marked = match.term("mark") is not None
    after = match.after()
    led = after is not None and bool(after.classes & _BEHIND_YEAR) and not after.classes & _COUNTED and int(term.number.value) > _DAYS
    if not marked and not match.ends() and not led:
        return None
    return calendar.full_year(int(term.number.value), match.anchor.base, ahead=10)


_DAYS = 31
_BEHIND_YEAR = frozenset(("place-preposition", "function", "auxiliary", "and"))
_COUNTED = frozenset(("of", "of-word", "article", "modifier", "percent"))
"""What the number may count: « en mai 68 des élus », but not « en mai 68 à Nantes »."""


def _spoken_year(match: Match) -> DateValue | None:
    """A year told as two numbers: "September 10, nineteen zero one"."""
    number, month = match.number("day"), match.value("month")
    century, rest = match.number("century"), match.number("rest")
    term = match.term("rest")
    if number is None or century is None or rest is None or term is None or not 11 <= century <= 20:
        return None
    two_digits = 10 <= rest <= 99 or (rest < 10 and " " in term.key)
    return _in_year(match, number, month, 100 * century + rest, None) if two_digits else None


def _weekday_number(match: Match) -> DateValue | None:
    """« mardi 3 »: the nearest day of that number which is that weekday."""
    number, weekday, base = match.number("day"), match.value("weekday"), match.anchor.base
    after = match.after()
    if number is None or (after is not None and (("month" in after.classes and after.kind == "word") or after.key in _NO_DAY_BEFORE)):
        return None
    if after is not None and after.classes & _COUNTED:
        return None  # « a requis mercredi huit ans de prison »
    if base is None:
        return unresolved(f"XXXX-XX-{number:02}", weekday=weekday)
    months = [calendar.month(base.year, base.month + k)[0] for k in (0, -1, 1, -2)]
    candidates = [d for m in months if (d := calendar.day(m.year, m.month, number))]
    fitting = [d for d in candidates if d.isoweekday() == weekday]
    if not fitting:
        return None
    return of_day(min(fitting, key=lambda d: abs((d - base).days)), "publication", weekday=weekday)


_COUNTED = frozenset(("time-unit", "clock-unit", "person-word", "toll-word"))
_NO_DAY_BEFORE = frozenset(("%", "€", "$", "£"))
_MEASURED = frozenset(("percent", "point", "scale", "money-scale", "currency", "scaled-currency", "unit-of-measure"))


def _weekday(match: Match) -> DateValue | None:
    weekday, base, direction = match.value("weekday"), match.anchor.published, match.direction()
    if _in_a_name(match):
        return None
    daypart = match.value("part", "daypart")
    if base is None:
        return unresolved(f"XXXX-WXX-{weekday}", weekday=weekday)
    if (there := _in_a_story(match, weekday, base)) is not None:
        return _at_part(of_day(there, "context", weekday=weekday), daypart)
    back = (base.isoweekday() - weekday) % 7
    ahead = match.rule.settings.get("ahead") or match.forward(announced=True) or back == _SIX_DAYS
    over = bool(match.rule.settings.get("limit")) and match.looks_back() and (back == 0 or match.denied() or match.long_past())
    if not over and (direction > 0 or (direction == 0 and ahead and not match.told_past(announced=True))):
        there = base + dt.timedelta(days=(7 - back) % 7 or (7 if direction > 0 else 0))
    else:
        there = base - dt.timedelta(days=back or (7 if direction < 0 else 0))
    there += dt.timedelta(weeks=int(match.rule.settings.get("weeks", 0)))
    return _at_part(of_day(there, "publication", weekday=weekday), daypart)


def _in_a_story(match: Match, weekday: int, base: dt.date) -> dt.date | None:
    """« Le 3 mars, un car est attaqué. Les femmes sont libérées le jeudi »: with an article, and long after, counted from the day told before."""
    before, small = match.before(), match.reading.lexicon.listed("dates", "grammar", "small_weekdays")
    told = small and before is not None and "article" in before.classes and not match.direction()
    if match.near is None or not told or (base - match.near).days <= _NEWS:
        return None
    return match.near + dt.timedelta(days=(weekday - match.near.isoweekday()) % 7)


_NEWS = 7
"""Days after which a weekday is told of a story, and no longer as news."""


def _at_part(day: DateValue, daypart: str | None) -> DateValue:
    """A day, or a part of it: « mardi soir »."""
    return day.model_copy(update={"value": f"{day.value}T{daypart}"}) if daypart else day


_SIX_DAYS = 6


def _in_a_name(match: Match) -> bool:
    """« le Journal du Dimanche »: in languages that write weekdays small, a capital in the middle of a name."""
    terms, at = match.reading.terms, match.index("weekday")
    small = match.reading.lexicon.listed("dates", "grammar", "small_weekdays")
    if not small or at < 2 or match.reading.text[terms[at].start].islower():
        return False
    return terms[at - 1].kind == "word" and match.reading.text[terms[at - 2].start].isupper()


def _weekday_of_unit(match: Match) -> DateValue | None:
    """« mardi de la semaine dernière »."""
    weekday, base = match.value("weekday"), match.anchor.published
    if base is None:
        return unresolved(f"XXXX-WXX-{weekday}", weekday=weekday)
    monday, _ = calendar.week(base + dt.timedelta(weeks=match.direction()))
    return _at_part(of_day(monday + dt.timedelta(days=weekday - 1), "publication", weekday=weekday), match.value("part", "daypart"))


def _weekdays_ago(match: Match) -> DateValue | None:
    """A weekday counted back: "two Thursdays ago"."""
    count, weekday, base = match.number("count"), match.value("weekday", "weekday-plural", "weekday"), match.anchor.published
    if count is None or base is None or not 1 <= count <= 60:
        return None
    there = base - dt.timedelta(days=(base.isoweekday() - weekday) % 7 or 7) - dt.timedelta(weeks=count - 1)
    return of_day(there, "publication", weekday=weekday)


def _nth_weekday(match: Match) -> DateValue | None:
    """« le deuxième mardi de mars », « le dernier lundi du mois »."""
    weekday, nth = match.value("weekday"), match.number("nth")
    span = month_meant(match)
    if span is None:
        return None
    there = calendar.nth_weekday(span, weekday, -1 if nth is None else nth)
    return of_day(there, "absolute" if match.number("year") else "publication", weekday=weekday) if there else None


def month_meant(match: Match) -> calendar.Span | None:
    """The month that a part of it is told of: « mars 2025 », « ce mois », « le mois prochain »."""
    month, year, base = match.value("month"), match.number("year"), match.anchor.base
    if month is None:
        return calendar.unit("M", base, match.direction()) if base else None
    if year is None and base is None:
        return None
    return calendar.month(year or calendar.year_of_month(month, base, 0), month)  # type: ignore[arg-type]


def _day_of_month(match: Match) -> DateValue | None:
    """« le troisième jour d'octobre », "the 20th of next month"."""
    nth, span = match.number("day"), month_meant(match)
    if span is None:
        return None
    first, last = span
    there = last if nth is None else calendar.day(first.year, first.month, nth)
    return of_day(there, "absolute" if match.number("year") else "publication") if there else None


def _on_day(match: Match) -> DateValue | None:
    """The day of that number nearest to publication: "on the 27th", « le 27 », « le soir du 27 »; but « le 17 » is a telephone number to call."""
    before = match.before()
    if not _stands_alone(match) or (before is not None and "calls" in before.classes):
        return None
    there = _nearest(match.number("day"), match.anchor.published)
    return of_day(there, "publication") if there else None


def _stands_alone(match: Match) -> bool:
    """Whether no noun follows: "on the 17th to 1.86", but "on the 17th floor"."""
    after = match.after()
    suffixed = match.term("suffix") is not None
    return match.ends() or (suffixed and after is not None and "function" in after.classes)


def _on_days(match: Match) -> DateValue | None:
    """« du 24 au 27 »: of the month that puts them nearest to publication."""
    first, last = match.number("first"), match.number("second")
    if first is None or last is None or first >= last or not match.ends():
        return None
    there = _nearest(first, match.anchor.published)
    end = calendar.day(there.year, there.month, last) if there else None
    return of_span((there, end), "publication") if there and end else None


def _nearest(number: int | None, base: dt.date | None) -> dt.date | None:
    """The day with that number in its month that is nearest to another day."""
    if number is None or base is None:
        return None
    months = [calendar.month(base.year, base.month + k)[0] for k in (0, -1, 1)]
    candidates = [d for m in months if (d := calendar.day(m.year, m.month, number))]
    return min(candidates, key=lambda d: abs((d - base).days), default=None)


def _relative_day(match: Match) -> DateValue | None:
    offset, base = match.value("offset", "relative-day", "now-word"), match.anchor.published
    if base is None:
        return unresolved(f"P{offset}D")
    return of_day(base + dt.timedelta(days=offset), "publication")


def _context_day(match: Match) -> DateValue | None:
    """« la veille », « le lendemain »: counted from the last day told before, else from publication."""
    offset = match.value("offset", "context-day") or 0
    base, term, after = match.context or match.anchor.published, match.term("offset"), match.after()
    of_event = term is not None and "event-day" in term.classes and after is not None and "event-link" in after.classes
    if base is None or of_event:  # « au lendemain du vote », "the day after the vote"
        return unresolved(f"P{offset}D", mod="BEFORE" if offset < 0 else "AFTER")
    return of_day(base + dt.timedelta(days=offset), "context")


def _counted(match: Match, sign: int) -> DateValue | None:
    count, unit, base = match.number("count"), match.value("unit", "time-unit"), match.anchor.published
    if count is None or unit is None or count > 5000:
        return None
    if base is None:
        return unresolved(f"P{sign * count}{unit}")
    if unit == "Y" and not 1 <= base.year + sign * count <= 9998:
        return None
    if sign > 0 and match.rule.settings.get("ahead_only") and match.looks_back():
        return None  # "the worst in 50 years"
    after = match.after()
    if match.rule.settings.get("within") and ((after is not None and "of" in after.classes) or match.told_past()):
        return None  # "within a day of the vote", "it fell within a day": a length of time
    hedge = match.hedge()
    about = "APPROX" if hedge == "about" or unit in _ROUND else ""  # « il y a 20 ans », of what was 19 or 21 years ago
    if match.term("count2") is None:
        if match.rule.settings.get("within") and not hedge:
            return of_span((base, calendar.shifted(base, unit, count)), "publication", mod="BEFORE")
        return of_span(calendar.unit(unit, base, sign * count), "publication", mod=about, hedge=hedge)
    there = base
    for n in ("", "2", "3"):
        count, unit = match.number(f"count{n}"), match.value(f"unit{n}", "time-unit")
        if count is not None and unit is not None and count <= 1000:
            there = calendar.shifted(there, unit, sign * count)
    return of_day(there, "publication", mod=about, hedge=hedge)


_ROUND = frozenset(("W", "M", "Y"))


def _from_event(match: Match) -> DateValue | None:
    """« deux jours après le vol »: a date only once the event's own date is known; « une semaine plus tôt »: that before the week told last."""
    count, unit = match.number("count"), match.value("unit", "time-unit", "clock-unit")
    sense = match.term("sense")
    earlier = sense is not None and "earlier" in sense.classes
    if count is None or count > 5000 or _is_remainder(match) or _went_on(match):
        return None
    if earlier and count == 1 and match.ends() and match.stretch is not None and (told := calendar.before(unit, match.stretch)) is not None:
        return of_span(told, "context")
    if unit in _SHORT and count <= _FEW_UNITS and match.ends() and match.near is not None and not match.hedge():
        about = "APPROX" if unit in _ROUND else ""
        return of_day(calendar.shifted(match.near, unit, -count if earlier else count), "context", mod=about)  # « A day earlier, … »
    if unit in _LONG and count <= _FEW_UNITS and match.ends() and match.beside is not None and not match.hedge():
        return of_span(calendar.unit(unit, match.beside[0], -count if earlier else count), "context")  # « en 2020, et trois ans plus tard »
    return unresolved(f"P{'-' if earlier else ''}{count}{unit}", mod="BEFORE" if earlier else "AFTER", hedge=match.hedge())


def _went_on(match: Match) -> bool:
    """« pendant sept ans avant de partir », « a mis 26 jours avant d'annoncer »: so long it lasted."""
    at = match.found.start()
    lead = match.reading.terms[max(0, at - _LEAD) : at]
    return any(t.classes & _LASTING for t in lead[-1:]) or any("lasting" in t.classes for t in lead)


_LEAD = 4
_LASTING = frozenset(("during", "lasting"))
_SHORT = frozenset(("D", "W"))
_LONG = frozenset(("M", "Y"))
_FEW_UNITS = 15
"""How many days, months or years from what was told before may be counted."""


def _is_remainder(match: Match) -> bool:
    """« huit mois et dix jours après »: no ten days after."""
    first = match.found.start()
    before = match.reading.terms[max(0, first - 2) : first]
    return len(before) == 2 and "and" in before[1].classes and bool(before[0].classes & _TIME_UNITS)


_TIME_UNITS = frozenset(("time-unit", "clock-unit"))


def _numeric(match: Match) -> DateValue | None:
    """« 09/01/2026 » in the language's order; the other order where only that is a day of the calendar."""
    term = match.reading.terms[match.found.end() - 1]
    if term.key in match.reading.lexicon.listed("figures", "grammar", "names"):
        return None  # "24/7", "9/11"
    if _scores(match):
        return None
    return _of_digits(match, re.findall(r"\d+", term.key), term)


def _scores(match: Match) -> bool:
    """« 1/8 de finale », "7-6 (7/3)": a round of a cup, or the points of a game."""
    terms, first, end = match.reading.terms, match.found.start(), match.found.end()
    cup = end + 1 < len(terms) and any("round-word" in t.classes for t in terms[end : end + 2])
    return cup or (first > 1 and terms[first - 1].key == "(" and terms[first - 2].number is not None)


def _weekday_numeric(match: Match) -> DateValue | None:
    """Day and month in digits where a weekday or a preposition says that they are a date: "Friday 7.6", "on 4-22"."""
    term, second, after = match.term("first"), match.term("second"), match.after()
    if term is None or (match.term("weekday") is None and not match.ends()):
        return None
    if after is not None and (after.classes & _MEASURED or after.key in _NO_DAY_BEFORE):
        return None  # "fell on Tuesday 3.8%"
    parts = re.findall(r"\d+", term.key) + ([second.key] if second else [])
    if len(parts) != 2 or any(len(p) > 2 for p in parts) or not re.fullmatch(r"\d{1,2}(?:[.,]\d{1,2})?", term.key):
        return None
    return _of_digits(match, parts, term)


def _of_digits(match: Match, parts: list[str], term: Term) -> DateValue | None:
    numbers = [int(p) for p in parts]
    if len(parts) == 2 and max(len(p) for p in parts) == 4:
        return _year_and_month(match, parts, term)
    if len(parts[0]) == 4:
        candidates: list[tuple[int | None, int, int]] = [(numbers[0], numbers[1], numbers[2]), (numbers[0], numbers[2], numbers[1])]
    else:
        year = None if len(parts) < 3 else numbers[2] if len(parts[2]) == 4 else calendar.full_year(numbers[2], match.anchor.base, ahead=20)
        first, second = numbers[0], numbers[1]
        candidates = [(year, second, first), (year, first, second)]
        if match.rule.settings.get("order", "dmy") == "mdy":
            candidates.reverse()
    for year, month, number in candidates:
        if year is not None and (there := calendar.day(year, month, number)):
            return of_day(there, weekday=match.value("weekday"))
        if year is None and calendar.day(2024, month, number):
            return _in_year(match, number, month, None, match.value("weekday"))
    return None


def _year_and_month(match: Match, parts: list[str], term: Term) -> DateValue | None:
    """« 2/2013 », « 2015-3 » are months; « 2008-09 », « 2024/25 » are the years of a season."""
    year, other = (parts[0], parts[1]) if len(parts[0]) == 4 else (parts[1], parts[0])
    number = int(other)
    if (
        year == parts[0]
        and len(other) == 2
        and int(year[2:]) < number
        and (number > 12 or number - int(year[2:]) == 1 or ("/" not in term.key and number > 9))
    ):
        first = int(year)
        return of_span((calendar.year(first)[0], calendar.year(first - first % 100 + number)[1]))
    return of_span(calendar.month(int(year), number)) if 1 <= number <= 12 else None


def _spaced(match: Match) -> DateValue | None:
    """« 02 04 2009 »: day and month in two digits each."""
    first, second, year = match.term("first"), match.term("second"), match.term("year")
    if first is None or second is None or year is None or (len(first.key), len(second.key)) != (2, 2):
        return None
    return _of_digits(match, [first.key, second.key, year.key], first)


MAKERS: Makers = {
    "day": _day,
    "day_short_year": _day_short_year,
    "spoken_year": _spoken_year,
    "weekday_number": _weekday_number,
    "weekday": _weekday,
    "weekday_of_unit": _weekday_of_unit,
    "weekdays_ago": _weekdays_ago,
    "nth_weekday": _nth_weekday,
    "day_of_month": _day_of_month,
    "on_day": _on_day,
    "on_days": _on_days,
    "relative_day": _relative_day,
    "context_day": _context_day,
    "ago": lambda match: _counted(match, -1),
    "hence": lambda match: _counted(match, 1),
    "from_event": _from_event,
    "numeric": _numeric,
    "weekday_numeric": _weekday_numeric,
    "spaced": _spaced,
}
"""Makers of days, by the name that a rule gives."""
