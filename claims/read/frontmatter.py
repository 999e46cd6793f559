"""Front matter: the block of `key: value` lines between two `---` lines at the top of an article.

The YAML events are read one by one: every value is a word, a line of text or a flat list of these, and stays the string
that was written (`lang: no` is Norwegian, not false). Anything deeper is an error, so hostile YAML has nothing to build.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from claims.errors import InputError
from claims.read.page import iso_day

if TYPE_CHECKING:
    from yaml.events import Event

KEYS = ("title", "source", "published", "updated", "url", "lang", "credits", "status", "correction", "note", "story")
"""The keys that mean something; `note` is for people only, `story` names the story, `status` is ninjs's `pubstatus`."""

OTHER_KEYS: Mapping[str, str] = MappingProxyType(
    {"datePublished": "published", "pubDate": "published", "publishDate": "published", "publication_date": "published", "date": "published",
     "dateModified": "updated", "lastmod": "updated", "language": "lang"}
)  # fmt: skip
"""What other programs call them: schema.org, RSS, Hugo, Jekyll; used where ours is not given."""

_MAX_LINES = 200
_FENCE = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY_LINE = re.compile(r"[A-Za-z_][\w -]{0,40}:(?:\s|$)")
_BARE = re.compile(r"(?m)^(?P<key>[A-Za-z_][\w-]{0,40}):[ \t]+(?P<value>[^\s\[{>|&*!%@`#-].*)$")
_MARK = "'"
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:[-_][\w-]{1,20})?")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_YEAR = re.compile(r"\d{4}")
_MAX_DATE = 60
_DATE_SETTINGS = {
    "PARSERS": ["absolute-time"],  # never « yesterday », which would depend on today
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "DATE_ORDER": "DMY",
}


class Entry(Struct, frozen=True):
    """One key of a front matter: its text or list of texts (None where nothing was given) and its line in the file."""

    value: str | tuple[str, ...] | None
    line: int


class FrontMatter(Struct, frozen=True):
    """The entries of a front matter and the offset where the article starts."""

    entries: dict[str, Entry]
    body: int = 0
    path: str = ""

    @property
    def unknown(self) -> tuple[tuple[str, int], ...]:
        """Keys that mean nothing to this program, with their lines."""
        return tuple((key, entry.line) for key, entry in self.entries.items() if key not in KEYS)

    def text(self, key: str) -> str:
        """The text of a key, empty where it is not given."""
        entry = self.entries.get(key)
        if entry is None or entry.value is None:
            return ""
        if isinstance(entry.value, tuple):
            raise self.error(key, "is a list", "write one line of text")
        return " ".join(entry.value.split())

    def texts(self, key: str) -> tuple[str, ...] | None:
        """The texts of a key that may be a list; None where it is not given."""
        entry = self.entries.get(key)
        if entry is None or entry.value is None:
            return None
        return entry.value if isinstance(entry.value, tuple) else (entry.value,)

    def day(self, key: str) -> dt.date | None:
        """The day of a key, None where it is not given."""
        written = self.text(key)
        if not written:
            return None
        day = iso_day(written) or worded_day(written, self.language())
        if day is None:
            raise self.error(key, f"is not a day: “{written[:40]}”", "write it as 2026-01-15, or leave the line out if it is not known")
        return day

    def language(self) -> str:
        """The ISO 639 code of the `lang` key in lower case, without its region; empty where it is not given."""
        written = self.text("lang")
        match = _LANGUAGE.fullmatch(written)
        if written and match is None:
            raise self.error("lang", f"is not a language code: “{written[:40]}”", "write fr or en, or leave the line out")
        return match[1].lower() if match else ""

    def error(self, key: str, problem: str, remedy: str) -> InputError:
        """An error about one key, at its line."""
        return InputError(self.path, self.entries[key].line, f"front matter: “{key}” {problem}", remedy)


def front_matter(text: str, path: str) -> FrontMatter:
    """Read the front matter at the top of a text; one without entries where there is none."""
    start = 1 if text.startswith("\ufeff") else 0
    lines = text[start:].split("\n", _MAX_LINES)
    if not _FENCE.fullmatch(lines[0]):
        return FrontMatter({}, 0, path)
    end = next((i for i, line in enumerate(lines[1:_MAX_LINES], 1) if _CLOSING.fullmatch(line)), None)
    if end is None:
        if len(lines) > 1 and _KEY_LINE.match(lines[1]):
            raise InputError(path, 1, "front matter: no closing line", "end it with a line of three hyphens: ---")
        return FrontMatter({}, 0, path)  # a text that opens with a rule
    block = "\n".join(lines[1:end])
    body = min(len(text), start + sum(len(line) + 1 for line in lines[: end + 1]))
    return FrontMatter(_entries(block, path), body, path)


