"""IPTC NewsML-G2: a `newsItem`, or the items of a `newsMessage`.

Read with lxml, entities and the network shut off; of the standard's many parts only those that an article needs: headline, language,
days, publication status (`stat:canceled` is a kill), editorial note, credits, and the inline content (NITF, XHTML or plain).
"""

from __future__ import annotations

from typing import Any

from claims.errors import InputError
from claims.read.blocks import joined, paragraphs, titled
from claims.read.files import MAX_TEXT, too_large
from claims.read.guard import foreign
from claims.read.html import fragment
from claims.read.page import Page, Pages, iso_day, status_of, told

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(data: bytes, name: str) -> Pages:
    """The text items of a NewsML-G2 document."""
    from lxml import etree

    if len(data) > MAX_TEXT:
        raise too_large(name, len(data), MAX_TEXT)
    with foreign(name, "NewsML-G2"):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
        root = etree.fromstring(data, parser=parser)
        items = root.xpath("descendant-or-self::*[local-name()='newsItem']")
        pages = [_page(item, str(i) if len(items) > 1 else "") for i, item in enumerate(items, 1)]
    found = [page for page in pages if page is not None]
    if not found:
        raise InputError(name, 0, "holds no text item", "give a newsItem with inline text")
    yield from found


def _page(item: Any, number: str) -> Page | None:
    headline = _text(item, "contentMeta", "headline")
    status = status_of(_attribute(item, "itemMeta", "pubStatus", "qcode") or _attribute(item, "itemMeta", "pubStatus", "uri"))
    body = _body(item) or ([headline] if headline and status == "canceled" else [])
    if not body:
        return None
    note = _text(item, "itemMeta", "edNote")
    language = _attribute(item, "contentMeta", "language", "tag") or item.get(_XML_LANG) or ""
    return Page(
        text=joined(titled(body, headline)),
        name=number,
        extracted=True,
        title=headline,
        outlet=_text(item, "itemMeta", "provider") or _attribute(item, "itemMeta", "provider", "literal"),
        language=language[:2].lower(),
        url=item.get("guid") or "",
        status=status,
        days=told(
            (iso_day(_text(item, "itemMeta", "firstCreated")), "wire"),
            (iso_day(_text(item, "contentMeta", "contentCreated")), "wire"),
            (iso_day(_text(item, "itemMeta", "versionCreated")), "wire"),
        )[:2],
        updated=iso_day(_text(item, "itemMeta", "versionCreated")),
        notes=(note,) if note else (),
    )


def _body(item: Any) -> list[str]:
    contents = item.xpath(".//*[local-name()='contentSet']/*[local-name()='inlineXML' or local-name()='inlineData']")
    for content in contents:
        inside = content.xpath(".//*[local-name()='body.content'] | .//*[local-name()='body']") or [content]
        marked = "html" in (content.get("contenttype") or "")
        plain = fragment(content.text or "") if marked else [line.strip() for line in (content.text or "").split("\n") if line.strip()]
        found = paragraphs(inside[0]) if len(content) else plain
        if found:
            return found
    return []


def _path(item: Any, *names: str) -> Any:
    found = item.xpath("/".join(["."] + [f"*[local-name()='{name}']" for name in names]))
    return found[0] if found else None


def _text(item: Any, *names: str) -> str:
    element = _path(item, *names)
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _attribute(item: Any, *names: str) -> str:
    element = _path(item, *names[:-1])
    return "" if element is None else str(element.get(names[-1]) or "")
