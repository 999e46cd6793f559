"""The command line: what it prints where, how it ends, and what it says when it cannot do what it was asked."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import types
from pathlib import Path
from typing import Any

import pytest
import sample_report as sample
from typer.testing import CliRunner

from consistency import cli
from consistency.errors import InputError, unread
from consistency.findings import Report
from consistency.options import LEVELS, Options, fail_level, fails, read_options

ROOT = Path(__file__).parent.parent


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> types.SimpleNamespace:
    """A pipeline that gives the sample report, or what a test puts into `report` or `error`."""
    told = types.SimpleNamespace(report=sample.report(unread=()), error=None, seen=None)

    def check(paths: list[Path], options: Options) -> tuple[Report, dict[str, Any]]:
        told.seen = (list(paths), options.model_copy(update={"today": None}))  # whatever the day
        if told.error:
            raise told.error
        return told.report, sample.documents()

    def extract(paths: list[Path], options: Options) -> tuple[Any, Any]:
        found = [(d, tuple(c for c in sample.CLAIMS.values() if c.source == name)) for name, d in sample.documents().items()]
        return tuple(found), told.report.unread

    fake = types.ModuleType("consistency.pipeline")
    fake.check, fake.extract = check, extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "consistency.pipeline", fake)
    return told


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rules with their explanations."""

    def figures() -> None:
        """Figures that differ.

        What it reports: two figures of one thing.
        """

    def dates() -> None:
        """Dates that differ."""

    figures.code, dates.code = "FIG001", "DAT001"  # type: ignore[attr-defined]
    fake = types.ModuleType("consistency.rules")
    fake.RULES = (figures, dates)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "consistency.rules", fake)


