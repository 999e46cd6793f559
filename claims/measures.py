"""What a figure counts or measures: a concept, and the aspect of it that keeps it apart.

A measure is `concept` or `concept:aspect`: `death`, `death:new` (so many more), `death:pending` (not yet certain),
`cases:total` (all so far), `vote:for`, `vote:against`, `age:limit` (« les plus de 65 ans »), `age:range`, `sentence:risk`, `duration:margin`,
`change:cases` (a change of what), `share:population` (a share of what).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.concepts import Concept, by_id
from claims.context import Tokens
from claims.figure_values import OLDEST
from claims.kinds.figures import Figure
from claims.records import Reach, Slot
from claims.tables import Cell
from claims.terms import Term

TOLLS = frozenset(("toll", "state"))
COUNTED = frozenset(("toll", "state", "count", "score"))
_THINGS = frozenset(("toll", "state", "count", "score", "size", "rate", "share"))
_AMOUNTS = frozenset(("amount", "price"))
_DURATIONS = frozenset(("duration",))
_SIZES = frozenset(("size", "rate"))
_CLOCK_UNITS = frozenset(("s", "min", "h"))
TIME_UNITS = _CLOCK_UNITS | {"d", "wk", "mo", "a", "14.d", "10.a", "100.a", "weekend"}
PER_MOMENT = frozenset(("s", "min", "h"))
"""What a speed is told by; tonnes a year are tonnes."""
_CHANGES = frozenset(("increase", "decrease", "growth"))
_OF = ":"
ANYBODY = frozenset(("person", "man", "woman"))
"""Concepts that say nothing of whom they count."""
GENERIC = frozenset(("person", "item", "amount", "duration", "share", "change", "times"))
"""Measures that say little: they may turn out to be the same as any more telling one of their unit."""
_ROLES = frozenset(("people", "role", "topic"))
MARKED = frozenset(("pending", "risk", "request", "margin", "limit", "range"))
"""Aspects that are always told: a measure without them is another one."""
REACH = 120
"""How many terms on either side of a figure its slots are looked for."""
_LIMITS = frozenset(("more-than", "less-than", "at-least", "at-most"))


def says_little(measure: str) -> bool:
    """Whether a measure only says who or what kind of thing is counted (« 104 députés »), and not what of them. A change of revenue says what."""
    concept = by_id().get(base(measure))
    if base(measure) == "change" and aspect(measure):
        return says_little(aspect(measure))
    return base(measure) in GENERIC or (concept is not None and concept.kind in _ROLES)


def base(measure: str) -> str:
    """The concept of a measure, without its aspect."""
    return measure.partition(_OF)[0]


def aspect(measure: str) -> str:
    """The aspect of a measure, empty where it has none."""
    return measure.partition(_OF)[2]


@dataclass(frozen=True, slots=True)
class Around:
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
        known = (c for i in places if (c := self.tokens.concepts[i]) is not None and c.kind in kinds and c.id not in _CHANGES)
        return next((c for c in known if (unit in c.units if unit else not (anyhow and c.units))), None)

    def told_after(self, kinds: frozenset[str], limit: int) -> Concept | None:
        """The first concept of these kinds told after the figure, before its neighbour and within `limit` terms.

        Not what stands behind a word for the occasion: « a fait évacuer 300 personnes après la mort d'un pompier ».
        """
        first, end = self.figure.last + 1, min(self.far, self.sentence()[1], self.figure.last + 1 + limit)
        return self._first(range(first, next(filter(self._opens_an_occasion, range(first, end)), end)), kinds)

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


def measure(around: Around, period: Slot | None) -> Slot | None:
    """What the figure is a number of. `period` tells new ones (of a few days) from all so far."""
    figure, value = around.figure, around.figure.value
    if figure.kind == "money":
        return _changed(
            around,
            _earlier_of(around, _AMOUNTS)
            or _come_to(around, _AMOUNTS)
            or _asked_for(around, around.nearest(_AMOUNTS) or Slot(value="amount", reach="default")),
        )
    if value.unit in TIME_UNITS:
        return _time(around)
    if figure.kind == "percent" or value.unit.startswith("/"):
        return _share(around)
    if value.unit == "x":
        return Slot(value="times", reach="default")
    if figure.kind == "quantity":
        unit = f"{value.unit}/{value.per}" if value.per in PER_MOMENT else value.unit
        return _changed(around, around.nearest(_SIZES, unit=unit) or _told_in(unit, around))
    if figure.noun >= 0 and "point-word" in around.terms[figure.noun].classes and (what := around.nearest(_SHARES)) is not None:
        return Slot(value=f"change{_OF}{what.value}", reach=what.reach)  # « a reculé de 0,3 point »
    counted = _counted(around)
    return _by_margin(around, counted) or _voted(around, counted) or _qualified(around, counted, period)


def _changed(around: Around, found: Slot | None) -> Slot | None:
    """The measure, as a change of it where the number only tells by how much: "up $1.12", « augmente de 12 euros »."""
    return Slot(value=f"change{_OF}{found.value}", reach=found.reach) if found is not None and _by_how_much(around) else found


def _by_how_much(around: Around) -> bool:
    """Whether a number stands behind "up", or behind a verb of change and « de » or "by"."""
    at = around.figure.first - 1
    if at < 1 or "updown-word" in around.terms[at].classes:
        return at >= 0 and "updown-word" in around.terms[at].classes
    changed = around.tokens.concepts[at - 1]
    return bool(around.terms[at].classes & _BY) and changed is not None and changed.id in _CHANGES


def _earlier_of(around: Around, kinds: frozenset[str]) -> Slot | None:
    """What the number before counts, where this one is what that was: "profit of £212 million, up from £187 million"."""
    at, last = around.figure.first - 1, around.last
    if at < 0 or "earlier-word" not in around.terms[at].classes or last is None:
        return None
    known = by_id().get(base(last.value))
    return last if known is not None and known.kind in kinds else None


def _come_to(around: Around, kinds: frozenset[str]) -> Slot | None:
    """What the change told right before has brought to this number: « un chiffre d'affaires en recul de 9 %, à 203 millions »."""
    start = around.near[0]
    row = around.terms[start : around.figure.first]
    if around.last is None or base(around.last.value) != "change" or not 0 < len(row) <= _COMES or not row[-1].classes & _TO:
        return None
    known = by_id().get(aspect(around.last.value))
    return Slot(value=known.id, reach="clause") if known is not None and known.kind in kinds else None


