"""What a figure is about: the slots that decide what it may be compared with.

What is counted (measure), whether all of it (scope), of whom (group), whose (holder), in what (event), when (period),
where (place). Each slot says how far from the mention its words stand: the clause, the sentence, the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.ages import told_of_somebody
from claims.around import REACH, Around
from claims.concepts import by_id
from claims.measured import PER_MOMENT, measure
from claims.measured_counts import TOLLS
from claims.measured_times import TIME_UNITS
from claims.measures import ANYBODY, COURT, base
from claims.records import DateValue, FigureSlots, Mention, Reach, Slot
from claims.stems import plain
from claims.tables import Cell
from claims.terms import Term

_HAPPENED = frozenset(("event", "state", "topic"))
_BODIES = frozenset(("people", "role", "toll", "state"))
_NOBODYS = frozenset(("toll", "state", "count", "people", "role", "size", "rate", "share"))


def figure_slots(around: Around, days: Sequence[Mention], earlier: Sequence[Mention], following: Around | None) -> FigureSlots:
    """The slots of a figure.

    `days` are the dates of its sentence (of its row in a table), `earlier` those of its paragraph before that, `following`
    is the next figure of its sentence.
    """
    period = _period(around, days, following)
    counted = measure(around, None if _roughly(days, period) else period)
    if period is None and counted is not None and _runs_on(counted):
        period = _reported(around, earlier)
    return FigureSlots(
        measure=counted,
        scope=_elapsed(around, days)
        or _earlier(around, counted, following, days)
        or _besides(around, counted, _of_its_own(around, counted, _scope(around)))
        or _for_long(around, counted, following),
        group=_group(around, counted, following),
        holder=_holder(around, counted),
        event=_event(around, days),
        period=period,
        place=_place(around),
    )


def _besides(around: Around, counted: Slot | None, scope: Slot | None) -> Slot | None:
    """The scope; « autres » besides people of whom something else is told leaves none: « 16 morts. 21 autres personnes ont été blessées »."""
    if scope is None or scope.value != "more" or counted is None or around.before is None:
        return scope
    others = around.beside or around.has("other-word", around.figure.first - 1, around.figure.last + 2)
    return None if others and base(around.before.value) != base(counted.value) else scope


def _of_its_own(around: Around, counted: Slot | None, scope: Slot | None) -> Slot | None:
    """The scope; a part of which its own words tell what became of it is all of those: « 61 blessés, dont 17 sont hospitalisés »."""
    if scope is None or scope.value != "part" or counted is None or around.before is None or around.figure.noun >= 0:
        return scope
    concept = by_id().get(base(counted.value))
    named = concept is not None and concept.kind in TOLLS and counted.reach in ("mention", "clause")
    return None if named and base(around.before.value) != base(counted.value) else scope


def _for_long(around: Around, counted: Slot | None, following: Around | None) -> Slot | None:
    """Those in hospital for so long at least: « 129 hospitalisations de plus de 24 heures », "220 people spent over 24 hours in hospital"."""
    if counted is None or base(counted.value) != _STAY or following is None or following.figure.last >= around.clause()[1]:
        return None
    value = following.figure.value
    long = value.unit in TIME_UNITS and value.modifier in ("at-least", "more-than")
    return Slot(value=f"over-{value.number}-{value.unit}", reach="clause") if long else None


_STAY = "hospital"


def _elapsed(around: Around, days: Sequence[Mention]) -> Slot | None:
    """« dix jours après le vol », « une heure plus tard »: the time since, not a length; it is part of a date."""
    start, end = around.tokens.reading.span(*around.figure.core)
    dates = any(d.start < end and start < d.end for d in days)
    later = around.figure.value.unit in TIME_UNITS and around.has("later", around.figure.last + 1, around.figure.last + 2)
    return Slot(value="elapsed", reach="mention") if dates or later else None


def _earlier(around: Around, counted: Slot | None, following: Around | None, days: Sequence[Mention]) -> Slot | None:
    """What a number was before it changed: « de 310 à 240 », "to €15.50 from €14.20", "up from 1.3 million", « contre 1,72 en mars »."""
    figure, terms = around.figure, around.terms
    at = next((i for i in range(figure.first - 1, max(-1, figure.first - 3), -1) if "article" not in terms[i].classes), -1)
    before = terms[at] if at >= 0 else None  # "up from the 1.3 million"
    if before is None or figure.value.unit in TIME_UNITS:
        return None
    changed = (
        ("earlier-word" in before.classes and not _of_a_speed(around))
        or around.has("was-word", figure.last + 1, figure.last + 3)
        or around.has("at-first-word", max(around.sentence()[0], figure.first - _AT_FIRST), figure.first)
        or ("from-word" in before.classes and not _of_two_sides(counted) and (_leads_to(around, following) or _comes_from(around)))
        or ("against-word" in before.classes and _dated_behind(around, days))
    )
    return Slot(value="earlier", reach="mention") if changed else None


def _of_a_speed(around: Around) -> bool:
    """« À 104 km/h au lieu de 60 »: what is allowed, and not what it was before."""
    return around.figure.kind == "quantity" and around.figure.value.per in PER_MOMENT


def _of_two_sides(counted: Slot | None) -> bool:
    """« L'avait devancée de 4 312 voix à 4 289 »: what two sides have, and no change."""
    return counted is not None and base(counted.value) == _VOTE


