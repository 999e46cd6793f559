"""Whom a mention means: pronouns, bare nouns and other words for somebody, read by sex, number, kind and nearness."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from itertools import takewhile

from claims.entities import NOBODY, THING, UNTOLD, Entity, Speaker, Wanted, compatible
from claims.incises import Stretch
from claims.marks import Quoted
from claims.names import Names
from claims.parties import Party, Sex
from claims.published import captions
from claims.reading import Reading
from claims.stems import plain

_PARAGRAPH = 5  # sentences of a paragraph in which the person it is about is looked for
_RECENT = 8  # cues
_SUBJECTS = 2  # mentions of a sentence that may be its subject: « Reçu la veille, Yannick … »
_SPOKEN_BACK = 16  # sentences in which the last speaker still is one
_NEAR = 3  # sentences in which the only person named is whom a bare role means
_HELD = 40  # mentions in which a name within another is looked for
_LOOKED = 16  # mentions of a sentence that are looked at
_BACK = 8  # sentences in which a pronoun's person is looked for


class Antecedents:
    """An article's mentions, its sentences and who has spoken so far; says whom a mention means."""

    def __init__(
        self, reading: Reading, names: Names, quoted: Sequence[Quoted], sentences: Sequence[tuple[int, int]], holes: Sequence[Stretch] = ()
    ) -> None:
        """`quoted` are the outer quotations, `sentences` the ranges of terms that cut none of them, `holes` incises inside them."""
        self.reading = reading
        self.names = names
        self.subject_first = bool(reading.lexicon.listed("quotes", "incises", "subject_first"))
        self.sentences = sentences
        self.sentence_starts = [s for s, _ in sentences]
        self.told: dict[int, int] = {}  # the entities that roles have turned out to mean
        self.history: list[tuple[int, int]] = []  # (term, entity) of those who have spoken
        inside = bytearray(len(reading.terms) + 1)
        for q in quoted:
            inside[q.opening : q.closing + 1] = b"\1" * (q.closing + 1 - q.opening)
        for first, stop in holes:
            inside[first:stop] = bytes(stop - first)
        self.inside = inside
        self._unnamed = frozenset(reading.lexicon.listed("names", "people", "unnamed"))
        credited = bytearray(len(reading.terms) + 1)  # who is named under a picture neither speaks nor is spoken of
        for start, end in captions(reading.text):
            credited[reading.at(start) : reading.at(end - 1) + 1] = b"\1" * (reading.at(end - 1) + 1 - reading.at(start))
        self.outer = [i for i, p in enumerate(names.parties) if not (p.inner or inside[p.first] or credited[p.first])]
        self.outer_firsts = [names.parties[i].first for i in self.outer]
        self.meant = [i for i in self.outer if names.owners[i] >= 0 and not self._outlet(i)]
        self.meant_firsts = [names.parties[i].first for i in self.meant]

    def sentence_of(self, at: int) -> tuple[int, int]:
        """The sentence (quotations never cut) that a term stands in."""
        return self.sentences[max(0, bisect_right(self.sentence_starts, at) - 1)] if self.sentences else (0, 0)

    def between(self, start: int, end: int) -> list[int]:
        """Mentions outside quotations that begin in a half-open range of terms."""
        return self.outer[bisect_left(self.outer_firsts, start) : bisect_left(self.outer_firsts, end)]

    def owner(self, i: int) -> int:
        """The entity of a mention, by what has been told of it so far."""
        return self.told.get(i, self.names.owners[i])

    def listed(self, at: int) -> bool:
        """Whether a mention begins at a term."""
        place = bisect_left(self.outer_firsts, at)
        return place < len(self.outer_firsts) and self.outer_firsts[place] == at

    def spoke(self, at: int, entity: int) -> None:
        """Remember that an entity speaks at a term."""
        insort(self.history, (at, entity))

    def last_speaker(self, at: int) -> tuple[int, int]:
        """The term and entity of the last one who spoke before a term; -1 where nobody did."""
        place = bisect_left(self.history, (at, -1))
        return self.history[place - 1] if place else (-1, -1)

    def whom(self, i: int) -> Speaker:
        """The speaker that a mention means."""
        p, owner = self.names.parties[i], self.names.owners[i]
        if p.kind == "role" and any("another" in t.classes for t in self.reading.terms[p.first : p.last + 1]):
            return Speaker(-1, p.first, p.last)  # « une autre passagère » is nobody told before
        if p.kind == "role" and p.definite and p.head in self._unnamed and (told := self._told_before(i)) >= 0:
            q = self.names.parties[told]
            return Speaker(-1, q.first, q.last)  # « selon une source judiciaire », then « a ajouté cette source »
        if owner < 0 and p.kind == "pronoun":
            if (role := self._office_before(p)) is not None:
                return Speaker(-1, role.first, role.last)
            found = self.pronoun(p.head, p.first, spoken=False)
            return Speaker(found.entity, p.first, p.last) if found.entity >= 0 else UNTOLD
        if p.kind == "role" and p.definite and owner >= 0 and self.names.entities[owner].kind == "role":
            person = self._elegant(i)
            owner = person if person >= 0 else owner
            self.told[i] = owner
        if p.kind == "body" and p.definite and owner >= 0 and self._by_another_word(i):
            body = self.antecedent(Wanted("", p.plural, False, "body", p.head), p.first, spoken=True)
            owner = body if body >= 0 else owner
        if p.kind == "body" and p.definite and not p.governed and self._bare(p) and not self._of_a_field(p):
            own = self._subject_since(
                Wanted("", p.plural, False, "body", p.head), self.paragraph_start(p.first), p.first, self._place(p.first)
            )
            owner = own if own >= 0 else owner
        if (
            p.kind == "document"
            and (owner < 0 or len(p.words) == 1)
            and any("mouthpiece" in t.classes for t in self.reading.terms[p.first : p.last + 1])
        ):
            when, who = self.last_speaker(p.first)
            if when < self.paragraph_start(p.first) and (whose := self._issuer(p)) >= 0:
                return Speaker(whose, p.first, p.last)
            return Speaker(who if when >= self.paragraph_start(p.first) else owner, p.first, p.last)
        if owner < 0 and p.kind == "body" and self._of_a_field(p):
            return Speaker(-1, p.first, p.last)
        if owner < 0 and p.kind != "vague":
            # « l'instance » may be « le bureau »: only a person's noun must agree in sex
            human = p.kind == "role"
            owner = self.antecedent(
                Wanted(p.sex if human else "", p.plural, human, p.kind, p.head, p.words if human else ()), p.first, spoken=True
            )
        return Speaker(owner, p.first, p.last)

    def _told_before(self, i: int) -> int:
        """The last mention before one that has its head and is none of somebody known; -1 where there is none."""
        head, place = self.names.parties[i].head, bisect_left(self.outer, i)
        return next(
            (j for j in reversed(self.outer[:place]) if self.names.parties[j].head == head and not self.names.parties[j].definite), -1
        )

    def _office_before(self, p: Party) -> Party | None:
        """« Le Premier ministre a pris acte : il se dit… »: a role whose bearer this article does not name, by which the sentence begins."""
        first = next((i for i in self.between(self.sentence_of(p.first)[0], p.first) if not self.names.parties[i].governed), -1)
        role = self.names.parties[first] if first >= 0 else None
        sex = str(self.reading.lexicon.value(p.head, "pronoun") or "")[:1]
        if role is None or role.kind != "role" or role.plural or p.plural or not role.definite or self.names.owners[first] >= 0:
            return None
        return role if sex in ("m", "f") and role.sex in ("", sex) else None

    def _issuer(self, p: Party) -> int:
        """Whose « communiqué » it is where the sentence is about somebody: “Skylodge takes it “seriously”, according to a statement”."""
        start = self.sentence_of(p.first)[0]
        first = next((i for i in self.between(start, p.first) if not self.names.parties[i].governed), -1)
        owner = self.names.owners[first] if first >= 0 else -1
        return owner if owner >= 0 and self.names.entities[owner].named else -1

    def _bare(self, p: Party) -> bool:
        """Whether a noun says what something is and not which: « le groupe », « le groupe montréalais »."""
        row = self.reading.terms[p.first : p.last + 1]
        return any("anaphor" in t.classes for t in row) and not any(self.reading.text[t.start].isupper() for t in row[1:])

    def _of_a_field(self, p: Party) -> bool:
        """Whether a word says what a body is for: « le service météorologique » is no other body named before."""
        return any("field" in t.classes for t in self.reading.terms[p.first : p.last + 1])

    def _by_another_word(self, i: int) -> bool:
        """« le géant de l'informatique »: a body that the article has not named by these words before."""
        p, entity = self.names.parties[i], self.names.entities[self.names.owners[i]]
        row = self.reading.terms[p.first : p.last + 1]
        return entity.kind == "body" and not entity.acronym and any("epithet" in t.classes and "body" in t.classes for t in row)

    def _elegant(self, i: int) -> int:
        """« estime le député de Seine-et-Marne »: a role that no name stands beside is another word for whoever has just spoken."""
        p = self.names.parties[i]
        start = self.paragraph_start(p.first)
        when, who = self.last_speaker(p.first)
        if p.plural or self._nationality(p):
            return -1
        subject = self._subject_since(Wanted(p.sex, False, True, "role", p.head, p.words), max(when, start), p.first, self._place(p.first))
        if subject >= 0 and self._person(subject, p):
            return subject
        row = self.reading.terms[p.first : p.last + 1]
        bare = all(t.classes & _BARE or w == p.head for t, w in zip(row, (plain(t.key) for t in row), strict=True))
        lately = when >= self.paragraph_start(max(0, start - 1)) and (bare or any("epithet" in t.classes for t in row))
        if lately and self._person(who, p):
            return who
        return self._only_person(p) if bare or any("epithet" in t.classes for t in row) else -1

    def _place(self, at: int) -> int:
        """The number of the sentence that a term stands in."""
        return max(0, bisect_right(self.sentence_starts, at) - 1)

    def _person(self, owner: int, p: Party) -> bool:
        return (
            owner >= 0
            and self.names.entities[owner].kind == "person"
            and self._matches(owner, Wanted(p.sex, False, True, "role", p.head, p.words))
        )

    def _only_person(self, p: Party) -> int:
        """The one person named in the last sentences whom a bare role can mean; -1 where there are several."""
        place = max(0, bisect_right(self.sentence_starts, p.first) - 1)
        start = self.sentence_starts[max(0, place - _NEAR)]
        owners = {self.names.owners[i] for i in self.between(start, p.first) if not self.names.parties[i].governed}
        persons = [owner for owner in owners if self._person(owner, p)]
        return persons[0] if len(persons) == 1 else -1

    def _nationality(self, p: Party) -> bool:
        row = self.reading.terms[p.first : p.last + 1]
        return any("adjective" in t.classes and not t.classes & _NOT_TELLING for t in row)

    def paragraph_start(self, at: int) -> int:
        """The first term of a term's paragraph."""
        return self.reading.paragraph_of(at)[0]

    def pronoun(self, key: str, at: int, *, spoken: bool, goes_on: bool = False) -> Speaker:
        """Whom a pronoun stands for; « on » and « it is said » stand for nobody in particular."""
        value = str(self.reading.lexicon.value(key, "pronoun") or self.reading.lexicon.value(key, "disjunctive") or "")
        if value[:1] not in ("m", "f", "p", "t"):
            return NOBODY
        sex: Sex = "m" if value[:1] == "m" else "f" if value[:1] == "f" else ""
        plural = value.endswith("p")
        human = bool(self.reading.lexicon.listed("names", "pronouns", "sexed")) and not plural and bool(sex)
        if value[1:2] == "l":
            return Speaker(self.latest(sex, plural, at))
        kind = THING if value == THING else ""
        return Speaker(self.antecedent(Wanted(sex, plural, human, kind), at, spoken=spoken, goes_on=goes_on))

    def latest(self, sex: Sex, plural: bool, at: int) -> int:
        """« cette dernière »: the last one mentioned before a term, whatever its part in the sentence."""
        place = max(0, bisect_right(self.sentence_starts, at) - 1)
        for i in reversed(self.between(self.sentence_starts[max(0, place - 1)], at)):
            owner = self.names.owners[i]
            if owner >= 0 and not self._outlet(i) and compatible(self.names.entities[owner], Wanted(sex, plural, not plural, "")):
                return owner
        return -1

    def antecedent(self, wanted: Wanted, at: int, *, spoken: bool, goes_on: bool = False) -> int:
        """The last compatible speaker (for an incise), else the first compatible free mention of the nearest sentence before."""
        place = max(0, bisect_right(self.sentence_starts, at) - 1)
        if spoken:
            owner = self._spoken(wanted, at, place, goes_on)
            if owner >= 0:
                return owner
        near = self._near(at, place)
        if wanted.kind == "body" and (named := self._just_named(wanted, place, at)) >= 0:
            return named
        if (just := self._just_spoke(wanted, near, at, place)) >= 0:
            return just
        passes = ((True, True), (False, True), (True, False)) if wanted.kind == "role" else ((True, True), (True, False), (False, True))
        for free, sure in passes:
            for i in near:
                if not (free and self.names.parties[i].governed) and not self._vague(i, wanted) and self._fits(i, wanted, sure):
                    return self.owner(i)
        vague = next((i for i in near if self._vague(i, wanted) and self._fits(i, wanted, False)), -1)
        if vague >= 0:
            return self.owner(vague)
        return self._held(wanted, at, place) if wanted.kind == "body" else -1

    def _just_spoke(self, wanted: Wanted, near: Sequence[int], at: int, place: int) -> int:
        """« Pour Ana Lima, c'est « une défaite ». « … », dit-elle »: who spoke in the sentence before, where nobody else is its subject."""
        start = self.sentence_starts[max(0, place - 1)]
        when, who = self.last_speaker(at)
        if wanted.kind or when < start or not self._matches(who, wanted):
            return -1
        recent = [i for i in near if self.names.parties[i].first >= start and not self.names.parties[i].governed]
        return -1 if any(self._fits(i, wanted, False) for i in recent) else who

    def _just_named(self, wanted: Wanted, place: int, at: int) -> int:
        """« une panne de Nuagia. « … », écrit le groupe »: the one body that the sentence before names, whatever it depends on there."""
        start, end = self.sentences[max(0, place - 1)]
        named = {
            self.owner(i)
            for i in self.between(start, min(end, at))
            if self.owner(i) >= 0 and self.names.entities[self.owner(i)].named and self._fits(i, wanted, False)
        }
        return named.pop() if len(named) == 1 else -1

    def _near(self, at: int, place: int) -> list[int]:
        """The mentions that may be meant at a term: those of its sentence in reading order, then those of the sentence before…"""
        near: list[int] = []
        stop = bisect_left(self.meant_firsts, at)
        for n in range(place, max(-1, place - _BACK), -1):
            start = bisect_left(self.meant_firsts, self.sentences[n][0], 0, stop)
            near += self.meant[start : min(stop, start + _LOOKED)]
            stop = start
        return near

    def _held(self, wanted: Wanted, at: int, place: int) -> int:
        """The last name that stands within another mention: « un porte-parole de Nuagia » names the company."""
        parties, oldest = self.names.parties, self.sentence_starts[max(0, place - _NEAR)]
        end = bisect_left(self.names.firsts, at)
        for i in range(end - 1, max(-1, end - _HELD), -1):
            if parties[i].first < oldest:
                break
            if (
                parties[i].inner
                and parties[i].kind == "proper"
                and self._holder(i) in ("role", "document")
                and not self.inside[parties[i].first]
            ):
                owner = self.names.owners[i]
                if owner >= 0 and self.names.entities[owner].kind in ("proper", "name") and compatible(self.names.entities[owner], wanted):
                    return owner
        return -1

    def _holder(self, i: int) -> str:
        """The kind of the mention that an inner one stands in."""
        while i > 0 and self.names.parties[i].inner:
            i -= 1
        return self.names.parties[i].kind

    def _fits(self, i: int, wanted: Wanted, sure: bool) -> bool:
        """Whether a mention's owner can be meant; a name of which it is not sure that it is a person's only where nothing else fits."""
        owner = self.owner(i)
        if owner < 0:
            return False
        entity = self.names.entities[owner]
        if wanted.kind == THING and entity.kind == "proper":
            return self._acts(i)
        if entity.kind == "proper" and " " in entity.name and wanted.kind != "body" and self._has_spoken(owner):
            return self._matches(owner, wanted)
        if entity.kind == "proper" and (sure or not (self._acts(i) or (wanted.kind != "body" and " " in entity.name))):
            return False
        return self._matches(owner, wanted)

    def _has_spoken(self, owner: int) -> bool:
        return any(who == owner for _, who in self.history[-_RECENT:])

    def _vague(self, i: int, wanted: Wanted) -> bool:
        """« un ancien président »: whoever it is, a definite mention is rather meant."""
        p = self.names.parties[i]
        return not wanted.plural and p.kind == "role" and not p.definite and self.names.entities[self.names.owners[i]].kind == "role"

    def _matches(self, owner: int, wanted: Wanted) -> bool:
        """Whether an entity can be meant; « la juridiction » is « la cour », whatever else the two nouns are."""
        entity = self.names.entities[owner]
        if wanted.words and self._of_another_office(entity, wanted):
            return False
        if self.reading.lexicon.words.get(wanted.head, {}).get("press") is None and wanted.kind == "body" and self._press(entity):
            return False
        kin = self.reading.lexicon.listed("names", "kin", wanted.head)
        if entity.kind == "body" and any(word in kin for words in entity.role_words[:1] for word in words):
            return True
        return compatible(entity, wanted)

    def _of_another_office(self, entity: Entity, wanted: Wanted) -> bool:
        """Whether a role is of an office that the person who holds another cannot hold as well: « le préfet » is not « le maire »."""
        alone = self.reading.lexicon.listed("names", "people", "exclusive")
        held = {word for words in entity.role_words for word in words if word in alone}
        return wanted.head in alone and bool(held) and wanted.head not in held

    def _press(self, entity: Entity) -> bool:
        """Whether an entity is a newspaper: it is « le quotidien », not « la plateforme »."""
        known = self.reading.lexicon.words
        return any("press" in known.get(word, ()) for words in entity.role_words for word in words)

    def _acts(self, i: int) -> bool:
        """Whether a word that looks like a verb follows a name: « Netlane apologised », unlike « Cambriolage au Louvre »."""
        p, terms = self.names.parties[i], self.reading.terms
        after = terms[p.last + 1] if p.last + 1 < len(terms) else None
        if after is None or p.governed or after.kind != "word" or after.classes & _NO_VERB:
            return False
        endings = tuple(self.reading.lexicon.listed("names", "people", "verb_endings"))
        return bool(after.classes & _VERB) or after.key.endswith(endings)

    def _spoken(self, wanted: Wanted, at: int, place: int, goes_on: bool) -> int:
        """The last compatible speaker, unless the sentence before is about a person named since then."""
        oldest = self.sentence_starts[max(0, place - _SPOKEN_BACK)] if self.sentence_starts else 0
        for said in range(bisect_left(self.history, (at, -1)) - 1, -1, -1):
            when, owner = self.history[said]
            if when < oldest:
                break
            if self._matches(owner, wanted):
                newer = -1 if goes_on else self._subject_since(wanted, when, at, place)
                return newer if newer >= 0 else owner
        return -1

    def _subject_since(self, wanted: Wanted, when: int, at: int, place: int) -> int:
        """The person by whom this sentence or one before it in its paragraph begins, where it was named after a term; else -1."""
        for n in range(place, max(-1, place - _PARAGRAPH), -1):
            if self.sentences[n][1] <= when or (self.sentences[n][0] < self.paragraph_start(at) and n != place):
                break
            start, end = self.sentences[n]
            free = [i for i in self.between(max(start, when), min(end, at)) if not self.names.parties[i].governed][:_SUBJECTS]
            for i in takewhile(lambda i: self.names.parties[i].kind != "pronoun", free):
                owner = self.owner(i)
                early = n != place or wanted.kind or any(self.inside[self.names.parties[i].last + 1 : at])
                if owner >= 0 and early and self._newer(i, wanted):
                    return owner
        return -1

    def told_of_since(self, when: int, at: int) -> int:
        """The person whom the sentence before a quotation is about, where it begins after a term: « Sa présidente, Ana Lima, a reçu dix proches. « … » »."""
        start, end = self.sentences[max(0, self._place(at) - 1)]
        first = next((i for i in self.between(start, min(end, at)) if not self.names.parties[i].governed), -1)
        owner = self.owner(first) if first >= 0 and start > when and self.names.parties[first].kind != "pronoun" else -1
        told = self.names.entities[owner] if owner >= 0 else None
        return owner if told is not None and told.kind == "person" and " " in told.name else -1

    def _newer(self, i: int, wanted: Wanted) -> bool:
        """Whether a sentence's first mention may be meant before whoever spoke last: a person, or a name that does something."""
        kind = self.names.entities[self.owner(i)].kind
        if wanted.kind in ("body", THING):
            return kind in ("proper", "name", "body") and (self._acts(i) or self.opens(i)) and self._fits(i, wanted, False)
        p = self.names.parties[i]
        article = "indefinite" in self.reading.terms[p.first].classes  # "A colleague was blunter."
        somebody = kind == "role" and article and not (p.definite or p.plural or wanted.plural) and self.opens(i)
        return (kind == "person" and self._fits(i, wanted, True)) or (somebody and self._matches(self.owner(i), wanted))

    def opens(self, i: int) -> bool:
        """Whether a mention opens its sentence, and depends on no preposition."""
        p = self.names.parties[i]
        start = self.sentence_of(p.first)[0]
        return not p.governed and (
            p.first == start or (p.first == start + 1 and self.reading.terms[start].kind in ("break", "punctuation"))
        )

    def _outlet(self, i: int) -> bool:
        """Whether a mention is a press agency or a channel, which tells and is not told of, or stands in brackets."""
        first, terms = self.names.parties[i].first, self.reading.terms
        named = terms[first : self.names.parties[i].last + 1]
        return any("outlet" in t.classes for t in named[:3]) or (first > 0 and "bracket" in terms[first - 1].classes)


_NOT_TELLING = frozenset(("ordinal-word", "role"))
_BARE = frozenset(("det", "elision", "hyphen", "ordinal-word", "qualifier", "role"))
_VERB = frozenset(("being", "speech-auxiliary", "say-finite", "judge-finite", "deny-finite", "negation", "reflexive"))
_NO_VERB = frozenset(("preposition", "det", "adverb", "with-each", "genitive", "weekday", "relative", "role", "body", "first"))
