"""A report without a word of its articles, for embargoed texts: what leaves the house says where to look, not what is written.

Codes, verdicts, files, lines, columns, outlets, agencies and normalised values stay. Titles, passages, quotes, names, what is
counted, the words of reasons and the reasons of waivers go; a quote, a name or a waiver's reason is told by its length (`[62]`),
a subject by the place of its first claim. The name of a file is not the article's text: whoever embargoes a title keeps it out
of there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath

from msgspec.structs import replace

from claims.concepts import by_id
from claims.records import Claim, Context, DateClaim, DateSlots, Document, FigureClaim, FigureSlots, QuoteClaim
from consistency.drafts import DraftReport
from consistency.findings import Finding, Reason, Report, Source, StaleWaiver, Unread
from consistency.news import News, StoryNews
from consistency.waivers import FINDING
from reports.values import normalised

Articles = Callable[[StoryNews], Mapping[str, Document]]
"""Gives the articles of a story."""

_OURS = frozenset({"day", "real", "share", "slots", "source", "sources", "sum", "written"})
"""The values of reasons that are never words of an article."""
_CONCEPTS = frozenset({"measure", "event"})
"""The values of reasons that are kept where they are a concept of the program's."""
_QUOTED = re.compile(r"“[^”]*”")
_ISO_OR_NUMBER = re.compile(r"[\d\s.,:%-]*")


def redacted(report: Report, documents: Mapping[str, Document]) -> tuple[Report, dict[str, Document]]:
    """The report and the documents with nothing of the articles' own words; offsets, lines and columns stay as they are."""
    lengths = _Lengths()
    reading = sorted(report.claims, key=lambda c: (c.source, c.start, c.end, c.id))
    claims = {claim.id: _claim(claim, lengths) for claim in reading}
    places = {claim.id: _place(claim, report, documents) for claim in reading}
    names = _titles(report)
    told = report.model_copy(
        update={
            "sources": tuple(_source(source) for source in report.sources),
            "unread": tuple(_unread(unread) for unread in report.unread),
            "claims": tuple(claims[claim.id] for claim in report.claims),
            "findings": tuple(_finding(finding, places, names, lengths) for finding in report.findings),
            "stale_waivers": tuple(_stale(one, lengths) for one in report.stale_waivers),
            "resolved": tuple(known.model_copy(update={"subject": "", "values": ()}) for known in report.resolved),
        }
    )
    return told, {name: _document(document) for name, document in documents.items()}


def redacted_draft(report: DraftReport, documents: Mapping[str, Document]) -> tuple[DraftReport, dict[str, Document]]:
    """What is said of a draft, the draft and its sources, with nothing of their own words."""
    every = Report(version=report.version, story="", sources=(report.draft, *report.sources), unread=report.unread, claims=report.claims)
    bare, articles = redacted(every, documents)
    names = _titles(every)
    checked = tuple(
        one.model_copy(update={"origins": tuple(names.get(name, name) for name in one.origins), "why": tuple(map(_reason, one.why))})
        for one in report.checked
    )
    told = {"draft": bare.sources[0], "sources": bare.sources[1:], "unread": bare.unread, "claims": bare.claims, "checked": checked}
    return report.model_copy(update=told), articles


def redacted_news(news: News, documents: Articles) -> tuple[News, Articles]:
    """What is new between two runs, and the articles of a story, with nothing of the articles' own words."""

    def bare(name: str) -> tuple[StoryNews, dict[str, Document]]:
        story = news.load(name)
        report, articles = redacted(story.report, documents(story))
        return replace(story, report=report), articles

    unread, stale = tuple(_unread(one) for one in news.unread), tuple(_stale(one, _Lengths()) for one in news.stale)
    told = replace(news, load=lambda name: bare(name)[0], unread=unread, stale=stale)
    return told, lambda story: bare(story.report.story)[1]


