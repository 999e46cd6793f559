"""What a name, a role or a common noun of an article stands for."""

from __future__ import annotations

from msgspec import Struct, field

from claims.parties import QUALIFIER, Sex

_LONGEST_NAME = 8  # words


class Entity(Struct):
    """One person, body or document of an article.

    `name` is the fullest name given, `acronym` what stands for it in brackets, `roles` the roles or common nouns that the
    article gives it, as printed; `sex` and `plural` what is known of it; `mentions` counts its mentions; `someone` says that
    it is told as somebody or other (« un porte-parole »).
    """

    name: str
    kind: str
    sex: Sex = ""
    plural: bool = False
    acronym: str = ""
    roles: list[str] = field(default_factory=list)
    role_words: list[tuple[str, ...]] = field(default_factory=list)
    mentions: int = 0
    someone: bool = False

    @property
    def named(self) -> bool:
        """Whether it goes by a name of its own rather than by what it is."""
        return self.kind in ("person", "proper", "name")

    @property
    def human(self) -> bool:
        """Whether it can be « he » or « she »."""
        return self.kind in ("person", "role", "proper")

    @property
    def full(self) -> str:
        """The name with its acronym, or the acronym alone where the name is a sentence by itself."""
        return full_name(self.name, self.acronym)


def full_name(name: str, acronym: str) -> str:
    """« Santé publique France (SPF) »; the acronym alone where the name is a sentence by itself."""
    if not acronym or acronym == name:
        return name
    return f"{name} ({acronym})" if len(name.replace("'", " ").replace("’", " ").split()) < _LONGEST_NAME else acronym


class Wanted(Struct, frozen=True):
    """What a pronoun or noun tells of whom it means: sex and number, whether a human being, the kind of mention, its noun and words."""

    sex: Sex
    plural: bool
    human: bool
    kind: str
    head: str = ""
    words: tuple[str, ...] = ()


def other_office(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two roles are two people's: « le procureur adjoint » and « le procureur », « la vice-présidente » and « la présidente »."""
    for a, b in ((mine, theirs), (theirs, mine)):
        if any(w.rpartition("-")[2] in b for w in a if "-" in w):
            return True
    qualified = [{w for w in words if w.startswith(QUALIFIER)} for words in (mine, theirs)]
    return qualified[0] != qualified[1] and not set(mine[-1:] + mine[:1]).isdisjoint(theirs)


THING = "thing"
"""What « it » wants: anything but somebody."""


def _has_name(name: str) -> bool:
    """Whether a body's name holds a name of its own: « Santé publique France », unlike « la préfecture » or “His party”."""
    words = name.split()
    return any(w[:1].isupper() for w in words[1:]) or (len(words) == 1 and name[:1].isupper())


def compatible(entity: Entity, wanted: Wanted) -> bool:
    """Whether an entity can be meant by a pronoun or noun of this sex, number and kind."""
    kind, human = wanted.kind, wanted.human
    if kind == THING and entity.kind in ("person", "role"):
        return False
    if (human and not entity.human) or (kind == "body" and entity.kind in ("person", "role", "document")):
        return False
    if kind == "body" and entity.kind == "body" and not entity.acronym and not _has_name(entity.name):
        return False  # « l'agence » is not « la préfecture »
    if kind == "document":
        return entity.kind == "document"
    if entity.kind == "document" and (kind or human):
        return False
    if wanted.words and any(other_office(wanted.words, row) for row in entity.role_words):
        return False
    return entity.plural == wanted.plural and not (wanted.sex and entity.sex and wanted.sex != entity.sex)


class Speaker(Struct, frozen=True):
    """Who speaks: an entity's index (-1 where it cannot be told), and the mention's terms (-1 where there is none)."""

    entity: int = -1
    first: int = -1
    last: int = -1

    @property
    def known(self) -> bool:
        """Whether it could be told who speaks."""
        return self.entity >= 0 or self.first >= 0


NOBODY = Speaker()
UNTOLD = Speaker(-2)
"""Somebody, by a subject that stands there, but it cannot be told who: nobody else is to be looked for."""
