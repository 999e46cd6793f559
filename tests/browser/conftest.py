"""A real browser for the tests of the page: Debian's Chromium, headless, with everything that goes wrong in it kept."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import made_reports as made
import sample_report as sample
from opened import Opened, Opener

from reports.formats import Style, render

NAMES = ("chromium", "chromium-browser", "google-chrome")
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


def chromium() -> str:
    """Where Chromium is; fails, and says how to get it, where it is not."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if not found:
        pytest.fail("no Chromium here: install it (Debian: apt-get install chromium), then run `make test-browser` again", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    path = chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """The file of a report by name and language, written once."""
    folder = tmp_path_factory.mktemp("pages")

    def written(name: str, language: str) -> Path:
        path = folder / f"{name}-{language}.html"
        if not path.exists():
            report, documents = REPORTS[name]()
            path.write_text(render("html", report, documents, Style(language=language)), encoding="utf-8")
        return path

    return written


def _followed() -> made.Made:
    found = list(sample.findings())
    found[0] = found[0].model_copy(update={"status": "waived", "waiver": "une autre année"})
    found[1] = found[1].model_copy(update={"status": "persisting"})
    return sample.report(findings=tuple(found), compared_with="baseline.json"), sample.documents()


REPORTS: dict[str, Callable[[], made.Made]] = {
    "small": lambda: (sample.report(), sample.documents()),
    "followed": _followed,
    "large": made.large,
    "hostile": made.hostile,
}


@pytest.fixture
def open_page(browser: Browser, files: Callable[[str, str], Path]) -> Iterator[Opener]:
    """Open a report: `open_page("small", language="en", width=390, color_scheme="dark")`; all is checked when the test ends."""
    contexts: list[BrowserContext] = []
    opened: list[Opened] = []

    def opener(name: str = "small", language: str = "fr", width: int = 1280, anchor: str = "", **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce", **options)
        contexts.append(context)
        context.add_init_script(WATCH)
        one = Opened(context.new_page())
        one.page.on("console", lambda message: one.complaints.append(f"{message.type}: {message.text}"))
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        one.page.on("request", lambda request: one.requests.append(request.url))
        one.page.goto(files(name, language).as_uri() + anchor)
        opened.append(one)
        return one

    yield opener
    for one in opened:
        one.check()
    for context in contexts:
        context.close()
