"""PDF: the text layer, put back into paragraphs by where the lines stand; a scan has none, and is refused with a clear message.

Lines that stand at the top or bottom of most pages, and page numbers, are left out: they would cut sentences in two.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from msgspec import Struct

from claims.errors import InputError
from claims.read.blocks import joined, known_title
from claims.read.guard import foreign
from claims.read.page import Page, Pages

MOST_PAGES = 300
_MOST_TEXT = 5_000_000  # characters
_NUMBER = re.compile(r"(?:page|p\.?)?\s*\d{1,4}\s*(?:(?:/|sur|of|de)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE)
_DIGITS = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_LETTER = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS = 20
_EDGE = 2
_LARGER_GAP = 1.3
_SENTENCE_ENDS = frozenset(".!?…:»”")
_FULL = 0.7


class _Line(Struct, frozen=True):
    """A line of a page: its text, its baseline and the size of its type in points, the page, about where it ends, whether in the margin."""

    text: str
    y: float
    size: float
    page: int
    end: float = 0.0
    margin: bool = False


def read_pdf(data: bytes, name: str) -> Pages:
    """The one article of a PDF."""
    import pypdf

    with foreign(name, "PDF"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(name, 0, "is protected by a password", "save it without one")
        if len(reader.pages) > MOST_PAGES:
            raise InputError(name, 0, f"has {len(reader.pages)} pages, the limit is {MOST_PAGES}", "keep the pages of the article")
        pages = [_lines(page, number) for number, page in enumerate(reader.pages)]
        title = " ".join(str(reader.metadata.title or "" if reader.metadata else "").split())
    lines = _without_edges(pages)
    if sum(len(_LETTER.findall(line.text)) for line in lines) < _FEWEST_LETTERS:
        raise InputError(name, 0, "holds no text: it may be a scan", "run text recognition (OCR) on it, or type the text into a file")
    found = _paragraphs(lines)
    yield Page(text=joined(found), extracted=True, title=known_title(title, found))


def _lines(page: Any, number: int) -> list[_Line]:
    """The lines of a page in the order in which they are drawn."""
    found: list[_Line] = []
    drawn, ended = 0, False
    low, high = float(page.mediabox.bottom), float(page.mediabox.top)

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: object, size: float) -> None:
        nonlocal drawn, ended
        drawn += len(text)
        if drawn > _MOST_TEXT:
            raise ValueError("too much text on one page")
        if not text.strip("\n\r"):
            return
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size * (tm[3] or tm[0] or 1) * (cm[3] or cm[0] or 1)) or 1.0
        for i, part in enumerate(text.split("\n")):
            last = found[-1] if found else None
            if last is not None and _is_note_call(last, part, y, height):
                continue
            if last is not None and i == 0 and abs(last.y - y) < height / 2:
                between = _gap(last, x) if ended and not last.text.endswith(" ") and not part.startswith(" ") else ""
                found[-1] = _Line(last.text + between + part, last.y, last.size, number, x + _width(part, height), last.margin)
            elif part.strip():
                outside = not _MARGIN <= (y - low) / max(1.0, high - low) <= 1 - _MARGIN
                found.append(_Line(part, y, height, number, x + _width(part, height), outside))
        ended = text.endswith("\n")

    page.extract_text(visitor_text=visit)
    return [line for line in found if line.text.strip()]


def _width(text: str, size: float) -> float:
    """About how wide a text is: letters are half as wide as high, on the average."""
    return _LETTER_WIDTH * size * len(text)


def _gap(line: _Line, x: float) -> str:
    """What stands between two pieces of a line that are placed each by itself: a blank, or the gap of a table's cells."""
    return _CELL if x - line.end > _CELL_GAP * line.size else " "


def _is_note_call(line: _Line, part: str, y: float, size: float) -> bool:
    """Whether a piece is the small raised number of a foot note."""
    return part.strip().isdigit() and size < _SMALL_TYPE * line.size and 0 < y - line.y < line.size


