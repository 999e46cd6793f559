"""What explains two values that differ without a word for it: other names, other hours, both numbers told, their difference told."""

from __future__ import annotations

from claims.measures import base, last_day, since
from claims.records import Claim, DateClaim, FigureClaim
from consistency.figure_gates import figures_may_meet
from consistency.relations import measure_relation, names_told, near, period_relation, was_before
from consistency.stories import Story
from consistency.values import apart_minutes, dimension, distinctive, factor, interval, is_count, may_be_money

ANOTHER_TIME = 30
"""Minutes between two times of day from which on they are two moments, each with a number of its own."""
YEARLY = (300, 31)
"""Days between two articles from which on each may tell of its own year, and how far the days told may then be from that."""


def explained(a: Claim, b: Claim, told: Story) -> bool:
    """Whether two claims of two articles that differ are of two things, or of two times, by what their articles tell besides."""
    if _one_placed(a, b) or _other_names(a, b, told) or _both_told(a, b, told) or _reckoned(a, b, told) or _grown_older(a, b, told):
        return True
    return _other_moments(a, b, told) or _other_lengths(a, b, told) or _other_years(a, b, told) or _long_ago(a, b, told)


def _one_placed(a: Claim, b: Claim) -> bool:
    """Whether one of two amounts or shares is told of a country, and the other of none: sales in France, and in all."""
    if not (isinstance(a, FigureClaim) and isinstance(b, FigureClaim)) or is_count(a.value):
        return False
    places = [c.slots.place for c in (a, b)]
    told = [place.value if place is not None and near(place) else "" for place in places]
    return told[0] != told[1] and any(place.isupper() for place in told)


def _other_names(a: Claim, b: Claim, told: Story) -> bool:
    """Whether each sentence names somebody or something that the other's article does not: two companies; names are translated as well."""
    translated = told.documents[a.source].language != told.documents[b.source].language
    if translated and names_told(a) & names_told(b):
        return False
    return _names_untold(a, b, told) and _names_untold(b, a, told)


def _names_untold(claim: Claim, other: Claim, told: Story) -> bool:
    text = told.plain_texts[other.source]
    return not all(name in text for name in names_told(claim))


def _both_told(a: Claim, b: Claim, told: Story) -> bool:
    """Whether the article of one of two figures tells the other's number as well, and it is no common one: it tells both, and knows of two things."""
    if not (isinstance(a, FigureClaim) and isinstance(b, FigureClaim)):
        return False
    return _tells(a.source, b, told) or _tells(b.source, a, told) or _in_one_sentence(a, b, told) or _in_one_sentence(b, a, told)


def _in_one_sentence(claim: FigureClaim, other: FigureClaim, told: Story) -> bool:
    """Whether the sentence of a figure tells the other's number as well: « 3,1 kilomètres sur les 4,8 », « plus que les douze attendues »."""
    number = other.value.number
    if number < LEAST_TOLD and number == number.to_integral_value():
        return False
    besides = [c for c in _besides(claim, told) if isinstance(c, FigureClaim) and not was_before(c)]
    if not is_count(other.value) and any(
        interval(c.value).meets(interval(other.value)) for c in besides if c.value.unit == other.value.unit
    ):
        return True  # « 30,8 % en séance, 24,2 % à la clôture », and 24 %
    return any(c.value.number == number and c.value.unit in ("", other.value.unit) for c in besides)


LEAST_TOLD = 4
"""Smaller whole numbers stand in too many sentences."""


def _tells(source: str, claim: FigureClaim, told: Story) -> bool:
    if distinctive(claim.value.number) < UNCOMMON or was_before(claim):
        return False
    known = interval(claim.value)
    alike = (c for c in told.figures[source] if known.meets(interval(c.value)) and not was_before(c))
    return any(figures_may_meet(c, claim) or (may_be_money(c.value) and may_be_money(claim.value)) for c in alike)


UNCOMMON = 0.5
"""How much a number must say by itself for two tellings of it to be of one thing."""


def _reckoned(a: Claim, b: Claim, told: Story) -> bool:
    """Whether the difference of two figures, or their sum, is told beside one of them.

    « Quatre ans, dont un avec sursis » and « trois ans ferme »; 210,000 recovered, and 430,000 missing "of the 640,000".
    """
    if not (isinstance(a, FigureClaim) and isinstance(b, FigureClaim)):
        return False
    one, other = (x.value.number * factor(x.value) for x in (a, b))
    outright = all(x.value.modifier in ("", "about") for x in (a, b))
    counts = is_count(a.value)
    reckoned = {n for n in (abs(one - other) if outright else 0, one + other) if n >= (LEAST_COUNTED if counts else 0)} - {0}
    return any(c.value.number * factor(c.value) in reckoned and _of_one_unit(c, a) for x in (a, b) for c in _told_around(x, told))


