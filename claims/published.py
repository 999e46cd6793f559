"""When an article came out, as the article's own text says it.

Only the lines around an article are looked at: a labelled line (« Publié le… », “Published: …”), a line that is nothing but
a date, or a place and a date, a wire's dateline. The first line of a page that is nothing but a date is the site's own clock, and says nothing.
A date without its year is no publication date: nothing is invented.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from claims.compiled import compiled, pattern
from claims.kept import kept, modules
from claims.lexicon_files import LANGUAGES
from claims.lines import Line, fold, lines
from claims.records import Publication

_HEAD = 12  # lines after which an article has begun
_TAIL = 4
_PARAGRAPH = 120  # characters: a line this long is a paragraph
_CLOCK_TIME = (
    r"(?:[\s,]*(?:à|at|[|–-])?\s*\d{1,2}\s?[h:.]\s?(?:\d{2})?(?::\d{2})?"
    r"(?:\s?[ap]\.?\s?m\.?)?(?:\s?\(?(?:ET|E[SD]T|GMT|UTC|CES?T|BST|PT|Z)\)?)?)"
)
_STRONG = re.compile(r"\s*[•·|]\s*|\s[–—-]\s")
_WEAK = re.compile(r"[•·|,()–—]|\s-\s")

Role = Literal["label", "update", "alone", "dateline", "clock"]


class Dated(Struct, frozen=True):
    """What the lines around an article say of its days, and where they say it (`stretches`: never part of a claim)."""

    published: Publication
    updated: dt.date | None
    stretches: tuple[tuple[int, int], ...]


class _Found(Struct, frozen=True):
    role: Role
    day: dt.date | None = None
    stretch: tuple[int, int] | None = None


class _Patterns(Struct, frozen=True):
    months: dict[str, int]
    updates: frozenset[str]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    alone: re.Pattern[str]
    clock: re.Pattern[str]
    labelled: re.Pattern[str]
    touched: re.Pattern[str]
    placed: re.Pattern[str]
    dateline: re.Pattern[str]
    byline: re.Pattern[str]
    caption: re.Pattern[str]
    wire: re.Pattern[str]


_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_CREDITED = re.compile(r"\([^()\n]{2,40}\)\s*[–—-]\s")
_MACHINE = re.compile(r"date\s*:?\s+(\d{4}-\d\d-\d\d)(?!\S)", re.IGNORECASE)


def dated(text: str, body: int = 0, language: str = "fr") -> Dated:
    """The publication and update days that the lines around an article give."""
    rows = lines(text, body)
    early = [found for i, line in enumerate(rows[:_HEAD]) if not _of_a_table(rows, i) for found in _read(line, language, i == 0)]
    if _is_chronicle(rows):
        early = [found for found in early if found.role != "alone"]
    late = [found for line in rows[_HEAD:][-_TAIL:] if _DIGIT.search(line.text) for found in _labelled(line, language)]
    return Dated(
        _publication(early, late),
        next((f.day for f in (*early, *late) if f.role == "update"), None),
        tuple(f.stretch for f in (*early, *late) if f.stretch),
    )


def _of_a_table(rows: Sequence[Line], at: int) -> bool:
    """Whether a line is a row among rows with as many bars: « Completed | 12 June 2023 » in a box says nothing of the article."""
    bars = rows[at].text.count("|")
    beside = [rows[i].text.count("|") for i in (at - 1, at + 1) if 0 <= i < len(rows)]
    return bars > 0 and (rows[at].text.startswith("|") or bars in beside)


def without_date(line: str) -> str:
    """A line without the machine-made « date 2026-01-14 » that some exports put before a title."""
    return _MACHINE.sub("", line, count=1).strip() if _MACHINE.match(line) else line


def is_clock(line: str) -> bool:
    """Whether a line is nothing but a date, with or without a time of day."""
    words = _patterns()
    return _DIGIT.search(line) is not None and bool(words.alone.fullmatch(line) or words.clock.fullmatch(line))


def wire_heading(line: str) -> int:
    """How many characters of a line are a wire's place and day, with or without a year: « PARIS, 30 mars (AFP) – »; 0 where there are none."""
    match = _patterns().wire.match(line) if line[:2].isupper() and _DIGIT.search(line[:_WIRE]) else None
    return match.end() if match else 0


_WIRE = 80  # characters in which the place and the day stand


def is_caption(line: str) -> bool:
    """Whether a line says that it is a picture's caption or credit."""
    return bool(_patterns().caption.search(line))