def run(*arguments: object) -> Any:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def process(*arguments: str, code: str = "", **more: Any) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own; `code` runs before it."""
    script = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{textwrap.dedent(code)}\nfrom consistency.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, **more
    )


# ---- check


def test_check_prints_a_summary(pipeline: types.SimpleNamespace) -> None:
    done = run("check", "articles")
    assert done.exit_code == 1
    assert done.stdout.startswith("Cohérence des sources : incendie-du-port\n1 contradiction")
    assert "\x1b" not in done.stdout
    assert pipeline.seen == ([Path("articles")], Options())


@pytest.mark.parametrize(("name", "start"), [("markdown", "# Cohérence"), ("json", "{\n"), ("terminal", "Cohérence")])
def test_check_prints_the_format_asked_for(pipeline: types.SimpleNamespace, name: str, start: str) -> None:
    assert run("check", "articles", "--format", name).stdout.startswith(start)


def test_the_report_is_in_the_language_asked_for(pipeline: types.SimpleNamespace) -> None:
    assert "1 contradiction, 1 self-contradiction" in run("check", "a", "--report-language", "en").stdout


@pytest.mark.parametrize(("name", "start"), [("r.md", "# Cohérence"), ("r.json", "{\n"), ("r.txt", "Cohérence")])
def test_output_goes_to_the_file_and_a_summary_to_the_screen(
    pipeline: types.SimpleNamespace, tmp_path: Path, name: str, start: str
) -> None:
    file = tmp_path / name
    file.write_text("old", encoding="utf-8")
    done = run("check", "articles", "--output", file)
    assert done.exit_code == 1
    assert file.read_text(encoding="utf-8").startswith(start)
    assert done.stdout.startswith("Cohérence des sources")
    assert done.stdout.endswith(f"Rapport : {file}\n")
    assert [found.name for found in tmp_path.iterdir()] == [name]


def test_an_output_that_cannot_be_written_is_named(pipeline: types.SimpleNamespace, tmp_path: Path) -> None:
    done = run("check", "articles", "--output", tmp_path / "no" / "r.md")
    assert done.exit_code == 2
    assert "its folder does not exist; make the folder" in done.stderr
    assert run("check", "articles", "--output", tmp_path).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_article_is_never_overwritten(pipeline: types.SimpleNamespace, tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("texte", encoding="utf-8")
    assert "is one of the articles" in run("check", article, "--output", article).stderr
    assert "would be read as one next time" in run("check", tmp_path, "--output", tmp_path / "report.md").stderr
    assert article.read_text(encoding="utf-8") == "texte"
    assert pipeline.seen is None


def test_a_file_name_without_a_format_is_refused_before_any_work(pipeline: types.SimpleNamespace) -> None:
    done = run("check", "a", "--output", "report")
    assert (done.exit_code, pipeline.seen) == (2, None)
    assert "add --format" in done.stderr
    assert run("check", "a", "--format", "yaml").exit_code == 2


@pytest.mark.parametrize(
    ("verdicts", "fail_on", "status"),
    [
        ("conflict", None, 1),
        ("internal", None, 1),
        ("conflict?", None, 0),
        ("evolved variant single-source", None, 0),
        ("corroborated", "single-source", 0),
        ("conflict?", "to-check", 1),
        ("internal?", "to-check", 1),
        ("internal", "conflict", 0),
        ("variant", "variant", 1),
        ("variant", "evolved", 0),
        ("single-source", "conflict,single-source", 1),
        ("conflict internal", "never", 0),
        ("", None, 0),
    ],
)
def test_exit_status_says_whether_something_grave_was_found(
    pipeline: types.SimpleNamespace, verdicts: str, fail_on: str | None, status: int
) -> None:
    any_finding = sample.findings()[0]
    wanted = [
        {"verdict": v.rstrip("?"), "tier": "to-check" if v.endswith("?") else "certain", "id": f"f{i}"}
        for i, v in enumerate(verdicts.split())
    ]
    pipeline.report = sample.report(unread=(), findings=tuple(any_finding.model_copy(update=changes) for changes in wanted))
    assert run("check", "a", *(["--fail-on", fail_on] if fail_on else [])).exit_code == status


def test_an_unknown_level_names_the_nearest(pipeline: types.SimpleNamespace) -> None:
    done = run("check", "a", "--fail-on", "conflit")
    assert done.exit_code == 2
    assert "did you mean 'conflict'?" in done.stderr


def test_unread_articles_are_named_and_give_2(pipeline: types.SimpleNamespace) -> None:
    pipeline.report = sample.report()
    done = run("check", "a")
    assert done.exit_code == 2
    assert "consistency: articles/07-latin1.txt:3: is not UTF-8 (byte 0xE9); save it as UTF-8\n" in done.stderr
    assert "Non lus" in done.stdout
    assert run("check", "a", "--keep-going").exit_code == 1
    pipeline.report = sample.report(sources=(), claims=(), findings=())
    assert run("check", "a", "--keep-going").exit_code == 2


def test_an_input_error_is_told_without_a_traceback(pipeline: types.SimpleNamespace) -> None:
    pipeline.error = InputError("nowhere\x1b[31m", 0, "there is no such file or folder", "check the name")
    done = run("check", "nowhere")
    assert done.exit_code == 2
    assert done.stderr == "consistency: nowhere⟨U+001B⟩[31m: there is no such file or folder; check the name\n"
    assert unread(pipeline.error).problem == "there is no such file or folder"


def test_verbose_says_what_was_read_on_standard_error(pipeline: types.SimpleNamespace) -> None:
    done = run("check", "a", "--verbose", "--format", "json")
    assert re.search(r"^5 articles, 22 claims, 12 findings in \d+\.\d\d s$", done.stderr, re.MULTILINE)
    assert json.loads(done.stdout)["schema_version"] == 1


# ---- the other commands


def test_extract_lists_claims(pipeline: types.SimpleNamespace) -> None:
    done = run("extract", "a")
    data = json.loads(done.stdout)
    assert (done.exit_code, len(data["claims"]), data["unread"]) == (0, 22, [])
    table = run("extract", "a", "--format", "table").stdout
    assert re.search(r"^02-gazette:3 +Date +la semaine dernière +semaine du 5 au 11 janvier 2026$", table, re.MULTILINE)
    pipeline.report = sample.report()
    assert run("extract", "a").exit_code == 2


def test_rule_explains(rules: None) -> None:
    assert run("rule").stdout == "DAT001  Dates that differ.\nFIG001  Figures that differ.\n"
    assert run("rule", "fig001").stdout == "FIG001\n\nFigures that differ.\n\nWhat it reports: two figures of one thing.\n"
    wrong = run("rule", "FIG01")
    assert (wrong.exit_code, wrong.stderr) == (2, "consistency: there is no rule 'FIG01'; did you mean FIG001?\n")


def test_schema_is_json_schema() -> None:
    assert json.loads(run("schema").stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("command", ["check", "extract", "rule", "schema"])
def test_every_command_shows_an_example(command: str) -> None:
    assert f"consistency {command}" in run(command, "--help").stdout.partition("Example")[2]


# ---- options


def test_an_unknown_option_names_its_line_and_the_nearest_right_one() -> None:
    text = '[tool.consistency]\nreport-language = "fr"\nfail-onn = "variant"\n'
    with pytest.raises(InputError) as caught:
        read_options({"report-language": "fr", "fail-onn": "variant"}, "pyproject.toml", text)
    assert str(caught.value) == "pyproject.toml:3: there is no option 'fail-onn'; did you mean 'fail-on'?"


def test_a_wrong_value_names_what_is_allowed() -> None:
    with pytest.raises(InputError, match="use one of fr, en") as caught:
        read_options({"report_language": "de"}, "c.toml", 'report_language = "de"')
    assert caught.value.line == 1


def test_options_are_read_and_frozen() -> None:
    options = read_options({"fail-on": "variant", "keep-going": True})
    assert (options.fail_on, options.keep_going, options.report_language) == ("variant", True, "fr")
    with pytest.raises(ValueError, match="frozen"):
        options.fail_on = "never"  # type: ignore[misc]


def test_levels() -> None:
    assert fail_level(" conflict, internal ") == "internal"
    with pytest.raises(ValueError, match="use one of conflict"):
        fail_level("")
    everything = Options(fail_on="single-source")
    assert [fails(finding, everything) for finding in sample.findings()] == [True] * 11 + [False]
    assert LEVELS[-1] == "never"


# ---- as a process

SLOW = """
    import types
    fake = types.ModuleType("consistency.pipeline")
    def check(paths, options):
        import os, signal, time
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)
    fake.check = check
    sys.modules["consistency.pipeline"] = fake
