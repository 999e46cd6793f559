"""What was known before fails no run: baselines, and waivers in articles and in a file of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import newsroom
import pytest
from freezegun import freeze_time


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    newsroom.story(tmp_path / "heist")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(*arguments: object) -> dict[str, Any]:
    done = newsroom.run("check", "heist", "--format", "json", *arguments)
    assert done.exit_code in (0, 1), done.stderr
    return json.loads(done.stdout) | {"exit": done.exit_code}  # type: ignore[no-any-return]


def conflict(report: dict[str, Any], said: str = "88") -> dict[str, Any]:
    """The conflict of figures one of which is worded so."""
    exact = {claim["id"]: claim["exact"] for claim in report["claims"]}
    return next(f for f in report["findings"] if f["code"] == "FIG001" and any(said in exact[name] for name in f["claims"]))


# ---- baselines


def test_only_what_is_new_fails_a_run(desk: Path) -> None:
    strict = ("--fail-on", "to-check", "--baseline", "known.json")
    assert checked("--fail-on", "to-check")["exit"] == 1
    assert newsroom.run("baseline", "write", "heist", "--baseline", "known.json").exit_code == 0
    known = checked(*strict)
    assert known["exit"] == 0
    assert {finding["status"] for finding in known["findings"]} == {"persisting"}
    newsroom.article(desk / "heist", "gamma", "L'âge du suspect a été donné. Le suspect Paul Durand a 34 ans.")
    newsroom.article(desk / "heist", "delta", "Le suspect, Paul Durand, est âgé de 43 ans.")
    more = checked(*strict)
    assert more["exit"] == 1
    assert conflict(more)["status"] == "persisting"
    assert conflict(more, "43")["status"] == "new"


def test_a_mended_finding_is_resolved_and_can_be_pruned(desk: Path) -> None:
    newsroom.run("baseline", "write", "heist", "--baseline", "known.json")
    newsroom.article(desk / "heist", "beta", newsroom.BETA.replace("83", "88"))
    after = checked("--baseline", "known.json")
    assert [gone["code"] for gone in after["resolved"] if gone["verdict"] == "conflict"] == ["FIG001"]
    told = newsroom.run("check", "heist", "--baseline", "known.json", "--format", "markdown").stdout
    assert "Résolus depuis" in told
    assert newsroom.run("baseline", "prune", "heist", "--baseline", "known.json").exit_code == 0
    assert checked("--baseline", "known.json")["resolved"] == []
    newsroom.story(desk / "heist")
    assert conflict(checked("--baseline", "known.json"))["status"] == "new"


def test_another_value_is_new_and_a_moved_line_is_not(desk: Path) -> None:
    newsroom.run("baseline", "write", "heist", "--baseline", "known.json")
    newsroom.article(desk / "heist", "beta", "Il faisait doux.\n\n" + newsroom.BETA)
    assert conflict(checked("--baseline", "known.json"))["status"] == "persisting"
    newsroom.article(desk / "heist", "beta", newsroom.BETA.replace("83", "81"))
    assert conflict(checked("--baseline", "known.json"))["status"] == "new"


def test_stories_of_one_baseline_do_not_mix(desk: Path) -> None:
    newsroom.story(desk / "other")
    newsroom.run("baseline", "write", "other", "--baseline", "known.json")
    assert conflict(checked("--baseline", "known.json"))["status"] == "new"
    newsroom.run("baseline", "write", "heist", "--baseline", "known.json")
    assert conflict(checked("--baseline", "known.json"))["status"] == "persisting"
    assert list(json.loads((desk / "known.json").read_text(encoding="utf-8"))["stories"]) == ["heist", "other"]


def test_each_folder_may_be_a_story(desk: Path) -> None:
    newsroom.story(desk / "other")
    assert newsroom.run("baseline", "write", ".", "--each", "--baseline", "known.json").exit_code == 0
    assert list(json.loads((desk / "known.json").read_text(encoding="utf-8"))["stories"]) == ["heist", "other"]
    assert newsroom.run("baseline", "write", "heist", "--each", "--baseline", "known.json").exit_code == 2


def test_what_cannot_be_read_leaves_the_baseline_alone(desk: Path) -> None:
    newsroom.run("baseline", "write", "heist", "--baseline", "known.json")
    before = (desk / "known.json").read_bytes()
    (desk / "heist" / "alpha.md").write_bytes(b"---\npublished: [\n---\n")
    for command in ("write", "prune"):
        assert newsroom.run("baseline", command, "heist", "--baseline", "known.json").exit_code == 2
    assert (desk / "known.json").read_bytes() == before


def test_what_is_waived_is_not_written_into_the_baseline(desk: Path) -> None:
    name = conflict(checked())["id"]
    newsroom.run("waive", name, "--reason", "attend l'expertise", "--until", "2026-12-31")
    with freeze_time("2026-06-01"):
        newsroom.run("baseline", "write", "heist", "--baseline", "known.json")
    with freeze_time("2027-01-01"):
        assert conflict(checked("--baseline", "known.json"))["status"] == "new"


@pytest.mark.parametrize("text", ["", "[]", '{"format": 9}', '{"stories": {"a": [{"id": 3}]}}', "{" * 100_000])
def test_what_is_no_baseline_is_refused(desk: Path, text: str) -> None:
    (desk / "known.json").write_text(text, encoding="utf-8")
    done = newsroom.run("check", "heist", "--baseline", "known.json")
    assert done.exit_code == 2
    assert "known.json" in done.stderr
    assert "baseline write" in done.stderr


# ---- waivers


def test_a_waived_finding_fails_no_run_and_is_listed_with_its_reason(desk: Path) -> None:
    name = conflict(checked())["id"]
    assert newsroom.run("waive", name, "--reason", "deux expertises | <b>voulues</b>").exit_code == 0
    after = checked("--fail-on", "to-check")
    assert (after["exit"], conflict(after)["status"]) == (0, "waived")
    told = newsroom.run("check", "heist", "--format", "markdown").stdout
    assert "## Écartés" in told
    assert "deux expertises" in told
    assert "<b>" not in told
    assert newsroom.run("waive", name, "--reason", "encore").exit_code == 2
    assert "1 écarté" in newsroom.run("check", "heist").stdout


def test_a_waiver_expires_and_an_unused_one_is_reported(desk: Path) -> None:
    name = conflict(checked())["id"]
    newsroom.run("waive", name, "--reason", "attend l'expertise", "--until", "2026-12-31")
    newsroom.run("waive", "FIG001-00000000", "--reason", "rien")
    with freeze_time("2026-12-31"):
        during = checked()
    with freeze_time("2027-01-01"):
        after = checked()
    assert conflict(during)["status"] == "waived"
    assert [(w["finding"], w["problem"]) for w in during["stale_waivers"]] == [("FIG001-00000000", "unused")]
    assert conflict(after)["status"] == "new"
    assert {(w["finding"], w["problem"]) for w in after["stale_waivers"]} == {(name, "expired"), ("FIG001-00000000", "unused")}
    with freeze_time("2027-01-01"):
        said = newsroom.run("check", "heist")
    assert name in said.stdout + said.stderr


IGNORE = '<!-- consistency: ignore FIG001 reason="deux expertises" until=2026-12-31 -->'


@pytest.mark.parametrize(
    "text",
    [
        f"{IGNORE}\n\n{newsroom.BETA}",
        f"{newsroom.BETA} {IGNORE}",
        f"{IGNORE}\n{newsroom.BETA}",
        f"Début.\n\n{IGNORE}\n\n{newsroom.BETA}\n\nFin.",
    ],
)
def test_a_comment_in_the_article_waives_its_paragraph(desk: Path, text: str) -> None:
    newsroom.article(desk / "heist", "beta", text)
    with freeze_time("2026-05-01"):
        report = checked()
    assert conflict(report)["status"] == "waived"
    assert report["stale_waivers"] == []
    assert not any("2026" in claim["exact"] or "12" in claim["exact"] for claim in report["claims"])


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("<!-- consistency: ignore FIG001 until=2026-12-31 -->", "no-reason"),
        ('<!-- consistency: ignore FIG001 reason="" -->', "no-reason"),
        ('<!-- consistency: ignore FIG001 reason="x" until=bientôt -->', "no-day"),
        ('<!-- consistency: ignore DAT001 reason="x" -->', "unused"),
        ('<!-- consistency: ignore tout reason="x" -->', "unused"),
    ],
)
def test_a_comment_that_waives_nothing_is_reported_with_its_line(desk: Path, comment: str, problem: str) -> None:
    path = newsroom.article(desk / "heist", "beta", f"{comment}\n\n{newsroom.BETA}")
    report = checked()
    assert conflict(report)["status"] == "new"
    line = path.read_text(encoding="utf-8").split("\n").index(comment) + 1
    assert [(w["line"], w["problem"]) for w in report["stale_waivers"]] == [(line, problem)]


def test_a_comment_elsewhere_waives_nothing_here(desk: Path) -> None:
    newsroom.article(desk / "heist", "beta", f"Une phrase. {IGNORE}\n\n{newsroom.BETA}")
    with freeze_time("2026-05-01"):
        report = checked()
    assert conflict(report)["status"] == "new"
    assert [w["problem"] for w in report["stale_waivers"]] == ["unused"]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[[waiver]]\nfinding = "FIG001-3fa2b1c0"\n', 1, "without a reason"),
        ('\n[[waiver]]\nfinding = "FIG001"\nreason = "x"\n', 2, "is no finding"),
        ('[[waiver]]\nfinding = "FIG001-3fa2b1c0"\nreason = "x"\nuntill = 2026-01-01\n', 1, "did you mean 'until'?"),
        ('[[waiver]]\nfinding = "FIG001-3fa2b1c0"\nreason = "x"\nuntil = "soon"\n', 1, "is no day"),
        ('[waiver]\nfinding = "x"\n', 1, "[[waiver]]"),
        ("waivers = 3\n", 1, "means nothing"),
        ("[[waiver]\n", 1, "is no TOML"),
    ],
)
def test_a_wrong_file_of_waivers_is_told_with_its_line(desk: Path, text: str, line: int, told: str) -> None:
    (desk / "waivers.toml").write_text(text, encoding="utf-8")
    done = newsroom.run("check", "heist")
    assert done.exit_code == 2
    assert f"waivers.toml:{line}: " in done.stderr
    assert told in done.stderr


@pytest.mark.parametrize("arguments", [("FIG001", "--reason", "x"), ("FIG001-3fa2b1c0", "--reason", " "), ("../x", "--reason", "x")])
def test_a_waiver_that_is_none_is_not_written(desk: Path, arguments: tuple[str, ...]) -> None:
    assert newsroom.run("waive", *arguments).exit_code == 2
    assert not (desk / "waivers.toml").exists()


def test_a_hostile_reason_stays_one_line_of_toml(desk: Path) -> None:
    name = conflict(checked())["id"]
    newsroom.run("waive", name, "--reason", 'a"\n[[waiver]]\nfinding = "\x1b[31m\\ \u202e')
    assert conflict(checked())["status"] == "waived"
    assert (desk / "waivers.toml").read_text(encoding="utf-8").count("[[waiver]]") == 2
    assert len([line for line in (desk / "waivers.toml").read_text(encoding="utf-8").split("\n") if line.startswith("[[")]) == 1


def test_waivers_of_one_story_do_not_hold_in_another(desk: Path) -> None:
    name = conflict(checked())["id"]
    newsroom.run("waive", name, "--reason", "x", "--story", "other")
    report = checked()
    assert (conflict(report)["status"], report["stale_waivers"]) == ("new", [])
