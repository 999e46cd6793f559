"""Addresses among the paths: telling them from files, and naming the article there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"(https?):/{1,2}([^/].*)", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"[^\w.-]+")


def address(path: Path) -> str:
    """The address that was given in the place of a path (which writes `https:/…` for `https://…`); empty for a path."""
    found = _ADDRESS.fullmatch(str(path))
    return f"{found[1].lower()}://{found[2]}" if found else ""


def stem(url: str) -> str:
    """A name for the article at an address: its host and the end of its path."""
    parts = urlsplit(url)
    return _NAMED.sub("-", f"{parts.hostname}-{Path(parts.path).stem}").strip("-")[:80]
