"""The articles of a report that was written earlier, read again to show their sentences."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from claims.documents import load_all
from claims.records import Document
from consistency.errors import InputError
from consistency.findings import Report

_PART = re.compile(r"[#!].*$", re.DOTALL)
"""What follows a file's name in the path of one of its several articles."""


def reread(report: Report) -> dict[str, Document]:
    """The articles that still stand where the report found them, by source; one that was changed since is left out."""
    wanted = {source.path for source in report.sources}
    found: dict[str, Document] = {}
    for path in sorted({path if Path(path).is_file() else _PART.sub("", path) for path in wanted}):
        with suppress(InputError, OSError):
            found |= {one.source: one for one in load_all(path) if isinstance(one, Document) and one.path in wanted}
    changed = {c.source for c in report.claims if c.source in found and found[c.source].text[c.start : c.end] != c.exact}
    return {source: document for source, document in found.items() if source not in changed}