_VOTE = "vote"
_AT_FIRST = 6
"""Terms before a number among which words say that it was told at first: « On avait d'abord annoncé 17 morts »."""
_STEP = 5
"""Terms that may stand between the two numbers of a change: « de 6.237 cas confirmés à 4.304 »."""


def _leads_to(around: Around, following: Around | None) -> bool:
    """Whether the next number stands behind « à »: « de 310 à 240 »."""
    if following is None or following.figure.first - around.figure.last > _STEP or following.figure.kind != around.figure.kind:
        return False
    return "to-word" in around.terms[following.figure.first - 1].classes


def _comes_from(around: Around) -> bool:
    """Whether the number before it stands behind "to": "to €15.50 a share from €14.20"."""
    start = around.near[0]
    row = around.terms[start : around.figure.first]
    return 0 < len(row) <= _STEP and around.last is not None and around.to_before and not any(t.kind == "break" for t in row)


def _dated_behind(around: Around, days: Sequence[Mention]) -> bool:
    """Whether a date is told right behind the number: « contre 1,72 en mars »."""
    _, end = around.tokens.reading.span(*around.figure.core)
    return any(0 <= d.start - end <= _DATED for d in days)


_DATED = 25


def _scope(around: Around) -> Slot | None:
    """A part, others, the first ones, the rest, all together; « directement » and « indirectement » name parts too."""
    return _part_of_it(around) or _scope_behind(around) or _scope_before(around) or _scope_in_clause(around)


def _part_of_it(around: Around) -> Slot | None:
    """« treize des 18 ministres », « dont 11 femmes », « 26 de ces foyers »."""
    figure, behind = around.figure, around.figure.core[1] + 1
    if around.whole is not None or any(_opens_a_part(around, i) for i in range(max(around.clause()[0], figure.first - 4, 0), figure.first)):
        return Slot(value="part", reach="clause")
    these = figure.kind == "number" and around.has("of", behind, behind + 1) and around.has("these-word", behind + 1, behind + 2)
    return Slot(value="part", reach="mention") if these else None


def _opens_a_part(around: Around, at: int) -> bool:
    """« dont 11 femmes »; not « parmi les 31 000 spectateurs », which is the whole, nor « dont Downdetector, 4 millions … », told of that name."""
    terms = around.terms
    between = terms[at + 2 : around.figure.first]
    return "part-word" in terms[at].classes and "among-word" not in terms[at].classes and not any("pause" in t.classes for t in between)


