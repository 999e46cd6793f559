"""Whether two claims of different articles are about the same thing: features of the pair, and their weighted sum.

The weights are few and monotone; `benchmarks/learn_weights.py` learned them leave-one-story-out (`weights.toml` says with
which scores). Hard gates come first: a part is never compared with its whole, nor one group, unit or currency with another.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

import tomli
from msgspec import Struct

from claims.concepts import by_id
from claims.date_slots import HAPPENED
from claims.measures import COURT, GENERIC, MARKED, aspect, base, says_little
from claims.records import Claim, DateClaim, FigureClaim, Slot
from consistency.similarity import Profile, cosine
from consistency.values import (
    apart_minutes,
    digits_swapped,
    dimension,
    distinctive,
    gap,
    interval,
    is_count,
    length,
    may_be_money,
    may_be_one_time,
    overlap,
    some_weekday,
)

LEAD = 400
"""Characters from the beginning of an article that count as its beginning."""

WEIGHTS = Path(__file__).with_name("weights.toml")


class Item(Struct, frozen=True):
    """A claim with what comparing it needs: its profile, the profile of its clause, its article's day and where that begins.

    `first` and `only` tell whether it is the first, or the only value, of its measure and group in its article. `times` is how often
    its article tells that number, or that day; `articles` how many articles of the story do.
    """

    claim: Claim
    around: Profile
    clause: Profile
    day: dt.date | None = None
    body: int = 0
    first: bool = False
    only: bool = False
    times: int = 1
    articles: int = 1


def agree(one: Slot | None, other: Slot | None) -> float:
    """1 where two slots hold the same, -1 where they differ, 0 where either is empty."""
    if one is None or other is None:
        return 0.0
    return 1.0 if one.value == other.value else -1.0


def _value(slot: Slot | None) -> str:
    return slot.value if slot else ""


# ---- figures


def series(claim: FigureClaim | DateClaim) -> tuple[str, ...]:
    """What a figure is one value of (its measure, its unit where it has a standard one, its group), or a date: what happened, and how finely it is told."""
    if isinstance(claim, DateClaim):
        return _value(claim.slots.predicate), _value(claim.slots.granularity)
    return _value(claim.slots.measure), "" if is_count(claim.value) else dimension(claim.value), group_of(claim)


def plain_value(claim: FigureClaim | DateClaim) -> object:
    """The number of a figure, the days or the time of a date."""
    return claim.value.number if isinstance(claim, FigureClaim) else claim.value.value


AWAY = {"day": 45, "month": 366, "year": 36525}
"""By how finely two dates are told, how many days apart they may be to be one happening."""


def happens_once(one: Item, other: Item) -> bool:
    """Whether two dates, each written out and the only one of its article, are told of one happening that does not come again."""
    a, b = one.claim, other.claim
    if not (isinstance(a, DateClaim) and isinstance(b, DateClaim)) or not (one.only and other.only and spelled_out(a) and spelled_out(b)):
        return False
    what, where = _value(a.slots.predicate), _value(b.slots.predicate)
    if (
        not near(a.slots.predicate, b.slots.predicate)
        or not (what == where or _akin(what, where))
        or not (_once(what) or _once(where) or _both_ahead(one, other))
    ):
        return False
    as_finely = agree(a.slots.granularity, b.slots.granularity) > 0 and meet(a.slots.participant, b.slots.participant) >= 0
    return as_finely and gap(a.value.earliest, b.value.earliest) <= AWAY.get(_value(a.slots.granularity), 0)


def happened(claim: Claim) -> Slot | None:
    """What is told to have happened on a day; None for a time of day, and for what is only said or spoken of."""
    if not isinstance(claim, DateClaim) or claim.value.type == "TIME":
        return None
    concept = by_id().get(_value(claim.slots.predicate))
    return claim.slots.predicate if concept is not None and concept.kind in HAPPENED and not concept.phase else None


def comparable_days(a: Claim, b: Claim) -> bool:
    """Whether two dates are both days, both months or both years, one of them written out, and no weekday of two weeks."""
    if not (isinstance(a, DateClaim) and isinstance(b, DateClaim)) or agree(a.slots.granularity, b.slots.granularity) <= 0:
        return False
    written = spelled_out(a), spelled_out(b)
    return all(written) or (any(written) and gap(a.value.earliest, b.value.earliest) % 7 != 0)


def _both_ahead(one: Item, other: Item) -> bool:
    """Whether two days were still to come when the later of two articles came out."""
    days = [item.claim.value.earliest for item in (one, other) if isinstance(item.claim, DateClaim)]
    articles = [item.day for item in (one, other)]
    return all(day is not None and published is not None and day > published for day in days for published in articles)


def _once(predicate: str) -> bool:
    concept = by_id().get(predicate)
    return concept is not None and concept.once


def figures_may_meet(a: FigureClaim, b: FigureClaim) -> bool:
    """The gates of a pair of figures: unit, scope, group; and where the numbers differ, a measure that says something."""
    if is_count(a.value) != is_count(b.value):
        return may_be_money(a.value) and may_be_money(b.value) and same_figure(a, b)
    if not is_count(a.value) and dimension(a.value) != dimension(b.value):
        return False
    if _two_tolls(a, b) or (near(a.slots.measure, b.slots.measure) and _of_a_scale(a) != _of_a_scale(b)):
        return False
    if _two_groups(a, b) or _two_people(a, b) or _someone_and_something(a, b) or _someone_and_something(b, a) or _two_counts(a, b):
        return False
    if same_figure(a, b):
        return not (_two_penalties(a, b) or _nothing_in_common(a, b) or _age_and_length(a, b) or _age_and_length(b, a))
    if _two_ages(a, b) or _far_apart(a, b) or _two_countries(a, b) or _two_polls(a, b) or a.value.per != b.value.per:
        return False
    if _level_and_change(a, b) or _of_another_noun(a, b) or _of_another_noun(b, a):
        return False
    if (
        not _of_one_scope(a, b)
        or (group_of(a) != group_of(b) and not _one_holder_of_an_age(a, b) and not _things_of_a_country(a, b))
        or _two_aspects(a, b)
    ):
        return False
    return (_telling(a, b) and not _two_measures(a, b)) or interval(a.value).meets(interval(b.value))


def _level_and_change(a: FigureClaim, b: FigureClaim) -> bool:
    """« un tiers du PIB », « l'action a plongé de 30,8 % »: a share and a change of another number."""
    return "%" == dimension(a.value) == dimension(b.value) and (_base(a) == "change") != (_base(b) == "change")


