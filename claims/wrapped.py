"""Texts that were cut into lines of one width, as wires and mail do: there a line end is a blank.

A text counts as cut where nearly every line that stops in mid-sentence is as full as could be: the first word of the next
would not have fitted. Such lines are joined; lists, tables, headings and quoted mail are left alone.
"""

from __future__ import annotations

import re
from itertools import pairwise

NARROWEST, WIDEST = 45, 110
"""Widths, in characters, that texts are cut to."""
SEVERAL = 2
"""How many lines must stop in mid-sentence for a text to show that it was cut."""
SHARE = 0.8
"""How many of these must be full."""
_LINE = re.compile(r"[^\n]+")
_LISTED = re.compile(r"\s*(?:[-–—•*+·>#|]|\d{1,2}[.)]\s|\d{1,2}[:hH]\d{2}\b)|[^|]*\|")
_ENDED = re.compile(r"[.!?…:»”\"]\s*$")


def unwrapped(text: str, body: int = 0) -> str:
    """The text with a blank for each line end that only cuts a line; as long as it was."""
    lines = [match for match in _LINE.finditer(text, body) if match[0].strip()]
    width = max((len(line[0].rstrip()) for line in lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return text
    following = [(one, after) for one, after in pairwise(lines) if one.end() + 1 == after.start() and not _LISTED.match(after[0])]
    stopped = [(one, after) for one, after in following if not _ENDED.search(one[0])]
    full = [one.end() for one, after in following if _is_full(one[0], after[0], width)]
    if len(stopped) < SEVERAL or sum(one.end() in set(full) for one, _ in stopped) < SHARE * len(stopped):
        return text
    written = list(text)
    for at in full:
        written[at] = " "
    return "".join(written)


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted."""
    return len(line.rstrip()) + 1 + len(after.split(None, 1)[0]) > width
