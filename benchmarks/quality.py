"""Run every labelled story and print the scores, pooled and per story.

    python benchmarks/quality.py STORIES_DIR --scorer score.py [--hold STORY …] [--only STORY …] [--detail FOLDER]

Stories named with --hold are those kept out while rules were written: they are printed apart. The scorer is the script
that judges a run against a gold file; each story folder holds `articles/` and `gold.yaml`.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
from collections import defaultdict

Tally = dict[str, list[float]]


def score(folder: pathlib.Path, scorer: pathlib.Path, detail: pathlib.Path | None) -> Tally:
    """The counts of one story: {measure: [right, of]}."""
    articles = folder / "articles"
    with tempfile.NamedTemporaryFile("w", suffix=".json") as run:
        command = [sys.executable, "-m", "consistency.cli", "check", str(articles), "--format", "json"]
        done = subprocess.run(command, stdout=run, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{folder.name}: the run failed with status {done.returncode}")
        run.flush()
        judge = [sys.executable, str(scorer), str(folder / "gold.yaml"), run.name, str(articles)]
        if detail is not None:
            detail.mkdir(parents=True, exist_ok=True)
            told = subprocess.run([*judge, "--detail"], capture_output=True, text=True, check=True)
            (detail / f"{folder.name}.txt").write_text(told.stdout, encoding="utf-8")
        return json.loads(subprocess.run([*judge, "--json"], capture_output=True, text=True, check=True).stdout)  # type: ignore[no-any-return]


def pooled(tallies: list[Tally]) -> Tally:
    """The sums of several tallies."""
    total: dict[str, list[float]] = defaultdict(lambda: [0, 0])
    for tally in tallies:
        for name, (right, of) in tally.items():
            total[name][0] += right
            total[name][1] += of
    return dict(total)


def table(columns: dict[str, Tally]) -> str:
    """Measures down, stories across, in per cent."""
    from tabulate import tabulate

    measures = sorted({m for t in columns.values() for m in t})
    rows = [[m, *(_percent(t.get(m)) for t in columns.values())] for m in measures]
    return tabulate(rows, headers=["measure", *(name[:12] for name in columns)], tablefmt="github")


def _percent(pair: list[float] | None) -> str:
    return "" if not pair or not pair[1] else f"{100 * pair[0] / pair[1]:.1f} ({pair[0]:g}/{pair[1]:g})"


def main() -> None:
    """Run, score, print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", type=pathlib.Path)
    cli.add_argument("--scorer", type=pathlib.Path, required=True)
    cli.add_argument("--hold", nargs="*", default=[])
    cli.add_argument("--only", nargs="*", default=[])
    cli.add_argument("--detail", type=pathlib.Path)
    args = cli.parse_args()
    folders = [p for p in sorted(args.stories.iterdir()) if (p / "gold.yaml").exists() and (not args.only or p.name in args.only)]
    tallies = {p.name: score(p, args.scorer, args.detail) for p in folders}
    worked = {n: t for n, t in tallies.items() if n not in args.hold}
    held = {n: t for n, t in tallies.items() if n in args.hold}
    columns = {"pooled": pooled(list(worked.values())), **worked}
    if held:
        columns |= {"kept out": pooled(list(held.values())), **held}
    print(table(columns))


if __name__ == "__main__":
    main()
