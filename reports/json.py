"""The report as JSON: the contract other programs read (`consistency schema` prints its JSON Schema)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from claims.records import Document
from consistency.findings import Report, order
from reports import escape
from reports.formats import Style

HIDDEN = {"claims": {"__all__": {"context"}}}
"""What stays inside: the stems that claims were compared by."""


def contract(report: Report) -> dict[str, object]:
    """The report as plain data: claims in reading order, findings gravest first, internal fields left out."""
    ordered = report.model_copy(
        update={
            "claims": tuple(sorted(report.claims, key=lambda c: (c.source, c.start, c.end, c.kind, c.id))),
            "findings": order(list(report.findings)),
            "sources": tuple(sorted(report.sources, key=lambda s: (s.source, s.path))),
            "unread": tuple(sorted(report.unread, key=lambda u: (u.path, u.line, u.problem))),
        }
    )
    return ordered.model_dump(mode="json", exclude=HIDDEN)


def dumps(data: object) -> str:
    """Data as indented JSON text, keys in the order given, safe to show on a terminal."""
    return escape.json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def render(report: Report, documents: Mapping[str, Document], style: Style) -> str:
    """The report as JSON text, the same for the same report; neither documents nor style change it."""
    return dumps(contract(report))
