"""Articles that nobody has sorted, put together into stories."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path

import pytest

from claims.documents import document, load_all
from claims.extract import prepare
from claims.records import Document
from consistency.feeds import Entry, entry, sorted_into_stories

PRECISION, RECALL = 0.93, 0.90
NOISE = 200


def pairs(labels: Sequence[Hashable]) -> int:
    return sum(number * (number - 1) // 2 for number in Counter(labels).values())


@pytest.fixture(scope="module")
def mixed(shared: Path, root: Path) -> tuple[list[Entry], dict[str, str]]:
    """All labelled stories in one feed, and as many articles again of stories that have but one; the story of each."""
    sys.path.insert(0, str(root / "benchmarks"))
    import corpus

    truth: dict[str, str] = {}
    found = []
    for folder in sorted([*(shared / "stories").iterdir(), *(root / "tests" / "stories").iterdir()]):
        for path in sorted((folder / "articles").iterdir()) if (folder / "articles").is_dir() else ():
            for one in load_all(path):
                if isinstance(one, Document):
                    truth[f"{folder.name}/{one.source}"] = folder.name
                    found.append(entry(f"{folder.name}/{one.source}", prepare(one)))
    for number, (name, told, _) in enumerate(corpus.stories(NOISE * 12, seed=7)):
        if number == NOISE:
            break
        one = entry(name, prepare(document(told[0].text, told[0].name)))
        truth[name] = name
        found.append(Entry(name, dt.date(2025, 9, 1) + dt.timedelta(days=number % 100), one.terms))
    return sorted(found, key=lambda one: (one.day is None, one.day or dt.date.min, one.name)), truth


def test_stories_that_are_mixed_together_come_apart(mixed: tuple[list[Entry], dict[str, str]]) -> None:
    entries, truth = mixed
    got = dict(sorted_into_stories(lambda: entries))
    both = pairs([(truth[name], got[name]) for name in got])
    precision, recall = both / pairs(list(got.values())), both / pairs([truth[name] for name in got])
    assert precision >= PRECISION, f"{precision:.3f}"
    assert recall >= RECALL, f"{recall:.3f}"


def test_the_same_feed_gives_the_same_stories(mixed: tuple[list[Entry], dict[str, str]]) -> None:
    entries, _ = mixed
    assert list(sorted_into_stories(lambda: entries)) == list(sorted_into_stories(lambda: iter(entries)))


def test_an_empty_article_is_a_story_of_its_own() -> None:
    got = list(sorted_into_stories(lambda: [Entry("a", None, {}), Entry("b", None, {}), Entry("c", None, {"@x": 1})]))
    assert len({number for _, number in got}) == 3
