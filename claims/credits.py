"""Which news agencies an article draws on, as its own text says it.

A credit is a signature (« Le Monde avec AFP », « (jzs/afp) »), a dateline (“PORT-AU-PRINCE, Haiti (AP) —”), or a line that is
nothing but an agency's name. A picture's credit says where the picture comes from, not the text, and is told apart.
An agency that is quoted (« selon l'AFP ») is no credit: that is for whoever reads the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from claims.compiled import compiled, pattern
from claims.kept import kept, modules
from claims.lines import Line, lines

_AGENCIES = Path(__file__).with_name("agencies.toml")
_SHORT = 70  # characters: a signature is a line of its own
_PARAGRAPH = 150
_BETWEEN = re.compile(r"\s*(?:[/,;&+|:–—]|-\s|\s-|\bet\b|\band\b)\s*")
_LAST_BRACKETS = re.compile(r"\(\s*([^()]{2,60}?)\s*\)\s*\.?$")
_DATELINE = re.compile(r"(?:[^\W\d_][^\n]{0,80}?[\s,|])?\(([^()\n]{2,40})\)\s*[–—-]")
_PIPES = re.compile(r"[^|\n]{2,80}\|([^|\n]{2,40})\|")
_WIRE_NOTE = re.compile(r"\(\((.{1,300})")
_WORD = re.compile(r"[^\W\d_]+|©")


class Credits(Struct, frozen=True):
    """The agencies that a text names as its own, and those that its pictures come from; each once, in order of appearance."""

    text: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()


class _Agencies(Struct, frozen=True):
    names: dict[str, str]  # by alias
    photo_words: frozenset[str]
    anywhere: re.Pattern[str]
    signed: re.Pattern[str]
    byline: re.Pattern[str]

    def named_in(self, text: str) -> list[str]:
        """The agencies that a text names, in order."""
        return [self.name(found) for found in self.anywhere.findall(text)]

    def name(self, alias: str) -> str:
        """The agency of an alias; one in capitals may be written small (« jzs/afp »)."""
        return self.names.get(alias) or self.names[alias.upper()]


def credits_of(text: str, body: int = 0) -> Credits:
    """Whom an article credits."""
    texts: list[str] = []
    photos: list[str] = []
    for line in lines(text, body):
        if not _agencies().anywhere.search(line.text):
            continue
        found = _signatures(line)
        texts += found
        if not found:
            photos += _photo(line)
    return Credits(tuple(dict.fromkeys(texts)), tuple(dict.fromkeys(photos)))


def agencies_in(words: str) -> tuple[str, ...]:
    """The agencies that a credit in metadata names: « Le Monde avec AFP » is AFP; the words themselves where there is none."""
    found = tuple(dict.fromkeys(_agencies().named_in(words)))
    return found or (_agencies().names.get(words.strip(), words.strip()),)


def _signatures(line: Line) -> list[str]:
    """The agencies that a line credits with the text."""
    return _dateline(line.text) or _signed(line.text) or _bracketed(line.text) or _whole(line.text)


def _dateline(line: str) -> list[str]:
    for form in (_WIRE_NOTE, _PIPES):
        if match := form.match(line):
            return _listed(match[1]) or _agencies().named_in(match[1])
    match = _DATELINE.match(line)
    return _listed(match[1]) if match else []


def _signed(line: str) -> list[str]:
    """« Le Monde avec AFP », or the same after the last sentence of a text; “By Reuters”."""
    words = _agencies()
    match = words.signed.search(line)
    if match and (len(line) <= _SHORT or line[: match.start()].rstrip().endswith((".", "!", "?", "»", ")"))):
        return _listed(match["names"])
    match = words.byline.fullmatch(line) if len(line) <= _SHORT else None
    return _listed(match["names"]) if match else []


def _bracketed(line: str) -> list[str]:
    """« …, a-t-il dit. (jzs/afp) »: initials or agencies in the last brackets, after a sentence or alone."""
    match = _LAST_BRACKETS.search(line)
    if match is None or _is_picture(match[1]):
        return []
    before = line[: match.start()].rstrip()
    if before and not before.endswith((".", "!", "?", "»", '"', "”", "…")) and len(line) < _PARAGRAPH:
        return []
    return [] if _spelt_out(before) else _listed(match[1])


def _spelt_out(before: str) -> bool:
    """Whether an agency's full name stands right before its short one: « l'Agence France-Presse (AFP) »."""
    return any(before.endswith(alias) for alias in _agencies().names)


def _whole(line: str) -> list[str]:
    """A line that is nothing but agencies: « Agence France-Presse »."""
    words = _agencies()
    bare = words.anywhere.sub("", line)
    if _WORD.search(bare) or any(mark in bare for mark in "/©()"):
        return []
    return _listed(line) or words.named_in(line)


def _listed(written: str) -> list[str]:
    """The agencies of a list of names and initials (« jzs/afp »); none where a piece is more than that."""
    known = _agencies().names
    names = []
    for piece in _BETWEEN.split(written):
        name = known.get(piece) or (known.get(piece.upper()) if written.islower() and "/" in written else None)
        names += [name] if name else []
    whole = known.get(written)
    return [whole] if whole else names


def _is_picture(inside: str) -> bool:
    """Whether brackets hold a picture's credit: a person's name beside the agency's, or a word such as « photo »."""
    words = _agencies()
    pieces = _BETWEEN.split(inside)
    named = any(" " in piece and piece not in words.names and not piece.lower().startswith(("avec ", "with ")) for piece in pieces)
    return named or any(word.lower() in words.photo_words for word in _WORD.findall(inside))


