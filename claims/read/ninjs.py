"""JSON of the wires: IPTC ninjs (1.x to 3.x), one story, a list of them, or one a line (JSON Lines).

A plain object with `text` beside the keys of a front matter is read as well. `pubstatus` (`canceled` is a kill) and the editorial
note are kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from claims.errors import InputError
from claims.read.blocks import joined, titled
from claims.read.encoding import decode
from claims.read.files import MAX_TEXT
from claims.read.formats import UnknownFormatError
from claims.read.html import fragment
from claims.read.page import Page, Pages, iso_day, status_of, told

MOST_ARTICLES = 10_000
"""In one file."""

_LISTS = ("items", "articles", "newsitems", "news", "results", "_items")


def read_json(data: bytes, name: str) -> Pages:
    """The articles of a JSON file."""
    value = _parsed(decode(data, name).text, name, 0)
    if isinstance(value, dict) and _body(value) is None:
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    several = value if isinstance(value, list) else [value]
    if not any(isinstance(one, dict) and _body(one) is not None for one in several):
        raise UnknownFormatError(name, 0, "is JSON, but holds no article", "give ninjs, or objects with a “text”")
    yield from _pages([(i, one) for i, one in enumerate(several, 1)], name, numbered=isinstance(value, list))


def read_lines(data: bytes, name: str) -> Pages:
    """The articles of a file of JSON Lines; an error for each line that holds none."""
    rows = [(i, row) for i, row in enumerate(decode(data, name).text.split("\n"), 1) if row.strip()]
    if len(rows) > MOST_ARTICLES:
        raise InputError(name, 0, f"holds {len(rows):,} articles, the limit is {MOST_ARTICLES:,}", "split it")
    for line, row in rows:
        try:
            yield from _pages([(line, _parsed(row, name, line))], name, numbered=True)
        except InputError as error:
            yield error


def _pages(values: Iterable[tuple[int, Any]], name: str, *, numbered: bool) -> Pages:
    for number, value in values:
        if number > MOST_ARTICLES:
            yield InputError(name, 0, f"holds more than {MOST_ARTICLES:,} articles", "split it")
            return
        if not isinstance(value, dict) or _body(value) is None:
            line = number if numbered else 0
            yield InputError(name, line, "is no article: it has no text", "give ninjs, or an object with a “text”")
        else:
            yield _page(value, str(number) if numbered else "")


def _parsed(text: str, name: str, line: int) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"), strict=False)
    except ValueError as error:
        at = line or getattr(error, "lineno", 0)
        raise InputError(name, at, f"is no JSON: {getattr(error, 'msg', error)}", "save it again") from error
    except RecursionError as error:
        raise InputError(name, line, "is JSON nested too deeply", "save it again") from error


def _page(value: dict[str, Any], number: str) -> Page:
    value = _small(value)
    title = _headline(value)
    note = _text(value.get("ednote")) or _text(value.get("correction"))
    return Page(
        text=joined(titled(_body(value) or [], title))[:MAX_TEXT],
        name=number,
        extracted=True,
        title=title,
        outlet=_text(value.get("copyrightholder")) or _text(value.get("source")) or _of_list(value.get("infosources"), "name"),
        language=_text(value.get("language") or value.get("lang"))[:2].lower(),
        url=_text(value.get("url")) or _text(value.get("uri")),
        status=status_of(_text(value.get("pubstatus") or value.get("status"))),
        days=told(
            (iso_day(value.get("firstcreated")), "wire"),
            (iso_day(value.get("contentcreated")), "wire"),
            (iso_day(value.get("published")), "wire"),
            (iso_day(value.get("versioncreated")), "wire"),
        )[:2],
        updated=iso_day(value.get("versioncreated") or value.get("contentmodified") or value.get("updated")),
        notes=(note,) if note else (),
    )


def _small(value: dict[str, Any]) -> dict[str, Any]:
    """The object with its keys in small letters: ninjs 1 and 2 have `firstcreated`, ninjs 3 has `firstCreated`."""
    return {str(key).lower(): one for key, one in value.items()}


def _headline(value: dict[str, Any]) -> str:
    rows = [_small(one) for one in _objects(value.get("headlines"))]
    main = [one for one in rows if one.get("role") in (None, "", "main")]
    return _of_list(main or rows, "value") or _text(value.get("headline")) or _text(value.get("title"))


def _body(value: dict[str, Any]) -> list[str] | None:
    """The paragraphs of a story, from the richest of its bodies; of a kill without one its title; None where it has neither."""
    value = _small(value)
    rows = [_small(one) for one in _objects(value.get("bodies"))]
    whole = [one for one in rows if one.get("role") not in ("summary", "short", "caption")] or rows
    bodies = [(_text(one.get("contenttype")).partition(";")[0].lower(), one.get("value")) for one in whole]
    marked = [value.get("body_xhtml"), value.get("body_html"), *(body for kind, body in bodies if kind.endswith("html"))]
    plain = [value.get("body_text"), value.get("text"), *(body for kind, body in bodies if not kind.endswith("html"))]
    found = [fragment(one) for one in marked if isinstance(one, str)]
    found += [[line.strip() for line in one.splitlines() if line.strip()] for one in plain if isinstance(one, str)]
    if any(found):
        return max(found, key=lambda one: sum(map(len, one))) if not found[0] else found[0]
    title = _headline(value)
    return [title] if title and status_of(_text(value.get("pubstatus"))) == "canceled" else None


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _of_list(value: Any, key: str) -> str:
    return next((text for one in _objects(value) if (text := _text(_small(one).get(key)))), "")


def _text(value: Any) -> str:
    return " ".join(value.split())[:2000] if isinstance(value, str) else ""
