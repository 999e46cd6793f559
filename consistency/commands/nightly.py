"""`consistency nightly` and `consistency diff`: what is new since the last night, and between any two runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from consistency.arguments import (
    Baseline,
    Config,
    KeepGoing,
    Language,
    Level,
    NoExcerpts,
    Plain,
    PlainOutput,
    PlainPrinted,
    Waivers,
    asked,
    level,
)
from consistency.console import FAILED, FOUND, OK, guarded, name_unread, note, show, style
from consistency.delivery import plain_format

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.records import Document
    from consistency.news import News, StoryNews
    from consistency.options import Options

Folder = Annotated[Path, typer.Argument(metavar="PATH", help="The folder that holds a folder for each story.", show_default=False)]
History = Annotated[
    Path | None,
    typer.Option(
        "--store", metavar="FILE", help="The history of runs; by default the configured one, or consistency.sqlite.", show_default=False
    ),
]
Jobs = Annotated[int, typer.Option(metavar="N", min=0, help="Processes that read at once; 0 for one a core.")]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="A Dask scheduler (tcp://host:port) whose workers do the reading; they must see the same files.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Do not name the stories that are read.")]
RunName = Annotated[
    str, typer.Argument(metavar="RUN", help="The number of a run, or a report as `check --format json` writes it.", show_default=False)
]

USUAL = "consistency.sqlite"
"""The file of the history where none is named."""


def nightly(
    path: Folder,
    store: History = None,
    output: PlainOutput = None,
    form: PlainPrinted = None,
    fail_on: Level = None,
    baseline: Baseline = None,
    waivers: Waivers = None,
    report_language: Language = None,
    keep_going: KeepGoing = None,
    no_excerpts: NoExcerpts = None,
    jobs: Jobs = 1,
    scheduler: Scheduler = None,
    quiet: Quiet = False,
    config: Config = None,
) -> None:
    """Check every story of a folder that changed since the last night, and report what is new.

    Exit status: 0 nothing new to report, 1 a new finding at or above --fail-on, 2 something could not be read or done.
    """
    with guarded():
        from consistency.crews import cluster, processes
        from consistency.news import between
        from consistency.nightly import locked, rules_version
        from consistency.nightly import nightly as run
        from consistency.output import refuse_articles
        from consistency.store import Store

        options = asked(
            config,
            fail_on=level(fail_on),
            baseline=baseline,
            waivers=waivers,
            report_language=report_language,
            keep_going=keep_going,
            no_excerpts=no_excerpts,
        )
        file = store or Path(options.store or USUAL)
        kind = plain_format(output, form)
        for written in (output, file):
            if written is not None:
                refuse_articles(written, [path])
        crew = cluster(scheduler, rules_version) if scheduler else processes(jobs or os.cpu_count() or 1)
        with locked(file), Store(file) as history:
            with _progress(quiet) as say:
                night = run(path, history, options, crew, say)
            news = between(history, night.run.since, night.run.number, night.unused)
            news = _tell(news, kind, output, options)
            history.finish(night.run)
        name_unread(news.unread)
        raise typer.Exit(_status(news, options))


def diff(
    before: RunName,
    after: RunName,
    store: History = None,
    output: PlainOutput = None,
    form: PlainPrinted = None,
    fail_on: Level = None,
    report_language: Language = None,
    no_excerpts: NoExcerpts = None,
    config: Config = None,
) -> None:
    """Say what is new and what is resolved between two runs of the history, or between two reports.

    Exit status: 0 nothing new, 1 a new finding at or above --fail-on, 2 a run that is not there.
    """
    with guarded():
        options = asked(config, fail_on=level(fail_on), report_language=report_language, no_excerpts=no_excerpts)
        kind = plain_format(output, form)
        with _between(before, after, store or Path(options.store or USUAL)) as news:
            _tell(news, kind, output, options)
            raise typer.Exit(_status(news, options, unread=False))


@contextmanager
def _between(before: str, after: str, file: Path) -> Iterator[News]:
    """What is new between two runs of a history, which stays open meanwhile, or between two reports."""
    from consistency.errors import InputError
    from consistency.news import between, of_reports
    from consistency.store import Store
    from consistency.written import read_report

    if not (before.isdigit() and after.isdigit()):
        yield of_reports(read_report(Path(before)), read_report(Path(after)))
        return
    if not file.is_file():
        raise InputError(str(file), 0, "is no file", "name the history of runs with --store")
    with Store(file) as history:
        known = history.finished()
        for name in (before, after):
            if int(name) not in known:
                listed = ", ".join(map(str, known[-20:])) or "none"
                raise InputError(str(file), 0, f"holds no finished run {name}", f"runs that it holds: {listed}")
        yield between(history, int(before), int(after))


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Hears the name of each story that was read: a bar on a terminal, a line each elsewhere."""
    from reports.escape import terminal

    if quiet or not sys.stderr.isatty():
        yield (lambda _: None) if quiet else (lambda story: note(terminal(f"read: {story}")))
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.text import Text

    columns = (TextColumn("{task.completed} read"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda story: bar.update(task, advance=1, description=Text(terminal(story)).plain)


def _tell(news: News, kind: Plain, output: Path | None, options: Options) -> News:
    """Write or print what is new; where it was written, print a summary. Returns what was told: without excerpts, if asked so."""
    from consistency.output import write_atomically
    from consistency.reread import reread
    from reports.night import RENDERERS
    from reports.redacted import redacted_news
    from reports.words import load

    look = style(options.report_language)

    def documents(story: StoryNews) -> Mapping[str, Document]:
        return reread(story.report)

    told, articles = redacted_news(news, documents) if options.no_excerpts else (news, documents)

    def render(name: str) -> str:
        return RENDERERS[name](told, articles, look)

    if output is None:
        show(render(kind))
        return told
    write_atomically(output, render(kind))
    show(render("terminal"))
    show(f"\n{load(options.report_language)('terminal.where', path=output)}\n")
    return told


def _status(news: News, options: Options, unread: bool = True) -> int:
    from consistency.options import fails_at

    if unread and news.unread and not options.keep_going:
        return FAILED
    return FOUND if any(fails_at(verdict, tier, options) for verdict, tier in news.new) else OK
