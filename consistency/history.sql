-- What the nightly runs have found, in one file. A row lives from `first_run` until `gone_run`, the run that did not find
-- it any more (empty: it is still there). `first_run` 0 is what a baseline knew before the first run.

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    version TEXT NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0,
    stories_read INTEGER NOT NULL DEFAULT 0,
    articles_read INTEGER NOT NULL DEFAULT 0
);

-- `digest` of all that a story's report depends on: while it is the same, nothing is read again; `expires` is the last day
-- of the first waiver in its articles to end. `head` is the report without its claims and findings, `waivers` the ids in the
-- central file that waive something here, both as JSON; `troubled` where articles cannot be read or waivers waive nothing.
CREATE TABLE stories (
    story TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    expires TEXT NOT NULL DEFAULT '',
    read_run INTEGER NOT NULL,
    head TEXT NOT NULL,
    waivers TEXT NOT NULL,
    troubled INTEGER NOT NULL
);

CREATE TABLE articles (
    article INTEGER PRIMARY KEY,
    story TEXT NOT NULL,
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    outlet TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    published TEXT NOT NULL,
    status TEXT NOT NULL,
    first_run INTEGER NOT NULL,
    gone_run INTEGER
);
CREATE INDEX articles_of_story ON articles (story, gone_run);

CREATE TABLE claims (
    claim INTEGER PRIMARY KEY,
    story TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    kind TEXT NOT NULL,
    line INTEGER NOT NULL,
    exact TEXT NOT NULL,
    value TEXT NOT NULL,
    first_run INTEGER NOT NULL,
    gone_run INTEGER
);
CREATE INDEX claims_of_story ON claims (story, gone_run);

-- `known` is what it is known again by, `record` the finding with the claims it rests on, both as JSON. One that went on
-- under another id is `merged`, and not resolved. `waived_run` is the run from which on its waiver holds.
CREATE TABLE findings (
    finding INTEGER PRIMARY KEY,
    story TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    verdict TEXT NOT NULL,
    tier TEXT NOT NULL,
    subject TEXT NOT NULL,
    waiver TEXT NOT NULL,
    known TEXT NOT NULL,
    record TEXT NOT NULL,
    first_run INTEGER NOT NULL,
    gone_run INTEGER,
    merged INTEGER NOT NULL DEFAULT 0,
    waived_run INTEGER
);
CREATE INDEX findings_of_story ON findings (story, gone_run);
CREATE INDEX findings_by_first_run ON findings (first_run);
CREATE INDEX findings_by_gone_run ON findings (gone_run);

CREATE VIEW open_findings AS
SELECT story, id, verdict, tier, subject, waiver, first_run, runs.day AS first_day
FROM findings LEFT JOIN runs ON runs.run = findings.first_run
WHERE gone_run IS NULL;

CREATE VIEW seen_findings AS
SELECT story, id, verdict, tier, subject,
    (SELECT day FROM runs WHERE run = first_run) AS first_seen,
    (SELECT max(day) FROM runs WHERE gone_run IS NULL OR run < gone_run) AS last_seen
FROM findings;

-- What loose articles hold, by the digest of their file and of the rules that read it: how often each term stands there.
CREATE TABLE feed (
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    day TEXT NOT NULL,
    story TEXT NOT NULL,
    terms TEXT NOT NULL,
    PRIMARY KEY (digest, source)
);
