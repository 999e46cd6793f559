from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from claims import documents
from claims.credits import Credits, credits_of
from claims.detect import detect, function_words
from claims.documents import document, load
from claims.errors import InputError
from claims.lexicon import LANGUAGES
from claims.published import dated
from claims.read.files import MAX_BYTES
from claims.records import Document

PACKS = {path.parent.name: tomllib.loads(path.read_text(encoding="utf-8"))["published"] for path in LANGUAGES.glob("*/published.toml")}
AGENCIES: dict[str, Any] = tomllib.loads((LANGUAGES.parent / "agencies.toml").read_text(encoding="utf-8"))
STORIES = ("louvre", "chikungunya", "gloria-lisbonne", "ouragan-melissa")


def written(folder: Path, content: str | bytes, name: str = "article.md") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(folder: Path, content: str | bytes, name: str = "article.md") -> InputError:
    path = written(folder, content, name)
    with pytest.raises(InputError) as caught:
        load(path)
    assert caught.value.path == str(path)
    assert caught.value.remedy
    return caught.value


# ---- the text


def test_the_text_is_the_file_and_the_body_starts_after_the_front_matter(tmp_path: Path) -> None:
    content = "---\ntitle: Un titre\n---\nLe texte de l'article.\n"
    read = load(written(tmp_path, content))
    assert read.text == content
    assert read.text[read.body :] == "Le texte de l'article.\n"
    assert (read.source, read.title) == ("article", "Un titre")


@pytest.mark.parametrize("content", [b"a\r\nb\rc\nd", b"\xef\xbb\xbfUn titre\r\n\r\nTexte"])
def test_offsets_are_those_of_read_text(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content, "article.txt")
    assert load(path).text == path.read_text(encoding="utf-8")


def test_front_matter_after_a_byte_order_mark(tmp_path: Path) -> None:
    read = load(written(tmp_path, "\ufeff---\ntitle: Un titre\n---\nTexte"))
    assert (read.title, read.text[read.body :]) == ("Un titre", "Texte")


@given(st.text())
def test_any_text_comes_back_whole_or_is_refused(text: str) -> None:
    try:
        read = document(text, "article")
    except InputError:
        return
    assert read.text == text
    assert 0 <= read.body <= len(text)
    assert list(read.furniture) == sorted(read.furniture)
    assert all(read.body <= start < end <= len(text) for start, end in read.furniture)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(read.furniture))


FRAGMENTS = st.sampled_from(
    [
        "---",
        "\n",
        "\n\n",
        ": ",
        "title",
        "published",
        "credits",
        "lang",
        " [",
        "]",
        "{",
        "- ",
        "&a ",
        "*a",
        "!!x ",
        '"',
        "'",
        ">",
        "2026-01-15",
        "Publié le 3 mars 2025",
        "AFP",
        "(",
        ")",
        "/",
        " - ",
        "Newsletter",
        "S'inscrire",
        "Lire aussi",
        "\t",
        "#",
        "%",
        "?",
        "31/02/2025",
        "9999999999",
    ]
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=5)), max_size=25).map("".join), st.booleans())
def test_no_front_matter_raises_anything_but_an_input_error(inside: str, closed: bool) -> None:
    text = f"---\n{inside}\n---\nLe texte." if closed else inside
    try:
        line = 0 if document(text, "article").text == text else -1
    except InputError as error:
        line = error.line
    assert 0 <= line <= text.count("\n") + 2


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = written(tmp_path_factory.mktemp("bytes"), content, "article.txt")
    with contextlib.suppress(InputError):
        text = load(path).text
        with contextlib.suppress(UnicodeDecodeError):
            assert text == path.read_text(encoding="utf-8") or "\0" in path.read_text(encoding="utf-8")  # UTF-16 without its mark


# ---- what cannot be read


