"""What every reader gives: the articles of a file, each as its text and what its format tells of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from claims.errors import InputError
from claims.records import DayTold, Remark


class Page(Struct, frozen=True):
    """One article as its format gives it; what the format does not tell is empty, and is looked for in the text.

    `name` tells it from the other articles of its file, `file` is its own file in an archive. `body` is where the article starts in `text`, which is the decoded file
    itself unless it was `extracted`. `days` are all that the format tells of its publication, the surest first.
    """

    text: str
    name: str = ""
    file: str = ""
    body: int = 0
    extracted: bool = False
    title: str = ""
    outlet: str = ""
    language: str = ""
    url: str = ""
    status: str = ""
    story: str = ""
    days: tuple[DayTold, ...] = ()
    updated: dt.date | None = None
    credits: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())


Pages = Iterator[Page | InputError]
"""The articles of a file, in order; an error for each that cannot be read while the others can."""

Reader = Callable[[bytes, str], Pages]
"""From the bytes of a file and the name that errors speak of, to its articles; raises `InputError` where the file as a whole fails."""


def told(*days: tuple[dt.date | None, str]) -> tuple[DayTold, ...]:
    """The days that are known, each with how."""
    return tuple(DayTold(day=day, basis=basis) for day, basis in days if day is not None)  # type: ignore[arg-type]


def status_of(written: str) -> str:
    """A publication status by its bare name: `canceled` for `stat:canceled`, “Canceled”, “cancelled”."""
    bare = written.replace("/", ":").rpartition(":")[2].strip().lower()
    return "canceled" if bare == "cancelled" else bare


def iso_day(written: object) -> dt.date | None:
    """The day of an ISO 8601 date or date and time, as it is written; None where there is none."""
    try:
        return dt.datetime.fromisoformat(str(written).strip()).date()
    except ValueError:
        return None
