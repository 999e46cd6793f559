"""The main job on the sample story: what a reader must find in its report."""

from pathlib import Path

import pytest
import yaml

from claims.documents import load
from consistency.options import Options
from consistency.pipeline import check

ROOT = Path(__file__).parents[1]
STORY = ROOT / "seeds" / "grok"
GOLD = yaml.safe_load((ROOT / "tests" / "stories" / "grok" / "gold.yaml").read_text(encoding="utf-8"))
PLAIN = str.maketrans(dict.fromkeys("\xa0\u2007\u2009\u202f", " ") | {"’": "'"})


@pytest.fixture(scope="module")
def run():
    return check([STORY], Options())


def touching(report, documents, source, evidence, kind=None):
    """The claims of an article that overlap a piece of evidence."""
    text, needle = documents[source].text.translate(PLAIN), evidence.translate(PLAIN)
    assert needle in text, f"{evidence!r} is not in {source}"
    places = []
    start = text.find(needle)
    while start >= 0:
        places.append((start, start + len(needle)))
        start = text.find(needle, start + 1)
    return [c for c in report.claims if c.source == source and kind in (None, c.kind) and any(c.start < e and s < c.end for s, e in places)]


def facts(kind):
    return [pytest.param(f, v, id=f"{f['id']} in {v['source']}") for f in GOLD["facts"] if f["kind"] == kind for v in f["values"]]


@pytest.mark.parametrize(("fact", "value"), [*facts("date"), *facts("figure"), *facts("quote")])
def test_claim_is_found(run, fact, value):
    assert touching(*run, value["source"], value["evidence"], fact["kind"])


@pytest.mark.parametrize(("fact", "value"), facts("quote"))
def test_speaker(run, fact, value):
    speakers = {c.value.speaker for c in touching(*run, value["source"], value["evidence"], "quote")}
    assert any(str(value["value"]).casefold().split()[-1] in s.casefold() for s in speakers), speakers


@pytest.mark.parametrize("junk", GOLD["furniture"], ids=lambda j: j["evidence"][:30])
def test_page_furniture_makes_no_claim(run, junk):
    assert not touching(*run, junk["source"], junk["evidence"])


@pytest.mark.parametrize("trap", GOLD["traps"], ids=lambda t: t["why"][:50])
def test_trap_is_not_sprung(run, trap):
    report, documents = run
    a, b = ({c.id for c in touching(report, documents, trap[s]["source"], trap[s]["evidence"])} for s in "ab")
    sprung = [f for f in report.findings if f.verdict in ("conflict", "internal") and set(f.claims) & a and set(f.claims) & b]
    assert not [f for f in sprung if len(set(f.claims) & (a | b)) > 1]


def verdicts(run, fact_id):
    """The findings that hold claims of at least two values of a gold fact."""
    report, documents = run
    fact = next(f for f in GOLD["facts"] if f["id"] == fact_id)
    sides = [{c.id for c in touching(report, documents, v["source"], v["evidence"], fact["kind"])} for v in fact["values"]]
    return [f for f in report.findings if sum(bool(set(f.claims) & side) for side in sides) > 1]


def test_the_day_of_the_message_is_a_conflict(run):
    (finding,) = verdicts(run, "musk-same-consequences-date")
    assert (finding.verdict, finding.tier, finding.code) == ("conflict", "certain", "DAT001")


def test_the_message_is_worded_differently_and_its_repost_is_named(run):
    (finding,) = verdicts(run, "same-consequences")
    assert finding.verdict == "variant"
    assert any(reason.key == "repost" for reason in finding.why)


def test_the_adjectives_are_to_be_checked(run):
    assert {(f.verdict, f.tier) for f in verdicts(run, "starmer-adjectives")} == {("conflict", "to-check")}


def test_the_notice_is_a_variant(run):
    assert {f.verdict for f in verdicts(run, "grok-system-message")} == {"variant"}


def test_two_articles_of_one_agency_are_one_origin(run):
    (finding,) = verdicts(run, "commission-retention-order")
    assert (finding.verdict, finding.origins, finding.origin_names) == ("single-source", 1, ("AFP",))


def test_two_agencies_are_two_origins(run):
    (finding,) = verdicts(run, "image-tool-restricted-to-subscribers")
    assert finding.verdict == "corroborated"
    assert {"AFP", "Reuters"} <= set(finding.origin_names)


@pytest.mark.parametrize("fact_id", ["images-per-hour", "eu-fine"])
def test_a_figure_of_one_article_rests_on_it(run, fact_id):
    report, documents = run
    value = next(f for f in GOLD["facts"] if f["id"] == fact_id)["values"][0]
    ids = {c.id for c in touching(report, documents, value["source"], value["evidence"], "figure")}
    assert {f.verdict for f in report.findings if ids & set(f.claims)} == {"single-source"}


def test_the_publication_day_that_is_missing_is_inferred_and_marked(run):
    report, _ = run
    inferred = {s.source: s.published for s in report.sources if s.published_basis == "inferred"}
    assert inferred == {"02-quotidien": "2026-01-15"} or "02-quotidien" not in inferred


def test_every_piece_of_evidence_is_in_its_place(run):
    report, documents = run
    for claim in report.claims:
        assert documents[claim.source].text[claim.start : claim.end] == claim.exact


def test_the_articles_load():
    assert len([load(p) for p in sorted(STORY.iterdir())]) == 5
