"""Numbers: digits as newspapers print them, and number words.

Number words are evaluated by roles that the lexicon gives (`claims/languages/<language>/numbers.toml`), so that the
code knows no language: `unit`, `ten`, `hundred` add up, `scale` words (thousand and up) multiply what stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec.structs import replace

from claims.lexicon import Lexicon
from claims.terms import Numeral, Term
from claims.word_classes import NUMERALS, number_classes

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009\u2007'’]")
_POWER = re.compile(r"(?:[eE]|[x×]10\^|(\^))([+-]?\d{1,2})$")
_MIXED = re.compile(r"(\d{1,3})[- ](\d)/(\d)")
_PARTS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
_LARGEST = Decimal(10) ** 24
"""Nobody tells a larger number: « mille mille mille … » is cut into several."""
_MILLION = 1_000_000
_GROUP = 4
_ROLES = (*NUMERALS, "one-article", "share")
_MINUS = frozenset(("-", "−"))
_STARTS = frozenset(("numeral", "one-article", "share", "minus"))


def numeral(printed: str, words: Lexicon) -> Numeral:
    """Read a number printed in digits: groups of three and decimals by the language's habits, with its sign and its power."""
    if printed[-1] in _PARTS:
        return Numeral(Decimal(printed[:-1]) + _PARTS[printed[-1]], printed)  # "2½ hours"
    if (mixed := _MIXED.fullmatch(printed)) is not None:
        return Numeral(round(Decimal(mixed[1]) + Decimal(mixed[2]) / Decimal(mixed[3]), 4), printed)  # "2-1/2 feet"
    power = _POWER.search(printed)
    compact = _BLANKS.sub("", printed[: power.start()] if power else printed).replace("−", "-")
    mark = _decimal_mark(compact, printed, _table(words).get("decimal", "."))
    other = "".join(c for c in ".," if c != mark)
    cleaned = compact.translate({ord(c): None for c in other}).replace(mark or "\0", ".")
    value = Decimal(cleaned)
    if power is not None:
        exponent = int(power[2])
        value = value**exponent if power[1] and value else value.scaleb(exponent)
    return Numeral(value, printed)


def _decimal_mark(compact: str, printed: str, usual: str) -> str:
    """The mark that starts the decimals, empty where there is none: « 1.354 » has none in French, « 1.35 » has."""
    points, commas = compact.count("."), compact.count(",")
    if points and commas:
        return "," if compact.rfind(",") > compact.rfind(".") else "."
    if points + commas != 1:
        return ""
    only = "." if points else ","
    left, right = compact.lstrip("-").split(only)
    grouped = len(right) == 3 and 1 <= len(left) <= 3 and left != "0" and only != usual and len(compact) == len(printed)
    return "" if grouped else only


def _table(words: Lexicon) -> Mapping[str, Any]:
    table: Mapping[str, Any] = words.tables.get("numbers", {}).get("numerals", {})
    return table


def number_words(terms: list[Term], words: Lexicon) -> list[Term]:
    """Join rows of number words, and digits before a scale word, into one number term each."""
    joined: list[Term] = []
    row = _Row(terms, words)
    done = 0
    for at in [i for i, t in enumerate(terms) if t.kind == "number" or not _STARTS.isdisjoint(t.classes) or t.key in _MINUS]:
        if at < done or (terms[at].key in _MINUS and not _opening_minus(terms, at) and not _below_zero(terms, at, words)):
            continue
        row.at = at
        value = row.signed()
        if value is not None and row.at > at:
            joined += terms[done:at]
            joined.append(_term(terms, at, row.at, value, words))
            done = row.at
    joined += terms[done:]
    return joined


def _opening_minus(terms: list[Term], at: int) -> bool:
    """« - 1 200 »: a line that holds nothing but a number; before anything else the mark opens an item of a list."""
    if (at and terms[at - 1].kind != "break") or at + 1 >= len(terms) or terms[at + 1].kind != "number":
        return False
    after = at + 2 + (at + 2 < len(terms) and "scale-letter" in terms[at + 2].classes)
    return after >= len(terms) or terms[after].kind == "break"


def _below_zero(terms: list[Term], at: int, words: Lexicon) -> bool:
    """« tombé à - 4,5 °C »: degrees below zero, the mark set apart; between two numbers it is a dash, at the beginning of a line too."""
    if not 0 < at < len(terms) - 2 or terms[at - 1].kind in ("break", "number") or terms[at - 1].end == terms[at].start:
        return False
    return terms[at + 1].kind == "number" and words.value(terms[at + 2].key, "unit-of-measure") == "Cel"


def _term(terms: list[Term], first: int, end: int, value: Decimal, words: Lexicon) -> Term:
    start = terms[first]
    if end - first == 1:
        return start if start.number else replace(start, number=Numeral(value))
    key = " ".join(t.key for t in terms[first:end])
    return Term(
        start.start,
        terms[end - 1].end,
        key,
        "number",
        number_classes(value, ""),
        Numeral(value, scale=_scale(value, terms[first:end], words)),
    )