_COMES = 5
"""Terms that may stand between a change and what it comes to: « 9 % au premier semestre, à 203 millions »."""
_TO = frozenset(("to-word", "to"))
_BY = frozenset(("of-word", "by"))
_SHARES = frozenset(("rate", "share"))


def _told_in(unit: str, around: Around) -> Slot | None:
    """The only size that is told in a unit, whatever the words: square metres are an area, the hectares of a fire have burned."""
    sizes = [c for c in by_id().values() if c.kind in _SIZES and unit in c.units]
    happens = {c.id for i in range(*around.paragraph()) if (c := around.tokens.concepts[i]) is not None}
    told = [c for c in sizes if c.event in happens] or [c for c in sizes if not c.event]
    return Slot(value=told[0].id, reach="default") if len(told) == 1 else None


# ---- lengths of time


def _time(around: Around) -> Slot:
    """Years are an age, a sentence or a length of time; what the clause tells decides."""
    figure = around.figure
    if figure.value.unit == "a" and figure.value.number <= OLDEST and (kind := _age(around)):
        return Slot(value=kind, reach="clause")
    listed = _listed(around)
    itself = around.told_after(_DURATIONS, _RIGHT_BEHIND)  # « sept ans de prison, cinq ans d'inéligibilité »
    if listed is not None and itself is None and ((known := by_id().get(base(listed.value))) is None or known.kind in _DURATIONS):
        return listed
    reach: tuple[Reach, ...] = ("clause",) if figure.value.unit in _CLOCK_UNITS else ("clause", "sentence")
    if figure.value.unit not in _CLOCK_UNITS and around.has("request-word", figure.core[1] + 1, figure.core[1] + 3):
        return Slot(value=f"sentence{_OF}request", reach="clause")  # « huit ans requis »
    found = around.nearest(_DURATIONS, reach) if itself is None else Slot(value=itself.id, reach="clause")
    if found is None or (found.value == "sentence" and found.reach != "clause" and figure.value.unit in _OF_DAYS):
        found = _stay(around) or Slot(value="duration", reach="default")  # « condamné en 2025, il aura passé vingt jours en prison »
    if around.has("margin-word", figure.core[1] + 1, figure.core[1] + 3):
        return Slot(value=f"{found.value}{_OF}margin", reach="clause")
    return _asked_for(around, found)