def _of_another_noun(a: FigureClaim, b: FigureClaim) -> bool:
    """« 45 milliards de fonds propres », « 50 milliards de francs »: millions whose noun the other sentence does not have."""
    what = a.slots.measure
    named = may_be_money(a.value) and what is not None and what.reach == "mention" and not says_little(what.value)
    return named and _base(a) != _base(b) and not _akin(_base(a), _base(b)) and _base(a) not in (*b.context.clause, *b.context.sentence)


def slipped(a: Claim, b: Claim) -> bool:
    """Whether two figures of one measure, or of none, differ by the order of their digits alone."""
    if not (isinstance(a, FigureClaim) and isinstance(b, FigureClaim)):
        return False
    return digits_swapped(a.value.number, b.value.number) and measure_relation(a, b) > 0


_OF = frozenset(("change", "share"))
"""Measures whose aspect is what they are a change or a share of: it may be told by two words."""


def _nothing_in_common(a: FigureClaim, b: FigureClaim) -> bool:
    """Counts of two things whose sentences share no word: « il en reste 24 professionnels », "injuring 24 people"."""
    counts = is_count(a.value) and is_count(b.value) and distinctive(a.value.number) < 1
    told = near(a.slots.measure, b.slots.measure)
    return counts and told and measure_relation(a, b) < 0 and not _words_in_common(a, b)


def _age_and_length(a: FigureClaim, b: FigureClaim) -> bool:
    """The age of somebody named beside it, and years that are no age: « Karine, 43 ans », « 43 années de cotisation »."""
    named = near(a.slots.holder) and _of_somebody_named(a)
    return _base(a) == "age" and named and _base(b) == "duration" and f"@{_value(a.slots.holder)}" not in b.context.sentence


def _two_penalties(a: FigureClaim, b: FigureClaim) -> bool:
    """Prison and ineligibility, or what a court gave and what was asked for or risked, whatever the number."""
    if not COURT.issuperset((_base(a), _base(b))):
        return False
    if _base(a) != _base(b):
        return near(a.slots.measure, b.slots.measure)
    hows = {aspect(_value(c.slots.measure)) for c in (a, b)}
    return "given" in hows and not hows.isdisjoint(("request", "risk"))


def _two_aspects(a: FigureClaim, b: FigureClaim) -> bool:
    """New ones and all so far, an age and a limit of age: numbers that need not agree. New ones, and changes, have a number each time."""
    one, other = (aspect(_value(c.slots.measure)) for c in (a, b))
    if one == other == "margin" and agree(a.slots.event, b.slots.event) < 0:
        return True  # « battues de cinq buts », « une victoire de sept buts »
    changes = _base(a) == _base(b) == "change"
    when = period_relation(a.slots.period, b.slots.period)
    if changes and one == other != "" and near(a.slots.measure, b.slots.measure):
        return when < 0  # « relever de 4,5 % la taxe foncière », « une hausse de 7 % de la taxe foncière »
    if (changes or "new" in (one, other)) and when <= 0:
        return True
    return one != other and _contrast(one, other) and not {_base(a), _base(b)} & _OF


