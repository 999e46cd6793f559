"""Page furniture: what surrounds an article on its page and is no part of it.

Menus, newsletter and cookie blocks, « Lire aussi », comment forms, share counts, offers with a price. Read line by line,
by rules that are data (`claims/languages/*/furniture.toml`), and cautiously: a line that is not told by a rule stays, for a
missed claim costs more than a menu entry. The rules of all languages are tried: French pages say “Skip to content”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct

from claims.compiled import compiled, pattern
from claims.kept import kept, modules
from claims.lexicon_files import LANGUAGES
from claims.lines import Line, fold, lines
from claims.published import is_clock, wire_heading

Stretch = tuple[int, int]

_EDGE = 15  # lines
_WORDS = 40
_TITLE_WORDS = 22
_TITLES = 8  # related titles in a row
_BLURB_WORDS = 35
_LABEL_WORDS = 6
_PARTS = re.compile(r"\s[–—|·•-]\s")
_MOST_PARTS = 6
_STAMP = re.compile(r"\d{1,2}[:h]\d{2}")
_FEW_STAMPS = 2
_ENTRY = re.compile(r"(?:[•*·►]\s*)?(\d{1,2})\s?[:hH]\s?(\d{2})(?=\s?[-–—|]\s|\.\s|\s+(?![AaPp]\.?[Mm]\b)[^\W\d_])")
"""The hour at which an entry of a live report was posted: « 20:46 - Le président réagit », « 18h40. Valmore. », « • 7h10 – »."""


class Rule(Struct, frozen=True):
    """One kind of furniture; see `claims/languages/fr/furniture.toml` for what the fields mean."""

    name: str
    whole: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    every: tuple[tuple[str, ...], ...]
    patterns: tuple[re.Pattern[str], ...]
    words: int
    reach: str
    edge: bool

    def tells(self, line: Line, folded: str, words: int) -> bool:
        """Whether a line is of this kind; `folded` is its folded text, `words` how many it has."""
        if folded in self.whole:
            return True
        if words > self.words:
            return False
        return (
            folded.startswith(self.starts)
            or any(part in folded for part in self.contains)
            or (bool(self.every) and all(any(part in folded for part in parts) for parts in self.every))
            or any(pattern.search(line.text.replace("'", "’")) for pattern in self.patterns)
        )


class Sieve(Struct, frozen=True):
    """What any of some rules looks for, asked at once: most lines hold none of it."""

    starts: tuple[str, ...]
    contains: tuple[str, ...]
    opening: re.Pattern[str]
    inside: tuple[re.Pattern[str], ...]

    def holds(self, line: Line, folded: str) -> bool:
        """Whether a line holds something that one of the rules looks for."""
        shown = line.text.replace("'", "’")
        return (
            self.opening.match(shown) is not None
            or folded.startswith(self.starts)
            or any(part in folded for part in self.contains)
            or any(pattern.search(shown) for pattern in self.inside)
        )


class Promotion(Struct, frozen=True):
    """The words of small blocks that end with a button."""

    calls: frozenset[str]
    labels: tuple[str, ...]
    promises: tuple[str, ...]


def furniture(text: str, body: int = 0) -> tuple[Stretch, ...]:
    """The stretches of a text that are page furniture, in order, none overlapping or touching another."""
    rows = lines(text, body)
    folded = [line.folded for line in rows]
    marked = [False] * len(rows)
    if rows and is_clock(rows[0].text):
        marked[0] = True
    stamps = [at for at, line in enumerate(rows) if _STAMP.fullmatch(line.text)]
    if len(stamps) <= _FEW_STAMPS:  # a live report has more, and they date its entries
        for at in stamps:
            marked[at] = True
    told: dict[tuple[str, bool], Rule | None] = {}
    for at, line in enumerate(rows):
        edge = at < _EDGE or at >= len(rows) - _EDGE
        if (line.text, edge) not in told:  # pages repeat their buttons and bullets
            told[line.text, edge] = _rule_of(line, folded[at], edge)
        rule = told[line.text, edge]
        if rule is not None:
            last = _last(rule, rows, at, text, body)
            marked[at : last + 1] = [True] * (last + 1 - at)
    for at in range(len(rows)):
        for part in _promotion(rows, folded, at):
            marked[part] = True
    for at in _behind_the_end(rows, marked):
        marked[at] = True
    tails = [
        *((line.start, line.start + end) for line in rows[:_EDGE] if (end := wire_heading(line.text))),
        *(tail for line, mark in zip(rows, marked, strict=True) if not mark for tail in _tail(line)),
    ]
    return merged([*tails, *((line.start, line.end) for line, mark in zip(rows, marked, strict=True) if mark)], text)


def posted(text: str, body: int = 0) -> list[int]:
    """Where the hours stand at which the entries of a live report were posted: it tells its newest first. Hours that go on are what a chronology tells.

    They are furniture that dates what stands behind it, and therefore none of the stretches of `furniture`.
    """
    entries = [(line, stamp) for line in lines(text, body) if (stamp := _ENTRY.match(line.text))]
    hours = [60 * int(stamp[1]) + int(stamp[2]) for _, stamp in entries]
    back = sum(later > earlier for later, earlier in pairwise(hours))
    if len(entries) <= _FEW_STAMPS or 2 * back <= len(hours) - 1:
        return []
    return [line.start + stamp.start(1) for line, stamp in entries]


def _behind_the_end(rows: Sequence[Line], marked: Sequence[bool]) -> Iterable[int]:
    """The short lines behind an article's last sentence that are no sentences: offers, credits, titles of other articles.

    Only where the article has sentences enough to be one; a line that ends as a sentence does stays, and a row of a table or a list.
    """
    prose = [at for at, line in enumerate(rows) if not marked[at] and line.words >= _PROSE_WORDS and line.text.endswith(_SENTENCE_ENDS)]
    if len(prose) < _PROSE:
        return ()
    behind = range(prose[-1] + 1, len(rows))
    return (
        at
        for at in behind
        if rows[at].words <= _TITLE_WORDS and not rows[at].text.endswith(_SENTENCE_ENDS) and not _LISTED.search(rows[at].text)
    )


_PROSE, _PROSE_WORDS = 4, 15
_LISTED = re.compile(r"^\s*[-*•–—]|\||\t|^[^:\d]{0,20}\d[^:]{0,12}\s?:\s")
"""Rows of tables and lists, and of chronologies: « 15 mars : l'action chute »."""
_SENTENCE_ENDS = (".", "!", "?", "…", "»", "”", '"', ")", ":", ";", ",")


