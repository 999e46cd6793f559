"""The people and bodies of a story: one table across its articles, whatever each article calls them.

A surname is read as the one full name that ends with it, an acronym as the one body that bears it, a role as the one
person that the articles give it to. Where two could be meant, nothing is guessed. Two spellings of one name (« Beccuau »,
« Beccuault ») are taken together when no article uses both, and both are listed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct, field

from claims.entities import Entity, full_name
from claims.lexicon import languages, offices
from claims.parties import same_office
from claims.stems import plain

HOUSE = ""
"""The source of names that no article tells, and the house knows."""

_SHORTEST = 5  # letters of a surname that may be misspelled
_FAR_MORE = 1.5  # how many times the sources of the second one
_TYPOS = 2  # letters that two spellings may differ by

Key = tuple[str, ...]


class Person(Struct, frozen=True):
    """One person or body: the name most articles give it, its other spellings and roles as printed, and who names it."""

    name: str
    kind: str
    sex: str
    acronym: str
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def misspelled(self) -> bool:
        """Whether the articles spell the name in more than one way, accents apart."""
        return len({_key(spelling) for spelling in self.spellings}) > 1

    @property
    def full(self) -> str:
        """The name, with the acronym that stands for it."""
        return full_name(self.name, self.acronym)


class People(Struct, frozen=True):
    """The table of a story; `canonical` reads a speaker's name in it."""

    people: tuple[Person, ...]
    named: Mapping[Key, int]
    read: Mapping[tuple[str, str], int]
    holders: Mapping[str, int] = field(default_factory=dict)

    def holder(self, words: str) -> str:
        """Who holds the office that an article's words name (« le chef du gouvernement »); empty where they name none, or several hold it."""
        place = self.holders.get(office_named(words))
        return "" if place is None else self.people[place].full

    def canonical(self, source: str, speaker: str) -> str:
        """The story's name for what one article calls `speaker`; the words themselves where it could be nobody or several."""
        place = self.read.get((source, speaker))
        if place is None:
            place = self.named.get(_key(speaker))
        return speaker if place is None else self.people[place].full

    def is_person(self, name: str) -> bool:
        """Whether a name of the story is that of a person, by its first name, title or role, in most articles."""
        place = self.named.get(_key(name))
        return place is not None and self.people[place].kind == "person"

    def variants(self) -> tuple[tuple[str, ...], ...]:
        """The spellings of every name that the articles spell in more than one way."""
        return tuple(p.spellings for p in self.people if p.misspelled)


class _Record(Struct):
    """One name while the table is made."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    sexes: Counter[str] = field(default_factory=Counter)
    acronyms: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    role_words: set[Key] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    offices: dict[str, set[str]] = field(default_factory=dict)

    def add(self, source: str, entity: Entity) -> None:
        self.names[entity.name] += 1
        self.kinds[entity.kind] += 1
        self.roles.update(entity.roles)
        self.role_words.update(entity.role_words if entity.named else ())
        self.sources.add(source)
        for office in {office_named(role) for role in entity.roles} - {""}:
            self.offices.setdefault(office, set()).add(source)
        if entity.sex:
            self.sexes[entity.sex] += 1
        if entity.acronym:
            self.acronyms[entity.acronym] += 1

    def join(self, other: _Record) -> None:
        for mine, its in ((self.names, other.names), (self.kinds, other.kinds), (self.sexes, other.sexes), (self.acronyms, other.acronyms)):
            mine.update(its)
        self.roles |= other.roles
        self.role_words |= other.role_words
        self.sources |= other.sources
        for office, sources in other.offices.items():
            self.offices.setdefault(office, set()).update(sources)


def people(articles: Iterable[tuple[str, Sequence[Entity]]]) -> People:
    """Make the table of a story from the names of its articles (source, entities); the order of the articles does not matter.

    The source `HOUSE` stands for what the house itself knows.
    """
    rows = sorted(articles, key=lambda row: row[0])
    records: dict[Key, _Record] = {}
    for source, entities in rows:
        for entity in entities:
            if entity.named or entity.acronym:
                records.setdefault(_key(entity.name), _Record()).add(source, entity)
    merged = _spellings(records)
    keys = sorted({merged[k] for k in records})
    places = {key: i for i, key in enumerate(keys)}
    table = tuple(_person(records[key]) for key in keys)
    named = {key: places[merged[key]] for key in records} | _short(table, records, merged, places)
    read = {}
    for source, entities in rows:
        for entity in entities:
            place = _place(entity, table, named, records, keys)
            if place is not None:
                read[source, entity.full] = place
    return People(table, named, read, _holders([records[key] for key in keys]))


def office_named(words: str) -> str:
    """The office that a role's words are a name of, of somebody who holds it now; empty for none."""
    folded = " ".join(re.findall(r"\w+|'", plain(words)))
    shorter = {folded}
    while (lead := next((a for a in _LEADS if folded.startswith(a)), "")) != "":
        folded = folded.removeprefix(lead)
        shorter.add(folded)
    return next((office for name, office in _offices() if name in shorter), "")


