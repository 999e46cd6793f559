"""Common words of two languages that mean the same (`glossary.txt`), where what no concept names meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from claims.kept import kept, modules
from claims.stems import singular, stems

FILE = Path(__file__).with_name("glossary.txt")
LANGUAGES = ("en", "fr")
"""The languages of the two sides of each line."""


@cache
def _lines() -> tuple[tuple[tuple[str, ...], ...], ...]:
    rows = (line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(tuple(tuple(word.strip() for word in side.split(",")) for side in row.split("=")) for row in rows)


def meaning(word: str, stemmed: str, language: str) -> str:
    """The first word of the line that lists a word, or the word it is the plural of, else its stem; the stem itself where none does."""
    listed: Mapping[str, str] = _kept(language)["words"]
    found = listed.get(word) or listed.get(singular(word))
    return found or next(iter(every(language).get(stemmed, ())), stemmed)


def every(language: str) -> Mapping[str, Sequence[str]]:
    """By the stem of a word the first words of all lines that have one: « porte » is a door, and what somebody carries."""
    told: Mapping[str, Sequence[str]] = _kept(language)["stems"]
    return told


@cache
def _kept(language: str) -> dict[str, Any]:
    if language not in LANGUAGES:
        return {"words": {}, "stems": {}}
    return kept(f"glossary-{language}", (FILE, *modules("glossary", "stems")), lambda: _compiled(language))


def _compiled(language: str) -> dict[str, Any]:
    side = LANGUAGES.index(language)
    pairs = [(word, line[0][0]) for line in _lines() for word in line[side] if " " not in word]
    words: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for stemmed, (word, meant) in zip(stems([word for word, _ in pairs], language), pairs, strict=True):
        words.setdefault(word, meant)
        heads = found.setdefault(stemmed, [])
        if meant not in heads:
            heads.append(meant)
    return {"words": words, "stems": found}


def told(meant: str, language: str) -> str:
    """A line's first word in a language; the word itself where the glossary does not have it."""
    if language not in LANGUAGES:
        return meant
    return next((line[LANGUAGES.index(language)][0] for line in _lines() if line[0][0] == meant), meant)
