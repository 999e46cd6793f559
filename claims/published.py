"""When an article came out, as the article's own text says it.

Only the lines around an article are looked at: a labelled line (« Publié le… », “Published: …”), a line that is nothing but
a date, a wire's dateline. The first line of a page that is nothing but a date is the site's own clock, and says nothing.
A date without its year is no publication date: nothing is invented.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.lexicon import LANGUAGES
from claims.lines import Line, lines
from claims.records import Publication

_HEAD = 12  # lines after which an article has begun
_TAIL = 4
_PROSE = 120  # characters: a line this long is a paragraph
_SEPARATOR = re.compile(r"\s+[•·|–—-]\s+|\s*[•·|]\s*")


@dataclass(frozen=True, slots=True)
class Dated:
    """What the lines around an article say of its days, and where they say it (offsets, never part of a claim)."""

    published: Publication = Publication()
    updated: dt.date | None = None
    stretches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Patterns:
    months: dict[str, int]
    date: re.Pattern[str]
    alone: re.Pattern[str]
    labelled: re.Pattern[str]
    machine: re.Pattern[str]
    updates: frozenset[str]
    byline: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Found:
    day: dt.date | None
    role: str  # label, update, alone, dateline
    stretch: tuple[int, int] | None


def dated(text: str, body: int = 0, language: str = "fr") -> Dated:
    """The publication and update days that the lines around an article give."""
    all_lines = [line for line in lines(text, body) if line.words]
    head, tail = all_lines[:_HEAD], all_lines[_HEAD:][-_TAIL:]
    chronicle = _is_chronicle(all_lines)
    found = [f for i, line in enumerate(head) for f in _read(line, language, first=i == 0) if not (chronicle and f.role == "alone")]
    late = [f for line in tail for f in _labelled(line, language)]
    day, basis = next(((f.day, b) for role in ("label", "alone", "dateline") for fs, b in ((found, "first-line"), (late, "credit-line")) for f in fs if f.role == role and f.day), (None, ""))
    stretches = tuple(f.stretch for f in (*found, *late) if f.stretch)
    updated = next((f.day for f in (*found, *late) if f.role == "update" and f.day), None)
    publication = Publication(day=day, basis="first-line" if basis == "first-line" else "credit-line") if day else Publication()
    return Dated(publication, updated, stretches)