def _base(claim: FigureClaim) -> str:
    return base(_value(claim.slots.measure))


FAR = 4
"""Two numbers of one thing seldom differ by a larger factor; tolls do, from the first hours to the last count."""


def _far_apart(a: FigureClaim, b: FigureClaim) -> bool:
    """Two numbers too far apart to be two versions of one, of something that does not grow."""
    concept = by_id().get(_base(a))
    if concept is not None and concept.accumulates:
        return False
    one, other = interval(a.value), interval(b.value)
    low, high = sorted((abs(one.low + one.high), abs(other.low + other.high)))
    return high > FAR * low


def _of_a_scale(claim: FigureClaim) -> bool:
    """Whether a number is a degree of a scale and counts nothing: « catégorie 5 », "magnitude 7.1"."""
    concept = by_id().get(_base(claim))
    return concept is not None and SCALE in concept.units


SCALE = "1"
"""The UCUM unit of what has none."""


def _two_tolls(a: FigureClaim, b: FigureClaim) -> bool:
    """The dead are not the injured, nor the missing, whatever the number."""
    kinds = [by_id().get(_base(c)) for c in (a, b)]
    return all(k is not None and k.kind == "toll" for k in kinds) and kinds[0] != kinds[1]


def _two_groups(a: FigureClaim, b: FigureClaim) -> bool:
    """« un Marocain » is no « Américain », three men are not three women, whatever the number."""
    return "" not in (group_of(a), group_of(b)) and set(group_of(a).split("+")).isdisjoint(group_of(b).split("+"))


def _two_counts(a: FigureClaim, b: FigureClaim) -> bool:
    """« douze écoles », « douze disparus »: two things by their nouns, unless their number is one that hardly two things have by chance."""
    measures = [c.slots.measure for c in (a, b)]
    if not (is_count(a.value) and is_count(b.value)) or _base(a) == _base(b) or _akin(_base(a), _base(b)):
        return False
    if any(m is None or m.reach != "mention" or says_little(m.value) for m in measures):
        return _role_and_thing(a, b) or _role_and_thing(b, a)
    return distinctive(a.value.number) < _HARDLY_BY_CHANCE or not same_figure(a, b)


_HARDLY_BY_CHANCE = 0.75


def _role_and_thing(a: FigureClaim, b: FigureClaim) -> bool:
    """« 94 salariés », « 94 plaintes »: people by what they do, counted by their noun, are no things counted by theirs."""
    thing, told = by_id().get(_base(b)), b.slots.measure
    return _by_role(a) and told is not None and told.reach == "mention" and thing is not None and thing.kind == "count"


def _by_role(claim: FigureClaim) -> bool:
    """Whether people are counted by what they do, and nothing is told of what became of them."""
    role, told = by_id().get(_base(claim)), claim.slots.measure
    return role is not None and role.kind == "role" and told is not None and told.reach in ("mention", "default")


_THINGS = frozenset(("count", "size", "score", "rate"))


def _someone_and_something(a: FigureClaim, b: FigureClaim) -> bool:
    """« deux Coréens », « deux cabines »: people of a country are no things, whatever the number."""
    counted, told = by_id().get(_base(b)), b.slots.measure
    thing = counted.kind in _THINGS if counted is not None else told is not None and told.reach == "mention"
    return group_of(a).isupper() and not b.slots.group and thing


def _two_countries(a: FigureClaim, b: FigureClaim) -> bool:
    """The dead of Haiti are not those of Jamaica, each told in the sentence of its number."""
    one, other = a.slots.place, b.slots.place
    if one is None or other is None or "paragraph" in (one.reach, other.reach):
        return False
    if one.value.isupper() and other.value.isupper():
        return one.value != other.value
    concept = by_id().get(_base(a))
    return concept is not None and concept.kind == "toll" and not _one_place(one.value, other.value)


def _one_place(one: str, other: str) -> bool:
    """Whether two names may be one place: the same, or alike in two languages (« lisbonne », "lisbon")."""
    return one == other or (not one.isupper() and not other.isupper() and one[:COGNATE] == other[:COGNATE])


def place_relation(one: Slot | None, other: Slot | None) -> float:
    """1 for one place, -1 for two, 0 where it cannot be told (a town may be in the country); less where one stands far from its number."""
    if one is None or other is None or one.value.isupper() != other.value.isupper():
        return 0.0
    return agree(one, other) * _nearness(one, other)


def _nearness(one: Slot | None, other: Slot | None) -> float:
    """What two slots count for that are told beside their numbers, and what others do: those may be of something else in the sentence."""
    return 1.0 if near(one, other) else FARTHER


FARTHER = 0.3
"""The share that two slots count for of which one stands outside the clause of its number."""


COGNATE = 4
"""Letters by which the names that two languages have for a place begin alike."""


