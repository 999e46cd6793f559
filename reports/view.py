"""A report made ready to be laid out: names of articles, claims at hand, which values are the same, in which order.

Nothing here decides anything about the articles: verdicts come with the findings. It only says what stands where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import PurePath

from msgspec import Struct

from claims.records import Claim, DateClaim, Document, FigureClaim, NameClaim
from consistency.findings import Finding, Known, Report, Source, Unread, order
from consistency.fingerprints import words_of
from consistency.values import interval, is_count, overlap
from reports.words import Words

DIFFERENCES = ("conflict", "internal", "evolved", "variant")
"""Verdicts that a report tells in detail."""

Value = tuple[object, ...]


class View(Struct, frozen=True, dict=True):
    """One report with its documents (source → document; may lack some) and the words it is told in."""

    report: Report
    documents: Mapping[str, Document]
    words: Words

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that nobody has waived, gravest first, whatever order they came in."""
        return order([finding for finding in self.report.findings if finding.status != "waived"])

    @cached_property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that somebody has set aside, gravest first."""
        return order([finding for finding in self.report.findings if finding.status == "waived"])

    @property
    def unread(self) -> list[Unread]:
        """What could not be read, by path and line."""
        return sorted(self.report.unread, key=lambda u: (u.path, u.line, u.problem))

    @property
    def compared(self) -> bool:
        """Whether there is an earlier run that findings can be new against."""
        return bool(self.report.compared_with)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.report.claims}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The articles by source, in the order of their names."""
        return {source.source: source for source in sorted(self.report.sources, key=lambda s: (s.source, s.path))}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What each article is called: its outlet, else its title, else its file; told apart where two are the same."""
        raw = {name: s.outlet or shortened(s.title, 40) or name for name, s in self.sources.items()}
        many = Counter(raw.values())
        return {name: f"{label} ({name})" if many[label] > 1 and label != name else label for name, label in raw.items()}

    @cached_property
    def article_numbers(self) -> Mapping[str, int]:
        """The number of each article in the table of articles, from 1."""
        return {source: i for i, source in enumerate(self.sources, start=1)}

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The shortest name of each article's file that no other article has."""
        many = Counter(PurePath(s.path).name for s in self.sources.values())
        return {n: PurePath(s.path).name if many[PurePath(s.path).name] == 1 else s.path for n, s in self.sources.items()}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each finding that the report tells in detail, from 1, in the order of `differences`."""
        return {finding.id: i for i, finding in enumerate(self.differences, start=1)}

    @cached_property
    def differences(self) -> tuple[Finding, ...]:
        """What differs, what is new before what was known, gravest first; what is merely rounded or hedged comes last."""
        return tuple(sorted(self.with_verdict(*DIFFERENCES), key=lambda f: (not self.urgent(f), f.status != "new")))

    def urgent(self, finding: Finding) -> bool:
        """Whether somebody must look at a difference: all but values that are told with more or less precision."""
        return finding.verdict in DIFFERENCES and (finding.verdict != "variant" or self.kind(finding) in ("quote", "name"))

    def with_verdict(self, *verdicts: str) -> list[Finding]:
        """The findings with one of these verdicts, gravest first."""
        return [finding for finding in self.findings if finding.verdict in verdicts]

    def label(self, source: str) -> str:
        """What an article is called; its own name where the report does not list it."""
        return self.labels.get(source, source)

    def published(self, source: str) -> str:
        """The ISO day an article came out; empty where it is not known."""
        found = self.sources.get(source)
        return found.published if found else ""

    def claims_of(self, finding: Finding) -> list[Claim]:
        """A finding's claims, article by article, in reading order."""
        found = [self.claims[name] for name in finding.claims if name in self.claims]
        return sorted(found, key=lambda c: (c.source, c.start, c.end, c.id))

    def kind(self, finding: Finding) -> str:
        """What a finding is about: `date`, `figure` or `quote`."""
        kinds = Counter(claim.kind for claim in self.claims_of(finding))
        return max(sorted(kinds), key=lambda kind: kinds[kind]) if kinds else "figure"

    def by_value(self, finding: Finding) -> list[list[Claim]]:
        """A finding's claims put together by value: what most articles say first, then in reading order."""
        groups: dict[Value, list[Claim]] = {}
        for claim in self.claims_of(finding):
            groups.setdefault(value_of(claim), []).append(claim)
        return sorted(groups.values(), key=lambda group: -len({claim.source for claim in group}))

    def majority(self, finding: Finding) -> Claim | None:
        """The first claim of the value that more articles give than any other; None on a tie."""
        groups = self.by_value(finding)
        sizes = [len({claim.source for claim in group}) for group in groups]
        return None if not groups or (len(sizes) > 1 and sizes[0] == sizes[1]) else groups[0][0]

    def outlier(self, finding: Finding) -> str:
        """The one article that gives another value than two others, not of one agency, do; empty where there is none."""
        groups = self.by_value(finding)
        if len(groups) != 2 or len({self._credit(claim.source) for claim in groups[0]}) < 2:
            return ""
        alone = {claim.source for claim in groups[1]}
        return min(alone) if len(alone) == 1 else ""

    def _credit(self, source: str) -> tuple[str, ...]:
        found = self.sources.get(source)
        return found.credits if found and found.credits else (source,)

    def line(self, claim: Claim) -> int:
        """The line of the file that a claim starts on; 0 where its article is not at hand."""
        document = self.documents.get(claim.source)
        return document.text.count("\n", 0, claim.start) + 1 if document else 0


