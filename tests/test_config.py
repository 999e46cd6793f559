"""The configuration: where it is found, what it may hold, what it changes, and what is said of a mistake."""

from __future__ import annotations

import json
from pathlib import Path

import newsroom
import pytest

from consistency.config import in_force
from consistency.errors import InputError
from consistency.options import KEYS


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    newsroom.story(tmp_path / "heist")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def findings(*arguments: object) -> list[dict[str, object]]:
    done = newsroom.run("check", "heist", "--format", "json", *arguments)
    assert done.exit_code in (0, 1), done.stderr
    return json.loads(done.stdout)["findings"]  # type: ignore[no-any-return]


def test_the_nearest_file_holds_and_the_command_line_outweighs_it(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "consistency.toml").write_text('report-language = "en"\nfail-on = "never"\n', encoding="utf-8")
    inner = desk / "one" / "two"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert newsroom.run("check", desk / "heist").stdout.startswith("Source consistency")
    assert newsroom.run("check", desk / "heist").exit_code == 0
    assert newsroom.run("check", desk / "heist", "--report-language", "fr").stdout.startswith("Cohérence")
    (inner / "pyproject.toml").write_text('[tool.consistency]\nreport-language = "fr"\n', encoding="utf-8")
    assert newsroom.run("check", desk / "heist").stdout.startswith("Cohérence")


def test_a_pyproject_of_others_is_passed_over(desk: Path) -> None:
    (desk / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    assert in_force(desk, {}).whence == {}


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('languages = ["fr"]\nfail-onn = "variant"\n', 2, "did you mean 'fail-on'?"),
        ('\nfail-on = "variants"\n', 2, "use one of conflict"),
        ("article-seconds = 0\n", 1, "greater than 0"),
        ('keep-going = "often"\n', 1, "keep-going"),
        ('disable = ["SRC01"]\n', 1, "did you mean 'SRC001'?"),
        ("[tolerance]\ninjurd = 0.1\n", 1, "did you mean"),
        ("[tolerance]\ninjury = 3\n", 1, "between 0 and 1"),
        ('[[people]]\nnam = "x"\n', 1, "people"),
        ("languages = [\n", 2, "is no TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(desk: Path, text: str, line: int, told: str) -> None:
    (desk / "consistency.toml").write_text(text, encoding="utf-8")
    done = newsroom.run("check", "heist")
    assert done.exit_code == 2
    assert f"consistency.toml:{line}: " in done.stderr
    assert told in done.stderr


def test_rules_are_turned_off_by_code_and_by_family(desk: Path) -> None:
    (desk / "consistency.toml").write_text('disable = ["SRC", "FIG001"]\n', encoding="utf-8")
    codes = {str(finding["code"]) for finding in findings()}
    assert "FIG001" not in codes
    assert not any(code.startswith("SRC") for code in codes)
    (desk / "consistency.toml").write_text("", encoding="utf-8")
    assert "FIG001" in {finding["code"] for finding in findings()}


def test_what_rests_on_a_trusted_origin_is_no_finding(desk: Path) -> None:
    newsroom.article(desk / "heist", "gamma", "Le suspect a 34 ans.")
    assert any(finding["origin_names"] == ["Gamma"] for finding in findings())
    (desk / "consistency.toml").write_text('trusted-origins = ["Gamma"]\n', encoding="utf-8")
    assert not any(finding["origin_names"] == ["Gamma"] for finding in findings())


def test_a_tolerance_makes_a_conflict_a_variant(desk: Path) -> None:
    measure = next(
        c["slots"]["measure"]["value"] for c in json.loads(newsroom.run("extract", "heist").stdout)["claims"] if "88" in c["exact"]
    )
    base = measure.partition(":")[0]
    (desk / "consistency.toml").write_text(f"[tolerance]\n{base} = 0.1\n", encoding="utf-8")
    loot = [finding for finding in findings() if str(finding["code"]).startswith("FIG")]
    assert [finding["verdict"] for finding in loot if "conflict" in str(finding["verdict"])] == []
    (desk / "consistency.toml").write_text(f"[tolerance]\n{base} = 0.01\n", encoding="utf-8")
    assert "conflict" in [finding["verdict"] for finding in findings()]


def test_the_house_s_names_say_who_a_role_is(desk: Path) -> None:
    newsroom.article(desk / "heist", "gamma", "« Nous irons jusqu'au bout », a promis le ministre de la Justice.")
    (desk / "consistency.toml").write_text('[[people]]\nname = "Ivo Marant"\nroles = ["ministre de la Justice"]\n', encoding="utf-8")
    done = json.loads(newsroom.run("check", "heist", "--format", "json").stdout)
    assert [c["value"]["speaker"] for c in done["claims"] if c["kind"] == "quote"] == ["parquet", "Ivo Marant"]


def test_config_prints_every_key_and_whence(desk: Path) -> None:
    (desk / "consistency.toml").write_text('\nfail-on = "variant"\n[tolerance]\ninjury = 0.05\n', encoding="utf-8")
    told = newsroom.run("config").stdout
    assert all(f"{key.replace('_', '-')} = " in told for key in KEYS)
    assert 'fail-on = "variant"' in told
    assert f"# from: {desk / 'consistency.toml'}:2" in told
    assert f"# from: {desk / 'consistency.toml'}:3" in told


def test_files_are_named_from_the_configuration_s_folder(desk: Path) -> None:
    (desk / "consistency.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert in_force(desk / "heist", {}).options.baseline == str(desk.resolve() / "known.json")


def test_a_configuration_that_is_not_there(desk: Path) -> None:
    done = newsroom.run("check", "heist", "--config", "nowhere.toml")
    assert done.exit_code == 2
    assert "nowhere.toml: is no file" in done.stderr


def test_an_unknown_value_of_an_option_is_refused(desk: Path) -> None:
    (desk / "consistency.toml").write_text('report-language = "de"\n', encoding="utf-8")
    with pytest.raises(InputError, match="report-language"):
        in_force(desk, {})
