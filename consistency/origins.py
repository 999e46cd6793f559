"""Who first told it: claims are corroborated by independent origins, not by the number of articles.

An article's origin is the wire it credits (AFP, Reuters…), else the article itself. A sentence that stands almost word
for word in two articles has one origin, whatever the credits say (shingle containment: Broder 1997).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.records import ClaimBase, Document

SHINGLE = 6
"""Words a shingle has."""
COPIED = 0.7
"""The share of a sentence's shingles that another article must hold for it to be a copy."""

_WORD = re.compile(r"\w+")


@dataclass
class Origins:
    """The origin of each article of a story, and which sentences are copies."""

    of_source: dict[str, str]
    shingles: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def name(self, claim: ClaimBase) -> str:
        """The origin of one claim: its article's."""
        return self.of_source[claim.source]

    def independent(self, claims: Sequence[ClaimBase]) -> tuple[str, ...]:
        """The independent origins of claims, sorted; a copied sentence counts with the first article that holds it."""
        kept: dict[str, list[set[str]]] = {}
        for claim in sorted(claims, key=lambda c: (c.source, c.start)):
            name = self.name(claim)
            own = self._shingles_of(claim)
            copied = any(_contained(own, other) for key, others in kept.items() if key != name for other in others)
            if not copied or name in kept:
                kept.setdefault(name, []).append(own)
        return tuple(sorted(kept))

    def _shingles_of(self, claim: ClaimBase) -> set[str]:
        text = self.texts[claim.source]
        return shingles(text[claim.sentence[0] : claim.sentence[1]])


def shingles(text: str) -> set[str]:
    """Every run of `SHINGLE` words of a text, lower case; none for a shorter text."""
    words = _WORD.findall(text.casefold())
    return {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _contained(one: set[str], other: set[str]) -> bool:
    smaller = min(len(one), len(other))
    return smaller >= 4 and len(one & other) / smaller >= COPIED


def origins(documents: Iterable[Document]) -> Origins:
    """The origins of a story's articles."""
    documents = tuple(documents)
    return Origins({d.source: _origin(d) for d in documents}, texts={d.source: d.text for d in documents})


def _origin(document: Document) -> str:
    return document.credits[0] if document.credits else document.outlet or document.source


def by_origin(origin_of: Origins, claims: Iterable[ClaimBase]) -> dict[str, list[ClaimBase]]:
    """The claims of each origin."""
    rows: dict[str, list[ClaimBase]] = defaultdict(list)
    for claim in claims:
        rows[origin_of.name(claim)].append(claim)
    return dict(rows)
