"""From one article to its claims."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from claims.around import Around
from claims.calendar import Anchor
from claims.context import Tokens, tokens
from claims.counted_days import counted
from claims.currencies import in_currency
from claims.date_slots import date_slots
from claims.dollars import at_home
from claims.figure_slots import figure_slots
from claims.furniture import posted
from claims.kinds.dates import calendar_spans, dates
from claims.kinds.figures import Figure, adjectives_first, figures, is_bare
from claims.kinds.quotes import Quote, quotes
from claims.names import Names, names
from claims.plain import Plain, plain
from claims.reading import Reading, read
from claims.records import Claim, Context, DateClaim, DateValue, Document, FigureClaim, FigureSlots, FigureValue, Mention, QuoteClaim
from claims.sums import with_parts
from claims.tables import Cell, cells, unit_of_column

AFFIX = 32
"""How many characters of `prefix` and `suffix` a piece of evidence carries."""


class Prepared(Struct, frozen=True):
    """An article read once: its plain text, the terms of that, the people and bodies it names, the comparable token of each term.

    `posted` are where the hours stand that its entries were posted at, where it is a live report: they date what is told, and tell nothing.
    """

    document: Document
    plain: Plain
    reading: Reading
    names: Names
    tokens: Tokens
    posted: frozenset[int]


class Extraction(Struct, frozen=True):
    """One article, its claims in reading order, and the people and bodies it names."""

    document: Document
    claims: tuple[Claim, ...]
    names: Names


def prepare(document: Document) -> Prepared:
    """Read an article; what follows never scans its text again."""
    shown = plain(document.text, document.body)
    apart = tuple(shown.found(*stretch) for stretch in document.furniture)
    reading = read(shown.text, document.language, ((0, document.body), *apart) if document.body else apart)
    hours = frozenset(reading.terms[reading.at(hour)].start for hour in posted(shown.text, document.body))
    return Prepared(document, shown, reading, names(reading), tokens(reading), hours)


def days_told(prepared: Prepared, anchor: Anchor) -> list[Mention]:
    """The dates of an article alone, counted from an anchor: enough to infer when it came out."""
    return dates(prepared.reading, anchor)


def extract(prepared: Prepared, anchor: Anchor | None = None) -> Extraction:
    """All claims of an article. `anchor` overrides what relative dates count from (by default the publication day)."""
    document, reading = prepared.document, prepared.reading
    days = counted(prepared.tokens, dates(reading, anchor or Anchor(document.published.day)))
    found = in_currency(prepared.tokens, at_home(reading, figures(reading, calendar_spans(reading, days))))
    claims: list[Claim] = [_date(prepared, day) for day in days if day.start not in prepared.posted]
    claims += _figures(prepared, found, days)
    claims += [_quote(prepared, quote) for quote in quotes(reading, prepared.names)]
    return Extraction(document, tuple(sorted(claims, key=lambda c: (c.start, c.end, c.kind))), prepared.names)


def _evidence(prepared: Prepared, kind: str, start: int, end: int, sentence: tuple[int, int] | None = None) -> dict[str, Any]:
    """The fields that every claim has, told of the article's own text; the id is a digest of its name, the kind and the place."""
    document, reading = prepared.document, prepared.reading
    if sentence is None:
        first, close = reading.sentence_of(reading.at(start))
        sentence = (reading.terms[first].start, max(end, reading.terms[close - 1].end)) if reading.terms else (start, end)
    start, end = prepared.plain.original(start, end)
    text = document.text
    digest = hashlib.blake2s(f"{document.source}|{kind}|{start}|{end}".encode(errors="surrogatepass"), digest_size=6).hexdigest()
    return {
        "id": f"{kind[0]}{digest}",
        "source": document.source,
        "start": start,
        "end": end,
        "exact": text[start:end],
        "prefix": text[max(0, start - AFFIX) : start],
        "suffix": text[end : end + AFFIX],
        "counted_in": document.counted_in,
        "sentence": prepared.plain.original(*sentence),
    }


def _date(prepared: Prepared, day: Mention) -> DateClaim:
    reading, around = prepared.reading, prepared.tokens
    first, last = reading.at(day.start), reading.at(day.end - 1)
    value = cast(DateValue, day.value)
    return DateClaim(
        **_evidence(prepared, "date", day.start, day.end),
        context=around.context(first, last),
        value=value,
        slots=date_slots(around, first, last, value),
    )


