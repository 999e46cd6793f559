"""How much longer the HTML page takes with 300 findings than with 10, in headless Chromium; writes the table.

    python benchmarks/page.py --out docs/benchmarks.md

Both reports are on the same 60 articles. The pages take turns, each time in a browser profile of its own, and the best
round of each counts. Answers are timed from the event to the end of the layout that it makes necessary.
"""

from __future__ import annotations

import argparse
import pathlib
import shutil
import sys
import tempfile
from collections.abc import Mapping

from playwright.sync_api import Browser, sync_playwright
from tables import put
from tabulate import tabulate

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests"))

import made_reports as made

from reports.formats import render

FEW, MANY, ARTICLES = 10, 300, 60
PAINT = """() => new Promise((resolve) => new PerformanceObserver((list) => {
  const [painted] = list.getEntriesByName("first-contentful-paint");
  if (painted) resolve(painted.startTime);
}).observe({ type: "paint", buffered: true }))"""
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
ANSWER = """([selector, value, event]) => {
  const control = document.querySelector(selector);
  const begun = performance.now();
  control.value = value;
  control.dispatchEvent(new Event(event));
  document.body.offsetHeight;
  return performance.now() - begun;
}"""
ANSWERS = {
    "a filter answers": ["select[data-filter=verdict]", "conflict", "change"],
    "the filter is taken back": ["select[data-filter=verdict]", "", "change"],
    "the first search answers": ["#search", "chantier 6", "input"],
    "a later search answers": ["#search", "chantier", "input"],
}
Times = Mapping[str, float]
"""Milliseconds of each step."""


def main() -> None:
    """Measure, print, write."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--out", type=pathlib.Path, required=True)
    cli.add_argument("--rounds", type=int, default=9)
    args = cli.parse_args()
    pages = {count: render("html", *made.large(count, ARTICLES)) for count in (FEW, MANY)}
    best, version = measured(pages, args.rounds)
    inside = told(pages, best, version, args.rounds)
    put("The HTML page", inside, args.out)
    print(f"{inside}\n\nwritten: {args.out}")


def measured(pages: Mapping[int, str], rounds: int) -> tuple[dict[int, dict[str, float]], str]:
    """The best time of each step, by page; and the version of the browser."""
    best: dict[int, dict[str, float]] = {count: {} for count in pages}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for _ in range(rounds):
            for count, text in pages.items():
                file = pathlib.Path(folder, f"{count}.html")
                file.write_text(text, encoding="utf-8")
                for step, time in opened(browser, file).items():
                    best[count][step] = min(time, best[count].get(step, time))
        version = browser.version
        browser.close()
    return best, version


def opened(browser: Browser, file: pathlib.Path) -> Times:
    """The times of one round on one page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(file.as_uri())
    times = {"first paint": page.evaluate(PAINT), "all is loaded": page.evaluate(LOADED)}
    times |= {step: page.evaluate(ANSWER, how) for step, how in ANSWERS.items()}
    context.close()
    return times


def told(pages: Mapping[int, str], best: Mapping[int, Times], version: str, rounds: int) -> str:
    """The section of the page of benchmarks."""
    few, many = best[FEW], best[MANY]
    rows = [[step, f"{few[step]:.1f}", f"{many[step]:.1f}", f"{many[step] / few[step]:.1f}"] for step in few]
    sizes = [len(pages[count].encode()) / 1e6 for count in (FEW, MANY)]
    rows.append(["size of the file (MB)", *(f"{size:.2f}" for size in sizes), f"{sizes[1] / sizes[0]:.1f}"])
    headers = ["milliseconds until", f"{FEW} findings", f"{MANY} findings", "times"]
    table = tabulate(rows, headers=headers, tablefmt="pipe", disable_numparse=True, colalign=("left", "right", "right", "right"))
    return f"""{MANY} findings against {FEW}, both on the same {ARTICLES} articles, in headless Chromium {version.split(".")[0]} (`make benchmark-page` writes this section).
{rounds} rounds in which the pages take turns, each time in a profile of its own; the best of each counts. An answer is timed from
the event to the end of the layout that follows. The milliseconds depend on the machine, the ratios little.

{table}"""


if __name__ == "__main__":
    main()
