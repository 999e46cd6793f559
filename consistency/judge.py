"""What is to be said of a group of claims: the verdict, how sure, and the reasons.

Values are intervals with hedges (`consistency.values`): a conflict is where no value fits all, and nothing says that the
thing changed. When in doubt a conflict is `to-check`, and only `certain` ones fail a build.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct

from claims.concepts import by_id
from claims.measures import GENERIC, aspect, base, says_little, since
from claims.records import Claim, DateClaim, DateValue, FigureClaim, Slot
from consistency.align import Group
from consistency.contrasts import all_told_apart, told_anew, told_risen
from consistency.figure_gates import told_change
from consistency.findings import Reason, Tier, Verdict
from consistency.judge_quotes import quotes_judged
from consistency.origins import Origins
from consistency.relations import near, predicate_relation, same_figure, spelled_out, was_before
from consistency.stories import Story
from consistency.values import (
    DAY,
    Interval,
    apart_minutes,
    digits_swapped,
    distinctive,
    fitting,
    gap,
    in_other_zone,
    interval,
    is_count,
    may_be_one_time,
    overlap,
)

SURE = 0.75
"""How likely the pairs of a group must be for its conflict to be certain."""
VERY_SURE = 0.85
"""The same where nothing but their measure and the numbers of articles says that they are one thing."""
SUREST = 0.87
"""The same whatever else is told, where several articles tell one of the numbers."""
ENOUGH = 0.25
"""The share of the pairs of dates that agree on what happened, for their day to be called confirmed."""
NO_TOLERANCE: Mapping[str, float] = MappingProxyType({})
AGES = "age:range"
"""The measure of the ages told of all of some people."""
GREW = Decimal("1.15")
"""How many times the number told first a later one must be to have grown, and be no rounding."""
CLOSE_MINUTES = 15
"""Times of day that differ by less are two roundings of one."""


class Judgement(Struct, frozen=True):
    """A verdict on a group, with its tier, its independent origins, and its reasons."""

    verdict: Verdict
    tier: Tier
    origins: tuple[str, ...]
    why: tuple[Reason, ...]
    code: str = ""


Days = Mapping[str, dt.date | None]
"""The day each article speaks of, by source."""
_Told = TypeVar("_Told")


def judge(group: Group, told: Story, origins: Origins, tolerance: Mapping[str, float] = NO_TOLERANCE) -> Judgement:
    """The verdict on a group of claims of a story; `tolerance` says by measure what share two values may be apart."""
    independent = origins.independent(group.claims)
    if group.kind == "figure":
        found = _figures(group, told, tolerance)
    elif group.kind == "date":
        found = _dates(group, told)
    elif group.kind == "office":
        found = "conflict", "to-check", [Reason(key="two-offices", values={"values": printed(group.claims)})]
    elif group.kind == "name":
        found = "variant", "certain", [Reason(key="spellings", values={"values": printed(group.claims)})]
    else:
        found = quotes_judged(group, told.people, told.languages)
    verdict, tier, why = found
    if verdict == "conflict" and tier == "certain" and not group.linked_by and all_told_apart(group.claims, told):
        tier = "to-check"
    if verdict == "corroborated":
        verdict = "corroborated" if len(independent) > 1 else "single-source"
        sure = tier == "certain" if group.kind == "quote" else bool(group.linked_by) or _surely_one(group)
        tier = "certain" if sure else "to-check"
    return Judgement(verdict, tier, independent, (*why, *_sourcing(group, independent)))


def _surely_one(group: Group) -> bool:
    """Whether an agreement can be counted on: sure pairs, and for dates a happening that enough of them share."""
    dates = [c for c in group.claims if isinstance(c, DateClaim)]
    pairs = [(a, b) for n, a in enumerate(dates) for b in dates[n + 1 :] if a.source != b.source]
    shared = sum(_one_happening(a, b) for a, b in pairs)
    return group.sureness >= SURE and shared >= ENOUGH * len(pairs)


def _one_happening(a: DateClaim, b: DateClaim) -> bool:
    named = [c.slots.predicate.value for c in (a, b) if c.slots.predicate]
    return not any(_is_topic(name) for name in named) and predicate_relation(a, b) > 0


Found = tuple[Verdict, Tier, list[Reason]]


def _sourcing(group: Group, independent: Sequence[str]) -> list[Reason]:
    sources = {c.source for c in group.claims}
    if len(independent) > 1:
        return [Reason(key="independent-origins", values={"origins": ", ".join(independent)})]
    if len(sources) > 1:
        return [Reason(key="one-origin", values={"origin": independent[0]})]
    return [Reason(key="one-article", values={"source": min(sources)})]


def printed(claims: Iterable[Claim]) -> str:
    """The values of claims as printed, each once: one number told in two languages, or with another apostrophe, is one."""
    told: dict[object, str] = {}
    for claim in claims:
        key: object = " ".join(claim.exact.casefold().replace("’", "'").split())
        if isinstance(claim, FigureClaim):
            value = interval(claim.value)
            key = (value.low, value.high, value.dimension if not is_count(claim.value) else "")
        told.setdefault(key, " ".join(claim.exact.split()))
    return " / ".join(told.values())


# ---- figures


def _figures(group: Group, told: Story, tolerance: Mapping[str, float]) -> Found:
    days = told.told_on
    claims = [c for c in group.claims if isinstance(c, FigureClaim)]
    why = _same_slots(claims)
    if len({c.source for c in claims}) < 2:
        return "single-source", "certain", why
    first = claims[0]
    if all(same_figure(first, c) and c.value.modifier == first.value.modifier for c in claims):
        return "corroborated", "certain", [*why, Reason(key="same-value", values={"value": first.exact})]
    intervals = [fitting(c.value) for c in claims]
    if all(one.meets(other) for one in intervals for other in intervals):
        if _grew(claims, days) or _widened(claims, days):
            return "evolved", "certain", [*why, Reason(key="changes-over-time", values={"measure": _measure(claims)})]
        return "variant", "certain", [*why, Reason(key="ranges-overlap", values={"values": printed(claims)})]
    allowed = tolerance.get(_measure(claims), 0)
    if allowed and _within(intervals, allowed):
        return "variant", "certain", [*why, Reason(key="tolerated", values={"values": printed(claims), "share": f"{100 * allowed:g}"})]
    differ = Reason(key="values-differ", values={"values": printed(claims)})
    if changed := _told_change(claims) or _put_right(claims, told):
        return "evolved", "certain", [*why, differ, Reason(key="told-as-changed", values={"values": printed(changed)})]
    if _in_stages(claims, days):
        return "evolved", "certain", [*why, differ, Reason(key="changes-over-time", values={"measure": _measure(claims)})]
    claims = _now(claims)
    why.append(Reason(key="values-differ", values={"values": printed(claims)}))
    slip = [Reason(key="digits-swapped", values={"values": printed(claims)})] if _slip(claims) else []
    why += slip
    if _changes(claims) and not _long_over(claims, days):
        if not slip and _changed(claims, days):
            return "evolved", "certain", [*why, Reason(key="changes-over-time", values={"measure": _measure(claims)})]
        return "conflict", "to-check" if _spread(claims, days) else _tier(group, claims), why
    return "conflict", _tier(group, claims), [*why, Reason(key="fixed-fact")]


def _slip(claims: Sequence[FigureClaim]) -> bool:
    """Whether two numbers, of something that does not only grow, differ by the order of their digits alone."""
    numbers = sorted({c.value.number for c in claims})
    concept = by_id().get(_measure(claims))
    return len(numbers) == 2 and digits_swapped(*numbers) and not (concept is not None and concept.accumulates)


def _grew(claims: Sequence[FigureClaim], days: Days) -> bool:
    """Whether what only grows is clearly more on later days, however hedged: « plus de 100 000 », then 120 000."""
    concept = by_id().get(_measure(claims))
    if concept is None or not concept.accumulates:
        return False
    numbers = _day_by_day([(days[c.source], c.value.number) for c in claims])
    return numbers == sorted(numbers) and bool(numbers) and numbers[-1] > GREW * numbers[0]


def _widened(claims: Sequence[FigureClaim], days: Days) -> bool:
    """Whether later days tell wider ages of all: « de 71 à 95 ans », then « de 68 à 95 ans »."""
    if any(c.slots.measure is None or c.slots.measure.value != AGES or c.value.low is None or c.value.high is None for c in claims):
        return False
    ages = _day_by_day([(days[c.source], (c.value.low or 0, c.value.high or 0)) for c in claims])
    return len(set(ages)) > 1 and all(b[0] <= a[0] and a[1] <= b[1] for a, b in pairwise(ages))


def _day_by_day(told: Sequence[tuple[dt.date | None, _Told]]) -> list[_Told]:
    """What each known day tells, in order of the days; empty where the articles of one day differ."""
    by_day: dict[dt.date, _Told] = {}
    for day, value in told:
        if day is not None and by_day.setdefault(day, value) != value:
            return []
    return [by_day[day] for day in sorted(by_day)]


def _now(claims: list[FigureClaim]) -> list[FigureClaim]:
    """The figures that are not told as what the number was before, where these still differ; else all."""
    now = [c for c in claims if not was_before(c)]
    return now if any(not same_figure(now[0], c) for c in now) else claims


def _told_change(claims: Sequence[FigureClaim]) -> tuple[FigureClaim, FigureClaim] | None:
    """The two figures of one sentence that tell how the number changed, where they account for all values; else None."""
    for was in filter(was_before, claims):
        for now in claims:
            if told_change(was, now) and not same_figure(was, now):
                accounted = [interval(was.value), interval(now.value)]
                if all(any(interval(c.value).meets(one) for one in accounted) for c in claims):
                    return was, now
    return None


def _put_right(claims: Sequence[FigureClaim], told: Story) -> list[FigureClaim]:
    """The figures told as put right, or grown, where all that contradicts them is of earlier days and each day tells one number; else none."""
    days = [told.told_on[c.source] for c in claims]
    if len(set(days)) == 1:
        return _risen_within_a_day(claims, told)
    anew = {day for claim, day in zip(claims, days, strict=True) if day is not None and told_anew(claim, told)}
    if not anew or None in days:
        return []
    first = min(anew)
    now = [(c, day) for c, day in zip(claims, days, strict=True) if day is not None and not (day >= first and was_before(c))]
    stages = [[c for c, day in now if (day >= first) == later] for later in (False, True)]
    agreed = all(interval(a.value).meets(interval(b.value)) for stage in stages for n, a in enumerate(stage) for b in stage[n + 1 :])
    return stages[1] if all(stages) and agreed else []


def _risen_within_a_day(claims: Sequence[FigureClaim], told: Story) -> list[FigureClaim]:
    """The figures told as grown, where what adds up was less in the other articles of that day: « ce qui porte à cinq le nombre de morts »."""
    concept = by_id().get(_measure(claims))
    grown = [c for c in claims if told_risen(c, told)]
    before = [c for c in claims if c not in grown]
    if concept is None or not concept.accumulates or not grown or not before:
        return []
    return grown if max(c.value.number for c in before) < min(c.value.number for c in grown) else []


def _in_stages(claims: Sequence[FigureClaim], days: Days) -> bool:
    """Whether three values or more rise, or fall, each told on later days than the one before and most by several articles: debts of 87, 94, 96 millions."""
    told: dict[tuple[Decimal, Decimal], list[dt.date]] = {}
    for claim in claims:
        day, value = days[claim.source], interval(claim.value)
        if day is None:
            return False
        told.setdefault((value.low, value.high), []).append(day)
    several = sum(len(row) > 1 for row in told.values())
    in_order = [value for value, _ in sorted(told.items(), key=lambda row: min(row[1]))]
    apart = all(max(told[one]) < min(told[other]) for one, other in pairwise(in_order))
    return len(told) >= STAGES and apart and 2 * several > len(told) and in_order in (sorted(told), sorted(told, reverse=True))


STAGES = 3
"""Values from which on an order in time is no accident."""


def _within(intervals: Sequence[Interval], share: float) -> bool:
    """Whether the lowest of some values is at most that share of the highest below it."""
    high = max(i.high for i in intervals)
    return high - min(i.low for i in intervals) <= Decimal(str(share)) * abs(high)


def _same_slots(claims: Sequence[FigureClaim]) -> list[Reason]:
    told = {name: _common(getattr(c.slots, name) for c in claims) for name in ("measure", "event", "period", "holder")}
    return [
        Reason(key=f"same-{n}", values={n: v}) for n, v in told.items() if v and len(claims) > 1 and not (n == "event" and _is_topic(v))
    ]


def _common(slots: Iterable[Slot | None]) -> str:
    """What all of some slots hold; empty where one holds nothing, or something else."""
    values = {slot.value if slot is not None else "" for slot in slots}
    return values.pop() if len(values) == 1 else ""


def _common_happening(claims: Sequence[DateClaim]) -> str:
    """What happened on all of some dates; empty where they do not say so, or only share what is spoken of."""
    value = _common(c.slots.predicate for c in claims)
    return "" if _is_topic(value) else value


def _is_topic(concept: str) -> bool:
    """Whether a concept is what is spoken of rather than what happens: « gouvernement », "artificial intelligence"."""
    known = by_id().get(concept)
    return known is not None and known.kind == "topic"


def _measure(claims: Sequence[FigureClaim]) -> str:
    """What some figures measure: of several readings one that adds up, else the first that says something; empty where none is told."""
    told = [_of_what(c.slots.measure.value) for c in claims if c.slots.measure]
    adds_up = (m for m in told if (concept := by_id().get(m)) is not None and concept.accumulates)
    telling = (m for m in told if m not in GENERIC)
    return next(adds_up, "") or next(telling, "") or (told[0] if told else "")


def _of_what(measure: str) -> str:
    """A measure without its aspect; a change of what goes up and down each day is no other: « l'action perd 0,8 % », « gagne 0,4 % »."""
    changed = by_id().get(aspect(measure))
    return aspect(measure) if base(measure) == "change" and changed is not None and "level" in changed.varies else base(measure)


