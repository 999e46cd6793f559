"""The subject of a verb of speech: before it, past appositions and asides of any length, or behind it where it is inverted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from claims.antecedents import Antecedents
from claims.cues import LIGHT, Cue
from claims.entities import NOBODY, UNTOLD, Speaker, Wanted, compatible
from claims.parties import Sex

_AFTER = 14  # terms in which an inverted subject is looked for
_BESIDE = 6  # the same where a language puts nothing between
_SEGMENTS = 12  # commas that a subject may stand before its verb
_NEAR = 3  # sentences in which the only person named is whom a noun means


class Subjects(Antecedents):
    """An article's mentions and sentences; finds the subject of a verb of speech."""

    def incised(self, cue: Cue, start: int) -> bool:
        """Whether the verb opens an incise: it stands after a comma, a closing mark or a dash, or opens the sentence."""
        at = self._back(cue, start)
        if at < start:
            return True
        term = self.reading.terms[at]
        return (
            bool(self.inside[at]) or "pause" in term.classes or "dash-mark" in term.classes or term.classes & _FREE_INVERSION != frozenset()
        )

    def _back(self, cue: Cue, start: int) -> int:
        """The term before the verb and the light words that belong to it."""
        at = cue.first - 1
        while at >= start and self.reading.terms[at].classes & LIGHT:
            at -= 1
        return at

    def _after_quotation(self, cue: Cue, start: int) -> bool:
        at = self._back(cue, start)
        while at > start and "pause" in self.reading.terms[at].classes:
            at -= 1
        return at >= start and bool(self.inside[at])

    def _inverts(self, cue: Cue, end: int) -> bool:
        """« , a dit le maire, »: somebody stands right behind a verb that takes no object, and nothing of a clause behind him."""
        terms = self.reading.terms
        if cue.frame != "say" or terms[cue.word].classes & _ADDRESSING:
            return False
        at = cue.last + 1
        while at < end and terms[at].classes & LIGHT:
            at += 1
        for i in self.between(cue.last + 1, min(end, at + 2)):
            p = self.names.parties[i]
            free = not p.governed and p.kind != "pronoun" and not self.inside[min(p.last + 1, len(self.reading.terms) - 1)]
            return free and (p.last + 1 >= end or terms[p.last + 1].kind != "word" or bool(terms[p.last + 1].classes & _CLOSING))
        return False

    def joined(self, cue: Cue, start: int) -> bool:
        """Whether the verb is joined to the one before it: « and added »."""
        if cue.first > start and self.reading.terms[cue.first - 1].classes & _SPEAKING:
            return True  # « elle confie avoir lu »
        at = self._back(cue, start + 1)
        return at > start and "with-each" in self.reading.terms[at].classes

    def before(self, cue: Cue, start: int) -> Speaker:
        """The subject before the verb: the nearest free mention, but segments set off by commas are passed over."""
        terms = self.reading.terms
        at = cue.first - 1
        while at >= start and terms[at].classes & LIGHT and "pause" not in terms[at].classes:
            at -= 1
        if at >= start and "relative-subject" in terms[at].classes:
            return self.related(self.between(start, at))
        if at > start and "with-each" in terms[at].classes and "pause" in terms[at - 1].classes:
            main = self.main_subject(start, at)
            if main >= 0:
                return self.whom(main)  # « Le tableau affiche « … », et précise »
        if at >= start and not self._closes(at):
            first = at
            while first >= start and not terms[first].classes & _BOUNDARY and not self.inside[first]:
                first -= 1
            free = [i for i in self.between(first + 1, at + 1) if self._subject(i, first + 1, cue.first)]
            if free:
                return self.whom(free[0 if "with-each" in terms[at].classes else -1])
            if "impersonal" in terms[at].classes:
                return self.where(first + 1, start)
            unlisted = self.unlisted(first + 1, at)
            if unlisted != NOBODY:
                return unlisted
            at = first
        found = self.chain(at, start, cue.first)
        return self.whom(found[0]) if found else NOBODY

    def main_subject(self, start: int, stop: int) -> int:
        """The mention that a verb stands right behind, the last one of a stretch; -1 where none does: « il avait quitté Rome en disant »."""
        terms = self.reading.terms
        for at in range(stop - 1, start - 1, -1):
            if terms[at].classes & _HARD:
                start = at + 1
                break
        for i in reversed(self.between(start, stop)):
            p = self.names.parties[i]
            after = terms[p.last + 1] if p.last + 1 < stop else None
            acts = after is not None and "preposition" not in after.classes and (bool(after.classes & _ACTING) or self._acts(i))
            if not p.governed and acts:
                return i
        return -1

    def where(self, at: int, start: int) -> Speaker:
        """« À la mairie, on assure que »: those who speak are where the sentence begins."""
        places = self.between(start, at)
        return self.whom(places[0]) if places and self.names.parties[places[0]].governed else UNTOLD

    def fronted(self, cue: Cue, start: int) -> int:
        """The mention set off by commas that is the verb's subject: « Jean Petit, le maire, un ancien juge, a … »; -1 where none is."""
        at = self._back(cue, start)
        if at < start or "pause" not in self.reading.terms[at].classes:
            return -1
        found = self.chain(at, start, cue.first)
        return found[0] if found and found[1] else -1

    def chain(self, at: int, start: int, verb: int) -> tuple[int, bool] | None:
        """The head of the segments between commas before a verb, appositions and asides left out, and whether it fills its segment."""
        heads: list[tuple[int, bool]] = []
        loose: tuple[int, bool] | None = None
        for first, stop in self._segments(at, start):
            free = [i for i in self.between(first, stop) if self._subject(i, first, verb)]
            place = next((i for i in free if self.names.parties[i].first == first), -1)
            ends = next((i for i in free if self.names.parties[i].last == stop - 1), -1)
            if place >= 0:
                relative = ends > place and any(t.classes & _PAIRED for t in self.reading.terms[first:stop])
                if ends > place and not relative and self._told_of_another(place, ends):
                    heads.append((place, True))  # « Ana Lima, president of the group Rivages, said »
                    continue
                if ends > place and not relative:
                    heads.append((ends, True))
                    if self.names.owners[ends] == self.names.owners[place]:
                        continue
                    break
                told = ends != place and self._told(self.names.parties[place].last + 1, stop)
                if not (heads and told):
                    heads.append((place, not told and (ends == place or self._set_off(place))))
                if told:
                    break
            elif self._aside(first, stop):
                continue
            elif ends >= 0:
                heads.append((ends, True))
                break
            elif free and not heads:
                loose = loose or (free[0], False)
        return self._best(heads) or loose

    def _told_of_another(self, place: int, ends: int) -> bool:
        """Whether a role is that of somebody named, and not of the name at the end of its segment."""
        owner = self.names.owners[place]
        return (
            self.names.parties[place].kind == "role"
            and owner >= 0
            and self.names.entities[owner].named
            and owner != self.names.owners[ends]
        )

    def _set_off(self, i: int) -> bool:
        """Whether what follows a mention may belong to it: « Jean Petit (SNB) », « le maire de », unlike « Fraîchement élu »."""
        p = self.names.parties[i]
        return p.kind not in ("person", "proper") or bool(self.reading.terms[p.last + 1].classes & _BELONGING)

    def _best(self, heads: list[tuple[int, bool]]) -> tuple[int, bool] | None:
        """Of appositions, the name; else the first."""
        if not heads:
            return None
        named = [h for h in reversed(heads) if self.names.parties[h[0]].kind in ("person", "proper") and h[1]]
        return named[0] if named else heads[-1]

    def _segments(self, at: int, start: int) -> Iterator[tuple[int, int]]:
        """The stretches between commas, backwards from a comma."""
        terms = self.reading.terms
        for _ in range(_SEGMENTS):
            if at < start:
                return
            if "closing-bracket" in terms[at].classes:
                at = self._opening(at, start)
            stop = at
            at -= 1
            while at >= start and not terms[at].classes & _BOUNDARY and not self.inside[at]:
                at -= 1
            if at + 1 < stop:
                yield at + 1, stop
            if at >= start and (self.inside[at] or terms[at].classes & _HARD):
                return

    def _closes(self, at: int) -> bool:
        return bool(self.reading.terms[at].classes & _CLOSES)

    def _opening(self, at: int, start: int) -> int:
        """The bracket that a closing bracket closes."""
        for place in range(at, start - 1, -1):
            if "bracket" in self.reading.terms[place].classes:
                return place
        return at

    def _told(self, first: int, stop: int) -> bool:
        """Whether a stretch holds a verb of its own, and not only those of a relative clause that it begins with."""
        terms = self.reading.terms
        return not terms[first].classes & _WITHIN and any(t.classes & _FINITE for t in terms[first:stop])

    def related(self, places: Sequence[int]) -> Speaker:
        """What a relative clause is about: the mention before it, or the one that this mention depends on (« l'autorité du Royaume-Uni, qui »)."""
        if not places:
            return NOBODY
        place = len(places) - 1
        if place and self._reappointed(places[place - 1], places[place]):
            return self.whom(places[place - 1])
        while place and self.names.parties[places[place]].kind == "proper" and self.names.parties[places[place]].governed:
            p, q = self.names.parties[places[place - 1]], self.names.parties[places[place]]
            if any(t.classes & _BOUNDARY for t in self.reading.terms[p.last + 1 : q.first]):
                break
            place -= 1
        return self.whom(places[place])

    def _reappointed(self, i: int, j: int) -> bool:
        """“Ana Lima, renamed as interior minister, who”: a role within an aside to a name."""
        p, q, terms = self.names.parties[i], self.names.parties[j], self.reading.terms
        gap = terms[p.last + 1 : q.first]
        aside = 1 < len(gap) <= _BESIDE and "pause" in gap[0].classes and not any(t.classes & _BOUNDARY for t in gap[1:])
        return aside and p.kind == "person" and q.kind == "role" and q.governed

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

    def object_of(self, cue: Cue, end: int) -> bool:
        """Whether what stands right behind the verb goes on in a quotation, and is no subject: « …, évoque un calendrier « de trois jours » »."""
        terms, at = self.reading.terms, cue.last + 1
        while at < min(end, cue.last + _BESIDE) and terms[at].kind in ("word", "phrase") and not self.inside[at]:
            at += 1
        plain = at == cue.last + 3 or (at == cue.last + 4 and "genitive" in terms[at - 1].classes)
        return not self.subject_first and plain and "det" in terms[cue.last + 1].classes and self._opens_quotation(at)

    def _opens_quotation(self, at: int) -> bool:
        return bool(self.inside[at]) and self.reading.terms[at].kind == "punctuation" and "pause" not in self.reading.terms[at].classes

    def after(self, cue: Cue, end: int) -> Speaker:
        """The subject after an inverted verb, past adverbs, days and circumstances."""
        terms = self.reading.terms
        if self.subject_first and terms[cue.word].classes & _ADDRESSING:
            return NOBODY
        stop = min(end, cue.last + (_BESIDE if self.subject_first else _AFTER))
        at = cue.last + 1
        while at < stop and not self.inside[at] and not terms[at].classes & _STOPS:
            at += 1
        mentions = self.between(cue.last + 1, at)
        for i in mentions:
            p = self.names.parties[i]
            if self.subject_first and p.kind == "role" and any(self.names.parties[j].first == p.last + 1 for j in mentions):
                continue  # "said coach driver Derek Ashby"
            if not p.governed and p.kind != "pronoun" and not (self.subject_first and self._goes_on(p.last + 1)):
                return self.whom(i)
        return self._unlisted_after(cue.last + 1, at)

    def _unlisted_after(self, at: int, stop: int) -> Speaker:
        """« …, raconte la nageuse »: a noun right behind the verb that no list holds."""
        terms = self.reading.terms
        while at < stop and terms[at].classes & LIGHT and "det" not in terms[at].classes:
            at += 1
        noun = at + 1
        row = terms[at : at + 6]
        if len(row) == 6 and "det" in row[0].classes and row[1].number is not None and "old-word" in row[5].classes:
            return Speaker(self.person_for(at, ""), at, at + 5)  # "said the 34-year-old"
        while self.subject_first and noun + 1 < stop and "one" in terms[at].classes and self._goes_on(noun + 1):
            noun += 1  # "said one London market underwriter"
        if self.subject_first and self._goes_on(noun + 1):
            return NOBODY
        while noun < stop and (terms[noun].classes & _BEFORE_NOUN or "elision" in terms[noun].classes):
            noun += 1
        if noun > at + 1 and (noun >= stop or terms[noun].kind != "word"):
            noun -= 1  # « …, soupire un autre. »
        return self.unlisted(at, noun) if noun < stop else NOBODY

    def unlisted(self, first: int, last: int) -> Speaker:
        """A noun that no list holds, as the last word of a stretch: « un skieur », « la nageuse »; UNTOLD where it may be no person."""
        terms = self.reading.terms
        at = next((n for n in range(last - 1, max(first, last - 4) - 1, -1) if terms[n].classes & _DETERMINING), -1)
        noun = terms[last]
        if (
            at < 0
            or noun.kind != "word"
            or ("no-name" in noun.classes and not noun.classes & _BEFORE_NOUN)
            or any(t.kind not in ("word", "punctuation") for t in terms[at:last])
        ):
            return NOBODY
        if terms[at].classes & _INDEFINITE:
            return Speaker(-1, at, last)
        if not self.human(noun.key):
            return UNTOLD
        return Speaker(self.person_for(at, str(self.reading.lexicon.value(terms[at].key, "det"))), at, last)

    def _goes_on(self, at: int) -> bool:
        """Whether a word follows that makes a mention the subject of a clause of its own: “, said his party wanted change”."""
        terms = self.reading.terms
        return at < len(terms) and terms[at].kind == "word" and not terms[at].classes & _CLOSING

    def human(self, noun: str) -> bool:
        """Whether a noun ends as those that mean somebody do."""
        return noun.endswith(tuple(self.reading.lexicon.listed("names", "people", "endings")))

    def person_for(self, at: int, det: str) -> int:
        """Whom a definite noun of a human being means that no list holds (« la nageuse »); -1 where that cannot be told."""
        sex: Sex = "m" if det == "m" else "f" if det == "f" else ""
        wanted = Wanted(sex, False, True, "role")
        when, who = self.last_speaker(at)
        start = self.paragraph_start(max(0, self.paragraph_start(at) - 1))
        if when >= start and self.names.entities[who].kind == "person" and compatible(self.names.entities[who], wanted):
            return who
        place = max(0, bisect_right(self.sentence_starts, at) - 1)
        owners = {self.names.owners[i] for i in self.between(self.sentence_starts[max(0, place - _NEAR)], at)}
        persons = [o for o in owners if o >= 0 and self.names.entities[o].human and self.names.entities[o].named]
        fits = [o for o in persons if compatible(self.names.entities[o], wanted)]
        return fits[0] if len(fits) == 1 else -1


