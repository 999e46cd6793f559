"""TOML files that people write for the program: read, or refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli

from claims.errors import InputError
from claims.read.files import read_bytes


def read_toml(path: Path, remedy: str = "correct the line") -> tuple[dict[str, Any], str]:
    """The tables of a TOML file, and its text. Raises `InputError` where it cannot be read or is no TOML."""
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
        return tomli.loads(text), text
    except UnicodeDecodeError as error:
        raise InputError(str(path), data.count(b"\n", 0, error.start) + 1, "is not in UTF-8", "save it as UTF-8") from error
    except RecursionError as error:
        raise InputError(str(path), 0, "is nested too deeply", remedy) from error
    except tomli.TOMLDecodeError as error:
        raise InputError(str(path), error.lineno, f"is no TOML: {error.msg}", remedy) from error
