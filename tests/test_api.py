"""The examples of docs/api.md are what the program does."""

from __future__ import annotations

import datetime as dt
import doctest
from pathlib import Path

import pytest

import claims


def test_the_examples_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    found = doctest.testfile(
        str(root / "docs" / "api.md"), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    )
    assert found.attempted > 8
    assert found.failed == 0


@pytest.mark.parametrize("tag", ["fr", "FR", "fr-CH", "fr_BE"])
def test_mentions_take_a_language_tag(tag):
    assert [m.kind for m in claims.mentions("le 3 janvier 2026", language=tag)] == ["date"]


@pytest.mark.parametrize("tag", ["de", "", "french"])
def test_mentions_name_the_languages_there_are(tag):
    with pytest.raises(ValueError, match="there are: en, fr"):
        claims.mentions("am 3. Januar", language=tag)


def test_mentions_take_a_moment_for_its_day():
    (found,) = claims.mentions("hier", language="fr", published=dt.datetime(2026, 1, 9, 18, 30, tzinfo=dt.UTC))
    assert found.value.value == "2026-01-08"


def test_mentions_say_what_a_day_is():
    with pytest.raises(TypeError, match=r"must be a datetime\.date"):
        claims.mentions("hier", language="fr", published="2026-01-09")