def _scale(value: Decimal, row: list[Term], words: Lexicon) -> Decimal:
    """What the row's scale words multiply by: « 88 millions », « quinze mille »."""
    first = row[0].number
    if first is not None and first.digits:
        return value / first.value if first.value else Decimal(1)
    scale = Decimal(words.value(row[-1].key, "scale") or 1) if "scale" in row[-1].classes else Decimal(1)
    return scale if len(row) == _WORDED and value % scale == 0 else Decimal(1)


_WORDED = 2
"""Terms of a number in words whose scale word is the other end's too: « dix à quinze mille »."""


@cache
def _role(classes: frozenset[str]) -> str:
    return next((r for r in _ROLES if r in classes), "")


class _Row:
    """A cursor over number words: `signed` reads the longest number that starts at `at` and moves past it."""

    def __init__(self, terms: list[Term], words: Lexicon) -> None:
        self.terms, self.at, self.words = terms, 0, words
        table = _table(words)
        self.joiners: tuple[str, ...] = tuple(table.get("joiners", ()))
        self.points: tuple[str, ...] = tuple(table.get("points", ()))
        self.teens_after: tuple[int, ...] = tuple(table.get("teens_after", ()))

    def role(self, ahead: int = 0) -> str:
        """What part the term plays, empty where it is none of a number."""
        if self.at + ahead >= len(self.terms):
            return ""
        term = self.terms[self.at + ahead]
        if term.kind == "number":
            return "digits"
        return "" if term.kind == "punctuation" else _role(term.classes)

    def take(self) -> Decimal:
        """The value of the next term, which is passed."""
        term, role = self.terms[self.at], self.role()
        self.at += 1
        return term.number.value if term.number else Decimal(self.words.value(term.key, role))

    def signed(self) -> Decimal | None:
        """A number and the word for its sign: « moins cinq » below zero, where nothing says that it compares."""
        if "minus" not in self.terms[self.at].classes and self.terms[self.at].kind != "punctuation":
            return self.number()
        before = self.terms[self.at - 1] if self.at else None
        if before is not None and (before.kind == "number" or "no-minus-after" in before.classes):
            return None
        self.at += 1
        value = self.number() if self.at < len(self.terms) else None
        return None if value is None else -value

    def number(self) -> Decimal | None:
        """A whole number, its decimals in words (« deux virgule cinq »), and the scale of both (« deux virgule cinq millions »)."""
        while self.role() == "unit" and self.role(1) and self._zero():
            self.at += 1
        if self.role() == "share":
            return self.share()
        value = self.whole()
        if value is None:
            return None
        told = self.told_scale()
        decimals = self.decimals()
        if decimals is None and (half := self.half()) is not None:
            return self.scaled(value + half * told)  # « un million et demi »: half of a million
        return value if decimals is None else self.scaled(value + decimals)

    def told_scale(self) -> Decimal:
        """What the last scale word passed multiplies by; 1 where the last word passed is none."""
        last = self.terms[self.at - 1]
        return Decimal(self.words.value(last.key, "scale")) if "scale" in last.classes else Decimal(1)

    def _zero(self) -> bool:
        return bool(self.words.value(self.terms[self.at].key, "unit") == 0)

    def share(self) -> Decimal | None:
        """« un demi-million », "half a million", "half a dozen"."""
        mark = self.at
        value = 1 / self.take()
        if self.at < len(self.terms) and (self.terms[self.at].key == "-" or self.role() == "one-article"):
            self.at += 1
        if self.role() == "scale":
            return self.scaled(value)
        self.at = mark
        return None

    def half(self) -> Decimal | None:
        """« et demi », "and a half" behind a number; None (and nothing taken) without."""
        mark = self.at
        self.joiner()
        if self.at > mark and self.role() == "one-article":
            self.at += 1 + (self.at + 1 < len(self.terms) and self.terms[self.at + 1].key == "-")  # "six-and-a-half"
        if self.at > mark and self.role() == "share" and self.words.value(self.terms[self.at].key, "share") == 2:
            return 1 / self.take()
        self.at = mark
        return None

    def decimals(self) -> Decimal | None:
        """« virgule zéro trois »: the digits told after the decimal mark's name, as a number below one; None (and nothing taken) without."""
        mark = self.at
        if mark + 1 >= len(self.terms) or self.terms[mark].key not in self.points:
            return None
        self.at += 1
        digits = ""
        while len(digits) < 12 and self.role() in ("unit", "teen", "ten", "digits"):
            printed = self.terms[self.at].key if self.role() == "digits" else ""
            value = self.take() if printed else self.tens()
            digits += printed or str(value)
        if not digits.isdigit():
            self.at = mark
            return None
        return Decimal(f"0.{digits}")

    def whole(self) -> Decimal | None:
        """Groups below a thousand, each with its scale word, largest scale first: « deux millions trois cent mille »."""
        if self.role() == "digits" and self.role(1) != "hundred":
            value = self.take()
            return self.mixed(self.scaled(value), value)
        total, ceiling, found = Decimal(0), Decimal("Infinity"), False
        while True:
            mark = self.at
            if found:
                self.joiner()
            group = self.group()
            scale = self.scale(ceiling, group)
            if (group is None and scale is None) or (found and scale is None and ceiling <= 100):
                self.at = mark
                break
            total += (1 if group is None else group) * (scale or 1)
            ceiling, found = scale or Decimal(1), True
            if scale is None:
                break
        return total if found else None

    def mixed(self, total: Decimal, digits: Decimal) -> Decimal:
        """What is added to digits and their scale: "4 thousand 3 hundred and 21", « 2 millions 300 mille »."""
        ceiling = total / digits if digits else Decimal(1)
        while ceiling > 1000 or (ceiling == 1000 and self.role(1) == "hundred"):
            mark = self.at
            if self.role() == "digits" and ceiling >= _MILLION and self._thousands():
                return total + self.take()
            if self.role() != "digits" or self.role(1) not in ("hundred", "scale"):
                break
            group = self.group() if self.role(1) == "hundred" else self.take()
            scale = self.scale(ceiling, group) if self.role() == "scale" else Decimal(1)
            if group is None or scale is None:
                self.at = mark
                break
            total, ceiling = total + group * scale, scale
        return total

    def _thousands(self) -> bool:
        """Whether the next number is printed in thousands: « 1 million 200 000 »."""
        number = self.terms[self.at].number
        return number is not None and 1000 <= number.value < _MILLION and len(number.digits) > _GROUP and not number.digits.isdigit()

    def scaled(self, value: Decimal) -> Decimal:
        """Digits and their scale words: « 2,35 milliards », "1.08-billion", « 3 mille milliards »."""
        if self._hyphened() and self.role(1) == "scale":
            self.at += 1
        while value < _LARGEST and self.role() == "scale":
            value *= self.take()
        return value

    def _hyphened(self) -> bool:
        """Whether a hyphen touches the terms on either side of it."""
        row = self.terms[self.at - 1 : self.at + 2]
        return self.at > 0 and len(row) == 3 and row[1].key == "-" and row[0].end == row[1].start and row[1].end == row[2].start

    def scale(self, ceiling: Decimal, group: Decimal | None) -> Decimal | None:
        if group is not None and self._hyphened() and self.role(1) == "scale":
            self.at += 1  # « trois-mille », as the spelling of 1990 has it
        if self.role() != "scale":
            return None
        term = self.terms[self.at]
        if self.words.value(term.key, "scale") >= ceiling or (group is None and "alone" not in term.classes):
            return None
        value = self.take()
        return self.scaled(value)  # « mille milliards »

    def group(self) -> Decimal | None:
        """A number below a thousand; None (and nothing taken) where there is none."""
        mark, value = self.at, None
        if self.role() == "one-article":
            if self.role(1) not in ("hundred", "scale"):
                return None
            self.at += 1
            value = Decimal(1)
        elif self.role() in ("unit", "teen") or (self.role() == "digits" and self.role(1) == "hundred"):
            value = self.take()
        if value is not None and self._hyphened() and self.role(1) == "hundred":
            self.at += 1  # « deux-cents »
        if self.role() == "hundred" and not self._of_money(value):
            value = (Decimal(1) if value is None else value) * self.take()
            return value + (self.rest() or 0)
        if value is not None:
            return value
        self.at = mark
        return self.tens()

    def _of_money(self, value: Decimal | None) -> bool:
        """« 50 cents » are no hundreds."""
        return value is not None and self.terms[self.at - 1].kind == "number" and "minor-currency" in self.terms[self.at].classes

    def rest(self) -> Decimal | None:
        """What follows the hundreds; the joiner before it is given back where nothing follows."""
        mark = self.at
        self.joiner()
        digits = self.terms[self.at].number if self.role() == "digits" else None
        if digits is not None:
            if self.at > mark and 0 < digits.value < 100 and digits.digits.isdigit() and self.role(1) not in ("hundred", "scale"):
                return self.take()
            self.at = mark
            return None
        value = self.tens()
        if value is None:
            self.at = mark
        return value

    def tens(self) -> Decimal | None:
        if self.role() in ("unit", "teen"):
            return self.take()
        if self.role() != "ten":
            return None
        value, mark = self.take(), self.at
        self.joiner()
        if self.role() == "unit" or (self.role() == "teen" and int(value) in self.teens_after):
            return value + self.take()
        self.at = mark
        return value

    def joiner(self) -> None:
        while self.at < len(self.terms) and self.terms[self.at].key in self.joiners:
            self.at += 1
