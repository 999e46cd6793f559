"""Names that the articles of a story spell in more than one way, as claims: where each article first writes it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from claims.extract import AFFIX, Extraction
from claims.records import KILLED, Evidence, NameClaim, NameValue
from consistency.align import Group
from consistency.people import Person
from consistency.stories import Story


def name_groups(told: Story) -> list[Group]:
    """For each name with more than one spelling its first mention in every article, in the order of the articles."""
    groups = [_group(person, told) for person in told.people.people if person.misspelled]
    return [group for group in groups if len({claim.exact for claim in group.claims}) > 1]


def _group(person: Person, told: Story) -> Group:
    live = [e for e in told.extractions if e.document.status != KILLED]
    claims = [c for e in live for spelling in person.spellings if (c := _first(e, spelling, person)) is not None]
    return Group("name", tuple(claims))


def _first(extraction: Extraction, spelling: str, person: Person) -> NameClaim | None:
    return next(mentions(extraction, spelling, person.full), None)


def mentions(extraction: Extraction, spelling: str, person: str) -> Iterator[NameClaim]:
    """Where an article writes some words of a person, furniture left out."""
    document = extraction.document
    for match in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", document.text):
        start, end = match.span()
        if start < document.body or any(low <= start < high for low, high in document.furniture):
            continue
        place = Evidence(
            source=document.source,
            start=start,
            end=end,
            exact=match[0],
            prefix=document.text[max(0, start - AFFIX) : start],
            suffix=document.text[end : end + AFFIX],
            counted_in=document.counted_in,
        )
        digest = hashlib.blake2s(f"{document.source}|name|{start}|{end}".encode(errors="surrogatepass"), digest_size=6).hexdigest()
        yield NameClaim(
            **place.model_dump(), id=f"n{digest}", sentence=_sentence(document.text, start, end), value=NameValue(person=person)
        )


_ENDS = re.compile(r"[.!?…]\s|\n")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a mention, as far as marks and line ends tell."""
    before = [m.end() for m in _ENDS.finditer(text, max(0, start - 400), start)]
    after = _ENDS.search(text, end)
    return (before[-1] if before else max(0, start - 400)), (
        after.start() + 1 if after and after[0] != "\n" else after.start() if after else len(text)
    )
