"""Rules about dates."""

from __future__ import annotations

from consistency.align import Group
from consistency.judge import Judgement
from consistency.rules.rule import group_rule


@group_rule("DAT001")
def dates_differ(group: Group, judgement: Judgement) -> bool:
    """Articles give different dates for one event.

    What it reports: articles date one event, or one utterance, to days or times that have nothing in common.
    Why it matters: a chronology built on both is wrong.
    Example: a message of « le 3 janvier » in two articles, of « la semaine dernière » in one of 15 January.
    What it does not prove: which date is right; a relative date is only as good as its article's publication date.
    """
    return group.kind == "date" and judgement.verdict == "conflict"


@group_rule("DAT002")
def times_vary(group: Group, judgement: Judgement) -> bool:
    """One time of day, rounded differently.

    What it reports: one time of day told with a few minutes' difference.
    Why it matters: mostly rounding; worth one form.
    Example: « vers 18 heures » / 18h05.
    What it does not prove: an error of anybody.
    """
    return group.kind == "date" and judgement.verdict == "variant"


@group_rule("DAT003")
def dates_agree(group: Group, judgement: Judgement) -> bool:
    """Independent origins give the same date.

    What it reports: articles of at least two independent origins date an event alike; a day inside another article's week agrees with it.
    Why it matters: what two origins agree on needs no more checking than the rest.
    Example: « vendredi » (9 January) / « la semaine dernière » in an article of 14 January.
    What it does not prove: that the date is true.
    """
    return group.kind == "date" and judgement.verdict == "corroborated"