def _scope_behind(around: Around) -> Slot | None:
    """What the words right behind the number say of it."""
    figure, terms = around.figure, around.terms
    for i in range(figure.core[1] + 1, min(figure.last + 3, len(terms))):
        if terms[i].kind == "punctuation":
            break
        if "part-word" in terms[i].classes and terms[i].kind == "phrase":
            return Slot(value="part", reach="clause")
        for name, value in (("more-word", "more"), ("first-word", "first"), ("by-way-word", terms[i].key)):
            if name in terms[i].classes:
                return Slot(value=value, reach="mention")
    return None


def _scope_before(around: Around) -> Slot | None:
    """« an additional 60,000 doses », « le reste du butin, estimé à 88 millions »."""
    first = around.figure.first
    if around.has("more-word", first - 2, first):
        return Slot(value="more", reach="mention")
    if around.has("forecast-word", max(around.clause()[0], around.near[0], first - _REST_REACH), first):
        return Slot(value="forecast", reach="clause")  # "Analysts had predicted a gain of 10,000"
    if around.has("rest-word", max(around.sentence()[0], first - _REST_REACH), around.figure.last + 3):
        return Slot(value="rest", reach="clause")
    return None


def _scope_in_clause(around: Around) -> Slot | None:
    """By which way, alone, everywhere, in total: told in the figure's clause."""
    figure, low = around.figure, around.clause()[0]
    first, end = figure.core[1] + 1, min(around.clause()[1], figure.last + _PLACE_REACH)
    if (way := next((t.key for t in around.terms[first : min(end, around.near[1])] if "by-way-word" in t.classes), None)) is not None:
        return Slot(value=way, reach="clause")
    if around.has("alone-word", first, end) or around.has("alone-word", max(low, figure.first - 3), figure.first):
        return Slot(value="part", reach="clause")  # « 2 000 emplois perdus dans la paroisse à elle seule »
    if (
        figure.kind == "money"
        and not figure.value.per
        and (around.has("apiece-word", first, end) or around.has("apiece-word", max(low, figure.first - 2), figure.first))
    ):
        return Slot(value="each", reach="clause")
    if around.has("everywhere-word", first, end) or around.has("total-word", max(low, figure.first - 6), figure.last + 5):
        return Slot(value="total", reach="clause")
    return None


_REST_REACH = 8


# ---- of whom, whose


def _group(around: Around, counted: Slot | None, following: Around | None) -> Slot | None:
    """Nationality, sex or age of the people counted, and adjectives of state (« graves », « confirmés »).

    Of an age: those who have it. The limit of age that follows the people it limits is theirs (« 27 adultes de plus de 65 ans »).
    A bare number that counts what the one before it counted, counts the same group; a number in a table that of its column.
    """
    figure = around.figure
    found = _kinds(around, range(figure.core[1] + 1, min(figure.last + 2, len(around.terms)))) | _told_of(around)
    if figure.value.unit == "a":
        found |= next((kinds for places in _beside(around) if (kinds := _kinds(around, places, brief=False))), set())
    if figure.value.unit in TIME_UNITS:
        found |= _realm(around)
    if figure.kind == "percent":
        found |= _kinds(around, range(figure.last + 1, min(around.near[1], around.sentence()[1])), brief=False)
    if around.cell is not None:
        found |= _kinds(around, range(*around.cell.head))
    if following is not None and following.figure.first - figure.last <= _LIMIT_REACH.get(figure.kind, 3):
        found |= _limit(following)
    if not found and figure.noun < 0 and around.before_group is not None and _same_thing(counted, around.before):
        return Slot(value=around.before_group.value, reach="sentence")
    return Slot(value="+".join(sorted(found)), reach="mention") if found else None


