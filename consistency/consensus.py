"""What several claims of one value say together: one slot misread does not decide for the group.

Claims of one value that were put together are a small electorate: each slot holds what most of them say. Groups of differing
values are then compared by what each says as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from claims.measures import base, says_little
from claims.records import Claim, DateClaim, FigureClaim, Slot
from consistency.pairs import Item
from consistency.similarity import merged

TOLD = ("event", "holder", "period", "place", "participant", "predicate")
"""Slots that an article may leave untold: those that tell them decide."""


def consensus(members: Sequence[Item]) -> Item:
    """One item that says what most of some items of one value say; a single item says it by itself."""
    if len(members) == 1:
        return members[0]
    first = members[0]
    slots = _slots([m.claim for m in members])
    days = sorted(m.day for m in members if m.day is not None)
    return Item(
        _with(first.claim, slots),
        merged([m.around for m in members]),
        merged([m.clause for m in members]),
        days[len(days) // 2] if days else None,
        min(m.claim.start for m in members) - min(m.claim.start - m.body for m in members) + first.claim.start - min(m.claim.start for m in members),
        2 * sum(m.first for m in members) > len(members),
        2 * sum(m.only for m in members) > len(members),
    )


def _with(claim: Claim, slots: dict[str, Slot | None]) -> Claim:
    return claim.model_copy(update={"slots": claim.slots.model_copy(update=slots)})  # type: ignore[union-attr]


def _slots(claims: Sequence[Any]) -> dict[str, Slot | None]:
    told: dict[str, Slot | None] = {}
    for name in type(claims[0].slots).model_fields:
        told[name] = _mode(name, [getattr(c.slots, name) for c in claims])
    return told


def _mode(name: str, slots: Sequence[Any]) -> Any:
    if slots and not all(s is None or isinstance(s, Slot) for s in slots):
        return slots[0]
    filled = [s for s in slots if s is not None]
    if name == "measure":
        filled = [s for s in filled if not says_little(s.value)] or filled
        if not filled:
            return None
        what = Counter(base(s.value) for s in filled).most_common(1)[0][0]
        of_it = [s for s in filled if base(s.value) == what]
        return _most(of_it)
    if name in TOLD:
        return _most(filled) if 2 * len(filled) >= len(slots) else None
    if 2 * len(filled) <= len(slots):
        return None
    return _most(filled)


def _most(slots: Sequence[Slot]) -> Slot | None:
    if not slots:
        return None
    value = Counter(s.value for s in slots).most_common(1)[0][0]
    return next(s for s in slots if s.value == value)


def disjoint(mine: Sequence[Item], others: Sequence[Item]) -> dict[str, float]:
    """1 where no article tells both values, down to -1 where all that tell one tell the other: then they are two things."""
    here, there = {i.claim.source for i in mine}, {i.claim.source for i in others}
    both = here & there
    return {"disjoint": 1.0 - 2.0 * len(both) / min(len(here), len(there)), "many": min(1.0, min(len(here), len(there)) / 4)}
