"""Whether two claims of different articles are about the same thing: features of the pair, and their weighted sum.

The weights are few and monotone; `benchmarks/learn_weights.py` learned them leave-one-story-out (`weights.toml` says with
which scores). Hard gates come first (`consistency.figure_gates`, `consistency.date_gates`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

import tomli

from claims.concepts import by_id
from claims.records import DateClaim, FigureClaim
from consistency.items import Item
from consistency.relations import (
    agree,
    base_of,
    group_of,
    is_said,
    measure_relation,
    meet,
    nearness,
    period_relation,
    place_relation,
    predicate_relation,
    same_figure,
    shared_names,
    slot_value,
    spelled_out,
)
from consistency.similarity import cosine
from consistency.values import (
    apart_minutes,
    distinctive,
    gap,
    interval,
    is_count,
    length,
    may_be_one_time,
    overlap,
    some_weekday,
)

LEAD = 400
"""Characters from the beginning of an article that count as its beginning."""


WEIGHTS = Path(__file__).with_name("weights.toml")


DIFFER = "-differ"
"""How the name of a model ends that weighs values which nothing reconciles."""


def figure_model(a: FigureClaim, b: FigureClaim) -> str:
    """The model of a pair of figures: whether hedge and rounding let one number fit both."""
    return "figure-same" if same_figure(a, b) or interval(a.value).meets(interval(b.value)) else f"figure{DIFFER}"


def figure_features(one: Item, other: Item) -> dict[str, float]:
    """The features of a pair of figures, each between -1 and 1."""
    a, b = cast(FigureClaim, one.claim), cast(FigureClaim, other.claim)
    ratio = abs(math.log((float(abs(a.value.number)) + 1) / (float(abs(b.value.number)) + 1)))
    return {
        "measure": measure_relation(a, b),
        "around": cosine(one.around, other.around),
        "clause": cosine(one.clause, other.clause),
        "distinctive": distinctive(a.value.number),
        "measured": 0.0 if is_count(a.value) else 1.0,
        "scope": 1.0 if slot_value(a.slots.scope) == slot_value(b.slots.scope) else 0.0,
        "group": 1.0 if group_of(a) and group_of(a) == group_of(b) else 0.0,
        "whole": -1.0 if bool(group_of(a)) != bool(group_of(b)) else 0.0,
        "grows": _grows(one, other),
        "names": shared_names(a, b),
        "place": place_relation(a.slots.place, b.slots.place),
        "period": period_relation(a.slots.period, b.slots.period) * nearness(a.slots.period, b.slots.period),
        "toll": 1.0 if _whole_toll(a) and _whole_toll(b) and slot_value(a.slots.measure) == slot_value(b.slots.measure) else 0.0,
        "lead": 1.0 if _leads(one) and _leads(other) else 0.0,
        "first": float(one.first and other.first),
        "only": float(one.only and other.only),
        "holder": agree(a.slots.holder, b.slots.holder),
        "event": agree(a.slots.event, b.slots.event),
        "exact": float(same_figure(a, b)),
        "hedge": 1.0 if a.value.modifier == b.value.modifier else 0.0,
        "closeness": 1.0 / (1.0 + 2 * ratio),
        "days": 1.0 / (1.0 + gap(one.day, other.day) / 3),
        **_how_often(one, other, not figure_model(a, b).endswith(DIFFER)),
    }


def _grows(one: Item, other: Item) -> float:
    """1 where what adds up is more in the later article, -1 where it is less, 0 where it does not add up or the days tell nothing."""
    a, b = cast(FigureClaim, one.claim), cast(FigureClaim, other.claim)
    concepts = [by_id().get(base_of(c)) for c in (a, b)]
    if one.day is None or other.day is None or one.day == other.day or not all(c is not None and c.accumulates for c in concepts):
        return 0.0
    return 1.0 if (one.day < other.day) == (a.value.number < b.value.number) else -1.0


def _whole_toll(claim: FigureClaim) -> bool:
    """A toll of the whole event: no part of it, no group, counted outright."""
    concept = by_id().get(base_of(claim))
    plain = claim.slots.scope is None or claim.slots.scope.value == "total"
    return concept is not None and concept.kind in ("toll", "state") and plain and not claim.slots.group


def _leads(item: Item) -> bool:
    """Whether a claim stands near the beginning of its article: what a story tells first is what it is about."""
    return item.claim.start - item.body < LEAD


def date_model(a: DateClaim, b: DateClaim) -> str:
    """The model of a pair of dates: one day or moment, days of which one is told less finely, or days that no day fits both of."""
    if a.value.type == "TIME":
        return "time-same" if may_be_one_time(a.value, b.value) else f"time{DIFFER}"
    if a.value.value == b.value.value and None in (a.value.earliest, b.value.earliest):
        return "date-same"
    if some_weekday(a.value, b.value):
        return "date-overlap"
    if not overlap(a.value, b.value):
        return f"date{DIFFER}"
    return "date-same" if length(a.value) == length(b.value) == 1 else "date-overlap"


def date_features(one: Item, other: Item) -> dict[str, float]:
    """The features of a pair of dates, each between -1 and 1."""
    a, b = cast(DateClaim, one.claim), cast(DateClaim, other.claim)
    if a.value.type == "TIME":
        return _time_features(one, other)
    longer = max(1, length(a.value), length(b.value))
    what, who = predicate_relation(a, b), meet(a.slots.participant, b.slots.participant)
    return {
        "predicate": what,
        "clash": -1.0 if what < 0 and who < 0 else 0.0,
        "around": cosine(one.around, other.around),
        "clause": cosine(one.clause, other.clause),
        "participant": max(meet(a.slots.participant, b.slots.participant), -1.0 if not shared_names(a, b) else 0.0),
        "names": shared_names(a, b),
        "precision": max(0.0, 1.0 - math.log(longer) / 6),
        "equal": _equality(a, b),
        "remote": 1.0 if min(gap(a.value.earliest, one.day), gap(b.value.earliest, other.day)) > 60 else 0.0,
        "closeness": 1.0 if overlap(a.value, b.value) else 1.0 / (1.0 + gap(a.value.earliest, b.value.earliest) / (3 * longer)),
        "silent": -1.0 if is_said(a) or is_said(b) else 0.0,
        "bound": 0.0 if _bound(a) == _bound(b) else -1.0,
        **_how_often(one, other, not date_model(a, b).endswith(DIFFER)),
    }


def _bound(claim: DateClaim) -> str:
    """Whether something begins or ends with a stretch of time: « depuis le début de l'année »; with a day, that is when it happened."""
    return slot_value(claim.slots.bound) if length(claim.value) > 1 else ""