_DISTINCT = 0.5
"""How much a number must say by itself to be the measure of one thing."""
_MOMENTARY = frozenset(("level", "engaged"))
_FIXED = frozenset(("amount", "price", "size", "duration", "age", "score", "share"))


def _changes(claims: Sequence[FigureClaim]) -> bool:
    """Whether the thing counted may honestly change from day to day: counts may, ages, amounts, sizes and sentences not."""
    concept = by_id().get(_measure(claims))
    if concept is not None:
        return concept.accumulates or concept.kind not in _FIXED or bool(concept.varies & _MOMENTARY)
    return is_count(claims[0].value)


LONG_OVER = 180
"""Days after which a count of a period is final."""


def _long_over(claims: Sequence[FigureClaim], days: Days) -> bool:
    """Whether all count what happened in one period that was over long before any article: « 225 morts en 2006 »."""
    period = _common(c.slots.period for c in claims)
    known = [day for c in claims if (day := days[c.source]) is not None]
    ended = period.rpartition("/")[2] if not period.startswith("since ") else ""
    return bool(ended and known) and dt.date.fromisoformat(ended) + dt.timedelta(days=LONG_OVER) < min(known)


def _changed(claims: Sequence[FigureClaim], days: Days) -> bool:
    """Whether the articles' days allow that the number changed: what only grows never falls, and nothing else has two values on one day."""
    dated = [(days[c.source], interval(c.value)) for c in claims]
    known = sorted(((day, i.low, i.high) for day, i in dated if day is not None), key=lambda r: (r[0], r[1]))
    concept = by_id().get(_measure(claims))
    if len({day for day, _ in dated}) < 2:
        return concept is not None and ("engaged" in concept.varies or (concept.accumulates and concept.kind in _BY_THE_HOUR))
    if concept is not None and concept.accumulates and _may_fall(claims):
        return True
    if concept is not None and concept.varies & _MOMENTARY:
        return not _of_one_day(claims)
    if concept is None or not concept.accumulates:
        apart = any(a[0] == b[0] and (a[2] < b[1] or b[2] < a[1]) for n, a in enumerate(known) for b in known[n + 1 :])
        return not apart and (concept is not None or not _falls(known))
    return not _falls(known)


