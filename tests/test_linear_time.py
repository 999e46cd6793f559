"""Reading and recognising take time in proportion to the text, whatever the text is made of."""

import datetime as dt
import time

import pytest

from claims import mentions

SIZE = 40_000
PUBLISHED = dt.date(2026, 3, 9)
PROSE = (
    "Le préfet a indiqué mercredi 4 mars 2026 que 34 personnes, dont 12 femmes, avaient été blessées dans l'accident de la veille. "
    "Selon le bilan publié vers 20h30, les dégâts sont estimés à 2,5 millions d'euros, soit 15 % de plus qu'en 2024. "
)
UNITS = {
    "digits": "1",
    "blanks": " ",
    "no-break spaces": "\u202f",
    "quotation marks": "«",
    "straight quotation marks": '"',
    "1,1,1": "1,",
    "de la de la": "de la ",
    "1 1 1 1": "1 ",
    "111 111 111": "111 ",
    "a a a": "a ",
    "et et et": "et ",
    "1-1-1": "1-",
    "1/1/1": "1/",
    "10:10": "10:",
    "line breaks": "\n",
    "http": "http://",
    "vingt et": "vingt et ",
    "mille": "mille ",
    "mars": "mars ",
    "le 3 mars au": "le 3 mars au ",
    "from 2019 to": "de 2019 à ",
    "euros": "3 euros et ",
    "lundi": "lundi, ",
    "deux jours après": "deux jours après ",
    "à midi": "à midi ",
}


def seconds(unit: str, size: int) -> float:
    """The best of two runs over one text, new each time so that nothing is kept from the run before."""
    best = float("inf")
    for run in range(2):
        text = (unit * (size // len(unit) + 1))[:size] + "." * run
        start = time.perf_counter()
        mentions(text, language="fr", published=PUBLISHED)
        best = min(best, time.perf_counter() - start)
    return best


@pytest.fixture(scope="module")
def prose() -> float:
    seconds(PROSE, 2_000)  # the lexicon and its rules are read before anything is measured
    return seconds(PROSE, SIZE)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_time_grows_with_the_text(unit: str) -> None:
    mentions(unit * 50, language="fr", published=PUBLISHED)
    half, whole = seconds(unit, SIZE // 2), seconds(unit, SIZE)
    assert whole <= 3 * half + 0.02


@pytest.mark.parametrize(
    "name", ["digits", "blanks", "quotation marks", "straight quotation marks", "1,1,1", "de la de la", "1 1 1 1", "a a a", "et et et"]
)
def test_no_text_takes_twice_the_time_of_prose(name: str, prose: float) -> None:
    mentions(UNITS[name] * 50, language="fr", published=PUBLISHED)
    assert seconds(UNITS[name], SIZE) <= 2 * prose