def _stay(around: Around) -> Slot | None:
    """The length of a stay: « vingt jours de détention », "three weeks in hospital"."""
    where = around.nearest(frozenset(("state",)), ("clause",))
    return Slot(value=f"stay{_OF}{where.value}", reach="clause") if where is not None and where.value in _STAYED else None


_STAYED = frozenset(("jail", "custody", "hospital"))


def _asked_for(around: Around, found: Slot) -> Slot:
    """What a court gives, as no more than asked for or risked where the nearest verb says so: « avait requis deux ans et 20 000 euros d'amende »."""
    if found.value not in COURT:
        return found
    low, high = around.sentence()
    terms, first, last = around.terms, around.figure.first, around.figure.last
    far = min(high, last + _FAR_VERB)
    ahead = next((k for k in range(last + 1, far) if "pause" in terms[k].classes and not _runs_past(around, k)), far)
    for k in (*reversed(range(low, first)), *range(last + 1, ahead)):
        name = next((name for name in _NOT_GIVEN if f"{name}-word" in terms[k].classes), "")
        if name:
            return Slot(value=f"{found.value}{_OF}{name}", reach="sentence")
        if "given-word" in terms[k].classes:
            return Slot(value=f"{found.value}{_OF}given", reach=found.reach)
    return found


def _runs_past(around: Around, pause: int) -> bool:
    """Whether a verb behind a pause is told of what stands before it: « sept ans de prison, 300.000 euros d'amende : c'est ce que le parquet a requis »."""
    behind = around.terms[pause + 1 : pause + 2]
    return around.terms[pause].key == ":" or any(t.number is not None for t in behind)


COURT = frozenset(("sentence", "ineligibility", "fine"))
"""What a court gives somebody."""
_NOT_GIVEN = ("risk", "request")


def _listed(around: Around) -> Slot | None:
    """The measure of the figure before it, where both stand in one list: « âgés de 22, 25 et 31 ans »."""
    between = around.terms[around.near[0] : around.figure.first]
    joined = 0 < len(between) <= _JOINT and all(t.key == "," or "and" in t.classes for t in between)
    return around.last if joined else None


_JOINT = 2
_RIGHT_BEHIND = 3
"""Terms right behind a length of time that tell of what it is one."""
_OF_DAYS = _CLOCK_UNITS | {"d", "wk"}
"""What no court counts in, unless the clause says so (« quinze jours de prison »)."""
_FAR_VERB = 20
"""« Huit ans d'emprisonnement : c'est ce que le parquet a requis »: how many terms behind the verb may stand."""
_GROWN = 14
"""« À dix ans, le taux … » is no age; from how many years on it is one."""


def _age(around: Around) -> str:
    """`age`, `age:limit` (« les plus de 65 ans »), `age:range` (« de 68 à 95 ans »); empty where years are no age."""
    figure, told = around.figure, is_age(around.tokens, around.figure)
    ranged = figure.value.high is not None
    limited = figure.value.modifier in _LIMITS or _or_more(around)
    grouped = (ranged or limited) and around.has("age-group-word", figure.first - 2, figure.first)
    people = (ranged or limited) and around.told_before(frozenset(("people", "role", "toll", "state")), figure.first - 4) is not None
    again = ranged and any(m is not None and base(m.value) == "age" for m in (around.last, around.before if around.beside else None))
    if not (told or grouped or people or again):
        return ""
    return f"age{_OF}range" if ranged else f"age{_OF}limit" if limited else "age"