def value_of(claim: Claim) -> Value:
    """What makes two claims of one finding say the same: hedges, case and punctuation left out."""
    if isinstance(claim, DateClaim):
        value = claim.value
        days = (value.earliest, value.latest)
        return (*days, value.utc or value.time) if any(days) or value.time else (words_of(claim.exact),)
    if isinstance(claim, FigureClaim):
        figure = claim.value
        # what is counted goes by many names, and by others in another language
        return (figure.number, figure.low, figure.high, "" if is_count(figure) else figure.unit, figure.per)
    return (claim.exact,) if isinstance(claim, NameClaim) else (words_of(claim.value.content),)


def mark(claim: Claim, finding: Finding, majority: Claim | None) -> str:
    """`same`, `near` or `differs`: a claim against one of the value that most articles give (None on a tie)."""
    if majority is not None and value_of(claim) == value_of(majority):
        return "same"
    if finding.verdict in ("conflict", "internal", "evolved") and not (majority is not None and _overlaps(claim, majority)):
        return "differs"
    return "near"


def _overlaps(one: Claim, other: Claim) -> bool:
    """Whether some number or day fits both."""
    if isinstance(one, FigureClaim) and isinstance(other, FigureClaim):
        return interval(one.value).meets(interval(other.value))
    return isinstance(one, DateClaim) and isinstance(other, DateClaim) and bool(overlap(one.value, other.value))


def shortened(text: str, width: int) -> str:
    """At most `width` characters of a text, cut between words."""
    text = " ".join(text.split())
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[width // 2 :] else cut).rstrip(" ,;:") + "…"


def severity(finding: Finding | Known) -> str:
    """The key of a verdict's words: its name, with `-to-check` where a contradiction is not certain."""
    return severity_of(finding.verdict, finding.tier)


def severity_of(verdict: str, tier: str) -> str:
    """The same for a verdict and its tier."""
    return f"{verdict}-to-check" if tier == "to-check" and verdict in ("conflict", "internal") else verdict


def counts(findings: Iterable[Finding]) -> Counter[str]:
    """How many findings there are of each count a headline gives; both kinds of « to check » in one.

    An agreement that is not certain confirms nothing, and is not counted.
    """
    names = (severity(finding) for finding in findings if finding.verdict != "corroborated" or finding.tier == "certain")
    return Counter("to-check" if name.endswith("to-check") else name for name in names)
