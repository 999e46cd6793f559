"""Words and patterns of a language, ready for use; how their files are written and read is told in `claims.lexicon_files`.

Every term of a text (a word, a number, a punctuation mark, or several words listed together) belongs to a set of
classes. Each distinct set gets one private character, so that a text becomes a short string with one character a term,
and a rule a regular expression over that string: rules cost little, and never look inside words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from msgspec import Struct

from claims import lexicon_files
from claims.compiled import Compiled, pattern
from claims.kept import kept
from claims.lexicon_files import LANGUAGES


class Alphabet(Struct):
    """The symbols as one topic tells them apart: few letters, so that its patterns compile to small sets.

    `needs` gives for a letter the needs of rules that it is one of.
    """

    table: Mapping[int, str]
    needs: Mapping[str, Sequence[frozenset[str]]]
    last: tuple[str, str] = ("", "")

    def translated(self, symbols: str) -> str:
        """A text's symbols in this alphabet; the last text is remembered, as many patterns look at it."""
        if self.last[0] is not symbols:
            self.last = (symbols, symbols.translate(self.table))
        return self.last[1]


class Rule(Struct, frozen=True, eq=False, dict=True):
    """One pattern and what to make of it. It is made ready when a text first holds all that it needs: most texts need few rules.

    `compiled` is the pattern over the letters of its topic, `needs` are sets of letters of each of which every match holds
    one, each with the most terms of a match before it, and no match is longer than `reach` terms.
    """

    name: str
    topic: str
    make: str
    settings: Mapping[str, Any]
    compiled: Compiled
    needs: tuple[tuple[frozenset[str], int], ...]
    reach: int
    alphabet: Alphabet

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the rule in the letters of a text."""
        return pattern(self.compiled)

    def finditer(self, symbols: str) -> Iterator[re.Match[str]]:
        """The matches in a whole text's symbols; positions are those of the symbols."""
        return self.pattern.finditer(self.alphabet.translated(symbols))


class Lexicon(Struct, frozen=True):
    """A language's words, classes and rules.

    `phrases` gives for the words of a listed phrase how it is spelled (« A$ », « A $ »), `lengths` for the first two words of
    phrases how many words these have, the most first. A set of classes has its symbol in `symbols`, and in `capitals` the one
    of a term that begins with a capital.
    """

    language: str
    words: Mapping[str, Mapping[str, Any]]
    phrases: Mapping[tuple[str, ...], Sequence[str]]
    lengths: Mapping[str, Mapping[str, Sequence[int]]]
    symbols: Mapping[frozenset[str], str]
    capitals: Mapping[frozenset[str], str]
    tables: Mapping[str, Any]
    rules: Mapping[str, tuple[Rule, ...]]

    def value(self, key: str, name: str) -> Any:
        """What the word `key` stands for in class `name`; None where it is not in it."""
        known = self.words.get(key)
        return None if known is None else known.get(name)

    def listed(self, topic: str, table: str, name: str) -> Any:
        """What a table of a topic's file (`[grammar]` of `figures.toml`) says under a name; an empty tuple where it says nothing."""
        return self.tables.get(topic, {}).get(table, {}).get(name, ())


@cache
def lexicon(language: str) -> Lexicon:
    """The compiled lexicon of a language (an ISO 639-1 code with a folder under `claims/languages`)."""
    sources = (*lexicon_files.files(language), *lexicon_files.MADE_BY)
    told = kept(f"lexicon-{language}", sources, lambda: lexicon_files.compiled(language))
    alphabets = {topic: Alphabet(*letters) for topic, letters in told.pop("alphabets").items()}
    told["rules"] = {topic: tuple(Rule(*(*row, alphabets[topic])) for row in rows) for topic, rows in told["rules"].items()}
    return Lexicon(language, **told)


def offices(language: str) -> Mapping[str, Sequence[str]]:
    """The offices that one person at a time holds, each with its names in a language, without the rest of its lexicon."""
    found: Mapping[str, Sequence[str]] = kept(
        f"offices-{language}",
        (*lexicon_files.files(language), *lexicon_files.MADE_BY),
        lambda: lexicon(language).tables.get("names", {}).get("offices", {}),
    )
    return found


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder."""
    return tuple(sorted(p.name for p in LANGUAGES.iterdir() if p.is_dir() and not p.name.startswith("_")))
