"""Knowing a finding again: by what it is about and the values it holds, not by where in the articles it stands.

The idea is SARIF's `partialFingerprints`: a result of today is one of yesterday's although lines moved, articles were
added, or came in another order. A fingerprint is made of the rule, the event, the values and, where a finding is about
its origins or about one article, the origins.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from claims.measures import base
from claims.records import Claim, DateClaim, FigureClaim, NameClaim, QuoteClaim
from consistency.findings import Finding, Known
from consistency.values import dimension, factor, is_count

ORIGINS_MATTER = ("SRC", "INT")
"""Families of rules whose findings are about one origin."""
SIZE = 4
"""Bytes of a fingerprint: eight hexadecimal digits, short enough to type."""


def fingerprint(code: str, claims: Sequence[Claim], origins: Iterable[str] = ()) -> str:
    """A short digest of a finding, such as `FIG001-3fa2b1c0`."""
    told = [code, event(claims), *values(claims), *(sorted(origins) if code.startswith(ORIGINS_MATTER) else ())]
    return f"{code}-{_digest(*told)}"


def values(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The different values of some claims, in one spelling each and in order: hedges, case and punctuation left out."""
    return tuple(sorted({_value(claim) for claim in claims}))


def event(claims: Iterable[Claim]) -> str:
    """What most claims are about: what is counted, what happened, who speaks or is named; empty where nothing says it."""
    told = Counter(name for claim in claims if (name := _event(claim)))
    return min(told, key=lambda name: (-told[name], name)) if told else ""


def known(finding: Finding, claims: Sequence[Claim]) -> Known:
    """What is kept of a finding to know it again; `claims` are the finding's own."""
    return Known(
        id=finding.id,
        code=finding.code,
        verdict=finding.verdict,
        tier=finding.tier,
        subject=finding.subject,
        values=values(claims),
        passages=tuple(sorted({_digest(c.source, c.kind, words_of(c.exact), *c.context.clause) for c in claims})),
    )


def words_of(text: str) -> str:
    """The words of a text in small letters, nothing between them but one space."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _value(claim: Claim) -> str:
    if isinstance(claim, DateClaim):
        days = [str(day) for day in (claim.value.earliest, claim.value.latest, claim.value.utc or claim.value.time) if day]
        return " ".join(days) or words_of(claim.exact)
    if isinstance(claim, FigureClaim):
        value, times = claim.value, factor(claim.value)
        ends = [value.number] if value.low is None or value.high is None else [value.low, value.high]
        return " ".join([*(format((end * times).normalize(), "f") for end in ends), "" if is_count(value) else dimension(value)]).strip()
    return claim.exact if isinstance(claim, NameClaim) else words_of(claim.value.content)


def _event(claim: Claim) -> str:
    if isinstance(claim, FigureClaim):
        return base(claim.slots.measure.value) if claim.slots.measure else ""
    if isinstance(claim, DateClaim):
        return claim.slots.predicate.value if claim.slots.predicate else ""
    return claim.value.person if isinstance(claim, NameClaim) else claim.value.speaker if isinstance(claim, QuoteClaim) else ""


def _digest(*parts: str) -> str:
    return hashlib.blake2s("\n".join(parts).encode(errors="surrogatepass"), digest_size=SIZE).hexdigest()
