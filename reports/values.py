"""Normalised values in a reader's words: « 3 janvier 2026 », « semaine du 5 au 11 janvier 2026 », « 88 M€ »."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal

from claims.records import Claim, DateValue, FigureValue
from reports.words import Words

_ISO = re.compile(r"\b(\d{4})-(?:W(\d\d)|(\d\d)-(\d\d))\b")
_MILLION, _BILLION = Decimal(10**6), Decimal(10**9)
_TIMES = ("DURATION", "SET")

SIGNS = {"": "", "about": "~", "at-least": "≥", "at-most": "≤", "less-than": "<", "more-than": ">"}
"""What stands before a normalised figure for each modifier."""


def number(value: Decimal, words: Words) -> str:
    """A number as the report's language prints it: 6700 is « 6 700 », 0.5 is « 0,5 »."""
    # not a locale library's format: French groups changed their blank between its versions, and a report may not
    whole, _, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", words("number.group")) + (words("number.point") + fraction if fraction else "")


def day(value: dt.date, words: Words, finest: str = "year") -> str:
    """A day in words: « 1er janvier 2026 », « 1er janvier » (`finest` is `month`), « 1er » (`day`)."""
    first = words("date.first") if value.day == 1 else str(value.day)
    return words(f"date.{finest}", d=first, month=_month(value, words), y=value.year)


def _month(value: dt.date, words: Words) -> str:
    return words.lines("date.months")[value.month - 1]


def _month_of(value: dt.date, words: Words) -> str:
    return words("date.month_year", month=_month(value, words), y=value.year)


def weekday(value: str, words: Words) -> str:
    """The name of a weekday told as its ISO number (1 to 7) or as an ISO day; anything else as it is."""
    names = words.lines("date.weekdays")
    if re.fullmatch(r"[1-7]", value):
        return names[int(value) - 1]
    try:
        return names[dt.date.fromisoformat(value).weekday()]
    except ValueError:
        return value


def span(first: dt.date, last: dt.date, words: Words) -> str:
    """A stretch of days in words, as short as it can be said: a week, a month, a year, or from one day to another."""
    if first == last:
        return day(first, words)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else words("date.years", a=first.year, b=last.year)
    if first.day == 1 and last == _month_end(first):
        return _month_of(first, words)
    finest = "day" if (first.year, first.month) == (last.year, last.month) else "month" if first.year == last.year else "year"
    week = first.weekday() == 0 and (last - first).days == 6
    return words("date.week" if week else "date.span", a=day(first, words, finest), b=day(last, words))


def _month_end(value: dt.date) -> dt.date:
    return value.replace(day=calendar.monthrange(value.year, value.month)[1])


def clock(value: str, words: Words) -> str:
    """A time of day: `09:30` is « 9 h 30 » in French."""
    found = re.fullmatch(r"(\d\d?):(\d\d)(?::\d\d)?", value)
    if not found:
        return value
    key = "date.hour" if found[2] == "00" else "date.clock"
    return words(key, h=int(found[1]), hh=f"{int(found[1]):02}", m=found[2])


def date(value: DateValue, words: Words) -> str:
    """What a date was understood as; empty where nothing was (a duration, a date that stays unresolved)."""
    supposed = value.type == "TIME" and value.anchor == "publication"  # a time of day whose day nobody tells
    if value.type in _TIMES or supposed or (value.earliest is None and value.latest is None):
        return clock(value.time, words) if value.time else ""
    base = _period_of(value, words) or _days_of(value, words)
    return words("date.at", day=base, time=clock(value.time, words)) if value.time else base


def _period_of(value: DateValue, words: Words) -> str:
    """« début décembre 2025 », where the article names a part of a month or year and the value keeps the whole."""
    if value.mod not in ("START", "MID", "END"):
        return ""
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value.value):
        return words(f"date.mod.{value.mod}", day=_month_of(dt.date(int(found[1]), int(found[2]), 1), words))
    return words(f"date.mod.{value.mod}", day=value.value) if re.fullmatch(r"\d{4}", value.value) else ""


