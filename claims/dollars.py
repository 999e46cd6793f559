"""Whose dollars an article means by « $ »: those of the country it is written in, where it says so."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from claims.kinds.figures import Figure
from claims.reading import Reading

_HEAD = 60
"""Terms from the beginning in which a place or an agency says where an article was written."""
UNTOLD = "USD"
"""What a bare dollar is where nothing says otherwise."""


def at_home(reading: Reading, found: Sequence[Figure]) -> list[Figure]:
    """The figures, with bare dollars as those of the article's country: « 73 millions $ » in a dispatch from Montreal."""
    home = _home(reading) if any(f.value.unit == UNTOLD for f in found) else UNTOLD
    if home == UNTOLD:
        return list(found)
    return [replace(f, value=f.value.model_copy(update={"unit": home})) if _bare(reading, f) else f for f in found]


def _home(reading: Reading) -> str:
    """The ISO 4217 code of the dollar that the article names, or of the place it comes from."""
    for i, term in enumerate(reading.terms):
        found = reading.lexicon.value(term.key, "home-dollar") if "home-dollar" in term.classes else None
        if found is not None and (i < _HEAD or "currency" in term.classes or "currency-sign" in term.classes):
            return str(found)
    return UNTOLD


def _bare(reading: Reading, figure: Figure) -> bool:
    first, last = figure.core
    return figure.value.unit == UNTOLD and any("bare-dollar" in t.classes for t in reading.terms[first : last + 1])
