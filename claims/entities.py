"""What a name, a role or a common noun of an article stands for."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.parties import Sex

_LONGEST_NAME = 8  # words


@dataclass(slots=True)
class Entity:
    """One person, body or document of an article.

    `name` is the fullest name given, `acronym` what stands for it in brackets, `roles` the roles or common nouns that the
    article gives it, as printed; `sex` and `plural` what is known of it; `mentions` counts its mentions.
    """

    name: str
    kind: str
    sex: Sex = ""
    plural: bool = False
    acronym: str = ""
    roles: list[str] = field(default_factory=list)
    role_words: list[tuple[str, ...]] = field(default_factory=list)
    mentions: int = 0

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
