"""Figures in a read text: numbers, money, percentages, quantities, and what each is a number of.

The patterns are in `claims/languages/<language>/figures.toml`; each names one of the makers of
`claims.money_values`, `claims.figure_values` and `claims.length_values`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from claims import figure_values, length_values, money_values
from claims.figure_match import Kind, Made, Maker, Match
from claims.figure_values import UCUM_TIME
from claims.grammar import occurrences
from claims.lexicon import Rule
from claims.reading import Reading, outside_tables
from claims.records import FigureValue, Mention, Modifier
from claims.terms import Term

MAKERS: Mapping[str, Maker] = {**money_values.MAKERS, **figure_values.MAKERS, **length_values.MAKERS}
"""What the patterns of `figures.toml` can ask for by name."""


class Figure(Struct, frozen=True):
    """A figure and where its terms stand: `first`..`last` with hedge and noun, `core` the number with its unit alone.

    `noun` is the index of the term that names what is counted, -1 where no noun follows; of a range `split` has the last
    term of its low end and the first of its high end.
    """

    kind: Kind
    first: int
    last: int
    core: tuple[int, int]
    value: FigureValue
    noun: int = -1
    split: tuple[int, int] | None = None


def figures(reading: Reading, taken: Sequence[tuple[int, int]] = (), rules: Sequence[Rule] | None = None) -> list[Figure]:
    """All figures of a text in reading order, none overlapping another or the `taken` stretches (offsets, sorted)."""
    used = reading.lexicon.rules.get("figures", ()) if rules is None else rules
    free = _free_terms(reading, taken)
    found: list[Figure] = []
    reached = -1
    for first, end, rule, match in _matches(reading, used):
        if first < reached or not all(free[first:end]):
            continue
        made = MAKERS[rule.make](Match(reading, rule, match))
        if made is None:
            continue
        end -= made.drop
        figure, rated = _dressed(
            reading, made, first, end - 1, _split(match) if "low" in match.re.groupindex and made.value.low is not None else None
        )
        found.append(figure)
        reached = max(end, figure.last + 1 if made.counted else end, rated)
    return _share_units(reading, list(compress(found, outside_tables(reading, [figure.first for figure in found]))))


def mentions(reading: Reading, found: Sequence[Figure]) -> list[Mention]:
    """The figures as mentions: the number and its unit, without hedge and noun; of a range each end is one."""
    result = []
    for figure in found:
        first, last = figure.core
        value, low, high = figure.value, figure.value.low, figure.value.high
        if figure.split is None or low is None or high is None:
            parts = [(first, last, value)]
        else:
            bare = value.model_copy(update={"low": None, "high": None})
            parts = [(first, figure.split[0], bare), (figure.split[1], last, bare.model_copy(update={"number": high}))]
        for start, end, part in parts:
            here = reading.span(start, end)
            result.append(Mention(kind=figure.kind, start=here[0], end=here[1], value=part))
    return result


def _split(match: re.Match[str]) -> tuple[int, int]:
    """The last term of a range's low end, and the first of its high end (a currency sign may stand before it)."""
    groups = match.re.groupindex
    low, high = match.start("low"), match.start("number")
    letter = match.start("letter1") if "letter1" in groups else -1
    sign = match.start("sign2") if "sign2" in groups else -1
    return max(low, letter), sign if sign >= 0 else high


def _matches(reading: Reading, rules: Sequence[Rule]) -> list[tuple[int, int, Rule, re.Match[str]]]:
    rows = [
        (m.start() + int(rule.settings.get("skip", 0)), -m.end(), order, rule, m) for order, rule, m in occurrences(rules, reading.symbols)
    ]
    rows.sort(key=lambda row: row[:3])
    return [(first, -end, rule, match) for first, end, _, rule, match in rows]


def _free_terms(reading: Reading, taken: Sequence[tuple[int, int]]) -> list[bool]:
    free = [True] * len(reading.terms)
    for start, end in taken:
        at = reading.at(start)
        while at < len(reading.terms) and reading.terms[at].start < end:
            free[at] = False
            at += 1
    return free


