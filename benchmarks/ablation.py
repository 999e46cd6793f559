"""Score the labelled stories with one slot or one constraint left out at a time, leave-one-story-out.

    python benchmarks/ablation.py STORIES_DIR --scorer score.py

Prints a table: what is left out, and what then is reached of the measures that alignment decides. Weights are learned again
each time from the other stories.
"""

from __future__ import annotations

import argparse
import math
import pathlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from unittest import mock

import learn_weights
import quality
from tabulate import tabulate

from consistency import align, consensus, pairs
from consistency.items import Item

MEASURES = (
    "pairs aligned, mean over facts",
    "pairs aligned across languages",
    "grouped pairs of one fact",
    "conflict named so",
    "to-check accusations in the gold",
)
Features = Callable[[Item, Item], dict[str, float]]
SLOTS: dict[str, tuple[str, ...]] = {
    "measure": ("measure", "toll"),
    "scope": ("scope",),
    "group": ("group", "whole"),
    "holder": ("holder",),
    "event": ("event",),
    "period": ("period",),
    "place": ("place",),
    "predicate": ("predicate",),
    "participant": ("participant",),
    "the names around": ("names",),
    "the words of the clause": ("clause",),
    "the words around": ("around",),
    "the number itself": ("distinctive", "closeness"),
    "the days of the articles": ("days", "grows"),
    "place in the article": ("lead", "first", "only"),
}
"""By slot, the features of pairs that come from it."""


def without(features: Features, names: tuple[str, ...]) -> Features:
    """The features of a pair but for some."""
    return lambda one, other: {name: value for name, value in features(one, other).items() if name not in names}


def variants() -> Iterator[tuple[str, list[AbstractContextManager[object]]]]:
    """What is left out, and the patches that leave it out."""
    instead = mock.patch.object
    yield "nothing", []
    for slot, names in SLOTS.items():
        bare = {name: replace(kind, features=without(kind.features, names)) for name, kind in align.KINDS.items()}
        yield slot, [mock.patch.dict(align.KINDS, bare)]
    yield "voices: the first claim of a value speaks for all", [instead(consensus, "consensus", lambda items: items[0])]
    yield "whether an article tells both values", [instead(module, "disjoint", lambda one, other: {}) for module in (align, learn_weights)]
    yield "claims that stand alone joining later", [instead(align, "LEFT", math.inf)]
    yield "changes that an article tells", [instead(align, "_changes", lambda found, home: set())]


def main() -> None:
    """Run every variant and print the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", type=pathlib.Path)
    cli.add_argument("--scorer", type=pathlib.Path, required=True)
    args = cli.parse_args()
    folders = [p for p in sorted(args.stories.iterdir()) if (p / "gold.yaml").exists()]
    judge, rows = quality.scorer(args.scorer), []
    for name, patches in variants():
        with ExitStack() as stack:
            for patch in patches:
                stack.enter_context(patch)
            tallies = []
            for folder, weights in quality.left_out(folders, []):
                with mock.patch.object(pairs, "weights", lambda weights=weights: weights):
                    tallies.append(quality.score(folder, judge, None))
        told = quality.pooled(tallies)
        rows.append([name, *(f"{100 * told[m][0] / max(1, told[m][1]):.1f}" for m in MEASURES)])
    print(tabulate(rows, headers=["left out", *MEASURES], tablefmt="pipe", disable_numparse=True))


if __name__ == "__main__":
    main()