def _figures(prepared: Prepared, found: Sequence[Figure], days: Sequence[Mention]) -> list[FigureClaim]:
    reading, around, table = prepared.reading, prepared.tokens, cells(prepared.reading)
    found = [_in_column(reading, f, table.get(f.core[0])) for f in found]
    claims: list[FigureClaim] = []
    ends = _next_counts(reading, found)
    placed = [Around(around, f, _between(found, i, len(reading.terms)), ends[i], cell=table.get(f.core[0])) for i, f in enumerate(found)]
    counted: int | None = None  # the last count that names what it counts
    for i, figure in enumerate(found):
        evidence = _evidence(prepared, "figure", *reading.span(figure.first, figure.last))
        start, end = reading.sentence_of(figure.first)
        here = replace(placed[i], part=_told_as_part(reading, figure, start, found[i - 1] if i else None))
        if counted is not None and found[counted].first >= reading.paragraph_of(figure.first)[0]:
            beside = _compared_with(reading, found, i, start, counted)
            slots = claims[beside].slots
            here = replace(
                here,
                before=slots.measure,
                before_group=slots.group if claims[beside].value.number != 1 else None,
                beside=found[beside].first >= start,
            )
        if i and found[i - 1].first >= start:
            ahead = reading.terms[found[i - 1].first - 1] if found[i - 1].first else None
            here = replace(here, last=claims[i - 1].slots.measure, to_before=ahead is not None and "to-word" in ahead.classes)
        following = placed[i + 1] if i + 1 < len(found) and found[i + 1].first < end else None
        if following is not None and figure.noun < 0 and _so_many_of(reading, figure, following.figure):
            here = replace(here, whole=following)
        inside = _days_of(days, reading, (start, end), here.cell)
        earlier = _within(days, reading, (here.paragraph()[0], start))
        slots = figure_slots(here, inside, earlier, following)
        claims.append(
            FigureClaim(
                **evidence,
                context=around.context(figure.first, figure.last),
                value=_at_one_rate(figure, found[i - 1], slots) if i else figure.value,
                slots=slots,
            )
        )
        if figure.kind == "number":
            named = claims[i].slots.measure
            counted = i if named is not None and named.value != "person" else None
    told = with_parts(claims, [figure.kind == "number" for figure in found])
    return [c for c, figure in zip(told, found, strict=True) if not _only_mentioned(reading, figure, c)]


def _in_column(reading: Reading, figure: Figure, cell: Cell | None) -> Figure:
    """A figure; a bare number in a table is in the unit that its column's head names."""
    unit = unit_of_column(reading, cell) if cell is not None and is_bare(figure) else ""
    if not unit:
        return figure
    one, _, per = unit.partition("/")
    return replace(figure, kind="percent" if unit == "%" else "quantity", value=figure.value.model_copy(update={"unit": one, "per": per}))


def _compared_with(reading: Reading, found: Sequence[Figure], i: int, start: int, counted: int) -> int:
    """The count that a bare number goes on from: the last; one that it is compared with is of its size: « 708 cas en 75 foyers, contre 642 »."""
    figure = found[i]
    if figure.noun >= 0 or not figure.first or "against-word" not in reading.terms[figure.first - 1].classes:
        return counted
    told = [j for j in range(i) if found[j].first >= start and found[j].kind == "number" and found[j].value.number > 0]
    return max(told, key=lambda j: (_alike(found[j], figure), j), default=counted)


def _alike(one: Figure, other: Figure) -> float:
    """How near two numbers are in size, up to 1."""
    low, high = sorted((float(abs(one.value.number)), float(abs(other.value.number))))
    return low / high if high else 1.0


def _only_mentioned(reading: Reading, figure: Figure, claim: FigureClaim) -> bool:
    """« une femme raconte »: somebody of whom nothing is told that is counted, and no nationality; "a passenger ferry": nobody."""
    if _of_a_thing(reading, figure):
        return True
    worded = all(t.number is None for t in reading.terms[figure.core[0] : figure.core[1] + 1])
    measure, group = claim.slots.measure, claim.slots.group
    alone = figure.kind == "number" and figure.value.number == 1 and worded and measure is not None and measure.reach == "default"
    return alone and not (group is not None and any(part.isupper() for part in group.value.split("+"))) and not claim.slots.scope


