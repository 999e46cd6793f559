"""What news speaks of: concepts with their words in each language (`concepts.toml`), where French and English meet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from claims.kept import kept, modules
from claims.stems import singular, stems

FILE = Path(__file__).with_name("concepts.toml")
EXACT = "="
"""What marks a word that stands for its concept only as it is written: « passager= », so that « passages » is none."""
ENDINGS = ("s", "es", "e", "x")
"""What a plural or a feminine may add to a word."""
WORD = re.compile(r"[^\W_]+|['-]")
"""What a reading cuts a text into."""


class Concept(Struct, frozen=True):
    """One thing that is counted or happens: its id, its kind, whether its number may honestly grow from day to day.

    `units` are the UCUM units that it is told in, empty where it may be told in any; `like` are other measures of whose words it may be told;
    `event` is what must happen for a bare number of its units to be one of it. What is `once` does not happen again to whatever it happens to.
    A `phase` only tells that something begins, goes on or ends (the aspectual events of TimeML). How a number `varies` is told in the table.
    """

    id: str
    kind: str = "event"
    accumulates: bool = False
    units: frozenset[str] = frozenset()
    like: frozenset[str] = frozenset()
    event: str = ""
    once: bool = False
    phase: bool = False
    varies: frozenset[str] = frozenset()


Row = tuple[tuple[str, ...], Concept]
"""Stems side by side, and what they stand for together."""


class Concepts(Struct, frozen=True):
    """The concepts of one language: by word as listed, by stem for other forms, by rows of stems for longer ones.

    `never` holds the words that have a concept's stem and mean something else, with that concept's id. The rows are found by their first stem and by their second, the longest first.
    """

    exact: Mapping[str, Concept]
    single: Mapping[str, Concept]
    never: Mapping[str, str]
    rows: Mapping[str, Mapping[str, Sequence[Row]]]

    def of(self, word: str, stemmed: str) -> Concept | None:
        """The concept of a folded word: as listed, as the plural of a listed word, by its stem, or as its feminine."""
        found = self.exact.get(word) or self.exact.get(singular(word)) or self.single.get(stemmed)
        for ending in ENDINGS:
            if found is None and word.endswith(ending):
                found = self.exact.get(word.removesuffix(ending))
        return self._meant(word, found)

    def named(self, word: str, stemmed: str) -> Concept | None:
        """The concept of a word that is part of a name: no inflected form, « Paris » are no bets."""
        return self._meant(word, self.exact.get(word) or self.single.get(stemmed))

    def _meant(self, word: str, found: Concept | None) -> Concept | None:
        return None if found is not None and self.never.get(word) == found.id else found


@cache
def _table() -> dict[str, dict[str, Any]]:
    import tomli  # most runs find what they need kept

    return tomli.loads(FILE.read_text(encoding="utf-8"))


@cache
def by_id() -> dict[str, Concept]:
    """Every concept by its id."""
    told = kept("concepts", _MADE_OF, lambda: {name: _fields(row) for name, row in _table().items()})
    return {name: Concept(name, *fields) for name, fields in told.items()}


_MADE_OF = (FILE, *modules("concepts", "stems"))


def _fields(row: Mapping[str, Any]) -> tuple[str, bool, frozenset[str], frozenset[str], str, bool, bool, frozenset[str]]:
    units, like, varies = (frozenset(row.get(name, ())) for name in ("units", "like", "varies"))
    told = (bool(row.get("once")), bool(row.get("phase")))
    return str(row.get("kind", "event")), bool(row.get("accumulates")), units, like, str(row.get("event", "")), *told, varies


@cache
def concepts(language: str) -> Concepts:
    """The concepts of a language; empty for one that has no words in the table."""
    told, known = _kept(language), by_id()
    return Concepts(
        {word: known[name] for word, name in told["exact"].items()},
        {stemmed: known[name] for stemmed, name in told["single"].items()},
        told["never"],
        {
            first: {second: [(row, known[name]) for row, name in rows] for second, rows in seconds.items()}
            for first, seconds in told["rows"].items()
        },
    )


@cache
def _kept(language: str) -> dict[str, Any]:
    return kept(f"concepts-{language}", _MADE_OF, lambda: _compiled(language))


def _compiled(language: str) -> dict[str, Any]:
    """The fields of a language's `Concepts` with ids in place of concepts, and the first word of each concept (`told`)."""
    listed_words: list[tuple[str, str, list[str]]] = []
    exact: dict[str, str] = {}
    single: dict[str, str] = {}
    rows: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    listed = {name: row[language] for name, row in _table().items() if isinstance(row.get(language), list)}
    for name, texts in listed.items():
        for text in texts:
            listed_words.append((name, text.lower(), WORD.findall(text.lower())))
    stemmed = iter(stems([word for _, _, row in listed_words for word in row], language))
    for name, text, parts in listed_words:
        found = tuple(next(stemmed) for _ in parts)
        exact.setdefault(text.removesuffix(EXACT), name)  # a row too: the lexicon may join it into one term
        if len(found) == 1 and not text.endswith(EXACT):
            single.setdefault(found[0], name)
        elif len(found) > 1:
            rows.setdefault(found[0], {}).setdefault(found[1], []).append((found, name))
    for seconds in rows.values():
        for same in seconds.values():
            same.sort(key=lambda row: len(row[0]), reverse=True)
    never = {word.lower(): name for name, row in _table().items() for word in row.get(f"not_{language}", ())}
    return {
        "exact": exact,
        "single": single,
        "never": never,
        "rows": rows,
        "told": {name: str(texts[0]) for name, texts in listed.items() if texts},
    }


def told(concept: str, language: str) -> str:
    """A concept's first word in a language; its id where the table has none."""
    first: str = _kept(language)["told"].get(concept, concept)
    return first
