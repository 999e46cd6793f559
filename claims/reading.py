"""A text in its plain form (`claims.plain`) read once: its terms, one symbol a term, its sentences and paragraphs.

Everything later (dates, figures, quotes, names) works on a `Reading` and never scans the text again.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from operator import attrgetter

from msgspec import Struct

from claims.lexicon import Lexicon, lexicon
from claims.numerals import number_words, numeral
from claims.terms import Term
from claims.word_classes import number_classes, word_classes

_TOKEN = re.compile(
    r"""
    [^\S\n\r\u2028\u2029]*+
    (?:
    (?P<junk>(?<!\S)\S{400,}+|(?:https?://|www\.)[^\s<>"«»]{1,2000}|[@\#]\w{1,100}|\d{31,}+|(?<=\S)\[\d{1,3}\](?!\w)|(?<=[.!?»”]\ )\[\d{1,3}\](?!\w)|(?:\d{1,4}[\ \u00a0\u202f,;:/.-]{1,2}){24,}+)
  | (?P<word>[^\W\d_](?:[^\W_]|[\u0300-\u036f])*+)
  | (?P<date>(?<![\w.,/])(?:
        \d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{4}\.\d{1,2}\.\d{1,2}
      | \d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{1,2}/\d{1,2},(?:\d{4}|\d{2})|\d{1,2}/\d{1,2}
      | (?<![^\W\d_][-/])(?:1[5-9]|20)\d{2}[-–/]\d{1,2}|\d{1,2}/(?:1[5-9]|20)\d{2}
    )(?!\d|/\d|[.,]\d|-(?!\d{1,2}[/-]\d)\d|[-–/][^\W\d_]))
  | (?P<clock>(?<![\d.,:])(?:\d{1,2}(?::\d{2}){1,2}|\d{1,2}[\u00a0\u202f\ ]?[hH](?:[\u00a0\u202f\ ]?\d{2}(?:min)?)?(?=\W|_|$))(?![\d:]))
  | (?P<number>
      (?:(?<![^\s(\[«"“:])(?<!\d\s)[-−](?=[.,]?\d))?
      (?: \d{1,3}[-\ ][1-7]/[2348](?![\d/])
        | \d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)(?:\.\d{1,12}(?!\d))?
        | \d{1,3}(?:[\u00a0\u202f\u2009\u2007\ .,'’]\d{3}){1,9}(?!\d)(?:[.,]\d{1,12}(?!\d))?
        | \d{1,30}(?:[.,]\d{1,30}|[¼½¾])?
        | (?<![^\s(\[«"“:−-])[.,]\d{1,12}(?![\d.,])
      )
      (?:[eE][+-]?\d{1,2}(?!\w)|[x×]10\^[+-]?\d{1,2}(?!\w)|\^[+-]?\d{1,2}(?!\w))?)
  | (?P<break>[\r\n\u2028\u2029]\s*+)
  | (?P<punctuation>(?P<mark>[^\w\s])(?P=mark){8,}+|.)
  | (?P<end>\Z)
    )
    """,
    re.VERBOSE | re.DOTALL,
)
"""Words before numbers, possessive repeats, none without bound: no text takes more than a fixed number of steps a character.
A row of two dozen numbers is a table, not a claim; a line drawn of one mark is one mark; hundreds of characters without a blank are no text."""

LONGEST_SENTENCE = 200
"""Terms. News has no longer sentences; a longer row of words is a list or noise, and is cut so that a claim looks no farther around itself."""

LONGEST_PARAGRAPH = 600
"""Terms; a longer one is cut at the end of a sentence. News has paragraphs of a third of that."""

MOST_NUMBERS = 30
"""In one sentence. News has no sentence with more figures or dates; more than that are a table."""

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]{1,4}\Z")
_ENDERS = frozenset(".!?…")
_CLOSERS = frozenset("»”\"')]’")
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'"}


class Reading(Struct, frozen=True):
    """A text as terms. `symbols[i]` stands for `terms[i]`; sentences and paragraphs are half-open ranges of terms."""

    text: str
    lexicon: Lexicon
    terms: tuple[Term, ...]
    symbols: str
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The range of terms of the sentence that term `index` stands in."""
        return _range_of(self.sentences, index)

    def paragraph_of(self, index: int) -> tuple[int, int]:
        """The range of terms of the paragraph that term `index` stands in."""
        return _range_of(self.paragraphs, index)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets into the text of the terms `first` to `last`, both included."""
        return self.terms[first].start, self.terms[last].end

    def at(self, offset: int) -> int:
        """The index of the last term that starts at or before a text offset."""
        return max(0, bisect_right(self.terms, offset, key=_START) - 1)


def outside_tables(reading: Reading, firsts: Sequence[int]) -> list[bool]:
    """Of claims that start at these terms, which stand in a sentence: one that holds more than `MOST_NUMBERS` is a table."""
    sentences = [reading.sentence_of(first)[0] for first in firsts]
    held = Counter(sentences)
    return [held[start] <= MOST_NUMBERS for start in sentences]


_START = attrgetter("start")


def _range_of(ranges: tuple[tuple[int, int], ...], index: int) -> tuple[int, int]:
    place = bisect_right(ranges, (index, sys.maxsize)) - 1
    return ranges[max(0, place)] if ranges else (0, 0)


def fold(word: str) -> str:
    """The form in which words are compared: composed, lower case, plain apostrophe."""
    return word.lower() if word.isascii() else word.lower().translate(_FOLD)


_FOLD = str.maketrans(_QUOTES | {"\u2011": "-", "\u2010": "-"})


def read(text: str, language: str, blank: tuple[tuple[int, int], ...] = ()) -> Reading:
    """Read a text once. `blank` are stretches (offsets) to pass over as if they were a paragraph break."""
    words = lexicon(language)
    terms = _hours(number_words(_phrases(_tokens(text, words, blank), words), words))
    return Reading(text, words, tuple(terms), _symbols(text, terms, words), *_stretches(text, terms, words))


def _hours(terms: list[Term]) -> list[Term]:
    """The terms; four digits before the name of a time zone are a time of day, and no year: "Oct 10, 1500 GMT"."""
    for at, term in enumerate(terms):
        if "zone" in term.classes and at and "year" in terms[at - 1].classes:
            before = terms[at - 1]
            terms[at - 1] = Term(before.start, before.end, before.key, before.kind, before.classes - _YEAR, before.number)
    return terms


_YEAR = frozenset(("year",))


def _symbols(text: str, terms: list[Term], words: Lexicon) -> str:
    small, large = words.symbols, words.capitals
    return "".join([large[t.classes] if text[t.start].isupper() else small[t.classes] for t in terms])


def _tokens(text: str, words: Lexicon, blank: tuple[tuple[int, int], ...]) -> list[Term]:
    language = words.language
    terms: list[Term] = []
    holes = iter((*blank, (len(text) + 1, len(text) + 1)))
    low, high = next(holes)
    for match in _scan(text, words):
        kind = match.lastgroup or "end"
        start, end = match.span(match.lastindex or 0)
        if start >= low:
            while start >= high:
                low, high = next(holes)
            if start >= low:
                if kind != "end" and (not terms or terms[-1].kind != "break"):
                    terms.append(Term(start, end, "\n", "break", _KINDS["break"]))
                continue
        if kind == "word" or kind == "punctuation":
            key, classes = _known(text[start:end], kind, language)
            terms.append(Term(start, end, key, kind, classes))
        elif kind == "number":
            printed = text[start:end]
            number = numeral(printed, words)
            terms.append(Term(start, end, printed, kind, number_classes(number.value, number.digits), number))
        elif kind != "end":
            terms.append(Term(start, end, fold(text[start:end]), kind, _KINDS[kind]))
    return terms


@lru_cache(maxsize=100_000)
def _known(printed: str, kind: str, language: str) -> tuple[str, frozenset[str]]:
    """The folded form of a word or mark, and its classes."""
    key, words = fold(printed), lexicon(language)
    named = key not in words.words or printed in words.listed("names", "people", "acronyms")  # "The WHO said"
    return key, _KINDS[kind] if named else _listed(language, key)


@cache
def _listed(language: str, key: str) -> frozenset[str]:
    """The classes of a word of the lexicon."""
    return word_classes(lexicon(language).words[key])


_KINDS = {
    "word": frozenset(("word",)),
    "punctuation": frozenset(("punctuation",)),
    "break": frozenset(("break",)),
    "clock": frozenset(("clock",)),
    "date": frozenset(("numeric-date",)),
    "junk": frozenset(("junk",)),
}


def _scan(text: str, words: Lexicon) -> Iterator[re.Match[str]]:
    """The tokens of a text; a listed currency or month ends where digits begin (« USD3.14 », « Oct2 »)."""
    pieces: list[Iterator[re.Match[str]]] = []
    at = 0
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        glued = _LETTERS.search(text, max(0, start - 5), start) if text[start - 1 : start].isalnum() else None
        if glued is not None and _GLUES & words.words.get(fold(glued[0]), {}).keys():
            pieces.append(_TOKEN.finditer(text, at, glued.end()))
            at = glued.end()
    return chain(*pieces, _TOKEN.finditer(text, at)) if pieces else _TOKEN.finditer(text)


_GLUES = {"currency-sign", "month"}


def _phrases(terms: list[Term], words: Lexicon) -> list[Term]:
    """Join the terms that the lexicon lists as one phrase, longest first."""
    joined: list[Term] = []
    done = 0
    for at, (term, after) in enumerate(pairwise(terms)):
        seconds = words.lengths.get(term.key)
        if seconds is None or at < done or (lengths := seconds.get(after.key)) is None:
            continue
        row, key = _listed_here(terms, at, lengths, words)
        if row:
            joined += terms[done:at]
            joined.append(Term(row[0].start, row[-1].end, key, "phrase", _listed(words.language, key)))
            done = at + len(row)
    joined += terms[done:]
    return joined


def _listed_here(terms: list[Term], at: int, lengths: Sequence[int], words: Lexicon) -> tuple[list[Term], str]:
    """The longest listed phrase that begins at a term, and how it is listed. A mark listed at the end of a word touches it (« A$ »)."""
    for length in lengths:
        row = terms[at : at + length]
        for key in words.phrases.get(tuple([t.key for t in row]), ()):
            if len(row) > 2 or " " in key or row[1].key.isalnum() or row[0].end == row[1].start:
                return row, key
    return [], ""


def _stretches(text: str, terms: list[Term], words: Lexicon) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    sentences: list[tuple[int, int]] = []
    paragraphs: list[tuple[int, int]] = []
    sentence = paragraph = 0
    for i, term in enumerate(terms):
        if term.kind == "break":
            sentences.append((sentence, i + 1))
            paragraphs.append((paragraph, i + 1))
            sentence = paragraph = i + 1
        elif (term.key in _ENDERS and _ends_sentence(text, terms, i, words)) or i + 1 - sentence == LONGEST_SENTENCE:
            sentences.append((sentence, i + 1))
            sentence = i + 1
            if sentence - paragraph >= LONGEST_PARAGRAPH:
                paragraphs.append((paragraph, sentence))
                paragraph = sentence
    if sentence < len(terms):
        sentences.append((sentence, len(terms)))
    if paragraph < len(terms):
        paragraphs.append((paragraph, len(terms)))
    return tuple(s for s in sentences if s[0] < s[1]), tuple(p for p in paragraphs if p[0] < p[1])


def _ends_sentence(text: str, terms: list[Term], at: int, words: Lexicon) -> bool:
    """A full stop ends a sentence unless it closes an abbreviation, or what follows does not look like a beginning."""
    if at + 1 >= len(terms):
        return True
    before, after = terms[at - 1] if at else None, terms[at + 1]
    if terms[at].key == ".":
        if (
            before is not None
            and before.end == terms[at].start
            and ("abbreviation" in before.classes or (before.end - before.start == 1 and before.kind == "word"))
            and not (at > 1 and terms[at - 2].kind == "number" and text[before.start].islower())  # "cost £4.2m. The council"
            and "network" not in before.classes  # « a-t-il écrit sur X. »
        ):
            return after.kind == "break"
        if after.start == terms[at].end and after.kind in ("word", "number"):
            return False
    following = text[after.start]
    return following.isupper() or not following.isalnum() or after.kind == "number"
