"""Numbers that count nothing: parts of names, scores, addresses, models, numbers to call, whatever a label numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.figure_match import Match
from claims.terms import Term


def _names(term: Term, mark: Term) -> bool:
    return term.end == mark.start and term.kind in ("word", "clock") and not term.number


def _named(match: Match, first: int) -> bool:
    """A bare number behind a name: « Office 10 », « Artemis 2 »; not behind the first word of a sentence, which may be any word."""
    terms, text = match.reading.terms, match.reading.text
    name, number = terms[first - 1], match.term("number")
    if number is None or number.number is None or not number.number.digits or len(number.key) > _NAME_DIGITS or not number.key.isdigit():
        return False
    opens = first - 1 == match.reading.sentence_of(first)[0]
    return (
        name.kind == "word"
        and name.end - name.start > 1
        and text[name.start].isupper()
        and not opens
        and text[name.start : name.end].istitle()
    )


_NAME_DIGITS = 2


def _scored(terms: Sequence[Term], at: int) -> bool:
    """One side of a score: « 3-1 », "a 5-4 vote"."""
    for link, other in ((at + 1, at + 2), (at - 1, at - 2)):
        if 0 <= other < len(terms) and terms[link].key in _DASHES and terms[other].number is not None:
            low, high = (terms[at], terms[other]) if other > at else (terms[other], terms[at])
            glued = low.end == terms[link].start and terms[link].end == high.start
            if glued and low.key.isdigit() and high.key.isdigit() and len(low.key) < 3 and int(low.key) >= int(high.key):
                return not _balloted(terms, at)
    return False


def _balloted(terms: Sequence[Term], at: int) -> bool:
    """Whether a vote is told beside two numbers: "voted 28-21 to close the pool", "a 5-4 vote"."""
    return any("ballot-word" in t.classes for t in terms[max(0, at - _BESIDE) : at + _BESIDE])


_BESIDE = 6


_DASHES = frozenset("-–")


def _is_model(terms: Sequence[Term], first: int) -> bool:
    """The second number of « Boeing 737-800 »."""
    row = terms[max(0, first - 3) : first]
    glued = len(row) == 3 and row[2].key in _DASHES and row[2].end == terms[first].start and row[1].end == row[2].start
    return glued and row[1].number is not None and bool(row[0].classes & _NUMBERED)


_NUMBERED = frozenset(("label", "numbered-name"))


def _is_telephone(match: Match, at: int) -> bool:
    """A part of « 01 42 34 56 78 », or a short number to call: « appelez le 3919 », "call 999"."""
    terms, row = match.reading.terms, [at]
    for step in (-1, 1):
        there = at + step
        while 0 <= there < len(terms) and abs(there - at) <= _PAIRS and _PAIR.fullmatch(terms[there].key):
            row.append(there)
            there += step
    if len(row) >= _PAIRS - 1 and all(_PAIR.fullmatch(terms[i].key) for i in row) and terms[min(row)].key[0] == "0":
        return True
    led = [t for t in terms[max(0, at - 2) : at] if "article" not in t.classes]
    return match.ends() and bool(led) and "calls" in led[-1].classes and terms[at].key.isdigit() and len(terms[at].key) < _PAIRS


_PAIR = re.compile(r"\d\d")
_PAIRS = 5
"""Pairs of digits in a French telephone number; as many digits as no short number has."""


def _is_post_code(match: Match, at: int) -> bool:
    """« 75001 Paris »: five digits printed together before a name, in languages that part thousands by a space."""
    terms = match.reading.terms
    after = terms[at + 1] if at + 1 < len(terms) else None
    plain = (
        terms[at].key.isdigit()
        and len(terms[at].key) == _POST_CODE
        and bool(match.reading.lexicon.listed("figures", "grammar", "post_codes"))
    )
    return (
        plain
        and after is not None
        and after.kind == "word"
        and match.reading.text[after.start].isupper()
        and "demonym" not in after.classes
    )


_POST_CODE = 5


def _is_address(match: Match, at: int) -> bool:
    """The number of a house: « au 12, rue de la Paix », "10 Downing Street"."""
    terms, text = match.reading.terms, match.reading.text
    row = terms[at + 1 : at + 4]
    if row and row[0].key == ",":
        return len(row) > 1 and "street-word" in row[1].classes
    if row and "street-word" in row[0].classes and text[row[0].start].islower():
        return True
    named = [t for t in row if t.kind == "word" and text[t.start].isupper()]
    return len(named) > 1 and any("street-name" in t.classes for t in named[1:])


def _led_by_label(terms: Sequence[Term], first: int) -> bool:
    """« le pont 6 », and the second number of « les ponts 6 et 7 »: behind a word that numbers things."""
    row = terms[max(0, first - 3) : first]
    if row and "label" in row[-1].classes:
        return True
    return len(row) == 3 and "label" in row[0].classes and row[1].number is not None and "list-word" in row[2].classes


def is_label(match: Match, at: int) -> bool:
    """A number that names or ranks rather than counts: « article 3 », « 3e », « 1. » at a line's start, part of a code."""
    terms, first = match.reading.terms, match.found.start()
    term, before, after = terms[at], terms[first - 1] if first else None, terms[at + 1] if at + 1 < len(terms) else None
    if "ordinal" in term.classes:
        return True
    if after is not None and after.start == term.end and after.kind == "word" and "scale-letter" not in after.classes:
        return True
    if (
        before is not None
        and before.key == "."
        and first > 1
        and "numero" in terms[first - 2].classes
        and terms[first - 2].end == before.start
    ):
        return True  # "No. 1: …"
    if before is not None and (_led_by_label(terms, first) or (before.end == terms[first].start and before.kind == "word")):
        return True
    if (
        before is not None
        and before.key in ("/", "-")
        and before.end == terms[first].start
        and first > 1
        and _names(terms[first - 2], before)
    ):
        return True  # « S01/2025 », « Covid-19 », « 24h/24 »
    if after is not None and "no-count" in after.classes:
        return True
    ends = match.ends() or (after is not None and "say-finite" in after.classes)
    if before is not None and ends and ("numbered-name" in before.classes or _named(match, first)):
        return True  # « France 24 », "Windows 11"
    if _scored(terms, at) or _is_model(terms, first) or _is_telephone(match, at) or _is_post_code(match, at):
        return True
    if term.number is not None and term.number.digits and _is_address(match, at):
        return True
    if after is not None and after.key == "-" and after.start == term.end and at + 2 < len(terms) and "month" in terms[at + 2].classes:
        return True  # « le procès du 13-Novembre »
    if term.key in match.reading.lexicon.listed("figures", "grammar", "names"):
        return True
    opens = before is None or before.kind == "break"
    return opens and after is not None and after.key in (".", ")") and term.number is not None and bool(term.number.digits)
