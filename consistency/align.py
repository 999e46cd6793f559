"""Which claims of a story are about the same thing.

Figures and dates: first claims of one value, pair by pair, where an article that tells two values keeps them apart; then
groups of differing values, each by what it says as a whole (`consistency.consensus`), where an article that tells both speaks
against. Quotes: by their words (`consistency.wording`). docs/alignment.md has the method and what it reaches.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from msgspec import Struct

from claims.measures import GENERIC, base
from claims.records import Claim, DateClaim, FigureClaim, FigureValue, QuoteClaim
from consistency import pairs
from consistency.consensus import Voice, disjoint, voice
from consistency.contrasts import values_told_apart
from consistency.date_gates import (
    dates_may_meet,
    each_its_own_news,
    finer,
    happens_once,
    vaguer,
    years_swapped,
)
from consistency.figure_gates import figures_may_meet, slipped, told_change
from consistency.grouping import Links, group
from consistency.happenings import SLIPPED, each_of_its_happening, of_one_happening, only_two_days
from consistency.items import Item, items
from consistency.relations import agree, kind_of_unit, measure_relation, meet, near, told_as, was_before
from consistency.stories import Story
from consistency.values import SI, dimension, factor, interval, is_count, may_be_money, overlap, same_time
from consistency.wording import quote_groups, utterance_dates

LIKELY = 0.5
"""How likely pairs must be, on average, for their claims to join."""
RARE = 0.25
"""How likely two days must be to be one, where they are the only two on which the articles tell what happened, and no article tells both."""
LEFT = 0.2
"""The same for a claim that stands alone and a group of its value in which its article has no part."""
FEW = 4
"""Claims of a value whose sentences are looked at for what tells it apart from another."""
FULL = 100
"""Claims of the largest block in which every pair is weighed; a story of thirty articles has none that is larger."""
SAME = 20
"""The same for a block of one number, in which only the slots differ."""
PHYSICAL = frozenset(base for base, _ in SI.values()) - {"s"}
"""Dimensions of which a story has few numbers: they are weighed whatever they are said to measure."""
FITTING = frozenset(("weekday", "place", "about", "year"))
"""Blocks of which only those are weighed whose values may be one: « lundi », of an unknown week, and a day that is a Monday."""
ROUNDED = 100
"""Counts from which on one article rounds what another tells exactly: « 31 052 personnes », « quelque 31 000 spectateurs »."""
_OF_ONE_NUMBER = frozenset(("number", "printed"))
NEIGHBOURS = 3
"""With how many claims after it each claim of a larger block is weighed."""


class Group(Struct, frozen=True):
    """Claims about one thing, in reading order, and how sure it is that they are (the mean over their pairs).

    `voices` holds a claim for each value, with the slots that most claims of that value have.
    """

    kind: str
    claims: tuple[Claim, ...]
    sureness: float = 1.0
    linked_by: str = ""
    voices: tuple[Claim, ...] = ()


def align(story: Story) -> list[Group]:
    """All groups of a story; a claim that nothing joins is a group of its own."""
    every = items(story)
    quotes = quote_groups([c for c in story.claims if isinstance(c, QuoteClaim)], story.languages)
    figures = [i for i in every if isinstance(i.claim, FigureClaim)]
    dates = [i for i in every if isinstance(i.claim, DateClaim)]
    said = utterance_dates(quotes, [i.claim for i in dates if isinstance(i.claim, DateClaim)])

    def told_apart(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
        return values_told_apart(one, other, story)

    found = _groups(KINDS["figure"], figures, told_apart) + _groups(KINDS["date"], dates, told_apart, said)
    found += [Group("quote", tuple(members)) for members in quotes]
    return found


class Kind(Struct, frozen=True):
    """How the claims of one kind are looked up (`blocks`) and compared.

    Only claims that share a key of `blocks` are compared, with the weights of `model`. `apart` tells two claims of one article that are two things, as the
    article itself tells them apart.
    """

    name: str
    blocks: Callable[[Any], list[tuple[Any, ...]]]
    may_meet: Callable[[Any, Any], bool]
    model: Callable[[Any, Any], str]
    features: Callable[[Item, Item], dict[str, float]]
    apart: Callable[[Any, Any], bool]

    def unlike(self, one: Item, other: Item) -> bool:
        """Whether two claims have values that nothing reconciles."""
        return self.model(one.claim, other.claim).endswith(pairs.DIFFER)

    def probability(self, one: Item, other: Item) -> float:
        """How likely two claims are about one thing; 0 for those that may not meet."""
        if not self.may_meet(one.claim, other.claim):
            return 0.0
        return pairs.probability(self.model(one.claim, other.claim), self.features(one, other))

    def probability_apart(self, one: Voice, other: Voice) -> float:
        """The same for groups of two values, by what each says as a whole; 0 where the values are none that differ.

        Where every article that tells the one tells the other, they are two things: « deux morts, de 86 et 96 ans ».
        """
        a, b = one.item, other.item
        if not self.may_meet(a.claim, b.claim) or not self.unlike(a, b) or one.tells_all_of(other) or each_its_own_news(a, b):
            return 0.0
        features = self.features(a, b) | disjoint(one, other)
        if features.get(pairs.NOTHING, 0.0) < 0:
            return 0.0
        said = pairs.probability(self.model(a.claim, b.claim), features)
        return max(said, LIKELY) if happens_once(a, b) or slipped(a.claim, b.claim) or years_swapped(a.claim, b.claim) else said


def _groups(
    kind: Kind, found: Sequence[Item], told_apart: Callable[[Sequence[Claim], Sequence[Claim]], bool], linked: Sequence[Sequence[str]] = ()
) -> list[Group]:
    """Groups of one kind: first claims of one value, pair by pair, then groups of values that differ, each as a whole."""
    pair = _remembered(lambda i, j: kind.probability(found[i], found[j]))

    def forbidden(i: int, j: int) -> bool:
        a, b = found[i].claim, found[j].claim
        return a.source == b.source and kind.apart(a, b)

    index = {item.claim.id: i for i, item in enumerate(found)}
    start = [row for ids in linked if len(row := [index[c] for c in ids if c in index]) > 1]
    candidates = _candidates(found, kind)
    alike = [(pair(i, j), i, j) for i, j in candidates if not kind.unlike(found[i], found[j])]
    links = Links(
        pair,
        forbidden,
        teller=[i.claim.source if kind.name == "date" else i.claim.id for i in found],
        article=[i.claim.source for i in found],
        unlike=lambda i, j: kind.unlike(found[i], found[j]),
        loose=lambda i, j: finer(found[i].claim, found[j].claim),
        vague=lambda i, j: vaguer(found[i].claim, found[j].claim),
    )
    values = [voice(members, found) for members in group(len(found), alike, links, LIKELY, start, LEFT)]
    if kind.name == "date":
        values = each_of_its_happening(found, values, kind.probability_apart, LIKELY)
    tied = {i for row in start for i in row}
    return [
        _made(kind, found, row, pair, "quote" if tied & {i for v in row for i in v.members} else "")
        for row in _joined(kind, found, values, candidates, told_apart)
    ]


def _remembered(weigh: Callable[[int, int], float]) -> Callable[[int, int], float]:
    """A symmetrical function of two numbers that is asked again and again."""
    known: dict[tuple[int, int], float] = {}

    def asked(i: int, j: int) -> float:
        key = (i, j) if i < j else (j, i)
        if key not in known:
            known[key] = weigh(*key)
        return known[key]

    return asked


def _joined(
    kind: Kind,
    found: Sequence[Item],
    values: Sequence[Voice],
    candidates: Sequence[tuple[int, int]],
    told_apart: Callable[[Sequence[Claim], Sequence[Claim]], bool],
) -> list[list[Voice]]:
    """Voices of differing values that speak of one thing, together; in the order of their first claims.

    What something was before it changed goes where the later value goes, and has no say in what else goes there.
    """
    home = {i: n for n, said in enumerate(values) for i in said.members}
    changes = _changes(found, home)
    before = {n: m for a, b in sorted(changes, reverse=True) for n, m in ((a, b), (b, a)) if _only_before(values[n], found)}

    only_two = only_two_days(values, found)

    def likely(a: int, b: int) -> float:
        if (a, b) in changes:
            return 1.0
        if _told_together(values[a], values[b], found):
            return 0.0
        said = kind.probability_apart(values[a], values[b])
        if (RARE <= said < LIKELY and (a, b) in only_two) or (SLIPPED <= said < LIKELY and of_one_happening(values[a], values[b])):
            said = LIKELY
        one, other = ([found[i].claim for i in values[n].members[:FEW]] for n in (a, b))
        return 0.0 if said >= LIKELY and told_apart(one, other) else said

    pair = _remembered(likely)

    wanted = changes | {(min(a, b), max(a, b)) for i, j in candidates if (a := home[i]) != (b := home[j])}
    told = sorted((a, b) for a, b in wanted if a not in before and b not in before)
    names = [str(n) for n in range(len(values))]
    links = Links(pair, _never, teller=names, article=names, unlike=lambda a, b: True, loose=_never, vague=_never)
    rows = [row for row in group(len(values), [(pair(a, b), a, b) for a, b in told], links, LIKELY) if not set(row) <= set(before)]
    place = {n: row for row in rows for n in row}
    for n, later in sorted(before.items()):
        if later in place:
            place[later].append(n)
        else:
            rows.append([n])
            place[n] = rows[-1]
    return [[values[n] for n in sorted(row)] for row in sorted(rows, key=lambda row: min(values[n].members[0] for n in row))]


def _told_together(one: Voice, other: Voice, found: Sequence[Item]) -> bool:
    """Whether a sentence, or a row of a table, tells both values, neither as what something was: two rounds of a vote."""
    if one.sources.isdisjoint(other.sources):
        return False
    mine, others = ({(c.source, c.sentence) for i in said.members if not was_before(c := found[i].claim)} for said in (one, other))
    return not mine.isdisjoint(others)


def _never(one: int, other: int) -> bool:
    return False


def _only_before(said: Voice, found: Sequence[Item]) -> bool:
    """Whether every claim of a value tells it as what something was."""
    return all(was_before(found[i].claim) for i in said.members)


def _changes(found: Sequence[Item], home: Mapping[int, int]) -> set[tuple[int, int]]:
    """The pairs of voices of which an article tells that the number changed from one to the other: « de 5 000 à 3 800, et de 123 à 62 »."""
    by_sentence: dict[tuple[str, tuple[int, int], str], list[int]] = defaultdict(list)
    for i, item in enumerate(found):
        if isinstance(item.claim, FigureClaim):
            by_sentence[item.claim.source, item.claim.sentence, kind_of_unit(item.claim)].append(i)
    rows = (sorted(row, key=lambda i: found[i].claim.start) for row in by_sentence.values())
    told = [(i, j) for row in rows for i, j in pairwise(row) if told_change(found[i].claim, found[j].claim)]
    return {(min(a, b), max(a, b)) for i, j in told if (a := home[i]) != (b := home[j])}


def _made(kind: Kind, found: Sequence[Item], values: Sequence[Voice], pair: Callable[[int, int], float], linked_by: str) -> Group:
    """A group; its sureness is the mean over the pairs of values that differ, where there are any, else over those of articles."""
    members = sorted(i for said in values for i in said.members)
    voices = tuple(said.item.claim for said in values)
    if len(values) > 1:
        told = [kind.probability_apart(a, b) for a, b in combinations(values, 2)]
    else:
        told = [pair(i, j) for i, j in combinations(_sample(members, found), 2) if found[i].claim.source != found[j].claim.source]
    return Group(kind.name, tuple(found[i].claim for i in members), sum(told) / len(told) if told else 1.0, linked_by, voices)


def _sample(members: Sequence[int], found: Sequence[Item]) -> Sequence[int]:
    """The members of a group; of a large one as many of each value, in reading order."""
    if len(members) <= FULL:
        return members
    by_value: dict[str, list[int]] = defaultdict(list)
    for i in members:
        by_value[_neighbourhood(found[i].claim)[0]].append(i)
    each = max(1, FULL // len(by_value))
    return sorted([i for rows in by_value.values() for i in rows[:each]][:FULL])


def _candidates(found: Sequence[Item], kind: Kind) -> list[tuple[int, int]]:
    """The pairs of claims of two articles that share a block."""
    rows: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for i, item in enumerate(found):
        for key in kind.blocks(item.claim):
            rows[key].append(i)
    seen: set[tuple[int, int]] = set()
    for (kind_of_block, *_), members in rows.items():
        for i, j in _partners(members, found, SAME if kind_of_block in _OF_ONE_NUMBER else FULL):
            if found[i].claim.source != found[j].claim.source and _weighed(kind_of_block, found[i], found[j], kind):
                seen.add((i, j) if i < j else (j, i))
    return sorted(seen)


def _weighed(block: str, one: Item, other: Item, kind: Kind) -> bool:
    """Whether two claims of a block are weighed; two counts of about one size only where they may count one thing."""
    if block in FITTING and kind.unlike(one, other):
        return False
    a, b = one.claim, other.claim
    return block != "about" or not (isinstance(a, FigureClaim) and isinstance(b, FigureClaim)) or measure_relation(a, b) >= 0


def _partners(members: Sequence[int], found: Sequence[Item], full: int) -> Iterator[tuple[int, int]]:
    """The pairs of a block to be weighed: all; in a large one those of neighbours, once it is sorted by what its claims are about.

    The sorted neighbourhood of record linkage (Hernández and Stolfo 1995): the cost grows with the claims, not with their pairs.
    """
    if len(members) <= full:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=lambda i: (_neighbourhood(found[i].claim), i))
    for n, i in enumerate(ordered):
        for j in ordered[n + 1 : n + 1 + NEIGHBOURS]:
            yield i, j


def _neighbourhood(claim: Claim) -> tuple[str, ...]:
    """What a claim is sorted by among many: claims about one thing stand together."""
    if isinstance(claim, FigureClaim):
        slots, number = claim.slots, format(_printed(claim.value), "f")
        return (number, *(slot.value if slot else "" for slot in (slots.measure, slots.group, slots.event, slots.holder)))
    if isinstance(claim, DateClaim):
        told = (claim.slots.predicate, claim.slots.participant)
        return (claim.value.value, *(slot.value if slot else "" for slot in told))
    return (claim.exact,)


def _figure_blocks(claim: FigureClaim) -> list[tuple[Any, ...]]:
    """Where a figure looks for company: its number, others of about its size in its dimension, its measure, its group."""
    unit = "" if is_count(claim.value) else dimension(claim.value)
    told = interval(claim.value)
    middle = (told.low + told.high) / 2
    blocks: list[tuple[Any, ...]] = [("number", unit, told.low), ("printed", unit, _printed(claim.value))]
    if may_be_money(claim.value):
        blocks.append(("number", "money", told.low))
    sizes = {math.floor(_size(middle)), math.floor(_size(middle) + 0.5)}
    if unit:
        blocks += [("size", unit, size) for size in sizes]
    if claim.slots.measure is not None and base(claim.slots.measure.value) not in GENERIC:
        blocks += [("measure", unit, name) for name in sorted(told_as(base(claim.slots.measure.value)))]
        blocks += [("unit", unit)] if unit in PHYSICAL else []
    elif unit:
        blocks.append(("unit", unit))
    if not unit and middle >= ROUNDED:
        blocks += [("about", size) for size in sizes]
    if not unit and claim.slots.place is not None:
        blocks += [("place", claim.slots.place.value, size) for size in sizes]
    if claim.slots.group is not None:
        blocks += [("group", unit, part) for part in claim.slots.group.value.split("+")]
    return blocks


def _printed(value: FigureValue) -> Decimal:
    """The number as printed, in the unit that its dimension is compared in."""
    return value.number * factor(value)


def _size(number: Decimal) -> float:
    """The binary logarithm of a number: those of one size differ by less than a factor of two."""
    return math.log2(abs(float(number)) + 1)


def _date_blocks(claim: DateClaim) -> list[tuple[Any, ...]]:
    """Where a date looks for company: its days, its month, its time of day, what happened on it."""
    value = claim.value
    blocks: list[tuple[Any, ...]] = []
    if value.type == "TIME":
        return [("time",)]
    if value.earliest is not None and value.latest is not None:
        blocks += [("week", value.earliest.isocalendar()[:2]), ("week", value.latest.isocalendar()[:2])]
        blocks.append(("month", value.earliest.year, value.earliest.month))
        if str(value.earliest.year) in claim.exact:
            blocks.append(("year", value.earliest.year))
        if value.earliest == value.latest:
            blocks.append(("weekday", value.earliest.isoweekday()))
    else:
        blocks.append(("words", value.value))
        if value.weekday:
            blocks.append(("weekday", value.weekday))
    if claim.slots.predicate is not None:
        blocks.append(("predicate", claim.slots.predicate.value))
    return blocks


def _figures_apart(a: FigureClaim, b: FigureClaim) -> bool:
    """Two figures of one article that no number fits, or of two places in one sentence: two things, as the article itself tells them apart.

    Not what changed from one to the other.
    """
    if a.sentence == b.sentence and near(a.slots.place, b.slots.place) and agree(a.slots.place, b.slots.place) < 0:
        return True  # « cinq à Castrevieille et cinq en Italie »
    return not interval(a.value).meets(interval(b.value)) and not (was_before(a) or was_before(b))


def _dates_apart(a: DateClaim, b: DateClaim) -> bool:
    """Two dates of one article: two days are two things, and one day of two doings by two people, both told beside it, is two things as well."""
    if a.value.type == "TIME":
        return not same_time(a.value, b.value)
    if overlap(a.value, b.value) is False or (overlap(a.value, b.value) is None and a.value.value != b.value.value):
        return True
    told = (a.slots.predicate, b.slots.predicate, a.slots.participant, b.slots.participant)
    clash = agree(a.slots.predicate, b.slots.predicate) < 0 and meet(a.slots.participant, b.slots.participant) < 0
    return clash and near(*told)


KINDS: dict[str, Kind] = {
    "figure": Kind("figure", _figure_blocks, figures_may_meet, pairs.figure_model, pairs.figure_features, _figures_apart),
    "date": Kind("date", _date_blocks, dates_may_meet, pairs.date_model, pairs.date_features, _dates_apart),
}
"""By kind of claim, how claims of it are compared."""
