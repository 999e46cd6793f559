"""Values of lengths, of way and of time: in two units at once, in ranges, printed as clocks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from claims.figure_match import Made, Maker, Match
from claims.figure_values import UCUM_TIME
from claims.records import FigureValue

_METRES = {"km": Decimal(1000), "m": Decimal(1), "cm": Decimal("0.01"), "mm": Decimal("0.001"), "[mi_i]": Decimal("1609.344")}
_METRES |= {"[yd_i]": Decimal("0.9144"), "[ft_i]": Decimal("0.3048"), "[in_i]": Decimal("0.0254")}


def _compound(match: Match) -> Made | None:
    """« 5 feet 2 inches », « 2 km et 100 m »: one length, in the smallest unit told."""
    total, larger, unit = Decimal(0), Decimal("Infinity"), ""
    before = match.before()
    if before is not None and "between-word" in before.classes:
        return None
    for n in ("1", "2", "3"):
        number = match.number(f"n{n}")
        if number is None:
            continue
        unit = "[in_i]" if match.value(f"u{n}", "unit-of-measure") is None else match.value(f"u{n}", "unit-of-measure")
        size = _METRES.get(unit)
        if size is None or size >= larger or not 0 < number * size < 3 * larger:
            return None
        total, larger = total + number * size, size
    return Made("quantity", FigureValue(number=total / larger, unit=unit))


_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800}
_MONTHS = {"mo": 1, "a": 12}
_MONTH = Decimal("2629800")
"""Seconds of a mean month, a twelfth of a Julian year (UCUM)."""


def _compound_time(match: Match) -> Made | None:
    """« deux heures et dix minutes », « cinq mois et neuf jours »: one length, in the smallest unit told (of months and days: about)."""
    before = match.before()
    if before is not None and "between-word" in before.classes:
        return None
    units = [UCUM_TIME[match.value(f"u{n}", "clock-unit", "time-unit", "short-clock-unit")] for n in "123" if match.index(f"u{n}") >= 0]
    counts = [match.number(f"n{n}") or Decimal(1) for n in "123" if match.index(f"n{n}") >= 0]
    sizes = [_SECONDS.get(unit, _MONTH * _MONTHS.get(unit, 0)) for unit in units]
    lengths = [count * size for count, size in zip(counts, sizes, strict=True)]
    if any(length >= larger for length, larger in zip(lengths[1:], sizes, strict=False)) or not all(sizes):
        return None  # « deux ans et dix-huit mois »: two lengths
    uneven = any(unit in _MONTHS for unit in units) and units[-1] not in _MONTHS
    number = round(sum(lengths, Decimal(0)) / sizes[-1], 0 if uneven else 6).normalize() + 0
    return Made("quantity", FigureValue(number=number, unit=units[-1], modifier="about" if uneven else ""))


def _spoken_hours(match: Match) -> Made | None:
    """« une heure cinquante de route », « a duré deux heures trente »: hours, and minutes without their unit."""
    hours, minutes = match.number("n1") or Decimal(1), match.number("n2")
    if match.value("u1", "clock-unit") != "h" or minutes is None or not 1 <= minutes < _MINUTE or minutes % 1:
        return None
    last = match.reading.terms[match.found.end() - 1]
    return Made("quantity", FigureValue(number=60 * hours + minutes, unit="min"), drop=int(last.number is None))


def _spoken_metres(match: Match) -> Made | None:
    """« deux mètres dix »: metres, and centimetres without their unit."""
    metres, rest = match.number("n1") or Decimal(1), match.number("n2")
    if rest is None or not _LEAST_REST <= rest < 100 or rest % 1 or metres % 1 or not match.ends():
        return None
    return Made("quantity", FigureValue(number=(metres + rest / 100).normalize(), unit="m"))


_LEAST_REST = 5
"""Centimetres told without their unit; fewer are told with it."""


def _time_range(match: Match) -> Made | None:
    """« trois semaines à un mois »: a range, in the unit of its high end."""
    units = [UCUM_TIME[match.value(name, "clock-unit", "time-unit")] for name in ("unit1", "unit")]
    sizes = [_SECONDS.get(unit, _MONTH * _MONTHS.get(unit, 0)) for unit in units]
    low, high = ((match.number(name) or Decimal(1)) * size for name, size in zip(("low", "number"), sizes, strict=True))
    link, before = match.term("link"), match.before()
    told = link is None or (before is not None and "between-word" in before.classes)
    if not 0 < low < high or units[0] == units[1] or not told:
        return None
    first, last = (round(end / sizes[1], 2).normalize() + 0 for end in (low, high))
    return Made("quantity", FigureValue(number=first, low=first, high=last, unit=units[1]))


def _kilometres(match: Match) -> Made | None:
    """« 3k », "a 5k": a distance run, where nothing follows that there could be thousands of."""
    term, letter, number = match.term("number"), match.term("unit"), match.number()
    if term is None or letter is None or number is None or not 0 < number < 100 or number % 1 or letter.start != term.end:
        return None
    small = match.reading.text[letter.start].islower()
    return Made("quantity", FigureValue(number=number, unit="km")) if small and match.ends() and match.before() is None else None


def _one_unit(match: Match) -> Made | None:
    """« une minute » is a duration; « un jour » or « un an » alone often is not, and needs more around it."""
    term, unit = match.term("unit"), match.value("unit", "clock-unit", "time-unit")
    after = match.reading.terms[match.found.end()] if match.found.end() < len(match.reading.terms) else None
    named = after is not None and (after.key in ("-", ",") or (after.kind == "word" and "function" not in after.classes))
    following = match.reading.terms[match.found.end() - 1] if match.found.end() else None
    drop = 1 if following is not None and "of-word" in following.classes else 0
    if term is not None and "ordinal" in term.classes and named:
        return None  # « une seconde Française », "a second man"
    if after is not None and ("year" in after.classes or (unit in ("D", "Y") and not drop and after.classes == _PLAIN)):
        return None  # « une année 2025 », « un jour tragique »
    return Made("quantity", FigureValue(number=Decimal(1), unit=UCUM_TIME[unit]), drop)


_PLAIN = frozenset(("word",))


def _clock_duration(match: Match) -> Made | None:
    """« plus de 24h », « pendant 48 h », « a duré 2h34 »: what no time of day took."""
    parts = match.clock()
    drop, after = match.found.end() - match.index("clock") - 1, match.after()
    lead, last = match.reading.terms[match.found.start()].classes, match.reading.terms[match.found.end() - 1].classes
    if not 1 <= len(parts) <= 2 or (drop and not last & {"margin-word", "later"} and (after is None or "article" in after.classes)):
        return None  # « à 4 h de l'après-midi »
    if drop and "later" in last and match.led_as_time():
        return None  # « à 18h30 après le match »
    if len(parts) == 1:
        return Made("quantity", FigureValue(number=Decimal(parts[0]), unit="h"), drop)
    late = drop and (last & {"margin-word", "later"} or (after is not None and "delayed" in after.classes))
    if not lead & {"lasting", "for-long"} and not late:
        return None  # « plus de 18h30 »
    return Made("quantity", FigureValue(number=60 * Decimal(parts[0]) + Decimal(parts[1]), unit="min"), drop)


def _hours_over_a_day(match: Match) -> Made | None:
    """« Réserve d'oxygène : 96 h »: more hours than a day has are no time of day, whatever stands before."""
    parts = match.clock()
    return Made("quantity", FigureValue(number=Decimal(parts[0]), unit="h")) if len(parts) == 1 and parts[0] > _DAY else None


