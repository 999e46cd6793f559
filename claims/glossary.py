"""Common words of two languages that mean the same (`glossary.txt`), where what no concept names meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from claims.kept import kept, modules
from claims.stems import stems

FILE = Path(__file__).with_name("glossary.txt")
LANGUAGES = ("en", "fr")
"""The languages of the two sides of each line."""


@cache
def _lines() -> tuple[tuple[tuple[str, ...], ...], ...]:
    rows = (line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(tuple(tuple(word.strip() for word in side.split(",")) for side in row.split("=")) for row in rows)


@cache
def glossary(language: str) -> Mapping[str, str]:
    """By the stem of a word of a language, the first word of its line: the same for both languages. Empty for other languages."""
    return {stemmed: heads[0] for stemmed, heads in every(language).items()}


@cache
def every(language: str) -> Mapping[str, Sequence[str]]:
    """The same with all lines that have a word of the stem: « porte » is a door, and what somebody carries."""
    if language not in LANGUAGES:
        return {}
    return kept(f"glossary-{language}", (FILE, *modules("glossary", "stems")), lambda: _compiled(language))


def _compiled(language: str) -> dict[str, list[str]]:
    side = LANGUAGES.index(language)
    pairs = [(word, line[0][0]) for line in _lines() for word in line[side] if " " not in word]
    found: dict[str, list[str]] = {}
    for stemmed, (_, meant) in zip(stems([word for word, _ in pairs], language), pairs, strict=True):
        heads = found.setdefault(stemmed, [])
        if meant not in heads:
            heads.append(meant)
    return found


def told(meant: str, language: str) -> str:
    """A line's first word in a language; the word itself where the glossary does not have it."""
    if language not in LANGUAGES:
        return meant
    return next((line[LANGUAGES.index(language)][0] for line in _lines() if line[0][0] == meant), meant)
