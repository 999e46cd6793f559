"""The words of reports: one TOML file a language, every sentence a reader sees.

`load("fr")` gives a `Words`; calling it with a key gives the sentence, with `{names}` filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import tomli
from msgspec import Struct

LANGUAGES = ("fr", "en")
"""The languages that a report can be written in."""

_LABELS = Path(__file__).with_name("labels")


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, str | list[str]]:
    flat: dict[str, str | list[str]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{key}."))
        elif isinstance(value, list):
            flat[prefix + key] = [str(form) for form in value]
        else:
            flat[prefix + key] = str(value)
    return flat


class _Gaps(dict[str, object]):
    """Values of a template; one that is missing shows as an ellipsis, so that a report is always made."""

    def __missing__(self, key: str) -> str:
        return "…"


class Words(Struct, frozen=True):
    """The words of one report language: `words("section.first")`, `words.count("verdict.conflict", 3)`."""

    language: str
    table: Mapping[str, str | list[str]]

    def __contains__(self, key: str) -> bool:
        """Whether this language has words for `key`."""
        return key in self.table

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, `{names}` replaced by `values`. KeyError where the language has none."""
        found = self.table[key]
        return (found if isinstance(found, str) else found[-1]).format_map(_Gaps(values))

    def get(self, key: str, default: str) -> str:
        """The words for `key` as they stand, or `default`."""
        found = self.table.get(key, default)
        return found if isinstance(found, str) else found[-1]

    def lines(self, key: str) -> list[str]:
        """A list of sentences (the paragraphs of « method », for one)."""
        found = self.table[key]
        return [found] if isinstance(found, str) else found

    def pairs(self, key: str) -> list[tuple[str, str]]:
        """Two lists of one length under `key` (`long`, `short`), side by side."""
        return list(zip(self.lines(f"{key}.long"), self.lines(f"{key}.short"), strict=True))

    def count(self, key: str, number: int, **values: object) -> str:
        """`number` things in words: singular or plural as the language has it (French: 0 and 1 are singular)."""
        forms = self.lines(key)
        single = number in (0, 1) if self.language == "fr" else number == 1
        return (forms[0] if single else forms[-1]).format_map(_Gaps(values | {"n": number}))


@lru_cache
def load(language: str) -> Words:
    """The words of `language` (one of `LANGUAGES`). ValueError for any other."""
    if language not in LANGUAGES:
        raise ValueError(f"no report language {language!r}: {', '.join(LANGUAGES)}")
    return Words(language, _flat(tomli.loads((_LABELS / f"{language}.toml").read_text(encoding="utf-8"))))
