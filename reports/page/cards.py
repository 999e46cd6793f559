"""A difference as a card: who writes what side by side, the sentences with the words that differ, the reasons, a waiver."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from claims.records import Claim
from consistency.findings import Finding
from consistency.wording import content_words
from reports import digest, escape
from reports.details import SENTENCES, STATED
from reports.excerpts import Piece, own_changes, sentence
from reports.marked import anchor
from reports.page import spread, texts
from reports.reasons import TOGETHER
from reports.reasons import sentence as told_reason
from reports.values import humanise
from reports.view import View, mark, severity

SIGNS = {
    "conflict": "≠",
    "internal": "≠",
    "conflict-to-check": "?",
    "internal-to-check": "?",
    "evolved": "→",
    "variant": "≈",
    "corroborated": "✓",
    "single-source": "•",
}
"""A sign for each verdict: none is told by its colour alone."""


class Run(Struct, frozen=True):
    """A few words of a sentence: around the claim, of the claim, left out, or of the claim and not what another article has."""

    text: str
    role: Literal["around", "told", "cut", "changed"] = "around"


class Passage(Struct, frozen=True):
    """A sentence of an article, where it stands (`start` to `end` in the text), and the link to it there.

    `words` are the places of the claims' own words in it (`12-30 44-52`). `href` is empty where the article is not at hand.
    """

    runs: tuple[Run, ...]
    label: str
    place: str
    href: str
    start: int
    end: int
    words: str
    lang: str
    day: str


class Side(Struct, frozen=True):
    """One side of a finding: the value as printed and as understood, its mark, the articles that give it, their sentences."""

    mark: str
    written: str
    understood: str
    articles: str
    passages: tuple[Passage, ...]
    more: tuple[Passage, ...]


class Facts(Struct, frozen=True):
    """What every finding on the page has, whatever section tells it: its name, what filters look at, its words at the top."""

    anchor: str
    id: str
    code: str
    kind: str
    verdict: str
    tier: str
    status: str
    severity: str
    sign: str
    numbers: str
    waiver: str
    toml: str


class Card(Struct, frozen=True):
    """A finding as the page tells it in detail; `number` is empty for one that was waived."""

    facts: Facts
    number: str
    title: str
    articles: str
    origins: str
    advice: str
    apart: str
    between: str
    sides: tuple[Side, ...]
    together: str
    because: str


def cards(view: View) -> list[Card]:
    """All that differs, in the order of the report."""
    return [_card(view, finding) for finding in view.differences]


def waived(view: View) -> list[Card]:
    """What somebody has set aside, gravest first."""
    return [_card(view, finding) for finding in view.waived]


def facts(view: View, finding: Finding) -> Facts:
    """What filters, links and waivers need of a finding."""
    numbers = {view.article_numbers.get(claim.source, 0) for claim in view.claims_of(finding)}
    return Facts(
        anchor=anchor(finding),
        id=finding.id,
        code=finding.code,
        kind=view.kind(finding),
        verdict=finding.verdict,
        tier=finding.tier,
        status=finding.status,
        severity=severity(finding),
        sign=SIGNS[severity(finding)],
        numbers=" ".join(str(number) for number in sorted(numbers) if number),
        waiver=finding.waiver,
        toml=waiver(finding.id),
    )


def waiver(name: str) -> str:
    """The lines of a waivers file that set a finding aside; the reason is for the reader to give."""
    # a basic string of TOML is written as one of JSON, once nothing invisible is in it
    return f'[[waiver]]\nfinding = {json.dumps(escape.plain(name), ensure_ascii=False)}\nreason = ""\n'


def origins(view: View, finding: Finding) -> str:
    """How many independent origins a finding has, and which."""
    told = view.words.count("counts.origins", finding.origins)
    return f"{told} ({', '.join(finding.origin_names)})" if finding.origin_names else told


def passages(view: View, claims: list[Claim], differing: dict[str, tuple[Run, ...]] | None = None) -> list[Passage]:
    """The sentences that some claims stand in, one a sentence; `differing` are the words of claims, by id, already compared."""
    by_sentence: dict[tuple[str, tuple[int, int]], list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault((claim.source, claim.sentence), []).append(claim)
    return [_passage(view, together, differing or {}) for together in by_sentence.values()]


def _passage(view: View, together: list[Claim], differing: dict[str, tuple[Run, ...]]) -> Passage:
    first = together[0]
    source, line = first.source, view.line(first)
    file, published = view.files.get(source, source), view.published(source)
    compared = {claim.exact: differing[claim.id] for claim in together if claim.id in differing}
    return Passage(
        runs=tuple(run for piece in sentence(together, view.documents) for run in _runs(view, piece, compared)),
        label=view.label(source),
        place=f"{file}:{line}" if line else file,
        href=texts.anchor(view, first),
        start=min(first.start, first.sentence[0]),
        end=max(first.end, first.sentence[1]),
        words=" ".join(f"{claim.start}-{claim.end}" for claim in together),
        lang=texts.lang(view, source),
        day=humanise(published, view.words),
    )


def _runs(view: View, piece: Piece, compared: Mapping[str, tuple[Run, ...]]) -> tuple[Run, ...]:
    if piece.role == "cut":
        return (Run(f" {view.words('ellipsis')} ", "cut"),)
    plain = (Run(piece.text, piece.role),)
    return compared.get(piece.text, plain) if piece.role == "told" else plain


def _card(view: View, finding: Finding) -> Card:
    words, claims = view.words, view.claims_of(finding)
    return Card(
        facts=facts(view, finding),
        number=str(view.numbers.get(finding.id, "")),
        title=digest.title(view, finding, str),
        articles=words.count("counts.articles", len({claim.source for claim in claims})),
        origins=origins(view, finding),
        advice=digest.advice(view, finding),
        apart=spread.apart(view, finding),
        between="" if finding.verdict == "internal" else SIGNS[finding.verdict],
        sides=_sides(view, finding),
        together=_why(view, finding, together=True),
        because=_why(view, finding, together=False),
    )


def _why(view: View, finding: Finding, *, together: bool) -> str:
    reasons = [r for r in finding.why if r.key not in STATED and (r.key in TOGETHER) == together]
    return " ".join(dict.fromkeys(told_reason(reason, view, str) for reason in reasons))


def _sides(view: View, finding: Finding) -> tuple[Side, ...]:
    if finding.verdict == "internal":
        return (_own(view, finding),)
    majority, differing = view.majority(finding), _differing(view, finding)
    sides = []
    for side in digest.sides(view, finding):
        marks = {mark(claim, finding, majority) for claim in side.claims}
        told, more = _one_an_article(passages(view, list(side.claims), differing))
        sides.append(
            Side(
                mark=marks.pop() if len(marks) == 1 and finding.verdict != "evolved" else "",
                written=side.written,
                understood=side.understood,
                articles=digest.listed(side.articles, view),
                passages=told[:SENTENCES],
                more=(*told[SENTENCES:], *more),
            )
        )
    return tuple(sides)


def _one_an_article(told: list[Passage]) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The first sentence of each article, and all others."""
    first = {passage.label: passage for passage in reversed(told)}
    return tuple(p for p in told if first[p.label] is p), tuple(p for p in told if first[p.label] is not p)


