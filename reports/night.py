"""The morning report: what is new between two runs, story by story, in Markdown and for other programs in JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from claims.records import Document
from consistency.findings import Finding, gravity, gravity_of
from consistency.news import News, StoryNews
from consistency.store import Level, StoryTally
from reports import digest, escape
from reports.details import detail
from reports.formats import Style
from reports.json import contract, dumps
from reports.markdown import single_tables
from reports.marked import bold, link, table, text
from reports.standing import known_table, place, stale_list, unread_table
from reports.values import humanise
from reports.view import View, severity, severity_of
from reports.words import Words, load
from reports.wrapped import wrapped

Documents = Callable[[StoryNews], Mapping[str, Document]]
"""Gives the articles of a story, asked for one story at a time; it may lack some."""

ROOM = 1_000_000
"""Bytes of a report that GitHub and GitLab still show, 1 MiB, less what its end takes."""
_NAMED = 8
"""The most files and stories that are named; the rest is counted."""
_LINES = 30
"""The most stories listed on a terminal."""
_ANCHOR = re.compile(r"(<a id=\"|\]\(#)([A-Z]{3}\d{3}-)")
_KINDS = ("conflict", "internal", "to-check", "evolved", "variant", "single-source")


def markdown(news: News, documents: Documents, style: Style) -> str:
    """The morning report as Markdown, byte for byte the same for the same news.

    It is cut between stories before it is too long to be shown, and says so.
    """
    words, left = load(style.language), ROOM
    urgent: list[tuple[int, list[str]]] = []
    sections: list[str] = []
    cut: list[str] = []
    for tally in _by_gravity(news.tallies):
        if cut:
            cut.append(tally.story)
            continue
        story = news.load(tally.story)
        view = View(story.report, documents(story), words)
        urgent += [(gravity(finding), [_apart(cell, tally.story) for cell in _urgent(finding, view)]) for finding in digest.urgent(view)]
        section = _apart("\n\n".join(part for part in _story(story, view) if part), tally.story)
        size = len(section.encode("utf-8", "replace"))
        if size > left:
            cut.append(tally.story)
            continue
        left -= size
        sections.append(section)
    first = [row for _, row in sorted(urgent, key=lambda one: one[0])[: digest.FIRST]]
    told = [*_head(news, words), *_first(first, words), *_cut(cut, words), *sections, *_tail(news, words)]
    return "\n\n".join(part for part in told if part) + "\n"


def _apart(section: str, story: str) -> str:
    """A section with anchors of its own: two stories may hold the same finding."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", story).strip("-") or "story"
    return _ANCHOR.sub(rf"\1{name}-\2", section)


def as_json(news: News, documents: Documents, style: Style) -> str:
    """The morning report as JSON: for each story a report as `check` writes it, of the new findings alone."""
    told = {
        "day": news.day,
        "since": news.since,
        "since_day": news.since_day,
        "stories_checked": news.checked,
        "articles": news.articles,
        "persisting": news.persisting,
        "waived": news.waived,
        "stories": [
            {"added": one.added, "changed": one.changed, "withdrawn": one.withdrawn, "gone": one.gone, "report": contract(one.report)}
            for one in (news.load(tally.story) for tally in news.tallies)
        ],
        "unread": [unread.model_dump(mode="json") for unread in news.unread],
        "stale_waivers": [stale.model_dump(mode="json") for stale in news.stale],
    }
    return dumps(told)


def terminal(news: News, documents: Documents, style: Style) -> str:
    """The morning report in a few lines: the counts, and each story that has news."""
    words = load(style.language)
    lines = [_title(news, words), _headline(news, words), _standing(news, words)]
    for tally in _by_gravity(news.tallies)[:_LINES]:
        told = _counted(tally.new, words) or words("night.nothing")
        gone = _without_agreements(tally.resolved)
        after = f" · {words.count('standing.resolved', gone)}" if gone else ""
        lines.append(f"  {words('colon', a=escape.terminal(tally.story), b=told)}{after}")
    if len(news.tallies) > _LINES:
        lines.append(f"  {words.count('and_more', len(news.tallies) - _LINES)}")
    lines += [
        escape.terminal(f"  {place(s.path, s.line)}: {words(f'waiver.{s.problem}', finding=s.finding, until=s.until)}") for s in news.stale
    ]
    return wrapped([line for line in lines if line], style.width)


RENDERERS: Mapping[str, Callable[[News, Documents, Style], str]] = {"markdown": markdown, "json": as_json, "terminal": terminal}
"""The formats of a morning report."""


