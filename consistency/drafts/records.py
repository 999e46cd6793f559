"""What is said of a draft: what becomes of each of its claims."""

from __future__ import annotations

from typing import Literal, get_args

from claims.records import Claim, Record
from consistency.findings import Reason, Source, Tier, Unread

Standing = Literal["differs", "internal", "outdated", "wording", "unsupported", "contested", "one-origin", "supported"]
"""What becomes of a claim of a draft, the gravest first.

`differs` from a source, does not fit the draft itself (`internal`), was true once (`outdated`), differs in its wording only,
is in no source (`unsupported`), stands in sources that disagree (`contested`), rests on one origin, or on several.
"""

STANDINGS: tuple[Standing, ...] = get_args(Standing)
"""All of these, the gravest first."""


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
