"""What a number is a number of, by the words beside it: what somebody has, whose age it is, what a court gives, how far a share fell."""

from __future__ import annotations

import pytest

from claims.concepts import concepts
from claims.documents import document
from claims.extract import extract, prepare
from claims.glossary import meaning
from claims.records import DateClaim, FigureClaim
from claims.stems import stem


def figures(language: str, text: str) -> list[FigureClaim]:
    claims = extract(prepare(document(f"---\nlang: {language}\npublished: 2026-03-11\n---\n{text}\n", "a"))).claims
    return [claim for claim in claims if isinstance(claim, FigureClaim)]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Le groupe, qui emploie 412 personnes, fermera son usine.", ["worker"]),
        ("en", "The site employs 86 people.", ["worker"]),
        ("en", "The plant stands in a town of 8,700.", ["population"]),
        ("fr", "À 70 ans, il a repris la course.", ["age"]),
        ("fr", "Le club est à Bastien Quintrel, un promoteur immobilier de 61 ans.", ["age"]),
        ("fr", "Le bateau avait un moteur diesel de 20 ans.", ["duration"]),
        ("fr", "À dix ans, le taux de l'emprunt a monté.", ["duration"]),
        ("fr", "Le plongeur Paul Noir est mort à 77 ans dans l'accident.", ["age"]),
        ("fr", "L'implosion a tué Ian Hale et les Merrow, 48 et 19 ans.", ["age", "age"]),
        ("en", "Hamish Reed, a tycoon aged 58, was on board.", ["age"]),
        ("fr", "Le conseil l'a rejeté par 103 contre 71.", ["vote:for", "vote:against"]),
        ("en", "The council voted 28-21 to close the pool.", ["vote:for", "vote:against"]),
        ("en", "The wreck is 12,500 feet deep. More than 1,500 people died.", ["depth", "death"]),
        ("en", "They buried Lila, who was four, on Sunday.", ["age"]),
        ("en", "The victims range from one to 17 years of age.", ["age", "age"]),
        ("en", "It took between one and 17 years.", ["duration", "duration"]),
        ("en", "Ida Lang was 66. The road is shut.", ["age"]),
        ("en", "The patients had a median age of six.", ["age:average"]),
        ("fr", "L'âge moyen des victimes est de 34 ans.", ["age:average"]),
        ("fr", "Le juge a fixé une peine moyenne de 4 ans.", ["sentence"]),
        ("fr", "Un autre, de 8 ans, n'est pas rentré.", ["age"]),
        ("en", "The law raises the retirement age from 62 to 64.", ["age:range"]),
        ("en", "The retirement age is 62.", ["age"]),
        ("fr", "L'âge légal de départ passe de 62 à 64 ans.", ["age", "age"]),
        ("fr", "Il a été condamné, à 62 ans, à trois ans de prison.", ["age", "sentence:given"]),
        ("fr", "Le bail, de 9 ans, est signé.", ["duration"]),
        ("fr", "Une retraite à l'âge légal après 43 ans de cotisation.", ["duration"]),
        ("fr", "L'âge légal passe de 62 à 64 ans.", ["age", "age"]),
        ("fr", "Seize des corps ont été retrouvés dans la vallée.", ["death"]),
        ("fr", "Plus de 12.000 constructions sont en cendres.", ["building"]),
        ("en", "About 12,000 structures are gone.", ["building"]),
        ("fr", "Quelque 30.000 personnes ont reçu l'ordre de partir.", ["evacuation"]),
        ("en", "The fund owns 27 percent of the firm.", ["stake"]),
        ("en", "At the age of 70, he became the first.", ["age"]),
        ("fr", "Condamné en janvier, il aura passé vingt jours en prison.", ["stay:jail"]),
        ("fr", "Il a été condamné à quinze jours de prison.", ["sentence:given"]),
        (
            "fr",
            "Les procureurs avaient requis sept ans de prison, cinq ans d'inéligibilité et 300.000 euros d'amende.",
            ["sentence:request", "ineligibility:request", "fine:request"],
        ),
        ("fr", "Deux ans de prison et 4.000 euros d'amende : c'est ce que le parquet a requis.", ["sentence:request", "fine:request"]),
        ("fr", "Le groupe débloque un fonds d'urgence de 2 millions d'euros.", ["funding"]),
        ("fr", "La compagnie verse 3 000 euros d'avance par foyer.", ["advance-payment"]),
        ("en", "A judge told the firm to act or pay 15,000 euros a day.", ["amount"]),
        ("en", "Shares in Orvelin ended Tuesday 3.8% higher.", ["change:shares"]),
        ("en", "The shares lost 9% on Tuesday.", ["change:shares"]),
        ("en", "Its largest shareholder with 31.2% is a fund.", ["stake"]),
        ("fr", "1 200 riverains ont quitté leur domicile dans la nuit.", ["evacuation"]),
        ("en", "More than 3,000 people remain out of their homes.", ["evacuation"]),
        ("en", 'They went for two "high-security" display cases.', ["display-case"]),
        ("fr", "La tempête a tué 7 personnes, soit 4 personnes en Jamaïque, 3 personnes en Haïti.", ["death", "death", "death"]),
        ("en", "The 12,000 square metre depot burned down.", ["area"]),
        ("en", "The firm hosts 30 percent of the global cloud market.", ["market-share"]),
        ("fr", "Le groupe tient 33 % du marché mondial du cloud.", ["market-share"]),
        ("en", "One person died and at least eight are thought to be trapped.", ["death", "trapped"]),
        ("fr", "L'outil, dont Veloscope, quatre millions de signalements en ont été faits.", ["report-count"]),
    ],
)
def test_what_a_number_is_of(language: str, text: str, told: list[str]) -> None:
    assert [claim.slots.measure.value for claim in figures(language, text) if claim.slots.measure] == told


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("La chute a fait 14 blessés parmi les quelque 31 000 spectateurs.", ""),
        ("Vingt personnes ont été blessées, dont quatre enfants.", "part"),
        ("Plusieurs outils, dont Veloscope, 4 000 signalements plus tard, sont en panne.", ""),
    ],
)
def test_what_is_told_as_a_part(text: str, scope: str) -> None:
    last = figures("fr", text)[-1]
    assert (last.slots.scope.value if last.slots.scope else "") == scope


