"""A draft before publication: what each of its claims rests on in the articles it was written from.

Every claim of the draft is weighed against every claim of the sources with the same features and weights that put claims of
articles together (`consistency.pairs`); the draft itself is nobody's source. Where no pair is likely, weaker signs decide:
the same number, the same day, the same measure. What is said then is never certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from claims.extract import Extraction
from claims.read.files import STANDARD_INPUT
from claims.records import DateClaim, Document, FigureClaim, QuoteClaim
from consistency import __version__
from consistency.drafts.days import Day
from consistency.drafts.desk import Desk
from consistency.drafts.figures import Figure
from consistency.drafts.quotes import Quote
from consistency.drafts.records import STANDINGS, Checked, DraftReport
from consistency.errors import InputError
from consistency.findings import Reason
from consistency.options import Options
from consistency.paths import Files, files
from consistency.pipeline import source_of, told_story
from consistency.rules import ARTICLE_RULES
from consistency.spellings import name_groups

__all__ = ["STANDINGS", "Checked", "DraftReport", "check_draft"]


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
    desk = Desk(story, own.extractions[0].document.source)
    if not desk.sources:
        raise InputError(", ".join(map(str, against)), 0, "holds no article to check the draft against", "give the sources with --against")
    checked = sorted(_checked(desk), key=desk.order)
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


def _checked(desk: Desk) -> Iterator[Checked]:
    """What becomes of each claim of the draft."""
    flawed: set[str] = set()
    for one in _internal(desk.draft):
        flawed.add(one.claim)
        yield one
    for claim in desk.draft.claims:
        if isinstance(claim, QuoteClaim):
            found = Quote(desk, claim).checked()
        elif isinstance(claim, FigureClaim):
            found = Figure(desk, claim).checked()
        else:
            found = Day(desk, claim).checked() if isinstance(claim, DateClaim) else None
        if found is not None and (found.claim not in flawed or found.standing == "differs"):
            yield found
    yield from _spelled(desk)


def _internal(draft: Extraction) -> Iterator[Checked]:
    """What does not fit inside the draft itself."""
    for rule in ARTICLE_RULES:
        for flaw in rule(draft):
            yield Checked(claim=flaw.claims[0], standing="internal", tier=flaw.tier, against=flaw.claims[1:], why=flaw.why)


def _spelled(desk: Desk) -> Iterator[Checked]:
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
