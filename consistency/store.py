"""The history of nightly runs, in one SQLite file: what was found in which run, first and last seen.

The file is in write-ahead mode, so that it can be read while a run writes (with Datasette, say); a story is written in one
transaction, so that a run that is killed leaves whole stories. `PRAGMA user_version` numbers its layout.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from claims.records import Claim, Record
from consistency.errors import InputError
from consistency.findings import Finding, Known, Report, Tier, Verdict

MIGRATIONS = (Path(__file__).with_name("history.sql"),)
"""What makes a file of layout n one of layout n + 1; the first makes an empty file one of layout 1."""
WAIT = 10
"""Seconds that a run waits for another program that writes into the file."""
REMEDIES = (
    ("locked", "another program is writing into it: close that, then run again"),
    ("readonly", "make the file and its folder writable, or give another file to --store"),
    ("unable to open", "make its folder, and make it writable, or give another file to --store"),
    ("malformed", "it is damaged: move it away, and the next run begins a new history"),
    ("disk", "make room on the disk"),
)
"""What the database says, in part, and what to do about it."""
BEFORE = 0
"""The run that stands for what a baseline knew."""

Row = tuple[str | int, ...]


class Run(Struct, frozen=True):
    """A run: its number, its day, and the last one before it that was finished (0: there is none), with its day."""

    number: int
    day: str
    since: int
    since_day: str


class Kept(Struct, frozen=True):
    """What is kept of a story to know whether it must be read again."""

    digest: str
    expires: str


class FindingRecord(Record):
    """A finding with the claims it rests on: what it takes to tell it again."""

    finding: Finding
    claims: tuple[Claim, ...]


class OldFinding(Struct, frozen=True):
    """A finding of the story's last report: its row, whether it was waived, and what it is known by."""

    row: int
    waived: bool
    known: Known


class FeedRow(Struct, frozen=True):
    """What a loose article holds: its ISO day (empty: unknown), the story that its front matter names, how often each term stands in it."""

    source: str
    day: str
    story: str
    terms: Mapping[str, int]


class FindingRow(Struct, frozen=True):
    """A finding to be kept.

    `continues` is the row that it goes on from (None: it is new), `is` all rows that it is, `by_baseline` whether a
    baseline knew it.
    """

    known: Known
    waiver: str
    record: str
    continues: int | None
    same_as: tuple[int, ...]
    by_baseline: bool


class StoryRows(Struct, frozen=True):
    """All that is kept of a story's report; `articles` and `claims` as their columns in the order of `ARTICLE` and `CLAIM`."""

    story: str
    digest: str
    expires: str
    head: str
    waivers: str
    troubled: bool
    articles: tuple[Row, ...]
    claims: tuple[Row, ...]
    findings: tuple[FindingRow, ...]


Level = tuple[Verdict, Tier]
"""How grave a finding is."""


class StoryTally(Struct, frozen=True):
    """A story with news: how many findings of each verdict and tier are new, and how many are resolved."""

    story: str
    new: Counter[Level]
    resolved: Counter[Level]


ARTICLE = ("source", "path", "digest", "outlet", "title", "language", "published", "status")
"""The columns of an article."""
CLAIM = ("id", "source", "kind", "line", "exact", "value")
"""The columns of a claim."""