def _or_more(around: Around) -> bool:
    """« 65 ans et plus », "65 and over"."""
    after = around.terms[around.figure.last + 1 : around.figure.last + 4]
    return len(after) > 1 and "and" in after[0].classes and bool(after[1].classes & {"more-less", "modifier", "edge", "old-word"})


def is_age(tokens: Tokens, figure: Figure) -> bool:
    """« âgé de 34 ans », « L'un, 34 ans, », « une femme de 40 ans », « il a 39 ans », "the 34-year-old"."""
    terms, first = tokens.reading.terms, figure.first
    before = [terms[i] for i in range(first - 1, max(-1, first - 4), -1)]
    after = terms[figure.last + 1] if figure.last + 1 < len(terms) else None
    if any("aged" in t.classes for t in before[:2]) or (after is not None and ("old-word" in after.classes or after.key == "-")):
        return True
    if before and ("have-word" in before[0].classes or before[0].classes & {"person-word", "demonym"}):
        return True
    if (
        len(before) > 1
        and "of" in before[0].classes
        and (before[1].classes & {"have-word", "age-word"} or _somebody(tokens, first - 2) or _described(tokens, first - 3))
    ):
        return True  # « elles ont de 22 à 60 ans », « un joueur de 23 ans »
    if first == tokens.reading.sentence_of(first)[0] + 1 and "to-word" in before[0].classes and after is not None and after.key == ",":
        return bool(figure.value.number >= _GROWN)  # « À 70 ans, il a repris la course »
    return bool(before) and before[0].key in ",(" and (after is None or after.key in ",);.")


def _described(tokens: Tokens, at: int) -> bool:
    """Whether a noun behind an article is somebody, of whom the next word says more: « un promoteur immobilier de 61 ans »."""
    return at > 0 and "det" in tokens.reading.terms[at - 1].classes and _somebody(tokens, at)


def _somebody(tokens: Tokens, at: int) -> bool:
    """Whether a noun is somebody by what they do: « un joueur de 23 ans », « une randonneuse de 54 ans »."""
    concept, term, lexicon = tokens.concepts[at], tokens.reading.terms[at], tokens.reading.lexicon
    if term.classes & {"person-word", "demonym"}:
        return True
    if concept is not None:
        return concept.kind in _PERSONS
    if term.key in lexicon.listed("figures", "grammar", "somebody_never"):
        return False
    return term.key.endswith(tuple(lexicon.listed("figures", "grammar", "somebody_endings")))


# ---- shares and changes


def _share(around: Around) -> Slot:
    """A change of something, a rate or a share with a name, or a share of something."""
    figure = around.figure
    if (was := _earlier_of(around, _SHARES)) is not None:
        return was
    changed = not _is_level(around) and any(
        (c := around.tokens.concepts[i]) is not None and c.id in _CHANGES for i in _clause_first(around)
    )
    after = around.terms[figure.last + 1 : figure.last + 3]
    told = bool(after) and "change-word" in after[0].classes
    verb = not _is_level(around) and around.has("change-verb", figure.first - 1, figure.first)
    if changed or told or verb or figure.value.number < 0 or _changes(around) or _by_how_much(around):
        what = around.nearest(COUNTED | frozenset(("size", "amount", "price")))
        return Slot(value=f"change{_OF}{what.value}" if what else "change", reach=what.reach if what else "default")
    if around.has("market-word", figure.core[1] + 1, min(figure.last + _MARKET, around.near[1], around.clause()[1])):
        return Slot(value=_OF_A_MARKET, reach="clause")  # « 33 % du marché mondial du cloud », "30 percent of the global cloud market"
    named, whole = around.nearest(frozenset(("rate", "share"))), _whole(around)
    if (itself := by_id().get(whole)) is not None and itself.kind == "share":
        return Slot(value=whole, reach="clause")  # « 31,2 % du capital »
    if named is not None and not (whole and named.reach != "clause"):
        return named
    return Slot(value=f"share{_OF}{whole}", reach="clause") if whole else Slot(value="share", reach="default")


