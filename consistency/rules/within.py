"""What the rules about one article ask of its claims and words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TypeVar

from claims.extract import Extraction
from claims.lexicon import lexicon
from claims.records import DateClaim, FigureClaim
from consistency.relations import slot_value
from consistency.values import is_count


def sentences(extraction: Extraction) -> Iterator[list[FigureClaim]]:
    """The figures of each sentence that has several."""
    return (row for row in told_together(extraction) if len(row) > 1)


def told_together(extraction: Extraction) -> Iterator[list[FigureClaim]]:
    """The figures of each sentence that has any, in reading order."""
    figures = (c for c in extraction.claims if isinstance(c, FigureClaim))
    return (list(row) for _, row in groupby(figures, key=lambda c: c.sentence))


def plain_count(claim: FigureClaim) -> bool:
    """Whether a claim is one number of things, told without a hedge."""
    return is_count(claim.value) and claim.value.high is None and not claim.value.modifier


def measure_of(claim: FigureClaim) -> str:
    """What a figure counts; empty where that is not known."""
    return slot_value(claim.slots.measure)


def named_by_noun(claim: FigureClaim) -> bool:
    """Whether the noun behind a number says what it counts."""
    return claim.slots.measure is not None and claim.slots.measure.reach == "mention"


Told = TypeVar("Told", DateClaim, FigureClaim)


def starting(claims: Sequence[Told], first: int, last: int) -> Sequence[Told]:
    """Of claims in reading order those that start in a stretch of the text, its end left out."""
    return claims[bisect_left(claims, first, key=lambda c: c.start) : bisect_left(claims, last, key=lambda c: c.start)]


@cache
def any_of(language: str, name: str) -> re.Pattern[str]:
    """A pattern of the words of a list of a language's slots; of none where the list is empty."""
    words = listed(language, name)
    return re.compile(rf"\b(?:{words})\b" if words else r"(?!)", re.IGNORECASE)


def listed(language: str, name: str) -> str:
    """The rows of words of a list of a language's slots, as alternatives of a pattern."""
    return "|".join(re.escape(w) for w in lexicon(language).listed("slots", "told", name))
