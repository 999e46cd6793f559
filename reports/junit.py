"""The report as JUnit XML, which build servers list as tests: an article each, and each thing that differs.

A contradiction, certain or to check, is a failure; an article that could not be read is an error; what was waived or known
before is skipped. What changed over time or is worded differently passes, and tells so in its output. Neither time nor host
is written, so that the same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO

from junitparser import Attr, Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from claims.records import Document
from consistency.findings import Finding, Report, Unread
from reports import digest
from reports.alerts import advice, alerts, heading, placed, values, where, without_lines
from reports.escape import plain
from reports.formats import Style
from reports.places import relative
from reports.view import View, severity
from reports.words import load

FAILURES = ("conflict", "internal")
"""The verdicts that are failures."""


class _Case(TestCase):
    """A test with the file that it is about, as servers link to it."""

    file = Attr()


def render(report: Report, documents: Mapping[str, Document], style: Style) -> str:
    """The report as one test suite, the story's: articles first, then findings, gravest first."""
    view = View(report, documents, load(style.language))
    suite = TestSuite(plain(report.story))
    suite.add_testcases([*_articles(view), *_unread(view), *_findings(view)])
    whole = JUnitXml()
    whole.add_testsuite(suite)
    written = BytesIO()
    whole.write(written, pretty=True)
    return written.getvalue().decode("utf-8")


def _articles(view: View) -> Iterator[TestCase]:
    for source in view.sources.values():
        yield _case(plain(source.source), view.words("ci.articles"), source.path)


def _unread(view: View) -> Iterator[TestCase]:
    for one in view.unread:
        case = _case(plain(one.path), view.words("ci.articles"), one.path)
        case.result = _error(one)
        yield case


def _error(one: Unread) -> Error:
    error = Error(plain(one.problem), "unread")
    error.text = f"{plain(one.path)}{f':{one.line}' if one.line else ''}: {plain(one.problem)}; {plain(one.remedy)}"
    return error


def _findings(view: View) -> Iterator[TestCase]:
    for finding in (*alerts(view), *view.waived):
        found = placed(finding, view)
        about = view.words("colon", a=view.words(f"kind.{view.kind(finding)}"), b=digest.subject(view, finding, plain))
        case = _case(f"{plain(finding.id)} {about}", plain(finding.code), found[0][1].path if found else "")
        if skipped := _skipped(finding, view):
            case.result = Skipped(skipped)
        elif finding.verdict in FAILURES:
            case.result = _failure(finding, view)
        else:
            case.system_out = _text(finding, view)
        yield case


def _skipped(finding: Finding, view: View) -> str:
    """Why a finding does not count; empty where it does."""
    if finding.status == "waived":
        return view.words("ci.waived", reason=plain(finding.waiver))
    return view.words("ci.known", where=plain(view.report.compared_with)) if finding.status == "persisting" else ""


def _failure(finding: Finding, view: View) -> Failure:
    failure = Failure(heading(finding, view), severity(finding))
    failure.text = _text(finding, view)
    return failure


def _text(finding: Finding, view: View) -> str:
    found = placed(finding, view)
    places = dict.fromkeys(where(claim, at, view) for claim, at in found)
    lines = (heading(finding, view), values(finding, view), advice(finding, view), *places, without_lines(found, view))
    return "\n".join(line for line in lines if line)


def _case(name: str, classname: str, path: str) -> TestCase:
    case = _Case(name, classname)
    if path:
        case.file = plain(relative(path))
    return case
