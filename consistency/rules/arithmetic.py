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
from consistency.relations import base_of, was_before
from consistency.rules.rule import Flaw, article_rule
from consistency.rules.within import any_of, listed, plain_count, sentences, told_together
from consistency.values import SI, dimension, interval, is_count, is_money


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
            if len(parts) > 1 and sum(c.value.number for c in parts) > whole.value.number and not whole.value.modifier:
                yield _parts_flaw(whole, parts)
            break
    yield from (_parts_flaw(whole, parts) for whole, parts in _shared_out(extraction) if _a_little_more(whole, parts))


def _shared_out(extraction: Extraction) -> Iterator[tuple[FigureClaim, list[FigureClaim]]]:
    """The largest count of each sentence, and the two bare numbers of the same that the next begins with: « 56 cas … Quarante-huit ont … »."""
    rows = [[c for c in row if plain_count(c)] for row in told_together(extraction)]
    for before, row in pairwise(rows):
        opens = len(row) == _TWO and before and row[0].start - row[0].sentence[0] <= 1 and not any(_named(c) for c in row)
        between = extraction.document.text[before[0].sentence[1] : row[0].sentence[0]] if opens else "\n"
        whole = max(before, key=lambda c: c.value.number) if opens else None
        if whole is not None and not between.strip(" ") and all(base_of(c) in (base_of(whole), "person") for c in row):
            yield whole, row


_TWO = 2


def _named(claim: FigureClaim) -> bool:
    """Whether the noun behind a number says what it counts."""
    return claim.slots.measure is not None and claim.slots.measure.reach == "mention"