def test_what_is_allowed_is_no_earlier_value() -> None:
    assert [claim.slots.scope for claim in figures("fr", "Il aborde la courbe à 104 km/h au lieu de 60 km/h.")] == [None, None]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Le tribunal de Corvel a condamné lundi Paul Merrow à six ans de prison.", "merrow"),
        ("Paul Merrow a été condamné à Corvel, en France, à six ans de prison.", "merrow"),
    ],
)
def test_a_penalty_is_somebodys(text: str, holder: str) -> None:
    (claim,) = figures("fr", text)
    assert claim.slots.holder is not None
    assert claim.slots.holder.value == holder


@pytest.mark.parametrize(
    ("language", "text", "bound"),
    [
        ("fr", "L'épidémie a fait six morts depuis le début de l'année.", "since"),
        ("fr", "L'école est fermée jusqu'au 3 mai.", "until"),
        ("en", "It has been closed since 3 May.", "since"),
        ("en", "It opened on 3 May.", ""),
    ],
)
def test_whether_something_begins_or_ends_with_a_date(language: str, text: str, bound: str) -> None:
    claims = extract(prepare(document(f"---\nlang: {language}\npublished: 2026-06-11\n---\n{text}\n", "a"))).claims
    (claim,) = [c for c in claims if isinstance(c, DateClaim)]
    assert (claim.slots.bound.value if claim.slots.bound else "") == bound