def _two_polls(a: FigureClaim, b: FigureClaim) -> bool:
    """What one institute's poll says, and another's."""
    one, other = ({*c.context.clause, *c.context.sentence} for c in (a, b))
    return SURVEY in one & other and other_names(a, b)


SURVEY = "survey"


def other_names(a: Claim, b: Claim) -> bool:
    """Whether the sentences of two claims each name somebody, a body or a place, countries aside, and none that the other names."""
    one, other = names_told(a), names_told(b)
    return bool(one and other) and one.isdisjoint(other)


def names_told(claim: Claim) -> set[str]:
    """The names in the sentence of a claim, plain and without its mark, but for those of countries."""
    return {w[1:] for w in (*claim.context.clause, *claim.context.sentence) if w.startswith("@") and not w[1:].isupper()}


def _two_people(a: FigureClaim, b: FigureClaim) -> bool:
    """Two people of one age, each named beside it, are two people; so are two to whom a court gives as much."""
    ages = all(_base(c) == "age" for c in (a, b))
    if ages and same_figure(a, b) and len({_value(c.slots.holder) in by_id() for c in (a, b)}) > 1:
        return False  # « un adolescent de 19 ans » has a name
    alone = all(_value(c.slots.measure) == "age" for c in (a, b))
    if alone and any((held := by_id().get(_value(c.slots.holder))) is not None and held.kind in _ANYBODY for c in (a, b)):
        return False  # the dead may be children, the patients victims
    given = _base(a) == _base(b) in COURT and all(_value(c.slots.holder) not in by_id() for c in (a, b))
    return (ages or given) and near(a.slots.holder, b.slots.holder) and agree(a.slots.holder, b.slots.holder) < 0


