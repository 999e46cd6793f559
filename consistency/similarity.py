"""How alike the words around two claims are: shared tokens, weighted by how near they stand and how rare they are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from claims.records import Claim

NEAR = {"clause": 1.0, "sentence": 0.8, "paragraph": 0.2}
"""What a token counts by how far from the claim it stands."""


FLOOR = 0.3
"""Taken off every weight: what all articles say tells little."""


class Rarity(Struct, frozen=True):
    """How much a token of a story tells: the logarithm of the share of articles without it (inverse document frequency)."""

    weights: Mapping[str, float]
    unseen: float

    def of(self, token: str) -> float:
        """The weight of a token."""
        return self.weights.get(token, self.unseen)


def rarity(claims: Iterable[Claim]) -> Rarity:
    """Token weights from the claims of a story."""
    held: dict[str, set[str]] = {}
    sources: set[str] = set()
    for claim in claims:
        sources.add(claim.source)
        for token in (*claim.context.clause, *claim.context.sentence, *claim.context.paragraph):
            held.setdefault(token, set()).add(claim.source)
    count = max(2, len(sources))
    return Rarity({t: math.log(1 + count / len(s)) - FLOOR for t, s in held.items()}, math.log(1 + count))


class Profile(Struct, frozen=True):
    """A claim's tokens with their weights, and the length of that vector."""

    weights: Mapping[str, float]
    norm: float


def profile(claim: Claim, rare: Rarity, skip: Sequence[str] = ()) -> Profile:
    """The weighted tokens around a claim."""
    weights: dict[str, float] = {}
    for name, near in NEAR.items():
        for token in getattr(claim.context, name):
            if token not in skip:
                weights[token] = max(weights.get(token, 0.0), near * rare.of(token))
    return Profile(weights, math.sqrt(sum(w * w for w in weights.values())))


def merged(profiles: Sequence[Profile]) -> Profile:
    """The mean of several profiles: what a group of claims is about."""
    total: Counter[str] = Counter()
    for one in profiles:
        for token, weight in one.weights.items():
            total[token] += weight / len(profiles)  # type: ignore[assignment]
    return Profile(dict(total), math.sqrt(sum(w * w for w in total.values())))


def cosine(one: Profile, other: Profile) -> float:
    """Cosine of two profiles, 0 to 1."""
    if not one.norm or not other.norm:
        return 0.0
    small, large = (one, other) if len(one.weights) <= len(other.weights) else (other, one)
    return sum(w * large.weights.get(t, 0.0) for t, w in small.weights.items()) / (one.norm * other.norm)


def shared(one: Profile, other: Profile, most: int = 4) -> tuple[str, ...]:
    """The tokens that two profiles share, the weightiest first."""
    both = [(min(w, other.weights[t]), t) for t, w in one.weights.items() if t in other.weights]
    return tuple(t for _, t in sorted(both, key=lambda row: (-row[0], row[1]))[:most])
