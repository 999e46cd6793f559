"""Amounts whose currency the article tells elsewhere: « Coût des travaux : 320 millions »."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from msgspec.structs import replace

from claims.context import Tokens
from claims.kinds.figures import Figure, is_bare
from claims.measures import AMOUNTS

LEAST = Decimal(1_000_000)
"""The least number that is told without its currency."""
_COMPARES = frozenset(("earlier-word", "against-word", "from-word"))


def in_currency(tokens: Tokens, found: Sequence[Figure]) -> list[Figure]:
    """The figures of an article; a bare million of sales, or what an amount is compared with, is money of the nearest currency told.

    So are centimes, as parts of that currency, and a bare number with the two decimals of a price.
    """
    told = [(i, figure) for i, figure in enumerate(found) if figure.kind == "money" and figure.value.unit not in MINOR]
    if not told:
        return list(found)
    any_amount = _Nearest(tokens, told)
    large = _Nearest(tokens, [(i, f) for i, f in told if f.value.number >= LEAST] or told)
    found = [_as_money(f, large.currency(i)) if _is_paid(tokens, f) else f for i, f in enumerate(found)]
    alone = [_are_money(found, LEAST, SEVERAL), _are_money(found, BILLION, 1)]
    made: list[Figure] = []
    for i, figure in enumerate(found):
        of_money = alone[0] or (alone[1] and figure.value.number >= BILLION)
        if figure.value.unit in MINOR or _is_price(tokens, figure, made):
            figure = _as_money(figure, any_amount.currency(i))
        elif _bare(figure) and (of_money or _of_amounts(tokens, figure) or _goes_on(tokens, figure, made)):
            figure = _as_money(figure, large.currency(i))
        made.append(figure)
    return made


class _Nearest:
    """The amounts of an article by their places among its figures; not those converted in brackets, where there are others."""

    def __init__(self, tokens: Tokens, told: Sequence[tuple[int, Figure]]) -> None:
        outside = [(i, f) for i, f in told if not f.first or tokens.reading.terms[f.first - 1].key != "("] or told
        self.places = [i for i, _ in outside]
        self.units = [f.value.unit for _, f in outside]

    def currency(self, at: int) -> str:
        """The currency of the amount nearest to a figure, of two as near that of the one before it."""
        after = bisect_left(self.places, at)
        beside = [k for k in (after - 1, after) if 0 <= k < len(self.places)]
        return self.units[min(beside, key=lambda k: abs(self.places[k] - at))]


MINOR = frozenset(("cent",))
"""Units of money of which the currency is not told, a hundredth of it each."""
BILLION = Decimal(1_000_000_000)


def _as_money(figure: Figure, unit: str) -> Figure:
    value, hundredth = figure.value, figure.value.unit in MINOR
    scaled = {
        name: amount / 100 if hundredth else amount for name in ("number", "low", "high") if (amount := getattr(value, name)) is not None
    }
    return replace(figure, kind="money", value=value.model_copy(update={"unit": unit, **scaled}))


def _are_money(found: Sequence[Figure], least: Decimal, several: int) -> bool:
    """Whether the millions (or billions) that an article tells in full are all money, and several: « Quintrel met 40 millions »."""
    large = [f for f in found if f.value.number >= least and not _bare(f)]
    return len(large) >= several and all(f.kind == "money" for f in large)


SEVERAL = 3


def _bare(figure: Figure) -> bool:
    return is_bare(figure) and figure.value.number >= LEAST


def _is_price(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> bool:
    """« 0,76 franc, contre 1,86 vendredi »: a bare number with two decimals, as a price of its paragraph has, of about its size."""
    if figure.kind != "number" or figure.noun >= 0 or figure.value.unit or _decimals(figure) != _CENTS:
        return False
    start = tokens.reading.paragraph_of(figure.first)[0]
    here = takewhile(lambda f: f.first >= start, reversed(before))
    prices = (f.value.number for f in here if f.kind == "money" and _decimals(f) == _CENTS and f.value.number)
    return any(price < _ALIKE * figure.value.number and figure.value.number < _ALIKE * price for price in prices)


_CENTS, _ALIKE = 2, 10


def _decimals(figure: Figure) -> int:
    return -int(figure.value.number.as_tuple().exponent)


def _is_paid(tokens: Tokens, figure: Figure) -> bool:
    """« trois millions d'amende »: so many millions, of what is told in money."""
    if figure.kind != "number" or figure.noun < 1 or figure.value.number < LEAST:
        return False
    concept, row = tokens.concepts[figure.noun], tokens.reading.terms[figure.core[1] + 1 : figure.noun]
    return concept is not None and concept.kind in AMOUNTS and any("of-word" in t.classes for t in row)


def _of_amounts(tokens: Tokens, figure: Figure) -> bool:
    """Whether its clause tells of an amount: « les ventes étaient de 2,9 milliards »; before a colon, that one: « Coût : 320 millions »."""
    low, high = tokens.clause(figure.first, figure.last)
    if low and tokens.reading.terms[low - 1].key == ":":
        low, _ = tokens.clause(low - 2, low - 2) if low > 1 else (low, high)
    return any(c is not None and c.kind in AMOUNTS for c in tokens.concepts[low:high])


def _goes_on(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> bool:
    """Whether it is what the amount before it was: "up from 365 million"."""
    compared = figure.first > 0 and bool(tokens.reading.terms[figure.first - 1].classes & _COMPARES)
    start = tokens.reading.sentence_of(figure.first)[0]
    return compared and bool(before) and before[-1].kind == "money" and before[-1].first >= start
