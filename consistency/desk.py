"""The stories of a folder: its own folders, and what its loose articles are sorted into.

A folder is a story whatever it holds. An article that lies loose belongs to the story that its front matter names
(`story:`); the others are sorted by what they name (`consistency.feeds`), and the story is called after its first article.
What an article holds is kept in the history by its digest, so that a night sorts thousands without reading one again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from claims.documents import SUFFIXES, load_all
from claims.errors import InputError
from claims.extract import prepare
from claims.read.files import read_bytes
from claims.read.sources import NAME as SOURCES
from consistency.feeds import Entry, entry, sorted_into_stories
from consistency.paths import Files, files
from consistency.store import FeedRow, Store

FEED = "feed"
"""How the names of stories begin that were sorted out of loose articles."""


class Folder(Struct, frozen=True):
    """A story on the disk: its name, what stands in its folder, and the digests of the files that its report depends on."""

    name: str
    under: Files
    digests: Mapping[str, str]


def folders(path: Path, store: Store, version: str) -> Iterator[Folder]:
    """The stories of a folder, in the order of their names, with the digests of their files.

    `store` keeps what loose articles hold; `version` is that of the rules, which read them.
    """
    entries = sorted((entry for entry in path.iterdir() if not entry.name.startswith(".")), key=lambda entry: entry.name)
    beside = [entry for entry in entries if entry.is_file()]
    loose = [entry for entry in beside if entry.suffix.lower() in SUFFIXES]
    aside = tuple(str(entry) for entry in beside if entry.suffix.lower() not in SUFFIXES and entry.name != SOURCES)
    own = {entry.name: entry for entry in entries if entry.is_dir()}
    found = _sorted(loose, store, version) if loose else {}
    for name in sorted({*own, *found}):
        under = files([own[name]]) if name in own else Files((), aside=aside)
        yield _folder(name, _with(under, found.get(name, {})))


def _with(under: Files, loose: Mapping[Path, frozenset[str]]) -> Files:
    """A story's files with loose articles of it."""
    if not loose:
        return under
    unusable = tuple(one for one in under.unusable if under.articles)
    return replace(under, articles=(*under.articles, *sorted(loose)), unusable=unusable, only=loose)


def _folder(name: str, under: Files) -> Folder:
    beside = sorted({article.parent / SOURCES for article in under.articles})
    read = [*under.articles, *(known for known in beside if known.is_file())]
    return Folder(name, under, {str(path): _digest_of(path) for path in read})


def _digest_of(path: Path) -> str:
    try:
        return hashlib.blake2s(read_bytes(path)).hexdigest()
    except InputError as error:
        return f"unread: {error.problem}"


def _sorted(loose: Sequence[Path], store: Store, version: str) -> dict[str, dict[Path, frozenset[str]]]:
    """The stories that loose articles make: by name, the articles of each file."""
    place: dict[str, tuple[Path, str]] = {}
    rows: list[tuple[str, str, str, str]] = []
    for path in loose:
        digest = hashlib.blake2s(f"{version} {_beside(path)} {_digest_of(path)}".encode()).hexdigest()
        for row in store.feed_rows(digest) or store.keep_feed_rows(digest, _read(path)):
            name = f"{path}\n{row.source}"
            place[name] = (path, row.source)
            rows.append((row.day or "9999", name, row.story, digest))
    rows.sort()
    found: dict[str, dict[Path, set[str]]] = defaultdict(lambda: defaultdict(set))
    for _, name, story, _ in rows:
        if story:
            found[story][place[name][0]].add(place[name][1])
    first: dict[int, str] = {}
    free = [(name, digest) for _, name, story, digest in rows if not story]
    for name, number in sorted_into_stories(lambda: _entries(free, place, store)):
        path, source = place[name]
        found[f"{FEED}/{first.setdefault(number, source)}"][path].add(source)
    return {story: {path: frozenset(sources) for path, sources in held.items()} for story, held in found.items()}


def _beside(path: Path) -> str:
    """The digest of the `sources.toml` beside an article; empty where there is none."""
    known = path.parent / SOURCES
    return _digest_of(known) if known.is_file() else ""


def _read(path: Path) -> list[FeedRow]:
    """What the articles of a file hold; one row without a term for a file that cannot be read, so that its story names it."""
    rows = []
    try:
        for one in load_all(path):
            if not isinstance(one, InputError):
                told = entry(one.source, prepare(one))
                rows.append(FeedRow(one.source, told.day.isoformat() if told.day else "", one.story, told.terms))
    except InputError:
        rows = []
    return rows or [FeedRow(path.stem, "", "", {})]


def _entries(names: Sequence[tuple[str, str]], place: Mapping[str, tuple[Path, str]], store: Store) -> Iterator[Entry]:
    for name, digest in names:
        row = next(row for row in store.feed_rows(digest) if row.source == place[name][1])
        yield Entry(name, dt.date.fromisoformat(row.day) if row.day else None, row.terms)