def comments(text: str, body: int = 0) -> tuple[Stretch, ...]:
    """The comments of a Markdown text (`<!-- … -->`), which no reader sees; one that is not closed is none."""
    found: list[Stretch] = []
    start = text.find("<!--", body)
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        found.append((start, end + 3))
        start = text.find("<!--", end + 3)
    return tuple(found)


def merged(stretches: Iterable[Stretch], text: str) -> tuple[Stretch, ...]:
    """Stretches in order; those that overlap or have only blanks between them are made one."""
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start].isspace()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _rule_of(line: Line, folded: str, edge: bool) -> Rule | None:
    """The rule that tells a line, or that tells its first part where every part of it is furniture: « 3 min – Partager »."""
    words = line.words
    told = _told_by(line, folded, words, edge)
    if told is not None or words > _WORDS:
        return told
    parts = [part.strip() for part in _PARTS.split(line.text)]
    if not 1 < len(parts) <= _MOST_PARTS or not all(parts):
        return None
    found = [_rule_of(Line(line.start, line.end, part), fold(part), edge) for part in parts]
    return found[0] if all(rule is not None and rule.reach == "line" for rule in found) else None


def _told_by(line: Line, folded: str, words: int, edge: bool) -> Rule | None:
    """The first rule that tells a line as it stands."""
    if folded not in _whole() and not _sieves()[words > _WORDS].holds(line, folded):
        return None
    return next((rule for rule in rules() if (edge or not rule.edge) and rule.reach != "tail" and rule.tells(line, folded, words)), None)


def _tail(line: Line) -> list[Stretch]:
    """The end of a line that is furniture while its beginning is not: from where a pattern matches, or from its group."""
    matches = (pattern.search(line.text) for rule in rules() if rule.reach == "tail" for pattern in rule.patterns)
    return [(line.start + match.start(match.lastindex or 0), line.end) for match in matches if match]


def _last(rule: Rule, rows: Sequence[Line], at: int, text: str, body: int) -> int:
    """The last line that belongs to the furniture that starts at line `at`."""
    if rule.reach == "rest" and 2 * (rows[at].start - body) >= len(text) - body:
        return len(rows) - 1
    last = at
    while rule.reach == "titles" and last + 1 < len(rows) and last - at < _TITLES and is_title(rows[last + 1]):
        last += 1
    return last


def is_title(line: Line) -> bool:
    """Whether a line is short and no sentence of an article."""
    whole = not line.text.endswith((".", "»", ":", ";")) and not line.text.startswith(("-", "–", "•", "«", '"', "“"))
    return whole and line.words <= _TITLE_WORDS


