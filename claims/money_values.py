"""What the patterns of `figures.toml` can ask for: amounts of money, in ISO 4217."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from claims.figure_match import Made, Maker, Match, ends_of
from claims.records import FigureValue


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
    link, before = match.term("link"), match.before()
    if link is not None and "and" in link.classes and not (before is not None and "between-word" in before.classes):
        return None  # "$5 and 20 people": no range
    number *= match.value("currency", "money-scale") or 1
    number *= match.value("scale", "scale") or 1
    ends = ends_of(match, number)
    return Made("money", FigureValue(unit=currency, **ends)) if ends else None


def _collective_money(match: Match) -> Made | None:
    """« une quarantaine de millions d'euros »."""
    currency = match.value("currency", "currency")
    if currency is None:
        return None
    number = Decimal(match.value("number", "collective")) * Decimal(match.value("scale", "scale") or 1)
    return Made("money", FigureValue(number=number, unit=str(currency), modifier="about"))


def _several_money(match: Match) -> Made | None:
    """« des centaines de milliards de dollars », "tens of millions of euros"."""
    currency = match.value("currency", "currency")
    if currency is None:
        return None
    number = Decimal(2 * match.value("number", "collective", "tens-word", "scale")) * Decimal(match.value("scale", "scale") or 1)
    return Made("money", FigureValue(number=number, unit=str(currency), modifier="at-least"))


def _money_and_cents(match: Match) -> Made | None:
    """« 15 dollars 50 », "$20 and 43 cents": without the word for the cents nothing countable may follow."""
    number, cents, currency = match.term("number"), match.number("cents"), _currency(match)
    if number is None or cents is None or currency is None:
        return None
    whole = Decimal(1) if number.number is None else number.number.value
    if whole != int(whole) or cents != int(cents) or not 0 < cents < 100 or match.index("letter") >= 0:
        return None
    if match.index("minor") < 0 and (not _nothing_counted(match) or (number.number and number.number.scale > 1)):
        return None
    return Made("money", FigureValue(number=whole + cents / 100, unit=currency))


def _nothing_counted(match: Match) -> bool:
    """No noun follows, and the amount is no end of a range."""
    before, after, last = match.before(), match.after(), match.reading.terms[match.found.end() - 1]
    if before is not None and "between-word" in before.classes:
        return False
    return match.ends() or (after is not None and after.start > last.end and bool(after.classes & _NO_NOUN))


_NO_NOUN = frozenset(("function", "and"))


def _minor(match: Match) -> Made | None:
    """« 50 centimes »: of which currency is not told."""
    number = match.number()
    return None if number is None else Made("money", FigureValue(number=number, unit=match.value("minor", "minor-currency")))


MAKERS: Mapping[str, Maker] = {
    "money": _money,
    "collective_money": _collective_money,
    "several_money": _several_money,
    "money_and_cents": _money_and_cents,
    "minor": _minor,
}
"""Makers of amounts, by the name that a rule gives."""
