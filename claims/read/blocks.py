"""From a tree of elements (HTML, XHTML in NewsML or feeds, what trafilatura keeps of a page) to a text of paragraphs.

A heading becomes `## …`, an item of a list `- …`, a row of a table one line; paragraphs have a blank line between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from claims.lines import fold

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "blockquote",
        "quote",
        "ul",
        "ol",
        "list",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "table",
        "body",
        "html",
        "address",
        "pre",
        "form",
        "tr",
        "row",
        "hr",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "head", "hl1", "hl2"])
_ITEMS = frozenset(("li", "item"))
_CELLS = frozenset(("td", "th", "cell"))
_BREAKS = frozenset(("br", "lb"))
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "iframe",
        "object",
        "embed",
        "head-meta",
        "button",
        "select",
        "option",
        "textarea",
        "nav",
        "graphic",
        "img",
        "math",
    ]
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CELL_BREAK = " | "
_TITLE_AMONG = 12


class _Text:
    """A text in the making."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.line: list[str] = []
        self.lead = ""

    def end(self) -> None:
        """End the paragraph, if it has begun."""
        written = "\n".join(part.strip() for part in _BLANKS.sub(" ", "".join(self.line)).replace("\v", "\n").split("\n")).strip()
        if written.strip(_CELL_BREAK):
            self.done.append(self.lead + written.removesuffix(_CELL_BREAK.rstrip()).rstrip())
        self.line, self.lead = [], ""


def paragraphs(root: Any) -> list[str]:
    """The paragraphs of an lxml tree, blanks as a browser shows them; no-break spaces stay."""
    text = _Text()
    skipped = 0
    for event, element in _walk(root):
        name = _name(element)
        if event == "start":
            skipped += name in _SKIPPED
            if skipped or not name:
                continue
            _open(text, name)
            text.line.append(element.text or "")
        else:
            if name in _SKIPPED:
                skipped -= 1
            elif not skipped and name:
                _close(text, name)
            if not skipped and element is not root:
                text.line.append(element.tail or "")
    text.end()
    return text.done


def joined(found: Iterable[str]) -> str:
    """Paragraphs as a text."""
    return "\n\n".join(found)


def known_title(title: str, found: list[str]) -> str:
    """The title that a file's properties give, where the text begins with it: often they hold another's, or the template's."""
    plain = " ".join(title.split())
    return plain if plain and any(fold(plain) in fold(one) for one in found[:_TITLE_AMONG]) else ""


def titled(found: list[str], title: str) -> list[str]:
    """The paragraphs below their title, which many formats keep apart; as they are where it already stands among the first."""
    known = fold(title)
    if not known or any(known in fold(one) for one in found[:_TITLE_AMONG]):
        return found
    return [f"# {title}", *found]


def _walk(root: Any) -> Any:
    from lxml import etree

    return etree.iterwalk(root, events=("start", "end", "comment", "pi"))


def _name(element: Any) -> str:
    """The local name of an element, empty for a comment or an instruction."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _open(text: _Text, name: str) -> None:
    if name in _HEADINGS:
        text.end()
        text.lead = "## "
    elif name in _ITEMS:
        text.end()
        text.lead = "- "
    elif name in _BLOCKS:
        lead = text.lead if not any(part.strip() for part in text.line) else ""
        text.end()
        text.lead = lead if name == "p" else ""  # <li><p>…
    elif name in _BREAKS:
        text.line.append("\v")


def _close(text: _Text, name: str) -> None:
    if name in _CELLS:
        text.line.append(_CELL_BREAK)
    elif name in _HEADINGS or name in _ITEMS or name in _BLOCKS:
        text.end()
