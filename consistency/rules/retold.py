"""Rules about what one article tells twice, with two numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from claims.concepts import by_id
from claims.extract import Extraction
from claims.measures import aspect, base, first_day, last_day
from claims.records import FigureClaim
from consistency.findings import Reason
from consistency.pairs import other_names, was_before
from consistency.rules.rule import Flaw, article_rule
from consistency.rules.within import any_of, base_of, plain_count
from consistency.values import digits_swapped


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

    What it reports: two plain counts with the same noun, in two sentences, such as 335 and 353.
    Why it matters: one of the two was most likely mistyped.
    Example: « un rapport de 335 pages », and further down « le rapport, long de 353 pages ».
    What it does not prove: that both are of one thing; therefore always to be checked. Votes, of which there are many, are left alone.
    """
    alike: dict[tuple[str, str], dict[Decimal, FigureClaim]] = defaultdict(dict)
    for claim in extraction.claims:
        if isinstance(claim, FigureClaim) and plain_count(claim) and _named_by_noun(claim) and not was_before(claim):
            digits = "".join(sorted(f"{claim.value.number:f}"))
            alike[base_of(claim), digits].setdefault(claim.value.number, claim)  # the first that tells each number
    for a, b in (pair for told in alike.values() for pair in combinations(told.values(), 2)):
        if digits_swapped(a.value.number, b.value.number) and a.sentence != b.sentence and not other_names(a, b):
            values = {"values": f"{a.exact} / {b.exact}"}
            yield Flaw((a.id, b.id), "to-check", (Reason(key="two-values-one-article", values=values),))


def _named_by_noun(claim: FigureClaim) -> bool:
    """Whether the noun behind a number says what it counts, and nothing says which of it."""
    measure = claim.slots.measure
    return measure is not None and measure.reach == "mention" and not aspect(measure.value)