def test_bare_millions_are_money_where_all_others_are() -> None:
    told = "La dette atteint 87 millions d'euros, la vente a rapporté 14,5 millions d'euros et le stade a coûté 30 millions d'euros. "
    assert [c.value.unit for c in figures("fr", told + "Le fonds met 42 millions, l'autre 35 millions.")] == ["EUR"] * 5
    other = told + "On compte 2 millions d'habitants. Le fonds met 42 millions."
    assert figures("fr", other)[-1].value.unit == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("L'action vaut 0,76 franc suisse, contre 1,86 vendredi.", [("0.76", "CHF"), ("1.86", "CHF")]),
        ("L'action, à 1,86 franc suisse vendredi, a été reprise à 76 centimes.", [("1.86", "CHF"), ("0.76", "CHF")]),
        (
            "Il reprend la banque pour 3 milliards d'euros (3,3 milliards de dollars). L'État garantit 9 milliards.",
            [("3000000000", "EUR"), ("3300000000", "USD"), ("9000000000", "EUR")],
        ),
        ("La ville a 2 milliards d'euros. Le site compte 3 milliards de visites, dont 2 milliards en mars.", [("2000000000", "EUR")]),
        ("L'ancien taux était de 1,86 et le nouveau de 0,76.", []),
    ],
)
def test_amounts_take_the_currency_of_their_article(text: str, told: list[tuple[str, str]]) -> None:
    money = [(f"{c.value.number.normalize():f}", c.value.unit) for c in figures("fr", text) if c.value.unit.isupper()]
    assert money == told


def test_numbers_that_add_up_to_the_one_before_are_its_parts() -> None:
    told = figures("fr", "Le bilan est de 27 morts, 17 à Valmore et dix à Orsec. Il y a 9 disparus, 3 à Valmore et 4 à Orsec.")
    assert [(int(c.value.number), c.slots.scope.value if c.slots.scope else "") for c in told] == [
        (27, "total"),
        (17, "part"),
        (10, "part"),
        (9, ""),
        (3, ""),
        (4, ""),
    ]


def test_a_table_gives_its_numbers_their_units_and_their_places() -> None:
    rows = "Feu | Acres | Hauteur (m) | Part (%) | Morts\nValmore | 23 448 | 12 | 40 | 3\nOrsec | 14 021 | 9 | 100 | 0"
    told = figures("fr", f"Le point sur les feux de Valmore et d'Orsec.\n\n{rows}")
    assert [c.value.unit for c in told] == ["[acr_us]", "m", "%", "", "[acr_us]", "m", "%", ""]
    assert [c.slots.place.value if c.slots.place else "" for c in told] == ["valmore"] * 4 + ["orsec"] * 4


def test_a_number_in_brackets_is_of_the_place_before_it() -> None:
    told = figures("fr", "Douze régions sont touchées : Haute-Salance (16 cas) et Basse-Orne (11).")
    assert [c.slots.place.value if c.slots.place else "" for c in told[1:]] == ["haute-salance", "basse-orne"]


def test_marks_of_footnotes_are_no_figures() -> None:
    told = figures("en", "It killed 31 people.[9] The cause is known.[12] « We saw [45] of them », he said.")
    assert [c.exact for c in told] == ["31 people", "45"]


def test_a_change_is_told_in_one_scale() -> None:
    told = figures("fr", "La banque est passée de 10 à 20 milliards de dollars. Le chiffre passe de 900 à 1,2 milliard d'euros.")
    assert [int(c.value.number) for c in told] == [10_000_000_000, 20_000_000_000, 900, 1_200_000_000]


@pytest.mark.parametrize(
    ("language", "word", "meant"),
    [
        ("fr", "mer", "sea"),
        ("fr", "équipes", "team"),
        ("fr", "données", "data"),
        ("fr", "portes", "door"),
        ("en", "managers", "manager"),
        ("en", "provisions", "provision"),
        ("fr", "dispositions", "provision"),
    ],
)
def test_a_word_means_what_its_own_line_says_before_that_of_its_stem(language, word, meant):
    assert meaning(word, stem(word, language), language) == meant


@pytest.mark.parametrize(
    ("language", "word", "concept"),
    [
        ("fr", "également", None),
        ("fr", "petite", None),
        ("en", "wine", None),
        ("en", "attendants", None),
        ("fr", "amendements", "amendment"),
        ("fr", "amendes", "fine"),
        ("fr", "élus", "parliament"),
        ("fr", "élu", "election"),
    ],
)
def test_a_word_that_only_shares_a_stem_has_no_concept(language, word, concept):
    found = concepts(language).of(word, stem(word, language))
    assert (found.id if found is not None else None) == concept
