"""Dates and times of day in a read text, after TIMEX3 (ISO-TimeML).

The patterns are in `claims/languages/<language>/dates.toml`; each names one of the makers at the end of this module.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from claims import calendar
from claims.calendar import Anchor, Span
from claims.lexicon import Rule
from claims.reading import Reading
from claims.records import DateValue, Mention
from claims.terms import Term


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched, and the dates found before it: what a maker works from."""

    reading: Reading
    rule: Rule
    found: re.Match[str]
    anchor: Anchor
    context: dt.date | None = None

    def term(self, name: str) -> Term | None:
        """The first term of a named part, None where the part is absent."""
        if name not in self.found.re.groupindex or self.found.start(name) < 0:
            return None
        return self.reading.terms[self.found.start(name)]

    def value(self, name: str, *classes: str) -> Any:
        """What a named part stands for in the first of these classes that it has."""
        term = self.term(name)
        if term is None:
            return None
        for wanted in classes or (name,):
            if (value := self.reading.lexicon.value(term.key, wanted)) is not None:
                return value
        return None

    def number(self, name: str) -> int | None:
        """The whole number of a named part: digits, number words or an ordinal; « un » is 1."""
        term = self.term(name)
        if term is None:
            return None
        if term.number is not None:
            return int(term.number.value)
        return 1 if term.classes & _ONE else self.value(name, "ordinal")

    def direction(self) -> int:
        """-1 for « dernier », 1 for « prochain », 0 where nothing says."""
        if (term := self.term("direction")) is not None:
            return 1 if "next" in term.classes else -1 if "last" in term.classes else 0
        return int(self.rule.settings.get("direction", 0))

    def before(self, steps: int = 1) -> Term | None:
        """The term that stands `steps` before the match."""
        at = self.found.start() - steps
        return self.reading.terms[at] if at >= 0 else None

    def after(self) -> Term | None:
        """The term right after the match."""
        return self.reading.terms[self.found.end()] if self.found.end() < len(self.reading.terms) else None


def dates(reading: Reading, anchor: Anchor, rules: Sequence[Rule] | None = None) -> list[Mention]:
    """All dates and times of a text, in reading order, none overlapping another; by the lexicon's rules unless others are given."""
    used = reading.lexicon.rules.get("dates", ()) if rules is None else rules
    mentions: list[Mention] = []
    context: dt.date | None = None
    for first, end, rule, found in _matches(reading, used):
        if mentions and reading.terms[first].start < mentions[-1].end:
            continue
        match = Match(reading, rule, found, anchor, context)
        value = MAKERS[rule.make](match)
        if value is None:
            continue
        start, stop = reading.span(first, end - 1)
        mentions.append(Mention(kind="date", start=start, end=stop, value=value))
        if value.earliest is not None and value.earliest == value.latest:
            context = value.earliest
    return _timed(reading, mentions, anchor)


