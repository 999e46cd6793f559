"""What a date is about: what happened (predicate), to or by whom (participant), how finely it is told (granularity)."""

from __future__ import annotations

from claims.context import Tokens
from claims.records import DateSlots, DateValue, Reach, Slot


def date_slots(tokens: Tokens, first: int, last: int, value: DateValue) -> DateSlots:
    """The slots of a date whose mention is the terms `first` to `last`."""
    return DateSlots(
        predicate=_predicate(tokens, first, last),
        participant=_participant(tokens, first, last),
        granularity=Slot(value=granularity(value), reach="mention"),
    )


def granularity(value: DateValue) -> str:
    """`time`, `day`, `week`, `month`, `year` or `span`: how finely a date is told."""
    if value.type == "TIME":
        return "time"
    if value.earliest is None or value.latest is None:
        return "span" if "/" in value.value or value.value.startswith("P") else "day"
    days = (value.latest - value.earliest).days
    return next(
        (name for limit, name in ((0, "day"), (2, "days"), (7, "week"), (31, "month"), (92, "season"), (366, "year")) if days <= limit),
        "span",
    )


def _predicate(tokens: Tokens, first: int, last: int) -> Slot | None:
    """The nearest happening: in the clause, else in the sentence; a verb of saying only where there is nothing else."""
    low, high = tokens.clause(first, last)
    start, end = tokens.reading.sentence_of(first)
    said: Slot | None = None
    for reach, (a, b) in (("clause", (low, high)), ("sentence", (start, end))):
        ring = sorted((i for i in range(a, b) if not first <= i <= last), key=lambda i: min(abs(i - first), abs(i - last)))
        for i in ring:
            concept = tokens.concepts[i]
            if concept is None:
                continue
            if concept.kind == "statement":
                said = said or Slot(value=concept.id, reach=reach)  # type: ignore[arg-type]
            elif concept.kind in ("event", "toll", "state", "topic"):
                return Slot(value=concept.id, reach=reach) if said is None or said.reach != "clause" or reach == "clause" else said  # type: ignore[arg-type]
    return said


def _participant(tokens: Tokens, first: int, last: int) -> Slot | None:
    """The name nearest before the date in its clause, else after it, else in its sentence: most often who acts."""
    low, high = tokens.clause(first, last)
    start, end = tokens.reading.sentence_of(first)
    stretches: tuple[tuple[Reach, range], ...] = (
        ("clause", range(first - 1, low - 1, -1)),
        ("clause", range(last + 1, high)),
        ("sentence", range(low - 1, start - 1, -1)),
        ("sentence", range(high, end)),
    )
    for reach, places in stretches:
        if names := _first_name(tokens, places):
            return Slot(value="+".join(sorted(names)), reach=reach)
    return None


def _first_name(tokens: Tokens, places: range) -> set[str]:
    """The parts of the first name met: tokens side by side."""
    names: set[str] = set()
    for i in places:
        key = tokens.keys[i]
        if key is not None and key.startswith("@"):
            names.add(key[1:])
        elif names:
            break
    return names
