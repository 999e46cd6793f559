"""The claims of a story, each with what comparing it needs."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from claims.records import Claim, DateClaim, FigureClaim, QuoteClaim
from consistency.relations import group_of, slot_value
from consistency.similarity import Profile, profile, rarity
from consistency.stories import Story
from consistency.values import dimension, is_count


class Item(Struct, frozen=True):
    """A claim with what comparing it needs: its profile, the profile of its clause, its article's day and where that begins.

    `first` and `only` tell whether it is the first, or the only value, of its measure and group in its article. `times` is how often
    its article tells that number, or that day; `articles` how many articles of the story do.
    """

    claim: Claim
    around: Profile
    clause: Profile
    day: dt.date | None = None
    body: int = 0
    first: bool = False
    only: bool = False
    times: int = 1
    articles: int = 1


def items(story: Story) -> list[Item]:
    """Every date and figure of a story, ready for comparison."""
    # by their texts: what an article's file is called must not decide anything
    order = {source: i for i, source in enumerate(sorted(story.documents, key=lambda s: story.documents[s].text))}
    claims = sorted((c for c in story.claims if not isinstance(c, QuoteClaim)), key=lambda c: (order[c.source], c.start, c.end))
    rare = rarity(claims)
    documents = story.documents
    made = []
    told = _series(claims)
    times, articles = _told_how_often(claims)
    for claim in claims:
        around = profile(claim, rare)
        clause = profile(claim, rare, skip=(*claim.context.sentence, *claim.context.paragraph))
        document, value = documents[claim.source], _value_of(claim)
        made.append(
            Item(
                claim,
                around,
                clause,
                document.published.day,
                document.body,
                *_place_in(told, claim),
                times[claim.source, value],
                articles[value],
            )
        )
    return made


def series(claim: FigureClaim | DateClaim) -> tuple[str, ...]:
    """What a figure is one value of (its measure, its unit where it has a standard one, its group), or a date: what happened, and how finely it is told."""
    if isinstance(claim, DateClaim):
        return slot_value(claim.slots.predicate), slot_value(claim.slots.granularity)
    return slot_value(claim.slots.measure), "" if is_count(claim.value) else dimension(claim.value), group_of(claim)


def plain_value(claim: FigureClaim | DateClaim) -> object:
    """The number of a figure, the days or the time of a date."""
    return claim.value.number if isinstance(claim, FigureClaim) else claim.value.value


def _told_how_often(claims: Sequence[Claim]) -> tuple[Counter[tuple[str, object]], Counter[object]]:
    """How often each article tells a number or a day, and how many articles do."""
    times = Counter((c.source, _value_of(c)) for c in claims)
    return times, Counter(value for _, value in times)


def _value_of(claim: Claim) -> object:
    """What a date or a figure says, in words that articles share: the number with its unit, the days."""
    if isinstance(claim, FigureClaim):
        return "figure", claim.value.number, "" if is_count(claim.value) else dimension(claim.value)
    return (claim.kind, claim.value.value, claim.value.time) if isinstance(claim, DateClaim) else (claim.kind, claim.id)


def _series(claims: Sequence[Claim]) -> dict[tuple[str, ...], list[object]]:
    """The values of each article and series, in reading order."""
    told: dict[tuple[str, ...], list[object]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim, FigureClaim | DateClaim):
            told[claim.source, *series(claim)].append(plain_value(claim))
    return told


def _place_in(told: Mapping[tuple[str, ...], Sequence[object]], claim: Claim) -> tuple[bool, bool]:
    """Whether a figure or a date is the first of its series in its article, and whether it is the only value of it."""
    if not isinstance(claim, FigureClaim | DateClaim):
        return False, False
    row = told[claim.source, *series(claim)]
    return row[0] == plain_value(claim), len(set(row)) == 1