def _realm(around: Around) -> set[str]:
    """Whose length of time it is: « une journée de deuil national »."""
    lexicon, end = around.tokens.reading.lexicon, min(around.figure.last + 1 + _REALM_REACH, around.near[1], around.clause()[1])
    words = (lexicon.value(around.terms[i].key, "realm-word") for i in range(around.figure.last + 1, end))
    return {str(word) for word in words if word is not None}


_REALM_REACH = 4


def _same_thing(one: Slot | None, other: Slot | None) -> bool:
    return one is not None and other is not None and base(one.value) == base(other.value)


_LIMIT_REACH = {"percent": 12}


def _beside(around: Around) -> list[list[int]]:
    """A few terms on either side of an age, in its sentence, the nearest first."""
    figure, (start, end) = around.figure, around.sentence()
    before = range(figure.first - 1, max(start, figure.first - 5) - 1, -1)
    return [[i] for i in before] + [list(range(figure.last + 1, min(end, around.near[1], figure.last + 7)))]


def _told_of(around: Around) -> set[str]:
    """What is said of all that is counted: « 33.000 cas ont été confirmés », "eight of the dead are foreigners"."""
    lexicon, begin, told = around.tokens.reading.lexicon, around.figure.last + 1, False
    if around.has("of", begin, begin + 1) and around.has("auxiliary", begin + 3, begin + 4):
        begin += 3  # "of the dead"
    for i in range(begin, min(begin + 6, around.near[1])):
        term = around.terms[i]
        if (state := lexicon.value(term.key, "state-word")) is not None:
            return {str(state)}
        whom = lexicon.value(term.key, "demonym") or lexicon.value(term.key, "person-word")
        if told and whom is not None and whom not in ANYBODY and around.figure.kind == "number":
            return {str(whom)}
        told = told or "auxiliary" in term.classes
        if not term.classes & {"auxiliary", "adverb", "function", "state-filler"}:
            break
    return set()


def _kinds(around: Around, places: Iterable[int], brief: bool = True) -> set[str]:
    lexicon, found = around.tokens.reading.lexicon, set[str]()
    noun = around.tokens.concepts[around.figure.noun] if around.figure.noun >= 0 else None
    for i in places:
        term = around.terms[i]
        if term.kind == "punctuation" and brief:
            break
        named = noun is not None and around.tokens.concepts[i] is noun and i != around.figure.noun  # « cas graves » is one concept
        values = (lexicon.value(term.key, name) for name in ("demonym", "person-word", "state-word"))
        found.update(str(v) for v in values if v is not None and v not in ANYBODY and not named)
    return found


def _limit(following: Around) -> set[str]:
    """A limit of age, or of length (« hospitalisations de plus de 24 heures »)."""
    value = following.figure.value
    signs = {"more-than": ">", "at-least": ">", "less-than": "<", "at-most": "<"}
    ahead = following.terms[following.figure.first - 1].classes
    limited = value.unit in ("a", "") or (value.unit in ("mo", "h", "d") and "of" in ahead)  # "visitors over four days" have no limit
    limited = limited and value.number < _HIGHEST and value.modifier in signs
    return {f"{signs[value.modifier]}{value.number.normalize():f}{value.unit or 'a'}"} if limited else set()


_PLACE_REACH = 12
_HIGHEST = 110


