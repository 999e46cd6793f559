"""Dates of a draft: supported, on another day, or in no source."""

from __future__ import annotations

from claims.records import Claim, DateClaim
from consistency.drafts.desk import Desk, differing
from consistency.drafts.pairing import LIKELY, MAYBE, best, pairs_of
from consistency.drafts.records import Checked
from consistency.findings import Reason
from consistency.relations import predicate_relation
from consistency.values import length

TOLD = 0.33
"""How likely a pair of dates of one happening must be to say that it was on another day."""
WEEK = 7
"""Dates that span more days are too loose to be looked for."""


class Day:
    """A date of the draft."""

    def __init__(self, desk: Desk, claim: DateClaim) -> None:
        """Weigh it against the sources."""
        self.desk, self.claim = desk, claim
        found = pairs_of(desk.items[claim.id], desk.of_sources("date"))
        self.same = [pair for pair in found if pair.same and self._as_fine(pair.claim)]
        self.differ = [pair for pair in found if not pair.same]

    def checked(self) -> Checked | None:
        """What is said of it; None where nothing is."""
        if not self._fixed():
            return None
        same, differ = best(self.same), best(self.differ)
        if others := self._on_another_day():
            return self.desk.told(self.claim, "differs", "to-check", against=others, why=[differing([self.claim, *others])])
        clock = self.claim.value.type == "TIME"
        open_to = [p for p in self.same if clock or p.likely >= LIKELY or predicate_relation(self.claim, _date(p.claim)) >= 0]
        if same >= LIKELY or (open_to and best(open_to) >= max(MAYBE, differ)):
            return self.desk.told(self.claim, "supported", support=[p.claim for p in self.same if p.likely >= min(LIKELY, best(open_to))])
        if differ >= LIKELY:
            claims = [p.claim for p in self.differ if p.likely >= LIKELY]
            return self.desk.told(self.claim, "differs", "to-check", against=claims, why=[differing([self.claim, *claims])])
        claims = [p.claim for p in self.differ if p.likely >= MAYBE and self._one_happening(p.claim)]
        if open_to and not claims:
            return self.desk.told(self.claim, "supported", "to-check", [p.claim for p in open_to])
        if spans := self._within():
            return self.desk.told(self.claim, "supported", "to-check", spans)
        if claims:
            return self.desk.told(self.claim, "differs", "to-check", against=claims, why=[differing([self.claim, *claims])])
        return self.desk.told(self.claim, "unsupported", "to-check", why=[Reason(key="in-no-source", values={"value": self.claim.exact})])

    def _on_another_day(self) -> list[Claim]:
        """What the sources say happened then, on another day: where no source that has the draft's day says that this is what happened."""
        if any(p.likely >= MAYBE and self._one_happening(p.claim) for p in self.same):
            return []
        return [p.claim for p in self.differ if p.likely >= TOLD and self._one_happening(p.claim)]

    def _within(self) -> list[Claim]:
        """Spans of sources that begin or end on the day: « du 16 mars au 3 juin »."""
        value = self.claim.value
        dates = [i.claim for i in self.desk.of_sources("date") if isinstance(i.claim, DateClaim) and length(i.claim.value) > 1]
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
        return isinstance(other, DateClaim) and predicate_relation(self.claim, other) > 0


def _date(claim: Claim) -> DateClaim:
    if not isinstance(claim, DateClaim):
        raise TypeError(claim.kind)
    return claim
