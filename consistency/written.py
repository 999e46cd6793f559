"""What the program wrote as JSON, read back: a report, a baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from claims.read.files import read_bytes
from claims.records import Record
from consistency.errors import InputError
from consistency.findings import SCHEMA_VERSION, Report

Written = TypeVar("Written", bound=Record)


def read_report(path: Path) -> Report:
    """A report as `check --format json` wrote it. Raises `InputError` where the file holds none."""
    return read_written(
        path, Report, "report", ("schema_version", SCHEMA_VERSION), "give a file that `consistency check --format json` wrote"
    )


def read_written(path: Path, kind: type[Written], called: str, version: tuple[str, int], remedy: str) -> Written:
    """A record from its file; `version` is the key of its version and the one that is read here. Raises `InputError`."""
    data, (key, known) = read_bytes(path), version
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(str(path), getattr(error, "lineno", 0), "is no JSON", remedy) from error
    if isinstance(told, dict) and told.get(key, known) != known:
        raise InputError(str(path), 0, f"is a {called} of version {told[key]}, and {known} is read here", remedy)
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise InputError(str(path), 0, f"is no {called}: {where or 'the whole'}", remedy) from error
