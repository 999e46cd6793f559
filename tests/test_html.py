"""The HTML page, read as a browser reads it but without one: sound, whole, always the same, and nothing of an article's in it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import made_reports as made
import pytest
import sample_report as sample
from newsroom import run, story

from claims.records import Document
from consistency.findings import Finding, Known, Report, StaleWaiver
from reports import html
from reports.formats import Style, render
from reports.page import heatmap, plots, spread
from reports.view import View
from reports.words import LANGUAGES, load

XHTML = "{http://www.w3.org/1999/xhtml}"
COMPARED = {
    "compared_with": "baseline.json",
    "resolved": (Known(id="FIG001-0000000a", code="FIG001", verdict="conflict", subject="le coût", values=("1 €", "2 €")),),
    "stale_waivers": (StaleWaiver(path="waivers.toml", line=4, finding="DAT001-0000000b", problem="expired", until="2026-01-02"),),
}


def sampled(**changes: Any) -> made.Made:
    return sample.report(**changes), sample.documents()


def followed() -> made.Made:
    """The sample, compared with an earlier run, with a finding waived and one known before."""
    found = list(sample.findings())
    found[0] = found[0].model_copy(update={"status": "waived", "waiver": "une autre année"})
    found[1] = found[1].model_copy(update={"status": "persisting"})
    return sampled(findings=tuple(found), **COMPARED)


PAGES = {
    "sample": sampled,
    "followed": followed,
    "hostile": made.hostile,
    "large": lambda: made.large(60, 12),
    "empty": lambda: (Report(version="0", story="vide"), {}),
}


def page(which: str = "sample", language: str = "fr") -> str:
    report, documents = PAGES[which]()
    return render("html", report, documents, Style(language=language))


def parsed(text: str) -> Any:
    """The document's tree; any parse error fails."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=True).parse(text)


def words_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


every_page = pytest.mark.parametrize("which", PAGES)
both = pytest.mark.parametrize("language", LANGUAGES)


@every_page
@both
def test_the_page_is_well_formed_with_ids_and_links_that_hold(which: str, language: str) -> None:
    elements = list(parsed(page(which, language)).iter())
    ids = Counter(e.get("id") for e in elements if e.get("id"))
    assert not [name for name, n in ids.items() if n > 1]
    told = [(e, name) for e in elements for name in ("aria-labelledby", "for") if e.get(name)]
    assert [e.get(name) for e, name in told if e.get(name) not in ids] == []
    assert [e.get("href") for e in elements if e.get("href") and e.get("href")[1:] not in ids] == []


@every_page
def test_the_page_needs_no_other_file(which: str) -> None:
    for element in parsed(page(which)).iter():
        attributes = {str(name) for name in element.attrib}
        assert not attributes & {"src", "srcset", "style", "action", "data", "poster", "ping"}
        assert not [name for name in attributes if name.startswith("on")]
        assert element.get("href", "#").startswith("#")
        assert element.tag != XHTML + "link"


@every_page
def test_the_policy_allows_the_very_style_and_scripts_of_the_page(which: str) -> None:
    tree = parsed(page(which))
    metas = {e.get("http-equiv"): e.get("content") for e in tree.iter(XHTML + "meta")}
    policy = dict(rule.strip().split(" ", 1) for rule in metas["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        found = [hashlib.sha256((e.text or "").encode()).digest() for e in tree.iter(XHTML + tag)]
        assert policy[rule].split() == [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in found]


@pytest.mark.parametrize("attack", made.ATTACKS)
def test_what_articles_say_stays_text(attack: str) -> None:
    tree = parsed(page("hostile"))
    tags = Counter(e.tag.removeprefix(XHTML) for e in tree.iter() if isinstance(e.tag, str))
    assert not tags.keys() & {"img", "iframe", "link", "object", "embed", "base", "form"}
    assert tags["script"] == 2
    shown = " ".join("".join(text for e in tree.iter(XHTML + "body") for text in e.itertext()).split())
    assert " ".join(html.escape.page(attack).split()) in shown
    assert "1337" not in shown  # 7 times 191: no template was run


def test_invisible_characters_are_written_out() -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page("hostile"))


@every_page
def test_the_page_is_the_same_every_time(which: str) -> None:
    assert page(which) == page(which)


def test_the_page_does_not_depend_on_the_order_of_what_is_reported() -> None:
    report, documents = sampled()
    turned = report.model_copy(update={name: getattr(report, name)[::-1] for name in ("findings", "sources", "claims", "unread")})
    assert render("html", turned, documents) == render("html", report, documents)


def test_three_hundred_findings_on_sixty_articles_stay_under_five_megabytes() -> None:
    report, documents = made.large(300, 60)
    text = render("html", report, documents)
    assert text.count(" data-finding") == 300
    assert len(text.encode()) < 5_000_000


@both
def test_every_word_of_the_page_is_there_in_both_languages(language: str) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(html.__file__).parent.glob("templates/*.html"))
    used = set(re.findall(r'words(?:\.count)?\("([^"]+)"[,)]', sources))
    assert [key for key in sorted(used) if key not in load(language)] == []


