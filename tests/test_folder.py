"""A newsroom's folder as it comes: good articles between broken ones, and nothing skipped silently."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from consistency.cli import app
from consistency.options import Options
from consistency.pipeline import check
from reports.formats import Style, render

BRIDGE = """---
title: {title}
published: 2026-03-0{day}
---
Jean Dupont est maire. {said} Selon Jean Dupont, {cars} voitures passent chaque jour.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good articles, five that cannot be read, and two files that are no articles."""
    (tmp_path / "a.md").write_text(BRIDGE.format(title="Le pont", day=4, said="", cars="1 200").replace("published", "publié"))
    (tmp_path / "b.md").write_text(BRIDGE.format(title="Un pont", day=5, said="", cars="1 500"))
    (tmp_path / "broken.md").write_text("---\ntitle: [x\n---\nLe pont.\n")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "german.txt").write_text("Die Stadt hat für die Brücke 3 Millionen Euro ausgegeben, und das ist nicht alles, was sie hat.")
    (tmp_path / "latin.md").write_bytes("Le pont a été fermé.".encode("latin-1"))
    (tmp_path / "utf16.txt").write_text("Le pont a été fermé.", encoding="utf-16")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "notes.docx").write_bytes(b"PK")
    return tmp_path


def test_every_file_is_read_or_named(folder: Path) -> None:
    report, _ = check([folder], Options())
    assert {s.source for s in report.sources} == {"a", "b"}
    assert {Path(u.path).name for u in report.unread} == {"broken.md", "empty.txt", "german.txt", "latin.md", "utf16.txt"}
    assert all(u.problem and u.remedy for u in report.unread)
    assert {Path(p).name for p in report.left_aside} == {"photo.jpg", "notes.docx"}


def test_the_report_names_what_was_left_out_and_why(folder: Path) -> None:
    report, documents = check([folder], Options())
    told = render("markdown", report, documents, Style("fr"))
    for name in ("broken.md", "empty.txt", "german.txt", "latin.md", "utf16.txt", "photo.jpg", "notes.docx"):
        assert name in told
    assert "publié" in told  # a front matter key that means nothing


def test_the_command_names_them_too_and_checks_the_rest(folder: Path) -> None:
    run = CliRunner().invoke(app, ["check", str(folder)])
    assert run.exit_code == 2
    assert "1 200" in run.output
    assert "2 fichiers laissés de côté" in run.output


def test_reported_speech_is_not_held_against_its_words(folder: Path) -> None:
    report, _ = check([folder], Options())
    assert not [f for f in report.findings if f.code == "QUO003"]