def _holder(around: Around, counted: Slot | None) -> Slot | None:
    """Whose age, sentence, fine or height it is: the nearest name before it in its sentence, else who is spoken of.

    What is counted belongs to an event, not to somebody, unless a possessive says so (« ses 1 350 diamants »); a degree
    belongs to its scale (« la phase 4 du plan Orsec »). Whom the news comes from holds nothing.
    """
    kind = by_id().get(base(counted.value)) if counted is not None else None
    if kind is not None and kind.kind in _NOBODYS and not _owned(around):
        return (_scale(around) or _bearer(around)) if kind.kind == "size" else None
    concepts = around.tokens.concepts
    (start, _), (low, _) = around.sentence(), around.clause()
    opens = around.figure.first - REACH
    what = base(counted.value) if counted is not None else ""
    person, somebody = what in _PERSONAL, _BODIES if what == "age" else _SOMEBODY
    named = _of_whom(around, start) if what == "age" and told_of_somebody(around) else 0
    for i in range(around.figure.first - 1, (max(0, opens) if person or _owned(around) else start) - 1, -1):
        concept = concepts[i]
        reach: Reach = "clause" if i >= low else "sentence" if i >= start else "paragraph"
        name = _named(around, i) if i >= named else ""
        if name and not (what in COURT and _is_of_a_place(around, i)) and not (what == "age" and name.isupper()):
            return Slot(value=name, reach=reach)
        if person and concept is not None and concept.kind in somebody and concept.id not in ANYBODY:
            return Slot(value=concept.id, reach=reach)
    return None


def _of_whom(around: Around, start: int) -> int:
    """Where the words begin that may name whose age it is: « Graham Tolland, un Britannique de 61 ans », « une Belge de 56 ans »."""
    terms, first = around.terms, around.figure.first
    nearest = range(first - 1, max(start, first - _DESCRIBED), -1)
    noun = next((i for i in nearest if "det" in terms[i].classes or terms[i - 1].key == ","), first)
    named = noun > start and terms[noun - 1].key == ","
    return max(start, noun - _NAME if named else noun)


_DESCRIBED, _NAME = 7, 5
"""Terms before an age in which its bearer is described, and before that, with a comma, named."""
_PERSONAL = COURT | {"age"}
"""Measures that are somebody's."""
_SOMEBODY = frozenset(("people", "role"))


def _is_of_a_place(around: Around, i: int) -> bool:
    """Whether a name is where something is, or whose court: « à Paris », « le tribunal de Paris »; a country."""
    terms = around.terms
    first = _chain(terms, i)
    return (
        str(around.tokens.keys[i])[1:].isupper() or _place_name(around, i) is not None or (first > 0 and "of" in terms[first - 1].classes)
    )


def _owned(around: Around) -> bool:
    """Whether somebody has what is counted: « ses 1 350 diamants », « la compagnie exploite 27 appareils »."""
    first = around.figure.first
    return around.has("possessive-det", first - 1, around.figure.core[0] + 1) or around.has("having-word", first - 2, first)


def _scale(around: Around) -> Slot | None:
    """The name behind a degree that says of which scale it is."""
    first = around.figure.last + 1
    if not around.has("of", first, first + 1):
        return None
    names = (key for key in around.tokens.keys[first : min(first + _SCALE_REACH, around.sentence()[1])] if key is not None)
    return next((Slot(value=key[1:], reach="mention") for key in names if key.startswith("@")), None)


_SCALE_REACH = 5


def _bearer(around: Around) -> Slot | None:
    """What a size is that of, by its name: the nearest before it in its sentence, with no figure between: « celui d'Orsec, avec 5 700 hectares »."""
    start = max(around.sentence()[0], around.near[0])
    for i in range(around.figure.first - 1, start - 1, -1):
        name = _named(around, i)
        if name and not name.isupper():
            return Slot(value=name, reach="clause" if i >= around.clause()[0] else "sentence")
    return None


def _named(around: Around, i: int) -> str:
    """The name that a term is part of; empty for no name, and for that of somebody by whom the news is told."""
    key = around.tokens.keys[i]
    return key[1:] if key is not None and key.startswith("@") and not _is_source(around, i) else ""


def _is_source(around: Around, name: int) -> bool:
    """Whether a name is that of somebody by whom the news is told: « selon la procureure, Laure Beccuau »."""
    terms, start = around.terms, around.sentence()[0]
    for i in range(name - 1, max(start, name - _SOURCE_REACH) - 1, -1):
        if terms[i].classes & _ACCORDING:
            return True
        if terms[i].key in ",;:.":
            return False
    return False


