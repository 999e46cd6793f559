"""A night over a folder of stories: read what changed since the last one, keep what was found, say what is new.

Every folder right below the one that is given is a story; articles that lie beside these folders are sorted into stories
(`consistency.desk`). A story is read again when an article, its `sources.toml`, the configuration, a waiver or the program's own rules have changed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec import Struct
from msgspec.structs import replace

import claims
import consistency
from claims.records import Document
from consistency import __version__
from consistency.baseline import Baseline, earlier, is_known, knowns, read_baseline
from consistency.crews import Crew, alone
from consistency.desk import Folder, folders
from consistency.errors import InputError
from consistency.findings import Known, Report, Source, StaleWaiver
from consistency.options import Options
from consistency.pipeline import judged_story
from consistency.store import FindingRecord, FindingRow, Kept, OldFinding, Row, Run, Store, StoryRows, dumped
from consistency.waiver_file import read_waivers
from consistency.waivers import Waiver, in_article, stale, waived

ELSEWHERE = frozenset(("today", "baseline", "waivers", "store", "fail_on", "report_language", "keep_going"))
"""Options that change nothing of what is found in a story."""


class Task(Struct, frozen=True):
    """What a process needs to judge a story; `setting` is a digest of the program and its options."""

    folder: Folder
    setting: str
    options: Options
    central: tuple[Waiver, ...]
    before: tuple[OldFinding, ...]
    by_baseline: tuple[Known, ...]


class Tally(Struct):
    """What a night did: how many stories and articles there are, and how many were read."""

    stories: int = 0
    articles: int = 0
    stories_read: int = 0
    articles_read: int = 0


class Night(Struct, frozen=True):
    """A night that is judged and kept, and has still to be told; `unused` are the central waivers that waive nothing."""

    run: Run
    tally: Tally
    unused: tuple[StaleWaiver, ...]


@contextmanager
def locked(store: Path) -> Iterator[None]:
    """Keep other runs off a history. Raises `InputError` at once where another is at work on it."""
    if not store.parent.is_dir():
        raise InputError(str(store), 0, "its folder does not exist", f"make the folder {store.parent}, or give another file to --store")
    lock = FileLock(f"{store}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise InputError(str(store), 0, "another run is at work on it", "wait for its end") from error
    except OSError as error:
        raise InputError(f"{store}.lock", 0, f"cannot be made ({error.strerror or error})", "give another file to --store") from error
    try:
        yield
    finally:
        lock.release()


def nightly(path: Path, store: Store, options: Options, crew: Crew = alone, progress: Callable[[str], None] = lambda _: None) -> Night:
    """Judge what changed under a folder since the last finished run, and keep it; a run that was interrupted is gone on with.

    The run is not finished before somebody says so (`Store.finish`): what it found stays new until its report is written.
    `crew` does the work (`consistency.crews`), `progress` hears the name of each story that was read. Raises `InputError`
    where the folder is none.
    """
    if not path.is_dir():
        raise InputError(str(path), 0, "is no folder", "give the folder that holds a folder for each story")
    run = store.begin(options.today or dt.date.min, __version__)
    central = read_waivers(Path(options.waivers)) if options.waivers else ()
    baseline = read_baseline(Path(options.baseline)) if options.baseline else Baseline()
    kept, tally = dict(store.stories()), Tally()
    for rows in crew(judge_story, _tasks(path, store, kept, options, central, baseline, tally)):
        store.save(rows, run)
        progress(rows.story)
    if kept and not tally.articles:
        raise InputError(str(path), 0, "holds no article any more", "if that is so, begin a new history with another --store")
    for name in kept:
        store.forget(name, run)
    return Night(run, tally, _unused(store, central, options.today))


@lru_cache(maxsize=1)
def rules_version() -> str:
    """A digest of the program itself: what it found before, it may not find again once it has changed."""
    told = hashlib.blake2s()
    for package in (claims, consistency):
        root = Path(str(package.__file__)).parent
        for path in sorted(p for p in root.rglob("*") if p.suffix in {".py", ".toml", ".txt"}):
            told.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


def _tasks(
    path: Path, store: Store, kept: dict[str, Kept], options: Options, central: Sequence[Waiver], baseline: Baseline, tally: Tally
) -> Iterator[Task]:
    """The stories to be read; all that are there are taken out of `kept` and counted."""
    setting = _digest([rules_version(), options.model_dump(mode="json", exclude=set(ELSEWHERE))])
    for folder in folders(path, store, rules_version()):
        tally.stories += 1
        tally.articles += len(folder.under.articles)
        task = Task(folder, setting, options, tuple(central), (), baseline.stories.get(folder.name, ()))
        last = kept.pop(folder.name, None)
        if last is None or _over(last.expires, options.today) or last.digest != _state(task, store.finding_names(folder.name)):
            tally.stories_read += 1
            tally.articles_read += len(folder.under.articles)
            yield replace(task, before=store.old_findings(folder.name))


def _state(task: Task, findings: Collection[str]) -> str:
    """A digest of all that a story's report depends on; `findings` are the ids that the report has."""
    names, folder = set(findings), task.folder
    holding = [[w.finding, w.reason] for w in _holding(task) if w.finding in names]
    files = [dict(folder.digests), sorted((str(path), sorted(names)) for path, names in folder.under.only.items())]
    return _digest([task.setting, folder.name, files, folder.under.aside, [u.path for u in folder.under.unusable], holding])


