"""What news speaks of: concepts with their words in each language (`concepts.toml`), where French and English meet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from claims.stems import stems

FILE = Path(__file__).with_name("concepts.toml")
EXACT = "="
"""What marks a word that stands for its concept only as it is written: « passager= », so that « passages » is none."""
ENDINGS = ("s", "es", "e", "x")
"""What a plural or a feminine may add to a word."""
_WORD = re.compile(r"[^\W_]+|['-]")  # as a reading cuts a text into terms


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is counted or happens: its id, its kind, whether its number may honestly grow from day to day.

    `units` are the UCUM units that it is told in, empty where it may be told in any.
    """

    id: str
    kind: str = "event"
    accumulates: bool = False
    units: frozenset[str] = frozenset()


Row = tuple[tuple[str, ...], Concept]
"""Stems side by side, and what they stand for together."""


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of one language: by word as listed, by stem for other forms, by rows of stems for longer ones.

    The rows are found by their first stem and by their second, the longest first.
    """

    exact: Mapping[str, Concept]
    single: Mapping[str, Concept]
    rows: Mapping[str, Mapping[str, Sequence[Row]]]

    def of(self, word: str, stemmed: str) -> Concept | None:
        """The concept of a folded word: as listed, by its stem, or as the plural or feminine of a listed word."""
        found = self.exact.get(word) or self.single.get(stemmed)
        for ending in ENDINGS:
            if found is None and word.endswith(ending):
                found = self.exact.get(word.removesuffix(ending))
        return found


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomli.loads(FILE.read_text(encoding="utf-8"))


@cache
def by_id() -> dict[str, Concept]:
    """Every concept by its id."""
    return {name: _concept(name, row) for name, row in _table().items()}


def _concept(name: str, row: Mapping[str, Any]) -> Concept:
    return Concept(name, str(row.get("kind", "event")), bool(row.get("accumulates")), frozenset(row.get("units", ())))


@cache
def concepts(language: str) -> Concepts:
    """The concepts of a language; empty for one that has no words in the table."""
    listed_words: list[tuple[Concept, str, list[str]]] = []
    exact: dict[str, Concept] = {}
    single: dict[str, Concept] = {}
    rows: dict[str, dict[str, list[Row]]] = {}
    for name, row in _table().items():
        listed = row.get(language, [])
        for text in listed if isinstance(listed, list) else []:
            listed_words.append((by_id()[name], text.lower(), _WORD.findall(text.lower())))
    stemmed = iter(stems([word for _, _, row in listed_words for word in row], language))
    for concept, text, parts in listed_words:
        found = tuple(next(stemmed) for _ in parts)
        exact.setdefault(text.removesuffix(EXACT), concept)  # a row too: the lexicon may join it into one term
        if len(found) == 1 and not text.endswith(EXACT):
            single.setdefault(found[0], concept)
        elif len(found) > 1:
            rows.setdefault(found[0], {}).setdefault(found[1], []).append((found, concept))
    for seconds in rows.values():
        for same in seconds.values():
            same.sort(key=lambda row: len(row[0]), reverse=True)
    return Concepts(exact, single, rows)


def told(concept: str, language: str) -> str:
    """A concept's first word in a language; its id where the table has none."""
    listed = _table().get(concept, {}).get(language)
    return str(listed[0]) if isinstance(listed, list) and listed else concept