def _told_around(claim: FigureClaim, told: Story) -> list[FigureClaim]:
    """The figures near a number, wherever its article tells it."""
    figures = told.figures[claim.source]
    places = [c.start for c in figures if c.value == claim.value]
    return [c for c in figures if c.value != claim.value and any(abs(c.start - place) < AROUND for place in places)]


def _of_one_unit(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two figures are told in one unit: « 265 million euros », "a further 45 million"."""
    if may_be_money(a.value) and may_be_money(b.value):
        return True
    if is_count(a.value) or is_count(b.value):
        return a.value.unit == b.value.unit or "" in (a.value.unit, b.value.unit)
    return dimension(a.value) == dimension(b.value) and measure_relation(a, b) > 0


AROUND = 200
"""Characters between two figures of which one may be the difference of the other and a third."""
LEAST_COUNTED = 10
"""A smaller difference of two counts may be any count."""


def _besides(claim: Claim, told: Story) -> list[Claim]:
    return [c for c in told.by_sentence[claim.source, claim.sentence] if c.id != claim.id]


def _other_moments(a: Claim, b: Claim, told: Story) -> bool:
    """Whether both sentences tell a time of day, and not the same: a turnout at noon and at five."""
    times = [[c.value for c in _besides(x, told) if isinstance(c, DateClaim) and c.value.time is not None] for x in (a, b)]
    return all(times) and all((apart_minutes(x, y) or 0) > ANOTHER_TIME for x in times[0] for y in times[1])


def _other_lengths(a: Claim, b: Claim, told: Story) -> bool:
    """Whether both sentences tell a length of time, and not the same: rain of three hours and of a day."""
    lengths = [[c for c in _besides(x, told) if isinstance(c, FigureClaim) and _lasts(c)] for x in (a, b)]
    return all(lengths) and all(not interval(x.value).meets(interval(y.value)) for x in lengths[0] for y in lengths[1])


def _lasts(claim: FigureClaim) -> bool:
    measure = claim.slots.measure
    return not is_count(claim.value) and measure is not None and measure.value == "duration"


def _long_ago(a: Claim, b: Claim, told: Story) -> bool:
    """Whether one of two figures is told of a stretch of time that was over long before its article, and the other not, or of another: the fire of 2003."""
    if not (isinstance(a, FigureClaim) and isinstance(b, FigureClaim)):
        return False
    one, other = (_of_old(c, told) for c in (a, b))
    return one != other or (one and period_relation(a.slots.period, b.slots.period) < 0)


def _of_old(claim: FigureClaim, told: Story) -> bool:
    period, day = claim.slots.period, told.documents[claim.source].published.day
    if period is None or day is None or not near(period) or since(period):
        return False
    return (day - last_day(period)).days > _OVER


_YEAR = 365
_OVER = 120
"""Days after which a stretch of time is over and no part of the news."""


def _grown_older(a: Claim, b: Claim, told: Story) -> bool:
    """Whether two ages are as many years apart as their articles: « 61 ans » at the trial, « 63 ans » on appeal."""
    ages = [c for c in (a, b) if isinstance(c, FigureClaim) and c.slots.measure is not None and base(c.slots.measure.value) == "age"]
    told_on = sorted((day, c.value.number) for c in ages if (day := told.told_on[c.source]) is not None)
    if len(told_on) < len((a, b)):
        return False
    (one, younger), (other, older) = told_on
    passed = (other - one).days / _YEAR
    return passed >= _HALF_YEAR and abs(float(older - younger) - passed) <= 1


_HALF_YEAR = 0.5
"""Years between two articles from which on somebody may have had a birthday or two."""


def _other_years(a: Claim, b: Claim, told: Story) -> bool:
    """Whether two articles of two years each tell a day of their own: a festival of each summer."""
    days = [day for c in (a, b) if (day := told.documents[c.source].published.day) is not None]
    values = [c.value.earliest for c in (a, b) if isinstance(c, DateClaim) and c.value.earliest is not None]
    if len(days) < 2 or len(values) < 2:
        return False
    between = abs((days[0] - days[1]).days)
    return between >= YEARLY[0] and abs(between - abs((values[0] - values[1]).days)) <= YEARLY[1]
