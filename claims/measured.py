"""What a figure counts or measures, read from the words around it."""

from __future__ import annotations

from claims.around import Around
from claims.concepts import by_id
from claims.measured_counts import count
from claims.measured_shares import SHARES, share
from claims.measured_times import TIME_UNITS, asked_for, time
from claims.measures import AMOUNTS, aspect, base, with_aspect
from claims.records import Slot

_SIZES = frozenset(("size", "rate"))
PER_MOMENT = frozenset(("s", "min", "h"))
"""What a speed is told by; tonnes a year are tonnes."""


def measure(around: Around, period: Slot | None) -> Slot | None:
    """What the figure is a number of. `period` tells new ones (of a few days) from all so far."""
    figure, value = around.figure, around.figure.value
    if figure.kind == "money":
        return _changed(
            around,
            _named(around)
            or around.earlier_of(AMOUNTS)
            or _come_to(around, AMOUNTS)
            or asked_for(around, around.nearest(AMOUNTS) or Slot(value="amount", reach="default")),
        )
    if value.unit in TIME_UNITS:
        return time(around)
    if figure.kind == "percent" or value.unit.startswith("/"):
        return share(around)
    if value.unit == "x":
        return Slot(value="times", reach="default")
    if figure.kind == "quantity":
        unit = f"{value.unit}/{value.per}" if value.per in PER_MOMENT else value.unit
        return _changed(around, around.nearest(_SIZES, unit=unit) or _told_in(unit, around))
    if figure.noun >= 0 and "point-word" in around.terms[figure.noun].classes and (what := around.nearest(SHARES)) is not None:
        return Slot(value=with_aspect("change", what.value), reach=what.reach)  # « a reculé de 0,3 point »
    return count(around, period)


def _named(around: Around) -> Slot | None:
    """What the millions are of, where their noun says it: « 200 millions de pertes »."""
    noun = around.figure.noun
    concept = around.tokens.concepts[noun] if noun >= 0 else None
    return Slot(value=concept.id, reach="mention") if concept is not None and concept.kind in AMOUNTS else None


def _changed(around: Around, found: Slot | None) -> Slot | None:
    """The measure, as a change of it where the number only tells by how much: "up $1.12", « augmente de 12 euros »."""
    return Slot(value=with_aspect("change", found.value), reach=found.reach) if found is not None and around.by_how_much() else found


def _come_to(around: Around, kinds: frozenset[str]) -> Slot | None:
    """What the change told right before has brought to this number: « un chiffre d'affaires en recul de 9 %, à 203 millions »."""
    start = around.near[0]
    row = around.terms[start : around.figure.first]
    if around.last is None or base(around.last.value) != "change" or not 0 < len(row) <= _COMES or not row[-1].classes & _TO:
        return None
    known = by_id().get(aspect(around.last.value))
    return Slot(value=known.id, reach="clause") if known is not None and known.kind in kinds else None


_COMES = 5
"""Terms that may stand between a change and what it comes to: « 9 % au premier semestre, à 203 millions »."""
_TO = frozenset(("to-word", "to"))


def _told_in(unit: str, around: Around) -> Slot | None:
    """The only size that is told in a unit, whatever the words: square metres are an area, the hectares of a fire have burned."""
    sizes = [c for c in by_id().values() if c.kind in _SIZES and unit in c.units]
    concepts = around.tokens.concepts
    happens = {c.id for i in (*range(*around.paragraph()), *range(min(_OPENING, len(concepts)))) if (c := concepts[i]) is not None}
    told = [c for c in sizes if c.event in happens] or [c for c in sizes if not c.event]
    return Slot(value=told[0].id, reach="default") if len(told) == 1 else None


_OPENING = 60
"""Terms at the beginning of an article that say what all of it is about: its title and first sentences."""
