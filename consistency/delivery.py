"""What becomes of a report: it is printed, written into files, added to the summary of a job."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from consistency.arguments import Format, Plain
from consistency.console import FAILED, FOUND, OK, show, style

if TYPE_CHECKING:
    from claims.records import Document
    from consistency.findings import Report
    from consistency.options import Options

SUFFIXES = {
    ".md": Format.markdown,
    ".markdown": Format.markdown,
    ".html": Format.html,
    ".htm": Format.html,
    ".sarif.json": Format.sarif,
    ".json": Format.json,
    ".jsonl": Format.jsonl,
    ".sarif": Format.sarif,
    ".xml": Format.junit,
    ".txt": Format.terminal,
}
"""The format of a report by the end of the name of the file it goes to; the first that fits."""

PLAIN_SUFFIXES = {".md": Plain.markdown, ".markdown": Plain.markdown, ".json": Plain.json, ".txt": Plain.terminal}
"""The same for what is told of a night or a draft."""

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file of a job's summary (Markdown), where there is one."""


def plain_format(output: Path | None, form: Plain | None) -> Plain:
    """What to print of a night or a draft, or to write: what is asked for, else what the file's name says, else a summary."""
    if form is not None or output is None:
        return form or Plain.terminal
    known = PLAIN_SUFFIXES.get(output.suffix.lower())
    if known is None:
        raise typer.BadParameter(
            f"{output.name!r} does not say which format; name it .md, .json or .txt, or add --format", param_hint="--output"
        )
    return known


def checked(paths: Sequence[Path], options: Options) -> tuple[Report, dict[str, Document]]:
    """The report on some paths and the documents by source, without the articles' words where the options want it so."""
    from consistency.pipeline import check

    report, documents = check(paths, options)
    if not options.no_excerpts:
        return report, documents
    from reports.redacted import redacted

    return redacted(report, documents)


def exit_status(report: Report, options: Options) -> int:
    """0, 1 or 2 for a finished run: whatever could not be read outweighs what was found."""
    from consistency.options import fails

    if not report.sources or (report.unread and not options.keep_going):
        return FAILED
    return FOUND if any(fails(finding, options) for finding in report.findings) else OK


def files_of(outputs: Sequence[Path], form: Format | None, paths: Sequence[Path]) -> dict[Path, Format]:
    """What to write where; refuses, before any work is done, a file whose name says no format or that holds an article."""
    from consistency.output import refuse_articles

    # annotations are for a build's log: files beside them are what their names say
    told = None if form is Format.github else form
    for output in outputs:
        refuse_articles(output, paths)
    return {output: told or _by_name(output) for output in outputs}


def _by_name(output: Path) -> Format:
    known = next((form for suffix, form in SUFFIXES.items() if output.name.lower().endswith(suffix)), None)
    if known is None:
        raise typer.BadParameter(
            f"{output.name!r} does not say which format; name it .md, .html, .json, .jsonl, .sarif, .xml or .txt, or add --format",
            param_hint="--output",
        )
    return known


def printed(form: Format | None, files: Mapping[Path, Format]) -> Format:
    """What goes to standard output: what is asked for; beside files, a summary or annotations."""
    return Format.terminal if form is None or (files and form is not Format.github) else form


def deliver(report: Report, documents: Mapping[str, Document], files: Mapping[Path, Format], form: Format, language: str) -> None:
    """Write the report to its files, then print it in one form and say where the files are."""
    from consistency.output import write_atomically
    from reports.formats import Style, render

    for file, written in files.items():
        write_atomically(file, render(written, report, documents, Style(language=language)))
    show(render(form, report, documents, style(language)))
    if form is Format.github:
        _summarise(report, documents, language)
    elif files:
        from reports.words import load

        show("\n" + "".join(f"{load(language)('terminal.where', path=file)}\n" for file in files))


def _summarise(report: Report, documents: Mapping[str, Document], language: str) -> None:
    """Add the report to the summary of the job, as much of it as fits."""
    if not os.environ.get(SUMMARY):
        return
    from consistency.output import append
    from reports.formats import Style, render
    from reports.summary import LIMIT, cut
    from reports.words import load

    file = Path(os.environ[SUMMARY])
    room = LIMIT - (file.stat().st_size if file.exists() else 0)
    append(file, cut(render(Format.markdown, report, documents, Style(language=language)), room, load(language)))
