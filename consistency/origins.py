"""Who first told it: claims are corroborated by independent origins, not by the number of articles.

An article's origin is the wire it credits (AFP, Reuters…), else the article itself. A sentence that stands almost word
for word in two articles has one origin, whatever the credits say (shingle containment: Broder 1997).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from claims.records import ClaimBase, Document

SHINGLE = 6
"""Words a shingle has."""
COPIED = 0.7
"""The share of a sentence's shingles that another article must hold for it to be a copy."""

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")


class Origins(Struct, frozen=True):
    """The origin of each article of a story, which of them are wires, and the articles' texts, by source."""

    of_source: Mapping[str, str]
    wires: frozenset[str]
    texts: Mapping[str, str]

    def name(self, claim: ClaimBase) -> str:
        """The origin of one claim: its article's."""
        return self.of_source[claim.source]

    def independent(self, claims: Sequence[ClaimBase]) -> tuple[str, ...]:
        """The independent origins of claims, sorted; origins that share a sentence word for word are one, named by its wire."""
        told = sorted({(self.name(c), self._own_words(c)) for c in claims}, key=lambda row: row[0])
        one: dict[str, set[str]] = {name: {name} for name, _ in told}
        for (name, words), (other, there) in combinations(told, 2):
            if one[name] is not one[other] and _contained(words, there):
                one[name] |= one[other]
                one.update(dict.fromkeys(one[name], one[name]))
        return tuple(sorted({min(names, key=lambda n: (n not in self.wires, n)) for names in one.values()}))

    def _own_words(self, claim: ClaimBase) -> frozenset[str]:
        """The shingles of a claim's sentence, without what it quotes: two articles may quote one speech each by itself."""
        return shingles(_QUOTED.sub(" | ", self.texts[claim.source][claim.sentence[0] : claim.sentence[1]]))


def shingles(text: str) -> frozenset[str]:
    """Every run of `SHINGLE` words of a text, lower case; none for a shorter text."""
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _contained(one: frozenset[str], other: frozenset[str]) -> bool:
    smaller = min(len(one), len(other))
    return smaller >= 4 and len(one & other) / smaller >= COPIED


def origins(documents: Iterable[Document]) -> Origins:
    """The origins of a story's articles."""
    documents = tuple(documents)
    titles = Counter(d.title for d in documents)
    wires = frozenset(credit for d in documents for credit in d.credits)
    return Origins({d.source: _origin(d, titles) for d in documents}, wires, {d.source: d.text for d in documents})


def _origin(document: Document, titles: Mapping[str, int]) -> str:
    """An article's wire, its outlet, else its title where no other article has it."""
    own = document.title if document.title and titles[document.title] == 1 else document.source
    return document.credits[0] if document.credits else document.outlet or own
