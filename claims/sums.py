"""Numbers that add up to one told before them are its parts: « 27 morts, 17 à Valmore et dix à Orsec »."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claims.measures import base
from claims.records import FigureClaim, Slot

MOST_PARTS = 6
_LEAST = 2
"""Parts of a whole: more than six are a table, which adds up by itself; one is the whole told again."""


def with_parts(claims: Sequence[FigureClaim], counts: Sequence[bool]) -> list[FigureClaim]:
    """The claims of an article in reading order, with `part` as the scope of those that add up to a number right before them.

    `counts` says which are plain numbers. Whole and parts count the same, in one sentence or in two that touch.
    """
    told = list(claims)
    counted = [i for i, claim in enumerate(told) if counts[i] and claim.value.high is None and claim.slots.measure is not None]
    for at, i in enumerate(counted):
        for j in _parts(told, i, counted[at + 1 : at + 1 + MOST_PARTS]):
            scope = told[j].slots.scope
            if scope is None or scope.value == "total":
                slots = told[j].slots.model_copy(update={"scope": Slot(value="part", reach="sentence")})
                told[j] = told[j].model_copy(update={"slots": slots})
    return told


def _parts(told: Sequence[FigureClaim], whole: int, ahead: Sequence[int]) -> list[int]:
    """Which of the numbers ahead are the parts of a whole; none where they do not add up."""
    claim, parts, left = told[whole], list[int](), told[whole].value.number
    for j in ahead:
        if told[j].sentence[0] - claim.sentence[1] > _GAP or _measure(told[j]) != _measure(claim):
            break
        left -= told[j].value.number
        parts.append(j)
        if left <= 0:
            break
    return parts if left == Decimal(0) and len(parts) >= _LEAST else []


def _measure(claim: FigureClaim) -> str:
    return base(claim.slots.measure.value) if claim.slots.measure is not None else ""


_GAP = 2  # characters between sentences that touch