class _Lengths:
    """Names for wordings that say nothing but their length: `[62]`, and `[62·2]` for the second of one length."""

    def __init__(self) -> None:
        self._seen: dict[int, dict[str, str]] = {}

    def __call__(self, words: str) -> str:
        told = " ".join(words.split()).casefold()
        same = self._seen.setdefault(len(told), {})
        return same.setdefault(told, f"[{len(told)}·{len(same) + 1}]" if same else f"[{len(told)}]")


def _claim(claim: Claim, lengths: _Lengths) -> Claim:
    bare: dict[str, object] = {"prefix": "", "suffix": "", "sentence": (claim.start, claim.end), "context": Context()}
    if isinstance(claim, DateClaim):
        bare |= {"exact": normalised(claim.value), "slots": DateSlots()}
    elif isinstance(claim, FigureClaim):
        value = claim.value.model_copy(update={"measured": "", "unit": _first_word(claim.value.unit)})
        bare |= {"exact": normalised(value), "value": value, "slots": FigureSlots()}
    elif isinstance(claim, QuoteClaim):
        length = lengths(claim.value.content)
        gone = dict.fromkeys(("speaker", "speaker_exact", "cue", "relays"), "")
        bare |= {"exact": length, "value": claim.value.model_copy(update={**gone, "content": length})}
    else:
        bare |= {"exact": lengths(claim.exact), "value": claim.value.model_copy(update={"person": ""})}
    return claim.model_copy(update=bare)


def _first_word(unit: str) -> str:
    return unit.split(" ", 1)[0]


def _titles(report: Report) -> dict[str, str]:
    """The articles by their titles, by which those are named that tell neither an outlet nor an agency."""
    return {source.title: source.source for source in report.sources if source.title and not source.outlet}


def _place(claim: Claim, report: Report, documents: Mapping[str, Document]) -> str:
    path = next((source.path for source in report.sources if source.source == claim.source), claim.source)
    document = documents.get(claim.source)
    known = document is not None and claim.counted_in == "file"
    line = f":{document.text.count(chr(10), 0, claim.start) + 1}" if document is not None and known else ""
    return f"{PurePath(path).name}{line}"


def _source(source: Source) -> Source:
    return source.model_copy(update={"title": "", "notes": (), "remarks": tuple(_unquoted(remark) for remark in source.remarks)})


def _unread(unread: Unread) -> Unread:
    return unread.model_copy(update={"problem": _unquoted(unread.problem), "remedy": _unquoted(unread.remedy)})


def _unquoted(told: str) -> str:
    """What the program says, without what it quotes."""
    return _QUOTED.sub("“…”", told)


def _stale(waiver: StaleWaiver, lengths: _Lengths) -> StaleWaiver:
    named = waiver.finding if FINDING.fullmatch(waiver.finding) else lengths(waiver.finding)
    return waiver.model_copy(update={"finding": named, "until": waiver.until if _ISO_OR_NUMBER.fullmatch(waiver.until) else ""})


def _finding(finding: Finding, places: Mapping[str, str], names: Mapping[str, str], lengths: _Lengths) -> Finding:
    first = next((places[name] for name in finding.claims if name in places), finding.code)
    origins = tuple(names.get(name, name) for name in finding.origin_names)
    reason = lengths(finding.waiver) if finding.waiver else ""
    why = tuple(_reason(reason) for reason in finding.why)
    return finding.model_copy(update={"subject": first, "origin_names": origins, "why": why, "waiver": reason})


def _reason(reason: Reason) -> Reason:
    return Reason(key=reason.key, values={name: value for name, value in reason.values.items() if _kept(name, value)})


def _kept(name: str, value: str) -> bool:
    return name in _OURS or (name in _CONCEPTS and value in by_id())


def _document(document: Document) -> Document:
    """A document of blanks, as long as it was and with its lines."""
    gone = {"title": "", "notes": (), "remarks": (), "text": re.sub(r"[^\n]", " ", document.text)}
    return document.model_copy(update=gone)
