"""A draft before publication: what each of its claims rests on in the articles it was written from.

Every claim of the draft is weighed against every claim of the sources with the same features and weights that put claims of
articles together (`consistency.pairs`); the draft itself is nobody's source. Where no pair is likely, weaker signs decide:
the same number, the same day, the same measure. What is said then is never certain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal

from claims.concepts import by_id
from claims.extract import Extraction
from claims.measures import base, says_little
from claims.read.files import STANDARD_INPUT
from claims.records import KILLED, Claim, DateClaim, Document, FigureClaim, QuoteClaim, Record
from consistency import __version__, pairs
from consistency.align import align, items
from consistency.errors import InputError
from consistency.findings import Reason, Source, Tier, Unread
from consistency.judge import NEGATIONS, change_of, judge, named_beside, printed
from consistency.options import Options
from consistency.origins import Origins, origins
from consistency.pairs import Item
from consistency.paths import Files, files
from consistency.pipeline import source_of, told_story
from consistency.rules import ARTICLE_RULES
from consistency.similarity import cosine
from consistency.spellings import name_groups
from consistency.stories import Story
from consistency.values import dimension, distinctive, interval, is_count, length
from consistency.wording import Utterance, content_words, one_utterance, replaced_words, share, speakers_meet, translated, utterances, words

Standing = Literal["differs", "internal", "outdated", "wording", "unsupported", "contested", "one-origin", "supported"]
"""What becomes of a claim of a draft, the gravest first.

`differs` from a source, does not fit the draft itself (`internal`), was true once (`outdated`), differs in its wording only,
is in no source (`unsupported`), stands in sources that disagree (`contested`), rests on one origin, or on several.
"""

STANDINGS: tuple[Standing, ...] = ("differs", "internal", "outdated", "wording", "unsupported", "contested", "one-origin", "supported")

LIKELY = 0.5
"""How likely a pair must be to decide by itself."""
MAYBE = 0.2
"""How likely a pair of the same value, or of differing values of one measure, must be to decide where nothing likelier speaks."""
TOLD = 0.4
"""How likely a pair of dates of one happening must be to say that it was on another day."""
SURE = 0.75
"""How likely a pair must be to say that a count which need not grow has changed."""
AROUND = 0.2
"""How alike the words around two numbers in different units must be for them to be one fact."""
WIDE = Decimal("1.5")
"""How many times its low end the high end of a range may be for it to support one number."""
SMALL = 12
"""Lengths of time up to this number are not missed: « deux semaines plus tard » is the writer's own reckoning."""
MOST = 6
"""The most claims of sources that are kept for a claim."""
WEEK = 7
"""Dates that span more days are too loose to be looked for."""
SPOKEN = 3
"""Words that carry content of the shortest quote that is looked for by its words."""


class Checked(Record):
    """A claim of the draft, by its id, and what the sources say: the ids of the claims for it and against it.

    `origins` are the independent origins of those for it; `tier` is `to-check` where weaker signs decided.
    """

    claim: str
    standing: Standing
    tier: Tier = "certain"
    support: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()


class DraftReport(Record):
    """All that is to be said of a draft: what became of its claims, gravest first, and the claims that this rests on."""

    version: str
    draft: Source
    sources: tuple[Source, ...] = ()
    unread: tuple[Unread, ...] = ()
    claims: tuple[Claim, ...] = ()
    checked: tuple[Checked, ...] = ()


