"""What is in force: the configuration file nearest above the working folder, and what the command line says instead.

Keys stand in `consistency.toml`, or under `[tool.consistency]` of a `pyproject.toml`. Paths in it are those of its folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from claims.read.toml_file import read_toml
from consistency.errors import InputError, nearest
from consistency.options import Options, line_of, read_options
from consistency.rules import RULES

OWN = "consistency.toml"
"""The file whose keys are all ours."""
SHARED = "pyproject.toml"
"""The file that holds ours under `[tool.consistency]`."""
WAIVERS = "waivers.toml"
"""The file of waivers where none is named: beside the configuration, else in the working folder."""
PATHS = ("baseline", "waivers", "store")
"""Options that name files."""


class InForce(Struct, frozen=True):
    """The options of a run, and where each comes from: a file with its line, the command line, or nowhere."""

    options: Options
    whence: Mapping[str, str]


def in_force(folder: Path, asked: Mapping[str, Any], file: Path | None = None) -> InForce:
    """The options in force in a working folder; `asked` holds what the command line says, None where it says nothing.

    Raises `InputError` for a file that cannot be read, an unknown key or a wrong value, with the line.
    """
    path = _named(file) if file is not None else nearest_file(folder)
    values, text = _values(path) if path is not None else ({}, "")
    _check_rules(values, path, text)
    told = {name.replace("-", "_"): value for name, value in values.items()}
    home = path.parent if path is not None else folder
    told |= {name: str(home / told[name]) for name in PATHS if isinstance(told.get(name), str) and told[name]}
    if not told.get("waivers") and (home / WAIVERS).is_file():
        told["waivers"] = str(home / WAIVERS)
    read_options(values, str(path or ""), text)
    over = {name: value for name, value in asked.items() if value is not None}
    whence = {name: f"{path}:{line_of(text, name)}" for name in told if line_of(text, name)} | dict.fromkeys(over, "command line")
    return InForce(Options.model_validate(told | over), whence)


def nearest_file(folder: Path) -> Path | None:
    """The configuration that holds for a folder: its own, else that of the nearest folder above; None where there is none."""
    for place in (folder.resolve(), *folder.resolve().parents):
        for name in (OWN, SHARED):
            if (place / name).is_file() and (name == OWN or _ours(read_toml(place / name)[0]) is not None):
                return place / name
    return None


def _named(file: Path) -> Path:
    if not file.is_file():
        raise InputError(str(file), 0, "is no file", "name a consistency.toml or a pyproject.toml with --config")
    return file


def _values(path: Path) -> tuple[Mapping[str, Any], str]:
    table, text = read_toml(path)
    found = _ours(table) if path.name == SHARED else table
    return (found or {}), text


def _ours(table: Mapping[str, Any]) -> Mapping[str, Any] | None:
    tool = table.get("tool", {})
    found = tool.get("consistency") if isinstance(tool, dict) else None
    return found if isinstance(found, dict) else None


def _check_rules(values: Mapping[str, Any], path: Path | None, text: str) -> None:
    """Refuse to turn off what does not exist: a mistyped code would leave the rule on."""
    known = {str(rule.code) for rule in RULES}
    families = {code.rstrip("0123456789") for code in known}
    asked = values.get("disable", ())
    for code in asked if isinstance(asked, list) else ():
        if code not in known | families:
            near = nearest(str(code), [one.casefold() for one in known | families]).upper()
            remedy = f"did you mean {near!r}?" if near else "`consistency rule` lists all of them"
            raise InputError(str(path), line_of(text, "disable"), f"there is no rule {code!r}", remedy)
