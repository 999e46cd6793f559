"""What the patterns of `figures.toml` can ask for: the value of a figure, without its hedge and its noun. Physical units are UCUM."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from claims.figure_match import Made, Maker, Match, ends_of
from claims.number_names import is_label
from claims.records import FigureValue
from claims.terms import Term

UCUM_TIME = {
    "D": "d",
    "W": "wk",
    "F": "14.d",
    "M": "mo",
    "Y": "a",
    "X": "10.a",
    "C": "100.a",
    "E": "weekend",
    "h": "h",
    "min": "min",
    "s": "s",
}
"""UCUM codes of the lexicon's units of time."""


def _percent(match: Match) -> Made | None:
    number, term, sign = match.number(), match.term("number"), match.term("percent")
    if term is not None and "one" in term.classes and sign is not None and "percent-noun" in sign.classes:
        return None  # « un pourcentage »
    ends = ends_of(match, number) if number is not None else {}
    return Made("percent", FigureValue(unit="%", **ends)) if ends else None


def _quantity(match: Match) -> Made | None:
    number, unit = match.number(), match.term("unit")
    if number is None or unit is None or _is_name(match, unit):
        return None
    name = match.value("unit", "unit-of-measure") or UCUM_TIME.get(str(match.value("unit", "time-unit", "clock-unit")), "")
    if unit.end - unit.start == 1 and unit.key.isalpha() and unit.key != match.reading.text[unit.start] and unit.key not in _CAPITAL_UNITS:
        return None  # « M », « T », « G »: not metres, tonnes, grams
    after = match.after()
    if after is not None and after.key == "'" and after.start == unit.end:
        return None  # « les 16 de l'UDR »
    if _counts_many(match, unit):
        return None  # "6m users" are millions
    ends = ends_of(match, number)
    base, _, per = name.partition("/")
    return Made("quantity", FigureValue(unit=base, per=per, **ends)) if ends else None


def _counts_many(match: Match, unit: Term) -> bool:
    """Whether a unit that may also stand for a scale is written against its number, and what is counted follows in the plural."""
    number, after, before = match.term("number"), match.after(), match.before()
    if number is None or after is None or after.kind != "word" or "scale-letter" not in unit.classes or number.end != unit.start:
        return False
    single = before is not None and "one-article" in before.classes
    many = "person-word" in after.classes or (after.key.endswith("s") and not after.key.endswith("ss"))
    return many and not single and not after.classes & _OF_A_LENGTH


_OF_A_LENGTH = frozenset(("length-noun", "function", "range-word"))


def _is_name(match: Match, unit: Term) -> bool:
    """A unit, or it and its number word, with a capital: « les 24 Heures du Mans », "near Seven Mile Road"."""
    text, term = match.reading.text, match.term("number")
    small = match.reading.lexicon.listed("figures", "grammar", "small_units")
    if small and unit.kind == "word" and text[unit.start : unit.start + 3].istitle() and unit.end - unit.start > _LONGEST_SIGN:
        return True  # « les 24 Heures du Mans »
    worded = term is not None and term.number is not None and not term.number.digits and match.before() is not None
    return (
        worded and term is not None and text[term.start].isupper() and text[unit.start : unit.start + 2].istitle() and unit.kind == "word"
    )


_LONGEST_SIGN = 3
_CAPITAL_UNITS = frozenset(("l", "w", "v", "a"))


def _giga(match: Match) -> Made | None:
    """« 10G »; but 3G to 6G are networks."""
    term, letter, number = match.term("number"), match.term("unit"), match.number()
    if term is None or letter is None or number is None or letter.start != term.end or not match.reading.text[letter.start].isupper():
        return None
    network = number == int(number) and 1 <= number <= 9
    return None if network else Made("number", FigureValue(number=number * 10**9))


def _fraction(match: Match) -> Made | None:
    parts = match.value("part", "fraction", "half")
    number = match.number() if match.index("number") >= 0 else Decimal(1)
    if number is None or number > parts:
        return None
    return Made("percent", FigureValue(number=round(100 * number / parts, 2).normalize() + 0, unit="%"))


def _fraction_of_scale(match: Match) -> Made | None:
    """A part of a scale is a number, and no share: "a quarter of a million"."""
    term, parts, whole = match.term("number"), match.value("part", "fraction"), match.number()
    if term is None or term.number is None or term.number.digits or whole not in _SCALES or not parts:
        return None
    return Made("number", FigureValue(number=Decimal(round((match.number("count", "") or Decimal(1)) * whole / parts))))


def _fraction_of_point(match: Match) -> Made | None:
    """« un quart de point », "half a percentage point"."""
    parts, many = match.value("part", "fraction", "half"), match.number() if match.index("number") >= 0 else Decimal(1)
    return Made("quantity", FigureValue(number=round(many / parts, 4), unit="point")) if many is not None and parts else None