@pytest.mark.parametrize("content", ["", " \n\n", "---\ntitle: Un titre\n---\n\n", "\ufeff"])
def test_an_empty_article_is_said_to_be_empty(tmp_path: Path, content: str) -> None:
    assert "empty" in refused(tmp_path, content).problem


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    assert "too large" in refused(tmp_path, b"a" * (MAX_BYTES + 1)).problem


def test_a_missing_file_a_folder_and_an_unknown_suffix(tmp_path: Path) -> None:
    for path, problem in ((tmp_path / "none.md", "does not exist"), (tmp_path, "folder"), (written(tmp_path, "x", "a.odt"), "format")):
        with pytest.raises(InputError, match=problem):
            load(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = written(tmp_path, "Texte")
    path.chmod(0)
    with pytest.raises(InputError, match="Permission denied"):
        load(path)


def test_a_file_that_is_no_file_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="not a regular file"):
        load(tmp_path / "pipe.txt")


def test_errors_print_as_compilers_do() -> None:
    assert str(InputError("a.md", 3, "is bad", "mend it")) == "a.md:3: is bad; mend it"
    assert str(InputError("a.md", 0, "is bad", "mend it")) == "a.md: is bad; mend it"


# ---- front matter


def test_all_keys_of_a_front_matter() -> None:
    read = document(
        "---\ntitle: 'Un titre : le vrai'\nsource: Le Quotidien\npublished: 2025-10-19T18:00:00+02:00\nupdated: 2025-10-20\n"
        "url: https://example.org/a\nlang: fr-CH\ncredits: [AFP, Le Monde avec Reuters]\nnote: rien\nstory: louvre\n---\nThe text of the article.",
        "a",
    )
    assert (read.title, read.outlet, read.url, read.language) == ("Un titre : le vrai", "Le Quotidien", "https://example.org/a", "fr")
    assert (read.published.day, read.published.basis, read.updated) == (dt.date(2025, 10, 19), "front-matter", dt.date(2025, 10, 20))
    assert read.credits == ("AFP", "Reuters")
    assert read.remarks == ()


def test_what_is_null_is_not_given() -> None:
    read = document("---\ntitle: Un titre\npublished: null\nupdated: ~\nurl:\nlang: fr\ncredits: []\n---\nLe texte.\n\nAvec AFP", "a")
    assert (read.published.basis, read.updated, read.url) == ("unknown", None, "")
    assert read.credits == ()  # an empty list says: none


def test_a_key_without_a_meaning_is_remarked() -> None:
    (remark,) = document("---\nlang: fr\ntitel: Un titre\n---\nLe texte.", "a").remarks
    assert remark.line == 3
    assert "titel" in remark.text


@pytest.mark.parametrize(
    ("day", "language"),
    [("15 janvier 2026", "fr"), ("January 15, 2026", "en"), ("15/01/2026", "fr"), ("15. Januar 2026", "de"), ("15 January 2026", "xx")],
)
def test_days_in_words(day: str, language: str) -> None:
    assert document(f"---\npublished: {day}\nlang: {language}\n---\nx", "a").published.day == dt.date(2026, 1, 15)


