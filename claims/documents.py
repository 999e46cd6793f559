"""From a file to a document: its text unaltered, and what is known about the article.

`Document.text` is the decoded file, front matter included, with line endings as `Path.read_text` translates them
(`claims.read.text`); every offset counts code points from its first character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from claims.credits import agencies_in, credits_of
from claims.detect import detect
from claims.errors import InputError
from claims.furniture import furniture, merged
from claims.lexicon import languages
from claims.lines import lines
from claims.published import dated, is_caption, without_date
from claims.read.frontmatter import FrontMatter, front_matter
from claims.read.text import read_text
from claims.records import Document, Publication

SUFFIXES = (".md", ".markdown", ".txt")
"""The file names that hold articles."""

DEFAULT_LANGUAGE = "fr"
"""The language of an article that says too little to tell."""

_TITLE_LINES = 20
_TITLE_CHOICE = 6
_BULLETS = "-–•*"
_WORD = re.compile(r"\w")
_HEADING = re.compile(r"#{1,6}\s+\S")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about how an article was read; `line` is 0 where it is about the whole."""

    line: int
    text: str


def load(path: str | Path) -> Document:
    """Read one article; raises `InputError` where that is not possible."""
    path = Path(path)
    if not path.exists():
        raise InputError(str(path), 0, "does not exist", "check the spelling and the folder")
    if path.suffix.lower() not in SUFFIXES and not path.is_dir():
        raise InputError(
            str(path), 0, f"has no known format ({path.suffix or 'no suffix'})", f"give a file in one of {', '.join(SUFFIXES)}"
        )
    return document(read_text(path), path.stem, str(path))


def document(text: str, source: str, path: str = "") -> Document:
    """Make a document of a text that was read already; `source` names the article, `path` its file."""
    front = front_matter(text, path or source)
    if not _WORD.search(text, front.body):
        raise InputError(
            path or source, text.count("\n", 0, front.body) + 1, "the article is empty", "put its text into the file, or remove the file"
        )
    return _described(text, source, path, front)


def remarks(document: Document) -> tuple[Remark, ...]:
    """What a reader of the article should know of how it was read: front matter keys without a meaning, an assumed language."""
    front = front_matter(document.text, document.path or document.source)
    found = [Remark(line, f"front matter: “{key}” means nothing here and is not used") for key, line in front.unknown]
    if not front.language() and not detect(document.text[front.body :]):
        found.append(Remark(0, f"the language cannot be told; read as “{document.language}”"))
    if document.language not in languages():
        found.append(Remark(0, f"there are no word lists for the language “{document.language}”"))
    return tuple(found)


def _described(text: str, source: str, path: str, front: FrontMatter) -> Document:
    language = front.language() or detect(text[front.body :]) or DEFAULT_LANGUAGE
    said = dated(text, front.body, language)
    day = front.day("published")
    apart = merged((*furniture(text, front.body), *said.stretches), text)
    named = front.texts("credits")
    return Document(
        source=source,
        path=path,
        text=text,
        body=front.body,
        language=language,
        title=front.text("title") or _title(text, front.body, apart),
        outlet=front.text("source"),
        published=Publication(day=day, basis="front-matter") if day else said.published,
        updated=front.day("updated") or said.updated,
        url=front.text("url"),
        credits=credits_of(text, front.body).text if named is None else _canonical(named),
        furniture=apart,
    )


def _canonical(named: tuple[str, ...]) -> tuple[str, ...]:
    """The agencies that a front matter's credits name, each once."""
    return tuple(dict.fromkeys(name for credit in named for name in agencies_in(credit)))


def _title(text: str, body: int, apart: tuple[tuple[int, int], ...]) -> str:
    """The first heading among an article's first lines, else the first of them that is no furniture and no caption."""
    first = [line for line in lines(text, body)[:_TITLE_LINES] if not any(start <= line.start and line.end <= end for start, end in apart)]
    heading = next((line.text.lstrip("#").strip() for line in first if _HEADING.match(line.text)), "")
    plain = [without_date(line.text) for line in first[:_TITLE_CHOICE] if not is_caption(line.text) and line.text[0] not in _BULLETS]
    return heading or next((line for line in plain if len(line.split()) > 2), plain[0] if plain else "")