_OF_A_MARKET = "market-share"
_MARKET = 7
"""Terms behind a share in which the market that it is a share of is told."""


def _is_level(around: Around) -> bool:
    """Whether a share is what something came to, and not by how much it changed: "fell to 4.1%", « a grimpé à 85,8 % »."""
    at = around.figure.first - 1
    return at >= 0 and bool(around.terms[at].classes & _LEVEL)


_LEVEL = frozenset(("to-word",))


def _clause_first(around: Around) -> list[int]:
    """The terms of the figure's own stretch of its clause."""
    return next(iter(around.rings()))[1]


def _changes(around: Around) -> bool:
    """« 40 % de plus »: the words are part of the figure."""
    return around.has("change-word", around.figure.core[1] + 1, around.figure.last + 1)


def _whole(around: Around) -> str:
    """What a share is a share of: the noun behind « de », or the noun counted (« 12 % des habitants », "one in nine people")."""
    figure, keys = around.figure, around.tokens.keys
    if figure.noun >= 0 and keys[figure.noun]:
        return str(keys[figure.noun])
    for i in range(figure.core[0], figure.core[1] + 1):  # « un Français sur trois »
        if around.terms[i].classes & {"person-word", "demonym"}:
            return str(keys[i] or "person")
        if figure.value.unit.startswith("/") and around.terms[i].kind == "word" and around.terms[i].number is None and keys[i]:
            return str(keys[i])  # « six vergers sur dix »
    for i in range(figure.last + 1, min(figure.last + 5, len(keys), around.near[1])):
        if around.terms[i].kind == "punctuation" or around.terms[i].classes & _NO_WHOLE:
            break
        if (key := keys[i]) is not None and not key.startswith("@"):
            return key
        if "person-word" in around.terms[i].classes:
            return "person"
    return ""


_NO_WHOLE = frozenset(("auxiliary", "earlier", "later", "ago", "time-unit"))


# ---- counts


def _by_margin(around: Around, counted: Slot) -> Slot | None:
    """Votes, goals, points, seats that part two sides: « une victoire de sept buts », « 412 voix de retard », "a six-point lead"."""
    concept, figure = by_id().get(counted.value), around.figure
    if concept is None or concept.kind != "score":
        return None
    behind = around.has("margin-word", figure.core[1] + 1, figure.last + 3)
    led = around.has("margin-lead", figure.first - 2, figure.first - 1) and around.has("of-word", figure.first - 1, figure.first)
    return Slot(value=f"{counted.value}{_OF}margin", reach=counted.reach) if behind or led else None


def _voted(around: Around, counted: Slot) -> Slot | None:
    """Votes for and against are two numbers: « 312 voix contre 219 », "318 lawmakers in favour and 291 against", "24 councillors supported it, 12 opposed it"."""
    concept, terms, figure = by_id().get(counted.value), around.terms, around.figure
    ballot = counted.value == _VOTE
    after_for = around.last is not None and around.last.value == _FOR
    if not ballot and not after_for and (concept is None or concept.kind not in _ROLES):
        return None
    behind = [t.classes for t in terms[figure.last + 1 : figure.last + 2]]
    against, favoured = (any(name in classes for classes in behind) for name in ("against-word", "in-favour-word"))
    facing = against or (ballot and any("to-word" in classes for classes in behind))
    voted = concept is not None and concept.id in _VOTERS and around.has("voted-for-word", figure.last + 1, figure.last + 4)
    if favoured or voted or (facing and any(t.number is not None for t in terms[figure.last + 2 : figure.last + 3])):
        return Slot(value=_FOR, reach="mention")
    faced = figure.first > 0 and bool(terms[figure.first - 1].classes & _FACING)
    opposed = after_for and around.has("voted-against-word", figure.last + 1, figure.last + 4)
    if against or opposed or (faced and after_for):
        return Slot(value=_AGAINST, reach="mention")
    return None