def test_both_languages_have_the_same_words() -> None:
    french, english = (load(language).table for language in LANGUAGES)
    assert french.keys() == english.keys()
    assert {key for key in french if key.startswith("page.")} != set()


def test_a_page_in_english_has_no_french_of_ours() -> None:
    text = words_of(next(parsed(page("followed", "en")).iter(XHTML + "header")))
    assert "contradiction" in text
    assert "Compared with baseline.json" in text
    assert "contradictions dans" not in text


# ---- what it tells


def test_the_page_tells_what_is_new_known_resolved_and_waived() -> None:
    tree = parsed(page("followed"))
    found = {e.get("id"): words_of(e) for e in tree.iter(XHTML + "section")}
    assert "le coût\u00a0: 1 €, 2 €" in found["resolved"] or "le coût : 1 €, 2 €" in found["resolved"]
    assert "une autre année" in found["waived"]
    assert "waivers.toml:4" in found["stale"]
    head = words_of(next(tree.iter(XHTML + "header")))
    assert "1 déjà connu" in head
    assert "1 résolu" in head
    assert "1 écarté" in head


def test_articles_that_could_not_be_read_are_named_with_what_to_do() -> None:
    told = words_of(next(e for e in parsed(page()).iter(XHTML + "section") if e.get("id") == "unread"))
    assert "articles/07-latin1.txt:3" in told
    assert "save it as UTF-8" in told


def test_a_waiver_is_ready_to_paste(tmp_path: Path) -> None:
    from consistency.waiver_file import read_waivers

    text = page("large")
    lines = next(parsed(text).iter(XHTML + "pre")).text
    file = tmp_path / "waivers.toml"
    file.write_text(lines.replace('reason = ""', 'reason = "vu"'), encoding="utf-8")
    assert [one.finding for one in read_waivers(file)] == [made.large(60, 12)[0].findings[0].id]


def test_every_sentence_leads_to_its_words_in_the_article() -> None:
    report, documents = sampled()
    tree = parsed(render("html", report, documents))
    marks = {e.get("id"): e for e in tree.iter(XHTML + "mark") if e.get("id")}
    links = [e for e in tree.iter(XHTML + "a") if e.get("class") == "place"]
    assert links
    for link in links:
        start, end = int(link.get("data-from")), int(link.get("data-to"))
        assert start <= int(marks[link.get("href")[1:]].get("data-at")) < end


@pytest.mark.parametrize("source", sample.TEXTS)
def test_the_text_of_an_article_is_whole(source: str) -> None:
    report, documents = sampled()
    bodies = [e for e in parsed(render("html", report, documents)).iter(XHTML + "div") if e.get("class") == "body"]
    assert documents[source].text in ["".join(body.itertext()) for body in bodies]


def test_without_the_articles_the_page_shows_what_is_kept_beside_the_claims() -> None:
    report, documents = sampled()
    some: dict[str, Document] = {name: documents[name] for name in list(documents)[:2]}
    for at_hand in ({}, some):
        tree = parsed(render("html", report, at_hand))
        ids = {e.get("id") for e in tree.iter()}
        assert [e.get("href") for e in tree.iter(XHTML + "a") if e.get("href")[1:] not in ids] == []
        assert "83 M€" in words_of(tree)
        assert words_of(tree).count(load("fr")("page.no-text")) == len(documents) - len(at_hand)


# ---- the map


def _copies(*told: tuple[str, str]) -> View:
    """A view of articles that credit AFP, each with its figures for two things."""
    report, documents = sampled()
    names = [source.source for source in report.sources]
    sources = tuple(source.model_copy(update={"credits": ("AFP",)}) for source in report.sources)
    claims, findings = [], []
    for row in range(2):
        ids = []
        for n, name in enumerate(names[: len(told)]):
            figure = sample.CLAIMS["dead1"].model_copy(update={"id": f"{name}:{row}", "source": name, "exact": told[n][row]})
            number = sample.CLAIMS["dead1"].value.model_copy(update={"number": Decimal(told[n][row])})
            claims.append(figure.model_copy(update={"value": number}))
            ids.append(f"{name}:{row}")
        findings.append(Finding(id=f"FIG001-{row}", code="FIG001", verdict="conflict", subject=f"chose {row}", claims=tuple(ids)))
    changed = report.model_copy(update={"sources": sources, "claims": tuple(claims), "findings": tuple(findings)})
    return View(changed, documents, load("fr"))


