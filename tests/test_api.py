"""The examples of docs/api.md are what the program does."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest


def test_the_examples_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    found = doctest.testfile(
        str(root / "docs" / "api.md"), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    )
    assert found.attempted > 8
    assert found.failed == 0
