"""What takes a line each: agreements, single origins, what an earlier run had, waivers that waive nothing, articles not read."""

from __future__ import annotations

from msgspec import Struct

from consistency.findings import Finding, Known, gravity
from reports import digest
from reports.page.cards import Facts, Passage, facts, origins, passages
from reports.standing import place, verdict
from reports.values import humanise
from reports.view import View, shortened

PASSAGES = 4
"""The most articles whose passages a line shows at once; the rest is folded."""

KINDS = ("date", "figure", "quote", "name")
"""The kinds of claim, in the order in which lists tell them."""


class Line(Struct, frozen=True):
    """A finding on a line: its value, who is speaking, where it comes from, and the passages that give it."""

    facts: Facts
    value: str
    speaker: str
    origins: str
    passages: tuple[Passage, ...]
    more: tuple[Passage, ...]


class Gone(Struct, frozen=True):
    """A finding of the earlier run that is not there any more."""

    name: str
    verdict: str
    told: str


def singles(view: View) -> dict[str, list[Line]]:
    """What rests on one origin, by kind."""
    return _of_kinds(view, view.with_verdict("single-source"))


def agreements(view: View, tier: str) -> dict[str, list[Line]]:
    """What origins confirm (`certain`), or may confirm (`to-check`), by kind."""
    return _of_kinds(view, [finding for finding in view.with_verdict("corroborated") if finding.tier == tier])


def _of_kinds(view: View, findings: list[Finding]) -> dict[str, list[Line]]:
    lines = [_line(view, finding) for finding in digest.by_kind(view, findings)]
    return {kind: of_kind for kind in KINDS if (of_kind := [line for line in lines if line.facts.kind == kind])}


def _line(view: View, finding: Finding) -> Line:
    claims = view.claims_of(finding)
    first = {claim.source: claim for claim in reversed(claims)}
    told = passages(view, [first[source] for source in view.sources if source in first])
    return Line(
        facts=facts(view, finding),
        value=digest.value(view, finding, str),
        speaker=next((digest.speaker(claim) for claim in claims if claim.kind == "quote"), ""),
        origins=origins(view, finding),
        passages=tuple(told[:PASSAGES]),
        more=tuple(told[PASSAGES:]),
    )


def gone(view: View) -> list[Gone]:
    """What the earlier run found and this one does not, gravest first."""
    ordered = sorted(view.report.resolved, key=lambda known: (gravity(known), known.code, known.subject, known.id))
    return [Gone(known.id, verdict(known, view.words), _known(view, known)) for known in ordered]


def _known(view: View, known: Known) -> str:
    told = tuple(shortened(humanise(value, view.words), 60) for value in known.values)
    return view.words("colon", a=shortened(known.subject, 120), b=digest.listed(told, view)) if told else shortened(known.subject, 120)


def stale(view: View) -> list[tuple[str, str]]:
    """Each waiver that waives nothing: where it stands, and what is wrong with it."""
    ordered = sorted(view.report.stale_waivers, key=lambda waiver: (waiver.path, waiver.line, waiver.finding))
    return [
        (place(one.path, one.line), view.words(f"waiver.{one.problem}", finding=one.finding, until=humanise(one.until, view.words)))
        for one in ordered
    ]
