"""The command line: `consistency check`, `extract`, `rule`, `schema`.

Everything heavy is imported inside the commands, so that `--help` and a wrong option answer at once.
Exit status: 0 nothing to report, 1 a finding at or above `--fail-on`, 2 could not do what was asked, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import Annotated, NoReturn

import typer

from consistency.arguments import (
    AsText,
    Baseline,
    Code,
    Config,
    Fetch,
    Furniture,
    KeepGoing,
    Language,
    Level,
    Listed,
    Listing,
    NoExcerpts,
    Output,
    Paths,
    Printed,
    Verbose,
    Waivers,
    asked,
    level,
)
from consistency.commands import baseline
from consistency.commands.changed import changed
from consistency.commands.config import config
from consistency.commands.draft import draft
from consistency.commands.nightly import diff, nightly
from consistency.commands.report import report
from consistency.commands.waive import waive
from consistency.commands.why import why
from consistency.console import (
    FAILED,
    OK,
    complain,
    guarded,
    last_resort,
    name_unread,
    open_closed_streams,
    show,
    style,
    tell_furniture,
    tell_what_was_read,
)
from consistency.delivery import checked, deliver, exit_status, files_of, printed

app = typer.Typer(
    name="consistency",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: rich would cost its import on every mistyped option
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if not asked:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        show(f"consistency {version('source-consistency')}\n")
    except PackageNotFoundError:
        show("consistency (not installed)\n")
    raise typer.Exit(OK)


Version = Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version and exit.")]


@app.callback()
def common(version: Version = False) -> None:
    """Say where several articles on one story disagree, what rests on a single origin, what they confirm."""


@app.command(
    epilog="\b\nExamples:\n  consistency check seeds/grok\n  consistency check seeds/grok --output report.md\n"
    "  consistency check a.md b.md --format json > run.json\n  consistency check desk/ --fail-on to-check --report-language en"
)
def check(
    paths: Paths,
    form: Printed = None,
    output: Output = None,
    fail_on: Level = None,
    baseline: Baseline = None,
    waivers: Waivers = None,
    report_language: Language = None,
    keep_going: KeepGoing = None,
    no_excerpts: NoExcerpts = None,
    fetch: Fetch = False,
    config: Config = None,
    verbose: Verbose = False,
) -> None:
    """Compare articles that tell one story.

    Exit status: 0 nothing to report, 1 a finding at or above --fail-on, 2 something could not be read or done.
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
            fetch=fetch or None,
        )
        files = files_of(output or (), form, paths)
        started = time.perf_counter()
        report, documents = checked(paths, options)
        if verbose:
            tell_what_was_read(report, time.perf_counter() - started)
            tell_furniture(documents.values())
        deliver(report, documents, files, printed(form, files), options.report_language)
        name_unread(report.unread)
        raise typer.Exit(exit_status(report, options))


@app.command(
    epilog="\b\nExamples:\n  consistency extract article.md\n  consistency extract seeds/grok --format table\n"
    "  consistency extract page.html --text\n  cat article.txt | consistency extract -"
)
def extract(
    paths: Paths,
    form: Listed = Listing.json,
    text: AsText = False,
    report_language: Language = None,
    fetch: Fetch = False,
    config: Config = None,
    verbose: Furniture = False,
) -> None:
    """List the dates, figures and quotes of articles.

    Each article is read for itself; nothing is compared.
    """
    with guarded():
        from consistency.pipeline import extract as run
        from reports.extraction import render

        options = asked(config, report_language=report_language, fetch=fetch or None)
        found, unread = run(paths, options)
        show(render(Listing.text if text else form, found, unread, style(options.report_language)))
        if verbose:
            tell_furniture(document for document, _ in found)
        name_unread(unread)
        raise typer.Exit(FAILED if unread or not found else OK)


@app.command(epilog="\b\nExamples:\n  consistency rule\n  consistency rule FIG001")
def rule(code: Code = None) -> None:
    """Explain a rule.

    What it reports, why it matters, an example, what it does not prove.
    """
    with guarded():
        from inspect import cleandoc

        from consistency.rules import RULES

        texts = {str(one.code): cleandoc(one.__doc__ or "") for one in RULES}
        if code is None:
            show("".join(f"{name}  {texts[name].partition(chr(10))[0]}\n" for name in sorted(texts)))
        elif code.upper() in texts:
            show(f"{code.upper()}\n\n{texts[code.upper()]}\n")
        else:
            _no_rule(code, list(texts))


@app.command(epilog="\b\nExample:\n  consistency schema > report.schema.json")
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of `check --format json`."""
    with guarded():
        from reports.schema import render

        show(render())


app.command(
    epilog="\b\nExamples:\n  consistency draft draft.md --against articles/\n"
    "  consistency draft draft.docx --against wires/ --against notes.md --output check.md"
)(draft)
app.command(
    epilog="\b\nExamples:\n  consistency nightly desk/ --store history.sqlite --output morning.md\n"
    "  consistency nightly desk/ --jobs 0 --format json"
)(nightly)
app.command(epilog="\b\nExamples:\n  consistency diff 3 7 --store history.sqlite\n  consistency diff monday.json today.json")(diff)
app.add_typer(baseline.app, name="baseline")
app.command(epilog='\b\nExample:\n  consistency waive FIG001-3fa2b1c0 --reason "the second figure is of 2024" --until 2026-12-31')(waive)
app.command(epilog="\b\nExamples:\n  consistency why FIG001-3fa2b1c0 articles/\n  consistency why DAT articles/")(why)
app.command(epilog="\b\nExample:\n  consistency report run.json --format markdown > report.md")(report)
app.command(epilog="\b\nExample:\n  consistency config")(config)
app.command(epilog="\b\nExample:\n  consistency changed desk/louvre/01-depeche.md desk/metro/03-portrait.md")(changed)


def _no_rule(code: str, known: list[str]) -> NoReturn:
    from consistency.errors import nearest

    near = nearest(code, [name.casefold() for name in known]).upper()
    complain(f"there is no rule {code!r}; " + (f"did you mean {near}?" if near else "`consistency rule` lists all of them"))
    raise typer.Exit(FAILED)


GARBAGE = 200_000
"""Objects between two collections: a run makes many that live to its end, and looking through them again and again costs a tenth of it."""


def main() -> None:
    """Run the command line; never returns."""
    sys.excepthook = last_resort
    open_closed_streams()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them reads the metadata of every package installed
    gc.set_threshold(GARBAGE)
    try:
        typer.main.get_command(app)(prog_name="consistency")
    finally:
        gc.freeze()  # what a run made ends with it: looking through it once more at exit costs as much as reading an article


if __name__ == "__main__":
    main()
