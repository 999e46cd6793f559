"""Where a claim stands, as other programs count it: file, lines and columns from 1, the end exclusive."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from pathlib import PurePath
from urllib.parse import quote

from msgspec import Struct

from claims.records import Claim
from reports.view import View

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


class Place(Struct, frozen=True):
    """A stretch of a file. `line` is 0 where the file has no lines of text (a PDF, a page) or its text is not at hand."""

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


def place(claim: Claim, view: View) -> Place:
    """Where a claim stands in its article's file."""
    source = view.sources.get(claim.source)
    path = source.path if source else claim.source
    document = view.documents.get(claim.source)
    if document is None or claim.counted_in != "file":
        return Place(path)
    return Place(path, *_position(document.text, claim.start), *_position(document.text, claim.end))


def _position(text: str, offset: int) -> tuple[int, int]:
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    """Where each line begins; the first after a byte order mark, which editors do not count as a character."""
    return (int(text.startswith("\ufeff")), *(found.end() for found in re.finditer("\n", text)))


def relative(path: str) -> str:
    """A path with slashes, without `./`, as hosting sites name the files of a repository."""
    return path if _ADDRESS.match(path) else PurePath(path).as_posix()


def uri(path: str) -> str:
    """The URI reference of a file: relative where the path is; any name whatever percent-encoded, an address as it is."""
    shown = relative(path)
    encoded = _bytes(shown)
    if _ADDRESS.match(path):
        return quote(encoded, safe=":/?#[]@!$&'()*+,;=%~")
    if PurePath(path).is_absolute():
        return "file:///" + quote(encoded).lstrip("/")
    return quote(encoded)


def _bytes(path: str) -> bytes:
    """The bytes that a file is named by, those included that are no text."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
