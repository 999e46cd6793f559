"""Words and patterns of a language, read from TOML and compiled once.

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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import tomli

from claims.inflection import forms
from claims.patterns import PATTERN_PART, Alphabet, Matcher

LANGUAGES = Path(__file__).with_name("languages")

TOPICS = ("function", "numbers", "units", "groups", "dates", "figures", "slots", "names", "quotes")
"""The files of a language that make up its lexicon; those beside them (furniture, detection) are read by their own modules."""
SHARED = ("first-names",)
"""The files beside the languages' folders that are part of every lexicon."""

_BASE = 0xE000  # first character of the Unicode private use area


@dataclass(frozen=True)
class Rule:
    """One pattern and what to make of it. It is compiled when a text first holds its `trigger`: most texts need few rules."""

    name: str
    topic: str
    pattern: str
    make: str
    settings: Mapping[str, Any]
    lexicon: Lexicon = field(repr=False, compare=False)

    @cached_property
    def matcher(self) -> Matcher:
        """What finds the pattern in a text's symbols."""
        return self.lexicon.alphabet(self.topic).matcher(self.pattern)

    @cached_property
    def trigger(self) -> frozenset[str]:
        """Symbols one of which every match holds: those of the rarest part that the pattern cannot do without; else empty."""
        return min((self.lexicon.chosen(part) for part in _required(self.pattern)), key=len, default=frozenset())

    @cached_property
    def reach(self) -> int:
        """No match is longer than this many terms."""
        parts = PATTERN_PART.findall(self.pattern)
        return len(parts) * (8 if "*" in parts or "+" in parts else 1)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's words, classes and rules, compiled.

    `phrases` gives for the words of a listed phrase how it is spelled (« A$ », « A $ »), `lengths` for the first two words of
    phrases how many words these have, the most first.
    """

    language: str
    words: Mapping[str, Mapping[str, Any]]
    phrases: Mapping[tuple[str, ...], Sequence[str]]
    lengths: Mapping[str, Mapping[str, Sequence[int]]]
    symbols: Mapping[frozenset[str], str]
    rules: Mapping[str, tuple[Rule, ...]]
    tables: Mapping[str, Any]
    index: dict[str, set[str]] = field(default_factory=dict)
    alphabets: dict[str, Alphabet] = field(default_factory=dict)
    capitals: dict[frozenset[str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The symbol of a term that begins with a capital is the next character."""
        self.capitals.update((classes, chr(ord(symbol) + 1)) for classes, symbol in self.symbols.items())

    def value(self, key: str, name: str) -> Any:
        """What the word `key` stands for in class `name`; None where it is not in it."""
        return self.words.get(key, {}).get(name)

    def alphabet(self, topic: str) -> Alphabet:
        """The alphabet of one topic's rules."""
        if topic not in self.alphabets:
            every = (*self.symbols.values(), *self.capitals.values())
            self.alphabets[topic] = Alphabet(every, self.chosen, [rule.pattern for rule in self.rules[topic]])
        return self.alphabets[topic]

    def chosen(self, part: str) -> frozenset[str]:
        """The symbols that one part of a pattern, a bare word or classes in braces, may stand for."""
        names = part[1:-1].rpartition(":")[2].split("|") if part.startswith("{") else ["=" + part]
        found = frozenset[str]().union(*(self._selected(name) for name in names))
        if not found:
            raise ValueError(f"{self.language}: no word belongs to {' or '.join(names)}; add it to [words] or mend the pattern")
        return found

    def _selected(self, spec: str) -> set[str]:
        """The symbols of one class, or of classes joined by `&` (both) and `!` (without), read from left to right."""
        if spec.startswith("="):
            return self._symbols_of(spec)
        first, *others = re.split(r"([&!])", spec)
        found = self._symbols_of(first)
        for sign, name in zip(others[::2], others[1::2], strict=True):
            found = found & self._symbols_of(name) if sign == "&" else found - self._symbols_of(name)
        return found

    def _symbols_of(self, name: str) -> set[str]:
        if not self.index:
            for group, base in self.symbols.items():
                for known in (*group, "any"):
                    self.index.setdefault(known, set()).update((base, chr(ord(base) + 1)))
                self.index.setdefault("capital", set()).add(chr(ord(base) + 1))
        return self.index.get(name, set())


def number_classes(value: Any, digits: str) -> frozenset[str]:
    """The classes of a number: `digits` is its printed form where it is written in digits, else empty."""
    classes = {"number"}
    if digits:
        classes.add("digits")
    if value >= 1000:
        classes.add("large")
    if value == int(value):
        classes.add("integer")
        plain = not digits or digits.isdigit()
        if plain and 1 <= value <= 31 and len(digits) <= 2:
            classes.add("day")
        if plain and 1 <= value <= 12 and len(digits) <= 2:
            classes.add("month-number")
        if plain and 1000 <= value <= 2199 and len(digits) in (0, 4):
            classes.add("year")
    return frozenset(classes)


