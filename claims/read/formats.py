"""The formats that are read: how each is told from the others, by what a file holds first and by its name after that.

A new format is one module with a reader and one line in `FORMATS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from msgspec import Struct

from claims.errors import InputError
from claims.read.page import Pages, Reader

_HEAD = 4000
_XML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>)?(?:\s|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}>)*<\s*(?:[\w.-]{1,40}:)?([\w.-]{1,60})", re.DOTALL
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>)?(?:\s|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.DOTALL)
_FEEDS = frozenset((b"rss", b"feed", b"RDF"))
_NEWSML = frozenset((b"newsItem", b"newsMessage", b"packageItem", b"conceptItem", b"knowledgeItem"))


class UnknownFormatError(InputError):
    """A file that holds no article, as far as its content and its name tell."""


class Format(Struct, frozen=True):
    """A format: its name, the suffixes of its files, how its content is recognised, and where its reader is (`module:function`)."""

    name: str
    suffixes: tuple[str, ...]
    tells: Callable[[bytes], bool]
    reader: str


def _never(head: bytes) -> bool:
    return False


def _root(head: bytes) -> bytes:
    found = _XML.match(head)
    return found[1] if found else b""


def _is_json(data: bytes) -> bool:
    """Whether a file that should be text is one JSON object, or objects one a line."""
    if data.lstrip()[:1] != b"{":
        return False
    import json

    for part in (data, data.lstrip().split(b"\n", 1)[0]):
        try:
            return isinstance(json.loads(part), dict)
        except (ValueError, RecursionError):
            continue
    return False


def _is_docx(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and b"word/document.xml" in data


FORMATS = (
    Format("PDF", (".pdf",), lambda data: data[:1024].lstrip().startswith(b"%PDF-"), "pdf:read_pdf"),
    Format("DOCX", (".docx",), _is_docx, "docx:read_docx"),
    Format("zip archive", (".zip",), lambda data: data.startswith((b"PK\x03\x04", b"PK\x05\x06")), "archive:read_zip"),
    Format("HTML", (".html", ".htm", ".xhtml"), lambda data: bool(_HTML.match(data[:_HEAD])), "html:read_html"),
    Format("feed", (".rss", ".atom"), lambda data: _root(data[:_HEAD]) in _FEEDS, "feed:read_feed"),
    Format("NewsML-G2", (".xml",), lambda data: _root(data[:_HEAD]) in _NEWSML, "newsml:read_newsml"),
    Format("JSON Lines", (".jsonl", ".ndjson"), _never, "ninjs:read_lines"),
    Format("ninjs", (".json",), _never, "ninjs:read_json"),
    Format("text", (".md", ".markdown", ".txt"), _never, "text:read_text"),
)

SUFFIXES = tuple(suffix for one in reversed(FORMATS) for suffix in one.suffixes)
"""The file names that hold articles."""

MAYBE = (".json", ".xml")
"""Names that other files have as well: in a folder, one of these that holds no article is left aside."""


def reader_of(data: bytes, path: PurePath, name: str) -> Reader:
    """The reader for a file: by its content where that is plain, else by its suffix; what has no name (standard input, a page that was fetched) is text."""
    one = next((f for f in FORMATS if f.tells(data)), None) or next((f for f in FORMATS if path.suffix.lower() in f.suffixes), None)
    if (one is None and path == PurePath()) or (one is FORMATS[-1] and path.suffix.lower() == ".txt"):
        wire = _is_json(data)
        lines = wire and data.strip().count(b"\n{") > 0
        one = next(f for f in FORMATS if f.name == ("JSON Lines" if lines else "ninjs" if wire else "text"))
    if one is None:
        raise UnknownFormatError(
            name, 0, f"has no known format ({path.suffix or 'no suffix'})", f"give a file in one of {', '.join(SUFFIXES)}"
        )
    module, _, function = one.reader.partition(":")

    def read(data: bytes, name: str) -> Pages:
        return getattr(import_module(f"claims.read.{module}"), function)(data, name)  # type: ignore[no-any-return]

    return read
