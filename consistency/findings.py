"""What a run says: findings, the report that holds them, and the order in which they matter."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from claims.records import Claim, DayTold, Document, Record

SCHEMA_VERSION = 1

Verdict = Literal["conflict", "internal", "evolved", "variant", "single-source", "corroborated"]
Tier = Literal["certain", "to-check"]

GRAVITY: tuple[tuple[Verdict, Tier | None], ...] = (
    ("conflict", "certain"),
    ("internal", "certain"),
    ("conflict", "to-check"),
    ("internal", "to-check"),
    ("evolved", None),
    ("variant", None),
    ("single-source", None),
    ("corroborated", None),
)
"""Verdicts from the gravest to the lightest; a tier of None stands for either."""


class Reason(Record):
    """One step of an explanation: a key that each report language has words for, and what to put into them."""

    key: str
    values: dict[str, str] = Field(default_factory=dict)


Status = Literal["new", "persisting", "waived"]
"""Where a finding stands against an earlier run: not known there, known there, or set aside by somebody for a reason."""


class Finding(Record):
    """One thing that several claims (or one) are about, and what the program says of it.

    `id` is a fingerprint that survives moved lines and added articles (`consistency.fingerprints`). `subject` are words of
    the articles that name the thing. `claims` are claim ids in reading order. `origins` counts independent origins,
    `origin_names` names them. `why` explains why the claims were put together and why it is this verdict. Without an
    earlier run to compare with every finding is `new`; `waiver` is the reason for which a finding was waived.
    """

    id: str
    code: str
    verdict: Verdict
    tier: Tier = "certain"
    subject: str
    claims: tuple[str, ...]
    origins: int = 1
    origin_names: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()
    status: Status = "new"
    waiver: str = ""


class Known(Record):
    """What is kept of a finding to know it again: its fingerprint, its values, and digests of the passages it rests on."""

    id: str
    code: str
    verdict: Verdict
    tier: Tier = "certain"
    subject: str = ""
    values: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


class StaleWaiver(Record):
    """A waiver that waives nothing.

    Its day is over (`expired`), no finding is what it names (`unused`), it gives no reason (`no-reason`), or its `until` is
    no day (`no-day`).
    """

    path: str
    line: int = 0
    finding: str
    problem: Literal["expired", "unused", "no-reason", "no-day"]
    until: str = ""


class Unread(Record):
    """An article that could not be read: where, what is wrong, and what to do."""

    path: str
    line: int = 0
    problem: str
    remedy: str


class Source(Record):
    """An article as the report lists it: its document without the text, the wires it credits, and remarks on how it was read.

    `published_candidates` are all days that the article and its format gave, the one that was taken first. `status` is the wire's publication status (`canceled` is a kill), `notes` what its editors say of it (a correction).
    """

    source: str
    path: str
    title: str = ""
    outlet: str = ""
    language: str = "fr"
    published: str = ""
    published_basis: str = "unknown"
    published_candidates: tuple[DayTold, ...] = ()
    status: str = ""
    notes: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    claims: int = 0
    remarks: tuple[str, ...] = ()


class Report(Record):
    """All that one run found.

    `left_aside` names the files in the folders that have no format of an article. `compared_with` names the baseline or the
    earlier run that findings are new or persisting against (empty: none), `resolved` are the findings it had that are gone.
    """

    schema_version: int = SCHEMA_VERSION
    version: str
    story: str
    sources: tuple[Source, ...] = ()
    unread: tuple[Unread, ...] = ()
    left_aside: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    compared_with: str = ""
    resolved: tuple[Known, ...] = ()
    stale_waivers: tuple[StaleWaiver, ...] = ()


def gravity(finding: Finding | Known) -> int:
    """Place of a finding in `GRAVITY`, 0 the gravest."""
    return gravity_of(finding.verdict, finding.tier)


def gravity_of(verdict: Verdict, tier: Tier) -> int:
    """Place of a verdict and tier in `GRAVITY`, 0 the gravest."""
    return next(i for i, (one, other) in enumerate(GRAVITY) if one == verdict and other in (None, tier))


def order(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings, gravest first, then by code, subject and id, whatever the order they were made in."""
    return tuple(sorted(findings, key=lambda f: (gravity(f), f.code, f.subject, f.id)))


__all__ = [
    "GRAVITY",
    "SCHEMA_VERSION",
    "Document",
    "Finding",
    "Known",
    "Reason",
    "Report",
    "Source",
    "StaleWaiver",
    "Status",
    "Tier",
    "Unread",
    "Verdict",
    "gravity",
    "gravity_of",
    "order",
]