def check_draft(draft: Path, against: Sequence[Path], options: Options) -> tuple[DraftReport, dict[str, Document]]:
    """Hold a draft against its sources; returns what is to be said and the documents by source.

    Raises `InputError` where the draft cannot be read, or no source can.
    """
    if draft == STANDARD_INPUT:
        raise InputError("standard input", 0, "cannot be a draft: it is read more than once", "write it to a file")
    own, problems, _ = told_story("", Files((draft,), frozenset((draft,))), options)
    if len(own.extractions) != 1:
        problem = problems[0] if problems else None
        told = (problem.problem, problem.remedy) if problem else ("holds several articles, or none", "give the draft a file of its own")
        raise InputError(str(draft), problem.line if problem else 0, *told)
    under = files(against)
    beside = Files(tuple(p for p in under.articles if p.resolve() != draft.resolve()), under.named, under.aside, under.unusable)
    both = Files((draft, *beside.articles), under.named | {draft}, beside.aside, beside.unusable)
    story, unread, _ = told_story("", both, options)
    desk = _Desk(story, own.extractions[0].document.source)
    if not desk.sources:
        raise InputError(", ".join(map(str, against)), 0, "holds no article to check the draft against", "give the sources with --against")
    checked = sorted(desk.checked(), key=desk.order)
    used = {name for one in checked for name in (one.claim, *one.support, *one.against)}
    report = DraftReport(
        version=__version__,
        draft=source_of(desk.draft),
        sources=tuple(source_of(e) for e in desk.sources),
        unread=unread,
        claims=tuple(desk.by_id[name] for name in desk.by_id if name in used),
        checked=tuple(checked),
    )
    return report, story.documents


