"""The articles' own text, once each, cut where claims start and end so that a link can lead to the very words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from claims.records import Claim, Document
from consistency.findings import Finding
from reports import digest
from reports.view import View
from reports.words import LANGUAGES


class Stretch(Struct, frozen=True):
    """A run of an article's text: `at` is its offset; `role` says whether claims stand in it, and whether any is disputed.

    `shared` is text of a sentence in which a claim stands, without being of the claim.
    """

    text: str
    at: int
    role: str = ""
    shared: bool = False
    furniture: bool = False


class Article(Struct, frozen=True):
    """An article as the page lists it, and its whole text (empty where it is not at hand)."""

    number: int
    label: str
    file: str
    day: str
    language: str
    lang: str
    credits: str
    claims: int
    remarks: tuple[str, ...]
    stretches: tuple[Stretch, ...]


def articles(view: View) -> list[Article]:
    """Every article of the report, in the order of the table of articles."""
    told, disputed = _claims(view, (*view.findings, *view.waived)), _claims(view, view.differences)
    return [_article(view, source, told.get(source, []), disputed.get(source, [])) for source in view.sources]


def anchor(view: View, claim: Claim) -> str:
    """The name a link finds a claim's words by in the text of its article; empty where that is not on the page."""
    number, document = view.article_numbers.get(claim.source), view.documents.get(claim.source)
    return f"a{number}-{claim.start}" if number and document and _inside(document, claim.start, claim.end) else ""


def lang(view: View, source: str) -> str:
    """The language of an article's words where it is one that is known and not the page's."""
    found = view.sources.get(source)
    return found.language if found and found.language in LANGUAGES and found.language != view.words.language else ""


def _claims(view: View, findings: Iterable[Finding]) -> dict[str, list[Claim]]:
    names = {name for finding in findings for name in finding.claims}
    found: dict[str, list[Claim]] = {}
    for name in sorted(names & view.claims.keys()):
        found.setdefault(view.claims[name].source, []).append(view.claims[name])
    return found


def _article(view: View, name: str, told: list[Claim], disputed: list[Claim]) -> Article:
    source, document = view.sources[name], view.documents.get(name)
    return Article(
        number=view.article_numbers[name],
        label=view.label(name),
        file=view.files[name],
        day=digest.came_out(view, source),
        language=view.words.get(f"language.{source.language}", source.language),
        lang=lang(view, name),
        credits=", ".join(source.credits) or view.words("none"),
        claims=source.claims,
        remarks=(*digest.warnings(view, source), *source.notes, *source.remarks),
        stretches=stretches(document, told, disputed) if document else (),
    )


def stretches(document: Document, told: list[Claim], disputed: list[Claim]) -> tuple[Stretch, ...]:
    """The text of an article from its body on, cut at both ends of every claim, of its sentence and of all page furniture."""
    steps = [
        _steps(document, ((claim.start, claim.end) for claim in told)),
        _steps(document, ((claim.start, claim.end) for claim in disputed)),
        _steps(document, (claim.sentence for claim in told)),
        _steps(document, document.furniture),
    ]
    cuts = sorted({document.body, len(document.text)}.union(*steps))
    depth = [0] * len(steps)
    found = []
    for start, end in pairwise(cuts):
        depth = [now + step[start] for now, step in zip(depth, steps, strict=True)]
        role = "disputed" if depth[1] else "told" if depth[0] else ""
        found.append(Stretch(document.text[start:end], start, role, depth[2] > 0, depth[3] > 0))
    return tuple(found)


def _inside(document: Document, start: int, end: int) -> bool:
    return document.body <= start < end <= len(document.text)


def _steps(document: Document, spans: Iterable[tuple[int, int]]) -> Counter[int]:
    """At which offsets how many spans more or less are open: spans nest and overlap (a figure inside a quote)."""
    steps: Counter[int] = Counter()
    for start, end in spans:
        if _inside(document, start, end):
            steps[start] += 1
            steps[end] -= 1
    return steps