def worded_day(written: str, language: str) -> dt.date | None:
    """A day in words (« 15 janvier 2026 »), in the article's language, French or English; only if day, month and year are all there."""
    numbers = _NUMERIC.fullmatch(written)
    if (
        len(written) > _MAX_DATE
        or not _YEAR.search(written)
        or (numbers and language in ("", "en") and max(int(numbers[1]), int(numbers[2])) <= 12)
    ):
        return None  # 3/4/2025 is in March in New York and in April in London
    import dateparser  # imported here: it is slow to load and few articles need it

    for choice in ([language], ["fr", "en"]) if language else (["fr", "en"],):
        try:
            found: dt.datetime | None = dateparser.parse(written, languages=choice, settings=_DATE_SETTINGS)
        except (ValueError, OverflowError):  # a language that dateparser does not know; a number too large for a date
            continue
        if found:
            return found.date()
    return None


_MOST_BRACKETS = 100


def _entries(block: str, path: str) -> dict[str, Entry]:
    if sum(block.count(mark) for mark in "{[") > _MOST_BRACKETS:
        raise InputError(path, 2, "front matter: too many brackets", "write one `key: value` or `key: [one, two]` a line")
    import yaml  # imported here: most texts have no front matter

    try:
        return _collect(iter(_events(block)), path)
    except yaml.YAMLError as error:
        raise _bad_yaml(error, path) from error


def _events(block: str) -> list[Event]:
    """The YAML events of a block; a headline may hold a colon without quotation marks (`title: Incendie : deux morts`)."""
    import yaml

    try:
        return list(yaml.parse(block, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        with suppress(yaml.YAMLError):
            return list(yaml.parse(_BARE.sub(_in_marks, block), Loader=yaml.SafeLoader))
        raise error from None


def _in_marks(line: re.Match[str]) -> str:
    """A line whose value is put in quotation marks, if it does not stand in them already or was left without its closing one."""
    value = line["value"].strip()
    marked = value[0] in "\"'" and (value[0] == value[-1] or value[0] not in value[1:])
    return line[0] if marked else f"{line['key']}: '{value.replace(_MARK, 2 * _MARK)}'"


def _bad_yaml(error: Any, path: str) -> InputError:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    unfinished = "end of stream" in problem  # what was never closed is named by the line that opened it
    mark = (getattr(error, "context_mark", None) if unfinished else None) or getattr(error, "problem_mark", None)
    line = mark.line + 2 if mark is not None else 2
    return InputError(
        path, line, f"front matter: {problem}", "write one `key: value` a line, and put values that hold « : » or « # » in quotation marks"
    )


def _collect(events: Iterator[Event], path: str) -> dict[str, Entry]:
    from yaml import events as kind

    entries: dict[str, Entry] = {}
    for event in events:
        if isinstance(event, kind.MappingStartEvent):
            break
        if isinstance(event, (kind.ScalarEvent, kind.SequenceStartEvent, kind.AliasEvent)):
            raise InputError(
                path, _line(event), "front matter: not a list of keys", "write one `key: value` a line between the two --- lines"
            )
    for event in events:
        if not isinstance(event, kind.ScalarEvent):
            if isinstance(event, kind.MappingEndEvent):
                break
            raise InputError(path, _line(event), "front matter: a key is not a word", "write one `key: value` a line")
        if event.value in entries:
            raise InputError(path, _line(event), f"front matter: “{event.value[:40]}” stands twice", "keep one of the two lines")
        entries[event.value] = Entry(_value(next(events), events, path), _line(event))
    return _in_our_words(entries)


def _in_our_words(entries: dict[str, Entry]) -> dict[str, Entry]:
    """The entries with the keys of other programs under ours, where ours are not given."""
    told = dict(entries)
    for key in entries:
        if (ours := OTHER_KEYS.get(key)) is not None and ours not in told:
            told[ours] = told.pop(key)
    return told


def _value(event: Event, events: Iterator[Event], path: str) -> str | tuple[str, ...] | None:
    from yaml import events as kind

    if isinstance(event, kind.ScalarEvent):
        return _scalar(event)
    if isinstance(event, kind.SequenceStartEvent):
        items: list[str] = []
        for item in events:
            if isinstance(item, kind.SequenceEndEvent):
                return tuple(items)
            if not isinstance(item, kind.ScalarEvent):
                raise _too_deep(item, path)
            written = _scalar(item)
            if written:
                items.append(written)
    raise _too_deep(event, path)


def _scalar(event: Any) -> str | None:
    plain = event.implicit[0] and event.style is None
    return None if plain and event.value in _NOTHING else str(event.value)


def _too_deep(event: Event, path: str) -> InputError:
    return InputError(
        path, _line(event), "front matter: a value is neither text nor a list of texts", "write `key: value` or `key: [one, two]`"
    )


def _line(event: Any) -> int:
    """The line in the file: the block starts on the file's second line, and marks count from zero."""
    return int(event.start_mark.line) + 2
