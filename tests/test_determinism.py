"""The run is the same whatever the order of files, the locale, the time zone, the hash seed and the day."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from freezegun import freeze_time

from consistency.options import Options
from consistency.pipeline import check
from reports.json import contract

STORY = Path(__file__).parents[1] / "seeds" / "grok"


def run(articles, **environment):
    command = [sys.executable, "-m", "consistency.cli", "check", *map(str, articles), "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False, env=os.environ | environment)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def plain():
    return run(sorted(STORY.iterdir()))


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242"},
        {"TZ": "Pacific/Auckland"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    ],
    ids=str,
)
def test_environment_changes_nothing(plain, environment):
    assert run(sorted(STORY.iterdir()), **environment) == plain


def test_order_of_files_changes_nothing(plain):
    assert run(sorted(STORY.iterdir(), reverse=True)) == plain


def test_order_of_the_folder_changes_nothing(tmp_path):
    reports = []
    for order in (False, True):
        folder = tmp_path / str(order) / "grok"
        folder.mkdir(parents=True)
        for path in sorted(STORY.iterdir(), reverse=order):
            shutil.copy(path, folder / path.name)
        report, _ = check([folder], Options())
        reports.append(json.dumps(contract(report)).replace(str(folder), ""))
    assert reports[0] == reports[1]


@pytest.mark.parametrize("today", ["2001-01-01", "2026-01-14", "2031-12-31"])
def test_today_changes_nothing(today, plain):
    with freeze_time(today):
        report, _ = check(sorted(STORY.iterdir()), Options())
    found = json.loads(json.dumps(contract(report)))
    assert found["findings"] == json.loads(plain)["findings"]


def test_what_files_are_called_decides_nothing(tmp_path):
    articles = sorted(STORY.glob("*.md"))
    told = []
    for names in ([p.stem for p in articles], [f"z{9 - i}" for i in range(len(articles))]):
        folder = tmp_path / names[0] / "grok"
        folder.mkdir(parents=True)
        called = dict(zip(names, [p.stem for p in articles], strict=True))
        for path, name in zip(articles, names, strict=True):
            (folder / f"{name}.md").write_bytes(path.read_bytes())
        report, _ = check([folder], Options())
        claims = {c.id: (called[c.source], c.start, c.end) for c in report.claims}
        told.append({(f.code, f.verdict, f.tier, f.origins, tuple(sorted(claims[i] for i in f.claims))) for f in report.findings})
    assert told[0] == told[1]
