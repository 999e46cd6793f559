"""Our recognisers and the known ones on the same rows and the same articles, in one run; writes the tables.

    python benchmarks/peers.py --suites DIR --scorer score_suites.py --stories DIR --peers PYTHON --out docs/benchmarks.md

Each program answers in a process of its own (`peer_programs.py`): ours runs with this Python, the others with the one of
their environment. For the speed they take turns on the same articles, and the best round of each counts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pathlib
import re
import string
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from unittest import mock

import quality
from peer_programs import PROGRAMS
from sections import section
from tabulate import tabulate

import claims
from claims.documents import load

Suite = tuple[str, str]
"""A language and a suite of it."""

Shares = dict[Suite, tuple[int, int]]
"""Of each suite: the items found as they should be, and all its items."""

Rates = dict[tuple[str, str], float]
"""Articles per second, by program and job."""

OURS, BASE, SEARCH = "ours", "Duckling", "dateparser search"
OWN = {BASE: "duckling_", "Recognizers-Text": "recognizers_", SEARCH: "dateparser_", "text2num": "text2num"}
"""How the names of the suites begin that a peer's own project wrote."""

TOGETHER = (OURS, "dates, figures and quotes")
TARGETS = (((BASE, "numbers, money, quantities and dates"), 3.0, "at least"), ((SEARCH, "dates"), 1.0, "more than"))
"""What dates, figures and quotes together are held against, and how many times its articles per second they must reach."""

SIZE = 4700  # bytes
TIMED, WARMING = 5, 3  # articles
LANGUAGES = {"fr": "French", "en": "English"}
ABSENT = "n/a"


@dataclass(slots=True)
class Result:
    """What one program is and what it reached on the rows: as they stand, and with no-break spaces."""

    about: dict[str, Any]
    plain: Shares = field(default_factory=dict)
    widened: Shares = field(default_factory=dict)


class Worker:
    """A program in a process of its own; `about` says what it is, or what is missing."""

    def __init__(self, python: str, name: str) -> None:
        """Start it, and wait until it is ready."""
        command = [python, "-W", "ignore", str(pathlib.Path(__file__).with_name("peer_programs.py")), name]
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.about: dict[str, Any] = self._answer()

    def ask(self, **request: object) -> Any:
        """The answer to a request."""
        print(json.dumps(request), file=self.process.stdin, flush=True)
        return self._answer()

    def mentions(self, text: str, *, language: str, published: dt.date) -> list[SimpleNamespace]:
        """What `claims.mentions` gives, found by this program."""
        found = self.ask(find=text, language=language, published=published.isoformat())
        return [SimpleNamespace(kind=kind, start=start, end=end, value=value) for kind, start, end, value in found]

    def _answer(self) -> Any:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise SystemExit(f"{self.name} ended without an answer")
        return json.loads(line)


def shares(printed: str) -> Shares:
    """The counts behind the lines that the scorer printed."""
    rows = re.findall(r"^(\w\w) (\S+) +(\d+) +([\d.]+)%", printed, re.MULTILINE)
    return {(language, suite): (round(float(percent) * int(items) / 100), int(items)) for language, suite, items, percent in rows}


def scored(worker: Worker, scorer: pathlib.Path, rows: list[str]) -> Result:
    """One program on the rows, judged by the scorer with the program in our place."""
    if "missing" in worker.about:
        return Result(worker.about)
    with mock.patch.object(claims, "mentions", worker.mentions):
        judge = quality.scorer(scorer)
        return Result(worker.about, shares(judge(rows)), shares(judge([*rows, "--nbsp"])))


def kinds_of(rows: Iterable[str]) -> dict[Suite, str]:
    """The kind that each suite is about."""
    read = (json.loads(line) for path in rows for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines())
    return {(row["lang"], row["suite"]): row["kind"] for row in read}


def articles(stories: pathlib.Path) -> list[str]:
    """The texts of the French articles whose files are nearest the size, front matter aside; the nearest first."""
    french = [d for d in (load(path) for path in sorted(stories.glob("*/articles/*"))) if d.language == "fr"]
    nearest = sorted(french, key=lambda d: abs(len(d.text.encode()) - SIZE))
    return [d.text[d.body :] for d in nearest[: TIMED + WARMING]]


def rates(workers: Iterable[Worker], texts: list[str], rounds: int) -> Rates:
    """The best of some rounds in which the programs take turns, after a round on other articles that does not count."""
    timed, warming = texts[:TIMED], texts[TIMED:]
    best: Rates = {}
    jobs = [(worker, job) for worker in workers for job in worker.about.get("jobs", ())]
    for worker, job in jobs:
        worker.ask(time=job, texts=warming)
    for _ in range(rounds):
        for worker, job in jobs:
            rate = len(timed) / worker.ask(time=job, texts=timed)
            best[worker.name, job] = max(rate, best.get((worker.name, job), 0.0))
    return best


def table(headers: list[str], rows: list[list[str]], words: int = 1) -> str:
    """A Markdown table; the first columns hold words, the others numbers."""
    align = ["left"] * words + ["right"] * (len(headers) - words)
    return tabulate(rows, headers=headers, tablefmt="github", disable_numparse=True, colalign=align)


