"""The people and bodies of one article: which mentions are the same one, and the fullest name that the article gives it.

A role standing beside a name is bound to it (« la procureure de Paris, Laure Beccuau »), an acronym in brackets to what
stands before it; surnames, titles, roles and acronyms are then read as the name they were bound to. Where two people
share a surname nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from claims.entities import Entity, other_office
from claims.parties import QUALIFIER, VERBAL, Party, in_capitals, like_a_person, may_be, parties, starts, within_name
from claims.reading import Reading
from claims.terms import Term

_REACH = 12  # terms between a long name and its acronym
_PERSONS = 8  # persons most often named, of whom one may be « l'ancien ministre »
_OFTEN = 3  # mentions of the person whom an article is about
_NEAR = 12  # mentions of one noun that a bare one may refer to
_MANY = 60  # the same for a noun with its complement
_ACRONYM_REACH = 5  # mentions that a long name may seem to hold


class Names(Struct, frozen=True):
    """Mentions in reading order, and for each the index of its entity (-1 where only the context can tell: pronouns, « la magistrate »)."""

    parties: tuple[Party, ...]
    entities: tuple[Entity, ...]
    owners: tuple[int, ...]
    firsts: tuple[int, ...]


def names(reading: Reading) -> Names:
    """Find who is named in a text. Never fails; a text without names gives an empty table."""
    table = _Table(reading, parties(reading))
    table.settle()
    return Names(tuple(table.parties), tuple(table.entities), tuple(table.owners), starts(table.parties))


class _Table:
    """The entities while they are being told apart, from the surest to the least sure."""

    def __init__(self, reading: Reading, found: Sequence[Party]) -> None:
        self.reading = reading
        self.parties = list(found)
        self.entities: list[Entity] = []
        self.owners = [-1] * len(found)
        self.known: dict[tuple[str, ...], int] = {}
        self.shorter: dict[tuple[str, ...], set[int]] = {}
        self.same: dict[int, int] = {}
        self.heads: dict[str, list[tuple[int, int]]] = {}

    def settle(self) -> None:
        """Full names, then surnames, then roles beside names, then roles alone, then acronyms."""
        outer = [i for i, p in enumerate(self.parties) if not p.inner]
        self.settle_names()
        self.settle_bindings(outer)
        self.settle_roles([i for i in outer if self.owners[i] < 0 and self.parties[i].kind not in ("pronoun", "vague")])
        for place, j in enumerate(outer):
            self.acronym(outer[max(0, place - _ACRONYM_REACH) : place], j)
        for i in range(len(self.owners)):
            if (owner := self.whose(i)) >= 0:
                self.entities[owner].mentions += 1
        self.settle_former()
        self.owners = [self.whose(i) for i in range(len(self.owners))]

    def settle_names(self) -> None:
        """Names whose first name is known come first, since others may be their ends."""
        called = [i for i, p in enumerate(self.parties) if p.kind in _CALLED]
        for i in sorted(called, key=lambda i: self.parties[i].kind == "proper"):
            if len(self.parties[i].words) > 1 and not self.parties[i].titled:
                self.full_name(i)
        for i in called:
            if self.owners[i] < 0:
                self.short_name(i)

    def settle_bindings(self, outer: Sequence[int]) -> None:
        """A role belongs rather to the name after it than to the one before."""
        for place in range(len(outer)):
            self.bind_far(outer[place : place + _FAR])
        neighbours = list(pairwise(outer))
        neighbours += [(i, k) for i, j, k in zip(outer, outer[1:], outer[2:], strict=False) if self._passed(self.parties[j])]
        for i, j in sorted(neighbours, key=lambda row: self.parties[row[0]].kind in _CALLED):
            self.bind(i, j)
        for i, j in pairwise(outer):
            self.join(i, j)

    def settle_roles(self, common: Sequence[int]) -> None:
        """Roles that say whose they are, then bare ones."""
        for i in common:
            p = self.parties[i]
            if self._apposed_to_pronoun(p):
                continue
            if not p.definite or (len(p.words) > 1 and not (self._anaphoric(p) and self._general(p))):
                self.role(i)
        for rows in self.heads.values():
            rows.sort()
        for i in common:
            if self.owners[i] < 0:
                self.bare(i)

    def _apposed_to_pronoun(self, p: Party) -> bool:
        """« Délégué depuis neuf ans, il a … »: a role without an article by which a sentence begins, told of whom a pronoun means."""
        before = self.reading.terms[p.first - 1] if p.first else None
        opens = before is None or before.kind in ("break", "punctuation")
        return p.kind == "role" and opens and not p.plural and not p.definite and not self.reading.terms[p.first].classes & _COUNTED

    def settle_former(self) -> None:
        """« l'ancien président », never named so, is the one person whom the article is mostly about."""
        persons = sorted((-e.mentions, i) for i, e in enumerate(self.entities) if e.kind == "person" and not e.plural)[:_PERSONS]
        vague = {o for p, o in zip(self.parties, self.owners, strict=True) if not p.definite}
        for role, entity in enumerate(self.entities):
            once = entity.kind == "role" and not entity.plural and any(w == _FORMER for row in entity.role_words for w in row)
            if not once or not entity.name or role in vague:
                continue
            fits = [(-m, i) for m, i in persons if self._may_have_been(role, i)]
            if fits and fits[0][0] >= _OFTEN and (len(fits) == 1 or fits[0][0] >= 2 * fits[1][0]):
                self.merge(role, fits[0][1])

    def _may_have_been(self, role: int, person: int) -> bool:
        """Whether a person may be who once held an office: of that sex, and not who holds it now."""
        former, now = self.entities[role], self.entities[person]
        held = any(other_office(mine, theirs) for mine in former.role_words for theirs in now.role_words)
        return not held and not (former.sex and now.sex and former.sex != now.sex)

    def merge(self, role: int, person: int) -> None:
        """Let a person own the mentions of a role."""
        self.entities[person].roles.append(self.entities[role].name)
        self.entities[person].role_words += self.entities[role].role_words
        self.same[role] = person

    def text(self, first: int, last: int, empty: frozenset[str]) -> str:
        """The words of a mention as printed, without the title or article it begins with."""
        while first < last and self.reading.terms[first].classes & empty:
            first += 1
        start, end = self.reading.span(first, last)
        return " ".join(self.reading.text[start:end].split())

    def add(self, i: int, kind: str, name: str) -> int:
        p = self.parties[i]
        self.entities.append(Entity(name, kind, p.sex, p.plural))
        self.owners[i] = len(self.entities) - 1
        return self.owners[i]

    def full_name(self, i: int) -> None:
        p = self.parties[i]
        fuller = self.shorter.get(p.words, set())
        owner = next(iter(fuller)) if len(fuller) == 1 else self.known.get(p.words)
        if owner is None:
            owner = self.known[p.words] = self.add(i, p.kind, self.text(p.first, p.last, _TITLE))
            surnames = range(1, len(p.words)) if p.kind == "person" or like_a_person(self.reading, p) else ()
            for k in surnames:
                self.shorter.setdefault(p.words[k:], set()).add(owner)
            if p.kind == "person":
                self.shorter.setdefault(p.words[:1], set()).add(owner)
        self.owners[i] = owner

    def short_name(self, i: int) -> None:
        """A surname is read as the one full name that ends with it."""
        p = self.parties[i]
        fuller = self.shorter.get(p.words, set())
        owner = next(iter(fuller)) if len(fuller) == 1 else self.known.get(p.words)
        if owner is None:
            kind = "name" if p.kind == "proper" and len(p.words[0]) > 1 and in_capitals(self.reading, p) else p.kind
            owner = self.known[p.words] = self.add(i, kind, self.text(p.first, p.last, _TITLE))
        self.owners[i] = owner
        entity = self.entities[owner]
        if p.titled:
            entity.sex, entity.kind = p.sex or entity.sex, "person"

    def bind(self, i: int, j: int) -> None:
        """Give a name the role that stands beside it."""
        p, q = self.parties[i], self.parties[j]
        name, noun = (j, i) if q.kind in _CALLED else (i, j)
        if self.parties[name].kind not in _CALLED or self.parties[noun].kind not in ("role", "body") or self.owners[noun] >= 0:
            return
        body = self.parties[noun]
        if body.kind == "body" and "det" not in self.reading.terms[body.first].classes and self.parties[name].last + 1 < body.first:
            return  # “a third of its GDP, government says”
        if not self._beside(p, q) or not (self._title(self.parties[noun]) or q.first == p.last + 1):
            return
        if body.kind == "role" and name == j and not self.reading.terms[body.last + 1 : q.first] and self._of_what(q):
            self.parties[name] = replace(q, governed=True)
            return  # « le délégué CGT », « la directrice France »
        if self._holds_another(self.parties[noun]):
            self.parties[name] = replace(self.parties[name], governed=self.parties[name].governed or name == j)
        elif self.parties[noun].kind == "role" or self.parties[name].kind == "proper":
            self.give(noun, self.owners[name])

    def _passed(self, p: Party) -> bool:
        """Whether a mention between a role and a name may belong to the role: « l'avocate de plusieurs riverains, Nadia Peltier »."""
        return p.kind in ("proper", "body") or (p.kind == "role" and (p.governed or p.plural))

    def bind_far(self, row: Sequence[int]) -> None:
        """« la députée Renaissance des Hauts-de-Seine Prisca Thevenot »: a role belongs to the person at the end of its phrase."""
        p = self.parties[row[0]]
        if p.kind != "role" or p.plural or self.owners[row[0]] >= 0 or len(row) < 3 or self.parties[row[1]].kind != "proper":
            return
        for j in row[1:]:
            q = self.parties[j]
            gap = self.reading.terms[p.last + 1 : q.first]
            if len(gap) > _REACH or not all(within_name(t.classes, t.kind) for t in gap):
                return
            if q.kind == "person" and not q.governed:
                self.give(row[0], self.owners[j])
                return

    def join(self, i: int, j: int) -> None:
        """« le président et chef de la direction, Ana Lima »: a role joined to a named one without an article is the same one's."""
        p, q = self.parties[i], self.parties[j]
        gap = self.reading.terms[p.last + 1 : q.first]
        both = p.kind == q.kind == "role" and not p.plural and self.owners[i] < 0 <= self.owners[j]
        if not both or len(gap) != 1:
            return
        joined = "with-each" in gap[0].classes and "det" not in self.reading.terms[q.first].classes
        apposed = "pause" in gap[0].classes and p.definite and q.definite and not p.governed  # « son chef, le capitaine Steiner »
        if joined or apposed:
            self.give(i, self.owners[j])

    def _title(self, p: Party) -> bool:
        """Whether the noun is a role or a body, and of one: « Cap-Vert, un Canadien » and « people of Spain, Israel » bind nothing."""
        return not p.plural and any(p.kind in t.classes for t in self.reading.terms[p.first : p.last + 1])

    def _of_what(self, p: Party) -> bool:
        """Whether a word behind a role says of what body or country it is: capitals alone, or a country."""
        term = self.reading.terms[p.first]
        return p.first == p.last and (in_capitals(self.reading, p) or self.reading.lexicon.value(term.key, "country") is not None)

    def _holds_another(self, p: Party) -> bool:
        """« un porte-parole du premier ministre, Keir Starmer »: the name is the inner one's."""
        row = self.reading.terms[p.first : p.last + 1]
        roles = [i for i, t in enumerate(row) if "role" in t.classes and "adjective" not in t.classes]
        return not p.definite and any(row[i - 1].classes & _JOINING for i in roles[1:])

    def _beside(self, p: Party, q: Party) -> bool:
        gap = self.reading.terms[p.last + 1 : q.first]
        if not gap or self._bracketed(gap):
            return q.kind in _CALLED
        if q.titled and len(gap) == 2 and "pause" in gap[0].classes and "det" in gap[1].classes:
            gap = gap[:1]  # « son chef, le commandant Ana Lima »
        after = self.reading.terms[q.last + 1] if q.last + 1 < len(self.reading.terms) else None
        if len(gap) == 1 and "inner-article" in gap[0].classes:
            return p.kind == "body" and q.kind == "proper"
        if len(gap) == 1 and "pause" in gap[0].classes:
            bare = next(x for x in (p, q) if x.kind not in _CALLED)
            loose = (not bare.definite and not bare.plural) or (p.kind in _CALLED and not p.governed and self._anaphoric(q))
            of = after is not None and "genitive" in after.classes and p.kind in _CALLED  # « Ana Lima, le patron de la jeune pousse »
            whose = of and len(p.words) > 1 and not p.governed and not q.plural and like_a_person(self.reading, p)
            return loose or whose or after is None or after.kind in ("break", "punctuation") or "relative" in after.classes
        if len(gap) == 1 and "bracket" in gap[0].classes:
            return q.kind not in _CALLED and after is not None and "closing-bracket" in after.classes
        if self._heads(p, q, gap, after):
            return True  # "The chair of the Commons safety committee, Ana Lima, said"
        if q.kind == "person" and p.kind == "role" and "pause" in gap[-1].classes and all(within_name(t.classes, t.kind) for t in gap[:-1]):
            return len(gap) <= _REACH and bool(gap[0].classes & _CONTINUING)
        lower = all(t.kind in ("word", "phrase") or "elision" in t.classes for t in gap) and not any(t.classes & VERBAL for t in gap)
        return q.kind == "person" and p.kind == "role" and len(gap) <= 6 and "complement" in gap[0].classes and lower

    def _heads(self, p: Party, q: Party, gap: Sequence[Term], after: Term | None) -> bool:
        """Whether only small words of a role's own stand between it and the name set off by commas behind it."""
        called = q.kind == "person" or (q.kind == "proper" and like_a_person(self.reading, q) and len(q.words) > 1)
        opens = p.first == 0 or self.reading.terms[p.first - 1].kind in ("break", "punctuation")
        apposed = called and p.kind == "role" and (p.definite or opens) and "pause" in gap[-1].classes and len(gap) <= _REACH
        text, country = self.reading.text, self.reading.lexicon.value
        small = all(
            t.kind == "word"
            and not t.classes & VERBAL
            and (text[t.start].islower() or text[t.start : t.end].isupper() or country(t.key, "country"))
            for t in gap[:-1]
        )
        return apposed and small and len(gap) > 1 and after is not None and "pause" in after.classes

    def _bracketed(self, gap: Sequence[Term]) -> bool:
        """« le maire (divers gauche) Yannick Delorge »: an aside in brackets parts nothing."""
        return 2 < len(gap) <= _ASIDE and "bracket" in gap[0].classes and "closing-bracket" in gap[-1].classes

    def give(self, noun: int, owner: int) -> None:
        """Let the entity own a role or common noun, and learn from it."""
        p, entity = self.parties[noun], self.entities[owner]
        self.owners[noun] = owner
        entity.roles.append(self.text(p.first, p.last, _ARTICLE))
        entity.role_words.append(p.words)
        entity.sex = entity.sex or p.sex
        entity.plural = entity.plural or p.plural
        if entity.kind == "proper":
            entity.kind = "person" if p.kind == "role" else "name"
        self.heads.setdefault(p.head, []).append((noun, owner))

    def role(self, i: int) -> None:
        """A role with its complement: the one entity that the article gave it to, else a new one."""
        p = self.parties[i]
        key = (p.kind, str(p.plural), str(p.definite), *p.words)
        owners: set[int] = set()
        for place, owner in self.heads.get(p.head, [])[-_MANY:] if p.definite else ():
            if owner not in owners and may_be(p, self.parties[place]):
                owners.add(owner)
        known = owners.pop() if len(owners) == 1 else self.known.get(key)
        if known is None:
            empty = _ARTICLE if p.definite else _NOTHING
            known = self.known[key] = self.add(i, p.kind, self.text(p.first, p.last, empty))
            self.entities[known].role_words.append(p.words)
            self.entities[known].someone = "indefinite" in self.reading.terms[p.first].classes
        self.owners[i] = known
        self.heads.setdefault(p.head, []).append((i, known))

    def bare(self, i: int) -> None:
        """« la procureure », « l'agence »: the last one of that noun; a noun that means nothing by itself is left to the context."""
        p = self.parties[i]
        rows = self.heads.get(p.head, [])
        place = bisect_left(rows, (i, -1))
        before = [owner for at, owner in rows[max(0, place - _NEAR) : place] if may_be(p, self.parties[at])]
        after = [owner for at, owner in rows[place : place + _NEAR] if may_be(p, self.parties[at])]
        if before:
            self.owners[i] = before[-1]
        elif after and not self._anaphoric(p):
            self.owners[i] = after[0]
        elif p.plural or (p.kind == "body" and not self._anaphoric(p)):
            self.role(i)

    def _anaphoric(self, p: Party) -> bool:
        """Whether the noun says what something is, not which one: « l'agence », « le texte »."""
        return any("anaphor" in t.classes and p.kind in t.classes for t in self.reading.terms[p.first : p.last + 1])

    def _general(self, p: Party) -> bool:
        """Whether nothing but adjectives in small letters goes with the noun: « l'autorité sanitaire »."""
        row = self.reading.terms[p.first : p.last + 1]
        return all(
            (t.classes & _GENERAL and not self.reading.text[t.start].isupper()) or t is row[0] or "elision" in t.classes for t in row
        )

    def acronym(self, before: Sequence[int], j: int) -> None:
        """« Agence régionale de santé (ARS) »: what is in brackets is another name of what stands before, a body rather than a name."""
        q, terms = self.parties[j], self.reading.terms
        printed = self.text(q.first, q.last, _NOTHING)
        closed = q.last + 1 < len(terms) and "closing-bracket" in terms[q.last + 1].classes
        if (
            q.kind != "proper"
            or not q.first
            or not closed
            or "bracket" not in terms[q.first - 1].classes
            or sum(c.isupper() for c in printed) < 2
            or " " in printed
        ):
            return
        near = [i for i in before if self._named_by(self.parties[i], q.first - 1)]
        if near:
            self.rename(next((i for i in near if self.parties[i].kind == "body"), near[-1]), j, printed)

    def _named_by(self, p: Party, bracket: int) -> bool:
        gap = self.reading.terms[p.last + 1 : bracket]
        return len(gap) <= _REACH and p.kind in ("body", "proper") and all(within_name(t.classes, t.kind) for t in gap)

    def rename(self, i: int, j: int, printed: str) -> None:
        """Let the mention `j` be the acronym of what mention `i` names."""
        p, q = self.parties[i], self.parties[j]
        if self.owners[i] < 0:
            self.add(i, p.kind, "")
        entity = self.entities[self.whose(i)]
        if q.first - p.last > 2 or not entity.name:
            entity.name = self.text(p.first, q.first - 2, _ARTICLE)
        entity.acronym = printed
        merged, kept = self.whose(j), self.whose(i)
        if merged != kept:
            self.same[merged] = kept

    def whose(self, i: int) -> int:
        """The entity of a mention, whatever it was called before."""
        owner = self.owners[i]
        while owner in self.same:
            owner = self.same[owner]
        return owner


_CALLED = ("person", "proper")
_FORMER = f"{QUALIFIER}former"
_COUNTED = frozenset(("det", "number", "indefinite", "possessive-det"))
_ASIDE = 6  # terms
_FAR = 5  # mentions from a role to the name at the end of its phrase
_JOINING = frozenset(("genitive", "det", "inner-article", "complement", "elision"))
_CONTINUING = frozenset(("with-each", "complement"))
_TITLE = frozenset(("title", "stop"))
_ARTICLE = frozenset(("det", "elision"))
_GENERAL = frozenset(("adjective", "body", "role"))
_NOTHING: frozenset[str] = frozenset()
