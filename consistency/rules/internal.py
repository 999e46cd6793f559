"""Rules about one article against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.concepts import Concept, concepts
from claims.extract import Extraction
from claims.lexicon import languages
from claims.records import DateClaim, FigureClaim
from claims.stems import plain, stem
from consistency.findings import Reason
from consistency.rules.rule import Flaw, article_rule


@article_rule("INT001")
def weekday_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """A weekday is written beside a date that falls on another.

    What it reports: a full date with a weekday that the calendar does not give it.
    Why it matters: either the weekday or the day is wrong, and readers will plan by one of them.
    Example: « mercredi 15 janvier 2026 », which is a Thursday.
    What it does not prove: which of the two is wrong.
    """
    for claim in extraction.claims:
        if not isinstance(claim, DateClaim) or claim.value.weekday is None or claim.value.earliest is None:
            continue
        real = claim.value.earliest.isoweekday()
        if claim.value.earliest == claim.value.latest and real != claim.value.weekday:
            reason = Reason(key="weekday-mismatch", values={"written": str(claim.value.weekday), "real": str(real)})
            yield Flaw((claim.id,), "certain" if claim.value.anchor == "absolute" else "to-check", (reason,))


@article_rule("INT002")
def share_above_whole(extraction: Extraction) -> Iterator[Flaw]:
    """A share is above the whole.

    What it reports: a percentage above 100 of something that is a part (« 120 % des habitants »).
    Why it matters: a part cannot be larger than its whole; a digit slipped, or it is a growth rate badly worded.
    Example: « 110 % des électeurs ont voté ».
    What it does not prove: that growth rates above 100 % are wrong; those are not reported.
    """
    for claim in extraction.claims:
        if isinstance(claim, FigureClaim) and claim.value.unit == "%" and claim.value.number > 100 and _of_a_whole(claim):
            yield Flaw((claim.id,), "to-check", (Reason(key="share-above-100", values={"value": claim.exact}),))


def _of_a_whole(claim: FigureClaim) -> bool:
    """« 110 % des habitants », "110% of voters": people right after the sign are the whole; debts and prices have none."""
    following = re.match(r"\s*(?:des|de la|of the|of)\s+(\w+)", claim.suffix, re.IGNORECASE)
    named = following or re.search(r"%\s*(?:des|de la|of the|of)\s+(\w+)", claim.exact, re.IGNORECASE)
    return named is not None and any(c.kind == "people" for c in _named(named[1]))


def _named(word: str) -> Iterator[Concept]:
    for language in languages():
        if (concept := concepts(language).of(plain(word), stem(plain(word), language))) is not None:
            yield concept
