"""The clause that a verb of speech reports: « a déclaré que … », « …, a-t-il dit », « selon X, … »."""

from __future__ import annotations

from claims.cues import Cue
from claims.speech import Said, Speech

_FEW = 3  # terms


def reported(speech: Speech, said: Said) -> tuple[int, int] | None:
    """The first and last term of the clause reported at a cue; None where nothing is, or where some of it stands between marks."""
    cue = said.cue
    doubtful = cue.frame == "judge" or "perhaps-according" in speech.reading.terms[cue.word].classes
    if doubtful or not said.speaker.known or cue.form in ("relay", "passive"):
        return None
    if said.speaker.entity < 0 and not speech.scene.listed(said.speaker.first):
        return None
    return _Clause(speech).of(said)


class _Clause:
    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def of(self, said: Said) -> tuple[int, int] | None:
        start, end = self.speech.scene.sentence_of(said.cue.first)
        row = self.clause(said, start, end)
        if row is None:
            return None
        first, last = self.trimmed(*row)
        if last - first + 1 < _FEW or any(self.speech.scene.inside[first : last + 1]):
            return None
        return first, last

    def clause(self, said: Said, start: int, end: int) -> tuple[int, int] | None:
        """The reported clause as a half-open range of terms."""
        cue, terms = said.cue, self.speech.reading.terms
        rest = max(cue.last, said.speaker.last if cue.first < said.speaker.first <= cue.last + 14 else -1) + 1
        if cue.form == "according":
            return self.around(start, cue.first, rest, end)
        that = next((at for at in range(rest, min(rest + _THAT, end)) if terms[at].classes & _UNTIL_THAT), end)
        if that < end and "that" in terms[that].classes:
            return (that + 1, self.clause_end(that + 1, end))
        opening = self.incise(said, start)
        if opening >= 0:
            return self.around(start, opening, rest, end) if opening > start else None
        if self.plain_clause(cue, rest, end):
            return (rest, self.clause_end(rest, end))
        if rest < end and cue.frame == "say" and terms[rest].classes & _OPENS_CLAUSE and cue.form != "infinitive":
            return (rest, self.clause_end(rest, end))
        return None

    def plain_clause(self, cue: Cue, rest: int, end: int) -> bool:
        """Whether a clause follows the verb without a joining word: “said Sarkis had allowed”."""
        terms = self.speech.reading.terms
        if rest >= end or cue.word != cue.last or "zero-that" not in terms[cue.word].classes:
            return False
        return terms[rest].kind != "punctuation" and not terms[rest].classes & _NO_CLAUSE

    def incise(self, said: Said, start: int) -> int:
        """Where an incise begins (« , a-t-elle ajouté », “, Holness said,”); -1 where the verb is the sentence's own."""
        cue, terms = said.cue, self.speech.reading.terms
        if cue.first and "inverting" in terms[cue.first - 1].classes:
            return -1  # « ce que constate la note »
        if cue.form == "inverted" or (cue.form == "said" and said.speaker.first > cue.last):
            return cue.first if self.speech.scene.incised(cue, start) else -1
        first = said.speaker.first
        if (
            cue.form != "said"
            or not start < first <= cue.first
            or not self.speech.subject_first
            or not self.ends_incise(cue.last + 1, first - start)
        ):
            return -1
        while first > start and terms[first - 1].classes & _ARTICLES:
            first -= 1
        return first if "pause" in terms[first - 1].classes else -1

    def ends_incise(self, at: int, before: int) -> bool:
        """Whether what follows the verb closes an incise: a mark, or a day or circumstance where much stands before it."""
        terms = self.speech.reading.terms
        if at >= len(terms) or terms[at].kind != "word":
            return True
        return before > 2 * _FEW and bool(terms[at].classes & _AFTER_INCISE)

    def around(self, start: int, opening: int, rest: int, end: int) -> tuple[int, int]:
        """The clause that an incise interrupts or ends: what stands before it, or after it where too little does."""
        terms = self.speech.reading.terms
        before = opening - start
        unfinished = before > 1 and any("that" in t.classes for t in terms[opening - 2 : opening])
        goes_on = rest + _FEW < end and "pause" in terms[rest].classes and not terms[rest + 1].classes & _ASIDE
        if before <= _FEW or (goes_on and (unfinished or before <= 2 * _FEW)):
            return rest, end
        return start, opening

    def clause_end(self, first: int, end: int) -> int:
        """Where a reported clause ends: at a semicolon, or at a comma before the next cue of the sentence."""
        terms = self.speech.reading.terms
        for at in range(first, end):
            if "semicolon" in terms[at].classes:
                return at
        for s in self.speech.cues_between(first, end):
            if s.cue.first > first and "pause" in terms[s.cue.first - 1].classes:
                return s.cue.first
        return end

    def trimmed(self, first: int, end: int) -> tuple[int, int]:
        """The clause without the marks and joining words at its ends; `end` becomes the last term."""
        terms, last = self.speech.reading.terms, end - 1
        while first < last and (terms[first].kind in ("punctuation", "break") or "bullet" in terms[first].classes):
            first += 1
        while last > first and terms[last].kind in ("punctuation", "break"):
            last -= 1
        return first, last


_THAT = 10  # terms: « a déclaré plus tôt sur X que »
_UNTIL_THAT = frozenset(("that", "pause", "colon", "semicolon", "speech-auxiliary", "being", "punctuation"))
_AFTER_INCISE = frozenset(("weekday", "adverb", "preposition", "relative-day"))
_NO_CLAUSE = frozenset(("nor-word", "preposition", "adverb", "weekday", "relative-day", "break", "with-each", "relative"))
_ARTICLES = frozenset(("det", "elision"))
_ASIDE = frozenset(("relative", "say-gerund", "judge-gerund"))
_OPENS_CLAUSE = frozenset(("opens-report", "pronoun"))