_ACCORDING = frozenset(("according", "perhaps-according"))
_SOURCE_REACH = 8


def _event(around: Around, days: Sequence[Mention]) -> Slot | None:
    """The nearest happening in the sentence that is not the measure itself, nor a word of a date: « début septembre »."""
    figure, concepts, reading = around.figure, around.tokens.concepts, around.tokens.reading
    own = concepts[figure.noun] if figure.noun >= 0 else None
    dated = {i for day in days for i in range(reading.at(day.start), reading.at(day.end - 1) + 1)}
    for reach, ring in around.rings():
        for i in ring:
            concept = concepts[i]
            if concept is not None and concept is not own and concept.kind in _HAPPENED and i not in dated:
                return Slot(value=concept.id, reach=reach)
    return None


# ---- when, where


def _period(around: Around, days: Sequence[Mention], following: Around | None) -> Slot | None:
    """The nearest date: right behind the figure, else between its neighbours, else in its clause, else in its sentence.

    One right behind a neighbour is the neighbour's, where there is any other: « 350 passages, contre 289 la semaine précédente ». As `first day/last day`; `since …` where it only opens the period.
    """
    reading = around.tokens.reading
    low, high = around.clause()
    start, _ = reading.span(around.figure.first, around.figure.last)
    dated = [(d, d.value) for d in days if isinstance(d.value, DateValue) and d.value.type == "DATE" and d.value.earliest is not None]
    if not dated:
        return None
    inner = (max(low, around.near[0]), min(high, around.near[1]))

    dated = [row for row in dated if not _compared(around, reading.at(row[0].start))] or []
    if not dated:
        return None
    others = [around.near[0] - 1] if around.last is not None else []
    others += [following.figure.last] if following is not None else []

    def distance(mention: Mention) -> tuple[bool, bool, bool, bool, int]:
        at = reading.at(mention.start)
        of_another = any(0 < at - last <= _RIGHT_BEHIND for last in others)
        behind = 0 < at - around.figure.last <= _RIGHT_BEHIND
        return not behind, of_another, not inner[0] <= at < inner[1], not low <= at < high, abs(mention.start - start)

    mention, value = min(dated, key=lambda row: distance(row[0]))
    at = reading.at(mention.start)
    opens = max(around.sentence()[0], at - _SINCE_REACH)
    counted = next((i for i in range(at - 1, opens - 1, -1) if around.terms[i].number is not None), opens)  # "from 289 the week before"
    spans = value.earliest != value.latest and around.has("from-word", max(counted, at - 1), at + 1)  # "from April 13 to 23"
    opened = around.has("since-word", counted, at + 1) and not spans
    reach: Reach = "clause" if low <= at < high else "sentence"
    return Slot(value=f"{'since ' if opened else ''}{value.earliest}/{value.latest}", reach=reach)


def _roughly(days: Sequence[Mention], period: Slot | None) -> bool:
    """Whether a period is part of a month or a year, so that it tells about when something happened: « début septembre »."""
    values = (day.value for day in days if isinstance(day.value, DateValue) and day.value.mod in _PARTS)
    return period is not None and any(period.value == f"{v.earliest}/{v.latest}" for v in values)


_PARTS = frozenset(("START", "MID", "END"))


def _compared(around: Around, at: int) -> bool:
    """Whether a date is that of what a number is compared with: « 3 millions de plus qu'il y a un an », "higher than in 2021"."""
    return at > around.figure.last and around.has("compared-word", max(around.figure.last + 1, at - _COMPARED), at)


_COMPARED = 4
_RIGHT_BEHIND = 2
"""Terms from a figure to the date that tells when it was counted: « 165 en S19 », « 160.000 depuis début 2025 »."""


def _runs_on(counted: Slot) -> bool:
    """Whether a measure is counted again and again, so that a period told once holds for the sentences that follow."""
    concept = by_id().get(base(counted.value))
    return concept is not None and concept.accumulates


