"""Findings that somebody has looked at and set aside, for a reason that must be given.

Written into the article, where it speaks of its paragraph (of the next one, where it stands alone):

    <!-- consistency: ignore FIG001 reason="the second figure is of 2024" until=2026-12-31 -->

or into a central file, by the finding's id (`consistency.waiver_file`). An expired or unused waiver is itself reported.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from claims.furniture import comments
from claims.records import Claim, Document
from consistency.findings import Finding, Report, StaleWaiver

FINDING = re.compile(r"[A-Z]{3}\d{3}(?:-[0-9a-f]{8}(?:-\d+)?)?")
"""A rule's code or a finding's id."""

_IGNORE = re.compile(r"<!--\s*consistency:\s*ignore\b(.*)-->", re.DOTALL)
_REASON = re.compile(r"\breason\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|«([^»]*)»|“([^”]*)”)")
_UNTIL = re.compile(r"\buntil\s*=\s*[\"']?([^\s\"']+)")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


class Waiver(Struct, frozen=True):
    """One waiver: what it is for, why, until when, where it is written; with `source` and `place`, the paragraph it speaks of."""

    finding: str
    reason: str
    until: str
    path: str
    line: int
    story: str = ""
    source: str = ""
    place: tuple[int, int] = (0, 0)

    @property
    def last_day(self) -> dt.date | None:
        """The last day it holds; None for ever. ValueError where `until` is no day."""
        return dt.date.fromisoformat(self.until) if self.until else None

    def problem(self, today: dt.date | None) -> str:
        """Why it cannot be used; empty where it can."""
        try:
            last = self.last_day
        except ValueError:
            return "no-day"
        if not self.reason.strip():
            return "no-reason"
        return "expired" if last is not None and today is not None and today > last else ""

    def waives(self, finding: Finding, claims: Iterable[Claim]) -> bool:
        """Whether it is for this finding, whose claims these are."""
        if self.finding not in (finding.id, finding.code):
            return False
        low, high = self.place
        return not self.source or any(c.source == self.source and low <= c.start < high for c in claims)


def waived(report: Report, documents: Mapping[str, Document], central: Sequence[Waiver], today: dt.date | None) -> Report:
    """The report with the findings that are waived marked so, and the waivers that waive nothing listed."""
    every = [*(w for w in central if w.story in ("", report.story)), *(w for d in documents.values() for w in in_article(d))]
    if not every:
        return report
    problems = {w: w.problem(today) for w in every}
    usable = [w for w in every if not problems[w]]
    by_id = {claim.id: claim for claim in report.claims}
    used: set[Waiver] = set()
    findings = []
    for finding in report.findings:
        claims = [by_id[name] for name in finding.claims]
        fitting = [w for w in usable if w.waives(finding, claims)]
        used.update(fitting)
        findings.append(finding.model_copy(update={"status": "waived", "waiver": fitting[0].reason}) if fitting else finding)
    unused = [stale(w, problems[w] or "unused") for w in every if w not in used]
    return report.model_copy(
        update={"findings": tuple(findings), "stale_waivers": tuple(sorted(unused, key=lambda s: (s.path, s.line, s.finding)))}
    )


def stale(waiver: Waiver, problem: str) -> StaleWaiver:
    """A waiver that waives nothing, and why."""
    return StaleWaiver.model_validate(
        {"path": waiver.path, "line": waiver.line, "finding": waiver.finding, "problem": problem, "until": waiver.until}
    )


def in_article(document: Document) -> Iterator[Waiver]:
    """The waivers written into an article whose offsets count in its file."""
    if document.counted_in != "file":
        return
    unseen = comments(document.text, document.body)
    ends = [document.body, *(m.end() for m in _BLANK_LINE.finditer(document.text, document.body)), len(document.text)]
    line, counted = 1, 0
    for start, end in unseen:
        line, counted = line + document.text.count("\n", counted, start), start
        match = _IGNORE.fullmatch(document.text, start, end)
        if match is None:
            continue
        reason, until = _REASON.search(match[1]), _UNTIL.search(match[1])
        given = "".join(part for part in reason.groups() if part) if reason else ""
        names = FINDING.findall(match[1][: reason.start() if reason else len(match[1])]) or [match[1].strip()[:40]]
        place = _paragraph(document.text, (start, end), ends, unseen)
        for name in names:
            yield Waiver(name, given, until[1] if until else "", document.path, line, "", document.source, place)


def _paragraph(text: str, comment: tuple[int, int], ends: Sequence[int], unseen: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The paragraph that a comment stands in; the next one, where nothing but comments stands there.

    `ends` are where the paragraphs begin and end, `unseen` all comments.
    """
    start, end = comment
    for at in range(bisect_right(ends, start), len(ends)):
        low, high = ends[at - 1], ends[at]
        shown = [text[low:high]] if high <= start else _without(text, low, high, unseen)
        if "".join(shown).strip():
            return low, high
    return start, end


def _without(text: str, low: int, high: int, unseen: Sequence[tuple[int, int]]) -> list[str]:
    """What a block shows beside its comments."""
    parts, here = [], low
    for start, end in unseen[bisect_left(unseen, (low, 0)) : bisect_left(unseen, (high, 0))]:
        parts.append(text[here:start])
        here = end
    return [*parts, text[here:high]]
