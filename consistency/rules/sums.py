"""Rules about the numbers of one article that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from claims.concepts import by_id
from claims.extract import Extraction
from claims.measures import PERSONS
from claims.records import FigureClaim
from consistency.findings import Reason
from consistency.relations import THINGS, base_of
from consistency.rules.rule import Flaw, article_rule
from consistency.rules.within import any_of, listed, named_by_noun, plain_count, sentences, told_together
from consistency.values import interval, is_count, is_money


@article_rule("INT004")
def parts_above_whole(extraction: Extraction) -> Iterator[Flaw]:
    """The parts of a number add up to more than it.

    What it reports: « sur les N », followed in the sentence by parts whose sum is above N; or a count, and in the next sentence two
    numbers without a noun that are a little more together.
    Why it matters: a part was counted twice, or one of the numbers is out of date.
    Example: « Sur les 33 blessés, 31 ont quitté l'hôpital et trois y sont encore ».
    What it does not prove: that nobody belongs to two parts; therefore always to be checked.
    """
    opener = _opener(extraction.document.language)
    for row in sentences(extraction):
        counts = [c for c in row if is_count(c.value) and c.value.high is None]
        for n, whole in enumerate(counts):
            if not opener.search(extraction.document.text, max(0, whole.start - _OPENER), whole.start):
                continue
            parts = [
                c for c in counts[n + 1 :] if not (c.slots.scope and c.slots.scope.value == "part") and c.value.number <= whole.value.number
            ]
            if (
                len(parts) > 1
                and 0 < _sum(parts) - whole.value.number <= max(Decimal(1), (_SLIP - 1) * whole.value.number)
                and not whole.value.modifier
            ):
                yield _parts_flaw(whole, parts)
            break
    yield from (_parts_flaw(whole, parts) for whole, parts in _shared_out(extraction) if _a_little_more(whole, parts))


def _shared_out(extraction: Extraction) -> Iterator[tuple[FigureClaim, list[FigureClaim]]]:
    """The largest count of each sentence, and the two bare numbers of the same that the next begins with: « 56 cas … Quarante-huit ont … »."""
    rows = [[c for c in row if plain_count(c)] for row in told_together(extraction)]
    for before, row in pairwise(rows):
        opens = len(row) == _LEAST_PARTS and before and row[0].start - row[0].sentence[0] <= 1 and not any(named_by_noun(c) for c in row)
        between = extraction.document.text[before[0].sentence[1] : row[0].sentence[0]] if opens else "\n"
        whole = max(before, key=lambda c: c.value.number) if opens else None
        if whole is not None and not between.strip(" ") and all(base_of(c) in (base_of(whole), "person") for c in row):
            yield whole, row


def _a_little_more(whole: FigureClaim, parts: Sequence[FigureClaim]) -> bool:
    """Whether parts are each less than the whole, and together more by no more than a slip: other parts may have members in common."""
    return max(c.value.number for c in parts) < whole.value.number < _sum(parts) <= whole.value.number * _SLIP


_SLIP = Decimal("1.1")


def _parts_flaw(whole: FigureClaim, parts: Sequence[FigureClaim], one_more: bool = False) -> Flaw:
    told = [*(c.exact for c in parts), *(["1"] if one_more else [])]
    values = {"total": whole.exact, "parts": " + ".join(told), "sum": f"{_sum(parts, one_more):f}"}
    return Flaw((whole.id, *(c.id for c in parts)), "to-check", (Reason(key="parts-total", values=values),))


def _sum(parts: Sequence[FigureClaim], one_more: bool = False) -> Decimal:
    return sum((c.value.number for c in parts), Decimal(one_more))


_OPENER = 14
"""Characters before a number in which the words that open its parts stand."""


@cache
def _opener(language: str) -> re.Pattern[str]:
    """« sur les », "of the": what follows is a whole whose parts are told."""
    words = listed(language, "whole_openers")
    return re.compile(rf"\b(?:{words})\s+(?:\w+\s+)?\Z" if words else r"(?!)", re.IGNORECASE)


@article_rule("INT008")
def list_does_not_add_up(extraction: Extraction) -> Iterator[Flaw]:
    """The numbers listed right behind a total, or right before it, do not add up to it.

    What it reports: a count or an amount followed at once, between dashes or brackets, after a colon or after « soit », by those that it
    is made of, whose sum is another; or told « au total » right behind more than it.
    Why it matters: one of the numbers is wrong, and any reader can add them up.
    Example: « 438 personnes (361 passagers et 87 membres d'équipage) », which are 448.
    What it does not prove: which of the numbers is wrong.
    """
    for row in sentences(extraction):
        for counts in _of_one_unit(row):
            for n, whole in enumerate(counts):
                parts = _parts_behind(extraction, whole, counts[n + 1 :])
                more = len(parts) >= _LEAST_PARTS and _one_more(extraction, parts[-1])
                apart = abs(_sum(parts, more) - whole.value.number)
                if len(parts) >= _LEAST_PARTS and 0 < apart * _NEARLY <= whole.value.number and _whole_list(extraction, whole, parts):
                    yield _parts_flaw(whole, parts, more)
                elif (before := _parts_before(extraction, counts[:n], whole)) and _is_another(whole, _sum(before)):
                    yield _parts_flaw(whole, before, False)


def _parts_before(extraction: Extraction, others: Sequence[FigureClaim], whole: FigureClaim) -> list[FigureClaim]:
    """The numbers of a list that ends with their total: « 1,35 million pour les uns, 580 000 euros pour les autres, 2,4 millions au total »."""
    text, parts = extraction.document.text, list[FigureClaim]()
    if any_of(extraction.document.language, "total_behind").match(text, whole.end + 1) is None:
        return []
    for claim in reversed(others):
        if not _JOINS_LIST.fullmatch(text, claim.end, (parts[0] if parts else whole).start):
            break
        parts.insert(0, claim)
    return parts if len(parts) >= _LEAST_PARTS else []


def _is_another(whole: FigureClaim, made: Decimal) -> bool:
    """Whether parts are more than their whole, by more than rounding explains, but of about its size; of fewer, others may not be told."""
    told, apart = interval(whole.value), made - whole.value.number
    return told.step / 2 < apart and made > told.high and apart * _NEARLY <= whole.value.number


def _whole_list(extraction: Extraction, whole: FigureClaim, parts: Sequence[FigureClaim]) -> bool:
    """Whether a list claims to be all of a number: not the prices of a ticket in brackets, rebounds behind points, « et le reste », « une dizaine d'enfants »."""
    text, ends = extraction.document.text, parts[-1].sentence[1]
    more = _sum(parts) > whole.value.number
    incomplete = not more and any_of(extraction.document.language, "incomplete_words").search(text, whole.end, ends) is not None
    prices = is_money(whole.value.unit) and "(" in text[whole.end : parts[0].start]
    things = any(c.value.measured and named_by_noun(c) and base_of(c) != base_of(whole) and _other_things(whole, c) for c in parts)
    return not (incomplete or prices or (things and not is_money(whole.value.unit)))


def _other_things(whole: FigureClaim, part: FigureClaim) -> bool:
    """Whether a part is of things where the whole is of people, or of another noun than the things of the whole: « 25 points (12 rebonds) »."""
    concepts = [by_id().get(base_of(c)) for c in (whole, part)]
    people = [
        bool(c.slots.group) or (k is not None and k.kind in _PEOPLE) or base_of(c) in _POSTS
        for c, k in zip((whole, part), concepts, strict=True)
    ]
    return not people[1] and (not people[0] or (concepts[1] is not None and concepts[1].kind in THINGS))


_PEOPLE = PERSONS | {"toll", "state"}
_POSTS = frozenset(("jobs",))
"""Counts of what is somebody's."""


def _of_one_unit(row: Sequence[FigureClaim]) -> Iterator[list[FigureClaim]]:
    """The plain counts of a sentence, and its amounts of each currency."""
    yield [c for c in row if plain_count(c)]
    for unit in sorted({c.value.unit for c in row if is_money(c.value.unit)}):
        yield [c for c in row if c.value.unit == unit and not c.value.modifier and c.value.high is None]


def _parts_behind(extraction: Extraction, whole: FigureClaim, after: Sequence[FigureClaim]) -> list[FigureClaim]:
    """What a number is made of: listed behind it or behind the next, or told by place."""
    placed = _by_place(extraction, after)
    above = placed if _sum(placed) > whole.value.number else []  # of fewer, some may have died elsewhere
    return _listed_behind(extraction, whole, after) or _listed_behind(extraction, whole, after[1:]) or above


_LEAST_PARTS = 2


_NEARLY = 4
"""A sum further off than one in so many is of other things."""


_WITHIN = r"[^.;!?()\[\]—–:\n"
"""The beginning of a class of characters that do not end a list."""


_JOINS_LIST = re.compile(_WITHIN + r"\d]{0,50}(?:,|\band\b|\bet\b)" + _WITHIN + r"\d]{0,12}")


_ENDS_LIST = re.compile(_WITHIN + r",\d]{0,50}(?:[)\]—–.;]|\Z)")


_LAST_JOINT = re.compile(r"\b(?:and|et)\W*(?:\w+\W+)?\Z")
"""What joins the last number of a list: « 14 dans le secteur sportif et 12 dans les boutiques »."""


def _listed_behind(extraction: Extraction, whole: FigureClaim, others: Sequence[FigureClaim]) -> list[FigureClaim]:
    """The counts of a list that begins right behind a number and is closed; none where something else stands between."""
    text, parts, closed = extraction.document.text, list[FigureClaim](), False
    for claim in others:
        joint = _JOINS_LIST if parts else _opens_list(extraction.document.language)
        before = parts[-1] if parts else whole
        if closed or not joint.fullmatch(text, before.end, claim.start):
            break
        closed = bool(parts) and _LAST_JOINT.search(text[before.end : claim.start]) is not None
        parts.append(claim)
    if closed and not any(c.value.number <= whole.value.number for c in others[len(parts) :]):
        return parts
    return parts if parts and _ENDS_LIST.match(text, parts[-1].end) else []


def _by_place(extraction: Extraction, others: Sequence[FigureClaim]) -> list[FigureClaim]:
    """Two numbers in two places that are all of one before: "11 last night, six of them in the Eaton blaze and four in Palisades,"."""
    if len(others) != _LEAST_PARTS:
        return []
    one, other = others
    text, language = extraction.document.text, extraction.document.language
    places = [c.slots.place for c in others]
    apart = all(p is not None and p.reach == "clause" for p in places) and len({p.value for p in places if p is not None}) > 1
    joined = _JOINS_LIST.fullmatch(text, one.end, other.start) is not None
    them = any_of(language, "of_them").match(text, one.end + 1) is not None
    return [one, other] if apart and joined and them else []


@cache
def _opens_list(language: str) -> re.Pattern[str]:
    """What stands between a number and the list of its parts: a bracket, a dash, a colon, « soit »."""
    words = listed(language, "list_openers")
    return re.compile(_WITHIN + rf"]{{0,40}}(?:[(\[—–:]|,\s*(?:{words})\b)\s*")


def _one_more(extraction: Extraction, last: FigureClaim) -> bool:
    """Whether a list ends with one that is told without a number: « trois bénévoles et un facteur retraité. »."""
    return _ends_with_one(extraction.document.language).match(extraction.document.text, last.end) is not None


@cache
def _ends_with_one(language: str) -> re.Pattern[str]:
    return re.compile(_WITHIN + rf"\d]{{0,50}}?\b(?:{listed(language, 'one_more')})(?:\s+[\w’'-]+){{1,5}}\s?(?:[.;)\n]|\Z)", re.IGNORECASE)


@article_rule("INT006")
def shortfall_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """Votes won, votes needed and votes missing do not add up.

    What it reports: a sentence with the votes won and the votes needed, in an article whose votes missing are another number.
    Why it matters: one of the three is wrong, and it is the number that everybody quotes.
    Example: « 163 voix quand il en faut 290 », and « il ne lui manque que 27 voix ».
    What it does not prove: which of the three is wrong; nor that all are of one ballot.
    """
    votes = [c for c in extraction.claims if isinstance(c, FigureClaim) and plain_count(c) and base_of(c) in _BALLOT]
    missing = _said_of(extraction, votes, "shortfall_words")
    needed = _said_of(extraction, [c for c in votes if c not in missing], "threshold_words")
    won = [c for c in votes if c not in missing and c not in needed]
    if len({c.value.number for c in missing}) != 1 or len({c.value.number for c in needed}) != 1:
        return
    short, threshold = missing[0], needed[0]
    if any(threshold.value.number - c.value.number == short.value.number for c in won):
        return
    for claim in won:
        if claim.sentence == threshold.sentence and short.value.number < claim.value.number < threshold.value.number:
            gap = f"{threshold.value.number - claim.value.number:f}"
            values = {"won": claim.exact, "needed": threshold.exact, "missing": short.exact, "gap": gap}
            yield Flaw((claim.id, threshold.id, short.id), "to-check", (Reason(key="shortfall-mismatch", values=values),))
            return


_BALLOT = frozenset(("vote", "parliament", "majority", "seat"))


_NEAR = 25
"""Characters between a number and the word that says what it is for."""


def _said_of(extraction: Extraction, claims: Sequence[FigureClaim], words: str) -> list[FigureClaim]:
    """The claims that stand nearest to a word of a list in their sentence."""
    pattern, found = any_of(extraction.document.language, words), list[FigureClaim]()
    for sentence in sorted({c.sentence for c in claims}):
        for match in pattern.finditer(extraction.document.text, *sentence):
            row = [(max(c.start - match.end(), match.start() - c.end), c) for c in claims if c.sentence == sentence]
            distance, nearest = min(row, key=lambda r: (r[0], r[1].start))
            if distance <= _NEAR:
                found.append(nearest)
    return found


@article_rule("INT009")
def sides_above_whole(extraction: Extraction) -> Iterator[Flaw]:
    """The shares for and against add up to more than the whole.

    What it reports: two percentages of one sentence, one followed by a word for those in favour and one by a word for those against, that
    make more than 100.
    Why it matters: one of the two is wrong, and it is what a vote or a poll is quoted by.
    Example: « 71,3 % pour et 32,7 % contre ».
    What it does not prove: which of the two is wrong.
    """
    text, language = extraction.document.text, extraction.document.language
    for row in sentences(extraction):
        shares = [c for c in row if c.value.unit == "%" and c.value.high is None and base_of(c) != "change"]
        for one, other in pairwise(shares):
            sides = _followed_by(text, one, any_of(language, "for_words")) and _followed_by(text, other, any_of(language, "against_words"))
            total = one.value.number + other.value.number
            if sides and total > 100 + _SLACK:
                values = {"total": "100 %", "parts": f"{one.exact} + {other.exact}", "sum": f"{total:f} %"}
                yield Flaw((one.id, other.id), "to-check", (Reason(key="parts-total", values=values),))


def _followed_by(text: str, claim: FigureClaim, words: re.Pattern[str]) -> bool:
    """Whether one of some words stands right behind a figure, or in its own words."""
    return words.search(text, claim.start, min(claim.sentence[1], claim.end + _SIDE)) is not None


_SLACK = Decimal("1.5")
"""Points that rounding explains."""
_SIDE = 25
"""Characters behind a share in which its side is told: « 71,3 % des voix en faveur »."""
