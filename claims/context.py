"""The words around a claim, reduced to what can be compared: concepts, names, stems.

Each term of a reading gets at most one token: a concept id (`death`), a name (`@louvre`), a word that both languages of the
glossary have (`crown`) or a stem (`couron`).
Function words, numbers and words of time get none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct, field

from claims.concepts import WORD, Concept, Row, concepts
from claims.glossary import meaning
from claims.lexicon import lexicon
from claims.reading import Reading
from claims.records import Context
from claims.stems import plain, stem

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
_OPENING_MARKS = frozenset('«“"‘')
_CLAUSE_ENDS = frozenset(",;:()[]—–")
_LEADS = frozenset(("article", "of", "since-word", "to", "apostrophe"))
PARAGRAPH_REACH = 45
"""How many terms on either side of its sentence a claim may draw on inside its paragraph."""


class Tokens(Struct, frozen=True, eq=False):
    """The token of each term (None where it has none) and the concept behind it; `clauses` are those asked for so far."""

    reading: Reading
    keys: tuple[str | None, ...]
    concepts: tuple[Concept | None, ...]
    clauses: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """The terms between the nearest punctuation on either side, inside the sentence; « , mercredi, » belongs to both sides."""
        known = self.clauses.get((first, last))
        if known is None:
            known = self.clauses[first, last] = self._clause(first, last)
        return known

    def _clause(self, first: int, last: int) -> tuple[int, int]:
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
        return tuple(dict.fromkeys(filter(None, self.keys[first:end])))

    def context(self, first: int, last: int) -> Context:
        """The words around the terms `first` to `last`."""
        low, high = self.clause(first, last)
        start, end = self.reading.sentence_of(first)
        clause = self.between(low, high)
        inner = set(clause)
        sentence = tuple([k for k in self.between(start, end) if k not in inner])
        opens, closes = self.reading.paragraph_of(first)
        around = self.between(max(opens, start - PARAGRAPH_REACH), min(closes, end + PARAGRAPH_REACH))
        inner.update(sentence)
        return Context(clause=clause, sentence=sentence, paragraph=tuple([k for k in around if k not in inner]))


class _Word(Struct, frozen=True):
    """What a word tells by itself, whatever stands around it.

    `country` is its token where it is a country's or of a country, `name` where it is part of a name, `tag` where it is a
    keyword or an account, `token` otherwise; `concept` what it stands for, `named` the same where it is part of a name; `parts`
    are the words of a phrase, else the word itself.
    """

    parts: tuple[_Part, ...]
    country: str | None
    name: str
    tag: str | None
    token: str | None
    concept: Concept | None
    named: Concept | None


class _Part(Struct, frozen=True):
    """A stem, and the rows of words with a concept that it begins, by their second stem."""

    stem: str
    rows: Mapping[str, Sequence[Row]]


@lru_cache(maxsize=100_000)
def _word(key: str, kind: str, classes: frozenset[str], language: str) -> _Word:
    table, known = concepts(language), lexicon(language)
    stemmed = stem(key, language) if kind in ("word", "phrase") else key
    country = known.value(key, "country") or known.value(key, "demonym")
    told = kind == "word" and _SILENT.isdisjoint(classes)
    stemmed_parts = [stemmed] if kind != "phrase" else [stem(word, language) for word in WORD.findall(key)]
    return _Word(
        tuple([_Part(part, table.rows.get(part, {})) for part in stemmed_parts]),
        f"@{country}" if country is not None and country != "foreign" else None,
        f"@{plain(key)}",
        f"@{plain(key[1:])}" if kind == "junk" and key[0] in "@#" else None,
        meaning(key, stemmed, language) if told else None,
        table.of(key, stemmed) if "function" not in classes else None,
        table.named(key, stemmed),
    )


def tokens(reading: Reading) -> Tokens:
    """Reduce every term of a reading to its token."""
    language = reading.lexicon.language
    words = [_word(t.key, t.kind, t.classes, language) for t in reading.terms]
    names = _names(reading)
    found = _concepts(words, names)
    for i, term in enumerate(reading.terms):
        if "month" in term.classes and reading.text[term.start].isupper():
            found[i] = None  # "in March" is no demonstration
        elif found[i] is not None and i in names and (_tied(reading, i) or _ends_a_name(found, names, i)):
            found[i] = None  # « Port-au-Prince », "the Polar Prince" are no princes
    keys: list[str | None] = []
    for i, (term, word, concept) in enumerate(zip(reading.terms, words, found, strict=True)):
        if word.country is not None:
            keys.append(word.country)
        elif concept is not None:
            keys.append(concept.id)
        elif word.tag is not None:
            keys.append(word.tag)
        elif i in names:
            keys.append(word.name)
        else:
            keys.append(word.token if term.end - term.start >= _SHORTEST else None)
    return Tokens(reading, tuple(keys), tuple(found))


def _tied(reading: Reading, at: int) -> bool:
    """Whether a hyphen ties a word to the one before or behind it."""
    terms = reading.terms
    before = at > 0 and terms[at - 1].key == "-" and terms[at - 1].end == terms[at].start
    return before or (at + 1 < len(terms) and terms[at + 1].key == "-" and terms[at].end == terms[at + 1].start)


def _ends_a_name(found: Sequence[Concept | None], names: frozenset[int], at: int) -> bool:
    """Whether a word for somebody, or for something spoken of, is the last of a name, and no title before one: "Pope Francis"."""
    concept = found[at]
    row = at - 1 in names and found[at - 1] is not concept
    return concept is not None and concept.kind in _SPOKEN_OF and row and at + 1 not in names


_SPOKEN_OF = frozenset(("topic", "people", "role"))
_SHORTEST = 3  # letters of a word that tells something


def _concepts(words: Sequence[_Word], names: frozenset[int]) -> list[Concept | None]:
    """The concept of each term; a row of several words gives its concept to its first and its last.

    A name is no inflected word: « Paris » are no bets. The words of a phrase of the lexicon may be those of a row: « placé en garde à vue ».
    """
    found: list[Concept | None] = [word.named if at in names else word.concept for at, word in enumerate(words)]
    parts = [part for word in words for part in word.parts]
    places = [at for at, word in enumerate(words) for _ in word.parts]
    done = 0
    for n, (part, after) in enumerate(pairwise(parts)):
        if not part.rows or n < done:
            continue
        for row, concept in part.rows.get(after.stem, ()):
            if _stands(row, parts, n):
                done = n + len(row)
                first, last = places[n], places[done - 1]
                found[first : last + 1] = [concept, *[None] * (last - first - 1), concept] if last > first else [concept]
                break
    return [None if c is not None and c.kind == NOTHING else c for c in found]


NOTHING = "none"
"""The kind of turns of phrase whose words are no concept: « par rapport à »."""


def _stands(row: tuple[str, ...], parts: Sequence[_Part], at: int) -> bool:
    return at + len(row) <= len(parts) and all(parts[at + n].stem == stemmed for n, stemmed in enumerate(row))


def _names(reading: Reading) -> frozenset[int]:
    """Terms that are parts of names: capitals inside a sentence, and at its start those that the text elsewhere writes so."""
    terms, capitals = reading.terms, _capitals(reading)
    opening = {_opening(reading, start, end) for start, end in reading.sentences}
    inside = {i for i in capitals if i not in opening or i + 1 in capitals}
    known = {terms[i].key for i in inside}
    return frozenset(inside | {i for i in opening & capitals if terms[i].key in known})


def _opening(reading: Reading, start: int, end: int) -> int:
    return next((i for i in range(start, end) if reading.terms[i].kind in ("word", "phrase")), -1)


def _capitals(reading: Reading) -> set[int]:
    """Words that begin with a capital, and not because they open a quotation."""
    text, terms = reading.text, reading.terms
    large = [i for i, t in enumerate(terms) if t.kind == "word" and text[t.start].isupper() and _SILENT.isdisjoint(t.classes)]
    return {i for i in large if i == 0 or terms[i - 1].key not in _OPENING_MARKS}
