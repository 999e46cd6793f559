"""The formats of a report, in one list, and how a caller asks for one.

Every format is a module with `render(report, documents, style) -> str`, a pure function: no clock, no file, no
environment. Modules are loaded when asked for, so that a run pays only for the format it prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from msgspec import Struct

from claims.records import Document
from consistency.findings import Report

FORMATS: Mapping[str, str] = {
    "markdown": "reports.markdown",
    "json": "reports.json",
    "terminal": "reports.terminal",
    "html": "reports.html",
    "sarif": "reports.sarif",
    "junit": "reports.junit",
    "github": "reports.github",
    "jsonl": "reports.jsonl",
}
"""Every format of a report and the module that writes it."""


class Style(Struct, frozen=True):
    """How a report is to look: its language (`fr`, `en`), and for terminals the width and whether colours are wanted."""

    language: str = "fr"
    width: int = 80
    colour: bool = False


def render(name: str, report: Report, documents: Mapping[str, Document], style: Style | None = None) -> str:
    """The report in the format `name`, ending in a line break. KeyError where there is no such format."""
    module = import_module(FORMATS[name])
    return cast(str, module.render(report, documents, style or Style()))
