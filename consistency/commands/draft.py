"""`consistency draft`: what each claim of a draft rests on in its sources, before it is published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from consistency.arguments import Config, Fetch, KeepGoing, Language, NoExcerpts, PlainOutput, PlainPrinted, asked
from consistency.console import FAILED, FOUND, OK, guarded, name_unread, show, style
from consistency.delivery import plain_format

Draft = Annotated[Path, typer.Argument(metavar="DRAFT", help="The draft: one article.", show_default=False)]
Against = Annotated[
    list[Path],
    typer.Option("--against", metavar="PATH", help="Its sources: articles or folders of these; may be given again.", show_default=False),
]
FAILING = frozenset(("differs", "internal"))
"""What fails the command where it is certain."""


def draft(
    draft: Draft,
    against: Against,
    output: PlainOutput = None,
    form: PlainPrinted = None,
    report_language: Language = None,
    no_excerpts: NoExcerpts = None,
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
        from reports.redacted import redacted_draft

        options = asked(config, report_language=report_language, no_excerpts=no_excerpts, keep_going=keep_going, fetch=fetch or None)
        kind = plain_format(output, form)
        if output is not None:
            refuse_articles(output, [draft, *against])
        report, documents = check_draft(draft, against, options)
        if options.no_excerpts:
            report, documents = redacted_draft(report, documents)
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