_VOTERS = frozenset(("parliament", "council", "juror"))
"""Who decides by vote, so that what they support has their votes."""
_VOTE = "vote"
_FOR, _AGAINST = f"{_VOTE}{_OF}for", f"{_VOTE}{_OF}against"
_FACING = frozenset(("against-word", "to-word"))


def _counted(around: Around) -> Slot:
    """The counted noun's own concept; for « personnes » and the like, what became of them (« tuées », « interpellées »)."""
    tokens = around.tokens
    if (label := _label(around)) is not None:
        return Slot(value=label.id, reach="mention")
    head, noun = _noun(around)
    if noun is not None and noun.kind not in _PERSONS:
        return _fate_of_inhabitants(around, noun) or Slot(value=noun.id, reach="mention")
    if head >= 0 and not _is_person(around, head, noun) and tokens.keys[head]:
        return Slot(value=str(tokens.keys[head]), reach="mention")
    if (headed := _column(around)) is not None:
        return headed
    if head < 0:
        return _bare(around)
    if around.part and around.before is not None and around.beside and not _near_state(around):
        return Slot(value=base(around.before.value), reach="sentence")  # « 47 cas graves, dont 27 adultes »
    if around.before is not None and around.beside and noun is not None and noun.id in ANYBODY and _placed_alike(around):
        return Slot(value=base(around.before.value), reach="sentence")  # « trois personnes en Jamaïque, deux personnes en Haïti »
    if around.has("employs-word", around.figure.first - 2, around.figure.first):
        return Slot(value=_EMPLOYED, reach="clause")  # « le groupe emploie 412 personnes »
    if "demonym" in around.terms[head].classes and (listed := _listed(around)) is not None:
        return Slot(value=base(listed.value), reach="sentence")  # « cinq Portugais, deux Coréens et un Suisse sont morts »
    kinds = TOLLS if noun is None or noun.kind != "role" else _FATES
    return _became(around, kinds) or Slot(value=_who(around, head, noun), reach="default")


def _fate_of_inhabitants(around: Around, noun: Concept) -> Slot | None:
    """What became of people counted as those who live somewhere: « quatre habitants sont morts », but « un village de 300 habitants »."""
    first = around.figure.first
    if PEOPLE not in noun.units or (first > 0 and around.terms[first - 1].key in ("de", "d", "of")):
        return None
    found = _became(around, TOLLS)
    return found if found is not None and found.reach == "clause" else None


PEOPLE = "{person}"
"""The unit of a concept that counts people by the place they live in."""


def _near_state(around: Around) -> bool:
    return around.told_after(TOLLS, 4) is not None


def _who(around: Around, head: int, noun: Concept | None) -> str:
    """People by what they are, where nothing is told of what became of them."""
    if noun is not None and noun.id not in ANYBODY:
        return noun.id
    known = around.tokens.reading.lexicon.value(around.terms[head].key, "person-word")
    return str(known) if known not in (None, "male", "female") else "person"


def _is_person(around: Around, head: int, noun: Concept | None) -> bool:
    return noun is not None or bool(around.terms[head].classes & {"person-word", "demonym"})


def _column(around: Around) -> Slot | None:
    """What the head of the column names: « Semaine | Cas confirmés »."""
    if around.cell is None:
        return None
    concepts = [c for i in range(*around.cell.head) if (c := around.tokens.concepts[i]) is not None]
    counted = [c for c in concepts if c.kind in _THINGS]
    if counted:
        return Slot(value=counted[0].id, reach="article")
    keys = [k for i in range(*around.cell.head) if (k := around.tokens.keys[i]) is not None]
    return Slot(value=keys[0], reach="article") if keys else None