def _dressed(reading: Reading, made: Made, first: int, last: int, split: tuple[int, int] | None = None) -> tuple[Figure, int]:
    """The figure with the hedge before it and the noun after it; and where the words of its rate end (« deux euros par jour »)."""
    value, start = made.value, first
    hedge, start = _hedge(reading, first)
    if hedge and value.unit in _TIMES and _spans(reading, start):
        hedge, start = None, first
    noun, end = (-1, last)
    if made.kind in ("number", "percent") or made.counted:
        noun, end = (-1, last) if _wants_of(reading, made, last) else noun_after(reading, last + 1)
        if noun >= 0 and (not _counts(reading, made, last + 1, noun) or _owned_by(reading, made, noun)):
            noun, end = -1, last
        elif end > noun >= 0 and made.value.number >= 2 and not _may_be_plural(reading, end):
            end = noun  # « 10 personnes restent »
        end = max(end, last)
    tail = reading.terms[end + 1] if noun >= 0 and end + 1 < len(reading.terms) and "noun-tail" in reading.terms[end + 1].classes else None
    end += tail is not None
    changes: dict[str, Any] = {}
    if noun >= 0:
        prefixed = noun - 1 - (reading.terms[noun - 1].key == "-")
        start_at = prefixed if "prefix" in reading.terms[prefixed].classes and prefixed > last else noun
        changes["measured"] = reading.text[reading.terms[start_at].start : reading.terms[max(noun, end)].end]
        if not value.unit:
            counted = "-".join(dict.fromkeys((reading.terms[start_at].key, reading.terms[noun].key)))
            if _compound(reading, last + 1) and not counted.endswith(_plurals(reading)):
                counted += _plurals(reading)[0]
            changes["unit"] = counted + (f" {tail.key}" if tail else "")
    late_hedge, late = _late_hedge(reading, max(end, last) + 1)
    if late_hedge and (not hedge or late_hedge == "about"):
        hedge, end = late_hedge, late  # « jusqu'à un mois environ »
    if hedge:
        changes["modifier"] = hedge
    behind = max(end, last) + 1
    rate = _rate(reading, behind)
    beside = None if rate else _rate(reading, _past_bracket(reading, behind))
    if rate or beside:
        changes["per"] = (rate or beside or ("", 0))[0]
    figure = Figure(made.kind, start, max(end, last), (first, last), value.model_copy(update=changes), noun, split)
    return figure, rate[1] + 1 if rate and rate[0] in _TIMES else 0


_TIMES = frozenset(UCUM_TIME.values())


def _owned_by(reading: Reading, made: Made, noun: int) -> bool:
    """« les 5 milliards d'UBS »: millions are whose, not of what, where letters alone follow."""
    name = reading.text[reading.terms[noun].start : reading.terms[noun].end]
    return made.value.number >= _MILLION and len(name) > 1 and name.isupper()


def _wants_of(reading: Reading, made: Made, last: int) -> bool:
    """« une quinzaine détruites », « 50 milliards accordés »: what « une quinzaine », « 50 milliards » count stands behind « de »."""
    after = reading.terms[last + 1] if last + 1 < len(reading.terms) else None
    number = reading.terms[last].number
    gathered = "collective" in reading.terms[last].classes or (number is not None and number.scale >= _MILLION)
    gathered = gathered and not adjectives_first(reading)
    return made.kind == "number" and gathered and after is not None and after.kind == "word" and not after.classes & {"of-word", "of"}


def _hedge(reading: Reading, first: int) -> tuple[Modifier | None, int]:
    """The hedge before a figure (« plus de », « environ »), past an article or a preposition; and where it starts."""
    at = first - 1
    for _ in range(2):
        if at < 0:
            break
        term = reading.terms[at]
        if (modifier := _hedging(reading, term)) is not None:
            return modifier, at
        close = at == first - 1 or "of" not in reading.terms[first - 1].classes  # « a dépassé de 20 km/h » is no hedge
        if close and (modifier := reading.lexicon.value(term.key, "verb-modifier")) is not None:
            return modifier, at
        if not term.classes & _BETWEEN_HEDGE_AND_NUMBER:
            break
        at -= 1
    return None, first


def _hedging(reading: Reading, term: Term) -> Modifier | None:
    """The hedge that a word or phrase is, or ends with: "at about"."""
    last = term.key.rpartition(" ")[2] if term.kind == "phrase" else ""
    found: Modifier | None = reading.lexicon.value(term.key, "modifier") or (reading.lexicon.value(last, "modifier") if last else None)
    return found


def _spans(reading: Reading, at: int) -> bool:
    """Whether a length of time is that of the number told right before it: "$2,000 over 3 years"."""
    if "spanning-word" not in reading.terms[at].classes:
        return False
    row = reading.terms[max(0, at - _SPANNED) : at]
    return not any(t.kind == "break" or t.key in ",;:." for t in row) and any(t.number is not None for t in row)


