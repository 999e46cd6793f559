"""Who says what at a glance: subjects down, articles across, a sign in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from consistency.findings import Finding
from reports import digest
from reports.matrix import WIDEST, compared
from reports.page.cards import Facts, facts
from reports.view import View, mark

SHOWN = 15
"""Rows that are seen at once; the rest is folded."""

_GRAVEST: tuple[Literal["differs", "near", "same"], ...] = ("differs", "near", "same")


@dataclass(frozen=True)
class Cell:
    """What one article says of one thing: its mark (`silent` where it says nothing) and its words."""

    mark: str
    sign: str
    told: str


@dataclass(frozen=True)
class Row:
    """One thing that at least two articles tell; `number` is empty where no card tells it."""

    facts: Facts
    number: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Map:
    """The whole map; in a `narrow` one the articles are few enough for their words to stand in the cells."""

    articles: tuple[str, ...]
    rows: tuple[Row, ...]
    narrow: bool


def heatmap(view: View) -> Map:
    """A row for each thing that at least two articles tell, what differs first; no row where there is none."""
    found = sorted(compared(view), key=lambda finding: (view.numbers.get(finding.id, len(view.numbers) + 1)))
    rows = tuple(_row(view, finding) for finding in found)
    return Map(tuple(view.labels.values()), rows, len(view.sources) <= WIDEST)


def _row(view: View, finding: Finding) -> Row:
    majority, printed = view.majority(finding), digest.brief(view, finding)
    by_source: dict[str, list[tuple[str, str]]] = {}
    for claim in view.claims_of(finding):
        by_source.setdefault(claim.source, []).append((mark(claim, finding, majority), printed[claim.id]))
    return Row(
        facts=facts(view, finding),
        number=str(view.numbers.get(finding.id, "")),
        title=digest.title(view, finding, str),
        cells=tuple(_cell(view, by_source.get(source, [])) for source in view.sources),
    )




def _cell(view: View, told: list[tuple[str, str]]) -> Cell:
    if not told:
        return Cell("silent", view.words("none"), "")
    gravest = next(name for name in _GRAVEST if any(mark == name for mark, _ in told))
    words = tuple(dict.fromkeys(words for _, words in told))
    return Cell(gravest, view.words(f"mark.{gravest}"), digest.listed(words, view, 2))
