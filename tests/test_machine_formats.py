"""Formats that machines read: SARIF by its published schema, JUnit by its reader, GitHub's commands by its own rules, JSON Lines."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
import sample_report as sample
from hypothesis import given, settings
from junitparser import Error, Failure, JUnitXml, Skipped
from test_escape import HOSTILE
from test_reports import hostile
from typer.testing import CliRunner

from claims.records import Document
from consistency import cli
from consistency.findings import Report, StaleWaiver
from consistency.options import Options
from consistency.pipeline import check
from consistency.rules import RULES
from reports import summary
from reports.formats import FORMATS, Style, render
from reports.redacted import redacted
from reports.rulebook import PARTS, rulebook
from reports.words import LANGUAGES, load

DATA = Path(__file__).resolve().parent / "data"
SCHEMA = jsonschema.Draft4Validator(json.loads((DATA / "sarif-schema-2.1.0.json").read_text(encoding="utf-8")))
"""OASIS's schema of SARIF 2.1.0 (rtm.5), as the package @microsoft/jest-sarif ships it under the MIT licence."""

MACHINE = ("sarif", "junit", "github", "jsonl")
COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::(.*)")


def with_status(report: Report, status: str, waiver: str = "", only: str = "") -> Report:
    """The report with findings (those of one code) in a status."""
    changed = {"status": status, "waiver": waiver}
    return report.model_copy(
        update={"findings": tuple(f.model_copy(update=changed) if only in ("", f.code) else f for f in report.findings)}
    )


def sarif(report: Report, documents: dict[str, Document] | None = None, language: str = "fr") -> dict[str, Any]:
    """The run of a SARIF log that is valid."""
    log = json.loads(render("sarif", report, sample.documents() if documents is None else documents, Style(language=language)))
    SCHEMA.validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def commands(report: Report, documents: dict[str, Document] | None = None) -> list[tuple[str, dict[str, str], str]]:
    """The workflow commands as a runner reads them: name, properties, message."""
    told = render("github", report, sample.documents() if documents is None else documents)
    assert told == "" or told.endswith("\n")
    found = []
    for line in told.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        found.append((match[1], {k: unescaped(v) for k, v in properties.items()}, unescaped(match[3])))
    return found


def unescaped(told: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        told = told.replace(code, char)
    return told


def junit(report: Report, documents: dict[str, Document] | None = None, language: str = "fr") -> list[Any]:
    """The test cases that a reader of JUnit finds."""
    told = render("junit", report, sample.documents() if documents is None else documents, Style(language=language))
    return [case for suite in JUnitXml.fromstring(told.encode()) for case in suite]


# ---- SARIF


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_is_valid_and_tells_what_differs_gravest_first(language: str) -> None:
    results = sarif(sample.report(), language=language)["results"]
    assert [result["level"] for result in results] == ["error"] * 2 + ["warning"] * 3 + ["note"] * 3
    assert {result["properties"]["verdict"] for result in results} == {"conflict", "internal", "evolved", "variant"}


def test_sarif_regions_are_the_claims_in_code_points() -> None:
    run, documents = sarif(sample.report()), {d.path: d for d in sample.documents().values()}
    assert run["columnKind"] == "unicodeCodePoints"
    seen = 0
    for result in run["results"]:
        for location in (*result["locations"], *result["relatedLocations"]):
            physical = location["physicalLocation"]
            region = physical["region"]
            lines = documents[unquote(physical["artifactLocation"]["uri"])].text.split("\n")
            assert region["startLine"] == region["endLine"]
            told = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
            assert told == region["snippet"]["text"]
            seen += 1
    assert seen > len(run["results"])


def test_sarif_counts_astral_letters_as_one_and_a_byte_order_mark_as_none() -> None:
    documents = sample.documents()
    first = documents["01-courrier"]
    start = first.text.index("samedi 3 janvier")
    text = first.text.replace("L'incendie s'est", "🙂'incendie s'est", 1)
    assert text.index("samedi 3 janvier") == start
    documents["01-courrier"] = first.model_copy(update={"text": text})
    found = {r["ruleId"]: r for r in sarif(sample.report(), documents)["results"]}
    assert found["DAT001"]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 29
    marked = documents["01-courrier"].model_copy(update={"text": "\ufeff" + text[1:]})
    claim = sample.CLAIMS["day1"].model_copy(update={"start": 1, "end": 5, "id": "x"})
    report = sample.report(claims=(claim,), findings=(sample.findings()[1].model_copy(update={"claims": ("x",)}),))
    region = sarif(report, {"01-courrier": marked})["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (1, 5)


def test_sarif_names_nothing_but_the_artifact_where_offsets_do_not_count_in_the_file() -> None:
    taken = tuple(claim.model_copy(update={"counted_in": "extracted-text"}) for claim in sample.CLAIMS.values())
    result = sarif(sample.report(claims=taken))["results"][0]
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "articles/01-courrier.md"}}}]
    assert all("region" not in related["physicalLocation"] for related in result["relatedLocations"])
    assert "Sans numéro de ligne" in result["message"]["text"]


