"""What several claims of one value say together: one slot misread does not decide for the group.

Claims of one value that were put together are a small electorate: each slot holds what most of them say. Groups of differing
values are compared by what each says as a whole, and by whether an article tells both: then they are two things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from claims.concepts import by_id
from claims.measures import base, says_little
from claims.records import Claim, DateClaim, FigureClaim, FigureValue, Slot
from consistency.items import Item
from consistency.relations import spelled_out, was_before
from consistency.similarity import merged

TOLD = ("event", "holder", "period", "place", "participant", "predicate")
"""Slots that an article may leave untold: those articles decide that tell them, where they are half or more."""


class Voice(Struct, frozen=True):
    """Claims of one value, and the item that says what most of them say; `members` are their numbers, `sources` their articles."""

    members: tuple[int, ...]
    item: Item
    sources: frozenset[str]

    def tells_all_of(self, other: Voice) -> bool:
        """Whether the articles of one value are among those of the other."""
        return self.sources <= other.sources or other.sources <= self.sources


def voice(members: Sequence[int], found: Sequence[Item]) -> Voice:
    """The voice of some claims, by number."""
    items = [found[i] for i in members]
    now = [i for i in items if not was_before(i.claim)]  # who tells what it was before tells the later value as well
    return Voice(tuple(members), consensus(items), frozenset(i.claim.source for i in now or items))


def consensus(items: Sequence[Item]) -> Item:
    """One item that says what most of some items of one value say; the first lends what is no slot."""
    first = items[0]
    if len(items) == 1:
        return first
    days = sorted(i.day for i in items if i.day is not None)
    return Item(
        claim=_agreed([i.claim for i in items]),
        around=merged([i.around for i in items]),
        clause=merged([i.clause for i in items]),
        day=days[len(days) // 2] if days else None,
        body=first.body,
        first=2 * sum(i.first for i in items) > len(items),
        only=2 * sum(i.only for i in items) > len(items),
        times=sorted(i.times for i in items)[len(items) // 2],
        articles=max(i.articles for i in items),
    )


def disjoint(one: Voice, other: Voice) -> dict[str, float]:
    """1 where no article tells both values, down to -1 where all that tell one tell the other: an article tells a fact once."""
    fewer = min(len(one.sources), len(other.sources))
    return {"disjoint": 1.0 - 2.0 * len(one.sources & other.sources) / fewer}


ALONE: Mapping[str, float] = MappingProxyType({"disjoint": 1.0})
"""The same of two claims of two articles by themselves."""


def _agreed(claims: Sequence[Claim]) -> Claim:
    """The first claim with the slots, and the hedge, that most have."""
    first = next((c for c in claims if isinstance(c, DateClaim) and spelled_out(c)), claims[0])
    if not isinstance(first, FigureClaim | DateClaim):
        return first
    slots = {name: _mode(name, [getattr(c.slots, name) for c in claims]) for name in type(first.slots).model_fields}  # type: ignore[union-attr]
    told: dict[str, object] = {"slots": first.slots.model_copy(update=slots)}
    if isinstance(first, FigureClaim):
        values = [c.value for c in claims if isinstance(c, FigureClaim)]
        often = Counter(_printed(v) for v in values).most_common(1)[0][0]
        told["value"] = next(v for v in values if _printed(v) == often)
    return first.model_copy(update=told)


def _printed(value: FigureValue) -> tuple[object, ...]:
    """What a figure says, but for the words that it counts."""
    return value.number, value.high, value.modifier, value.unit


def _mode(name: str, slots: Sequence[Slot | None]) -> Slot | None:
    """What most say of a slot. Of measures those that say something come first; an empty scope or group is a whole, and counts."""
    filled = [s for s in slots if s is not None]
    if name == "participant":
        return _named(filled) if 2 * len(filled) >= len(slots) else None
    if name == "holder":
        filled.sort(key=lambda s: s.value in by_id())  # of as many a name: « le chauffeur, 54 ans », "Jovan Hrast, 54"
    if name == "measure":
        telling = [s for s in filled if not says_little(s.value)] or filled
        what = Counter(base(s.value) for s in telling).most_common(1)[0][0] if telling else ""
        return _most([s for s in telling if base(s.value) == what])
    enough = 2 * len(filled) >= len(slots) if name in TOLD else 2 * len(filled) > len(slots)
    return _most(filled) if enough else None


def _named(slots: Sequence[Slot]) -> Slot | None:
    """The names that are told half as often as the commonest one, or more."""
    told = Counter(name for s in slots for name in s.value.split("+"))
    often = sorted(name for name, n in told.items() if 2 * n >= max(told.values()))
    return slots[0].model_copy(update={"value": "+".join(often)}) if slots else None


def _most(slots: Sequence[Slot]) -> Slot | None:
    """The commonest of some slots, with the nearest reach that it is told at."""
    if not slots:
        return None
    value = Counter(s.value for s in slots).most_common(1)[0][0]
    by_reach: defaultdict[str, Slot] = defaultdict(lambda: slots[0])
    for slot in slots:
        if slot.value == value:
            by_reach.setdefault(slot.reach, slot)
    return next(by_reach[r] for r in ("mention", "clause", "sentence", "paragraph", "article", "default") if r in by_reach)
