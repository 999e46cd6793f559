"""What became of the people that a number counts: the verb before it, the one after it, what is told of others."""

from __future__ import annotations

import pytest

from claims.documents import document
from claims.extract import extract, prepare
from claims.records import FigureClaim


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "L'accident a coûté la vie à au moins 16 personnes et en a blessé 21.", ["death", "injury"]),
        (
            "fr",
            "Dix-sept personnes y ont laissé la vie, et vingt et une autres, dont une Suissesse, ont été blessées.",
            ["death", "injury", "injury"],
        ),
        ("fr", "L'explosion a tué 16 personnes et blessé 20 autres.", ["death", "injury"]),
        ("fr", "Cinq personnes ont été tuées et dix blessées.", ["death", "injury"]),
        ("en", "The derailment, killing 16 people and injuring 21, was investigated.", ["death", "injury"]),
        ("en", "The storm left 40 people dead and another 12 missing.", ["death", "missing"]),
        ("en", "Police arrested 12 people and charged four.", ["arrest", "charge"]),
        ("en", "Nine people were killed and 30 were hurt.", ["death", "injury"]),
        ("fr", "Trois cents habitants ont été évacués.", ["evacuation"]),
        ("fr", "Quelque 300 habitants ont été évacués après la mort d'un pompier.", ["evacuation", "death"]),
        ("en", "Twelve residents died in the fire.", ["death"]),
        ("en", "The final toll is 19: thirteen in France, and six in Italy.", ["death", "death", "death"]),
        ("fr", "Le bilan s'élève à 19.", ["death"]),
        ("fr", "Quatorze personnes ont perdu la vie, dix du côté français.", ["death", "death"]),
    ],
)
def test_what_became_of_them(language: str, text: str, told: list[str]) -> None:
    claims = extract(prepare(document(f"---\nlang: {language}\n---\n{text}\n", "a"))).claims
    figures = [claim for claim in claims if isinstance(claim, FigureClaim)]
    assert [claim.slots.measure.value.partition(":")[0] for claim in figures if claim.slots.measure] == told


@pytest.mark.parametrize(
    ("language", "text", "scope"),
    [
        ("fr", "L'explosion a fait 16 morts et 21 autres blessés.", ""),
        ("en", "The crash left 16 people dead and another 23 injured.", ""),
        ("fr", "Seize personnes ont été blessées, puis 21 autres blessées ont été trouvées.", "more"),
    ],
)
def test_others_besides_people_of_whom_something_else_is_told(language: str, text: str, scope: str) -> None:
    claims = extract(prepare(document(f"---\nlang: {language}\n---\n{text}\n", "a"))).claims
    last = [claim for claim in claims if isinstance(claim, FigureClaim)][-1]
    assert (last.slots.scope.value if last.slots.scope else "") == scope


def test_who_is_for_and_who_against_is_told_by_verbs() -> None:
    claims = extract(prepare(document("---\nlang: en\n---\nNine councillors supported the plan and six opposed it.\n", "a"))).claims
    assert [c.slots.measure.value for c in claims if isinstance(c, FigureClaim) and c.slots.measure] == ["vote:for", "vote:against"]


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        (
            "fr",
            "Onze morts : huit en France (cinq à Valmont, trois à Orlay) et trois dans les villages italiens.",
            ["", "FR", "valmont", "orlay", "IT"],
        ),
        ("fr", "Quatorze morts, dix du côté français et quatre du côté italien.", ["", "FR", "IT"]),
        ("en", "It has killed 16 people, 11 of them on the French side.", ["", "FR"]),
        ("en", "It killed six people in San Marco and four in nearby Orlay.", ["san-marco", "orlay"]),
        ("en", "Six people were killed at Les Orgues.", ["les-orgues"]),
        ("fr", "Hauts-de-France (16 morts), Île-de-France (11)", ["hauts-de-france", "ile-de-france"]),
    ],
)
def test_where_they_died(language: str, text: str, places: list[str]) -> None:
    claims = extract(prepare(document(f"---\nlang: {language}\n---\n{text}\n", "a"))).claims
    told = [claim.slots.place for claim in claims if isinstance(claim, FigureClaim)]
    assert [place.value if place else "" for place in told] == places
