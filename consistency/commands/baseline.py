"""`consistency baseline write` and `prune`: what is known today fails no run of tomorrow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.errors import InputError
from consistency.arguments import Config, Fetch, Paths, asked
from consistency.console import FAILED, complain, guarded, name_unread, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consistency.findings import Report
    from consistency.options import Options

File = Annotated[
    Path | None,
    typer.Option(
        "--baseline", metavar="FILE", help="The baseline; by default the configured one, or consistency-baseline.json.", show_default=False
    ),
]

USUAL = "consistency-baseline.json"
"""The file of a baseline where none is named."""

Each = Annotated[bool, typer.Option("--each", help="Every folder right below the paths is a story of its own, as for `nightly`.")]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Keep findings that are known, so that only new ones fail a run.")


@app.command(epilog="\b\nExample:\n  consistency baseline write articles/ --baseline known.json")
def write(paths: Paths, baseline: File = None, each: Each = False, config: Config = None, fetch: Fetch = False) -> None:
    """Write every finding of today into the baseline.

    Findings of other stories in the file stay.
    """
    with guarded():
        from consistency.baseline import knowns, read_baseline, write_baseline

        judged = [_judged(story, config, fetch) for story in _stories(paths, each)]
        file = _file(baseline, judged[0][1])
        stories = dict(read_baseline(file).stories) if file.exists() else {}
        stories |= {report.story: knowns(report) for report, _ in judged}
        write_baseline(file, stories)
        for report, _ in judged:
            show(f"{file}: {_findings(len(stories[report.story]))} of {report.story}\n")


@app.command(epilog="\b\nExample:\n  consistency baseline prune articles/ --baseline known.json")
def prune(paths: Paths, baseline: File = None, config: Config = None, fetch: Fetch = False) -> None:
    """Take out of the baseline what is found no more, so that it is new if it comes back."""
    with guarded():
        from consistency.baseline import pruned, read_baseline, write_baseline

        report, options = _judged(paths, config, fetch)
        file = _file(baseline, options)
        stories = dict(read_baseline(file).stories)
        before = stories.get(report.story, ())
        stories[report.story] = pruned(report, before)
        write_baseline(file, stories)
        left = len(stories[report.story])
        show(f"{file}: {_findings(len(before) - left)} of {report.story} taken out, {left} left\n")


def _stories(paths: Sequence[Path], each: bool) -> list[list[Path]]:
    """The paths as one story, or each folder below them as one."""
    if not each:
        return [list(paths)]
    found = [[folder] for path in paths for folder in sorted(path.iterdir()) if folder.is_dir() and not folder.name.startswith(".")]
    if not found:
        raise InputError(", ".join(map(str, paths)), 0, "holds no folder of a story", "leave --each out, or give the folder above")
    return found


def _findings(number: int) -> str:
    return f"{number} finding{'' if number == 1 else 's'}"


def _judged(paths: Sequence[Path], config: Path | None, fetch: bool) -> tuple[Report, Options]:
    """The report, without what is waived: a waiver ends, a baseline does not. Nothing is judged where articles cannot be read."""
    from consistency.pipeline import judged, with_waivers

    options = asked(config, fetch=fetch or None)
    report, documents = judged(paths, options)
    if report.unread or not report.sources:
        name_unread(report.unread)
        complain("the baseline is left as it is: what the articles named above say is not known")
        raise typer.Exit(FAILED)
    told = with_waivers(report, documents, options)
    return told.model_copy(update={"findings": tuple(f for f in told.findings if f.status != "waived")}), options


def _file(named: Path | None, options: Options) -> Path:
    return named or Path(options.baseline or USUAL)
