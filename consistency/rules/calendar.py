"""Rules about the days and ages of one article that do not fit one another."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from functools import cache

from claims.concepts import by_id
from claims.extract import Extraction
from claims.records import DateClaim, FigureClaim
from consistency.findings import Reason
from consistency.relations import near, slot_value, spelled_out
from consistency.rules.rule import Flaw, article_rule
from consistency.rules.within import any_of, listed, measure_of, sentences, starting
from consistency.values import minutes


@article_rule("INT001")
def weekday_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """A weekday is written beside a date that falls on another.

    What it reports: a full date with a weekday that the calendar does not give it, and where the article gives it the right one.
    Why it matters: either the weekday or the day is wrong, and readers will plan by one of them.
    Example: « mercredi 15 janvier 2026 », which is a Thursday.
    What it does not prove: which of the two is wrong.
    """
    dates = [c for c in extraction.claims if isinstance(c, DateClaim)]
    told = {(c.value.value, c.value.weekday): c.id for c in reversed(dates)}  # the first that tells each
    for claim in dates:
        if claim.value.weekday is None or claim.value.earliest is None:
            continue
        real = claim.value.earliest.isoweekday()
        if claim.value.earliest == claim.value.latest and real != claim.value.weekday and not _of_another_year(dates, claim):
            reason = Reason(key="weekday-mismatch", values={"written": str(claim.value.weekday), "real": str(real)})
            elsewhere = told.get((claim.value.value, real))
            yield Flaw(
                (claim.id, elsewhere) if elsewhere else (claim.id,),
                "certain" if claim.value.anchor == "absolute" else "to-check",
                (reason,),
            )


def _of_another_year(dates: Sequence[DateClaim], claim: DateClaim) -> bool:
    """Whether the weekday fits in a year told shortly before a date that has none, or the date is of the Julian calendar: « En 2024, … le vendredi 26 juillet »."""
    day = claim.value.earliest
    if day is None or day.year < _GREGORIAN:
        return True
    if str(day.year) in claim.exact:
        return False
    before = [c for c in starting(dates, claim.start - _FAR_OFF, claim.start) if 0 <= claim.start - c.end < _SHORTLY]
    years = {c.value.earliest.year for c in before if c.value.earliest is not None}
    return any(year != day.year and _weekday(year, day) == claim.value.weekday for year in years)


def _weekday(year: int, day: dt.date) -> int | None:
    """The ISO number of the weekday of a day in another year; None where it does not have the day."""
    with suppress(ValueError):
        return day.replace(year=year).isoweekday()
    return None


_GREGORIAN = 1583
_SHORTLY = 120
"""Characters before a date in which its year may be told."""
_FAR_OFF = 1000
"""Characters before a claim outside of which no other is looked at."""


@article_rule("INT007")
def age_outside_its_range(extraction: Extraction) -> Iterator[Flaw]:
    """Somebody of a group is younger or older than all of the group are said to be.

    What it reports: a range of ages and, in the same sentence, one of the same people (« dont un garçon de quatre ans ») who is
    outside it.
    Why it matters: the range or the age is wrong, or the range is of others.
    Example: « des rescapés de 22 à 60 ans, dont un garçon de quatre ans ».
    What it does not prove: that the range is meant of all of them.
    """
    part = any_of(extraction.document.language, "part_openers")
    for row in sentences(extraction):
        ranges = [c for c in row if measure_of(c) == "age:range" and c.value.high is not None]
        ages = [c for c in row if measure_of(c) == "age" and not c.value.modifier]
        for told in ranges[:1]:
            for age in ages:
                outside = not told.value.number <= age.value.number <= (told.value.high or 0)
                if outside and part.search(extraction.document.text, max(age.sentence[0], age.start - _PART_REACH), age.start):
                    values = {"range": told.exact, "age": age.exact}
                    yield Flaw((told.id, age.id), "to-check", (Reason(key="age-outside-range", values=values),))


_PART_REACH = 30
"""Characters before an age, or a birth, in which it says that it is of one of them, or of another."""


@article_rule("INT010")
def age_does_not_fit_year(extraction: Extraction) -> Iterator[Flaw]:
    """An age is not what the year beside it makes.

    What it reports: in one sentence the year in which somebody was born, or something founded or opened, and an age that is more than a
    year off.
    Why it matters: the year or the age is wrong; often one was copied from an older article.
    Example: « Paul Merrow, 58 ans, né en 1961 », in an article of 2026; "The stadium, opened in 1931, is 85 years old".
    What it does not prove: that both are of the same person or thing; therefore always to be checked.
    """
    published = extraction.document.published.day
    if published is None:
        return
    ages = [
        c for c in extraction.claims if isinstance(c, FigureClaim) and c.value.unit == "a" and not c.value.modifier and c.value.high is None
    ]
    years: dict[tuple[int, int], set[int]] = defaultdict(set)
    for claim in extraction.claims:
        if isinstance(claim, DateClaim) and claim.value.earliest is not None:
            years[claim.sentence].add(claim.value.earliest.year)
    for date in extraction.claims:
        if not isinstance(date, DateClaim) or date.value.earliest is None or not spelled_out(date) or not near(date.slots.predicate):
            continue
        made = published.year - date.value.earliest.year
        for age in (a for a in ages if a.sentence == date.sentence):
            off = abs(made - age.value.number)
            if (
                off > 1
                and (_of_the_born(date, age) or (_of_a_thing(extraction, date, age) and _rounding(age) < off * _FAR <= made))
                and not _of_another_day(extraction, date, age, years[date.sentence])
            ):
                values = {"age": age.exact, "year": date.exact, "made": f"{made}"}
                yield Flaw((age.id, date.id), "to-check", (Reason(key="age-mismatch", values=values),))


def _of_another_day(extraction: Extraction, date: DateClaim, age: FigureClaim, years: Set[int]) -> bool:
    """Whether the age is one of the past or of somebody else: « né en 1938, mort à 84 ans en 2022 », « à l'âge de 19 ans », « dont le père est né »."""
    text, language = extraction.document.text, extraction.document.language
    begun = date.value.earliest
    told = begun is not None and any(abs(year - begun.year - age.value.number) <= 1 for year in years)
    kin = any_of(language, "kin_words").search(text, max(date.sentence[0], date.start - _PART_REACH), date.start) is not None
    return (
        told
        or kin
        or any_of(language, "ended_words").search(text, *date.sentence) is not None
        or _led_by(text, any_of(language, "at_an_age"), age)
    )