def captions(text: str) -> tuple[tuple[int, int], ...]:
    """The short lines of a text that are a picture's caption or credit, as offsets."""
    found, start = [], 0
    for line in text.split("\n"):
        if 0 < len(line) <= _CAPTION and is_caption(line):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


_CAPTION = 250
"""Characters: a caption is short, and a paragraph may speak of a picture."""


def _publication(early: Iterable[_Found], late: Iterable[_Found]) -> Publication:
    candidates = (*((f, "first-line") for f in early), *((f, "credit-line") for f in late))
    for role in ("label", "alone", "dateline"):
        for found, basis in candidates:
            if found.role == role and found.day:
                return Publication(day=found.day, basis="first-line" if basis == "first-line" else "credit-line")
    return Publication()


def _read(line: Line, language: str, first: bool) -> list[_Found]:
    """All that one of an article's first lines says of its days; a heading may be nothing but a date."""
    bare = line.text.lstrip("# ")
    line = replace(line, start=line.end - len(bare), text=bare)
    if match := _MACHINE.match(line.text):
        return [_Found("label", _day(match[1], language), (line.start, line.start + match.end()))]
    if not _DIGIT.search(line.text):
        return []
    if len(line.text) >= _PARAGRAPH:
        return _dateline(line, language)
    return _labelled(line, language) or _alone(line, language, first) or (_dateline(line, language) if _CREDITED.search(line.text) else [])


def _labelled(line: Line, language: str) -> list[_Found]:
    """« Publié le… », « mis à jour le… », where the line holds little else."""
    words = _patterns()
    matches = list(words.labelled.finditer(line.text)) if len(line.text) < 2 * _PARAGRAPH else []
    if not matches or not (
        matches[0].start() == 0 or words.byline.match(line.text) or line.text[: matches[0].start()].rstrip().endswith(("•", "·", "|"))
    ):
        return []
    rest = words.touched.sub("|", words.labelled.sub("|", line.text))
    if any(len(piece.split()) > 4 and not words.byline.match(piece.strip()) for piece in _WEAK.split(rest)):
        return []
    stretch = (line.start, line.end)
    return [_Found("update" if fold(m["label"]) in words.updates else "label", _day(m["date"], language), stretch) for m in matches]


def _alone(line: Line, language: str, first: bool) -> list[_Found]:
    """A line, or a piece of a line of small pieces, that is nothing but a date."""
    words = _patterns()
    pieces = [line.text] if words.alone.fullmatch(line.text) else _STRONG.split(line.text)
    if len(pieces) > 1 and any(len(piece.split()) > 6 and not _is_stamp(piece.strip()) for piece in pieces):
        return []
    stretch = (line.start, line.end)
    for piece in pieces:
        if match := words.alone.fullmatch(piece.strip()):
            own_clock = first and len(pieces) == 1
            return [_Found("clock", None, stretch)] if own_clock else [_Found("alone", _day(match["date"], language), stretch)]
    if match := words.placed.fullmatch(line.text):
        return [_Found("dateline", _day(match["date"], language), stretch)]
    return [_Found("clock", None, stretch)] if words.clock.fullmatch(line.text) else []


def _is_stamp(piece: str) -> bool:
    """A date and its time, with or without a label: « MAJ lundi 6 octobre 2025 à 11:38 »."""
    words = _patterns()
    return bool(words.alone.fullmatch(piece) or words.labelled.fullmatch(piece))


def _dateline(line: Line, language: str) -> list[_Found]:
    """« PARIS, 19 octobre 2025 (AFP) – » at the start of a paragraph."""
    match = _patterns().dateline.match(line.text)
    stretch = (line.start + match.start("date"), line.start + match.end("date")) if match else None
    return [_Found("dateline", _day(match["date"], language), stretch)] if match else []


def _is_chronicle(rows: Iterable[Line]) -> bool:
    """Whether lines that are nothing but a date head the parts of a text."""
    short = [line.text for line in rows if len(line.text) < _PARAGRAPH and _DIGIT.search(line.text)]
    return len({text for text in short if (m := _patterns().alone.fullmatch(text)) and not m["time"]}) > 1