def _fraction_of_hour(match: Match) -> Made | None:
    """« trois quarts d'heure », "a quarter of an hour"."""
    parts, many = match.value("part", "fraction", "half"), match.number() if match.index("number") >= 0 else Decimal(1)
    unit = UCUM_TIME.get(str(match.value("unit", "clock-unit", "time-unit")), "")
    return (
        Made("quantity", FigureValue(number=round(many / parts, 4).normalize() + 0, unit=unit))
        if many is not None and parts and unit
        else None
    )


_SCALES = frozenset((Decimal(1000), Decimal(1_000_000), Decimal(1_000_000_000)))


def _divided(match: Match) -> Made | None:
    """« divisé par deux »: half as many."""
    number = match.number()
    return None if not number or number < 2 else Made("quantity", FigureValue(number=round(1 / number, 4), unit="x"))


def _aged(match: Match) -> Made | None:
    number, hedge = match.number(), match.value("hedge", "modifier")
    return (
        None if number is None else Made("quantity", FigureValue.model_validate({"number": number, "unit": "a", "modifier": hedge or ""}))
    )


def _age_of(match: Match) -> Made | None:
    """Say "at the age of 70", "under the age of 18"."""
    first, number = match.found.start(), match.number()
    led = [t for t in match.reading.terms[max(0, first - 2) : first] if "article" not in t.classes]
    hedge = match.value("hedge", "modifier") or (match.reading.lexicon.value(led[-1].key, "modifier") if led else None)
    if number is None or number > OLDEST:
        return None
    return Made("quantity", FigureValue.model_validate({"number": number, "unit": "a", "modifier": hedge or ""}))


def _none(match: Match) -> Made | None:
    """« aucun blessé », "no deaths": none of them."""
    at = match.index("noun")
    return Made("number", FigureValue(number=Decimal(0)), drop=match.found.end() - at, counted=True)


def _people_over(match: Match) -> Made | None:
    """Say "patients over 65": an age, where nothing follows that could be counted."""
    number, after = match.number(), match.after()
    counted = after is not None and not match.ends() and not after.classes & _NO_COUNT
    if number is None or number % 1 or not 1 <= number <= OLDEST or counted:
        return None
    return Made("quantity", FigureValue(number=number, unit="a", modifier=match.value("hedge", "modifier") or ""))


_NO_COUNT = frozenset(("function", "auxiliary", "place-preposition", "and", "say-finite"))
OLDEST = 110
"""Years that a person may be old, at the most."""
GROWN = 14
"""From how many years on a bare number is an age: « À dix ans, le taux … », « Paris, 3, et Rome, 4 » tell none."""


def _aged_range(match: Match) -> Made | None:
    low, high = match.number("low"), match.number()
    if low is None or high is None or not 0 <= low < high <= OLDEST:
        return None
    link = match.reading.terms[match.index("low") + 1]
    if "list-word" in link.classes and "between-word" not in match.reading.terms[match.index("low") - 1].classes:
        return None  # "aged 37 and 38": two people
    return Made("quantity", FigureValue(number=low, low=low, high=high, unit="a"))


def _age_decade(match: Match) -> Made | None:
    """The decade of somebody's life: "in her 40s", « dans la trentaine », « un octogénaire »."""
    number = match.value("number", "collective", "life-decade", "life-decade-plural") or match.number()
    if number is None or number % 10 or not 20 <= number <= 90:
        return None
    first, last = _EDGES.get(match.value("edge", "life-edge") or "", (0, 9))
    low, high = Decimal(number + first), Decimal(number + last)
    return Made("quantity", FigureValue(number=low, low=low, high=high, unit="a"))


_EDGES = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}


def _aged_too(match: Match) -> Made | None:
    """The second of two ages: "aged 37 and 38"."""
    number = match.number()
    return Made("quantity", FigureValue(number=number, unit="a")) if number and number <= OLDEST and match.ends() else None


def _age_apposed(match: Match) -> Made | None:
    """An age between commas behind a name: "Monique Letellier, 71, …"; the comma behind is no part of it."""
    number = match.number()
    if number is None or number != int(number) or not 1 <= number <= OLDEST:
        return None
    return Made("quantity", FigureValue(number=number, unit="a"), drop=1)


def _age_bracketed(match: Match) -> Made | None:
    """An age in brackets behind a full name: "Stockton Rush (61)"."""
    number = match.number()
    return _age_apposed(match) if number is not None and number >= _OF_AGE else None


_OF_AGE = 10
"""From which age on a number in brackets behind two capitals is one."""


def _degrees(match: Match) -> Made | None:
    """Degrees written with the letter alone: "30C", "104F"."""
    letter, number, unit = match.term("unit"), match.number(), match.value("unit", "degree-letter")
    term = match.term("number")
    if letter is None or term is None or number is None or letter.start != term.end or _is_name(match, letter):
        return None
    capital = match.reading.text[letter.start].isupper()
    return Made("quantity", FigureValue(number=number, unit=unit)) if capital and _COLDEST <= number <= _HOTTEST[unit] else None


