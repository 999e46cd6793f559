"""Each difference in full: who writes what, the sentences, the words that changed, and why the program says so."""

from __future__ import annotations

from claims.records import Claim
from consistency.findings import Finding
from reports import digest, escape
from reports.excerpts import Piece, sentence, word_diff
from reports.marked import anchor, bold, table, text
from reports.reasons import TOGETHER
from reports.reasons import sentence as told_reason
from reports.values import understood
from reports.view import View, mark, severity

STATED = frozenset({"independent-origins", "one-article"})
"""Reasons that the line under a finding's title gives already."""

SENTENCES = 4
"""The most sentences shown of the articles that give one and the same value."""


def details(view: View) -> str:
    """The section that tells each difference, gravest first; empty where there is none."""
    found = view.differences
    if not found:
        return ""
    return f"## {view.words('findings.title')}\n\n" + "\n\n".join(detail(finding, view) for finding in found)


def detail(finding: Finding, view: View) -> str:
    """One difference in full, under a heading of its own."""
    words = view.words
    heading = f'### <a id="{anchor(finding)}"></a>{view.numbers[finding.id]}. {digest.title(view, finding, text)}'
    advice = f"{bold(words('findings.action'))} {text(digest.advice(view, finding))}"
    parts = [
        heading,
        _status(finding, view),
        advice,
        _values(finding, view),
        _diffs(finding, view),
        _evidence(finding, view),
        _why(finding, view),
        _waiver(finding, view),
    ]
    return "\n\n".join(part for part in parts if part)


def _waiver(finding: Finding, view: View) -> str:
    """What to paste into waivers.toml to set the finding aside; the reason is for whoever does so to give."""
    summary = f"<summary>{view.words('findings.waive')}</summary>"
    return f'<details>\n{summary}\n\n```toml\n[[waiver]]\nfinding = "{anchor(finding)}"\nreason = ""\n```\n\n</details>'


def _status(finding: Finding, view: View) -> str:
    words = view.words
    articles = words.count("counts.articles", len({claim.source for claim in view.claims_of(finding)}))
    origins = words.count("counts.origins", finding.origins)
    if finding.origin_names:
        origins = f"{origins} ({text(', '.join(finding.origin_names))})"
    return " · ".join([bold(words(f"verdict.{severity(finding)}")), articles, origins, escape.code(finding.code)])


def _values(finding: Finding, view: View) -> str:
    words, kind = view.words, view.kind(finding)
    majority, brief = view.majority(finding), digest.brief(view, finding, 60 if kind == "quote" else 160)
    rows = [[words(f"mark.{mark(c, finding, majority)}"), *_value_row(c, brief[c.id], view)] for c in view.claims_of(finding)]
    columns = ["", "article", "speaker" if kind == "quote" else "", "written", "understood", "date"]
    headers = [words(f"findings.{name}") if name else "" for name in columns]
    unique = [list(row) for row in dict.fromkeys(tuple(row) for row in rows)]
    alone = len({claim.source for claim in view.claims_of(finding)}) == 1
    kept = [i for i in range(len(columns)) if any(row[i] for row in unique) and not (alone and i == 0)]
    return table([headers[i] for i in kept], [[row[i] for i in kept] for row in unique])


def _value_row(claim: Claim, printed: str, view: View) -> list[str]:
    source = view.sources.get(claim.source)
    return [
        text(view.label(claim.source)),
        text(digest.speaker(claim)),
        text(printed),
        text(understood(claim, view.words)),
        text(digest.came_out(view, source)) if source else view.words("articles.unknown"),
    ]


def _diffs(finding: Finding, view: View) -> str:
    words = view.words
    told = []
    for old, new in digest.variants(view, finding):
        pair = words("findings.diff", a=text(view.label(old.source)), b=text(view.label(new.source)))
        told.append("> " + words("colon", a=pair, b=_diff(old, new, view)))
    return "\n>\n".join(told)


