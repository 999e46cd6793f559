"""Which figures may be about the same thing: a part is never compared with its whole, nor one group, unit or currency with another."""

from __future__ import annotations

from claims.concepts import by_id
from claims.measures import COURT, GENERIC, aspect, says_little
from claims.records import Claim, FigureClaim
from consistency.relations import (
    OF_SOMETHING,
    THINGS,
    agree,
    akin,
    base_of,
    contrast,
    group_of,
    kind_of_unit,
    measure_relation,
    names_told,
    near,
    one_place,
    other_names,
    period_relation,
    place_relation,
    same_figure,
    slot_value,
    was_before,
)
from consistency.values import (
    digits_swapped,
    dimension,
    distinctive,
    interval,
    is_count,
    is_money,
    may_be_money,
    two_currencies,
)


def figures_may_meet(a: FigureClaim, b: FigureClaim) -> bool:
    """The gates of a pair of figures: unit, scope, group; and where the numbers differ, a measure that says something."""
    if is_count(a.value) != is_count(b.value):
        return may_be_money(a.value) and may_be_money(b.value) and same_figure(a, b)
    if not is_count(a.value) and dimension(a.value) != dimension(b.value) and not _one_number_in_two_currencies(a, b):
        return False
    if _two_tolls(a, b) or (near(a.slots.measure, b.slots.measure) and _of_a_scale(a) != _of_a_scale(b)):
        return False
    if _two_groups(a, b) or _two_people(a, b) or _someone_and_something(a, b) or _someone_and_something(b, a) or _two_counts(a, b):
        return False
    if same_figure(a, b):
        return not (_two_penalties(a, b) or _nothing_in_common(a, b) or _age_and_length(a, b) or _age_and_length(b, a))
    if _two_ages(a, b) or _far_apart(a, b) or _two_countries(a, b) or _two_polls(a, b) or _two_rates(a, b):
        return False
    if _level_and_change(a, b) or _of_another_noun(a, b) or _of_another_noun(b, a):
        return False
    if (
        not (_of_one_scope(a, b) or _slipped_part(a, b))
        or (group_of(a) != group_of(b) and not _one_holder_of_an_age(a, b) and not _things_of_a_country(a, b))
        or _two_aspects(a, b)
    ):
        return False
    return (_telling(a, b) and not _two_measures(a, b)) or interval(a.value).meets(interval(b.value))


def _one_number_in_two_currencies(a: FigureClaim, b: FigureClaim) -> bool:
    """« 912 millions d'euros », "$912 million": one amount of one measure, with a sign that one article has wrong."""
    what = base_of(a) == base_of(b) and (not says_little(base_of(a)) or distinctive(a.value.number) >= 1)
    return what and a.value.number == b.value.number and a.value.per == b.value.per and two_currencies(a.value.unit, b.value.unit)


def _level_and_change(a: FigureClaim, b: FigureClaim) -> bool:
    """« un tiers du PIB », « l'action a plongé de 30,8 % »: a share and a change of another number."""
    return "%" == dimension(a.value) == dimension(b.value) and (base_of(a) == "change") != (base_of(b) == "change")


def _of_another_noun(a: FigureClaim, b: FigureClaim) -> bool:
    """« 45 milliards de fonds propres », « 50 milliards de francs »: millions whose noun the other sentence does not have."""
    what = a.slots.measure
    named = may_be_money(a.value) and what is not None and what.reach == "mention" and not says_little(what.value)
    return (
        named
        and base_of(a) != base_of(b)
        and not akin(base_of(a), base_of(b))
        and base_of(a) not in (*b.context.clause, *b.context.sentence)
    )


def slipped(a: Claim, b: Claim) -> bool:
    """Whether two figures of one measure, or of none, differ by the order of their digits alone."""
    if not (isinstance(a, FigureClaim) and isinstance(b, FigureClaim)):
        return False
    return digits_swapped(a.value.number, b.value.number) and measure_relation(a, b) > 0


def _slipped_part(a: FigureClaim, b: FigureClaim) -> bool:
    """« 340 serveurs sur 412 », "some 304 servers": so many of all, and the same digits in another order."""
    told = {_scope(c) for c in (a, b)} <= {"part", ""} and distinctive(a.value.number) >= _HARDLY_BY_CHANCE
    return told and base_of(a) == base_of(b) and digits_swapped(a.value.number, b.value.number)


def _nothing_in_common(a: FigureClaim, b: FigureClaim) -> bool:
    """Counts of two things whose sentences share no word: « il en reste 24 professionnels », "injuring 24 people"."""
    counts = is_count(a.value) and is_count(b.value) and distinctive(a.value.number) < 1
    told = near(a.slots.measure, b.slots.measure)
    return counts and told and measure_relation(a, b) < 0 and not _words_in_common(a, b)


