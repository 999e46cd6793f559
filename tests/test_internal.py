"""Rules about one article against itself: what they report, and what they leave alone."""

import datetime as dt

import pytest

from claims.documents import document
from claims.extract import extract, prepare
from consistency.rules import ARTICLE_RULES

PUBLISHED = dt.date(2026, 3, 9)


def codes(language, text):
    whole = f"---\npublished: {PUBLISHED}\nlang: {language}\n---\nTitre\n\n{text}\n"
    extraction = extract(prepare(document(whole, "s")))
    return [rule.code for rule in ARTICLE_RULES for _ in rule(extraction)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "On compte 4 730 consultations, contre 8 550 consultations la semaine précédente, soit une baisse de 30 %.", ["INT003"]),
        ("fr", "On compte 4 730 consultations, contre 8 550 consultations la semaine précédente, soit une baisse de 45 %.", []),
        ("fr", "On compte 4 730 consultations, soit une baisse de 30 %.", []),
        ("fr", "Sur les 33 blessés, 31 ont quitté l'hôpital et trois y sont encore.", ["INT004"]),
        ("fr", "Sur les 34 blessés, 31 ont quitté l'hôpital et trois y sont encore.", []),
        ("fr", "L'accident a fait 33 blessés, dont 31 légers et trois graves.", []),
        ("en", "Of the 27 injured, five are fighting for life, eight are stable and 16 were treated at the scene.", ["INT004"]),
        ("en", "Of the 29 injured, five are fighting for life, eight are stable and 16 were treated at the scene.", []),
        ("fr", "L'incendie a fait 17 morts. Le quartier est bouclé.\n\nLe bilan s'élève à 16 morts.", ["INT005"]),
        ("fr", "L'incendie a fait 17 morts. Le quartier est bouclé.\n\nUn précédent bilan était de 16 morts.", []),
        ("fr", "L'incendie a fait 17 morts. Le quartier est bouclé.\n\nEn 2003, un autre avait fait 4 morts.", []),
        ("fr", "L'incendie a fait 17 morts et 16 blessés.", []),
        ("fr", "Le texte a recueilli 171 voix, alors qu'il en fallait 289. Il ne lui a manqué que 18 voix.", ["INT006"]),
        ("fr", "Le texte a recueilli 271 voix, alors qu'il en fallait 289. Il ne lui a manqué que 18 voix.", []),
        ("fr", "Le texte a recueilli 171 voix contre 180. Il ne lui a manqué que 18 voix.", []),
        ("en", "The bill won 171 votes when 289 votes were needed. It fell 18 votes short.", ["INT006"]),
        ("fr", "L'hôpital soigne 21 blessés, dont un enfant de trois ans ; ils ont de 24 à 65 ans.", ["INT007"]),
        ("fr", "L'hôpital soigne 21 blessés, dont un homme de 30 ans ; ils ont de 24 à 65 ans.", []),
        ("fr", "L'hôpital soigne des hommes de 24 à 65 ans et un enfant de trois ans.", []),
    ],
)
def test_article_against_itself(language, text, wanted):
    assert codes(language, text) == wanted
