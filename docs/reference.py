"""Write docs/reference.md from the program itself: commands, configuration, formats, exit statuses, rules."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pydantic import BaseModel  # noqa: E402 - the program beside this script, installed or not
from typer.main import get_command  # noqa: E402

from consistency.cli import app  # noqa: E402
from consistency.console import STATUSES  # noqa: E402
from consistency.delivery import SUFFIXES  # noqa: E402
from consistency.options import KEYS, Options  # noqa: E402
from reports.formats import FORMATS  # noqa: E402
from reports.rulebook import rulebook  # noqa: E402

PAGE = ROOT / "docs" / "reference.md"
HEAD = """# Reference

Written by `make reference` from the program itself; do not edit.
"""


def reference() -> str:
    """The whole page."""
    sections = (_commands(), _statuses(), _configuration(), _formats(), _rules())
    return "\n".join([HEAD, *(line for section in sections for line in section)]).rstrip("\n") + "\n"


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with the words that call it, those of groups included."""
    yield from _below("consistency", get_command(app))


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for word, one in sorted(getattr(command, "commands", {}).items()):
        yield from _below(f"{name} {word}", one)


def _commands() -> Iterator[str]:
    yield "## Commands\n"
    for name, command in commands():
        yield f"### `{name}`\n"
        yield cleandoc(command.help or "").replace("\b\n", "") + "\n"
        types = get_type_hints(command.callback) if command.callback else {}
        yield from _table(("what is given", "takes", "meaning"), [_parameter(one, types) for one in command.params if _shown(one)])
        if command.epilog:
            yield f"```text\n{cleandoc(command.epilog.replace(chr(8), '')).strip()}\n```\n"


def _shown(parameter: Any) -> bool:
    return not getattr(parameter, "hidden", False) and parameter.name != "help"


def _parameter(parameter: Any, types: Mapping[str, Any]) -> tuple[str, str, str]:
    """How a parameter is written, what it takes, and what it is for."""
    takes = _takes(parameter, types.get(parameter.name))
    said = f"{parameter.help or ''}{' Required.' if parameter.required else ''}"
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`", "", said
    return ", ".join(f"`{flag}`" for flag in (*parameter.opts, *parameter.secondary_opts)), takes, said


def _takes(parameter: Any, annotation: Any) -> str:
    """The choices that there are, else the word that stands for a value; empty for a flag."""
    inner = {annotation, *get_args(annotation)}
    choices = [choice.value for part in inner if isinstance(part, type) and issubclass(part, Enum) for choice in part]
    if choices:
        return ", ".join(f"`{choice}`" for choice in choices)
    return "" if bool in inner else f"`{parameter.metavar or parameter.name.upper()}`"


def _statuses() -> Iterator[str]:
    yield "## Exit statuses\n"
    yield from _table(("status", "meaning"), [(str(number), meaning) for number, meaning in STATUSES.items()])


def _configuration() -> Iterator[str]:
    yield "## Configuration\n"
    yield "Keys of `consistency.toml`, or of `[tool.consistency]` in `pyproject.toml`: the file nearest above the working folder holds."
    yield "What the command line says comes first. Paths are those of the file's folder. `consistency config` prints what is in force.\n"
    yield from _table(("key", "type", "default", "meaning"), [_key(name, Options) for name in KEYS])
    for name in KEYS:
        for model in _models(Options.model_fields[name].annotation):
            yield f"A table of `[[{_dashed(name)}]]`:\n"
            yield from _table(("key", "type", "default", "meaning"), [_key(field, model) for field in model.model_fields])


def _key(name: str, model: type[BaseModel]) -> tuple[str, str, str, str]:
    field = model.model_fields[name]
    default = "required" if field.is_required() else f"`{json.dumps(field.default, ensure_ascii=False)}`"
    return f"`{_dashed(name)}`", _type(field.annotation), default, field.description or ""


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _models(annotation: Any) -> list[type[BaseModel]]:
    inner = [model for part in get_args(annotation) for model in _models(part)]
    return [annotation] if isinstance(annotation, type) and issubclass(annotation, BaseModel) else inner


_PLAIN = {bool: "true or false", str: "text", int: "whole number", float: "number"}


def _type(annotation: Any) -> str:
    """A type in words."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{json.dumps(part)}`" for part in parts)
    if origin is tuple:
        return f"list of {'tables' if _models(annotation) else 'texts'}"
    if origin in (dict, Mapping):
        return f"table of {_type(parts[1])}s"
    if origin in (Union, UnionType):
        return " or ".join(_type(part) for part in parts if part is not type(None))
    return _PLAIN.get(annotation, getattr(annotation, "__name__", str(annotation)))


def _formats() -> Iterator[str]:
    yield "## Formats\n"
    yield "What `--format` takes, and the ends of file names that `--output` knows them by.\n"
    rows = [
        (f"`{name}`", ", ".join(f"`{end}`" for end, form in SUFFIXES.items() if form == name), _about(FORMATS[name])) for name in FORMATS
    ]
    yield from _table(("format", "file", "what it is"), rows)


def _about(module: str) -> str:
    return cleandoc(import_module(module).__doc__ or "")


def _rules() -> Iterator[str]:
    yield "## Rules\n"
    for entry in rulebook():
        yield f"### {entry.code}\n"
        yield f"{entry.markdown}\n"


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    """A Markdown table; nothing where it has no row."""
    if not rows:
        return
    yield f"| {' | '.join(headers)} |"
    yield f"|{'---|' * len(headers)}"
    for row in rows:
        yield "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