def _by_gravity(tallies: Sequence[StoryTally]) -> list[StoryTally]:
    """The stories with the gravest news first, then by name."""
    return sorted(tallies, key=lambda one: (min((gravity_of(*level) for level in one.new), default=99), one.story))


def _title(news: News, words: Words) -> str:
    return words("night.title-day", day=humanise(news.day, words)) if news.day else words("night.title")


def _head(news: News, words: Words) -> Iterator[str]:
    yield f"# {text(_title(news, words))}"
    yield bold(text(_headline(news, words)))
    yield text(_counted(news.new, words))
    yield text(_standing(news, words))


def _first(rows: Sequence[Sequence[str]], words: Words) -> Iterator[str]:
    if rows:
        yield f"## {words('night.first-title')}"
        yield table([words("night.story"), words("first.what"), words("first.action")], rows)


def _cut(stories: Sequence[str], words: Words) -> Iterator[str]:
    if stories:
        yield bold(text(words("night.cut", n=len(stories), stories=_listed(stories, words))))


def _headline(news: News, words: Words) -> str:
    number = _without_agreements(news.new)
    concerned = sum(_without_agreements(one.new) > 0 for one in news.tallies)
    told = f"{words.count('night.new', number)} {words.count('night.in-stories', concerned)}." if number else words("night.nothing")
    if news.since_day:
        return f"{told} {words('night.since', day=humanise(news.since_day, words))}"
    if not news.since:
        return f"{told} {words('night.first')}" if number else told
    return f"{told} {words('night.since-name', name=news.since)}"


def _without_agreements(tally: Mapping[Level, int]) -> int:
    return sum(number for (verdict, _), number in tally.items() if verdict != "corroborated")


def _counted(tally: Mapping[Level, int], words: Words) -> str:
    """« 1 contradiction · 2 points à vérifier »; empty where there is nothing to tell of."""
    numbers: Counter[str] = Counter()
    for (verdict, tier), number in tally.items():
        numbers["to-check" if severity_of(verdict, tier).endswith("to-check") else verdict] += number
    return " · ".join(words.count(f"counts.{name}", numbers[name]) for name in _KINDS if numbers[name])


def _standing(news: News, words: Words) -> str:
    resolved = sum(_without_agreements(one.resolved) for one in news.tallies)
    numbers = {"persisting": news.persisting, "resolved": resolved, "waived": news.waived}
    told = [words.count(f"standing.{name}", n) for name, n in numbers.items()]
    return " · ".join([words.count("night.checked", news.checked), words.count("night.articles", news.articles), *told])


def _urgent(finding: Finding, view: View) -> list[str]:
    kind = bold(view.words(f"short.{severity(finding)}"))
    what = f"{kind} · {link(digest.title(view, finding, text), finding)}"
    return [text(view.report.story), what, text(digest.advice(view, finding))]


def _story(story: StoryNews, view: View) -> Iterator[str]:
    words = view.words
    yield f"## {text(words('colon', a=words('night.story'), b=story.report.story))}"
    if story.gone:
        yield text(words("night.gone"))
    yield "\n".join(_moves(story, words))
    if view.differences:
        yield f"### {words('night.differences-title')}"
        yield from (_one_lower(detail(finding, view)) for finding in view.differences)
    if singles := single_tables(view, "####"):
        yield f"### {words('night.single-title')}"
        yield from singles
    if agreed := [finding for finding in view.with_verdict("corroborated") if finding.tier == "certain"]:
        yield words.count("night.confirmed", len(agreed))
    if gone := [known for known in story.report.resolved if known.verdict != "corroborated"]:
        yield f"### {words('night.resolved-title')}"
        yield known_table(gone, words)


def _one_lower(section: str) -> str:
    """A section with its heading one level lower."""
    return f"#{section}" if section.startswith("#") else section


def _moves(story: StoryNews, words: Words) -> Iterator[str]:
    for name, paths in (("added", story.added), ("changed", story.changed), ("withdrawn", story.withdrawn)):
        if paths:
            yield f"- {words.count(f'night.{name}', len(paths), files=_listed([escape.code(path) for path in paths], words))}"


def _listed(names: Sequence[str], words: Words) -> str:
    more = words.count("and_more", len(names) - _NAMED) if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])} {more}".strip()


def _tail(news: News, words: Words) -> Iterator[str]:
    if news.unread:
        yield f"## {words('night.unread-title')}"
        yield unread_table(news.unread, words)
    if news.stale:
        yield f"## {words('night.stale-title')}"
        yield stale_list(news.stale, words)
