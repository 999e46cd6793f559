"""The report as SARIF 2.1.0 (OASIS), for code scanning: what differs between articles as results beside their lines.

Single sources and agreements are no results, waived findings are left out, and findings that are gone are no `absent`
results: hosting sites show every result as an open alert, whatever its `baselineState`.
"""

from __future__ import annotations

from collections.abc import Mapping

from claims.records import Claim, Document
from consistency.findings import Finding, Report, Unread
from reports.alerts import advice, alerts, heading, level, placed, values, where, without_lines
from reports.escape import plain, sarif
from reports.formats import Style
from reports.json import dumps
from reports.places import Place, uri
from reports.rulebook import Entry, rulebook
from reports.view import View
from reports.words import load

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
"""The name of the schema that the report follows."""
TOOL = "source-consistency"
"""The name that alerts are listed under."""
LOCATIONS = 100
"""The most places of a result; code scanning shows no more."""
RESULTS = 25_000
"""The most results of a run; code scanning refuses a file with more."""
LINKS = 10
"""The most places that a message links to; the rest is counted."""

_UNREAD = "unread-article"
_LEFT_OUT = "results-left-out"
_STATES = {"new": "new", "persisting": "unchanged"}

Json = dict[str, object]


def render(report: Report, documents: Mapping[str, Document], style: Style) -> str:
    """The report as one SARIF log with one run: no time and no random id, so that the same report gives the same bytes."""
    view = View(report, documents, load(style.language))
    numbers = {entry.code: i for i, entry in enumerate(rulebook())}
    found = alerts(view)
    run = {
        "tool": {"driver": _driver(report)},
        "automationDetails": {"id": f"{TOOL}/{plain(report.story)}/"},
        "language": style.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(len(found) - RESULTS, view)],
        "results": [_result(finding, numbers, view) for finding in found[:RESULTS]],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: Report) -> Json:
    return {
        "name": TOOL,
        "version": plain(report.version),
        "rules": [_rule(entry) for entry in rulebook()],
        "notifications": [
            _notice(_UNREAD, "An article could not be read.", "Nothing in it is compared; the message says what to do."),
            _notice(_LEFT_OUT, "There are more results than a hosting site takes.", "The gravest are told; the whole report has all."),
        ],
    }


def _notice(name: str, title: str, advice: str) -> Json:
    """What a notification is; hosting sites want the description in three lengths."""
    return {"id": name, "shortDescription": {"text": title}, "fullDescription": {"text": title}, "help": {"text": f"{title} {advice}"}}


def _rule(entry: Entry) -> Json:
    return {
        "id": entry.code,
        "name": "".join(word.capitalize() for word in entry.name.split("_")),
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.part("What it reports")},
        "help": {"text": entry.text, "markdown": entry.markdown},
    }


def _invocation(left_out: int, view: View) -> Json:
    notifications = [_notification(one) for one in view.unread]
    if left_out > 0:
        told = view.words.count("ci.left-out", left_out)
        notifications.append({"descriptor": {"id": _LEFT_OUT}, "level": "warning", "message": {"text": told}})
    return {"executionSuccessful": bool(view.sources) and not view.unread, "toolExecutionNotifications": notifications}


def _notification(unread: Unread) -> Json:
    region: Json = {"region": {"startLine": unread.line}} if unread.line else {}
    return {
        "descriptor": {"id": _UNREAD},
        "level": "error",
        "message": {"text": sarif(f"{unread.path}: {unread.problem}; {unread.remedy}.")},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(unread.path)}} | region}],
    }


def _result(finding: Finding, numbers: Mapping[str, int], view: View) -> Json:
    found = placed(finding, view)[:LOCATIONS]
    rule: Json = {"ruleIndex": numbers[finding.code]} if finding.code in numbers else {}
    state: Json = {"baselineState": _STATES[finding.status]} if view.report.compared_with else {}
    name = plain(finding.id)
    return {
        "ruleId": plain(finding.code),
        **rule,
        "level": level(finding),
        "message": {"text": _message(finding, found, view)},
        "locations": [_location(claim, at, view) for claim, at in found[:1]],
        "relatedLocations": [_related(i, claim, at, view) for i, (claim, at) in enumerate(found) if i],
        # GitHub follows alerts by the second name only, and would make it of the line's text
        "partialFingerprints": {"consistency/v1": name, "primaryLocationLineHash": f"{name}:1"},
        **state,
        "properties": {"verdict": finding.verdict, "tier": finding.tier, "origins": finding.origins},
    }


def _message(finding: Finding, found: list[tuple[Claim, Place]], view: View) -> str:
    told = [f"{heading(finding, view)}.", values(finding, view), advice(finding, view), without_lines(found, view)]
    links = [f"[{sarif(where(claim, at, view))}]({i})" for i, (claim, at) in enumerate(found) if i]
    more = [view.words.count("and_more", len(links) - LINKS)] if len(links) > LINKS else []
    others = [view.words("ci.others", places=", ".join([*links[:LINKS], *more]))] if links else []
    return " ".join([sarif(part) for part in told if part] + others)


def _related(number: int, claim: Claim, at: Place, view: View) -> Json:
    told = view.words("colon", a=plain(view.label(claim.source)), b=plain(claim.exact))
    return {"id": number, **_location(claim, at, view), "message": {"text": sarif(told)}}


def _location(claim: Claim, at: Place, view: View) -> Json:
    physical: Json = {"artifactLocation": {"uri": uri(at.path)}}
    if at.line:
        physical["region"] = {
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
            **_snippet(claim, view),
        }
    return {"physicalLocation": physical}


def _snippet(claim: Claim, view: View) -> Json:
    """The text of the region, where the article is at hand as it was read."""
    text = view.documents[claim.source].text[claim.start : claim.end]
    return {"snippet": {"text": text}} if text == claim.exact else {}