@dataclass(frozen=True)
class _Desk:
    """A draft among its sources: every claim ready for comparison."""

    story: Story
    name: str

    @cached_property
    def draft(self) -> Extraction:
        return next(e for e in self.story.extractions if e.document.source == self.name)

    @cached_property
    def sources(self) -> list[Extraction]:
        return [e for e in self.story.extractions if e.document.source != self.name and e.document.status != KILLED]

    @cached_property
    def origins(self) -> Origins:
        return origins(self.story.documents.values())

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        return {c.id: c for c in (*self.draft.claims, *(c for e in self.sources for c in e.claims), *self.names)}

    @cached_property
    def languages(self) -> dict[str, str]:
        """The language of each article."""
        return {source: document.language for source, document in self.story.documents.items()}

    @cached_property
    def utterances(self) -> list[Utterance]:
        """What the sources quote."""
        return utterances([c for e in self.sources for c in e.claims if isinstance(c, QuoteClaim)], self.languages)

    @cached_property
    def plain(self) -> dict[str, str]:
        """The words of each source, one blank apart."""
        texts = {e.document.source: e.document.text[e.document.body :] for e in self.sources}
        return {source: f" {' '.join(words(text))} " for source, text in texts.items()}

    @cached_property
    def names(self) -> list[Claim]:
        return [c for group in name_groups(self.story) for c in group.claims]

    @cached_property
    def items(self) -> dict[str, Item]:
        return {item.claim.id: item for item in items(self.story)}

    def of_sources(self, kind: str) -> list[Item]:
        """The figures or dates of the sources."""
        return [self.items[c.id] for e in self.sources for c in e.claims if c.kind == kind]

    def checked(self) -> Iterator[Checked]:
        """What becomes of each claim of the draft."""
        flawed: set[str] = set()
        for one in _internal(self.draft):
            flawed.add(one.claim)
            yield one
        for claim in self.draft.claims:
            if isinstance(claim, QuoteClaim):
                found = _Quote(self, claim).checked()
            elif isinstance(claim, FigureClaim):
                found = _Figure(self, claim).checked()
            else:
                found = _Day(self, claim).checked() if isinstance(claim, DateClaim) else None
            if found is not None and (found.claim not in flawed or found.standing == "differs"):
                yield found
        yield from _spelled(self)

    def order(self, one: Checked) -> tuple[int, int, int, str]:
        """Gravest first, certain first, then as the draft tells it."""
        return STANDINGS.index(one.standing), one.tier != "certain", self.by_id[one.claim].start, one.claim

    def told(
        self,
        claim: Claim,
        standing: Standing,
        tier: Tier = "certain",
        support: Iterable[Claim] = (),
        against: Iterable[Claim] = (),
        why: Iterable[Reason] = (),
        besides: Iterable[str] = (),
    ) -> Checked:
        """What is said of a claim, with the origins of what supports it; `besides` are articles that do so without a claim of theirs."""
        if standing == "supported" and (others := self.disputed(support)):
            standing, tier, against, why = "contested", "to-check", others, [_differing([claim, *others])]
        held, denied = _one_an_article(support), _one_an_article(against)
        silent = {self.origins.of_source[source] for source in besides} - {self.origins.name(c) for c in held}
        independent = tuple(sorted({*(self.origins.independent(held) if held else ()), *silent}))
        if standing == "supported" and len(independent) < 2:
            standing = "one-origin"
        return Checked(
            claim=claim.id,
            standing=standing,
            tier=tier,
            support=tuple(c.id for c in held[:MOST]),
            against=tuple(c.id for c in denied[:MOST]),
            origins=independent,
            why=tuple(why),
        )

    @cached_property
    def conflicts(self) -> dict[str, list[Claim]]:
        """By claim of a source, the claims of its group, where a report on the sources alone is certain that these conflict."""
        told = replace(self.story, extractions=tuple(self.sources))
        found: dict[str, list[Claim]] = {}
        for group in align(told):
            judgement = judge(group, told, self.origins)
            if judgement.verdict == "conflict" and judgement.tier == "certain":
                found |= {claim.id: list(group.claims) for claim in group.claims}
        return found

    def disputed(self, support: Iterable[Claim]) -> list[Claim]:
        """What contradicts those claims among the sources themselves."""
        held = list(support)
        against = {other.id: other for claim in held for other in self.conflicts.get(claim.id, ())}
        return [other for other in against.values() if not any(_alike(claim, other) for claim in held)]


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two claims give values that can be true together."""
    if isinstance(one, FigureClaim) and isinstance(other, FigureClaim):
        return interval(one.value).meets(interval(other.value))
    if isinstance(one, DateClaim) and isinstance(other, DateClaim):
        return pairs.date_likeness(one, other) != "differ"
    return one.kind != other.kind or one.exact == other.exact


def _one_an_article(claims: Iterable[Claim]) -> list[Claim]:
    """The first claim of each article, in the order given."""
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.source, claim)
    return list(first.values())


def _internal(draft: Extraction) -> Iterator[Checked]:
    """What does not fit inside the draft itself."""
    for rule in ARTICLE_RULES:
        for flaw in rule(draft):
            yield Checked(claim=flaw.claims[0], standing="internal", tier=flaw.tier, against=flaw.claims[1:], why=flaw.why)


def _spelled(desk: _Desk) -> Iterator[Checked]:
    """Names that the draft spells as no source does, or as fewer do."""
    for group in name_groups(desk.story):
        own = [c for c in group.claims if c.source == desk.name]
        others = [c for c in group.claims if c.source != desk.name]
        for claim in own:
            alike = {c.source for c in others if c.exact == claim.exact}
            unlike = [c for c in others if c.exact != claim.exact]
            if len({c.source for c in unlike}) > len(alike):
                why = Reason(key="spellings", values={"values": " / ".join(dict.fromkeys(c.exact for c in (claim, *unlike)))})
                yield desk.told(claim, "wording", "certain" if not alike else "to-check", against=unlike, why=[why])


# ---- figures and dates: by the pairs with claims of the sources


@dataclass(frozen=True, slots=True)
class _Pair:
    """A claim of a source beside one of the draft: how likely they are one fact, and whether their values are the same."""

    likely: float
    item: Item
    same: bool

    @property
    def claim(self) -> Claim:
        return self.item.claim


def _pairs(
    item: Item,
    others: Sequence[Item],
    kind: str,
    may_meet: Callable[..., bool],
    likeness: Callable[..., str],
    features: Callable[[Item, Item], Mapping[str, float]],
) -> list[_Pair]:
    """The claims of the sources that may be the same fact, likeliest first."""
    found = []
    for other in others:
        if may_meet(item.claim, other.claim):
            how = likeness(item.claim, other.claim)
            found.append(_Pair(pairs.probability(f"{kind}-{how}", features(item, other)), other, how != "differ"))
    return sorted(found, key=lambda pair: (-pair.likely, pair.claim.source, pair.claim.start))


class _Figure:
    """A figure of the draft."""

    def __init__(self, desk: _Desk, claim: FigureClaim) -> None:
        self.desk, self.claim, self.item = desk, claim, desk.items[claim.id]
        found = _pairs(self.item, desk.of_sources("figure"), "figure", pairs.figures_may_meet, pairs.figure_likeness, pairs.figure_features)
        self.same = [pair for pair in found if pair.same and _as_fine(claim, pair.claim)]
        self.differ = [pair for pair in found if not pair.same or _other_ends(claim, pair.claim)]

    def checked(self) -> Checked | None:
        same, differ = _best(self.same), _best(self.differ)
        if same >= LIKELY or (same >= MAYBE and same >= differ):
            return self._supported([pair for pair in self.same if pair.likely >= min(LIKELY, same)])
        in_other_unit = self._other_unit()
        if in_other_unit and (differ < LIKELY or distinctive(self.claim.value.number) >= SURE):
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

    def _supported(self, found: Sequence[_Pair], tier: Tier = "certain") -> Checked:
        exact = [pair for pair in found if isinstance(pair.claim, FigureClaim) and pairs.same_figure(self.claim, pair.claim)]
        claims = [pair.claim for pair in exact or found]
        rounded = [pair.claim for pair in found if any(_one_measure(pair.claim, c) for c in claims)]
        if newer := self._newer([*claims, *rounded]):
            why = Reason(key="changed-since", values={"values": printed(newer)})
            return self.desk.told(self.claim, "outdated", tier, claims, newer, [why])
        if (wholes := self._wholes(claims)) or self._part_called_whole(claims):
            why = Reason(key="part-as-whole", values={"value": self.claim.exact, "values": printed(wholes) or "?"})
            return self.desk.told(self.claim, "differs", "to-check", claims, wholes, [why])
        figures = [c.value for c in claims if isinstance(c, FigureClaim)]
        plain = not self.claim.value.modifier and self.claim.value.high is None
        if plain and all(v.modifier for v in figures) and any(v.number == self.claim.value.number for v in figures):
            why = Reason(key="hedge-dropped", values={"values": printed(claims)})
            return self.desk.told(self.claim, "wording", tier, against=claims, why=[why])
        return self.desk.told(self.claim, "supported", tier, claims)

    def _against(self, found: Sequence[_Pair], key: str, tier: Tier | None = None) -> Checked:
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
        likely = [pair for pair in self.differ if pair.likely >= LIKELY]
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

    def _same_people(self, pair: _Pair) -> bool:
        """Whether a count that need not grow is surely of the same people: « trois hommes », « quatre hommes » in one event."""
        groups = [pairs.group_of(c) for c in (self.claim, pair.claim) if isinstance(c, FigureClaim)]
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
        return _total(self.claim) and all(isinstance(c, FigureClaim) and c.slots.scope is not None and not _total(c) for c in support)

    def _other_unit(self) -> list[_Pair]:
        """The same number in another unit, in words much alike."""
        value, found = self.claim.value, []
        if is_count(value):
            return []
        for item in self.desk.of_sources("figure"):
            other = item.claim
            if isinstance(other, FigureClaim) and other.value.number == value.number and other.value.unit != value.unit:
                found.append(_Pair(cosine(self.item.around, item.around), item, same=False))
        least = AROUND * (1 - distinctive(value.number))
        return sorted((pair for pair in found if pair.likely > least), key=lambda pair: (-pair.likely, pair.claim.id))

    def _same_words(self) -> list[Claim]:
        """The same number, of whatever the article tells it, in words much alike or where the number itself says much."""
        telling = distinctive(self.claim.value.number) >= LIKELY
        return [
            item.claim
            for item in self.desk.of_sources("figure")
            if isinstance(item.claim, FigureClaim)
            and pairs.same_figure(self.claim, item.claim)
            and dimension(self.claim.value) == dimension(item.claim.value)
            and (telling or cosine(self.item.around, item.around) >= AROUND)
        ]

    def _same_number(self) -> list[_Pair]:
        """The same number of something not told otherwise: one that says much by itself, or one of the same measure."""
        telling = distinctive(self.claim.value.number) >= LIKELY
        return [pair for pair in self.same if telling or self._one_measure(pair.claim) or pair.likely >= MAYBE]


def _as_fine(one: FigureClaim, other: Claim) -> bool:
    """Whether a figure of a source that leaves room for the draft's says as much: « 38 à 581 millions » does not support 140."""
    if not isinstance(other, FigureClaim) or pairs.same_figure(one, other):
        return True
    ranges = [interval(c.value) for c in (one, other) if c.value.high is not None]
    return not _other_ends(one, other) and all(told.high <= told.low * WIDE for told in ranges)