_HOTTEST, _COLDEST = {"Cel": 60, "[degF]": 140}, -273
"""The weather has not been hotter: "the 767F" is an aircraft; and nothing is colder."""


def _pounds(match: Match) -> Made | None:
    """Say "weighs 60 pounds", "lost 25 pounds": so much of oneself, and no money."""
    number, verb = match.number(), match.reading.terms[match.found.start()]
    light = number is not None and (number < _HEAVIEST or "heavy" in verb.classes)
    return Made("quantity", FigureValue(number=number, unit="[lb_av]")) if number is not None and light else None


_HEAVIEST = 1000


def _scaled(match: Match) -> Made | None:
    """« les 5 premiers milliards »: the scale stands behind another word."""
    number = match.number()
    return None if number is None else Made("number", FigureValue(number=number * match.value("scale", "scale")))


def _half(match: Match) -> Made | None:
    return Made("percent", FigureValue(number=Decimal(50), unit="%"), drop=1)


def _twice(match: Match) -> Made | None:
    return Made("quantity", FigureValue(number=Decimal(2), unit="x"))


def _couple(match: Match) -> Made | None:
    return Made("number", FigureValue(number=Decimal(2), modifier="about"), counted=True)


def _collective(match: Match) -> Made | None:
    """« une quarantaine », « une dizaine de milliers »."""
    number = Decimal(match.value("number", "collective")) * Decimal(match.value("scale", "scale") or 1)
    return Made("number", FigureValue(number=number, modifier="about"))


def _collective_quantity(match: Match) -> Made | None:
    """« une quarantaine d'années »: a quantity, told roughly."""
    made = _quantity(match)
    number = Decimal(match.value("number", "collective"))
    return made and Made("quantity", made.value.model_copy(update={"number": number, "modifier": "about"}))


def _several(match: Match) -> Made | None:
    """« des centaines », « des centaines de millions »."""
    number = Decimal(2 * match.value("number", "collective", "tens-word", "scale")) * Decimal(match.value("scale", "scale") or 1)
    return Made("number", FigureValue(number=number, modifier="at-least"))


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
    apart = match.index("whole") - match.index("number") > _SIDE_BY_SIDE
    counted = not _nothing_counted(match.after()) and (whole > _SMALL_WHOLE or _several_behind(match))
    if ((apart or whole > _SMALL_WHOLE) and counted) or (number >= _COUNTED_OUT and whole not in _ROUND_WHOLES):
        return None  # « 13 sur 18 anciens ministres », « deux voitures sur trois voies », « 340 serveurs sur 412 »: two counts
    return Made("number", FigureValue(number=number, unit=f"/{whole}"))


_COUNTED_OUT = 10
_ROUND_WHOLES = frozenset((100, 1_000, 10_000, 100_000, 1_000_000))


def _several_behind(match: Match) -> bool:
    """Whether the word behind may be several things, where the language tells by its end: « sur trois voies », but « sur trois part »."""
    after = match.after()
    plurals = tuple(match.reading.lexicon.listed("figures", "grammar", "plurals"))
    return not plurals or after is None or after.kind != "word" or after.key.endswith(plurals)


def _one(match: Match) -> Made | None:
    """One of what is counted; but « dit un habitant », "a French court", "one of the worst", "a new one" count nothing."""
    start, after = match.index("number"), match.after()
    before = match.reading.terms[start - 1] if start else None
    if before is not None and ("say-finite" in before.classes or _is_article(before)):
        return None
    if before is not None and start > 1 and _may_be_noun(before) and _is_article(match.reading.terms[start - 2]):
        return None
    term, noun = match.term("number"), match.term("noun")
    article = term is not None and "one-article" in term.classes and "one" not in term.classes
    if article and noun is not None and "demonym" in noun.classes and after is not None and _may_be_noun(after):
        return None
    last = match.reading.terms[match.found.end() - 1]
    if _is_one_of(last, before) or "uncounted" in last.classes or ("place-preposition" in last.classes and match.index("noun") < 0):
        return None  # "the newly built one in Graça", "one thing"
    if noun is None and (_only_near(match, start) or _of_a_pair(match)):
        return None
    may_be_article = term is not None and bool(term.classes & {"one-article", "article-too"}) and match.index("alone") < 0
    if may_be_article and noun is not None and "toll-word" not in noun.classes and not _among_counted(match):
        return None
    return Made(
        "number",
        FigureValue(number=Decimal(1)),
        drop=match.found.end() - match.index("number") - 1 - (match.index("alone") >= 0),
        counted=True,
    )