_LEADS = ("le ", "la ", "l ' ", "the ", "new ", "nouveau ", "nouvelle ")
"""What may stand before the name of an office without making another office of it."""


@cache
def _offices() -> tuple[tuple[str, str], ...]:
    """Every name of an office, in all languages."""
    rows = [(name, office) for language in languages() for office, names in offices(language).items() for name in names]
    return tuple((" ".join(re.findall(r"\w+|'", plain(name))), office) for name, office in rows)


def _holders(records: Sequence[_Record]) -> dict[str, int]:
    """Who holds each office, by place: the one person whom the articles call so, or by far the most of them."""
    rows: dict[str, list[tuple[float, int]]] = {}
    for place, record in enumerate(records):
        for office, sources in record.offices.items() if _first(record.kinds) == "person" else ():
            rows.setdefault(office, []).append((math.inf if HOUSE in sources else len(sources), place))
    found = {}
    for office, several in rows.items():
        ranked = sorted(several, key=lambda row: (-row[0], row[1]))
        if len(ranked) == 1 or ranked[0][0] >= _FAR_MORE * ranked[1][0]:
            found[office] = ranked[0][1]
    return found


def _key(name: str) -> Key:
    return tuple(re.findall(r"\w+", plain(re.sub(r"\([^()]*\)$", "", name))))


def _spellings(records: dict[Key, _Record]) -> dict[Key, Key]:
    """Which name each name is a spelling of: the one that more articles use, then the first in the alphabet."""
    merged = {key: key for key in records}
    ranked = sorted(records, key=lambda k: (-len(records[k].sources), k))
    for i, key in enumerate(ranked):
        if merged[key] != key:
            continue
        for other in ranked[i + 1 :]:
            if merged[other] == other and _same_name(key, other) and not records[key].sources & records[other].sources:
                merged[other] = key
                records[key].join(records[other])
    return merged


def _same_name(a: Key, b: Key) -> bool:
    """Whether two full names differ by a typing error: the same first name, and a long surname one or two letters apart."""
    if len(a) < 2 or len(a) != len(b) or a[0] != b[0] or a == b:
        return False
    mine, other = "".join(a[1:]), "".join(b[1:])
    if min(len(mine), len(other)) < _SHORTEST or mine[0] != other[0] or abs(len(mine) - len(other)) > _TYPOS:
        return False
    from rapidfuzz.distance import Levenshtein  # few stories have two names so close: most need not load it

    return Levenshtein.distance(mine, other, score_cutoff=_TYPOS) <= (_TYPOS if len(mine) > _SHORTEST + 1 else 1)


def _short(table: Sequence[Person], records: Mapping[Key, _Record], merged: Mapping[Key, Key], places: Mapping[Key, int]) -> dict[Key, int]:
    """Surnames and acronyms that can mean one person or body only."""
    meant: dict[Key, set[int]] = {}
    for key, record in records.items():
        place = places[merged[key]]
        if len(key) > 1 and table[place].kind == "person":
            for n in range(1, len(key)):
                meant.setdefault(key[n:], set()).add(place)
        for acronym in record.acronyms:
            meant.setdefault(_key(acronym), set()).add(place)
    return {key: found.pop() for key, found in meant.items() if len(found) == 1}


def _place(
    entity: Entity, table: Sequence[Person], named: Mapping[Key, int], records: Mapping[Key, _Record], keys: Sequence[Key]
) -> int | None:
    """Where an article's entity stands in the table: by its name, or by its role where one person alone bears it."""
    if entity.named or entity.acronym:
        return named.get(_key(entity.name))
    if entity.kind != "role" or entity.plural or entity.someone or not entity.role_words:
        return None
    wanted = entity.role_words[0]
    fits = {
        i
        for i, key in enumerate(keys)
        if table[i].kind == "person" and any(same_office(wanted, words) for words in records[key].role_words)
    }
    return fits.pop() if len(fits) == 1 else None


def _person(record: _Record) -> Person:
    spellings = tuple(sorted(record.names, key=lambda n: (-record.names[n], n)))
    return Person(
        name=spellings[0],
        kind=_first(record.kinds),
        sex=_first(record.sexes),
        acronym=_first(record.acronyms),
        spellings=spellings,
        roles=tuple(sorted(record.roles)),
        sources=tuple(sorted(record.sources)),
    )


def _first(counted: Counter[str]) -> str:
    """The most frequent, then the first in the alphabet; empty where nothing was counted."""
    return min(counted, key=lambda k: (-counted[k], k), default="")