def _reported(around: Around, earlier: Sequence[Mention]) -> Slot | None:
    """The period of several days of the last sentence before that tells one: the latest of them, not the one that it is compared with."""
    reading = around.tokens.reading
    told: list[tuple[tuple[int, int], DateValue]] = []
    for mention in earlier:
        value = mention.value
        if not isinstance(value, DateValue) or value.earliest is None or value.latest is None:
            continue
        if 1 <= (value.latest - value.earliest).days <= _LONGEST:
            told.append((reading.sentence_of(reading.at(mention.start)), value))
    if not told:
        return None
    latest = max((v for sentence, v in told if sentence == told[-1][0]), key=lambda v: (v.latest, v.earliest))
    return Slot(value=f"{latest.earliest}/{latest.latest}", reach="paragraph")


_LONGEST = 14
_SINCE_REACH = 8
"""« depuis qu'a débuté l'épidémie, en août 2024 »: how many terms may stand between."""


def _place(around: Around) -> Slot | None:
    """A country, or a name behind a preposition of place: nearest after the figure in its stretch, else before it, else in its paragraph."""
    (start, end), near, figure = around.sentence(), around.near, around.figure
    (opens, _), (low, high) = around.paragraph(), around.clause()
    if around.cell is not None:
        return _row_name(around, around.cell)
    if (named := _named_before_bracket(around)) is not None:
        return named
    stretches: tuple[tuple[Reach, range], ...] = (
        ("clause", range(figure.last + 1, _own_end(around, min(end, near[1])))),
        ("sentence", range(figure.first - 1, max(start, near[0]) - 1, -1)),
        ("sentence", range(max(start, near[0]) - 1, start - 1, -1)),
        ("paragraph", range(start - 1, opens - 1, -1)),
    )
    behind = figure.last + 1
    for reach, places in stretches:
        for i in places:
            if (name := _place_name(around, i) or _side(around, i)) is not None:
                return Slot(value=name, reach="clause" if low <= i < high else reach)
        if behind + 1 < end and "place-preposition" in around.terms[behind].classes and "article" in around.terms[behind + 1].classes:
            return None  # « et 30 dans le reste de la province »: a place that has no name
    return None


def _side(around: Around, i: int) -> str | None:
    """The country on whose side something is: « du côté français », "on the French side", « dans les villages italiens »."""
    terms = around.terms
    country = around.tokens.reading.lexicon.value(terms[i].key, "demonym") if "demonym" in terms[i].classes else None
    noun = next((n for n in (i - 1, i + 1) if 0 < n < len(terms) and "side-word" in terms[n].classes), None)
    if country is None or noun is None or country == "foreign":
        return None
    led = terms[max(0, min(i, noun) - 2) : min(i, noun)]
    return str(country) if any(t.classes & _LED_TO for t in led) else None


_LED_TO = frozenset(("place-preposition", "of"))


def _row_name(around: Around, cell: Cell) -> Slot | None:
    """What the first cell of a row is the name of: « Valmore | 23 448 | 12 »."""
    named = any(str(around.tokens.keys[i]).startswith("@") or _unknown_name(around, i) for i in range(*cell.opening))
    return (
        Slot(value=_joined(around.terms[slice(*cell.opening)]), reach="clause")
        if named and around.figure.first >= cell.opening[1]
        else None
    )


def _unknown_name(around: Around, i: int) -> bool:
    """Whether a word that no list knows has a capital: in the first cell of a row it is a name, though every cell begins with one."""
    term = around.terms[i]
    return term.classes == _UNKNOWN and around.tokens.concepts[i] is None and around.tokens.reading.text[term.start].isupper()


_UNKNOWN = frozenset(("word",))


def _joined(terms: Sequence[Term]) -> str:
    """The words of a name as one: « saint-etienne »."""
    return "-".join(plain(t.key) for t in terms if t.kind == "word")