def _other_ends(one: FigureClaim, other: Claim) -> bool:
    """Whether two printed ranges have other ends."""
    if not isinstance(other, FigureClaim) or one.value.high is None or other.value.high is None:
        return False
    return not pairs.same_figure(one, other)


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
    return (claim.slots.scope is not None and claim.slots.scope.value == "part") or bool(pairs.group_of(claim))


def _total(claim: Claim) -> bool:
    """Whether a figure is told of the whole, in so many words."""
    return isinstance(claim, FigureClaim) and claim.slots.scope is not None and claim.slots.scope.value == "total"


def _best(found: Sequence[_Pair]) -> float:
    return found[0].likely if found else 0.0


def _differing(claims: Iterable[Claim]) -> Reason:
    return Reason(key="values-differ", values={"values": printed(claims)})


class _Day:
    """A date of the draft."""

    def __init__(self, desk: _Desk, claim: DateClaim) -> None:
        self.desk, self.claim = desk, claim
        found = _pairs(
            desk.items[claim.id], desk.of_sources("date"), "date", pairs.dates_may_meet, pairs.date_likeness, pairs.date_features
        )
        self.same = [pair for pair in found if pair.same and self._as_fine(pair.claim)]
        self.differ = [pair for pair in found if not pair.same]

    def checked(self) -> Checked | None:
        if not self._fixed():
            return None
        same, differ = _best(self.same), _best(self.differ)
        if others := self._on_another_day():
            return self.desk.told(self.claim, "differs", "to-check", against=others, why=[_differing([self.claim, *others])])
        clock = self.claim.value.type == "TIME"
        open_to = [p for p in self.same if clock or p.likely >= LIKELY or pairs.predicate_relation(self.claim, _date(p.claim)) >= 0]
        if same >= LIKELY or (open_to and _best(open_to) >= max(MAYBE, differ)):
            return self.desk.told(self.claim, "supported", support=[p.claim for p in self.same if p.likely >= min(LIKELY, _best(open_to))])
        if differ >= LIKELY:
            claims = [p.claim for p in self.differ if p.likely >= LIKELY]
            return self.desk.told(self.claim, "differs", "to-check", against=claims, why=[_differing([self.claim, *claims])])
        if open_to and not [p for p in self.differ if p.likely >= MAYBE and self._one_happening(p.claim)]:
            return self.desk.told(self.claim, "supported", "to-check", [p.claim for p in open_to])
        claims = [p.claim for p in self.differ if p.likely >= MAYBE and self._one_happening(p.claim)]
        if claims:
            return self.desk.told(self.claim, "differs", "to-check", against=claims, why=[_differing([self.claim, *claims])])
        if spans := self._within():
            return self.desk.told(self.claim, "supported", "to-check", spans)
        return self.desk.told(self.claim, "unsupported", "to-check", why=[Reason(key="in-no-source", values={"value": self.claim.exact})])

    def _on_another_day(self) -> list[Claim]:
        """What the sources say happened then, on another day: where no source that has the draft's day says that this is what happened."""
        if any(p.likely >= MAYBE and self._one_happening(p.claim) for p in self.same):
            return []
        return [p.claim for p in self.differ if p.likely >= TOLD and self._one_happening(p.claim)]

    def _within(self) -> list[Claim]:
        """Spans of sources that begin or end on the day: « du 16 mars au 3 juin »."""
        value = self.claim.value
        dates = [i.claim for i in self.desk.of_sources("date") if isinstance(i.claim, DateClaim)]
        return [c for c in dates if value.earliest == value.latest and value.earliest in (c.value.earliest, c.value.latest)]

    def _fixed(self) -> bool:
        """Whether it is a day, or a few, or a time of day, that is written out."""
        value = self.claim.value
        told = any(char.isdigit() for char in self.claim.exact)
        return told and (value.type == "TIME" or (value.type == "DATE" and 0 < length(value) <= WEEK))

    def _as_fine(self, other: Claim) -> bool:
        """Whether a date is told as finely; a week supports a day of it only where it is told of the same."""
        if not isinstance(other, DateClaim) or other.value.type == "TIME" or length(other.value) <= max(2, length(self.claim.value)):
            return isinstance(other, DateClaim)
        return length(other.value) <= WEEK and self._one_happening(other)

    def _one_happening(self, other: Claim) -> bool:
        return isinstance(other, DateClaim) and pairs.predicate_relation(self.claim, other) > 0


