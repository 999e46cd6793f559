"""Explanations of findings, and reports read back from JSON."""

from __future__ import annotations

import json
from pathlib import Path

import newsroom
import pytest


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    newsroom.story(tmp_path / "heist")
    newsroom.article(tmp_path / "heist", "gamma", "Le braquage a fait deux blessés légers. « Nous irons au bout », a dit Ivo Marant.")
    newsroom.article(
        tmp_path / "heist", "delta", "« Nous irons au bout », a promis Ivo Marant. Le butin du braquage atteint 88 millions d'euros."
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_finding_is_explained_slot_by_slot_and_pair_by_pair(desk: Path) -> None:
    told = newsroom.run("why", "FIG001", "heist", "--report-language", "en")
    assert told.exit_code == 0, told.stderr
    slots, _, pairs = told.stdout.partition("What brings each pair together")
    assert "what is counted = " in slots
    assert "83 millions" in slots
    assert "alpha.md:6" in pairs
    assert "closeness +" in pairs


def test_every_finding_can_be_explained(desk: Path) -> None:
    report = json.loads(newsroom.run("check", "heist", "--format", "json").stdout)
    for finding in report["findings"]:
        told = newsroom.run("why", finding["id"], "heist")
        assert told.exit_code == 0, told.stderr
        assert finding["id"] in told.stdout


def test_what_was_left_out_is_told(desk: Path) -> None:
    everything = "".join(newsroom.run("why", code, "heist").stdout for code in ("FIG", "SRC"))
    assert "laissés de côté" in everything
    assert "deux blessés légers" in everything


def test_no_such_finding(desk: Path) -> None:
    told = newsroom.run("why", "FIG001-ffffffff", "heist")
    assert told.exit_code == 2
    assert "is no finding of these articles" in told.stderr


@pytest.mark.parametrize("form", ["markdown", "terminal", "json"])
def test_a_report_read_back_is_the_report(desk: Path, form: str) -> None:
    now = newsroom.run("check", "heist", "--format", form).stdout
    newsroom.run("check", "heist", "--output", "run.json")
    assert newsroom.run("report", "run.json", "--format", form).stdout == now


def test_a_report_of_articles_that_changed_shows_the_words_it_kept(desk: Path) -> None:
    newsroom.run("check", "heist", "--output", "run.json")
    newsroom.article(desk / "heist", "beta", "Tout autre chose.")
    told = newsroom.run("report", "run.json", "--format", "markdown")
    assert "83 millions d'euros" in told.stdout
    assert "heist/beta.md" in told.stderr


@pytest.mark.parametrize("text", ["", "[]", '{"version": 3}', "{" * 100_000, '{"schema_version": 99}'])
def test_what_is_no_report(desk: Path, text: str) -> None:
    Path("run.json").write_text(text, encoding="utf-8")
    assert newsroom.run("report", "run.json").exit_code == 2
