"""What a reader must get in a minute: the headline, who writes what, what to do. Plain text; targets escape it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from claims.concepts import by_id
from claims.concepts import told as concept_told
from claims.measures import base
from claims.records import KILLED, Claim, QuoteClaim
from consistency.findings import Finding, Source
from consistency.fingerprints import words_of
from consistency.wording import content_words
from reports.excerpts import around_change, changed_words, within_sentence, word_diff
from reports.values import humanise, understood
from reports.view import View, counts, severity, shortened

FIRST = 10
"""The most findings listed under « À traiter d'abord »."""

_GRAVE = ("conflict", "internal", "to-check")
_LESSER = ("evolved", "variant", "corroborated", "single-source")
_WORDS = 90


class Side(Struct, frozen=True):
    """One of the values that a finding sets against each other: as printed, as understood, the articles and claims that give it."""

    written: str
    understood: str
    articles: tuple[str, ...]
    claims: tuple[Claim, ...] = ()


def headline(view: View) -> str:
    """The verdict in one line: how many contradictions and doubts, between how many articles, and what is missing."""
    words, report = view.words, view.report
    if not report.sources:
        return words("headline.nothing")
    tally = counts(view.findings)
    told = [words.count(f"counts.{name}", tally[name]) for name in _GRAVE if tally[name]] or [words("headline.clean")]
    line = f"{', '.join(told)} {words.count('headline.sources', len(report.sources))}"
    if report.unread:
        line += f" — {words('headline.incomplete')}, {words.count('counts.unread', len(report.unread))}"
    return line + "."


def lesser(view: View) -> str:
    """The counts of what is no contradiction, on one line; what there is none of is left out."""
    tally = counts(view.findings)
    return " · ".join(view.words.count(f"counts.{name}", tally[name]) for name in _LESSER if tally[name])


def standing(view: View) -> str:
    """How many findings are new, persisting, resolved and waived, on one line; empty where there is nothing to compare with."""
    report, states = view.report, Counter(finding.status for finding in view.report.findings if finding.verdict != "corroborated")
    tally = {"new": states["new"], "persisting": states["persisting"], "resolved": len(report.resolved)} if view.compared else {}
    tally["waived"] = states["waived"]
    return " · ".join(view.words.count(f"standing.{name}", n) for name, n in tally.items() if n or name != "waived")


def urgent(view: View) -> list[Finding]:
    """What to look at first: contradictions and doubts, then what changed, then words altered inside quotation marks."""
    return [finding for finding in view.differences if view.urgent(finding)]


def title(view: View, finding: Finding, escape: Callable[[str], str]) -> str:
    """« Date : le message de Musk », and that it is new where there is an earlier run."""
    told = view.words("colon", a=view.words(f"kind.{view.kind(finding)}"), b=subject(view, finding, escape))
    return view.words("standing.is-new", title=told) if view.compared and finding.status == "new" else told


def subject(view: View, finding: Finding, escape: Callable[[str], str]) -> str:
    """What a finding is about, in the articles' words.

    A subject that is only the words around a value gives way to the start of its sentence; a quote known by its speaker
    alone gets the words that its wordings share.
    """
    told = escape(shortened(finding.subject, 120))
    claims = [claim for group in view.by_value(finding) for claim in group]
    if view.kind(finding) == "quote" and words_of(finding.subject) in {words_of(speaker(claim)) for claim in claims}:
        mine = sorted(claims, key=lambda claim: not _in_language_of_report(claim, view))
        shared = shortened(_shared([_words(claim) for claim in mine]), 60)
        return f"{told}, {view.words('quoted', text=escape(shared))}"
    if claims and view.kind(finding) in ("date", "figure") and any(words_of(claim.exact) in words_of(finding.subject) for claim in claims):
        excerpt = view.words("quoted", text=escape(within_sentence(claims[0], view.documents, 80)))
        counted = _counted(view, finding)
        return f"{escape(counted)}, {excerpt}" if counted else excerpt
    return told


def _in_language_of_report(claim: Claim, view: View) -> bool:
    """Whether a claim's article is in the language of the report; a report may be rendered without its articles."""
    document = view.documents.get(claim.source)
    return document is not None and document.language == view.words.language


def _counted(view: View, finding: Finding) -> str:
    """What all claims of a finding count, in the language of the report: « hauteur »; empty where they do not say."""
    measure = next((reason.values.get("measure", "") for reason in finding.why if reason.key == "same-measure"), "")
    return concept_told(base(measure), view.words.language) if base(measure) in by_id() else ""


