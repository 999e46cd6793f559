"""Rules about names."""

from __future__ import annotations

from consistency.align import Group
from consistency.judge import Judgement
from consistency.rules.rule import group_rule


@group_rule("NAM001")
def spelled_two_ways(group: Group, judgement: Judgement) -> bool:
    """One name is spelled in two ways.

    What it reports: a full name that articles spell with a letter or two of difference, no article in both ways.
    Why it matters: one of the spellings is wrong, and a wrong name is the mistake that readers forgive least.
    Example: « Laure Beccuau » / « Laure Beccuault ».
    What it does not prove: which spelling is right: most articles may copy one mistake. Nor that it is one person.
    """
    return group.kind == "name"


@group_rule("NAM002")
def given_two_offices(group: Group, judgement: Judgement) -> bool:
    """One person is given two offices.

    What it reports: two articles of one week give one person two offices of which nobody holds two, or one office of two places.
    Why it matters: one of the articles takes somebody for somebody else, or has an old title.
    Example: « le ministre de l'Intérieur, Paul Noir » / « le ministre de la Justice, Paul Noir ».
    What it does not prove: which office is right; nor that it did not change between the articles.
    """
    return group.kind == "office"
