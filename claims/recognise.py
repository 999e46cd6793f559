"""All dates and figures of a text: the recognisers, without anything of what the claims are about."""

from __future__ import annotations

import datetime as dt

from claims.calendar import Anchor
from claims.kinds.dates import calendar_spans, dates
from claims.kinds.figures import figures
from claims.kinds.figures import mentions as figure_mentions
from claims.plain import plain
from claims.reading import read
from claims.records import Mention


def mentions(text: str, *, language: str = "fr", published: dt.date | None = None) -> tuple[Mention, ...]:
    """Dates, numbers, money, percentages and quantities of a text, in reading order.

    `published` is what relative dates count from; without it they come back unresolved.
    """
    shown = plain(text)
    reading = read(shown.text, language)
    days = dates(reading, Anchor(published))
    found = figure_mentions(reading, figures(reading, calendar_spans(reading, days)))
    placed = [m.model_copy(update=dict(zip(("start", "end"), shown.original(m.start, m.end), strict=True))) for m in (*days, *found)]
    return tuple(sorted(placed, key=lambda m: (m.start, m.end)))
