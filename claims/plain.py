"""The plain form of a text: what a reader sees of it, without the invisible characters and the twofold spellings that files carry.

Soft hyphens, zero-width and direction marks, control characters and lone surrogates are dropped, ligatures spelled out,
decomposed accents composed (Unicode normalization form C, UAX #15). Whatever is found in the plain form is told of the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from msgspec import Struct

from claims.wrapped import unwrapped

_DROPPED = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters, but for tabs, line ends and form feeds
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"
)
_ACCENTS = "\u0300-\u034e\u0350-\u036f"
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
_ODD = re.compile(rf"[{_DROPPED}]+|[\ufb00-\ufb06]|[^\W\d_]?[{_ACCENTS}][{_ACCENTS}{_DROPPED}]{{0,20}}")
_ANY = re.compile(rf"[{_DROPPED}{_ACCENTS}\ufb00-\ufb06]")
_INVISIBLE = re.compile(f"[{_DROPPED}]+")


class _Piece(Struct, frozen=True):
    """A stretch of the plain text and of the original; of one length where the two are the same."""

    start: int
    end: int
    original_start: int
    original_end: int

    @property
    def kept(self) -> bool:
        return self.end - self.start == self.original_end - self.original_start


class Plain(Struct, frozen=True):
    """A text in its plain form, and its pieces in reading order (none where nothing had to be changed)."""

    text: str
    pieces: tuple[_Piece, ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the plain text stands in the original one; what was dropped inside of it is part of it."""
        if not self.pieces:
            return start, end
        first = self._at(start)
        low = min(first.original_end, first.original_start + (start - first.start if first.kept else 0))
        if end <= start:
            return low, low
        last = self._at(end - 1)
        return low, last.original_end - (last.end - end if last.kept else 0)

    def found(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the original text stands in the plain one; what is dropped is nowhere."""
        return (self._found(start), self._found(end)) if self.pieces else (start, end)

    def _found(self, offset: int) -> int:
        at = bisect_right(self.pieces, offset, key=lambda p: p.original_start) - 1
        if at < 0:
            return 0
        piece = self.pieces[at]
        return min(piece.end, piece.start + (offset - piece.original_start if piece.kept else 0 if offset == piece.original_start else 1))

    def _at(self, offset: int) -> _Piece:
        return self.pieces[max(0, bisect_right(self.pieces, offset, key=lambda p: p.start) - 1)]


def plain(text: str, body: int = 0) -> Plain:
    """The plain form of a text, the characters before `body` left as they are; paragraphs that were cut into lines are whole."""
    text = unwrapped(text, body)
    if not _ANY.search(text, body):
        return Plain(text)
    pieces: list[_Piece] = []
    written: list[str] = []
    here = done = 0
    for match in _ODD.finditer(text, body):
        for shown, low, high in ((text[done : match.start()], done, match.start()), (_seen(match[0]), *match.span())):
            if shown:
                written.append(shown)
                pieces.append(_Piece(here, here + len(shown), low, high))
                here += len(shown)
        done = match.end()
    if done < len(text):
        written.append(text[done:])
        pieces.append(_Piece(here, here + len(text) - done, done, len(text)))
    return Plain("".join(written), tuple(pieces))


def _seen(odd: str) -> str:
    return _LIGATURES.get(odd) or unicodedata.normalize("NFC", _INVISIBLE.sub("", odd))
