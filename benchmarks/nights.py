"""What a night costs when nothing has changed, as a share of the first: `python benchmarks/nights.py --articles 2000`.

The stories are those of `tests/stories`, which are our own words, copied as often as it takes. Each night is a process of
its own, so that starting up is counted.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tables import put

ROOT = Path(__file__).resolve().parent.parent
STORIES = ("vaudremer", "arvoria", "dorvalia")
HEADING = "A night when nothing has changed"


def desk(folder: Path, articles: int) -> int:
    """Fill a folder with stories; returns how many articles it holds, at least as many as asked for."""
    made = 0
    while made < articles:
        name = STORIES[len(list(folder.iterdir())) % len(STORIES)]
        target = folder / f"{name}-{made}"
        shutil.copytree(ROOT / "tests" / "stories" / name / "articles", target)
        made += len(list(target.iterdir()))
    return made


def night(folder: Path, jobs: int) -> float:
    """Seconds that a night takes."""
    command = [sys.executable, "-m", "consistency.cli", "nightly", "desk", "--store", "history.sqlite", "--output", "morning.md"]
    begun = time.perf_counter()
    done = subprocess.run(
        [*command, "--quiet", "--jobs", str(jobs)], cwd=folder, capture_output=True, check=False, env={"PYTHONPATH": str(ROOT)}
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - begun


def main() -> None:
    """Measure, print, and write the table into docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "desk").mkdir()
        articles = desk(folder / "desk", asked.articles)
        cold = night(folder, asked.jobs)
        warm = min(night(folder, asked.jobs) for _ in range(3))
        size = (folder / "history.sqlite").stat().st_size
    section = (
        "`make benchmark-nights`: every article is digested again and nothing read; processes started anew each time.\n\n"
        "| articles | first night | unchanged night | share | history |\n|---:|---:|---:|---:|---:|\n"
        f"| {articles:,} | {cold:.1f} s | {warm:.2f} s | {warm / cold:.1%} | {size / 1e6:.0f} MB |\n"
    )
    print(section)
    if asked.write:
        put(HEADING, section)


if __name__ == "__main__":
    main()
