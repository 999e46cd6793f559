"""Reports that were written as JSON, read back."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from claims.read.files import read_bytes
from consistency.errors import InputError
from consistency.findings import SCHEMA_VERSION, Report


def read_report(path: Path) -> Report:
    """A report as `check --format json` wrote it. Raises `InputError` where the file holds none."""
    data, remedy = read_bytes(path), "give a file that `consistency check --format json` wrote"
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(str(path), getattr(error, "lineno", 0), "is no JSON", remedy) from error
    if isinstance(told, dict) and told.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION:
        raise InputError(str(path), 0, f"is a report of schema {told['schema_version']}, and {SCHEMA_VERSION} is read here", remedy)
    try:
        return Report.model_validate_json(data)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise InputError(str(path), 0, f"is no report: {where or 'the whole'}", remedy) from error