def _led_by(text: str, words: re.Pattern[str], age: FigureClaim) -> bool:
    """Whether some words stand right before an age."""
    return any(match.end() == age.start - 1 for match in words.finditer(text, max(0, age.start - _LED), age.start))


def _of_the_born(date: DateClaim, age: FigureClaim) -> bool:
    """Whether a date is that of a birth, and years are an age."""
    return measure_of(age) == "age" and slot_value(date.slots.predicate) == "birth"


def _of_a_thing(extraction: Extraction, date: DateClaim, age: FigureClaim) -> bool:
    """Whether a date is that on which something began that begins once, and years are told as how old it is: « 167 ans d'existence », "is 85 years old"."""
    begun = by_id().get(slot_value(date.slots.predicate))
    text, old = extraction.document.text, any_of(extraction.document.language, "existence_words")
    aged = _led_by(text, any_of(extraction.document.language, "aged_words"), age) or old.match(text, age.end + 1) is not None
    aged = aged and text[age.end : age.end + 1] != "-"  # "an 80-year-old stadium" may be another's
    return begun is not None and begun.once and begun.id != "birth" and aged and (measure_of(age) != "age" or not _of_somebody(age))


def _of_somebody(age: FigureClaim) -> bool:
    """Whether an age is told of somebody; a country is nobody."""
    return age.slots.holder is not None and not age.slots.holder.value.isupper()


def _rounding(age: FigureClaim) -> int:
    """Years, times `_FAR`, by which a round age may be off: « vieille de 90 ans »."""
    return 5 * _FAR if age.value.number % 10 == 0 else 0


_FAR = 4
"""An age off by more than one part in so many is of something else."""
_LED = 24
"""Characters before an age in which « vieux de » stands."""