_BY_THE_HOUR = frozenset(("count", "share"))
"""Kinds of what adds up of which reports come in by the hour: those who have voted by noon, by five."""


def _may_fall(claims: Sequence[FigureClaim]) -> bool:
    """Whether a count goes down as well: the missing, those in hospital, what is not yet certain, a week's count put right."""
    aspects = {aspect(c.slots.measure.value) for c in claims if c.slots.measure is not None}
    concept = by_id().get(_measure(claims))
    revised = aspects <= {"new", ""} and (concept is None or concept.kind not in _NEVER_REVISED) and _one_closed_period(claims)
    return aspects == {"pending"} or revised or (concept is not None and "falls" in concept.varies)


_NEVER_REVISED = frozenset(("toll", "amount", "share"))


def _of_one_day(claims: Sequence[FigureClaim]) -> bool:
    """Whether nearly all of some figures tell the same day, and each of two numbers or more: « le titre valait vendredi 1,68 franc », « 1,86 vendredi »."""
    told = Counter(c.slots.period.value for c in claims if c.slots.period is not None and c.slots.period.reach != "paragraph")
    if not told:
        return False
    day, often = told.most_common(1)[0]
    first, _, last = day.partition("/")
    held = {c.value.number for c in claims if c.slots.period is not None and c.slots.period.value == day}
    return first == last and often >= _NEARLY_ALL * len(claims) and len(held) > 1


