"""Where a rule of a lexicon matched, and the terms in and beside it: what every kind's makers work from."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from claims.lexicon import Rule
from claims.reading import Reading
from claims.terms import Term


class Matched(Struct, frozen=True):
    """A rule's match in a reading: one character of `found` stands for one term."""

    reading: Reading
    rule: Rule
    found: re.Match[str]

    def index(self, name: str) -> int:
        """The index of the term of a named part, -1 where the part is absent."""
        return self.found.start(name) if name in self.found.re.groupindex else -1

    def term(self, name: str) -> Term | None:
        """The term of a named part, None where the part is absent."""
        at = self.index(name)
        return self.reading.terms[at] if at >= 0 else None

    def value(self, name: str, *classes: str) -> Any:
        """What a named part stands for in the first of these classes that it has."""
        term = self.term(name)
        if term is None:
            return None
        found = (self.reading.lexicon.value(term.key, wanted) for wanted in classes or (name,))
        return next((value for value in found if value is not None), None)

    def clock(self) -> list[int]:
        """The hours, minutes and seconds of the part named `clock`, as far as they are printed; empty where the part is absent."""
        term = self.term("clock")
        return [int(n) for n in re.findall(r"\d+", term.key)] if term else []

    def before(self) -> Term | None:
        """The term right before the match."""
        at = self.found.start() - 1
        return self.reading.terms[at] if at >= 0 else None

    def led_as_time(self) -> bool:
        """Whether the word before says that a time of day follows: « à 18h30 », « vers 20 h »."""
        before = self.before()
        return before is not None and bool(before.classes & _TIME_LEADS)

    def heads_line(self) -> bool:
        """Whether the match stands at the beginning of a line, or behind the bullet there."""
        terms, at = self.reading.terms, self.found.start()
        if at and terms[at - 1].key in _BULLETS:
            at -= 1
        return at == 0 or terms[at - 1].kind == "break"

    def after(self) -> Term | None:
        """The term right after the match."""
        return self.reading.terms[self.found.end()] if self.found.end() < len(self.reading.terms) else None

    def ends(self) -> bool:
        """Nothing that could be counted follows: the text, the line or the clause ends here."""
        after = self.after()
        return after is None or after.kind == "break" or (after.kind == "punctuation" and after.key not in "-–—%$€£/'")


_BULLETS = frozenset("•‣▪◦*·–—-►>")
_TIME_LEADS = frozenset(("hour-preposition", "until", "approximately"))
