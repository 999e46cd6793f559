"""What articles say, cut to size: the sentence around a claim, and two wordings compared word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from claims.records import Claim, Document

MARGIN = 220
"""The most characters shown on either side of a claim's words."""

LONGEST = 500
"""The most characters shown of a claim's own words."""


_BULLET = re.compile(r"^[\s\-–—•*#>]+")


class Piece(Struct, frozen=True):
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
        return [Piece(_from_word(first.prefix)), Piece(first.exact, "told"), Piece(_to_word(first.suffix))]
    spans = _joined([(claim.start, claim.end) for claim in claims])
    start = min(first.sentence[0], spans[0][0])
    end = max(first.sentence[1], spans[-1][1])
    return _pieces(document.text, start, end, spans)


def _from_word(text: str) -> str:
    """A text that was cut off anywhere, from its first whole word on."""
    return f"… {text.partition(' ')[2]}" if " " in text.strip() else text


def _to_word(text: str) -> str:
    """A text that was cut off anywhere, to its last whole word."""
    return f"{text.rpartition(' ')[0]} …" if " " in text.strip() else text


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces = _outside(_BULLET.sub("", text[start : spans[0][0]]), keep="tail")
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


class Change(Struct, frozen=True):
    """One step of a word diff: words kept, taken out, put in, or not quoted by one side (`unquoted`)."""

    kind: Literal["kept", "removed", "added", "unquoted"]
    text: str


def word_diff(old: str, new: str) -> list[Change]:
    """What changes from `old` to `new`, word by word; words one side merely does not quote, at either end, are no change."""
    a, b = old.split(), new.split()
    steps = _steps(a, b)
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


def _steps(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    from difflib import SequenceMatcher  # loaded only where wordings differ

    return list(SequenceMatcher(None, [_key(w) for w in old], [_key(w) for w in new], autojunk=False).get_opcodes())


def own_changes(other: str, text: str) -> list[Change]:
    """The words of `text` and no others, those that `other` has otherwise as `added`; what `other` does not quote at an end is kept."""
    words, steps = text.split(), _steps(other.split(), text.split())
    changes = []
    for i, (kind, _, _, b0, b1) in enumerate(steps):
        inner = kind == "insert" and 0 < i < len(steps) - 1
        changed = (kind == "replace" or inner) and any(_key(word) for word in words[b0:b1])
        changes.append(Change("added" if changed else "kept", " ".join(words[b0:b1])))
    return [change for change in changes if change.text]


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
    first = last = _first_change(other.split(), words)
    first, last = _widened(words, first, last, width)
    return ("… " if first else "") + " ".join(words[first : last + 1]) + (" …" if last + 1 < len(words) else "")


def _first_change(old: list[str], new: list[str]) -> int:
    """Where `new` first has other words than `old` in the same place; 0 where it merely quotes less or more."""
    steps = _steps(old, new)
    return next((b0 for i, (kind, _, _, b0, _) in enumerate(steps) if kind == "replace" or (kind != "equal" and 0 < i < len(steps) - 1)), 0)


def _widened(words: list[str], first: int, last: int, width: int) -> tuple[int, int]:
    """The range of words around `first`..`last` that fits into `width` characters."""
    while True:
        wider = (max(0, first - 1), min(len(words) - 1, last + 1))
        if wider == (first, last) or len(" ".join(words[wider[0] : wider[1] + 1])) > width:
            return first, last
        first, last = wider


def within_sentence(claim: Claim, documents: Mapping[str, Document], width: int) -> str:
    """A claim with words of its sentence around it, in about `width` characters; « … » where the sentence goes on."""
    document = documents.get(claim.source)
    if document is None:
        whole, start = claim.prefix + claim.exact + claim.suffix, len(claim.prefix)
    else:
        first = min(claim.sentence[0], claim.start)
        whole, start = document.text[first : max(claim.sentence[1], claim.end)], claim.start - first
    end = start + len(claim.exact)
    room = max(0, width - len(claim.exact))
    # what follows a date or a number says more of it than what stands before
    left = max(0, start - max(room // 3, room - (len(whole) - end)))
    right = min(len(whole), end + room - (start - left))
    left = left and (whole.find(" ", left, start) + 1 or start)
    right = right if right == len(whole) else max(end, whole.rfind(" ", end, right))
    shown = " ".join(_BULLET.sub("", whole[left:right]).split()).rstrip(",;:")
    return ("… " if left else "") + shown + (" …" if right < len(whole) else "")


def _key(word: str) -> str:
    return re.sub(r"\W+", "", word.casefold())
