"""From one article to its claims."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from claims.calendar import Anchor
from claims.context import Tokens, tokens
from claims.kinds.dates import calendar_spans, dates
from claims.kinds.figures import Figure, figures
from claims.kinds.quotes import Quote, quotes
from claims.names import Names, names
from claims.reading import Reading, read
from claims.records import Claim, Context, DateClaim, DateValue, Document, FigureClaim, Mention, QuoteClaim, Slot
from claims.slots import date_slots, figure_slots

AFFIX = 32
"""How many characters of `prefix` and `suffix` a piece of evidence carries."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article read once: its terms, the people and bodies it names, and the comparable token of each term."""

    document: Document
    reading: Reading
    names: Names
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Extraction:
    """One article, its claims in reading order, and the people and bodies it names."""

    document: Document
    claims: tuple[Claim, ...]
    names: Names


def prepare(document: Document) -> Prepared:
    """Read an article; what follows never scans its text again."""
    blank = ((0, document.body), *document.furniture) if document.body else document.furniture
    reading = read(document.text, document.language, blank)
    return Prepared(document, reading, names(reading), tokens(reading))


def days_told(prepared: Prepared, anchor: Anchor) -> list[Mention]:
    """The dates of an article alone, counted from an anchor: enough to infer when it came out."""
    return dates(prepared.reading, anchor)


def extract(prepared: Prepared, anchor: Anchor | None = None) -> Extraction:
    """All claims of an article. `anchor` overrides what relative dates count from (by default the publication day)."""
    document, reading, around = prepared.document, prepared.reading, prepared.tokens
    days = dates(reading, anchor or Anchor(document.published.day))
    found = figures(reading, calendar_spans(reading, days))
    claims: list[Claim] = [_date(document, around, day) for day in days]
    claims += _figures(document, around, found, days)
    claims += [_quote(document, around, quote) for quote in quotes(reading, prepared.names)]
    return Extraction(document, tuple(sorted(claims, key=lambda c: (c.start, c.end, c.kind))), prepared.names)


def _evidence(document: Document, reading: Reading, kind: str, start: int, end: int) -> dict[str, Any]:
    """The fields that every claim has; the id is a digest of the article's name, the kind and the place."""
    text = document.text
    first, close = reading.sentence_of(reading.at(start))
    digest = hashlib.blake2s(f"{document.source}|{kind}|{start}|{end}".encode(errors="surrogatepass"), digest_size=6).hexdigest()
    return {
        "id": f"{kind[0]}{digest}",
        "source": document.source,
        "start": start,
        "end": end,
        "exact": text[start:end],
        "prefix": text[max(0, start - AFFIX) : start],
        "suffix": text[end : end + AFFIX],
        "sentence": (reading.terms[first].start, max(end, reading.terms[close - 1].end)) if reading.terms else (start, end),
    }


def _date(document: Document, around: Tokens, day: Mention) -> DateClaim:
    reading = around.reading
    first, last = reading.at(day.start), reading.at(day.end - 1)
    value = cast(DateValue, day.value)
    return DateClaim(
        **_evidence(document, reading, "date", day.start, day.end),
        context=around.context(first, last),
        value=value,
        slots=date_slots(around, first, last, value),
    )


def _figures(document: Document, around: Tokens, found: Sequence[Figure], days: Sequence[Mention]) -> list[FigureClaim]:
    claims: list[FigureClaim] = []
    for i, figure in enumerate(found):
        near = (found[i - 1].last + 1 if i else 0, found[i + 1].first if i + 1 < len(found) else len(around.reading.terms))
        start, end = around.reading.span(figure.first, figure.last)
        evidence = _evidence(document, around.reading, "figure", start, end)
        low, high = evidence["sentence"]
        inside = [d for d in days if low <= d.start < high]
        claims.append(
            FigureClaim(
                **evidence,
                context=around.context(figure.first, figure.last),
                value=figure.value,
                slots=figure_slots(around, figure, near, inside, _measure_before(found, claims, evidence["sentence"])),
            )
        )
    return claims


def _measure_before(found: Sequence[Figure], claims: Sequence[FigureClaim], sentence: tuple[int, int]) -> Slot | None:
    """The measure of the last count before the next figure in its sentence, where that names what it counts."""
    for figure, claim in zip(reversed(found[: len(claims)]), reversed(claims), strict=True):
        if claim.start < sentence[0]:
            return None
        if figure.kind == "number" and claim.slots.measure is not None:
            return claim.slots.measure if claim.slots.measure.value != "person" else None
    return None


def _quote(document: Document, around: Tokens, quote: Quote) -> QuoteClaim:
    reading = around.reading
    first, last = reading.at(quote.start), reading.at(max(quote.start, quote.end - 1))
    return QuoteClaim(
        **_evidence(document, reading, "quote", quote.start, quote.end) | {"sentence": quote.sentence},
        context=Context(clause=around.between(first, last + 1), sentence=around.context(first, last).sentence),
        value=quote.value,
    )
