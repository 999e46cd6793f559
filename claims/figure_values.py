"""What the patterns of `figures.toml` can ask for: the value of a figure, without its hedge and its noun.

Money is ISO 4217, physical units are UCUM.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from claims.lexicon import Rule
from claims.reading import Reading
from claims.records import FigureValue
from claims.terms import Term

UCUM_TIME = {"D": "d", "W": "wk", "F": "14.d", "M": "mo", "Y": "a", "X": "10.a", "C": "100.a", "E": "weekend", "h": "h", "min": "min", "s": "s"}
"""UCUM codes of the lexicon's units of time."""

Kind = Literal["number", "money", "percent", "quantity"]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: what a maker works from."""

    reading: Reading
    rule: Rule
    found: re.Match[str]

    def index(self, name: str) -> int:
        """The index of the term of a named part, -1 where the part is absent."""
        return self.found.start(name) if name in self.found.re.groupindex else -1

    def term(self, name: str) -> Term | None:
        """The term of a named part, None where the part is absent."""
        at = self.index(name)
        return self.reading.terms[at] if at >= 0 else None

    def value(self, name: str, *classes: str) -> Any:
        """What a named part stands for in the first of these classes that it has."""
        term = self.term(name)
        if term is None:
            return None
        found = (self.reading.lexicon.value(term.key, wanted) for wanted in classes or (name,))
        return next((value for value in found if value is not None), None)

    def number(self, name: str = "number", letter: str = "letter") -> Decimal | None:
        """The number of a named part, times the scale letter that follows it (« 47K », « 88 M€ »)."""
        term = self.term(name)
        if term is None:
            return None
        value = Decimal(1) if term.number is None else term.number.value
        return value * (self.value(letter, "scale-letter") or 1)

    def before(self) -> Term | None:
        """The term right before the match."""
        at = self.found.start() - 1
        return self.reading.terms[at] if at >= 0 else None

    def after(self) -> Term | None:
        """The term right after the match."""
        return self.reading.terms[self.found.end()] if self.found.end() < len(self.reading.terms) else None

    def ends(self) -> bool:
        """Nothing that could be counted follows: the text, the line or the clause ends here."""
        after = self.after()
        return after is None or after.kind == "break" or (after.kind == "punctuation" and after.key not in "-–—%$€£/'")


@dataclass(frozen=True, slots=True)
class Made:
    """What a maker returns: the value without its hedge, and how many terms at the match's end are no part of it."""

    kind: Kind
    value: FigureValue
    drop: int = 0
    counted: bool = False


Maker = Callable[[Match], Made | None]


def _range(match: Match, high: Decimal) -> dict[str, Any]:
    """`number`, `low` and `high` of a printed range; the scale of the high end is the low end's too (« 88 à 102 millions »)."""
    low = match.number("low", "letter1")
    if low is None:
        return {"number": high}
    term, own = match.term("number"), match.term("low")
    if term is not None and term.number is not None and own is not None and own.number is not None and own.number.scale == 1:
        scale = term.number.scale * (match.value("letter", "scale-letter") or 1)
        low = low * scale if low * scale <= high else low
    if low > high:
        return {}
    return {"number": low, "low": low, "high": high}


def _currency(match: Match) -> str | None:
    """The currency told; codes that are words too (TRY, MAD) count in capitals only, « livres » only by the thousand."""
    name = "currency" if match.index("currency") >= 0 else "currency2"
    term, number = match.term(name), match.number()
    if term is None or number is None:
        return None
    if "currency-code" in term.classes:
        capital = match.reading.text[term.start : term.end].isupper()
        return match.value(name, "currency-code") if capital else None
    if "doubtful-currency" in term.classes and number < 1000:
        return None
    found = match.value(name, "currency", "scaled-currency")
    return None if found is None else str(found)


def _money(match: Match) -> Made | None:
    number, currency = match.number(), _currency(match)
    last, after = match.reading.terms[match.found.end() - 1], match.after()
    if number is None or currency is None:
        return None
    if after is not None and after.start == last.end and after.kind == "number" and "currency-sign" in last.classes:
        return None  # « 3 USD50 »: the sign belongs to what follows
    number *= match.value("currency", "money-scale") or 1
    number *= match.value("scale", "scale") or 1
    ends = _range(match, number)
    return Made("money", FigureValue(unit=currency, **ends)) if ends else None