def _of_a_pair(match: Match) -> bool:
    """Two people told of one after the other, not counted: "One was stopped…; the other…"."""
    end = match.found.end()
    _, stop = match.reading.sentence_of(match.index("number"))
    return any("other-word" in t.classes for t in match.reading.terms[end:stop])


def _only_near(match: Match, start: int) -> bool:
    """A place or a comparison, not a hedge: « près d'un mur », « moins d'un privilège que d'un droit »."""
    terms, end = match.reading.terms, match.found.end()
    hedge = terms[start - 1].classes if start else frozenset()
    return "near-word" in hedge or ("lesser-word" in hedge and any("than-word" in t.classes for t in terms[end : end + 3]))


def _among_counted(match: Match) -> bool:
    """Whether « un employé », "an infant" is one of those counted, not somebody who acts: beside a toll, a share, another number."""
    at, end, terms = match.index("number"), match.found.end(), match.reading.terms
    first, stop = match.reading.sentence_of(at)
    before, around = terms[max(first, at - _NEAR) : at], terms[max(first, at - 2 * _NEAR) : min(stop, end + 2 * _NEAR)]
    if any(t.classes & {"toll-word", "toll-verb", "modifier"} for t in around) or any("part-word" in t.classes for t in before):
        return True
    acts = end < stop and "auxiliary" in terms[end].classes
    listed = at > first and "list-word" in terms[at - 1].classes
    return listed and not acts and any(t.number is not None or t.classes & _ONES for t in before)


_NEAR = 6
"""Terms in which a number or « dont » says that one of many is counted."""
_ONES = frozenset(("one", "one-article"))


_SIDE_BY_SIDE = 2
_SMALL_WHOLE = 10


def _is_one_of(last: Term, before: Term | None) -> bool:
    """Naming, not counting: "one of the worst", "One of them said" name rather than count; "at least one of them", "seven dead, one of them a child" count."""
    hedged = before is not None and "modifier" in before.classes
    part = "part-word" in last.classes and before is not None and before.key in (",", "(", "–", "—")
    return ("of-word" in last.classes or "part-word" in last.classes) and not hedged and not part


def _is_article(term: Term) -> bool:
    return "article" in term.classes and "place-preposition" not in term.classes


def _may_be_noun(term: Term) -> bool:
    """A word of content, and no sign of a verb."""
    return term.kind == "word" and not term.classes & _NO_NOUN


def _number(match: Match) -> Made | None:
    number, at = match.number(), match.index("number")
    if number is None or is_label(match, at):
        return None
    letter = match.term("letter")
    drop = 0
    if letter is not None and letter.start > match.reading.terms[at].end and not (match.ends() and _printed_scale(match, letter)):
        drop, number = 1, match.number(letter="")
    ends = ends_of(match, number or Decimal(0))
    return Made("number", FigureValue(**ends), drop) if ends else None


def _rank(match: Match) -> Made | None:
    """« le cinquième Premier ministre », "in fourth place": a place in a row, told by the number of those up to it."""
    number = match.value("nth", "rank", "ordinal")
    return Made("number", FigureValue(number=Decimal(number)), 1) if number in _RANKS else None


_RANKS = range(2, 21)
"""« En premier lieu » and "in the first place" tell no rank."""


def _printed_scale(match: Match, letter: Term) -> bool:
    """« 2,33 k », « 1,5 M », apart from their number: metres have a small letter."""
    return match.reading.text[letter.start : letter.end] in ("k", "K", "M")


def _nothing_counted(after: Term | None) -> bool:
    return after is None or after.kind != "word" or bool(after.classes & _NO_NOUN)


_NO_NOUN = frozenset(("function", "auxiliary", "say-finite"))


MAKERS: Mapping[str, Maker] = {
    "percent": _percent,
    "quantity": _quantity,
    "giga": _giga,
    "fraction": _fraction,
    "fraction_of_hour": _fraction_of_hour,
    "fraction_of_point": _fraction_of_point,
    "fraction_of_scale": _fraction_of_scale,
    "aged": _aged,
    "age_apposed": _age_apposed,
    "age_bracketed": _age_bracketed,
    "scaled": _scaled,
    "aged_range": _aged_range,
    "people_over": _people_over,
    "age_of": _age_of,
    "aged_too": _aged_too,
    "age_decade": _age_decade,
    "rank": _rank,
    "divided": _divided,
    "none": _none,
    "degrees": _degrees,
    "pounds": _pounds,
    "half": _half,
    "twice": _twice,
    "couple": _couple,
    "collective": _collective,
    "collective_quantity": _collective_quantity,
    "several": _several,
    "dozens": _dozens,
    "told_twice": _told_twice,
    "times": _times,
    "multiple": _multiple,
    "ratio": _ratio,
    "one": _one,
    "number": _number,
}
"""Makers of all figures but money, by the name that a rule gives."""