def _holding(task: Task) -> list[Waiver]:
    """The central waivers that hold today in a story."""
    return [w for w in task.central if w.story in ("", task.folder.name) and not w.problem(task.options.today)]


def _digest(told: object) -> str:
    return hashlib.blake2s(dumped(told).encode()).hexdigest()


def _over(expires: str, today: dt.date | None) -> bool:
    return bool(expires) and today is not None and today.isoformat() > expires


def judge_story(task: Task) -> StoryRows:
    """Read and judge one story: a function of its task and of the files."""
    today = task.options.today
    report, documents = judged_story(task.folder.name, task.folder.under, task.options)
    report = waived(report, documents, _holding(task), today)
    unused = {(s.finding, s.path, s.line) for s in report.stale_waivers}
    used = [w.finding for w in _holding(task) if (w.finding, w.path, w.line) not in unused]
    central = {(w.path, w.line) for w in task.central}
    head = report.model_copy(
        update={"claims": (), "findings": (), "stale_waivers": tuple(s for s in report.stale_waivers if (s.path, s.line) not in central)}
    )
    own = (w for document in documents.values() for w in in_article(document) if not w.problem(today))
    return StoryRows(
        story=task.folder.name,
        digest=_state(task, {finding.id for finding in report.findings}),
        expires=min((w.until for w in own if w.until), default=""),
        head=head.model_dump_json(),
        waivers=dumped(sorted(used)),
        troubled=bool(head.unread or head.stale_waivers),
        articles=tuple(_article_row(source, task.folder.digests) for source in report.sources),
        claims=tuple(row for source in report.sources for row in _claim_rows(report, documents[source.source])),
        findings=tuple(_finding_rows(report, task)),
    )


def _article_row(source: Source, digests: Mapping[str, str]) -> Row:
    digest = digests.get(source.path) or digests.get(source.path.partition("#")[0], "")
    return (source.source, source.path, digest, source.outlet, source.title, source.language, source.published, source.status)


def _claim_rows(report: Report, document: Document) -> Iterator[Row]:
    breaks = [match.start() for match in re.finditer("\n", document.text)]
    for claim in report.claims:
        if claim.source == document.source:
            line = bisect_right(breaks, claim.start) + 1
            yield (
                claim.id,
                claim.source,
                claim.kind,
                line,
                claim.exact,
                dumped(claim.value.model_dump(mode="json", exclude_defaults=True)),
            )


def _finding_rows(report: Report, task: Task) -> Iterator[FindingRow]:
    claims = {claim.id: claim for claim in report.claims}
    rows = earlier(report, [old.known for old in task.before])
    based = earlier(report, task.by_baseline)
    for finding, known, row, base in zip(report.findings, knowns(report), rows, based, strict=True):
        same = [task.before[at] for at in row]
        # one that was waived and is no more is news again
        going_on = [old for old in same if finding.status == "waived" or not old.waived]
        record = FindingRecord(finding=finding, claims=tuple(claims[name] for name in finding.claims))
        yield FindingRow(
            known=known,
            waiver=finding.waiver,
            record=record.model_dump_json(exclude={"claims": {"__all__": {"context"}}}),
            continues=going_on[0].row if is_known(finding, [old.known for old in going_on]) else None,
            same_as=tuple(old.row for old in same),
            by_baseline=is_known(finding, [task.by_baseline[at] for at in base]),
        )


def _unused(store: Store, central: Sequence[Waiver], today: dt.date | None) -> tuple[StaleWaiver, ...]:
    """The central waivers that hold in no story: their day is over, or no finding of any story is what they name."""
    used = store.waivers_used()
    unused = []
    for waiver in central:
        answered = any(name == waiver.finding and waiver.story in ("", story) for name, story in used)
        problem = waiver.problem(today) or ("" if answered else "unused")
        if problem:
            unused.append(stale(waiver, problem))
    return tuple(unused)
