"""The words around a claim, reduced to what can be compared: concepts, names, stems.

Each term of a reading gets at most one token: a concept id (`death`), a name (`@louvre`), a word that both languages of the
glossary have (`crown`) or a stem (`couron`).
Function words, numbers and words of time get none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.concepts import Concept, Concepts, concepts
from claims.glossary import glossary
from claims.reading import Reading
from claims.records import Context
from claims.stems import plain, stem
from claims.terms import Term

_SILENT = frozenset(
    [
        "function",
        "auxiliary",
        "month",
        "week-name",
        "weekday",
        "time-unit",
        "clock-unit",
        "unit-of-measure",
        "currency",
        "daypart",
        "relative-day",
        "last",
        "next",
        "edge",
        "modifier",
        "percent",
        "article",
        "of",
        "to",
        "numeral",
        "collective",
        "before-noun",
        "previous",
        "title",
        "half-day",
        "person-word",
    ]
)
_CLAUSE_ENDS = frozenset(",;:()[]—–")
_LEADS = frozenset(("article", "of", "since-word", "to", "apostrophe"))
PARAGRAPH_REACH = 45
"""How many terms on either side of its sentence a claim may draw on inside its paragraph."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The token of each term (None where it has none) and the concept behind it."""

    reading: Reading
    keys: tuple[str | None, ...]
    concepts: tuple[Concept | None, ...]

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """The terms between the nearest punctuation on either side, inside the sentence; « , mercredi, » belongs to both sides."""
        start, end = self.reading.sentence_of(first)
        terms = self.reading.terms
        low, high = first, last + 1
        while low > start and terms[low - 1].classes & _LEADS:
            low -= 1
        low -= low > start and terms[low - 1].key == ","
        high += high < end and terms[high].key == ","
        while low > start and terms[low - 1].key not in _CLAUSE_ENDS:
            low -= 1
        while high < end and terms[high].key not in _CLAUSE_ENDS:
            high += 1
        return low, high

    def between(self, first: int, end: int) -> tuple[str, ...]:
        """The tokens of a range of terms, each once, in order."""
        return tuple(dict.fromkeys(k for k in self.keys[first:end] if k))

    def context(self, first: int, last: int) -> Context:
        """The words around the terms `first` to `last`."""
        low, high = self.clause(first, last)
        start, end = self.reading.sentence_of(first)
        clause = self.between(low, high)
        sentence = tuple(k for k in self.between(start, end) if k not in clause)
        opens, closes = self.reading.paragraph_of(first)
        around = self.between(max(opens, start - PARAGRAPH_REACH), min(closes, end + PARAGRAPH_REACH))
        inner = set(clause) | set(sentence)
        return Context(clause=clause, sentence=sentence, paragraph=tuple(k for k in around if k not in inner))


def tokens(reading: Reading) -> Tokens:
    """Reduce every term of a reading to its token."""
    table = concepts(reading.lexicon.language)
    stems = [_stem(term, reading) for term in reading.terms]
    names, meant = _names(reading), glossary(reading.lexicon.language)
    found = _concepts(reading.terms, stems, table, names)
    keys: list[str | None] = []
    for i, term in enumerate(reading.terms):
        concept = found[i]
        country = reading.lexicon.value(term.key, "country") or reading.lexicon.value(term.key, "demonym")
        if country is not None and country != "foreign":
            keys.append("@" + country)
        elif concept is not None:
            keys.append(concept.id)
        elif term.kind == "junk" and term.key[0] in "@#":
            keys.append("@" + plain(term.key[1:]))
        elif i in names:
            keys.append("@" + plain(term.key))
        elif term.kind != "word" or term.classes & _SILENT or term.end - term.start < 3:
            keys.append(None)
        else:
            keys.append(meant.get(stems[i], stems[i]))
    return Tokens(reading, tuple(keys), tuple(found))


def _stem(term: Term, reading: Reading) -> str:
    return stem(term.key, reading.lexicon.language) if term.kind in ("word", "phrase") else term.key


def _concepts(terms: Sequence[Term], stems: list[str], table: Concepts, names: frozenset[int]) -> list[Concept | None]:
    """The concept of each term; a row of several words gives its concept to its first and its last.

    A name is no inflected word: « Paris » are no bets.
    """
    found: list[Concept | None] = [None] * len(stems)
    at = 0
    while at < len(stems):
        for row, concept in table.rows.get(stems[at], ()):
            if tuple(stems[at : at + len(row)]) == row:
                found[at] = found[at + len(row) - 1] = concept
                at += len(row)
                break
        else:
            if at in names:
                found[at] = table.exact.get(terms[at].key) or table.single.get(stems[at])
            elif "function" not in terms[at].classes:
                found[at] = table.of(terms[at].key, stems[at])
            at += 1
    return found


def _names(reading: Reading) -> frozenset[int]:
    """Terms that are parts of names: capitals inside a sentence, and at its start those that the text elsewhere writes so."""
    opening = {_opening(reading, start, end) for start, end in reading.sentences}
    inside = {i for i in _capitals(reading) if i not in opening or (i + 1 < len(reading.terms) and _is_capital(reading, i + 1))}
    known = {reading.terms[i].key for i in inside}
    return frozenset(inside | {i for i in opening if i >= 0 and reading.terms[i].key in known and _is_capital(reading, i)})


def _opening(reading: Reading, start: int, end: int) -> int:
    return next((i for i in range(start, end) if reading.terms[i].kind in ("word", "phrase")), -1)


def _capitals(reading: Reading) -> Iterator[int]:
    return (i for i in range(len(reading.terms)) if _is_capital(reading, i))


def _is_capital(reading: Reading, i: int) -> bool:
    term = reading.terms[i]
    if term.kind != "word" or term.classes & _SILENT:
        return False
    return reading.text[term.start].isupper() and (i == 0 or reading.terms[i - 1].key not in '«“"‘')
