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
    (tmp_path / "noise.md").write_bytes(bytes(range(32)) * 40)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "run.json").write_text('{"schema_version": 1}')
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "notes.docx").write_bytes(b"PK")
    return tmp_path


def test_every_file_is_read_or_named(folder: Path) -> None:
    report, _ = check([folder], Options())
    assert {s.source for s in report.sources} == {"a", "b"}
    assert {Path(u.path).name for u in report.unread} == {"broken.md", "empty.txt", "german.txt", "noise.md", "notes.docx"}
    assert all(u.problem and u.remedy for u in report.unread)
    assert {Path(p).name for p in report.left_aside} == {"photo.jpg", "run.json"}


def test_the_report_names_what_was_left_out_and_why(folder: Path) -> None:
    report, documents = check([folder], Options())
    told = render("markdown", report, documents, Style("fr"))
    for name in ("broken.md", "empty.txt", "german.txt", "noise.md", "notes.docx", "photo.jpg", "run.json"):
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


def test_one_flaw_written_twice_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Le procès s'ouvre lundi 13 janvier 2026 à Paris.\n\nLe procès s'ouvre lundi 13 janvier 2026 à Paris.\n")
    report, _ = check([tmp_path], Options())
    assert [f.code for f in report.findings].count("INT001") == 1
    assert len({f.id for f in report.findings}) == len(report.findings)


def test_a_name_spelled_in_two_ways_is_told_with_its_places(tmp_path: Path) -> None:
    for name, spelled in (("a", "Ivo Marantelle"), ("b", "Ivo Marantele"), ("c", "Ivo Marantelle")):
        (tmp_path / f"{name}.md").write_text(f"Le maire de Brest, {spelled}, a parlé mardi 3 mars 2026 à la presse.", encoding="utf-8")
    report, documents = check([tmp_path], Options())
    (finding,) = [f for f in report.findings if f.code == "NAM001"]
    claims = {c.id: c for c in report.claims}
    assert [(claims[i].source, claims[i].exact) for i in finding.claims] == [
        ("a", "Ivo Marantelle"),
        ("b", "Ivo Marantele"),
        ("c", "Ivo Marantelle"),
    ]
    for language in ("fr", "en"):
        assert "Marantele" in render("markdown", report, documents, Style(language))
        assert "Marantele" in render("terminal", report, documents, Style(language))
    for claim in report.claims:
        assert documents[claim.source].text[claim.start : claim.end] == claim.exact


def test_a_name_with_and_without_its_accent_is_one(tmp_path: Path) -> None:
    for name, spelled in (("a", "Gérard Marantel"), ("b", "Gerard Marantel")):
        (tmp_path / f"{name}.md").write_text(f"Le maire de Brest, {spelled}, a parlé mardi 3 mars 2026 à la presse.", encoding="utf-8")
    report, _ = check([tmp_path], Options())
    assert not [f for f in report.findings if f.code == "NAM001"]


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["check", str(tmp_path)])
    assert run.exit_code == 2
    assert "holds no article" in run.output


@pytest.mark.parametrize(("said", "flagged"), [("110 % des électeurs ont voté", True), ("la dette atteint 115 % du PIB", False)])
def test_only_a_share_of_people_is_above_its_whole(tmp_path: Path, said: str, flagged: bool) -> None:
    (tmp_path / "a.md").write_text(f"Le ministre est venu à Paris. Selon lui, {said} dans la région.\n")
    report, _ = check([tmp_path], Options())
    assert ("INT002" in {f.code for f in report.findings}) is flagged


def test_credits_in_small_letters_beside_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Le maire est venu lundi 12 janvier 2026.\n\n(Photo : Jean Dupont/afp)\n")
    report, _ = check([tmp_path], Options())
    assert report.sources[0].credits == ()


def test_origins_do_not_depend_on_the_names_of_files(tmp_path: Path) -> None:
    told = "Dans la nuit, le feu a détruit quarante-huit logements du quartier des Lilas, selon les pompiers de la ville. (AFP)"
    for names in (("a", "b"), ("b", "a")):
        for name, credit in zip(names, ("", " (AFP)"), strict=True):
            (tmp_path / f"{name}.md").write_text(f"---\ntitle: Le feu{credit}\n---\n{told.replace(' (AFP)', '')}{credit}\n")
        report, _ = check([tmp_path], Options())
        told_twice = [f for f in report.findings if len(f.claims) > 1]
        assert told_twice
        assert {(f.code, f.origin_names) for f in told_twice} == {("SRC002", ("AFP",))}


def test_one_day_of_two_doings_confirms_nothing(tmp_path: Path) -> None:
    head = "---\ntitle: {}\npublished: 2026-03-05\n---\n"
    (tmp_path / "a.md").write_text(head.format("Un") + "Vingt-huit associations ont signé mercredi un appel de la mairie de Nantes.\n")
    (tmp_path / "b.md").write_text(head.format("Deux") + "Un incendie a détruit mercredi un appartement de la mairie de Nantes.\n")
    report, _ = check([tmp_path], Options())
    assert not [f for f in report.findings if f.verdict == "corroborated" and f.tier == "certain"]


def test_a_reworded_quote_says_why_its_wordings_go_together(tmp_path: Path) -> None:
    for name, word in (("a", "limitées"), ("b", "réservées")):
        (tmp_path / f"{name}.md").write_text(
            f"Les images sont « désormais {word} aux abonnés payants du réseau », a déclaré Jean Dupont.\n"
        )
    report, _ = check([tmp_path], Options())
    (variant,) = [f for f in report.findings if f.verdict == "variant"]
    assert {"same-speaker", "same-words", "words-changed"} <= {r.key for r in variant.why}


@pytest.mark.parametrize(("other", "accused"), [("Marie Leroy", True), ("le chef du gouvernement", False)])
def test_only_who_is_named_beside_a_quote_is_held_against_another(tmp_path: Path, other: str, accused: bool) -> None:
    said = "Marie Leroy dirige le pays. « Il y aura une tolérance zéro pour la fraude fiscale », a déclaré {}.\n"
    (tmp_path / "a.md").write_text(said.format("Jean Dupont"))
    (tmp_path / "b.md").write_text(said.format(other))
    report, _ = check([tmp_path], Options())
    assert ("QUO001" in {f.code for f in report.findings}) is accused
