"""Who said it, across two articles: the same words by two people, by a body and its voice, repeated, and denied."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from consistency.cli import app
from consistency.findings import Report
from consistency.options import Options
from consistency.pipeline import check
from reports.formats import FORMATS, Style, render

SAYS = "« Nous rouvrirons la piscine au printemps prochain »"
SHORT = "« Nous rouvrirons la piscine »"
STORM = "« Un épisode neigeux exceptionnel est attendu dès jeudi »"
DYKE = "« La digue cédera avant la fin du mois »"


def compared(folder: Path, one: str, other: str, language: str = "fr") -> dict[str, str]:
    """The rules that say something of quotes of both articles, with the tier of each."""
    for name, text in (("a", one), ("b", other)):
        head = f"---\nsource: Journal {name}\npublished: 2026-03-11\nlang: {language}\n---\nTitre de la page {name}\n\n"
        (folder / f"{name}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    report, _ = check([folder], Options())
    assert isinstance(report, Report)
    sources = {claim.id: claim.source for claim in report.claims}
    shared = [f for f in report.findings if f.code.startswith("QUO") and len({sources[i] for i in f.claims}) > 1]
    return {finding.code: finding.tier for finding in shared}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (f"{SAYS}, a déclaré le maire, Roland Castex.", f"{SAYS}, a déclaré l'adjointe, Hélène Burlat.", {"QUO001": "certain"}),
        (f"{SAYS}, a promis le ministre, Paul Noir.", f"{SAYS}, a promis la préfète de la Nièvre, Anne Blanc.", {"QUO001": "certain"}),
        (f"{SHORT}, a promis le ministre, Paul Noir.", f"{SHORT}, a promis la préfète de la Nièvre, Anne Blanc.", {"QUO001": "to-check"}),
        (f"{SAYS}, a promis le ministre, Paul Noir.", f"La préfète, Anne Blanc, a parlé. {SAYS}, a-t-elle dit.", {"QUO001": "to-check"}),
        (f"{SAYS}, a promis le ministre de l'Intérieur.", f"{SAYS}, a promis la préfète de la Nièvre.", {"QUO004": "to-check"}),
        (f"Roland Castex a parlé. {SAYS}, a-t-il dit.", f"Hélène Burlat a parlé. {SAYS}, a-t-elle dit.", {"QUO004": "to-check"}),
        (f"{SAYS}, a déclaré le maire, Roland Castex.", f"{SAYS}, a déclaré Roland Castex.", {"QUO004": "certain"}),
        (f"{SAYS}, a déclaré le maire de Valnoir.", f"{SAYS}, a déclaré Roland Castex, le maire de Valnoir.", {"QUO004": "certain"}),
        (f"{STORM}, a indiqué Météo France.", f"{STORM}, a indiqué Lise Thuillier, prévisionniste à Météo France.", {"QUO004": "certain"}),
        (f"{DYKE}, a écrit Karl Ostrem.", f"{DYKE}, a écrit Lise Varan, citant Karl Ostrem.", {"QUO003": "certain"}),
        (f"{DYKE}, a écrit Karl Ostrem.", f"Lise Varan a retweeté le message de Karl Ostrem : {DYKE}.", {"QUO003": "certain"}),
        (
            "Le ministre Paul Noir a affirmé que les centrales seraient fermées avant la fin de l'année.",
            "Le ministre Paul Noir a démenti que les centrales seraient fermées avant la fin de l'année.",
            {"QUO005": "to-check"},
        ),
    ],
)
def test_who_said_it(tmp_path, one, other, told):
    assert compared(tmp_path, one, other) == told


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("supprimerons 120 postes avant la fin de l'année", "supprimerons 180 postes avant la fin de l'année", "number-changed"),
        ("allons fermer cette usine avant l'hiver", "n'allons pas fermer cette usine avant l'hiver", "negation-changed"),
        ("accusons surtout Dubois dans cette triste affaire", "accusons surtout Martin dans cette triste affaire", "name-changed"),
        ("supprimerons 1.200 postes avant la fin de cette année", "supprimerons 1 200 postes avant la fin de l'année", "words-changed"),
        ("refusons cette honte pour notre pays tout entier", "refusons ce scandale pour notre pays tout entier", "words-changed"),
    ],
)
def test_what_changed_in_a_quote(tmp_path, one, other, reason):
    told = compared(tmp_path, f"« Nous {one} », a dit Paul Noir.", f"« Nous {other} », a dit Paul Noir.")
    assert told == ({"QUO003": "certain"} if reason == "words-changed" else {"QUO002": "to-check"})
    report, _ = check([tmp_path], Options())
    assert reason in {r.key for f in report.findings for r in f.why}


def test_a_contracted_negation_is_one(tmp_path):
    said = "“We {} want this agreement to be signed in our own town,” minister Anna Breck said."
    told = compared(tmp_path, said.format("do"), said.format("don’t"), "en")
    assert told == {"QUO002": "to-check"}
    report, _ = check([tmp_path], Options())
    assert "negation-changed" in {r.key for f in report.findings for r in f.why}


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("Le ministre de l'Intérieur, Paul Noir, était là.", "Le ministre de la Justice, Paul Noir, était là.", True),
        ("Le maire de Valnoir, Paul Noir, était là.", "Le préfet de la Nièvre, Paul Noir, était là.", True),
        ("Le maire de Valnoir, Paul Noir, était là.", "Le maire Paul Noir était là.", False),
        ("L'ancien ministre de la Justice, Paul Noir, était là.", "Le ministre de l'Intérieur, Paul Noir, était là.", False),
        ("La procureure de Paris, Anne Blanc, était là.", "La procureure de la République, Anne Blanc, était là.", False),
    ],
)
def test_two_offices_of_one_person(tmp_path, one, other, clash):
    compared(tmp_path, one, other)
    report, _ = check([tmp_path], Options())
    assert ("NAM002" in {f.code for f in report.findings}) is clash


@pytest.mark.parametrize("written", sorted(FORMATS))
@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Le ministre de l'Intérieur, Paul Noir, était là.", "Le ministre de la Justice, Paul Noir, était là.", "NAM002"),
        (
            "Paul Noir a affirmé que les centrales seraient fermées avant la fin de l'année.",
            "Paul Noir a démenti que les centrales seraient fermées avant la fin de l'année.",
            "QUO005",
        ),
    ],
)
def test_every_report_tells_it(tmp_path, monkeypatch, written, one, other, code):
    stories = tmp_path / "story"
    stories.mkdir()
    compared(stories, one, other)
    monkeypatch.chdir(tmp_path)
    outcome = CliRunner().invoke(app, ["check", "story", "--format", written])
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit)
    assert outcome.exit_code in (0, 1), outcome.output
    report, _ = check([stories], Options())
    assert code in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{SAYS}, déclarent dans un communiqué commun le PDG, Marc Leroy, et la déléguée Nadia Benali.", f"{SAYS}, dit Nadia Benali."),
        (f"{SAYS}, ont déclaré Marc Leroy et Nadia Benali.", f"{SAYS}, a dit Nadia Benali."),
        (f"Dans une tribune cosignée avec Nadia Benali, Marc Leroy écrit : {SAYS}.", f"{SAYS}, a dit Nadia Benali."),
        (f"{SAYS}, a tweeté le ministre, Gérald Blanc.", f"Le préfet Luc Noir a relayé sur X le message du ministre : {SAYS}."),
    ],
)
def test_two_who_say_it_together_are_no_conflict(tmp_path, one, other):
    assert "QUO001" not in compared(tmp_path, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L'usine a été construite il y a 20 ans par Velor.", "L'usine a été construite en 2005 par Velor."),
        ("La patinoire a ouvert ses portes il y a dix ans.", "La patinoire a ouvert ses portes en 2015."),
        ("Le procès s'est ouvert il y a trois semaines à Lyon.", "Le procès s'est ouvert le 15 février à Lyon."),
        ("Le procès s'est ouvert il y a deux mois à Lyon.", "Le procès s'est ouvert le 28 décembre à Lyon."),
    ],
)
def test_so_long_ago_is_told_roughly(tmp_path, one, other):
    compared(tmp_path, one, other)
    report, _ = check([tmp_path], Options())
    assert not [f for f in report.findings if f.verdict == "conflict"]


def test_one_sentence_of_two_people_stays_together_beside_its_translation(tmp_path):
    head = "---\nsource: {0}\npublished: 2026-03-11\nlang: {1}\n---\nTitle {0}\n\n"
    said = "“This is no rescue. This is a commercial solution,” {} said on Monday.\n"
    (tmp_path / "a.md").write_text(head.format("a", "en") + said.format("minister Anna Breck"), encoding="utf-8")
    (tmp_path / "b.md").write_text(head.format("b", "en") + said.format("President Paul Merrow"), encoding="utf-8")
    french = "« Ce n'est pas un sauvetage, c'est une solution commerciale », a dit la ministre Anna Breck lundi.\n"
    (tmp_path / "c.md").write_text(head.format("c", "fr") + french, encoding="utf-8")
    report, documents = check([tmp_path], Options())
    (found,) = [f for f in report.findings if f.code == "QUO001"]
    assert {claim.source for claim in report.claims if claim.id in found.claims} == {"a", "b", "c"}
    first = next(line for line in render("markdown", report, documents, Style()).splitlines() if "**Contradiction**" in line)
    assert "(Anna Breck)" in first
    assert "(Paul Merrow)" in first


def test_a_day_beside_another_quote_is_not_the_day_of_this_one(tmp_path):
    one = "“The most important thing now is to save as many lives as possible,” minister Anna Breck said on Thursday."
    other = "“The most important thing now is to save as many lives as possible,” said Anna Breck, who had promised on Wednesday: “You are not alone.”"
    compared(tmp_path, one, other, "en")
    report, _ = check([tmp_path], Options())
    assert not [f for f in report.findings if f.code.startswith("DAT") and f.verdict == "conflict"]