def _age_and_length(a: FigureClaim, b: FigureClaim) -> bool:
    """The age of somebody named beside it, and years that are no age: « Karine, 43 ans », « 43 années de cotisation »."""
    named = near(a.slots.holder) and _of_somebody_named(a)
    return base_of(a) == "age" and named and base_of(b) == "duration" and f"@{slot_value(a.slots.holder)}" not in b.context.sentence


def _two_penalties(a: FigureClaim, b: FigureClaim) -> bool:
    """Prison and ineligibility, or what a court gave and what was asked for or risked, whatever the number."""
    if not COURT.issuperset((base_of(a), base_of(b))):
        return False
    if base_of(a) != base_of(b):
        return near(a.slots.measure, b.slots.measure)
    hows = {aspect(slot_value(c.slots.measure)) for c in (a, b)}
    return "given" in hows and not hows.isdisjoint(("request", "risk"))


def _two_aspects(a: FigureClaim, b: FigureClaim) -> bool:
    """New ones and all so far, an age and a limit of age: numbers that need not agree. New ones, and changes, have a number each time."""
    one, other = (aspect(slot_value(c.slots.measure)) for c in (a, b))
    if one == other == "margin" and agree(a.slots.event, b.slots.event) < 0:
        return True  # « battues de cinq buts », « une victoire de sept buts »
    changes = base_of(a) == base_of(b) == "change"
    when = period_relation(a.slots.period, b.slots.period)
    if changes and one == other != "" and near(a.slots.measure, b.slots.measure):
        return when < 0  # « relever de 4,5 % la taxe foncière », « une hausse de 7 % de la taxe foncière »
    if (changes or "new" in (one, other)) and when <= 0:
        return True
    return one != other and contrast(one, other) and not {base_of(a), base_of(b)} & OF_SOMETHING


FAR = 4
"""Two numbers of one thing seldom differ by a larger factor; tolls do, from the first hours to the last count."""


def _far_apart(a: FigureClaim, b: FigureClaim) -> bool:
    """Two numbers too far apart to be two versions of one, of something that does not grow."""
    concept = by_id().get(base_of(a))
    if concept is not None and concept.accumulates:
        return False
    one, other = interval(a.value), interval(b.value)
    low, high = sorted((abs(one.low + one.high), abs(other.low + other.high)))
    return high > FAR * low


def _of_a_scale(claim: FigureClaim) -> bool:
    """Whether a number is a degree of a scale and counts nothing: « catégorie 5 », "magnitude 7.1"."""
    concept = by_id().get(base_of(claim))
    return concept is not None and SCALE in concept.units


SCALE = "1"
"""The UCUM unit of what has none."""


def _two_tolls(a: FigureClaim, b: FigureClaim) -> bool:
    """The dead are not the injured, nor the missing, whatever the number."""
    told = {base_of(a), base_of(b)}
    if _DEAD in told and told & _LIVING and near(a.slots.measure, b.slots.measure):
        return True
    kinds = [by_id().get(base_of(c)) for c in (a, b)]
    return all(k is not None and k.kind == "toll" for k in kinds) and kinds[0] != kinds[1]


_DEAD = "death"
_LIVING = frozenset(("hospital", "intensive-care", "arrest", "custody", "charge"))
"""What becomes of the living alone, each told beside its number."""


def _two_groups(a: FigureClaim, b: FigureClaim) -> bool:
    """« un Marocain » is no « Américain », three men are not three women, whatever the number."""
    return "" not in (group_of(a), group_of(b)) and set(group_of(a).split("+")).isdisjoint(group_of(b).split("+"))


def _two_counts(a: FigureClaim, b: FigureClaim) -> bool:
    """« douze écoles », « douze disparus »: two things by their nouns, unless their number is one that hardly two things have by chance."""
    measures = [c.slots.measure for c in (a, b)]
    if not (is_count(a.value) and is_count(b.value)) or base_of(a) == base_of(b) or akin(base_of(a), base_of(b)):
        return False
    if any(m is None or m.reach != "mention" or says_little(m.value) for m in measures):
        return _role_and_thing(a, b) or _role_and_thing(b, a)
    return distinctive(a.value.number) < _HARDLY_BY_CHANCE or not same_figure(a, b)


_HARDLY_BY_CHANCE = 0.75


def _role_and_thing(a: FigureClaim, b: FigureClaim) -> bool:
    """« 94 salariés », « 94 plaintes »: people by what they do, counted by their noun, are no things counted by theirs."""
    thing, told = by_id().get(base_of(b)), b.slots.measure
    return _by_role(a) and told is not None and told.reach == "mention" and thing is not None and thing.kind == "count"