def _shared(wordings: list[str]) -> str:
    """The longest run of words that the first two different wordings share; the first where they share hardly any, as translations do."""
    first = wordings[0]
    other = next((wording for wording in wordings if words_of(wording) != words_of(first)), first)
    kept = [change.text for change in word_diff(other, first) if change.kind == "kept"]
    shared = max(kept, key=len, default="")
    return shared if len(shared.split()) >= _FEW else first


_FEW = 3
"""Words below which what two wordings share names nothing."""


def sides(view: View, finding: Finding) -> list[Side]:
    """Who writes what: one side a value, the value of most articles first. Changed values go from the oldest to the latest."""
    groups = view.by_value(finding)
    if finding.verdict == "evolved":
        groups.sort(key=lambda group: _told_on(group, view))
    if all(isinstance(claim, QuoteClaim) for group in groups for claim in group):
        if finding.verdict == "conflict" and any(reason.key == "other-speaker" for reason in finding.why):
            return _by_speaker(view, [claim for group in groups for claim in group])
        return _quoted_sides(view, groups)
    return [_side(shortened(group[0].exact, _WORDS), understood(group[0], view.words), group, view) for group in groups]


def _told_on(group: Sequence[Claim], view: View) -> tuple[str, str]:
    """The first and the last day on which articles tell a value; after all others where no day is known."""
    days = sorted(filter(None, (view.published(claim.source) for claim in group)))
    return (days[0], days[-1]) if days else (_NEVER, _NEVER)


_NEVER = "9999-99-99"


def _side(written: str, meaning: str, claims: list[Claim], view: View) -> Side:
    return Side(written, meaning, articles(view, claims), tuple(claims))


def _quoted_sides(view: View, groups: list[list[Claim]]) -> list[Side]:
    if len(groups) == 1:
        return _by_speaker(view, groups[0])
    if any(len(set(told)) > 1 for told in _per_article(groups).values()):
        return _fragments(view, groups)
    reference = _words(groups[0][0])
    changed = [changed_words(reference, _words(group[0])) for group in groups[1:]]
    kept = [shortened(gone, _WORDS) for gone, _ in changed if gone]
    first = _side(kept[0] if kept else shortened(reference, _WORDS), "", groups[0], view)
    others = [
        _side(shortened(come or _words(group[0]), _WORDS), "", group, view) for (_, come), group in zip(changed, groups[1:], strict=True)
    ]
    return [first, *others]


def _per_article(groups: list[list[Claim]]) -> dict[str, list[str]]:
    """The different wordings of each article."""
    told: dict[str, list[str]] = {}
    for group in groups:
        for source in dict.fromkeys(claim.source for claim in group):
            told.setdefault(source, []).append(_words(group[0]))
    return dict(sorted(told.items()))


def _fragments(view: View, groups: list[list[Claim]]) -> list[Side]:
    """Several pieces of one utterance: each article with those that not all articles have, in whatever inflection."""
    told = _per_article(groups)
    everywhere = set[str].intersection(*(_all_words(several) for several in told.values()))
    sides: dict[str, list[Claim]] = {}
    for source, several in told.items():
        own: list[str] = []
        for words in several:
            if not content_words(words) <= everywhere | _all_words(own):
                own.append(shortened(words, 40))
        own = own or several
        of_source = [claim for group in groups for claim in group if claim.source == source]
        sides.setdefault(listed(tuple(own), view, 3), []).extend(of_source)
    return [_side(words, "", claims, view) for words, claims in sides.items()]


def _all_words(several: list[str]) -> set[str]:
    return set().union(*(content_words(words) for words in several))


def _by_speaker(view: View, claims: list[Claim]) -> list[Side]:
    """The same words, given to several people: a side each, with the first wording that is given to them."""
    by_speaker: dict[str, list[Claim]] = {}
    for claim in claims:
        by_speaker.setdefault(speaker(claim), []).append(claim)
    return [_side(shortened(_words(group[0]), _WORDS), name, group, view) for name, group in by_speaker.items()]


def speaker(claim: Claim) -> str:
    """Who says a quote, as the article names them; empty for other claims."""
    return claim.value.speaker or claim.value.speaker_exact if isinstance(claim, QuoteClaim) else ""


def _words(claim: Claim) -> str:
    return claim.value.content if isinstance(claim, QuoteClaim) else claim.exact


def brief(view: View, finding: Finding, width: int = 48) -> dict[str, str]:
    """Each claim of a finding in a few words, by id: quotes are cut around the words that differ, not at their start."""
    groups = view.by_value(finding)
    told = {claim.id: shortened(_words(claim), width) for group in groups for claim in group}
    if view.kind(finding) != "quote" or len(groups) < 2:
        return told
    reference = _words(groups[0][0])
    for i, group in enumerate(groups):
        other = _words(groups[1][0]) if i == 0 else reference
        told |= {claim.id: around_change(other, _words(claim), width) for claim in group}
    return told


