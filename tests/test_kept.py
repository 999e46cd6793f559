"""What is kept between runs: only what was made of the same files, and only what nobody else could have put there."""

import os

import pytest

from claims import kept as keeping
from claims.kept import kept


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A cache folder of this test."""
    monkeypatch.setattr(keeping, "_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "words.toml"
    path.write_text("a", encoding="utf-8")
    return path


def made(source, told):
    """What `kept` gives, and whether it had to be made."""
    calls = []

    def make():
        calls.append(1)
        return told

    return kept("words", [source], make), bool(calls)


def test_what_was_made_is_kept(folder, source):
    told = {"words": {"mort": frozenset(("toll", "word"))}, "rows": (1, 2.5, None)}
    assert made(source, told) == (told, True)
    assert made(source, {}) == (told, False)
    assert oct(next(folder.iterdir()).stat().st_mode)[-3:] == "600"


def test_other_files_make_it_anew(folder, source):
    made(source, {"old": 1})
    source.write_text("b", encoding="utf-8")
    assert made(source, {"new": 2}) == ({"new": 2}, True)
    assert made(source, {}) == ({"new": 2}, False)


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: data[:-1] + bytes([data[-1] ^ 1]), lambda data: b""])
def test_a_file_that_was_changed_is_made_anew(folder, source, spoil):
    made(source, {"one": 1, "two": 2})
    path = next(folder.iterdir())
    path.write_bytes(spoil(path.read_bytes()))
    assert made(source, {"three": 3}) == ({"three": 3}, True)


def test_a_file_that_others_may_write_is_not_read(folder, source):
    made(source, {"one": 1})
    next(folder.iterdir()).chmod(0o666)
    assert made(source, {"two": 2}) == ({"two": 2}, True)


def test_a_file_of_somebody_else_is_not_read(folder, source, monkeypatch):
    made(source, {"one": 1})
    monkeypatch.setattr(os, "geteuid", lambda: next(folder.iterdir()).stat().st_uid + 1)
    assert made(source, {"two": 2}) == ({"two": 2}, True)


def test_where_nothing_can_be_kept_all_is_made(source, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(keeping, "_folder", lambda: tmp_path / "file")
    assert made(source, {"one": 1}) == ({"one": 1}, True)
    monkeypatch.setattr(keeping, "_folder", lambda: None)
    assert made(source, {"one": 1}) == ({"one": 1}, True)