def _date(claim: Claim) -> DateClaim:
    if not isinstance(claim, DateClaim):
        raise TypeError(claim.kind)
    return claim


# ---- quotes: by their words


class _Quote:
    """A quote of the draft."""

    def __init__(self, desk: _Desk, claim: QuoteClaim) -> None:
        self.desk, self.claim = desk, claim

    def checked(self) -> Checked | None:
        if self.claim.value.type == "indirect" or not self._told:
            return None
        verbatim = self._verbatim()
        like = [*self._alike(), *self._parts(verbatim)]
        if others := self._other_speaker(like):
            why = Reason(key="other-speaker", values={"speakers": " / ".join([self.claim.value.speaker, *others])})
            return self.desk.told(self.claim, "differs", "to-check", against=like, why=[why])
        same = [c for c in like if c.source in verbatim or self._covered(c.source, like)]
        if same or verbatim:
            return self.desk.told(self.claim, "supported", support=same, besides=verbatim)
        if foreign := [c for c in like if self.desk.languages[c.source] != self.desk.languages[self.claim.source]]:
            return self.desk.told(self.claim, "supported", "to-check", foreign, why=[Reason(key="translation")])
        if like:
            return self._reworded(like)
        if len(self._told) < SPOKEN and not self._named():
            return None  # words set apart, and nobody is said to have spoken them
        sure: Tier = "certain" if len(self._told) >= SPOKEN else "to-check"
        return self.desk.told(self.claim, "unsupported", sure, why=[Reason(key="in-no-source", values={"value": self.claim.exact})])

    @property
    def _told(self) -> set[str]:
        return content_words(self.claim.value.content)

    def _reworded(self, like: Sequence[QuoteClaim]) -> Checked:
        """Other words than the source's; a number, or a negation that comes or goes, is more than a wording."""
        closest = max(like, key=lambda c: (len(self._told & content_words(c.value.content)), -like.index(c)))
        swapped = replaced_words(self.claim.value.content, closest.value.content)
        key = change_of([self.claim, closest], swapped)
        why = Reason(key=key, values={"words": ", ".join(f"{own or '∅'} → {other or '∅'}" for own, other in swapped[:6])})
        against = [closest, *(c for c in like if c is not closest)]
        return self.desk.told(self.claim, "wording" if key == "words-changed" else "differs", against=against, why=[why])

    def _covered(self, source: str, like: Sequence[QuoteClaim]) -> bool:
        """Whether the quotes of a source hold every word of this one that carries content, and no other in its place."""
        own = [c for c in like if c.source == source]
        held = set[str]().union(*(content_words(c.value.content) for c in own))
        negated = any(NEGATIONS & set(words(c.value.content)) for c in own) == bool(NEGATIONS & set(words(self.claim.value.content)))
        return self._told <= held and negated

    def _alike(self) -> list[QuoteClaim]:
        """The quotes of sources that are this one in their words, the closest first."""
        languages, found = self.desk.languages, []
        own = utterances([self.claim], languages)[0]
        for other in self.desk.utterances:
            foreign = languages[other.quotes[0].source] != languages[self.claim.source]
            if one_utterance(own, other) or (foreign and translated(own, other)) or self._short(own, other):
                found.append((share(own, other), other))
        ordered = sorted(found, key=lambda row: (-row[0], row[1].quotes[0].source, row[1].quotes[0].start))
        return [quote for _, other in ordered for quote in other.quotes]

    def _short(self, own: Utterance, other: Utterance) -> bool:
        """Two or three words of one speaker of which one is another: « spectacle navrant », « spectacle affligeant »."""
        brief = 1 < len(own.words) <= SPOKEN and len(own.words) == len(other.words)
        return brief and share(own, other) >= LIKELY and bool(own.speaker and other.speaker) and speakers_meet(own.speaker, other.speaker)

    def _verbatim(self) -> list[str]:
        """The sources in which the very words of the quote stand, said by whomever."""
        told = f" {' '.join(words(self.claim.value.content))} "
        return [name for name, text in self.desk.plain.items() if told in text] if len(told.split()) > 1 else []

    def _parts(self, verbatim: Sequence[str]) -> list[QuoteClaim]:
        """The quotes of those sources that hold the words: too short to be known by them alone, and told with a speaker."""
        told = f" {' '.join(words(self.claim.value.content))} "
        quotes = (quote for other in self.desk.utterances for quote in other.quotes if quote.source in verbatim)
        return [quote for quote in quotes if told in f" {' '.join(words(quote.value.content))} "]

    def _named(self) -> bool:
        """Whether the draft names the speaker in the quote's own sentence: who « le condamné » is may have been taken wrongly."""
        text, (start, end) = self.desk.draft.document.text, self.claim.sentence
        names = words(self.claim.value.speaker)
        return named_beside(self.claim) or bool(names and names[-1] in words(text[start:end]))

    def _other_speaker(self, like: Sequence[QuoteClaim]) -> list[str]:
        """Who says it in the sources, where that is known and is somebody else than in the draft."""
        if not like or not self._named() or self.claim.value.relays:
            return []
        people = self.desk.story.people
        own = people.canonical(self.claim.source, self.claim.value.speaker)
        close = [c for c in like if share_of(self.claim, c) >= LIKELY and c.value.speaker and not c.value.relays]
        names = [people.canonical(c.source, c.value.speaker) for c in close]
        if not names or any(_may_be_one(own, name) for name in names):
            return []
        return list(dict.fromkeys(names))


def share_of(one: QuoteClaim, other: QuoteClaim) -> float:
    """The share of the shorter quote's content words that both have."""
    a, b = content_words(one.value.content), content_words(other.value.content)
    return len(a & b) / max(1, min(len(a), len(b)))


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names share a word, or one of them is no full name of a person."""
    a, b = set(words(one)), set(words(other))
    return bool({w for w in a & b if len(w) > 2}) or not (_capitalised(one) and _capitalised(other))


def _capitalised(name: str) -> bool:
    return len(name.split()) > 1 and all(part[:1].isupper() for part in name.split())
