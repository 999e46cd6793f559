"""`consistency changed FILE…`: check the whole story of each file, as a hook before a commit does."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from consistency.arguments import Baseline, Config, Format, KeepGoing, Language, Level, NoExcerpts, Waivers, asked, level
from consistency.console import OK, complain, guarded, name_unread
from consistency.delivery import checked, deliver, exit_status

Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Articles that changed.", show_default=False)]


class Told(StrEnum):
    """What the reports of several stories can be printed as, one after the other."""

    terminal = "terminal"
    markdown = "markdown"
    github = "github"
    jsonl = "jsonl"


Shown = Annotated[Told, typer.Option("--format", help="What to print.")]


def changed(
    files: Files,
    form: Shown = Told.terminal,
    fail_on: Level = None,
    baseline: Baseline = None,
    waivers: Waivers = None,
    report_language: Language = None,
    keep_going: KeepGoing = None,
    no_excerpts: NoExcerpts = None,
    config: Config = None,
) -> None:
    """Check the folder of each of these files as a story of its own.

    An article is checked against the whole story, changed or not: the other articles of its folder, and of the folders in
    it. A file that stands in no folder below the working folder is in no story, and is named.
    """
    with guarded():
        options = asked(
            config,
            fail_on=level(fail_on),
            baseline=baseline,
            waivers=waivers,
            report_language=report_language,
            keep_going=keep_going,
            no_excerpts=no_excerpts,
        )
        status = OK
        for folder in stories(files):
            report, documents = checked([folder], options)
            deliver(report, documents, {}, Format(form), options.report_language)
            name_unread(report.unread)
            status = max(status, exit_status(report, options))
        for file in files:
            if file.parent == Path():
                complain(f"{file}: stands in no story's folder, not checked")
        raise typer.Exit(status)


def stories(files: Iterable[Path]) -> list[Path]:
    """The folders of some files, in order; one that lies in another is checked with that."""
    folders = {file.parent for file in files} - {Path()}
    return sorted(folder for folder in folders if folders.isdisjoint(folder.parents))
