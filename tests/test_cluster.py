"""A night by the workers of a Dask cluster: the same as on one machine, also where a worker is lost in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import newsroom
import pytest

STORIES = 12


@pytest.fixture
def cluster(root: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler and the processes of its two workers."""
    where = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, str(root / "tests" / "cluster_of_two.py")]
    with subprocess.Popen(command, env=where, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as run:
        assert run.stdout
        address, *workers = run.stdout.readline().split()
        yield address, [int(worker) for worker in workers]
        run.communicate("")


@pytest.fixture
def desk(tmp_path: Path, root: Path) -> Path:
    for number in range(STORIES):
        shutil.copytree(
            root / "tests" / "stories" / ("vaudremer", "arvoria")[number % 2] / "articles", tmp_path / "desk" / f"story{number:02}"
        )
    return tmp_path


def night(desk: Path, root: Path, name: str, *arguments: str) -> subprocess.Popen[str]:
    where = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])}
    command = [
        sys.executable,
        "-m",
        "consistency.cli",
        "nightly",
        "desk",
        "--store",
        f"{name}.sqlite",
        "--output",
        f"{name}.json",
        *arguments,
    ]
    return subprocess.Popen(command, cwd=desk, env=where, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(run: subprocess.Popen[str]) -> None:
    _, said = run.communicate()
    assert run.returncode in (0, 1), said


def contents(store: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(store) as db:
        rows = [db.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in ("stories", "articles", "claims", "findings")]  # noqa: S608
    return [row for table in rows for row in table]


def test_two_workers_give_what_one_machine_gives_also_when_one_is_lost(desk: Path, root: Path, cluster: tuple[str, list[int]]) -> None:
    address, workers = cluster
    ended(night(desk, root, "local"))
    ended(night(desk, root, "both", "--scheduler", address))
    run = night(desk, root, "one", "--scheduler", address)
    assert run.stderr
    assert run.stderr.readline().startswith("read: "), "progress is shown"
    os.kill(workers[0], signal.SIGKILL)
    ended(run)
    for name in ("both", "one"):
        assert (desk / f"{name}.json").read_bytes() == (desk / "local.json").read_bytes()
        assert contents(desk / f"{name}.sqlite") == contents(desk / "local.sqlite")


def test_an_address_without_a_scheduler_is_said(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    done = newsroom.run("nightly", "desk", "--store", "history.sqlite", "--scheduler", "nowhere")
    assert done.exit_code == 2
    assert "answers as no Dask scheduler does" in done.stderr