_NEARLY_ALL = 0.75


def _one_closed_period(claims: Sequence[FigureClaim]) -> bool:
    """Whether half of some figures or more tell a period, all the same, that has an end: « en semaine 15 »."""
    told = [c.slots.period.value for c in claims if c.slots.period is not None]
    return 2 * len(told) >= len(claims) and len(set(told)) == 1 and not told[0].startswith("since ")


def _falls(known: Sequence[tuple[dt.date, Decimal, Decimal]]) -> bool:
    """Whether later days give lower numbers than earlier ones, but for articles that repeat an old number: fewer than tell the newest."""
    reached, repeated, told = Decimal(0), 0, set[tuple[Decimal, Decimal]]()
    for _, low, high in known:
        if high < reached:
            if (low, high) not in told:
                return True
            repeated += 1
        reached = max(reached, low)
        told.add((low, high))
    newest = sum(high >= reached for _, _, high in known)
    return repeated > 0 and (repeated >= newest or REPEATING * repeated > len(known))


REPEATING = 6
"""Of so many articles one may repeat an old number: it is late, and contradicts nobody."""


def _spread(claims: Sequence[FigureClaim], days: Days) -> bool:
    """Whether an article of the group has no day, or the days are many: then the number may have changed unseen."""
    told = [days[c.source] for c in claims]
    return None in told or len(set(told)) > 1