_DAY = 24


def _clock_seconds(match: Match) -> Made | None:
    """« en 2 h 07 min 41 s », "in a time of 2:07:41": hours, minutes and seconds that something took."""
    if match.led_as_time():
        return None  # « à 10:42:15 »
    behind = match.number("seconds") if match.index("seconds") >= 0 else None
    parts = [*map(Decimal, match.clock()), *([] if behind is None else [behind])]
    if len(parts) != _TO_SECONDS:
        return None
    hours, minutes, seconds = parts
    if seconds >= _MINUTE:
        return None
    return Made("quantity", FigureValue(number=3600 * hours + 60 * minutes + seconds, unit="s"))


_TO_SECONDS, _MINUTE = 3, 60


def _and_half(match: Match) -> Made | None:
    """« une heure et demie », "a year and a half", « trois kilos et demi »."""
    unit, measure = match.value("unit", "clock-unit", "time-unit"), match.value("unit", "unit-of-measure")
    number = match.number() or Decimal(1)
    told = UCUM_TIME[unit] if unit is not None else measure or ""
    return Made("quantity", FigureValue(number=number + Decimal("0.5"), unit=told)) if told else None


def _half_unit(match: Match) -> Made | None:
    """« une demi-heure », "half a second"."""
    unit, measure = match.value("unit", "clock-unit", "time-unit"), match.value("unit", "unit-of-measure")
    told = UCUM_TIME[unit] if unit is not None else measure
    return None if told is None else Made("quantity", FigureValue(number=Decimal("0.5"), unit=told))


MAKERS: Mapping[str, Maker] = {
    "compound": _compound,
    "compound_time": _compound_time,
    "spoken_hours": _spoken_hours,
    "spoken_metres": _spoken_metres,
    "time_range": _time_range,
    "kilometres": _kilometres,
    "one_unit": _one_unit,
    "clock_duration": _clock_duration,
    "hours_over_a_day": _hours_over_a_day,
    "clock_seconds": _clock_seconds,
    "and_half": _and_half,
    "half_unit": _half_unit,
}
"""Makers of lengths, by the name that a rule gives."""
