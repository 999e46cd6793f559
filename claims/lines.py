"""A text as lines, for what is read line by line: furniture, dates and credits around an article."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

_PLAIN = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("\u00ad", ""), ("\u200b", " "), ("\ufeff", " "))
_EDGES = " \t\u00a0\u202f\u2009\u200b\ufeff\f\v"


class Line(Struct, frozen=True):
    """One line that is not blank: where it stands (offsets, without the blanks around it) and its words."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many words stand in it."""
        return len(self.text.split())

    @property
    def folded(self) -> str:
        """Lower case, plain apostrophes and single blanks: the form in which lines are compared."""
        return fold(self.text)


def fold(text: str) -> str:
    """Lower case, plain apostrophes and single blanks."""
    if not text.isascii():
        for odd, usual in _PLAIN:
            text = text.replace(odd, usual)
    return " ".join(text.split()).lower()


@lru_cache(maxsize=2)
def lines(text: str, body: int = 0) -> tuple[Line, ...]:
    """The lines of a text from `body` on, blank ones left out. Several readers ask for the lines of one article in turn."""
    found = []
    start = body
    for raw in text[body:].split("\n"):
        inside = raw.strip(_EDGES)
        if inside:
            first = start + raw.index(inside)
            found.append(Line(first, first + len(inside), inside))
        start += len(raw) + 1
    return tuple(found)
