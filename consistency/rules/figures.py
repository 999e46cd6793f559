"""Rules about figures."""

from __future__ import annotations

from consistency.align import Group
from consistency.judge import Judgement
from consistency.rules.rule import group_rule


@group_rule("FIG001")
def figures_differ(group: Group, judgement: Judgement) -> bool:
    """Articles give different numbers for one thing.

    What it reports: articles give numbers for one thing that cannot all be true: no value fits them, hedges and rounding counted.
    Why it matters: a wrong figure is the error readers remember; one of the articles has to be corrected or the difference explained.
    Example: a loot of 88 million euros in nine articles, of 83 million in the tenth.
    What it does not prove: which of the numbers is right; nor, where it is « to check », that the articles speak of the same thing.
    """
    return group.kind == "figure" and judgement.verdict == "conflict"


@group_rule("FIG002")
def figures_evolve(group: Group, judgement: Judgement) -> bool:
    """A number changed with time, and later articles say so.

    What it reports: a number that grows from article to article, of a kind that honestly grows (a toll, cases, arrests), later articles giving the higher ones.
    Why it matters: an article that still prints the old number needs an update, not a correction.
    Example: 15 dead on the 3rd, 16 on the 4th.
    What it does not prove: that the last number is final.
    """
    return group.kind == "figure" and judgement.verdict == "evolved"


@group_rule("FIG003")
def figures_vary(group: Group, judgement: Judgement) -> bool:
    """One value, rounded or hedged differently.

    What it reports: one value told in different ways: rounded, hedged, as a range.
    Why it matters: « près de 7 000 » and 6 700 agree, but a reader who meets both may wonder; one form per publication reads better.
    Example: « près de 100 enquêteurs » / « une centaine d'enquêteurs ».
    What it does not prove: an error of anybody.
    """
    return group.kind == "figure" and judgement.verdict == "variant"


@group_rule("FIG004")
def figures_agree(group: Group, judgement: Judgement) -> bool:
    """Independent origins give the same number.

    What it reports: articles of at least two independent origins give the same number.
    Why it matters: what two origins agree on needs no more checking than the rest.
    Example: two vitrines in four articles of three origins.
    What it does not prove: that the number is true: origins can share a source that none of them names.
    """
    return group.kind == "figure" and judgement.verdict == "corroborated"
