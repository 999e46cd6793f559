"""Who says what: subjects down, articles across; folded by agreement where there are too many articles for columns."""

from __future__ import annotations

from claims.records import Claim
from consistency.findings import Finding
from reports import digest
from reports.marked import link, table, text
from reports.view import View, mark

WIDEST = 6
"""The most articles that get a column each."""

_MARKS = ("same", "near", "differs")


def matrix(view: View) -> str:
    """The section « Qui dit quoi »: one row for each thing that at least two articles tell; empty where there is none."""
    found = compared(view)
    if not found:
        return ""
    words = view.words
    told = _wide(found, view) if len(view.sources) <= WIDEST else _folded(found, view)
    return f"## {words('matrix.title')}\n\n{told}\n\n{words('matrix.legend')}"


def compared(view: View) -> list[Finding]:
    """The findings that set articles side by side: what at least two of them tell, for certain where they agree."""
    sure = [f for f in view.findings if f.verdict != "corroborated" or f.tier == "certain"]
    return [f for f in sure if len({claim.source for claim in view.claims_of(f)}) > 1]


def _subject(finding: Finding, view: View) -> str:
    told = digest.title(view, finding, text)
    number = view.numbers.get(finding.id)
    return f"{link(str(number), finding)} {told}" if number else told


def _wide(found: list[Finding], view: View) -> str:
    headers = [view.words("matrix.subject"), *(text(view.label(source)) for source in view.sources)]
    return table(headers, [[_subject(f, view), *(_cell(f, source, view) for source in view.sources)] for f in found])


def _cell(finding: Finding, source: str, view: View) -> str:
    majority, printed = view.majority(finding), digest.brief(view, finding)
    told: dict[str, None] = {}
    for claim in view.claims_of(finding):
        if claim.source == source:
            told[f"{view.words(f'mark.{mark(claim, finding, majority)}')} {text(printed[claim.id])}"] = None
    return " / ".join(told) or view.words("none")


def _folded(found: list[Finding], view: View) -> str:
    headers = [view.words("matrix.subject"), *(view.words(f"mark.{name}") for name in _MARKS), view.words("none")]
    return table(headers, [_folded_row(finding, view) for finding in found])


def _folded_row(finding: Finding, view: View) -> list[str]:
    majority, printed = view.majority(finding), digest.brief(view, finding)
    columns: dict[str, dict[str, list[Claim]]] = {name: {} for name in _MARKS}
    for claim in view.claims_of(finding):
        columns[mark(claim, finding, majority)].setdefault(text(printed[claim.id]), []).append(claim)
    silent = len(view.sources) - len({claim.source for claim in view.claims_of(finding)})
    return [
        _subject(finding, view),
        *(_folded_cell(columns[name], view) for name in _MARKS),
        str(silent) if silent > 0 else "",
    ]


def _folded_cell(printed: dict[str, list[Claim]], view: View) -> str:
    told = (f"{words} ({text(digest.listed(digest.articles(view, claims), view, 3))})" for words, claims in printed.items())
    return " ; ".join(told)
