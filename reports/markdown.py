"""The report as Markdown (CommonMark with GFM tables): what an editor reads, a pull request shows and a printer prints."""

from __future__ import annotations

from collections.abc import Mapping

from claims.records import Claim, Document
from consistency.findings import Finding, Report, Source
from reports import digest, escape
from reports.chronology import chronology
from reports.details import details
from reports.excerpts import within_sentence
from reports.formats import Style
from reports.marked import bold, link, side, table, text
from reports.matrix import matrix
from reports.reasons import TOGETHER, sentence
from reports.standing import resolved, unread_table, waived
from reports.summary import LIMIT, cut
from reports.view import View, severity
from reports.words import load

BETWEEN = {"evolved": " → ", "variant": " ≈ "}
"""What stands between the sides of a finding; `≠` for all others."""
_PASSAGES = 4
"""The most articles whose passages an agreement shows; the rest is counted."""
_NAMED_FILES = 10
"""The most files of other formats that are named; the rest is counted."""


def render(report: Report, documents: Mapping[str, Document], style: Style) -> str:
    """The report as Markdown text, byte for byte the same for the same report.

    `documents` (source → document) give the sentences; where one is missing, the words kept beside the claim are shown.
    """
    view = View(report, documents, load(style.language))
    sections = (_head, _articles, _unread, _first, matrix, chronology, details, _single, _agreements, resolved, waived, _method)
    return cut("\n\n".join(told for section in sections if (told := section(view))) + "\n", LIMIT, view.words)


def _head(view: View) -> str:
    title = view.words("title", story=text(view.report.story))
    return "\n\n".join(line for line in (f"# {title}", bold(digest.headline(view)), digest.lesser(view), digest.standing(view)) if line)


def _articles(view: View) -> str:
    words = view.words
    rows = [[str(i), *_article(source, view)] for i, source in enumerate(view.sources.values(), start=1)]
    if not rows:
        return ""
    columns = ("number", "outlet", "file", "date", "language", "credits", "claims")
    told = f"## {words('articles.title')}\n\n{table([words(f'articles.{name}') for name in columns], rows)}"
    undated = any(not source.published for source in view.sources.values())
    notes = [words("articles.unknown-note")] if undated else []
    remarks = [
        f"- {words('colon', a=escape.code(view.files[s.source]), b=text(said))}"
        for s in view.sources.values()
        for said in (*digest.warnings(view, s), *s.notes, *s.remarks)
    ]
    return "\n\n".join([told, *notes, *(["\n".join(remarks)] if remarks else [])])


def _article(source: Source, view: View) -> list[str]:
    words = view.words
    return [
        text(view.label(source.source)),
        escape.code(view.files[source.source]),
        text(digest.came_out(view, source)),
        text(words.get(f"language.{source.language}", source.language)),
        text(", ".join(source.credits)) or words("none"),
        str(source.claims),
    ]


def _unread(view: View) -> str:
    return "\n\n".join(told for told in (_not_read(view), _left_aside(view)) if told)


def _not_read(view: View) -> str:
    words = view.words
    if not view.report.unread:
        return ""
    return f"## {words('unread.title')}\n\n{words('unread.intro')}\n\n{unread_table(view.unread, words)}"


def _left_aside(view: View) -> str:
    files = view.report.left_aside
    named = ", ".join(escape.code(path) for path in files[:_NAMED_FILES])
    more = view.words.count("and_more", len(files) - _NAMED_FILES) if len(files) > _NAMED_FILES else ""
    return view.words("colon", a=view.words.count("unread.left-aside", len(files)), b=f"{named} {more}".strip()) if files else ""


def _first(view: View) -> str:
    words, found = view.words, digest.urgent(view)
    told = f"## {words('first.title')}\n\n"
    if not found:
        return told + words("first.nothing")
    columns = ["", *(words(f"first.{name}") for name in ("what", "values", "action"))]
    told += table(columns, [_urgent(finding, view) for finding in found[: digest.FIRST]])
    rest = len(found) - digest.FIRST
    return f"{told}\n\n{words.count('first.more', rest)}" if rest > 0 else told


def _urgent(finding: Finding, view: View) -> list[str]:
    return [
        link(str(view.numbers[finding.id]), finding),
        f"{bold(view.words(f'short.{severity(finding)}'))} · {digest.title(view, finding, text)}",
        _who_writes_what(finding, view),
        text(digest.advice(view, finding)),
    ]


