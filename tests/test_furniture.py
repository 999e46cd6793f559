from __future__ import annotations

import itertools
import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claims.documents import load
from claims.furniture import furniture, rules
from claims.lexicon import LANGUAGES
from claims.records import Document

RULES = [
    rule for path in sorted(LANGUAGES.glob("*/furniture.toml")) for rule in tomllib.loads(path.read_text(encoding="utf-8"))["furniture"]
]
STORIES = ("seeds", "louvre", "chikungunya", "gloria-lisbonne", "ouragan-melissa")
PLAIN = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ") | {"’": "'"})

ARTICLE = """Le titre de l'article

Un camion arborant un message, à Londres, le 14 janvier 2026. CLAIRE VASSEUR/REUTERS

Le réseau social a annoncé, mercredi 14 janvier, avoir pris des mesures pour empêcher son outil de déshabiller des personnes réelles.

Ouverture d'enquêtes judiciaires

« Nous ne reculerons pas »

— Keir Starmer

Jeudi matin, 12 images par heure paraissaient encore.
"""
OFFER = "\n\nLe Journal\n\nOffre étudiants\n\nAccédez à tous nos contenus à partir de 6,99 €/mois au lieu de 12,99€.\n\nS’abonner\n\n"
NEWSLETTER = "\n\nNewsletter\n\n« Écrans »\n\nLe numérique à la loupe : réseaux, jeux vidéo…\n\nS’inscrire\n\n"


def left(text: str) -> str:
    """What is no furniture, blank lines dropped."""
    for start, end in reversed(furniture(text)):
        text = text[:start] + text[end:]
    return re.sub(r"\n\s*\n+", "\n\n", text).strip()


@pytest.mark.parametrize("text", [row["text"] for rule in RULES for row in rule["example"]])
def test_furniture(text: str) -> None:
    assert furniture(text) == ((0, len(text)),)


@pytest.mark.parametrize(("text", "why"), [(row["text"], row["why"]) for rule in RULES for row in rule["never"]])
def test_what_is_no_furniture(text: str, why: str) -> None:
    assert furniture(text) == (), why


def test_every_rule_has_examples() -> None:
    assert all(len(rule["example"]) >= 5 and len(rule["never"]) >= 2 for rule in RULES)
    assert len(rules()) == len(RULES)


def test_an_article_stays_whole() -> None:
    assert furniture(ARTICLE) == ()


@pytest.mark.parametrize("block", [OFFER, NEWSLETTER, NEWSLETTER * 2 + OFFER])
def test_blocks_within_an_article_go_and_its_headings_stay(block: str) -> None:
    half = ARTICLE.index("Ouverture")
    assert left(ARTICLE[:half] + block + ARTICLE[half:]) == ARTICLE.strip()


def test_all_that_follows_a_comment_form_goes() -> None:
    assert left(ARTICLE + "\nLaisser un commentaire\n\nBaccalauréat : 11 958 candidats\n") == ARTICLE.strip()


def test_a_link_to_the_comments_at_the_top_takes_nothing_with_it() -> None:
    assert left("12 commentaires\n\n" + ARTICLE) == ARTICLE.strip()


def test_related_titles_end_where_prose_begins() -> None:
    related = "\n\nCeci pourrait vous plaire\n\nThème astral\n\nLes 12 plus belles plages\n\n"
    assert left("Le titre de l'article" + related + ARTICLE.split("\n\n", 2)[2]).startswith("Le titre de l'article\n\nLe réseau social")


def test_the_site_clock_goes_and_a_date_within_the_article_stays() -> None:
    assert left("lun 2 février 2026\n\n" + ARTICLE) == ARTICLE.strip()


def test_only_the_signature_of_a_tweet_goes() -> None:
    text = 'Il parle de "20 victimes". pic.twitter.com/x — Jane (@jane) September 3, 2025'
    assert left(text) == 'Il parle de "20 victimes".'


def test_the_date_of_a_post_goes_and_its_author_stays() -> None:
    assert left("Grosse panne en cours.\n— Culture Crave 🍿 (@CultureCrave) October 20, 2025").endswith("(@CultureCrave)")


