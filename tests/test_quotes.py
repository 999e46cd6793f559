"""Quotes, speakers and the people of a story: the lexicons' own examples, then whole sentences."""

from __future__ import annotations

import itertools
import re
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.kinds.quotes import Quote, quotes
from claims.lexicon import LANGUAGES, lexicon
from claims.marks import quotations
from claims.names import names
from claims.parties import plain
from claims.reading import read
from consistency.people import people

TOPICS = ("names", "quotes")
DATA = Path(__file__).with_name("data")


def rules() -> Iterator[Any]:
    for language, topic in itertools.product(("fr", "en"), TOPICS):
        table = tomllib.loads((LANGUAGES / language / f"{topic}.toml").read_text(encoding="utf-8"))
        for rule in table["rule"]:
            yield pytest.param(language, topic, rule, id=f"{language}-{topic}-{rule['name']}")


@pytest.mark.parametrize(("language", "topic", "rule"), list(rules()))
def test_examples_of_the_lexicon(language: str, topic: str, rule: dict[str, Any]) -> None:
    found_by = next(r for r in lexicon(language).rules[topic] if r.name == rule["name"])
    assert len(rule["example"]) >= 5, rule["name"]
    assert len(rule["never"]) >= 2, rule["name"]
    for row in (*rule["example"], *rule["never"]):
        reading = read(row["text"], language)
        found = [row["text"][slice(*reading.span(m.start(), m.end() - 1))] for m in found_by.finditer(reading.symbols)]
        if "found" in row:
            assert row["found"] in found, f"{row['text']!r} gave {found}"
        else:
            assert not found, f"{row['text']!r} gave {found}, but it is {row['why']}"


def taken(text: str, language: str = "fr") -> list[Quote]:
    reading = read(text, language)
    return list(quotes(reading, names(reading)))


def said(text: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(q.value.speaker, q.value.content) for q in taken(text, language)]


