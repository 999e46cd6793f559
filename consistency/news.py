"""What is new between two runs: story by story, the findings that came and went, and the articles that did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from claims.records import Claim
from consistency.baseline import compared, knowns
from consistency.findings import Finding, Known, Report, StaleWaiver, Unread, order
from consistency.store import Level, Store, StoryTally


class StoryNews(Struct, frozen=True):
    """What is new in one story.

    `report` holds the new findings alone, with the claims they rest on, and those that are resolved. `added`, `changed` and
    `withdrawn` are the paths of articles; `gone` says that the whole story is there no more.
    """

    report: Report
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    gone: bool = False


class News(Struct, frozen=True):
    """What is new between two runs: their numbers or names and days, the stories that have news, and what stays as it was.

    `tallies` count the news of each story; `load` gives one story's news by its name, so that no more than one is held at a
    time. `persisting` and `waived` count findings, agreements apart; `unread` are the articles that cannot be read, `stale`
    the waivers that waive nothing.
    """

    day: str
    since: str
    since_day: str
    tallies: tuple[StoryTally, ...]
    load: Callable[[str], StoryNews]
    persisting: int = 0
    waived: int = 0
    unread: tuple[Unread, ...] = ()
    stale: tuple[StaleWaiver, ...] = ()
    articles: int = 0
    checked: int = 0

    @property
    def new(self) -> Counter[Level]:
        """How many findings are new in all stories, by verdict and tier."""
        return sum((tally.new for tally in self.tallies), Counter())


def between(store: Store, since: int, until: int, unused: Sequence[StaleWaiver] = ()) -> News:
    """What run `until` has found that run `since` had not, from their history; `unused` are central waivers that waive nothing."""
    standing, (stories, articles) = store.standing(since, until), store.size(until)
    troubled = list(store.troubled()) if until >= max(store.finished(), default=0) else []
    return News(
        day=store.day(until),
        since=str(since or ""),
        since_day=store.day(since),
        tallies=store.tallies(since, until),
        load=lambda name: _story(store, name, since, until),
        persisting=standing["persisting"],
        waived=standing["waived"],
        unread=tuple(sorted({u for head in troubled for u in head.unread}, key=lambda u: (u.path, u.line, u.problem))),
        stale=tuple(sorted((*unused, *(s for head in troubled for s in head.stale_waivers)), key=lambda s: (s.path, s.line, s.finding))),
        articles=articles,
        checked=stories,
    )


def _story(store: Store, name: str, since: int, until: int) -> StoryNews:
    records, head = store.new(name, since, until), store.head(name)
    claims = {claim.id: claim for record in records for claim in record.claims}
    report = (head or Report(version="", story=name)).model_copy(
        update={
            "findings": order([record.finding for record in records]),
            "claims": tuple(claims[key] for key in sorted(claims)),
            "resolved": store.resolved(name, since, until),
        }
    )
    return StoryNews(report, *_moves(store.articles(name, since), store.articles(name, until)), gone=head is None)


def _moves(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The articles that were added, changed and withdrawn."""
    added = sorted(path for path in now if path not in before)
    changed = sorted(path for path in now if path in before and before[path] != now[path])
    return tuple(added), tuple(changed), tuple(sorted(path for path in before if path not in now))


def of_reports(before: Report, now: Report) -> News:
    """What one report has found that an earlier one had not, each as `check --format json` wrote it."""
    told = compared(now.model_copy(update={"compared_with": "", "resolved": ()}), knowns(before), before.story)
    fresh = tuple(finding for finding in told.findings if finding.status == "new")
    news = told.model_copy(update={"findings": fresh, "claims": _of(told.claims, fresh), "compared_with": ""})
    # a report knows its articles by name alone: which of them were changed it cannot tell
    added, _, withdrawn = _moves({s.path: "" for s in before.sources}, {s.path: "" for s in now.sources})
    return News(
        day="",
        since=before.story,
        since_day="",
        tallies=(StoryTally(now.story, _levels(news.findings), _levels(told.resolved)),),
        load=lambda _: StoryNews(news, added, (), withdrawn),
        persisting=sum(finding.status == "persisting" and finding.verdict != "corroborated" for finding in told.findings),
        waived=sum(finding.status == "waived" for finding in told.findings),
        unread=told.unread,
        stale=told.stale_waivers,
        articles=len(now.sources),
        checked=1,
    )


def _levels(found: Iterable[Finding | Known]) -> Counter[Level]:
    return Counter((one.verdict, one.tier) for one in found)


def _of(claims: Iterable[Claim], findings: Iterable[Finding]) -> tuple[Claim, ...]:
    """The claims that some findings rest on."""
    names = {name for finding in findings for name in finding.claims}
    return tuple(claim for claim in claims if claim.id in names)