def test_sarif_links_of_a_message_are_its_related_locations() -> None:
    for result in sarif(sample.report())["results"]:
        links = re.findall(r"\]\((\d+)\)", result["message"]["text"])
        assert [int(number) for number in links] == [related["id"] for related in result["relatedLocations"]]
        assert len(result["relatedLocations"]) == len(set(links))


def test_sarif_rules_are_all_rules_with_their_help() -> None:
    rules = {rule["id"]: rule for rule in sarif(sample.report())["tool"]["driver"]["rules"]}
    assert set(rules) == {str(rule.code) for rule in RULES}
    for rule in rules.values():
        assert all(part in rule["help"]["text"] and f"**{part}:**" in rule["help"]["markdown"] for part in PARTS)
    for result in sarif(sample.report())["results"]:
        if "ruleIndex" in result:
            assert list(rules)[result["ruleIndex"]] == result["ruleId"]


def test_sarif_fingerprints_are_the_ids_of_findings() -> None:
    told = {r["partialFingerprints"]["consistency/v1"] for r in sarif(sample.report())["results"]}
    assert told == {f.id for f in sample.findings() if f.verdict in ("conflict", "internal", "evolved", "variant")}


def test_sarif_says_what_is_new_only_where_a_baseline_was_compared() -> None:
    assert all("baselineState" not in result for result in sarif(sample.report())["results"])
    compared = with_status(sample.report(compared_with="known.json"), "persisting", only="FIG001")
    states = {result["ruleId"]: result["baselineState"] for result in sarif(compared)["results"]}
    assert states == {code: "unchanged" if code == "FIG001" else "new" for code in states}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./articles/a b.md", "articles/a%20b.md"),
        ("articles/été: 50 %.md", "articles/%C3%A9t%C3%A9%3A%2050%20%25.md"),
        ("a:b.md", "a%3Ab.md"),
        ("desk.zip#a.md", "desk.zip%23a.md"),
        ("/desk/é.md", "file:///desk/%C3%A9.md"),
        ("bad\udce9.md", "bad%E9.md"),
        ("https://example.org/a b?c=é", "https://example.org/a%20b?c=%C3%A9"),
    ],
)
def test_sarif_uris_are_relative_and_percent_encoded(path: str, uri: str) -> None:
    sources = tuple(s.model_copy(update={"path": path}) if s.source == "01-courrier" else s for s in sample.report().sources)
    told = sarif(sample.report(sources=sources))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert told == uri
    assert urlsplit(told).scheme == ({"/": "file", "h": "https"}.get(path[0], ""))


