"""What becomes of a draft's claims in its sources: Markdown, JSON, and a summary for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from claims.records import Claim, Document
from consistency.drafts import STANDINGS, Checked, DraftReport
from consistency.findings import Report
from reports import escape
from reports.details import passage, place_of
from reports.excerpts import sentence, within_sentence
from reports.formats import Style
from reports.json import HIDDEN, dumps
from reports.marked import bold, table, text
from reports.reasons import sentence as told_reason
from reports.view import View, shortened
from reports.words import load
from reports.wrapped import wrapped

QUIET = frozenset(("one-origin", "supported"))
"""What is listed in a table: nothing is to be done about it."""
_SHOWN = 4
"""The most sentences of sources shown for a claim."""
_ALIKE = 3
"""The most claims of one verdict told in full in the terminal."""


def markdown(report: DraftReport, documents: Mapping[str, Document], style: Style) -> str:
    """The whole as Markdown, byte for byte the same for the same draft and sources."""
    view = _view(report, documents, style)
    parts = [f"# {view.words('draft.title', title=text(_title(report)))}", bold(text(headline(report, view))), *_unread(report, view)]
    for standing in STANDINGS:
        found = [one for one in report.checked if one.standing == standing]
        if found:
            parts.append(f"## {view.words(f'draft.standing.{standing}')}")
            parts += [_table(found, view)] if standing in QUIET else [_told(one, view) for one in found]
    return "\n\n".join(part for part in parts if part) + "\n"


def as_json(report: DraftReport, documents: Mapping[str, Document], style: Style) -> str:
    """The whole as JSON."""
    return dumps(report.model_dump(mode="json", exclude=HIDDEN))


def terminal(report: DraftReport, documents: Mapping[str, Document], style: Style) -> str:
    """What is to be corrected, a few lines each."""
    view = _view(report, documents, style)
    lines = [escape.terminal(view.words("draft.title", title=_title(report))), headline(report, view)]
    for one in report.checked:
        if one.standing in QUIET:
            continue
        claim = view.claims[one.claim]
        place = view.words("draft.place", line=view.line(claim))
        lines += ["", f"{_kind(one, view)} · {escape.terminal(_exact(claim))} ({place})"]
        lines += [f"    {escape.terminal(told_reason(reason, view, escape.terminal))}" for reason in one.why]
        lines += [
            f"    {escape.terminal(view.label(c.source))} : {escape.terminal(within_sentence(c, documents, 90).strip() or _exact(c))}"
            for c in _beside(one, view)[:_ALIKE]
        ]
    return wrapped(lines, style.width)


RENDERERS: Mapping[str, Callable[[DraftReport, Mapping[str, Document], Style], str]] = {
    "markdown": markdown,
    "json": as_json,
    "terminal": terminal,
}
"""The formats of what is said of a draft."""


def headline(report: DraftReport, view: View) -> str:
    """What is to be corrected, and how many claims were checked in how many articles."""
    words, tally = view.words, Counter(one.standing for one in report.checked)
    told = [words.count(f"draft.count.{name}", tally[name]) for name in STANDINGS if tally[name] and name not in QUIET]
    sources = words.count("counts.articles", len(report.sources))
    return f"{', '.join(told) or words('draft.clean')}. {words('draft.of', n=len(report.checked), sources=sources)}"


def _view(report: DraftReport, documents: Mapping[str, Document], style: Style) -> View:
    every = Report(version=report.version, story="", sources=(report.draft, *report.sources), claims=report.claims)
    return View(every, documents, load(style.language))


def _title(report: DraftReport) -> str:
    return report.draft.title or report.draft.source


def _kind(one: Checked, view: View) -> str:
    told = view.words(f"draft.standing.{one.standing}")
    return f"{told} ({view.words('draft.unsure')})" if one.tier != "certain" else told


def _exact(claim: Claim) -> str:
    return shortened(claim.exact, 90)


def _unread(report: DraftReport, view: View) -> Iterator[str]:
    if report.unread:
        rows = [[escape.code(u.path), text(u.problem), text(u.remedy)] for u in report.unread]
        yield table([view.words(f"unread.{name}") for name in ("file", "problem", "remedy")], rows)


def _told(one: Checked, view: View) -> str:
    words, claim = view.words, view.claims[one.claim]
    told = [
        f"### {text(words('quoted', text=_exact(claim)))}",
        f"{bold(_kind(one, view))} · {place_of(claim.source, [view.line(claim)], view)}",
        f"{bold(words('findings.action'))} {text(words(f'draft.action.{one.standing}'))}",
        _quoted(words("draft.says"), [claim], view),
        _quoted(words("draft.sources-say"), _beside(one, view)[:_SHOWN], view) if one.standing != "internal" else "",
        " ".join(told_reason(reason, view, text) for reason in one.why),
    ]
    return "\n\n".join(part for part in told if part)


def _beside(one: Checked, view: View) -> list[Claim]:
    """The claims of sources to look at: those against it, then those for it."""
    return [view.claims[name] for name in (*one.against, *one.support) if name in view.claims]


def _quoted(lead: str, claims: list[Claim], view: View) -> str:
    if not claims:
        return ""
    quotes = [_passage(claim, view) for claim in claims]
    return f"{bold(lead)}\n\n" + "\n>\n".join(quotes)


def _passage(claim: Claim, view: View) -> str:
    """A sentence as a quote, with where it stands; only where it stands for a report without the articles' words."""
    told = f"— {text(view.label(claim.source))}, {place_of(claim.source, [view.line(claim)], view)}"
    said = passage(sentence([claim], view.documents), view).strip()
    return f"> {said}\n>\n> {told}" if said else f"> {told}"


def _table(found: list[Checked], view: View) -> str:
    words, rows = view.words, []
    for one in sorted(found, key=lambda one: view.claims[one.claim].start):
        claim = view.claims[one.claim]
        origins = text(", ".join(one.origins)) or words("none")
        rows.append([str(view.line(claim)), text(_exact(claim)), text(within_sentence(claim, view.documents, 70)), origins])
    return table([words(f"draft.{name}") for name in ("line", "value", "passages", "origins")], rows)
