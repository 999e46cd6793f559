"""Stems of words, by the Snowball stemmers (Porter 2001), so that inflected forms meet."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

SNOWBALL = {"fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch"}
"""Snowball's name of each language; a language without a stemmer keeps its words whole."""

SHORT = 3
"""Words of so few letters are their own stems."""


@cache
def _stemmer(language: str) -> Any:
    import Stemmer

    return Stemmer.Stemmer(SNOWBALL[language], 0) if language in SNOWBALL else None


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word, without accents."""
    maker = _stemmer(language)
    return plain(maker.stemWord(word) if maker is not None and len(word) > SHORT else word)


def stems(words: Sequence[str], language: str) -> list[str]:
    """The stems of many folded words at once."""
    maker = _stemmer(language)
    if maker is None:
        return [plain(w) for w in words]
    return [plain(s if len(w) > SHORT else w) for w, s in zip(words, maker.stemWords(words), strict=True)]


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """A word without accents, lower case: how names are compared across languages."""
    told = word.lower().translate(_LATIN)
    if told.isascii():
        return told
    return "".join(c for c in unicodedata.normalize("NFD", told) if not unicodedata.combining(c))


_LATIN = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x180) if unicodedata.decomposition(chr(code))}


def singular(word: str) -> str:
    """A word without what only a plural adds to it, in French and English: « équipes », « réseaux »."""
    return word[:-1] if word.endswith(_PLURAL) else word


_PLURAL = ("s", "x")