def calendar_spans(reading: Reading, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where the dates stand that are no figures: « le 3 janvier » is not a 3, « deux jours après » is also two days."""
    spans = []
    for mention in mentions:
        inside = reading.terms[reading.at(mention.start) : reading.at(mention.end - 1) + 1]
        counted = any("time-unit" in t.classes or "clock-unit" in t.classes for t in inside) and any(t.number for t in inside)
        if not counted or (isinstance(mention.value, DateValue) and mention.value.type == "TIME"):
            spans.append((mention.start, mention.end))
    return spans


def _timed(reading: Reading, mentions: list[Mention], anchor: Anchor) -> list[Mention]:
    """Give each time of day its day: the nearest day told in its sentence, else the last one told before it."""
    placed = list(mentions)
    for i, mention in enumerate(mentions):
        value = mention.value
        if not isinstance(value, DateValue) or value.type != "TIME":
            continue
        day = _day_of_time(reading, mentions, i) or anchor.published
        if day is not None:
            changes = {"value": f"{day.isoformat()}{value.value}", "earliest": day, "latest": day}
            placed[i] = mention.model_copy(update={"value": value.model_copy(update=changes)})
    return placed


def _day_of_time(reading: Reading, mentions: list[Mention], i: int) -> dt.date | None:
    here = mentions[i].start
    first, end = reading.sentence_of(reading.at(here))
    low, high = reading.terms[first].start, reading.terms[end - 1].end
    days = [(m, m.value.earliest) for m in mentions if isinstance(m.value, DateValue) and m.value.type == "DATE" and m.value.earliest == m.value.latest]
    inside = [(abs(m.start - here), day) for m, day in days if low <= m.start < high and day is not None]
    if inside:
        return min(inside)[1]
    return next((day for m, day in reversed(days) if m.start < here and day is not None), None)


def _matches(reading: Reading, rules: Sequence[Rule]) -> list[tuple[int, int, Rule, re.Match[str]]]:
    """Every match of every rule, earliest first and the longest first among those that start together."""
    found = []
    for order, rule in enumerate(rules):
        for match in rule.matcher.finditer(reading.symbols):
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
    counted = match.start("count") if "count" in rule.matcher.groupindex else -1
    while first < end - 1 and first != counted and terms[first].classes & _LEADING and not terms[first].number:
        first += 1
    while end - 1 > first and (terms[end - 1].classes & _CLOSING or terms[end - 1].kind == "punctuation"):
        end -= 1
    return first, end


_LEADING = frozenset(("article", "of", "apostrophe", "comma", "until"))
_ONE = frozenset(("one", "one-article"))
_CLOSING = frozenset(("comma", "dot"))


# ---- values


def _value(span: Span | None, value: str, anchor: str = "absolute", **more: Any) -> DateValue:
    earliest, latest = span if span else (None, None)
    return DateValue(value=value, earliest=earliest, latest=latest, anchor=anchor, **more)  # type: ignore[arg-type]


def _of_day(there: dt.date, anchor: str, **more: Any) -> DateValue:
    return _value((there, there), there.isoformat(), anchor, **more)


def _of_span(span: Span, anchor: str, **more: Any) -> DateValue:
    first, last = span
    if first == last:
        return _of_day(first, anchor, **more)
    if span == calendar.month(first.year, first.month):
        return _value(span, f"{first:%Y-%m}", anchor, **more)
    if span == calendar.year(first.year):
        return _value(span, f"{first:%Y}", anchor, **more)
    if span == calendar.week(first):
        week = first.isocalendar()
        return _value(span, f"{week.year}-W{week.week:02}", anchor, **more)
    return _value(span, f"{first.isoformat()}/{last.isoformat()}", anchor, **more)


def _unresolved(value: str, **more: Any) -> DateValue:
    return _value(None, value, "unresolved", **more)


# ---- makers


def _day(match: Match) -> DateValue | None:
    number, month, year = match.number("day"), match.value("month"), match.number("year")
    weekday = match.value("weekday")
    if number is None or calendar.day(year or 2024, month, number) is None:
        return None
    if year is not None:
        there = calendar.day(year, month, number)
        return _of_day(there, "absolute", weekday=weekday) if there else None
    base = match.anchor.base
    there = calendar.nearest_year(month, number, base, weekday) if base else None
    if there is None:
        return _unresolved(f"XXXX-{month:02}-{number:02}", weekday=weekday)
    return _of_day(there, "publication" if match.anchor.published else "context", weekday=weekday)


def _weekday_number(match: Match) -> DateValue | None:
    """« mardi 3 »: the nearest day of that number which is that weekday."""
    number, weekday, base = match.number("day"), match.value("weekday"), match.anchor.base
    after = match.after()
    if number is None or (after is not None and after.kind == "word" and "month" in after.classes):
        return None
    if base is None:
        return _unresolved(f"XXXX-XX-{number:02}", weekday=weekday)
    months = [calendar.month(base.year, base.month + k)[0] for k in (0, -1, 1, -2)]
    candidates = [d for m in months if (d := calendar.day(m.year, m.month, number))]
    fitting = [d for d in candidates if d.isoweekday() == weekday]
    if not fitting:
        return None
    return _of_day(min(fitting, key=lambda d: abs((d - base).days)), "publication", weekday=weekday)


def _weekday(match: Match) -> DateValue | None:
    weekday, base, direction = match.value("weekday"), match.anchor.published, match.direction()
    daypart = match.value("part", "daypart")
    if base is None:
        return _unresolved(f"XXXX-WXX-{weekday}", weekday=weekday)
    back = (base.isoweekday() - weekday) % 7
    if direction > 0 or (direction == 0 and _looks_forward(match)):
        there = base + dt.timedelta(days=(7 - back) % 7 or 7)
    else:
        there = base - dt.timedelta(days=back or (7 if direction < 0 else 0))
    value = _of_day(there, "publication", weekday=weekday)
    return value.model_copy(update={"value": f"{value.value}T{daypart}"}) if daypart else value


def _looks_forward(match: Match) -> bool:
    """A verb of the future stands shortly before or after the weekday, in its sentence."""
    at = match.found.start()
    first, end = match.reading.sentence_of(at)
    near = match.reading.terms[max(first, at - 7) : min(end, match.found.end() + 4)]
    return any("future" in t.classes for t in near) and not any("past" in t.classes for t in near)


def _relative_day(match: Match) -> DateValue | None:
    offset, base = match.value("offset", "relative-day"), match.anchor.published
    if base is None:
        return _unresolved(f"P{offset}D")
    return _of_day(base + dt.timedelta(days=offset), "publication")


def _context_day(match: Match) -> DateValue | None:
    """« la veille », « le lendemain »: counted from the last day told before, else from publication."""
    offset = match.value("offset", "context-day") or 0
    base = match.context or match.anchor.published
    if base is None:
        return _unresolved(f"P{offset}D")
    return _of_day(base + dt.timedelta(days=offset), "context")


def _counted(match: Match, sign: int) -> DateValue | None:
    count, unit, base = match.number("count"), match.value("unit", "time-unit"), match.anchor.published
    if count is None or unit is None or count > 5000:
        return None
    if base is None:
        return _unresolved(f"P{sign * count}{unit}")
    if unit == "Y" and not 1 <= base.year + sign * count <= 9998:
        return None
    about = "APPROX" if match.term("about") else ""
    return _of_span(calendar.unit(unit, base, sign * count), "publication", mod=about)


def _from_event(match: Match) -> DateValue | None:
    """« deux jours après le vol »: a date only once the event's own date is known."""
    count, unit = match.number("count"), match.value("unit", "time-unit", "clock-unit")
    sense = match.term("sense")
    later = sense is not None and "later" in sense.classes
    if count is None or count > 5000:
        return None
    return _unresolved(f"P{'' if later else '-'}{count}{unit}", mod="AFTER" if later else "BEFORE")


def _day_range(match: Match) -> DateValue | None:
    last_month = match.value("month", "month") or match.value("month2", "month")
    first_month = match.value("month1", "month") or last_month
    year = match.number("year") or match.number("year2")
    first_day, last_day = match.number("first"), match.number("second")
    if first_day is None or last_day is None:
        return None
    base = match.anchor.base
    if year is None and base is None:
        return _unresolved(f"XXXX-{first_month:02}-{first_day:02}/XXXX-{last_month:02}-{last_day:02}")
    last = calendar.day(year, last_month, last_day) if year else calendar.nearest_year(last_month, last_day, base)  # type: ignore[arg-type]
    if last is None:
        return None
    first_year = match.number("year1") or last.year - (first_month > last_month)
    first = calendar.day(first_year, first_month, first_day)
    if first is None or first > last:
        return None
    return _of_span((first, last), "absolute" if year else "publication" if match.anchor.published else "context")


def _month_range(match: Match) -> DateValue | None:
    first_month, last_month = match.value("month1", "month"), match.value("month2", "month")
    year, base = match.number("year2"), match.anchor.base
    if year is None:
        if base is None:
            return _unresolved(f"XXXX-{first_month:02}/XXXX-{last_month:02}")
        year = base.year if last_month <= base.month + 3 else base.year - 1
    first_year = match.number("year1") or year - (first_month > last_month)
    return _of_span((calendar.month(first_year, first_month)[0], calendar.month(year, last_month)[1]), "absolute")


def _year_range(match: Match) -> DateValue | None:
    first, last = match.number("year1"), match.number("year2")
    if first is None or last is None or not first < last <= first + 200:
        return None
    return _of_span((calendar.year(first)[0], calendar.year(last)[1]), "absolute")


def _month(match: Match) -> DateValue | None:
    number, year, base, direction = match.value("month"), match.number("year"), match.anchor.base, match.direction()
    edge = match.value("edge") or ""
    anchor = "absolute"
    if year is None:
        if base is None:
            return _unresolved(f"XXXX-{number:02}", mod=edge)
        anchor = "publication" if match.anchor.published else "context"
        year = _year_of_month(number, base, direction)
    span = calendar.month(year, number)
    return _of_span(calendar.part(span, edge) if edge else span, anchor, mod=edge)


def _year_of_month(number: int, base: dt.date, direction: int) -> int:
    if direction < 0:
        return base.year if number < base.month else base.year - 1
    if direction > 0:
        return base.year if number > base.month else base.year + 1
    ahead = (number - base.month) % 12
    return base.year + (base.month + ahead > 12) if ahead <= 4 else base.year - (base.month - (12 - ahead) < 1)


def _year(match: Match) -> DateValue | None:
    year, edge = match.number("year"), match.value("edge") or ""
    if year is None:
        return None
    return _of_span(calendar.part(calendar.year(year), edge), "absolute", mod=edge)


def _bare_year(match: Match) -> DateValue | None:
    """Four digits are a year after « en », « depuis », « de »…, or alone in brackets; before a noun they are a count."""
    term, before, after = match.term("year"), match.before(), match.after()
    if term is None or term.number is None or not re.fullmatch(r"1[4-9]\d\d|20\d\d", term.number.digits):
        return None
    led = before is not None and ("in-year" in before.classes or before.key in ("(", ",", "'"))
    followed = after is not None and after.kind in ("word", "phrase", "number") and not after.classes & _AFTER_YEAR
    sure = before is not None and "in-year-sure" in before.classes
    if after is not None and (after.classes & _NEVER_AFTER_YEAR or (after.key in "-–%€$£" and after.start == term.end)):
        return None
    opens = before is None or before.kind == "break"
    if not sure and (followed or not (led or opens)):
        return None
    return _of_span(calendar.year(int(term.number.value)), "absolute")


_AFTER_YEAR = frozenset(("article", "of", "and", "to", "function", "in-year", "this"))
_NEVER_AFTER_YEAR = frozenset(("time-unit", "clock-unit", "currency", "unit-of-measure", "percent", "person-word"))


def _unit(match: Match) -> DateValue | None:
    unit, base = match.value("unit", "time-unit"), match.anchor.published
    direction = match.direction()
    if base is None:
        return _unresolved(f"P{direction}{unit}")
    return _of_span(calendar.unit(unit, base, direction), "publication")


def _previous_unit(match: Match) -> DateValue | None:
    unit, base = match.value("unit", "time-unit"), match.context or match.anchor.published
    if base is None:
        return _unresolved(f"P-1{unit}")
    return _of_span(calendar.unit(unit, base, -1), "context")


def _units(match: Match) -> DateValue | None:
    count, unit, base = match.number("count"), match.value("unit", "time-unit"), match.anchor.published
    if count is None or not 0 < count < 500:
        return None
    sign = 1 if match.direction() > 0 else -1
    if base is None:
        return _unresolved(f"P{sign * count}{unit}")
    near, far = calendar.unit(unit, base, sign), calendar.unit(unit, base, sign * count)
    return _of_span((min(near[0], far[0]), max(near[1], far[1])), "publication")


def _part_of_month(match: Match) -> DateValue | None:
    nth, month, year, base = match.number("nth"), match.value("month"), match.number("year"), match.anchor.base
    if year is None:
        if base is None:
            return _unresolved(f"XXXX-{month:02}")
        year = _year_of_month(month, base, 0)
    first, last = calendar.month(year, month)
    unit = match.term("unit")
    if unit is None:
        return None
    if "fortnight-word" in unit.classes:
        middle = first.replace(day=15)
        return _of_span((first, middle - dt.timedelta(days=1)) if nth == 1 else (middle, last), "absolute")
    if "day-word" in unit.classes:
        there = last if nth is None else calendar.day(year, month, nth)
        return _of_day(there, "absolute") if there else None
    monday = first + dt.timedelta(days=-first.weekday() % 7)
    week = calendar.week(last - dt.timedelta(days=6)) if nth is None else calendar.week(monday + dt.timedelta(weeks=nth - 1))
    return _of_span(week, "absolute")


def _quarter(match: Match) -> DateValue | None:
    nth, base = match.number("nth"), match.anchor.base
    year = match.number("year") or (base.year if base else None)
    unit = match.term("unit")
    length = 6 if unit is not None and "half-word" in unit.classes else 3
    if nth is None or year is None or nth * length > 12:
        return None
    first = (nth - 1) * length + 1
    return _of_span((calendar.month(year, first)[0], calendar.month(year, first + length - 1)[1]), "absolute")


def _week_number(match: Match) -> DateValue | None:
    number, base = match.number("week"), match.anchor.base
    if number is None or not 1 <= number <= 53:
        return None
    if base is None:
        return _unresolved(f"XXXX-W{number:02}")
    year = base.year if number <= base.isocalendar().week + 4 else base.year - 1
    try:
        return _of_span(calendar.week(dt.date.fromisocalendar(year, number, 1)), "publication")
    except ValueError:
        return None


def _week_range(match: Match) -> DateValue | None:
    first, last, base = match.number("first"), match.number("second"), match.anchor.base
    if first is None or last is None or not 1 <= first < last <= 52:
        return None
    if base is None:
        return _unresolved(f"XXXX-W{first:02}/XXXX-W{last:02}")
    year = base.year if last <= base.isocalendar().week + 4 else base.year - 1
    start, end = dt.date.fromisocalendar(year, first, 1), dt.date.fromisocalendar(year, last, 7)
    return _value((start, end), f"{year}-W{first:02}/{year}-W{last:02}", "publication")


def _decade(match: Match) -> DateValue | None:
    number = match.number("year")
    if number is None or number % 10 or not (number < 100 or 1000 <= number < 2100):
        return None
    first = number if number >= 1000 else 1900 + number
    return _value((dt.date(first, 1, 1), dt.date(first + 9, 12, 31)), f"{first // 10}")


def _season(match: Match) -> DateValue | None:
    start, year = match.value("season"), match.number("year")
    if year is None:
        return None
    first = dt.date(year, int(start), 21 if int(start) != 9 else 22)
    return _of_span((first, calendar.month(year, first.month + 3)[0].replace(day=20)), "absolute")


def _numeric(match: Match) -> DateValue | None:
    """« 09/01/2026 » in the language's order; the other order where only that is a day of the calendar."""
    term = match.reading.terms[match.found.end() - 1]
    parts = re.findall(r"\d+", term.key)
    numbers = [int(p) for p in parts]
    order = match.rule.settings.get("order", "dmy")
    if len(parts[0]) == 4:
        candidates = [(numbers[0], numbers[1], numbers[2])]
    else:
        year = _full_year(parts[2]) if len(parts) == 3 else None
        first, second = numbers[0], numbers[1]
        candidates = [(year, second, first), (year, first, second)] if order == "dmy" else [(year, first, second), (year, second, first)]
    for year, month, number in candidates:
        if year is None:
            if match.anchor.base and 1 <= month <= 12 and (there := calendar.nearest_year(month, number, match.anchor.base)):
                return _of_day(there, "publication")
        elif there := calendar.day(year, month, number):
            return _of_day(there, "absolute")
    return None


def _full_year(printed: str) -> int:
    number = int(printed)
    return number if len(printed) == 4 else number + (2000 if number < 50 else 1900)


def _at(match: Match, hour: int | None, minute: int) -> DateValue | None:
    if hour is None or not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    time = f"{hour % 24:02}:{minute:02}"
    return DateValue(type="TIME", value=f"T{time}", time=time, mod="APPROX" if match.term("about") else "", anchor="context")


def _clock(match: Match) -> DateValue | None:
    term = match.term("clock")
    numbers = [int(n) for n in re.findall(r"\d+", term.key)] if term else []
    if not numbers:
        return None
    return _at(match, _half_day(match, numbers[0]), numbers[1] if len(numbers) > 1 else 0)


def _clock_words(match: Match) -> DateValue | None:
    hour = match.number("hour")
    return _at(match, None if hour is None else _half_day(match, hour), match.number("minute") or 0)


def _half_day(match: Match, hour: int) -> int | None:
    """An hour with « am » or « pm » on the clock of 24 hours."""
    half = match.value("half", "half-day")
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half == "pm" else 0)


def _noon(match: Match) -> DateValue | None:
    return _at(match, match.value("hour", "time-of-day"), 0)


MAKERS: dict[str, Callable[[Match], DateValue | None]] = {
    "day": _day,
    "weekday_number": _weekday_number,
    "weekday": _weekday,
    "relative_day": _relative_day,
    "context_day": _context_day,
    "ago": lambda match: _counted(match, -1),
    "hence": lambda match: _counted(match, 1),
    "from_event": _from_event,
    "day_range": _day_range,
    "month_range": _month_range,
    "year_range": _year_range,
    "month": _month,
    "year": _year,
    "bare_year": _bare_year,
    "unit": _unit,
    "previous_unit": _previous_unit,
    "units": _units,
    "part_of_month": _part_of_month,
    "quarter": _quarter,
    "week_number": _week_number,
    "week_range": _week_range,
    "decade": _decade,
    "season": _season,
    "numeric": _numeric,
    "clock": _clock,
    "clock_words": _clock_words,
    "noon": _noon,
}
"""What the patterns of `dates.toml` can ask for by name."""
