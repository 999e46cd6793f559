"""The reference page is what the program is now, and names every command, flag, key, format, exit status and rule."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from consistency import cli, console
from consistency.options import KEYS, HouseName, Options
from consistency.rules import RULES
from reports.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_program_says_today() -> None:
    assert generator().reference() == PAGE, "run `make reference`"


def test_every_command_and_flag_is_there_with_its_meaning() -> None:
    found = list(generator().commands())
    assert len(found) >= 10
    for name, command in found:
        section = PAGE.split(f"### `{name}`\n", 1)[1].split("\n#", 1)[0]
        assert command.help, name
        for parameter in command.params:
            if parameter.name == "help":
                continue
            assert parameter.help, f"{name} {parameter.name} says nothing of itself"
            assert parameter.help.split(".")[0].split("\n")[0].replace("|", "\\|") in section
            for flag in (*parameter.opts, *parameter.secondary_opts):
                assert parameter.param_type_name == "argument" or f"`{flag}`" in section, f"{name} {flag}"
        # what the help prints, in case the walk missed something
        help_ = CliRunner().invoke(cli.app, [*name.split()[1:], "--help"]).stdout
        for flag in set(re.findall(r"^ +(--[a-z][a-z-]*)", help_, re.MULTILINE)) - {"--help"}:
            assert f"`{flag}`" in section, f"{name} {flag}"


@pytest.mark.parametrize("name", KEYS)
def test_every_key_is_there_with_its_meaning(name: str) -> None:
    meaning = Options.model_fields[name].description
    assert meaning
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name.replace('_', '-')}` |"))
    assert meaning in row


def test_every_key_of_a_house_name_format_status_and_rule_is_there() -> None:
    for field, told in HouseName.model_fields.items():
        assert told.description, field
        assert f"| `{field}` |" in PAGE
    assert all(f"| `{name}` |" in PAGE for name in FORMATS)
    statuses = (console.OK, console.FOUND, console.FAILED, console.INTERRUPTED, console.PIPE_CLOSED)
    assert set(console.STATUSES) == set(statuses)
    assert all(f"| {number} | {meaning} |" in PAGE for number, meaning in console.STATUSES.items())
    assert all(f"### {rule.code}\n" in PAGE for rule in RULES)


def test_the_page_is_the_same_in_a_narrow_terminal_of_another_language() -> None:
    code = "import runpy, sys; sys.stdout.write(runpy.run_path('docs/reference.py')['reference']())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, env={"COLUMNS": "30", "LC_ALL": "C", "PYTHONUTF8": "1"}
    )
    assert done.stdout.decode() == PAGE
