"""All dates and figures of a text: the recognisers, without anything of what the claims are about."""

from __future__ import annotations

import datetime as dt

from claims.calendar import Anchor
from claims.kinds.dates import calendar_spans, dates
from claims.kinds.figures import figures
from claims.kinds.figures import mentions as figure_mentions
from claims.lexicon import languages
from claims.plain import plain
from claims.reading import read
from claims.records import Mention


def mentions(text: str, *, language: str = "fr", published: dt.date | None = None) -> tuple[Mention, ...]:
    """Dates, numbers, money, percentages and quantities of a text, in reading order.

    `language` is a tag whose first part is a language of the lexicon: `fr`, `fr-CH`, `EN`. `published` is what relative
    dates count from; without it they come back unresolved. A range gives a mention for each of its ends.

    Raises ValueError for a language that there is no lexicon of, TypeError for a text that is none and a day that is none.
    """
    shown = plain(_text(text))
    reading = read(shown.text, _known(language))
    days = dates(reading, Anchor(_day(published)))
    found = figure_mentions(reading, figures(reading, calendar_spans(reading, days)))
    placed = [m.model_copy(update=dict(zip(("start", "end"), shown.original(m.start, m.end), strict=True))) for m in (*days, *found)]
    return tuple(sorted(placed, key=lambda m: (m.start, m.end)))


def _text(text: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"text is {type(text).__name__}, and must be a str: decode bytes first")
    return text


def _known(language: str) -> str:
    """The lexicon's name of a language tag (BCP 47: the part before the first hyphen, in any case)."""
    name = str(language).replace("_", "-").partition("-")[0].casefold()
    if name not in languages():
        raise ValueError(f"no lexicon for language {language!r}; there are: {', '.join(languages())}")
    return name


def _day(published: dt.date | None) -> dt.date | None:
    if published is not None and not isinstance(published, dt.date):
        raise TypeError(f"published is {type(published).__name__}, and must be a datetime.date: date.fromisoformat({published!r})")
    return published.date() if isinstance(published, dt.datetime) else published
