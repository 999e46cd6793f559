"""Who speaks at each cue: the subject beside the verb, past appositions of any length, pronouns read by sex and number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.cues import Cue
from claims.marks import Quoted
from claims.names import Entity, Names
from claims.parties import Party, Sex
from claims.reading import Reading

_AFTER = 14  # terms in which an inverted subject is looked for
_SPOKEN_BACK = 16  # sentences in which the last speaker still is one
_BACK = 8  # sentences in which a pronoun's person is looked for


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: an entity's index (-1 where it cannot be told), and the mention's terms (-1 where there is none)."""

    entity: int = -1
    first: int = -1
    last: int = -1

    @property
    def known(self) -> bool:
        """Whether it could be told who speaks."""
        return self.entity >= 0 or self.first >= 0


NOBODY = Speaker()


class Scene:
    """An article with its mentions, cues and sentences; answers who speaks at a cue, in reading order."""

    def __init__(self, reading: Reading, names: Names, quoted: Sequence[Quoted], sentences: Sequence[tuple[int, int]]) -> None:
        self.reading = reading
        self.names = names
        self.sentences = sentences
        self.sentence_starts = [s for s, _ in sentences]
        self.history: list[tuple[int, int]] = []  # (term, entity) of those who have spoken
        inside = bytearray(len(reading.terms) + 1)
        for q in quoted:
            inside[q.opening : q.closing + 1] = b"\1" * (q.closing + 1 - q.opening)
        self.inside = inside
        self.outer = [i for i, p in enumerate(names.parties) if not p.inner and not inside[p.first]]
        self.outer_firsts = [names.parties[i].first for i in self.outer]

    def sentence_of(self, at: int) -> tuple[int, int]:
        """The sentence (quotations never cut) that a term stands in."""
        return self.sentences[max(0, bisect_right(self.sentence_starts, at) - 1)] if self.sentences else (0, 0)

    def between(self, start: int, end: int) -> list[int]:
        """Mentions outside quotations that begin in a half-open range of terms."""
        return self.outer[bisect_left(self.outer_firsts, start) : bisect_left(self.outer_firsts, end)]

    def speaker(self, cue: Cue, previous: Speaker) -> Speaker:
        """Who speaks at a cue; `previous` is the speaker of the cue before it in the same sentence."""
        found = self._speaker(cue, previous)
        if found.entity >= 0 and cue.form != "relay":
            self.history.append((cue.first, found.entity))
        return found

    def _speaker(self, cue: Cue, previous: Speaker) -> Speaker:
        start, end = self.sentence_of(cue.first)
        if cue.form == "inverted" and "being" in self.reading.terms[cue.first].classes:
            return NOBODY  # « est-il ajouté »
        if cue.form == "inverted":
            return self.pronoun(cue.clitic, cue.last, spoken=True)
        if cue.form == "according":
            return self.source(cue, end)
        if cue.form == "relay":
            return next((self.whom(i) for i in self.between(cue.last, min(end, cue.last + 10)) if self._may_speak(i)), NOBODY)
        if cue.form == "passive":
            return self.agent(cue, end)
        if cue.form in ("gerund", "infinitive") or previous.known and self.joined(cue, start):
            return previous if previous.known else self.before(cue, start)
        first, second = (self.after, self.before) if self.incised(cue, start) else (self.before, self.after)
        found = first(cue, end if first == self.after else start)
        if found.known or (second == self.after and cue.frame == "judge"):
            return found
        return second(cue, end if second == self.after else start)

    def incised(self, cue: Cue, start: int) -> bool:
        """Whether the verb opens an incise: it stands after a comma, a closing mark or a dash, or opens the sentence."""
        at = cue.first - 1
        while at > start and self.reading.terms[at].classes & _LIGHT:
            at -= 1
        if at < start:
            return True
        term = self.reading.terms[at]
        return bool(self.inside[at]) or "pause" in term.classes or "dash-mark" in term.classes or term.classes & _FREE_INVERSION != frozenset()

    def joined(self, cue: Cue, start: int) -> bool:
        """Whether the verb is joined to the one before it: « and added »."""
        at = cue.first - 1
        while at > start and self.reading.terms[at].classes & _LIGHT:
            at -= 1
        return at > start and "with-each" in self.reading.terms[at].classes

    def before(self, cue: Cue, start: int) -> Speaker:
        """The subject before the verb: the nearest free mention, but segments set off by commas are passed over."""
        terms = self.reading.terms
        at = cue.first - 1
        while at >= start and terms[at].classes & _LIGHT and "pause" not in terms[at].classes:
            at -= 1
        if at >= start and "relative-subject" in terms[at].classes:
            places = self.between(start, at)
            return self.whom(places[-1]) if places else NOBODY
        while at >= start:
            closed = "pause" in terms[at].classes or "closing-bracket" in terms[at].classes
            stop = at
            at -= 1
            while at >= start and not terms[at].classes & _BOUNDARY:
                at -= 1
            if closed and at >= start and self._aside(at + 1, stop):
                continue
            free = [i for i in self.between(at + 1, stop + 1) if self._subject(i, at + 1, cue.first)]
            if free:
                return self.whom(free[-1] if not closed else free[0])
        return NOBODY

    def _aside(self, first: int, stop: int) -> bool:
        """Whether the segment between two commas is an aside: a relative clause, a participle, a circumstance."""
        opening = self.reading.terms[first].classes
        return bool(opening & _ASIDE) and not (opening & frozenset(("det",)))

    def _subject(self, i: int, first: int, verb: int) -> bool:
        """Whether a mention of the segment can be the verb's subject: it is free, no other verb's object, and a pronoun stands beside its verb."""
        p, terms = self.names.parties[i], self.reading.terms
        if p.kind == "pronoun" and not all(t.classes & _LIGHT for t in terms[p.last + 1 : verb]):
            return False
        return not p.governed and not (p.kind == "document" and any("auxiliary" in t.classes for t in terms[first : p.first]))

    def after(self, cue: Cue, end: int) -> Speaker:
        """The subject after an inverted verb, past adverbs, days and circumstances."""
        terms = self.reading.terms
        stop = min(end, cue.last + _AFTER)
        at = cue.last + 1
        while at < stop and not self.inside[at] and not terms[at].classes & _STOPS:
            at += 1
        for i in self.between(cue.last + 1, at):
            if not self.names.parties[i].governed and self.names.parties[i].kind != "pronoun":
                return self.whom(i)
        return NOBODY

    def agent(self, cue: Cue, end: int) -> Speaker:
        """« annoncé par le maire »."""
        terms = self.reading.terms
        for i in self.between(cue.last + 1, min(end, cue.last + 8)):
            p = self.names.parties[i]
            if p.first and "by" in terms[p.first - 1].classes or p.first > 1 and "by" in terms[p.first - 2].classes:
                return self.whom(i)
        return NOBODY

    def source(self, cue: Cue, end: int) -> Speaker:
        """« selon X »; « pour X, … » only at the head of a clause."""
        terms = self.reading.terms
        at = cue.last + 1
        if at >= end:
            return NOBODY
        if "relative" in terms[at].classes:
            places = self.between(self.sentence_of(cue.first)[0], cue.first)
            return self.whom(places[-1]) if places else NOBODY
        if "disjunctive" in terms[at].classes:
            return self.pronoun(terms[at].key, at, spoken=True)
        doubtful = "perhaps-according" in terms[cue.word].classes
        for i in self.between(at, min(end, at + (3 if doubtful else 4))):
            if doubtful and not self._heads_clause(cue, i):
                return NOBODY
            if self.names.parties[i].kind != "pronoun":
                return self.whom(i)
        return NOBODY

    def _heads_clause(self, cue: Cue, i: int) -> bool:
        """« Pour le maire, … »: at the head of a clause, and set off by a comma."""
        terms, last = self.reading.terms, self.names.parties[i].last
        opens = self.sentence_of(cue.first)[0] == cue.first or terms[cue.first - 1].kind in ("punctuation", "break")
        return opens and last + 1 < len(terms) and "pause" in terms[last + 1].classes and self.names.parties[i].kind != "document"

    def _may_speak(self, i: int) -> bool:
        return self.names.parties[i].kind not in ("pronoun", "document")

    def whom(self, i: int) -> Speaker:
        """The speaker that a mention means."""
        p, owner = self.names.parties[i], self.names.owners[i]
        if owner < 0 and p.kind == "pronoun":
            found = self.pronoun(p.head, p.first, spoken=False)
            return Speaker(found.entity, p.first, p.last) if found.entity >= 0 else Speaker(-1, -1, -1)
        if p.kind == "document" and (owner < 0 or len(p.words) == 1) and self._speaks_for_others(p):
            spoken = [who for when, who in self.history if when >= self.paragraph_start(p.first)]
            return Speaker(spoken[-1] if spoken else owner, p.first, p.last)
        if owner < 0 and p.kind != "vague":
            # « l'instance » may be « le bureau »: only a person's noun must agree in sex
            owner = self.antecedent(p.sex if p.kind == "role" else "", p.plural, p.first, p.kind == "role", p.kind, spoken=True)
        return Speaker(owner, p.first, p.last)

    def _speaks_for_others(self, p: Party) -> bool:
        return any("mouthpiece" in t.classes for t in self.reading.terms[p.first : p.last + 1])

    def paragraph_start(self, at: int) -> int:
        """The first term of a term's paragraph."""
        return self.reading.paragraph_of(at)[0]

    def pronoun(self, key: str, at: int, *, spoken: bool) -> Speaker:
        """Whom a pronoun stands for; « on » and « it is said » stand for nobody in particular."""
        value = self.reading.lexicon.value(key, "pronoun") or self.reading.lexicon.value(key, "disjunctive") or ""
        if value[:1] not in ("m", "f", "p", "t"):
            return NOBODY
        sex: Sex = "m" if value[:1] == "m" else "f" if value[:1] == "f" else ""
        human = self.reading.lexicon.tables.get("names", {}).get("pronouns", {}).get("sexed", False)
        return Speaker(self.antecedent(sex, value.endswith("p"), at, human and not value.endswith("p") and value[:1] in "mf", "", spoken=spoken), -1, -1)

    def antecedent(self, sex: Sex, plural: bool, at: int, human: bool, kind: str, *, spoken: bool) -> int:
        """The last compatible speaker (for an incise), else the first compatible free mention of the nearest sentence before."""

        def fits(owner: int, sure: bool = False) -> bool:
            if owner < 0 or sure and self.names.entities[owner].kind == "proper":
                return False
            return compatible(self.names.entities[owner], sex, plural, human, kind)

        place = max(0, bisect_right(self.sentence_starts, at) - 1)
        oldest = self.sentence_starts[max(0, place - _SPOKEN_BACK)]
        if spoken:
            for when, owner in reversed(self.history):
                if when < oldest:
                    break
                if fits(owner):
                    return owner
        for free in (True, False):
            for n in range(place, max(-1, place - _BACK), -1):
                start, end = self.sentences[n]
                for i in self.between(start, min(end, at)):
                    if not (free and self.names.parties[i].governed) and fits(self.names.owners[i], sure=True):
                        return self.names.owners[i]
        return -1


def compatible(entity: Entity, sex: Sex, plural: bool, human: bool, kind: str) -> bool:
    """Whether an entity can be meant by a pronoun or noun of this sex, number and kind."""
    if human and not entity.human or kind == "body" and entity.kind in ("person", "role", "document"):
        return False
    if kind == "body" and entity.kind == "body" and not entity.acronym and not entity.name[:1].isupper():
        return False  # « l'agence » is not « la préfecture »
    if kind == "document":
        return entity.kind == "document"
    if entity.kind == "document" and kind != "document":
        return False
    return entity.plural == plural and not (sex and entity.sex and sex != entity.sex)


_LIGHT = frozenset(("object-pronoun", "negation", "adverb", "elision", "reflexive"))
_BOUNDARY = frozenset(("pause", "colon", "closing-bracket", "semicolon", "dash-mark"))
_STOPS = frozenset(("colon", "semicolon", "that", "relative", "closing-bracket", "bracket"))
_ASIDE = frozenset(("relative", "preposition", "say-gerund", "judge-gerund", "adverb", "weekday", "aside"))
_FREE_INVERSION = frozenset(("inverting",))

__all__ = ["NOBODY", "Party", "Scene", "Speaker"]
