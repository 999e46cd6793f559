"""An article's speech: its quotations, its sentences, and every cue with its speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from claims.cues import Cue, cues
from claims.entities import NOBODY, Speaker
from claims.incises import incises
from claims.marks import Quoted, quotations, utterances
from claims.names import Names
from claims.reading import Reading
from claims.speakers import Scene


class Said(Struct, frozen=True):
    """A cue and who speaks there."""

    cue: Cue
    speaker: Speaker


class Speech:
    """What an article says of who speaks. `quoted` are the quotations that stand in no other, `said` the cues in reading order."""

    def __init__(self, reading: Reading, names: Names) -> None:
        """Read an article's speech; never fails."""
        self.reading = reading
        self.names = names
        self.subject_first = bool(reading.lexicon.listed("quotes", "incises", "subject_first"))
        self.quoted = tuple(q for q in quotations(reading) if q.depth == 0)
        self.openings = [q.opening for q in self.quoted]
        self.holes = incises(reading, self.quoted)
        self.scene = Scene(reading, names, self.quoted, utterances(reading, self.quoted), self.holes)
        self.said = self._said()
        self.speaking = {s.speaker.entity for s in self.said}
        self.cue_firsts = [s.cue.first for s in self.said]

    def _said(self) -> list[Said]:
        said: list[Said] = []
        sentence, previous, opening = (-1, -1), NOBODY, NOBODY
        for cue in cues(self.reading, self.quoted, self.holes):
            here = self.scene.sentence_of(cue.first)
            if here != sentence:
                sentence, previous, opening = here, NOBODY, NOBODY
            apart = cue.form == "gerund" and "pause" in self.reading.terms[cue.first - 1].classes
            speaker = self.scene.speaker(cue, opening if apart and opening.known else previous)  # "X denied that Y had lied, saying he…"
            if not speaker.known and "perhaps-according" in self.reading.terms[cue.word].classes:
                continue
            said.append(Said(cue, speaker))
            if cue.form != "relay" and speaker.known:
                previous = speaker
                opening = opening if opening.known else speaker
        return said

    def speaks(self, owner: int) -> bool:
        """Whether an entity is a person, or speaks somewhere in the article."""
        return owner >= 0 and (self.names.entities[owner].kind == "person" or owner in self.speaking)

    def cues_between(self, start: int, end: int) -> Sequence[Said]:
        """The cues that begin in a half-open range of terms."""
        return self.said[bisect_left(self.cue_firsts, start) : bisect_left(self.cue_firsts, end)]

    def in_sentence(self, at: int) -> Sequence[Said]:
        """The cues of the sentence that a term stands in."""
        return self.cues_between(*self.scene.sentence_of(at))

    def size(self, q: Quoted) -> int:
        """How many words and numbers a quotation has."""
        return sum(t.kind in ("word", "phrase", "number") for t in self.reading.terms[q.first : q.last + 1])

    def opens(self, q: Quoted) -> bool:
        """Whether the quotation opens its sentence."""
        return not any(t.kind in ("word", "phrase") for t in self.reading.terms[self.scene.sentence_of(q.opening)[0] : q.opening])

    def alone(self, q: Quoted) -> bool:
        """Whether the quotation is a line by itself, as headings are."""
        start, _ = self.reading.paragraph_of(q.opening)
        return q.opening == start and self.reading.terms[min(q.closing + 1, len(self.reading.terms) - 1)].kind == "break"

    def conditional(self, q: Quoted) -> bool:
        """Whether the sentence is told in the conditional, as what others said."""
        start, end = self.scene.sentence_of(q.opening)
        return any("conditional" in t.classes for t in self.reading.terms[start:end])
