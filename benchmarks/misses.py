"""List what alignment and verdicts miss on the labelled stories, one by one, each with its cause, leave-one-story-out.

    python benchmarks/misses.py STORIES_DIR --scorer score.py --out docs/alignment-misses.md

The causes of a pair of a fact that is not together, from the first that holds: one of the two was not found (or has another
number); no block brings them to each other; a gate keeps them apart; they are weighed too low; another member of a group kept
them apart. Quotes have one cause, their words.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import sys
import tempfile
from collections import Counter, defaultdict
from unittest import mock

import learn_weights
import quality
import yaml
from tabulate import tabulate

from consistency import pairs
from consistency.align import FITTING, KINDS, LIKELY
from consistency.items import Item

_PAIR = re.compile(r"^  pairs aligned: (?P<fact>[^:]+): (?P<one>\S+) ~ (?P<other>\S+)$")
_NAMED = re.compile(r"^  (?P<want>[a-z-]+) named so: (?P<fact>[^:]+): said (?P<said>.+)$")
_GROUPED = re.compile(r"^  grouped pairs of one fact: [a-z-]+: \[(?P<one>.*)\] with \[(?P<other>.*)\]$")
_INTERNAL = re.compile(r"^  internal contradiction flagged: (?P<fact>.+)$")

HEAD = """# What alignment misses

`python benchmarks/misses.py` writes this page: each labelled story, judged with weights learned from the seven others. [The study](alignment.md)
says what was tried against these misses, and what remains of each cause.
"""


def cause(one: Item, other: Item) -> str:
    """Why two located claims of one fact are in two groups."""
    kind, a, b = KINDS[one.claim.kind], one.claim, other.claim
    if {key for key in kind.blocks(a) if key[0] not in FITTING or not kind.unlike(one, other)}.isdisjoint(kind.blocks(b)):
        return "no block in common"
    if not kind.may_meet(a, b):
        return "a gate"
    return "weighed" if kind.probability(one, other) < LIKELY else "another member"


RANK = ("another member", "weighed", "a gate", "no block in common")
"""Of several pairs of claims of two articles the one that came nearest tells the cause."""


def causes(kind: str, missed: list[tuple[str, str]], found: list[Item]) -> str:
    """The causes of the missed pairs of articles of a fact, the commonest first, each with how many pairs."""
    if kind not in KINDS:
        return "words" if kind == "quote" else "not looked for"
    by_source = defaultdict(list)
    for item in found:
        by_source[item.claim.source].append(item)
    told: Counter[str] = Counter()
    for one, other in missed:
        reasons = [cause(a, b) for a in by_source[one] for b in by_source[other] if a.claim.id != b.claim.id]
        told[min(reasons, key=RANK.index, default="not found")] += 1
    return ", ".join(f"{reason} ({n})" for reason, n in told.most_common())


def page(folder: pathlib.Path, detail: str) -> list[str]:
    """The section of one story."""
    gold = {fact["id"]: fact for fact in yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))["facts"]}
    items, owners = learn_weights.located(folder)
    missed, verdicts, single, mixed = defaultdict(list), [], [], Counter()
    for line in detail.replace("'", "").splitlines():
        if match := _PAIR.match(line):
            missed[match["fact"]].append((match["one"], match["other"]))
        elif match := _NAMED.match(line):
            (single if match["want"] == "single-source" else verdicts).append([match["fact"], match["want"], match["said"]])
        elif match := _GROUPED.match(line):
            mixed[" / ".join(sorted((match["one"], match["other"])))] += 1
        elif match := _INTERNAL.match(line):
            verdicts.append([match["fact"], "internal", "nothing"])
    rows = []
    for fact, lost in missed.items():
        held = [item for item in items if fact in owners.get(item.claim.id, ())]
        n = len(gold[fact]["values"])
        rows.append(
            [fact, gold[fact]["kind"], gold[fact]["verdict"], f"{len(lost)} of {n * (n - 1) // 2}", causes(gold[fact]["kind"], lost, held)]
        )
    told = [f"\n## {folder.name}\n"]
    for title, head, body in (
        ("Pairs of one fact that are not together", ("fact", "kind", "verdict", "pairs apart", "cause"), rows),
        ("Verdicts", ("fact", "wanted", "said"), verdicts),
        ("Told by one article, and put together with others", ("fact", "wanted", "said"), single),
        ("Two facts in one group", ("facts", "pairs"), [[names, n] for names, n in mixed.most_common()]),
    ):
        if body:
            told += [f"\n### {title}\n", tabulate(body, headers=head, tablefmt="github")]
    return told


def main() -> None:
    """Judge every story and write the page."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", type=pathlib.Path)
    cli.add_argument("--scorer", type=pathlib.Path, required=True)
    cli.add_argument("--out", type=pathlib.Path)
    args = cli.parse_args()
    folders = [p for p in sorted(args.stories.iterdir()) if (p / "gold.yaml").exists()]
    judge, told = quality.scorer(args.scorer), [HEAD]
    for folder, weights in quality.left_out(folders, []):
        with tempfile.TemporaryDirectory() as place, mock.patch.object(pairs, "weights", lambda weights=weights: weights):
            quality.score(folder, judge, pathlib.Path(place))
            told += page(folder, (pathlib.Path(place) / f"{folder.name}.txt").read_text(encoding="utf-8"))
    text = "\n".join(told) + "\n"
    if args.out:
        args.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
