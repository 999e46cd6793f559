"""How cost grows with size, on corpora made up by `corpus.py`: `python benchmarks/scale.py --write`.

Alignment by the claims of one story, sorting into stories by the articles of a feed, a night by the articles of a desk;
memory; two processes against one; and whether what was planted is found. An exponent is the slope of the logarithm of the
cost against that of the size, fitted over all sizes (least squares).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import corpus
from tables import put
from tabulate import tabulate

from claims.documents import document
from claims.extract import Prepared, prepare
from consistency.align import align
from consistency.feeds import Entry, entry, sorted_into_stories
from consistency.stories import story

ROOT = Path(__file__).resolve().parent.parent
Point = tuple[int, float]


def exponent(points: Sequence[Point]) -> float:
    """The slope of log cost against log size."""
    xs, ys = [math.log(size) for size, _ in points], [math.log(cost) for _, cost in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


def prepared(articles: int, seed: int = 3) -> list[Prepared]:
    """Articles of a corpus, read."""
    found: list[Prepared] = []
    for _, told, _ in corpus.stories(articles, seed):
        found += [prepare(document(one.text, one.name)) for one in told]
    return found[:articles]


def quickest(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the quickest of several runs; one run where it takes long."""
    best = math.inf
    for _ in range(times):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
        if best > 2:
            break
    return best


def alignment(sizes: Sequence[int]) -> list[Point]:
    """Seconds of alignment by the claims of one story, made of that many articles."""
    points = []
    for articles in sizes:
        told = story("x", prepared(articles))
        points.append((len(told.claims), quickest(lambda told=told: align(told))))  # type: ignore[misc]
    return points


def grouping(sizes: Sequence[int]) -> list[Point]:
    """Seconds of sorting a feed by its articles."""
    entries = [entry(one.document.source, one) for one in prepared(max(sizes))]
    entries.sort(key=lambda one: (str(one.day), one.name))
    return [(size, quickest(lambda size=size: list(sorted_into_stories(lambda: _spread(entries, size))))) for size in sizes]  # type: ignore[misc]


def _spread(entries: Sequence[Entry], size: int) -> Iterator[Entry]:
    return iter(entries[:size])


