"""Why a finding's claims were put together, pair by pair, and which other claims were considered and left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from claims.records import Claim, DateClaim, FigureClaim, QuoteClaim
from consistency import pairs
from consistency.align import KINDS, LIKELY, Kind
from consistency.consensus import ALONE, Voice, disjoint, voice
from consistency.findings import Finding
from consistency.items import Item, items
from consistency.relations import measure_relation, value_told
from consistency.stories import Story
from consistency.wording import content_words, words_shared

NEAR = 0.15
"""How likely a pair must have been for the claim that was left out to be worth a line."""
MOST = 12
"""The most pairs, and the most claims left out, that are told."""
PARTS = 6
"""The most features told of a pair."""

Left = Literal["unlikely", "gate", "elsewhere"]
"""Why a claim was left out: too unlikely; what they count, whose or which part of it cannot be one; it fits others better."""


class Weighed(Struct, frozen=True):
    """A pair of claims: how likely they are about one thing, and what each feature adds to that (in log-odds)."""

    one: Claim
    other: Claim
    likely: float
    parts: tuple[tuple[str, float], ...]


class LeftOut(Struct, frozen=True):
    """A claim that was considered and left out, with its likeliest pair in the group, and why."""

    claim: Claim
    likely: float
    why: Left


class Explained(Struct, frozen=True):
    """A finding with the pairs it is made of, likeliest first, and what was left out of it."""

    finding: Finding
    claims: tuple[Claim, ...]
    pairs: tuple[Weighed, ...]
    left_out: tuple[LeftOut, ...]


def explain(finding: Finding, story: Story) -> Explained:
    """The explanation of a finding of a story's report."""
    held = set(finding.claims)
    members = tuple(claim for claim in story.claims if claim.id in held)
    kinds = {claim.kind for claim in members}
    if len(kinds) != 1 or kinds == {"name"}:
        return Explained(finding, members, (), ())
    if kinds == {"quote"}:
        return Explained(finding, members, tuple(_by_words(members)), ())
    every = [item for item in items(story) if item.claim.kind in kinds]
    inside = [item for item in every if item.claim.id in held]
    voices = _voices(inside)
    apart = [_weighed_apart(a, b) for n, a in enumerate(voices) for b in voices[n + 1 :] if _kind(a.item).unlike(a.item, b.item)]
    alike = [_weighed(a, b) for a, b in _across(inside) if not _kind(a).unlike(a, b)]
    told = [*sorted(apart, key=_likeliest), *sorted(alike, key=_likeliest)]
    outside = [item for item in every if item.claim.id not in held]
    left = sorted((one for one in (_left_out(item, inside) for item in outside) if one), key=lambda one: (-one.likely, one.claim.id))
    return Explained(finding, members, tuple(told[:MOST]), tuple(left[:MOST]))


def _likeliest(pair: Weighed) -> tuple[float, str, str]:
    return -pair.likely, pair.one.id, pair.other.id


def _voices(inside: Sequence[Item]) -> list[Voice]:
    """The claims of each value, as one: values that differ are compared by what most of their claims say."""
    rows: dict[object, list[int]] = {}
    for i, item in enumerate(inside):
        rows.setdefault(value_told(item.claim), []).append(i)
    return [voice(members, inside) for members in rows.values()]


def _across(inside: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """The pairs of claims of different articles; of one article, where there is but one."""
    alone = len({item.claim.source for item in inside}) == 1
    for n, one in enumerate(inside):
        for other in inside[n + 1 :]:
            if alone or one.claim.source != other.claim.source:
                yield one, other


def _kind(item: Item) -> Kind:
    return KINDS[item.claim.kind]


def _weighed_apart(one: Voice, other: Voice) -> Weighed:
    """Two values that differ, each as most of its claims tell it, and whether an article tells both."""
    return _weighed(one.item, other.item, disjoint(one, other))


def _weighed(one: Item, other: Item, besides: Mapping[str, float] = ALONE) -> Weighed:
    kind, name = _kind(one), _kind(one).model(one.claim, other.claim)
    told, weights = {**kind.features(one, other), **besides}, pairs.weights()[name]
    parts = sorted(((key, weights.get(key, 0.0) * value) for key, value in told.items()), key=lambda part: (-abs(part[1]), part[0]))
    return Weighed(one.claim, other.claim, pairs.probability(name, told), tuple(part for part in parts[:PARTS] if abs(part[1]) >= 0.05))


def _left_out(item: Item, inside: Sequence[Item]) -> LeftOut | None:
    others = [other for other in inside if other.claim.source != item.claim.source]
    may_meet = _kind(item).may_meet
    open_to = [other for other in others if may_meet(item.claim, other.claim)]
    if not open_to:
        return LeftOut(item.claim, 0.0, "gate") if any(_one_measure(item.claim, other.claim) for other in others) else None
    likely = max(_weighed(item, other).likely for other in open_to)
    if likely < NEAR:
        return None
    return LeftOut(item.claim, likely, "elsewhere" if likely >= LIKELY else "unlikely")


def _one_measure(one: Claim, other: Claim) -> bool:
    return isinstance(one, FigureClaim) and isinstance(other, FigureClaim) and measure_relation(one, other) >= 1.0


def _by_words(members: Sequence[Claim]) -> Iterator[Weighed]:
    """Pairs of quotes by the share of the words that carry content."""
    quotes = [claim for claim in members if isinstance(claim, QuoteClaim)]
    for n, one in enumerate(quotes):
        for other in quotes[n + 1 :]:
            if one.source != other.source:
                yield Weighed(one, other, words_shared(content_words(one.value.content), content_words(other.value.content)), ())


def slots_of(claim: Claim) -> dict[str, str]:
    """What a claim is about, slot by slot; empty for a quote, whose words decide."""
    if not isinstance(claim, FigureClaim | DateClaim):
        return {}
    return {name: slot.value for name, slot in claim.slots if slot is not None}
