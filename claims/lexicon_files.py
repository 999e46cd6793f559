"""The files of a lexicon: words and patterns of a language in TOML, compiled into plain data.

A lexicon file (`claims/languages/<language>/<topic>.toml`) holds

    [words.<class>]         value = ["word", "several words"]     what a word may be
    [words]                 class = ["word", …]                   the same where the word is its own value
    [[rule]]                name, pattern, make, …                 what a row of words means
      [[rule.example]]      text = "…", …                          must be recognised
      [[rule.never]]        text = "…", why = "…"                  must not be

Every term of a text (a word, a number, a punctuation mark, or several words listed together) belongs to a set of
classes. Each distinct set gets one private character, so that a text becomes a short string with one character a term,
and a rule a regular expression over that string: rules cost little, and never look inside words.

Pattern syntax: `{class}` a term of that class, `{name:class}` the same under a name, a bare word itself,
`( | )` alternatives, and `?`, `*`, `+` after any of these (at most eight repeats, so that no pattern runs away).
Inside braces `a|b` is either class, `a&b` both, `a!b` the first without the second; `<part>` stands for a pattern of the
file's [patterns]. Words that inflect are listed once: see `claims.inflection`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from claims.compiled import compiled as compiled_expression
from claims.inflection import forms
from claims.kept import modules
from claims.patterns import Letters, expression, literals, longest, required
from claims.word_classes import number_sets, word_classes

LANGUAGES = Path(__file__).with_name("languages")

TOPICS = ("function", "numbers", "units", "groups", "dates", "figures", "slots", "names", "quotes")
"""The files of a language that make up its lexicon; those beside them (furniture, detection) are read by their own modules."""
SHARED = ("first-names",)
"""The files beside the languages' folders that are part of every lexicon."""

MADE_BY = modules("lexicon_files", "compiled", "patterns", "inflection", "word_classes")
"""The modules that say what is made of the files."""

_BASE = 0xE000  # first character of the Unicode private use area
_KINDS = ("word", "punctuation", "break", "clock", "numeric-date", "junk")
"""What a term that no list holds may be."""


def files(language: str) -> tuple[Path, ...]:
    """The files that a language's lexicon is made of."""
    named = (*(LANGUAGES / f"{topic}.toml" for topic in SHARED), *(LANGUAGES / language / f"{topic}.toml" for topic in TOPICS))
    return tuple(path for path in named if path.exists())


def compiled(language: str) -> dict[str, Any]:
    """A language's lexicon as plain data: the fields of a `claims.lexicon.Lexicon`, its rules as tuples of their fields.

    ValueError says which file, word or pattern is wrong.
    """
    topics = _topics(language)
    words = _classes(topics)
    rules = {name: [_spelled_out(rule, topic.get("patterns", {})) for rule in topic.get("rule", ())] for name, topic in topics.items()}
    for rule in (rule for listed in rules.values() for rule in listed):
        for word in literals(rule["pattern"]):
            words.setdefault(word, {}).setdefault("=" + word, word)
    for word, classes in words.items():
        if not any(c.isalnum() for c in word):
            classes["punctuation"] = word
    sets = {word_classes(classes) for classes in words.values()} | number_sets() | {frozenset((kind,)) for kind in _KINDS}
    symbols = {group: chr(_BASE + 2 * i) for i, group in enumerate(sorted(sets, key=sorted))}
    capitals = {group: chr(ord(symbol) + 1) for group, symbol in symbols.items()}
    chosen = _Chosen(language, symbols, capitals)
    letters = {name: Letters(chosen.every, chosen, [rule["pattern"] for rule in listed]) for name, listed in rules.items() if listed}
    phrases = _phrases(words)
    return {
        "words": words,
        "phrases": phrases,
        "lengths": _lengths(phrases),
        "symbols": symbols,
        "capitals": capitals,
        "tables": {name: {k: v for k, v in topic.items() if k not in ("words", "rule")} for name, topic in topics.items()},
        "alphabets": {name: (told.table, _needs(rules[name], told)) for name, told in letters.items()},
        "rules": {name: tuple(_rule(name, rule, letters[name]) for rule in rules[name]) for name in letters},
    }


def _rule(topic: str, rule: Mapping[str, Any], letters: Letters) -> tuple[Any, ...]:
    """The fields of a `claims.lexicon.Rule`."""
    pattern = rule["pattern"]
    settings = {k: v for k, v in rule.items() if k not in ("name", "pattern", "make", "example", "never")}
    needs = tuple((letters.of[part], lead) for part, lead in required(pattern))
    return rule["name"], topic, rule.get("make", ""), settings, compiled_expression(expression(pattern, letters)), needs, longest(pattern)