def _by_role(claim: FigureClaim) -> bool:
    """Whether people are counted by what they do, and nothing is told of what became of them."""
    role, told = by_id().get(base_of(claim)), claim.slots.measure
    return role is not None and role.kind == "role" and told is not None and told.reach in ("mention", "default")


def _someone_and_something(a: FigureClaim, b: FigureClaim) -> bool:
    """« deux Coréens », « deux cabines »: people of a country are no things, whatever the number."""
    counted, told = by_id().get(base_of(b)), b.slots.measure
    thing = counted.kind in THINGS if counted is not None else told is not None and told.reach == "mention"
    return group_of(a).isupper() and not b.slots.group and thing and base_of(a) != base_of(b)


def _two_countries(a: FigureClaim, b: FigureClaim) -> bool:
    """The dead of Haiti are not those of Jamaica, each told in the sentence of its number."""
    one, other = a.slots.place, b.slots.place
    if one is None or other is None or "paragraph" in (one.reach, other.reach):
        return False
    if one.value.isupper() and other.value.isupper():
        return one.value != other.value
    concept = by_id().get(base_of(a))
    return concept is not None and concept.kind == "toll" and not one_place(one.value, other.value)


def _two_rates(a: FigureClaim, b: FigureClaim) -> bool:
    """« 500 euros par mois » and 500 euros; a knot is a mile an hour and needs no rate."""
    return a.value.per != b.value.per and (is_count(a.value) or is_money(a.value.unit))


def _two_polls(a: FigureClaim, b: FigureClaim) -> bool:
    """What one institute's poll says, and another's."""
    one, other = ({*c.context.clause, *c.context.sentence} for c in (a, b))
    return SURVEY in one & other and other_names(a, b)


SURVEY = "survey"


def _two_people(a: FigureClaim, b: FigureClaim) -> bool:
    """Two people of one age, each named beside it, are two people; so are two to whom a court gives as much."""
    ages = all(base_of(c) == "age" for c in (a, b))
    if ages and same_figure(a, b) and len({slot_value(c.slots.holder) in by_id() for c in (a, b)}) > 1:
        return False  # « un adolescent de 19 ans » has a name
    alone = all(slot_value(c.slots.measure) == "age" for c in (a, b))
    if alone and any((held := by_id().get(slot_value(c.slots.holder))) is not None and held.kind in _ANYBODY for c in (a, b)):
        return False  # the dead may be children, the patients victims
    given = base_of(a) == base_of(b) in COURT and all(slot_value(c.slots.holder) not in by_id() for c in (a, b))
    return (ages or given) and near(a.slots.holder, b.slots.holder) and not _of_one_name(a, b)


