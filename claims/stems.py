"""Stems of words, by the Snowball stemmers (Porter 2001), so that inflected forms meet."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any

SNOWBALL = {"fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch"}
"""Snowball's name of each language; a language without a stemmer keeps its words whole."""


@cache
def _stemmer(language: str) -> Any:
    from snowballstemmer import stemmer

    return stemmer(SNOWBALL[language]) if language in SNOWBALL else None


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word, without accents."""
    maker = _stemmer(language)
    return plain(maker.stemWord(word) if maker is not None and len(word) > 3 else word)


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """A word without accents, lower case: how names are compared across languages."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
