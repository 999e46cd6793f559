"""A finding is known again after lines moved, articles were added, or files came in another order."""

from __future__ import annotations

from pathlib import Path

from consistency.options import Options
from consistency.pipeline import check

FIRST = "Le braquage a fait trois blessés, a indiqué le parquet. Le butin est estimé à 88 millions d'euros."
OTHER = "Le butin du braquage est estimé à 83 millions d'euros. Trois personnes ont été blessées dans ce braquage."


def ids(folder: Path, **articles: str) -> dict[str, str]:
    """The ids of the findings of some articles that are no mere single sources, by code and subject."""
    folder.mkdir()
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(f"---\nsource: {name}\npublished: 2026-03-04\nlang: fr\n---\n{text}\n", encoding="utf-8")
    report, _ = check([folder], Options())
    return {f.id: f.verdict for f in report.findings if f.verdict in ("conflict", "variant", "corroborated")}


def test_moved_lines_added_articles_and_new_names_change_no_fingerprint(tmp_path: Path) -> None:
    before = ids(tmp_path / "a", alpha=FIRST, beta=OTHER)
    assert any(verdict == "conflict" for verdict in before.values())
    moved = "La soirée avait commencé dans le calme.\n\n" + OTHER
    assert ids(tmp_path / "b", alpha=FIRST, beta=moved) == before
    assert ids(tmp_path / "c", zeta=FIRST, beta=OTHER) == before
    assert before.keys() <= ids(tmp_path / "d", alpha=FIRST, beta=OTHER, gamma=FIRST).keys()


def test_another_value_is_another_finding(tmp_path: Path) -> None:
    before = ids(tmp_path / "a", alpha=FIRST, beta=OTHER)
    after = ids(tmp_path / "b", alpha=FIRST, beta=OTHER.replace("83", "81"))
    assert {i for i, verdict in before.items() if verdict == "conflict"}.isdisjoint(after)