def articles(view: View, claims: list[Claim]) -> tuple[str, ...]:
    """The labels of the articles that these claims stand in, each once, in order."""
    return tuple(dict.fromkeys(view.label(claim.source) for claim in claims))


def listed(names: tuple[str, ...], view: View, most: int = 4) -> str:
    """Some names on a line; beyond `most` the rest is counted."""
    told = ", ".join(names[:most])
    return told if len(names) <= most else f"{told} {view.words.count('and_more', len(names) - most)}"


def advice(view: View, finding: Finding) -> str:
    """What to do about a finding, naming the one article that stands alone where there is one."""
    claims = view.claims_of(finding)
    first = view.label(claims[0].source) if claims else view.words("none")
    told = view.words(f"action.{severity(finding)}-{view.kind(finding)}", article=first)
    outlier = view.outlier(finding) if finding.verdict == "conflict" else ""
    key = "action.outlier-quote" if view.kind(finding) == "quote" else "action.outlier"
    return f"{view.words(key, outlier=_place_of(view, finding, outlier))} {told}" if outlier else told


def _place_of(view: View, finding: Finding, source: str) -> str:
    """An article with its file and the line of its claim: where to begin."""
    claim = next(c for c in view.claims_of(finding) if c.source == source)
    line = view.line(claim)
    place = f"{view.files.get(source, source)}:{line}" if line else view.files.get(source, source)
    return f"{view.label(source)} ({place})"


def value(view: View, finding: Finding, escape: Callable[[str], str]) -> str:
    """The value of a finding that nobody disputes: as its first claim prints it, and what it was understood as."""
    claims = view.claims_of(finding)
    if not claims:
        return view.words("none")
    claim = claims[0]
    if claim.kind == "quote":
        # only words that the article itself puts in quotation marks get them here
        own = claim.value.type == "indirect" or any(mark in claim.value.content for mark in '«“"')
        marks = "in-substance" if own else "quoted"
        return view.words(marks, text=escape(shortened(claim.value.content, 100)))
    meaning = understood(claim, view.words)
    return f"{escape(claim.exact)} ({escape(meaning)})" if meaning else escape(claim.exact)


def by_kind(view: View, findings: list[Finding]) -> list[Finding]:
    """Dates, then figures, then quotes; in each, article by article as one reads them."""

    def place(finding: Finding) -> tuple[str, str, int, str]:
        claims = view.claims_of(finding)
        return (view.kind(finding), claims[0].source, claims[0].start, finding.id) if claims else ("", "", 0, finding.id)

    return sorted(findings, key=place)


def came_out(view: View, source: Source) -> str:
    """The day an article came out, in words, and how it is known where it is only supposed."""
    if not source.published:
        return view.words("articles.unknown")
    day = humanise(source.published, view.words)
    how = view.words.get(f"basis.{source.published_basis}", "")
    return view.words("articles.assumed", day=day, how=how) if how else day


def warnings(view: View, source: Source) -> list[str]:
    """A kill, or another status that is not the usual one."""
    if source.status in ("", "usable"):
        return []
    return [view.words("articles.killed") if source.status == KILLED else view.words("articles.status", status=source.status)]


def variants(view: View, finding: Finding) -> list[tuple[Claim, Claim]]:
    """Pairs of quotes to compare word by word: each wording with the first of another article that shares words with it."""
    quotes = [claim for group in view.by_value(finding) for claim in group if isinstance(claim, QuoteClaim)]
    pairs: list[tuple[Claim, Claim]] = []
    told = {words_of(_words(quotes[0]))} if quotes else set()
    for claim in quotes[1:]:
        before = quotes[: quotes.index(claim)]
        other = next((one for one in before if one.source != claim.source and _alike(one, claim)), None)
        if other is not None and words_of(_words(claim)) not in told:
            pairs.append((other, claim))
        told.add(words_of(_words(claim)))
    return pairs


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two different wordings share enough words for a comparison to say something."""
    first, second = (set(words_of(_words(claim)).split()) for claim in (one, other))
    return first != second and len(first & second) * 3 >= min(len(first), len(second))


__all__ = [
    "FIRST",
    "Side",
    "advice",
    "articles",
    "by_kind",
    "came_out",
    "headline",
    "lesser",
    "listed",
    "sides",
    "speaker",
    "subject",
    "title",
    "urgent",
    "value",
    "variants",
    "warnings",
]
