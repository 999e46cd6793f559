"""What a date is about: what happened (predicate), to or by whom (participant), how finely it is told (granularity)."""

from __future__ import annotations

from claims.concepts import Concept, by_id
from claims.context import Tokens
from claims.records import DateSlots, DateValue, Reach, Slot


def date_slots(tokens: Tokens, first: int, last: int, value: DateValue) -> DateSlots:
    """The slots of a date whose mention is the terms `first` to `last`."""
    predicate = _predicate(tokens, first, last)
    what = by_id().get(predicate.value) if predicate is not None else None
    return DateSlots(
        predicate=predicate,
        participant=_participant(tokens, first, last, once=what is not None and what.once),
        granularity=Slot(value=granularity(value), reach="mention"),
        bound=_bound(tokens, first),
    )


def _bound(tokens: Tokens, first: int) -> Slot | None:
    """Whether a date is where something begins or ends: « depuis le début de l'année », "until Friday"."""
    terms = tokens.reading.terms
    start, _ = tokens.reading.sentence_of(first)
    for i in range(first, max(start, first - _BEFORE) - 1, -1):
        if name := next((value for word, value in _BOUNDS if word in terms[i].classes), ""):
            return Slot(value=name, reach="mention")
        if i < first and not terms[i].classes & {"function", "article", "before-noun"}:
            return None
    return None


_BEFORE = 3
_BOUNDS = (("since-word", "since"), ("until-word", "until"))


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


HAPPENED = frozenset(("event", "toll", "state"))
"""Kinds of concepts that happen: the others are said, or spoken of."""


def happening(tokens: Tokens, first: int, last: int) -> str:
    """The concept of what happened on the date whose mention is the terms `first` to `last`, told in its clause; empty where there is none."""
    found = _predicate(tokens, first, last)
    return found.value if found is not None and found.reach == "clause" else ""


def _predicate(tokens: Tokens, first: int, last: int) -> Slot | None:
    """The nearest happening: in the clause, else in the sentence; else what is spoken of; a saying where there is nothing nearer."""
    low, high = tokens.clause(first, last)
    start, end = tokens.reading.sentence_of(first)
    clause, sentence = _told(tokens, first, last, low, high), _told(tokens, first, last, start, end)
    if (said := _said_right_before(tokens, first, low)) is not None:
        return Slot(value=said.id, reach="clause")
    for reach, kinds, told in (
        ("clause", HAPPENED, clause),
        ("clause", frozenset(("statement",)), clause),
        ("sentence", HAPPENED, sentence),
        ("clause", frozenset(("topic",)), clause),
        ("sentence", frozenset(("topic", "statement")), sentence),
    ):
        if (found := next((c for c in told if c.kind in kinds and c.id != _TAKING_PLACE), None)) is not None:
            return Slot(value=found.id, reach=reach)  # type: ignore[arg-type]
    if any(c.id == _TAKING_PLACE for c in sentence):
        return _told_before(tokens, start) or Slot(value=_TAKING_PLACE, reach="sentence")
    return None


def _told_before(tokens: Tokens, end: int) -> Slot | None:
    """The last happening of the sentence before term `end`, of the same paragraph: « Le déraillement a fait 16 morts. Survenu mercredi, … »."""
    if not end or tokens.reading.terms[end - 1].kind == "break":
        return None
    start, _ = tokens.reading.sentence_of(end - 1)
    row = (c for c in reversed(tokens.concepts[start:end]) if c is not None)
    found = next((c for c in row if c.kind == "event" and c.id != _TAKING_PLACE), None)
    return Slot(value=found.id, reach="paragraph") if found is not None else None


def _said_right_before(tokens: Tokens, first: int, low: int) -> Concept | None:
    """« Le maire a annoncé lundi la démission de … »: the day is that of the saying, not of what is said."""
    before = tokens.concepts[first - 1] if first > low else None
    if before is None or before.kind != "statement" or "on" in tokens.reading.terms[first - 1].classes:
        return None
    return before


def _told(tokens: Tokens, first: int, last: int, low: int, high: int) -> list[Concept]:
    """The concepts of a range of terms, nearest to the date first; that something took place says less than what did.

    Behind a comma right after the date something else is told: « ouvert en 1943, le pont a fermé ».
    """
    told = [(i, c) for i, c in enumerate(tokens.concepts[low:high], low) if c is not None and not first <= i <= last]
    terms = tokens.reading.terms
    ends = last + 1 < len(terms) and terms[last + 1].key == ","

    def order(row: tuple[int, Concept]) -> tuple[bool, bool, int]:
        at, concept = row
        return concept.id == _TAKING_PLACE, ends and at > last, min(abs(at - first), abs(at - last))

    return [c for _, c in sorted(told, key=order)]


_TAKING_PLACE = "occurrence"


def _participant(tokens: Tokens, first: int, last: int, once: bool) -> Slot | None:
    """The name nearest before the date in its clause, else after it, else in its sentence: most often who acts.

    Of what happens `once` to something it is that thing: « fondée en 1865 par Alfred Escher » tells of another.
    """
    low, high = tokens.clause(first, last)
    start, end = tokens.reading.sentence_of(first)
    stretches: tuple[tuple[Reach, range], ...] = (
        ("clause", range(first - 1, low - 1, -1)),
        ("clause", range(last + 1, high)),
        ("sentence", range(low - 1, start - 1, -1)),
        ("sentence", range(high, end)),
    )
    for reach, places in stretches:
        if names := _first_name(tokens, places, past_agent=once):
            return Slot(value="+".join(sorted(names)), reach=reach)
    return None


def _first_name(tokens: Tokens, places: range, past_agent: bool) -> set[str]:
    """The parts of the first name met, tokens side by side; `past_agent`: not of whom « par » names."""
    names: set[str] = set()
    by_whom = False
    for i in places:
        key = tokens.keys[i]
        if key is not None and key.startswith("@"):
            if not by_whom:
                names.add(key[1:])
        elif names:
            break
        else:
            by_whom = (
                past_agent and places.step > 0 and ("by" in tokens.reading.terms[i].classes or (by_whom and _goes_on_naming(tokens, i)))
            )
    return names


def _goes_on_naming(tokens: Tokens, at: int) -> bool:
    """Whether a term may stand between « par » and the name: « par l'entrepreneur zurichois Alfred Escher »."""
    term = tokens.reading.terms[at]
    return term.kind == "word" and "auxiliary" not in term.classes and not term.classes & {"and", "of-word"}
