"""Times of day, and the day that each belongs to."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from claims.calendar import Anchor
from claims.date_match import Makers, Match
from claims.reading import Reading
from claims.records import DateValue, Mention


def _at(match: Match, hour: int | None, minute: int) -> DateValue | None:
    if hour is None or not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    time = f"{hour % 24:02}:{minute:02}"
    lead = match.term("prep")
    after = match.after()
    late = after is not None and match.reading.lexicon.value(after.key, "late-modifier") == "about"
    about = late or match.term("about") is not None or (lead is not None and "approximately" in lead.classes)
    first = match.term("about") or lead
    told = first.classes if first is not None else frozenset()
    mod: Literal["", "APPROX", "BEFORE", "AFTER"] = next((mod for name, mod in _HEDGES if name in told), "APPROX" if about else "")
    return DateValue(type="TIME", value=f"T{time}", time=time, mod=mod, anchor="context")


_HEDGES: tuple[tuple[str, Literal["BEFORE", "AFTER"]], ...] = (("by", "BEFORE"), ("shortly-before", "BEFORE"), ("shortly-after", "AFTER"))
"""Words before a time, by their class, and what they say of it."""


def _clock(match: Match) -> DateValue | None:
    numbers = match.clock()
    before = match.before()
    if (
        not numbers
        or numbers == [24]
        or (len(numbers) == 1 and _lasts(match))
        or (before is not None and before.classes & _LENGTH_LEADS)
        or _delays(match)
        or (len(numbers) == 1 and before is not None and before.classes & _DURATION_LEADS and not match.led_as_time())
    ):
        return None  # « plus de 24h »
    if len(numbers) == _TO_SECONDS and not (match.term("zone") or match.led_as_time()):
        return None  # "in a time of 2:07:41"
    return _at(match, _half_day(match, numbers[0]), numbers[1] if len(numbers) > 1 else 0)


def _lasts(match: Match) -> bool:
    """« après 4 h d'intervention »: hours of something; but « 4 h de l'après-midi »."""
    terms, end = match.reading.terms, match.found.end()
    return (
        end + 1 < len(terms)
        and "of-word" in terms[end].classes
        and terms[end + 1].kind == "word"
        and "article" not in terms[end + 1].classes
    )


def _delays(match: Match) -> bool:
    """« 1 h 15 de retard »: a length of time that something took."""
    terms, end = match.reading.terms, match.found.end()
    row = terms[end : end + 2]
    if row and "later" in row[0].classes:
        return not match.led_as_time()  # « 1 h 29 plus tard »
    return bool(row) and (
        "margin-word" in row[0].classes or (len(row) == 2 and "of-word" in row[0].classes and "delayed" in row[1].classes)
    )


def _four_digits(match: Match) -> DateValue | None:
    """Hours and minutes without a mark, before a time zone: "0540 GMT"."""
    term = match.term("hour")
    if term is None or not re.fullmatch(r"\d{4}", term.key):
        return None
    return _at(match, int(term.key[:2]), int(term.key[2:]))


_TO_SECONDS = 3
_LENGTH_LEADS = frozenset(("lasting", "for-long"))
_DURATION_LEADS = frozenset(("modifier", "during"))


def _clock_words(match: Match) -> DateValue | None:
    term = match.term("hour")
    if term is not None and term.number is not None and (found := re.fullmatch(r"(\d{1,2})\.(\d\d)", term.number.digits)):
        return _at(match, _half_day(match, int(found[1])), int(found[2]))  # "10.27am"
    hour = match.number("hour")
    if (match.number("minute") is None and _lasts(match)) or (term is not None and re.fullmatch(r"\d{3,}", term.key)):
        return None
    return _at(match, None if hour is None else _half_day(match, hour), match.number("minute") or 0)


def _clock_past(match: Match) -> DateValue | None:
    """Minutes before or after the hour: "half past six", "a quarter to eight"."""
    hour, minutes, link, after = match.number("hour"), match.value("minutes", "clock-part"), match.term("link"), match.after()
    if hour is None or minutes is None or link is None or not 1 <= hour <= 12 or (after is not None and after.classes & _NO_HOUR):
        return None
    if "past-word" in link.classes:
        return _at(match, hour, minutes)
    return _at(match, (hour - 1) % 24, 60 - minutes) if minutes < 30 else None


_NO_HOUR = frozenset(("percent", "unit-of-measure", "currency", "scale", "time-unit", "person-word"))


def _half_day(match: Match, hour: int) -> int | None:
    """An hour with « am » or « pm » on the clock of 24 hours."""
    half = match.value("half", "half-day", "half-of-day")
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half == "pm" else 0)


def _noon(match: Match) -> DateValue | None:
    return _at(match, match.value("hour", "time-of-day"), 0)


def _clock_on_day(match: Match) -> DateValue | None:
    """A bare hour before a day and a part of it: "shortly after six on Monday morning"."""
    hour, terms, end = match.number("hour"), match.reading.terms, match.found.end()
    row = terms[end : end + 3]
    if hour is None or not 1 <= hour <= 12 or hour != int(hour) or len(row) < len(("on", "Monday", "morning")):
        return None
    part = match.reading.lexicon.value(row[2].key, "daypart")
    if "day-preposition" not in row[0].classes or "weekday" not in row[1].classes or part is None:
        return None
    return _at(match, int(hour) % 12 + (0 if part == "MO" else 12), 0)


MAKERS: Makers = {
    "clock": _clock,
    "clock_words": _clock_words,
    "clock_past": _clock_past,
    "four_digits": _four_digits,
    "noon": _noon,
    "clock_on_day": _clock_on_day,
}
"""Makers of times of day, by the name that a rule gives."""


def placed(reading: Reading, mentions: Sequence[Mention], anchor: Anchor) -> list[Mention]:
    """Give each time of day its day.

    It is the nearest told in its sentence, else the last told before it in its paragraph, else that of those before which the article
    tells most, else the article's or the story's. In a live report told backwards the clock goes back.

    The time of a day that nothing resolves (« ce lundi », in an article of an unknown day) stays without one, unless the
    story's day is that weekday.
    """
    days = [
        (m.start, m.value)
        for m in mentions
        if isinstance(m.value, DateValue) and (_is_day(m.value) or (_lasts_two_days(m.value) and _is_night(reading, m)))
    ]
    result: list[Mention] = []
    before = 0
    last: Told | None = None
    zones = {m.start: _zone(reading, m) for m in mentions if isinstance(m.value, DateValue) and m.value.type == "TIME"}
    supposed = _supposed_zone(reading, zones.values())
    often = Counter(value.earliest for _, value in days)
    stamps = _told_backwards(reading, mentions)
    stamp: Told | None = None
    for mention in mentions:
        value = mention.value
        if isinstance(value, DateValue) and value.type == "TIME":
            while before < len(days) and days[before][0] < mention.start:
                before += 1
            told = _day_told(reading, days, before, mention.start, anchor, often)
            day = _meant(told, value, anchor, _ends_day(reading, mention)) if told else anchor.base
            if mention.start in stamps:
                day = stamp[1] - dt.timedelta(days=int((value.time or "") > stamp[2])) if stamp is not None else anchor.base
                stamp = (mention.start, day, value.time or "") if day is not None else None
            elif last is not None and _goes_on(reading, days, before, last, mention, anchor):
                day = last[1] + dt.timedelta(days=_past_midnight(last[2], value.time))
            if day is not None:
                last = (mention.start, day, value.time or "")
                # only supposed where the article tells no day: its own day of publication
                rests_on = "context" if told else "publication"
                changes = {"value": f"{day.isoformat()}{value.value}", "earliest": day, "latest": day, "anchor": rests_on}
                zone = zones[mention.start]
                moments = {"utc": _utc(day, value.time, zone), "supposed_utc": _utc(day, value.time, supposed) if zone is None else None}
                mention = mention.model_copy(update={"value": value.model_copy(update={**changes, **moments})})
        result.append(mention)
    return _told_twice(reading, result)


Told = tuple[int, dt.date, str]
"""Where a time of day stands, its day, and the time."""


def _goes_on(reading: Reading, days: Sequence[tuple[int, DateValue]], before: int, last: Told, mention: Mention, anchor: Anchor) -> bool:
    """Whether a time is told after another, with no day between and none in its own sentence: the clock has gone on."""
    first, end = reading.sentence_of(reading.at(mention.start))
    low, high = reading.terms[first].start, reading.terms[end - 1].end
    own = any(low <= start < high for start, _ in days[max(0, before - 1) : before + 1])
    between = before > 0 and days[before - 1][0] > last[0]
    start, _ = reading.paragraph_of(reading.at(mention.start))
    ahead = anchor.base is not None and last[1] > anchor.base
    near = reading.at(last[0]) >= (start if ahead else reading.paragraph_of(max(0, start - 1))[0])
    return near and not own and not between


def _told_backwards(reading: Reading, mentions: Sequence[Mention]) -> frozenset[int]:
    """Where the times stand that open the paragraphs of a live report whose newest comes first; none in any other article."""
    opening = [m for m in mentions if isinstance(m.value, DateValue) and m.value.type == "TIME" and _opens_paragraph(reading, m)]
    told = [m.value.time or "" for m in opening if isinstance(m.value, DateValue)]
    falls = sum(now < last for last, now in pairwise(told))
    backwards = len(told) >= _LIVE and falls > len(told) / 2
    return frozenset(m.start for m in opening) if backwards else frozenset()


_LIVE = 4
"""Paragraphs that open with a time, in a live report."""


def _opens_paragraph(reading: Reading, mention: Mention) -> bool:
    at = reading.at(mention.start)
    return reading.paragraph_of(at)[0] == at


def _past_midnight(last: str, now: str | None) -> int:
    """1 where an hour of the night follows one of the evening: « parti mercredi à 22h30… Le feu a pris vers 1h40 »."""
    return int(last >= _EVENING and now is not None and now < _MORNING)


_EVENING, _MORNING = "18:00", "07:00"


def _is_night(reading: Reading, mention: Mention) -> bool:
    """Whether the words before say so: « dans la nuit de samedi à dimanche », "overnight Saturday to Sunday"."""
    at = reading.at(mention.start)
    return any(reading.lexicon.value(t.key, "daypart") == "NI" for t in reading.terms[max(0, at - _NIGHT_LEADS) : at + 1])


_NIGHT_LEADS = 3


def _lasts_two_days(value: DateValue) -> bool:
    return value.earliest is not None and value.latest is not None and (value.latest - value.earliest).days == 1


def _meant(told: DateValue, clock: DateValue, anchor: Anchor, ends: bool) -> dt.date | None:
    """The day told: of a night the evening's, or the morning after's; the story's own where only its weekday is told.

    Midnight that `ends` a day is the first moment of the next.
    """
    base = anchor.base
    if told.earliest is None and base is not None and told.weekday == base.isoweekday():
        day: dt.date | None = base
    elif _lasts_two_days(told):
        return told.latest if clock.time is not None and clock.time < _NOON else told.earliest
    else:
        day = told.earliest
    return day + dt.timedelta(days=1) if ends and day is not None else day


_NOON = "12:00"


def _ends_day(reading: Reading, mention: Mention) -> bool:
    """Whether a time is the midnight that its day ends with, as newspapers mean it (AP Stylebook): "Tuesday, shortly before midnight"; not « après minuit »."""
    first, last = reading.at(mention.start), reading.at(mention.end - 1)
    told = reading.terms[last]
    midnight = reading.lexicon.value(told.key, "time-of-day") == 0
    return midnight and not any("opening-hour" in t.classes for t in reading.terms[first:last])


def _utc(day: dt.date, time: str | None, zone: str | None) -> str | None:
    """The moment in UTC of a time of day in a time zone of the tz database; None where either is unknown."""
    if zone is None or zone == LOCAL or time is None:
        return None
    from zoneinfo import ZoneInfo  # most texts tell no zone

    local = dt.datetime.combine(day, dt.time.fromisoformat(time), ZoneInfo(zone))
    return f"{local.astimezone(dt.UTC):%Y-%m-%dT%H:%M}"


LOCAL, UNIVERSAL = "local", "UTC"


def _supposed_zone(reading: Reading, told: Iterable[str | None]) -> str | None:
    """The zone of the times of an article that tell none: the one that it tells of others, else the one that its language is read in."""
    zones = set(told) - {None, UNIVERSAL}
    if len(zones) > 1:
        return None
    return zones.pop() if zones else reading.lexicon.listed("dates", "grammar", "time_zone") or None


def _zone(reading: Reading, mention: Mention) -> str | None:
    """The time zone told right behind a time, by its name in the tz database: « 18H00 GMT », « 9h30 (heure de Paris) »; `LOCAL` for « heure locale »."""
    terms, last = reading.terms, reading.at(mention.end - 1)
    for term in terms[max(0, last - 1) : last + _ZONE_REACH]:
        name = reading.lexicon.value(term.key, "zone")
        if name is None and reading.text[term.start : term.end].isupper():
            name = reading.lexicon.value(term.key, "capital-zone")  # « 3h11 ET »
        if name is not None and term.start >= mention.start:
            return str(name)
        if term.start >= mention.end and not (term.key in _BEFORE_ZONE or term.classes & _HALF_DAYS):
            return None
    return None


_ZONE_REACH = 5
"""« 4h24 du matin (heure de l'Est) »: how many terms may follow, the zone among them."""
_BEFORE_ZONE = frozenset("(,[")
_HALF_DAYS = frozenset(("half-of-day", "daypart", "of"))


def _told_twice(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """« 20H00 (18H00 GMT) », « 3h11 ET (9h11 en Espagne) » are each one moment told twice: one has the zone, both the moment."""
    for i, mention in enumerate(mentions[1:], 1):
        one, other = mentions[i - 1].value, mention.value
        if not (
            isinstance(one, DateValue) and isinstance(other, DateValue) and one.time and other.time and bool(one.utc) != bool(other.utc)
        ):
            continue
        *zone, bracket = reading.terms[reading.at(mentions[i - 1].end - 1) + 1 : reading.at(mention.start)] or [None]
        if bracket is None or bracket.key != "(" or len(zone) > bool(one.utc):
            continue
        at, value = (i, other) if one.utc else (i - 1, one)
        moment = {"utc": one.utc or other.utc, "supposed_utc": None}
        mentions[at] = mentions[at].model_copy(update={"value": value.model_copy(update=moment)})
    return mentions


def _is_day(value: DateValue) -> bool:
    return value.type == "DATE" and value.earliest == value.latest and (value.earliest is not None or value.weekday is not None)


def _day_told(
    reading: Reading, days: Sequence[tuple[int, DateValue]], before: int, here: int, anchor: Anchor, often: Mapping[dt.date | None, int]
) -> DateValue | None:
    """The day told for a time of day: in its sentence, else before it, one on which something happened; None where the article tells none."""
    first, end = reading.sentence_of(reading.at(here))
    low, high = reading.terms[first].start, reading.terms[end - 1].end
    near = [told for told in days[max(0, before - 1) : before + 1] if low <= told[0] < high]
    if near:
        return min(near, key=lambda told: abs(told[0] - here))[1]
    paragraph = reading.terms[reading.paragraph_of(reading.at(here))[0]].start
    behind = days[max(0, before - _DAYS_BACK) : before]
    led = [(start, value) for start, value in reversed(behind) if _happens_on(reading, start, value, paragraph, anchor)]
    if not led or led[0][0] >= paragraph:
        return led[0][1] if led else None
    return max((value for _, value in led), key=lambda value: often.get(value.earliest, 0))  # of those told as often the last


_DAYS_BACK = 40
"""Days told before a time among which its own is looked for."""


def _happens_on(reading: Reading, start: int, day: DateValue, paragraph: int, anchor: Anchor) -> bool:
    """Whether a day is one that a story goes on from: no limit (« jusqu'à vendredi »), and none to come that another paragraph tells."""
    at = reading.at(start)
    limit = any(t.classes & _LIMITS for t in reading.terms[max(0, at - 2) : at])
    return not limit and (start >= paragraph or anchor.base is None or day.earliest is None or day.earliest <= anchor.base)


_LIMITS = frozenset(("ever-since", "until", "within"))
