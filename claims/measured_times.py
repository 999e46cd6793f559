"""Which length of time a figure tells: an age, a sentence, a stay, how long something took."""

from __future__ import annotations

from collections.abc import Sequence

from claims.around import Around
from claims.concepts import by_id
from claims.context import Tokens
from claims.figure_values import OLDEST
from claims.kinds.figures import Figure
from claims.measures import COURT, PERSONS, base, with_aspect
from claims.records import Reach, Slot
from claims.terms import Term

_DURATIONS = frozenset(("duration",))
_CLOCK_UNITS = frozenset(("s", "min", "h"))
TIME_UNITS = _CLOCK_UNITS | {"d", "wk", "mo", "a", "14.d", "10.a", "100.a", "weekend"}
_RIGHT_BEHIND = 3
"""Terms right behind a length of time that tell of what it is one."""
_OF_DAYS = _CLOCK_UNITS | {"d", "wk"}
"""What no court counts in, unless the clause says so (« quinze jours de prison »)."""
_FAR_VERB = 20
"""« Huit ans d'emprisonnement : c'est ce que le parquet a requis »: how many terms behind the verb may stand."""
_GROWN = 14
"""« À dix ans, le taux … » is no age; from how many years on it is one."""
_STAYED = frozenset(("jail", "custody", "hospital"))
_NOT_GIVEN = ("risk", "request")
_LIMITS = frozenset(("more-than", "less-than", "at-least", "at-most"))


def time(around: Around) -> Slot:
    """Years are an age, a sentence or a length of time; what the clause tells decides."""
    figure = around.figure
    if figure.value.unit == "a" and figure.value.number <= OLDEST and (kind := _age(around)):
        return Slot(value=kind, reach="clause")
    listed = around.listed()
    itself = around.told_after(_DURATIONS, _RIGHT_BEHIND)  # « sept ans de prison, cinq ans d'inéligibilité »
    if listed is not None and itself is None and ((known := by_id().get(base(listed.value))) is None or known.kind in _DURATIONS):
        return listed
    reach: tuple[Reach, ...] = ("clause",) if figure.value.unit in _CLOCK_UNITS else ("clause", "sentence")
    if figure.value.unit not in _CLOCK_UNITS and around.has("request-word", figure.core[1] + 1, figure.core[1] + 3):
        return Slot(value=with_aspect("sentence", "request"), reach="clause")  # « huit ans requis »
    found = around.nearest(_DURATIONS, reach) if itself is None else Slot(value=itself.id, reach="clause")
    if found is None or (found.value == "sentence" and found.reach != "clause" and figure.value.unit in _OF_DAYS):
        found = _stay(around) or Slot(value="duration", reach="default")  # « condamné en 2025, il aura passé vingt jours en prison »
    if around.has("margin-word", figure.core[1] + 1, figure.core[1] + 3):
        return Slot(value=with_aspect(found.value, "margin"), reach="clause")
    return asked_for(around, found)


def _stay(around: Around) -> Slot | None:
    """The length of a stay: « vingt jours de détention », "three weeks in hospital"."""
    where = around.nearest(frozenset(("state",)), ("clause",))
    return Slot(value=with_aspect("stay", where.value), reach="clause") if where is not None and where.value in _STAYED else None


def asked_for(around: Around, found: Slot) -> Slot:
    """What a court gives, as no more than asked for or risked where the nearest verb says so: « avait requis deux ans et 20 000 euros d'amende »."""
    if found.value not in COURT:
        return found
    low, high = around.sentence()
    terms, first, last = around.terms, around.figure.first, around.figure.last
    far = min(high, last + _FAR_VERB)
    ahead = next((k for k in range(last + 1, far) if "pause" in terms[k].classes and not _runs_past(around, k)), far)
    for k in (*reversed(range(low, first)), *range(last + 1, ahead)):
        name = next((name for name in _NOT_GIVEN if f"{name}-word" in terms[k].classes), "")
        if name:
            return Slot(value=with_aspect(found.value, name), reach="sentence")
        if "given-word" in terms[k].classes:
            return Slot(value=with_aspect(found.value, "given"), reach=found.reach)
    return found


def _runs_past(around: Around, pause: int) -> bool:
    """Whether a verb behind a pause is told of what stands before it: « sept ans de prison, 300.000 euros d'amende : c'est ce que le parquet a requis »."""
    behind = around.terms[pause + 1 : pause + 2]
    return around.terms[pause].key == ":" or any(t.number is not None for t in behind)


def _age(around: Around) -> str:
    """`age`, `age:limit` (« les plus de 65 ans »), `age:range` (« de 68 à 95 ans »), `age:average`; empty where years are no age."""
    figure, told = around.figure, is_age(around.tokens, around.figure)
    ranged = figure.value.high is not None
    limited = figure.value.modifier in _LIMITS or _or_more(around)
    grouped = (ranged or limited) and around.has("age-group-word", figure.first - 2, figure.first)
    people = (ranged or limited) and around.told_before(frozenset(("people", "role", "toll", "state")), figure.first - 4) is not None
    again = ranged and any(m is not None and base(m.value) == "age" for m in (around.last, around.before if around.beside else None))
    average = around.has("average-word", max(figure.first - _AGE_REACH, around.clause()[0]), figure.first)
    if average and (told or (around.last is not None and base(around.last.value) == "age")):
        return with_aspect("age", "average")
    if not (told or grouped or people or again):
        return ""
    return with_aspect("age", "range") if ranged else with_aspect("age", "limit") if limited else "age"


