"""What commands are told: the arguments and options that they share, and the options in force that come of them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from consistency.options import FailOn, Options


class Format(StrEnum):
    """What a report can be printed as."""

    markdown = "markdown"
    json = "json"
    terminal = "terminal"
    html = "html"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    jsonl = "jsonl"


class Plain(StrEnum):
    """What can be printed of a night, of a difference, of a draft."""

    markdown = "markdown"
    json = "json"
    terminal = "terminal"


class Listing(StrEnum):
    """What extracted claims can be printed as; `text` is the text itself, which their offsets count in."""

    json = "json"
    table = "table"
    text = "text"


class Tongue(StrEnum):
    """What a report can be written in."""

    fr = "fr"
    en = "en"


_LEVELS = "conflict, internal, to-check, evolved, variant, single-source, never"

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH", help="Articles, archives and feeds of articles, folders of these; - for standard input.", show_default=False
    ),
]
Printed = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="What to print: by default a summary. With --output, what to write, by default what the file's name says; github is always printed.",
        show_default=False,
    ),
]
Output = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE",
        help="Write the report to this file (.md, .html, .json, .jsonl, .sarif, .xml for JUnit, .txt) and print a summary. May be repeated.",
        show_default=False,
    ),
]
NoExcerpts = Annotated[
    bool | None,
    typer.Option("--no-excerpts", help="Leave the articles' words and titles out of all that is printed or written.", show_default=False),
]
PlainPrinted = Annotated[
    Plain | None,
    typer.Option("--format", help="What to print. By default a summary; with --output, what the file's name says.", show_default=False),
]
PlainOutput = Annotated[
    Path | None,
    typer.Option("--output", metavar="FILE", help="Write it to this file (.md, .json, .txt) and print a summary.", show_default=False),
]
Level = Annotated[
    str | None,
    typer.Option(metavar="LEVEL", help=f"Exit with 1 from this level on: {_LEVELS}. By default internal.", show_default=False),
]
Language = Annotated[
    Tongue | None, typer.Option("--report-language", help="The language of the report. By default fr.", show_default=False)
]
KeepGoing = Annotated[
    bool | None,
    typer.Option("--keep-going", help="An article that cannot be read is named, but does not give exit status 2.", show_default=False),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The configuration; by default the nearest consistency.toml or pyproject.toml.", show_default=False
    ),
]
Baseline = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Findings that are known: only others fail the run.", show_default=False)
]
Waivers = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Findings that are waived; by default waivers.toml beside the configuration.", show_default=False),
]
Fetch = Annotated[bool, typer.Option("--fetch", help="Fetch the addresses (https://…) among the paths; never without this option.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say on standard error what was read and how long it took.")]
Listed = Annotated[Listing, typer.Option("--format", help="What to print.")]
AsText = Annotated[bool, typer.Option("--text", help="Print the text that offsets count in, as --format text does.")]
Furniture = Annotated[bool, typer.Option("--verbose", help="Say on standard error what was left out as page furniture.")]
Code = Annotated[str | None, typer.Argument(help="The code of a rule; without it, all rules are listed.", show_default=False)]


def asked(config: Path | None, **told: Any) -> Options:
    """The options in force: what the command line says, else the configuration, else what is usual; today is read here alone."""
    from consistency.config import in_force

    said = {name: str(value) if isinstance(value, Path | StrEnum) else value for name, value in told.items()}
    return in_force(Path.cwd(), said | {"today": today()}, config).options


def today() -> dt.date:
    """The day on the wall, where the program runs: the one place that reads the clock."""
    return dt.date.today()  # noqa: DTZ011 - a waiver ends with the day of whoever wrote it


def level(asked_for: str | None) -> FailOn | None:
    """A level by its name; a bad one is an error of usage that names the nearest."""
    from consistency.options import fail_level

    try:
        return None if asked_for is None else fail_level(asked_for)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--fail-on") from error
