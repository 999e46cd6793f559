"""The report as workflow commands, which GitHub shows as annotations beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from claims.records import Document
from consistency.findings import Finding, Report
from reports.alerts import advice, alerts, heading, level, placed, values, where, without_lines
from reports.escape import github_data, github_property, plain
from reports.formats import Style
from reports.places import Place, relative
from reports.view import View
from reports.words import load

MOST = 10
"""The most annotations of each level that GitHub shows of one step."""
PLACES = 10
"""The most other passages that an annotation names; the rest is counted."""

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


class Annotation(Struct, frozen=True):
    """One workflow command: `error`, `warning` or `notice`, with a title, the lines of its message, and a place if it has one."""

    command: str
    title: str
    lines: tuple[str, ...]
    place: Place | None = None

    def __str__(self) -> str:
        """The command as one line; nothing that an article says can end it or begin another."""
        given = {"file": relative(self.place.path)} | _region(self.place) if self.place else {}
        told = ",".join(f"{name}={github_property(value)}" for name, value in (given | {"title": self.title}).items())
        return f"::{self.command} {told}::{github_data(self.lines)}"


def _region(at: Place) -> dict[str, str]:
    if not at.line:
        return {}
    lines = {"line": str(at.line), "endLine": str(at.end_line)}
    # columns of an annotation over several lines are refused
    one_line = at.column and at.line == at.end_line
    return lines | ({"col": str(at.column), "endColumn": str(at.end_column)} if one_line else {})


def render(report: Report, documents: Mapping[str, Document], style: Style) -> str:
    """The commands, a line each, gravest first; of more than GitHub shows of a level, the last line says how many there are."""
    view = View(report, documents, load(style.language))
    by_command: dict[str, list[Annotation]] = {command: [] for command in _COMMANDS.values()}
    for annotation in (*_differences(view), *_unread(view)):
        by_command[annotation.command].append(annotation)
    return "".join(f"{one}\n" for several in by_command.values() for one in _shown(several, view))


def _shown(several: list[Annotation], view: View) -> list[Annotation]:
    if len(several) <= MOST:
        return several
    told = view.words.count("ci.more", len(several) - MOST + 1)
    return [*several[: MOST - 1], Annotation(several[0].command, view.words("ci.more-title"), (told,))]


def _differences(view: View) -> Iterator[Annotation]:
    for finding in alerts(view):
        found = placed(finding, view)
        title = f"{plain(finding.code)} · {heading(finding, view)}"
        yield Annotation(_COMMANDS[level(finding)], title, _lines(finding, view), found[0][1] if found else None)


def _lines(finding: Finding, view: View) -> tuple[str, ...]:
    found = placed(finding, view)
    others = list(dict.fromkeys(where(claim, at, view) for claim, at in found[1:]))
    more = [view.words.count("and_more", len(others) - PLACES)] if len(others) > PLACES else []
    told = view.words("ci.others", places=", ".join([*others[:PLACES], *more])) if others else ""
    lines = (values(finding, view), advice(finding, view), told, without_lines(found, view))
    return tuple(line for line in lines if line)


def _unread(view: View) -> Iterator[Annotation]:
    for one in view.unread:
        at = Place(one.path, one.line, end_line=one.line)
        yield Annotation("error", view.words("ci.unread"), (f"{plain(one.path)}: {plain(one.problem)}; {plain(one.remedy)}",), at)