_SPANNED = 4


def _late_hedge(reading: Reading, at: int) -> tuple[Modifier | None, int]:
    """The hedge after a figure, and where it ends: « 19 morts au moins »; but « 30 morts, au moins 12 blessés » hedges the next one."""
    row = reading.terms[at : at + 3]
    words = 2 if len(row) > 1 and "and" in row[0].classes else 1  # « 65 ans et plus », "18 and older"
    next_one = len(row) > words and (row[words].number is not None or row[words].classes & _OF_THE_NEXT)
    if len(row) < words or (next_one and row[0].key != "+"):
        return None, at
    found = reading.lexicon.value(row[words - 1].key, "joined-modifier" if words == 2 else "late-modifier")
    return found, at + words - 1


_OF_THE_NEXT = frozenset(("one", "article", "of", "collective", "currency-sign"))
_BETWEEN_HEDGE_AND_NUMBER = frozenset(("article", "of-word", "this", "apostrophe"))
_STOPS = frozenset(
    (
        *("so-far-word", "function", "auxiliary", "currency-sign", "modifier", "later", "earlier", "part-word", "total-word"),
        *("event-day", "month", "weekday", "edge", "context-day"),
    )
)


def noun_after(reading: Reading, at: int) -> tuple[int, int]:
    """The noun that a number counts, and the last term of its phrase; (-1, at - 1) where none follows.

    Languages with adjectives before nouns (`before-noun` words aside) take the counted word of the row, the others its first.
    """
    terms, end = reading.terms, len(reading.terms)
    if _compound(reading, at):
        return at + 1, at + 1
    start = at = _past_owner(reading, at)
    while at < end and (_leads_to_noun(terms[at]) or (at > start and terms[at].classes & _WHICH)):
        at += 1
    if at + 2 < end and terms[at + 1].key == "-" and terms[at].end == terms[at + 1].start and "prefix" in terms[at].classes:
        at += 2  # "two no-confidence motions"
    row: list[int] = []
    while at < end and len(row) < 5 and _may_be_noun(terms[at]):
        row.append(at)
        at += 1
        while at + 1 < end and terms[at].key in ("-", '"', "“", "«") and terms[at + 1].kind == "word" and len(row) < 5:
            at += 1
    if len(row) > 1 and "after-noun" in terms[row[-1]].classes:
        row.pop()  # "only one guard left"
    if not row:
        return -1, start - 1
    head = _head(reading, row)
    if "counted-as" in terms[head].classes or ("side-word" in terms[head].classes and "of" in terms[start].classes):
        return -1, start - 1  # « sur les 15 enregistrés », « dix du côté français »: the noun stands elsewhere
    if "prefix" in terms[head].classes and head != row[-1]:
        head = row[row.index(head) + 1]  # « neuf co-prévenus »
    last = head if adjectives_first(reading) else max(head, row[min(len(row), row.index(head) + 2) - 1])
    if "prefix" in terms[last].classes and last != row[-1]:
        last = row[row.index(last) + 1]  # « deux députés non-inscrits »
    return head, last


def _compound(reading: Reading, at: int) -> bool:
    """Whether a hyphen ties a number to what it counts: "a six-point lead"."""
    row = reading.terms[max(0, at - 1) : at + 2]
    if not adjectives_first(reading) or len(row) < len(("six", "-", "point")) or row[1].key != "-" or row[2].kind != "word":
        return False
    return row[0].end == row[1].start and row[1].end == row[2].start and not row[2].classes & _STOPS


def _past_owner(reading: Reading, at: int) -> int:
    """The term behind "of last year's", "of Jamaica's": what is counted is not who or when it is of."""
    terms = reading.terms
    if at >= len(terms) or not terms[at].classes & {"of", "of-word"}:
        return at
    for k in range(at, min(at + _SMALL_WORDS, len(terms) - 2)):
        if terms[k].kind != "word" or terms[k].number is not None:
            break
        if k > at and terms[k + 1].key in ("'", "’") and terms[k + 1].start == terms[k].end and terms[k + 2].key == "s":
            return k + 3
    return at


_SMALL_WORDS = 4
_MILLION = 1_000_000
_WHICH = frozenset(("these-word",))
"""What may stand behind « de »: « 26 de ces foyers », « cinq de leurs proches »."""
_NOUN_LEADERS = frozenset(("of-word", "of", "apostrophe", "before-noun", "more-less"))


