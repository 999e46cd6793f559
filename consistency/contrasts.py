"""What tells two claims of one kind apart although nothing else does: the net and the operating profit, two houses of a parliament.

The rows of words are data of the languages (`[contrasts]` in `slots.toml`); a pole has one name in all of them. What needs no words, numbers that
explain each other among it, is in `consistency.explained`. Two values are not put together where all pairs of their claims are told apart by either,
and a conflict that is found all the same is never certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from claims.lexicon import lexicon
from claims.records import Claim, DateClaim, FigureClaim
from consistency.explained import explained
from consistency.stories import Story
from consistency.values import dimension, interval, is_count, may_be_money, may_be_one_time, overlap

BOTH_TELL = frozenset(("count", "counter", "outcome", "reading", "round", "session", "tax"))
"""Rows that tell two things apart only where both sentences have a word of theirs: who counted need not be told."""
EXPECTED = "expected"
"""The row of what is expected: it tells nothing apart from what the other sentence looks ahead to in other words."""
BESIDE = 60
"""Characters between a value and a word that tells it apart from one whose sentence has none: « bénéfice net », and a profit."""


def all_told_apart(claims: Sequence[Claim], told: Story) -> bool:
    """Whether every two claims of a conflict whose values differ have something in their sentences that may explain it."""
    pairs = ((a, b) for n, a in enumerate(claims) for b in claims[n + 1 :])
    return _each_told_apart(pairs, told)


def values_told_apart(one: Sequence[Claim], other: Sequence[Claim], told: Story) -> bool:
    """The same for some claims of two values."""
    return _each_told_apart(((a, b) for a in one for b in other), told)


def _each_told_apart(pairs: Iterable[tuple[Claim, Claim]], told: Story) -> bool:
    some = False
    for a, b in pairs:
        if a.source != b.source and _differ(a, b):
            if not _told_apart(a, b, told):
                return False
            some = True
    return some


def _differ(a: Claim, b: Claim) -> bool:
    if isinstance(a, FigureClaim) and isinstance(b, FigureClaim):
        return not interval(a.value).meets(interval(b.value))
    if not (isinstance(a, DateClaim) and isinstance(b, DateClaim)):
        return False
    if a.value.type == b.value.type == "TIME":
        return not may_be_one_time(a.value, b.value)
    return overlap(a.value, b.value) is False


def _told_apart(a: Claim, b: Claim, told: Story) -> bool:
    one, other = ({row: poles for row, poles in _poles(c, told).items() if _says_of(row, c)} for c in (a, b))
    if any(one[row] != other[row] for row in one.keys() & other.keys()):
        return True
    alone = (
        (claim, row)
        for claim, mine, against, others in ((a, one, b, other), (b, other, a, one))
        for row in mine.keys() - others.keys() - BOTH_TELL
        if not (row == EXPECTED and _near(against, "ahead_words", told))
    )
    return any(_beside(claim, row, told) for claim, row in alone) or explained(a, b, told)


def told_anew(claim: Claim, told: Story) -> bool:
    """Whether a word near a claim says that its number has been put right, or has grown: « grimpe à », "a recount", « désormais »."""
    return _near(claim, "revised_words", told)


def told_risen(claim: Claim, told: Story) -> bool:
    """Whether a word near a claim says that its number is what another has grown to: « ce qui porte à »."""
    return _near(claim, "risen_words", told)


def _near(claim: Claim, words: str, told: Story) -> bool:
    """Whether one of some words of the language stands near a claim, in its sentence."""
    document, (start, end) = told.documents[claim.source], claim.sentence
    text = document.text[max(start, claim.start - BESIDE) : min(end, claim.end + BESIDE)]
    return _listed(document.language, words).search(_as_listed(text)) is not None


def _as_listed(text: str) -> str:
    """A text in the letters and apostrophes that the rows of words are listed in."""
    return text.lower().replace("’", "'")


@cache
def _listed(language: str, words: str) -> re.Pattern[str]:
    return _any_of(lexicon(language).listed("slots", "told", words))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of some words, the longest first; of none it matches nothing."""
    rows = [re.escape(w) + (r"(?!\w)" if w[-1].isalnum() else "") for w in sorted(words, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(rows) or '(?!)'})")


@cache
def _rows(language: str) -> Mapping[tuple[str, str], re.Pattern[str]]:
    """By row and pole, the pattern of its words in a language."""
    table = lexicon(language).tables.get("slots", {}).get("contrasts", {})
    return {(row, pole): _any_of(words) for row, poles in table.items() for pole, words in poles.items()}


def _says_of(row: str, claim: Claim) -> bool:
    """Whether a row says anything of such a claim: no length is « encore » so many metres, and no share is asked for."""
    if not isinstance(claim, FigureClaim):
        return True
    share = dimension(claim.value) == "%"
    if row == "asked":
        return not share
    return row != "still" or share or is_count(claim.value) or may_be_money(claim.value)


def _poles(claim: Claim, told: Story) -> Mapping[str, frozenset[str]]:
    """By row, the poles that the sentence of a claim has."""
    return {row: frozenset(pole for pole, _, _ in places) for row, places in _places(claim, told).items()}


def _beside(claim: Claim, row: str, told: Story) -> bool:
    """Whether a word of a row stands near a claim."""
    begun = claim.sentence[0]
    return any(start - BESIDE <= claim.end - begun and claim.start - begun <= end + BESIDE for _, start, end in _places(claim, told)[row])


def _places(claim: Claim, told: Story) -> Mapping[str, Sequence[tuple[str, int, int]]]:
    document, (start, end) = told.documents[claim.source], claim.sentence
    return _places_in(document.language, document.text[start:end])


@lru_cache(maxsize=50_000)
def _places_in(language: str, sentence: str) -> Mapping[str, Sequence[tuple[str, int, int]]]:
    """By row, (pole, start, end) of its words in a sentence."""
    text, found = _as_listed(sentence), dict[str, list[tuple[str, int, int]]]()
    for (row, pole), pattern in _rows(language).items():
        for match in pattern.finditer(text):
            found.setdefault(row, []).append((pole, match.start(), match.end()))
    return found
