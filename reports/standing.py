"""What became of findings, in Markdown: those that are gone, those that somebody waived, and waivers that waive nothing."""

from __future__ import annotations

from collections.abc import Sequence

from consistency.findings import Known, StaleWaiver, Unread
from reports import digest, escape
from reports.marked import table, text
from reports.view import View, severity
from reports.words import Words


def resolved(view: View) -> str:
    """The findings that the earlier run had and this one has not; empty where there are none."""
    words, gone = view.words, view.report.resolved
    return f"## {words('standing.resolved-title')}\n\n{words('standing.resolved-intro')}\n\n{known_table(gone, words)}" if gone else ""


def known_table(gone: Sequence[Known], words: Words) -> str:
    """Findings that are there no more, in a table."""
    rows = [[text(verdict(one, words)), text(one.subject), text(" / ".join(one.values)), escape.code(one.id)] for one in gone]
    return table([words(f"standing.{name}") for name in ("verdict", "what", "values", "finding")], rows)


def waived(view: View) -> str:
    """The findings that were set aside with the reason for it, and the waivers that nothing answers to."""
    told = [part for part in (_waived(view), _stale(view)) if part]
    return "\n\n".join([f"## {view.words('standing.waived-title')}", *told]) if told else ""


def verdict(one: Known, words: Words) -> str:
    """The words of a verdict."""
    return words(f"short.{severity(one)}")


def _waived(view: View) -> str:
    rows = [[digest.title(view, f, text), text(f.waiver), escape.code(f.id)] for f in view.waived]
    return table([view.words(f"standing.{name}") for name in ("what", "reason", "finding")], rows) if rows else ""


def _stale(view: View) -> str:
    stale = view.report.stale_waivers
    return f"{view.words('waiver.intro')}\n\n{stale_list(stale, view.words)}" if stale else ""


def unread_table(unread: Sequence[Unread], words: Words) -> str:
    """What could not be read, why, and what to do about it."""
    rows = [[escape.code(u.path), str(u.line or words("none")), text(u.problem), text(u.remedy)] for u in unread]
    return table([words(f"unread.{name}") for name in ("file", "line", "problem", "remedy")], rows)


def stale_list(stale: Sequence[StaleWaiver], words: Words) -> str:
    """Waivers that waive nothing, each with its place and what is wrong with it."""
    return "\n".join(
        f"- {escape.code(place(one.path, one.line))} {text(words(f'waiver.{one.problem}', finding=one.finding, until=one.until))}"
        for one in stale
    )


def place(path: str, line: int) -> str:
    """A file, with its line where that is known."""
    return f"{path}:{line}" if line else path
