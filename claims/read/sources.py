"""`sources.toml` beside the articles: what their owner knows better than the files.

    ["2026-01-03-agency.html"]
    published = 2026-01-03
    source = "Agence"
    lang = "fr"

A table an article, by the file's name (`feed.xml#2` for an article of several); the keys are those of a front matter.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from claims.errors import InputError
from claims.read.frontmatter import KEYS
from claims.read.page import Page, iso_day, told
from claims.read.toml_file import read_toml

NAME = "sources.toml"


def overridden(page: Page, path: Path, place: str) -> Page:
    """The page, with what `sources.toml` in its file's folder says of it."""
    beside = path.parent / NAME
    state = _state(beside)
    own = _tables(beside, *state).get(Path(place).name, {}) if state else {}
    changes = {field: own[key] for key, field in _FIELDS.items() if key in own}
    if "published" in own:
        changes["days"] = (*told((own["published"], "sources-file")), *page.days)
    return replace(page, **changes) if changes else page


_FIELDS = {
    "title": "title",
    "source": "outlet",
    "updated": "updated",
    "url": "url",
    "lang": "language",
    "credits": "credits",
    "status": "status",
    "story": "story",
    "correction": "notes",
}


def _state(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=64)
def _tables(path: Path, changed: int, size: int) -> dict[str, dict[str, Any]]:
    """The tables of a `sources.toml`, checked; by name of the file they are about."""
    tables, text = read_toml(path, "see the example in docs/formats.md")
    return {
        name: {key: _value(path, text, name, key, value) for key, value in _table(path, text, name, own).items()}
        for name, own in tables.items()
    }


def _table(path: Path, text: str, name: str, own: Any) -> dict[str, Any]:
    line = _line(text, name)
    if not isinstance(own, dict):
        raise InputError(str(path), line, f"“{name[:60]}” is no table", 'write ["file name"] above the keys')
    if "/" in name or "\\" in name or PurePosixPath(name).name != name:
        raise InputError(str(path), line, f"“{name[:60]}” is no name of a file beside it", "name files without their folder")
    return own


def _value(path: Path, text: str, name: str, key: str, value: Any) -> Any:
    line = _line(text, key, _line(text, name))
    if key not in KEYS:
        raise InputError(str(path), line, f"“{key[:40]}” means nothing", f"the keys are {', '.join(KEYS)}")
    if key in ("published", "updated"):
        day = value if type(value) is dt.date else value.date() if isinstance(value, dt.datetime) else iso_day(value)
        if day is None:
            raise InputError(str(path), line, f"“{key}” is not a day", "write it as 2026-01-15")
        return day
    if key in ("credits", "correction"):
        values = value if isinstance(value, list) else [value]
        if all(isinstance(one, str) for one in values):
            return tuple(values)
    elif isinstance(value, str):
        return value.lower() if key == "lang" else value
    raise InputError(str(path), line, f"“{key}” is not text", "write it in quotation marks")


def _line(text: str, word: str, after: int = 0) -> int:
    """The first line from `after` on that holds a word; 0 where none does."""
    rows = text.split("\n")
    return next((i for i, row in enumerate(rows, 1) if i > after and word in row), after)
