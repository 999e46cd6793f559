"""How the slots and names of two claims stand to one another."""

from __future__ import annotations

from claims.concepts import by_id
from claims.measures import GENERIC, MARKED, aspect, base
from claims.records import Claim, DateClaim, FigureClaim, Slot
from consistency.values import dimension, interval, is_count, two_currencies


def agree(one: Slot | None, other: Slot | None) -> float:
    """1 where two slots hold the same, -1 where they differ, 0 where either is empty."""
    if one is None or other is None:
        return 0.0
    return 1.0 if one.value == other.value else -1.0


def slot_value(slot: Slot | None) -> str:
    """What a slot holds; empty for none."""
    return slot.value if slot else ""


def meet(one: Slot | None, other: Slot | None) -> float:
    """1 where two slots of several names share one, -1 where they share none, 0 where either is empty."""
    a, b = set(slot_value(one).split("+")) - {""}, set(slot_value(other).split("+")) - {""}
    return 0.0 if not a or not b else 1.0 if a & b else -1.0


def near(*slots: Slot | None) -> bool:
    """Whether all of some slots are told in the clauses of their claims."""
    return all(s is not None and s.reach in ("mention", "clause") for s in slots)


def nearness(one: Slot | None, other: Slot | None) -> float:
    """What two slots count for that are told beside their numbers, and what others do: those may be of something else in the sentence."""
    return 1.0 if near(one, other) else FARTHER


FARTHER = 0.3
"""The share that two slots count for of which one stands outside the clause of its number."""


def base_of(claim: FigureClaim) -> str:
    """What a figure counts, without its aspect; empty where that is not known."""
    return base(slot_value(claim.slots.measure))


def group_of(claim: FigureClaim) -> str:
    """The group without what also names the whole: « hommes », « enfants » stay, « nouveaux » does not."""
    return "+".join(part for part in slot_value(claim.slots.group).split("+") if part not in _LOOSE_GROUPS)


_LOOSE_GROUPS = frozenset(("suspect", "passenger", "employee", "patient", "confirmed", "local", "tourist", "adult"))


def akin(one: str, other: str) -> bool:
    """Whether one of two measures may be told by the words of the other: the damage of a fire, and what it costs."""
    return other in told_as(one) or one in told_as(other)


def told_as(measure: str) -> frozenset[str]:
    """A measure, and those by whose words it may be told."""
    concept = by_id().get(measure)
    return frozenset((measure,)) | (concept.like if concept is not None else frozenset())


def measure_relation(a: FigureClaim, b: FigureClaim) -> float:
    """1 for one measure, 0 where it cannot be told, -1 for two."""
    one, other = a.slots.measure, b.slots.measure
    if one is None or other is None:
        return 0.0
    (what, how), (what2, how2) = ((base(slot.value), aspect(slot.value)) for slot in (one, other))
    if what == what2:
        close = 0.5 if what in GENERIC and not how else 1.0
        if how != how2 and what in OF_SOMETHING:
            return 0.0
        return close if how == how2 else -0.5 if contrast(how, how2) else 0.5 * close
    known = by_id()
    if {what, what2} & {"person"} and any(w in known and known[w].kind in THINGS and "person" not in known[w].like for w in (what, what2)):
        return -1.0  # people, and things; users are people
    if what in GENERIC or what2 in GENERIC or (is_count(a.value) and akin(what, what2)):
        return 0.0
    return -1.0 if what in known and what2 in known else -0.5


OF_SOMETHING = frozenset(("change", "share"))
"""Measures whose aspect is what they are a change or a share of: it may be told by two words."""


THINGS = frozenset(("count", "size", "score", "rate"))


def contrast(one: str, other: str) -> bool:
    """Two aspects that are both told, or one of those that are always told where they hold."""
    return "" not in (one, other) or not MARKED.isdisjoint((one, other))


def place_relation(one: Slot | None, other: Slot | None) -> float:
    """1 for one place, -1 for two, 0 where it cannot be told (a town may be in the country); less where one stands far from its number."""
    if one is None or other is None or one.value.isupper() != other.value.isupper():
        return 0.0
    return agree(one, other) * nearness(one, other)


def one_place(one: str, other: str) -> bool:
    """Whether two names may be one place: the same, or alike in two languages (« lisbonne », "lisbon")."""
    return one == other or (not one.isupper() and not other.isupper() and one[:COGNATE] == other[:COGNATE])


COGNATE = 4
"""Letters by which the names that two languages have for a place begin alike."""


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


def same_figure(a: FigureClaim, b: FigureClaim) -> bool:
    """The same number, whatever the hedge."""
    if (a.value.number, a.value.high, a.value.unit) == (b.value.number, b.value.high, b.value.unit):
        return True
    one, other = interval(a.value), interval(b.value)
    return one.low == other.low and one.high == other.high and not two_currencies(one.dimension, other.dimension)


def value_told(claim: Claim) -> object:
    """The bare value of a date or a figure, without its hedge."""
    if isinstance(claim, FigureClaim):
        told = interval(claim.value)
        return told.low, told.high
    return (claim.value.value, claim.value.utc) if isinstance(claim, DateClaim) else claim.id


def kind_of_unit(claim: FigureClaim) -> str:
    """What a figure is told in, of whatever noun and at whatever rate: « 1,3 million » of « 1,8 million de dossiers »."""
    return "" if is_count(claim.value) else dimension(claim.value).partition("/")[0]


def was_before(claim: Claim) -> bool:
    """Whether a figure is told as what a number was before it changed."""
    return isinstance(claim, FigureClaim) and slot_value(claim.slots.scope) == "earlier"


def spelled_out(claim: DateClaim) -> bool:
    """Whether a date is told by its numbers."""
    return any(c.isdigit() for c in claim.exact)


def is_said(claim: DateClaim) -> bool:
    """Whether a date is told of what somebody said."""
    concept = by_id().get(slot_value(claim.slots.predicate))
    return concept is not None and concept.kind == "statement"


def names_told(claim: Claim) -> set[str]:
    """The names in the sentence of a claim, plain and without its mark, but for those of countries."""
    return {w[1:] for w in (*claim.context.clause, *claim.context.sentence) if w.startswith("@") and not w[1:].isupper()}


def other_names(a: Claim, b: Claim) -> bool:
    """Whether the sentences of two claims each name somebody, a body or a place, countries aside, and none that the other names."""
    one, other = names_told(a), names_told(b)
    return bool(one and other) and one.isdisjoint(other)


def shared_names(a: Claim, b: Claim) -> float:
    """The share of the shorter list of names, of the two sentences, that the other has too."""
    one, other = ({t for t in (*c.context.clause, *c.context.sentence) if t.startswith("@")} for c in (a, b))
    return len(one & other) / max(1, min(len(one), len(other)))


def predicate_relation(a: DateClaim, b: DateClaim) -> float:
    """1 for one happening, 0.5 where one's is told in the other's sentence, -1 for two, 0 where either is unknown."""
    one, other = a.slots.predicate, b.slots.predicate
    if one is None or other is None or one.value == other.value:
        return agree(one, other)
    told = one.value in (*b.context.clause, *b.context.sentence) or other.value in (*a.context.clause, *a.context.sentence)
    return 0.5 if told or akin(one.value, other.value) else -1.0
