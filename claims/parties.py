"""Whoever may speak in an article, as mentioned: « Keir Starmer », « la procureure de Paris », « Ofcom », « un rapport », « elle ».

The patterns of `names.toml` say which terms make a mention; this module says what each mention tells of sex, number and
dependence. Which mentions are one and the same person or body is settled in `claims.names`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Literal

from msgspec import Struct

from claims.figure_values import GROWN, OLDEST
from claims.grammar import occurrences
from claims.lexicon import Lexicon
from claims.reading import Reading
from claims.stems import plain
from claims.terms import Term

Kind = Literal["person", "proper", "body", "document", "role", "pronoun", "vague"]
Sex = Literal["m", "f", ""]

_NOUNS: dict[str, Kind] = {"role": "role", "body": "body", "document": "document"}


QUALIFIER = "~"
"""What the words « ancien », « vice »… begin with among the words of a role."""


class Party(Struct, frozen=True):
    """One mention: terms `first` to `last`, both included.

    `head` is the noun's lemma (« procureur »), empty for names; `words` the folded content words, head included.
    `sex` and `plural` are what the words tell (sex empty where they do not). `definite` is false for « un porte-parole ».
    `governed` mentions stand after a preposition and cannot be the subject of a verb; `inner` ones stand inside another mention.
    """

    first: int
    last: int
    kind: Kind
    head: str = ""
    words: tuple[str, ...] = ()
    sex: Sex = ""
    plural: bool = False
    definite: bool = True
    governed: bool = False
    inner: bool = False
    titled: bool = False


def parties(reading: Reading) -> tuple[Party, ...]:
    """All mentions in reading order; a mention inside another follows it and is marked `inner`."""
    found: list[Party] = []
    end = -1
    matches = _matches(reading)
    persons = [first for first, _, make in matches if make == "person"]
    for first, stop, make in matches:
        if first >= end:
            full, stop = stop, _cut(reading, first, stop, make, persons)
            if make in _NOUNS and reading.terms[first].classes & _VERBS and not reading.terms[first].classes & _EMPTY:
                continue  # « elle juge »: a verb that looks like a noun has no article
            found.append(_party(reading, first, stop - 1, make, found))
            end = stop
            if stop < full and (make == "role" or "network" in reading.terms[first].classes):
                found.append(_party(reading, stop, full - 1, "proper", found))
                end = full
        elif first < end < stop - 1 and make == "proper" and found[-1].kind == "role" and _begins_name(reading, end):
            found.append(_party(reading, end, stop - 1, make, found))  # « la Serbe Jana Dukic »
            end = stop
        elif stop <= end and make in ("person", "titled", "proper"):
            found.append(_party(reading, first, stop - 1, make, (), inner=True))
    return tuple(found)


def _begins_name(reading: Reading, at: int) -> bool:
    """Whether a word may begin a name: it has a capital, and is no article."""
    term = reading.terms[at]
    return term.kind == "word" and reading.text[term.start].isupper() and "no-name" not in term.classes


def _cut(reading: Reading, first: int, stop: int, make: str, persons: Sequence[int]) -> int:
    """Where a mention ends that runs into the name after it: « à Cuba Ana Lima », « le ministre du Budget Yann Orsec »."""
    if make == "proper":
        if stop - first > 2 and "network" in reading.terms[first].classes and _governed(reading, first, ()):
            return first + 1  # « a indiqué sur X Ana Lima »
        place = bisect_left(persons, first + 1)
        return persons[place] if place < len(persons) and persons[place] < stop - 1 else stop
    terms, text = reading.terms, reading.text
    at = stop
    while make == "role" and at > first and terms[at - 1].kind == "word" and text[terms[at - 1].start].isupper():
        at -= 1
    articled = at > first and bool(terms[at - 1].classes & _OF_THE)
    return stop - 2 if articled and stop - at >= _NOUN_AND_NAME else stop


def _matches(reading: Reading) -> list[tuple[int, int, str]]:
    """The stretches that the patterns take, the longest first where two start together."""
    rows = [
        (m.start(), -m.end(), order, rule.make)
        for order, rule, m in occurrences(reading.lexicon.rules.get("names", ()), reading.symbols)
        if rule.make != "proper" or _names_something(reading, *m.span())
    ]
    rows.sort()
    return [(first, -stop, make) for first, stop, _, make in rows]


def _names_something(reading: Reading, at: int, stop: int) -> bool:
    """A listed phrase that begins a sentence (« At least ») is no name, unless it is listed as one; « Le Point » within one is."""
    term = reading.terms[at]
    if stop - at == 1 and term.number is not None:
        return False  # "Forty-one of them"
    within = at > 0 and reading.terms[at - 1].kind == "word" and "article" not in term.classes
    return term.kind != "phrase" or bool(term.classes & _LISTED) or within


def _party(reading: Reading, first: int, last: int, make: str, before: Sequence[Party], inner: bool = False) -> Party:
    row = reading.terms[first : last + 1]
    governed = inner or _governed(reading, first, before)
    if make in _NOUNS:
        return _noun_party(reading.lexicon, row, first, last, make, governed)
    if make == "pronoun":
        value = reading.lexicon.value(row[0].key, "pronoun") or ""
        return Party(first, last, "pronoun", row[0].key, sex=_sex(value), plural=value.endswith("p"), governed=governed)
    if make == "vague":
        return Party(first, last, "vague", governed=governed)
    names = tuple(t for t in row if t.kind != "punctuation" and "title" not in t.classes and "inner-article" not in t.classes)
    words = tuple(plain(t.key) for t in names) or tuple(plain(t.key) for t in row)
    kind: Kind = "proper" if make == "proper" and not _aged(reading, last) else "person"
    return Party(first, last, kind, "", words, _sex_of_name(reading.lexicon, row), governed=governed, inner=inner, titled=make == "titled")


def _aged(reading: Reading, last: int) -> bool:
    """Whether an age between commas makes a name somebody's: « Denise, 71 ans, est venue », "Denise, 71, came"; not « Lyon, 20 ans après »."""
    row = reading.terms[last + 1 : last + 5]
    if len(row) < len((",", "71", ",")) or row[0].key != "," or row[1].number is None or row[1].number.value > OLDEST:
        return False
    if "time-unit" in row[2].classes:
        return len(row) > len((",", "71", "ans")) and row[3].key in _CLOSING
    return row[2].key in _CLOSING and row[1].kind == "number" and row[1].number.value >= GROWN and row[1].number.digits != ""


