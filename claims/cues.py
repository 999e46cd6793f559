"""The words that say that somebody speaks: « a déclaré », « dit-il », « selon », « reprenant ».

The patterns of `quotes.toml` say what such words look like; this module finds them outside the quotations of a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from claims.grammar import occurrences
from claims.incises import Stretch
from claims.marks import Quoted
from claims.reading import Reading

Form = Literal["said", "inverted", "passive", "gerund", "infinitive", "according", "relay", "phrase"]


LIGHT = frozenset(("object-pronoun", "negation", "adverb", "elision", "reflexive"))
"""What may stand between a subject and its verb, or a verb and its quotation, without belonging to either."""


class Cue(Struct, frozen=True):
    """One cue: terms `first` to `last`, both included, and the verb or preposition among them (`word`, with its `lemma`).

    `frame` is `say` (a verb that reports a statement), `judge` (a word or a view), `deny`, or empty for prepositions.
    `clitic` is the inverted pronoun's key. `negated` for a denial or a negation, `hedged` for a conditional.
    """

    first: int
    last: int
    word: int
    lemma: str
    form: Form
    frame: Literal["say", "judge", "deny", ""]
    clitic: str = ""
    negated: bool = False
    hedged: bool = False


_FRAMES: tuple[Literal["say", "judge", "deny"], ...] = ("say", "judge", "deny")
_CONDITIONAL = frozenset(("speech-auxiliary-conditional", "say-conditional", "judge-conditional", "deny-conditional", "hedge"))


def cues(reading: Reading, quoted: Sequence[Quoted], holes: Sequence[Stretch] = ()) -> tuple[Cue, ...]:
    """All cues that stand outside quotations or in incises inside them (`holes`), in reading order; of two that overlap the longer one."""
    inside = bytearray(len(reading.terms) + 1)
    for q in quoted:
        inside[q.opening : q.closing + 1] = b"\1" * (q.closing + 1 - q.opening)
    for first, stop in holes:
        inside[first:stop] = bytes(stop - first)
    rows = sorted(
        (m.start(), -m.end(), m.start("said"), m.start("clitic") if "clitic" in m.re.groupindex else -1, rule.make)
        for _, rule, m in occurrences(reading.lexicon.rules.get("quotes", ()), reading.symbols)
        if not inside[m.start("said")]
    )
    relayed = {word for _, _, word, _, make in rows if make == "relay"}
    found: list[Cue] = []
    ends = {True: 0, False: 0}  # « a retweeté le message de » says whom it repeats, and who speaks
    for first, stop, word, clitic, make in rows:
        relays = make == "relay"
        if make == "gerund" and word in relayed:
            continue  # « …, a écrit Lise Varan, citant Karl Ostrem »
        if first >= ends[relays] and not _noun(reading, first, make) and _placed(reading, inside, first, -stop, word):
            found.append(_cue(reading, first, -stop - 1, word, clitic, make))
            ends[relays] = -stop
    return tuple(found)


_COLON_REACH = 25
_SUBJECT = 8
"""Terms of a subject between a quotation and its verb: “February is small,” the innkeeper sighs."""


def _placed(reading: Reading, inside: Sequence[int], first: int, stop: int, word: int) -> bool:
    """Whether a verb that only says how something was said stands beside what was said."""
    if "beside" not in reading.terms[word].classes:
        return True
    subject = _SUBJECT if reading.lexicon.listed("quotes", "incises", "subject_first") else 0
    at = first - 1
    while at > 0 and not inside[at] and (reading.terms[at].classes & LIGHT or reading.terms[at].key == "," or first - at <= subject):
        at -= 1
    row = reading.terms[stop : stop + _COLON_REACH]
    led = any(a.key == ":" and inside[stop + n + 1] for n, a in enumerate(row[:-1]))
    return bool(inside[at]) or led


def _noun(reading: Reading, first: int, make: str) -> bool:
    """« une annonce », « the report »: what follows an article or a preposition is no finite verb."""
    if first and reading.terms[first - 1].key == "-" and reading.terms[first - 1].end == reading.terms[first].start and make != "inverted":
        return True  # « Dutch-speaking »
    if make != "said" or not first or not reading.terms[first].classes & _AMBIGUOUS:
        return False
    before = reading.terms[first - 1]
    if "elision" in before.classes and first > 2:
        before, subject = reading.terms[first - 2], reading.terms[first - 3]
        if subject.classes & _SUBJECTS or reading.text[subject.start].isupper():
            return False  # « Noël Corbin l'affirme »
    if "alone" in before.classes and "addressing" in reading.terms[first].classes:
        return False  # "another told the paper"
    numbered = before.kind == "number" and "dated-noun" in reading.terms[first].classes  # "a March 10 note that"
    if "noun-lead" in before.classes and "det" not in before.classes and reading.terms[first].classes & _PARTICIPLES:
        return False  # "the official said", unlike "the official report"
    return numbered or (bool(before.classes & _NOUN_BEFORE) and not before.classes & _NOT_NOUN)


_AMBIGUOUS = frozenset(f"{frame}-{form}" for frame in _FRAMES for form in ("finite", "conditional", "base"))
_PARTICIPLES = frozenset(f"{frame}-participle" for frame in _FRAMES)
_NOUN_BEFORE = frozenset(("det", "genitive", "noun-lead"))
_SUBJECTS = frozenset(("pronoun", "relative-subject", "negation"))
_NOT_NOUN = frozenset(("plural-pronoun",))


def _cue(reading: Reading, first: int, last: int, word: int, clitic: int, make: str) -> Cue:
    term, values = reading.terms[word], reading.lexicon.words.get(reading.terms[word].key, {})
    frame = next((f for f in _FRAMES if f in term.classes), "say" if "light-tail" in term.classes else "")
    row = reading.terms[max(0, first - 2) : last + 1]
    after = reading.terms[last + 1 : last + 2]
    return Cue(
        first,
        last,
        word,
        str(values.get(frame, term.key)) if frame else term.key,
        make,  # type: ignore[arg-type]
        frame,  # type: ignore[arg-type]
        reading.terms[clitic].key if clitic >= 0 else "",
        frame == "deny" or any("negation" in t.classes for t in (*row, *after)),
        any(t.classes & _CONDITIONAL for t in row),
    )
