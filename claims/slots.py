"""What a claim is about: the slots that decide what it may be compared with.

A figure: what is counted (measure), whether all of it (scope), of whom (group), whose (holder), in what (event), when
(period), where (place). A date: what happened (predicate), to whom (participant), how finely told (granularity).
Each slot says how far from the mention its words stand: the clause, the sentence, the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.concepts import Concept
from claims.context import Tokens
from claims.kinds.figures import Figure
from claims.records import DateSlots, DateValue, FigureSlots, Mention, Reach, Slot

_TOLLS = frozenset(("toll", "state"))
_THINGS = frozenset(("toll", "state", "count", "score", "size", "rate", "share"))
_AMOUNTS = frozenset(("amount", "price"))
_DURATIONS = frozenset(("duration",))
_SIZES = frozenset(("size", "rate"))
_CLOCK_UNITS = frozenset(("s", "min", "h"))
_TIME_UNITS = _CLOCK_UNITS | {"d", "wk", "mo", "a", "14.d", "10.a", "100.a", "weekend"}
ANYBODY = frozenset(("person", "man", "woman"))
"""Concepts that say nothing of whom they count."""
GENERIC = frozenset(("person", "item", "amount", "duration", "share", "times"))
"""Measures that say little: they may turn out to be the same as any more telling one of their unit."""
_OLDEST = 110


def figure_slots(tokens: Tokens, figure: Figure, near: tuple[int, int], days: Sequence[Mention], before: Slot | None) -> FigureSlots:
    """The slots of a figure.

    `near` is the range of terms between its neighbours, `days` are the dates of its sentence, `before` is the measure of the
    count before it in its sentence.
    """
    return FigureSlots(
        measure=_measure(tokens, figure, near, before),
        scope=_elapsed(tokens, figure, days) or _scope(tokens, figure),
        group=_group(tokens, figure),
        holder=_holder(tokens, figure),
        event=_event(tokens, figure),
        period=_period(tokens, figure, days),
        place=_place(tokens, figure, near),
    )


def _rings(tokens: Tokens, figure: Figure, near: tuple[int, int]) -> Iterable[tuple[Reach, list[int]]]:
    """Term indexes from the nearest to the farthest: after and before the figure in its own stretch, its clause, its sentence."""
    low, high = tokens.clause(figure.first, figure.last)
    start, end = tokens.reading.sentence_of(figure.first)
    inner = (max(low, near[0]), min(high, near[1]))
    seen: set[int] = set(range(figure.first, figure.last + 1))
    for reach, (a, b) in (("clause", inner), ("clause", (low, high)), ("sentence", near), ("sentence", (start, end))):
        ring = [i for i in range(a, b) if i not in seen]
        seen.update(ring)
        middle = figure.last
        yield reach, sorted(ring, key=lambda i: abs(i - middle) if i > middle else figure.first - i + 0.5)  # type: ignore[misc]


def _nearest(
    tokens: Tokens, figure: Figure, near: tuple[int, int], kinds: frozenset[str], reach_of: Sequence[str] = ("clause", "sentence")
) -> Slot | None:
    for reach, ring in _rings(tokens, figure, near):
        if reach not in reach_of:
            continue
        for i in ring:
            concept = tokens.concepts[i]
            if concept is not None and concept.kind in kinds:
                return Slot(value=concept.id, reach=reach)
    return None


def _measure(tokens: Tokens, figure: Figure, near: tuple[int, int], before: Slot | None) -> Slot | None:
    value = figure.value
    if figure.kind == "money":
        return _nearest(tokens, figure, near, _AMOUNTS) or Slot(value="amount", reach="default")
    if value.unit in _TIME_UNITS:
        return _time(tokens, figure, near)
    if figure.kind == "percent":
        return _nearest(tokens, figure, near, frozenset(("rate", "share"))) or Slot(value="share", reach="default")
    if value.unit == "x":
        return Slot(value="times", reach="default")
    if figure.kind == "quantity":
        return _nearest(tokens, figure, near, _SIZES)
    return _counted(tokens, figure, near, before)


def _time(tokens: Tokens, figure: Figure, near: tuple[int, int]) -> Slot:
    """Years are an age, a sentence or a length of time; what the clause tells decides."""
    if figure.value.unit == "a" and figure.value.number <= _OLDEST and is_age(tokens, figure):
        return Slot(value="age", reach="clause")
    reach = ("clause",) if figure.value.unit in _CLOCK_UNITS else ("clause", "sentence")
    return _nearest(tokens, figure, near, _DURATIONS, reach) or Slot(value="duration", reach="default")


def _counted(tokens: Tokens, figure: Figure, near: tuple[int, int], before: Slot | None) -> Slot:
    """The counted noun's own concept; for « personnes » and the like, what became of them (« tuées », « interpellées »)."""
    if (label := _label(tokens, figure)) is not None:
        return Slot(value=label.id, reach="mention")
    head, noun = _noun(tokens, figure)
    if noun is not None and noun.kind != "people":
        return Slot(value=noun.id, reach="mention")
    person = noun is not None or (head >= 0 and bool(tokens.reading.terms[head].classes & {"person-word", "demonym"}))
    if head >= 0 and not person and tokens.keys[head]:
        return Slot(value=str(tokens.keys[head]), reach="mention")
    if head < 0 and before is not None and not _own_state(tokens, figure, near):
        return Slot(value=before.value, reach="sentence")  # « de 6.237 à 4.304 », « contre 1 200 »: the same thing again
    named = noun.id if noun is not None and noun.id not in ANYBODY else "person"
    return _nearest(tokens, figure, near, _TOLLS) or Slot(value=named, reach="default")