_BOUNDARY = frozenset(("pause", "colon", "closing-bracket", "semicolon", "dash-mark"))
_DETERMINING = frozenset(("det", "one"))
_INDEFINITE = frozenset(("indefinite", "one"))
_HARD = frozenset(("semicolon",))
_CLOSES = frozenset(("pause", "closing-bracket", "dash-mark"))
_STOPS = frozenset(("colon", "semicolon", "that", "relative", "closing-bracket", "bracket"))
_CLOSING = frozenset(("preposition", "weekday", "relative", "relative-day", "adverb", "role", "first"))
_ASIDE = frozenset(("relative", "preposition", "genitive", "say-gerund", "judge-gerund", "adverb", "weekday", "aside"))
_WITHIN = frozenset(("relative", "aside", "bracket"))
_FINITE = frozenset(("being", "speech-auxiliary", "say-finite", "judge-finite", "deny-finite"))
_SPEAKING = frozenset(("say-finite", "judge-finite", "deny-finite"))
_ACTING = frozenset(("being", "speech-auxiliary", "say-finite", "judge-finite", "deny-finite", "negation", "reflexive", "object-pronoun"))
_ADDRESSING = frozenset(("addressing",))
_PAIRED = frozenset(("relative", "with-each"))
_BELONGING = frozenset(("relative", "aside", "bracket", "preposition", "genitive", "number"))
_BEFORE_NOUN = frozenset(("adjective", "ordinal-word"))
_FREE_INVERSION = frozenset(("inverting",))
