"""Rules about what one article tells twice, with two numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.concepts import by_id
from claims.extract import Extraction
from claims.measures import GENERIC, PERSONS, aspect, base, first_day, last_day
from claims.records import FigureClaim
from consistency.findings import Reason
from consistency.relations import base_of, group_of, other_names, period_relation, place_relation, was_before
from consistency.rules.rule import Flaw, article_rule
from consistency.rules.within import any_of, measure_of, named_by_noun, plain_count
from consistency.values import digits_swapped, dimension, factor, interval, is_count, is_money


@article_rule("INT005")
def toll_told_twice(extraction: Extraction) -> Iterator[Flaw]:
    """One article gives its toll with two numbers that lie close together.

    What it reports: two plain numbers of the dead, the injured or the missing as a whole, a few apart, neither told as an
    earlier one.
    Why it matters: the toll was brought up to date in one place and not in the other.
    Example: « 17 morts » in the first paragraph, « le bilan s'élève à 16 morts » in the last.
    What it does not prove: that both are of one event; therefore always to be checked.
    """
    tolls = [c for c in extraction.claims if isinstance(c, FigureClaim) and _whole_toll(c) and not _earlier(extraction, c)]
    for n, a in enumerate(tolls):
        for b in tolls[n + 1 :]:
            apart = abs(a.value.number - b.value.number)
            if (
                base_of(a) == base_of(b)
                and 0 < apart <= max(a.value.number, b.value.number) / _CLOSE
                and a.sentence != b.sentence
                and not other_names(a, b)
            ):
                values = {"values": f"{a.exact} / {b.exact}"}
                yield Flaw((a.id, b.id), "to-check", (Reason(key="two-values-one-article", values=values),))
                return


_CLOSE = 8
"""A toll told twice differs by less than one in so many; other numbers of one article are other people."""


def _whole_toll(claim: FigureClaim) -> bool:
    """A toll with nothing that makes it a part: no scope, group or stretch of time of its own, no hedge, nothing pending."""
    slots, value = claim.slots, claim.value
    measure = slots.measure
    concept = by_id().get(base(measure.value)) if measure is not None else None
    own = slots.scope is None or slots.scope.value == "total"
    at_once = slots.period is None or first_day(slots.period) == last_day(slots.period)
    plain = own and not slots.group and at_once and not value.modifier and value.high is None
    return plain and measure is not None and concept is not None and concept.kind == "toll" and aspect(measure.value) in ("", "total")


def _earlier(extraction: Extraction, claim: FigureClaim) -> bool:
    """Whether the sentence speaks of another count: « contre », « un précédent bilan », "revised"."""
    text, (start, end) = extraction.document.text, claim.sentence
    return bool(any_of(extraction.document.language, "other_counts").search(text, start, end))


@article_rule("INT011")
def digits_out_of_order(extraction: Extraction) -> Iterator[Flaw]:
    """One article counts the same things with two numbers that have the same digits in another order.

    What it reports: two plain counts with the same noun, in two sentences, such as 335 and 353; or with whatever noun, from four digits on.
    Why it matters: one of the two was most likely mistyped.
    Example: « un rapport de 335 pages », and further down « le rapport, long de 353 pages ».
    What it does not prove: that both are of one thing; therefore always to be checked. Votes, of which there are many, are left alone.
    """
    alike: dict[tuple[str, str], dict[Decimal, FigureClaim]] = defaultdict(dict)
    for claim in extraction.claims:
        if isinstance(claim, FigureClaim) and plain_count(claim) and not was_before(claim):
            digits = "".join(sorted(f"{claim.value.number:f}"))
            for kind in _kinds(claim, digits):
                alike[kind, digits].setdefault(claim.value.number, claim)  # the first that tells each number
    found = {
        (a.id, b.id): f"{a.exact} / {b.exact}"
        for (kind, _), told in alike.items()
        for a, b in _near_in_order(list(told.values()))
        if _slipped(kind, a, b) and a.sentence != b.sentence and not other_names(a, b)
    }
    for pair, values in found.items():
        yield Flaw(pair, "to-check", (Reason(key="two-values-one-article", values={"values": values}),))


def _near_in_order(told: Sequence[FigureClaim]) -> Iterator[tuple[FigureClaim, FigureClaim]]:
    """The pairs of claims few of which stand between; no article has more numbers of the same digits, unless it was made to."""
    return ((a, b) for n, a in enumerate(told) for b in told[n + 1 : n + 1 + _NEIGHBOURS])


_NEIGHBOURS = 8


def _kinds(claim: FigureClaim, digits: str) -> Iterator[str]:
    """What a count is held against: counts of its noun, and any count where it has digits enough (`digits` in ascending order)."""
    if named_by_noun(claim) and not aspect(measure_of(claim)):
        yield base_of(claim)
    if len(digits.lstrip("0")) >= _MANY_DIGITS:
        yield _ANY


def _slipped(kind: str, a: FigureClaim, b: FigureClaim) -> bool:
    """Whether a slip of the hand makes one number of the other; of two nouns only one that chance hardly makes."""
    both_named = named_by_noun(a) and named_by_noun(b)
    if both_named and min(period_relation(a.slots.period, b.slots.period), place_relation(a.slots.place, b.slots.place)) < 0:
        return False
    if kind == _ANY:
        return not (both_named and base_of(a) != base_of(b)) and _neighbours_swapped(a.value.number, b.value.number)
    return digits_swapped(a.value.number, b.value.number)


_MANY_DIGITS = 4
"""From so many digits on, zeros aside, two numbers differ hardly ever by chance in no more than two of them that changed places."""
_ANY = "*"


def _neighbours_swapped(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ by two digits side by side that changed places: 9,148 and 9,418."""
    a, b = f"{one:f}", f"{other:f}"
    apart = [i for i in range(min(len(a), len(b))) if a[i] != b[i]]
    return len(a) == len(b) and len(apart) == 2 and apart[1] == apart[0] + 1 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]


