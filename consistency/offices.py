"""Offices that the articles of a story give one person, and of which nobody holds two, as claims."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from claims.entities import Entity
from claims.extract import Extraction
from claims.lexicon import lexicon
from claims.parties import QUALIFIER
from claims.records import KILLED
from claims.stems import plain
from consistency.align import Group
from consistency.spellings import mentions
from consistency.stories import Story

_TERM = dt.timedelta(days=7)
"""Articles so far apart may tell of one office and the next."""


class Office(Struct, frozen=True):
    """An office that an article gives somebody: its noun, of what, and the words as printed."""

    extraction: Extraction
    head: str
    of: frozenset[str]
    printed: str


def office_groups(told: Story) -> list[Group]:
    """For each person of two offices that exclude each other the first mention of either in every article that gives it."""
    held: dict[str, list[Office]] = {}
    for extraction in told.extractions:
        if extraction.document.status != KILLED:
            for entity in extraction.names.entities:
                if entity.kind == "person" and " " in entity.name:
                    name = told.people.canonical(extraction.document.source, entity.full)
                    held.setdefault(name, []).extend(_offices(extraction, entity))
    return [group for name, offices in sorted(held.items()) if (group := _group(name, offices, told)) is not None]


def _offices(extraction: Extraction, entity: Entity) -> Iterator[Office]:
    words = lexicon(extraction.document.language)
    alone, vague = words.listed("names", "people", "exclusive"), words.listed("names", "people", "of_no_place")
    newly = words.listed("names", "people", "newly")
    for printed, row in zip(entity.roles, entity.role_words, strict=False):
        head = next((word for word in row if word in alone), "")
        named = {plain(word) for word in re.findall(r"\w+", printed) if word[0].isupper()}  # « la capitale française » names no place
        of = {word for word in named & set(row) if "demonym" not in words.words.get(word, {}) and word not in vague}
        if head and not any(word.startswith(QUALIFIER) or word in newly for word in row):
            yield Office(extraction, head, frozenset(of - {head}), printed)


def _group(name: str, offices: Sequence[Office], told: Story) -> Group | None:
    clashing = [office for pair in combinations(offices, 2) if _exclude(*pair, told) for office in pair]
    sources = {id(office.extraction) for office in clashing}
    several = any(_differ(a, b) for a, b in combinations(offices, 2) if a.extraction is b.extraction and id(a.extraction) in sources)
    if not clashing or several:
        return None  # an article that gives both tells how one became the other
    found = {(o.extraction.document.source, o.printed): next(mentions(o.extraction, o.printed, name), None) for o in clashing}
    claims = tuple(claim for claim in found.values() if claim is not None)
    return Group("office", claims) if len({claim.source for claim in claims}) > 1 else None


def _differ(a: Office, b: Office) -> bool:
    return a.head != b.head or bool(a.of and b.of and not a.of & b.of)


def _exclude(a: Office, b: Office, told: Story) -> bool:
    one, other = a.extraction.document, b.extraction.document
    days = [told.told_on[d.source] for d in (one, other)]
    apart = None not in days and abs(days[0] - days[1]) > _TERM  # type: ignore[operator]
    return one.source != other.source and one.language == other.language and not apart and _differ(a, b)
