"""What a run may be told: the options, where they stop the build, and what is said of one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from consistency.errors import InputError, nearest
from consistency.findings import Finding

FailOn = Literal["conflict", "internal", "to-check", "evolved", "variant", "single-source", "never"]
"""The lightest finding that makes a run fail, the gravest first; `never` for none."""

ReportLanguage = Literal["fr", "en"]
"""The languages of reports."""

LEVELS: tuple[FailOn, ...] = get_args(FailOn)
"""The levels of `fail_on`, the gravest first."""


class Options(BaseModel):
    """What a run is told. Frozen; an unknown name is an error.

    `fail_on`: the lightest finding that gives exit status 1 (`internal`: a certain contradiction, between articles or in
    one). `report_language`: of the report, not of the articles. `languages`: article languages to read, others are left
    out and named. `keep_going`: an article that cannot be read is named but does not by itself fail the run.
    `fetch`: addresses among the paths are fetched. `article_seconds`: the longest that reading one article may take. `max_articles`: the most that one run takes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fail_on: FailOn = "internal"
    report_language: ReportLanguage = "fr"
    languages: tuple[str, ...] = ("fr", "en")
    keep_going: bool = False
    fetch: bool = False
    article_seconds: float = Field(default=60, gt=0)
    max_articles: int = Field(default=100_000, gt=0)


def read_options(values: Mapping[str, Any], path: str = "", text: str = "") -> Options:
    """Options from plain values, names with dashes or underscores.

    Raises `InputError` for an unknown name (with the nearest right one) or a wrong value; `path` and `text` are those
    of the file that the values come from, to name the line.
    """
    named = {name.replace("-", "_"): value for name, value in values.items()}
    for name in values:
        if name.replace("-", "_") not in Options.model_fields:
            raise InputError(path or "options", _line(text, name), f"there is no option {name!r}", _unknown(name))
    try:
        return Options.model_validate(named)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise InputError(path or "options", _line(text, name), f"{_dashed(name)}: {first['msg'].lower()}", _expected(name)) from error


def _unknown(name: str) -> str:
    known = [_dashed(field) for field in Options.model_fields]
    near = nearest(_dashed(name), known)
    return f"did you mean {near!r}?" if near else f"use one of {', '.join(known)}"


def _expected(name: str) -> str:
    choices = get_args(Options.model_fields[name].annotation)
    named = [choice for choice in choices if isinstance(choice, str)]
    return f"use one of {', '.join(named)}" if named else "see `consistency check --help`"


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _line(text: str, name: str) -> int:
    """The line of a TOML text that sets `name`; 0 where it is not to be found."""
    pattern = rf"^\s*[\"']?{re.escape(name).replace('_', '[_-]')}[\"']?\s*="
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 0


def fail_level(asked: str) -> FailOn:
    """A level, or several with commas between: the lightest counts. ValueError names the nearest right one."""
    named = [level.strip() for level in asked.split(",") if level.strip()]
    for level in named:
        if level not in LEVELS:
            near = nearest(level, LEVELS)
            raise ValueError(f"{level!r} is not a level; " + (f"did you mean {near!r}?" if near else f"use one of {', '.join(LEVELS)}"))
    if not named:
        raise ValueError(f"use one of {', '.join(LEVELS)}")
    return max((level for level in LEVELS if level in named), key=LEVELS.index)


def level(finding: Finding) -> FailOn | None:
    """Where a finding stands among the levels; None for an agreement."""
    if finding.verdict == "corroborated":
        return None
    if finding.verdict in ("conflict", "internal") and finding.tier == "to-check":
        return "to-check"
    return finding.verdict


def fails(finding: Finding, options: Options) -> bool:
    """Whether a finding is as grave as what `fail_on` names, or graver."""
    at = level(finding)
    return at is not None and options.fail_on != "never" and LEVELS.index(at) <= LEVELS.index(options.fail_on)
