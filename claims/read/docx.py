"""Word documents (DOCX): the text as it is after all tracked changes, headings, lists and tables as lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from claims.read.archive import checked
from claims.read.blocks import joined, known_title
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
    yield Page(text=joined(found), extracted=True, title=known_title(title or "", found), language=_code(language or ""))


def _code(language: str) -> str:
    return language[:2].lower() if language[:2].isalpha() else ""


def _lines(document: Any) -> Iterator[str]:
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    yield from _inside(document.element.body, styles, 0)


def _inside(container: Any, styles: dict[str, str], depth: int) -> Iterator[str]:
    """The lines of a body, a cell, a text box or a frame of content; a paragraph whose mark was deleted goes on in the next."""
    begun = ""
    for element in container.iterchildren() if depth <= _DEEPEST else ():
        if element.tag == f"{_W}p":
            line = _text(element)
            if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                begun += line
                continue
            yield _lead(element, styles) + f"{begun}{line}".strip()
            begun = ""
            for box in element.iter(f"{_W}txbxContent"):
                if not _dropped(box) and _paragraph_of(box) is element:
                    yield from _inside(box, styles, depth + 1)
        elif element.tag == f"{_W}tbl":
            for row in _children(element, f"{_W}tr"):
                yield from _row(row, styles, depth)
        elif element.tag in _WRAPPERS:
            yield from _inside(element, styles, depth + 1)
    if begun.strip():
        yield begun.strip()


def _row(row: Any, styles: dict[str, str], depth: int) -> Iterator[str]:
    """The cells of a row on one line, then the tables that stand in them."""
    if row.find(f"{_W}trPr/{_W}del") is not None:
        return
    cells = [cell for cell in _children(row, f"{_W}tc") if cell.find(f"{_W}tcPr/{_W}cellDel") is None]
    yield " | ".join(" ".join(" ".join(_text(p) for p in _children(cell, f"{_W}p")).split()) for cell in cells)
    for cell in cells if depth < _DEEPEST else ():
        for table in _children(cell, f"{_W}tbl"):
            for inner in _children(table, f"{_W}tr"):
                yield from _row(inner, styles, depth + 1)
        for box in cell.iter(f"{_W}txbxContent"):
            if not _dropped(box) and next(box.iterancestors(f"{_W}tc"), None) is cell:
                yield from _inside(box, styles, depth + 1)


_WRAPPERS = frozenset((f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"))


def _children(container: Any, tag: str) -> Iterator[Any]:
    """The children with this tag, through content controls and other wrappers."""
    for child in container.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _lead(paragraph: Any, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    if named.startswith(_HEADINGS):
        return "## "
    return "- " if named.startswith(_LISTS) or paragraph.find(f"{_W}pPr/{_W}numPr") is not None else ""


def _text(paragraph: Any) -> str:
    """The text of a paragraph, without what a tracked change has deleted, what is hidden, and the boxes that hang on it."""
    parts: list[str] = []
    for node in paragraph.iter(*_TEXTS):
        if _paragraph_of(node) is paragraph and not _dropped(node) and not (_raised(node) and "".join(parts)[-1:].isdigit()):
            parts.append(node.text or "" if _TEXTS[node.tag] is None else _TEXTS[node.tag] or "")
    return "".join(parts)


def _raised(node: Any) -> bool:
    """Whether a node is a number in superscript: behind another number the call of a foot note."""
    mark = next((run.find(f"{_W}rPr/{_W}vertAlign") for run in node.iterancestors(f"{_W}r")), None)
    return mark is not None and mark.get(f"{_W}val") == "superscript" and (node.text or "").strip().isdigit()


def _paragraph_of(node: Any) -> Any:
    return next((above for above in node.iterancestors(f"{_W}p")), None)


def _dropped(node: Any) -> bool:
    """Whether a node was deleted or moved away, is hidden, or is the second copy of a drawing's text."""
    mark = next((run.find(f"{_W}rPr/{_W}vanish") for run in node.iterancestors(f"{_W}r")), None)
    hidden = mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")
    return hidden or any(above.tag in _GONE for above in node.iterancestors())


_GONE = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"))
_DEEPEST = 30
