"""`consistency draft`: what each claim of a draft rests on in its sources, before it is published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consistency.arguments import Config, Fetch, Format, KeepGoing, Language, asked
from consistency.console import FAILED, FOUND, OK, guarded, name_unread, show, style

Draft = Annotated[Path, typer.Argument(metavar="DRAFT", help="The draft: one article.", show_default=False)]
Against = Annotated[
    list[Path],
    typer.Option("--against", metavar="PATH", help="Its sources: articles or folders of these; may be given again.", show_default=False),
]
Printed = Annotated[
    Format | None,
    typer.Option("--format", help="What to print. By default a summary; with --output, what the file's name says.", show_default=False),
]
Output = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write the report to this file (.md, .json, .txt) and print a summary.", show_default=False),
]

SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".txt": "terminal"}
"""The format of a report on a draft by the name of its file."""
FAILING = frozenset(("differs", "internal"))
"""What fails the command where it is certain."""


def draft(
    draft: Draft,
    against: Against,
    output: Output = None,
    form: Printed = None,
    report_language: Language = None,
    keep_going: KeepGoing = None,
    fetch: Fetch = False,
    config: Config = None,
) -> None:
    """Check a draft against its sources.

    For each date, figure and quote: who supports it, what differs from it, what no source says.
    Exit status: 0 nothing certain to correct, 1 something is, 2 something could not be read or done.
    """
    with guarded():
        from consistency.drafts import check_draft
        from consistency.output import refuse_articles, write_atomically
        from reports.draft import RENDERERS

        options = asked(config, report_language=report_language, keep_going=keep_going, fetch=fetch or None)
        kind = form.value if form else "terminal" if output is None else SUFFIXES.get(output.suffix.lower(), "")
        if kind not in RENDERERS:
            raise typer.BadParameter(f"a draft's report can be written as {', '.join(RENDERERS)}", param_hint="--format")
        if output is not None:
            refuse_articles(output, [draft, *against])
        report, documents = check_draft(draft, against, options)
        look = style(options.report_language)
        if output is None:
            show(RENDERERS[kind](report, documents, look))
        else:
            write_atomically(output, RENDERERS[kind](report, documents, look))
            show(RENDERERS["terminal"](report, documents, look))
        name_unread(report.unread)
        if report.unread and not options.keep_going:
            raise typer.Exit(FAILED)
        wrong = any(one.standing in FAILING and one.tier == "certain" for one in report.checked)
        raise typer.Exit(FOUND if wrong else OK)