def _days_of(value: DateValue, words: Words) -> str:
    if value.earliest is None or value.latest is None:
        end = value.earliest or value.latest
        key = "date.mod.AFTER" if value.latest is None else "date.mod.BEFORE"
        return words(key, day=day(end, words)) if end else ""
    shown = span(value.earliest, value.latest, words)
    return words(f"date.mod.{value.mod}", day=shown) if value.mod in ("APPROX", "BEFORE", "AFTER") else shown


def figure(value: FigureValue, words: Words) -> str:
    """What a figure was understood as: modifier, number or range, unit, rate."""
    low, high = value.low, value.high
    if low is not None and high is not None and low != high:
        shown = words("figure.range", a=_amount(low, value, words), b=_amount(high, value, words))
    else:
        shown = _amount(value.number, value, words)
    if value.per:
        shown = f"{shown} {words.get(f'per.{value.per}', words('per.other', unit=value.per))}"
    return words(f"modifier.{value.modifier}", value=shown) if value.modifier else shown


def _amount(amount: Decimal, value: FigureValue, words: Words) -> str:
    unit = value.unit
    if re.fullmatch(r"[A-Z]{3}", unit):
        return _money(amount, unit, words)
    if abs(amount) < 2 and f"unit-one.{unit}" in words:
        return words(f"unit-one.{unit}", n=number(amount, words))
    if f"unit.{unit}" in words:
        return words(f"unit.{unit}", n=number(amount, words))
    # the counted noun as the article has it: a stem would not be a word
    noun = value.measured if len(value.measured) <= 60 else ""
    return f"{number(amount, words)} {noun or unit}".strip()


def _money(amount: Decimal, unit: str, words: Words) -> str:
    scale, key = Decimal(1), "plain"
    for size, name in ((_BILLION, "billion"), (_MILLION, "million")):
        if abs(amount) >= size and (amount / size * 1000) % 1 == 0:
            scale, key = size, name
            break
    symbol = words.get(f"currency.{unit}", "")
    kind = "symbol" if symbol else "code"
    return words(f"money.{kind}.{key}", n=number(amount / scale, words), unit=symbol or unit)


def understood(claim: Claim, words: Words) -> str:
    """What the program understood of a claim; empty where it understood just what is printed."""
    if claim.kind == "quote" or claim.kind == "name" or claim.exact == normalised(claim.value):
        return ""
    if claim.kind == "date":
        shown = bare = date(claim.value, words)
    else:
        shown, bare = figure(claim.value, words), figure(claim.value.model_copy(update={"modifier": ""}), words)
    return "" if _bare(bare, words) in _bare(claim.exact, words) else shown


def _bare(text: str, words: Words) -> str:
    """Letters and digits only, « millions d'euros » as « M€ »: what reads the same is not said twice."""
    text = text.casefold().replace("’", "'")
    for long, short in words.pairs("alike"):
        text = text.replace(long, short)
    return re.sub(r"\s+", "", text).strip(".")


def humanise(text: str, words: Words) -> str:
    """`text` with its ISO days and weeks written in words."""

    def said(match: re.Match[str]) -> str:
        year, week, month, monthday = match.groups()
        try:
            if week:
                return span(
                    dt.date.fromisocalendar(int(year), int(week), 1),
                    dt.date.fromisocalendar(int(year), int(week), 7),
                    words,
                )
            return day(dt.date(int(year), int(month), int(monthday)), words)
        except ValueError:
            return match[0]

    return _ISO.sub(said, text)


def normalised(value: DateValue | FigureValue) -> str:
    """A value in the program's own spelling, whatever the language and the article's words: `2026-W02`, `~88000000 EUR`, `>20 t/day`."""
    if isinstance(value, DateValue):
        return value.value
    low, high = value.low, value.high
    number = f"{value.number:f}" if low is None or high is None else f"{low:f}..{high:f}"
    rate = f"/{value.per}" if value.per else ""
    return f"{SIGNS[value.modifier]}{number} {value.unit}{rate}".rstrip()