def test_sarif_of_more_results_than_hosts_take_keeps_the_gravest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.sarif.RESULTS", 3)
    run = sarif(sample.report())
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
    assert "5 autres points" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_sarif_names_what_was_not_read() -> None:
    (invocation,) = sarif(sample.report())["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [n["level"] for n in invocation["toolExecutionNotifications"]] == ["error", "error"]
    assert sarif(sample.report(unread=()))["invocations"][0]["executionSuccessful"] is True


def test_every_rule_has_all_parts_of_its_help() -> None:
    for entry in rulebook():
        assert tuple(name for name, _ in entry.parts) == PARTS, entry.code


# ---- JUnit


@pytest.mark.parametrize("language", LANGUAGES)
def test_junit_conflicts_are_failures_unread_articles_errors_and_waived_ones_skipped(language: str) -> None:
    report = with_status(sample.report(), "waived", "vu avec la rédaction", only="QUO002")
    cases = junit(report, language=language)
    failed = [c for c in cases if any(isinstance(r, Failure) for r in c.result)]
    assert [c.classname for c in failed] == ["FIG001", "INT001", "DAT001", "INT002"]
    assert [c.name for c in cases if any(isinstance(r, Error) for r in c.result)] == ["articles/06-vide.md", "articles/07-latin1.txt"]
    (skipped,) = [c for c in cases if any(isinstance(r, Skipped) for r in c.result)]
    assert "vu avec la rédaction" in skipped.result[0].message
    assert len([c for c in cases if not c.result]) == 5 + 3  # the articles read; what changed or is told otherwise


def test_junit_counts_what_it_holds() -> None:
    whole = JUnitXml.fromstring(render("junit", sample.report(), sample.documents()).encode())
    (suite,) = list(whole)
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (15, 5, 2, 0)
    assert {case._elem.get("file") for case in suite} >= {"articles/01-courrier.md"}


def test_junit_what_was_known_before_does_not_fail() -> None:
    cases = junit(with_status(sample.report(compared_with="known.json", unread=()), "persisting"))
    assert {type(result) for case in cases for result in case.result} == {Skipped}
    assert "known.json" in next(result.message for case in cases for result in case.result)


# ---- GitHub


def test_github_annotations_come_gravest_first_with_their_place() -> None:
    told = commands(sample.report(unread=()))
    assert [name for name, _, _ in told] == ["error"] * 2 + ["warning"] * 3 + ["notice"] * 3
    _, properties, message = told[0]
    assert properties == {
        "file": "articles/01-courrier.md", "line": "6", "endLine": "6", "col": "27", "endColumn": "46",
        "title": "FIG001 · Contradiction · Chiffre : préjudice de l'incendie",
    }  # fmt: skip
    assert "88 millions d'euros" in message
    assert "La Gazette, ligne 5" in message


def test_github_shows_ten_of_a_level_and_the_last_says_how_many_more() -> None:
    first = sample.findings()[0]
    many = tuple(first.model_copy(update={"id": f"FIG001-{i:08x}"}) for i in range(37))
    told = commands(sample.report(findings=many, unread=()))
    assert len(told) == 10
    assert "28" in told[-1][2]
    assert len(commands(sample.report(findings=many[:10], unread=()))) == 10


@pytest.mark.parametrize(
    ("text", "told"),
    [("100 %", "100 %25"), ("a, b: c", "a%2C b%3A c"), ("a\r\nb", "a b"), ("::set-env name=x::y", "%3A%3Aset-env name=x%3A%3Ay")],
)
def test_github_properties_are_escaped(text: str, told: str) -> None:
    findings = (sample.findings()[0].model_copy(update={"subject": text}),)
    line = render("github", sample.report(findings=findings, unread=()), sample.documents())
    assert told in line.split("title=", 1)[1]
    assert line.count("\n") == 1


def test_github_messages_keep_their_lines_on_one() -> None:
    (line, *_) = render("github", sample.report(), sample.documents()).splitlines()
    assert line.count("%0A") == 2


# ---- the summary of a job


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", [0.99, 0.7, 0.4, 0.25])
def test_a_summary_is_cut_between_sections_and_says_what_is_missing(language: str, share: float) -> None:
    whole = render("markdown", sample.report(), sample.documents(), Style(language=language))
    limit = int(len(whole.encode()) * share)
    told = summary.cut(whole, limit, load(language))
    assert len(told.encode()) <= limit
    head, _, note = told.rpartition("\n## ")
    assert "--output" in note
    assert all(block in whole for block in re.split(r"^(?=##+ )", head, flags=re.MULTILINE)[:-1])


def test_a_summary_that_fits_is_whole_and_one_without_room_is_none() -> None:
    whole = render("markdown", sample.report(), sample.documents())
    assert summary.cut(whole, summary.LIMIT, load("fr")) == whole
    assert summary.cut(whole, 100, load("fr")) == ""


# ---- JSON Lines


def test_json_lines_are_the_json_report_in_pieces() -> None:
    lines = [json.loads(line) for line in render("jsonl", sample.report(), sample.documents()).splitlines()]
    whole = json.loads(render("json", sample.report(), sample.documents()))
    head = {key: value for key, value in lines[0].items() if key != "type"}
    assert lines[0]["type"] == "run"
    lists: dict[str, list[Any]] = {key: [] for key in whole if key not in head}
    names = {"source": "sources", "claim": "claims", "finding": "findings", "unread": "unread"}
    for line in lines[1:]:
        kind = line.pop("type")
        if kind == "claim":
            assert line.pop("line") > 0
            assert line.pop("column") > 0
        lists[names[kind]].append(line)
    assert head | lists == whole


# ---- all of them


@pytest.mark.parametrize("name", MACHINE)
def test_a_machine_format_is_the_same_for_the_same_report(name: str) -> None:
    assert render(name, sample.report(), sample.documents()) == render(name, sample.report(), sample.documents())


def test_waived_findings_are_in_no_alert() -> None:
    waived = with_status(sample.report(unread=()), "waived", "vu")
    assert sarif(waived)["results"] == []
    assert commands(waived) == []
    assert not any(isinstance(r, Failure) for case in junit(waived) for r in case.result)


@given(text=HOSTILE)
@settings(max_examples=60)
def test_hostile_names_and_texts_break_no_format(text: str) -> None:
    report, documents = hostile(text)
    sarif(report, documents)
    junit(report, documents)
    for line in render("jsonl", report, documents).splitlines():
        json.loads(line)
    for _, properties, _ in commands(report, documents):
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}


