"""Score our slots against slots filled by hand.

    python benchmarks/slots.py STORIES_DIR SLOTS_DIR [--hold STORY …]

Our values and the reader's have names of their own (`2025-03-17/2025-03-23` and `w12`), so each of ours is read as the
reader's value that it stands beside most often. Two figures a slot: the share of claims where both say the same, an empty
slot being a value too (`all`), and the same among the slots that the reader filled (`filled`). « All of it » is the same as
an empty scope.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from learn_weights import BLANKS
from tabulate import tabulate

from claims.documents import load
from claims.extract import prepare
from claims.records import Claim, DateClaim, FigureClaim
from consistency.stories import story

SLOTS = {
    "figure": ("measure", "scope", "group", "holder", "event", "period", "place"),
    "date": ("predicate", "participant", "granularity"),
}
WHOLE = ("whole", "total")

Row = tuple[str | None, str | None]
"""What the reader filled in, and what we did."""


def rows(folder: pathlib.Path, listed: pathlib.Path) -> Iterator[tuple[str, str, Row]]:
    """(kind, slot, row) of every claim that both have."""
    told = story(folder.name, [prepare(load(p)) for p in sorted((folder / "articles").iterdir())])
    for line in listed.read_text(encoding="utf-8").splitlines():
        hand = json.loads(line)
        claim = _claim(hand, told.documents[hand["source"]].text, told.claims)
        for slot in SLOTS[hand["kind"]] if claim is not None else ():
            ours = getattr(claim.slots, slot)  # type: ignore[union-attr]
            yield hand["kind"], slot, (_plain(slot, hand["slots"].get(slot)), _plain(slot, ours.value if ours else None))


def _plain(slot: str, value: str | None) -> str | None:
    return None if slot == "scope" and value in WHOLE else value


def _claim(hand: dict[str, str], text: str, claims: tuple[Claim, ...]) -> DateClaim | FigureClaim | None:
    """Our claim that stands in the evidence, of its unit where the reader says years."""
    places = [(m.start(), m.end()) for m in re.finditer(re.escape(hand["evidence"].translate(BLANKS)), text.translate(BLANKS))]
    here = [
        c
        for c in claims
        if isinstance(c, DateClaim | FigureClaim)
        and (c.source, c.kind) == (hand["source"], hand["kind"])
        and any(c.start < end and start < c.end for start, end in places)
    ]
    number = re.match(r"\d+(?:\.\d+)?", hand["value"])
    fits = [c for c in here if isinstance(c, FigureClaim) and number and float(number[0]) == float(c.value.number)]
    years = [c for c in here if isinstance(c, FigureClaim) and c.value.unit == "a"] if "year" in hand["value"] else []
    return next(iter(years or fits or here), None)


def shares(found: list[Row]) -> tuple[float, float]:
    """The share of rows told alike, and the same among those that the reader filled."""
    beside: dict[str | None, Counter[str | None]] = defaultdict(Counter)
    for hand, ours in found:
        beside[ours][hand] += 1
    read = {ours: seen.most_common(1)[0][0] for ours, seen in beside.items()}
    filled = [(hand, ours) for hand, ours in found if hand is not None]
    among: dict[str, Counter[str]] = defaultdict(Counter)
    for hand, ours in filled:
        if ours is not None:
            among[ours][hand] += 1
    meant = {ours: seen.most_common(1)[0][0] for ours, seen in among.items()}
    alike = sum(ours is not None and meant[ours] == hand for hand, ours in filled)
    return sum(read[o] == h for h, o in found) / max(1, len(found)), alike / max(1, len(filled))


def table(stories: pathlib.Path, slots: pathlib.Path, names: list[str]) -> dict[tuple[str, str], list[Row]]:
    """The rows of some stories, by kind and slot."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for name in names:
        for kind, slot, row in rows(stories / name, slots / f"{name}.jsonl"):
            found[kind, slot].append(row)
    return found


def main() -> None:
    """Score, print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", type=pathlib.Path)
    cli.add_argument("slots", type=pathlib.Path)
    cli.add_argument("--hold", nargs="*", default=[])
    args = cli.parse_args()
    every = sorted(p.stem for p in args.slots.glob("*.jsonl"))
    worked, held = ([n for n in every if (n in args.hold) == kept] for kept in (False, True))
    mine, theirs = table(args.stories, args.slots, worked), table(args.stories, args.slots, held)
    lines = []
    for key, found in mine.items():
        other = theirs.get(key, [])
        lines.append([" ".join(key), len(found), *(f"{s:.2f}" for s in shares(found)), len(other), *(f"{s:.2f}" for s in shares(other))])
    print(tabulate(lines, headers=["slot", "claims", "all", "filled", "kept out", "all", "filled"], tablefmt="github"))


if __name__ == "__main__":
    main()
