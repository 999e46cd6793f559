"""The page as a reader uses it, in a real browser: every test also fails on an error, a broken policy or a request."""

from __future__ import annotations

import re

import made_reports as made
import pytest
from axe_playwright_python.sync_playwright import Axe
from opened import Opener
from playwright.sync_api import Page, expect

SEEN = "[data-finding]:visible"
FAULTS = ("moderate", "serious", "critical")


def focused(page: Page) -> str:
    """The id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.scrollingElement.scrollWidth - innerWidth"))


# ---- opening


@pytest.mark.parametrize("name", ["small", "followed", "large", "hostile"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_opens(open_page: Opener, name: str, language: str) -> None:
    page = open_page(name, language).page
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".headline")).not_to_be_empty()
    expect(page.locator("#search")).to_be_visible()


def test_a_link_opens_at_its_finding(open_page: Opener) -> None:
    page = open_page("large", anchor="#QUO003-00000128").page
    finding = page.locator("#QUO003-00000128")
    expect(finding).to_be_in_viewport()
    expect(finding.locator("blockquote").first).to_be_visible()
    assert focused(page) == "QUO003-00000128"


def test_a_link_to_a_folded_finding_unfolds_it(open_page: Opener) -> None:
    expect(open_page(anchor="#src001-hurt").page.locator("#src001-hurt")).to_be_in_viewport()


def test_a_link_brings_back_a_finding_that_filters_hide(open_page: Opener) -> None:
    page = open_page().page
    page.locator("#search").fill("rien de tel")
    page.locator("#first a").first.click()
    expect(page.locator("#fig001-loss1")).to_be_in_viewport()
    assert page.locator("#search").input_value() == ""


def test_without_its_script_the_page_tells_all(open_page: Opener) -> None:
    page = open_page(java_script_enabled=False).page
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator("#theme")).to_be_hidden()
    expect(page.locator("#int002-part1 blockquote").first).to_be_visible()
    page.locator("#fig001-loss1 a.place").first.click()
    expect(page.locator("mark:target")).to_be_in_viewport()


# ---- filters and search


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("kind", "quote", 3),
        ("verdict", "single-source", 3),
        ("tier", "to-check", 3),
        ("source", "3", 4),
    ],
)
def test_a_filter_leaves_what_it_names(open_page: Opener, name: str, value: str, left: int) -> None:
    page = open_page().page
    page.locator(f"select[data-filter={name}]").select_option(value)
    found = page.locator(SEEN)
    expect(found).to_have_count(left)
    for i in range(left):
        assert value in (found.nth(i).get_attribute(f"data-{name}") or "").split()
    expect(page.locator("#count")).to_have_text(f"{left} constats sur 12")


@pytest.mark.parametrize(("status", "left"), [("waived", 1), ("persisting", 1), ("new", 10)])
def test_the_status_filters(open_page: Opener, status: str, left: int) -> None:
    page = open_page("followed").page
    page.locator("select[data-filter=status]").select_option(status)
    expect(page.locator(SEEN)).to_have_count(left)


def test_filters_work_together_and_are_cleared_at_once(open_page: Opener) -> None:
    page = open_page("large").page
    page.locator("select[data-filter=kind]").select_option("figure")
    page.locator("select[data-filter=verdict]").select_option("conflict")
    expect(page.locator(SEEN)).to_have_count(50)
    page.locator("#clear").click()
    expect(page.locator("#count")).to_have_text("300 constats sur 300")
    expect(page.locator("#clear")).to_be_disabled()


def test_the_search_finds_words_whatever_their_case_and_accents(open_page: Opener) -> None:
    page = open_page().page
    page.locator("#search").fill("PREJUDICE radio")
    expect(page.locator(SEEN)).to_have_count(1)
    expect(page.locator("#fig001-loss1")).to_be_visible()
    page.locator("#search").fill("introuvable")
    expect(page.locator("#nothing")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#count")).to_have_text("12 constats sur 12")


# ---- the keyboard


def test_j_and_k_move_through_the_findings(open_page: Opener) -> None:
    page = open_page().page
    names = [page.locator("[data-finding]").nth(i).get_attribute("id") for i in range(3)]
    for expected in names:
        page.keyboard.press("j")
        assert focused(page) == expected
        expect(page.locator(f"#{expected}")).to_be_in_viewport()
    page.keyboard.press("k")
    assert focused(page) == names[1]


def test_moving_passes_over_what_filters_hide(open_page: Opener) -> None:
    page = open_page("large").page
    page.locator("select[data-filter=kind]").select_option("quote")
    page.locator("h1").click()
    for _ in range(3):
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.dataset.kind") == "quote"


def test_slash_searches_and_enter_goes_to_the_first_match(open_page: Opener) -> None:
    page = open_page().page
    page.keyboard.press("/")
    assert focused(page) == "search"
    page.keyboard.type("solvants j k ?")
    assert page.locator("#search").input_value() == "solvants j k ?"
    page.locator("#search").fill("solvants")
    page.keyboard.press("Enter")
    assert focused(page) == "int002-part1"


def test_a_question_mark_lists_the_keys(open_page: Opener) -> None:
    page = open_page().page
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    expect(page.locator("#help dt")).to_have_count(6)
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


# ---- the panel


def test_a_sentence_opens_its_article_at_its_place(open_page: Opener) -> None:
    page = open_page("large").page
    link = page.locator("#FIG001-00000000 a.place").first
    link.click()
    expect(page.locator("#panel")).to_be_visible()
    here = page.locator("#panel .content .here")
    expect(here.first).to_be_in_viewport()
    assert "".join(here.all_text_contents()) == "Pour le chantier numéro 0 de la ville, la mairie annonce 100 millions d'euros."
    expect(page.locator("#panel .content .words")).to_have_text("100 millions d'euros")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(link).to_be_focused()


def test_enter_opens_the_article_of_the_finding_in_focus(open_page: Opener) -> None:
    page = open_page().page
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .content .here").first).to_be_in_viewport()
    expect(page.locator("#panel h2")).to_have_text("Le Courrier du Port")
    page.locator("#panel .close").click()
    expect(page.locator("#panel")).to_be_hidden()


def test_all_sentences_can_be_shown_at_once(open_page: Opener) -> None:
    page = open_page("large").page
    page.locator("#unfold").click()
    expect(page.locator(".evidence:not([open])")).to_have_count(0)
    page.locator("#unfold").click()
    expect(page.locator(".evidence[open]")).to_have_count(0)


# ---- the waiver


def test_a_waiver_is_copied(open_page: Opener) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"]).page
    finding = page.locator("#fig001-loss1")
    finding.locator(".waiver summary").click()
    finding.locator(".copy").click()
    expect(page.locator("#said")).to_have_text("Copié. Donnez la raison.")
    assert page.evaluate("navigator.clipboard.readText()") == '[[waiver]]\nfinding = "fig001-loss1"\nreason = ""\n'


def test_where_copying_is_refused_the_lines_are_selected(open_page: Opener) -> None:
    page = open_page().page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    finding = page.locator("#fig001-loss1")
    finding.locator(".waiver summary").click()
    finding.locator(".copy").click()
    expect(page.locator("#said")).to_contain_text("copiez-les au clavier")
    assert "[[waiver]]" in page.evaluate("String(getSelection())")


# ---- light, dark, paper


def ground(page: Page) -> int:
    """How light the page's ground is, from 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return int(re.findall(r"\d+", colour)[0])