def _money_and_cents(match: Match) -> Made | None:
    """« 15 dollars 50 », "$20 and 43 cents": without the word for the cents nothing countable may follow."""
    number, cents, currency = match.term("number"), match.number("cents"), _currency(match)
    if number is None or cents is None or currency is None or number.number is None and match.number() != 1:
        return None
    whole = Decimal(1) if number.number is None else number.number.value
    if whole != int(whole) or cents != int(cents) or not 0 < cents < 100 or match.index("letter") >= 0:
        return None
    after = match.after()
    told = match.index("minor") >= 0
    if not told and (not (match.ends() or (after is not None and after.classes & _NO_NOUN)) or (number.number and number.number.scale > 1)):
        return None
    return Made("money", FigureValue(number=whole + cents / 100, unit=currency))


_NO_NOUN = frozenset(("function", "and"))


def _minor(match: Match) -> Made | None:
    """« 50 centimes »: of which currency is not told."""
    number = match.number()
    return None if number is None else Made("money", FigureValue(number=number, unit=match.value("minor", "minor-currency")))


def _percent(match: Match) -> Made | None:
    number = match.number()
    ends = _range(match, number) if number is not None else {}
    return Made("percent", FigureValue(unit="%", **ends)) if ends else None


def _quantity(match: Match) -> Made | None:
    number, unit = match.number(), match.term("unit")
    if number is None or unit is None:
        return None
    name = match.value("unit", "unit-of-measure") or UCUM_TIME.get(str(match.value("unit", "time-unit", "clock-unit")), "")
    if unit.end - unit.start == 1 and unit.key.isalpha() and unit.key != match.reading.text[unit.start] and unit.key not in _CAPITAL_UNITS:
        return None  # « M », « T », « G »: not metres, tonnes, grams
    ends = _range(match, number)
    base, _, per = name.partition("/")
    return Made("quantity", FigureValue(unit=base, per=per, **ends)) if ends else None


_CAPITAL_UNITS = frozenset(("l", "w", "v", "a"))
_METRES = {"km": Decimal(1000), "m": Decimal(1), "cm": Decimal("0.01"), "mm": Decimal("0.001"), "[mi_i]": Decimal("1609.344")}
_METRES |= {"[yd_i]": Decimal("0.9144"), "[ft_i]": Decimal("0.3048"), "[in_i]": Decimal("0.0254")}


def _compound(match: Match) -> Made | None:
    """« 5 feet 2 inches », « 2 km et 100 m »: one length, in the smallest unit told."""
    total, larger, unit = Decimal(0), Decimal("Infinity"), ""
    before = match.before()
    if before is not None and "between-word" in before.classes:
        return None
    for n in ("1", "2", "3"):
        number = match.number(f"n{n}")
        if number is None:
            continue
        unit = "[in_i]" if match.value(f"u{n}", "unit-of-measure") is None else match.value(f"u{n}", "unit-of-measure")
        size = _METRES.get(unit)
        if size is None or not 0 < number * size < larger:
            return None
        total, larger = total + number * size, size
    return Made("quantity", FigureValue(number=total / larger, unit=unit))


def _kilometres(match: Match) -> Made | None:
    """« 3k », "a 5k": a distance run, where nothing follows that there could be thousands of."""
    term, letter, number = match.term("number"), match.term("unit"), match.number()
    if term is None or letter is None or number is None or not 0 < number < 100 or letter.start != term.end:
        return None
    small = match.reading.text[letter.start].islower()
    return Made("quantity", FigureValue(number=number, unit="km")) if small and match.ends() and match.before() is None else None


def _giga(match: Match) -> Made | None:
    """« 10G »; but 3G to 6G are networks."""
    term, letter, number = match.term("number"), match.term("unit"), match.number()
    if term is None or letter is None or number is None or letter.start != term.end or not match.reading.text[letter.start].isupper():
        return None
    network = number == int(number) and 1 <= number <= 9
    return None if network else Made("number", FigureValue(number=number * 10**9))


def _one_unit(match: Match) -> Made | None:
    """« une minute » is a duration; « un jour » or « un an » alone often is not, and needs more around it."""
    unit = match.value("unit", "clock-unit", "time-unit")
    following = match.reading.terms[match.found.end() - 1] if match.found.end() else None
    drop = 1 if following is not None and "of-word" in following.classes else 0
    return Made("quantity", FigureValue(number=Decimal(1), unit=UCUM_TIME[unit]), drop)


