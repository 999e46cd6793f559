"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from claims.extract import Extraction
from consistency.align import Group
from consistency.findings import Reason, Tier
from consistency.judge import Judgement


@dataclass(frozen=True, slots=True)
class Flaw:
    """What an article rule found: the claims at fault, how sure, and why."""

    claims: tuple[str, ...]
    tier: Tier
    why: tuple[Reason, ...]


class GroupRule(Protocol):
    """Whether a rule is the one that tells of a group."""

    code: str
    __doc__: str | None

    def __call__(self, group: Group, judgement: Judgement) -> bool:
        """True where this rule tells of the group."""


class ArticleRule(Protocol):
    """What a rule finds in one article."""

    code: str
    __doc__: str | None

    def __call__(self, extraction: Extraction) -> Iterable[Flaw]:
        """The flaws found."""


Rule = TypeVar("Rule", bound=Callable[..., object])


def coded(code: str) -> Callable[[Rule], Rule]:
    """Give a rule its code."""

    def mark(rule: Rule) -> Rule:
        rule.code = code  # type: ignore[attr-defined]
        return rule

    return mark

