"""A figure among the words and the other figures of its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from claims.concepts import Concept, by_id
from claims.context import Tokens
from claims.kinds.figures import Figure
from claims.measures import base
from claims.records import Reach, Slot
from claims.tables import Cell
from claims.terms import Term

CHANGES = frozenset(("increase", "decrease", "growth"))
REACH = 120
"""How many terms on either side of a figure its slots are looked for."""
_BY = frozenset(("of-word", "by"))
_JOINT = 2
_OTHERS = 14


class Around(Struct, frozen=True):
    """A figure among the others of its article.

    `near` is the range of terms between its neighbours, `far` ends at the next one that counts something, `before` the measure of the last count before it (and its
    group), in its sentence (`beside`) or in its paragraph; `part` says that it is told as a part of what stands before it (« dont 11 femmes et
    6 enfants »); `cell` is its place in a table. `last` is the measure of the figure right before it in its sentence, of whatever kind, `to_before` whether that
    figure stands behind "to", `whole` the
    figure of which it is told as so many (« treize des 18 ministres »).
    """

    tokens: Tokens
    figure: Figure
    near: tuple[int, int]
    far: int
    before: Slot | None = None
    before_group: Slot | None = None
    beside: bool = False
    part: bool = False
    cell: Cell | None = None
    last: Slot | None = None
    to_before: bool = False
    whole: Around | None = None

    @property
    def terms(self) -> Sequence[Term]:
        """All terms of the article."""
        return self.tokens.reading.terms

    def clause(self) -> tuple[int, int]:
        """The terms of the figure's clause."""
        return self._near(*self.tokens.clause(self.figure.first, self.figure.last))

    def sentence(self) -> tuple[int, int]:
        """The terms of the figure's sentence; of a very long one those near the figure."""
        return self._near(*self.tokens.reading.sentence_of(self.figure.first))

    def paragraph(self) -> tuple[int, int]:
        """The terms of the figure's paragraph; of a very long one those near the figure."""
        return self._near(*self.tokens.reading.paragraph_of(self.figure.first))

    def _near(self, start: int, end: int) -> tuple[int, int]:
        return max(start, self.figure.first - REACH), min(end, self.figure.last + 1 + REACH)

    def has(self, name: str, first: int, end: int) -> bool:
        """Whether a term of a range is of a class of the lexicon."""
        return any(name in t.classes for t in self.terms[max(0, first) : end])

    def rings(self) -> Iterator[tuple[Reach, list[int]]]:
        """Indexes of terms with a concept, from the nearest to the farthest: in the figure's own stretch, its clause, its sentence."""
        (low, high), (start, end), near = self.clause(), self.sentence(), self.near
        first, last, concepts = self.figure.first, self.figure.last, self.tokens.concepts
        seen = {*range(first, last + 1), self._of_the_next()}
        inner = (max(low, near[0]), min(high, near[1]))
        stretches: tuple[tuple[Reach, tuple[int, int]], ...] = (
            ("clause", inner),
            ("clause", (low, high)),
            ("sentence", near),
            ("sentence", (start, end)),
        )
        for reach, (a, b) in stretches:
            ring = [i for i in range(a, b) if concepts[i] is not None and i not in seen]
            seen.update(ring)
            yield reach, sorted(ring, key=lambda i: abs(i - last) if i > last else first - i + 0.5)

    def _of_the_next(self) -> int:
        """The term that the next figure is told of right behind it: « un bénéfice de 2 millions, pour un chiffre d'affaires de 30 »; -1 where there is none."""
        end = self.near[1]
        told = self.figure.last + 3 <= end < len(self.terms) and "of" in self.terms[end - 1].classes
        return end - 2 if told else -1

    def nearest(self, kinds: frozenset[str], reach_of: Iterable[Reach] = ("clause", "sentence"), unit: str = "") -> Slot | None:
        """The nearest concept of these kinds: of those told in this unit, where one is given, else of those told in any. A change is none."""
        rings = [(reach, ring) for reach, ring in self.rings() if reach in reach_of]
        for wanted in (True, False) if unit else (False,):
            for reach, ring in rings:
                if (found := self._first(ring, kinds, unit if wanted else "", anyhow=bool(unit) and not wanted)) is not None:
                    return Slot(value=found.id, reach=reach)
        return None

    def _first(self, places: Iterable[int], kinds: frozenset[str], unit: str = "", anyhow: bool = False) -> Concept | None:
        """The first concept of these kinds that is told in this unit, where one is given; `anyhow`: that is told in any."""
        known = (c for i in places if (c := self.tokens.concepts[i]) is not None and c.kind in kinds and c.id not in CHANGES)
        return next((c for c in known if (unit in c.units if unit else not (anyhow and c.units))), None)

    def told_after(self, kinds: frozenset[str], limit: int) -> Concept | None:
        """The first concept of these kinds told after the figure, before its neighbour and within `limit` terms.

        Not what stands behind a word for the occasion: « a fait évacuer 300 personnes après la mort d'un pompier ».
        """
        first, end = self.figure.last + 1, min(self.far, self.sentence()[1], self.figure.last + 1 + limit)
        end -= end == self.far and self.terms[end - 1].kind == "word" and self._follows_a_comma(first, end)
        return self._first(range(first, next(filter(self._opens_an_occasion, range(first, end)), end)), kinds)

    def _follows_a_comma(self, first: int, end: int) -> bool:
        """Whether a comma stands between a figure and what governs the next: "with 438 people, has killed five"."""
        return any(t.key == "," for t in self.terms[first:end])

    def _opens_an_occasion(self, at: int) -> bool:
        """Whether what follows a term is told of something else; not between commas: « trois personnes, après un choc frontal, sont mortes »."""
        return "occasion-word" in self.terms[at].classes and self.terms[at - 1].key != ","

    def joined_after(self, kinds: frozenset[str]) -> bool:
        """Whether the first concept of these kinds after the figure stands behind an « et »: it is told of others."""
        end = min(self.far, self.sentence()[1])
        for i in range(self.figure.last + 1, end):
            if self.terms[i].classes & {"and", "occasion-word"}:
                return True
            if (concept := self.tokens.concepts[i]) is not None and concept.kind in kinds:
                return False
        return True

    def told_of_others(self, kinds: frozenset[str]) -> Concept | None:
        """The first concept of these kinds in what is told of « autres », past what stands between: « vingt et une autres, dont une Française, ont été blessées »."""
        return self._first(range(self.figure.last + 1, min(self.sentence()[1], self.figure.last + 1 + _OTHERS)), kinds)

    def told_before(self, kinds: frozenset[str], low: int) -> Concept | None:
        """The last concept of these kinds told before the figure, after its neighbour and not before term `low`."""
        return self._first(range(self.figure.first - 1, max(self.near[0], low) - 1, -1), kinds)

    def by_how_much(self) -> bool:
        """Whether a number stands behind "up", or behind a verb of change and « de » or "by"."""
        at = self.figure.first - 1
        if at < 1 or "updown-word" in self.terms[at].classes:
            return at >= 0 and "updown-word" in self.terms[at].classes
        changed = self.tokens.concepts[at - 1]
        return bool(self.terms[at].classes & _BY) and changed is not None and changed.id in CHANGES

    def earlier_of(self, kinds: frozenset[str]) -> Slot | None:
        """What the number before counts, where this one is what that was: "profit of £212 million, up from £187 million"."""
        at, last = self.figure.first - 1, self.last
        if at < 0 or "earlier-word" not in self.terms[at].classes or last is None:
            return None
        known = by_id().get(base(last.value))
        return last if known is not None and known.kind in kinds else None

    def listed(self) -> Slot | None:
        """The measure of the figure before it, where both stand in one list: « âgés de 22, 25 et 31 ans »."""
        between = self.terms[self.near[0] : self.figure.first]
        joined = 0 < len(between) <= _JOINT and all(t.key == "," or "and" in t.classes for t in between)
        return self.last if joined else None
