"""The pieces that Markdown sections are made of: tables, links, bold words. All text passes through `reports.escape`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consistency.findings import Finding
from reports import escape
from reports.digest import Side, listed
from reports.view import View

text = escape.markdown
"""Article text for a line or a cell."""


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table of cells that are escaped already."""
    from tabulate import tabulate  # loaded only by reports that have tables

    return str(tabulate(rows, headers=headers, tablefmt="pipe", disable_numparse=True))


def anchor(finding: Finding) -> str:
    """The name a link finds a finding by: its id, which stays the same from run to run."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", finding.id)


def link(label: str, finding: Finding) -> str:
    """A link inside the report, to where the finding is told."""
    return f"[{label}](#{anchor(finding)})"


def bold(inner: str) -> str:
    """Escaped text in bold, standing by itself between spaces."""
    return escape.emphasised(inner) if inner else inner


def side(told: Side, view: View) -> str:
    """One side of a disagreement in a cell: what is written, what it means, which articles."""
    written = bold(text(told.written))
    meaning = f" ({text(told.understood)})" if told.understood else ""
    return view.words("colon", a=f"{written}{meaning}", b=text(listed(told.articles, view)))
