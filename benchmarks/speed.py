"""Cold start, articles per second, and extraction against Duckling, against the least that reading takes, and by length.

    python benchmarks/speed.py --stories DIR [--peers PYTHON] [--write]

All that is compared is measured in one run, in turns, and the best of several rounds of each counts: what disturbs a
measurement only ever makes it slower.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import linear_regression

from peers import BASE, LANGUAGES, OURS, TIMED, TOGETHER, Worker, articles, table
from tables import put

from claims.documents import document
from claims.extract import extract, prepare
from consistency.options import Options
from consistency.pipeline import check

ROOT = Path(__file__).resolve().parent.parent
HEADING = "Speed: cold start, extraction, a whole run"
IMPORTS = "import pydantic, typer, rich"
COLD, DUCKLING, LIMIT, EXPONENT = 3.0, 10.0, 60.0, 1.05
"""What is to be reached: times the imports, times Duckling's rate, times the limit, growth with the length of a text."""
LENGTHS = (1_000, 4_700, 20_000)
"""Characters of the articles whose rates are told."""
DECADES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
STORY = 10  # articles of the story that a whole run checks
ROUNDS = 7


def best(*jobs: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The seconds of the best of some rounds in which jobs take turns."""
    taken = [math.inf] * len(jobs)
    for _ in range(rounds):
        for at, job in enumerate(jobs):
            begun = time.perf_counter()
            job()
            taken[at] = min(taken[at], time.perf_counter() - begun)
    return taken


def process(*command: str) -> Callable[[], object]:
    """A run of Python in a process of its own."""
    where = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(ROOT)}
    return lambda: subprocess.run([sys.executable, *command], capture_output=True, check=False, env=where)


def cold(story: Path) -> tuple[float, float]:
    """Seconds of the imports alone, and of a check of a story, each in a new process."""
    base, run = best(process("-c", IMPORTS), process("-m", "consistency.cli", "check", str(story)))
    return base, run


def prose(size: int, seed: int = 0) -> str:
    """An article of about so many characters, of sentences of our own stories; another one for another seed."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "stories").glob("*/articles/*.md"))]
    french = [text.split("---\n", 2)[-1] for text in texts if "lang: fr" in text]
    sentences = [s for text in french for s in re.split(r"(?<=[.!?»])\s+", text) if 30 < len(s) < 400]
    chance, paragraphs, told = random.Random(seed), [], 0  # noqa: S311 - a shuffle, no secret
    while told < size:
        paragraphs.append(" ".join(chance.sample(sentences, 4)))
        told += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)[:size]


def claims_of(text: str) -> object:
    """All claims of an article."""
    return extract(prepare(document(text, "article")))


def rates() -> list[list[str]]:
    """By length: articles per second by extraction alone, and by a whole run on a story of several."""
    rows = []
    for size in LENGTHS:
        texts = [prose(size, seed) for seed in range(STORY)]
        with tempfile.TemporaryDirectory() as name:
            for seed, text in enumerate(texts):
                head = f"---\nlang: fr\npublished: 2026-01-{seed + 1:02}\n---\n"
                (Path(name) / f"article-{seed}.md").write_text(head + text, encoding="utf-8")
            alone, whole = best(lambda t=texts: [claims_of(text) for text in t], lambda n=name: check([Path(n)], Options()), rounds=3)
        rows.append([f"{size / 1000:g}", f"{STORY / alone:.0f}", f"{STORY / whole:.0f}"])
    return rows


def limit(texts: list[str]) -> float:
    """Seconds of the least that can be done: reading the texts, and one pass that looks for digits."""
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / str(at) for at in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return best(lambda: [list(re.finditer(r"\d+", path.read_text(encoding="utf-8"))) for path in paths], rounds=20 * ROUNDS)[0]


def against(texts: list[str], python: str | None) -> tuple[float, float | None]:
    """Seconds of dates, figures and quotes on some articles, and of Duckling on the same; None where it cannot be had."""
    named = [(sys.executable, OURS, TOGETHER[1])] + ([(python, BASE, "numbers, money, quantities and dates")] if python else [])
    workers = [(Worker(where, name), job) for where, name, job in named]
    ready = [(worker, job) for worker, job in workers if "missing" not in worker.about]
    for worker, job in ready:
        worker.ask(time=job, texts=texts[TIMED:])
    taken = [min(worker.ask(time=job, texts=texts[:TIMED]) for _ in range(3)) for _ in range(ROUNDS) for worker, job in ready]
    for worker, _ in workers:
        worker.process.communicate()
    ours = min(taken[:: len(ready)])
    return ours, min(taken[1::2]) if len(ready) > 1 else None


def exponent() -> tuple[float, list[list[str]]]:
    """The power of its length that the time of a text grows with, and the times."""
    texts = [prose(size) for size in DECADES]
    taken = [best(lambda t=text: claims_of(t), rounds=3)[0] for text in texts]
    slope = linear_regression([math.log(size) for size in DECADES], [math.log(seconds) for seconds in taken]).slope
    return slope, [[f"{size:,}", f"{1000 * seconds:,.1f}"] for size, seconds in zip(DECADES, taken, strict=True)]


def verdict(what: str, reached: float | None, wanted: float, least: bool = False) -> str:
    """A line that says whether a target is met."""
    if reached is None:
        return f"- {what}: **n/a**"
    met = reached >= wanted if least else reached <= wanted
    return f"- {what}, {'at least' if least else 'at most'} {wanted:g}: **{reached:.2f}, {'met' if met else 'NOT MET'}**"


def section(stories: Path, peers: str | None) -> str:
    """What is written into the page."""
    base, run = cold(stories / "seeds" / "articles")
    texts = articles(stories)
    ours, duckling = against(texts, peers)
    least = limit(texts[:TIMED])
    slope, times = exponent()
    return "\n".join(
        (
            f"`make benchmark-speed`: one process on one core, {LANGUAGES['fr']} articles, the best of several rounds. The limit is",
            'reading the text and one pass of `re.finditer(r"\\d+", text)`; the articles are those of the comparison above.',
            "",
            verdict(f'a whole run on five articles, cold, times `python -c "{IMPORTS}"` ({1000 * run:.0f} ms)', run / base, COLD),
            verdict("extraction of dates, figures and quotes, times Duckling's rate", duckling and duckling / ours, DUCKLING, least=True),
            verdict(f"extraction, times the limit ({1000 * least:.2f} ms)", ours / least, LIMIT),
            verdict("the power of a text's length that extraction grows with, from 1,000 to 1,000,000 characters", slope, EXPONENT),
            "",
            f"Articles per second, made of sentences of our own stories; a whole run checks a story of {STORY} of them:",
            "",
            table(["kB", "extraction", "whole run"], rates()),
            "",
            table(["characters", "milliseconds"], times),
        )
    )


def main() -> None:
    """Measure, print, and write the section into docs/benchmarks.md."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--stories", type=Path, required=True)
    cli.add_argument("--peers", help="the Python of the environment that has the peers")
    cli.add_argument("--write", action="store_true", help="write the section into docs/benchmarks.md")
    asked = cli.parse_args()
    told = section(asked.stories, asked.peers if asked.peers and Path(asked.peers).exists() else None)
    print(told)
    if asked.write:
        put(HEADING, told)


if __name__ == "__main__":
    main()