def _a_little_more(whole: FigureClaim, parts: Sequence[FigureClaim]) -> bool:
    """Whether parts are each less than the whole, and together more by no more than a slip: other parts may have members in common."""
    total = sum(c.value.number for c in parts)
    return max(c.value.number for c in parts) < whole.value.number < total <= whole.value.number * _SLIP


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
    """The numbers listed right behind a total do not add up to it.

    What it reports: a count or an amount followed at once, between dashes or brackets, after a colon or after « soit », by those that it
    is made of, whose sum is another.
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
                if len(parts) >= _LEAST_PARTS and 0 < apart * _NEARLY <= whole.value.number:
                    yield _parts_flaw(whole, parts, more)


def _of_one_unit(row: Sequence[FigureClaim]) -> Iterator[list[FigureClaim]]:
    """The plain counts of a sentence, and its amounts of each currency."""
    yield [c for c in row if plain_count(c)]
    for unit in sorted({c.value.unit for c in row if is_money(c.value.unit)}):
        yield [c for c in row if c.value.unit == unit and not c.value.modifier and c.value.high is None]


def _parts_behind(extraction: Extraction, whole: FigureClaim, after: Sequence[FigureClaim]) -> list[FigureClaim]:
    """What a number is made of: listed behind it or behind the next, or told by place."""
    return _listed_behind(extraction, whole, after) or _listed_behind(extraction, whole, after[1:]) or _by_place(extraction, after)


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
    return [one, other] if apart and joined and any_of(language, "of_them").match(text, one.end + 1) is not None else []


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


_SIDE = 25
"""Characters behind a share in which its side is told: « 71,3 % des voix en faveur »."""


@article_rule("INT012")
def excess_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """By how much a number is above another is not what the two make.

    What it reports: three numbers of one unit in one sentence or two, the last told as too much (« de trop », "over the limit"), where
    the two before it are further apart, or less far.
    Why it matters: one of the three is wrong, and any reader can subtract.
    Example: « On y passe à 60 km/h. Le train s'y est présenté à 104 km/h, soit 54 km/h de trop », which is 44.
    What it does not prove: which of the three is wrong.
    """
    text, over = extraction.document.text, any_of(extraction.document.language, "excess_words")
    figures = [c for c in extraction.claims if isinstance(c, FigureClaim)]
    for limit, reached, excess in zip(figures, figures[1:], figures[2:], strict=False):
        row = (limit, reached, excess)
        told = over.match(text, excess.end + 1) is not None and reached.sentence == excess.sentence
        plain = len({(c.value.unit, c.value.per) for c in row}) == 1 and not any(c.value.modifier or c.value.high for c in row)
        close = excess.start - limit.end < _TOGETHER and excess.value.number < max(limit.value.number, reached.value.number)
        made = abs(reached.value.number - limit.value.number)
        if told and plain and close and excess.value.unit and abs(made - excess.value.number) > 1:
            values = {"values": f"{reached.exact} / {limit.exact}", "made": f"{made:f}", "told": excess.exact}
            yield Flaw(tuple(c.id for c in row), "to-check", (Reason(key="excess-mismatch", values=values),))


_TOGETHER = 250
"""Characters between the first of three numbers and the last."""


@article_rule("INT015")
def share_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """A percentage is not what the two numbers beside it make.

    What it reports: some of so many, and right behind them, in brackets or after « soit », a percentage that is another.
    Why it matters: one of the three is wrong, and any reader can divide.
    Example: « 93 des 210 salariés, soit 54 %, ont voté », which is 44 %.
    What it does not prove: which of the three is wrong.
    """
    for row in sentences(extraction):
        for one, other, share in zip(row, row[1:], row[2:], strict=False):
            plain = (
                plain_count(one) and plain_count(other) and share.value.unit == "%" and share.value.high is None and not _is_change(share)
            )
            if not plain or not _told_as_share(extraction, other, share):
                continue
            part, whole = sorted((one, other), key=lambda c: c.value.number)
            if not whole.value.number or not (_some_of(extraction, one, other) if part is one else _out_of(extraction, one)):
                continue
            made = 100 * part.value.number / whole.value.number
            if abs(made - share.value.number) > (_SLACK_HEDGED if share.value.modifier else _SLACK):
                values = {"value": share.exact, "numbers": f"{part.exact} / {whole.exact}", "made": f"{made:.1f} %"}
                yield Flaw((part.id, whole.id, share.id), "to-check", (Reason(key="share-mismatch", values=values),))


def _is_change(share: FigureClaim) -> bool:
    return base_of(share) == "change" or share.exact[:1] in _SIGNS


_SIGNS = frozenset("+-−–")


def _told_as_share(extraction: Extraction, number: FigureClaim, share: FigureClaim) -> bool:
    """Whether a percentage stands right behind a number, in brackets or after « soit »."""
    text = extraction.document.text
    between = text[number.end : share.start]
    if any_of(extraction.document.language, "of_others").match(text, share.end + 1):
        return False  # "or 52% of those present"
    return between.strip() in ("(", ", (") or any_of(extraction.document.language, "share_leads").fullmatch(between.strip(" ,")) is not None


def _some_of(extraction: Extraction, part: FigureClaim, whole: FigureClaim) -> bool:
    """« 93 des 210 salariés », "310 of 1,940 jobs"."""
    return (
        any_of(extraction.document.language, "of_so_many").fullmatch(extraction.document.text[part.end : whole.start].strip()) is not None
    )


def _out_of(extraction: Extraction, whole: FigureClaim) -> bool:
    """« Sur 1 200 salariés, 300 (25 %) », "Of the 1,200 workers, 300 (25%)"."""
    text = extraction.document.text
    return (
        any_of(extraction.document.language, "of_so_many").search(
            text, max(whole.sentence[0], whole.start - len("out of the ")), whole.start
        )
        is not None
    )


@article_rule("INT016")
def conversion_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """A measure and its conversion in brackets are two.

    What it reports: a length, speed, area, weight or volume, and right behind it, in brackets, another in other units that is not about as much.
    Why it matters: one of the two was miscalculated or mistyped.
    Example: « à 104 km/h (45 mph) », which are 65 miles per hour.
    What it does not prove: which of the two is wrong.
    """
    text = extraction.document.text
    for row in sentences(extraction):
        for one, other in pairwise(row):
            converted = text[one.end : other.start].strip() == "(" and text[other.end : other.end + 1] == ")"
            units = {one.value.unit, other.value.unit}
            physical = len(units) > 1 and units <= SI.keys() - _TEMPERATURES
            if converted and physical and dimension(one.value) == dimension(other.value) and _far_apart(one, other):
                yield Flaw(
                    (one.id, other.id), "to-check", (Reason(key="conversion-mismatch", values={"values": f"{one.exact} / {other.exact}"}),)
                )


def _far_apart(one: FigureClaim, other: FigureClaim) -> bool:
    """Whether two measures are further apart than rounding each to its last digit explains, and by more than a part in eight."""
    (low, high), step = (
        sorted((interval(c.value).low, interval(c.value).high) for c in (one, other)),
        interval(one.value).step + interval(other.value).step,
    )
    return high[0] - low[1] > step and high[0] > low[1] * _EIGHTH_MORE


_EIGHTH_MORE = Decimal("1.125")
_TEMPERATURES = frozenset(("Cel", "[degF]"))
"""Their differences are told in the same units, and convert otherwise: "2.7 °F warmer (1.5 °C)"."""