def _of_a_thing(reading: Reading, figure: Figure) -> bool:
    """Whether the noun behind « a » only says what kind of thing follows: "a passenger ferry", in a language that puts it first."""
    first, after = reading.terms[figure.core[0]], reading.terms[figure.last + 1 : figure.last + 2]
    one = figure.value.number == 1 and "one-article" in first.classes and figure.noun == figure.last
    bare = bool(after) and after[0].classes == _PLAIN and not reading.text[after[0].start].isupper()
    return one and bare and adjectives_first(reading) and not after[0].key.endswith(_NO_NOUN)


_PLAIN = frozenset(("word",))
_NO_NOUN = ("ed", "ing", "ly")


def _told_as_part(reading: Reading, figure: Figure, start: int, before: Figure | None) -> bool:
    """« dont 11 femmes », « dont 11 femmes et 6 enfants »: behind a word for parts, with at most one other figure between."""
    low = max(start, figure.first - 12, before.first - 4 if before is not None else start)
    return any("part-word" in t.classes for t in reading.terms[low : figure.first])


def _at_one_rate(figure: Figure, before: Figure, slots: FigureSlots) -> FigureValue:
    """The value; "to €15.50 a share from €14.20" tells both numbers a share."""
    earlier = slots.scope is not None and slots.scope.value == "earlier"
    if not (earlier and figure.value.unit == before.value.unit and before.value.per and not figure.value.per):
        return figure.value
    return figure.value.model_copy(update={"per": before.value.per})


def _so_many_of(reading: Reading, figure: Figure, whole: Figure) -> bool:
    """« treize des 18 », "13 out of the 18", « deux sur trois »: nothing between but small words, one of which says so."""
    between = reading.terms[figure.last + 1 : whole.first]
    small = all(t.classes & {"function", "article", "of", "out-of"} for t in between) and any(t.classes & {"of", "out-of"} for t in between)
    larger = whole.kind == "number" and whole.value.number >= figure.value.number
    return 0 < len(between) <= _SMALL_WORDS and small and larger and figure.kind == "number"


_SMALL_WORDS = 4


def _between(found: Sequence[Figure], i: int, end: int) -> tuple[int, int]:
    """The terms between a figure's neighbours."""
    return found[i - 1].last + 1 if i else 0, found[i + 1].first if i + 1 < len(found) else end


def _next_counts(reading: Reading, found: Sequence[Figure]) -> list[int]:
    """For each figure where the next one begins that is a plain number, not a length of time, a share or a price, and not of one list with it."""
    ends: list[int] = []
    end, of_list = len(reading.terms), len(reading.terms)
    for i in reversed(range(len(found))):
        listed = i + 1 < len(found) and _in_one_list(reading, found[i], found[i + 1])
        of_list = of_list if listed else end
        ends.append(of_list)
        if found[i].kind == "number":
            end = found[i].first
    return ends[::-1]


def _in_one_list(reading: Reading, one: Figure, other: Figure) -> bool:
    """« cinq Portugais, deux Coréens et un Suisse étaient morts »: people by their countries, with only commas between."""
    between = reading.terms[one.last + 1 : other.first]
    joined = len(between) == 1 and (between[0].key == "," or "and" in between[0].classes)
    return joined and all(f.noun >= 0 and "demonym" in reading.terms[f.noun].classes for f in (one, other))


def _days_of(days: Sequence[Mention], reading: Reading, sentence: tuple[int, int], cell: Cell | None) -> list[Mention]:
    """The dates of a sentence; of a table those of the first cell of the row, where it has any."""
    if cell is not None and (opening := _within(days, reading, cell.opening)):
        return opening
    return _within(days, reading, sentence)


def _within(days: Sequence[Mention], reading: Reading, terms: tuple[int, int]) -> list[Mention]:
    first, last = reading.span(terms[0], max(terms[0], terms[1] - 1))
    at = bisect_left(days, first, key=lambda d: d.start)
    return list(takewhile(lambda d: d.start < last, days[at:]))


def _quote(prepared: Prepared, quote: Quote) -> QuoteClaim:
    reading, around = prepared.reading, prepared.tokens
    first, last = reading.at(quote.start), reading.at(max(quote.start, quote.end - 1))
    return QuoteClaim(
        **_evidence(prepared, "quote", quote.start, quote.end, quote.sentence),
        context=Context(clause=around.between(first, last + 1), sentence=around.context(first, last).sentence),
        value=quote.value,
    )
