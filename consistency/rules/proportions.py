"""Rules about changes, shares, differences and conversions of one article that its own numbers do not make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from claims.concepts import by_id
from claims.extract import Extraction
from claims.lexicon import lexicon
from claims.records import FigureClaim
from consistency.findings import Reason
from consistency.relations import base_of, was_before
from consistency.rules.rule import Flaw, article_rule
from consistency.rules.within import any_of, plain_count, sentences, starting
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
        if not changes or _on_another_basis(extraction, row[0].sentence):
            continue
        brackets = {amount.id: other for amount, other in pairwise(row) if _in_brackets(text, amount, other)}
        converted = {other.id for other in brackets.values()}
        for span, change in pairwise([c for c in row if c.id not in converted]):
            ends = brackets[span.id].end + 1 if span.id in brackets else span.end
            told = change in changes and span.value.high is not None and told_by.match(text, ends + _PAUSE) is not None
            if told and _is_change_of(change, span.value.number, span.value.high or 0):
                yield _change_flaw(change, [span])
        if len(changes) > 1:
            changes, row = _told_of_two(text, told_by, row) or ([], [])
        plain = [
            c
            for c in row
            if c.value.unit != "%" and dimension(c.value) != "s" and c.value.number > 0 and c.value.high is None and not c.value.modifier
        ]
        units = Counter(c.value.unit for c in plain)
        counts = plain if len(plain) == 2 else [c for c in plain if units[c.value.unit] == 2 and _converted(plain, c.value.unit)]
        if len(changes) != 1 or len(counts) != 2 or base_of(counts[0]) != base_of(counts[1]) or not any(was_before(c) for c in counts):
            continue
        if base_of(counts[0]) not in by_id() and not is_money(counts[0].value.unit):
            continue
        now, before = sorted(counts, key=was_before)
        if _is_change_of(changes[0], now.value.number, before.value.number, was_before(before) and not was_before(now)):
            yield _change_flaw(changes[0], counts)


def _on_another_basis(extraction: Extraction, sentence: tuple[int, int]) -> bool:
    """Whether a change may be of something else than the two numbers of its sentence: of volumes, or of a share price beside two profits."""
    told = [
        any_of(extraction.document.language, words).search(extraction.document.text, *sentence)
        for words in ("other_basis", "stock_words", "results_words")
    ]
    return told[0] is not None or None not in told[1:]


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
    slack = _slack(change)
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


def _slack(percentage: FigureClaim) -> Decimal:
    """How many points a percentage may be off."""
    return _SLACK_HEDGED if percentage.value.modifier else _SLACK


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
        if told and plain and close and excess.value.unit and abs(made - excess.value.number) > 1 and not _made_by_others(figures, excess):
            values = {"values": f"{reached.exact} / {limit.exact}", "made": f"{made:f}", "told": excess.exact}
            yield Flaw(tuple(c.id for c in row), "to-check", (Reason(key="excess-mismatch", values=values),))


def _made_by_others(figures: Sequence[FigureClaim], excess: FigureClaim) -> bool:
    """Whether two other numbers near an excess make it: measured, retained, allowed."""
    row = [
        c.value.number
        for c in starting(figures, excess.start - _FAR_OFF, excess.end + _FAR_OFF)
        if c is not excess and c.value.unit == excess.value.unit and -_BEHIND <= excess.end - c.end < _TOGETHER
    ]
    return any(abs(abs(a - b) - excess.value.number) <= 1 for a, b in combinations(row, 2))


_FAR_OFF = 1000
"""Characters on either side of an excess outside of which no number is looked at."""
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
        yield from (
            flaw for part, share, whole in zip(row, row[1:], row[2:], strict=False) if (flaw := _share_of(extraction, part, share, whole))
        )
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
            if abs(made - share.value.number) > _slack(share):
                yield _mismatch(part, whole, share)


def _share_of(extraction: Extraction, part: FigureClaim, share: FigureClaim, whole: FigureClaim) -> Flaw | None:
    """« 41 000 patients, soit 8 % des 732 000 personnes connues », which are 5.6 %; either number may be told as about so many."""
    text, language = extraction.document.text, extraction.document.language
    counts = all(is_count(c.value) and c.value.high is None and c.value.modifier in ("", "about") for c in (part, whole))
    if (
        not counts
        or share.value.unit != "%"
        or share.value.high is not None
        or _is_change(share)
        or not whole.value.number > part.value.number > 0
    ):
        return None
    led = any_of(language, "share_leads").fullmatch(text[part.end : share.start].rpartition(",")[2].strip(" (")) is not None
    if not led or any_of(language, "of_so_many").fullmatch(text[share.end : whole.start].strip()) is None:
        return None
    some, every = interval(part.value), interval(whole.value)
    slack = _slack(share)
    if 100 * some.low / every.high - slack <= share.value.number <= 100 * some.high / every.low + slack:
        return None
    return _mismatch(part, whole, share)


def _mismatch(part: FigureClaim, whole: FigureClaim, share: FigureClaim) -> Flaw:
    """What is told of a percentage that is not the share of its numbers."""
    made = 100 * part.value.number / whole.value.number
    values = {"value": share.exact, "numbers": f"{part.exact} / {whole.exact}", "made": f"{made:.1f} %"}
    return Flaw((part.id, whole.id, share.id), "to-check", (Reason(key="share-mismatch", values=values),))


def _is_change(share: FigureClaim) -> bool:
    return base_of(share) == "change" or share.exact[:1] in _SIGNS


_SIGNS = frozenset("+-−–")


def _told_as_share(extraction: Extraction, number: FigureClaim, share: FigureClaim) -> bool:
    """Whether a percentage stands right behind a number, in brackets or after « soit »."""
    text = extraction.document.text
    between = text[number.end : share.start]
    if any_of(extraction.document.language, "of_others").match(text, share.end + 1):
        return False  # "or 52% of those present"
    if between.strip(" ,") == "(":
        return text[share.end : share.end + 1] == ")"
    return any_of(extraction.document.language, "share_leads").fullmatch(between.strip(" ,")) is not None


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
        for before, one, other in zip((None, *row), row, row[1:], strict=False):
            converted = text[one.end : other.start].strip() == "(" and text[other.end : other.end + 1] == ")"
            units = {one.value.unit, other.value.unit}
            physical = len(units) > 1 and units <= SI.keys() - _OTHERWISE and not _goes_on(before, one)
            if converted and physical and dimension(one.value) == dimension(other.value) and _far_apart(one, other):
                yield Flaw(
                    (one.id, other.id), "to-check", (Reason(key="conversion-mismatch", values={"values": f"{one.exact} / {other.exact}"}),)
                )


def _far_apart(one: FigureClaim, other: FigureClaim) -> bool:
    """Whether two measures are further apart than rounding each to its last digit explains, and by more than a part in eight."""
    low, high = sorted((interval(one.value), interval(other.value)), key=lambda told: told.low)
    return high.low - low.high > low.step + high.step and high.low > low.high * _EIGHTH_MORE


_EIGHTH_MORE = Decimal("1.125")


_OTHERWISE = frozenset(("Cel", "[degF]", "[gal_us]"))
"""Differences of temperatures convert otherwise ("2.7 °F warmer (1.5 °C)"), and a gallon is another in London."""


def _goes_on(before: FigureClaim | None, claim: FigureClaim) -> bool:
    """Whether a measure is the second half of one: "5lb 3oz"."""
    return before is not None and 0 <= claim.start - before.end <= 1
