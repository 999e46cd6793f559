"""Saved web pages: the article by trafilatura, what the page tells of it by JSON-LD (schema.org) first and by its meta elements after.

The day of publication is the one that the page declares: JSON-LD's `datePublished`, a meta element; failing these, what the text says;
failing that, what htmldate makes of the page's markup, which is marked as supposed. A clock in the page's head is none of these.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.errors import InputError
from claims.read.blocks import joined, paragraphs, titled
from claims.read.encoding import decode
from claims.read.files import MAX_TEXT, too_large
from claims.read.guard import foreign
from claims.read.page import Page, Pages, iso_day, told

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_DEEPEST = 8
_MOST_OBJECTS = 2000
_ARTICLES = frozenset(
    [
        "Article",
        "NewsArticle",
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "SocialMediaPosting",
        "Report",
        "AdvertiserContentArticle",
    ]
)
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created",
              "date", "dc.date", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "pubdate", "cxenseparse:recs:publishtime")  # fmt: skip
_UPDATED = ("article:modified_time", "og:article:modified_time", "datemodified", "dcterms.modified", "last-modified")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_TITLE = ("og:title", "twitter:title", "dc.title")
_SITE = re.compile(r"\s+[|–—·-]\s+[^|–—·]{1,40}$")
_FAR = "9000-01-01"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page's JSON-LD and meta elements tell, each a text, empty where they do not."""

    title: str = ""
    outlet: str = ""
    language: str = ""
    url: str = ""
    published: str = ""
    updated: str = ""


def read_html(data: bytes, name: str) -> Pages:
    """The one article of a saved page."""
    if len(data) > MAX_TEXT:
        raise too_large(name, len(data), MAX_TEXT)
    declared = _CHARSET.search(data[:4000])
    decoded = decode(data, name, declared[1].decode("ascii", "replace") if declared else "")
    with foreign(name, "HTML"):
        tree = _tree(decoded.text)
        linked, meta, supposed = _json_ld(tree), _meta(tree), _supposed(tree)
        body = _article(tree)
    title = linked.title or meta.title
    if not body:
        raise InputError(name, 0, "no article is found on the page", "save the article's own page, or paste its text into a text file")
    yield Page(
        text=joined(titled(body, title)),
        extracted=True,
        title=title,
        outlet=linked.outlet or meta.outlet,
        language=_code(linked.language) or _code(str(tree.get("lang") or "")) or _code(meta.language),
        url=linked.url or meta.url,
        days=told(
            (iso_day(linked.published), "json-ld"),
            (iso_day(meta.published), "meta"),
            (supposed, "page"),
        ),
        updated=iso_day(linked.updated) or iso_day(meta.updated),
        remarks=decoded.remarks,
    )


def fragment(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML: the body of a wire story, the content of a feed's entry."""
    return paragraphs(_tree(f"<body>{_DECLARED.sub('', markup)}</body>").find("body")) if markup.strip() else []


def _parser() -> Any:
    from lxml import html

    return html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)


def _tree(text: str) -> Any:
    from lxml import html

    clean = text.replace("\0", "").encode("utf-8", "ignore") or b"<body></body>"
    return html.document_fromstring(clean, parser=_parser(), ensure_head_body=True)


def _article(tree: Any) -> list[str]:
    """The paragraphs of the article on a page; of the whole page where none is found."""
    from copy import deepcopy

    import trafilatura

    found = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, with_metadata=False
    )
    body = getattr(found, "body", None)
    kept = paragraphs(body) if body is not None else []
    return kept or paragraphs(tree.find("body"))


def _json_ld(tree: Any) -> _Told:
    """What the first article among a page's JSON-LD blocks tells."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            value = json.loads((script.text or "").strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _objects(value):
            kinds = one.get("@type")
            if not _ARTICLES.isdisjoint(k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)):
                return _Told(
                    title=_text(one.get("headline")) or _text(one.get("name")),
                    outlet=_text(one.get("publisher")),
                    language=_text(one.get("inLanguage")),
                    url=_text(one.get("url")) or _text(one.get("mainEntityOfPage")),
                    published=_text(one.get("datePublished")),
                    updated=_text(one.get("dateModified")),
                )
    return _Told()


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects in a JSON value, outermost first, to a bounded depth and number."""
    level, seen = [value], 0
    for _ in range(_DEEPEST):
        below: list[Any] = []
        for one in level:
            seen += 1
            if seen > _MOST_OBJECTS:
                return
            if isinstance(one, dict):
                yield one
                below += [v for v in one.values() if isinstance(v, dict | list)]
            elif isinstance(one, list):
                below += one
        level = below


def _text(value: Any) -> str:
    """A text, or the name or address of what a JSON-LD value is."""
    if isinstance(value, list):
        value = next((one for one in value if one), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("alternateName") or ""
    return " ".join(value.split())[:1000] if isinstance(value, str) else ""


def _meta(tree: Any) -> _Told:
    values: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = str(element.get(attribute) or "").strip().lower()
            if key:
                values.setdefault(key, " ".join(str(element.get("content")).split()))
    canonical = tree.xpath('string(//link[@rel="canonical"]/@href)')
    heading = " ".join(str(tree.xpath("string((//article//h1|//main//h1|//h1)[1])")).split())
    in_head = _SITE.sub("", " ".join(str(tree.xpath("string(//head/title)")).split()))
    return _Told(
        title=_first(values, _TITLE) or heading or in_head,
        outlet=_first(values, _OUTLET),
        language=values.get("og:locale", "") or values.get("content-language", ""),
        url=str(canonical or values.get("og:url", "")),
        published=_first(values, _PUBLISHED),
        updated=_first(values, _UPDATED),
    )


def _first(values: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((values[key] for key in keys if values.get(key)), "")


def _code(written: str) -> str:
    match = re.fullmatch(r"([a-zA-Z]{2,3})(?:[-_]\w{2,10}){0,2}", written.strip())
    return match[1].lower() if match else ""


def _supposed(tree: Any) -> dt.date | None:
    """What htmldate finds in the markup of a page, without its title, its header and its footer, where the site's own clock stands."""
    from copy import deepcopy

    from htmldate import find_date

    page = deepcopy(tree)
    for element in page.xpath("//title | //body//header[not(ancestor::article)] | //nav | //footer"):
        element.drop_tree()
    return iso_day(find_date(page, extensive_search=False, original_date=True, max_date=_FAR))
