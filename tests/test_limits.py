"""What is too large, too many or too slow is refused with a clear message, and the rest goes on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from formats import as_pdf

from claims.documents import load
from claims.errors import InputError
from claims.read import pdf
from consistency import pipeline
from consistency.deadline import within
from consistency.options import Options
from consistency.pipeline import check


def articles(folder: Path, count: int) -> Path:
    for n in range(count):
        (folder / f"{n}.md").write_text(f"Le feu de Port-Lannec a fait {n + 2} morts, selon le maire.", encoding="utf-8")
    return folder


def test_an_article_that_takes_too_long_is_named_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare = pipeline.prepare

    def slow(document):  # type: ignore[no-untyped-def]
        if document.source == "1":
            time.sleep(5)
        return prepare(document)

    monkeypatch.setattr(pipeline, "prepare", slow)
    report, _ = check([articles(tmp_path, 3)], Options(article_seconds=0.2))
    assert {s.source for s in report.sources} == {"0", "2"}
    (unread,) = report.unread
    assert unread.path.endswith("1.md")
    assert "0.2 s" in unread.problem


def test_a_limit_of_time_is_over_when_the_work_is_done() -> None:
    with within(0.05):
        pass
    time.sleep(0.1)
    with pytest.raises(TimeoutError), within(0.05):
        time.sleep(1)


def test_more_articles_than_a_run_takes_are_named(tmp_path: Path) -> None:
    report, _ = check([articles(tmp_path, 4)], Options(max_articles=3))
    assert len(report.sources) == 3
    (unread,) = report.unread
    assert "articles of a run" in unread.problem


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    (tmp_path / "a.pdf").write_bytes(as_pdf([f"Paragraphe {n}, sur le feu de Port-Lannec. " * 30 for n in range(20)]))
    with pytest.raises(InputError, match="the limit is 2"):
        load(tmp_path / "a.pdf")