def _diff(old: Claim, new: Claim, view: View) -> str:
    if old.kind != "quote" or new.kind != "quote":
        return ""
    marks = {"removed": "~~", "added": "**"}
    steps = []
    for change in word_diff(old.value.content, new.value.content):
        inner = text(change.text)
        if change.kind == "unquoted":
            steps.append(text(view.words("ellipsis")))
        else:
            steps.append(escape.emphasised(inner, marks[change.kind]) if change.kind in marks else inner)
    return " ".join(steps)


def _evidence(finding: Finding, view: View) -> str:
    words, quotes = view.words, []
    told: set[tuple[str, tuple[int, int]]] = set()
    for group in view.by_value(finding):
        fresh = _fresh(group, told)
        told |= fresh
        passages = _passages([claim for claim in view.claims_of(finding) if (claim.source, claim.sentence) in fresh], view)
        for (source, passage), lines in list(passages.items())[:SENTENCES]:
            words_told = f"> {passage}\n>\n" if passage else ""
            quotes.append(f"{words_told}> — {text(view.label(source))}, {place_of(source, lines, view)}")
        if len(passages) > SENTENCES:
            quotes.append(f"> {words.count('and_more', len(passages) - SENTENCES)}")
    shown = " open" if view.numbers[finding.id] <= digest.FIRST else ""
    inside = "\n>\n".join(quotes)
    return f"<details{shown}>\n<summary>{words('findings.evidence')}</summary>\n\n{inside}\n\n</details>" if quotes else ""


def _fresh(group: list[Claim], told: set[tuple[str, tuple[int, int]]]) -> set[tuple[str, tuple[int, int]]]:
    """One sentence of each article that gives this value and of which no sentence with it was shown yet."""
    shown = {claim.source for claim in group if (claim.source, claim.sentence) in told}
    first: dict[str, tuple[int, int]] = {}
    for claim in group:
        if claim.source not in shown:
            first.setdefault(claim.source, claim.sentence)
    return set(first.items())


def _passages(claims: list[Claim], view: View) -> dict[tuple[str, str], list[int]]:
    """Each sentence once, with the lines it stands on: pages repeat themselves."""
    by_sentence: dict[tuple[str, tuple[int, int]], list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault((claim.source, claim.sentence), []).append(claim)
    passages: dict[tuple[str, str], list[int]] = {}
    for (source, _), together in by_sentence.items():
        told = passage(sentence(together, view.documents), view)
        passages.setdefault((source, told), []).append(view.line(together[0]))
    return passages


def passage(pieces: list[Piece], view: View) -> str:
    """An excerpt, escaped, with the words of its claims in bold."""
    escaped = [_piece(pieces, i, view) for i in range(len(pieces))]
    line = ""
    for i, piece in enumerate(pieces):
        after = escaped[i + 1] if i + 1 < len(pieces) else ""
        line += escape.emphasised(escaped[i], before=line, after=after) if piece.role == "told" else escaped[i]
    return line.strip()


def _piece(pieces: list[Piece], i: int, view: View) -> str:
    """One piece escaped, with its neighbours in view and the spaces that stood at its ends."""
    raw = pieces[i].text
    if pieces[i].role == "cut":
        return text(view.words("ellipsis"))
    head = " " if raw[:1].isspace() else ""
    tail = " " if raw[-1:].isspace() and raw.strip() else ""
    before = head or (pieces[i - 1].text if i else "")
    after = tail or (pieces[i + 1].text if i + 1 < len(pieces) else "")
    return f"{head}{escape.markdown(raw, before, after)}{tail}"


def place_of(source: str, lines: list[int], view: View) -> str:
    """The file of an article with lines of it."""
    known = ", ".join(str(line) for line in sorted(set(lines)) if line)
    name = view.files.get(source, source)
    return escape.code(f"{name}:{known}" if known else name)


def _why(finding: Finding, view: View) -> str:
    words, parts = view.words, []
    for key in ("together", "verdict"):
        reasons = [r for r in finding.why if r.key not in STATED and (r.key in TOGETHER) == (key == "together")]
        told = [told_reason(reason, view, text) for reason in reasons]
        if told:
            parts.append(f"{bold(words(f'findings.{key}'))} {' '.join(dict.fromkeys(told))}")
    return "\n\n".join(parts)
