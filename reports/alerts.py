"""What the formats of build servers share: which findings they tell, how grave each is there, and in which words."""

from __future__ import annotations

from typing import Literal

from claims.records import Claim
from consistency.findings import Finding
from reports import digest
from reports.escape import plain
from reports.markdown import BETWEEN
from reports.places import Place, place
from reports.reasons import TOGETHER, sentence
from reports.view import View, severity

Level = Literal["error", "warning", "note"]
"""How grave a finding is to a build server; only an error is meant to stop anything."""


def level(finding: Finding) -> Level:
    """What is certain to be wrong is an error, what is doubtful a warning, what changed or is told otherwise a note."""
    if severity(finding).endswith("to-check"):
        return "warning"
    return "error" if finding.verdict in ("conflict", "internal") else "note"


def alerts(view: View) -> list[Finding]:
    """The findings worth an alert, gravest first: what differs. One origin and agreements would drown it; what was waived is settled."""
    return list(view.differences)


def heading(finding: Finding, view: View) -> str:
    """What a finding is, in one line: « Contradiction · Chiffre : préjudice de l'incendie »."""
    return f"{view.words(f'short.{severity(finding)}')} · {digest.title(view, finding, plain)}"


def values(finding: Finding, view: View) -> str:
    """Who writes what, in one line; of an article against itself, why the two cannot be."""
    if finding.verdict == "internal":
        told = ", ".join(plain(side.written) for side in digest.sides(view, finding))
        why = " ".join(sentence(reason, view, plain) for reason in finding.why if reason.key not in TOGETHER)
        return f"{told}. {why}".strip()
    return BETWEEN.get(finding.verdict, " ≠ ").join(_side(side, view) for side in digest.sides(view, finding)) + "."


def _side(side: digest.Side, view: View) -> str:
    meaning = f" ({plain(side.understood)})" if side.understood else ""
    return f"{plain(side.written)}{meaning} — {plain(digest.listed(side.articles, view))}"


def advice(finding: Finding, view: View) -> str:
    """What to do about a finding."""
    return plain(digest.advice(view, finding))


def where(claim: Claim, at: Place, view: View) -> str:
    """« La Gazette, ligne 5 »; the article alone where its file has no lines."""
    label = plain(view.label(claim.source))
    return view.words("findings.where", file=label, line=at.line) if at.line else label


def placed(finding: Finding, view: View) -> list[tuple[Claim, Place]]:
    """The claims of a finding, article by article, with their places."""
    return [(claim, place(claim, view)) for claim in view.claims_of(finding)]


def without_lines(found: list[tuple[Claim, Place]], view: View) -> str:
    """Which of the articles give no line, and why; empty where all do."""
    silent = dict.fromkeys(plain(view.label(claim.source)) for claim, at in found if not at.line)
    return view.words("ci.no-lines", articles=", ".join(silent)) if silent else ""