def _or_more(around: Around) -> bool:
    """« 65 ans et plus », "65 and over"."""
    after = around.terms[around.figure.last + 1 : around.figure.last + 4]
    return len(after) > 1 and "and" in after[0].classes and bool(after[1].classes & {"more-less", "modifier", "edge", "old-word"})


def is_age(tokens: Tokens, figure: Figure) -> bool:
    """« âgé de 34 ans », « L'un, 34 ans, », « une femme de 40 ans », « il a 39 ans », "the 34-year-old"."""
    terms, first = tokens.reading.terms, figure.first
    before = [terms[i] for i in range(first - 1, max(-1, first - 4), -1)]
    after = terms[figure.last + 1] if figure.last + 1 < len(terms) else None
    if any("aged" in t.classes for t in (*before[:2], *terms[first : figure.core[1]])) or (
        after is not None and ("old-word" in after.classes or after.key == "-")
    ):
        return True
    led = before and before[0].classes & {"to-word", "of"} and any(t.classes & _OF_AGE for t in _just_before(tokens, first))
    if (led and not _of_something(after)) or _years_of_age(terms, figure):
        return True  # « l'âge médian s'établit à 7 ans », "17 years of age"
    if before and ("have-word" in before[0].classes or before[0].classes & {"person-word", "demonym"}):
        return True
    if (
        len(before) > 1
        and "of" in before[0].classes
        and (before[1].classes & {"have-word", "age-word"} or _somebody(tokens, first - 2) or _described(tokens, first - 3))
    ):
        return True  # « elles ont de 22 à 60 ans », « un joueur de 23 ans »
    if len(before) > 1 and "to-word" in before[0].classes and _of_a_death(tokens, first - 2):
        return True  # « mort à 77 ans »
    if first == tokens.reading.sentence_of(first)[0] + 1 and "to-word" in before[0].classes and after is not None and after.key == ",":
        return bool(figure.value.number >= _GROWN)  # « À 70 ans, il a repris la course »
    if _begins_ages(tokens, figure):
        return True
    ends = after is None or after.key in ",);." or _ages_two(terms, figure)
    if len(before) > 1 and "of" in before[0].classes and ends and _is_one_of_them(tokens, first - 2):
        return True
    return bool(before) and before[0].key in ",(" and ends


def _begins_ages(tokens: Tokens, figure: Figure) -> bool:
    """The first of two ages of which the second says so: "between one and 17 years old", "from one to 17 years of age"."""
    row = tokens.reading.terms[figure.last + 1 : figure.last + 6]
    two = len(row) > 3 and bool(row[0].classes & _BETWEEN_AGES) and row[1].number is not None and "time-unit" in row[2].classes
    return two and ("old-word" in row[3].classes or (len(row) > 4 and "of" in row[3].classes and "age-word" in row[4].classes))


_BETWEEN_AGES = frozenset(("and", "to-word", "range-word"))


def _just_before(tokens: Tokens, first: int) -> Sequence[Term]:
    """The terms before a figure, up to a few, in its sentence and behind the last pause."""
    terms = tokens.reading.terms
    low = max(tokens.reading.sentence_of(first)[0], first - _AGE_REACH)
    pause = next((k for k in range(first - 1, low - 1, -1) if "pause" in terms[k].classes), low - 1)
    return terms[pause + 1 : first]


_AGE_REACH = 6
_OF_AGE = frozenset(("age-word", "aged"))


def _of_something(after: Term | None) -> bool:
    """« 43 ans de cotisation »."""
    return after is not None and "of" in after.classes


def _is_one_of_them(tokens: Tokens, at: int) -> bool:
    """Whether what stands at a term, or before the comma there, stands for somebody: « l'un de 2 ans », « deux d'entre eux, de 2 et 8 ans, »."""
    terms = tokens.reading.terms
    if terms[at].key == "," and at > 0:
        at -= 1
    return bool(terms[at].classes & _SOME_OF_THEM) or _somebody(tokens, at)


_SOME_OF_THEM = frozenset(("one-of", "other-word", "among-them"))


def _years_of_age(terms: Sequence[Term], figure: Figure) -> bool:
    after = terms[figure.last + 1 : figure.last + 3]
    return len(after) > 1 and "of" in after[0].classes and "age-word" in after[1].classes


def _of_a_death(tokens: Tokens, at: int) -> bool:
    concept = tokens.concepts[at]
    return concept is not None and concept.id == "death"


def _ages_two(terms: Sequence[Term], figure: Figure) -> bool:
    """« les Dawood, 48 et 19 ans »: two numbers share the word for years."""
    row = terms[figure.last + 1 : figure.last + 3]
    return len(row) == len(("et", "19")) and "and" in row[0].classes and row[1].number is not None


def _described(tokens: Tokens, at: int) -> bool:
    """Whether a noun behind an article is somebody, of whom the next word says more: « un promoteur immobilier de 61 ans »."""
    return at > 0 and "det" in tokens.reading.terms[at - 1].classes and _somebody(tokens, at)


def _somebody(tokens: Tokens, at: int) -> bool:
    """Whether a noun is somebody by what they do: « un joueur de 23 ans », « une randonneuse de 54 ans »."""
    concept, term, lexicon = tokens.concepts[at], tokens.reading.terms[at], tokens.reading.lexicon
    if term.classes & {"person-word", "demonym"}:
        return True
    if concept is not None:
        return concept.kind in PERSONS
    if term.key in lexicon.listed("figures", "grammar", "somebody_never"):
        return False
    return term.key.endswith(tuple(lexicon.listed("figures", "grammar", "somebody_endings")))
