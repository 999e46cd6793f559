"""Plain text and Markdown: the decoded file as it stands, with the front matter that it may open with."""

from __future__ import annotations

from claims.read.encoding import decode
from claims.read.files import MAX_TEXT, too_large
from claims.read.frontmatter import FrontMatter, front_matter
from claims.read.page import Page, Pages, status_of, told
from claims.records import Remark


def read_text(data: bytes, name: str) -> Pages:
    """The one article of a text file."""
    if len(data) > MAX_TEXT:
        raise too_large(name, len(data), MAX_TEXT)
    decoded = decode(data, name)
    yield of_text(decoded.text, name, decoded.remarks)


def of_text(text: str, name: str, remarks: tuple[Remark, ...] = ()) -> Page:
    """A decoded text as an article."""
    return of_front_matter(front_matter(text, name), text, remarks)


def of_front_matter(front: FrontMatter, text: str, remarks: tuple[Remark, ...] = ()) -> Page:
    """A text and what its front matter tells of it."""
    unused = (Remark(line=line, text=f"front matter: “{key}” means nothing here and is not used") for key, line in front.unknown)
    return Page(
        text=text,
        body=front.body,
        title=front.text("title"),
        outlet=front.text("source"),
        language=front.language(),
        url=front.text("url"),
        status=status_of(front.text("status")),
        story=front.text("story"),
        days=told((front.day("published"), "front-matter")),
        updated=front.day("updated"),
        credits=front.texts("credits"),
        notes=front.texts("correction") or (),
        remarks=(*remarks, *unused),
    )
