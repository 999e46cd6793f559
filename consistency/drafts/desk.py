"""A draft among its sources, and how what is said of one of its claims is put together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from claims.extract import Extraction
from claims.records import KILLED, Claim, DateClaim, FigureClaim, QuoteClaim
from consistency import pairs
from consistency.align import align
from consistency.drafts.records import STANDINGS, Checked, Standing
from consistency.findings import Reason, Tier
from consistency.items import Item, items
from consistency.judge import judge, printed
from consistency.origins import Origins, origins
from consistency.spellings import name_groups
from consistency.stories import Story
from consistency.values import interval
from consistency.wording import Utterance, utterances, words

MOST = 6
"""The most claims of sources that are kept for a claim."""


class Desk(Struct, frozen=True, dict=True):
    """A draft among its sources: every claim ready for comparison."""

    story: Story
    name: str

    @cached_property
    def draft(self) -> Extraction:
        """The draft itself."""
        return next(e for e in self.story.extractions if e.document.source == self.name)

    @cached_property
    def sources(self) -> list[Extraction]:
        """The articles it is held against, without those that were withdrawn."""
        return [e for e in self.story.extractions if e.document.source != self.name and e.document.status != KILLED]

    @cached_property
    def origins(self) -> Origins:
        """Who first told what the sources tell."""
        return origins(self.story.documents.values())

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """All claims by their ids."""
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
        """Where names are written that are spelled in more than one way."""
        return [c for group in name_groups(self.story) for c in group.claims]

    @cached_property
    def items(self) -> dict[str, Item]:
        """Figures and dates ready for comparison, by claim."""
        return {item.claim.id: item for item in items(self.story)}

    def of_sources(self, kind: str) -> list[Item]:
        """The figures or dates of the sources."""
        return [self.items[c.id] for e in self.sources for c in e.claims if c.kind == kind]

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
            standing, tier, against, why = "contested", "to-check", others, [differing([claim, *others])]
        held, denied = one_an_article(support), one_an_article(against)
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
        return [other for other in against.values() if not any(compatible(claim, other) for claim in held)]


def compatible(one: Claim, other: Claim) -> bool:
    """Whether two claims give values that can be true together."""
    if isinstance(one, FigureClaim) and isinstance(other, FigureClaim):
        return interval(one.value).meets(interval(other.value))
    if isinstance(one, DateClaim) and isinstance(other, DateClaim):
        return not pairs.date_model(one, other).endswith(pairs.DIFFER)
    return one.kind != other.kind or one.exact == other.exact


def one_an_article(claims: Iterable[Claim]) -> list[Claim]:
    """The first claim of each article, in the order given."""
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(claim.source, claim)
    return list(first.values())


def differing(claims: Iterable[Claim]) -> Reason:
    """That these values cannot all be true."""
    return Reason(key="values-differ", values={"values": printed(claims)})
