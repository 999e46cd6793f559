"""What articles say, cut to size: the sentence around a claim, and two wordings compared word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from claims.records import Claim, Document

MARGIN = 220
"""The most characters shown on either side of a claim's words."""

LONGEST = 500
"""The most characters shown of a claim's own words."""


@dataclass(frozen=True)
class Piece:
    """A stretch of an excerpt: `told` words are those of the claim; `cut` ones stand for words left out."""

    text: str
    role: Literal["around", "told", "cut"] = "around"


def sentence(claims: list[Claim], documents: Mapping[str, Document]) -> list[Piece]:
    """The sentence of claims that stand in one sentence, their own words apart. Never empty.

    Without the document (a report read back from JSON) the words kept beside each claim serve.
    """
    first = claims[0]
    document = documents.get(first.source)
    if document is None:
        return [Piece(first.prefix), Piece(first.exact, "told"), Piece(first.suffix)]
    spans = _joined([(claim.start, claim.end) for claim in claims])
    start = min(first.sentence[0], spans[0][0])
    end = max(first.sentence[1], spans[-1][1])
    return _pieces(document.text, start, end, spans)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces = _outside(text[start : spans[0][0]], keep="tail")
    for i, (a, b) in enumerate(spans):
        pieces += _told(text[a:b])
        after = spans[i + 1][0] if i + 1 < len(spans) else end
        pieces += _outside(text[b:after], keep="head" if after == end else "both")
    return pieces


def _told(text: str) -> list[Piece]:
    if len(text) <= LONGEST:
        return [Piece(text, "told")]
    half = LONGEST // 2
    return [
        Piece(text[:half].rsplit(" ", 1)[0], "told"),
        Piece("", "cut"),
        Piece(text[-half:].split(" ", 1)[-1], "told"),
    ]


def _outside(text: str, keep: Literal["head", "tail", "both"]) -> list[Piece]:
    if len(text) <= MARGIN * (2 if keep == "both" else 1):
        return [Piece(text)]
    head = Piece(text[:MARGIN].rsplit(" ", 1)[0] + " ")
    tail = Piece(" " + text[-MARGIN:].split(" ", 1)[-1])
    cut = Piece("", "cut")
    return {"head": [head, cut], "tail": [cut, tail], "both": [head, cut, tail]}[keep]


@dataclass(frozen=True)
class Change:
    """One step of a word diff: words kept, taken out, put in, or not quoted by one side (`unquoted`)."""

    kind: Literal["kept", "removed", "added", "unquoted"]
    text: str


def word_diff(old: str, new: str) -> list[Change]:
    """What changes from `old` to `new`, word by word; words one side merely does not quote, at either end, are no change."""
    from difflib import SequenceMatcher  # loaded only where wordings differ

    a, b = old.split(), new.split()
    steps = SequenceMatcher(None, [_key(w) for w in a], [_key(w) for w in b], autojunk=False).get_opcodes()
    changes: list[Change] = []
    for i, (kind, a0, a1, b0, b1) in enumerate(steps):
        at_end = i in (0, len(steps) - 1) and len(steps) > 1
        if kind == "equal" or not any(_key(word) for word in a[a0:a1] + b[b0:b1]):
            changes.append(Change("kept", " ".join(b[b0:b1])))
        elif at_end and kind in ("delete", "insert"):
            changes.append(Change("unquoted", " ".join(a[a0:a1] or b[b0:b1])))
        else:
            removed, added = " ".join(a[a0:a1]), " ".join(b[b0:b1])
            changes += [Change("removed", removed)] if removed else []
            changes += [Change("added", added)] if added else []
    return changes


def changed_words(old: str, new: str) -> tuple[str, str]:
    """Only what differs: the words of `old` that went, the words of `new` that came; « … » between stretches."""
    changes = word_diff(old, new)
    gone, come = ([change.text for change in changes if change.kind == kind] for kind in ("removed", "added"))
    return " … ".join(gone), " … ".join(come)


def around_change(other: str, text: str, width: int) -> str:
    """At most about `width` characters of `text`, around the first word that is not in `other`; « … » where cut."""
    words = text.split()
    if len(text) <= width:
        return " ".join(words)
    known = [_key(word) for word in other.split()]
    same = next((i for i, word in enumerate(words) if i >= len(known) or _key(word) != known[i]), 0)
    first = last = min(same, len(words) - 1)
    while (first > 0 or last + 1 < len(words)) and len(" ".join(words[max(0, first - 1) : last + 2])) <= width:
        first, last = max(0, first - 1), min(len(words) - 1, last + 1)
    return ("… " if first else "") + " ".join(words[first : last + 1]) + (" …" if last + 1 < len(words) else "")


def _key(word: str) -> str:
    return re.sub(r"\W+", "", word.casefold())
