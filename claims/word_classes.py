"""The classes that a number or a listed word belongs to besides those that the lexicon lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NUMERALS = ("unit", "teen", "ten", "hundred", "scale")
"""The parts that number words play; what each means is in `claims.numerals`."""


def word_classes(found: Mapping[str, Any]) -> frozenset[str]:
    """The classes of a listed word; a number word that can stand alone is a number too, but « un » and « one » are only `one`."""
    if "punctuation" in found:
        return frozenset(found)
    role = next((r for r in NUMERALS if r in found), None)
    if role is None:
        return frozenset((*found, "word"))
    if found[role] == 1:
        return frozenset((*found, "word", "numeral", "one"))
    if role == "scale" and "alone" not in found:
        return frozenset((*found, "word", "numeral"))
    return frozenset((*found, "word", "numeral", *number_classes(found[role], "")))


def number_classes(value: Any, digits: str) -> frozenset[str]:
    """The classes of a number: `digits` is its printed form where it is written in digits, else empty."""
    classes = {"number"}
    if digits:
        classes.add("digits")
    if value >= 1000:
        classes.add("large")
    if value == int(value):
        classes.add("integer")
        plain = not digits or digits.isdigit()
        if plain and 1 <= value <= 31 and len(digits) <= 2:
            classes.add("day")
        if plain and 1 <= value <= 12 and len(digits) <= 2:
            classes.add("month-number")
        if plain and 1000 <= value <= 2199 and len(digits) in (0, 4):
            classes.add("year")
    return frozenset(classes)


def number_sets() -> set[frozenset[str]]:
    """Every set that `number_classes` can return."""
    samples = ((5, "5"), (20, "20"), (0, "0"), (1.5, "1,5"), (1500, "1500"), (3000, "3 000"), (1500.5, "1 500,5"))
    return {number_classes(value, printed) for value, digits in samples for printed in ("", digits)}