def _day(written: str, language: str) -> dt.date | None:
    """The day that a date stands for; None where there is no such day, or no telling day from month."""
    words = _patterns()
    plain = fold(written)
    if match := _ISO.search(plain):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMERIC.search(plain):
        day, month, year = (int(part) for part in match.groups())
        if language == "en" and day != month and max(day, month) <= 12:
            return None  # 03/04 is in March in New York and in April in London
        day, month = (month, day) if month > 12 else (day, month)
    elif match := words.day_first.search(plain) or words.month_first.search(plain):
        day, month, year = int(match["day"]), words.months[match["month"]], int(match["year"])
    else:
        return None
    try:
        return dt.date(year, month, day) if 1800 <= year <= 2200 else None
    except ValueError:
        return None


@cache
def _patterns() -> _Patterns:
    """The patterns, made from what all languages say: pages mix languages."""
    files = sorted(LANGUAGES.glob("*/published.toml"))
    told = kept("published", (*files, *_MADE_BY), lambda: _read_patterns(files))
    return _Patterns(told["months"], told["updates"], **{name: pattern(row) for name, row in told["patterns"].items()})


_MADE_BY = modules("published", "compiled")


def _read_patterns(files: Iterable[Path]) -> dict[str, Any]:
    import tomli  # most runs find what they need kept

    packs = [tomli.loads(path.read_text(encoding="utf-8"))["published"] for path in files]
    months = {name: i for pack in packs for i, names in enumerate(pack["months"], 1) for name in names}
    month, weekday = _any(months), _any(_all(packs, "weekdays"))
    join = f"(?:(?:{_any(_all(packs, 'joins'))})\\s+)?"
    day_first = rf"(?:\d{{1,2}}(?:er|st|nd|rd|th)?\s+(?:{month})\.?,?\s+\d{{4}})"
    month_first = rf"(?:(?:{month})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
    numeric = r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
    date = rf"(?P<date>(?:(?:{weekday})\.?,?\s+)?(?:{day_first}|{month_first}|{numeric})(?!\d))"
    name = r"[^\W\d_][\w.&-]{0,20}"
    short = rf"\d{{1,2}}(?:er)?\s+(?:{month})\.?|(?:{month})\.?\s+\d{{1,2}}"
    labels = rf"{_any((*_all(packs, 'labels'), *_all(packs, 'updates')))}|(?:{_any(_all(packs, 'providers'))})\s+{name}(?:\s{name}){{0,2}}"

    expressions = {
        "day_first": rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?P<month>{month})\.?,?\s+(?P<year>\d{{4}})",
        "month_first": rf"(?P<month>{month})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        "alone": rf"{join}{date}(?P<time>{_CLOCK_TIME})?\.?",
        "clock": rf"{join}(?:(?:{weekday})\.?,?\s+)?\d{{1,2}}\s+(?:{month})\.?{_CLOCK_TIME}",
        "labelled": rf"(?<!\w)(?P<label>{labels})\s*:?\s*(?:\d{{1,2}}[:h.]\d\d,?\s+)?{join}{date}{_CLOCK_TIME}?",
        "touched": (
            rf"(?<!\w)(?:{_any(_all(packs, 'updates'))})\s*:?(?:\s*{join}(?:(?:{weekday})\.?,?\s+)?\d{{1,2}}\s+(?:{month})\.?)?{_CLOCK_TIME}"
        ),
        "placed": rf"[^\W\d_][^.!?;:\n\d]{{1,40}},\s*{join}{date}(?:,?{_CLOCK_TIME})?\.?",
        "dateline": rf"(?P<place>[^\W\d_][^.!?;:\n]{{1,60}}[,|])\s*{date}\s*(?:\([^()\n]{{1,40}}\)\s*)?[–—-]\s",
        "byline": rf"(?:{_any(_all(packs, 'bylines'))})\s",
        "wire": rf"(?-i:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ .'’/-]{{2,40}}),\s*(?:{short})(?:,?\s+\d{{4}})?\s*(?:\([^()\n]{{1,40}}\)\s*)?[–—-]\s",
        "caption": rf"(?<!\w)(?:{_any(_all(packs, 'captions'))})\s?:|©|^(?-i:PHOTOS?|CRÉDITS?|IMAGE)\s",
    }
    patterns = {name: compiled(expression, re.IGNORECASE) for name, expression in expressions.items()}
    return {"months": months, "updates": frozenset(_all(packs, "updates")), "patterns": patterns}


def _all(packs: Iterable[Any], key: str) -> list[str]:
    return [word for pack in packs for word in pack[key]]


def _any(words: Iterable[str]) -> str:
    """Alternatives, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
