"""Who said what: direct, indirect and mixed quotes after PARC, each with its speaker, its cue and its words.

A direct quote is what stands between quotation marks, an indirect one the clause that a verb of speech reports; a few
words in marks inside a reported clause are `mixed`. Sentences are never cut inside a quotation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from claims.cues import Cue, cues
from claims.marks import Quoted, quotations, utterances
from claims.names import Names
from claims.reading import Reading
from claims.records import QuoteValue
from claims.speakers import NOBODY, Scene, Speaker

_FEW = 3  # words: fewer without a cue are a scare quote or a title
_CAPTION = 12  # terms in a caption line


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote: offsets of its words (marks left out), its value, and the offsets of the sentence it stands in."""

    start: int
    end: int
    value: QuoteValue
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Said:
    cue: Cue
    speaker: Speaker


def quotes(reading: Reading, names: Names) -> tuple[Quote, ...]:
    """All quotes of a text in reading order. Never fails; a text without speech gives none."""
    return _Article(reading, names).quotes()


class _Article:
    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading = reading
        self.names = names
        self.quoted = tuple(q for q in quotations(reading) if q.depth == 0)
        self.openings = [q.opening for q in self.quoted]
        self.sentences = utterances(reading, self.quoted)
        self.scene = Scene(reading, names, self.quoted, self.sentences)
        self.said: list[_Said] = []
        sentence, previous = (-1, -1), NOBODY
        for cue in cues(reading, self.quoted):
            here = self.scene.sentence_of(cue.first)
            if here != sentence:
                sentence, previous = here, NOBODY
            speaker = self.scene.speaker(cue, previous)
            if not speaker.known and "perhaps-according" in reading.terms[cue.word].classes:
                continue
            self.said.append(_Said(cue, speaker))
            if cue.form != "relay" and speaker.known:
                previous = speaker
        self.cue_firsts = [s.cue.first for s in self.said]
        self.used: set[int] = set()

    def quotes(self) -> tuple[Quote, ...]:
        """Quotations first, since what they take is not reported a second time."""
        direct = self.headings([q for q in map(self.direct, self.quoted) if q is not None])
        indirect = [q for said in self.said for q in self.indirect(said)]
        return tuple(sorted((*direct, *indirect), key=lambda q: (q.start, q.end)))

    def in_sentence(self, at: int) -> list[_Said]:
        start, end = self.scene.sentence_of(at)
        return self.said[bisect_left(self.cue_firsts, start) : bisect_left(self.cue_firsts, end)]

    # Quotations

    def direct(self, q: Quoted) -> Quote | None:
        """A quotation and who says it; None where it is a title or a word held at arm's length."""
        said = self.cue_for(q)
        speaker = said.speaker if said else NOBODY
        caption = self.caption(q)
        if caption:
            speaker = caption
        elif not speaker.known and not self.alone(q):
            speaker = self.continued(q)
        if self.is_title(q, said) or not speaker.known and not said and self.size(q) <= _FEW:
            return None
        if said:
            self.used.add(said.cue.first)
        if speaker.entity >= 0:
            self.scene.history.append((q.opening, speaker.entity))
            self.scene.history.sort()
        return self.quote(q.first, q.last, speaker, said.cue if said else None, self.type_of(q, said))

    def size(self, q: Quoted) -> int:
        return sum(t.kind in ("word", "phrase", "number") for t in self.reading.terms[q.first : q.last + 1])

    def cue_for(self, q: Quoted) -> _Said | None:
        """The cue of a quotation: an incise right after it, else the nearest before it, else the next after it in its sentence."""
        if self.reading.terms[q.closing].kind == "break":  # the next paragraph goes on with it
            place = bisect_left(self.openings, q.closing)
            return self.cue_for(self.quoted[place]) if place < len(self.quoted) else None
        row = [s for s in self.in_sentence(q.opening) if s.cue.form != "relay"]
        before = [s for s in row if s.cue.last < q.opening]
        after = [s for s in row if s.cue.first > q.closing]
        if after and self.follows(q, after[0].cue) and not (before and after[0].cue.form == "said" and self.leads(before[-1].cue, q)):
            return after[0]
        known = [s for s in before if s.speaker.known]
        if before:
            return before[-1] if before[-1].speaker.known or not known else known[-1]
        if after:
            return next((s for s in after if s.speaker.known), after[0])
        return self.announced(q)

    def follows(self, q: Quoted, cue: Cue) -> bool:
        """Whether the cue is an incise of this quotation: nothing but a comma or adverbs between, or an English « …,” X said »."""
        terms = self.reading.terms
        gap = terms[q.closing + 1 : cue.first]
        if all(t.kind == "punctuation" or t.classes & _LIGHT for t in gap) and len(gap) <= 4:
            return True
        return "pause" in terms[q.last].classes and len(gap) <= 40 and not any(self.scene.inside[q.closing + 1 : cue.first])

    def leads(self, cue: Cue, q: Quoted) -> bool:
        """Whether the quotation is the object of the verb just before it: « called it a “tragedy,” »."""
        gap = self.reading.terms[cue.last + 1 : q.opening]
        return len(gap) <= 4 and not any("pause" in t.classes or t.kind == "break" for t in gap)

    def announced(self, q: Quoted) -> _Said | None:
        """A quotation that opens a paragraph after one that ended with a colon."""
        terms = self.reading.terms
        if q.opening < 2 or terms[q.opening - 1].kind != "break" or "colon" not in terms[q.opening - 2].classes:
            return None
        row = [s for s in self.in_sentence(q.opening - 2) if s.cue.form != "relay"]
        return row[-1] if row else None

    def continued(self, q: Quoted) -> Speaker:
        """Who was speaking: the last speaker of the paragraph, else the next, else (in a reported mood) of the article."""
        start, end = self.paragraph(q.opening)
        before = [(at, owner) for at, owner in self.scene.history if at < q.opening]
        if before and before[-1][0] >= start:
            return Speaker(before[-1][1])
        upcoming = self.said[bisect_left(self.cue_firsts, q.closing) : bisect_left(self.cue_firsts, end)]
        if upcoming and upcoming[0].speaker.known and upcoming[0].cue.form in ("inverted", "said"):
            return upcoming[0].speaker
        last_paragraph = self.paragraph(max(0, start - 1))[0]
        if before and (self.reported(q) or self.size(q) >= _FEW and before[-1][0] >= last_paragraph):
            return Speaker(before[-1][1])
        return NOBODY

    def alone(self, q: Quoted) -> bool:
        """Whether the quotation is a line by itself, as headings are."""
        start, _ = self.paragraph(q.opening)
        return q.opening == start and self.reading.terms[min(q.closing + 1, len(self.reading.terms) - 1)].kind == "break"

    def paragraph(self, at: int) -> tuple[int, int]:
        return self.reading.paragraph_of(at)

    def reported(self, q: Quoted) -> bool:
        """Whether the sentence is told in the conditional, as what others said."""
        start, end = self.scene.sentence_of(q.opening)
        return any("conditional" in t.classes for t in self.reading.terms[start:end])

    def caption(self, q: Quoted) -> Speaker | None:
        """« — Nom » on the line after a quotation that is a paragraph by itself."""
        terms = self.reading.terms
        at = q.closing + 1
        if at + 2 >= len(terms) or terms[at].kind != "break" or "dash-mark" not in terms[at + 1].classes:
            return None
        start, end = self.paragraph(at + 1)
        last = end - 1
        while last > start and terms[last].kind == "break":
            last -= 1
        if last - start > _CAPTION or "stop" in terms[last].classes:
            return None
        owners = [self.names.owners[i] for i in self.scene.between(start + 1, start + 2)]
        named = owners[0] if owners and owners[0] >= 0 and self.names.entities[owners[0]].kind == "person" else -1
        return Speaker(named, start + 1, last)

    def is_title(self, q: Quoted, said: _Said | None) -> bool:
        """« l'onglet « Grok » », « l'association « Vivre » »: a capital after a noun names a thing."""
        terms = self.reading.terms
        words = [t for t in terms[q.first : q.last + 1] if t.kind in ("word", "phrase")]
        if not words:
            return True
        if self.size(q) > _FEW + 1 or not self.reading.text[words[0].start].isupper() or q.opening == 0:
            return False
        before = terms[q.opening - 1]
        noun = before.kind == "word" and not before.classes & _LEADS
        return noun and (said is None or said.cue.last != q.opening - 1)

    def type_of(self, q: Quoted, said: _Said | None) -> str:
        start = self.reading.terms[q.first].start
        if said is None or self.reading.text[start].isupper():
            return "direct"
        return "direct" if said.cue.first > q.closing and self.follows(q, said.cue) else "mixed"

    def headings(self, found: list[Quote]) -> list[Quote]:
        """A quotation in a heading has the speaker of the same words in the body."""
        known = [(_letters(q.value.content), q.value) for q in found if q.value.speaker]
        done = []
        for q in found:
            words = _letters(q.value.content)
            twin = None if q.value.speaker else next((v for w, v in known if words in w), None)
            done.append(replace(q, value=q.value.model_copy(update={"speaker": twin.speaker, "speaker_exact": twin.speaker_exact})) if twin else q)
        return done

    # Reported clauses

    def indirect(self, said: _Said) -> list[Quote]:
        """The clause that a verb of speech reports, where none of it stands between marks."""
        cue = said.cue
        if not said.speaker.known or cue.first in self.used or cue.form in ("relay", "passive") or cue.frame == "judge":
            return []
        start, end = self.scene.sentence_of(cue.first)
        row = self.clause(said, start, end)
        if row is None:
            return []
        first, last = self.trimmed(*row)
        if last - first + 1 < _FEW or any(self.scene.inside[first : last + 1]):
            return []
        return [self.quote(first, last, said.speaker, cue, "indirect")]

    def clause(self, said: _Said, start: int, end: int) -> tuple[int, int] | None:
        """The reported clause as a half-open range of terms."""
        cue, terms = said.cue, self.reading.terms
        rest = max(cue.last, said.speaker.last if cue.first < said.speaker.first <= cue.last + 14 else -1) + 1
        if cue.form == "according":
            return self.around(start, cue.first, rest, end)
        that = next((at for at in range(rest, min(rest + _THAT, end)) if terms[at].classes & _UNTIL_THAT), end)
        if that < end and "that" in terms[that].classes:
            return (that + 1, self.clause_end(that + 1, end))
        opening = self.incise(said, start)
        if opening >= 0:
            return self.around(start, opening, rest, end) if opening > start else None
        if rest < end and cue.frame == "say" and terms[rest].classes & _OPENS_CLAUSE and cue.form != "infinitive":
            return (rest, self.clause_end(rest, end))
        return None

    def incise(self, said: _Said, start: int) -> int:
        """Where an incise begins (« , a-t-elle ajouté », “, Holness said,”); -1 where the verb is the sentence's own."""
        cue, terms = said.cue, self.reading.terms
        if cue.form == "inverted" or cue.form == "said" and said.speaker.first > cue.last:
            return cue.first if self.scene.incised(cue, start) else -1
        first = said.speaker.first
        if cue.form != "said" or not start < first <= cue.first or cue.last + 1 >= len(terms) or terms[cue.last + 1].kind == "word" and not terms[cue.last + 1].classes & _AFTER_INCISE:
            return -1
        while first > start and terms[first - 1].classes & _ARTICLES:
            first -= 1
        return first if "pause" in terms[first - 1].classes else -1

    def around(self, start: int, opening: int, rest: int, end: int) -> tuple[int, int]:
        """The clause that an incise interrupts or ends: what stands before it, or after it where too little does."""
        terms = self.reading.terms
        before = opening - start
        unfinished = before > 1 and any("that" in t.classes for t in terms[opening - 2 : opening])
        goes_on = rest + _FEW < end and "pause" in terms[rest].classes and not terms[rest + 1].classes & _ASIDE
        if before <= _FEW or goes_on and (unfinished or before <= 2 * _FEW):
            return rest, end
        return start, opening

    def clause_end(self, first: int, end: int) -> int:
        """Where a reported clause ends: at a semicolon, or at a comma before the next cue of the sentence."""
        terms = self.reading.terms
        for at in range(first, end):
            if "semicolon" in terms[at].classes:
                return at
        for s in self.said[bisect_left(self.cue_firsts, first) : bisect_left(self.cue_firsts, end)]:
            if s.cue.first > first and "pause" in terms[s.cue.first - 1].classes:
                return s.cue.first
        return end

    def trimmed(self, first: int, end: int) -> tuple[int, int]:
        """The clause without the marks and joining words at its ends; `end` becomes the last term."""
        terms, last = self.reading.terms, end - 1
        while first < last and (terms[first].kind in ("punctuation", "break") or "bullet" in terms[first].classes):
            first += 1
        while last > first and terms[last].kind in ("punctuation", "break"):
            last -= 1
        return first, last

    # Records

    def quote(self, first: int, last: int, speaker: Speaker, cue: Cue | None, kind: str) -> Quote:
        """The record of the terms `first` to `last`."""
        text, (start, end) = self.reading.text, self.reading.span(first, last)
        sentence = self.scene.sentence_of(first)
        name, exact = self.named(speaker)
        value = QuoteValue(
            speaker=name,
            speaker_exact=exact,
            content=" ".join(text[start:end].split()),
            type=kind,  # type: ignore[arg-type]
            cue=cue.lemma if cue else "",
            relays=self.relayed(first),
            negated=bool(cue and cue.negated),
            hedged=bool(cue and cue.hedged),
        )
        return Quote(start, end, value, self.reading.span(sentence[0], max(sentence[0], sentence[1] - 1)))

    def named(self, speaker: Speaker) -> tuple[str, str]:
        """The fullest name of a speaker, and the words in place."""
        exact = ""
        if speaker.first >= 0:
            start, end = self.reading.span(speaker.first, speaker.last)
            exact = " ".join(self.reading.text[start:end].split())
        return (self.names.entities[speaker.entity].full if speaker.entity >= 0 else exact), exact

    def relayed(self, first: int) -> str:
        """Whom the sentence says the speaker to be repeating."""
        row = [s for s in self.in_sentence(first) if s.cue.form == "relay" and s.speaker.entity >= 0]
        return self.names.entities[row[0].speaker.entity].full if row else ""


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


_LIGHT = frozenset(("object-pronoun", "negation", "adverb", "elision", "reflexive"))
_LEADS = frozenset(("say", "judge", "deny", "that", "genitive", "preposition", "being", "auxiliary", "with-each", "det", "elision"))
_THAT = 10  # terms: « a déclaré plus tôt sur X que »
_UNTIL_THAT = frozenset(("that", "pause", "colon", "semicolon", "auxiliary", "being", "punctuation"))
_AFTER_INCISE = frozenset(("weekday", "adverb", "preposition", "relative-day"))
_ARTICLES = frozenset(("det", "elision"))
_ASIDE = frozenset(("relative", "say-gerund", "judge-gerund"))
_OPENS_CLAUSE = frozenset(("opens-report", "pronoun"))
