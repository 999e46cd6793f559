"""Whatever the text: extraction does not fail, and every piece of evidence is where it says."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import mentions
from claims.documents import document
from claims.errors import InputError
from claims.extract import extract, prepare
from claims.lexicon import languages
from claims.records import Document, Publication

PIECES = st.sampled_from(
    [
        "« ",
        " »",
        '"',
        "“",
        "”",
        "— ",
        ", a-t-il dit, ",
        "selon ",
        "M. ",
        "Keir Starmer",
        " 12 ",
        "20\u202f000",
        "3 janvier ",
        "la semaine dernière ",
        "88 M€ ",
        "deux mille ",
        "et ",
        "de la ",
        ".\n",
        "\n\n",
        "9h30",
        "99/99/9999 ",
        "il y a 99999 ans ",
        "31 février 2026 ",
        "@x ",
        "https://x.y/",
        "\x00",
        "\u202e",
        "e\u0301t\u00e9 ",
        "½ ",
        "٣ ",
        "²",
        "1e999 ",
        "year 0001 ",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join),
)


def claims_of(text, language, published):
    made = Document(source="s", path="s.txt", text=text, language=language, published=Publication(day=published))
    return extract(prepare(made)).claims


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["fr", "en"]), st.one_of(st.none(), st.dates()))
def test_evidence_is_where_it_says(text, language, published):
    for claim in claims_of(text, language, published):
        assert text[claim.start : claim.end] == claim.exact
        assert text[: claim.start].endswith(claim.prefix)
        assert text[claim.end :].startswith(claim.suffix)
        assert claim.start < claim.end
        assert claim.sentence[0] <= claim.start
        assert claim.end <= claim.sentence[1]


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["fr", "en"]), st.one_of(st.none(), st.dates()))
def test_mentions_never_fail(text, language, published):
    for mention in mentions(text, language=language, published=published):
        assert 0 <= mention.start < mention.end <= len(text)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_is_read_or_refused_with_a_reason(text):
    try:
        made = document(text, "s", "s.txt")
    except InputError as error:
        assert error.problem
        assert error.remedy
        return
    if made.language not in languages():
        return
    for claim in extract(prepare(made)).claims:
        assert made.text[claim.start : claim.end] == claim.exact


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "text", ["hier", "dans 3000 ans", "il y a 4000 ans", "la semaine dernière", "lundi prochain", "le 1er mars", "fin décembre"]
)
def test_days_at_the_ends_of_the_calendar(text, day):
    mentions(text, language="fr", published=day)
