"""From a file to its documents: the text of each article unaltered, and what is known about it.

What the format tells of an article (`claims.read`) comes first, a `sources.toml` beside the file overrides it, and what neither
tells is looked for in the text. Every offset counts code points from the first character of `Document.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from claims.credits import agencies_in, credits_of
from claims.detect import detect
from claims.errors import InputError
from claims.furniture import comments, furniture, merged
from claims.lexicon import languages
from claims.lines import lines
from claims.plain import plain
from claims.published import Dated, dated, is_caption, without_date
from claims.read.files import STANDARD_INPUT, read_bytes
from claims.read.formats import SUFFIXES, reader_of
from claims.read.page import Page
from claims.read.sources import overridden
from claims.read.text import of_text
from claims.records import DayTold, Document, Publication, Remark

__all__ = ["DEFAULT_LANGUAGE", "SUFFIXES", "document", "load", "load_all", "load_bytes"]

DEFAULT_LANGUAGE = "fr"
"""The language of an article that says too little to tell."""

_TITLE_LINES = 20
_TITLE_CHOICE = 6
_BULLETS = "-–•*"
_WORD = re.compile(r"\w")
_HEADING = re.compile(r"#{1,6}\s+\S")


def load(path: str | Path) -> Document:
    """Read the one article of a file; raises `InputError` where that is not possible."""
    found = list(load_all(path))
    for one in found:
        if isinstance(one, InputError):
            raise one
        if len(found) == 1:
            return one
    raise InputError(str(path), 0, f"holds {len(found)} articles, not one", "read it with `load_all`")


def load_all(path: str | Path) -> Iterator[Document | InputError]:
    """Read the articles of a file, in its order; an `InputError` in the place of each that cannot be read.

    Raises `InputError` where the file as a whole cannot be read.
    """
    path = Path(path)
    if path == STANDARD_INPUT:
        yield from load_bytes(read_bytes(path), "stdin", "standard input")
        return
    if not path.exists():
        raise InputError(str(path), 0, "does not exist", "check the spelling and the folder")
    yield from load_bytes(read_bytes(path), path.stem, str(path), path)


def load_bytes(data: bytes, stem: str, name: str, path: Path | None = None) -> Iterator[Document | InputError]:
    """Read the articles of a file that is at hand: `stem` names them, `name` is what errors speak of, `path` where it stands."""
    for page in reader_of(data, path or PurePath(), name)(data, name):
        if isinstance(page, InputError):
            yield page
            continue
        place = f"{name}#{page.file or page.name}" if page.name else name
        try:
            known = overridden(page, path, place) if path else page
            yield _described(known, f"{stem}-{page.name}" if page.name else stem, place)
        except InputError as error:
            yield error


def document(text: str, source: str, path: str = "") -> Document:
    """Make a document of a text that was read already; `source` names the article, `path` its file."""
    return _described(of_text(text, path or source), source, path)


def _described(page: Page, source: str, path: str) -> Document:
    if not _WORD.search(page.text, page.body):
        raise InputError(
            path or source,
            page.text.count("\n", 0, page.body) + 1,
            "the article is empty",
            "put its text into the file, or remove the file",
        )
    shown = plain(page.text, page.body)
    detected = detect(shown.text[page.body :])
    # what a machine declares of a page is often its template's language; what its owner writes in a front matter is meant
    language = (detected if page.extracted else "") or page.language or detected or DEFAULT_LANGUAGE
    said = dated(shown.text, page.body, language)
    unseen = () if page.extracted else comments(shown.text, page.body)
    apart = merged((*furniture(shown.text, page.body), *said.stretches, *unseen), shown.text)
    return Document(
        source=source,
        path=path,
        text=page.text,
        body=page.body,
        counted_in="extracted-text" if page.extracted else "file",
        language=language,
        title=page.title or _title(shown.text, page.body, apart),
        outlet=page.outlet,
        published=_published(page, said),
        updated=page.updated or said.updated,
        url=page.url,
        status=page.status,
        story=page.story,
        credits=credits_of(shown.text, page.body).text if page.credits is None else _canonical(page.credits),
        notes=page.notes,
        furniture=tuple(shown.original(*stretch) for stretch in apart),
        remarks=(*page.remarks, *_of_language(page, language, detected)),
    )


def _published(page: Page, said: Dated) -> Publication:
    """The surest of the days that are told: the format's own, then what the text says, then what the format only hints at."""
    text = () if said.published.day is None else (DayTold(day=said.published.day, basis=said.published.basis),)
    sure = tuple(day for day in page.days if day.basis != "page")
    days = tuple(dict.fromkeys((*sure, *text, *(day for day in page.days if day.basis == "page"))))
    if not days:
        return Publication()
    return Publication(day=days[0].day, basis=days[0].basis, candidates=days)


def _of_language(page: Page, language: str, detected: str | None) -> Iterator[Remark]:
    if page.language and language != page.language:
        yield Remark(text=f"declared as “{page.language}”, but written in “{language}”; read as that")
    if not page.language and not detected:
        yield Remark(text=f"the language cannot be told; read as “{language}”")
    if language not in languages():
        yield Remark(text=f"there are no word lists for the language “{language}”")


def _canonical(named: tuple[str, ...]) -> tuple[str, ...]:
    """The agencies that an article's own credits name, each once."""
    return tuple(dict.fromkeys(name for credit in named for name in agencies_in(credit)))


def _title(text: str, body: int, apart: tuple[tuple[int, int], ...]) -> str:
    """The first heading among an article's first lines, else the first of them that is no furniture and no caption."""
    first = [line for line in lines(text, body)[:_TITLE_LINES] if not any(start <= line.start and line.end <= end for start, end in apart)]
    heading = next((line.text.lstrip("#").strip() for line in first if _HEADING.match(line.text)), "")
    plain_lines = [without_date(line.text) for line in first[:_TITLE_CHOICE] if not is_caption(line.text) and line.text[0] not in _BULLETS]
    return heading or next((line for line in plain_lines if len(line.split()) > 2), plain_lines[0] if plain_lines else "")