def _of_one_name(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two figures have one holder: the same name, or one that stands in the other's clause: « Maëlys Coudert, 11 ans », « Maëlys, 11 ans »."""
    one, other = slot_value(a.slots.holder), slot_value(b.slots.holder)
    return one == other or f"@{one}" in b.context.clause or f"@{other}" in a.context.clause


def _two_ages(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two ages that differ are told of two people by name, wherever the names stand."""
    if not all(base_of(c) == "age" for c in (a, b)):
        return False
    named = [_of_somebody_named(c) for c in (a, b)]
    if all(named):
        return not _of_one_name(a, b)
    return (named[0] and _not_told_of(a, b)) or (named[1] and _not_told_of(b, a))


def _not_told_of(named: FigureClaim, other: FigureClaim) -> bool:
    """Whether an age is somebody's named beside it, whom the sentence of another age neither names nor tells of by a role."""
    whose = other.slots.holder
    role = by_id().get(slot_value(whose)) if near(whose) else None
    told = f"@{slot_value(named.slots.holder)}" in (*other.context.clause, *other.context.sentence)
    return near(named.slots.holder) and not told and (role is None or role.kind in _ANYBODY)


def _of_somebody_named(claim: FigureClaim) -> bool:
    """Whether whose figure it is is told by name, and not by what they are."""
    return claim.slots.holder is not None and claim.slots.holder.value not in by_id()


_ANYBODY = frozenset(("toll", "people"))


def _things_of_a_country(a: FigureClaim, b: FigureClaim) -> bool:
    """« douze régions », "a dozen French regions": things, with and without the country they are in, whose numbers fit."""
    groups = sorted((group_of(a), group_of(b)))
    concept = by_id().get(base_of(a))
    things = base_of(a) == base_of(b) and base_of(a) not in GENERIC and (concept is None or concept.kind in THINGS)
    return not groups[0] and groups[1].isupper() and things and interval(a.value).meets(interval(b.value))


def _one_holder_of_an_age(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two ages are told of somebody by one role or name, of whatever sex in one of the two: « le conducteur, 52 ans »."""
    ages = all(base_of(c) == "age" and c.slots.holder is not None and c.slots.holder.reach != "paragraph" for c in (a, b))
    return ages and "" in (group_of(a), group_of(b)) and agree(a.slots.holder, b.slots.holder) > 0


def _scope(claim: FigureClaim) -> str:
    """The scope where it is no whole; new ones, and others that are not yet certain, are all of those.

    A part with a name of its own is all of that group: « 21 blessés, dont cinq graves ».
    """
    scope = slot_value(claim.slots.scope)
    if scope == "part" and group_of(claim):
        return ""
    return (
        ""
        if scope in ("total", "earlier") or (scope == "more" and aspect(slot_value(claim.slots.measure)) in ("new", "pending"))
        else scope
    )


def _of_one_scope(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether both are of the same part, or of the whole; « dont 16 à Valmore » is all that another article tells of Valmore."""
    one, other = _scope(a), _scope(b)
    if one == other:
        return one not in ("more", "elapsed")
    return {one, other} == {"part", ""} and near(a.slots.place, b.slots.place) and place_relation(a.slots.place, b.slots.place) > 0


def told_change(one: Claim, other: Claim) -> bool:
    """Whether one sentence tells two figures as one number before and after it changed; what adds up and falls is of two periods."""
    if not (isinstance(one, FigureClaim) and isinstance(other, FigureClaim)) or was_before(one) == was_before(other):
        return False
    if (one.source, one.sentence, kind_of_unit(one)) != (other.source, other.sentence, kind_of_unit(other)):
        return False
    counted_by_period = {aspect(slot_value(c.slots.measure)) for c in (one, other)} & {"new", "total"}
    if counted_by_period and period_relation(one.slots.period, other.slots.period) < 0:
        return False  # « 1 300 nouveaux cas, contre 1 784 la semaine précédente »: a count of each week
    was, now = (one, other) if was_before(one) else (other, one)
    if not is_count(now.value) and max(was.value.number, now.value.number) > UNHEARD_OF * abs(min(was.value.number, now.value.number)) > 0:
        return False  # « à 0,82 franc, pour une banque qui vaut 3,3 milliards, contre 7,4 vendredi »
    if was.start < now.start and now.slots.measure is not None and now.slots.measure.reach == "mention" and base_of(was) != base_of(now):
        return False  # « onze morts, contre six la veille, après la découverte de cinq nouveaux corps »
    counted = by_id().get(base_of(now))
    return not (counted is not None and counted.accumulates and counted.kind != "toll" and now.value.number < was.value.number)


UNHEARD_OF = 1000
"""How many times as much no amount, share or size becomes in one sentence."""


def _telling(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two different numbers have more in common than a unit: a measure of their own, a word beside one that has none, one event, or their digits."""
    measures = [c.slots.measure for c in (a, b)]
    if _of_one_role(a, b):
        return True  # « 350 pompiers », « 520 pompiers »
    if not any(m is not None and says_little(m.value) for m in measures) and (None not in measures or _words_in_common(a, b)):
        return True
    if group_of(a).isupper() and group_of(a) == group_of(b):
        return True  # « deux Allemands », « un Allemand »
    if aspect(slot_value(a.slots.measure)) and slot_value(a.slots.measure) == slot_value(b.slots.measure):
        return True  # « un tiers du web », « 40 % d'internet »; « 1 min 52 s d'avance », "37 seconds ahead"
    if base_of(a) == base_of(b) == "duration" and names_told(a) & names_told(b) and _words_of_clauses(a) & _words_of_clauses(b):
        return True
    of_one = near(a.slots.holder, b.slots.holder) and agree(a.slots.holder, b.slots.holder) > 0
    if may_be_money(a.value) and of_one and agree(a.slots.event, b.slots.event) >= 0:
        return True  # « Lumiq devra verser 24 millions », "fined Lumiq 42 million"
    if base_of(a) == base_of(b) == "times" and not ({*a.context.clause} & {*b.context.clause}) - {"time", slot_value(a.slots.event)}:
        return False  # « quatre fois la demande », "asked three times"
    return _one_happening(a, b) or digits_swapped(a.value.number, b.value.number)


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
    if (
        is_count(a.value)
        or base_of(a) == base_of(b)
        or any(says_little(slot_value(c.slots.measure)) for c in (a, b))
        or akin(base_of(a), base_of(b))
    ):
        return False
    return near(a.slots.measure, b.slots.measure)


def _of_one_role(a: FigureClaim, b: FigureClaim) -> bool:
    """Whether two numbers count people of one role by their nouns."""
    return base_of(a) == base_of(b) and _by_role(a) and _by_role(b)
