"""Nights over a folder of stories: what is new in the morning, what is read again, what an interrupted run leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import newsroom
import pytest
from freezegun import freeze_time

from consistency.fingerprints import known
from consistency.nightly import locked
from consistency.options import Options
from consistency.pipeline import check, judged

WEEK = (
    ("2025-10-21", ["s01", "s02", "s21"]),
    ("2025-10-24", ["s03"]),
    ("2025-10-29", ["s05", "s06", "s08"]),
    ("2025-11-26", ["s09", "s11", "s12"]),
    ("2025-12-10", ["s15", "s18", "s19"]),
    ("2025-12-11", []),
    ("2025-12-12", []),
)
"""Seven nights: the articles that come before each."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    newsroom.story(tmp_path / "desk" / "heist")
    newsroom.story(
        tmp_path / "desk" / "fire",
        alpha="L'incendie a fait deux morts, selon la préfecture.",
        beta="Deux personnes sont mortes dans l'incendie.",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path / "desk"


def night(day: str, *arguments: object, folder: object = "desk", expect: tuple[int, ...] = (0, 1)) -> dict[str, Any]:
    """A night with its report as JSON; `exit` is its exit status."""
    with freeze_time(day):
        done = newsroom.run("nightly", folder, "--store", "history.sqlite", "--quiet", "--format", "json", *arguments)
    assert done.exit_code in expect, done.stdout + done.stderr
    return json.loads(done.stdout) | {"exit": done.exit_code}  # type: ignore[no-any-return]


def new(told: dict[str, Any], story: str = "", *verdicts: str) -> list[dict[str, Any]]:
    return [
        finding
        for one in told["stories"]
        if story in ("", one["report"]["story"])
        for finding in one["report"]["findings"]
        if not verdicts or finding["verdict"] in verdicts
    ]


def gone(told: dict[str, Any], *verdicts: str) -> list[dict[str, Any]]:
    found = [known for one in told["stories"] for known in one["report"]["resolved"]]
    return [known for known in found if not verdicts or known["verdict"] in verdicts]


def ids(findings: list[dict[str, Any]]) -> set[str]:
    return {finding["id"] for finding in findings}


# ---- a week


def test_a_week_of_nights_tells_each_morning_what_is_new(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles, story = shared / "stories" / "louvre" / "articles", tmp_path / "desk" / "louvre"
    story.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    before: dict[str, Any] = {}
    mornings = []
    for number, (day, names) in enumerate(WEEK, start=1):
        for name in names:
            shutil.copy(articles / f"{name}.txt", story / f"{name}.txt")
        if number == 4:  # a figure is changed in an article that is there already
            rewrite(story / "s02.txt", "88 millions", "78 millions")
        if number == 5:  # and put right
            rewrite(story / "s02.txt", "78 millions", "88 millions")
        if number == 6:  # one article is corrected, another withdrawn by a kill
            rewrite(story / "s18.txt", "83 millions", "88 millions")
            rewrite(story / "s06.txt", "---\n", "---\nstatus: canceled\n")
        if number == 7:  # a third is taken away
            (story / "s12.txt").unlink()
        mornings.append(night(day))
        before = exactly_what_is_new(mornings[-1], before, story)

    planted = [f for f in new(mornings[3], "louvre", "conflict") if any("78" in value for value in values(mornings[3], f))]
    assert planted, "the figure changed on the fourth night is a new conflict"
    assert ids(planted) <= ids(gone(mornings[4])), "its correction resolves it"
    real = [f for f in new(mornings[4], "louvre", "conflict") if any("83" in value for value in values(mornings[4], f))]
    assert real, "83 million against 88 is new when the article comes"
    assert ids(real) <= ids(gone(mornings[5]))
    assert not [
        f for one in judged([story], Options())[0].findings for f in one.claims if f.startswith("s06") and one.verdict == "corroborated"
    ]
    assert mornings[6]["stories"][0]["withdrawn"] == ["desk/louvre/s12.txt"]
    assert night("2025-12-13")["stories"] == []


def rewrite(path: Path, old: str, now: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} in {path.name}"
    path.write_text(text.replace(old, now), encoding="utf-8")


def values(told: dict[str, Any], finding: dict[str, Any]) -> list[str]:
    return [c["exact"] for one in told["stories"] for c in one["report"]["claims"] if c["id"] in finding["claims"]]


def exactly_what_is_new(told: dict[str, Any], before: dict[str, Any], story: Path) -> dict[str, Any]:
    """Hold a morning against the whole reports of two evenings, made apart from any history; gives the second."""
    report, _ = judged([story], Options())
    claims = {claim.id: claim for claim in report.claims}
    now = {f.id: known(f, [claims[name] for name in f.claims]) for f in report.findings}
    news, resolved = ids(new(told)), ids(gone(told))
    assert news <= now.keys()
    assert not news & before.keys() or all(before[name].tier != now[name].tier for name in news & before.keys())
    for name in now.keys() - before.keys() - news:  # not told as new: it goes on from one of the evening before
        assert any(set(old.passages) & set(now[name].passages) and old.code == now[name].code for old in before.values()), name
    assert resolved <= before.keys() - now.keys()
    for name in before.keys() - now.keys() - resolved:  # not told as resolved: one of today goes on from it
        assert any(set(one.passages) & set(before[name].passages) and one.code == before[name].code for one in now.values()), name
    return now


def test_the_morning_report_in_markdown_holds_what_is_new_and_nothing_else(desk: Path) -> None:
    night("2026-01-05")
    newsroom.article(desk / "heist", "gamma", "Le butin du braquage est estimé à 71 millions d'euros, selon le parquet.")
    with freeze_time("2026-01-06"):
        done = newsroom.run("nightly", "desk", "--store", "history.sqlite", "--output", "morning.md", "--quiet")
    told = Path("morning.md").read_text(encoding="utf-8")
    assert done.exit_code in (0, 1)
    assert "# Rapport du matin, 6 janvier 2026" in told
    assert "Depuis le passage du 5 janvier 2026" in told
    assert "71 millions" in told
    assert "`desk/heist/gamma.md`" in told
    assert "fire" not in told


# ---- what is read again


def test_only_what_changed_is_read_again(desk: Path) -> None:
    def read(day: str) -> set[str]:
        with freeze_time(day):
            said = newsroom.run("nightly", "desk", "--store", "history.sqlite").stderr
        return {line.removeprefix("read: ") for line in said.splitlines() if line.startswith("read: ")}

    assert read("2026-01-05") == {"fire", "heist"}
    assert read("2026-01-06") == set()
    os.utime(desk / "fire" / "alpha.md")
    assert read("2026-01-07") == set()
    newsroom.article(desk / "fire", "alpha", "L'incendie a fait trois morts, selon la préfecture.")
    assert read("2026-01-08") == {"fire"}
    (desk / "heist" / "sources.toml").write_text('["alpha.md"]\nsource = "Agence"\n', encoding="utf-8")
    assert read("2026-01-09") == {"heist"}
    Path("consistency.toml").write_text('disable = ["SRC"]\n', encoding="utf-8")
    assert read("2026-01-10") == {"fire", "heist"}


def test_an_unchanged_night_costs_a_twentieth_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    for number in range(6):
        shutil.copytree(root / "tests" / "stories" / "vaudremer" / "articles", tmp_path / "desk" / f"story{number}")
    monkeypatch.chdir(tmp_path)
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        night("2026-01-05")
        seconds.append(time.perf_counter() - begun)
    assert min(seconds[1:]) <= 0.05 * seconds[0], [f"{s / seconds[0]:.3f}" for s in seconds]


def test_a_story_that_is_gone_resolves_its_findings(desk: Path) -> None:
    night("2026-01-05")
    shutil.rmtree(desk / "heist")
    told = night("2026-01-06")
    assert [one["gone"] for one in told["stories"]] == [True]
    assert gone(told, "conflict")


def test_loose_articles_are_sorted_into_stories(desk: Path) -> None:
    newsroom.story(
        desk,
        strike1="La grève des dockers de Marsanne dure depuis lundi, selon le syndicat portuaire.",
        strike2="À Marsanne, les dockers en grève bloquent le port, dit le syndicat portuaire.",
    )
    newsroom.article(desk, "opera", "L'opéra de Vaudry rouvre samedi avec la soprano Élise Bernac.")
    told = night("2026-01-05")
    stories = {one["report"]["story"]: one for one in told["stories"]}
    assert set(stories) == {"feed/opera", "feed/strike1", "fire", "heist"}
    assert len(stories["feed/strike1"]["added"]) == 2
    assert night("2026-01-06")["stories"] == []


def test_the_story_that_an_article_names_wins(desk: Path) -> None:
    newsroom.article(desk, "late", "Le butin du braquage est estimé à 61 millions d'euros, selon le parquet.", story="heist")
    newsroom.article(desk, "other", "Le butin du braquage est estimé à 62 millions d'euros, selon le parquet.", story="porcelain")
    told = night("2026-01-05")
    stories = {one["report"]["story"]: one for one in told["stories"]}
    assert set(stories) == {"fire", "heist", "porcelain"}
    assert "desk/late.md" in stories["heist"]["added"]
    assert any("61" in exact for f in new(told, "heist", "conflict") for exact in values(told, f))


def test_articles_of_one_file_may_belong_to_two_stories(desk: Path) -> None:
    rows = [
        {"source": "A", "title": "Grève à Marsanne", "text": "Les dockers de Marsanne sont 412 en grève depuis lundi.", "lang": "fr"},
        {"source": "B", "title": "Opéra de Vaudry", "text": "La soprano Élise Bernac chante devant 1 650 spectateurs.", "lang": "fr"},
    ]
    (desk / "feed.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    told = night("2026-01-05")
    stories = [one["report"] for one in told["stories"] if one["report"]["story"].startswith("feed/")]
    assert [len(report["sources"]) for report in stories] == [1, 1]


# ---- waivers, baselines, exit status


def test_waivers_and_their_end(desk: Path) -> None:
    told = night("2026-01-05", "--fail-on", "to-check")
    assert told["exit"] == 1
    name = new(told, "heist", "conflict")[0]["id"]
    newsroom.run("waive", name, "--reason", "deux expertises", "--until", "2026-01-10")
    after = night("2026-01-06", "--fail-on", "to-check")
    assert (after["stories"], after["waived"], after["stale_waivers"], after["exit"]) == ([], 1, [], 0)
    over = night("2026-01-11", "--fail-on", "to-check")
    assert ids(new(over, "heist", "conflict")) == {name}, "what was waived is news again"
    assert [w["problem"] for w in over["stale_waivers"]] == ["expired"]


def test_a_waiver_for_nothing_is_told_once_for_all_stories(desk: Path) -> None:
    newsroom.run("waive", "FIG001-00000000", "--reason", "rien")
    assert [w["problem"] for w in night("2026-01-05")["stale_waivers"]] == ["unused"]


def test_an_expiry_in_an_article_is_seen_although_nothing_changed(desk: Path) -> None:
    newsroom.article(desk / "heist", "beta", f'{newsroom.BETA} <!-- consistency: ignore FIG001 reason="vu" until=2026-01-08 -->')
    assert new(night("2026-01-05"), "heist", "conflict") == []
    assert night("2026-01-08")["stories"] == []
    assert new(night("2026-01-09"), "heist", "conflict")


def test_what_a_baseline_knows_is_not_new_on_the_first_night(desk: Path) -> None:
    newsroom.run("baseline", "write", "desk/heist", "--baseline", "known.json")
    told = night("2026-01-05", "--baseline", "known.json", "--fail-on", "single-source")
    assert new(told, "heist") == []
    assert told["persisting"]


def test_an_article_that_cannot_be_read_is_named_every_night(desk: Path) -> None:
    (desk / "heist" / "broken.md").write_bytes(b"---\npublished: [\n---\n")
    for day in ("2026-01-05", "2026-01-06"):
        told = night(day, expect=(2,))
        assert [Path(u["path"]).name for u in told["unread"]] == ["broken.md"]
    assert night("2026-01-07", "--keep-going")["exit"] in (0, 1)


# ---- interruption, two at once, files


DRIVER = """
import sys
from freezegun import freeze_time
from consistency.cli import main
with freeze_time("2026-01-06"):
    main()
"""


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A night in a process of its own."""
    command = [sys.executable, "-c", DRIVER, "nightly", "desk", "--store", "history.sqlite", *arguments]
    where = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen(command, cwd=folder, env=where, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(run: subprocess.Popen[str]) -> int:
    """Wait for the end of a process and give its exit status."""
    run.communicate()
    return run.returncode


def contents(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    with sqlite3.connect(store) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {
            "runs": db.execute("SELECT run, day, finished FROM runs ORDER BY run").fetchall(),
            "findings": db.execute(
                "SELECT story, id, verdict, tier, first_run, gone_run, merged, record FROM findings ORDER BY 1, 2, 5"
            ).fetchall(),
            "claims": db.execute("SELECT story, id, exact, line, first_run, gone_run FROM claims ORDER BY 1, 2, 5").fetchall(),
            "articles": db.execute("SELECT story, path, digest, first_run, gone_run FROM articles ORDER BY 1, 2, 4").fetchall(),
        }


@pytest.mark.parametrize("stories_read", [0, 1, 3])
def test_a_run_that_is_killed_and_run_again_leaves_what_one_run_leaves(tmp_path: Path, stories_read: int) -> None:
    def desk_of(name: str) -> Path:
        folder = tmp_path / name
        for number in range(5):
            newsroom.story(folder / "desk" / f"heist{number}")
        assert finished(start(folder)) in (0, 1)
        for number in range(4):
            newsroom.article(folder / "desk" / f"heist{number}", "beta", newsroom.BETA.replace("83", str(70 + number)))
        return folder

    whole, killed = desk_of("whole"), desk_of("killed")
    run = start(killed, "--output", "morning.md")
    assert run.stderr
    for _ in range(stories_read):
        assert run.stderr.readline().startswith("read: ")
    os.kill(run.pid, signal.SIGKILL)
    assert finished(run) == -signal.SIGKILL
    assert not (killed / "morning.md").exists()
    for folder in (whole, killed):
        assert finished(start(folder, "--output", "morning.md")) in (0, 1)
    assert (whole / "morning.md").read_bytes() == (killed / "morning.md").read_bytes()
    assert b"73 millions" in (killed / "morning.md").read_bytes()
    assert contents(whole / "history.sqlite") == contents(killed / "history.sqlite")


def test_two_at_once_do_not_meet(desk: Path) -> None:
    with locked(Path("history.sqlite")), freeze_time("2026-01-05"):
        done = newsroom.run("nightly", "desk", "--store", "history.sqlite")
    assert done.exit_code == 2
    assert "another run is at work on it" in done.stderr
    runs = [start(desk.parent) for _ in range(3)]
    status = sorted(finished(run) for run in runs)
    assert status[0] in (0, 1)
    assert set(status) <= {0, 1, 2}
    assert all(row[2] == 1 for row in contents(Path("history.sqlite"))["runs"])


def test_several_processes_find_what_one_finds(desk: Path) -> None:
    one = night("2026-01-05")
    Path("history.sqlite").unlink()
    assert night("2026-01-05", "--jobs", "2") == one


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked at" * 40])
def test_a_file_that_is_no_history(desk: Path, content: bytes) -> None:
    Path("history.sqlite").write_bytes(content)
    done = newsroom.run("nightly", "desk", "--store", "history.sqlite", "--quiet")
    assert done.exit_code == (2 if content else 1 if done.exit_code == 1 else 0), done.stderr
    assert Path("history.sqlite").read_bytes().startswith(content[:20])


def test_a_history_of_something_else_or_of_a_later_version_is_refused(desk: Path) -> None:
    for script, said in (("CREATE TABLE mine (a)", "database of something else"), ("PRAGMA user_version = 99", "later version")):
        Path("history.sqlite").unlink(missing_ok=True)
        with sqlite3.connect("history.sqlite") as db:
            db.executescript(script)
        done = newsroom.run("nightly", "desk", "--store", "history.sqlite", "--quiet")
        assert (done.exit_code, said in done.stderr) == (2, True), done.stderr


def test_neither_history_nor_report_lies_among_the_articles(desk: Path) -> None:
    for arguments in (["--store", "desk/history.sqlite"], ["--store", "history.sqlite", "--output", "desk/morning.md"]):
        assert newsroom.run("nightly", "desk", *arguments).exit_code == 2


def test_the_history_can_be_asked(desk: Path) -> None:
    night("2026-01-05")
    newsroom.article(desk / "heist", "beta", newsroom.BETA.replace("83", "88"))
    night("2026-01-06")
    with sqlite3.connect("history.sqlite") as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        seen = db.execute("SELECT first_seen, last_seen FROM seen_findings WHERE story = 'heist' AND verdict = 'conflict'").fetchall()
        assert seen == [("2026-01-05", "2026-01-05")]
        assert not db.execute("SELECT * FROM open_findings WHERE story = 'heist' AND verdict = 'conflict'").fetchall()
        assert db.execute("SELECT count(*) FROM claims WHERE gone_run IS NULL AND exact LIKE '88%'").fetchone() == (2,)


# ---- differences between runs


def test_the_difference_between_two_runs(desk: Path) -> None:
    night("2026-01-05")
    newsroom.article(desk / "heist", "beta", newsroom.BETA.replace("83", "88"))
    night("2026-01-06")
    newsroom.article(desk / "heist", "beta", newsroom.BETA.replace("83", "79"))
    night("2026-01-07")

    def diff(*arguments: str) -> dict[str, Any]:
        done = newsroom.run("diff", *arguments, "--store", "history.sqlite", "--format", "json")
        return json.loads(done.stdout)  # type: ignore[no-any-return]

    assert [k["verdict"] for k in gone(diff("1", "2"), "conflict")] == ["conflict"]
    assert new(diff("2", "3"), "heist", "conflict")
    both = diff("1", "3")
    assert len(new(both, "heist", "conflict")) == len(gone(both, "conflict")) == 1
    wrong = newsroom.run("diff", "1", "9", "--store", "history.sqlite")
    assert (wrong.exit_code, "no finished run 9" in wrong.stderr) == (2, True)


def test_the_difference_between_two_reports(desk: Path) -> None:
    newsroom.run("check", "desk/heist", "--output", "monday.json")
    newsroom.article(desk / "heist", "beta", newsroom.BETA.replace("83", "88"))
    newsroom.run("check", "desk/heist", "--output", "today.json")
    done = newsroom.run("diff", "monday.json", "today.json")
    assert done.exit_code == 0
    assert "1 résolu" in done.stdout
    assert newsroom.run("diff", "monday.json", "nowhere.json").exit_code == 2


def test_the_options_of_a_check_and_of_a_night_find_the_same(desk: Path) -> None:
    report, _ = check([desk / "heist"], Options())
    assert ids(new(night("2026-01-05"), "heist")) == {finding.id for finding in report.findings}