def _bare(around: Around) -> Slot:
    """A number without a noun counts what is told right after it, else right before it, else what the count before it counted."""
    figure = around.figure
    if around.whole is not None and (head := _noun(around.whole)[0]) >= 0:
        return _of_whole(around.whole, head)
    if around.last is not None and base(around.last.value) == "age" and (listed := _listed(around)) is not None:
        return listed
    of_it = around.part or around.has("part-word", figure.last + 1, figure.last + 2)
    if of_it and around.last is not None and base(around.last.value) == "sentence":
        return around.last  # « trois ans de prison dont deux avec sursis »
    if around.before is not None and around.beside and _placed_alike(around):
        return Slot(value=base(around.before.value), reach="sentence")
    if figure.first > 1 and "of" in around.terms[figure.first - 1].classes and "settlement-word" in around.terms[figure.first - 2].classes:
        return Slot(value=_INHABITED, reach="clause")  # "a town of about 4,000"
    others = around.has("more-word", figure.core[1] + 1, figure.last + 3)
    if others and around.before is not None and around.beside and (told := around.told_of_others(TOLLS)) is not None:
        return Slot(value=told.id, reach="sentence")
    acts = around.has("auxiliary", figure.last + 1, figure.last + 2)  # "at least eight are thought to be trapped"
    if (after := around.told_after(TOLLS, _PREDICATE if acts else 4)) is not None:
        return Slot(value=after.id, reach="clause")
    if (before := around.told_before(COUNTED, around.clause()[0])) is not None:
        return Slot(value=before.id, reach="clause")
    if around.before is not None and around.beside:
        return Slot(value=base(around.before.value), reach="sentence")  # « de 6.237 à 4.304 », « contre 1 200 »: the same thing again
    if (before := around.told_before(COUNTED, around.sentence()[0])) is not None:
        return Slot(value=before.id, reach="sentence")
    if around.before is not None:
        return Slot(value=base(around.before.value), reach="paragraph")  # « Neuf autres sont en cours d'investigation »
    return around.nearest(TOLLS) or Slot(value="person", reach="default")


def _placed_alike(around: Around) -> bool:
    """« 15 000 foyers dans la Manche et 8 000 dans l'Orne »: the same again, in another place."""
    terms, figure = around.terms, around.figure
    joined = figure.first > 0 and (bool(terms[figure.first - 1].classes & _JOINING) or terms[figure.first - 1].key == ",")
    return joined and figure.last + 1 < len(terms) and "place-preposition" in terms[figure.last + 1].classes


_PREDICATE = 7
"""Terms behind a bare number, from its verb on, in which what became of them is told."""
_JOINING = frozenset(("and", "that-is-word"))


def _of_whole(whole: Around, head: int) -> Slot:
    """What the whole counts: « treize des 18 ministres », "eight of the 41 dead"."""
    noun = _noun(whole)[1]
    return Slot(value=noun.id if noun is not None else str(whole.tokens.keys[head] or "person"), reach="clause")


_EMPLOYED, _INHABITED = "worker", "population"
_GOVERNED = 4
"""Terms before a figure in which a verb governs it: « a coûté la vie à au moins 16 personnes »."""
_OTHERS = 14
_PERSONS = frozenset(("people", "role"))
_NAMED = (_THINGS | _PERSONS) - {"size"}
"""What a noun phrase may name as counted: a height in it (« high-security ») is none."""
_FATES = frozenset(("toll",))
"""What is told of people who are counted by what they do: not what they do to others."""


def _became(around: Around, kinds: frozenset[str]) -> Slot | None:
    """What became of the people counted: told after them (« ont été arrêtées »), before them (« a tué »), else in the sentence."""
    low, high = around.clause()
    right_before = around.told_before(kinds, max(low, around.figure.first - _GOVERNED))
    if right_before is not None and around.joined_after(kinds):
        return Slot(value=right_before.id, reach="clause")  # "killing 16 people and injuring 21"
    if (after := around.told_after(kinds, high - around.figure.last)) is not None:
        return Slot(value=after.id, reach="clause")
    if (before := around.told_before(kinds, low)) is not None:
        return Slot(value=before.id, reach="clause")
    if (after := around.told_after(kinds, high + 100)) is not None:
        return Slot(value=after.id, reach="sentence")
    before = around.told_before(kinds, around.sentence()[0])
    return Slot(value=before.id, reach="sentence") if before is not None else None