def _needs(rules: Iterable[Mapping[str, Any]], letters: Letters) -> dict[str, list[frozenset[str]]]:
    """For a letter the needs of rules that it is one of."""
    found: dict[str, list[frozenset[str]]] = {}
    for need in {letters.of[part] for rule in rules for part, _ in required(rule["pattern"])}:
        for letter in need:
            found.setdefault(letter, []).append(need)
    return found


class _Chosen:
    """The symbols that a part of a pattern may stand for."""

    def __init__(self, language: str, symbols: Mapping[frozenset[str], str], capitals: Mapping[frozenset[str], str]) -> None:
        self.language = language
        self.every: Iterable[str] = (*symbols.values(), *capitals.values())
        self.members: dict[str, set[str]] = {}
        for group, symbol in symbols.items():
            for known in (*group, "any"):
                self.members.setdefault(known, set()).update((symbol, capitals[group]))
            self.members.setdefault("capital", set()).add(capitals[group])

    def __call__(self, part: str) -> frozenset[str]:
        """The symbols of a bare word or of classes in braces."""
        names = part[1:-1].rpartition(":")[2].split("|") if part.startswith("{") else ["=" + part]
        found = frozenset[str]().union(*(self._selected(name) for name in names))
        if not found:
            raise ValueError(f"{self.language}: no word belongs to {' or '.join(names)}; add it to [words] or mend the pattern")
        return found

    def _selected(self, spec: str) -> set[str]:
        """The symbols of one class, or of classes joined by `&` (both) and `!` (without), read from left to right."""
        if spec.startswith("="):
            return self.members.get(spec, set())
        first, *others = re.split(r"([&!])", spec)
        found = self.members.get(first, set())
        for sign, name in zip(others[::2], others[1::2], strict=True):
            other = self.members.get(name, set())
            found = found & other if sign == "&" else found - other
        return found


_EXAMPLES = re.compile(r"^(?:\[\[rule\.(?:example|never)\]\]\n(?:[^\[\n].*\n|\n)*|(?:example|never) = \[\n(?:  .*\n)*\]\n)", re.MULTILINE)
"""Examples are for the tests; leaving them out halves the time that reading a lexicon takes."""


def _topics(language: str) -> dict[str, dict[str, Any]]:
    import tomli  # most runs find what they need kept

    topics = {}
    for path in files(language):
        try:
            topics[path.stem] = tomli.loads(_EXAMPLES.sub("", path.read_text(encoding="utf-8")))
        except tomli.TOMLDecodeError as error:
            raise ValueError(f"{path}: {error}") from error
    return topics


def _classes(topics: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    words: dict[str, dict[str, Any]] = {}
    for topic in topics.values():
        for name, members in topic.get("words", {}).items():
            rows = members.items() if isinstance(members, dict) else ((None, members),)
            for value, listed in rows:
                for word in listed:
                    words.setdefault(word, {})[name] = word if value is None else int(value) if value.lstrip("-").isdigit() else value
    for word, name, lemma in forms(topics.values()):
        words.setdefault(word, {})[name] = lemma
    return words


def _spelled_out(rule: Mapping[str, Any], parts: Mapping[str, str]) -> Mapping[str, Any]:
    """The rule with the named parts of its pattern put in; a part may use the parts listed before it."""
    pattern = str(rule["pattern"])
    for name in reversed(tuple(parts)):
        pattern = pattern.replace(f"<{name}>", f"({parts[name]})")
    return {**rule, "pattern": pattern}


def _phrases(words: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    phrases: dict[tuple[str, ...], list[str]] = {}
    for word in words:
        parts = tuple(_PHRASE_PART.findall(word))
        if len(parts) > 1:
            phrases.setdefault(parts, []).append(word)
    return phrases


def _lengths(phrases: Iterable[tuple[str, ...]]) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, set[int]]] = {}
    for parts in phrases:
        found.setdefault(parts[0], {}).setdefault(parts[1], set()).add(len(parts))
    return {first: {second: sorted(sizes, reverse=True) for second, sizes in row.items()} for first, row in found.items()}


_PHRASE_PART = re.compile(r"[^\W\d_][^\W_]*|\d+|[^\w\s]")
