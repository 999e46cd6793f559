"""Claims of sources beside one of a draft, weighed with the features and weights that put claims of articles together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from claims.records import Claim
from consistency import pairs
from consistency.consensus import ALONE
from consistency.pairs import Item

LIKELY = 0.5
"""How likely a pair must be to decide by itself."""
MAYBE = 0.2
"""How likely a pair of the same value, or of differing values of one measure, must be to decide where nothing likelier speaks."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of a source beside one of the draft: how likely they are one fact, and whether their values are the same."""

    likely: float
    item: Item
    same: bool

    @property
    def claim(self) -> Claim:
        """The claim of the source."""
        return self.item.claim


def pairs_of(
    item: Item,
    others: Sequence[Item],
    kind: str,
    may_meet: Callable[..., bool],
    likeness: Callable[..., str],
    features: Callable[[Item, Item], Mapping[str, float]],
) -> list[Pair]:
    """The claims of the sources that may be the same fact, likeliest first."""
    found = []
    for other in others:
        if may_meet(item.claim, other.claim):
            how = likeness(item.claim, other.claim)
            told = {**features(item, other), **ALONE}
            found.append(Pair(pairs.probability(f"{kind}-{how}", told), other, how != "differ"))
    return sorted(found, key=lambda pair: (-pair.likely, pair.claim.source, pair.claim.start))


def best(found: Sequence[Pair]) -> float:
    """How likely the likeliest is; 0 where there is none."""
    return found[0].likely if found else 0.0
