"""From a file to a document: its text unaltered, and what is known about the article.

`Document.text` is the decoded file, front matter included, with line endings as `Path.read_text` translates them
(`claims.read.text`); every offset counts code points from its first character.
"""

from __future__ import annotations

from pathlib import Path

from claims.errors import InputError
from claims.read.frontmatter import FrontMatter, front_matter
from claims.read.text import read_text
from claims.records import Document, Publication

SUFFIXES = (".md", ".markdown", ".txt")
"""The file names that hold articles."""


def load(path: str | Path) -> Document:
    """Read one article; raises `InputError` where that is not possible."""
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES and not path.is_dir():
        raise InputError(str(path), 0, f"has no known format ({path.suffix or 'no suffix'})", f"give a file in one of {', '.join(SUFFIXES)}")
    return document(read_text(path), path.stem, str(path))


def document(text: str, source: str, path: str = "") -> Document:
    """Make a document of a text that was read already; `source` names the article, `path` its file."""
    front = front_matter(text, path or source)
    if not text[front.body :].strip("\ufeff\u200b \t\n\r\f\v\u00a0\u202f"):
        raise InputError(path or source, text.count("\n", 0, front.body) + 1, "the article is empty", "put its text into the file, or remove the file")
    return _described(text, source, path, front)


def _described(text: str, source: str, path: str, front: FrontMatter) -> Document:
    published = front.day("published")
    return Document(
        source=source,
        path=path,
        text=text,
        body=front.body,
        language=front.language() or "fr",
        title=front.text("title"),
        outlet=front.text("source"),
        published=Publication(day=published, basis="front-matter") if published else Publication(),
        updated=front.day("updated"),
        url=front.text("url"),
        credits=front.texts("credits") or (),
    )