@pytest.mark.parametrize("name", MACHINE)
def test_a_report_without_articles_has_every_format(name: str) -> None:
    nothing = sample.report(sources=(), claims=(), findings=(), unread=())
    render(name, nothing, {})
    render(name, sample.report(), {})  # read back from JSON, without the articles at hand


# ---- without the articles' words

WORD = re.compile(r"\w+")
RUN = 6


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of six words."""
    words = WORD.findall(text.casefold())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def leaked(told: str, texts: list[str]) -> set[tuple[str, ...]]:
    """The runs of six words that a text has in common with others, whatever it escapes."""
    return runs(told.replace("\\", "").replace("%0A", " ")) & set().union(*map(runs, texts))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_without_excerpts_no_format_holds_six_words_of_an_article(name: str, language: str) -> None:
    report = sample.report(stale_waivers=(StaleWaiver(path="a.md", finding="L'incendie s'est déclaré le samedi 3", problem="unused"),))
    report = with_status(report, "waived", "Il a fait 15 morts et 40 blessés", only="FIG003")
    texts = [document.text for document in sample.documents().values()]
    assert leaked(render(name, report, sample.documents(), Style(language=language)), texts) or name in ("github", "terminal")
    told = render(name, *redacted(report, sample.documents()), Style(language=language))
    assert not leaked(told, texts)
    assert "préfète" not in told
    assert "riverains" not in told


def test_without_excerpts_places_stay() -> None:
    def regions(run: dict[str, Any]) -> dict[str, list[Any]]:
        return {
            result["partialFingerprints"]["consistency/v1"]: [
                {k: v for k, v in at["physicalLocation"]["region"].items() if k != "snippet"}
                for at in (*result["locations"], *result["relatedLocations"])
            ]
            for result in run["results"]
        }

    assert regions(sarif(*redacted(sample.report(), sample.documents()))) == regions(sarif(sample.report()))


STORIES = ("lecornu", "louvre", "chikungunya", "panne-cloudflare-aws", "ouragan-melissa", "seeds", "gloria-lisbonne", "sarkozy-libye")


@pytest.mark.parametrize("story", STORIES)
def test_nothing_of_the_real_articles_leaves_the_house(shared: Path, story: str) -> None:
    report, documents = check([shared / "stories" / story / "articles"], Options())
    assert len(documents) >= 5
    sarif(report, documents)
    texts = [document.text for document in documents.values()]
    bare = redacted(report, documents)
    for name in FORMATS:
        assert leaked(render(name, report, documents), texts) or name in ("terminal", "github")
        for language in LANGUAGES:
            assert not leaked(render(name, *bare, Style(language=language)), texts), name


def test_nothing_of_saved_pages_leaves_the_house_on_either_stream(root: Path) -> None:
    pages = sorted((root / "tests" / "pages").rglob("*.html"))
    done = CliRunner().invoke(cli.app, ["check", *map(str, pages), "--no-excerpts", "--format", "json", "--verbose"])
    texts = [document.text for document in check(pages, Options())[1].values()]
    assert len(texts) > 3
    assert not leaked(done.stdout + done.stderr, texts)


NIGHT = ("arvoria", "election-tarvelle", "otages-sarendal", "rachat-fonderelle", "usine-valbrune")
"""Stories of a night, of front matter and Markdown: all would take minutes."""


@pytest.mark.parametrize("name", ["terminal", "markdown", "json"])
def test_nothing_of_the_articles_leaves_the_house_at_night(tmp_path: Path, root: Path, name: str) -> None:
    stories = tmp_path / "stories"
    for story in NIGHT:
        shutil.copytree(root / "tests" / "stories" / story, stories / story)
    texts = [path.read_text(encoding="utf-8") for path in stories.rglob("*.md")]
    night = ["nightly", str(stories), "--format", name, "--quiet", "--keep-going", "--store"]
    open_, bare = (
        CliRunner().invoke(cli.app, [*night, str(tmp_path / f"{i}.sqlite"), *options]) for i, options in enumerate(([], ["--no-excerpts"]))
    )
    assert (open_.exit_code, bare.exit_code) == (1, 1), bare.stderr
    assert leaked(open_.stdout, texts) or name == "terminal"
    assert not leaked(bare.stdout + bare.stderr, texts)
    assert len(bare.stdout) > len(open_.stdout) / 5
    assert isinstance(bare.exception, SystemExit)


@pytest.mark.parametrize("name", ["terminal", "markdown", "json"])
@pytest.mark.parametrize("story", ["louvre", "gloria-lisbonne"])
def test_nothing_of_a_draft_or_its_sources_leaves_the_house(root: Path, shared: Path, story: str, name: str) -> None:
    draft, sources = root / "tests" / "drafts" / story / "draft.md", shared / "stories" / story / "articles"
    texts = [path.read_text(encoding="utf-8") for path in (draft, *sources.iterdir())]
    command = ["draft", str(draft), "--against", str(sources), "--format", name]
    open_, bare = (CliRunner().invoke(cli.app, [*command, *more]) for more in ([], ["--no-excerpts"]))
    assert open_.exit_code == bare.exit_code == 1, bare.stderr
    assert leaked(open_.stdout, texts)
    assert not leaked(bare.stdout + bare.stderr, texts)
    assert len(bare.stdout) > len(open_.stdout) / 5


# ---- the command line


@pytest.fixture
def story(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the sample story in `articles`."""
    (tmp_path / "articles").symlink_to(root / "seeds" / "grok")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_several_files_are_written_in_one_run_each_as_its_name_says(story: Path) -> None:
    names = ("r.sarif", "r.sarif.json", "r.xml", "r.jsonl", "r.json", "r.md", "r.txt")
    done = CliRunner().invoke(cli.app, ["check", "articles", *(part for name in names for part in ("--output", name))])
    assert done.exit_code == 1, done.stderr
    starts = {name: (story / name).read_text(encoding="utf-8")[:12] for name in names}
    assert starts["r.sarif"] == starts["r.sarif.json"] == '{\n  "$schema'
    assert starts["r.xml"].startswith("<?xml")
    assert starts["r.jsonl"] == '{"type": "ru'
    assert starts["r.json"] == '{\n  "schema_'
    assert starts["r.md"].startswith("# ")
    assert all(name in done.stdout for name in names)


