"""How the command line speaks: what goes to standard output and standard error, and how a command ends badly."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import typer

from claims.errors import InputError

if TYPE_CHECKING:
    from claims.records import Document
    from consistency.findings import Report, Unread
    from reports.formats import Style

OK, FOUND, FAILED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""The exit statuses: nothing to report, something found, could not do what was asked, Ctrl-C, nobody reads any more."""

STATUSES = {
    OK: "nothing to report",
    FOUND: "a new finding, not waived, at or above `--fail-on`",
    FAILED: "something could not be read or done",
    INTERRUPTED: "interrupted (Ctrl-C)",
    PIPE_CLOSED: "nobody reads standard output any more",
}
"""What each exit status means."""


def style(language: str) -> Style:
    """How to print on standard output: colours on a terminal only, and not where NO_COLOR asks for none."""
    from shutil import get_terminal_size

    from reports.formats import Style

    terminal = sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(language=language, width=min(get_terminal_size().columns, 100) if terminal else 80, colour=colour)


def show(text: str) -> None:
    """Print on standard output, in UTF-8 whatever the locale, so that a run is the same everywhere."""
    stream = getattr(sys.stdout, "buffer", None)
    try:
        if stream is None:
            sys.stdout.write(text)
        else:
            sys.stdout.flush()
            stream.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what Python would still flush at exit must go nowhere
        raise InputError("standard output", 0, f"cannot be written to ({error.strerror})", "write to a file with room") from error


def complain(message: str) -> None:
    """Print a message on standard error, harmless whatever file names it holds."""
    from reports.escape import terminal

    note(f"consistency: {terminal(message)}")


def note(line: str) -> None:
    """Print a line on standard error, where that can be written to: what cannot be said changes no exit status."""
    with suppress(OSError):
        typer.echo(line, err=True)


def name_unread(unread: Iterable[Unread]) -> None:
    """Name each article that could not be read, with its line and what to do."""
    for one in unread:
        place = f"{one.path}:{one.line}" if one.line else one.path
        complain(f"{place}: {one.problem}; {one.remedy}")


def tell_what_was_read(report: Report, seconds: float) -> None:
    """Say on standard error how many claims each article gave and how long the run took."""
    from reports.escape import terminal

    for source in report.sources:
        note(terminal(f"{source.path}: {source.claims} claims"))
    told = f"{len(report.sources)} articles, {len(report.claims)} claims, {len(report.findings)} findings in {seconds:.2f} s"
    note(told)


def tell_furniture(documents: Iterable[Document]) -> None:
    """Name on standard error each stretch of an article that was taken for page furniture and holds no claim for us."""
    from reports.escape import terminal

    for document in documents:
        for start, end in document.furniture:
            line = document.text.count("\n", 0, start) + 1
            shown = " ".join(document.text[start:end].split())
            note(terminal(f"{document.path}:{line}: page furniture: {shown[:100]}{'…' if len(shown) > 100 else ''}"))


@contextmanager
def guarded() -> Iterator[None]:
    """What a user meets when things go wrong: a message and an exit status, never a traceback."""
    try:
        yield
    except InputError as error:
        complain(str(error))
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as stop:
        raise typer.Exit(INTERRUPTED) from stop
    except BrokenPipeError as closed:
        # the reader has gone: what Python would still flush at exit must go nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from closed


def last_resort(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """For `sys.excepthook`: a defect of the program is one line for the user, and the traceback with `--verbose`."""
    if issubclass(kind, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    if isinstance(error, InputError):
        complain(str(error))
        os._exit(FAILED)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        complain(f"standard output cannot be written to ({error.strerror}); write to a file with room")
        os._exit(FAILED)
    if "--verbose" in sys.argv:
        sys.__excepthook__(kind, error, trace)
    complain(f"internal error ({kind.__name__}: {error}); this is a defect of the program: please report it with what --verbose says")
    with suppress(OSError):
        sys.stdout.flush()
    os._exit(FAILED)  # Python's own status for this, 1, would say « something found »


def open_closed_streams() -> None:
    """Give a process that was started with its output closed somewhere to write to."""
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
