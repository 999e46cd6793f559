"""Days counted from an event: resolved where the article tells that event's one day, and left open everywhere else."""

import datetime as dt

import pytest

from claims.documents import load_bytes
from claims.extract import extract, prepare
from claims.records import DateClaim, Document


def days(text: str, language: str) -> list[str]:
    told = f"---\nsource: a\npublished: 2025-10-25\nlang: {language}\n---\n{text}\n"
    (article,) = load_bytes(told.encode(), "a", "a.md")
    assert isinstance(article, Document)
    found = extract(prepare(article)).claims
    return [c.value.value for c in found if isinstance(c, DateClaim)]


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        ("fr", "Le vol a eu lieu le 19 octobre 2025. Deux jours après le vol, deux hommes ont été arrêtés.", "2025-10-21"),
        ("fr", "Le braquage date du 19 octobre. Deux jours après ce vol, deux hommes ont été arrêtés.", "2025-10-21"),
        ("fr", "Le vol a eu lieu le 19 octobre 2025. Une semaine avant le vol, une alarme avait sonné.", "2025-W41"),
        ("en", "The robbery took place on Sunday 19 October. Two days after the robbery, two men were held.", "2025-10-21"),
        ("en", "The robbery took place on 19 October. The day after the heist the museum stayed closed.", "2025-10-20"),
        ("fr", "Deux jours après le vol, deux hommes ont été arrêtés.", "P2D"),
        ("fr", "Le vol a eu lieu le 19 octobre. Deux jours après l'élection, ils ont parlé.", "P2D"),
        ("fr", "Un vol a eu lieu le 3 octobre. Un autre vol a eu lieu le 19 octobre. Deux jours après le vol, ils ont parlé.", "P2D"),
    ],
)
def test_days_counted_from_an_event(language, text, last):
    assert days(text, language)[-1] == last


def test_the_day_itself_stays():
    assert dt.date.fromisoformat(days("Le vol a eu lieu le 19 octobre 2025. Deux jours après le vol, rien.", "fr")[0]) == dt.date(
        2025, 10, 19
    )
