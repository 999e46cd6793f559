"""Which language a text is in, by counting function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from claims.kept import kept
from claims.lexicon_files import LANGUAGES

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SAMPLE = 6000  # characters: a page is enough
_LEAST = 3  # function words: fewer tell nothing


def detect(text: str) -> str:
    """The ISO 639-1 code of the likeliest language, empty where there is too little to tell."""
    counts = Counter(_WORD.findall(text[:_SAMPLE].lower().replace("’", "'")))
    scores = {language: sum(counts[word] for word in words) for language, words in function_words().items()}
    best, second = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
    return best[0] if best[1] >= _LEAST and best[1] > second[1] else ""


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Every language that can be told, with its words."""
    files = (LANGUAGES / "others.toml", *sorted(LANGUAGES.glob("*/detect.toml")))
    return kept("detect", (*files, Path(__file__)), lambda: _read(*files))


def _read(others: Path, *own: Path) -> dict[str, frozenset[str]]:
    import tomli  # most runs find what they need kept

    found = {code: frozenset(words) for code, words in tomli.loads(others.read_text(encoding="utf-8")).items()}
    for path in own:
        found[path.parent.name] = frozenset(tomli.loads(path.read_text(encoding="utf-8"))["detect"]["words"])
    return found