def _tier(group: Group, claims: Sequence[Claim]) -> Tier:
    """Certain where the pairs are sure, every figure is told outright, and something besides the measure is the same."""
    told = group.voices or claims
    if _all_so_far_and_now(told) or _one_tells_two(claims):
        return "to-check"
    few, many = _tellers(claims)
    one_thing = (group.sureness >= SURE and _pinned(told)) or (group.sureness >= VERY_SURE and _telling(told) and many > few)
    surest = group.sureness >= SUREST and (many > 1 or (_outright(told) and not _ages(told)))
    return "certain" if surest or (one_thing and _outright(told)) else "to-check"


def _one_tells_two(claims: Sequence[Claim]) -> bool:
    """Whether an article tells two of the values that differ: it may know of two things."""
    figures = [c for c in claims if isinstance(c, FigureClaim) and not was_before(c)]
    by_article: dict[str, FigureClaim] = {}
    return any(not same_figure(by_article.setdefault(c.source, c), c) for c in figures)


def _all_so_far_and_now(claims: Sequence[Claim]) -> bool:
    """Whether one figure is told of all the time since a day and another of a day or a year: 22 millions since 2021, and 25 promised now."""
    periods = [c.slots.period for c in claims if isinstance(c, FigureClaim) and c.slots.period is not None]
    return len({since(p) for p in periods}) > 1


