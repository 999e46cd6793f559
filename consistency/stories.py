"""One story: its articles, their claims, and what is only known of all of them together.

Articles without a publication date get one from the story: the year from the other articles, the day from the days they
name themselves.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from claims.calendar import Anchor
from claims.entities import Entity
from claims.extract import Extraction, Prepared, days_told, extract
from claims.records import KILLED, Claim, DateClaim, DateValue, Document, FigureClaim, Mention, Publication, QuoteClaim
from claims.stems import plain
from consistency.options import HouseName
from consistency.people import HOUSE, People, people
from consistency.similarity import Profile, Rarity, cosine, merged, profile, rarity
from consistency.values import FRANC, FRANCS

NEXT_DAYS = 2
"""How many days after the last day it names an article may come out."""
WEEKDAYS = 7
TOLD = 0.005
"""What an article counts that tells of a day in other words."""
FAR_MORE = 3
"""How many times as much a day must be told of as any other of its weekday, for a bare weekday to mean it."""
NEAR_STORY = 120
"""Days further from the story than this say nothing of when an article came out."""


EVENING, MORNING = "20:00", "06:00"
"""Between them it is night, and what one article tells of a day another tells of the next."""


class Story(Struct, frozen=True, dict=True):
    """Articles that tell one story, in the order of their names, with their claims."""

    name: str
    extractions: tuple[Extraction, ...]
    house: tuple[HouseName, ...] = ()

    @property
    def live(self) -> Story:
        """The story without the claims of articles that were withdrawn: they are listed, and speak for nothing any more."""
        return replace(self, extractions=tuple(replace(e, claims=()) if e.document.status == KILLED else e for e in self.extractions))

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The articles by source."""
        return {e.document.source: e.document for e in self.extractions}

    @cached_property
    def languages(self) -> dict[str, str]:
        """The languages of the articles by source."""
        return {source: document.language for source, document in self.documents.items()}

    @cached_property
    def told_on(self) -> dict[str, dt.date | None]:
        """The day each article speaks of: when it came out, else was last changed, else the last day near the story that it names."""
        around = [d.published.day for d in self.documents.values() if d.published.day]
        latest = max(around, default=None)
        return {e.document.source: _day_known(e.document) or _last_day(e.claims, latest) for e in self.extractions}

    @cached_property
    def by_sentence(self) -> Mapping[tuple[str, tuple[int, int]], Sequence[Claim]]:
        """The claims of each sentence, by article and place."""
        found: defaultdict[tuple[str, tuple[int, int]], list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.source, claim.sentence].append(claim)
        return found

    @cached_property
    def figures(self) -> Mapping[str, Sequence[FigureClaim]]:
        """The figures of each article."""
        return {e.document.source: [c for c in e.claims if isinstance(c, FigureClaim)] for e in self.extractions}

    @cached_property
    def plain_texts(self) -> Mapping[str, str]:
        """The texts of the articles in small letters without accents, to look names up in."""
        return {source: plain(document.text) for source, document in self.documents.items()}

    @cached_property
    def nights(self) -> frozenset[tuple[str, tuple[int, int]]]:
        """The sentences, by article and place, that tell a time of the night."""
        times = ((c, c.value.time) for c in self.claims if isinstance(c, DateClaim))
        return frozenset((c.source, c.sentence) for c, time in times if time is not None and not MORNING <= time < EVENING)

    @cached_property
    def people(self) -> People:
        """The people and bodies of all articles."""
        return people([*((e.document.source, e.names.entities) for e in self.extractions), (HOUSE, _entities(self.house))])

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, article by article."""
        return tuple(c for e in self.extractions for c in e.claims)


def _day_known(document: Document) -> dt.date | None:
    """The day an article came out; one that is only inferred yields to that of its last change (an encyclopaedia's page)."""
    published = document.published
    return (document.updated or published.day) if published.basis == "inferred" else (published.day or document.updated)


def _last_day(claims: Sequence[Claim], latest: dt.date | None) -> dt.date | None:
    """The last single day that the claims name, no later than the story's latest article."""
    days = [
        c.value.earliest for c in claims if isinstance(c, DateClaim) and c.value.earliest is not None and c.value.earliest == c.value.latest
    ]
    near = [d for d in days if latest is not None and d <= latest]
    return max(near, default=None)


def _entities(house: Sequence[HouseName]) -> tuple[Entity, ...]:
    """The house's names as an article would tell them."""
    return tuple(
        Entity(
            name=name.name,
            kind="person" if name.kind == "person" else "proper",
            sex=name.sex,
            acronym=name.acronym,
            roles=list(name.roles),
            role_words=[tuple(re.findall(r"\w+", plain(role))) for role in name.roles],
            mentions=1,
        )
        for name in house
    )


def story(name: str, articles: Sequence[Prepared], house: Sequence[HouseName] = ()) -> Story:
    """Extract a story; articles that do not tell their day get it from the days that they name and from the others.

    `house` are the persons and bodies that are known beforehand.
    """
    prepared = sorted(articles, key=lambda p: p.document.source)
    around = _around(prepared)
    first = [_extracted(p, around) for p in prepared]
    told = Story(name, tuple(_placed(p, e, first, around) for p, e in zip(prepared, first, strict=True)), tuple(house))
    francs = {c.value.unit for rows in told.figures.values() for c in rows} & FRANCS
    franc = francs.pop() if len(francs) == 1 else FRANC
    return replace(told, extractions=tuple(_with_francs(_named(e, told.people), franc) for e in told.extractions))


def _with_francs(extraction: Extraction, franc: str) -> Extraction:
    """An article whose bare francs are those that the other articles name: « 312 millions de francs », "SFr312m"."""
    return extraction if franc == FRANC else replace(extraction, claims=tuple(_in_francs(c, franc) for c in extraction.claims))


def _in_francs(claim: Claim, franc: str) -> Claim:
    if not isinstance(claim, FigureClaim) or claim.value.unit != FRANC:
        return claim
    return claim.model_copy(update={"value": claim.value.model_copy(update={"unit": franc})})


def _named(extraction: Extraction, known: People) -> Extraction:
    """An article whose speakers have the names that the whole story gives them: a role of one article is a name of another."""
    return replace(extraction, claims=tuple(_spoken(c, known) for c in extraction.claims))


def _spoken(claim: Claim, known: People) -> Claim:
    if not isinstance(claim, QuoteClaim) or not claim.value.speaker:
        return claim
    name = known.holder(claim.value.speaker_exact) or known.canonical(claim.source, claim.value.speaker)
    return claim.model_copy(update={"value": claim.value.model_copy(update={"speaker": name})})


def _placed(prepared: Prepared, extraction: Extraction, others: Sequence[Extraction], around: dt.date | None) -> Extraction:
    """The article as it is, or read again by the day that its bare weekdays share with the other articles."""
    if extraction.document.published.day is not None or around is None:
        return extraction
    days = shared_days(prepared, extraction, others)
    if not days:
        return extraction
    document = prepared.document.model_copy(update={"published": Publication(day=days[0], basis="inferred")})
    dated = replace(prepared, document=document)
    first = extract(dated, Anchor(days[0], around))
    return _agreed(first, extract(dated, Anchor(days[-1], around)), extraction) if days[0] != days[-1] else first


def _agreed(first: Extraction, last: Extraction, unplaced: Extraction) -> Extraction:
    """The claims of an article that came out on one day of several: a day that they tell apart stays open."""
    latest, unresolved = ({c.id: c for c in e.claims} for e in (last, unplaced))
    return replace(first, claims=tuple(c if latest.get(c.id) == c else unresolved.get(c.id, c) for c in first.claims))


def shared_days(prepared: Prepared, extraction: Extraction, others: Sequence[Extraction]) -> Sequence[dt.date]:
    """The days an article may have come out on, from what it shares with articles whose days are known; empty where that is too little.

    Its « lundi » is the Monday on which the others tell the same thing, so that it came out within six days from there, and
    on a Thursday where it says « ce jeudi »; the days that most of its weekdays agree on. Each tells as much as its words are
    alike, times how alike the articles are; a weekday that may be one of two tells nothing.
    """
    bare = [c for c in extraction.claims if isinstance(c, DateClaim) and c.value.weekday and c.value.earliest is None]
    tellers = [e for e in others if e is not extraction and e.claims]
    if not bare or not tellers:
        return ()
    rare = rarity([c for e in others for c in e.claims])
    own = _whole(extraction, rare)
    days = [
        (c.value.earliest, e.document.source, alike, profile(c, rare))
        for e in tellers
        for alike in (cosine(own, _whole(e, rare)),)
        for c in e.claims
        if isinstance(c, DateClaim) and _single(c)
    ]
    votes: Counter[dt.date] = Counter()
    for claim in bare:
        day, weight = _same_day(profile(claim, rare), claim.value.weekday, days)
        if day is not None:
            for ahead in range(WEEKDAYS):
                votes[day + dt.timedelta(days=ahead)] += weight  # type: ignore[assignment]
    own_weekdays = {c.value.weekday for c in bare if _pointed_at(prepared, c)}
    votes = Counter({d: weight for d, weight in votes.items() if d.isoweekday() in own_weekdays}) or votes
    return sorted(d for d, weight in votes.items() if weight >= max(votes.values()) - 1e-9)


def _whole(extraction: Extraction, rare: Rarity) -> Profile:
    """What an article is about."""
    return merged([profile(c, rare) for c in extraction.claims])


def _same_day(
    own: Profile, weekday: int | None, days: Sequence[tuple[dt.date | None, str, float, Profile]]
) -> tuple[dt.date | None, float]:
    """The day of that weekday whose tellings are most alike, and how much they are; None where another is nearly as much.

    `days` are those told, each with its article, how alike that article is, and the words around.
    """
    best: dict[tuple[dt.date, str], float] = {}
    for day, source, alike, told in days:
        if day is not None and day.isoweekday() == weekday:
            best[day, source] = max(best.get((day, source), 0.0), TOLD + alike * cosine(own, told))
    total: Counter[dt.date] = Counter()
    for (day, _), weight in sorted(best.items()):
        total[day] += weight  # type: ignore[assignment]
    (first, most), (_, next_most) = [*total.most_common(2), (None, 0.0), (None, 0.0)][:2]
    return (first, most) if most > 0 and most >= FAR_MORE * next_most else (None, 0.0)


def _single(claim: DateClaim) -> bool:
    return claim.value.earliest is not None and claim.value.earliest == claim.value.latest


def _around(prepared: Sequence[Prepared]) -> dt.date | None:
    """The story's day: the one that most articles name, of those whose own day is known; else the median of full dates.

    None where no article needs it: all tell their own day.
    """
    if all(p.document.published.day for p in prepared):
        return None
    told = Counter(day for p in prepared if p.document.published.day for day in _single_days(p))
    if told:
        return min(told, key=lambda day: (-told[day], day))
    days = sorted(p.document.published.day for p in prepared if p.document.published.day)
    days = days or sorted(day for p in prepared for m in days_told(p, Anchor()) if (day := _full(m)))
    return days[len(days) // 2] if days else None


def _single_days(prepared: Prepared) -> set[dt.date]:
    """The single days that an article of known day names."""
    values = [m.value for m in days_told(prepared, Anchor(prepared.document.published.day)) if isinstance(m.value, DateValue)]
    return {v.earliest for v in values if v.type == "DATE" and v.earliest is not None and v.earliest == v.latest}


def _full(mention: Mention) -> dt.date | None:
    value = mention.value
    exact = isinstance(value, DateValue) and value.anchor == "absolute" and value.earliest == value.latest
    return value.earliest if exact and isinstance(value, DateValue) else None


def _extracted(prepared: Prepared, around: dt.date | None) -> Extraction:
    """The article's claims, by its own day, else by the day inferred, else with the story's year at least."""
    if prepared.document.published.day is not None or around is None:
        return extract(prepared)
    day = inferred_day(prepared, around)
    if day is None:
        return extract(prepared, Anchor(None, around))
    document = prepared.document.model_copy(update={"published": Publication(day=day, basis="inferred")})
    return extract(replace(prepared, document=document), Anchor(day, around))


def inferred_day(prepared: Prepared, around: dt.date) -> dt.date | None:
    """The day an article came out, from the days it names.

    « ce mardi 25 novembre » names it outright. Otherwise the last full day it tells of, moved on to a bare weekday told
    before any full date of that weekday: « mercredi 14 janvier … jeudi matin » came out on a Thursday. None where the
    article names too little.
    """
    told = [(m, m.value) for m in days_told(prepared, Anchor(None, around)) if isinstance(m.value, DateValue) and m.value.type == "DATE"]
    days = [(m, v) for m, v in told if v.earliest is None or abs((v.earliest - around).days) < NEAR_STORY]
    full = [(m, v.earliest) for m, v in days if v.earliest is not None and v.earliest == v.latest and v.weekday]
    if not full:
        return None
    pointed = [day for m, day in full if _pointed_at(prepared, m)]
    if pointed:
        return max(pointed)
    latest = max(day for _, day in full)
    seen: set[int] = set()
    for _, value in days:
        if value.weekday and value.earliest is None and value.weekday not in seen:
            ahead = (value.weekday - latest.isoweekday()) % 7
            return latest + dt.timedelta(days=ahead if ahead <= NEXT_DAYS else 0)
        seen.add(value.weekday or 0)
    return latest


def _pointed_at(prepared: Prepared, mention: Mention | DateClaim) -> bool:
    """Whether « ce » or "this" is part of the date."""
    reading = prepared.reading
    at = reading.at(mention.start)
    return "this" in reading.terms[at].classes or (at > 0 and "this" in reading.terms[at - 1].classes)
