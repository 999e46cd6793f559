"""The central file of waivers, one table each:

    [[waiver]]
    finding = "FIG001-3fa2b1c0"
    reason = "the second figure is of 2024"
    until = 2026-12-31
    story = "louvre"

`until` and `story` may be left out: then it holds for ever, and in every story.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

from claims.read.toml_file import read_toml
from consistency.errors import InputError, nearest
from consistency.output import write_atomically
from consistency.waivers import FINDING, Waiver

KEYS = ("finding", "reason", "until", "story")
"""What a table may hold."""


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a central file. Raises `InputError` for what is not one, with the line."""
    table, text = read_toml(path)
    for key in table:
        if key != "waiver":
            raise InputError(str(path), _line(text, key), f"{key!r} means nothing here", "write each waiver as a [[waiver]] table")
    rows = table.get("waiver", [])
    heads = [text.count("\n", 0, m.start()) + 1 for m in re.finditer(r"^[ \t]*\[\[\s*waiver\s*\]\]", text, re.MULTILINE)]
    if not isinstance(rows, list) or len(heads) != len(rows) or not all(isinstance(row, dict) for row in rows):
        raise InputError(str(path), 1, "holds waivers that are no [[waiver]] tables", "write each waiver as a [[waiver]] table")
    return tuple(_row(row, str(path), line) for row, line in zip(rows, heads, strict=True))


def _row(row: Mapping[str, object], path: str, line: int) -> Waiver:
    for key, value in row.items():
        if key not in KEYS:
            near = nearest(key, KEYS)
            raise InputError(path, line, f"a waiver has no {key!r}", f"did you mean {near!r}?" if near else f"use {', '.join(KEYS)}")
        if not isinstance(value, str | dt.date):
            raise InputError(path, line, f"{key} is neither text nor a day", "put it in quotation marks")
    told = {key: str(row.get(key, "")) for key in KEYS}
    if not FINDING.fullmatch(told["finding"]) or "-" not in told["finding"]:
        raise InputError(path, line, f"{told['finding']!r} is no finding", 'write the id of one, such as finding = "FIG001-3fa2b1c0"')
    found = Waiver(told["finding"], told["reason"], told["until"], path, line, told["story"])
    if (problem := found.problem(None)) == "no-reason":
        raise InputError(path, line, "a waiver without a reason", 'say why: reason = "…"')
    if problem:
        raise InputError(path, line, f"until: {told['until']!r} is no day", "write it as 2026-12-31")
    return found


def _line(text: str, key: str) -> int:
    found = re.search(rf"^\s*\[*\s*{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 0


def add_waiver(path: Path, table: str) -> None:
    """Add a table (made by `written`) to a file, or make the file. Raises `InputError` where the file holds what is no waiver."""
    before = ""
    if path.exists():
        read_waivers(path)
        before = path.read_text(encoding="utf-8")
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    write_atomically(path, before + gap + table)


def written(finding: str, reason: str, until: dt.date | None = None, story: str = "") -> str:
    """A waiver as the table of the central file; ValueError where it is none."""
    if not FINDING.fullmatch(finding) or "-" not in finding:
        raise ValueError(f"{finding!r} is no finding: give the id of one, such as FIG001-3fa2b1c0")
    if not reason.strip():
        raise ValueError("the reason is empty: say why")
    rows = [("finding", quoted(finding)), ("reason", quoted(reason))]
    rows += [("until", until.isoformat())] if until else []
    rows += [("story", quoted(story))] if story else []
    return "[[waiver]]\n" + "".join(f"{key} = {value}\n" for key, value in rows)


def quoted(text: str) -> str:
    """A TOML basic string on one line, whatever the text holds."""
    return '"' + "".join(_escaped(char) for char in " ".join(text.split())) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 and not 0xD800 <= ord(char) < 0xE000 else "?"
