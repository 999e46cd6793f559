"""Plain text: the bytes of a file decoded, nothing else.

Line endings become line feeds, exactly as `Path.read_text(encoding="utf-8")` translates them, so that offsets into our text are
offsets into what anybody else gets from `read_text`. A byte order mark stays, as the text's first character.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from claims.errors import InputError

MAX_BYTES = 5_000_000
"""The largest article that is read; a book has about one million characters."""

_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_text(path: Path) -> str:
    """The decoded text of a file."""
    return decode(_read_bytes(path), str(path))


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8, with or without a byte order mark; `name` is the file that errors speak of."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, name) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise InputError(
                str(path), 0, "is a folder, not an article", "name the files in it, or give the folder itself to `consistency check`"
            )
        if not stat.S_ISREG(state.st_mode):
            raise InputError(str(path), 0, "is not a regular file", "save the article to a file")
        if state.st_size > MAX_BYTES:
            raise _too_large(path, state.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            str(path), 0, f"cannot be read: {_reason(error)}", "check that the file exists and that you may read it"
        ) from error
    except ValueError as error:  # a NUL character in the path
        raise InputError(str(path), 0, f"is no usable file name: {error}", "rename the file") from error
    if len(data) > MAX_BYTES:
        raise _too_large(path, len(data))
    return data


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else str(error)


def _too_large(path: Path, size: int) -> InputError:
    return InputError(str(path), 0, f"is too large: {size:,} bytes, the limit is {MAX_BYTES:,}", "keep only the article's text")


def _not_utf8(data: bytes, start: int, name: str) -> InputError:
    encoding = _BYTE_ORDER_MARKS.get(data[:2])
    before = data[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    if encoding:
        return InputError(name, 1, f"is in {encoding}, not UTF-8", f"save it as UTF-8, for example: iconv -f {encoding} -t UTF-8")
    if b"\0" in data[:1024]:
        return InputError(name, line, f"is not text (byte 0x{data[start]:02X})", "give the article as a text or Markdown file in UTF-8")
    return InputError(
        name, line, f"is not UTF-8 (byte 0x{data[start]:02X})", "save it as UTF-8; if it is Windows-1252: iconv -f WINDOWS-1252 -t UTF-8"
    )
