"""The explanation of a finding as text: slot by slot, pair by pair, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping

from claims.records import Claim, Document
from consistency.explain import Explained, slots_of
from consistency.findings import Report
from reports import digest, escape
from reports.excerpts import within_sentence
from reports.formats import Style
from reports.reasons import sentence
from reports.view import View, severity
from reports.words import load
from reports.wrapped import wrapped


def render(told: Explained, report: Report, documents: Mapping[str, Document], style: Style) -> str:
    """The explanation in lines, for a terminal or a file."""
    view = View(report, documents, load(style.language))
    words, finding = view.words, told.finding
    lines = [f"{finding.id}  {words(f'verdict.{severity(finding)}')} · {digest.title(view, finding, escape.terminal)}", ""]
    lines += [f"  {sentence(reason, view, escape.terminal)}" for reason in finding.why]
    lines += ["", words("why.slots")]
    for claim in told.claims:
        lines.append(f"  {_place(claim, view)}  {escape.terminal(within_sentence(claim, documents, 80))}")
        slots = ", ".join(f"{words.get(f'slot.{name}', name)} = {value}" for name, value in slots_of(claim).items())
        lines.append(f"      {escape.terminal(slots) or words('why.no-slots')}")
    if told.pairs:
        lines += ["", words("why.pairs")]
    for pair in told.pairs:
        parts = ", ".join(f"{name} {value:+.2f}" for name, value in pair.parts)
        lines.append(f"  {pair.likely:4.0%}  {_place(pair.one, view)} — {_place(pair.other, view)}  {parts}".rstrip())
    if told.left_out:
        lines += ["", words("why.left-out")]
    for one in told.left_out:
        why = words(f"why.{one.why}")
        lines.append(
            f"  {one.likely:4.0%}  {_place(one.claim, view)}  {escape.terminal(within_sentence(one.claim, documents, 80))} · {why}"
        )
    return wrapped(lines, style.width)


def _place(claim: Claim, view: View) -> str:
    return escape.terminal(f"{view.files.get(claim.source, claim.source)}:{view.line(claim)}")
