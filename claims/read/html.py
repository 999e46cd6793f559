"""Saved web pages: the article by trafilatura, what the page tells of it by JSON-LD (schema.org) first and by its meta elements after.

The day of publication is the one that the page declares: JSON-LD's `datePublished`, a meta element; failing these, what the text says;
failing that, what htmldate makes of the page's markup, which is marked as supposed. A clock in the page's head is none of these.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from html import unescape
from typing import Any

from msgspec import Struct

from claims.errors import InputError
from claims.lines import fold
from claims.read.blocks import joined, paragraphs, titled
from claims.read.encoding import decode
from claims.read.files import MAX_TEXT, too_large
from claims.read.frontmatter import worded_day
from claims.read.guard import foreign
from claims.read.page import Page, Pages, iso_day, told
from claims.records import Remark

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


class _Told(Struct, frozen=True):
    """What a page's JSON-LD and meta elements tell, each a text, empty where they do not."""

    title: str = ""
    outlet: str = ""
    language: str = ""
    url: str = ""
    published: str = ""
    updated: str = ""
    unread: str = ""


def read_html(data: bytes, name: str) -> Pages:
    """The one article of a saved page."""
    if len(data) > MAX_TEXT:
        raise too_large(name, len(data), MAX_TEXT)
    declared = _CHARSET.search(data[:4000])
    with foreign(name, "HTML"):
        decoded = decode(data, name, declared[1].decode("ascii", "replace") if declared else "")
        tree = _tree(decoded.text)
        for unseen in tree.xpath("//template | //del | //s | //strike | //*[@hidden]"):
            unseen.drop_tree()
        for call in tree.xpath("//sup"):
            before = call.getprevious()
            led = (call.getparent().text if before is None else before.tail) or ""
            if str(call.text_content()).strip().isdigit() and led[-1:].isdigit():
                call.drop_tree()  # the call of a foot note behind a number: « 12<sup>3</sup> morts »
        meta, supposed = _meta(tree), _supposed(tree)
        linked = _json_ld(tree, [fold(title) for title in _titles(tree, meta) if title])
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
        remarks=(*decoded.remarks, *_doubts(tree, linked)),
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
    import trafilatura

    found = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True, deduplicate=False, with_metadata=False
    )
    body = getattr(found, "body", None)
    kept = paragraphs(body) if body is not None else []
    return kept or paragraphs(tree.find("body"))


def _json_ld(tree: Any, titles: Sequence[str]) -> _Told:
    """What the article among a page's JSON-LD blocks tells: the one that bears the page's title, else the outermost and first."""
    found: list[tuple[bool, int, int, dict[str, Any]]] = []
    named: dict[str, Any] = {}
    for script in tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"):
        for depth, one in _objects(_parsed(script.text or "")):
            if isinstance(one.get("@id"), str) and len(one) > 1:
                named.setdefault(one["@id"], one)
            if not _ARTICLES.isdisjoint(_kinds(one)):
                same = fold(_text(one.get("headline"), named)) in titles
                found.append((not same, depth, len(found), one))
    if not found:
        return _Told()
    one = min(found, key=lambda row: row[:3])[3]
    language = _code(_text(one.get("inLanguage"), named))
    return _Told(
        title=_text(one.get("headline"), named) or _text(one.get("name"), named),
        outlet=_text(one.get("publisher"), named),
        language=language,
        url=_text(one.get("url"), named) or _text(one.get("mainEntityOfPage"), named),
        published=_day_of(one.get("datePublished"), language),
        updated=_day_of(one.get("dateModified"), language),
        unread="" if _day_of(one.get("datePublished"), language) else _text(str(one.get("datePublished") or ""), named)[:60],
    )


_TRAILING = re.compile(r",\s*([}\]])")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*$")


def _parsed(written: str) -> Any:
    """The value of a JSON-LD block, with the wrappings and trailing commas that pages have; None where it cannot be read."""
    bare = _WRAPPED.sub("", written).strip()
    for text in (bare, _TRAILING.sub(r"\1", bare)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _kinds(one: dict[str, Any]) -> list[str]:
    """The types of an object, by their last name: `NewsArticle` of `http://schema.org/NewsArticle`."""
    kinds = one.get("@type")
    return [re.split(r"[/:#]", kind)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _objects(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """All objects in a JSON value with how deep they lie, outermost first, to a bounded depth and number."""
    level, seen = [value], 0
    for depth in range(_DEEPEST):
        below: list[Any] = []
        for one in level:
            seen += 1
            if seen > _MOST_OBJECTS:
                return
            if isinstance(one, dict):
                yield depth, one
                below += [v for v in one.values() if isinstance(v, dict | list)]
            elif isinstance(one, list):
                below += one
        level = below


def _text(value: Any, named: dict[str, Any]) -> str:
    """A text, or the name or address of what a JSON-LD value is or refers to."""
    if isinstance(value, list):
        value = next((one for one in value if one), "")
    if isinstance(value, dict):
        there = value.get("@id")
        known = named.get(there, {}) if isinstance(there, str) else {}
        value = value.get("name") or known.get("name") or there or value.get("alternateName") or ""
    return " ".join(unescape(value).split())[:1000] if isinstance(value, str) else ""


def _day_of(value: Any, language: str) -> str:
    """A day as ISO 8601 where it can be read, in digits or in words."""
    written = " ".join(str(value or "").split())[:60]
    day = iso_day(written) or worded_day(written, language)
    return day.isoformat() if day else ""


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
        published=_day_of(_first(values, _PUBLISHED), ""),
        updated=_day_of(_first(values, _UPDATED), ""),
    )


def _first(values: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((values[key] for key in keys if values.get(key)), "")


def _code(written: str) -> str:
    match = re.fullmatch(r"([a-zA-Z]{2,3})(?:[-_]\w{2,10}){0,2}", written.strip())
    return match[1].lower() if match else ""


def _doubts(tree: Any, linked: _Told) -> Iterator[Remark]:
    """What a reader should know of how a page was read: a day that it declares and nobody can read, articles besides the one taken."""
    if linked.unread:
        yield Remark(text=f"the page declares a day of publication that cannot be read: “{linked.unread}”")
    several = [one for one in tree.xpath("//article[not(ancestor::article)]") if len(str(one.text_content()).strip()) > _AN_ARTICLE]
    if len(several) > 1:
        yield Remark(text=f"the page holds {len(several)} articles; save each by itself: what is read here may be one of them, or mix them")


_AN_ARTICLE = 300
"""Characters; less is a teaser."""


def _titles(tree: Any, meta: _Told) -> list[str]:
    """The titles that a page has: of its meta elements, its headings of the first rank, its head."""
    headings = [" ".join(str(h.text_content()).split()) for h in tree.xpath("//h1")[:5]]
    return [meta.title, *headings, _SITE.sub("", " ".join(str(tree.xpath("string(//head/title)")).split()))]


def _supposed(tree: Any) -> dt.date | None:
    """What htmldate finds in the meta elements of a page, its address and the times that its article marks: never in its text.

    A page's own clock stands in its header, its title, or anywhere in its text.
    """
    from htmldate import find_date
    from lxml import html

    bare = html.document_fromstring("<html><head></head><body></body></html>")
    bare.head.extend(deepcopy(one) for one in tree.xpath("//head/meta | //head/link[@rel='canonical']"))
    bare.body.extend(deepcopy(one) for one in tree.xpath("(//article|//main)//time[@datetime]"))
    return iso_day(find_date(bare, extensive_search=False, original_date=True, max_date=_FAR))
