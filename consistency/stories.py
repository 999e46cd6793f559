"""One story: its articles, their claims, and what is only known of all of them together.

Articles without a publication date get one from the story: the year from the other articles, the day from the days they
name themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from claims.calendar import Anchor
from claims.extract import Extraction, extract
from claims.records import Claim, DateClaim, Document, Publication


NEXT_DAYS = 2
"""How many days after the last day it names an article may come out."""


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell one story, in the order of their names, with their claims."""

    name: str
    extractions: tuple[Extraction, ...]

    @property
    def documents(self) -> dict[str, Document]:
        """The articles by source."""
        return {e.document.source: e.document for e in self.extractions}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, article by article."""
        return tuple(c for e in self.extractions for c in e.claims)


def story(name: str, documents: Sequence[Document]) -> Story:
    """Extract a story; articles that do not tell their day are read again once the others have told theirs."""
    ordered = sorted(documents, key=lambda d: d.source)
    first = [extract(d) for d in ordered]
    around = _around(first)
    return Story(name, tuple(e if e.document.published.day else _anchored(e, around) for e in first))


def _around(extractions: Sequence[Extraction]) -> dt.date | None:
    """The story's day: the median publication day, else the median of the full dates that its articles name."""
    days = sorted(e.document.published.day for e in extractions if e.document.published.day)
    if not days:
        days = sorted(c.value.earliest for e in extractions for c in e.claims if _full(c))  # type: ignore[union-attr,type-var,misc]
    return days[len(days) // 2] if days else None


def _full(claim: Claim) -> bool:
    return isinstance(claim, DateClaim) and claim.value.anchor == "absolute" and claim.value.earliest == claim.value.latest is not None


def _anchored(extraction: Extraction, around: dt.date | None) -> Extraction:
    """The article read again with the story's year, and again with its own day where that can be inferred."""
    if around is None:
        return extraction
    again = extract(extraction.document, Anchor(None, around))
    day = inferred_day(again, around)
    if day is None:
        return again
    published = Publication(day=day, basis="inferred")
    return extract(extraction.document.model_copy(update={"published": published}), Anchor(day, around))


def inferred_day(extraction: Extraction, around: dt.date) -> dt.date | None:
    """The day an article came out, from the days it names.

    « ce mardi 25 novembre » names it outright. Otherwise the last full day it tells of, moved on to a bare weekday told
    before any full date of that weekday: « mercredi 14 janvier … jeudi matin » came out on a Thursday. None where the
    article names too little.
    """
    days = [c for c in extraction.claims if isinstance(c, DateClaim) and c.value.type == "DATE" and abs(_distance(c, around)) < 120]
    full = [c for c in days if c.value.earliest is not None and c.value.earliest == c.value.latest and c.value.weekday]
    pointed = [c.value.earliest for c in full if c.prefix.rstrip().casefold().endswith(_THIS) or c.exact.casefold().startswith(_THIS)]
    if pointed:
        return max(d for d in pointed if d is not None)
    if not full:
        return None
    latest = max(c.value.earliest for c in full if c.value.earliest is not None)
    seen: set[int] = set()
    for claim in sorted((c for c in days if c.value.weekday), key=lambda c: c.start):
        weekday = claim.value.weekday or 0
        if claim.value.earliest is None and weekday not in seen:
            ahead = (weekday - latest.isoweekday()) % 7
            return latest + dt.timedelta(days=ahead if ahead <= NEXT_DAYS else 0)
        seen.add(weekday)
    return latest


_THIS = ("ce", "this")


def _distance(claim: DateClaim, around: dt.date) -> int:
    return 0 if claim.value.earliest is None else (claim.value.earliest - around).days
