"""Reports made for the page: as large as a newsroom's longest story, and as hostile as text can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from claims.records import Claim, DateClaim, DateValue, Document, FigureClaim, FigureValue, Publication, QuoteClaim, QuoteValue
from consistency.findings import Finding, Known, Reason, Report, Source, StaleWaiver, Unread

Made = tuple[Report, dict[str, Document]]

FILLER = "Le maire a visité le quartier avec des habitants, qui demandent des arbres et moins de bruit le soir. " * 3
VERDICTS: tuple[tuple[str, Any, Any, str], ...] = (
    ("FIG001", "conflict", "certain", "figure"),
    ("DAT001", "conflict", "to-check", "date"),
    ("QUO003", "variant", "certain", "quote"),
    ("FIG002", "evolved", "certain", "figure"),
    ("SRC001", "single-source", "certain", "figure"),
    ("SRC002", "corroborated", "certain", "date"),
)


def large(findings: int = 300, articles: int = 60) -> Made:
    """A report with so many findings on so many articles, of every verdict and kind; each finding has up to eight articles."""
    told = [_told(i, articles) for i in range(findings)]
    texts = {f"{n:02}-journal": f"Les chantiers de la ville, {n}\n\n" for n in range(articles)}
    where: dict[tuple[int, str], tuple[int, str]] = {}
    for i, sentences in enumerate(told):
        for source, (sentence, exact) in sentences.items():
            where[i, source] = (len(texts[source]), exact)
            texts[source] += f"{sentence}\n\n"
    documents = {name: _document(name, text + FILLER * 6, n) for n, (name, text) in enumerate(texts.items())}
    claims = {key: _claim(key[0], documents[key[1]], start, exact) for key, (start, exact) in where.items()}
    found = tuple(_finding(i, [claims[i, source] for source in sentences]) for i, sentences in enumerate(told))
    return _report("grands-travaux", documents, tuple(claims.values()), found), documents


def _told(i: int, articles: int) -> dict[str, tuple[str, str]]:
    """Which articles tell finding `i`, each with its sentence and the words of the claim."""
    verdict, kind = VERDICTS[i % len(VERDICTS)][1], VERDICTS[i % len(VERDICTS)][3]
    count = 1 if verdict == "single-source" else 2 + i % 7
    sources = [f"{(i * 7 + step * 11) % articles:02}-journal" for step in range(count)]
    told = {}
    for step, source in enumerate(dict.fromkeys(sources)):
        odd = verdict != "corroborated" and step == count - 1
        exact = {
            "figure": f"{100 + i + odd} millions d'euros",
            "date": f"le {1 + i % 20 + odd} mars 2026",
            "quote": f"Nous {'finirons' if odd else 'terminerons'} le chantier numéro {i} avant l'été",
        }[kind]
        close = "»" if kind == "quote" else ""
        told[source] = (f"Pour le chantier numéro {i} de la ville, la mairie annonce {'« ' if close else ''}{exact}{close}.", exact)
    return told


def _document(name: str, text: str, number: int) -> Document:
    return Document(
        source=name,
        path=f"articles/{name}.md",
        text=text,
        title=text.split("\n", 1)[0],
        outlet=f"Journal {number}",
        published=Publication(day=dt.date(2026, 3, 1 + number % 28), basis="front-matter"),
        credits=("AFP",) if number % 3 == 0 else (),
    )


def _claim(i: int, document: Document, start: int, exact: str) -> Claim:
    at = document.text.index(exact, start)
    end = at + len(exact)
    place: dict[str, Any] = {
        "id": f"{document.source}:{at}",
        "source": document.source,
        "start": at,
        "end": end,
        "exact": exact,
        "prefix": document.text[max(0, at - 20) : at],
        "suffix": document.text[end : end + 20],
        "sentence": (start, document.text.index("\n", start)),
    }
    kind = VERDICTS[i % len(VERDICTS)][3]
    if kind == "figure":
        return FigureClaim(**place, value=FigureValue(number=Decimal(exact.split()[0]) * 10**6, unit="EUR"))
    if kind == "date":
        day = dt.date(2026, 3, int(exact.split()[1]))
        return DateClaim(**place, value=DateValue(value=day.isoformat(), earliest=day, latest=day))
    return QuoteClaim(**place, value=QuoteValue(speaker="Claire Danton", content=exact, cue="annonce"))


def _finding(i: int, claims: list[Claim]) -> Finding:
    code, verdict, tier, _ = VERDICTS[i % len(VERDICTS)]
    return Finding(
        id=f"{code}-{i:08x}",
        code=code,
        verdict=verdict,
        tier=tier,
        subject=f"chantier numéro {i} de la ville",
        claims=tuple(claim.id for claim in claims),
        origins=1 if verdict == "single-source" else 2,
        origin_names=("AFP",) if verdict == "single-source" else ("AFP", "Journal 1"),
        why=(Reason(key="shared-words", values={"words": "chantier, ville"}), Reason(key="same-event", values={"event": "chantier"})),
    )


def _report(story: str, documents: dict[str, Document], claims: tuple[Claim, ...], findings: tuple[Finding, ...], **more: Any) -> Report:
    return Report(
        version="0.1.0",
        story=story,
        sources=tuple(_source(d, claims) for d in documents.values()),
        claims=claims,
        findings=findings,
        **more,
    )


def _source(document: Document, claims: tuple[Claim, ...]) -> Source:
    return Source(
        source=document.source,
        path=document.path,
        title=document.title,
        outlet=document.outlet,
        published=document.published.day.isoformat() if document.published.day else "",
        published_basis=document.published.basis,
        credits=document.credits,
        claims=sum(claim.source == document.source for claim in claims),
    )


ATTACKS = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 1</script>",
    "</style><img src=x onerror='window.hacked = 1'>",
    "<svg onload=\"window.hacked = 1\"></svg>",
    "\" autofocus onfocus=\"window.hacked = 1",
    "' onmouseover='window.hacked = 1",
    "--><script>window.hacked = 1</script><!--",
    "<a href=\"javascript:window.hacked = 1\">ici</a> <iframe src=\"https://example.org/\"></iframe>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'> <link rel=stylesheet href=//example.org/a.css>",
    "{{ 7 * 191 }} {% raw %} {# remark #} ${7 * 191}",
    "droite \u202e gauche \u2066 isolé \u200f fin",
    "nul \x00 échappe \x1b[31m sonne \x07 \ufeff \u00ad fin",
    "anticonstitutionnellement" * 40,
    "&lt;script&gt; &amp; &#x3c;b&#x3e; ]]> <![CDATA[ <!DOCTYPE html>",
    "𝕬 漢字 🙂 é\u0301\u0302\u0303 \ud83d",
)  # fmt: skip
"""Texts that would act on a page that did not take them for text."""


def hostile() -> Made:
    """A report whose articles, names, reasons and files all attack the page; each attack has findings that quote it."""
    documents = {f"a{n}{attack}": _hostile_article(n, attack) for n, attack in enumerate(ATTACKS)}
    claims = tuple(claim for document in documents.values() for claim in _hostile_claims(document))
    made = _report(
        ATTACKS[0],
        documents,
        claims,
        tuple(_hostile_findings(claims)),
        unread=tuple(Unread(path=f"{attack}.md", line=3, problem=attack, remedy=attack) for attack in ATTACKS),
        left_aside=ATTACKS,
        compared_with=ATTACKS[1],
        resolved=tuple(
            Known(id=f"FIG001-{n:08x}", code="FIG001", verdict="conflict", subject=a, values=(a, a)) for n, a in enumerate(ATTACKS)
        ),
        stale_waivers=tuple(StaleWaiver(path=attack, line=2, finding=attack, problem="no-day", until=attack) for attack in ATTACKS),
    )
    return made, documents


def _hostile_article(number: int, attack: str) -> Document:
    text = f"{attack}\n\nLe 3 mars, {attack} a coûté {number + 10} euros. « Oui, {attack} », a dit {attack}.\n"
    return Document(
        source=f"a{number}{attack}",
        path=f"articles/{attack}/{number}.md",
        text=text,
        title=attack,
        outlet=attack,
        published=Publication(day=dt.date(2026, 3, 4), basis="front-matter"),
        credits=(attack,),
    )


def _hostile_claims(document: Document) -> Iterator[Claim]:
    text = document.text
    sentence = (text.index("Le 3 mars"), len(text) - 1)
    number, words = text[text.index("coûté ") + 6 : text.index(" euros")], text[text.index("« ") + 2 : text.rindex(" »")]
    for exact in (f"{number} euros", words):
        at = text.index(exact, sentence[0])
        place: dict[str, Any] = {
            "id": f"{document.source}:{at}",
            "source": document.source,
            "start": at,
            "end": at + len(exact),
            "exact": exact,
            "prefix": text[max(0, at - 20) : at],
            "suffix": text[at + len(exact) : at + len(exact) + 20],
            "sentence": sentence,
        }
        if exact == words:
            yield QuoteClaim(**place, value=QuoteValue(speaker=document.title, content=words, cue=document.title))
        else:
            yield FigureClaim(**place, value=FigureValue(number=Decimal(number), unit=document.title[:20]))


def _hostile_findings(claims: tuple[Claim, ...]) -> Iterator[Finding]:
    for n, attack in enumerate(ATTACKS):
        for kind, code, verdict in (("figure", "FIG001", "conflict"), ("quote", "QUO003", "variant")):
            of_kind = [claim for claim in claims if claim.kind == kind]
            yield Finding(
                id=f"{code}-{n:08x}{attack}",
                code=code,
                verdict=verdict,  # type: ignore[arg-type]
                subject=attack,
                claims=(of_kind[n].id, of_kind[n - 1].id),
                origin_names=(attack, ATTACKS[n - 1]),
                why=(Reason(key="values-differ", values={"values": attack}), Reason(key="same-event", values={"event": attack})),
                status="waived" if n % 5 == 4 else "new",
                waiver=attack if n % 5 == 4 else "",
            )