def _fraction(match: Match) -> Made | None:
    parts = match.value("part", "fraction", "half")
    number = match.number() if match.index("number") >= 0 else Decimal(1)
    if number is None or number > parts:
        return None
    return Made("percent", FigureValue(number=round(100 * number / parts, 2).normalize() + 0, unit="%"))


def _aged(match: Match) -> Made | None:
    number = match.number()
    return None if number is None else Made("quantity", FigureValue(number=number, unit="a"))


def _half(match: Match) -> Made | None:
    return Made("percent", FigureValue(number=Decimal(50), unit="%"), drop=1)


def _twice(match: Match) -> Made | None:
    return Made("quantity", FigureValue(number=Decimal(2), unit="x"))


def _couple(match: Match) -> Made | None:
    return Made("number", FigureValue(number=Decimal(2), modifier="about"), counted=True)


def _collective(match: Match) -> Made | None:
    return Made("number", FigureValue(number=Decimal(match.value("number", "collective")), modifier="about"))


def _several(match: Match) -> Made | None:
    return Made("number", FigureValue(number=Decimal(2 * match.value("number", "collective")), modifier="at-least"))


def _dozens(match: Match) -> Made | None:
    """« trois douzaines », « une demi-douzaine »."""
    count = Decimal("0.5") if match.index("share") >= 0 else match.number("count", "")
    of = match.value("number", "collective")
    return None if count is None or of is None else Made("number", FigureValue(number=count * Decimal(of)))


def _told_twice(match: Match) -> Made | None:
    """« quarante-cinq (45) »: one number, in words and in digits."""
    number, again = match.number(), match.number("again", "")
    return Made("number", FigureValue(number=number)) if number is not None and number == again else None


def _times(match: Match) -> Made | None:
    number = match.number()
    return None if number is None else Made("quantity", FigureValue(number=number, unit="x"), counted=True)


def _multiple(match: Match) -> Made | None:
    return Made("quantity", FigureValue(number=Decimal(match.value("number", "multiple")), unit="x"))


def _ratio(match: Match) -> Made | None:
    number, whole = match.number(), match.number("whole")
    if number is None or whole is None or not 0 < number < whole:
        return None
    return Made("number", FigureValue(number=number, unit=f"/{whole}"))


def _one(match: Match) -> Made | None:
    return Made("number", FigureValue(number=Decimal(1)), drop=match.found.end() - match.index("number") - 1 - (match.index("alone") >= 0), counted=True)


def _number(match: Match) -> Made | None:
    number, at = match.number(), match.index("number")
    if number is None or _is_label(match, at):
        return None
    letter = match.term("letter")
    drop = 0
    if letter is not None and letter.start > match.reading.terms[at].end and not (match.ends() and _printed_scale(match, letter)):
        drop, number = 1, match.number(letter="")
    ends = _range(match, number or Decimal(0))
    return Made("number", FigureValue(**ends), drop) if ends else None


def _printed_scale(match: Match, letter: Term) -> bool:
    """« 2,33 k », « 1,5 M », apart from their number: metres have a small letter."""
    return match.reading.text[letter.start : letter.end] in ("k", "K", "M")


def _is_label(match: Match, at: int) -> bool:
    """A number that names or ranks rather than counts: « article 3 », « 3e », « 1. » at a line's start, part of a code."""
    terms, first = match.reading.terms, match.found.start()
    term, before, after = terms[at], terms[first - 1] if first else None, terms[at + 1] if at + 1 < len(terms) else None
    if "ordinal" in term.classes:
        return True
    if after is not None and after.start == term.end and after.kind == "word" and "scale-letter" not in after.classes:
        return True
    if before is not None and (("label" in before.classes) or (before.end == terms[first].start and before.kind == "word")):
        return True
    opens = before is None or before.kind == "break"
    return opens and after is not None and after.key in (".", ")") and term.number is not None and bool(term.number.digits)


MAKERS: Mapping[str, Maker] = {
    "money": _money,
    "money_and_cents": _money_and_cents,
    "minor": _minor,
    "percent": _percent,
    "quantity": _quantity,
    "compound": _compound,
    "kilometres": _kilometres,
    "giga": _giga,
    "one_unit": _one_unit,
    "fraction": _fraction,
    "aged": _aged,
    "half": _half,
    "twice": _twice,
    "couple": _couple,
    "collective": _collective,
    "several": _several,
    "dozens": _dozens,
    "told_twice": _told_twice,
    "times": _times,
    "multiple": _multiple,
    "ratio": _ratio,
    "one": _one,
    "number": _number,
}
"""What the patterns of `figures.toml` can ask for by name."""
