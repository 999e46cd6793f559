"""Rules about sourcing."""

from __future__ import annotations

from consistency.align import Group
from consistency.judge import Judgement
from consistency.rules.rule import group_rule


@group_rule("SRC002")
def one_origin(group: Group, judgement: Judgement) -> bool:
    """Several articles tell it, from one origin.

    What it reports: several articles tell it, and all draw on one origin: an agency, one newspaper, one paragraph copied.
    Why it matters: three articles that are one dispatch confirm nothing.
    Example: the order of 8 January, told by two articles, both AFP.
    What it does not prove: that it is wrong.
    """
    return judgement.verdict == "single-source" and len({c.source for c in group.claims}) > 1


@group_rule("SRC001")
def one_article(group: Group, judgement: Judgement) -> bool:
    """Only one article tells it.

    What it reports: only one article tells it.
    Why it matters: what rests on one article rests on that article's care.
    Example: 6 700 images an hour, in one article of five.
    What it does not prove: that it is wrong, or that nobody else knows it.
    """
    return judgement.verdict == "single-source"