def share(result: Result, suites: Iterable[Suite]) -> str:
    """The per cent of the items of some suites, and after an arrow with no-break spaces put in, where that differs."""
    if "missing" in result.about:
        return ABSENT
    chosen = list(suites)
    items = sum(result.plain[suite][1] for suite in chosen)
    plain, widened = (f"{100 * sum(s[suite][0] for suite in chosen) / max(1, items):.0f}" for s in (result.plain, result.widened))
    return "–" if not items else plain if plain == widened else f"{plain} → {widened}"


def accuracy(results: dict[str, Result], kinds: dict[Suite, str], language: str) -> str:
    """The table of one language: suites down, programs across."""

    def known(name: str, suite: Suite) -> bool:
        return kinds[suite] in results[name].about.get("kinds", ())

    def own(name: str, suite: Suite) -> bool:
        return suite[1].startswith(OWN.get(name, "/"))

    def cell(name: str, suite: Suite) -> str:
        text = share(results[name], [suite] if known(name, suite) else [])
        return f"[{text}]" if own(name, suite) else text

    def total(title: str, counts: Callable[[str, Suite], bool]) -> list[str]:
        return [title, *(f"**{share(result, (s for s in suites if counts(name, s)))}**" for name, result in results.items())]

    ours = results[OURS].plain
    suites = sorted((suite for suite in ours if suite[0] == language), key=lambda s: (kinds[s], s))
    rows = [[f"{suite[1]} ({kinds[suite]}, {ours[suite][1]})", *(cell(name, suite) for name in results)] for suite in suites]
    rows.append(total(f"**all ({sum(ours[s][1] for s in suites)})**", lambda name, suite: True))
    rows.append(total("**of the kinds it knows**", known))
    rows.append(total("**of these, from other projects**", lambda name, suite: known(name, suite) and not own(name, suite)))
    return table([f"{LANGUAGES[language]} suite (kind, items)", *results], rows)


def speed(results: dict[str, Result], best: Rates) -> str:
    """The table of articles per second."""
    base = best.get(TARGETS[0][0])
    rows = [[name, job, f"{rate:.1f}", f"{rate / base:.2f}" if base else ABSENT] for (name, job), rate in best.items()]
    rows += [[name, ABSENT, ABSENT, ABSENT] for name, result in results.items() if "missing" in result.about]
    return table(["program", "job", "articles per second", "times Duckling"], rows, words=2)


def verdicts(best: Rates) -> str:
    """Whether dates, figures and quotes together are as quick as they must be."""
    lines = []
    for against, wanted, how in TARGETS:
        ratio = best[TOGETHER] / best[against] if against in best else None
        met = ratio is not None and (ratio >= wanted if how == "at least" else ratio > wanted)
        reached = ABSENT if ratio is None else f"{ratio:.2f}, {'met' if met else 'NOT MET'}"
        lines.append(f"- {TOGETHER[1]} against {against[0]}, {how} {wanted:g} times its articles per second: **{reached}**")
    return "\n".join(lines)


def render(results: dict[str, Result], best: Rates, kinds: dict[Suite, str], sizes: list[int], rounds: int) -> str:
    """The whole page."""
    parts = {f"accuracy_{code}": accuracy(results, kinds, code) for code in LANGUAGES}
    told = {name: r.about | {"version": r.about.get("version", f"not run: {r.about.get('missing')}")} for name, r in results.items()}
    rows = [[name, *(about.get(key, ABSENT) for key in ("package", "version", "python"))] for name, about in told.items()]
    page = string.Template(pathlib.Path(__file__).with_name("peers-page.md").read_text(encoding="utf-8"))
    return page.substitute(
        programs=table(["program", "package", "version", "Python"], rows, words=4),
        speed=speed(results, best),
        verdicts=verdicts(best),
        sizes=", ".join(f"{size / 1000:.1f}" for size in sizes),
        rounds=rounds,
        **parts,
    )


def main() -> None:
    """Score, time, write."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--suites", "--scorer", "--stories", "--out"):
        cli.add_argument(name, type=pathlib.Path, required=True)
    cli.add_argument("--peers", required=True, help="the Python of the environment that has the peers")
    cli.add_argument("--rounds", type=int, default=7)
    args = cli.parse_args()
    rows = [str(args.suites / f"{code}.jsonl") for code in LANGUAGES]
    texts = articles(args.stories)
    workers = [Worker(sys.executable if name == OURS else args.peers, name) for name in PROGRAMS]
    results = {worker.name: scored(worker, args.scorer, rows) for worker in workers}
    best = rates(workers, texts, args.rounds)
    for worker in workers:
        worker.process.communicate()
    sizes = [len(text.encode()) for text in texts[:TIMED]]
    before = args.out.read_text(encoding="utf-8") if args.out.exists() else ""
    page = render(results, best, kinds_of(rows), sizes, args.rounds)
    args.out.write_text("\n".join(part for part in (page, section(before)) if part), encoding="utf-8")
    print(f"{speed(results, best)}\n\n{verdicts(best)}\n\nwritten: {args.out}")


if __name__ == "__main__":
    main()