_CLOSING = frozenset(",.)")


def _noun_party(lexicon: Lexicon, row: Sequence[Term], first: int, last: int, make: str, governed: bool) -> Party:
    """« la procureure de Paris »: sex and number from the noun's form, then from its article."""
    place = next((i for i, t in enumerate(row) if make in t.classes), len(row) - 1)
    while "qualifier" in row[place].classes and place + 1 < len(row) and make in row[place + 1].classes:
        place += 1  # "the deputy police chief"
    noun, before = row[place], row[:place]
    forms = {c.rpartition("-")[2] for c in noun.classes if c.startswith(make + "-")}
    plural = any("plural-word" in t.classes or (t.kind == "number" and "one" not in t.classes) for t in before) or (
        bool(forms) and all(f.endswith("p") for f in forms)
    )
    sexes = {_sex(f) for f in forms if f.endswith("p") == plural}
    told = {_sex(lexicon.value(t.key, "det") or "") for t in before if "det" in t.classes} - {""}
    if len(sexes) != 1 or told == {"f"}:  # « la PDG », « la juge »
        sexes = told
    sex = sexes.pop() if len(sexes) == 1 else ""
    head = plain(lexicon.value(noun.key, make) or noun.key)
    words = tuple(
        head if t is noun else _qualifier(lexicon, t) or plain(t.key)
        for t in row
        if t.kind in ("word", "phrase", "number") and not t.classes & _EMPTY
    )
    definite = not any(t.classes & _INDEFINITE for t in before)
    return Party(first, last, _NOUNS[make], head, words, sex, plural, definite and bool(before), governed)


_LISTED = frozenset(("place", "named-body"))
_NOUN_AND_NAME = 3  # words with a capital: « Budget Yann Orsec »
_NAMING = 3  # letters
_NO_NOUN = frozenset(("no-name", "say", "judge", "deny", "role", "body"))
_LEADING = frozenset(("contraction", "genitive", "preposition"))
_OF_THE = frozenset(("contraction", "inner-article", "elision"))
_EMPTY = frozenset(("det", "genitive", "inner-article", "complement", "with-each"))
_NOUN_OR_ARTICLE = frozenset(("det", "role", "body", "document"))
_VERBS = frozenset(("say", "judge", "deny"))
_INDEFINITE = frozenset(("indefinite", "number", "possessive-det"))


def _qualifier(lexicon: Lexicon, term: Term) -> str:
    """« ancien », « vice »: what makes another role of a role, marked so that it is never left out of a comparison."""
    value = lexicon.value(term.key, "qualifier")
    return f"{QUALIFIER}{plain(str(value))}" if value else ""


def may_be(p: Party, q: Party) -> bool:
    """Whether two mentions of one noun may mean the same: sex, number and office agree."""
    return p.plural == q.plural and not (p.sex and q.sex and p.sex != q.sex) and same_office(p.words, q.words)