def _own(view: View, finding: Finding) -> Side:
    """What an article sets against itself, as one side: each sentence once, with all its values."""
    told = digest.sides(view, finding)
    written = digest.listed(tuple(dict.fromkeys(side.written for side in told)), view)
    found = passages(view, view.claims_of(finding))
    articles = digest.listed(digest.articles(view, view.claims_of(finding)), view)
    meaning = told[0].understood if len(told) == 1 else ""
    return Side("", written, meaning, articles, tuple(found[:SENTENCES]), tuple(found[SENTENCES:]))


def _differing(view: View, finding: Finding) -> dict[str, tuple[Run, ...]]:
    """The words of quotes with those marked that another wording has otherwise, by claim; each pair is compared both ways."""
    groups = {claim.id: group for group in view.by_value(finding) for claim in group}
    found: dict[str, tuple[Run, ...]] = {}
    for old, new in digest.variants(view, finding):
        for claim, other in [*((one, new) for one in groups[old.id]), *((one, old) for one in groups[new.id])]:
            found.setdefault(claim.id, _against(other, claim))
    return _elsewhere_not(view, finding) | found


def _elsewhere_not(view: View, finding: Finding) -> dict[str, tuple[Run, ...]]:
    """Quotes of which not every article has the words, whole: several pieces of one utterance cannot be compared one by one."""
    quotes = [claim for claim in view.claims_of(finding) if claim.kind == "quote"]
    by_source: dict[str, set[str]] = {}
    for claim in quotes:
        by_source.setdefault(claim.source, set()).update(content_words(claim.exact))
    everywhere = set.intersection(*by_source.values()) if len(by_source) > 1 else set()
    return {claim.id: (Run(claim.exact, "changed"),) for claim in quotes if everywhere and not content_words(claim.exact) <= everywhere}


def _against(other: Claim, claim: Claim) -> tuple[Run, ...]:
    changes = own_changes(other.exact, claim.exact)
    runs = [Run(change.text, "changed" if change.kind == "added" else "told") for change in changes]
    return tuple(run for one in runs for run in (one, Run(" ", "told")))[:-1]
