"""Whether years are somebody's age: by the words that lead to them, and by who stands before them."""

from __future__ import annotations

from collections.abc import Sequence

from claims.around import Around
from claims.figure_values import GROWN
from claims.measures import PERSONS, base, with_aspect
from claims.records import Slot
from claims.terms import Term

_LIMITS = frozenset(("more-than", "less-than", "at-least", "at-most"))
_REACH = 6
"""Terms before a number among which its age-word stands."""
_OF_AGE = frozenset(("age-word", "aged"))
_LEADS = frozenset(("to-word", "of", "from-number"))
_BETWEEN = frozenset(("and", "to-word", "range-word"))
_DECADES = frozenset(("life-decade", "life-decade-plural", "collective"))
_WHOSE_LIFE = frozenset(("possessive-det", "life-edge"))
_DECADE = 10
_SOME_OF_THEM = frozenset(("one-of", "other-word", "among-them"))


def age(around: Around) -> str:
    """`age`, `age:limit` (« les plus de 65 ans »), `age:range` (« de 68 à 95 ans »), `age:average`; empty where years are no age."""
    figure = around.figure
    if _of_a_decade(around):
        return "age"
    told = any(tells(around) for tells in _TOLD_BY)
    ranged = figure.value.high is not None
    limited = figure.value.modifier in _LIMITS or _or_more(around)
    if around.has("average-word", max(figure.first - _REACH, around.clause()[0]), figure.first) and (told or _is_age(around.last)):
        return with_aspect("age", "average")
    if not (told or ((ranged or limited) and _of_a_group(around)) or (ranged and _goes_on(around))):
        return ""
    return with_aspect("age", "range") if ranged else with_aspect("age", "limit") if limited else "age"


def _is_age(told: Slot | None) -> bool:
    return told is not None and base(told.value) == "age"


def _or_more(around: Around) -> bool:
    """« 65 ans et plus », "65 and over"."""
    after = around.terms[around.figure.last + 1 : around.figure.last + 4]
    return len(after) > 1 and "and" in after[0].classes and bool(after[1].classes & {"more-less", "modifier", "edge", "old-word"})


def _of_a_group(around: Around) -> bool:
    """« les plus de 65 ans », « les victimes, de 68 à 95 ans »."""
    first = around.figure.first
    grouped = around.has("age-group-word", first - 2, first)
    return grouped or around.told_before(frozenset(("people", "role", "toll", "state")), first - 4) is not None


def _goes_on(around: Around) -> bool:
    """Whether the figure before, or the count beside which this one stands, is an age."""
    return _is_age(around.last) or (around.beside and _is_age(around.before))


def _of_a_decade(around: Around) -> bool:
    """« un octogénaire », "in their eighties", « dans la trentaine »: one person's, though it has two ends."""
    (first, last), value, terms = around.figure.core, around.figure.value, around.terms
    decade = value.low is not None and value.high is not None and value.high - value.low < _DECADE
    led = first > 0 and bool(terms[first - 1].classes & _WHOSE_LIFE)
    return decade and (led or any(t.classes & _DECADES for t in terms[first : last + 1]))


# ---- the ways of telling an age


def _said_so(around: Around) -> bool:
    """« âgé de 34 ans », "the 34-year-old"."""
    before, after = _before(around), _after(around)
    aged = (*before[:2], *around.terms[around.figure.first : around.figure.core[1]])
    return any("aged" in t.classes for t in aged) or (after is not None and ("old-word" in after.classes or after.key == "-"))


def _of_an_age(around: Around) -> bool:
    """« l'âge médian s'établit à 7 ans », "17 years of age"; not « l'âge légal, après 43 ans de cotisation »."""
    before, after = _before(around), _after(around)
    beside = len(before) > 1 and "age-word" in before[1].classes
    led = beside or (before and before[0].classes & _LEADS and any(t.classes & _OF_AGE for t in _shortly_before(around)))
    row = around.terms[around.figure.last + 1 : around.figure.last + 3]
    behind = len(row) > 1 and "of" in row[0].classes and "age-word" in row[1].classes
    return behind or (bool(led) and (after is None or "of" not in after.classes))


def _had(around: Around) -> bool:
    """« il a 39 ans », « une femme 40 ans »."""
    before = _before(around)
    return bool(before) and bool(before[0].classes & {"have-word", "person-word", "demonym"})


