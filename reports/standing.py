"""What became of findings, in Markdown: those that are gone, those that somebody waived, and waivers that waive nothing."""

from __future__ import annotations

from consistency.findings import Known
from reports import digest, escape
from reports.marked import table, text
from reports.view import View


def resolved(view: View) -> str:
    """The findings that the earlier run had and this one has not; empty where there are none."""
    words, gone = view.words, view.report.resolved
    if not gone:
        return ""
    rows = [[text(verdict(one, view)), text(one.subject), text(" / ".join(one.values)), escape.code(one.id)] for one in gone]
    columns = [words(f"standing.{name}") for name in ("verdict", "what", "values", "finding")]
    return f"## {words('standing.resolved-title')}\n\n{words('standing.resolved-intro')}\n\n{table(columns, rows)}"


def waived(view: View) -> str:
    """The findings that were set aside with the reason for it, and the waivers that nothing answers to."""
    told = [part for part in (_waived(view), _stale(view)) if part]
    return "\n\n".join([f"## {view.words('standing.waived-title')}", *told]) if told else ""


def verdict(one: Known, view: View) -> str:
    """The words of a verdict."""
    doubtful = one.tier == "to-check" and one.verdict in ("conflict", "internal")
    return view.words(f"short.{one.verdict}-to-check" if doubtful else f"short.{one.verdict}")


def _waived(view: View) -> str:
    rows = [[digest.title(view, f, text), text(f.waiver), escape.code(f.id)] for f in view.waived]
    return table([view.words(f"standing.{name}") for name in ("what", "reason", "finding")], rows) if rows else ""


def _stale(view: View) -> str:
    words = view.words
    lines = [
        f"- {escape.code(place(one.path, one.line))} {text(words(f'waiver.{one.problem}', finding=one.finding, until=one.until))}"
        for one in view.report.stale_waivers
    ]
    return "\n\n".join([words("waiver.intro"), "\n".join(lines)]) if lines else ""


def place(path: str, line: int) -> str:
    """A file, with its line where that is known."""
    return f"{path}:{line}" if line else path
