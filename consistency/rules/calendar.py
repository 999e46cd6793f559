"""Rules about the days and ages of one article that do not fit one another."""

from __future__ import annotations

from collections.abc import Iterator

from claims.extract import Extraction
from claims.records import DateClaim, FigureClaim
from consistency.findings import Reason
from consistency.pairs import near, spelled_out
from consistency.rules.rule import Flaw, article_rule
from consistency.rules.within import any_of, measure_of, sentences


@article_rule("INT001")
def weekday_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """A weekday is written beside a date that falls on another.

    What it reports: a full date with a weekday that the calendar does not give it.
    Why it matters: either the weekday or the day is wrong, and readers will plan by one of them.
    Example: « mercredi 15 janvier 2026 », which is a Thursday.
    What it does not prove: which of the two is wrong.
    """
    for claim in extraction.claims:
        if not isinstance(claim, DateClaim) or claim.value.weekday is None or claim.value.earliest is None:
            continue
        real = claim.value.earliest.isoweekday()
        if claim.value.earliest == claim.value.latest and real != claim.value.weekday:
            reason = Reason(key="weekday-mismatch", values={"written": str(claim.value.weekday), "real": str(real)})
            yield Flaw((claim.id,), "certain" if claim.value.anchor == "absolute" else "to-check", (reason,))


@article_rule("INT007")
def age_outside_its_range(extraction: Extraction) -> Iterator[Flaw]:
    """Somebody of a group is younger or older than all of the group are said to be.

    What it reports: a range of ages and, in the same sentence, one of the same people (« dont un garçon de quatre ans ») who is
    outside it.
    Why it matters: the range or the age is wrong, or the range is of others.
    Example: « des rescapés de 22 à 60 ans, dont un garçon de quatre ans ».
    What it does not prove: that the range is meant of all of them.
    """
    part = any_of(extraction.document.language, "part_openers")
    for row in sentences(extraction):
        ranges = [c for c in row if measure_of(c) == "age:range" and c.value.high is not None]
        ages = [c for c in row if measure_of(c) == "age" and not c.value.modifier]
        for told in ranges[:1]:
            for age in ages:
                outside = not told.value.number <= age.value.number <= (told.value.high or 0)
                if outside and part.search(extraction.document.text, max(age.sentence[0], age.start - _PART_REACH), age.start):
                    values = {"range": told.exact, "age": age.exact}
                    yield Flaw((told.id, age.id), "to-check", (Reason(key="age-outside-range", values=values),))


_PART_REACH = 30
"""Characters before an age in which it says that it is of one of them."""


@article_rule("INT010")
def age_does_not_fit_year(extraction: Extraction) -> Iterator[Flaw]:
    """An age is not what the year beside it makes.

    What it reports: in one sentence the year in which somebody was born, and an age that is more than a year off.
    Why it matters: the year or the age is wrong; often one was copied from an older article.
    Example: « Paul Merrow, 58 ans, né en 1961 », in an article of 2026.
    What it does not prove: that both are of the same person; therefore always to be checked.
    """
    published = extraction.document.published.day
    if published is None:
        return
    claims = extraction.claims
    ages = [c for c in claims if isinstance(c, FigureClaim) and measure_of(c) == "age" and not c.value.modifier and c.value.high is None]
    for date in claims:
        if not isinstance(date, DateClaim) or date.value.earliest is None or not _of_birth(date):
            continue
        made = published.year - date.value.earliest.year
        for age in ages:
            if age.sentence == date.sentence and abs(made - age.value.number) > 1:
                values = {"age": age.exact, "year": date.exact, "made": f"{made}"}
                yield Flaw((age.id, date.id), "to-check", (Reason(key="age-mismatch", values=values),))


def _of_birth(date: DateClaim) -> bool:
    """Whether a date written out is told, beside it, to be that of a birth."""
    what = date.slots.predicate
    return what is not None and what.value == "birth" and near(what) and spelled_out(date)
