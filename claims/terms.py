"""The smallest piece of a read text."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct


class Numeral(Struct, frozen=True):
    """A number as read: its value, its printed form where that was in digits, and the scale words in it (« 102 millions »: 1000000)."""

    value: Decimal
    digits: str = ""
    scale: Decimal = Decimal(1)


class Term(Struct):
    """A word, number, mark or listed phrase.

    `start`, `end` are offsets into the text, `key` the folded form, `kind` one of `word`, `phrase`, `number`, `clock`,
    `date`, `punctuation`, `break`, `junk`; `classes` what the lexicon says it may be; `number` its value where it is one.
    Never altered once made; not frozen, as there is one for every word and freezing makes them six times as slow to make.
    """

    start: int
    end: int
    key: str
    kind: str
    classes: frozenset[str]
    number: Numeral | None = None
