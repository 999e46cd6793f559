"""Claims of sources beside one of a draft, weighed with the features and weights that put claims of articles together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from claims.records import Claim
from consistency import pairs
from consistency.align import KINDS
from consistency.consensus import ALONE
from consistency.items import Item

LIKELY = 0.5
"""How likely a pair must be to decide by itself."""
MAYBE = 0.2
"""How likely a pair of the same value, or of differing values of one measure, must be to decide where nothing likelier speaks."""


class Pair(Struct, frozen=True):
    """A claim of a source beside one of the draft: how likely they are one fact, and whether their values are the same."""

    likely: float
    item: Item
    same: bool

    @property
    def claim(self) -> Claim:
        """The claim of the source."""
        return self.item.claim


def pairs_of(item: Item, others: Sequence[Item]) -> list[Pair]:
    """The claims of the sources that may be the same fact, likeliest first."""
    kind, found = KINDS[item.claim.kind], []
    for other in others:
        if kind.may_meet(item.claim, other.claim):
            told = {**kind.features(item, other), **ALONE}
            told["grows"] = max(0.0, told.get("grows", 0.0))  # a draft may repeat an old number: its day says nothing
            found.append(Pair(pairs.probability(kind.model(item.claim, other.claim), told), other, not kind.unlike(item, other)))
    return sorted(found, key=lambda pair: (-pair.likely, pair.claim.source, pair.claim.start))


def best(found: Sequence[Pair]) -> float:
    """How likely the likeliest is; 0 where there is none."""
    return found[0].likely if found else 0.0
