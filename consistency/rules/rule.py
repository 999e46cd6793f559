"""What a rule is: a test with a code, whose docstring explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from claims.extract import Extraction
from consistency.align import Group
from consistency.findings import Reason, Tier
from consistency.judge import Judgement


class Flaw(Struct, frozen=True):
    """What an article rule found: the claims at fault, how sure, and why."""

    claims: tuple[str, ...]
    tier: Tier
    why: tuple[Reason, ...]


class GroupRule:
    """Tells whether it is the rule that speaks of a group of claims; `__doc__` explains it to readers."""

    def __init__(self, code: str, test: Callable[[Group, Judgement], bool]) -> None:
        """`test` tells of a group whether the rule speaks of it; its docstring becomes the rule's."""
        self.code, self.test = code, test
        self.__name__, self.__doc__ = test.__name__, test.__doc__

    def __call__(self, group: Group, judgement: Judgement) -> bool:
        """True where this rule tells of the group."""
        return self.test(group, judgement)


class ArticleRule:
    """Finds flaws in one article; `__doc__` explains it to readers."""

    def __init__(self, code: str, test: Callable[[Extraction], Iterable[Flaw]]) -> None:
        """`test` finds the flaws of an article; its docstring becomes the rule's."""
        self.code, self.test = code, test
        self.__name__, self.__doc__ = test.__name__, test.__doc__

    def __call__(self, extraction: Extraction) -> Iterable[Flaw]:
        """The flaws found."""
        return self.test(extraction)


def group_rule(code: str) -> Callable[[Callable[[Group, Judgement], bool]], GroupRule]:
    """Make a test of groups a rule with a code."""
    return lambda test: GroupRule(code, test)


def article_rule(code: str) -> Callable[[Callable[[Extraction], Iterable[Flaw]]], ArticleRule]:
    """Make a test of articles a rule with a code."""
    return lambda test: ArticleRule(code, test)
