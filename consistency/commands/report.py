"""`consistency report RUN.json`: a report that was written as JSON, in another format, without judging anything again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consistency.arguments import Config, Format, Language, NoExcerpts, asked
from consistency.console import guarded, note, show, style

Written = Annotated[Path, typer.Argument(metavar="RUN", help="A report as `check --format json` writes it.", show_default=False)]
Printed = Annotated[Format, typer.Option("--format", help="What to print.")]


def report(
    run: Written, form: Printed = Format.terminal, report_language: Language = None, no_excerpts: NoExcerpts = None, config: Config = None
) -> None:
    """Print a report that was written as JSON in another format.

    Sentences are shown of the articles that still stand where they stood, unchanged; of the others the words beside each
    claim.
    """
    with guarded():
        from consistency.reread import reread
        from consistency.written import read_report
        from reports.escape import terminal
        from reports.formats import render

        options = asked(config, report_language=report_language, no_excerpts=no_excerpts)
        told = read_report(run)
        documents = reread(told)
        if gone := [source.path for source in told.sources if source.source not in documents]:
            note(terminal(f"changed or gone since: {', '.join(gone)}"))
        if options.no_excerpts:
            from reports.redacted import redacted

            told, documents = redacted(told, documents)
        show(render(form, told, documents, style(options.report_language)))
