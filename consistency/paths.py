"""What stands under the paths of a run: the articles, and what is left aside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from claims.documents import SUFFIXES
from claims.read.sources import NAME as SOURCES
from consistency.findings import Unread


def story_name(paths: Sequence[Path]) -> str:
    """The folder that holds everything: a story is known by its folder, whatever the order of the paths."""
    folders = {str(p.resolve() if p.is_dir() else p.resolve().parent) for p in paths}
    return Path(os.path.commonpath(sorted(folders))).name if folders else ""


class Files(Struct, frozen=True):
    """What stands under some paths: articles, in the order of their names; which of them were `named`; other files; useless folders.

    `only` names, for a file of several articles, those that are meant; without it all are.
    """

    articles: tuple[Path, ...]
    named: frozenset[Path] = frozenset()
    aside: tuple[str, ...] = ()
    unusable: tuple[Unread, ...] = ()
    only: Mapping[Path, frozenset[str]] = field(default_factory=dict)


def files(paths: Iterable[Path]) -> Files:
    """Look through every folder once; hidden files are no articles."""
    articles: dict[Path, None] = {}
    aside: list[str] = []
    unusable: list[Unread] = []
    named: list[Path] = []
    for path in paths:
        if not path.is_dir():
            articles[path] = None
            named.append(path)
            continue
        below = _inside(path, unusable)
        found = [p for p in below if p.suffix.lower() in SUFFIXES]
        articles.update(dict.fromkeys(found))
        aside += [str(p) for p in below if p.suffix.lower() not in SUFFIXES and p.name != SOURCES]
        if not found:
            unusable.append(Unread(path=str(path), problem="holds no article", remedy=f"put files in it that end in {', '.join(SUFFIXES)}"))
    ordered = tuple(sorted(articles, key=lambda p: (p.stem, str(p))))
    return Files(ordered, frozenset(named), tuple(sorted(aside)), tuple(unusable))


def _inside(folder: Path, closed: list[Unread]) -> list[Path]:
    """The files under a folder that are not hidden; folders that cannot be opened are added to `closed`."""
    found = []

    def refuse(error: OSError) -> None:
        closed.append(Unread(path=str(error.filename), problem="is a folder that cannot be opened", remedy="make it readable"))

    for path, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(path, name) for name in names if not name.startswith(".")]
    return sorted(p for p in found if p.is_file())
