"""Which dates may be about the same happening."""

from __future__ import annotations

from decimal import Decimal

from claims.concepts import by_id
from claims.date_slots import HAPPENED
from claims.records import Claim, DateClaim, Slot
from consistency.items import Item
from consistency.relations import agree, akin, is_said, meet, near, predicate_relation, slot_value, spelled_out
from consistency.values import (
    apart_minutes,
    digits_swapped,
    gap,
    length,
    may_be_one_time,
    overlap,
    some_weekday,
)


def dates_may_meet(a: DateClaim, b: DateClaim) -> bool:
    """The gates of a pair of dates: a time of day meets one of about the same hour, days meet days that are known."""
    if (a.value.type == "TIME") != (b.value.type == "TIME"):
        return False
    if a.value.type == "TIME":
        return may_be_one_time(a.value, b.value) or _times_may_meet(a, b)
    if None not in (a.value.earliest, b.value.earliest):
        return not _pointed_at_both(a, b)
    return a.value.value == b.value.value or some_weekday(a.value, b.value)


def _pointed_at_both(a: DateClaim, b: DateClaim) -> bool:
    """A day without a name of its own and a longer stretch, both only pointed at, and of no one happening: « ce matin », « cette semaine »."""
    day, stretch = sorted((a, b), key=lambda c: length(c.value))
    nameless = length(day.value) == 1 and not day.value.weekday and not spelled_out(day)
    return nameless and length(stretch.value) > 1 and not spelled_out(stretch) and predicate_relation(a, b) < 1


HOURS = 2
"""Times of day further apart are two moments of a story, not two versions of one."""


def _times_may_meet(a: DateClaim, b: DateClaim) -> bool:
    """Two times on about one day, or of one happening on days that are most often supposed, of zones that are as well known, a few hours apart at most."""
    one, other = a.value, b.value
    if _stamps(a) or _stamps(b):
        return False
    between = apart_minutes(one, other)
    as_known = bool(one.utc or one.supposed_utc) == bool(other.utc or other.supposed_utc)
    days = RECENT if near(a.slots.predicate, b.slots.predicate) and agree(a.slots.predicate, b.slots.predicate) > 0 else 1
    return as_known and gap(one.earliest, other.earliest) <= days and between is not None and between <= 60 * HOURS


def _stamps(claim: DateClaim) -> bool:
    """Whether a time opens an entry of a live report: « 20 h 15 – Le ministre répond » says when it was written."""
    return claim.suffix.lstrip()[:1] in _DASHES and (not claim.prefix or claim.prefix.rstrip(" \t").endswith("\n"))


_DASHES = ("–", "—", "-", ":")


def comparable_days(a: Claim, b: Claim) -> bool:
    """Whether two dates are both days, both months or both years, one of them written out, and no weekday of two weeks."""
    if not (isinstance(a, DateClaim) and isinstance(b, DateClaim)) or agree(a.slots.granularity, b.slots.granularity) <= 0:
        return False
    written = spelled_out(a), spelled_out(b)
    return all(written) or (any(written) and gap(a.value.earliest, b.value.earliest) % 7 != 0)


def finer(a: Claim, b: Claim) -> bool:
    """Whether two dates agree and one is told more finely: a week and a day in it."""
    if not isinstance(a, DateClaim) or not isinstance(b, DateClaim) or not overlap(a.value, b.value):
        return False
    return length(a.value) != length(b.value)


def vaguer(a: Claim, b: Claim) -> bool:
    """Whether one of two dates is told less finely and only pointed at: « la semaine dernière » and a day in it."""
    if not finer(a, b):
        return False
    coarse = max((c for c in (a, b) if isinstance(c, DateClaim)), key=lambda c: length(c.value))
    return not spelled_out(coarse)


def is_day(claim: Claim) -> bool:
    """Whether a claim tells one day."""
    return isinstance(claim, DateClaim) and claim.value.type == "DATE" and claim.value.earliest is not None and length(claim.value) == 1


def happened(claim: Claim) -> Slot | None:
    """What is told to have happened on a day; None for a time of day, and for what is only said or spoken of."""
    if not isinstance(claim, DateClaim) or claim.value.type == "TIME":
        return None
    concept = by_id().get(slot_value(claim.slots.predicate))
    return claim.slots.predicate if concept is not None and concept.kind in HAPPENED and not concept.phase else None


def happens_once(one: Item, other: Item) -> bool:
    """Whether two dates, each written out and the only one of its article, are told of one happening that does not come again."""
    a, b = one.claim, other.claim
    if not (isinstance(a, DateClaim) and isinstance(b, DateClaim)) or not (one.only and other.only and spelled_out(a) and spelled_out(b)):
        return False
    what, where = slot_value(a.slots.predicate), slot_value(b.slots.predicate)
    if (
        not near(a.slots.predicate, b.slots.predicate)
        or not (what == where or akin(what, where))
        or not (_once(what) or _once(where) or _both_ahead(one, other))
    ):
        return False
    as_finely = agree(a.slots.granularity, b.slots.granularity) > 0 and meet(a.slots.participant, b.slots.participant) >= 0
    return as_finely and gap(a.value.earliest, b.value.earliest) <= AWAY.get(slot_value(a.slots.granularity), 0)


AWAY = {"day": 45, "month": 366, "year": 36525}
"""By how finely two dates are told, how many days apart they may be to be one happening."""


def years_swapped(a: Claim, b: Claim) -> bool:
    """Whether two years of one happening that does not come again, told beside both, differ by the order of their digits alone: 1856 and 1865."""
    if not (isinstance(a, DateClaim) and isinstance(b, DateClaim)) or not near(a.slots.predicate, b.slots.predicate):
        return False
    what, where = slot_value(a.slots.predicate), slot_value(b.slots.predicate)
    years = [c.value.earliest.year for c in (a, b) if c.value.earliest is not None and slot_value(c.slots.granularity) == "year"]
    one_happening = _once(what) and (what == where or akin(what, where))
    return one_happening and len(years) > 1 and digits_swapped(Decimal(years[0]), Decimal(years[1]))


def _once(predicate: str) -> bool:
    concept = by_id().get(predicate)
    return concept is not None and concept.once


def _both_ahead(one: Item, other: Item) -> bool:
    """Whether two days were still to come when the later of two articles came out."""
    days = [item.claim.value.earliest for item in (one, other) if isinstance(item.claim, DateClaim)]
    articles = [item.day for item in (one, other)]
    return all(day is not None and published is not None and day > published for day in days for published in articles)


def each_its_own_news(one: Item, other: Item) -> bool:
    """Whether two articles of different weeks each point at a day near their own: « 212 patients étaient hospitalisés lundi »."""
    a, b = one.claim, other.claim
    if not (isinstance(a, DateClaim) and isinstance(b, DateClaim)) or spelled_out(a) or spelled_out(b):
        return False
    apart = 1 if is_said(a) and is_said(b) else APART  # what is told each day is said each day
    if one.day is None or other.day is None or min(gap(one.day, other.day), gap(a.value.earliest, b.value.earliest)) < apart:
        return False
    days = ((one.day, a.value), (other.day, b.value))
    return all(told.earliest is not None and min(gap(day, told.earliest), gap(day, told.latest)) <= RECENT for day, told in days)


RECENT = 7
"""Days within which an article points at a day by its weekday alone."""


APART = 4
"""Days between two articles, and between the days that they point at, from which on each is more likely news of its own."""