@article_rule("INT014")
def headline_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """The headline counts what the article counts, and gives another number.

    What it reports: a plain count or amount of the headline that nothing in the article fits, where the article has one of the same things
    that is near it.
    Why it matters: more people read the headline than the article, and headlines are written last.
    Example: « les 200 salariés suspendus à l'enquête » over « Ses 165 salariés n'y travaillent plus ».
    What it does not prove: which of the two is wrong; nor that both are of the same people.
    """
    document = extraction.document
    begins = document.text.find(document.title, document.body) if document.title else -1
    ends = begins + len(document.title)
    figures = [c for c in extraction.claims if isinstance(c, FigureClaim)]
    below = [c for c in figures if c.start >= ends]
    sentence = document.title.endswith(".")  # the first line of an article without a headline
    for headline in (c for c in figures if begins >= 0 and not sentence and begins <= c.start and c.end <= ends and _told_outright(c)):
        if any(c.value.number == headline.value.number or (_of_the_same(headline, c) and _may_be_one(headline, c)) for c in below):
            continue
        told = [c for c in below if _told_outright(c) and _of_the_same(headline, c) and _nearly(headline, c)]
        if len({c.value.number for c in told}) == 1:
            values = {"values": f"{headline.exact} / {told[0].exact}"}
            yield Flaw((headline.id, told[0].id), "to-check", (Reason(key="two-values-one-article", values=values),))


def _told_outright(claim: FigureClaim) -> bool:
    """Whether a figure is one number of people or money, all of them, neither hedged nor one of before, from ten on."""
    number = is_count(claim.value) or is_money(claim.value.unit)
    whole = claim.slots.scope is None or claim.slots.scope.value == "total"
    return number and whole and not claim.value.modifier and claim.value.high is None and claim.value.number >= _LEAST


def _of_the_same(one: FigureClaim, other: FigureClaim) -> bool:
    """Whether two figures measure one thing; people of one country may be told by other nouns."""
    concepts = [by_id().get(base_of(c)) for c in (one, other)]
    of_country = group_of(one).isupper() and all(c is not None and c.kind in PERSONS for c in concepts)
    measured = bool(measure_of(one)) and measure_of(one) == measure_of(other) and base_of(one) not in GENERIC
    alike = dimension(one.value) == dimension(other.value) or (is_count(one.value) and is_count(other.value))
    return alike and group_of(one) == group_of(other) and (measured or of_country)


def _may_be_one(one: FigureClaim, other: FigureClaim) -> bool:
    """Whether hedges and roundings let two figures be one."""
    return interval(one.value).meets(interval(other.value))


def _nearly(one: FigureClaim, other: FigureClaim) -> bool:
    """Whether two numbers are near one another, and not so near that a headline may round one to the other."""
    low, high = sorted((one.value.number * factor(one.value), other.value.number * factor(other.value)))
    return high <= low * _NEAR_BY and (high > low * _ROUNDED or one.value.number % 10 != 0)


_LEAST = 10
_NEAR_BY, _ROUNDED = Decimal("1.34"), Decimal("1.05")