class Store:
    """An open history. Use it as a context manager; one process at a time may write (see `consistency.nightly`)."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises `InputError` where it is no history, or one of a later version."""
        self.path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=WAIT)
            self._prepare()
        except sqlite3.Error as error:
            raise self._told(error) from error

    def __enter__(self) -> Store:
        """The store itself."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None) -> None:
        """Close the file. What the database could not do is told as an `InputError`."""
        self._db.close()
        if isinstance(error, sqlite3.Error):
            raise self._told(error) from error

    def _told(self, error: sqlite3.Error) -> InputError:
        """An error of the database, and what to do about it."""
        said = str(error)
        remedy = next((remedy for part, remedy in REMEDIES if part in said), "give another file to --store")
        problem = "cannot be used" if any(part in said for part, _ in REMEDIES) else "is no history of runs"
        return InputError(str(self.path), 0, f"{problem} ({said})", remedy)

    def _prepare(self) -> None:
        layout = self._one("PRAGMA user_version")[0]
        if layout > len(MIGRATIONS):
            raise InputError(str(self.path), 0, f"was written by a later version (layout {layout})", "update this program")
        if layout == 0 and self._one("SELECT count(*) FROM sqlite_master")[0]:
            raise InputError(str(self.path), 0, "is a database of something else", "give another file to --store")
        self._db.execute("PRAGMA synchronous = NORMAL")
        if layout == len(MIGRATIONS):
            return
        self._db.execute("PRAGMA journal_mode = WAL")  # stays with the file
        for number, script in enumerate(MIGRATIONS[layout:], start=layout + 1):
            self._db.executescript(f"BEGIN;{script.read_text(encoding='utf-8')};PRAGMA user_version = {number};COMMIT;")

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All that is written inside, or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _one(self, query: str, *values: object) -> tuple[int, ...]:
        return tuple(self._db.execute(query, values).fetchone())

    def begin(self, day: dt.date, version: str) -> Run:
        """A new run; the last one again, where it was not finished."""
        last = self._one("SELECT coalesce(max(run), 0) FROM runs WHERE finished")[0]
        number = self._one("SELECT coalesce(max(run), 0) FROM runs WHERE NOT finished AND run > ?", last)[0]
        with self._whole():
            if number:
                self._db.execute("UPDATE runs SET day = ?, version = ? WHERE run = ?", (day.isoformat(), version, number))
            else:
                number = last + 1
                self._db.execute("INSERT INTO runs (run, day, version) VALUES (?, ?, ?)", (number, day.isoformat(), version))
        return Run(number, day.isoformat(), last, self.day(last))

    def finish(self, run: Run) -> None:
        """Mark a run as finished: what it found is known to the next."""
        with self._whole():
            self._db.execute("UPDATE runs SET finished = 1 WHERE run = ?", (run.number,))

    def day(self, run: int) -> str:
        """The ISO day of a run; empty where there is no such run."""
        found = self._db.execute("SELECT day FROM runs WHERE run = ?", (run,)).fetchone()
        return str(found[0]) if found else ""

    def finished(self) -> tuple[int, ...]:
        """The numbers of all finished runs, in order."""
        return tuple(number for (number,) in self._db.execute("SELECT run FROM runs WHERE finished ORDER BY run"))

    def stories(self) -> Mapping[str, Kept]:
        """The stories that are there, by name."""
        return {name: Kept(digest, expires) for name, digest, expires in self._db.execute("SELECT story, digest, expires FROM stories")}

    def old_findings(self, story: str) -> tuple[OldFinding, ...]:
        """The findings of a story's last report."""
        rows = self._db.execute(
            "SELECT finding, waived_run IS NOT NULL, known FROM findings WHERE story = ? AND gone_run IS NULL ORDER BY finding", (story,)
        )
        return tuple(OldFinding(row, bool(waiver), Known.model_validate_json(known)) for row, waiver, known in rows)

    def finding_names(self, story: str) -> set[str]:
        """The ids of the findings of a story's last report."""
        rows = self._db.execute("SELECT id FROM findings WHERE story = ? AND gone_run IS NULL", (story,))
        return {name for (name,) in rows}

    def save(self, rows: StoryRows, run: Run) -> None:
        """Put a story's report in the place of its last one."""
        with self._whole():
            head = (rows.story, rows.digest, rows.expires, run.number, rows.head, rows.waivers, rows.troubled)
            self._db.execute(
                "INSERT OR REPLACE INTO stories (story, digest, expires, read_run, head, waivers, troubled) VALUES (?, ?, ?, ?, ?, ?, ?)",
                head,
            )
            self._put("articles", ARTICLE, rows.story, rows.articles, run)
            self._put("claims", CLAIM, rows.story, rows.claims, run)
            self._put_findings(rows, run)
            read = (len(rows.articles), run.number)
            self._db.execute("UPDATE runs SET stories_read = stories_read + 1, articles_read = articles_read + ? WHERE run = ?", read)

    def forget(self, story: str, run: Run) -> None:
        """A story that is there no more: its articles, claims and findings are gone."""
        with self._whole():
            self._db.execute("DELETE FROM stories WHERE story = ?", (story,))
            for table in ("articles", "claims", "findings"):
                self._db.execute(f"UPDATE {table} SET gone_run = ? WHERE story = ? AND gone_run IS NULL", (run.number, story))

    def _put(self, table: str, columns: Sequence[str], story: str, rows: Iterable[Row], run: Run) -> None:
        """Bring a story's rows of a table up to date: those that are the same stay as they are."""
        named = ", ".join(columns)
        before: dict[Row, list[int]] = {}
        for key, *values in self._db.execute(f"SELECT rowid, {named} FROM {table} WHERE story = ? AND gone_run IS NULL", (story,)):
            before.setdefault(tuple(values), []).append(key)
        fresh = []
        for row in rows:
            if before.get(row):
                before[row].pop()
            else:
                fresh.append((story, run.number, *row))
        gone = [(run.number, key) for keys in before.values() for key in keys]
        self._db.executemany(f"UPDATE {table} SET gone_run = ? WHERE rowid = ?", gone)
        marks = ", ".join("?" * (len(columns) + 2))
        self._db.executemany(f"INSERT INTO {table} (story, first_run, {named}) VALUES ({marks})", fresh)

    def _put_findings(self, rows: StoryRows, run: Run) -> None:
        alive = "SELECT finding FROM findings WHERE story = ? AND gone_run IS NULL"
        left = {key for (key,) in self._db.execute(alive, (rows.story,))}
        merged = {key for finding in rows.findings for key in finding.same_as}
        for finding in rows.findings:
            going_on = finding.continues if finding.continues in left else self._gone_tonight(rows.story, finding, run)
            if going_on is not None:
                left.discard(going_on)
                self._db.execute(
                    "UPDATE findings SET id = ?, code = ?, verdict = ?, tier = ?, subject = ?, waiver = ?, known = ?, record = ?,"
                    " gone_run = NULL, waived_run = CASE WHEN ? THEN coalesce(waived_run, ?) END WHERE finding = ?",
                    (*_columns(finding), finding.waiver != "", run.number, going_on),
                )
            else:
                self._db.execute(
                    "INSERT INTO findings (story, first_run, waived_run, id, code, verdict, tier, subject, waiver, known, record)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (rows.story, self._first_run(finding, run), run.number if finding.waiver else None, *_columns(finding)),
                )
        gone = [(run.number, key in merged, key) for key in left]
        self._db.executemany("UPDATE findings SET gone_run = ?, merged = ? WHERE finding = ?", gone)

    def _gone_tonight(self, story: str, finding: FindingRow, run: Run) -> int | None:
        """The row of a finding that this run, before it was interrupted, took for gone, and that is back."""
        if finding.same_as:
            return None
        query = "SELECT finding FROM findings WHERE story = ? AND id = ? AND gone_run > ? AND first_run <= ? AND waived_run IS NULL"
        found = self._db.execute(query, (story, finding.known.id, run.since, run.since)).fetchone()
        return int(found[0]) if found else None

    def _first_run(self, finding: FindingRow, run: Run) -> int:
        """When a finding was first seen: with the one that it went on from, where another has taken that one's row."""
        if finding.continues is not None:
            return self._one("SELECT first_run FROM findings WHERE finding = ?", finding.continues)[0]
        return BEFORE if finding.by_baseline else run.number

    def head(self, story: str) -> Report | None:
        """A story's report without its claims and findings; None where the story is there no more."""
        found = self._db.execute("SELECT head FROM stories WHERE story = ?", (story,)).fetchone()
        return Report.model_validate_json(found[0]) if found else None

    def troubled(self) -> Iterator[Report]:
        """The heads of the reports in which articles cannot be read or waivers waive nothing, in the order of names."""
        for (head,) in self._db.execute("SELECT head FROM stories WHERE troubled ORDER BY story"):
            yield Report.model_validate_json(head)

    def size(self, run: int) -> tuple[int, int]:
        """How many stories and articles a run had."""
        there = "FROM articles WHERE first_run <= ? AND (gone_run IS NULL OR gone_run > ?)"
        return self._one(f"SELECT count(DISTINCT story) {there}", run, run)[0], self._one(f"SELECT count(*) {there}", run, run)[0]

    def feed_rows(self, digest: str) -> tuple[FeedRow, ...]:
        """What the articles of a file hold, by its digest; empty where it was not read yet."""
        rows = self._db.execute("SELECT source, day, story, terms FROM feed WHERE digest = ? ORDER BY rowid", (digest,))
        return tuple(FeedRow(source, day, story, json.loads(terms)) for source, day, story, terms in rows)

    def keep_feed_rows(self, digest: str, rows: Iterable[FeedRow]) -> tuple[FeedRow, ...]:
        """Keep what the articles of a file hold, and give it back."""
        told = tuple(rows)
        with self._whole():
            self._db.executemany(
                "INSERT OR REPLACE INTO feed (digest, source, day, story, terms) VALUES (?, ?, ?, ?, ?)",
                [(digest, row.source, row.day, row.story, dumped(dict(row.terms))) for row in told],
            )
        return told

    def waivers_used(self) -> set[tuple[str, str]]:
        """The ids that the central file waives, each with a story where it does."""
        rows = self._db.execute("SELECT story, waivers FROM stories")
        return {(name, story) for story, waivers in rows for name in json.loads(waivers)}

    def new(self, story: str, since: int, until: int) -> tuple[FindingRecord, ...]:
        """The records of a story's findings, waived ones apart, that run `until` had and run `since` had not."""
        query = (
            "SELECT record FROM findings WHERE story = ? AND first_run > ? AND first_run <= ? AND (gone_run IS NULL OR gone_run > ?)"
            " AND (waived_run IS NULL OR waived_run > ?) ORDER BY finding"
        )
        rows = self._db.execute(query, (story, since, until, until, until))
        return tuple(FindingRecord.model_validate_json(record) for (record,) in rows)

    def resolved(self, story: str, since: int, until: int) -> tuple[Known, ...]:
        """A story's findings that run `since` had and run `until` had not."""
        query = (
            "SELECT known FROM findings WHERE story = ? AND first_run <= ? AND gone_run > ? AND gone_run <= ?"
            " AND NOT merged AND (waived_run IS NULL OR waived_run > ?) ORDER BY finding"
        )
        return tuple(Known.model_validate_json(known) for (known,) in self._db.execute(query, (story, since, since, until, since)))

    def tallies(self, since: int, until: int) -> tuple[StoryTally, ...]:
        """The stories in which a finding or an article came or went after run `since`, until run `until`, in the order of names."""
        there = "FROM findings WHERE (waived_run IS NULL OR waived_run > ?) AND"
        new = self._counted(f"{there} first_run > ? AND first_run <= ? AND (gone_run IS NULL OR gone_run > ?)", until, since, until, until)
        gone = self._counted(f"{there} NOT merged AND first_run <= ? AND gone_run > ? AND gone_run <= ?", since, since, since, until)
        moved = "SELECT DISTINCT story FROM articles WHERE (first_run > ? AND first_run <= ?) OR (gone_run > ? AND gone_run <= ?)"
        names = {*new, *gone, *(name for (name,) in self._db.execute(moved, (since, until, since, until)))}
        return tuple(StoryTally(name, new.get(name, Counter()), gone.get(name, Counter())) for name in sorted(names))

    def _counted(self, condition: str, *values: int) -> dict[str, Counter[Level]]:
        """By story, how many findings there are of each verdict and tier."""
        found: dict[str, Counter[Level]] = {}
        rows = self._db.execute(f"SELECT story, verdict, tier, count(*) {condition} GROUP BY story, verdict, tier", values)
        for story, verdict, tier, number in rows:
            found.setdefault(story, Counter())[verdict, tier] = number
        return found

    def articles(self, story: str, run: int) -> Mapping[str, str]:
        """The articles that a story had in a run: digest by path."""
        query = "SELECT path, digest FROM articles WHERE story = ? AND first_run <= ? AND (gone_run IS NULL OR gone_run > ?)"
        return dict(self._db.execute(query, (story, run, run)).fetchall())

    def standing(self, since: int, until: int) -> Mapping[str, int]:
        """How many findings, agreements apart, run `until` had that run `since` had too, and how many were waived."""
        there = "verdict != 'corroborated' AND first_run <= ? AND (gone_run IS NULL OR gone_run > ?)"
        open_ = "(waived_run IS NULL OR waived_run > ?)"
        persisting = self._one(f"SELECT count(*) FROM findings WHERE {there} AND {open_} AND first_run <= ?", until, until, until, since)[0]
        waived = self._one(f"SELECT count(*) FROM findings WHERE {there} AND waived_run <= ?", until, until, until)[0]
        return {"persisting": persisting, "waived": waived}


def _columns(finding: FindingRow) -> Row:
    known = finding.known
    return (
        known.id,
        known.code,
        known.verdict,
        known.tier,
        known.subject,
        finding.waiver,
        known.model_dump_json(),
        finding.record,
    )


def dumped(data: object) -> str:
    """Data as JSON on one line."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))
