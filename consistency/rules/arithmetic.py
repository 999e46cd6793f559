"""Rules about the numbers of one article that do not add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from claims.concepts import by_id
from claims.extract import Extraction
from claims.lexicon import lexicon
from claims.records import FigureClaim
from consistency.findings import Reason
from consistency.pairs import was_before
from consistency.rules.rule import Flaw, article_rule
from consistency.rules.within import any_of, base_of, listed, plain_count, sentences
from consistency.values import is_count, is_money


@article_rule("INT002")
def share_above_whole(extraction: Extraction) -> Iterator[Flaw]:
    """A share is above the whole.

    What it reports: a percentage above 100 of something that is a part (« 120 % des habitants »).
    Why it matters: a part cannot be larger than its whole; a digit slipped, or it is a growth rate badly worded.
    Example: « 110 % des électeurs ont voté ».
    What it does not prove: that growth rates above 100 % are wrong; those are not reported.
    """
    whole = _whole(extraction.document.language)
    for claim in extraction.claims:
        above = isinstance(claim, FigureClaim) and claim.value.unit == "%" and claim.value.number > 100
        if above and whole.search(extraction.document.text, claim.start, claim.end + _REACH):
            yield Flaw((claim.id,), "to-check", (Reason(key="share-above-100", values={"value": claim.exact}),))


_REACH = 30
"""Characters behind a percentage in which what it is a share of is told."""


@cache
def _whole(language: str) -> re.Pattern[str]:
    """« % des habitants », "% of voters": people right after the sign are a whole; debts and prices are none."""
    people = "|".join(sorted(re.escape(w) for w, classes in lexicon(language).words.items() if "whole-word" in classes))
    return re.compile(rf"%\s+(?:des?|de la|du|of|of the)\s+(?:{people})\b", re.IGNORECASE)


@article_rule("INT003")
def change_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """A change in per cent is not what the two numbers beside it make.

    What it reports: a rise or fall in per cent in one sentence with the two numbers it goes from and to, which make another.
    Why it matters: one of the three is wrong, and readers will quote the percentage.
    Example: « 4 730 consultations, contre 8 550 la semaine précédente (-42 %) », which is 45 % less.
    What it does not prove: that the percentage is of these two numbers; therefore always to be checked.
    """
    text, told_by = extraction.document.text, any_of(extraction.document.language, "changed_by")
    for row in sentences(extraction):
        changes = [c for c in row if c.value.unit == "%" and base_of(c) == "change"]
        brackets = {amount.id: other for amount, other in pairwise(row) if _in_brackets(text, amount, other)}
        converted = {other.id for other in brackets.values()}
        for span, change in pairwise([c for c in row if c.id not in converted]):
            ends = brackets[span.id].end + 1 if span.id in brackets else span.end
            told = change in changes and span.value.high is not None and told_by.match(text, ends + _PAUSE) is not None
            if told and _is_change_of(change, span.value.number, span.value.high or 0):
                yield _change_flaw(change, [span])
        if len(changes) > 1:
            changes, row = _told_of_two(text, told_by, row) or ([], [])
        plain = [c for c in row if c.value.unit != "%" and c.value.number > 0 and c.value.high is None and not c.value.modifier]
        units = Counter(c.value.unit for c in plain)
        counts = plain if len(plain) == 2 else [c for c in plain if units[c.value.unit] == 2 and _converted(plain, c.value.unit)]
        if len(changes) != 1 or len(counts) != 2 or base_of(counts[0]) != base_of(counts[1]) or not any(was_before(c) for c in counts):
            continue
        if base_of(counts[0]) not in by_id() and not is_money(counts[0].value.unit):
            continue
        now, before = sorted(counts, key=was_before)
        if _is_change_of(changes[0], now.value.number, before.value.number, was_before(before) and not was_before(now)):
            yield _change_flaw(changes[0], counts)


def _told_of_two(text: str, told_by: re.Pattern[str], row: Sequence[FigureClaim]) -> tuple[list[FigureClaim], list[FigureClaim]] | None:
    """The first change of a sentence with several that stands right behind two numbers: « 8,32 €, contre 10,40 € avant la crise, une baisse de 20 % »."""
    for one, other, change in zip(row, row[1:], row[2:], strict=False):
        between = text[other.end : change.start]
        numbers = "%" not in (one.value.unit, other.value.unit) and change.value.unit == "%"
        if numbers and base_of(change) == "change" and len(between) < _BEHIND and told_by.search(between):
            return [change], [one, other, change]
    return None


_BEHIND = 50


def _is_change_of(change: FigureClaim, a: Decimal, b: Decimal | int, from_second: bool = False) -> bool:
    """Whether a change in per cent is none that leads from one number to the other; `from_second`: from the second."""
    if a == b or not a or not b:
        return False
    slack = _SLACK_HEDGED if change.value.modifier else _SLACK
    return all(abs(abs(change.value.number) - 100 * abs(a - b) / whole) > slack for whole in ((b,) if from_second else (a, b)))


def _change_flaw(change: FigureClaim, numbers: Sequence[FigureClaim]) -> Flaw:
    values = {"value": change.exact, "numbers": " / ".join(c.exact for c in numbers)}
    return Flaw((change.id, *(c.id for c in numbers)), "to-check", (Reason(key="change-mismatch", values=values),))


def _in_brackets(text: str, amount: FigureClaim, other: FigureClaim) -> bool:
    """Whether an amount stands in brackets right behind another, in another currency: « 18 millions d'euros (15,6 millions de livres) »."""
    two = is_money(amount.value.unit) and is_money(other.value.unit) and amount.value.unit != other.value.unit
    return two and text[amount.end : other.start].strip() == "("


