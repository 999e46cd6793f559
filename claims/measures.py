"""The names of measures: what a figure may be a number of.

A measure is `concept` or `concept:aspect`: `death`, `death:new` (so many more), `death:pending` (not yet certain),
`cases:total` (all so far), `vote:for`, `vote:against`, `age:limit` (« les plus de 65 ans »), `age:range`, `sentence:risk`, `duration:margin`,
`change:cases` (a change of what), `share:population` (a share of what).
"""

from __future__ import annotations

import datetime as dt

from claims.concepts import by_id
from claims.records import Slot

_OF = ":"
COUNTED = frozenset(("toll", "state", "count", "score"))
PERSONS = frozenset(("people", "role"))
"""Kinds of concepts: what is counted, and whom."""
AMOUNTS = frozenset(("amount", "price"))
"""Kinds of concepts that are told in money."""
ROLES = PERSONS | {"topic"}
ANYBODY = frozenset(("person", "man", "woman"))
"""Concepts that say nothing of whom they count."""
GENERIC = frozenset(("person", "item", "amount", "duration", "share", "change", "times"))
"""Measures that say little: they may turn out to be the same as any more telling one of their unit."""
MARKED = frozenset(("pending", "risk", "request", "margin", "limit", "range", "average"))
"""Aspects that are always told: a measure without them is another one."""
COURT = frozenset(("sentence", "ineligibility", "fine"))
"""What a court gives somebody."""
NIGHT = 1
"""Days from the first day of a night to its last."""


def says_little(measure: str) -> bool:
    """Whether a measure only says who or what kind of thing is counted (« 104 députés »), and not what of them. A change of revenue says what."""
    concept = by_id().get(base(measure))
    if base(measure) == "change" and aspect(measure):
        return says_little(aspect(measure))
    return base(measure) in GENERIC or (concept is not None and concept.kind in ROLES)


def base(measure: str) -> str:
    """The concept of a measure, without its aspect."""
    return measure.partition(_OF)[0]


def aspect(measure: str) -> str:
    """The aspect of a measure, empty where it has none."""
    return measure.partition(_OF)[2]


def with_aspect(measure: str, kind: str) -> str:
    """The name of a measure of which only an aspect is meant."""
    return f"{measure}{_OF}{kind}"


def since(period: Slot | None) -> bool:
    """Whether a period has a beginning and no end: « depuis janvier »."""
    return period is not None and period.value.startswith("since ")


def first_day(period: Slot) -> dt.date:
    """The first day of a period (`first/last`, or `since first/last`)."""
    return dt.date.fromisoformat(period.value.removeprefix("since ").partition("/")[0])


def last_day(period: Slot) -> dt.date:
    """The last day of a period."""
    return dt.date.fromisoformat(period.value.partition("/")[2])