def _tellers(claims: Sequence[Claim]) -> tuple[int, int]:
    """How many articles tell the number that fewest tell, and the one that most tell."""
    figures = [c for c in claims if isinstance(c, FigureClaim)]
    telling: list[set[str]] = []
    for claim in figures:
        if not any(claim.source in sources for sources in telling):
            telling.append({c.source for c in figures if same_figure(c, claim)})
    return min(map(len, telling), default=0), max(map(len, telling), default=0)


def _telling(claims: Sequence[Claim]) -> bool:
    """Whether the measures of some figures say what is counted, and not an age, which many people have."""
    told = [c.slots.measure for c in claims if isinstance(c, FigureClaim)]
    return all(m is not None and not says_little(m.value) and base(m.value) != "age" for m in told)


def _pinned(claims: Sequence[Claim]) -> bool:
    """A toll, one side of a vote, or the same happening, period, holder or group: deputies are many things, the dead of one story are not."""
    figures = [c for c in claims if isinstance(c, FigureClaim)]
    if any(c.slots.measure is not None and says_little(c.slots.measure.value) for c in figures):
        return False
    if _ages(claims):
        return _common(c.slots.holder for c in figures).startswith("@")  # « une Britannique de 69 ans » is not the only one of the story
    concept, event = by_id().get(_measure(figures)), _common(c.slots.event for c in figures)
    shared = any(_common(getattr(c.slots, name) for c in figures) for name in ("period", "holder", "group"))
    exact = len(figures) > 2 and all(distinctive(c.value.number) >= _DISTINCT for c in figures)
    sized = concept is not None and concept.kind == "size" and exact  # 265 and 276 metres: the story has one such length
    counted = concept is not None and concept.kind == "toll"
    sides = {aspect(c.slots.measure.value) if c.slots.measure else "" for c in figures}
    return shared or sized or counted or sides in _SIDES or (bool(event) and not _is_topic(event))


_SIDES = ({"for"}, {"against"})
"""Those for something, and those against it: a vote counts each once."""


def _ages(claims: Sequence[Claim]) -> bool:
    return all(isinstance(c, FigureClaim) and c.slots.measure is not None and base(c.slots.measure.value) == "age" for c in claims)


def _outright(claims: Sequence[Claim]) -> bool:
    """No hedge on any figure, and every measure told beside its number."""
    figures = [c for c in claims if isinstance(c, FigureClaim)]
    return near(*(c.slots.measure for c in figures))


# ---- dates


def _dates(group: Group, told: Story) -> Found:
    claims = [c for c in group.claims if isinstance(c, DateClaim)]
    why = _same_predicate(claims)
    if group.linked_by == "quote":
        why.append(Reason(key="same-event", values={"event": "quote"}))
    if len({c.source for c in claims}) < 2:
        return "single-source", "certain", why
    if claims[0].value.type == "TIME":
        return _times(group, claims, why, told)
    if any(overlap(a.value, b.value) is False and not _a_week_off(a, b) for a in claims for b in claims):
        return "conflict", _date_tier(group, claims, told), [*why, Reason(key="values-differ", values={"values": printed(claims)})]
    return "corroborated", "certain", [*why, Reason(key="same-value", values={"value": claims[0].exact})]