def _photo(line: Line) -> list[str]:
    """The agencies in a picture's credit: beside a stroke, after « photo », or last in a short line without a full stop."""
    words = _agencies()
    found = []
    for match in words.anywhere.finditer(line.text):
        start, end = match.span()
        before = line.text[max(0, start - _PARAGRAPH) : start].rstrip()
        after = line.text[end : end + _PARAGRAPH].strip(" )")
        beside = before.endswith(("/", "©", "(")) or after.startswith("/") or (before.endswith(":") and _is_picture(before))
        last = not after and match[0].isupper() and len(line.text) < 2 * _PARAGRAPH
        if (beside or last) and not _spelt_out(before.rstrip(" (")):
            found.append(words.name(match[0]))
    return found


@cache
def _agencies() -> _Agencies:
    told = kept("agencies", (_AGENCIES, *_MADE_BY), _read)
    return _Agencies(told["names"], told["photo_words"], **{name: pattern(row) for name, row in told["patterns"].items()})


_MADE_BY = modules("credits", "compiled")


def _read() -> dict[str, Any]:
    import tomli  # most runs find what they need kept

    data: dict[str, Any] = tomli.loads(_AGENCIES.read_text(encoding="utf-8"))
    names = {alias: agency["name"] for agency in data["agency"] for alias in agency["aliases"]}
    anywhere = rf"(?<!\w)(?:{_any(names)})(?!\w)"
    small = _any({alias.lower() for alias in names if alias.isupper()})
    listed = rf"(?P<names>{anywhere}(?:\s*(?:,|/|et|and)\s*{anywhere})*)"
    expressions = {
        "anywhere": rf"{anywhere}|(?<=/)(?:{small})(?=\))",
        "signed": rf"(?:^|(?<=[\s(]))(?i:{_any(data['words']['with'])})\s+{listed}\s*\)?\.?$",
        "byline": rf"(?i:{_any(data['words']['by'])})\s*:?\s+{listed}\.?",
    }
    patterns = {name: compiled(expression) for name, expression in expressions.items()}
    return {"names": names, "photo_words": frozenset(data["words"]["photo"]), "patterns": patterns}


def _any(words: Iterable[str]) -> str:
    """Alternatives, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
