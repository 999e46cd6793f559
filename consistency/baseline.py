"""What was known before: a file of findings that a run is compared with, so that only what is new fails it.

A finding is known where a known one has its fingerprint; else where one of the same rule rests on one of its passages and,
for a contradiction, has all of its values. A finding that has grown graver than it was known is new.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import Field

from claims.records import Record
from consistency.findings import Finding, Known, Report, gravity
from consistency.fingerprints import known
from consistency.output import write_atomically
from consistency.written import read_written

FORMAT = 1
"""The version of the file."""
KEPT_APART = ("conflict", "internal")
"""Verdicts of which another value is another finding, even on the same passages."""


class Baseline(Record):
    """The findings that are known, by story."""

    format: int = FORMAT
    stories: dict[str, tuple[Known, ...]] = Field(default_factory=dict)


def compared(report: Report, before: Sequence[Known], name: str) -> Report:
    """The report with each finding new or persisting against those of `before`, and those that are gone; `name` says what `before` is.

    Waived findings stay so: they are known as well, and neither new nor resolved.
    """
    matches = earlier(report, before)
    seen = {at for row in matches for at in row}
    findings = tuple(
        finding.model_copy(update={"status": "persisting"})
        if finding.status == "new" and is_known(finding, [before[at] for at in row])
        else finding
        for finding, row in zip(report.findings, matches, strict=True)
    )
    gone = tuple(old for at, old in enumerate(before) if at not in seen)
    return report.model_copy(update={"findings": findings, "resolved": gone, "compared_with": name})


def earlier(report: Report, before: Sequence[Known]) -> list[list[int]]:
    """For each finding of a report, in their order, which of the findings of `before` it is."""
    named: dict[str, list[int]] = {}
    places: dict[tuple[str, str], list[int]] = {}
    for at, old in enumerate(before):
        named.setdefault(old.id, []).append(at)
        for passage in old.passages:
            places.setdefault((old.code, passage), []).append(at)
    found = []
    for finding, now in zip(report.findings, knowns(report), strict=True):
        near = sorted({at for passage in now.passages for at in places.get((now.code, passage), ())})
        found.append(named.get(now.id) or [at for at in near if _same_values(finding, now, before[at])])
    return found


def is_known(finding: Finding, before: Sequence[Known]) -> bool:
    """Whether a finding, which is these earlier ones, was known as it is: one that has grown graver was not."""
    return any(gravity(finding) >= gravity(old) for old in before)


def knowns(report: Report) -> tuple[Known, ...]:
    """What is kept of each finding of a report, in their order."""
    claims = {claim.id: claim for claim in report.claims}
    return tuple(known(finding, [claims[name] for name in finding.claims]) for finding in report.findings)


def _same_values(finding: Finding, now: Known, old: Known) -> bool:
    """Whether a finding on a passage of an earlier one holds no value that the earlier one had not; asked of contradictions alone."""
    return finding.verdict not in KEPT_APART or set(now.values) <= set(old.values)


def read_baseline(path: Path) -> Baseline:
    """A baseline from its file. Raises `InputError` where it is none."""
    return read_written(path, Baseline, "baseline", ("format", FORMAT), "write it again with `consistency baseline write`")


def write_baseline(path: Path, stories: Mapping[str, Sequence[Known]]) -> None:
    """Write a baseline, the same for the same findings, whole or not at all."""
    kept = {name: tuple(sorted(found, key=lambda one: one.id)) for name, found in sorted(stories.items())}
    write_atomically(path, json.dumps(Baseline(stories=kept).model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n")


def pruned(report: Report, before: Sequence[Known]) -> tuple[Known, ...]:
    """The known findings that a report still has."""
    kept = {at for row in earlier(report, before) for at in row}
    return tuple(old for at, old in enumerate(before) if at in kept)
