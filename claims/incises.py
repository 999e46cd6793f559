"""Incises inside quotations: « Nous attendons, insiste la maire, Ana Lima, et nous attendrons. » The marks stay open around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.marks import Quoted
from claims.reading import Reading
from claims.terms import Term

Stretch = tuple[int, int]
"""A half-open range of terms."""

_BREAKING = frozenset(",?!…")
_ENDING = frozenset(",.?!…;")
_LONGEST = 16
"""Terms of an incise."""
_FINITE = frozenset(("say-finite", "judge-finite", "deny-finite"))


def incises(reading: Reading, quoted: Sequence[Quoted]) -> list[Stretch]:
    """The stretches inside quotations by which the writer says who speaks, each from its verb to the mark that ends it."""
    return [stretch for q in quoted for stretch in _of(reading, q)]


def _of(reading: Reading, q: Quoted) -> Iterator[Stretch]:
    reached = q.first
    for at in range(q.first + 1, q.last):
        if at >= reached and reading.terms[at].key in _BREAKING and (end := _end(reading, at + 1, q.last)) > 0:
            reached = end
            yield at + 1, end


def _end(reading: Reading, first: int, last: int) -> int:
    """Where an incise that begins at a term ends; 0 where none begins there."""
    terms = reading.terms
    verb = first
    while verb < last and terms[verb].classes & _BEFORE_VERB and not terms[verb].classes & _FINITE:
        verb += 1
    if _inverted(terms, verb, last):
        return _mark(terms, verb, last)
    compound = verb < last and terms[verb].classes & _AUXILIARY and terms[verb + 1].classes & _PARTICIPLES
    subject = verb + 2 if compound else verb + 1  # « …, a déclaré la préfète »
    simple = terms[verb].classes & _FINITE and (verb == first or "reflexive" in terms[first].classes)  # « s'interroge Ana Lima »
    if not (compound or simple) or subject > last or not _somebody(reading, subject):
        return 0
    end = _mark(terms, verb, last)
    while end < last and terms[end].key == "," and _goes_on(reading, end + 1):
        end = _mark(terms, end + 1, last)
    return end if end - first <= 2 * _LONGEST else 0


_BEFORE_VERB = frozenset(("object-pronoun", "elision", "reflexive"))
_AUXILIARY = frozenset(("speech-auxiliary", "speech-auxiliary-conditional"))


def _inverted(terms: Sequence[Term], verb: int, last: int) -> bool:
    """« dit-il », « a-t-elle ajouté »."""
    row = terms[verb : min(last, verb + 7) + 1]
    if len(row) < 3 or not row[0].classes & (_FINITE | _AUXILIARY) or row[1].key != "-":
        return False
    clitic = row[4] if len(row) > 4 and row[2].key == "t" and row[3].key == "-" else row[2]
    said = row[0].classes & _FINITE or any(t.classes & _PARTICIPLES for t in row[3:])
    return "clitic" in clitic.classes and bool(said)


_PARTICIPLES = frozenset(("say-participle", "judge-participle", "deny-participle"))


def _somebody(reading: Reading, at: int) -> bool:
    """Whether an article, a possessive, or a capital follows the verb."""
    term = reading.terms[at]
    return "det" in term.classes or (term.kind in ("word", "phrase") and reading.text[term.start].isupper())


def _goes_on(reading: Reading, at: int) -> bool:
    """Whether a name, or what has been done to somebody, follows a comma: « , Claire Aubinet, jointe par téléphone, »."""
    term = reading.terms[at]
    if term.kind not in ("word", "phrase"):
        return False
    return reading.text[term.start].isupper() or "aside" in term.classes


def _mark(terms: Sequence[Term], at: int, last: int) -> int:
    """The next mark that may end an incise, at most `last` + 1."""
    while at <= last and terms[at].key not in _ENDING and terms[at].kind != "break":
        at += 1
    return at
