"""Extraction takes time in proportion to the text, whatever the text is made of: all measured against prose, in one run."""

import datetime as dt
import gc
import itertools
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from claims import mentions
from claims.calendar import Anchor
from claims.documents import document
from claims.extract import extract, prepare
from consistency.rules import ARTICLE_RULES

SIZE = 25_000
TIMES = 5  # tries, of which one must do: other programs share the machine
DAY = Anchor(dt.date(2026, 3, 9))

PLAIN = {
    "digits": "1",
    "blanks": " ",
    "no-break spaces": "\u202f",
    "tabs": "\t",
    "line breaks": "\n",
    "quotation marks": "«",
    "closing marks": "»",
    "straight quotation marks": '"',
    "curly quotation marks": "“",
    "apostrophes": "'",
    "1,1,1": "1,",
    "1.1.1": "1.",
    "1 1 1": "1 ",
    "111 111": "111 ",
    "1/1/1": "1/",
    "1-1-1": "1-",
    "10:10": "10:",
    "12h12h": "12h",
    "de la de la": "de la ",
    "et et et": "et ",
    "janvier janvier": "janvier ",
    "mars mars": "mars ",
    "mille mille": "mille ",
    "one long word": "a",
    "capitals": "A",
    "l'l'l'": "l'",
    "a-b-a-b": "a-b-",
    "é decomposed": "e\u0301",
    "accents alone": "\u0301",
    "invisible blanks": "\u200b",
    "ideographs": "漢",
    "names": "Jean Dupont ",
    "names in a row": "Jean Dupont, ",
    "round brackets": "(",
    "square brackets": "[[",
    "$$$$": "$",
    "%%%%": "%",
    "full stops": ".",
    "dashes": "-",
    "long dashes": "—",
    "underscores": "_",
    "backslashes": "\\",
    "hashes": "#",
    "at signs": "@",
    "bars": "|a",
    "entities": "&nbsp;",
    "http://http://": "http://",
    "addresses": "https://example.org/a ",
    "related articles": "Lire aussi : a\n",
}
"""What is no more work than prose, character by character."""

DENSE = {
    "« » « »": "« » ",
    "« a » « a »": "« a » ",
    '"a" "a"': '"a" ',
    "« “ a ” »": "« a “ b ” c » ",
    "« « « » » »": "« « « a » » » ",
    "(a (a": "(a ",
    "— — —": "— ",
    "a a a": "a ",
    "A. A. A.": "A. ",
    "a, a, a": "a, ",
    "lines of one letter": "a\n",
    "items": "- a\n",
    "headings": "# a\n",
    "rules": "---\n",
    "keys": "key: v\n",
    "1er 1er": "1er ",
    "vingt et": "vingt et ",
    "lundi, lundi": "lundi, ",
    "de 2019 à": "de 2019 à ",
    "le 3 mars au": "le 3 mars au ",
    "Le 3 mars.": "Le 3 mars. ",
    "Publié le": "Publié le 10 décembre 2025 ",
    "deux jours après": "deux jours après ",
    "à midi": "à midi ",
    "la moitié": "la moitié ",
    "plus de plus de": "plus de ",
    "3 euros et": "3 euros et ",
    "€1 €1": "€1 ",
    "5 % et": "5 % et ",
    "100 personnes": "100 personnes ",
    "100 personnes in one paragraph": "Il y a 100 personnes. ",
    "un mort et": "un mort et ",
    "1 mort.": "1 mort. ",
    "il il": "il ",
    "que que": "que ",
    "dit-il": "dit-il ",
    "« oui », dit-il": "« oui », dit-il. ",
    "il dit : «": "il dit : « ",
    "a price a line": "$5\n",
    "half of the quotations": "« un deux trois quatre » . Il dit : « cinq six sept huit ».\n",
    "nobody's quotations": "« un mot puis des mots ».\n",
    "a déclaré": "a déclaré ",
    "M. Dupont a déclaré": "M. Dupont a déclaré ",
    "elle a dit que": "elle a dit que ",
    "selon l'AFP": "selon l'AFP, ",
    "(AFP)": "(AFP) ",
    "acronyms": "Organisation Mondiale (OM) ",
    "la procureure de Paris": "la procureure de Paris ",
    "le ministre Jean Dupont": "le ministre Jean Dupont, président de la région Sud, ",
}
"""What holds more words or more claims than prose of its size: each word and each claim is no more work than in prose."""

ENGLISH = {
    "he said": "he said ",
    "one of the": "one of the ",
    "from 2019 to": "from 2019 to ",
    "$5 and": "$5 and ",
    "March 3,": "March 3, ",
    "twenty and": "twenty and ",
    "a French": "a French ",
}


@dataclass(frozen=True)
class Cost:
    """What an extraction took, and what it found."""

    seconds: float
    terms: int
    claims: int


def cost(text: str) -> Cost:
    """Read and extract once; the time is the processor's own, so that waiting for other programs does not count."""
    start = time.process_time()
    prepared = prepare(document(text, "a"))
    claims = extract(prepared, DAY).claims
    return Cost(time.process_time() - start, len(prepared.reading.terms), len(claims))


