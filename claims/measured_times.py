"""Which length of time a figure tells: an age, a sentence, a stay, how long something took."""

from __future__ import annotations

from claims.ages import age
from claims.around import Around
from claims.concepts import by_id
from claims.figure_values import OLDEST
from claims.measures import COURT, base, with_aspect
from claims.records import Reach, Slot

_DURATIONS = frozenset(("duration",))
_CLOCK_UNITS = frozenset(("s", "min", "h"))
TIME_UNITS = _CLOCK_UNITS | {"d", "wk", "mo", "a", "14.d", "10.a", "100.a", "weekend"}
_RIGHT_BEHIND = 3
"""Terms right behind a length of time that tell of what it is one."""
_OF_DAYS = _CLOCK_UNITS | {"d", "wk"}
"""What no court counts in, unless the clause says so (« quinze jours de prison »)."""
_FAR_VERB = 20
"""« Huit ans d'emprisonnement : c'est ce que le parquet a requis »: how many terms behind the verb may stand."""
_STAYED = frozenset(("jail", "custody", "hospital"))
_NOT_GIVEN = ("risk", "request")


def time(around: Around) -> Slot:
    """Years are an age, a sentence or a length of time; what the clause tells decides."""
    figure = around.figure
    if figure.value.unit == "a" and figure.value.number <= OLDEST and (kind := age(around)):
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
        found = (
            _stay(around) or _got(around) or Slot(value="duration", reach="default")
        )  # « condamné en 2025, il aura passé vingt jours en prison »
    if around.has("margin-word", figure.core[1] + 1, figure.core[1] + 3):
        return Slot(value=with_aspect(found.value, "margin"), reach="clause")
    return asked_for(around, found)


def _stay(around: Around) -> Slot | None:
    """The length of a stay: « vingt jours de détention », "three weeks in hospital"."""
    where = around.nearest(frozenset(("state",)), ("clause",))
    return Slot(value=with_aspect("stay", where.value), reach="clause") if where is not None and where.value in _STAYED else None


def _got(around: Around) -> Slot | None:
    """Years given, where a court is told of beside them: "Morr got 18 years (the prosecution wanted 20)"."""
    first, concepts = around.figure.first, around.tokens.concepts
    given = around.figure.value.unit in _COURT_UNITS and around.has("given-word", first - 2, first)
    court = given and any((c := concepts[i]) is not None and c.id in _OF_COURT for i in range(*around.paragraph()))
    return Slot(value=with_aspect("sentence", "given"), reach="clause") if court else None


_COURT_UNITS = frozenset(("a", "mo"))
_OF_COURT = frozenset(("sentence", "life-sentence", "conviction", "acquittal", "prosecutor", "verdict", "trial"))


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
