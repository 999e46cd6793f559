"""Make docs/gallery/ and docs/gallery.md from the program itself: pictures of the page in Chromium, and the Markdown.

python docs/make_gallery.py seeds/grok ../shared/stories/louvre
"""

from __future__ import annotations

import argparse
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from consistency.options import Options
from consistency.pipeline import check
from reports.formats import Style, render

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "gallery"
STORY = ROOT / "tests" / "stories" / "vaudremer"
"""The story whose report is shown as Markdown."""
WIDTHS = {1280: "on a desk", 390: "on a telephone"}
SCHEMES = ("light", "dark")
TALL = 2400
"""The most pixels of a page's height that a picture shows."""

PAGE = """# Gallery

Real output, made by `make gallery`: nothing here is drawn or edited by hand. The reports are in French, as by default;
`--report-language en` writes them in English.

A report as Markdown: [vaudremer.md](gallery/vaudremer.md), on a story of our own.
"""


def main() -> None:
    """Make all of it again."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", nargs="+", type=Path)
    args = cli.parse_args()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    parts = [PAGE]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for story in args.stories:
            report, documents = check([story], Options())
            file = Path(folder, f"{story.name}.html")
            file.write_text(render("html", report, documents, Style()), encoding="utf-8")
            parts += [f"## {story.name}\n", *pictures(browser, file)]
        browser.close()
    report, documents = check([STORY / "articles"], Options())
    named = report.model_copy(update={"story": STORY.name})
    (FOLDER / f"{STORY.name}.md").write_text(render("markdown", named, documents, Style()), encoding="utf-8")
    (ROOT / "docs" / "gallery.md").write_text("\n".join(parts), encoding="utf-8")


def pictures(browser: Browser, file: Path) -> Iterator[str]:
    """Take the pictures of one page; gives the lines that show them."""
    for width, where in WIDTHS.items():
        for scheme in SCHEMES:
            page = opened(browser, file, width, scheme)
            yield kept(page, f"{file.stem}-{width}-{scheme}", f"The report on {file.stem}, {where}, {scheme}")
            page.context.close()
    for width, where in WIDTHS.items():
        page = opened(browser, file, width, SCHEMES[0])
        page.keyboard.press("j")
        yield kept(page, f"{file.stem}-{width}-finding", f"The first finding, {where}: the sentences side by side", whole=False)
        page.keyboard.press("Enter")
        yield kept(page, f"{file.stem}-{width}-article", f"One key further, {where}: the article at the sentence", whole=False)
        page.context.close()


def opened(browser: Browser, file: Path, width: int, scheme: str) -> Page:
    """A page in a window of its own."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(file.as_uri())
    return page


def kept(page: Page, name: str, alt: str, whole: bool = True) -> str:
    """Save a picture of the page's top, or of what its window shows; gives the line that shows it."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALL))).convert("RGB")
    picture = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    picture.save(FOLDER / f"{name}.png", optimize=True)
    return f"![{alt}](gallery/{name}.png)\n"


if __name__ == "__main__":
    main()