@pytest.mark.parametrize(
    "day", ["hello", "hier", "yesterday", "2026", "2026-01", "janvier 2026", "2026-13-45", "31 février 2026", "3/4/2026", "9" * 80]
)
def test_no_day_is_invented(tmp_path: Path, day: str) -> None:
    error = refused(tmp_path, f"---\ntitle: x\npublished: {day}\n---\nTexte")
    assert error.line == 3
    assert "2026-01-15" in error.remedy


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Incendie : deux morts", "Incendie : deux morts"),
        ("title: Fire: two dead", "Fire: two dead"),
        ('title: "Nothing is left": the village counts its dead', '"Nothing is left": the village counts its dead'),
        ("title: L'hôpital : l'attente", "L'hôpital : l'attente"),
        ("title: « Plus rien » : le village compte ses morts", "« Plus rien » : le village compte ses morts"),
        ('title: "Incendie : deux morts"', "Incendie : deux morts"),
    ],
)
def test_a_headline_of_the_front_matter_may_hold_a_colon(tmp_path: Path, line: str, title: str) -> None:
    article = load(written(tmp_path, f"---\n{line}\nlang: fr\n---\nTexte"))
    assert (article.title, article.language) == (title, "fr")


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("title: [a: b", 2),
        ('title: "never closed\nlang: fr', 2),
        ("title: a\ntitle: b", 3),
        ("lang: 12", 2),
        ("title: [a, b]", 2),
        ("credits:\n  - a: b", 3),
        ("just words", 2),
        ("- a\n- b", 2),
        ("lang: fr\n\ttitle: x", 3),
        ("a: &x [1]\nb: *x", 3),
        ("a: " + "[" * 5000, 2),
    ],
)
def test_bad_front_matter_names_its_line(tmp_path: Path, block: str, line: int) -> None:
    error = refused(tmp_path, f"---\n{block}\n---\nTexte")
    assert error.line == line
    assert "front matter" in error.problem


@pytest.mark.parametrize("key", ["date", "datePublished", "pubDate", "publication_date"])
def test_the_day_under_the_key_of_another_program(key: str) -> None:
    read = document(f"---\n{key}: 2026-03-11\nlang: fr\n---\nUn texte.", "a")
    assert (read.published.day, read.published.basis, read.remarks) == (dt.date(2026, 3, 11), "front-matter", ())


def test_our_own_key_goes_before_those_of_other_programs() -> None:
    read = document("---\ndate: 2020-01-01\npublished: 2026-03-11\nlang: fr\n---\nUn texte.", "a")
    assert read.published.day == dt.date(2026, 3, 11)
    assert [remark.line for remark in read.remarks] == [2]


def test_front_matter_that_is_never_closed(tmp_path: Path) -> None:
    assert "closing" in refused(tmp_path, "---\ntitle: Un titre\n\nLe texte.").problem


def test_a_text_may_open_with_a_rule() -> None:
    assert document("---\nLe texte de l'article.", "a").body == 0


# ---- what the text says itself


@pytest.mark.parametrize(("language", "example"), [(code, row) for code, pack in PACKS.items() for row in pack["example"]])
def test_publication_days(language: str, example: dict[str, Any]) -> None:
    said = dated(example["text"], 0, language)
    assert (said.published.day, said.updated) == (example["day"], example.get("updated"))


@pytest.mark.parametrize(("language", "never"), [(code, row) for code, pack in PACKS.items() for row in pack["never"]])
def test_what_is_no_publication_day(language: str, never: dict[str, Any]) -> None:
    assert dated(never["text"], 0, language).published.day is None, never["why"]


def test_a_day_that_could_be_two_is_none() -> None:
    text = "Headline\n\nPublished: 03/04/2025\n\nThe text."
    assert dated(text, 0, "en").published.day is None
    assert dated(text, 0, "fr").published.day == dt.date(2025, 4, 3)


@pytest.mark.parametrize("example", AGENCIES["example"])
def test_credits(example: dict[str, Any]) -> None:
    assert credits_of(example["text"]) == Credits(tuple(example.get("credits", ())), tuple(example.get("photos", ())))


