"""The bytes of a file, within limits."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from claims.errors import InputError

MAX_BYTES = 50_000_000
"""The largest file that is read: an archive of a day's articles."""

MAX_TEXT = 5_000_000
"""The longest text of one article, in bytes of its file; a book has about one million characters."""

STANDARD_INPUT = Path("-")


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file, or of standard input for `-`."""
    if path == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise too_large("standard input", len(data), MAX_BYTES)
        return data
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise InputError(
                str(path), 0, "is a folder, not an article", "name the files in it, or give the folder itself to `consistency check`"
            )
        if not stat.S_ISREG(state.st_mode):
            raise InputError(str(path), 0, "is not a regular file", "save the article to a file")
        if state.st_size > MAX_BYTES:
            raise too_large(str(path), state.st_size, MAX_BYTES)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            str(path), 0, f"cannot be read: {_reason(error)}", "check that the file exists and that you may read it"
        ) from error
    except ValueError as error:  # a NUL character in the path
        raise InputError(str(path), 0, f"is no usable file name: {error}", "rename the file") from error
    if len(data) > MAX_BYTES:
        raise too_large(str(path), len(data), MAX_BYTES)
    return data


def too_large(name: str, size: int, limit: int) -> InputError:
    """The error for what is over a limit, in bytes."""
    return InputError(name, 0, f"is too large: {size:,} bytes, the limit is {limit:,}", "keep only the article's text")


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else str(error)