def _named_before_bracket(around: Around) -> Slot | None:
    """The place whose number stands in brackets right behind it: « Hauts-de-France (16 cas), Île-de-France (11) »."""
    at, terms = around.figure.first - 2, around.terms
    if at < 0 or terms[at + 1].key != "(" or not str(around.tokens.keys[at]).startswith("@"):
        return None
    if around.has("place-preposition", around.figure.last + 1, around.figure.last + 2):
        return None  # « huit en France (cinq à Saint-Orlon) »
    first = _chain(terms, at)
    if first == at:
        return Slot(value=str(around.tokens.keys[at])[1:], reach="clause") if "country" in terms[at].classes else None
    return Slot(value=_joined(terms[first : at + 1]), reach="clause")


def _own_end(around: Around, end: int) -> int:
    """Where the figure's own stretch ends: before the comma or the « et » behind which the next figure is told."""
    if end >= around.sentence()[1]:
        return end
    for i in range(around.figure.last + 1, end):
        if "and" in around.terms[i].classes or around.terms[i].key in _STRETCH_ENDS:
            return i
    return end


_STRETCH_ENDS = frozenset(",;")


def _in_an_area(terms: Sequence[Term], i: int) -> bool:
    """Whether a name is that of an area in which something is: « dans la commune côtière de X », "in the parish of X"."""
    area = next((n for n in (i - 2, i - 3, i - 4) if n > 0 and "area-word" in terms[n].classes), None)
    return (
        area is not None
        and any("of" in t.classes for t in terms[area + 1 : i])
        and any("place-preposition" in t.classes for t in terms[max(0, area - 2) : area])
    )


_LEADING = frozenset(("article", "apostrophe", "direction-word"))


def _place_name(around: Around, i: int) -> str | None:
    """The place that a name tells of, whole: « Saint-Étienne », « Port-au-Prince »; None for a name of something else."""
    key, terms = around.tokens.keys[i], around.terms
    if key is None or not key.startswith("@"):
        return None
    first = _chain(terms, i)
    while first > 0 and _capital(around, first - 1):
        first -= 1  # "in New Orleans"
    before = first - 1
    while before > 0 and terms[before].classes & _LEADING:
        before -= 1  # "in the Caribbean", « dans l'Orne »
    placed = before >= 0 and ("place-preposition" in terms[before].classes or _in_an_area(terms, first))
    of_name = first < i or (i > 0 and str(around.tokens.keys[i - 1] or "").startswith("@"))
    if not placed and ("country" not in terms[i].classes or of_name):
        return None  # « Santé publique France », « Météo-France »
    last = _chain(terms, i, ahead=True)
    while last + 1 < len(terms) and "place-lead" in terms[last].classes and str(around.tokens.keys[last + 1]).startswith("@"):
        last = _chain(terms, last + 1, ahead=True)  # "at Les Gentianes"
    return key[1:] if first == last else _joined(terms[first : last + 1])


def _capital(around: Around, at: int) -> bool:
    """Whether a word is written with a capital and is no preposition at the head of a sentence: the « New » of New Orleans."""
    term = around.terms[at]
    known = str(around.tokens.keys[at] or "")
    return (
        term.kind == "word"
        and around.tokens.reading.text[term.start].isupper()
        and "before-noun" in term.classes
        and not known.startswith("@")
        and at > around.sentence()[0]
    )


def _chain(terms: Sequence[Term], at: int, ahead: bool = False) -> int:
    """The first, or the last, of the words that hyphens tie to a word."""
    step = 2 if ahead else -2
    while 0 <= at + step < len(terms) and terms[at + step // 2].key == "-" and terms[at + step].kind == "word" and _tight(terms, at, step):
        at += step
    return at


def _tight(terms: Sequence[Term], at: int, step: int) -> bool:
    low, high = sorted((at, at + step))
    return terms[low].end == terms[low + 1].start and terms[low + 1].end == terms[high].start
