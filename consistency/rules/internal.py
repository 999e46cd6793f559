"""Rules about one article against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.extract import Extraction
from claims.lexicon import lexicon
from claims.records import DateClaim, FigureClaim
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
    whole = _whole(extraction.document.language)
    for claim in extraction.claims:
        above = isinstance(claim, FigureClaim) and claim.value.unit == "%" and claim.value.number > 100
        if above and whole.search(extraction.document.text, claim.start, claim.end + _REACH):
            yield Flaw((claim.id,), "to-check", (Reason(key="share-above-100", values={"value": claim.exact}),))


_REACH = 30
"""Characters behind a percentage in which what it is a share of is told."""


@cache
def _whole(language: str) -> re.Pattern[str]:
    """« % des habitants », "% of voters": people right after the sign are a whole; debts and prices are none."""
    people = "|".join(sorted(re.escape(w) for w, classes in lexicon(language).words.items() if "whole-word" in classes))
    return re.compile(rf"%\s+(?:des?|de la|du|of|of the)\s+(?:{people})\b", re.IGNORECASE)
