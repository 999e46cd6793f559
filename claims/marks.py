"""Quotation marks of every style, paired: « » “ ” „ “ ‹ › ‘ ’ and the straight ones.

One pass over the terms with a stack; a pair may hold another pair. A quotation may run over paragraphs, each of which
then begins with a mark of its own (the printers' habit) or with none.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from claims.reading import Reading

_OPENERS = {"«": "«", "“": "“", "„": "“", "‹": "‹", "‟": "“"}
_CLOSERS = {"»": "«", "”": "“", "›": "‹"}
_STRAIGHT = {'"': '"', "'": "'", "＂": '"'}
_MARKS = frozenset((*_OPENERS, *_CLOSERS, *_STRAIGHT))
_DEEPEST = 8  # quotations one inside another
_LONGEST_SENTENCE = 600  # terms: a longer stretch without a full stop is cut, so that no search runs away
_LONGEST = 6  # paragraphs that one quotation may run over


class Quoted(Struct, frozen=True):
    """What stands between two marks: terms `first` to `last` (both included), the marks at `opening` and `closing`.

    `depth` is 0 for a quotation that stands in no other.
    """

    opening: int
    first: int
    last: int
    closing: int
    depth: int = 0


class _Open(Struct):
    style: str
    at: int
    breaks: int = 0


def quotations(reading: Reading) -> tuple[Quoted, ...]:
    """All quotations of a text in the order of their opening marks; unmatched marks are passed over."""
    found: list[Quoted] = []
    stack: list[_Open] = []
    marks = [i for i, t in enumerate(reading.terms) if t.key in _MARKS or t.kind == "break"]
    for place, at in enumerate(marks):
        if reading.terms[at].kind == "break":
            found.extend(_paragraph_ends(reading, stack, at, marks[place + 1 : place + 2]))
            continue
        style, role = _role(reading, at, stack)
        if role == "open":
            stack.append(_Open(style, at))
            del stack[:-_DEEPEST]
        elif role == "close":
            found.extend(_closed(stack, style, at))
    return _nested(found)


def _role(reading: Reading, at: int, stack: list[_Open]) -> tuple[str, str]:
    """Whether a mark opens or closes, and the style of its pair."""
    term = reading.terms[at]
    mark = reading.text[term.start]
    before = reading.text[term.start - 1] if term.start else " "
    after = reading.text[term.end] if term.end < len(reading.text) else " "
    inside = [o.style for o in stack]
    if mark in _CLOSERS and mark != "’":
        return _CLOSERS[mark], "close"
    if mark in "“‟" and "“" in inside and not after.isalnum() and not before.isspace():
        return "“", "close"
    if mark in _OPENERS:
        return _OPENERS[mark], "open"
    style = _STRAIGHT.get(term.key, "'")
    if style == "'":
        return style, _apostrophe(before, after, inside)
    if style in inside:
        reopened = before.isspace() and after.isalnum() and inside[-1] == style and reading.terms[at - 1].kind == "break"
        return style, "open" if reopened else "close"
    return style, "open"


def _apostrophe(before: str, after: str, inside: list[str]) -> str:
    if "'" in inside and not after.isalnum() and not before.isspace():
        return "close"
    return "open" if not before.isalnum() and after.isalpha() and before not in "'’)" else ""


def _closed(stack: list[_Open], style: str, at: int) -> Iterator[Quoted]:
    """Close the innermost pair of this style; pairs left open inside it were no quotations."""
    if any(o.style == style for o in stack):
        while (opened := stack.pop()).style != style:
            pass
        if opened.at + 1 < at:
            yield Quoted(opened.at, opened.at + 1, at - 1, at, len(stack))


def _paragraph_ends(reading: Reading, stack: list[_Open], at: int, following: list[int]) -> Iterator[Quoted]:
    """At a paragraph's end a quotation is cut where the next paragraph opens it again, kept where a closing mark comes next."""
    if not stack:
        return
    outer = stack[0]
    upcoming = following[0] if following else -1
    role = _role(reading, upcoming, stack)[1] if upcoming >= 0 and reading.terms[upcoming].kind != "break" else ""
    if upcoming == at + 1 and (role == "open" or (outer.style == '"' and _before_letter(reading, upcoming))):
        if outer.at + 1 < at:
            yield Quoted(outer.at, outer.at + 1, at - 1, at, 0)
        stack.clear()
    elif role == "open" or outer.style in "\"'" or outer.breaks >= _LONGEST:
        stack.clear()
    else:
        outer.breaks += 1


def _before_letter(reading: Reading, at: int) -> bool:
    end = reading.terms[at].end
    return reading.text[end : end + 1].isalnum()


def _nested(found: list[Quoted]) -> tuple[Quoted, ...]:
    """In reading order, with each pair's depth counted from the pairs that hold it."""
    ordered = sorted(found, key=lambda q: (q.opening, -q.closing))
    ends: list[int] = []
    deep: list[Quoted] = []
    for q in ordered:
        while ends and ends[-1] < q.opening:
            ends.pop()
        deep.append(Quoted(q.opening, q.first, q.last, q.closing, len(ends)))
        ends.append(q.closing)
    return tuple(deep)


def utterances(reading: Reading, quoted: tuple[Quoted, ...]) -> tuple[tuple[int, int], ...]:
    """Sentences as half-open ranges of terms, none of which ends inside a quotation."""
    inside = _inner_ends(quoted)
    stops = []
    for _, end in reading.sentences:
        stop = inside.get(end)
        if stop is None:
            stops.append(end)
        elif stop and _begins(reading, stop):
            stops.append(stop)
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in (*stops, len(reading.terms)):
        while start < stop:
            end = min(stop, start + _LONGEST_SENTENCE)
            spans.append((start, end))
            start = end
    return tuple(spans)


def _inner_ends(quoted: tuple[Quoted, ...]) -> dict[int, int]:
    """For each place inside a quotation: 0, or the place after its closing mark where it is the quotation's own end."""
    places: dict[int, int] = {}
    for q in quoted:
        if q.depth == 0:
            places.update(dict.fromkeys(range(q.first, q.closing + 1), 0))
            places[q.closing] = q.closing + 1
    return places


def _begins(reading: Reading, at: int) -> bool:
    if at >= len(reading.terms):
        return True
    term = reading.terms[at]
    return term.kind == "break" or reading.text[term.start].isupper() or term.key in _OPENERS or term.key == '"'
