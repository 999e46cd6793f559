"""What goes wrong with an input, said so that its owner can mend it: which file, which line, what is wrong, what to do.

The class is that of `claims.errors`: whoever reads articles raises it, whoever runs the program catches it here.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from claims.errors import InputError
from consistency.findings import Unread


def unread(error: InputError) -> Unread:
    """The error as the report lists it."""
    return Unread(path=error.path, line=error.line, problem=error.problem, remedy=error.remedy)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was likely meant; empty where none is near."""
    found = difflib.get_close_matches(word.casefold(), sorted(known), n=1, cutoff=0.5)
    return found[0] if found else ""


__all__ = ["InputError", "nearest", "unread"]
