"""RSS and Atom feeds saved to a file: each entry that has a text is an article (feedparser)."""

from __future__ import annotations

import datetime as dt
import io
from email.utils import parsedate_to_datetime
from typing import Any

from claims.errors import InputError
from claims.read.blocks import joined, titled
from claims.read.files import MAX_TEXT, too_large
from claims.read.guard import foreign
from claims.read.html import fragment
from claims.read.page import Page, Pages, iso_day, told

MOST_ENTRIES = 2000


def read_feed(data: bytes, name: str) -> Pages:
    """The entries of a feed, in its order."""
    if len(data) > MAX_TEXT:
        raise too_large(name, len(data), MAX_TEXT)
    with foreign(name, "feed"):
        import feedparser

        parsed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=True)
        entries = parsed.entries
    if not entries:
        raise InputError(name, 0, "is a feed without entries", "save it again")
    if len(entries) > MOST_ENTRIES:
        yield InputError(name, 0, f"holds {len(entries):,} entries, the first {MOST_ENTRIES:,} are read", "split it")
    for number, entry in enumerate(entries[:MOST_ENTRIES], 1):
        with foreign(f"{name}#{number}", "entry of a feed"):
            page = _page(entry, parsed.feed, str(number))
        yield page


def _page(entry: Any, feed: Any, number: str) -> Page:
    contents = [str(one.get("value") or "") for one in entry.get("content") or ()] + [str(entry.get("summary") or "")]
    body = fragment(max(contents, key=len)) if any(contents) else []
    title = " ".join(" ".join(fragment(str(entry.get("title") or ""))).split())
    language = str(entry.get("language") or feed.get("language") or "")
    return Page(
        text=joined(titled(body, title)),
        name=number,
        extracted=True,
        title=title,
        outlet=" ".join(str(feed.get("title") or "").split()),
        language=language[:2].lower() if language[:2].isalpha() else "",
        url=str(entry.get("link") or ""),
        days=told((_day(entry, "published"), "feed"), (_day(entry, "updated"), "feed")),
        updated=_day(entry, "updated"),
    )


def _day(entry: Any, key: str) -> dt.date | None:
    """The day as it is written, in its own time zone; in UTC where only feedparser can read it."""
    written, parsed = str(entry.get(key) or ""), entry.get(f"{key}_parsed")
    if (day := iso_day(written)) is not None:
        return day
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError):
        pass
    try:
        return dt.date(*parsed[:3]) if parsed else None
    except (ValueError, TypeError):
        return None
