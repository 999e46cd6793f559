"""The page of benchmarks: what the comparison with the peers writes, then a section for each other benchmark."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
MARK = "<!-- one section for each other benchmark -->"


def put(heading: str, text: str, page: Path = PAGE) -> None:
    """Put a section into the page, in the place of the one with its heading."""
    told = page.read_text(encoding="utf-8")
    told = told if MARK in told else f"{told.rstrip()}\n\n{MARK}\n"
    top, _, below = told.partition(MARK)
    kept = re.sub(rf"\n## {re.escape(heading)}\n.*?(?=\n## |\Z)", "", below, flags=re.DOTALL).strip()
    page.write_text(
        "\n\n".join(part for part in (f"{top.rstrip()}\n\n{MARK}", kept, f"## {heading}\n\n{text.strip()}") if part) + "\n",
        encoding="utf-8",
    )


def put_top(text: str, page: Path = PAGE) -> None:
    """Write what stands above all sections, and keep these."""
    below = page.read_text(encoding="utf-8").partition(MARK)[2] if page.is_file() else ""
    page.write_text(f"{text.rstrip()}\n\n{MARK}\n{below}" if below else text, encoding="utf-8")