def filled(unit: str, size: int, run: int) -> str:
    """A text made of one unit, new in each run, so that nothing is kept from the run before."""
    return (unit * (size // len(unit) + 1))[:size] + " Fin" + "." * (run + 1)


@pytest.fixture(scope="module", autouse=True)
def _no_collection():
    """What other tests left in memory is not counted."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="module")
def prose(root) -> str:
    """Prose of our sample story, its sentences shuffled into paragraphs so that no line comes twice."""
    texts = [path.read_text(encoding="utf-8").split("---\n", 2)[-1] for path in sorted((root / "seeds" / "grok").glob("*.md"))]
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?»])\s+", text) if 30 < len(s) < 400]
    chance, paragraphs = random.Random(0), []  # noqa: S311 (a shuffle, no secret)
    while sum(map(len, paragraphs)) < SIZE:
        paragraphs.append(" ".join(chance.sample(sentences, chance.randint(2, 5))))
    return "\n\n".join(paragraphs)[:SIZE]


@pytest.fixture(scope="module")
def usual(prose) -> Cost:
    """What the prose costs; the first time, lexicons and rules are read."""
    return min((cost(prose + "." * run) for run in range(TIMES + 1)), key=lambda c: c.seconds)


def no_runaway(unit: str, head: str = "", prose: str = "", usual: Cost | None = None, dense: bool = False) -> None:
    """Twice the text takes about twice the time, and the text no more than twice that of prose, in the best of some tries."""
    cost(head + filled(unit, 500, 0))
    told = []
    for run in range(TIMES):
        half, whole = cost(head + filled(unit, SIZE // 2, run)), cost(head + filled(unit, SIZE, run))
        growth, share = (whole.seconds - 0.003) / half.seconds, 0.0
        if usual is not None:
            found = max(1, whole.terms / usual.terms, whole.claims / usual.claims) if dense else 1
            share = whole.seconds / (found * (usual.seconds if run == 0 else cost(prose + "." * run).seconds))
        if growth <= 2.6 and share <= 2:
            return
        told.append(f"{growth:.1f} times as long for twice the text, {share:.1f} times as long as prose")
    raise AssertionError("; ".join(told))


@pytest.mark.parametrize("unit", PLAIN.values(), ids=PLAIN)
def test_no_text_takes_twice_the_time_of_prose(unit, prose, usual):
    no_runaway(unit, prose=prose, usual=usual)


def test_recognising_words_of_one_letter_takes_no_twice_the_time_of_prose(prose):
    """Dates and figures alone, by the size of the text."""

    def seconds(text: str) -> float:
        start = time.process_time()
        mentions(text, language="fr", published=DAY.published)
        return time.process_time() - start

    shares = [seconds(filled("a ", SIZE, run)) / seconds(prose + "." * run) for run in range(TIMES)]
    assert min(shares) <= 2


@pytest.mark.parametrize("unit", DENSE.values(), ids=DENSE)
def test_no_word_and_no_claim_takes_twice_its_time_in_prose(unit, prose, usual):
    no_runaway(unit, prose=prose, usual=usual, dense=True)


@pytest.mark.parametrize("unit", ENGLISH.values(), ids=ENGLISH)
def test_twice_the_english_text_takes_twice_the_time(unit):
    no_runaway(unit, head="---\nlang: en\n---\n")


ORDERS = ["".join(row) for row in itertools.islice(itertools.permutations("123456789"), 0, 360_000, 211)]

FOR_RULES: dict[str, Callable[[int], str]] = {
    "the same digits in other orders": lambda n: f"Il y a {ORDERS[n]} dossiers. ",
    "tolls": lambda n: f"Le bilan du {n % 28 + 1} mars est de {100 + n % 50} morts. ",
    "parts": lambda n: f"{n % 7 + 9} blessés dont {n % 5 + 1} enfants, ",
    "changes": lambda n: f"en hausse de {n % 90} %, de {n + 3} à {n + 9} euros, ",
    "weekdays": lambda n: f"lundi {n % 28 + 1} mars, ",
    "ages": lambda n: f"Un homme de {n % 80 + 10} ans, né en {1900 + n % 100}. ",
    "stretches of time": lambda n: f"De {n % 12} h {n % 60:02} à {n % 12 + 3} h {n * 7 % 60:02}, pendant {n % 5} heures. ",
    "conversions": lambda n: f"{n + 3} euros ({n * 2 + 5} dollars), ",
    "sums": lambda n: f"{n + 3} élus ({n % 9} hommes, {n % 7} femmes, {n % 5} autres), ",
    "votes": lambda n: f"{n + 3} voix pour, {n + 9} voix contre. ",
    "a headline": lambda n: f"{n * 3 + 40} salariés. " if n else "30 salariés licenciés\n\n",
    "excesses": lambda n: f"{n + 30} euros, soit {n % 9} de plus que les {n + 20} euros prévus. ",
}


@pytest.mark.parametrize("told", FOR_RULES.values(), ids=FOR_RULES)
def test_the_rules_about_one_article_take_less_than_reading_it(told):
    text = "".join(told(n) for n in range(1_600))
    shares = []
    for run in range(TIMES):
        start = time.process_time()
        extraction = extract(prepare(document(text + "." * run, "a")), DAY)
        read = time.process_time() - start
        for rule in ARTICLE_RULES:
            list(rule(extraction))
        shares.append((time.process_time() - start - read) / read)
        if shares[-1] <= 0.5:
            return
    raise AssertionError(f"{min(shares):.2f} times as long as reading")