def _own_state(tokens: Tokens, figure: Figure, near: tuple[int, int]) -> bool:
    """Whether a toll or a state is told within a few words after a number: « 12 blessés, 3 tués », « 21 are missing »."""
    after = range(figure.last + 1, min(figure.last + 5, near[1]))
    return any((c := tokens.concepts[i]) is not None and c.kind in _TOLLS for i in after)


def _label(tokens: Tokens, figure: Figure) -> Concept | None:
    """The scale that a number is a degree of, where it stands right before it: « catégorie 5 », "magnitude 7.1"."""
    concept = tokens.concepts[figure.first - 1] if figure.first else None
    return concept if concept is not None and concept.kind == "size" else None


def _noun(tokens: Tokens, figure: Figure) -> tuple[int, Concept | None]:
    """The counted noun and its concept: a toll anywhere in the noun phrase, else the head, else any counted thing in it."""
    phrase = _phrase(tokens, figure)
    known = [(i, c) for i in phrase if (c := tokens.concepts[i]) is not None]
    tolls = [(i, c) for i, c in known if c.kind in _TOLLS]
    if tolls:
        return tolls[0]
    if figure.noun >= 0 and tokens.concepts[figure.noun] is not None:
        return figure.noun, tokens.concepts[figure.noun]
    things = [(i, c) for i, c in known if c.kind in _THINGS or c.kind == "people"]
    if things and tokens.reading.lexicon.tables.get("figures", {}).get("grammar", {}).get("adjectives_first"):
        return things[0]
    return figure.noun, None


def _phrase(tokens: Tokens, figure: Figure) -> list[int]:
    """The terms after the number up to the next function word, passing hyphens and quotation marks."""
    terms = tokens.reading.terms
    found: list[int] = []
    for i in range(figure.core[1] + 1, min(figure.core[1] + 8, len(terms))):
        term = terms[i]
        if term.kind == "punctuation" and term.key in '-"“”«»':
            continue
        if term.kind not in ("word", "phrase") or "auxiliary" in term.classes or (found and "function" in term.classes):
            break
        if not term.classes & {"function", "before-noun", "of", "auxiliary"}:
            found.append(i)
    return found


