"""Days counted from what happened: « deux jours après le vol », once the article tells on which day that was.

ISO-TimeML leaves such an expression to a temporal link with its event. Here the event is a concept, and its day is the one
that the article's dates tell of that concept; where they tell several, or none, the expression stays as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from claims import calendar
from claims.context import Tokens
from claims.date_match import of_day, of_span
from claims.date_slots import happening
from claims.records import DateValue, Mention

_COUNTED = re.compile(r"P(-?\d{1,4})([DWMY])")
_REACH = 5
"""Terms behind « après » in which the event is named."""


_Told = tuple[str, dt.date | None, tuple[int, int]]
"""A day that the article tells: the concept of what happened then, the day, its sentence."""


def counted(tokens: Tokens, days: Sequence[Mention]) -> list[Mention]:
    """The dates of an article, those resolved that are counted from an event whose day it tells."""
    events = [_event(tokens, mention) for mention in days]
    if not any(events):
        return list(days)
    told = [
        (happening(tokens, *_place(tokens, m)), m.value.earliest, _sentence(tokens, m))
        for m in days
        if isinstance(m.value, DateValue) and _one_day(m.value)
    ]
    return [_resolved(tokens, mention, event, told) if event else mention for mention, event in zip(days, events, strict=True)]


def _resolved(tokens: Tokens, mention: Mention, event: str, told: Sequence[_Told]) -> Mention:
    """The date with its day, where the other sentences tell one day of its event: « le 11, au lendemain de sa sortie » tells the lendemain."""
    here = _sentence(tokens, mention)
    known = {day for concept, day, sentence in told if concept == event and day is not None and sentence != here}
    if len(known) != 1 or not isinstance(mention.value, DateValue):
        return mention
    return mention.model_copy(update={"value": _from(known.pop(), mention.value)})


def _sentence(tokens: Tokens, mention: Mention) -> tuple[int, int]:
    return tokens.reading.sentence_of(tokens.reading.at(mention.start))


def _place(tokens: Tokens, mention: Mention) -> tuple[int, int]:
    return tokens.reading.at(mention.start), tokens.reading.at(mention.end - 1)


def _one_day(value: DateValue) -> bool:
    return value.type == "DATE" and value.earliest is not None and value.earliest == value.latest and not value.mod


def _event(tokens: Tokens, mention: Mention) -> str | None:
    """The concept that an unresolved date is counted from; None where it is counted from none."""
    value, terms = mention.value, tokens.reading.terms
    if (
        not isinstance(value, DateValue)
        or value.earliest is not None
        or value.mod not in ("BEFORE", "AFTER")
        or not _COUNTED.fullmatch(value.value)
    ):
        return None
    _, last = _place(tokens, mention)
    if "to-event" not in terms[last].classes:
        return None
    for i in range(last + 1, min(last + 1 + _REACH, len(terms))):
        found = tokens.concepts[i]
        if found is not None and found.kind in ("event", "toll", "state"):
            return found.id
        if not terms[i].classes & _LEADS and terms[i].key not in "'’":
            return None  # another word is what it is counted from
    return None


_LEADS = frozenset(("article", "of", "this", "apostrophe", "possessive-det", "function"))


def _from(day: dt.date, value: DateValue) -> DateValue:
    count, unit = _COUNTED.fullmatch(value.value).groups()  # type: ignore[union-attr]
    more = {"hedge": value.hedge, "mod": "APPROX"} if value.hedge else {}
    if unit == "D":
        return of_day(day + dt.timedelta(days=int(count)), "context", **more)
    return of_span(calendar.unit(unit, day, int(count)), "context", **more)
