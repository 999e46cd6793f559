"""Lines of a plain terminal report, none wider than the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable


def wrapped(lines: Iterable[str], width: int) -> str:
    """Lines cut between words, what follows two blanks deeper than the line begins; ends in a line break."""
    return "".join(f"{_filled(line, width)}\n" for line in lines)


def _filled(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip(" ")))
    after = f"{indent}  "
    return textwrap.fill(
        line.strip(" "), width, initial_indent=indent, subsequent_indent=after, break_long_words=False, break_on_hyphens=False
    )