"""
BROKEN = SLOW.replace("os.kill(os.getpid(), signal.SIGINT)", "raise RuntimeError('lost')")


def test_ctrl_c_gives_130_and_no_traceback() -> None:
    done = process("check", "a", code=SLOW)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, "", "")


def test_a_defect_gives_2_and_one_line() -> None:
    done = process("check", "a", code=BROKEN)
    assert done.returncode == 2
    assert done.stderr.startswith("consistency: internal error (RuntimeError: lost); this is a defect")
    assert "Traceback" not in done.stderr
    assert "Traceback" in process("check", "a", "--verbose", code=BROKEN).stderr


def test_a_closed_pipe_is_silent() -> None:
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from consistency.cli import main; main()"
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", script, "schema"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def test_output_is_utf8_in_any_locale() -> None:
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    code = f"""
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        import types, sample_report
        fake = types.ModuleType("consistency.pipeline")
        fake.check = lambda paths, options: (sample_report.report(unread=()), sample_report.documents())
        sys.modules["consistency.pipeline"] = fake
    """
    done = process("check", "a", "--format", "markdown", code=code, env=plain)
    assert (done.returncode, done.stderr) == (1, "")
    assert "≠ 83 M€" in done.stdout


def test_help_loads_nothing_heavy() -> None:
    code = """
        import atexit
        heavy = {"dateparser", "rich", "tabulate", "babel", "jinja2"}
        atexit.register(lambda: print("loaded", sorted(heavy & set(sys.modules))))
    """
    done = process("check", "--help", code=code)
    assert done.returncode == 0
    assert done.stdout.endswith("loaded []\n")


@pytest.mark.parametrize(
    ("name", "unwanted"),
    [("json", {"rich", "tabulate", "babel"}), ("terminal", {"tabulate"}), ("markdown", {"rich"})],
)
def test_a_format_loads_only_what_it_needs(name: str, unwanted: set[str]) -> None:
    code = f"""
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        import atexit, types, sample_report
        fake = types.ModuleType("consistency.pipeline")
        fake.check = lambda paths, options: (sample_report.report(unread=()), sample_report.documents())
        sys.modules["consistency.pipeline"] = fake
        atexit.register(lambda: print("loaded", sorted({unwanted!r} & set(sys.modules)), file=sys.stderr))
    """
    assert process("check", "a", "--format", name, code=code).stderr == "loaded []\n"