def test_copies_of_one_dispatch_share_a_column() -> None:
    found = heatmap.heatmap(_copies(("15", "40"), ("15", "40"), ("16", "40"), ("15", "40")))
    assert found.columns[0].label == "AFP ×3"
    assert found.columns[0].names == "Le Courrier du Port, La Gazette, Agence du Littoral"
    assert [cell.told for cell in found.rows[0].cells[:2]] == ["15", "16"]


def test_articles_of_one_agency_that_disagree_keep_their_columns() -> None:
    found = heatmap.heatmap(_copies(("15", "40"), ("16", "41")))
    assert [column.names for column in found.columns] == [""] * 5


# ---- from the command line


def test_a_file_named_html_gets_the_page(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    done = run("check", story(tmp_path / "articles"), "--fail-on", "never", "--output", target)
    assert done.exit_code == 0
    assert "88 millions d'euros" in words_of(parsed(target.read_text(encoding="utf-8")))


def test_the_page_can_be_printed(tmp_path: Path) -> None:
    done = run("check", story(tmp_path / "articles"), "--format", "html")
    assert done.stdout.startswith("<!doctype html>")


# ---- drawn to scale


def _view(**changes: Any) -> View:
    return View(*sampled(**changes), load("fr"))


def test_figures_stand_on_a_line_from_zero_with_what_is_between_them() -> None:
    loss = plots.plots(_view())[0]
    places = {written: dot.x for written, _, dot in loss.rows}
    assert loss.apart == "écart de 6 %"
    assert places["88 millions d'euros"] == 96.0
    assert places["83 M€"] == round(4 + 92 * 83 / 88, 2)


def test_of_findings_as_grave_the_figures_furthest_apart_come_first() -> None:
    report, documents = made.large(60, 12)
    evolved = [plot for plot in plots.plots(View(report, documents, load("fr"))) if plot.facts.verdict == "conflict"]
    shares = [float(plot.apart.split()[2].replace(",", ".")) for plot in evolved]
    assert shares == sorted(shares, reverse=True)
    assert shares


def test_figures_of_two_dimensions_are_not_drawn_together() -> None:
    found = sample.findings()[0]
    mixed = found.model_copy(update={"claims": (sample.CLAIMS["loss1"].id, sample.CLAIMS["part1"].id)})
    assert plots.plots(_view(findings=(mixed,))) == []
    assert spread.apart(_view(), mixed) == ""


def test_nothing_is_told_of_the_distance_to_zero() -> None:
    zero = sample.CLAIMS["dead1"].model_copy(update={"value": sample.CLAIMS["dead1"].value.model_copy(update={"number": Decimal(0)})})
    claims = tuple(zero if claim.id == zero.id else claim for claim in sample.CLAIMS.values())
    assert spread.share(_view(claims=claims), sample.findings()[5]) is None


def test_the_calendar_has_a_lane_for_each_dated_fact_and_one_for_the_articles() -> None:
    timeline = plots.timeline(_view())
    assert timeline is not None
    assert [lane.title for lane in timeline.lanes] == ["Parution des articles", "audition de l'exploitant", "début de l'incendie"]
    assert timeline.lanes[2].sides == (
        "3 janvier 2026 : Le Courrier du Port, Radio Estuaire",
        "semaine du 5 au 11 janvier 2026 : La Gazette",
    )
    assert [day for _, day in timeline.ticks][0::4] == ["3 janvier", "15 janvier"]


def test_an_old_date_does_not_squeeze_the_calendar() -> None:
    old = sample.date("03-radio", "3 janvier", "1789-07-14")
    claims = tuple(old if claim.id == old.id else claim for claim in sample.CLAIMS.values())
    timeline = plots.timeline(_view(claims=claims))
    assert timeline is not None
    assert all("1789" not in day for _, day in timeline.ticks)


# ---- the gallery


def test_the_gallery_has_all_its_pictures_and_they_are_small(root: Path) -> None:
    page = (root / "docs" / "gallery.md").read_text(encoding="utf-8")
    files = [root / "docs" / name for name in re.findall(r"\]\((gallery/[^)]+)\)", page)]
    sizes = [file.stat().st_size for file in files]
    assert len(files) > 10
    assert max(sizes) < 400_000
    assert sum(sizes) < 2_000_000