def _leads_to_noun(term: Term) -> bool:
    """Whether a word may stand between a number and its noun; "four in Jamaica" counts no Jamaica."""
    return bool(term.classes & _NOUN_LEADERS) and not ("place-preposition" in term.classes and "of-word" not in term.classes)


def _may_be_noun(term: Term) -> bool:
    if (term.kind == "phrase" and "more-word" in term.classes) or term.classes & {"ago", "aged"}:
        return False  # « 21 % de plus », « ils étaient 165 il y a un an », "one aged eight"
    return term.kind in ("word", "phrase") and not term.classes & _STOPS and term.number is None


def _counts(reading: Reading, made: Made, at: int, noun: int) -> bool:
    """Whether what stands at `noun` can be counted: « deux prennent place », « 15 directement » and « 48 % non » count something else."""
    first = at - 1
    while first > 0 and reading.terms[first].number is None:
        first -= 1
    if first and "scale-label" in reading.terms[first - 1].classes:
        return False  # « le niveau 4 du dispositif »
    if not _plurals(reading) or any("of" in t.classes for t in reading.terms[at:noun]):
        return True  # « deux millions d'amende », « le niveau 4 du plan »
    if made.kind == "percent":
        return False
    one = made.value.number < 2 and not made.value.unit  # « un enfant sur trois part » counts none
    return one or reading.terms[noun].kind == "phrase" or _may_be_plural(reading, noun)


def _may_be_plural(reading: Reading, at: int) -> bool:
    """Whether a word ends as a plural, is a name, or is a part of a compound; any word where the language tells no plurals by their ends."""
    endings, terms = _plurals(reading), reading.terms
    if not endings or reading.text[terms[at].start].isupper() or terms[at].key.endswith(endings) or terms[at].classes & _COUNTED:
        return True
    return terms[at - 1].key == "-" or (at + 1 < len(terms) and terms[at + 1].key == "-")


def _plurals(reading: Reading) -> tuple[str, ...]:
    return tuple(reading.lexicon.listed("figures", "grammar", "plurals"))


def adjectives_first(reading: Reading) -> bool:
    """Whether the language puts what describes a noun before it: "a passenger ferry"."""
    return bool(reading.lexicon.listed("figures", "grammar", "adjectives_first"))


def _head(reading: Reading, row: list[int]) -> int:
    """The index of the head noun of a row of content words."""
    if not adjectives_first(reading):
        return row[0]
    known = [i for i in row if reading.terms[i].classes & _COUNTED]
    plural = [i for i in row if _PLURAL.search(reading.terms[i].key)]
    if known:
        after = [i for i in row if i == known[0] + 1 and (i in plural or "person-word" in reading.terms[i].classes)]
        return after[0] if after and "demonym" in reading.terms[known[0]].classes else known[0]  # "three British passengers"
    return plural[-1] if plural else row[-1]


_PLURAL = re.compile(r"[^siu]s\Z|ies\Z")
_COUNTED = frozenset(("person-word", "toll-word", "demonym", "irregular-plural"))


_RATED = frozenset(("person-word", "share-word"))
_SECOND = "second"
_PAST_TIMES = frozenset(("later", "earlier", "ago", "previous"))


def _past_bracket(reading: Reading, at: int) -> int:
    """The term behind what is told once more in brackets, or behind the bracket that ends: "20,000 euros ($23,000) a day"."""
    terms = reading.terms
    if at < len(terms) and terms[at].key == "(":
        at = next((i for i in range(at + 1, min(at + _BRACKET, len(terms))) if terms[i].key == ")"), at)
    return at + 1 if at < len(terms) and terms[at].key == ")" else at


_BRACKET = 8


def _rate(reading: Reading, at: int) -> tuple[str, int] | None:
    """« par heure », « chaque minute », "a day" within a few words after the figure: the unit of the rate."""
    terms = reading.terms
    if at + 2 < len(terms) and "article" in terms[at].classes:
        one = at + 1 + ("apostrophe" in terms[at + 1].classes)  # « 14 euros l'action », « 2 euros le kilo »
        if "share-word" in terms[one].classes:
            return reading.lexicon.value(terms[one].key, "share-word"), one
    for i in range(at, min(at + 6, len(terms) - 1)):
        if "rate-word" in terms[i].classes:
            after = terms[i + 1]
            if (i + 2 < len(terms) and terms[i + 2].classes & _PAST_TIMES) or "place-preposition" in terms[i - 1].classes:
                return None  # "a year earlier", "in a month"
            if after.key == _SECOND and (i > at or (i + 2 < len(terms) and terms[i + 2].kind == "word")):
                return None  # "a second process", "one ran late while a second, …"
            for name in ("time-unit", "clock-unit"):
                if (unit := reading.lexicon.value(after.key, name)) is not None:
                    return UCUM_TIME[unit], i + 1
            if i == at and after.classes & _RATED:
                return reading.lexicon.value(after.key, "share-word") or after.key, i + 1
        if terms[i].kind in ("break", "punctuation") or terms[i].number is not None:
            break
    return None