def is_age(tokens: Tokens, figure: Figure) -> bool:
    """« âgé de 34 ans », « L'un, 34 ans, », « une femme de 40 ans », « il a 39 ans », "the 34-year-old"."""
    terms, first = tokens.reading.terms, figure.first
    before = [terms[i] for i in range(first - 1, max(-1, first - 4), -1)]
    after = terms[figure.last + 1] if figure.last + 1 < len(terms) else None
    if any("aged" in t.classes for t in before[:2]) or (after is not None and ("old-word" in after.classes or after.key == "-")):
        return True
    if before and ("have-word" in before[0].classes or before[0].classes & {"person-word", "demonym"}):
        return True
    if len(before) > 1 and "of" in before[0].classes and before[1].classes & {"person-word", "demonym"}:
        return True
    return bool(before) and before[0].key in ",(" and (after is None or after.key in ",).")


def _elapsed(tokens: Tokens, figure: Figure, days: Sequence[Mention]) -> Slot | None:
    """« dix jours après le vol » measures the time since, not a length: it is part of a date."""
    start, end = tokens.reading.span(*figure.core)
    return Slot(value="elapsed", reach="mention") if any(d.start < end and start < d.end for d in days) else None


def _scope(tokens: Tokens, figure: Figure) -> Slot | None:
    terms, low = tokens.reading.terms, tokens.clause(figure.first, figure.last)[0]
    for i in range(figure.first - 1, max(low, figure.first - 5) - 1, -1):
        if "part-word" in terms[i].classes:
            return Slot(value="part", reach="clause")
    for i in range(figure.core[1] + 1, min(figure.last + 3, len(terms))):
        if terms[i].kind == "punctuation":
            break
        if "part-word" in terms[i].classes and terms[i].kind == "phrase":
            return Slot(value="part", reach="clause")
        if "more-word" in terms[i].classes:
            return Slot(value="more", reach="mention")
    if any("total-word" in t.classes for t in terms[max(low, figure.first - 6) : figure.last + 5]):
        return Slot(value="total", reach="clause")
    return None


def _group(tokens: Tokens, figure: Figure) -> Slot | None:
    """Nationality, sex or age of the people counted, and adjectives of state (« graves »)."""
    lexicon = tokens.reading.lexicon
    found: list[str] = []
    for i in range(max(0, figure.core[1] + 1), min(figure.last + 2, len(tokens.reading.terms))):
        term = tokens.reading.terms[i]
        if term.kind == "punctuation":
            break
        for name in ("demonym", "person-word", "state-word"):
            value = lexicon.value(term.key, name)
            if value is not None and value not in GENERIC:
                found.append(str(value))
    return Slot(value="+".join(sorted(set(found))), reach="mention") if found else None


def _holder(tokens: Tokens, figure: Figure) -> Slot | None:
    """The nearest name before the figure in its sentence."""
    start, _ = tokens.reading.sentence_of(figure.first)
    low, _ = tokens.clause(figure.first, figure.last)
    for i in range(figure.first - 1, start - 1, -1):
        key = tokens.keys[i]
        if key is not None and key.startswith("@"):
            return Slot(value=key[1:], reach="clause" if i >= low else "sentence")
    return None


def _event(tokens: Tokens, figure: Figure) -> Slot | None:
    """The nearest happening in the sentence that is not the measure itself."""
    own = tokens.concepts[figure.noun] if figure.noun >= 0 else None
    for reach, ring in _rings(tokens, figure, (0, 0)):
        for i in ring:
            concept = tokens.concepts[i]
            if concept is not None and concept is not own and concept.kind in ("event", "state", "topic"):
                return Slot(value=concept.id, reach=reach)
    return None


def _period(tokens: Tokens, figure: Figure, days: Sequence[Mention]) -> Slot | None:
    """The nearest date in the sentence, as `first day/last day`; `since …` where it only opens the period."""
    low, high = tokens.clause(figure.first, figure.last)
    start, _ = tokens.reading.span(figure.first, figure.last)
    dated = [(d, d.value) for d in days if isinstance(d.value, DateValue) and d.value.type == "DATE" and d.value.earliest is not None]
    best = min(dated, key=lambda row: abs(row[0].start - start), default=None)
    if best is None:
        return None
    mention, value = best
    inside = tokens.reading.terms[low].start <= mention.start < tokens.reading.terms[high - 1].end
    at = tokens.reading.at(mention.start)
    opened = any("since-word" in t.classes for t in tokens.reading.terms[max(0, at - 2) : at + 1])
    return Slot(value=f"{'since ' if opened else ''}{value.earliest}/{value.latest}", reach="clause" if inside else "sentence")