def told_of_somebody(around: Around) -> bool:
    """« elles ont de 22 à 60 ans », « un joueur de 23 ans », « un promoteur immobilier de 61 ans »."""
    before, first = _before(around), around.figure.first
    if len(before) < 2 or "of" not in before[0].classes:
        return False
    described = first > 3 and "det" in around.terms[first - 4].classes and _somebody(around, first - 3)
    return bool(before[1].classes & {"have-word", "age-word"}) or _somebody(around, first - 2) or described


def _at_death(around: Around) -> bool:
    """« mort à 77 ans »."""
    before = _before(around)
    concept = around.tokens.concepts[around.figure.first - 2] if len(before) > 1 else None
    return concept is not None and concept.id == "death" and "to-word" in before[0].classes


def _opens(around: Around) -> bool:
    """« À 70 ans, il a repris la course », « condamné, à 62 ans, à un an de prison »; not « À dix ans, le taux … »."""
    before, after = _before(around), _after(around)
    ahead = around.terms[around.sentence()[0] : max(0, around.figure.first - 1)]
    opens = all(t.kind == "punctuation" for t in ahead) or (len(before) > 1 and before[1].key == ",")
    return (
        opens
        and bool(before)
        and "to-word" in before[0].classes
        and after is not None
        and after.key == ","
        and bool(around.figure.value.number >= GROWN)
    )


def _first_of_two(around: Around) -> bool:
    """The first of two ages of which the second says so: "between one and 17 years old", "from one to 17 years of age"."""
    row = around.terms[around.figure.last + 1 : around.figure.last + 6]
    two = len(row) > 3 and bool(row[0].classes & _BETWEEN) and row[1].number is not None and "time-unit" in row[2].classes
    return two and ("old-word" in row[3].classes or (len(row) > 4 and "of" in row[3].classes and "age-word" in row[4].classes))


def _of_one_of_them(around: Around) -> bool:
    """« l'un de 2 ans, », « deux d'entre eux, de 2 et 8 ans, »."""
    before, at, terms = _before(around), around.figure.first - 2, around.terms
    if len(before) < 2 or "of" not in before[0].classes or not _ends(around):
        return False
    if terms[at].key == "," and at > 0:
        at -= 1
    return bool(terms[at].classes & _SOME_OF_THEM) or _somebody(around, at)


def _apposed(around: Around) -> bool:
    """« L'un, 34 ans, », "Stockton Rush (61)"."""
    before = _before(around)
    return bool(before) and before[0].key in ",(" and _ends(around)


def _from_age_to_age(around: Around) -> bool:
    """The second of two ages with nothing but « à » between: « passe de 62 à 64 ans »."""
    before = _before(around)
    return _is_age(around.last) and around.near[0] == around.figure.first - 1 and "to-word" in before[0].classes


_TOLD_BY = (_said_so, _of_an_age, _had, told_of_somebody, _at_death, _opens, _first_of_two, _of_one_of_them, _apposed, _from_age_to_age)


# ---- what stands around


def _before(around: Around) -> Sequence[Term]:
    """The three terms before a figure, the nearest first."""
    return [around.terms[i] for i in range(around.figure.first - 1, max(-1, around.figure.first - 4), -1)]


def _after(around: Around) -> Term | None:
    """The term right behind the figure."""
    return around.terms[around.figure.last + 1] if around.figure.last + 1 < len(around.terms) else None


def _shortly_before(around: Around) -> Sequence[Term]:
    """The terms before a figure, up to a few, in its sentence and behind the last pause."""
    terms, first = around.terms, around.figure.first
    low = max(around.sentence()[0], first - _REACH)
    pause = next((k for k in range(first - 1, low - 1, -1) if "pause" in terms[k].classes), low - 1)
    return terms[pause + 1 : first]


def _ends(around: Around) -> bool:
    """Whether nothing follows that the years could be of, or a second age: « les Dawood, 48 et 19 ans »."""
    row = around.terms[around.figure.last + 1 : around.figure.last + 3]
    two = len(row) > 1 and "and" in row[0].classes and row[1].number is not None
    return not row or row[0].key in ",);." or two


def _somebody(around: Around, at: int) -> bool:
    """Whether a noun is somebody by what they do: « un joueur de 23 ans », « une randonneuse de 54 ans »."""
    concept, term, lexicon = around.tokens.concepts[at], around.terms[at], around.tokens.reading.lexicon
    if term.classes & {"person-word", "demonym"}:
        return True
    if concept is not None:
        return concept.kind in PERSONS
    if term.key in lexicon.listed("figures", "grammar", "somebody_never"):
        return False
    return term.key.endswith(tuple(lexicon.listed("figures", "grammar", "somebody_endings")))
