"""Draw dates and figures, or quotes, at random from the stories, to be read by eye; and make the table of a reading.

    python benchmarks/draw_claims.py STORIES_DIR --seed 1 [--count 200] [--leave seeds …]        what there is to read
    python benchmarks/draw_claims.py STORIES_DIR --seed 1 --quotes                              the same for quotes
    python benchmarks/draw_claims.py STORIES_DIR --seed 1 --readings read.tsv                   docs/quality-claims.md's table

A reading has a line for each claim that is not right: its number in the draw, a tab, `no claim` or `wrong`, a tab, and why.
"""

from __future__ import annotations

import argparse
import pathlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from claims.records import DateClaim, DateValue, Document, FigureClaim, FigureValue, QuoteClaim, QuoteValue
from consistency.options import Options
from consistency.pipeline import extract


@dataclass(frozen=True)
class Drawn:
    """A claim of a draw, and the article it stands in."""

    story: str
    document: Document
    claim: DateClaim | FigureClaim | QuoteClaim


def candidates(stories: pathlib.Path, left: list[str], *, quotes: bool = False) -> Iterator[Drawn]:
    """Every date and figure (or quote) of the stories that are not left out, in the order of stories, articles and places."""
    wanted = (QuoteClaim,) if quotes else (DateClaim, FigureClaim)
    for folder in sorted(p for p in stories.iterdir() if p.is_dir() and p.name not in left):
        articles, unread = extract([folder / "articles"], Options())
        if unread:
            raise SystemExit(f"{unread[0].path}: {unread[0].problem}")
        for document, claims in articles:
            yield from (Drawn(folder.name, document, c) for c in claims if isinstance(c, wanted))


def draw(stories: pathlib.Path, left: list[str], seed: int, count: int, *, quotes: bool = False) -> list[Drawn]:
    """`count` claims at random, in the order of the stories."""
    rows = list(candidates(stories, left, quotes=quotes))
    return [rows[i] for i in sorted(random.Random(seed).sample(range(len(rows)), count))]  # noqa: S311 (a draw, no secret)


def told(value: DateValue | FigureValue | QuoteValue) -> str:
    """A value on one line, with all of its parts."""
    if isinstance(value, QuoteValue):
        return f"{value.type} by {value.speaker or 'nobody that could be told'}" + (" (denied)" if value.negated else "")
    if isinstance(value, DateValue):
        days = value.value if value.earliest is None else f"{value.earliest}" if value.earliest == value.latest else _days(value)
        hedge = f"({value.hedge})" if value.hedge else ""
        parts = [
            days,
            value.time or "",
            value.mod,
            hedge,
            "" if value.type == "DATE" else value.type,
            "" if value.earliest else "unresolved",
        ]
    else:
        ends = _plain(value.number) if value.low is None or value.high is None else f"{_plain(value.low)}..{_plain(value.high)}"
        parts = [value.modifier, ends, value.unit, f"per {value.per}" if value.per else ""]
    return " ".join(part for part in parts if part)


def _days(value: DateValue) -> str:
    return f"{value.earliest}/{value.latest}"


def _plain(number: object) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def to_read(number: int, drawn: Drawn) -> str:
    """A claim in its sentence, with all that is needed to judge it."""
    claim, document = drawn.claim, drawn.document
    low, high = claim.sentence
    low, high = min(low, claim.start), max(high, claim.end)
    sentence = f"{document.text[low : claim.start]}⟦{claim.exact}⟧{document.text[claim.end : high]}"
    measured = f" | of: {claim.value.measured}" if isinstance(claim.value, FigureValue) and claim.value.measured else ""
    day = f"{document.published.day or 'unknown'} ({document.published.basis})"
    head = f"{number}. {drawn.story} {claim.source}@{claim.start} published {day}"
    return f"{head}\n   {claim.kind}: {told(claim.value)}{measured}\n   {' '.join(sentence.split())}"


_SHOWN = 60  # characters of a quote: the articles are not ours to print


def row(number: int, drawn: Drawn, reading: str) -> str:
    """A claim as a row of a Markdown table, without the words around it."""
    claim = drawn.claim
    exact = " ".join(claim.exact.split()).replace("|", "¦")
    exact = exact if len(exact) <= _SHOWN or not isinstance(claim, QuoteClaim) else f"{exact[:_SHOWN]}…"
    cells = (number, f"{drawn.story} {claim.source}", claim.start, claim.kind, exact, told(claim.value), reading)
    return "| " + " | ".join(map(str, cells)) + " |"


def readings(path: pathlib.Path) -> dict[int, str]:
    """What a reader found wrong, by number in the draw."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {int(number): f"**{verdict}**: {why}" for number, verdict, why in lines}


def main() -> None:
    """Draw, then print for the reader or as a table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", type=pathlib.Path)
    cli.add_argument("--seed", type=int, required=True)
    cli.add_argument("--count", type=int, default=200)
    cli.add_argument("--leave", nargs="*", default=["seeds"], help="stories to leave out")
    cli.add_argument("--quotes", action="store_true", help="draw quotes")
    cli.add_argument("--readings", type=pathlib.Path, help="what was found wrong: print the table")
    args = cli.parse_args()
    drawn = draw(args.stories, args.leave, args.seed, args.count, quotes=args.quotes)
    if args.readings is None:
        print("\n".join(to_read(number, one) for number, one in enumerate(drawn, 1)))
        return
    found = readings(args.readings)
    print("| no | article | offset | kind | mention | value | reading |\n|---|---|---|---|---|---|---|")
    print("\n".join(row(number, one, found.get(number, "right")) for number, one in enumerate(drawn, 1)))


if __name__ == "__main__":
    main()
