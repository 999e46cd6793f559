"""What happened when, and how counts changed, in the order of days: a Mermaid timeline, and a table that says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from claims.records import Claim, DateClaim
from consistency.findings import Finding
from reports import digest
from reports.excerpts import within_sentence
from reports.marked import table, text
from reports.values import humanise
from reports.view import View, shortened

MOST = 20
"""The most days that are told; the rest is counted."""
_LONGEST = 3
"""Days that a date may span to stand on the line of days."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNSAFE = re.compile(r"[^\w\s.,'’«»%€$£/+-]")
"""What might end a line of a Mermaid diagram, or begin something else in it."""


class _Moment(Struct, frozen=True, order=True):
    """A day with what is told of it, and by which articles."""

    day: str
    what: str
    articles: str


def chronology(view: View) -> str:
    """The section; empty where fewer than two days are told."""
    told = sorted(set(_moments(view)))
    if len({moment.day for moment in told}) < 2:
        return ""
    words, shown = view.words, told[:MOST]
    more = f"\n\n{words.count('and_more', len(told) - MOST)}" if len(told) > MOST else ""
    rows = [[text(humanise(m.day, words)), text(m.what), text(m.articles)] for m in shown]
    columns = [words(f"chronology.{name}") for name in ("day", "what", "articles")]
    return f"## {words('chronology.title')}\n\n{_diagram(shown)}\n\n{table(columns, rows)}{more}"


def _diagram(moments: list[_Moment]) -> str:
    lines = ["```mermaid", "timeline"]
    for day in dict.fromkeys(moment.day for moment in moments):
        events = [_safe(moment.what) for moment in moments if moment.day == day]
        lines.append(f"    {day} : {' : '.join(events)}")
    return "\n".join([*lines, "```"])


def _safe(told: str) -> str:
    return " ".join(_UNSAFE.sub(" ", told).split()) or "…"


def _moments(view: View) -> Iterator[_Moment]:
    for finding in (*view.differences, *view.with_verdict("corroborated")):
        if view.kind(finding) == "date" and (finding.verdict != "corroborated" or finding.tier == "certain"):
            yield from _days(finding, view)
        elif finding.verdict == "evolved" and view.kind(finding) == "figure":
            yield from _changes(finding, view)


def _days(finding: Finding, view: View) -> Iterator[_Moment]:
    """What is told of each day that the articles give."""
    for group in view.by_value(finding):
        first = group[0]
        if (
            isinstance(first, DateClaim)
            and (value := first.value).earliest
            and value.latest
            and (value.latest - value.earliest).days < _LONGEST
        ):
            yield _Moment(value.earliest.isoformat(), shortened(within_sentence(first, view.documents, 60), 70), _who(group, view))


def _changes(finding: Finding, view: View) -> Iterator[_Moment]:
    """Each value of a count that changed, on the first day an article gives it."""
    for group in view.by_value(finding):
        days = [day for claim in group if _ISO.fullmatch(day := view.published(claim.source))]
        if days:
            yield _Moment(min(days), shortened(group[0].exact, 70), _who(group, view))


def _who(group: list[Claim], view: View) -> str:
    return digest.listed(digest.articles(view, group), view)
