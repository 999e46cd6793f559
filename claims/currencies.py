"""Amounts whose currency the article tells elsewhere: « Coût des travaux : 320 millions »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claims.context import Tokens
from claims.kinds.figures import Figure

LEAST = Decimal(1_000_000)
"""The least number that is told without its currency."""
_AMOUNTS = frozenset(("amount", "price"))
_COMPARES = frozenset(("earlier-word", "against-word", "from-word"))


def in_currency(tokens: Tokens, found: Sequence[Figure]) -> list[Figure]:
    """The figures of an article; a bare million of sales, or what an amount is compared with, is money of the nearest currency told."""
    told = [(i, figure.value.unit) for i, figure in enumerate(found) if figure.kind == "money"]
    if not told:
        return list(found)
    of_money = _tells_millions_of_money_alone(found)
    made: list[Figure] = []
    for i, figure in enumerate(found):
        if (_bare(figure) and (of_money or _of_amounts(tokens, figure) or _goes_on(tokens, figure, made))) or _is_paid(tokens, figure):
            unit = min(told, key=lambda row: (abs(row[0] - i), row[0] > i))[1]
            figure = replace(figure, kind="money", value=figure.value.model_copy(update={"unit": unit}))
        made.append(figure)
    return made


def _tells_millions_of_money_alone(found: Sequence[Figure]) -> bool:
    """Whether the millions that an article tells in full are all money, and several: « Quintrel met 40 millions »."""
    millions = [f for f in found if f.value.number >= LEAST and not _bare(f)]
    return len(millions) >= SEVERAL and all(f.kind == "money" for f in millions)


SEVERAL = 3


def _bare(figure: Figure) -> bool:
    return figure.kind == "number" and figure.noun < 0 and not figure.value.unit and figure.value.number >= LEAST


def _is_paid(tokens: Tokens, figure: Figure) -> bool:
    """« trois millions d'amende »: so many millions, of what is told in money."""
    if figure.kind != "number" or figure.noun < 1 or figure.value.number < LEAST:
        return False
    concept, row = tokens.concepts[figure.noun], tokens.reading.terms[figure.core[1] + 1 : figure.noun]
    return concept is not None and concept.kind in _AMOUNTS and any("of-word" in t.classes for t in row)


def _of_amounts(tokens: Tokens, figure: Figure) -> bool:
    """Whether its clause tells of an amount: « les ventes étaient de 2,9 milliards »; before a colon, that one: « Coût : 320 millions »."""
    low, high = tokens.clause(figure.first, figure.last)
    if low and tokens.reading.terms[low - 1].key == ":":
        low, _ = tokens.clause(low - 2, low - 2) if low > 1 else (low, high)
    return any(c is not None and c.kind in _AMOUNTS for c in tokens.concepts[low:high])


def _goes_on(tokens: Tokens, figure: Figure, before: Sequence[Figure]) -> bool:
    """Whether it is what the amount before it was: "up from 365 million"."""
    compared = figure.first > 0 and bool(tokens.reading.terms[figure.first - 1].classes & _COMPARES)
    start = tokens.reading.sentence_of(figure.first)[0]
    return compared and bool(before) and before[-1].kind == "money" and before[-1].first >= start
