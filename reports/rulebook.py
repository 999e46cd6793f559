"""The rules as documents show them: the docstring of each, taken apart."""

from __future__ import annotations

import re
from functools import cache
from inspect import cleandoc

from msgspec import Struct

from consistency.rules import RULES

PARTS = ("What it reports", "Why it matters", "Example", "What it does not prove")
"""The parts of a rule's docstring, in order."""

_PART = re.compile(rf"^({'|'.join(PARTS)}):\s*", re.MULTILINE)


class Entry(Struct, frozen=True):
    """A rule: its code, its function's name, the one sentence that it is, and its parts by name."""

    code: str
    name: str
    title: str
    parts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All that the rule says of itself, as plain text."""
        return "\n".join([self.title, "", *(f"{name}: {told}" for name, told in self.parts)])

    @property
    def markdown(self) -> str:
        """All that the rule says of itself, a paragraph a part."""
        return "\n\n".join([self.title, *(f"**{name}:** {told}" for name, told in self.parts)])

    def part(self, name: str) -> str:
        """One part, as a sentence."""
        told = dict(self.parts)[name]
        return told[:1].upper() + told[1:]


@cache
def rulebook() -> tuple[Entry, ...]:
    """Every rule, by code."""
    return tuple(sorted((_entry(rule.code, rule.__name__, cleandoc(rule.__doc__ or "")) for rule in RULES), key=lambda entry: entry.code))


def _entry(code: str, name: str, told: str) -> Entry:
    title, *pieces = _PART.split(told)
    parts = zip(pieces[::2], (" ".join(piece.split()) for piece in pieces[1::2]), strict=True)
    return Entry(code, name, title.strip(), tuple(parts))