_PAUSE = 2
"""Characters of the comma between the two numbers of a change and what it is in per cent."""


def _converted(plain: Sequence[FigureClaim], unit: str) -> bool:
    """Whether all other numbers of a sentence are amounts of other currencies: « de 12 à 18 millions d'euros (15,6 millions de livres) »."""
    return is_money(unit) and all(is_money(c.value.unit) for c in plain)


_SLACK = Decimal("1.5")
"""Points that rounding explains; hedged percentages may be further off."""


_SLACK_HEDGED = Decimal(4)


@article_rule("INT004")
def parts_above_whole(extraction: Extraction) -> Iterator[Flaw]:
    """The parts of a number add up to more than it.

    What it reports: « sur les N », followed in the sentence by parts whose sum is above N.
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
            if len(parts) > 1 and sum(c.value.number for c in parts) > whole.value.number and not whole.value.modifier:
                yield _parts_flaw(whole, parts)
            break


def _parts_flaw(whole: FigureClaim, parts: Sequence[FigureClaim]) -> Flaw:
    total = f"{sum(c.value.number for c in parts):f}"
    values = {"total": whole.exact, "parts": " + ".join(c.exact for c in parts), "sum": total}
    return Flaw((whole.id, *(c.id for c in parts)), "to-check", (Reason(key="parts-total", values=values),))


_OPENER = 14
"""Characters before a number in which the words that open its parts stand."""


@cache
def _opener(language: str) -> re.Pattern[str]:
    """« sur les », "of the": what follows is a whole whose parts are told."""
    words = listed(language, "whole_openers")
    return re.compile(rf"\b(?:{words})\s+(?:\w+\s+)?\Z" if words else r"(?!)", re.IGNORECASE)


@article_rule("INT008")
def list_does_not_add_up(extraction: Extraction) -> Iterator[Flaw]:
    """The numbers listed right behind a total do not add up to it.

    What it reports: a count followed at once, between dashes or brackets, after a colon or after « soit », by the counts that it is made
    of, whose sum is another.
    Why it matters: one of the numbers is wrong, and any reader can add them up.
    Example: « 438 personnes (361 passagers et 87 membres d'équipage) », which are 448.
    What it does not prove: which of the numbers is wrong.
    """
    for row in sentences(extraction):
        counts = [c for c in row if plain_count(c)]
        for n, whole in enumerate(counts):
            parts = _listed_behind(extraction, whole, counts[n + 1 :]) or _listed_behind(extraction, whole, counts[n + 2 :])
            if len(parts) < _LEAST_PARTS:
                continue
            apart = abs(sum(c.value.number for c in parts) - whole.value.number)
            more = apart == 1 and _one_more(extraction, parts[-1])
            if 0 < apart * _NEARLY <= whole.value.number and not more:
                yield _parts_flaw(whole, parts)


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


@cache
def _opens_list(language: str) -> re.Pattern[str]:
    """What stands between a number and the list of its parts: a bracket, a dash, a colon, « soit »."""
    words = listed(language, "list_openers")
    return re.compile(_WITHIN + rf"]{{0,40}}(?:[(\[—–:]|,\s*(?:{words})\b)\s*")


def _one_more(extraction: Extraction, last: FigureClaim) -> bool:
    """Whether a list ends with one that is told without a number: « trois bénévoles et un facteur »."""
    return _ends_with_one(extraction.document.language).match(extraction.document.text, last.end) is not None


@cache
def _ends_with_one(language: str) -> re.Pattern[str]:
    return re.compile(_WITHIN + rf"\d]{{0,50}}?\b(?:{listed(language, 'one_more')})\b", re.IGNORECASE)


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


_SIDE = 25
"""Characters behind a share in which its side is told: « 71,3 % des voix en faveur »."""