def _a_week_off(a: DateClaim, b: DateClaim) -> bool:
    """Whether two days are a week apart and one is told by its weekday alone: « samedi » in Saturday's paper is that day, or the one before."""
    bare = any(c.value.weekday is not None and not spelled_out(c) for c in (a, b))
    return bare and gap(a.value.earliest, b.value.earliest) == WEEK


WEEK = 7


def _same_predicate(claims: Sequence[DateClaim]) -> list[Reason]:
    value = _common_happening(claims)
    return [Reason(key="same-event", values={"event": value})] if value and len(claims) > 1 else []


def _times(group: Group, claims: Sequence[DateClaim], why: list[Reason], told: Story) -> Found:
    pairs = [(a.value, b.value) for n, a in enumerate(claims) for b in claims[n + 1 :]]
    between = max(_on_one_day(a, b) for a, b in pairs)
    if any(_on_one_day(a, b) > CLOSE_MINUTES and not may_be_one_time(a, b) for a, b in pairs):
        return "conflict", _date_tier(group, claims, told), [*why, Reason(key="values-differ", values={"values": printed(claims)})]
    if any(in_other_zone(a, b) for a, b in pairs):
        return "variant", "certain", [*why, Reason(key="other-zone", values={"values": printed(claims)})]
    if between == 0:
        return "corroborated", "certain", [*why, Reason(key="same-value", values={"value": claims[0].exact})]
    return "variant", "certain", [*why, Reason(key="rounded", values={"values": printed(claims)})]


def _on_one_day(a: DateValue, b: DateValue) -> int:
    """Minutes between two times of day, whatever their days: « 22 heures », "9pm GMT"; on which day is what dates tell."""
    between = (apart_minutes(a, b) or 0) % DAY
    return min(between, DAY - between)


def _date_tier(group: Group, claims: Sequence[DateClaim], told: Story) -> Tier:
    """Certain where the dates are of one utterance, or of one happening by its name, and none rests on a supposed day."""
    if group.linked_by:
        return "certain"
    if any(c.value.mod == "APPROX" for c in claims):
        return "to-check"  # « il y a 20 ans »
    apart = [(a, b) for n, a in enumerate(claims) for b in claims[n + 1 :] if overlap(a.value, b.value) is False]
    if apart and all(_each_its_own(a, b, told) or _about_midnight(a, b, told) for a, b in apart):
        return "to-check"
    voices = [c for c in group.voices if isinstance(c, DateClaim)] or claims
    if any(c.value.type == "TIME" and c.value.utc is None for c in claims):
        return "to-check"  # a clock of no known place
    supposed = any(told.documents[c.source].published.basis == "inferred" and not any(d.isdigit() for d in c.exact) for c in claims)
    return "certain" if group.sureness >= SURE and _common_happening(voices) and not supposed else "to-check"


def _each_its_own(a: DateClaim, b: DateClaim, told: Story) -> bool:
    """Whether two articles point at days as far from their own: what is told as « lundi » each week may happen each week."""
    days = [(c.value.earliest, told.documents[c.source].published.day) for c in (a, b) if not spelled_out(c)]
    away = [day - published for day, published in days if day is not None and published is not None]
    return len(away) == 2 and away[0] == away[1]


def _about_midnight(a: DateClaim, b: DateClaim, told: Story) -> bool:
    """Whether two days follow each other and a time of the night is told of one or both: it may be one night, or two time zones."""
    return gap(a.value.earliest, b.value.earliest) == 1 and any((c.source, c.sentence) in told.nights for c in (a, b))