def _place(tokens: Tokens, figure: Figure, near: tuple[int, int]) -> Slot | None:
    """A country, or a name behind a preposition of place: nearest after the figure in its stretch, else before it, else in its paragraph."""
    start, end = tokens.reading.sentence_of(figure.first)
    opens, _ = tokens.reading.paragraph_of(figure.first)
    stretches: tuple[tuple[Reach, range], ...] = (
        ("clause", range(figure.last + 1, min(end, near[1]))),
        ("sentence", range(figure.first - 1, max(start, near[0]) - 1, -1)),
        ("sentence", range(max(start, near[0]) - 1, start - 1, -1)),
        ("paragraph", range(start - 1, opens - 1, -1)),
    )
    for reach, places in stretches:
        for i in places:
            if (name := _place_name(tokens, i)) is not None:
                return Slot(value=name, reach=reach)
    return None


def _place_name(tokens: Tokens, i: int) -> str | None:
    key, terms = tokens.keys[i], tokens.reading.terms
    if key is None or not key.startswith("@"):
        return None
    placed = i > 0 and "place-preposition" in terms[i - 1].classes
    return key[1:] if placed or "country" in terms[i].classes else None


# ---- dates


def date_slots(tokens: Tokens, first: int, last: int, value: DateValue) -> DateSlots:
    """The slots of a date whose mention is the terms `first` to `last`."""
    return DateSlots(
        predicate=_predicate(tokens, first, last),
        participant=_participant(tokens, first, last),
        granularity=Slot(value=granularity(value), reach="mention"),
    )


def granularity(value: DateValue) -> str:
    """`time`, `day`, `week`, `month`, `year` or `span`: how finely a date is told."""
    if value.type == "TIME":
        return "time"
    if value.earliest is None or value.latest is None:
        return "span" if "/" in value.value or value.value.startswith("P") else "day"
    days = (value.latest - value.earliest).days
    return next(
        (name for limit, name in ((0, "day"), (2, "days"), (7, "week"), (31, "month"), (92, "season"), (366, "year")) if days <= limit),
        "span",
    )


def _predicate(tokens: Tokens, first: int, last: int) -> Slot | None:
    """The nearest happening: in the clause, else in the sentence; a verb of saying only where there is nothing else."""
    low, high = tokens.clause(first, last)
    start, end = tokens.reading.sentence_of(first)
    said: Slot | None = None
    for reach, (a, b) in (("clause", (low, high)), ("sentence", (start, end))):
        ring = sorted((i for i in range(a, b) if not first <= i <= last), key=lambda i: min(abs(i - first), abs(i - last)))
        for i in ring:
            concept = tokens.concepts[i]
            if concept is None:
                continue
            if concept.kind == "statement":
                said = said or Slot(value=concept.id, reach=reach)  # type: ignore[arg-type]
            elif concept.kind in ("event", "toll", "topic"):
                return Slot(value=concept.id, reach=reach) if said is None or said.reach != "clause" or reach == "clause" else said  # type: ignore[arg-type]
    return said


def _participant(tokens: Tokens, first: int, last: int) -> Slot | None:
    """The name nearest before the date in its clause, else after it, else in its sentence: most often who acts."""
    low, high = tokens.clause(first, last)
    start, end = tokens.reading.sentence_of(first)
    stretches: tuple[tuple[Reach, range], ...] = (
        ("clause", range(first - 1, low - 1, -1)),
        ("clause", range(last + 1, high)),
        ("sentence", range(low - 1, start - 1, -1)),
        ("sentence", range(high, end)),
    )
    for reach, places in stretches:
        if names := _first_name(tokens, places):
            return Slot(value="+".join(sorted(names)), reach=reach)
    return None


def _first_name(tokens: Tokens, places: range) -> set[str]:
    """The parts of the first name met: tokens side by side."""
    names: set[str] = set()
    for i in places:
        key = tokens.keys[i]
        if key is not None and key.startswith("@"):
            names.add(key[1:])
        elif names:
            break
    return names