def night(folder: Path, name: str, jobs: int) -> tuple[float, float]:
    """Seconds and megabytes of a first night over a corpus."""
    script = (
        "import sys; from pathlib import Path; from consistency.cli import main\n"
        "try: main()\n"
        "finally: print(next(line.split()[1] for line in Path('/proc/self/status').read_text().splitlines() if line.startswith('VmHWM')), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "nightly", "desk", "--store", f"{name}.sqlite", "--output", f"{name}.md", "--quiet"]
    where = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    done = subprocess.run([*command, "--jobs", str(jobs)], cwd=folder, capture_output=True, check=False, env=where, text=True)
    took = time.perf_counter() - begun
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return took, int(done.stderr.split()[-1]) / 1024


def nights(sizes: Sequence[int], jobs: int) -> tuple[list[Point], list[Point], str]:
    """Seconds and megabytes of first nights by articles, and what became of the planted contradictions in the largest."""
    times, sizes_in_memory, told = [], [], ""
    for articles in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            corpus.write(folder / "desk", articles)
            took, memory = night(folder, "night", jobs)
            times.append((articles, took))
            sizes_in_memory.append((articles, memory))
            told = found(folder, "night")
    return times, sizes_in_memory, told


def found(folder: Path, store: str) -> str:
    """How many of the planted contradictions the night of that store has found, and how many it has told of besides."""
    import sqlite3

    planted = {one["story"]: one for one in json.loads((folder / "planted.json").read_text(encoding="utf-8"))}
    seen, besides = set(), 0
    with sqlite3.connect(folder / f"{store}.sqlite") as db:
        for name, record in db.execute("SELECT story, record FROM findings WHERE verdict IN ('conflict', 'internal')"):
            claims = json.loads(record)["claims"]
            one = planted.get(name)
            kind = {"damage": "figure", "day": "date"}.get(one["fact"], "") if one else ""
            if one and any(claim["source"] == one["source"] and claim["kind"] == kind for claim in claims):
                seen.add(name)
            else:
                besides += 1
    return f"{len(seen)} of {len(planted)} planted contradictions found, {besides} others told"


def processes(articles: int) -> tuple[float, float, str]:
    """Seconds of a night by one process and by two, which take turns, the better of two nights each; and what became of the planted contradictions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.write(folder / "desk", articles)
        turns = [[night(folder, f"{turn}-{jobs}", jobs)[0] for jobs in (1, 2)] for turn in range(2)]
        told = found(folder, "0-2")
    one, two = map(min, zip(*turns, strict=True))
    return one, two, told


def main() -> None:
    """Measure, print, and write the sections."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, nargs="+", default=[17, 60, 170, 600, 1700, 3500], help="articles of one story")
    parser.add_argument("--feed", type=int, nargs="+", default=[100, 300, 1000, 3000, 10000, 30000])
    parser.add_argument("--desk", type=int, nargs="+", default=[100, 300, 1000, 3000, 10000])
    parser.add_argument("--night", type=int, default=10000, help="articles of the night that one process and two are compared by")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", choices=("growth", "processes"), help="one of the two sections")
    parser.add_argument("--write", action="store_true", help="write the sections into docs/benchmarks.md")
    asked = parser.parse_args()
    sections = {"growth": ("Scale", _growth), "processes": ("Two processes", _processes)}
    for name, (heading, measured) in sections.items():
        if asked.only in (None, name):
            text = measured(asked)
            print(text)
            if asked.write:
                put(heading, text)


def _processes(asked: argparse.Namespace) -> str:
    """The section on one process and two."""
    one, two, told = processes(asked.night)
    return (
        f"`make benchmark-scale` writes this section as well. A night of {asked.night:,} articles by one process and by two, which take turns, the"
        f"\nbetter of two nights each: {one:.1f} s and {two:.1f} s, **{one / two:.2f} times as fast**, at least 1.7. {told[:1].upper()}{told[1:]}."
    )


def _growth(asked: argparse.Namespace) -> str:
    """The section on how cost grows with size."""
    aligned, sorted_, (times, memory, told) = alignment(asked.stories), grouping(asked.feed), nights(asked.desk, asked.jobs)
    rows = [
        ["alignment", "claims of one story", _span(aligned), f"{exponent(aligned):.2f}", "1.20"],
        ["sorting into stories", "articles of a feed", _span(sorted_), f"{exponent(sorted_):.2f}", "1.15"],
        ["a first night", "articles of a desk", _span(times), f"{exponent(times):.2f}", "1.05"],
    ]
    points = [[size, f"{cost:.3f}", f"{1000 * cost / size:.3f}"] for size, cost in aligned]
    return "\n\n".join(
        [
            "`make benchmark-scale` writes this section, on corpora from `benchmarks/corpus.py` (templates of our own, a contradiction in"
            "\nevery second story). A night is a process of its own, starting up included.",
            tabulate(rows, headers=["cost of", "grows with", "measured", "exponent", "at most"], tablefmt="pipe", disable_numparse=True),
            tabulate(
                points,
                headers=["claims of one story", "seconds of alignment", "milliseconds a claim"],
                tablefmt="pipe",
                disable_numparse=True,
            ),
            tabulate(
                [[f"{size:,}", f"{megabytes:.0f} MB", f"{cost:.1f} s"] for (size, megabytes), (_, cost) in zip(memory, times, strict=True)],
                headers=["articles of a desk", "memory of the main process", "first night"],
                tablefmt="pipe",
                disable_numparse=True,
            ),
            f"At {max(asked.desk):,} articles: {told}.",
        ]
    )


def _span(points: Sequence[Point]) -> str:
    (low, first), (high, last) = points[0], points[-1]
    return f"{low:,} ({first:.2f} s) to {high:,} ({last:.1f} s)"


if __name__ == "__main__":
    main()
