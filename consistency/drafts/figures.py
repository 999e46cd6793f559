"""Figures of a draft: supported, told otherwise, outdated, of a part only, in another unit, or in no source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from claims.concepts import by_id
from claims.measures import base, says_little
from claims.records import Claim, FigureClaim
from consistency.drafts.desk import Desk
from consistency.drafts.pairing import LIKELY, MAYBE, Pair, best, pairs_of
from consistency.drafts.records import Checked
from consistency.findings import Reason, Tier
from consistency.judge import printed
from consistency.relations import group_of, near, same_figure, was_before
from consistency.similarity import cosine
from consistency.values import dimension, distinctive, interval, is_count

SURE = 0.75
"""How likely a pair must be to say that a count which need not grow has changed."""
AROUND = 0.2
"""How alike the words around two numbers in different units must be for them to be one fact."""
WIDE = Decimal("1.5")
"""How many times its low end the high end of a range may be for it to support one number."""
SMALL = 12
"""Lengths of time up to this number are not missed: « deux semaines plus tard » is the writer's own reckoning."""


class Figure:
    """A figure of the draft."""

    def __init__(self, desk: Desk, claim: FigureClaim) -> None:
        """Weigh it against the sources."""
        self.desk, self.claim, self.item = desk, claim, desk.items[claim.id]
        found = pairs_of(self.item, desk.of_sources("figure"))
        self.same = [pair for pair in found if pair.same and _as_fine(claim, pair.claim)]
        self.differ = [pair for pair in found if not pair.same or _other_ends(claim, pair.claim)]

    def checked(self) -> Checked | None:
        """What is said of it; None where nothing is."""
        same, differ = best(self.same), best(self.differ)
        in_other_unit, telling = self._other_unit(), distinctive(self.claim.value.number) >= SURE
        if same >= LIKELY or (same >= MAYBE and same >= differ):
            support = [pair for pair in self.same if pair.likely >= min(LIKELY, same)]
            if not (in_other_unit and telling) or any(_exactly(self.claim, pair.claim) for pair in support):
                return self._supported(support)  # « 337 semaines » is not « environ 6 ans » where a source tells of 337 days
        if in_other_unit and (differ < LIKELY or telling):
            return self._against(in_other_unit, "unit-differs")
        if differ >= LIKELY:
            return self._against([pair for pair in self.differ if pair.likely >= LIKELY], "values-differ")
        if alike := self._same_number():
            return self._supported(alike, "to-check")
        if one_measure := [pair for pair in self.differ if pair.likely >= MAYBE and self._one_measure(pair.claim)]:
            return self._against(one_measure, "values-differ", "to-check")
        if elsewhere := self._same_words():
            return self.desk.told(self.claim, "supported", "to-check", elsewhere)
        if dimension(self.claim.value) == "s" and self.claim.value.number <= SMALL:
            return None
        return self.desk.told(self.claim, "unsupported", why=[Reason(key="in-no-source", values={"value": self.claim.exact})])

    def _supported(self, found: Sequence[Pair], tier: Tier = "certain") -> Checked:
        exact = [pair for pair in found if _exactly(self.claim, pair.claim)]
        claims = [pair.claim for pair in exact or found]
        rounded = [pair.claim for pair in found if any(_one_measure(pair.claim, c) for c in claims)]
        if (wholes := self._wholes(claims)) or self._part_called_whole(claims):
            why = Reason(key="part-as-whole", values={"value": self.claim.exact, "values": printed(wholes) or "?"})
            return self.desk.told(self.claim, "differs", "to-check", claims, wholes, [why])
        if newer := self._newer([*claims, *rounded]):
            why = Reason(key="changed-since", values={"values": printed(newer)})
            return self.desk.told(self.claim, "outdated", tier, claims, newer, [why])
        figures = [c.value for c in claims if isinstance(c, FigureClaim)]
        plain = not self.claim.value.modifier and self.claim.value.high is None
        if plain and all(v.modifier for v in figures) and any(v.number == self.claim.value.number for v in figures):
            why = Reason(key="hedge-dropped", values={"values": printed(claims)})
            return self.desk.told(self.claim, "wording", tier, against=claims, why=[why])
        return self.desk.told(self.claim, "supported", tier, claims)

    def _against(self, found: Sequence[Pair], key: str, tier: Tier | None = None) -> Checked:
        claims = [pair.claim for pair in found]
        sure: Tier = "certain" if found[0].likely >= LIKELY and key == "values-differ" else "to-check"
        why = Reason(key=key, values={"values": printed([self.claim, *claims]), "value": self.claim.exact})
        return self.desk.told(self.claim, "differs", tier or sure, against=claims, why=[why])

    def _one_measure(self, other: Claim) -> bool:
        return _one_measure(self.claim, other)

    def _newer(self, support: Sequence[Claim]) -> list[Claim]:
        """Where what is counted changes: the other values of articles that are later than all that give this one."""
        last = max((day for c in support if (day := self._day(c)) is not None), default=None)
        if last is None or not is_count(self.claim.value):
            return []
        likely = [pair for pair in self.differ if pair.likely >= LIKELY and not _leaves_room(pair.claim, self.claim)]
        later = [
            pair.claim
            for pair in likely
            if (day := self._day(pair.claim)) is not None
            and day > last
            and (any(_grows(c) and _one_measure(c, pair.claim) for c in (self.claim, *support)) or self._same_people(pair))
        ]
        return later or self._surpassed([pair.claim for pair in likely if self._one_measure(pair.claim)])

    def _surpassed(self, others: Sequence[Claim]) -> list[Claim]:
        """Counts of the same that are all higher, in two articles at least: where all are of one day, the highest is the last."""
        several = len({c.source for c in others}) > 1
        return list(others) if several and all(self._more(c) for c in others) else []

    def _day(self, claim: Claim) -> dt.date | None:
        return self.desk.story.told_on.get(claim.source)

    def _same_people(self, pair: Pair) -> bool:
        """Whether a count that need not grow is surely of the same people: « trois hommes », « quatre hommes » in one event."""
        groups = [group_of(c) for c in (self.claim, pair.claim) if isinstance(c, FigureClaim)]
        return pair.likely >= SURE and len(groups) == 2 and groups[0] == groups[1] != ""

    def _wholes(self, support: Sequence[Claim]) -> list[Claim]:
        """Where the sources tell this number of a part, and the draft of no part: what they tell of the whole."""
        if _part(self.claim):
            return []
        others = [p for p in self.differ if not _part(p.claim) and self._one_measure(p.claim)]
        if all(_part(c) for c in support):
            return [p.claim for p in others if p.likely >= (MAYBE if _total(self.claim) else LIKELY)]
        if _total(self.claim) and not any(_total(c) for c in support):
            return [p.claim for p in others if p.likely >= LIKELY and self._more(p.claim)]
        return []

    def _more(self, other: Claim) -> bool:
        return isinstance(other, FigureClaim) and interval(other.value).low > interval(self.claim.value).high

    def _part_called_whole(self, support: Sequence[Claim]) -> bool:
        """Whether the draft says « en tout » of what every source says of a part."""
        return _total(self.claim) and all(not _total(c) and (_scoped(c) or self._of_a_place(c)) for c in support)

    def _of_a_place(self, other: Claim) -> bool:
        """Whether a source tells its figure of a place, and the draft of another: « dans toute la Jamaïque », "in the parish of St. Ann"."""
        places = [c.slots.place for c in (self.claim, other) if isinstance(c, FigureClaim)]
        told = [place.value for place in places if place is not None and near(place)]
        return len(told) == 2 and told[0] != told[1]

    def _other_unit(self) -> list[Pair]:
        """The same number in another unit, in words much alike."""
        value, found = self.claim.value, []
        if is_count(value):
            return []
        for item in self.desk.of_sources("figure"):
            other = item.claim
            if isinstance(other, FigureClaim) and other.value.number == value.number and other.value.unit != value.unit:
                found.append(Pair(cosine(self.item.around, item.around), item, same=False))
        least = AROUND * (1 - distinctive(value.number))
        return sorted((pair for pair in found if pair.likely > least), key=lambda pair: (-pair.likely, pair.claim.id))

    def _same_words(self) -> list[Claim]:
        """The same number, of whatever the article tells it, in words much alike or where the number itself says much."""
        telling = distinctive(self.claim.value.number) >= LIKELY
        return [
            item.claim
            for item in self.desk.of_sources("figure")
            if isinstance(item.claim, FigureClaim)
            and same_figure(self.claim, item.claim)
            and dimension(self.claim.value) == dimension(item.claim.value)
            and (telling or cosine(self.item.around, item.around) >= AROUND)
        ]

    def _same_number(self) -> list[Pair]:
        """The same number of something not told otherwise: one that says much by itself, or one of the same measure."""
        telling = distinctive(self.claim.value.number) >= LIKELY
        return [pair for pair in self.same if telling or self._one_measure(pair.claim) or pair.likely >= MAYBE]


