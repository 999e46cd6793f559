"""The report as JSON Lines: one object a line with its `type`, for programs that read a report piece by piece.

First comes the `run`, then every `source`, `claim`, `finding`, `unread`, `resolved` and `stale-waiver`, each with the
fields that it has in the JSON report. Claims also have `line` and `column`, 0 where their file has no lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from claims.records import Document
from consistency.findings import Report
from reports import escape
from reports.formats import Style
from reports.json import contract
from reports.places import place
from reports.view import View
from reports.words import load

LISTS = {
    "sources": "source",
    "claims": "claim",
    "findings": "finding",
    "unread": "unread",
    "resolved": "resolved",
    "stale_waivers": "stale-waiver",
}
"""The lists of a report, and the type of the lines that each is told in."""


def render(report: Report, documents: Mapping[str, Document], style: Style) -> str:
    """The report, an object a line; style does not change it."""
    view = View(report, documents, load(style.language))
    return "".join(f"{escape.json(json.dumps(line, ensure_ascii=False))}\n" for line in _lines(contract(report), view))


def _lines(data: dict[str, Any], view: View) -> Iterator[dict[str, object]]:
    yield {"type": "run"} | {key: value for key, value in data.items() if key not in LISTS}
    for name, kind in LISTS.items():
        for one in data[name]:
            yield {"type": kind} | one | (_at(one["id"], view) if kind == "claim" else {})


def _at(claim: str, view: View) -> dict[str, object]:
    at = place(view.claims[claim], view)
    return {"line": at.line, "column": at.column}