FRENCH = [
    ("« Nous ne reculerons pas », a déclaré Keir Starmer.", [("Keir Starmer", "Nous ne reculerons pas")]),
    ("“Nous ne reculerons pas”, a déclaré Keir Starmer.", [("Keir Starmer", "Nous ne reculerons pas")]),
    ('"Nous ne reculerons pas", a déclaré Keir Starmer.', [("Keir Starmer", "Nous ne reculerons pas")]),
    ("‹ Nous ne reculerons pas ›, a déclaré Keir Starmer.", [("Keir Starmer", "Nous ne reculerons pas")]),
    ("„Nous ne reculerons pas“, a déclaré Keir Starmer.", [("Keir Starmer", "Nous ne reculerons pas")]),
    ("'Nous ne reculerons pas', a déclaré Keir Starmer.", [("Keir Starmer", "Nous ne reculerons pas")]),
    ("La procureure de Paris, Laure Beccuau, a parlé. « Rien ne le prouve », a-t-elle dit.", [("Laure Beccuau", "Rien ne le prouve")]),
    ("Laure Beccuau a parlé mardi. « Rien ne le prouve », a dit la magistrate.", [("Laure Beccuau", "Rien ne le prouve")]),
    ("Le ministre Rob Bonta, un élu démocrate, a dit exiger « des mesures immédiates ».", [("Rob Bonta", "des mesures immédiates")]),
    ("Keir Starmer a qualifié le phénomène de « honteux » et « répugnant ».", [("Keir Starmer", "honteux"), ("Keir Starmer", "répugnant")]),
    ("Selon Ofcom, la loi a été violée par la plateforme.", [("Ofcom", "la loi a été violée par la plateforme")]),
    (
        "Un porte-parole du premier ministre, Keir Starmer, a parlé d'un « service premium ».",
        [("Un porte-parole du premier ministre", "service premium")],
    ),
    (
        "L'Agence régionale de santé (ARS) a prévenu. « La situation empire », ajoute l'ARS.",
        [("Agence régionale de santé (ARS)", "La situation empire")],
    ),
    ("« La génération d'images est limitée »\n— Système Grok AI\n", [("Système Grok AI", "La génération d'images est limitée")]),
    ("Grok a répondu :\n\n« La génération d'images est limitée. »", [("Grok", "La génération d'images est limitée.")]),
    ("M. Musk a écrit que les images étaient fausses. Elon Musk dirige X.", [("Elon Musk", "les images étaient fausses")]),
    ("« Le réseau est coupé », a indiqué sur X Ivo Marant, le patron de la jeune pousse.", [("Ivo Marant", "Le réseau est coupé")]),
    ("D’après l’entourage du maire, que cite l’agence Reuters, la ville « a tout essayé ».", [("entourage du maire", "a tout essayé")]),
    ("Ana Lima est revenue. Lundi, elle avait quitté Brest en invoquant « une fatigue extrême ».", [("Ana Lima", "une fatigue extrême")]),
    (
        "Le Parti du large a dénoncé une « mascarade honteuse », l’Union des ports « une fuite en avant ».",
        [("Parti du large", "mascarade honteuse"), ("Union des ports", "une fuite en avant")],
    ),
    ("Pour former une équipe, Ana Lima a réclamé « un mandat clair ».", [("Ana Lima", "un mandat clair")]),
    (
        "Nuagia a publié une note :\n\n« Nous corrigeons les erreurs signalées », y lisait-on.",
        [("Nuagia", "Nous corrigeons les erreurs signalées")],
    ),
    ("Le maire, sobre, a pris acte du vote : il se dit « déçu mais serein ».", [("Le maire", "déçu mais serein")]),
    ("L’outil « Nuagia est en panne », a fait savoir Ana Lima.", [("Ana Lima", "Nuagia est en panne")]),
    (
        "La PDG de Norvane, Signe Halden, a présenté lundi ses « excuses sans réserve ».\n\n« C'est un échec », a déclaré la dirigeante lors d'une conférence de presse. « Rien n'est jamais monté », a-t-elle assuré.",
        [("Signe Halden", "excuses sans réserve"), ("Signe Halden", "C'est un échec"), ("Signe Halden", "Rien n'est jamais monté")],
    ),
    (
        "Au micro de notre envoyée, Pauline Thorel, débarquée avec son fils : « Le capitaine a parlé. » À ses côtés, une autre passagère renchérit : « On a continué ! »",
        [("Pauline Thorel", "Le capitaine a parlé."), ("une autre passagère", "On a continué !")],
    ),
    (
        "Le député Armand Fouquart juge la mission « cosmétique », son collègue Bastien Ruel, « bien tardive ».",
        [("Armand Fouquart", "cosmétique"), ("Bastien Ruel", "bien tardive")],
    ),
    (
        "Le procureur de Nice, Marc Jolivet, a ouvert une enquête. « C'est grave », a dit le procureur adjoint.",
        [("procureur adjoint", "C'est grave")],
    ),
    (
        "Le ministre de la Santé, Paul Ferrand, a défendu son plan. « C'est une honte », a répliqué l'ancien ministre de la Santé.",
        [("ancien ministre de la Santé", "C'est une honte")],
    ),
    (
        "La présidente de la région, Odette Kalifa, était là. « Nous partirons », a dit la vice-présidente. « Non », a dit l'ex-présidente.",
        [("la vice-présidente", "Nous partirons"), ("ex-présidente", "Non")],
    ),
    (
        "Le maire de Trélazac, Paul Noir, a démissionné. Le sous-préfet regrette ce choix « personnel ».",
        [("Le sous-préfet", "personnel")],
    ),
    ("Médecins sans frontières dénonce « un crime ».", [("Médecins sans frontières", "un crime")]),
    (
        "Le préfet Paul Cazeneuve s'est rendu sur place.\n\n© Le Parisien / Olivier Corsan\n\n« Le barrage tient », a-t-il assuré.",
        [("Paul Cazeneuve", "Le barrage tient")],
    ),
    ("« On a peur », rapporte le magazine français Le Point.", [("Le Point", "On a peur")]),
    (
        "Selon une source judiciaire, il a été entendu. La procureure, Isabelle Roumestan, parlera. « Il est en état de choc », a ajouté cette source.",
        [("une source judiciaire", "il a été entendu"), ("une source judiciaire", "Il est en état de choc")],
    ),
    ("Le maire, Jean Petit, s'y est engagé : « Nous paierons, et vite. »", [("Jean Petit", "Nous paierons, et vite.")]),
    (
        "Denise, 71 ans, est venue avec son canari. « J'ai pris l'oiseau avant les papiers », raconte-t-elle.",
        [("Denise", "J'ai pris l'oiseau avant les papiers")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_speakers_in_french(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


ENGLISH = [
    ("“We will not back down,” said Keir Starmer.", [("Keir Starmer", "We will not back down,")]),
    ('"We will not back down," Keir Starmer said.', [("Keir Starmer", "We will not back down,")]),
    (
        "Coleridge Minto, the police superintendent in St. Elizabeth Parish, said it was dark. “It was loud,” he added.",
        [("Coleridge Minto", "it was dark"), ("Coleridge Minto", "It was loud,")],
    ),
    ("Calling it “a tragedy”, Portugal’s prime minister, Luís Montenegro, has pledged help.", [("Luís Montenegro", "a tragedy")]),
    (
        "Margarida Castro Martins, who heads the city’s agency, said that all were adults.",
        [("Margarida Castro Martins", "all were adults")],
    ),
    ("The storm that came, Holness said, was the worst ever. Andrew Holness leads.", [("Andrew Holness", "was the worst ever")]),
    ("Ivo Marant, of the Institute for Ports, said the UK “cannot go on like this”.", [("Ivo Marant", "cannot go on like this")]),
    (
        "“We apologise,” Nuagia said on Monday.\n\n“We know that many were hurt,” Nuagia went on.",
        [("Nuagia", "We apologise,"), ("Nuagia", "We know that many were hurt,")],
    ),
    (
        "Santa Corvina registrar Alonso Quiroga, whose office certified the ship in November, said by email: “A full review is underway.”",
        [("Alonso Quiroga", "A full review is underway.")],
    ),
    (
        "Among them was Priya Rangan, whose videos went viral.\n\n“I still can't get in a shower,” said the 34-year-old.",
        [("Priya Rangan", "I still can't get in a shower,")],
    ),
    ("Police chief Tom Hart spoke. “We are ready,” said the deputy police chief.", [("deputy police chief", "We are ready,")]),
    ("Mayor Tom Hart spoke on Monday. “We are ready,” said the former mayor.", [("former mayor", "We are ready,")]),
    ("Colin Hart resigned. The WHO called the risk “moderate”.", [("WHO", "moderate")]),
    ("Doctors Without Borders denounced “a crime”.", [("Doctors Without Borders", "a crime")]),
    (
        "A witness described the car; another told SIC that it struck a building “at full speed”.",
        [("another", "at full speed")],
    ),
    (
        "It came from Paul Verdier, reappointed as interior minister, who said the government would fall.",
        [("Paul Verdier", "the government would fall")],
    ),
    ("“No one knocked on a single door,” said coach driver Derek Ashby, 56.", [("Derek Ashby", "No one knocked on a single door,")]),
    ("“It was loud,” said head coach Tom Reed.", [("Tom Reed", "It was loud,")]),
    (
        "Denise, 71, came with her canary. “I took the bird before the papers,” she said.",
        [("Denise", "I took the bird before the papers,")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_speakers_in_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text, "en") == expected


def test_a_repost_names_whom_it_repeats() -> None:
    quote = taken("« Subir les mêmes conséquences », a posté le compte Sécurité X, reprenant un tweet précédent d’Elon Musk.")[0]
    assert (quote.value.speaker, quote.value.relays) == ("Sécurité X", "Elon Musk")


def test_denials_and_conditionals_are_kept() -> None:
    denied = taken("Carris a démenti que le câble ait été mal entretenu.")[0]
    assert denied.value.negated
    assert denied.value.speaker == "Carris"
    hedged = taken("Elon Musk aurait déclaré que le robot était sûr et fiable.")[0]
    assert hedged.value.hedged


def test_titles_and_words_at_arms_length_are_no_speech() -> None:
    assert said("Le funiculaire « Gloria » a déraillé.") == []
    assert said("Les cas « autochtones » augmentent.") == []


def test_two_people_of_one_surname_are_not_confused() -> None:
    text = "Marie Durand et Paul Durand sont venus. « Je reste », a dit M. Durand."
    assert said(text)[-1][0] == "Durand"


def test_one_quotation_over_paragraphs() -> None:
    assert [q.value.content for q in taken("« Premier point.\n\n« Second point », a dit Keir Starmer.")] == [
        "Premier point.",
        "Second point",
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab AÀé'’\"«»“”„‹›.,:—-()\n0", max_size=80), st.sampled_from(("fr", "en")))
def test_any_text_can_be_read(text: str, language: str) -> None:
    reading = read(text, language)
    for quote in quotes(reading, names(reading)):
        assert 0 <= quote.start < quote.end <= len(text)
        assert " ".join(text[quote.start : quote.end].split()) == quote.value.content


WORDS = (
    "« ",
    " »",
    "“",
    "”",
    '"',
    "a dit ",
    "Keir Starmer ",
    "que ",
    ", ",
    ". ",
    "elle ",
    "selon ",
    "\n",
    "mot ",
    "le ministre ",
    "(ARS)",
    "— ",
    ": ",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_order_of_words_can_be_read(parts: list[str]) -> None:
    text = "".join(parts)
    reading = read(text, "fr")
    for q in quotations(reading):
        assert q.opening < q.first <= q.last < q.closing
    for quote in quotes(reading, names(reading)):
        assert text[quote.start : quote.end].strip()


STORY = {
    "one": "La procureure de Paris, Laure Beccuau, a parlé mardi.",
    "two": "La procureure de Paris a écrit un communiqué.",
    "three": "Laure Beccuault, la procureure de Paris, était là. Mme Beccuault a parlé.",
    "four": "Marie Durand est venue.",
    "five": "Paul Durand est venu.",
}


def test_the_people_of_a_story() -> None:
    table = people([(source, names(read(text, "fr")).entities) for source, text in STORY.items()])
    assert table.canonical("two", "procureure de Paris") == "Laure Beccuau"
    assert table.canonical("three", "Laure Beccuault") == "Laure Beccuau"
    assert table.canonical("two", "Beccuau") == "Laure Beccuau"
    assert table.canonical("four", "Durand") == "Durand"
    assert table.canonical("one", "un témoin") == "un témoin"
    assert table.variants() == (("Laure Beccuau", "Laure Beccuault"),)


def test_an_office_is_the_one_person_s_who_holds_it_under_any_of_its_names() -> None:
    articles = {
        "one": "Le Premier ministre Ivo Marant a parlé mardi.",
        "two": "Ivo Marant, le nouveau Premier ministre, est venu.",
        "three": "L'ancien Premier ministre Paul Durand était là.",
    }
    table = people([(source, names(read(text, "fr")).entities) for source, text in articles.items()])
    for words in ("le chef du gouvernement", "Le Premier ministre", "le nouveau premier ministre", "the prime minister"):
        assert table.holder(words) == "Ivo Marant"
    for words in ("l'ancien Premier ministre", "le chef de l'État", "le maire", "", "il"):
        assert table.holder(words) == ""
    more = {**articles, "four": "Le Premier ministre Paul Durand a parlé.", "five": "Paul Durand, Premier ministre, est parti."}
    assert people([(source, names(read(text, "fr")).entities) for source, text in more.items()]).holder("le chef du gouvernement") == ""


@pytest.mark.parametrize("order", list(itertools.permutations(STORY))[::17])
def test_the_order_of_articles_does_not_matter(order: tuple[str, ...]) -> None:
    wanted = people([(source, names(read(text, "fr")).entities) for source, text in STORY.items()])
    assert people([(source, names(read(STORY[source], "fr")).entities) for source in order]) == wanted


def test_a_line_of_dialogue_is_direct() -> None:
    quote = taken("Elon Musk est venu.\n— Je ne sais rien de cette histoire, dit-il.\n")[0]
    assert (quote.value.speaker, quote.value.type, quote.value.content) == ("Elon Musk", "direct", "Je ne sais rien de cette histoire")


def test_a_repost_told_in_a_relative_clause_names_whom_it_repeats() -> None:
    text = "« Oui », a écrit le compte Sécurité X le 3 janvier, dans un message qui reprenait un tweet antérieur d’Elon Musk."
    assert [(q.value.speaker, q.value.relays) for q in taken(text)] == [("Sécurité X", "Elon Musk")]


def test_the_law_s_words_are_no_speech() -> None:
    assert said("Jean Petit est poursuivi pour « vol en réunion » et « recel ».") == []
    assert said("He was charged with “criminal conspiracy”.", "en") == []


def passages(language: str) -> list[dict[str, Any]]:
    table = tomllib.loads((DATA / f"speakers_{language}.toml").read_text(encoding="utf-8"))
    return list(table["passage"])


STOP = {"le", "la", "les", "l", "de", "du", "des", "d", "the", "of", "m", "mme", "a", "un", "une"}


def plain_words(name: str) -> set[str]:
    return set(re.findall(r"\w+", plain(name.casefold()))) - STOP


def same(wanted: str, found: str) -> bool:
    """Whether a speaker is the one wanted: most words of either name are the other's."""
    if not wanted:
        return not found
    a, b = plain_words(wanted), plain_words(found)
    return bool(a and b) and len(a & b) >= 0.6 * len(a) and len(a & b) >= 0.5 * len(b)


def outcomes(language: str, kept: bool) -> list[tuple[bool, str]]:
    rows = []
    for passage in passages(language):
        if bool(passage.get("kept")) != kept:
            continue
        text = passage["text"]
        found = taken(text, language)
        for words, wanted in passage["quotes"]:
            at = text.index(words)
            hit = [q for q in found if q.start < at + len(words) and at < q.end]
            if wanted == "-":
                right = all(q.value.type == "indirect" for q in hit)
            else:
                best = min(hit, key=lambda q: q.end - q.start, default=None)
                right = best is not None and any(same(one, best.value.speaker) for one in wanted.split("|"))
            rows.append((right, words))
    return rows


@pytest.mark.parametrize(("language", "kept", "floor"), [("fr", False, 0.95), ("en", False, 0.95), ("fr", True, 0.8), ("en", True, 0.9)])
def test_speakers_of_invented_passages(language: str, kept: bool, floor: float) -> None:
    rows = outcomes(language, kept)
    missed = [words for right, words in rows if not right]
    assert 1 - len(missed) / len(rows) >= floor, missed


def test_there_are_enough_passages() -> None:
    assert all(len(passages(language)) >= 75 for language in ("fr", "en"))


UNITS = [
    ("fr", "il dit que "),
    ("fr", "la société dit. "),
    ("en", "he said "),
    ("fr", "l'ancien ministre A "),
    ("fr", "« il dit », a dit le maire, "),
]


@pytest.mark.parametrize(("language", "unit"), UNITS)
def test_the_time_grows_with_the_text_alone(language: str, unit: str) -> None:
    """Eight times the text may take some twenty times as long on a busy machine; a square law would take sixty-four."""
    times = []
    for count in (500, 4000):
        reading = read(unit * count, language)
        best = float("inf")
        for _ in range(3):
            begun = time.process_time()
            quotes(reading, names(reading))
            best = min(best, time.process_time() - begun)
        times.append(best)
    assert times[1] < 20 * max(times[0], 0.002)