def _as_fine(one: FigureClaim, other: Claim) -> bool:
    """Whether a figure of a source that leaves room for the draft's says as much: « 38 à 581 millions » does not support 140."""
    if not isinstance(other, FigureClaim) or same_figure(one, other):
        return True
    ranges = [interval(c.value) for c in (one, other) if c.value.high is not None]
    return not _other_ends(one, other) and all(told.high <= told.low * WIDE for told in ranges)


def _exactly(one: FigureClaim, other: Claim) -> bool:
    """Whether a source gives the draft's figure itself; « des milliers » leaves room for 2 000, and does not give it."""
    vague = not any(letter.isdigit() for letter in other.exact) and any(letter.isdigit() for letter in one.exact)
    return isinstance(other, FigureClaim) and same_figure(one, other) and not (vague and other.value.modifier == "at-least")


def _leaves_room(other: Claim, one: FigureClaim) -> bool:
    """Whether a source gives but the least that a figure may be: « des centaines de milliers » are not fewer than 735 000."""
    return (
        isinstance(other, FigureClaim)
        and other.value.modifier in ("at-least", "more-than")
        and interval(other.value).low <= interval(one.value).high
    )


def _other_ends(one: FigureClaim, other: Claim) -> bool:
    """Whether two printed ranges have other ends."""
    if not isinstance(other, FigureClaim) or one.value.high is None or other.value.high is None:
        return False
    return not same_figure(one, other)


