"""The same claims whatever the bytes: encodings, byte order marks, and the characters that nobody sees."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from claims.documents import document, load
from claims.errors import InputError
from claims.extract import extract, prepare
from claims.recognise import mentions
from claims.records import Document

TEXT = (
    "Un incendie détruit la halle de Port-Lannec\n\n"
    "Quarante-deux pompiers ont été engagés mardi 10 mars 2026, a déclaré la préfète Odile Bréhat : « Nous avons évité le pire. »\n"
    "L'office estime les dégâts à 3,4 millions d'euros, soit 12 % du budget. Le feu a fait 1 354 sinistrés.\n"
)


def told(article: Document) -> list[tuple[str, str]]:
    claims = extract(prepare(article)).claims
    for claim in claims:
        assert article.text[claim.start : claim.end] == claim.exact
        assert claim.sentence[0] <= claim.start < claim.end <= claim.sentence[1]
    return [(c.kind, c.value.model_dump_json()) for c in claims]


CLEAN = told(document(TEXT, "a"))


def spread(mark: str) -> str:
    """The text with a mark in the middle of every long word and figure."""
    return " ".join(word[:2] + mark + word[2:] if len(word) > 3 and word.isalpha() else word for word in TEXT.split(" "))


ODD = {
    "soft hyphens": spread("\u00ad"),
    "zero-width spaces": spread("\u200b"),
    "joiners": spread("\u2060"),
    "right-to-left marks": spread("\u200f"),
    "NUL": spread("\0"),
    "lone surrogates": spread("\ud83d"),
    "bidirectional overrides": "\u202a" + TEXT.replace("3,4 millions", "\u202a3,4 millions\u202c"),
    "decomposed accents": unicodedata.normalize("NFD", TEXT),
    "ligatures": TEXT.replace("ffi", "\ufb03").replace("fi", "\ufb01"),
    "vertical tabs": TEXT.replace(" pompiers", "\x0bpompiers"),
    "escapes": TEXT.replace("mardi", "\x1bmardi"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_nobody_sees_changes_no_claim(name: str) -> None:
    assert ODD[name] != TEXT
    assert told(document(ODD[name], "a")) == CLEAN


@pytest.mark.parametrize("name", ODD)
def test_mentions_have_their_place_in_the_text_as_it_stands(name: str) -> None:
    found = mentions(ODD[name], language="fr")
    assert [m.value for m in found] == [m.value for m in mentions(TEXT, language="fr")]
    assert all("\n" not in ODD[name][m.start : m.end] for m in found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-15", "mac-roman"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_claims(tmp_path: Path, encoding: str, newline: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.replace("\n", newline).encode(encoding))
    article = load(tmp_path / "a.txt")
    assert told(article.model_copy(update={"source": "a"})) == CLEAN
    assert bool(article.remarks) == (encoding in ("windows-1252", "iso-8859-15", "mac-roman"))


def test_one_broken_character_does_not_change_the_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((TEXT * 3).encode().replace("préfète".encode(), b"pr\xe9f\xc3\xa8te", 1))
    article = load(tmp_path / "a.txt")
    assert "détruit" in article.text
    assert article.remarks[0].line == 3


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "utf-7", "no-such-thing", "hex", "rot13"])
def test_a_declared_encoding_may_be_anything(tmp_path: Path, charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>Le café a fait 12 morts, et la préfète a parlé.</p></body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("cp1252"))
    try:
        assert "12 morts" in load(tmp_path / "a.html").text
    except InputError as error:
        assert error.path.endswith("a.html")


def test_two_broken_bytes_in_a_short_text_do_not_change_its_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Le préfet a compté 6\u202f700 sinistrés ".encode() + b"\xe9\xe9 mardi.")
    assert "6\u202f700 sinistrés" in load(tmp_path / "a.txt").text


@pytest.mark.parametrize("data", [bytes(range(32)) * 100, b"\x89PNG\r\n\x1a\n" + bytes(200), b"\xff\xfe\x00\xd8" * 50])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(InputError):
        load(tmp_path / "a.txt")
