"""Drafts against their sources: planted errors of ten kinds, and what must not be said of what is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import newsroom
import pytest
import yaml

from consistency.drafts import DraftReport, check_draft
from consistency.errors import InputError
from consistency.options import Options

TOLD = {
    "wrong-figure": {"differs"},
    "wrong-unit": {"differs"},
    "wrong-day": {"differs", "unsupported"},
    "wrong-weekday": {"internal"},
    "wrong-speaker": {"differs"},
    "reworded-quote": {"wording"},
    "dropped-hedge": {"wording"},
    "part-as-whole": {"differs"},
    "old-toll": {"outdated", "differs"},
    "not-in-sources": {"unsupported"},
}
"""What must be said of each kind of error."""
QUIET = {"one-origin", "supported"}

FOUND = {"louvre": 9, "gloria-lisbonne": 10, "sarkozy-libye": 8, "chikungunya": 10, "ouragan-melissa": 9, "panne-cloudflare-aws": 9}
"""Errors found of the ten planted in each draft; what is missed is in docs/quality-drafts.md.

Nine of sarkozy-libye were found while « sept prévenus » was held against « neuf co-prévenus », which counts others: right by chance. Ten of panne-cloudflare-aws
were found while two later counts of reports lay just above the threshold (.51, .50; now .46, .50).
"""


@pytest.mark.parametrize("story", FOUND)
def test_planted_errors_are_found_and_little_else_is_said(story: str, shared: Path, root: Path) -> None:
    folder = root / "tests" / "drafts" / story
    report, documents = check_draft(folder / "draft.md", [shared / "stories" / story / "articles"], Options())
    text, planted = documents["draft"].text, yaml.safe_load((folder / "planted.yaml").read_text(encoding="utf-8"))
    assert [one["kind"] for one in planted] == list(TOLD)
    places = [(text.index(one["exact"]), text.index(one["exact"]) + len(one["exact"])) for one in planted]
    missed = [one["kind"] for one, place in zip(planted, places, strict=True) if not TOLD[one["kind"]] & told_of(report, place)]
    claims = {claim.id: claim for claim in report.claims}
    beside = [
        one for one in report.checked if not any(low < claims[one.claim].end and claims[one.claim].start < high for low, high in places)
    ]
    false = [(one.standing, claims[one.claim].exact) for one in beside if one.standing not in QUIET]
    assert len(planted) - len(missed) >= FOUND[story], missed
    assert len(false) <= 1, false


def told_of(report: DraftReport, place: tuple[int, int]) -> set[str]:
    """What is said of the claims in a stretch of the draft."""
    there = {c.id for c in report.claims if c.source == "draft" and c.start < place[1] and place[0] < c.end}
    return {one.standing for one in report.checked if one.claim in there}


# ---- one thing at a time


def draft(tmp_path: Path, text: str, **sources: str) -> dict[str, Any]:
    """What is said of a draft: the standing of each claim by its words."""
    newsroom.story(tmp_path / "sources", **sources)
    path = newsroom.article(tmp_path, "draft", text, published="2026-03-06")
    report, _ = check_draft(path, [tmp_path / "sources"], Options())
    exact = {c.id: c.exact for c in report.claims}
    return {exact[one.claim]: one for one in report.checked}


def test_support_by_several_origins_and_by_one(tmp_path: Path) -> None:
    told = draft(
        tmp_path,
        "Le braquage a fait trois blessés. Le butin est estimé à 88 millions d'euros.",
        alpha="Le braquage a fait trois blessés, a indiqué le parquet. Le butin est estimé à 88 millions d'euros.",
        beta="Trois personnes ont été blessées dans ce braquage.",
    )
    assert (told["trois blessés"].standing, told["trois blessés"].origins) == ("supported", ("Alpha", "Beta"))
    assert (told["88 millions d'euros"].standing, told["88 millions d'euros"].origins) == ("one-origin", ("Alpha",))


def test_a_draft_is_no_source_of_its_own(tmp_path: Path) -> None:
    path = newsroom.article(tmp_path / "sources", "draft", newsroom.ALPHA)
    with pytest.raises(InputError, match="holds no article to check the draft against"):
        check_draft(path, [tmp_path / "sources"], Options())
    newsroom.article(tmp_path / "sources", "beta", "Il faisait beau.")
    report, _ = check_draft(path, [tmp_path / "sources"], Options())
    assert {one.standing for one in report.checked if one.standing != "supported"} == {"unsupported"}


@pytest.mark.parametrize(
    ("text", "exact", "standing"),
    [
        ("Le butin du braquage est estimé à 83 millions d'euros.", "83 millions d'euros", "differs"),
        ("Le butin du braquage est estimé à 88 millions de dollars.", "88 millions de dollars", "differs"),
        ("Le braquage a duré sept minutes et 1 450 clients ont été évacués.", "1 450 clients", "unsupported"),
        ("Le procès du braquage s'ouvrira le mardi 9 mars 2026.", "mardi 9 mars 2026", "internal"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, exact: str, standing: str) -> None:
    told = draft(
        tmp_path,
        text,
        alpha="Le butin du braquage est estimé à 88 millions d'euros. Le procès s'ouvrira le lundi 9 mars 2026.",
        beta="Le butin du braquage atteint 88 millions d'euros. Le braquage a duré sept minutes.",
    )
    assert told[exact].standing == standing


def test_a_quote_by_another_speaker_or_in_other_words(tmp_path: Path) -> None:
    said = "« Nous retrouverons tous les auteurs de ce braquage », a promis Claire Martin, la procureure."
    told = draft(
        tmp_path,
        "« Nous retrouverons tous les auteurs de ce braquage », a promis Paul Durand, le maire.\n\n"
        "« Nous punirons tous les auteurs de ce braquage », a promis Claire Martin, la procureure.",
        alpha=said,
        beta=said.replace("a promis", "a assuré"),
    )
    assert [one.standing for one in told.values()] == ["differs", "wording"]


def test_short_quotes_negations_and_speakers_of_the_very_words(tmp_path: Path) -> None:
    told = draft(
        tmp_path,
        "« On ne quitte pas la table des responsabilités », a lancé Paul Durand, le maire.\n\n"
        "Claire Martin, la procureure, a parlé d'un « spectacle navrant » et d'un « désordre inouï ».\n\n"
        "« Les travaux coûteront un centime à la ville », a promis Claire Martin, la procureure.",
        alpha="« On ne quitte pas la table des responsabilités », a lancé Claire Martin, la procureure.",
        beta="Claire Martin, la procureure, a parlé d'un « spectacle affligeant ».\n\n"
        "« Les travaux ne coûteront pas un centime à la ville », a promis Claire Martin, la procureure.",
    )
    assert [one.standing for one in sorted(told.values(), key=lambda one: one.claim) if one.standing == "supported"] == []
    by_words = {exact.split()[0]: one for exact, one in told.items()}
    assert by_words["On"].standing == "differs"
    assert by_words["spectacle"].standing == "wording"
    assert by_words["désordre"].standing == "unsupported"
    assert (by_words["Les"].standing, by_words["Les"].why[0].key) == ("differs", "negation-changed")


@pytest.mark.parametrize(
    ("text", "source", "standing"),
    [
        (
            "4 300 hôteliers ont perdu leur emploi dans toute la Jamaïque.",
            "4 300 hôteliers ont perdu leur emploi dans la paroisse de Trelawny.",
            "differs",
        ),
        (
            "4 300 hôteliers ont perdu leur emploi dans toute l'Italie.",
            "4 300 hôteliers ont perdu leur emploi dans la ville de Naples.",
            "differs",
        ),
        ("Les banques ont reçu 4 300 plaintes à elles toutes.", "La Société générale à elle seule a reçu 4 300 plaintes.", "differs"),
        (
            "4 300 hôteliers ont perdu leur emploi dans toute la Jamaïque.",
            "4 300 hôteliers ont perdu leur emploi en Jamaïque.",
            "one-origin",
        ),
        (
            "4 300 hôteliers ont perdu leur emploi dans la paroisse de Trelawny.",
            "4 300 hôteliers de Trelawny ont perdu leur emploi.",
            "one-origin",
        ),
    ],
)
def test_a_part_by_its_place_or_holder_is_not_the_whole(tmp_path: Path, text: str, source: str, standing: str) -> None:
    told = draft(tmp_path, text, alpha=source)
    assert [one.standing for exact, one in told.items() if exact.startswith("4 300")] == [standing]


def test_thousands_do_not_give_a_number(tmp_path: Path) -> None:
    told = draft(
        tmp_path,
        "Au moins 2 000 habitants ont été évacués.",
        alpha="Des milliers d'habitants ont été évacués.",
        beta="Au moins 2 000 habitants ont été évacués.",
    )
    assert told["Au moins 2 000 habitants"].origins == ("Beta",)


def test_a_day_is_not_supported_by_the_week_of_something_else(tmp_path: Path) -> None:
    told = draft(
        tmp_path,
        "Le maire Paul Durand a démissionné le 27 février 2026.",
        alpha="L'enquête sur le braquage a été ouverte la semaine dernière.",
        beta="Le braquage a fait trois blessés.",
    )
    assert told["27 février 2026"].standing == "unsupported"


# ---- the command


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    newsroom.story(tmp_path / "sources")
    newsroom.article(tmp_path, "draft", "Le butin du braquage est estimé à 61 millions d'euros. Il a fait 44 blessés, selon le parquet.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("form", "told"), [("markdown", "## Contredit par les sources"), ("terminal", "Contredit par les sources"), ("json", '"differs"')]
)
def test_every_format_tells_it(desk: Path, form: str, told: str) -> None:
    done = newsroom.run("draft", "draft.md", "--against", "sources", "--format", form)
    assert done.exit_code in (0, 1), done.stderr
    assert told in done.stdout
    assert "61 millions" in done.stdout


def test_a_report_on_a_draft_goes_to_a_file(desk: Path) -> None:
    done = newsroom.run("draft", "draft.md", "--against", "sources", "--output", "check.md", "--report-language", "en")
    assert done.exit_code in (0, 1)
    assert "## Contradicted by the sources" in Path("check.md").read_text(encoding="utf-8")
    assert newsroom.run("draft", "draft.md", "--against", "sources", "--output", "sources/check.md").exit_code == 2


def test_what_cannot_be_read_is_said(desk: Path) -> None:
    assert newsroom.run("draft", "-", "--against", "sources").exit_code == 2
    assert newsroom.run("draft", "nowhere.md", "--against", "sources").exit_code == 2
    assert newsroom.run("draft", "draft.md", "--against", "nowhere").exit_code == 2
    (desk / "sources" / "broken.md").write_bytes(b"---\npublished: [\n---\n")
    done = newsroom.run("draft", "draft.md", "--against", "sources")
    assert (done.exit_code, "broken.md" in done.stderr) == (2, True)
    assert newsroom.run("draft", "draft.md", "--against", "sources", "--keep-going").exit_code in (0, 1)


def test_a_draft_told_twice_is_told_the_same(desk: Path) -> None:
    runs = [newsroom.run("draft", "draft.md", "--against", "sources", "--format", "json").stdout for _ in range(2)]
    assert runs[0] == runs[1]
    json.loads(runs[0])
