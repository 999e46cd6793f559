"""Who speaks at each cue: the subject beside the verb, past appositions of any length, or after it where it is inverted."""

from __future__ import annotations

from collections.abc import Sequence

from claims.antecedents import NOBODY, Antecedents, Speaker
from claims.cues import LIGHT, Cue

_AFTER = 14  # terms in which an inverted subject is looked for
_BESIDE = 4  # the same where a language puts nothing between


class Scene(Antecedents):
    """An article with its mentions, cues and sentences; answers who speaks at a cue, in reading order."""

    def speaker(self, cue: Cue, previous: Speaker) -> Speaker:
        """Who speaks at a cue; `previous` is the speaker of the cue before it in the same sentence."""
        found = self._speaker(cue, previous)
        if found.entity >= 0 and cue.form != "relay":
            self.spoke(cue.first, found.entity)
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
        if cue.form in ("gerund", "infinitive") or (previous.known and self.joined(cue, start)):
            return previous if previous.known else self.before(cue, start)
        first, second = (self.after, self.before) if self.incised(cue, start) else (self.before, self.after)
        found = first(cue, end if first == self.after else start)
        if found.known or (second == self.after and cue.frame == "judge"):
            return found
        return second(cue, end if second == self.after else start)

    def incised(self, cue: Cue, start: int) -> bool:
        """Whether the verb opens an incise: it stands after a comma, a closing mark or a dash, or opens the sentence."""
        at = cue.first - 1
        while at > start and self.reading.terms[at].classes & LIGHT:
            at -= 1
        if at < start:
            return True
        term = self.reading.terms[at]
        return (
            bool(self.inside[at]) or "pause" in term.classes or "dash-mark" in term.classes or term.classes & _FREE_INVERSION != frozenset()
        )

    def joined(self, cue: Cue, start: int) -> bool:
        """Whether the verb is joined to the one before it: « and added »."""
        at = cue.first - 1
        while at > start and self.reading.terms[at].classes & LIGHT:
            at -= 1
        return at > start and "with-each" in self.reading.terms[at].classes

    def before(self, cue: Cue, start: int) -> Speaker:
        """The subject before the verb: the nearest free mention, but segments set off by commas are passed over."""
        terms = self.reading.terms
        at = cue.first - 1
        while at >= start and terms[at].classes & LIGHT and "pause" not in terms[at].classes:
            at -= 1
        if at >= start and "relative-subject" in terms[at].classes:
            return self.related(self.between(start, at))
        while at >= start:
            closed = "pause" in terms[at].classes or "closing-bracket" in terms[at].classes
            if "closing-bracket" in terms[at].classes:
                at = self._opening(at, start)
            stop = at
            at -= 1
            while at >= start and not terms[at].classes & _BOUNDARY:
                at -= 1
            if closed and at >= start and self._aside(at + 1, stop):
                continue
            free = [i for i in self.between(at + 1, stop + 1) if self._subject(i, at + 1, cue.first)]
            if free:
                return self.whom(free[0] if closed and "pause" in terms[stop].classes else free[-1])
        return NOBODY

    def _opening(self, at: int, start: int) -> int:
        """The bracket that a closing bracket closes."""
        for place in range(at, start - 1, -1):
            if "bracket" in self.reading.terms[place].classes:
                return place
        return at

    def related(self, places: Sequence[int]) -> Speaker:
        """What a relative clause is about: the mention before it, or the one that this mention depends on (« l'autorité du Royaume-Uni, qui »)."""
        if not places:
            return NOBODY
        place = len(places) - 1
        while place and self.names.parties[places[place]].kind == "proper" and self.names.parties[places[place]].governed:
            p, q = self.names.parties[places[place - 1]], self.names.parties[places[place]]
            if any(t.classes & _BOUNDARY for t in self.reading.terms[p.last + 1 : q.first]):
                break
            place -= 1
        return self.whom(places[place])

    def _aside(self, first: int, stop: int) -> bool:
        """Whether the segment between two commas is an aside: a relative clause, a participle, a circumstance."""
        opening = self.reading.terms[first].classes
        return bool(opening & _ASIDE) and not (opening & frozenset(("det",)))

    def _subject(self, i: int, first: int, verb: int) -> bool:
        """Whether a mention of the segment can be the verb's subject: it is free, no other verb's object, and a pronoun stands beside its verb."""
        p, terms = self.names.parties[i], self.reading.terms
        if p.kind == "pronoun" and not all(t.classes & LIGHT for t in terms[p.last + 1 : verb]):
            return False
        return not p.governed and not (p.kind == "document" and any("speech-auxiliary" in t.classes for t in terms[first : p.first]))

    def after(self, cue: Cue, end: int) -> Speaker:
        """The subject after an inverted verb, past adverbs, days and circumstances."""
        terms = self.reading.terms
        stop = min(end, cue.last + (_BESIDE if self.subject_first else _AFTER))
        at = cue.last + 1
        while at < stop and not self.inside[at] and not terms[at].classes & _STOPS:
            at += 1
        for i in self.between(cue.last + 1, at):
            p = self.names.parties[i]
            if not p.governed and p.kind != "pronoun" and not (self.subject_first and self._goes_on(p.last + 1)):
                return self.whom(i)
        return NOBODY

    def _goes_on(self, at: int) -> bool:
        """Whether a word follows that makes a mention the subject of a clause of its own: “, said his party wanted change”."""
        terms = self.reading.terms
        return at < len(terms) and terms[at].kind == "word" and not terms[at].classes & _CLOSING

    def agent(self, cue: Cue, end: int) -> Speaker:
        """« annoncé par le maire »."""
        terms = self.reading.terms
        for i in self.between(cue.last + 1, min(end, cue.last + 8)):
            p = self.names.parties[i]
            if (p.first and "by" in terms[p.first - 1].classes) or (p.first > 1 and "by" in terms[p.first - 2].classes):
                return self.whom(i)
        return NOBODY

    def source(self, cue: Cue, end: int) -> Speaker:
        """« selon X »; « pour X, … » only at the head of a clause."""
        terms = self.reading.terms
        at = cue.last + 1
        if at >= end:
            return NOBODY
        if "relative" in terms[at].classes:
            return self.related(self.between(self.sentence_of(cue.first)[0], cue.first))
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


_BOUNDARY = frozenset(("pause", "colon", "closing-bracket", "semicolon", "dash-mark"))
_STOPS = frozenset(("colon", "semicolon", "that", "relative", "closing-bracket", "bracket"))
_CLOSING = frozenset(("preposition", "weekday", "relative", "relative-day", "adverb", "role", "first"))
_ASIDE = frozenset(("relative", "preposition", "say-gerund", "judge-gerund", "adverb", "weekday", "aside"))
_FREE_INVERSION = frozenset(("inverting",))