@article_rule("INT013")
def times_do_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """A time of day, the length of time until a second, and the second do not fit.

    What it reports: « à 8 heures », « 1 h 45 plus tard » and « à 10 h 45 », in this order in one sentence or two; « neuf heures, de 8 h 30 à 14 h 30 ».
    Why it matters: one of the three is wrong, and chronologies are built on them.
    Example: "submerged at 8 a.m. and lost contact 1 hour and 45 minutes later, at 10:45 a.m.", which would be 9:45.
    What it does not prove: which of the three is wrong.
    """
    text, later = extraction.document.text, any_of(extraction.document.language, "later_words")
    times = [c for c in extraction.claims if isinstance(c, DateClaim) and c.value.time is not None]
    for length in (c for c in extraction.claims if isinstance(c, FigureClaim) and c.value.unit in _MINUTES):
        if length.value.modifier or length.value.high is not None:
            continue
        if (ends := _from_to(extraction, times, length)) and not _so_far_apart(
            *ends, int(length.value.number * _MINUTES[length.value.unit])
        ):
            values = {"first": ends[0].exact, "length": length.exact, "second": ends[1].exact}
            yield Flaw((ends[0].id, length.id, ends[1].id), "to-check", (Reason(key="times-mismatch", values=values),))
        if later.match(text, length.end + 1) is None:
            continue
        behind = [t for t in starting(times, length.end + 1, length.end + _RIGHT_BEHIND) if t.sentence == length.sentence]
        before = [t for t in starting(times, length.start - _FAR_OFF, length.start) if length.start - _TOGETHER < t.end <= length.start]
        told = int(length.value.number * _MINUTES[length.value.unit])
        if not behind or any_of(extraction.document.language, "local_words").search(text, behind[0].start, behind[0].end + _LED):
            continue
        if any(_counted_from(text, t, length) for t in before) and not any(_so_far_apart(t, behind[0], told) for t in before):
            values = {"first": before[-1].exact, "length": length.exact, "second": behind[0].exact}
            yield Flaw((before[-1].id, length.id, behind[0].id), "to-check", (Reason(key="times-mismatch", values=values),))


def _from_to(extraction: Extraction, times: Sequence[DateClaim], length: FigureClaim) -> tuple[DateClaim, DateClaim] | None:
    """The two times of day that a length of time is told to lie between, right behind it: « neuf heures, de 8 h 30 à 14 h 30 »."""
    row = [t for t in starting(times, length.end, length.end + _RIGHT_BEHIND) if t.sentence == length.sentence][:2]
    if len(row) < len(("from", "to")) or length.value.per:
        return None
    text, language = extraction.document.text, extraction.document.language
    leads, links = text[length.end : row[0].start], text[row[0].end : row[1].start]
    told = _between_words(language, "span_leads").fullmatch(leads) and _between_words(language, "span_links").fullmatch(links)
    return (row[0], row[1]) if told else None


@cache
def _between_words(language: str, words: str) -> re.Pattern[str]:
    """A pattern of what may stand between two claims: one of some words, and a pause before it."""
    return re.compile(rf"[\s,(–]*(?:{listed(language, words)})\s*", re.IGNORECASE)


def _counted_from(text: str, time: DateClaim, length: FigureClaim) -> bool:
    """Whether a length of time is counted from a time: of its own sentence, or right at the end of the sentence before."""
    return time.sentence == length.sentence or (
        time.sentence[1] - time.end <= _AT_END and not text[time.sentence[1] : length.sentence[0]].strip(" .")
    )


_AT_END = 8
"""Characters behind a time that ends its sentence: « ET. »."""


def _so_far_apart(one: DateClaim, other: DateClaim, length: int) -> bool:
    """Whether two times of day may be so many minutes apart, whichever is the first."""
    gap = minutes(other.value.time or "") - minutes(one.value.time or "")
    return any((off := (way - length) % _HALF_DAY) <= _ABOUT or off >= _HALF_DAY - _ABOUT for way in (gap, -gap))


_MINUTES = {"min": 1, "h": 60}
"""Minutes of a unit (UCUM)."""
_HALF_DAY = 720
"""Minutes; times told without a. m. or p. m. may be half a day apart from what is meant."""
_ABOUT = 20
"""Minutes by which times told roughly may be off."""
_RIGHT_BEHIND, _TOGETHER = 40, 200
"""Characters."""