def _equality(a: DateClaim, b: DateClaim) -> float:
    """1 for the same span written out (« du 3 au 9 mars »), 0.3 for one pointed at (« la semaine dernière »), 0 for two."""
    if (a.value.earliest, a.value.latest) != (b.value.earliest, b.value.latest):
        return 0.0
    return 1.0 if spelled_out(a) and spelled_out(b) else 0.3


def _time_features(one: Item, other: Item) -> dict[str, float]:
    """The features of a pair of times of day."""
    a, b = cast(DateClaim, one.claim), cast(DateClaim, other.claim)
    between = apart_minutes(a.value, b.value) or 0
    what, clause, names = predicate_relation(a, b), cosine(one.clause, other.clause), shared_names(a, b)
    return {
        "predicate": what,
        "around": cosine(one.around, other.around),
        "clause": clause,
        "names": names,
        NOTHING: 0.0 if what > 0 or clause > 0 or names > 0 else -1.0,
        "minutes": 1.0 / (1.0 + between / 30),
        "exact": float(between == 0),
    }


NOTHING = "nothing"
"""The feature of times of day that have no happening, no word of their clauses and no name in common: where they differ they are two."""


def _how_often(one: Item, other: Item, same: bool) -> dict[str, float]:
    """How often one number or day is told; nothing is said of values that differ.

    `once` is 1 where each article tells it once, so that nothing competes for it; `rare` 1 where no other article does: what all tell is told of much.
    """
    if not same:
        return {"once": 0.0, "rare": 0.0}
    articles = max(2, one.articles, other.articles)
    return {"once": 1.0 / math.sqrt(one.times * other.times), "rare": 1.0 / (1.0 + math.log2(articles / 2))}


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The learned weights by model (`figure-same`, `figure-differ`, `date-same`, `date-overlap`, `date-differ`, `time-same`, `time-differ`)."""
    return tomli.loads(WEIGHTS.read_text(encoding="utf-8"))["model"]  # type: ignore[no-any-return]


def probability(model: str, features: Mapping[str, float]) -> float:
    """The logistic of the weighted features: how likely the pair is about one thing."""
    table = weights()[model]
    total = table["constant"] + sum(table.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
