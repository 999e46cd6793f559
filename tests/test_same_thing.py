"""What is put side by side: translations beside translations, weekdays of an unknown week, times of two zones, counts put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims import mentions
from claims.documents import document
from claims.extract import extract, prepare
from claims.records import DateClaim, DateValue
from consistency.date_gates import dates_may_meet
from consistency.findings import Report
from consistency.options import Options
from consistency.pipeline import check
from consistency.values import some_weekday


def checked(folder: Path, *articles: str) -> Report:
    """The report on articles, each its front matter and its text."""
    for name, article in zip("abcdef", articles, strict=False):
        head, _, text = article.partition("|")
        (folder / f"{name}.md").write_text(f"---\nsource: Journal {name}\n{head}\n---\nPage {name}\n\n{text}\n", encoding="utf-8")
    report, _ = check([folder], Options())
    assert isinstance(report, Report)
    return report


def accused(folder: Path, *articles: str) -> list[str]:
    """The tiers of what the articles are accused of."""
    return [f.tier for f in checked(folder, *articles).findings if f.verdict in ("conflict", "internal")]


def together(folder: Path, *articles: str) -> list[tuple[str, tuple[str, ...]]]:
    """(verdict, claims as printed) of every finding that several articles share."""
    report = checked(folder, *articles)
    told = {claim.id: claim for claim in report.claims}
    return [
        (finding.verdict, tuple(sorted(told[i].exact for i in finding.claims)))
        for finding in report.findings
        if len({told[i].source for i in finding.claims}) > 1
    ]


FRENCH, ENGLISH = "lang: fr\npublished: 2026-03-12", "lang: en\npublished: 2026-03-12"


def test_another_wording_meets_the_translation_where_its_own_language_tells_it_in_other_words(tmp_path: Path) -> None:
    found = together(
        tmp_path,
        f"{FRENCH}|Le maire, Roland Castex, a parlé d'« une des plus grandes tragédies humaines de notre histoire récente ».",
        f"{ENGLISH}|The mayor, Roland Castex, spoke of “one of the biggest tragedies in our recent history”.",
        f"{ENGLISH}|The mayor, Roland Castex, spoke of “one of the greatest tragedies in the country”.",
    )
    assert [len(claims) for verdict, claims in found if verdict == "variant"] == [3]


def test_what_somebody_says_of_two_things_stays_apart(tmp_path: Path) -> None:
    found = together(
        tmp_path,
        f"{ENGLISH}|“The bridge will open before the end of the summer,” said the mayor, Roland Castex.",
        f"{ENGLISH}|“The schools of the valley need new teachers,” said the mayor, Roland Castex.",
    )
    assert not [claims for _, claims in found if len(claims) > 1 and "bridge" in "".join(claims)]


def test_one_thing_said_in_other_words_of_the_same_meaning(tmp_path: Path) -> None:
    found = together(
        tmp_path,
        f"{ENGLISH}|“Monthly and weekly inspections by our engineers have been followed scrupulously,” said Lena Orvik.",
        f"{ENGLISH}|“An engineer looks at the cable every week, and every month there is maintenance with an inspection,” said Lena Orvik.",
    )
    assert [verdict for verdict, claims in found if any("aintenance" in c for c in claims)] == ["variant"]


@pytest.mark.parametrize(("bare", "may"), [("Monday", True), ("Tuesday", False)])
def test_a_weekday_of_an_unknown_week_meets_the_day_that_it_may_be(bare: str, may: bool) -> None:
    (day,) = mentions("The outage began on March 9, 2026.", language="en")
    (weekday,) = mentions(f"{bare}'s outage had cut off towns.", language="en")
    assert isinstance(day.value, DateValue)
    assert isinstance(weekday.value, DateValue)
    assert some_weekday(day.value, weekday.value) is some_weekday(weekday.value, day.value) is may


def test_one_moment_is_told_by_two_clocks(tmp_path: Path) -> None:
    found = together(
        tmp_path,
        "lang: fr\npublished: 2026-03-20|Le 19 mars 2026, le ferry a lancé un appel de détresse à 1h52. Les secours sont partis aussitôt.",
        "lang: en\npublished: 2026-03-20|The ferry sent a distress call at 00:52 GMT on March 19, 2026, and rescuers left at once.",
    )
    assert ("variant", ("00:52 GMT", "à 1h52")) in found or ("variant", ("00:52 GMT", "1h52")) in found


def test_a_week_count_put_right_is_no_contradiction(tmp_path: Path) -> None:
    found = together(
        tmp_path,
        "lang: fr\npublished: 2026-04-16|Du 6 au 12 avril 2026, 4 304 nouveaux cas de dengue ont été confirmés à Morane, selon l'agence de santé.",
        "lang: fr\npublished: 2026-04-17|À Morane, les cas de dengue ont atteint 4 304, selon l'agence de santé.",
        "lang: fr\npublished: 2026-05-07|Du 6 au 12 avril 2026, ce sont 4 104 nouveaux cas de dengue qui ont été confirmés à Morane, selon l'agence de santé.",
    )
    verdicts = {verdict for verdict, claims in found if any("4 104" in told for told in claims)}
    assert verdicts == {"evolved"}


MANY = "lang: fr\npublished: 2026-03-{}|L'épidémie de rougeole a touché {} personnes à Valmont, estime le préfet."
AGED = "lang: fr\npublished: 2026-03-{}|Les victimes de l'incendie de Valmont sont âgées de {} ans."


@pytest.mark.parametrize(
    ("text", "first", "second", "verdict"),
    [
        (MANY, (12, "plus de 100.000"), (19, "120.000"), "evolved"),
        (MANY, (12, "plus de 100.000"), (12, "120.000"), "variant"),
        (MANY, (19, "plus de 100.000"), (12, "120.000"), "variant"),
        (MANY, (12, "environ 100.000"), (19, "102.000"), "variant"),
        (AGED, (12, "71 à 95"), (19, "68 à 95"), "evolved"),
        (AGED, (12, "71 à 95"), (12, "68 à 95"), "variant"),
        (AGED, (12, "68 à 95"), (19, "71 à 95"), "variant"),
    ],
)
def test_more_told_on_a_later_day_has_grown_though_hedges_let_one_number_fit(
    tmp_path: Path, text: str, first: tuple[int, str], second: tuple[int, str], verdict: str
) -> None:
    found = together(tmp_path, text.format(*first), text.format(*second))
    assert [said for said, _ in found] == [verdict]


HOSPITAL = "Quelque {} patients étaient hospitalisés lundi."
COUNCIL = "Le conseil des ministres s'est réuni mercredi à Paris."
ASKED = "Huit ans d'emprisonnement ont été requis contre Patrice Delcourt, 58 ans."
ON_18, ON_19, ON_26 = "lang: fr\npublished: 2026-03-18", "lang: fr\npublished: 2026-03-19", "lang: fr\npublished: 2026-03-26"


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(
            (
                "lang: en\npublished: 2026-03-19|“We will vote against the reform on Tuesday,” opposition leader Marc Duval said.",
                f"{ON_19}|« Nous voterons contre la réforme mardi », a annoncé Marc Duval.",
            ),
            id="what will be done",
        ),
        pytest.param((f"{ON_19}|{HOSPITAL.format(212)}", f"{ON_26}|{HOSPITAL.format(180)}"), id="a state of each week"),
        pytest.param((f"{ON_19}|{COUNCIL}", f"{ON_26}|{COUNCIL}"), id="what happens each week"),
        pytest.param(
            (
                f"{ON_19}|Deux hommes ont été arrêtés mardi à Lormont dans le cadre de l'enquête sur les cambriolages.",
                f"{ON_26}|Deux autres hommes ont été arrêtés mardi à Lormont dans le cadre de l'enquête sur les cambriolages.",
            ),
            id="arrests of two weeks",
        ),
        pytest.param(
            (
                f"{ON_19}|La région a compté 1 784 nouveaux cas la semaine dernière.",
                "lang: en\npublished: 2026-03-26|The region had 950 new cases last week, after 1,290 the week before.",
            ),
            id="weeks pointed at",
        ),
        pytest.param(
            (f"{ON_19}|Un suspect de 29 ans a été interpellé.", "lang: en\npublished: 2026-03-19|A suspect, 29, was arrested."),
            id="an age between commas",
        ),
        pytest.param(
            (
                f"{ON_18}|# Procès Delcourt : huit ans requis\n\n{ASKED}",
                f"{ON_18}|# Huit ans requis contre Delcourt\n\n{ASKED}",
                "lang: en\npublished: 2026-03-19|Prosecutors on Wednesday asked for eight years in prison for Patrice Delcourt, 58.",
                f"{ON_26}|# Delcourt condamné à six ans\n\nPatrice Delcourt a été condamné mercredi à six ans de prison, dont deux avec sursis.",
            ),
            id="asked for and given",
        ),
        pytest.param(
            (
                f"{ON_19}|Selon un sondage Odopi, 54 % des Français approuvent la réforme.",
                f"{ON_19}|Selon un sondage Ifra, 47 % des Français approuvent la réforme.",
            ),
            id="two polls",
        ),
        pytest.param(
            (f"{ON_19}|À Saint-Vérand, douze personnes ont été tuées. L'attaque de Montclar a fait 11 morts.",),
            id="two places in one article",
        ),
    ],
)
def test_what_only_looks_alike_is_not_accused(tmp_path: Path, articles: tuple[str, ...]) -> None:
    assert accused(tmp_path, *articles) == []


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(
            (
                "lang: en\npublished: 2026-03-11|The plane took off at 23:30 GMT on Tuesday.",
                "lang: fr\npublished: 2026-03-11|L'avion a décollé mercredi à 0h30.",
            ),
            id="midnight lies between",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-11-15|Quelque 35 000 foyers étaient privés d'électricité samedi matin.",
                "lang: fr\npublished: 2026-11-16|12 000 foyers restaient privés d'électricité dimanche soir.",
            ),
            id="each on its own day",
        ),
    ],
)
def test_days_that_may_both_be_right_are_never_certain(tmp_path: Path, articles: tuple[str, ...]) -> None:
    assert "certain" not in accused(tmp_path, *articles)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "À midi, la participation à Brévens atteignait 19,4 %.", "À 17 heures, la participation à Brévens atteignait 48,9 %."),
        ("fr", "À midi, la participation à Brévens atteignait 19,4 %.", "La participation finale à Brévens a atteint 58,1 %."),
        (
            "fr",
            "L'action Altirel valait 41,30 euros jeudi à l'ouverture de la Bourse de Paris.",
            "L'action Altirel valait 42,65 euros jeudi à la clôture de la Bourse de Paris.",
        ),
        (
            "fr",
            "L'action Altirel a terminé à 41,30 euros jeudi à la Bourse de Paris.",
            "L'action Drumont a terminé à 82,65 euros jeudi à la Bourse de Paris.",
        ),
        (
            "fr",
            "La filiale française de Drumont a réalisé 820 millions d'euros de ventes en 2025.",
            "Drumont a réalisé 3,1 milliards d'euros de ventes en 2025.",
        ),
        (
            "fr",
            "Drumont a réalisé 820 millions d'euros de ventes en France en 2025.",
            "Drumont a réalisé 3,1 milliards d'euros de ventes en 2025.",
        ),
        (
            "fr",
            "Brandt a dégagé un bénéfice opérationnel de 310 millions d'euros en 2025.",
            "Brandt a dégagé un bénéfice net de 210 millions d'euros en 2025.",
        ),
        (
            "fr",
            "Brandt prévoit un chiffre d'affaires de 900 millions d'euros en 2025.",
            "Brandt a réalisé un chiffre d'affaires de 861 millions d'euros en 2025.",
        ),
        (
            "fr",
            "Marc Tolly a été condamné mardi à huit ans de prison à Brévens.",
            "Anna Vire, complice de Marc Tolly, a été condamnée mardi à trois ans de prison à Brévens.",
        ),
        (
            "fr",
            "Le procès de Nadia Ferlet s'ouvrira le 16 mars à Brévens.",
            "Le procès en appel de Nadia Ferlet s'ouvrira le 18 novembre à Brévens.",
        ),
        (
            "fr",
            "Il est tombé 85 mm de pluie en trois heures à Castrac lundi.",
            "Il est tombé 112 mm de pluie en vingt-quatre heures à Castrac lundi.",
        ),
        (
            "fr",
            "Le Sénat a adopté la loi sur l'eau par 182 voix contre 141.",
            "L'Assemblée a adopté la loi sur l'eau par 301 voix contre 212.",
        ),
        (
            "fr",
            "La tempête a privé d'électricité 45 000 foyers lundi à Brévens.",
            "À Brévens, 1 500 foyers étaient encore sans électricité mercredi, deux jours après la tempête.",
        ),
        (
            "en",
            "Brandt Foods reported operating profit of $310 million for 2025.",
            "Brandt Foods reported net profit of $210 million for 2025.",
        ),
        ("en", "Brandt Foods expects revenue of $900 million in 2025.", "Brandt Foods had revenue of $861 million in 2025."),
        ("en", "Drumont's French unit had revenue of $820 million in 2025.", "Drumont had revenue of $3.1 billion in 2025."),
        ("en", "The Senate passed the water bill by 182 votes to 141.", "The lower house passed the water bill by 301 votes to 212."),
        ("en", "Altirel shares opened at 41.30 euros on Thursday in Paris.", "Altirel shares closed at 42.65 euros on Thursday in Paris."),
        ("en", "Turnout in Norland stood at 19.4% at noon on Sunday.", "Turnout in Norland stood at 48.9% at 5 p.m. on Sunday."),
        ("en", "Brandt Foods had quarterly sales of $210 million.", "Brandt Foods had annual sales of $861 million."),
    ],
)
def test_what_a_sentence_tells_apart_is_never_certain(tmp_path: Path, language: str, one: str, other: str) -> None:
    head = f"lang: {language}\npublished: 2026-03-05"
    assert "certain" not in accused(tmp_path, f"{head}|{one}", f"{head}|{other}")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        (
            "fr",
            "L'incendie de l'hôtel Beaumont à Lourcy a fait quatre morts mardi.",
            "L'incendie de l'hôtel Beaumont, à Lourcy, a fait six morts mardi.",
        ),
        ("fr", "Le procès de Nadia Ferlet s'ouvrira le 16 mars à Brévens.", "Le procès de Nadia Ferlet s'ouvrira le 18 mars à Brévens."),
        (
            "fr",
            "La police a interpellé 24 personnes lundi lors d'une opération antidrogue à Brévens.",
            "Lors de l'opération antidrogue de lundi à Brévens, la police a interpellé 31 personnes.",
        ),
        (
            "en",
            "Brandt Foods reported net profit of $310 million for 2025 on Tuesday.",
            "Brandt Foods made a net profit of $350 million in 2025, it said on Tuesday.",
        ),
        (
            "en",
            "Dale Corrin was sentenced to 12 years in prison on Tuesday for a robbery in Harwick.",
            "Dale Corrin was sentenced to 15 years in prison on Tuesday for a robbery in Harwick.",
        ),
        (
            "fr",
            "Le conseil de Brissac a adopté le budget lundi par 27 voix pour et 12 voix contre.",
            "Le conseil de Brissac a adopté le budget lundi par 23 voix pour et 12 voix contre.",
        ),
        (
            "en",
            "Harwick councillors passed the budget on Monday with 27 votes in favour.",
            "On Monday the Harwick budget passed with 23 votes in favour.",
        ),
    ],
)
def test_plain_contradictions_are_certain(tmp_path: Path, language: str, one: str, other: str) -> None:
    head = f"lang: {language}\npublished: 2026-03-11"
    assert accused(tmp_path, f"{head}|{one}", f"{head}|{other}") == ["certain"]


def test_a_festival_of_each_summer_is_never_certain(tmp_path: Path) -> None:
    text = "Le festival des Cordes de Tornac débute le {} juillet."
    assert "certain" not in accused(
        tmp_path, f"lang: fr\npublished: 2025-06-11|{text.format(4)}", f"lang: fr\npublished: 2026-06-11|{text.format(3)}"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "lang: en|The Rent Bill passed on Tuesday by 318 votes to 261.",
            "lang: en|On Tuesday the Rent Bill went through with 318 lawmakers in favour and 291 against.",
        ),
        (
            "lang: en|Hikers found Paul Merrow in a quarry 4 miles from his car, police said.",
            "lang: en|Paul Merrow was found in a quarry 12 miles from where he had left his car.",
        ),
        (
            "lang: fr|Maren Tolvik s'est imposée samedi avec 1 min 52 s d'avance sur l'Espagnole Inès Garay.",
            "lang: en|Maren Tolvik won on Saturday, 37 seconds ahead of Spain's Inès Garay.",
        ),
        (
            "lang: fr|La toile d'Anna Corvel a été vendue dimanche 1,3 million d'euros, frais compris.",
            "lang: fr|Dimanche, la toile d'Anna Corvel a quitté pour toujours la ville: un amateur l'a emportée pour 1,8 million d'euros, frais inclus.",
        ),
    ],
    ids=["votes and lawmakers", "who told it", "leads", "for ever"],
)
def test_contradictions_in_other_words_are_told(tmp_path: Path, one: str, other: str) -> None:
    heads = [f"published: 2026-03-15\n{article}" for article in (one, other)]
    assert accused(tmp_path, *heads)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Le conseil de Haute-Sorre a approuvé jeudi le plan des trains par 61 voix contre 44.",
            "Par 58 voix contre 49, le conseil de Haute-Sorre a rejeté jeudi la gratuité des trains.",
        ),
        ("La loi sur l'eau a été adoptée par 212 voix contre 140.", "Par 140 voix contre 212, la loi sur l'eau n'a pas été repoussée."),
        (
            "Le bilan de la crue s'alourdit mardi à onze morts, contre six la veille, après la découverte de cinq nouveaux corps.",
            "La crue a fait onze morts, selon le bilan de mardi, contre six lundi.",
        ),
    ],
    ids=["two votes", "for and against", "new ones"],
)
def test_what_only_seems_to_differ_is_not_accused(tmp_path: Path, one: str, other: str) -> None:
    head = "lang: fr\npublished: 2026-03-13"
    assert accused(tmp_path, f"{head}|{one}", f"{head}|{other}") == []


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(
            (
                "lang: fr\npublished: 2026-01-22|Le tramway de Brévens coûtera 285 millions d'euros, ont voté les élus lundi.",
                "lang: fr\npublished: 2026-09-16|Le coût du tramway de Brévens grimpe à 297 millions d'euros.",
            ),
            id="put right later",
        ),
        pytest.param(
            (
                "lang: en\npublished: 2026-03-06|The No side won the Harwick referendum on Thursday with 9,874 votes.",
                "lang: en\npublished: 2026-03-09|After a recount the No side won the Harwick referendum with 9,871 votes.",
            ),
            id="counted again",
        ),
        pytest.param(
            (
                "lang: en\npublished: 2026-03-09|The Lark probe will cost 310 million euros, launch included.",
                "lang: en\npublished: 2026-03-09|The Lark probe itself will cost 265 million euros. Its launch costs a further 45 million.",
            ),
            id="two parts",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Paul Drevet a été condamné lundi à quatre ans de prison, dont un avec sursis.",
                "lang: fr\npublished: 2026-03-09|Paul Drevet a été condamné lundi à trois ans de prison ferme et un an avec sursis.",
            ),
            id="a sentence in parts",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Le tableau d'Anna Corvel a été vendu 2,1 millions d'euros dimanche, hors frais. L'acheteur en paiera 2,58 millions.",
                "lang: fr\npublished: 2026-03-09|Le tableau d'Anna Corvel a été vendu près de 2,6 millions d'euros dimanche, frais compris.",
            ),
            id="both are told",
        ),
        pytest.param(
            (
                "lang: en\npublished: 2026-07-15|The Pine Hill wildfire had covered 6,200 acres by Wednesday.",
                "lang: en\npublished: 2026-07-24|The Pine Hill wildfire is contained at 16,300 acres.",
            ),
            id="a fire grows",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|La rafale a atteint 138 km/h au cap Morel lundi. Le rendement du blé est de 74 quintaux par hectare.",
                "lang: fr\npublished: 2026-03-09|Le rendement du blé s'établit à 73,6 quintaux par hectare.",
            ),
            id="without decimals",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2024-03-18|Le notaire Hubert Lassay, 61 ans, a été condamné vendredi à sept ans de prison.",
                "lang: fr\npublished: 2026-02-10|Le notaire Hubert Lassay, 63 ans, a été rejugé lundi.",
            ),
            id="two years older",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-07-29|Le carnet de commandes de Kervalec atteint 412 millions d'euros.",
                "lang: fr\npublished: 2026-07-29|Les prises de commandes de Kervalec atteignent 331 millions d'euros.",
            ),
            id="orders in hand and taken",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-31|Lina Kaddour a marqué neuf buts samedi pour Bravane.",
                "lang: fr\npublished: 2026-03-31|Bravane a fêté samedi une victoire de sept buts.",
            ),
            id="goals and a margin",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-11-14|Le cargo Stella Marga a été pris en remorque à 4 h 20 vendredi.",
                "lang: fr\npublished: 2026-11-14|Les coupures de courant ont culminé vendredi vers 4 heures.",
            ),
            id="two hours of one night",
        ),
        pytest.param(
            (
                "lang: en\npublished: 2026-07-15|A soldier was killed in a truck accident at Ferncross, the ministry said on Wednesday.",
                "lang: en\npublished: 2026-07-17|A second soldier has died after the truck accident at Ferncross, the army said on Friday.",
            ),
            id="said on two days",
        ),
        pytest.param(
            (
                "lang: en\npublished: 2026-01-23|The Stanmoor runway was expected to reopen at 6 pm on Thursday.",
                "lang: en\npublished: 2026-01-24|The Stanmoor runway reopened at 6.20 pm on Thursday, later than hoped.",
            ),
            id="later than hoped",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-20|Au second semestre, les ventes de Corvane ont atteint 955 millions d'euros.",
                "lang: fr\npublished: 2026-03-20|Au premier semestre, les ventes de Corvane ont atteint 885 millions d'euros.",
            ),
            id="two halves of a year",
        ),
        pytest.param(
            (
                "lang: en\npublished: 2026-03-09|Pumps have recovered 210,000 litres of oil from the Merrow spill.",
                "lang: en\npublished: 2026-03-09|Crews still look for 430,000 litres of the 640,000 litres of oil lost in the Merrow spill.",
            ),
            id="their sum is told",
        ),
        pytest.param(
            (
                "lang: en\npublished: 2026-03-09|The crane is 42 metres long.",
                "lang: en\npublished: 2026-03-09|A fence runs for 60 metres.",
            ),
            id="no word in common",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Quelque 300 habitants ont été évacués à Corvel après la mort d'un pompier.",
                "lang: fr\npublished: 2026-03-09|Deux personnes sont mortes dans l'incendie de Corvel.",
            ),
            id="one of the dead",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Quelque 120 pompiers luttent contre l'incendie de l'entrepôt de Corvel.",
                "lang: fr\npublished: 2026-03-09|L'incendie de l'entrepôt de Corvel a mobilisé 220 pompiers.",
            ),
            id="sent one after the other",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Douze écoles de Corvel sont fermées depuis lundi.",
                "lang: fr\npublished: 2026-03-10|On compte huit disparus à Corvel.",
                "lang: fr\npublished: 2026-03-11|On compte douze disparus à Corvel.",
            ),
            id="two nouns",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-02-12|Les contrôleurs avaient inspecté le pont en mars 2023, puis l'avaient inspecté de nouveau en juin 2024.",
                "lang: fr\npublished: 2026-02-13|Le pont avait été inspecté en mars 2023, selon la mairie.",
                "lang: fr\npublished: 2026-02-13|Le pont avait été inspecté en juin 2024, selon l'exploitant.",
            ),
            id="an article tells both days",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-01-13|Les dettes du club de Corvel s'élèvent à 87,4 millions d'euros.",
                "lang: fr\npublished: 2026-01-14|Les dettes du club de Corvel atteignent 87,4 millions d'euros.",
                "lang: fr\npublished: 2026-02-03|Les dettes du club de Corvel s'élèvent à 93,6 millions d'euros.",
                "lang: fr\npublished: 2026-02-04|Les dettes du club de Corvel atteignent 93,6 millions d'euros.",
                "lang: fr\npublished: 2026-02-19|Les dettes du club de Corvel s'élèvent à 96,1 millions d'euros.",
            ),
            id="three values in their order",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-02-12|L'accident de Corvel a fait quatorze blessés. Le club garde 24 professionnels.",
                "lang: fr\npublished: 2026-02-12|Il reste 24 professionnels au club.",
            ),
            id="two things of one number",
        ),
        pytest.param(
            (
                "lang: en\npublished: 2026-02-12|Four people are known to have died in the collapse of a block in Carrow Street.",
                "lang: en\npublished: 2026-02-12|Firefighters found a body in Carrow Street, bringing the number of dead in the collapse to five.",
            ),
            id="risen within a day",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-02-12|Les handballeuses de Corvel ont été battues de cinq buts à l'aller par Ostermo.",
                "lang: fr\npublished: 2026-02-14|Les handballeuses de Corvel ont fêté une victoire de sept buts sur Ostermo.",
            ),
            id="two matches",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-02-12|À partir du 15 septembre, l'exploitant entamera la vidange du lac de Corvel.",
                "lang: fr\npublished: 2026-06-13|Commencé le 11 mai, le remplissage du lac de Corvel avance.",
            ),
            id="two things begin",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-02-12|Le tribunal a condamné lundi Paul Merrow à six ans de prison.",
                "lang: fr\npublished: 2026-02-12|Le tribunal a condamné lundi Anne Corvel à cinq ans de prison.",
            ),
            id="two are sentenced",
        ),
    ],
)
def test_what_is_explained_is_not_accused(tmp_path: Path, articles: tuple[str, ...]) -> None:
    assert accused(tmp_path, *articles) == []


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Inauguré en 1934, le pont de Lourcy sera fermé lundi.",
                "lang: fr\npublished: 2026-03-09|Le pont de Lourcy, ouvert à la circulation en 1943, sera fermé lundi.",
            ),
            id="opened once",
        ),
        pytest.param(
            (
                "lang: en\npublished: 2026-03-09|“This ice is older than our species,” said Ingrid Halvard.",
                "lang: fr\npublished: 2026-03-09|« Cette glace est plus vieille que notre espèce », s'émerveille Matteo Forlini.",
            ),
            id="one sentence, two people, two languages",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Le groupe Helvaris a dégagé un bénéfice net de 312 millions de francs en 2025.",
                "lang: en\npublished: 2026-03-09|The group Helvaris made a net profit of 274 million Swiss francs in 2025.",
            ),
            id="francs",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Près de quatre vergers d'abricotiers sur dix ont gelé dans la vallée de l'Orne.",
                "lang: fr\npublished: 2026-03-09|Plus de six vergers d'abricotiers sur dix ont gelé dans la vallée de l'Orne.",
            ),
            id="so many of ten",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Brissac va relever la taxe foncière de 4,5 %, a décidé le conseil lundi.",
                "lang: fr\npublished: 2026-03-09|Le conseil de Brissac a voté lundi une hausse de 7 % de la taxe foncière.",
            ),
            id="by how much",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Le conducteur du car, âgé de 52 ans, a été placé en garde à vue à Corvel.",
                "lang: fr\npublished: 2026-03-09|Le chauffeur, un homme de 58 ans, a été placé en garde à vue à Corvel.",
            ),
            id="the age of one driver",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Le groupe Sorelec a annoncé la suppression de 241 postes en France.",
                "lang: fr\npublished: 2026-03-10|Ce sont 214 emplois que le groupe Sorelec supprimera en France.",
            ),
            id="digits swapped",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Le maire a été condamné lundi à un an de prison et à trois ans d'inéligibilité.",
                "lang: fr\npublished: 2026-03-09|Le maire a été condamné lundi à un an de prison et à cinq ans d'inéligibilité. Le parquet avait requis six ans d'inéligibilité.",
            ),
            id="given, not asked for",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-03-09|Fondée en 1865 par l'ingénieur Paul Merrow afin de financer le rail, la banque ferme lundi. Helvaris a perdu ses clients.",
                "lang: en\npublished: 2026-03-09|The bank Helvaris, founded in 1856, closes on Monday.",
            ),
            id="years swapped",
        ),
        pytest.param(
            (
                "lang: fr\npublished: 2026-02-12|Le conducteur du train a été mis en examen vendredi 30 janvier, a dit le parquet.",
                "lang: fr\npublished: 2026-02-13|Le conducteur, mis en examen le 29 janvier, n'a pas repris le travail.",
            ),
            id="the only two days of it",
        ),
    ],
)
def test_contradictions_of_many_kinds_are_told(tmp_path: Path, articles: tuple[str, ...]) -> None:
    assert accused(tmp_path, *articles)


def test_a_part_at_a_place_is_all_that_another_tells_of_the_place(tmp_path: Path) -> None:
    found = together(
        tmp_path,
        f"{FRENCH}|Le bilan du feu est de 24 morts, 16 à Valmore et huit à Orsec.",
        f"{FRENCH}|Le feu a fait 19 morts à Valmore.",
    )
    assert ("conflict", ("16", "19 morts")) in found


def test_a_share_that_moves_each_day_contradicts_nobody(tmp_path: Path) -> None:
    texts = [("2026-03-10", "lost 0.8%"), ("2026-05-12", "slipped 0.3%"), ("2026-06-02", "rose 0.4%")]
    assert accused(tmp_path, *(f"lang: en\npublished: {day}|Shares in Orvelin {moved} in Zurich." for day, moved in texts)) == []


def test_ages_of_two_people_are_two(tmp_path: Path) -> None:
    texts = ["Le coureur Ian Hale, 29 ans, a gagné.", "« J'ai 24 ans », a dit Paul Noir, le vainqueur."]
    assert accused(tmp_path, *(f"{FRENCH}|{text}" for text in texts)) == []


def test_a_page_that_says_when_it_was_changed_tells_of_that_day(tmp_path: Path) -> None:
    texts = [
        f"{FRENCH}|La crue a fait 53 malades à Valmore.",
        "lang: fr|La crue a fait 56 malades à Valmore. La digue a cédé mardi 3 mars 2026.\n\nDernière modification de cette page le 2 mai 2026, à 14:07.",
    ]
    assert [verdict for verdict, claims in together(tmp_path, *texts) if "56 malades" in claims] == ["evolved"]


def test_two_thirds_are_66_per_cent(tmp_path: Path) -> None:
    texts = [
        f"{FRENCH}|Selon un sondage, 66 % des Français rejettent le projet.",
        f"{ENGLISH}|Polls show two-thirds of the French reject the plan.",
    ]
    assert accused(tmp_path, *texts) == []


def test_an_age_is_no_length_of_time(tmp_path: Path) -> None:
    texts = [
        "Une pension complète exigera 43 années de cotisation. Le ministre, Paul Noir, 45 ans, l'a dit.",
        "Devant, Karine Hale, 43 ans, pousse une poussette.",
    ]
    assert accused(tmp_path, *(f"{FRENCH}|{text}" for text in texts)) == []


def test_a_kind_of_thing_is_no_count(tmp_path: Path) -> None:
    told = checked(tmp_path, f"{ENGLISH}|Nine are missing after fire tore through a passenger ferry. A passenger died.").claims
    assert [claim.exact for claim in told if claim.kind == "figure"] == ["Nine", "A passenger"]


def test_temperatures_of_two_scales_are_one_and_count_nothing(tmp_path: Path) -> None:
    found = together(
        tmp_path,
        f"{ENGLISH}|The temperature on the pass fell to 12 degrees Fahrenheit in the night.",
        f"{FRENCH}|La température au col est tombée à -11 °C dans la nuit. Douze plaintes ont été déposées.",
    )
    assert [claims for _, claims in found if any("12" in c for c in claims)] == [("-11 °C", "12 degrees Fahrenheit")]


def test_what_one_row_of_a_table_tells_twice_is_two_things(tmp_path: Path) -> None:
    table = "| Liste | Voix, 1er tour | Voix, 2e tour |\n|---|---|---|\n| Union du bourg | 10 073 | 15 345 |"
    assert not accused(
        tmp_path,
        f"{FRENCH}|{table}",
        f"{FRENCH}|Dimanche, la liste Union du bourg a obtenu 10 073 voix à Valmont.",
        f"{FRENCH}|Dimanche, la liste Union du bourg a obtenu 15 345 voix à Valmont.",
    )


@pytest.mark.parametrize(("other", "may"), [("La loi doit changer cette semaine.", False), ("Il a été arrêté cette semaine.", True)])
def test_this_morning_is_what_happens_this_week_only_where_it_is_the_same(other: str, may: bool) -> None:
    def day(text: str) -> DateClaim:
        claims = extract(prepare(document(f"---\n{FRENCH}\n---\n{text}\n", "a"))).claims
        return next(claim for claim in claims if isinstance(claim, DateClaim))

    one, week = day("Le voleur a été arrêté ce matin."), day(other)
    assert dates_may_meet(one, week) is dates_may_meet(week, one) is may