def _two_ages(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two ages that differ are told of two people by name, wherever the names stand."""
    named = all(_base(c) == "age" and _of_somebody_named(c) for c in (a, b))
    return named and agree(a.slots.holder, b.slots.holder) < 0


def _of_somebody_named(claim: FigureClaim) -> bool:
    """Whether whose figure it is is told by name, and not by what they are."""
    return claim.slots.holder is not None and claim.slots.holder.value not in by_id()


_ANYBODY = frozenset(("toll", "people"))


def _things_of_a_country(a: FigureClaim, b: FigureClaim) -> bool:
    """« douze régions », "a dozen French regions": things, with and without the country they are in, whose numbers fit."""
    groups = sorted((group_of(a), group_of(b)))
    concept = by_id().get(_base(a))
    things = _base(a) == _base(b) and _base(a) not in GENERIC and (concept is None or concept.kind in _THINGS)
    return not groups[0] and groups[1].isupper() and things and interval(a.value).meets(interval(b.value))


def _one_holder_of_an_age(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two ages are told of somebody by one role or name, of whatever sex in one of the two: « le conducteur, 52 ans »."""
    ages = all(_base(c) == "age" and c.slots.holder is not None and c.slots.holder.reach != "paragraph" for c in (a, b))
    return ages and "" in (group_of(a), group_of(b)) and agree(a.slots.holder, b.slots.holder) > 0


def _scope(claim: FigureClaim) -> str:
    """The scope where it is no whole; new ones, and others that are not yet certain, are all of those.

    A part with a name of its own is all of that group: « 21 blessés, dont cinq graves ».
    """
    scope = _value(claim.slots.scope)
    if scope == "part" and group_of(claim):
        return ""
    return "" if scope in ("total", "earlier") or (scope == "more" and aspect(_value(claim.slots.measure)) in ("new", "pending")) else scope


def _of_one_scope(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether both are of the same part, or of the whole; « dont 16 à Valmore » is all that another article tells of Valmore."""
    one, other = _scope(a), _scope(b)
    if one == other:
        return one not in ("more", "elapsed")
    return {one, other} == {"part", ""} and near(a.slots.place, b.slots.place) and place_relation(a.slots.place, b.slots.place) > 0


def was_before(claim: Claim) -> bool:
    """Whether a figure is told as what a number was before it changed."""
    return isinstance(claim, FigureClaim) and _value(claim.slots.scope) == "earlier"


def told_change(one: Claim, other: Claim) -> bool:
    """Whether one sentence tells two figures as one number before and after it changed; what adds up and falls is of two periods."""
    if not (isinstance(one, FigureClaim) and isinstance(other, FigureClaim)) or was_before(one) == was_before(other):
        return False
    if (one.source, one.sentence, kind_of_unit(one)) != (other.source, other.sentence, kind_of_unit(other)):
        return False
    counted_by_period = {aspect(_value(c.slots.measure)) for c in (one, other)} & {"new", "total"}
    if counted_by_period and period_relation(one.slots.period, other.slots.period) < 0:
        return False  # « 1 300 nouveaux cas, contre 1 784 la semaine précédente »: a count of each week
    was, now = (one, other) if was_before(one) else (other, one)
    if not is_count(now.value) and max(was.value.number, now.value.number) > UNHEARD_OF * abs(min(was.value.number, now.value.number)) > 0:
        return False  # « à 0,82 franc, pour une banque qui vaut 3,3 milliards, contre 7,4 vendredi »
    if was.start < now.start and now.slots.measure is not None and now.slots.measure.reach == "mention" and _base(was) != _base(now):
        return False  # « onze morts, contre six la veille, après la découverte de cinq nouveaux corps »
    counted = by_id().get(_base(now))
    return not (counted is not None and counted.accumulates and counted.kind != "toll" and now.value.number < was.value.number)


UNHEARD_OF = 1000
"""How many times as much no amount, share or size becomes in one sentence."""


def kind_of_unit(claim: FigureClaim) -> str:
    """What a figure is told in, of whatever noun and at whatever rate: « 1,3 million » of « 1,8 million de dossiers »."""
    return "" if is_count(claim.value) else dimension(claim.value).partition("/")[0]


def _telling(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two different numbers have more in common than a unit: a measure of their own, a word beside one that has none, one event, or their digits."""
    measures = [c.slots.measure for c in (a, b)]
    if _of_one_role(a, b):
        return True  # « 350 pompiers », « 520 pompiers »
    if not any(m is not None and says_little(m.value) for m in measures) and (None not in measures or _words_in_common(a, b)):
        return True
    if group_of(a).isupper() and group_of(a) == group_of(b):
        return True  # « deux Allemands », « un Allemand »
    if aspect(_value(a.slots.measure)) and _value(a.slots.measure) == _value(b.slots.measure):
        return True  # « un tiers du web », « 40 % d'internet »; « 1 min 52 s d'avance », "37 seconds ahead"
    if _base(a) == _base(b) == "duration" and names_told(a) & names_told(b) and _words_of_clauses(a) & _words_of_clauses(b):
        return True
    of_one = near(a.slots.holder, b.slots.holder) and agree(a.slots.holder, b.slots.holder) > 0
    if may_be_money(a.value) and of_one and agree(a.slots.event, b.slots.event) >= 0:
        return True  # « Lumiq devra verser 24 millions », "fined Lumiq 42 million"
    if _base(a) == _base(b) == "times" and not ({*a.context.clause} & {*b.context.clause}) - {"time", _value(a.slots.event)}:
        return False  # « quatre fois la demande », "asked three times"
    return _one_happening(a, b) or digits_swapped(a.value.number, b.value.number)


def _of_one_role(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two numbers count people of one role by their nouns."""
    return _base(a) == _base(b) and _by_role(a) and _by_role(b)


def _words_in_common(a: FigureClaim, b: FigureClaim) -> bool:
    one, other = ({*c.context.clause, *c.context.sentence} for c in (a, b))
    return not one.isdisjoint(other)


def _words_of_clauses(claim: FigureClaim) -> set[str]:
    """The words of a claim's clause, without names."""
    return {w for w in claim.context.clause if not w.startswith("@")}


def _one_happening(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether one thing happens in the clauses of both numbers."""
    if a.slots.event is not None and agree(a.slots.event, b.slots.event) > 0:
        return True
    known = by_id()
    return any(w in known and known[w].kind == "event" for w in {*a.context.clause} & {*b.context.clause})


def _two_measures(a: FigureClaim, b: FigureClaim) -> bool:
    """« 48 millions provisionnés », « 62 millions de dividendes »: amounts of two things; other quantities where both are told beside their numbers."""
    if is_count(a.value) or _base(a) == _base(b) or any(says_little(_value(c.slots.measure)) for c in (a, b)) or _akin(_base(a), _base(b)):
        return False
    return near(a.slots.measure, b.slots.measure)


def _akin(one: str, other: str) -> bool:
    """Whether one of two measures may be told by the words of the other: the damage of a fire, and what it costs."""
    return other in told_as(one) or one in told_as(other)


def told_as(measure: str) -> frozenset[str]:
    """A measure, and those by whose words it may be told."""
    concept = by_id().get(measure)
    return frozenset((measure,)) | (concept.like if concept is not None else frozenset())


_LOOSE_GROUPS = frozenset(("suspect", "passenger", "employee", "patient", "confirmed", "local", "tourist", "adult"))


def group_of(claim: FigureClaim) -> str:
    """The group without what also names the whole: « hommes », « enfants » stay, « nouveaux » does not."""
    return "+".join(part for part in _value(claim.slots.group).split("+") if part not in _LOOSE_GROUPS)


DIFFER = "-differ"
"""How the name of a model ends that weighs values which nothing reconciles."""


def figure_model(a: FigureClaim, b: FigureClaim) -> str:
    """The model of a pair of figures: whether hedge and rounding let one number fit both."""
    return "figure-same" if same_figure(a, b) or interval(a.value).meets(interval(b.value)) else f"figure{DIFFER}"


def same_figure(a: FigureClaim, b: FigureClaim) -> bool:
    """The same number, whatever the hedge."""
    if (a.value.number, a.value.high, a.value.unit) == (b.value.number, b.value.high, b.value.unit):
        return True
    one, other = interval(a.value), interval(b.value)
    return one.low == other.low and one.high == other.high


def measure_relation(a: FigureClaim, b: FigureClaim) -> float:
    """1 for one measure, 0 where it cannot be told, -1 for two."""
    one, other = a.slots.measure, b.slots.measure
    if one is None or other is None:
        return 0.0
    (what, how), (what2, how2) = ((base(slot.value), aspect(slot.value)) for slot in (one, other))
    if what == what2:
        close = 0.5 if what in GENERIC and not how else 1.0
        if how != how2 and what in _OF:
            return 0.0
        return close if how == how2 else -0.5 if _contrast(how, how2) else 0.5 * close
    known = by_id()
    if {what, what2} & {"person"} and any(w in known and known[w].kind in _THINGS and "person" not in known[w].like for w in (what, what2)):
        return -1.0  # people, and things; users are people
    if what in GENERIC or what2 in GENERIC or (is_count(a.value) and _akin(what, what2)):
        return 0.0
    return -1.0 if what in known and what2 in known else -0.5


def _contrast(one: str, other: str) -> bool:
    """Two aspects that are both told, or one of those that are always told where they hold."""
    return "" not in (one, other) or not MARKED.isdisjoint((one, other))


def figure_features(one: Item, other: Item) -> dict[str, float]:
    """The features of a pair of figures, each between -1 and 1."""
    a, b = cast(FigureClaim, one.claim), cast(FigureClaim, other.claim)
    ratio = abs(math.log((float(abs(a.value.number)) + 1) / (float(abs(b.value.number)) + 1)))
    return {
        "measure": measure_relation(a, b),
        "around": cosine(one.around, other.around),
        "clause": cosine(one.clause, other.clause),
        "distinctive": distinctive(a.value.number),
        "measured": 0.0 if is_count(a.value) else 1.0,
        "scope": 1.0 if _value(a.slots.scope) == _value(b.slots.scope) else 0.0,
        "group": 1.0 if group_of(a) and group_of(a) == group_of(b) else 0.0,
        "whole": -1.0 if bool(group_of(a)) != bool(group_of(b)) else 0.0,
        "grows": _grows(one, other),
        "names": _shared_names(a, b),
        "place": place_relation(a.slots.place, b.slots.place),
        "period": period_relation(a.slots.period, b.slots.period) * _nearness(a.slots.period, b.slots.period),
        "toll": 1.0 if _whole_toll(a) and _whole_toll(b) and _value(a.slots.measure) == _value(b.slots.measure) else 0.0,
        "lead": 1.0 if _leads(one) and _leads(other) else 0.0,
        "first": float(one.first and other.first),
        "only": float(one.only and other.only),
        "holder": agree(a.slots.holder, b.slots.holder),
        "event": agree(a.slots.event, b.slots.event),
        "exact": float(same_figure(a, b)),
        "hedge": 1.0 if a.value.modifier == b.value.modifier else 0.0,
        "closeness": 1.0 / (1.0 + 2 * ratio),
        "days": 1.0 / (1.0 + gap(one.day, other.day) / 3),
        **_how_often(one, other, not figure_model(a, b).endswith(DIFFER)),
    }


def _grows(one: Item, other: Item) -> float:
    """1 where what adds up is more in the later article, -1 where it is less, 0 where it does not add up or the days tell nothing."""
    a, b = cast(FigureClaim, one.claim), cast(FigureClaim, other.claim)
    concepts = [by_id().get(_base(c)) for c in (a, b)]
    if one.day is None or other.day is None or one.day == other.day or not all(c is not None and c.accumulates for c in concepts):
        return 0.0
    return 1.0 if (one.day < other.day) == (a.value.number < b.value.number) else -1.0


def near(*slots: Slot | None) -> bool:
    """Whether all of some slots are told in the clauses of their claims."""
    return all(s is not None and s.reach in ("mention", "clause") for s in slots)


def _whole_toll(claim: FigureClaim) -> bool:
    """A toll of the whole event: no part of it, no group, counted outright."""
    concept = by_id().get(_base(claim))
    plain = claim.slots.scope is None or claim.slots.scope.value == "total"
    return concept is not None and concept.kind in ("toll", "state") and plain and not claim.slots.group


def _leads(item: Item) -> bool:
    """Whether a claim stands near the beginning of its article: what a story tells first is what it is about."""
    return item.claim.start - item.body < LEAD


def period_relation(one: Slot | None, other: Slot | None) -> float:
    """1 for one period, -1 for two that have no day in common or of which only one is open, 0 where it cannot be told."""
    if one is None or other is None:
        return 0.0
    (opened, a, b), (again, c, d) = _period(one.value), _period(other.value)
    if opened != again:
        return -0.5
    if (a, b) == (c, d):
        return 1.0
    return 0.0 if a <= d and c <= b else -1.0


def _period(value: str) -> tuple[bool, str, str]:
    """Whether it is open, its first and its last day (ISO days compare as text)."""
    first, _, last = value.removeprefix("since ").partition("/")
    return value.startswith("since "), first, last


# ---- dates


def dates_may_meet(a: DateClaim, b: DateClaim) -> bool:
    """The gates of a pair of dates: a time of day meets one of about the same hour, days meet days that are known."""
    if (a.value.type == "TIME") != (b.value.type == "TIME"):
        return False
    if a.value.type == "TIME":
        return may_be_one_time(a.value, b.value) or _times_may_meet(a, b)
    if None not in (a.value.earliest, b.value.earliest):
        return True
    return a.value.value == b.value.value or some_weekday(a.value, b.value)


HOURS = 2
"""Times of day further apart are two moments of a story, not two versions of one."""


def _times_may_meet(a: DateClaim, b: DateClaim) -> bool:
    """Two times on about one day, or of one happening on days that are most often supposed, of zones that are as well known, a few hours apart at most."""
    one, other = a.value, b.value
    if _stamps(a) or _stamps(b):
        return False
    between = apart_minutes(one, other)
    as_known = bool(one.utc or one.supposed_utc) == bool(other.utc or other.supposed_utc)
    days = RECENT if near(a.slots.predicate, b.slots.predicate) and agree(a.slots.predicate, b.slots.predicate) > 0 else 1
    return as_known and gap(one.earliest, other.earliest) <= days and between is not None and between <= 60 * HOURS


def _stamps(claim: DateClaim) -> bool:
    """Whether a time opens an entry of a live report: « 20 h 15 – Le ministre répond » says when it was written."""
    return claim.suffix.lstrip()[:1] in _DASHES and (not claim.prefix or claim.prefix.rstrip(" \t").endswith("\n"))


_DASHES = ("–", "—", "-", ":")


def date_model(a: DateClaim, b: DateClaim) -> str:
    """The model of a pair of dates: one day or moment, days of which one is told less finely, or days that no day fits both of."""
    if a.value.type == "TIME":
        return "time-same" if may_be_one_time(a.value, b.value) else f"time{DIFFER}"
    if a.value.value == b.value.value and None in (a.value.earliest, b.value.earliest):
        return "date-same"
    if some_weekday(a.value, b.value):
        return "date-overlap"
    if not overlap(a.value, b.value):
        return f"date{DIFFER}"
    return "date-same" if length(a.value) == length(b.value) == 1 else "date-overlap"


def finer(a: Claim, b: Claim) -> bool:
    """Whether two dates agree and one is told more finely: a week and a day in it."""
    if not isinstance(a, DateClaim) or not isinstance(b, DateClaim) or not overlap(a.value, b.value):
        return False
    return length(a.value) != length(b.value)


def vaguer(a: Claim, b: Claim) -> bool:
    """Whether one of two dates is told less finely and only pointed at: « la semaine dernière » and a day in it."""
    if not finer(a, b):
        return False
    coarse = max((c for c in (a, b) if isinstance(c, DateClaim)), key=lambda c: length(c.value))
    return not spelled_out(coarse)


def spelled_out(claim: DateClaim) -> bool:
    """Whether a date is told by its numbers."""
    return any(c.isdigit() for c in claim.exact)


RECENT = 7
"""Days within which an article points at a day by its weekday alone."""
APART = 4
"""Days between two articles, and between the days that they point at, from which on each is more likely news of its own."""


def each_its_own_news(one: Item, other: Item) -> bool:
    """Whether two articles of different weeks each point at a day near their own: « 212 patients étaient hospitalisés lundi »."""
    a, b = one.claim, other.claim
    if not (isinstance(a, DateClaim) and isinstance(b, DateClaim)) or spelled_out(a) or spelled_out(b):
        return False
    apart = 1 if _says(a) and _says(b) else APART  # what is told each day is said each day
    if one.day is None or other.day is None or min(gap(one.day, other.day), gap(a.value.earliest, b.value.earliest)) < apart:
        return False
    days = ((one.day, a.value), (other.day, b.value))
    return all(told.earliest is not None and min(gap(day, told.earliest), gap(day, told.latest)) <= RECENT for day, told in days)


def date_features(one: Item, other: Item) -> dict[str, float]:
    """The features of a pair of dates, each between -1 and 1."""
    a, b = cast(DateClaim, one.claim), cast(DateClaim, other.claim)
    if a.value.type == "TIME":
        return _time_features(one, other)
    longer = max(1, length(a.value), length(b.value))
    what, who = predicate_relation(a, b), meet(a.slots.participant, b.slots.participant)
    return {
        "predicate": what,
        "clash": -1.0 if what < 0 and who < 0 else 0.0,
        "around": cosine(one.around, other.around),
        "clause": cosine(one.clause, other.clause),
        "participant": max(meet(a.slots.participant, b.slots.participant), -1.0 if not _shared_names(a, b) else 0.0),
        "names": _shared_names(a, b),
        "precision": max(0.0, 1.0 - math.log(longer) / 6),
        "equal": _equality(a, b),
        "remote": 1.0 if min(gap(a.value.earliest, one.day), gap(b.value.earliest, other.day)) > 60 else 0.0,
        "closeness": 1.0 if overlap(a.value, b.value) else 1.0 / (1.0 + gap(a.value.earliest, b.value.earliest) / (3 * longer)),
        "silent": -1.0 if _says(a) or _says(b) else 0.0,
        "bound": 0.0 if _bound(a) == _bound(b) else -1.0,
        **_how_often(one, other, not date_model(a, b).endswith(DIFFER)),
    }


def _how_often(one: Item, other: Item, same: bool) -> dict[str, float]:
    """How often one number or day is told; nothing is said of values that differ.

    `once` is 1 where each article tells it once, so that nothing competes for it; `rare` 1 where no other article does: what all tell is told of much.
    """
    if not same:
        return {"once": 0.0, "rare": 0.0}
    articles = max(2, one.articles, other.articles)
    return {"once": 1.0 / math.sqrt(one.times * other.times), "rare": 1.0 / (1.0 + math.log2(articles / 2))}


def _bound(claim: DateClaim) -> str:
    """Whether something begins or ends with a stretch of time: « depuis le début de l'année »; with a day, that is when it happened."""
    return _value(claim.slots.bound) if length(claim.value) > 1 else ""


NOTHING = "nothing"
"""The feature of times of day that have no happening, no word of their clauses and no name in common: where they differ they are two."""


def _time_features(one: Item, other: Item) -> dict[str, float]:
    """The features of a pair of times of day."""
    a, b = cast(DateClaim, one.claim), cast(DateClaim, other.claim)
    between = apart_minutes(a.value, b.value) or 0
    what, clause, names = predicate_relation(a, b), cosine(one.clause, other.clause), _shared_names(a, b)
    return {
        "predicate": what,
        "around": cosine(one.around, other.around),
        "clause": clause,
        "names": names,
        NOTHING: 0.0 if what > 0 or clause > 0 or names > 0 else -1.0,
        "minutes": 1.0 / (1.0 + between / 30),
        "exact": float(between == 0),
    }


def predicate_relation(a: DateClaim, b: DateClaim) -> float:
    """1 for one happening, 0.5 where one's is told in the other's sentence, -1 for two, 0 where either is unknown."""
    one, other = a.slots.predicate, b.slots.predicate
    if one is None or other is None or one.value == other.value:
        return agree(one, other)
    told = one.value in (*b.context.clause, *b.context.sentence) or other.value in (*a.context.clause, *a.context.sentence)
    return 0.5 if told or _akin(one.value, other.value) else -1.0


def meet(one: Slot | None, other: Slot | None) -> float:
    """1 where two slots of several names share one, -1 where they share none, 0 where either is empty."""
    a, b = set(_value(one).split("+")) - {""}, set(_value(other).split("+")) - {""}
    return 0.0 if not a or not b else 1.0 if a & b else -1.0


def _equality(a: DateClaim, b: DateClaim) -> float:
    """1 for the same span written out (« du 3 au 9 mars »), 0.3 for one pointed at (« la semaine dernière »), 0 for two."""
    if (a.value.earliest, a.value.latest) != (b.value.earliest, b.value.latest):
        return 0.0
    return 1.0 if spelled_out(a) and spelled_out(b) else 0.3


def _shared_names(a: Claim, b: Claim) -> float:
    """The share of the shorter list of names, of the two sentences, that the other has too."""
    one, other = ({t for t in (*c.context.clause, *c.context.sentence) if t.startswith("@")} for c in (a, b))
    return len(one & other) / max(1, min(len(one), len(other)))


def _says(claim: DateClaim) -> bool:
    concept = by_id().get(_value(claim.slots.predicate))
    return concept is not None and concept.kind == "statement"


# ---- the weighted sum


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The learned weights by model (`figure-same`, `figure-differ`, `date-same`, `date-overlap`, `date-differ`, `time-same`, `time-differ`)."""
    return tomli.loads(WEIGHTS.read_text(encoding="utf-8"))["model"]  # type: ignore[no-any-return]


def probability(model: str, features: Mapping[str, float]) -> float:
    """The logistic of the weighted features: how likely the pair is about one thing."""
    table = weights()[model]
    total = table["constant"] + sum(table.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
