"""A small newsroom for tests: a story in a folder, in our own words, with one contradiction and one agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from consistency import cli

ALPHA = "Le braquage a fait trois blessés, a indiqué le parquet. Le butin est estimé à 88 millions d'euros."
BETA = "Le butin du braquage est estimé à 83 millions d'euros. Trois personnes ont été blessées dans ce braquage."


def article(folder: Path, name: str, text: str, published: str = "2026-03-04", **more: str) -> Path:
    """Write an article with its front matter."""
    folder.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {value}\n" for key, value in {"source": name.title(), "published": published, "lang": "fr", **more}.items())
    path = folder / f"{name}.md"
    path.write_text(f"---\n{head}---\n{text}\n", encoding="utf-8")
    return path


def story(folder: Path, **articles: str) -> Path:
    """Write a story of several articles; by default the two above."""
    for name, text in (articles or {"alpha": ALPHA, "beta": BETA}).items():
        article(folder, name, text)
    return folder


def run(*arguments: object) -> Any:
    """Run the command line; its result has `exit_code`, `stdout` and `stderr`."""
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