def test_github_is_printed_beside_files_and_adds_to_the_summary(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (story / "summary.md").write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(story / "summary.md"))
    done = CliRunner().invoke(cli.app, ["check", "articles", "--format", "github", "--output", "r.sarif"])
    assert done.exit_code == 1, done.stderr
    assert all(COMMAND.fullmatch(line) for line in done.stdout.splitlines())
    assert (story / "r.sarif").is_file()
    assert (story / "summary.md").read_text(encoding="utf-8").startswith("before\n# Cohérence")


def test_a_summary_never_grows_beyond_what_github_takes(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = story / "summary.md"
    file.write_text("x" * (summary.LIMIT - 6000), encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    CliRunner().invoke(cli.app, ["check", "articles", "--format", "github"])
    assert summary.LIMIT - 6000 < file.stat().st_size <= summary.LIMIT


def test_a_summary_is_written_by_no_other_format(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(story / "summary.md"))
    CliRunner().invoke(cli.app, ["check", "articles", "--format", "sarif"])
    assert not (story / "summary.md").exists()


# ---- what changed


def test_changed_checks_each_story_once_and_whole(story: Path) -> None:
    (story / "calm" / "more").mkdir(parents=True)
    for name in ("calm/a.md", "calm/more/b.md"):
        (story / name).write_text("Le conseil se réunit le 3 mars 2026.\n", encoding="utf-8")
    (story / "README.md").write_text("Le 4 mai 2020.\n", encoding="utf-8")
    files = ["articles/01-synthese.md", "articles/02-quotidien.md", "calm/a.md", "calm/more/b.md", "README.md"]
    done = CliRunner().invoke(cli.app, ["changed", *files, "--format", "jsonl"])
    heads = [json.loads(line) for line in done.stdout.splitlines() if '"type": "run"' in line]
    assert done.exit_code == 1, done.stderr
    assert [head["story"] for head in heads] == ["grok", "calm"]
    assert "README.md: stands in no story's folder" in done.stderr
    assert CliRunner().invoke(cli.app, ["changed", "calm/a.md"]).exit_code == 0
    assert CliRunner().invoke(cli.app, ["changed", "README.md"]).exit_code == 0
    assert CliRunner().invoke(cli.app, ["changed", "nowhere/a.md"]).exit_code == 2
