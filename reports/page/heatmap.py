"""Who says what at a glance: subjects down, articles across, a sign in each cell. Copies of one dispatch share a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from consistency.findings import Finding
from reports import digest
from reports.matrix import WIDEST, compared
from reports.page.cards import Facts, facts
from reports.view import Value, View, mark, value_of

SHOWN = 15
"""Rows that are seen at once; the rest is folded."""

_LEAST = 2
"""Rows that copies of one dispatch tell alike."""

_GRAVEST: tuple[Literal["differs", "near", "same"], ...] = ("differs", "near", "same")

Told = Mapping[str, frozenset[Value]]
"""What one article says in each row (by finding); rows on which it is silent are left out."""


class Column(Struct, frozen=True):
    """An article, or the copies of a dispatch: `label` stands at the head, `names` are all its articles."""

    label: str
    names: str
    sources: tuple[str, ...]


class Cell(Struct, frozen=True):
    """What one column says of one thing: its mark (`silent` where it says nothing) and its words."""

    mark: str
    sign: str
    told: str


class Row(Struct, frozen=True):
    """One thing that at least two articles tell; `number` is empty where no card tells it."""

    facts: Facts
    number: str
    title: str
    cells: tuple[Cell, ...]


class Map(Struct, frozen=True):
    """The whole map; in a `narrow` one the columns are few enough for the articles' words to stand in the cells."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    narrow: bool


def heatmap(view: View) -> Map:
    """A row for each thing that at least two articles tell, what differs first; no row where there is none."""
    found = sorted(compared(view), key=lambda finding: view.numbers.get(finding.id, len(view.numbers) + 1))
    columns = _columns(view, found)
    return Map(columns, tuple(_row(view, finding, columns) for finding in found), len(columns) <= WIDEST)


def _columns(view: View, found: Sequence[Finding]) -> tuple[Column, ...]:
    """A column for each article; those that tell the same from one agency share theirs."""
    told = {source: _told(view, source, found) for source in view.sources}
    folded: list[list[str]] = []
    for source in view.sources:
        for together in folded:
            if all(_copies(view, source, other, told) for other in together):
                together.append(source)
                break
        else:
            folded.append([source])
    return tuple(_column(view, together) for together in folded)


def _told(view: View, source: str, found: Sequence[Finding]) -> Told:
    values = ((f.id, frozenset(value_of(c) for c in view.claims_of(f) if c.source == source)) for f in found)
    return {name: said for name, said in values if said}


def _copies(view: View, one: str, other: str, told: Mapping[str, Told]) -> bool:
    """Whether two articles credit the same agency, never disagree, and tell mostly the same things."""
    agencies = view.sources[one].credits
    if not agencies or agencies != view.sources[other].credits:
        return False
    rows = told[one].keys() & told[other].keys()
    fewer = min(len(told[one]), len(told[other]))
    return all(told[one][row] == told[other][row] for row in rows) and len(rows) >= _LEAST and fewer <= 2 * len(rows)


def _column(view: View, sources: Sequence[str]) -> Column:
    names = tuple(view.label(source) for source in sources)
    if len(names) == 1:
        return Column(names[0], "", tuple(sources))
    label = view.words("page.copies", name=", ".join(view.sources[sources[0]].credits), n=len(names))
    return Column(label, ", ".join(names), tuple(sources))


def _row(view: View, finding: Finding, columns: Sequence[Column]) -> Row:
    majority, printed = view.majority(finding), digest.brief(view, finding)
    by_source: dict[str, list[tuple[str, str]]] = {}
    for claim in view.claims_of(finding):
        by_source.setdefault(claim.source, []).append((mark(claim, finding, majority), printed[claim.id]))
    return Row(
        facts=facts(view, finding),
        number=str(view.numbers.get(finding.id, "")),
        title=digest.title(view, finding, str),
        cells=tuple(_cell(view, column, by_source) for column in columns),
    )


def _cell(view: View, column: Column, by_source: Mapping[str, list[tuple[str, str]]]) -> Cell:
    speaking = [source for source in column.sources if source in by_source]
    told = [one for source in speaking for one in by_source[source]]
    if not told:
        return Cell("silent", view.words("none"), "")
    gravest = next(name for name in _GRAVEST if any(mark == name for mark, _ in told))
    words = digest.listed(tuple(dict.fromkeys(words for _, words in told)), view, 2)
    if len(speaking) < len(column.sources):
        words = view.words("page.copies", name=words, n=len(speaking))
    return Cell(gravest, view.words(f"mark.{gravest}"), words)
