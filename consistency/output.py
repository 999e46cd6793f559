"""Writing a report to a file: all of it or nothing, and never over an article."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from pathlib import Path

from consistency.errors import InputError


def write_atomically(path: Path, text: str) -> None:
    """Put `text` (UTF-8) into the file `path`, whole or not at all: whoever reads meanwhile sees the old file or the new.

    Raises `InputError` where the folder does not exist or does not let itself be written to.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _sweep(path)
        with part.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except FileNotFoundError as error:
        raise InputError(
            str(path),
            0,
            "its folder does not exist",
            f"make the folder {path.parent}, or give another file to --output",
        ) from error
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(str(path), 0, f"cannot be written ({error.strerror or error})", "give another file to --output") from error


def append(path: Path, text: str) -> None:
    """Add `text` (UTF-8) to the end of a file. Raises `InputError` where that is not possible."""
    try:
        with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise InputError(str(path), 0, f"cannot be written ({error.strerror or error})", "make it writable") from error


def _sweep(path: Path) -> None:
    """Remove what a run that was killed in the middle of writing this file has left."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        number = left.name.split(".")[-2]
        if number.isdigit() and (int(number) == os.getpid() or not _runs(int(number))):
            left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    if os.name == "nt":
        return True  # where signal 0 is not a question
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def refuse_articles(output: Path, paths: Sequence[Path]) -> None:
    """Raise `InputError` where a report would overwrite an article, or lie among the articles and be read as one next time."""
    target = output.resolve()
    for path in paths:
        source = path.resolve()
        if source == target:
            raise InputError(str(output), 0, "is one of the articles", "give another file to --output")
        if source.is_dir() and source in target.parents:
            raise InputError(
                str(output),
                0,
                "lies in the folder of the articles and would be read as one next time",
                "give a file in another folder to --output",
            )