def _promotion(rows: Sequence[Line], folded: Sequence[str], at: int) -> range:
    """The lines of the block that ends with the button on line `at`: a label, a name in quotation marks, a promise, the button."""
    words = promotion()
    if folded[at] not in words.calls or at == 0:
        return range(0)
    first = at - 1
    if rows[first].words > _BLURB_WORDS:
        return range(0)
    promises = any(part in f" {folded[first]} " for part in words.promises)
    labelled = [back for back in (first - 1, first - 2) if back >= 0 and rows[back].words <= _LABEL_WORDS]
    newsletter = any(any(label in folded[back] for label in words.labels) for back in labelled)
    if not promises and not newsletter:
        return range(at, at + 1)
    if labelled[:1] == [first - 1]:
        first -= 1
        named = rows[first].text.startswith(("«", "“", '"')) or any(label in folded[first] for label in words.labels)
        if named and first >= 1 and rows[first - 1].words <= _LABEL_WORDS and not rows[first - 1].text.endswith((".", "»")):
            first -= 1
    return range(first, at + 1)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of every language."""
    return tuple(Rule(**row | {"patterns": tuple(pattern(told) for told in row["patterns"])}) for row in _kept()["rules"])


@cache
def _whole() -> frozenset[str]:
    """Every line that is furniture word for word."""
    return frozenset[str]().union(*(rule.whole for rule in rules()))


@cache
def _sieves() -> tuple[Sieve, Sieve]:
    """What the rules look for, and what those look for that tell long lines."""
    every, long = (
        Sieve(**row | {"opening": pattern(row["opening"]), "inside": tuple(pattern(told) for told in row["inside"])})
        for row in _kept()["sieves"]
    )
    return every, long


@cache
def promotion() -> Promotion:
    """The words of promotions in every language."""
    return Promotion(**_kept()["promotion"])


@cache
def _kept() -> dict[str, Any]:
    """The fields of every `Rule`, its patterns as plain data, and those of the `Promotion`."""
    files = sorted(LANGUAGES.glob("*/furniture.toml"))
    return kept("furniture", (*files, *_MADE_BY), lambda: _read(files))


_MADE_BY = modules("furniture", "lines", "compiled")


def _read(files: Iterable[Path]) -> dict[str, Any]:
    import tomli  # most runs find what they need kept

    packs = [tomli.loads(path.read_text(encoding="utf-8")) for path in files]

    def every(key: str) -> list[str]:
        return [fold(word) for pack in packs for word in pack["promotion"][key]]

    promises = tuple(word if not word.isalpha() else f" {word} " for word in every("promises"))
    promotion = {"calls": frozenset(every("calls")), "labels": tuple(every("labels")), "promises": promises}
    rows = [_fields(rule) for pack in packs for rule in pack["furniture"]]
    lines_told = [row for row in rows if row["reach"] != "tail"]
    sieves = [_sieve(lines_told), _sieve([row for row in lines_told if row["words"] > _WORDS])]
    return {"rules": rows, "sieves": sieves, "promotion": promotion}


def _sieve(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The fields of the `Sieve` of some rules: their expressions that begin a line as one, the others one by one."""
    expressions = [expression for row in rows for expression, *_ in row["patterns"]]
    return {
        "starts": tuple(start for row in rows for start in row["starts"]),
        "contains": tuple(part for row in rows for parts in (row["contains"], *row["every"][:1]) for part in parts),
        "opening": compiled("|".join(f"(?:{expression})" for expression in expressions if _opens(expression)) or "(?!)"),
        "inside": tuple(compiled(expression) for expression in expressions if not _opens(expression)),
    }


def _opens(expression: str) -> bool:
    """Whether an expression can only match where a line begins: by `^`, with no choice outside brackets."""
    bare = re.sub(r"\\.|\[\^?\]?[^]]*\]", "", expression)
    while (outer := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = outer
    return bare.startswith("^") and "|" not in bare


def _fields(rule: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": rule["name"],
        "whole": frozenset(fold(line) for line in rule.get("lines", ())),
        "starts": tuple(fold(start) for start in rule.get("starts", ())),
        "contains": tuple(fold(part) for part in rule.get("contains", ())),
        "every": tuple(tuple(fold(part) for part in parts) for parts in rule.get("all", ())),
        "patterns": tuple(compiled(expression) for expression in rule.get("patterns", ())),
        "words": rule.get("words", _WORDS),
        "reach": rule.get("reach", "line"),
        "edge": rule.get("edge", False),
    }