def test_the_page_follows_the_system_and_its_button(open_page: Opener) -> None:
    assert ground(open_page(color_scheme="light").page) > 200
    page = open_page(color_scheme="dark").page
    assert ground(page) < 60
    page.locator("#theme").click()
    assert ground(page) > 200


def test_the_choice_of_colours_lasts(open_page: Opener) -> None:
    opened = open_page(color_scheme="light")
    opened.page.locator("#theme").click()
    opened.page.reload()
    opened.requests.pop()
    assert ground(opened.page) < 60


def test_paper_is_light_without_controls_and_with_every_sentence(open_page: Opener) -> None:
    page = open_page(color_scheme="dark").page
    page.emulate_media(media="print")
    for hidden in (".filters", ".tools", ".contents", ".copy >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    last = page.locator("article.finding").last
    expect(last.locator("blockquote").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == page.evaluate("getComputedStyle(document.querySelector('h3')).color")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert int(re.findall(r"\d+", ink)[0]) < 60


def test_printing_opens_what_is_folded_and_folds_it_again(open_page: Opener) -> None:
    page = open_page().page
    folded = page.locator("details:not([open])").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".evidence:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == folded


# ---- for everybody


@pytest.mark.parametrize("name", ["small", "followed", "large", "hostile"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_fault(open_page: Opener, name: str, language: str, scheme: str) -> None:
    page = open_page(name, language, color_scheme=scheme).page
    if name != "large":
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_fault_in_panel_and_help(open_page: Opener, scheme: str) -> None:
    page = open_page(color_scheme=scheme).page
    page.keyboard.press("?")
    assert faults(page) == []
    page.keyboard.press("Escape")
    page.locator("#fig001-loss1 a.place").first.click()
    assert faults(page) == []


def faults(page: Page) -> list[str]:
    """What axe-core finds that is not merely minor."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']} ({len(one['nodes'])})" for one in found if one["impact"] in FAULTS]


def test_every_control_shows_its_focus(open_page: Opener) -> None:
    page = open_page().page
    for _ in range(25):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("name", ["small", "followed", "large", "hostile"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(open_page: Opener, name: str, width: int) -> None:
    page = open_page(name, width=width).page
    assert sideways(page) <= 0
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    assert sideways(page) <= 0
    page.locator("a.place").first.click()
    assert page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('#panel .content'))") <= 0


# ---- hostile text


def test_hostile_articles_do_nothing(open_page: Opener) -> None:
    page = open_page("hostile").page
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    page.locator("#search").fill("<script>")
    page.keyboard.press("Escape")
    for link in page.locator("a.place").all()[:6]:
        link.click()
        expect(page.locator("#panel .content .here").first).to_be_visible()
        page.keyboard.press("Escape")
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main iframe, main script, main svg[onload]").count() == 0
    assert page.title().endswith(made.ATTACKS[0])
