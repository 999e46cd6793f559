"""Who speaks at each cue: the subject beside the verb, past appositions of any length, or after it where it is inverted."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from claims.cues import Cue
from claims.entities import NOBODY, UNTOLD, Speaker
from claims.subjects import Subjects

_BESIDE = 6  # the same where a language puts nothing between
_RELAYED = 10  # terms after the verb in which a repost names whom it repeats
_WHENCE = 8  # terms in which « peut-on lire dans … » names its source
_LONG = 80  # terms of a sentence that are looked through for a subject


class Scene(Subjects):
    """An article with its mentions, cues and sentences; answers who speaks at a cue, in reading order."""

    def speaker(self, cue: Cue, previous: Speaker) -> Speaker:
        """Who speaks at a cue; `previous` is the speaker of the cue before it in the same sentence."""
        found = self.voiced(self._speaker(cue, previous), cue)
        if found.entity >= 0 and cue.form != "relay":
            self.spoke(cue.first, found.entity)
        return found

    def voiced(self, found: Speaker, cue: Cue) -> Speaker:
        """Through whom a body speaks: « La CGT, par la voix de sa déléguée Ana Lima, parle d'« un coup » »."""
        if found.entity < 0 or self.names.entities[found.entity].kind == "person":
            return found
        start, end = self.sentence_of(cue.first)
        near = range(max(start, cue.first - _LONG), min(end, cue.last + _LONG))
        voice = next((n for n in near if "by-voice" in self.reading.terms[n].classes and not self.inside[n]), -1)
        through = self.between(voice + 1, min(end, voice + _BESIDE)) if voice >= 0 else []
        return self.whom(through[0]) if through and self.owner(through[0]) >= 0 else found

    def _speaker(self, cue: Cue, previous: Speaker) -> Speaker:
        start, end = self.sentence_of(cue.first)
        start = max(start, cue.first - _LONG)
        if cue.form == "inverted":
            return self.pronominal(cue, end)
        if cue.form == "said" and self._by_nobody(cue):
            return self.whence(cue, end)  # « fait-on savoir dans l'entourage de la ministre »
        if cue.form == "according":
            return self.source(cue, end)
        if cue.form == "phrase" and self.subject_first:
            return next((self.whom(i) for i in self.between(start, cue.first) if self.names.parties[i].last == cue.first - 1), NOBODY)
        if cue.form == "phrase":
            return next((self.whom(i) for i in self.between(cue.last, min(end, cue.last + _BESIDE)) if self._may_speak(i)), NOBODY)
        if cue.form == "relay":
            return self.repeated(cue, end)
        if cue.form == "passive":
            agent = self.agent(cue, end)
            return agent if agent.known or not self.subject_first else self.subject_of(cue, start, end)  # "said by email"
        if cue.form in ("gerund", "infinitive"):
            return self.unfinished(cue, previous, start, end)
        if previous.known and self.joined(cue, start):
            return previous
        return self.subject_of(cue, start, end)

    def _by_nobody(self, cue: Cue) -> bool:
        row = self.reading.terms[cue.first : cue.last + 1]
        return any("hyphen" in a.classes and "impersonal" in b.classes for a, b in pairwise(row))

    def repeated(self, cue: Cue, end: int) -> Speaker:
        """Whom a repost repeats: the first one named after the verb, be it within a mention (« un tweet d'Ana Lima »)."""
        names = self.names
        for i in range(bisect_left(names.firsts, cue.word), len(names.parties)):
            p = names.parties[i]
            if p.first >= min(end, cue.last + _RELAYED):
                break
            if p.kind not in ("pronoun", "document") and not self.inside[p.first] and names.owners[i] >= 0:
                return Speaker(names.owners[i], p.first, p.last)
        return NOBODY

    def pronominal(self, cue: Cue, end: int) -> Speaker:
        """« a-t-il dit »; « lit-on dans le rapport » and « indique-t-on au ministère » name a source, « est-il ajouté » nobody."""
        terms = self.reading.terms
        if "being" in terms[cue.first].classes:
            return NOBODY
        if "impersonal" in self.reading.lexicon.words.get(cue.clitic, {}):
            return self.whence(cue, end)
        found = self.pronoun(cue.clitic, cue.last, spoken=True, goes_on="goes-on" in terms[cue.word].classes)
        return found if found.known else UNTOLD

    def whence(self, cue: Cue, end: int) -> Speaker:
        """« peut-on lire dans le communiqué », « indique-t-on de source policière »: what the preposition governs."""
        places = self.between(cue.last + 1, min(end, cue.last + _WHENCE))
        return self.whom(places[0]) if places and self.names.parties[places[0]].governed else NOBODY

    def unfinished(self, cue: Cue, previous: Speaker, start: int, end: int) -> Speaker:
        """The subject of « ajoutant que », “to say”: a mention of its own, the verb's before it, the main clause's after it."""
        terms = self.reading.terms
        at = cue.first - 1
        if at >= start and "hyphen" in terms[at].classes and "impersonal" in terms[cue.first - 1].classes:
            return self.whence(cue, end)
        if at > start and "impersonal" in terms[at].classes and "hyphen" in terms[at - 1].classes:
            return self.whence(cue, end)
        own = [i for i in self.between(max(start, cue.first - _LONG), cue.first) if self.names.parties[i].last == at]
        if own and cue.form == "gerund" and self._with(self.names.parties[own[0]].first, start):
            return self.whom(own[0])
        if previous.known:
            return previous
        if (on := self._impersonal_before(cue, start)) >= 0:
            return self.where(on, start)  # « Au ministère, on préfère parler de « … » »
        opens = self._opens_sentence(cue, start)
        if cue.form == "gerund" and opens:
            return self.following(cue, end)
        when, owner = self.last_speaker(cue.first)
        if opens and when >= self.paragraph_start(cue.first):
            return Speaker(owner)  # « Et d'ajouter : »
        main = self.main_subject(start, cue.first) if cue.form == "gerund" else -1
        return self.whom(main) if main >= 0 else self.before(cue, start)

    def _impersonal_before(self, cue: Cue, start: int) -> int:
        """The « on » whose verb an infinitive completes; -1 where there is none right before it."""
        row = range(cue.first - 1, max(start, cue.first - _BESIDE) - 1, -1)
        on = next((at for at in row if "impersonal" in self.reading.terms[at].classes), -1)
        return on if on >= 0 and cue.form == "infinitive" and not self.between(on + 1, cue.first) else -1

    def _with(self, at: int, start: int) -> bool:
        return at > start and "with" in self.reading.terms[at - 1].classes

    def _opens_sentence(self, cue: Cue, start: int) -> bool:
        return not any(t.kind in ("word", "phrase") and not t.classes & _BEFORE_GERUND for t in self.reading.terms[start : cue.first])

    def following(self, cue: Cue, end: int) -> Speaker:
        """The main subject after a clause that opens the sentence: « Jugeant que « … », le parti a … »."""
        terms = self.reading.terms
        for at in range(cue.last + 1, min(end, cue.last + _LONG)):
            if "pause" in terms[at].classes and not self.inside[at]:
                for i in self.between(at + 1, min(end, at + _BESIDE)):
                    if self.names.parties[i].first == at + 1 and not self.names.parties[i].governed:
                        return self.whom(i)
        return NOBODY

    def subject_of(self, cue: Cue, start: int, end: int) -> Speaker:
        """The subject of a finite verb, from before or after it."""
        if (answer := self.answered(cue, start, end)) >= 0:
            return self.whom(answer)
        incised = self.incised(cue, start)
        if not incised:
            found = self.before(cue, start)
            return found if found != NOBODY else self.after(cue, end)
        fronted = self.fronted(cue, start)
        if fronted >= 0 and not self._inverts(cue, end):
            return self.whom(fronted)
        if self.object_of(cue, end):
            return self.before(cue, start)
        found = self.after(cue, end) if cue.frame != "judge" or self._after_quotation(cue, start) or self.subject_first else NOBODY
        return found if found != NOBODY or self._after_quotation(cue, start) else self.before(cue, start)

    def answered(self, cue: Cue, start: int, end: int) -> int:
        """« Réplique d'Ana Lima : « … » »: a noun that looks like a verb, whose author follows; -1 where it is none."""
        terms = self.reading.terms
        opens = all(t.kind in ("break", "punctuation") for t in terms[start : cue.first])
        if not opens or cue.last + 1 >= end or "genitive" not in terms[cue.last + 1].classes:
            return -1
        return next((i for i in self.between(cue.last + 1, min(end, cue.last + _BESIDE)) if self._may_speak(i)), -1)

    def agent(self, cue: Cue, end: int) -> Speaker:
        """« annoncé par le maire », « qualifié de « honteux » par le maire »."""
        terms, passed = self.reading.terms, 0
        for at in range(cue.last + 1, min(end, cue.last + _LONG)):
            passed += not self.inside[at]
            if passed > _WHENCE:
                break
            if "by" in terms[at].classes and not self.inside[at]:
                return next((self.whom(i) for i in self.between(at + 1, min(end, at + _BESIDE)) if self._may_speak(i)), NOBODY)
        return NOBODY

    def source(self, cue: Cue, end: int) -> Speaker:
        """« selon X »; « pour X, … » only at the head of a clause."""
        terms = self.reading.terms
        at = cue.last + 1
        held = self.between(cue.first, at)
        if held:
            return self.whom(held[0])  # “in Durand's words”
        if at >= end:
            return NOBODY
        if "relative" in terms[at].classes:
            return self.related(self.between(self.sentence_of(cue.first)[0], cue.first))
        if "disjunctive" in terms[at].classes:
            return self.pronoun(terms[at].key, at, spoken=True)
        doubtful = "perhaps-according" in terms[cue.word].classes
        if doubtful and not (self.listed(at) or "det" in terms[at].classes or "elision" in terms[at].classes):
            return NOBODY  # « Pour composer un gouvernement, … »
        for i in self.between(at, min(end, at + (3 if doubtful else 4))):
            apart = any("pause" in t.classes for t in terms[at : self.names.parties[i].first])
            if apart or (doubtful and not self._heads_clause(cue, i)):
                return NOBODY  # « Selon nos informations, le directeur partira »
            if self.names.parties[i].kind != "pronoun":
                return self.whom(i)
        return NOBODY

    def _heads_clause(self, cue: Cue, i: int) -> bool:
        """« Pour le maire, … »: at the head of a clause, and set off by a comma."""
        terms, last = self.reading.terms, self.names.parties[i].last
        marked = terms[cue.first - 1].kind in ("punctuation", "break") and not self.inside[cue.first - 1]
        opens = self.sentence_of(cue.first)[0] == cue.first or marked
        for j in self.between(last + 1, last + 2):
            last = self.names.parties[j].last if self.names.owners[j] == self.names.owners[i] else last
        if last + 3 < len(terms) and "bracket" in terms[last + 1].classes and "closing-bracket" in terms[last + 3].classes:
            last += 3  # « Pour Ana Lima (PSR), »
        return opens and last + 1 < len(terms) and "pause" in terms[last + 1].classes and self.names.parties[i].kind != "document"

    def _may_speak(self, i: int) -> bool:
        return self.names.parties[i].kind not in ("pronoun", "document")


_BEFORE_GERUND = frozenset(("preposition", "adverb", "with-each", "opens-clause"))