@pytest.mark.parametrize("never", AGENCIES["never"])
def test_what_is_no_credit(never: dict[str, Any]) -> None:
    assert credits_of(never["text"]) == Credits(), never["why"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le texte de l'article est dans la langue que les lecteurs attendent.", "fr"),
        ("The text of the article is in the language that its readers expect.", "en"),
        ("Der Text des Artikels ist nicht auf Französisch, und das ist auch nicht schlimm.", "de"),
        ("El texto del artículo no está en francés, y por eso se dice que es una excepción.", "es"),
        ("12 morts", ""),
        ("", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect(text) == language


def test_every_language_can_be_told() -> None:
    assert {path.name for path in LANGUAGES.iterdir() if path.is_dir()} <= set(function_words())


def test_an_assumed_language_is_remarked() -> None:
    assert "cannot be told" in document("12 morts", "a").remarks[0].text
    assert "word lists" in document("---\nlang: de\n---\n12 Tote", "a").remarks[0].text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Intro\n\n# Le titre de l'article\n\nLe texte.", "Le titre de l'article"),
        (" date 2026-01-14 Le titre de l'article\n\nLe texte.", "Le titre de l'article"),
        ("lun 2 février 2026\nAccueilMondeLe titre\n\nLe titre de l'article\n\nLe texte.", "Le titre de l'article"),
        ("L'assistant est critiqué. Image: www.example.org\n\nLe titre de l'article\n\nLe texte.", "Le titre de l'article"),
        ("VIDEO\n\nLe titre de l'article\n\nLe texte.", "Le titre de l'article"),
        ("Titre\n\n- un point\n", "Titre"),
    ],
)
def test_title(text: str, title: str) -> None:
    assert document(text, "a").title == title


# ---- real articles


def test_the_sample_story_says_what_its_gold_says(root: Path) -> None:
    gold = yaml.safe_load((root / "tests" / "stories" / "grok" / "gold.yaml").read_text(encoding="utf-8"))["sources"]
    for source, want in gold.items():
        read = load(root / "seeds" / "grok" / f"{source}.md")
        assert (read.published.day, list(read.credits)) == (want["published"], want["credits"]), source


def bare(read: Document) -> Document:
    """The same article, its front matter cut off."""
    return document(read.text[read.body :], read.source)


def test_the_sample_story_without_its_front_matter(root: Path) -> None:
    for path in sorted((root / "seeds" / "grok").glob("*.md")):
        read = load(path)
        again = bare(read)
        assert (again.credits, again.language) == (read.credits, read.language)
        assert again.published.day in (read.published.day, None)


def test_the_real_articles_say_what_their_gold_says(shared: Path) -> None:
    story = shared / "stories" / "seeds"
    gold = yaml.safe_load((story / "gold.yaml").read_text(encoding="utf-8"))["sources"]
    for source, want in gold.items():
        read = load(story / "articles" / f"{source}.txt")
        assert list(read.credits) == want["credits"], source
        # the day of 001 is known only from what it tells: its own lines do not date it
        assert read.published.day == (None if source.startswith("001") else want["published"]), source


@pytest.mark.parametrize("story", STORIES)
def test_dates_and_languages_of_real_articles_agree_with_their_front_matter(shared: Path, story: str) -> None:
    for path in sorted((shared / "stories" / story / "articles").glob("*.txt")):
        read = load(path)
        again = bare(read)
        assert again.language == read.language, path
        if read.published.day and again.published.day:
            assert again.published.day == read.published.day, path


def test_formats_are_listed() -> None:
    assert documents.SUFFIXES[:3] == (".md", ".markdown", ".txt")
    assert {".html", ".docx", ".pdf", ".json", ".jsonl", ".xml", ".rss", ".zip"} <= set(documents.SUFFIXES)


def test_a_row_of_a_box_is_no_date_of_the_page():
    box = "The takeover\n\nAnnounced | 19 March 2023\nCompleted | 12 June 2023\nRatio | 22.48 to 1\n\nThe bank was bought."
    assert document(f"---\nlang: en\n---\n{box}\n", "a").published.day is None
    assert document("---\nlang: en\n---\nThe takeover\n\nUpdated | 12 June 2023\n\nThe bank was bought.\n", "a").published.day is not None


def test_a_chronology_behind_the_last_sentence_is_of_the_article():
    prose = "\n\n".join(
        f"This is the paragraph number {n} of a long article with words enough to be one of its sentences." for n in range(5)
    )
    text = f"---\nlang: en\n---\nTitle\n\n{prose}\n\nMarch 15: stock falls 24%\nMarch 19: deal announced\n"
    read = document(text, "a")
    assert not any("stock falls" in text[start:end] for start, end in read.furniture)
