"""Reasons in words: one sentence each, in the language of the report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from claims.concepts import by_id, told
from claims.measures import aspect, base
from consistency.findings import Reason
from reports.values import day, humanise, span, weekday
from reports.view import View

TOGETHER = frozenset(
    {
        "distinctive",
        "published-inferred",
        "same-event",
        "same-holder",
        "same-measure",
        "same-participant",
        "same-period",
        "same-speaker",
        "same-unit",
        "same-value",
        "same-words",
        "shared-names",
        "shared-words",
        "spelled-two-ways",
    }
)
"""The reasons that say why claims were put together; all others say why the verdict is what it is."""

_SOURCES = ("source", "sources")
_SLOTS = ("slots",)
_WEEKDAYS = ("written", "real")
_PERIOD = re.compile(r"(?P<since>since )?(?P<first>\d{4}-\d\d-\d\d)/(?P<last>\d{4}-\d\d-\d\d)")
_CONCEPTS = ("measure", "event", "period", "holder", "participant")


def sentence(reason: Reason, view: View, escape: Callable[[str], str]) -> str:
    """One reason as a sentence; its values pass through `escape`. A reason unknown to the language shows as it is."""
    values = {name: escape(_readable(name, value, view)) for name, value in reason.values.items()}
    key = f"reason.{reason.key}"
    if key in view.words:
        return view.words(key, **values)
    shown = ", ".join(f"{escape(name)} {value}" for name, value in sorted(values.items()))
    return f"{escape(reason.key)} ({shown})" if shown else escape(reason.key)


def _readable(name: str, value: str, view: View) -> str:
    if name in _SOURCES:
        return _listed(value, view.label)
    if name in _SLOTS:
        return _listed(value, lambda slot: view.words.get(f"slot.{slot}", slot))
    if name in _WEEKDAYS:
        return weekday(value, view.words)
    if name in _CONCEPTS:
        return _named(value, view)
    if name == "share":
        return value.removesuffix("%").strip()
    return humanise(value, view.words)


def _named(value: str, view: View) -> str:
    """A concept by its words in the language of the report; anything else as it is, its days in words."""
    if label := view.words.get(f"concept.{value}", ""):
        return label
    what, kind = base(value), aspect(value)
    if f"aspect.{what}" in view.words:  # « variation : impôt »
        what, kind = kind, what
    if what in by_id() and f"aspect.{kind}" in view.words:
        return view.words(f"aspect.{kind}", measure=_named(what, view))
    if value in by_id():
        return told(value, view.words.language)
    if period := _PERIOD.fullmatch(value):
        first, last = (dt.date.fromisoformat(told_day) for told_day in period.group("first", "last"))
        return view.words("date.since", a=day(first, view.words)) if period["since"] else span(first, last, view.words)
    return humanise(value, view.words)


def _listed(value: str, shown: Callable[[str], str]) -> str:
    return ", ".join(shown(part.strip()) for part in re.split(r"[,;]", value))
