"""`consistency waive FINDING --reason …`: set a finding aside, for a reason that stays with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from consistency.arguments import Config, Waivers, asked
from consistency.console import guarded, show

Id = Annotated[str, typer.Argument(metavar="FINDING", help="The id of a finding, as reports give it: FIG001-3fa2b1c0.", show_default=False)]
Why = Annotated[str, typer.Option(metavar="TEXT", help="Why it is set aside; may not be empty.", show_default=False)]
Until = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="The last day it holds (2026-12-31).", show_default=False)
]
Story = Annotated[str, typer.Option(metavar="NAME", help="The story it holds in; by default in all.", show_default=False)]


def waive(finding: Id, reason: Why, until: Until = None, story: Story = "", waivers: Waivers = None, config: Config = None) -> None:
    """Write a waiver for a finding into the central file.

    The finding is listed among the waived from then on, and fails no run. An expired waiver is itself reported.
    """
    with guarded():
        from consistency.config import WAIVERS
        from consistency.waiver_file import add_waiver, read_waivers, written

        try:
            table = written(finding, reason, until.date() if until else None, story)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
        file = waivers or Path(asked(config).waivers or WAIVERS)
        if file.exists() and any(one.finding == finding and one.story == story for one in read_waivers(file)):
            raise typer.BadParameter(f"{file} waives {finding} already: change it there")
        add_waiver(file, table)
        show(f"{file}: {finding} is waived{f' until {until.date()}' if until else ''}\n")