def _who_writes_what(finding: Finding, view: View) -> str:
    sides = digest.sides(view, finding)
    if finding.verdict != "internal":
        return BETWEEN.get(finding.verdict, " **≠** ").join(side(one, view) for one in sides)
    # one article against itself: the reason says more than its values side by side
    written = ", ".join(bold(text(one.written)) for one in sides)
    names = text(digest.listed(digest.articles(view, view.claims_of(finding)), view))
    why = " ".join(sentence(reason, view, text) for reason in finding.why if reason.key not in TOGETHER)
    return f"{view.words('colon', a=names, b=written)}. {why}".strip()


def _single(view: View) -> str:
    words, told = view.words, single_tables(view, "###")
    return "\n\n".join([f"## {words('single.title')}", words("single.intro" if told else "single.nothing"), *told])


def single_tables(view: View, heading: str) -> list[str]:
    """What rests on one source or origin: for each kind of claim a heading and a table."""
    words, found, told = view.words, digest.by_kind(view, view.with_verdict("single-source")), []
    for kind in ("date", "figure", "quote"):
        rows = [_single_row(finding, view) for finding in found if view.kind(finding) == kind]
        first, second = ("speaker", "words") if kind == "quote" else ("what", "value")
        headers = [words(f"single.{name}") for name in (first, second, "source", "origin")]
        told += [f"{heading} {words(f'kinds.{kind}')}", table(headers, rows)] if rows else []
    return told


def _single_row(finding: Finding, view: View) -> list[str]:
    claims = view.claims_of(finding)
    figure = next((claim for claim in claims if claim.kind == "figure"), None)
    speaking = _speakers(finding, view)
    what = speaking if speaking else _passage(figure, view) if figure else digest.subject(view, finding, text)
    sources = digest.listed(digest.articles(view, claims), view)
    origins = ", ".join(finding.origin_names) or view.words("none")
    return [what, digest.value(view, finding, text), text(sources), text(origins)]


def _speakers(finding: Finding, view: View) -> str:
    """Who is said to speak, each once; empty for what is no quote."""
    quotes = [claim for claim in view.claims_of(finding) if claim.kind == "quote"]
    names = dict.fromkeys(digest.speaker(claim) or view.words("single.nobody") for claim in quotes)
    return text(" / ".join(names)) if names else ""


def _agreements(view: View) -> str:
    words = view.words
    found = digest.by_kind(view, view.with_verdict("corroborated"))
    sure = [finding for finding in found if finding.tier == "certain"]
    told = [f"## {words('agreements.title')}", _agreed(sure, view) if sure else words("agreements.nothing")]
    if doubtful := [finding for finding in found if finding.tier != "certain"]:
        told += [f"### {words('agreements.unsure')}", words("agreements.unsure-intro"), _agreed(doubtful, view)]
    return "\n\n".join(told)


def _agreed(found: list[Finding], view: View) -> str:
    columns = [view.words(name) for name in ("single.value", "agreements.passages", "agreements.origins")]
    return table(columns, [[_told(finding, view), _passages(finding, view), _origins(finding, view)] for finding in found])


def _told(finding: Finding, view: View) -> str:
    """The value that articles agree on; of a quote with whoever speaks."""
    speaking = _speakers(finding, view)
    value = digest.value(view, finding, text)
    return view.words("agreements.said", speaker=speaking, words=value) if speaking else value


def _origins(finding: Finding, view: View) -> str:
    named = text(", ".join(finding.origin_names))
    return view.words("colon", a=finding.origins, b=named) if named else str(finding.origins)


def _passages(finding: Finding, view: View) -> str:
    """The passage of each article, one an article."""
    first = {claim.source: claim for claim in reversed(view.claims_of(finding))}
    told = [
        view.words("colon", a=bold(text(view.label(source))), b=_passage(first[source], view)) for source in view.sources if source in first
    ]
    more = view.words.count("and_more", len(told) - _PASSAGES) if len(told) > _PASSAGES else ""
    return f"{' · '.join(told[:_PASSAGES])} {more}".strip()


def _passage(claim: Claim, view: View) -> str:
    return view.words("quoted", text=text(within_sentence(claim, view.documents, 70)))


def _method(view: View) -> str:
    words = view.words
    code = view.findings[0].code if view.findings else "FIG001"
    lines = [*words.lines("method.lines"), words("method.codes", code=escape.plain(code).replace("`", ""))]
    listed = "\n".join(f"- {line}" for line in lines)
    return f"## {words('method.title')}\n\n{listed}\n\n{words('method.version', version=text(view.report.version))}"
