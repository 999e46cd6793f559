"""`consistency why FINDING PATH…`: why claims were put together, and what else was considered."""

from __future__ import annotations

from typing import Annotated

import typer

from consistency.arguments import Config, Fetch, Language, Paths, asked
from consistency.console import guarded, show, style

Id = Annotated[
    str, typer.Argument(metavar="FINDING", help="The id of a finding, or how it begins (FIG001, FIG001-3f).", show_default=False)
]


def why(finding: Id, paths: Paths, report_language: Language = None, fetch: Fetch = False, config: Config = None) -> None:
    """Explain a finding: what its claims are about, how likely each pair of them is, and what was left out.

    The paths are those of the check that reported it. Several findings that begin so are explained one after another.
    """
    with guarded():
        from consistency.errors import InputError, nearest
        from consistency.explain import explain
        from consistency.pipeline import judged_with_story
        from reports.why import render

        options = asked(config, report_language=report_language, fetch=fetch or None)
        report, story = judged_with_story(paths, options)
        wanted = [found for found in report.findings if found.id.casefold().startswith(finding.casefold())]
        if not wanted:
            near = nearest(finding, [found.id for found in report.findings])
            remedy = f"did you mean {near}?" if near else "`consistency check --format json` lists the ids"
            raise InputError(finding, 0, "is no finding of these articles", remedy)
        look = style(options.report_language)
        show("\n".join(render(explain(found, story), report, story.documents, look) for found in wanted))
