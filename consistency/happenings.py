"""Days of one happening: two articles have it on two days near one another, and each day has other happenings too.

What is told beside a day, its happening, decides here: the voices of two days are compared by those of their claims alone that tell it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from claims.records import Claim, DateClaim
from consistency.consensus import Voice, voice
from consistency.date_gates import comparable_days, happened, is_day
from consistency.items import Item
from consistency.relations import agree, near, value_told
from consistency.values import gap

SLIPPED = 0.4
"""How likely two days near one another must be to be one, where one happening is told beside both and no article tells both."""
DAYS_OFF = 2
"""How many days apart they are at most."""
MANY = 100
"""Voices of one happening from which on it is no one thing that the articles tell of: « une réunion »."""


def each_of_its_happening(
    found: Sequence[Item], values: Sequence[Voice], apart: Callable[[Voice, Voice], float], likely: float
) -> list[Voice]:
    """The voices of days; of two days near one another on which one happening is told, what tells it speaks for itself.

    A day has many happenings: « le 11 mars » he died and a minister came; another article has him die on the 12th. `apart` says how
    likely two voices of differing days are about one thing, `likely` from when on they are joined as they are.
    """
    told, tellers = _told_of_days(found, values)
    pairs: list[tuple[float, int, int]] = []
    of_it: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    for what, rows in told.items():
        days = {n: found[row[0]].claim for n, row in rows.items()}
        for a, b in _near_pairs(days):
            if not comparable_days(days[a], days[b]) or not tellers[what, value_told(days[a])].isdisjoint(
                tellers[what, value_told(days[b])]
            ):
                continue
            said = apart(voice(rows[a], found), voice(rows[b], found))
            if said >= SLIPPED and apart(values[a], values[b]) < likely:
                pairs.append((-said, a, b))
                of_it[a, b] = rows[a], rows[b]
    split: dict[int, list[int]] = {}
    for _, a, b in sorted(pairs):
        if a not in split and b not in split:
            split[a], split[b] = of_it[a, b]
    rest = [[i for i in said.members if i not in split.get(n, ())] for n, said in enumerate(values)]
    rows_of_all = [row for n in range(len(values)) for row in (split.get(n, []), rest[n]) if row]
    return sorted((voice(row, found) for row in rows_of_all), key=lambda said: said.members[0]) if split else list(values)


def _near_pairs(days: Mapping[int, Claim]) -> list[tuple[int, int]]:
    """The pairs of voices, by number, of two days near one another; none where a happening has many."""
    order = sorted((day, n) for n, claim in days.items() if (day := _day(claim)) is not None)
    pairs: list[tuple[int, int]] = []
    for at, (day, a) in enumerate(order if len(order) <= MANY else ()):
        for later, b in order[at + 1 :]:
            if gap(day, later) > DAYS_OFF:
                break
            if later != day:
                pairs.append((min(a, b), max(a, b)))
    return sorted(pairs)


def _day(claim: Claim) -> date | None:
    return claim.value.earliest if isinstance(claim, DateClaim) else None


def _told_of_days(
    found: Sequence[Item], values: Sequence[Voice]
) -> tuple[dict[str, dict[int, list[int]]], dict[tuple[str, object], set[str]]]:
    """By happening and voice the claims of a day that tell it beside them, and by happening and day the articles that do."""
    told: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    tellers: dict[tuple[str, object], set[str]] = defaultdict(set)
    for n, said in enumerate(values):
        for i in said.members:
            claim = found[i].claim
            if (what := happened(claim)) is None:
                continue
            tellers[what.value, value_told(claim)].add(claim.source)
            if near(what) and is_day(claim):
                told[what.value][n].append(i)
    return told, tellers


def of_one_happening(one: Voice, other: Voice) -> bool:
    """Whether two voices tell one happening of two days near one another."""
    a, b = one.item.claim, other.item.claim
    if not (isinstance(a, DateClaim) and isinstance(b, DateClaim)) or happened(a) is None or not comparable_days(a, b):
        return False
    told = near(a.slots.predicate, b.slots.predicate) and agree(a.slots.predicate, b.slots.predicate) > 0
    return told and 0 < gap(a.value.earliest, b.value.earliest) <= DAYS_OFF


def only_two_days(values: Sequence[Voice], found: Sequence[Item]) -> set[tuple[int, int]]:
    """The pairs of voices of days that alone tell, beside them, when something happened: « mis en examen vendredi 30 », « mis en examen le 29 ».

    Not where an article tells that it happened on both days.
    """
    beside: dict[str, set[int]] = defaultdict(set)
    tellers: dict[tuple[str, object], set[str]] = defaultdict(set)
    for n, said in enumerate(values):
        for claim in (found[i].claim for i in said.members):
            if (what := happened(claim)) is not None:
                tellers[what.value, value_told(claim)].add(claim.source)
                if near(what):
                    beside[what.value].add(n)
    twos = [(what, min(row), max(row)) for what, row in beside.items() if len(row) == 2]
    days = [said.item.claim for said in values]
    return {
        (a, b)
        for what, a, b in twos
        if comparable_days(days[a], days[b])
        and tellers[what, value_told(days[a])].isdisjoint(tellers[what, value_told(days[b])])
        and values[a].sources.isdisjoint(values[b].sources)
    }