def _one_measure(one: Claim, other: Claim) -> bool:
    """Whether two figures are of one measure that says something."""
    slots = [c.slots.measure for c in (one, other) if isinstance(c, FigureClaim) and c.slots.measure is not None]
    return len(slots) == 2 and base(slots[0].value) == base(slots[1].value) and not says_little(slots[0].value)


def _grows(claim: Claim) -> bool:
    """Whether what a figure counts grows from day to day."""
    concept = by_id().get(base(claim.slots.measure.value)) if isinstance(claim, FigureClaim) and claim.slots.measure else None
    return concept is not None and concept.accumulates


def _part(claim: Claim) -> bool:
    """Whether a figure is told of a part: a share of the whole, or a group of its own."""
    if not isinstance(claim, FigureClaim):
        return False
    return (claim.slots.scope is not None and claim.slots.scope.value == "part") or bool(group_of(claim))


def _scoped(claim: Claim) -> bool:
    """Whether a figure is told with words for how much of the whole it is."""
    return isinstance(claim, FigureClaim) and claim.slots.scope is not None and not was_before(claim)


def _total(claim: Claim) -> bool:
    """Whether a figure is told of the whole, in so many words."""
    return isinstance(claim, FigureClaim) and claim.slots.scope is not None and claim.slots.scope.value == "total"
