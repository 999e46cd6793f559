"""The Markdown report cut to fit: a build server shows only so much of a summary."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reports.words import Words

LIMIT = 1_048_576
"""The most bytes that GitHub takes as the summary of one step."""

_BOUNDARY = re.compile(r"^(?=##+ )", re.MULTILINE)


def cut(report: str, limit: int, words: Words) -> str:
    """A Markdown report in at most `limit` bytes of UTF-8: sections and findings that do not fit are left out and named.

    An article's words never begin a line with `##` there, so that every boundary is the report's own. Empty where not even
    the head of the report fits.
    """
    if _size(report) <= limit:
        return report
    blocks = _BOUNDARY.split(report)
    # what is left out is named at most once a section, and all findings together: never longer than this
    room = limit - _size(_note([*blocks[1:]], words))
    kept: list[str] = []
    missing: list[str] = []
    for block in blocks:
        fits = _size(block) <= room
        (kept if fits else missing).append(block)
        room -= _size(block) if fits else 0
    return "".join(kept) + _note(missing, words) if blocks[0] in kept[:1] else ""


def _note(missing: Iterable[str], words: Words) -> str:
    """What stands at the end instead of the blocks that are missing."""
    heads = [block.partition("\n")[0] for block in missing]
    details = sum("<a id=" in head for head in heads)
    sections = [head.lstrip("# ") for head in heads if "<a id=" not in head]
    told = [f"« {name} »" if words.language == "fr" else f"“{name}”" for name in sections]
    told += [words.count("ci.cut-details", details)] if details else []
    return f"\n## {words('ci.cut-title')}\n\n{words('ci.cut', what=', '.join(told))}\n"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
