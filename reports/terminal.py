"""The report on a terminal: the verdict, what to look at first, what was not read. Fits the width it is given."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from claims.records import Document
from consistency.findings import Finding, Report
from reports import digest
from reports.escape import terminal as shown
from reports.formats import Style
from reports.reasons import TOGETHER, sentence
from reports.standing import place
from reports.view import View, severity
from reports.words import load

COLOURS = {
    "conflict": "bold red",
    "internal": "bold red",
    "conflict-to-check": "yellow",
    "internal-to-check": "yellow",
    "evolved": "cyan",
    "variant": "cyan",
}
"""The style of each verdict's name, where colours are wanted."""

_BETWEEN = {"evolved": "→ ", "variant": "≈ "}
_INDENT = 6
_HANGING = 5


def render(report: Report, documents: Mapping[str, Document], style: Style) -> str:
    """The summary as text; `style.colour` adds ANSI colours, `style.width` is the longest line (at least 40)."""
    view = View(report, documents, load(style.language))
    written = StringIO()
    console = _console(style, written)
    _head(view, console)
    found = digest.urgent(view)
    if found:
        console.print(Text(f"\n{view.words('terminal.first')}", "bold"))
    for finding in found[: digest.FIRST]:
        _finding(finding, view, console)
    if len(found) > digest.FIRST:
        console.print(Text(view.words.count("first.more", len(found) - digest.FIRST), "dim"))
    _unread(view, console)
    _stale(view, console)
    return "\n".join(line.rstrip() for line in written.getvalue().split("\n")).rstrip("\n") + "\n"


def _console(style: Style, written: StringIO) -> Console:
    # an empty environment: what it looks like depends on `style` alone
    return Console(
        file=written,
        width=max(40, style.width),
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        no_color=not style.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


def _head(view: View, console: Console) -> None:
    grave = any(finding.verdict in ("conflict", "internal") for finding in view.findings)
    console.print(Text(view.words("title", story=shown(view.report.story)), "bold"))
    console.print(Text(digest.headline(view), ("bold red" if grave else "bold green") if view.sources else "bold"))
    for told in (digest.lesser(view), digest.standing(view)):
        if told:
            console.print(Text(told, "dim"))


def _finding(finding: Finding, view: View, console: Console) -> None:
    key = severity(finding)
    heading = Text(f"{view.numbers[finding.id]:>3}. ", "bold")
    heading.append(view.words(f"short.{key}"), COLOURS.get(key, ""))
    heading.append(f" · {digest.title(view, finding, shown)}")
    _hanging(heading, console, left=0, hang=_HANGING)
    for i, side in enumerate(digest.sides(view, finding)):
        line = Text("  " if i == 0 or finding.verdict == "internal" else _BETWEEN.get(finding.verdict, "≠ "))
        line.append(shown(side.written), "bold")
        line.append(f" ({shown(side.understood)})" if side.understood else "")
        line.append(f" — {shown(digest.listed(side.articles, view))}", "dim")
        _hanging(line, console, left=_INDENT - 2, hang=2)
    if finding.verdict == "internal":
        why = " ".join(sentence(reason, view, shown) for reason in finding.why if reason.key not in TOGETHER)
        console.print(_indented(Text(why), _INDENT))
    console.print(_indented(Text(view.words("terminal.action", action=shown(digest.advice(view, finding))), "italic"), _INDENT))


def _unread(view: View, console: Console) -> None:
    if view.report.left_aside:
        console.print(Text(f"\n{view.words.count('unread.left-aside', len(view.report.left_aside))}", "dim"))
    if not view.report.unread:
        return
    console.print(Text(f"\n{view.words('terminal.unread')}", "bold"))
    for unread in sorted(view.report.unread, key=lambda u: (u.path, u.line)):
        place = f"{unread.path}:{unread.line}" if unread.line else unread.path
        line = Text(f"{shown(place)}: {shown(unread.problem)}; {shown(unread.remedy)}")
        console.print(_indented(line, 2))


def _stale(view: View, console: Console) -> None:
    for one in view.report.stale_waivers:
        told = view.words(f"waiver.{one.problem}", finding=shown(one.finding), until=shown(one.until))
        console.print(Text(f"\n{shown(place(one.path, one.line))} {told}", "yellow"))


def _hanging(line: Text, console: Console, left: int, hang: int) -> None:
    """Print a paragraph whose first line stands out to the left by `hang`."""
    first, *rest = line.wrap(console, console.width - left - hang)
    console.print(_indented(first, left))
    for more in rest:
        console.print(_indented(more, left + hang))


def _indented(line: Text, left: int) -> Padding:
    """A paragraph set in from the left; rich wraps it to the width that remains."""
    return Padding(line, (0, 0, 0, left))
