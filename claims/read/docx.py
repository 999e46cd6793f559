"""Word documents (DOCX): the text as it is after all tracked changes, headings, lists and tables as lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from claims.read.archive import checked
from claims.read.blocks import joined
from claims.read.guard import foreign
from claims.read.page import Page, Pages

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXTS = {f"{_W}t": None, f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "\u00ad"}
_HEADINGS = ("heading", "titre", "title")
_LISTS = ("list", "liste")


def read_docx(data: bytes, name: str) -> Pages:
    """The one article of a Word document."""
    checked(data, name)
    with foreign(name, "Word document"):
        import docx

        document = docx.Document(io.BytesIO(data))
        found = [line for line in _lines(document) if line.strip()]
        title, language = document.core_properties.title, document.core_properties.language
    yield Page(text=joined(found), extracted=True, title=" ".join((title or "").split()), language=_code(language or ""))


def _code(language: str) -> str:
    return language[:2].lower() if language[:2].isalpha() else ""


def _lines(document: Any) -> Iterator[str]:
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    for element in document.element.body.iterchildren():
        if element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                yield " | ".join(" ".join(_text(cell).split()) for cell in row.iter(f"{_W}tc"))
        else:
            for paragraph in element.iter(f"{_W}p"):
                yield _lead(paragraph, styles) + _text(paragraph).strip()


def _lead(paragraph: Any, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    if named.startswith(_HEADINGS):
        return "## "
    return "- " if named.startswith(_LISTS) or paragraph.find(f"{_W}pPr/{_W}numPr") is not None else ""


def _text(element: Any) -> str:
    """The text of a paragraph or cell, without what a tracked change has deleted and the second copy of a drawing's text."""
    parts: list[str] = []
    for node in element.iter(*_TEXTS):
        if not any(above.tag in (f"{_W}del", f"{_MC}Fallback", f"{_W}moveFrom") for above in node.iterancestors()):
            parts.append(node.text or "" if _TEXTS[node.tag] is None else _TEXTS[node.tag] or "")
    return "".join(parts)