@given(st.lists(st.sampled_from([row["text"] for rule in RULES for row in (*rule["example"], *rule["never"])]), max_size=12).map("\n".join))
def test_stretches_are_in_order_apart_and_whole_lines_or_their_ends(text: str) -> None:
    stretches = furniture(text)
    assert all(0 <= start < end <= len(text) for start, end in stretches)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(stretches))
    assert all(text[start] != " " and text[end - 1] != " " and (end == len(text) or text[end] in "\n ") for start, end in stretches)


@pytest.mark.parametrize(
    "line",
    ["Par " + "A" * 50_000, "Par " + "de " * 30_000 + "!", "Logo" + " du" * 30_000 + "!", "A> " * 30_000, "x" * 100_000, "| " * 50_000],
)
def test_no_line_takes_long(line: str) -> None:
    begun = time.perf_counter()
    furniture(line + "\n" + line)
    assert time.perf_counter() - begun < 2


# ---- real articles


def covered(read: Document, needle: str) -> list[bool]:
    """For each place where some words stand, whether it touches furniture."""
    places = [match.span() for match in re.finditer(re.escape(needle.translate(PLAIN)), read.text.translate(PLAIN))]
    return [any(start < place[1] and place[0] < end for start, end in read.furniture) for place in places]


def check(gold: dict[str, Any], articles: dict[str, Document]) -> None:
    for fact in gold["facts"]:
        for value in fact["values"]:
            assert not all(covered(articles[value["source"]], value["evidence"])), value
    for junk in gold.get("furniture") or ():
        assert all(covered(articles[junk["source"]], junk["evidence"])), junk


def test_the_sample_story_loses_no_claim_and_keeps_no_furniture(root: Path) -> None:
    gold = yaml.safe_load((root / "tests" / "stories" / "grok" / "gold.yaml").read_text(encoding="utf-8"))
    check(gold, {path.stem: load(path) for path in (root / "seeds" / "grok").glob("*.md")})


@pytest.mark.parametrize("story", STORIES)
def test_real_articles_lose_no_claim_and_keep_no_furniture(shared: Path, story: str) -> None:
    gold = yaml.safe_load((shared / "stories" / story / "gold.yaml").read_text(encoding="utf-8"))
    check(gold, {path.stem: load(path) for path in (shared / "stories" / story / "articles").glob("*.txt")})


PROSE = "Le barrage a cédé mardi vers trois heures du matin au-dessus du village de Lourcy, et douze maisons ont été emportées.\n\n"


def test_short_lines_behind_the_last_sentence_are_none_of_the_article() -> None:
    text = 4 * PROSE + "Nos 24 photos de la vallée\n\nLe Journal de Lourcy, 12 rue du Port"
    assert [text[start:end].split("\n\n") for start, end in furniture(text)] == [
        ["Nos 24 photos de la vallée", "Le Journal de Lourcy, 12 rue du Port"]
    ]


@pytest.mark.parametrize("last", ["| 26 octobre | douze morts |", "- Douze morts à Lourcy", "Douze personnes sont mortes à Lourcy."])
def test_rows_lists_and_sentences_at_the_end_stay(last: str) -> None:
    assert furniture(4 * PROSE + last) == ()


def test_a_short_text_keeps_its_lines() -> None:
    assert furniture(PROSE + "Douze morts à Lourcy") == ()


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("PARIS, March 30 (Wire) - The ministry said so.", "The ministry said so."),
        ("LOS ANGELES, Jan 31 - The fires are out.", "The fires are out."),
        ("PARIS, 30 mars (Dépêche) – Le ministère le dit.", "Le ministère le dit."),
        ("PARIS, the capital - The ministry said so.", "PARIS, the capital - The ministry said so."),
    ],
)
def test_a_wires_place_and_day(line: str, left: str) -> None:
    text = f"{line} It goes on for a while, as texts of wires do, and says more."
    kept = text
    for start, end in reversed(furniture(text)):
        kept = kept[:start] + kept[end:]
    assert kept.startswith(left)
