"""Who said what: direct, indirect and mixed quotes after PARC, each with its speaker, its cue and its words.

A direct quote is what stands between quotation marks, an indirect one the clause that a verb of speech reports; a few
words in marks inside a reported clause are `mixed`. Sentences are never cut inside a quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from claims.cues import LIGHT, Cue
from claims.entities import NOBODY, UNTOLD, Speaker
from claims.marks import Quoted
from claims.names import Names
from claims.reading import Reading
from claims.records import QuoteValue
from claims.reported import reported
from claims.speech import Said, Speech

Type = Literal["direct", "indirect", "mixed"]

_FEW = 3  # words: fewer without a cue are a scare quote or a title
_PARAGRAPHS = 12  # that one quotation may run over
_CAPTION = 12  # terms in a caption line


class Quote(Struct, frozen=True):
    """One quote: offsets of its words (marks left out), its value, and the offsets of the sentence it stands in."""

    start: int
    end: int
    value: QuoteValue
    sentence: tuple[int, int]


def quotes(reading: Reading, names: Names) -> tuple[Quote, ...]:
    """All quotes of a text in reading order. Never fails; a text without speech gives none."""
    return _Article(reading, names).quotes()


class _Article:
    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading = reading
        self.names = names
        self.speech = Speech(reading, names)
        self.scene = self.speech.scene
        self.used: set[int] = set()
        self.spoken: dict[int, Speaker] = {}
        self.places = {q.closing: q for q in self.speech.quoted}

    def quotes(self) -> tuple[Quote, ...]:
        """Quotations first, since what they take is not reported a second time."""
        direct = self.headings([q for q in map(self.direct, self.speech.quoted) if q is not None])
        indirect = []
        for said in self.speech.said:
            clause = None if said.cue.first in self.used else reported(self.speech, said)
            if clause:
                indirect.append(self.quote(*clause, said.speaker, said.cue, "direct" if self.dialogue(clause[0]) else "indirect"))
        return tuple(sorted((*direct, *indirect), key=lambda q: (q.start, q.end)))

    def dialogue(self, first: int) -> bool:
        """Whether a clause opens a line of dialogue: « — Je ne sais pas, dit-il »."""
        terms = self.reading.terms
        return first > 0 and "dash-mark" in terms[first - 1].classes and (first == 1 or terms[first - 2].kind == "break")

    # Quotations

    def direct(self, q: Quoted) -> Quote | None:
        """A quotation and who says it; None where it is a title or a word held at arm's length."""
        said = self.cue_for(q)
        speaker = said.speaker if said else NOBODY
        caption = self.caption(q) or self.gapped(q, said)
        if caption:
            speaker = caption
        elif not said and (before := self.piece_before(q)) is not None:
            speaker = before
        elif not speaker.known and speaker != UNTOLD and not self.speech.alone(q) and not (said and said.cue.form == "passive"):
            speaker = self.continued(q)
        if self.is_charge(q, said) or self.is_title(q, said) or self.at_arms_length(q, said, speaker):
            return None
        if said:
            self.used.add(said.cue.first)
        if speaker.entity >= 0:
            self.scene.spoke(q.opening, speaker.entity)
        self.spoken[q.closing] = speaker
        return self.quote(q.first, q.last, speaker, said.cue if said else None, self.type_of(q, said))

    def at_arms_length(self, q: Quoted, said: Said | None, speaker: Speaker) -> bool:
        """A few words that nobody in their sentence is said to have spoken: « les détenus dits « sensibles » »."""
        if said or self.speech.size(q) > _FEW:
            return False
        return not speaker.known or (
            self.speech.size(q) < _FEW
            and not self.speech.conditional(q)
            and not self.speech.opens(q)
            and not self.subject(q).known
            and not self.caption(q)
        )

    def is_charge(self, q: Quoted, said: Said | None) -> bool:
        """« condamné pour « vol en réunion » »: the law's words, unless somebody is said to speak them."""
        terms = self.reading.terms
        if q.opening < 2 or (said and said.speaker.known and "sentence" not in terms[said.cue.word].classes):
            return False
        before = self.places.get(q.opening - 2) if terms[q.opening - 1].classes & _JOINING else None
        if before is not None:
            return self.is_charge(before, None)
        lead = next((t for t in reversed(terms[max(0, q.opening - _CHARGE) : q.opening - 1]) if "charge" in t.classes), None)
        told = lead is not None or (said is not None and said.cue.first > q.closing)
        return told and bool(terms[q.opening - 1].classes & _OF) and self.speech.size(q) <= 2 * _FEW

    def cue_for(self, q: Quoted) -> Said | None:
        """The cue of a quotation: an incise right after it, else the nearest before it, else the next after it in its sentence."""
        q = self.whole(q)
        row = [s for s in self.speech.in_sentence(q.opening) if s.cue.form != "relay"]
        within = next((s for s in row if q.opening < s.cue.first < q.closing), None)
        if within is not None:
            return within
        before = [s for s in row if s.cue.last < q.opening]
        stop = next((i for i in range(q.closing + 1, self.scene.sentence_of(q.opening)[1]) if self.parts(i)), len(self.reading.terms))
        after = [s for s in row if q.closing < s.cue.first < stop]
        known = [s for s in before if s.speaker.known]
        if after and known and "relating" in self.reading.terms[after[0].cue.word].classes and not self.speech.opens(q):
            return known[-1]
        if after and self.follows(q, after[0].cue) and not (before and after[0].cue.form == "said" and self.leads(before[-1].cue, q)):
            return after[0]
        if len(before) > 1 and (self.holds(before[-2], before[-1]) or self.relays(before[-2], before[-1])):
            return before[-2]
        if before:
            return before[-1] if before[-1].speaker.known or not known else known[-1]
        if after:
            return next((s for s in after if s.speaker.known), after[0])
        return self.announced(q)

    def holds(self, outer: Said, inner: Said) -> bool:
        """Whether a cue stands in the clause that the one before it reports: “Okafor said Laurentel expected “most of it” …”."""
        terms = self.reading.terms
        plain = outer.cue.frame == "say" and "zero-that" in terms[outer.cue.word].classes
        if plain and outer.speaker.known and outer.cue.last < inner.speaker.first <= outer.cue.last + _FEW:
            return True
        that = outer.cue.last + 1 < len(terms) and "that" in terms[outer.cue.last + 1].classes
        led = (outer.cue.form == "according" or (that and outer.cue.frame == "say")) and outer.speaker.known
        thing = inner.speaker.entity >= 0 and self.names.entities[inner.speaker.entity].kind in ("proper", "name", "body")
        return (
            led and thing and inner.cue.frame == "judge" and inner.speaker.first > outer.cue.last
        )  # « répète que le navire ne reprendra… »

    def parts(self, at: int) -> bool:
        """Whether a term outside quotations is a semicolon: what stands behind it is another sentence."""
        return "semicolon" in self.reading.terms[at].classes and not self.scene.inside[at]

    def relays(self, outer: Said, inner: Said) -> bool:
        """Whether a cue says only who passes on what another said: « d'après son entourage, que cite l'agence, … »."""
        that = self.reading.terms[inner.cue.first - 1]
        return outer.cue.form == "according" and outer.speaker.known and bool(that.classes & _OBJECT_RELATIVE)

    def follows(self, q: Quoted, cue: Cue) -> bool:
        """Whether the cue is an incise of this quotation: nothing but a comma or adverbs between, or an English « …,” X said »."""
        terms = self.reading.terms
        gap = terms[q.closing + 1 : cue.first]
        if cue.form == "infinitive":
            return False  # « …, sans écarter que « … » »
        if all(t.kind == "punctuation" or t.classes & LIGHT for t in gap) and len(gap) <= 4:
            return True
        return "pause" in terms[q.last].classes and len(gap) <= 40 and not any(self.scene.inside[q.closing + 1 : cue.first])

    def whole(self, q: Quoted) -> Quoted:
        """The last piece of a quotation that runs over paragraphs, each with a mark of its own."""
        for _ in range(_PARAGRAPHS):
            place = bisect_left(self.speech.openings, q.closing)
            if self.reading.terms[q.closing].kind != "break" or place == len(self.speech.openings):
                break
            q = self.speech.quoted[place]
        return q

    def leads(self, cue: Cue, q: Quoted) -> bool:
        """Whether the quotation is the object of the verb just before it: « called it a “tragedy,” »."""
        if "wish" in self.reading.terms[cue.word].classes:
            return False
        gap = self.reading.terms[cue.last + 1 : q.opening]
        return len(gap) <= 4 and not any("pause" in t.classes or t.kind == "break" for t in gap)

    def announced(self, q: Quoted) -> Said | None:
        """A quotation that opens a paragraph after one that ended with a colon."""
        terms = self.reading.terms
        if q.opening < 2 or terms[q.opening - 1].kind != "break" or "colon" not in terms[q.opening - 2].classes:
            return None
        row = [s for s in self.speech.in_sentence(q.opening - 2) if s.cue.form != "relay"]
        return next((s for s in reversed(row) if s.speaker.known), row[-1] if row else None)

    def continued(self, q: Quoted) -> Speaker:
        """Who was speaking: the last speaker of the paragraph, else the next, else (in a reported mood) of the article."""
        start, end = self.paragraph(q.opening)
        subject = self.subject(q)
        if subject.known:
            return subject
        if (told := self.told_next(q)).known or (told := self.told_before(q)).known:
            return told
        when, owner = self.scene.last_speaker(q.opening)
        if (newer := self.scene.told_of_since(max(when, start - 1), q.opening)) >= 0:
            return Speaker(newer)
        if when >= start:
            return Speaker(owner)
        upcoming = self.speech.cues_between(q.closing, end)
        if upcoming and upcoming[0].speaker.known and upcoming[0].cue.form == "inverted":
            return upcoming[0].speaker
        last_paragraph = self.paragraph(max(0, start - 1))[0]
        if owner < 0 or self.names.entities[owner].kind == "document":
            return NOBODY
        if self.speech.conditional(q) or (self.speech.size(q) >= _FEW and when >= last_paragraph):
            return Speaker(owner)
        return NOBODY

    def piece_before(self, q: Quoted) -> Speaker | None:
        """Who speaks in the paragraph before, where its quotation was left open for this one to go on."""
        at = q.opening - 1
        if at < 0 or self.reading.terms[at].kind != "break":
            return None
        return self.spoken.get(at)

    def told_next(self, q: Quoted) -> Speaker:
        """« … » Karim Bensalah ne décolère pas: whom the sentence after a quotation that opens its paragraph is about."""
        start, end = self.paragraph(q.opening)
        if q.opening != start or self.reading.terms[q.last].key not in _SENTENCE_ENDS or q.closing + 1 >= end:
            return NOBODY
        first, stop = self.scene.sentence_of(q.closing + 1)
        free = [i for i in self.scene.between(max(first, q.closing + 1), min(stop, end)) if not self.names.parties[i].governed]
        named = [i for i in free if self.names.owners[i] >= 0 and self.names.entities[self.names.owners[i]].kind == "person"]
        return self.scene.whom(named[0]) if named and self.names.parties[named[0]].kind != "pronoun" else NOBODY

    def told_before(self, q: Quoted) -> Speaker:
        """« Sur sa page, Nuagia ne cache rien : » before a quotation in a paragraph of its own: whom that sentence is about."""
        terms = self.reading.terms
        if q.opening < 2 or terms[q.opening - 1].kind != "break" or "colon" not in terms[q.opening - 2].classes:
            return NOBODY
        start, end = self.scene.sentence_of(q.opening - 2)
        main = self.scene.main_subject(start, end)
        return self.scene.whom(main) if main >= 0 else NOBODY

    def subject(self, q: Quoted) -> Speaker:
        """The person, known by name, whom the sentence is about: « Laurent Nuñez s'en tenait à « … » »."""
        announced = q.opening > 0 and "colon" in self.reading.terms[q.opening - 1].classes
        row = self.scene.between(self.scene.sentence_of(q.opening)[0], q.opening)
        for i in reversed(row) if announced else row:
            owner = self.names.owners[i]
            if announced and self.names.parties[i].kind == "vague" and self.scene.opens(i):
                return self.scene.whom(i)  # "Another was blunter: "
            if (
                announced
                and self.names.parties[i].last == q.opening - 2
                and not self.names.parties[i].governed
                and (self.speech.speaks(owner) or self.names.parties[i].kind == "role")
            ):
                return self.scene.whom(i)  # « Ofcom : « … » »
            if owner >= 0 and self.names.entities[owner].kind == "person" and not self.names.parties[i].governed:
                return self.scene.whom(i)
        kinds = ("body", "role") if announced else ("body",)
        if row and self.speech.size(q) >= _FEW and self.names.parties[row[0]].kind in kinds and self.scene.opens(row[0]):
            return self.scene.whom(row[0])
        main = self.scene.main_subject(self.scene.sentence_of(q.opening)[0], q.opening) if self.speech.size(q) >= _FEW else -1
        if main < 0 or self.names.parties[main].kind not in ("proper", "role") or not self.names.parties[main].definite:
            return NOBODY
        return self.scene.whom(main)

    def paragraph(self, at: int) -> tuple[int, int]:
        return self.reading.paragraph_of(at)

    def caption(self, q: Quoted) -> Speaker | None:
        """« — Nom » on the line after a quotation that is a paragraph by itself."""
        terms = self.reading.terms
        at = q.closing + 1
        if at + 2 < len(terms) and "bracket" in terms[at].classes:
            return self.bracketed(at + 1)
        if at + 2 >= len(terms) or terms[at].kind != "break" or "dash-mark" not in terms[at + 1].classes:
            return None
        start, end = self.paragraph(at + 1)
        last = end - 1
        while last > start and terms[last].kind == "break":
            last -= 1
        handle = next((at for at in range(start + 2, last + 1) if terms[at].classes & _AFTER_NAME), last + 1)
        last = min(last, handle - 1)
        if last - start > _CAPTION or "stop" in terms[last].classes:
            return None
        owners = [self.names.owners[i] for i in self.scene.between(start + 1, start + 2)]
        named = owners[0] if owners and owners[0] >= 0 and self.names.entities[owners[0]].kind == "person" else -1
        return Speaker(named, start + 1, last)

    def gapped(self, q: Quoted, said: Said | None) -> Speaker | None:
        """« Rivages a dénoncé une « farce », l'Union « un aveu » »: the verb is told once, and somebody stands right before his words."""
        terms = self.reading.terms
        if said is None or said.cue.last >= q.opening:
            return None
        for i in self.scene.between(max(said.cue.last + 1, q.opening - _CAPTION), q.opening):
            p = self.names.parties[i]
            lead = p.first - 1
            while lead > said.cue.last and p.first - lead < _FEW and terms[lead].classes & _TITLING:
                lead -= 1  # « , son collègue Bastien Ruellan »
            led = terms[lead].classes & _JOINING
            noun = bool(terms[q.first].classes & _BEGINS_NOUN) or self.reading.text[terms[q.first].start].isupper()
            paused = p.last == q.opening - 2 and "pause" in terms[q.opening - 1].classes  # « son collègue, « bien tardive » »
            if (
                ((p.last == q.opening - 1 and noun) or paused)
                and led
                and not p.governed
                and self.scene.inside[said.cue.last + 1 : p.first].count(1)
            ):
                return self.scene.whom(i)
        return None

    def bracketed(self, at: int) -> Speaker | None:
        """« … » (Marie Durand, députée)."""
        for i in self.scene.between(at, at + 1):
            p, terms = self.names.parties[i], self.reading.terms
            after = terms[p.last + 1].classes if p.last + 1 < len(terms) else frozenset(("closing-bracket",))
            if p.kind in ("person", "proper") and p.last > p.first and after & _AFTER_NAME:
                return self.scene.whom(i)
        return None

    def is_title(self, q: Quoted, said: Said | None) -> bool:
        """« l'onglet « Grok » », « l'association « Vivre » »: a capital after a noun names a thing."""
        terms = self.reading.terms
        words = [t for t in terms[q.first : q.last + 1] if t.kind in ("word", "phrase")]
        if not words:
            return True
        if self.speech.size(q) > _FEW + 1 or q.opening == 0:
            return False
        before = terms[q.opening - 1]
        if not self.reading.text[words[0].start].isupper():
            return said is None and self.speech.size(q) == 1 and "det" in before.classes
        noun = (before.kind == "word" and not before.classes & _LEADS) or (said is None and "pause" in before.classes)
        if said is not None and self.follows(q, said.cue) and any(t.classes & _TELLS for t in terms[q.first : q.last + 1]):
            return False  # « L'assistant « Nuagia est indisponible », a fait savoir… »
        return noun and (said is None or said.cue.last != q.opening - 1)

    def type_of(self, q: Quoted, said: Said | None) -> Type:
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
            done.append(
                replace(q, value=q.value.model_copy(update={"speaker": twin.speaker, "speaker_exact": twin.speaker_exact})) if twin else q
            )
        return done

    # Records

    def quote(self, first: int, last: int, speaker: Speaker, cue: Cue | None, kind: Type) -> Quote:
        """The record of the terms `first` to `last`."""
        text, (start, end) = self.reading.text, self.reading.span(first, last)
        sentence = self.scene.sentence_of(first)
        name, exact = self.named(speaker)
        value = QuoteValue(
            speaker=name,
            speaker_exact=exact,
            content=" ".join(text[start:end].split()),
            type=kind,
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
            start, end = self.reading.span(speaker.first, self.named_behind(speaker))
            exact = " ".join(self.reading.text[start:end].split())
        return (self.names.entities[speaker.entity].full if speaker.entity >= 0 else exact), exact

    def named_behind(self, speaker: Speaker) -> int:
        """The last term of the words in place, with the name that stands right behind a role: « la maire, Annie Berthier »."""
        last = speaker.last
        for i in self.scene.between(last + 1, last + 3):
            gap = self.reading.terms[last + 1 : self.names.parties[i].first]
            person = speaker.entity >= 0 and self.names.owners[i] == speaker.entity and self.names.parties[i].kind in ("person", "proper")
            if person and all("pause" in t.classes or "title" in t.classes for t in gap):
                return self.names.parties[i].last
        return last

    def relayed(self, first: int) -> str:
        """Whom the sentence says the speaker to be repeating."""
        row = [s for s in self.speech.in_sentence(first) if s.cue.form == "relay" and s.speaker.entity >= 0]
        return self.names.entities[row[0].speaker.entity].full if row else ""


_NO_LETTERS = re.compile(r"[\W_]+")


def _letters(words: str) -> str:
    return _NO_LETTERS.sub("", words.casefold())


_SENTENCE_ENDS = frozenset(".!?…")
_CHARGE = 6  # terms between « condamné » and the charge
_JOINING = frozenset(("with-each", "pause"))
_TITLING = frozenset(("det", "role", "elision"))
_TELLS = frozenset(("being", "speech-auxiliary", "negation"))
_BEGINS_NOUN = frozenset(("det", "indefinite", "elision"))
_OBJECT_RELATIVE = frozenset(("that", "relative"))
_OF = frozenset(("preposition", "elision", "genitive"))
_AFTER_NAME = frozenset(("bracket", "pause", "closing-bracket"))
_LEADS = frozenset(("say", "judge", "deny", "that", "genitive", "preposition", "being", "speech-auxiliary", "with-each", "det", "elision"))