def _share_units(reading: Reading, found: list[Figure]) -> list[Figure]:
    """Bare numbers with the unit of a neighbour: « 38 et 39 ans », « de 50 à 30 km/h », "aged 9, 34 and 71", « contre 1,9 milliard »."""
    shared = list(found)
    for i in range(len(shared) - 2, -1, -1):
        if is_bare(shared[i]) and _shares_next(reading, shared[i], shared[i + 1]):
            shared[i] = _at_one_scale(_with_unit_of(shared[i], shared[i + 1]), shared[i + 1])
    ages = False
    for i in range(1, len(shared)):
        last = shared[i - 1]
        ages = last.value.unit == _YEARS and (ages or "aged" in _led_by(reading, last))
        if is_bare(shared[i]) and (_goes_on(reading, last, shared[i]) if ages else _set_against(reading, last, shared[i])):
            shared[i] = _with_unit_of(shared[i], last)
        else:
            ages = False
    return shared


def _led_by(reading: Reading, figure: Figure) -> frozenset[str]:
    """What the first term of a figure and the term before it may be."""
    return reading.terms[figure.first].classes | reading.terms[max(0, figure.core[0] - 1)].classes


def is_bare(figure: Figure) -> bool:
    """Whether a figure is a number with neither noun nor unit."""
    return figure.kind == "number" and figure.noun < 0 and not figure.value.unit


def _shares_next(reading: Reading, this: Figure, after: Figure) -> bool:
    """Whether a bare number stands in a list before one with a unit, or is what a change began from."""
    gap = reading.terms[this.core[1] + 1 : after.core[0]]
    if len(gap) != 1 or not after.value.unit:
        return False
    began = this.first > 0 and "from-number" in reading.terms[this.first - 1].classes and "range-word" in gap[0].classes
    return began or ("list-word" in gap[0].classes and after.kind != "money")


def _goes_on(reading: Reading, last: Figure, this: Figure) -> bool:
    """Whether nothing but « et » and commas stands between two figures."""
    gap = reading.terms[last.core[1] + 1 : this.core[0]]
    return 0 < len(gap) <= _LINKS and all("list-word" in t.classes for t in gap)


def _at_one_scale(bare: Figure, after: Figure) -> Figure:
    """What a change began from, in the millions that it came to: « est passé de 10 à 20 milliards de dollars »."""
    scale = next((s for s in _SCALES if s <= after.value.number), 1)
    told = bare.value.number * scale
    low, high = sorted((told, after.value.number))
    if after.kind != "money" or bare.value.number >= _BELOW_SCALES or not 0 < high < _ALIKE * low:
        return bare
    return replace(bare, value=bare.value.model_copy(update={"number": told}))


_SCALES = (10**12, 10**9, 10**6)
_BELOW_SCALES = 1000
_ALIKE = 50
"""Times that a number may have grown for both to be told in the same millions."""


def _set_against(reading: Reading, last: Figure, this: Figure) -> bool:
    """Whether a bare number is the millions that an amount of money is set against."""
    gap = reading.terms[last.core[1] + 1 : this.core[0]]
    if last.kind != "money" or this.value.number < _SCALED or len(gap) > _CLAUSE:
        return False
    return any("against-word" in t.classes for t in gap) and not any(t.kind == "break" or t.key in _ENDS for t in gap)


def _with_unit_of(bare: Figure, other: Figure) -> Figure:
    """A bare number of another figure's unit."""
    unit = {"unit": other.value.unit, "per": other.value.per, "measured": other.value.measured}
    kind: Kind = bare.kind if other.kind == "number" else other.kind
    return replace(bare, kind=kind, value=bare.value.model_copy(update=unit), noun=other.noun)


_YEARS = "a"
_LINKS = 2
_ENDS = frozenset(".;!?")
_SCALED = 1_000_000
_CLAUSE = 12
"""Terms between an amount and the one that it is set against."""