def _number_sets() -> set[frozenset[str]]:
    """Every set that `number_classes` can return."""
    samples = ((5, "5"), (20, "20"), (0, "0"), (1.5, "1,5"), (1500, "1500"), (3000, "3 000"), (1500.5, "1 500,5"))
    return {number_classes(value, printed) for value, digits in samples for printed in ("", digits)}


_EXAMPLES = re.compile(r"^(?:\[\[rule\.(?:example|never)\]\]\n(?:[^\[\n].*\n|\n)*|(?:example|never) = \[\n(?:  .*\n)*\]\n)", re.MULTILINE)
"""Examples are for the tests; leaving them out halves the time that reading a lexicon takes."""


def _topics(language: str) -> dict[str, dict[str, Any]]:
    folder = LANGUAGES / language
    topics = {}
    for path in (*(LANGUAGES / f"{topic}.toml" for topic in SHARED), *(folder / f"{topic}.toml" for topic in TOPICS)):
        if not path.exists():
            continue
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


def _required(pattern: str) -> Iterator[str]:
    """The parts of a pattern that every match holds: those outside brackets with no `?` or `*` behind them."""
    parts, depth = PATTERN_PART.findall(pattern), 0
    if _alternatives(parts):
        return
    for part, after in zip(parts, (*parts[1:], ""), strict=True):
        depth += (part == "(") - (part == ")")
        if depth == 0 and part not in "()|?*+" and after not in ("?", "*"):
            yield part


def _alternatives(parts: list[str]) -> bool:
    """Whether a pattern is a choice as a whole, so that nothing in it is sure to stand in a match."""
    depth = 0
    for part in parts:
        depth += (part == "(") - (part == ")")
        if part == "|" and depth == 0:
            return True
    return False


def literals(pattern: str) -> Iterable[str]:
    """The bare words of a pattern."""
    return (p for p in PATTERN_PART.findall(pattern) if p[0] not in "{(|)?*+")


def _spelled_out(rule: Mapping[str, Any], parts: Mapping[str, str]) -> Mapping[str, Any]:
    """The rule with the named parts of its pattern put in; a part may use the parts listed before it."""
    pattern = str(rule["pattern"])
    for name in reversed(tuple(parts)):
        pattern = pattern.replace(f"<{name}>", f"({parts[name]})")
    return {**rule, "pattern": pattern}


def _compile(language: str, topics: Mapping[str, Mapping[str, Any]]) -> Lexicon:
    words = _classes(topics)
    rules = [(name, _spelled_out(rule, topic.get("patterns", {}))) for name, topic in topics.items() for rule in topic.get("rule", ())]
    for _, rule in rules:
        for word in literals(rule["pattern"]):
            words.setdefault(word, {}).setdefault("=" + word, word)
    for word, classes in words.items():
        if not any(c.isalnum() for c in word):
            classes["punctuation"] = word
    sets = {word_classes(classes) for classes in words.values()} | _number_sets()
    sets |= {
        frozenset(("word",)),
        frozenset(("punctuation",)),
        frozenset(("break",)),
        frozenset(("clock",)),
        frozenset(("numeric-date",)),
        frozenset(("junk",)),
    }
    symbols = {group: chr(_BASE + 2 * i) for i, group in enumerate(sorted(sets, key=sorted))}
    phrases = _phrases(words)
    tables = {name: {k: v for k, v in topic.items() if k not in ("words", "rule")} for name, topic in topics.items()}
    compiled: dict[str, tuple[Rule, ...]] = {}
    lexicon = Lexicon(language, words, phrases, _lengths(phrases), symbols, compiled, tables)
    for topic, rule in rules:
        settings = {k: v for k, v in rule.items() if k not in ("name", "pattern", "make", "example", "never")}
        made = Rule(rule["name"], topic, rule["pattern"], rule.get("make", ""), settings, lexicon)
        compiled[topic] = (*compiled.get(topic, ()), made)
    return lexicon


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


NUMERALS = ("unit", "teen", "ten", "hundred", "scale")
"""The parts that number words play; what each means is in `claims.numerals`."""


def word_classes(found: Mapping[str, Any]) -> frozenset[str]:
    """The classes of a listed word; a number word that can stand alone is a number too, but « un » and « one » are only `one`."""
    if "punctuation" in found:
        return frozenset(found)
    role = next((r for r in NUMERALS if r in found), None)
    if role is None:
        return frozenset((*found, "word"))
    if found[role] == 1:
        return frozenset((*found, "word", "numeral", "one"))
    if role == "scale" and "alone" not in found:
        return frozenset((*found, "word", "numeral"))
    return frozenset((*found, "word", "numeral", *number_classes(found[role], "")))


@cache
def lexicon(language: str) -> Lexicon:
    """The compiled lexicon of a language (an ISO 639-1 code with a folder under `claims/languages`)."""
    return _compile(language, _topics(language))


def languages() -> tuple[str, ...]:
    """The languages that have a folder."""
    return tuple(sorted(p.name for p in LANGUAGES.iterdir() if p.is_dir() and not p.name.startswith("_")))
