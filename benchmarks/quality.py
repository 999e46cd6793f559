"""Run every labelled story and print the scores, pooled and per story, leave-one-story-out.

    python benchmarks/quality.py STORIES_DIR --scorer score.py [--hold STORY …] [--only STORY …] [--detail FOLDER] [--shipped]

Each story is judged with weights learned from the other stories (`--shipped`: with the weights in `consistency/weights.toml`).
Stories named with --hold teach nothing and are printed apart: rules written by hand overfit too. The scorer is the script
that judges a run against a gold file; each story folder holds `articles/` and `gold.yaml`.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import pathlib
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from unittest import mock

import learn_weights

from consistency import pairs
from consistency.options import Options
from consistency.pipeline import check
from reports.json import contract

Tally = dict[str, list[float]]
Judge = Callable[[list[str]], str]


def scorer(path: pathlib.Path) -> Judge:
    """The scoring script as a function from its arguments to what it prints."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not a Python script")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def judge(arguments: list[str]) -> str:
        told = io.StringIO()
        with mock.patch.object(sys, "argv", ["score", *arguments]), contextlib.redirect_stdout(told):
            module.main()
        return told.getvalue()

    return judge


def score(folder: pathlib.Path, judge: Judge, detail: pathlib.Path | None) -> Tally:
    """The counts of one story: {measure: [right, of]}."""
    report, _ = check([folder / "articles"], Options())
    with tempfile.TemporaryDirectory() as place:
        run = pathlib.Path(place) / "run.json"
        run.write_text(json.dumps(contract(report)), encoding="utf-8")
        arguments = [str(folder / "gold.yaml"), str(run), str(folder / "articles")]
        if detail is not None:
            detail.mkdir(parents=True, exist_ok=True)
            (detail / f"{folder.name}.txt").write_text(judge([*arguments, "--detail"]), encoding="utf-8")
        return json.loads(judge([*arguments, "--json"]))  # type: ignore[no-any-return]


def left_out(folders: list[pathlib.Path], held: list[str]) -> Iterator[tuple[pathlib.Path, learn_weights.Models]]:
    """Each story with the weights learned from the others; a held story with those from all that are not held."""
    data = {f.name: list(learn_weights.samples(f)) for f in folders if f.name not in held}
    for folder in folders:
        yield folder, learn_weights.learn({name: rows for name, rows in data.items() if name != folder.name})


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
    return "" if not pair or not pair[1] else f"{100 * pair[0] / pair[1]:.1f} ({pair[0]:.4g}/{pair[1]:g})"


def main() -> None:
    """Run, score, print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", type=pathlib.Path)
    cli.add_argument("--scorer", type=pathlib.Path, required=True)
    cli.add_argument("--hold", nargs="*", default=[])
    cli.add_argument("--only", nargs="*", default=[])
    cli.add_argument("--detail", type=pathlib.Path)
    cli.add_argument("--shipped", action="store_true")
    args = cli.parse_args()
    folders = [p for p in sorted(args.stories.iterdir()) if (p / "gold.yaml").exists() and (not args.only or p.name in args.only)]
    judge = scorer(args.scorer)
    learned = [(f, pairs.weights()) for f in folders] if args.shipped else left_out(folders, args.hold)
    tallies = {}
    for folder, weights in learned:
        with mock.patch.object(pairs, "weights", lambda weights=weights: weights):
            tallies[folder.name] = score(folder, judge, args.detail)
    worked = {n: t for n, t in tallies.items() if n not in args.hold}
    held = {n: t for n, t in tallies.items() if n in args.hold}
    columns = {"pooled": pooled(list(worked.values())), **worked}
    if held:
        columns |= {"kept out": pooled(list(held.values())), **held}
    print(table(columns))


if __name__ == "__main__":
    main()