def _label(around: Around) -> Concept | None:
    """The scale that a number is a degree of, where it stands right before it: « catégorie 5 », "magnitude 7.1"."""
    before = around.figure.first - 1
    if before > 0 and around.terms[before].key in ":.":
        before -= 1  # « Sa magnitude : 2,1 », « Cat. 5 »
    if before < 0 or "function" in around.terms[before].classes:
        return None  # « le bilan s'élève à 16 morts »
    concept = around.tokens.concepts[before]
    return concept if concept is not None and concept.kind == "size" else None


def _noun(around: Around) -> tuple[int, Concept | None]:
    """The counted noun and its concept: a toll anywhere in the noun phrase, else the head, else any counted thing in it."""
    tokens, figure = around.tokens, around.figure
    known = [(i, c) for i in phrase(tokens, figure) if (c := tokens.concepts[i]) is not None]
    tolls = [(i, c) for i, c in known if c.kind in TOLLS]
    if tolls:
        return tolls[0]
    if figure.noun >= 0 and tokens.concepts[figure.noun] is not None:
        return figure.noun, tokens.concepts[figure.noun]
    things = [(i, c) for i, c in known if c.kind in _NAMED]
    if things and tokens.reading.lexicon.listed("figures", "grammar", "adjectives_first"):
        return things[0]
    return figure.noun, None


def phrase(tokens: Tokens, figure: Figure) -> list[int]:
    """The terms after the number up to the next function word, passing hyphens and quotation marks."""
    terms = tokens.reading.terms
    found: list[int] = []
    for i in range(figure.core[1] + 1, min(figure.core[1] + 8, len(terms))):
        term = terms[i]
        if term.kind == "punctuation" and term.key in '-"“”«»':
            continue
        if term.kind not in ("word", "phrase") or "auxiliary" in term.classes or (found and "function" in term.classes):
            break
        if not term.classes & {"function", "before-noun", "of", "auxiliary"}:
            found.append(i)
    return found


def _qualified(around: Around, found: Slot, period: Slot | None) -> Slot:
    """The measure with its aspect: new ones, all so far, not yet certain."""
    concept = by_id().get(found.value)
    if concept is None or not concept.accumulates:
        return found
    kind = _state_of_count(around, period)
    return Slot(value=f"{found.value}{_OF}{kind}", reach=found.reach) if kind else found


def _state_of_count(around: Around, period: Slot | None) -> str:
    figure, (low, high) = around.figure, around.sentence()
    aside = around.has("part-word", figure.last + 1, figure.last + 4)  # « neuf autres, dont un néonatal, sont en cours d'examen »
    places = range(max(low, figure.last - 4), high if aside else min(around.near[1], high))
    if any("pending-word" in around.terms[i].classes for i in places if i != figure.noun):  # « deux suspects » are no suspected two
        return "pending"
    if around.has("new-word", figure.core[1] + 1, figure.last + 3):
        return "new"
    if around.has("so-far-word", max(low, around.near[0]), min(high, around.near[1])) or since(period):
        return "total"
    return "new" if _short(period) else ""


def since(period: Slot | None) -> bool:
    """Whether a period has a beginning and no end: « depuis janvier »."""
    return period is not None and period.value.startswith("since ")


NIGHT = 1
"""Days from the first day of a night to its last."""


def _short(period: Slot | None) -> bool:
    """A period of a few days up to a fortnight, told in the sentence; a night is when something happened once."""
    return (
        period is not None
        and period.reach != "paragraph"
        and not since(period)
        and NIGHT < (last_day(period) - first_day(period)).days <= 14
    )


def first_day(period: Slot) -> dt.date:
    """The first day of a period (`first/last`, or `since first/last`)."""
    return dt.date.fromisoformat(period.value.removeprefix("since ").partition("/")[0])


def last_day(period: Slot) -> dt.date:
    """The last day of a period."""
    return dt.date.fromisoformat(period.value.partition("/")[2])