_SMALL_TYPE = 0.8
_MARGIN = 0.07
"""The share of a page's height that is margin, above and below."""

_SMALLER = 0.95
_LETTER_WIDTH = 0.5
_CELL_GAP = 1.5
_CELL = " | "


def _without_edges(pages: Sequence[list[_Line]]) -> list[_Line]:
    """All lines but those that most pages share at their top or bottom, page numbers among them, and what is in small type in the margin."""
    usual = median([line.size for page in pages for line in page] or [0.0])
    shared = Counter(_place(line) for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]})
    often = {place for place, times in shared.items() if times >= 2 and times > len(pages) / 2}
    kept = []
    for page in pages:
        for i, line in enumerate(page):
            edge = i < _EDGE or i >= len(page) - _EDGE
            if edge and line.margin and line.size < _SMALLER * usual:
                continue
            if not (edge and _place(line) in often and (_NUMBER.fullmatch(line.text.strip()) or _LETTER.search(line.text))):
                kept.append(line)
    return kept


def _place(line: _Line) -> tuple[str, int]:
    """A line without the number of its page, and how high it stands."""
    return _DIGITS.sub(lambda m: "0" if int(m[0]) == line.page + 1 else m[0], line.text.strip()), round(line.y)


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    leading, width = _leading(lines), max((len(line.text.strip()) for line in lines), default=0)
    found: list[str] = []
    for i, line in enumerate(lines):
        text = " ".join(line.text.split(" ")).strip()
        if found and _goes_on(lines[i - 1], line, leading, width):
            found[-1] = _joined(found[-1], text)
        else:
            found.append(text)
    return found


def _leading(lines: Sequence[_Line]) -> float:
    """The usual distance from one line to the next: the smallest of those that are common."""
    gaps = Counter(round(a.y - b.y) for a, b in pairwise(lines) if a.page == b.page and a.y - b.y > a.size / 2)
    common = [gap for gap, times in gaps.items() if times >= max(2, 0.1 * sum(gaps.values()))]
    return float(min(common, default=min(gaps, default=0)))


def _goes_on(before: _Line, line: _Line, leading: float, width: int) -> bool:
    """Whether a line continues the paragraph of the one before it."""
    if abs(before.size - line.size) > 0.1 * before.size:
        return False
    small = line.text.lstrip()[:1].islower()
    full = len(before.text.strip()) >= _FULL * width
    if before.page != line.page or line.y > before.y:
        return (small or full) and before.text.rstrip()[-1:] not in _SENTENCE_ENDS
    return before.y - line.y <= _LARGER_GAP * leading and (full or small)


def _joined(paragraph: str, line: str) -> str:
    """A line behind a paragraph; a word cut at the end of the line is made whole unless the language joins it with a hyphen elsewhere."""
    if paragraph.endswith("\u00ad"):
        return paragraph[:-1] + line
    cut = paragraph.endswith("-") and paragraph[-2:-1].isalpha() and line[:1].islower()
    if not cut:
        return f"{paragraph} {line}"
    return paragraph + line if _hyphened(paragraph, line) else paragraph[:-1] + line


_HYPHENED = re.compile(r"(?:^|[\s'’«(])(?:peut|est|dit|soi|celui|celle|ceux|celles|moi|lui|elle|eux|vingt|trente|quarante|cinquante|soixante|quatre|rendez|vice|"
                       r"ex|non|mi|demi|self|co|anti|[^\W\d_]+-[^\W\d_]+)-$", re.IGNORECASE)  # fmt: skip


def _hyphened(paragraph: str, line: str) -> bool:
    """Whether the hyphen at the end of a line is the word's own."""
    return bool(_HYPHENED.search(paragraph[-40:])) or bool(re.match(r"(?:il|elle|on|ils|elles|je|tu|nous|vous|t|ci|là|même|mêmes)\b", line))