def same_office(mine: Collection[str], other: Collection[str]) -> bool:
    """Whether the words of two roles may be of one office: the same qualifiers, and all words of one among the other's."""
    a, b = set(mine), set(other)
    if {w for w in a if w.startswith(QUALIFIER)} != {w for w in b if w.startswith(QUALIFIER)}:
        return False
    return a <= b or b <= a


def _sex(value: str) -> Sex:
    return "m" if value[:1] == "m" else "f" if value[:1] == "f" else ""


def _sex_of_name(lexicon: Lexicon, row: Sequence[Term]) -> Sex:
    """A title tells the sex, otherwise a first name that only men or only women bear."""
    for name in ("title", "first"):
        for term in row[:2]:
            if name in term.classes:
                return _sex(lexicon.value(term.key, name))
    return ""


def _governed(reading: Reading, first: int, before: Sequence[Party]) -> bool:
    """Whether the mention depends on a preposition, its own (« du maire ») or one before it, or on a governed mention it is joined to."""
    terms = reading.terms
    own = terms[first]
    if "contraction" in own.classes and not ("indefinite" in own.classes and _begins_clause(reading, first)):
        return True
    at = first - 1
    while at >= 0 and "elision" in terms[at].classes:
        at -= 1
    if at >= 1 and "inner-article" in terms[at].classes and not own.classes & _NOUN_OR_ARTICLE:
        at -= 1  # « à l'AFP »
    if at < 0:
        return False
    if "contraction" in terms[at].classes or _prepositional(reading.lexicon, terms[at]):
        return True
    if "capital-preposition" in terms[at].classes and reading.text[terms[at].start].isupper():
        return True  # « A Paris »
    if before and before[-1].last == at and before[-1].governed and before[-1].kind not in ("person", "proper"):
        return "det" not in own.classes  # « à la ministre Agathe Lorrain »
    if _named_thing(reading, first):
        return True  # « du dispositif ORSEC »
    if not before or before[-1].last != at - 1 or not before[-1].governed:
        return False
    named = "first" in terms[first].classes
    return "with-each" in terms[at].classes or (
        "pause" in terms[at].classes and before[-1].kind == "role" and named and not before[-1].plural
    )


def _named_thing(reading: Reading, first: int) -> bool:
    """Whether a word in capitals names the noun in small letters that stands between it and a preposition."""
    terms, text = reading.terms, reading.text
    if first < 2 or not text[terms[first].start : terms[first].end].isupper() or terms[first].end - terms[first].start < _NAMING:
        return False
    noun = terms[first - 1]
    plain_noun = noun.kind == "word" and text[noun.start].islower() and not noun.classes & _NO_NOUN
    return plain_noun and bool(terms[first - 2].classes & _LEADING)


def _prepositional(lexicon: Lexicon, term: Term) -> bool:
    """A preposition, or words listed together that end with one (“close to”)."""
    return "preposition" in term.classes or (
        term.kind == "phrase" and lexicon.value(term.key.rpartition(" ")[2], "preposition") is not None
    )


def _begins_clause(reading: Reading, first: int) -> bool:
    return first == 0 or reading.terms[first - 1].kind in ("break", "punctuation") or "opens-clause" in reading.terms[first - 1].classes


def starts(mentions: Sequence[Party]) -> tuple[int, ...]:
    """The first terms of the mentions, for searching by place."""
    return tuple(p.first for p in mentions)


def within(mentions: Sequence[Party], firsts: Sequence[int], start: int, end: int) -> Sequence[Party]:
    """The outer mentions that begin in the half-open range of terms."""
    return [p for p in mentions[bisect_left(firsts, start) : bisect_left(firsts, end)] if not p.inner]


def like_a_person(reading: Reading, p: Party) -> bool:
    """Whether an unknown name may end with a surname: not « IA Grok », not « Santé publique France »."""
    row = reading.terms[p.first : p.last + 1]
    return not in_capitals(reading, p) and not any(
        "adjective" in t.classes or (t.kind == "word" and reading.text[t.start].islower()) for t in row
    )


def in_capitals(reading: Reading, p: Party) -> bool:
    """Whether the mention begins with a word in capitals, as no person's name does beside others in small letters."""
    start, end = reading.span(p.first, p.first)
    return reading.text[start:end].isupper()


def within_name(classes: frozenset[str], kind: str) -> bool:
    """Whether a term may stand inside a long name."""
    return (kind in ("word", "phrase") and not classes & VERBAL) or bool(classes & frozenset(("elision", "hyphen")))


VERBAL = frozenset(("say", "judge", "deny", "speech-auxiliary", "being", "relative", "pause"))
"""What cannot stand inside a long name."""
