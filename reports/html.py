"""The report as one HTML file that needs nothing else: no network, no other file, and readable without its script.

Nothing an article says acts on it: every expression of the templates is escaped, and the page's own security policy lets
the browser run the one style sheet and the scripts that stand in it, known by their SHA-256, and load nothing at all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from claims.records import Document
from consistency.findings import Report
from reports import digest, escape
from reports.formats import Style
from reports.page import heatmap, lists, plots, texts
from reports.page.cards import SIGNS, cards, waived
from reports.view import View, counts
from reports.words import Words, load

_TEMPLATES = Path(__file__).with_name("templates")
_GRAVE = ("conflict", "internal", "to-check")


def render(report: Report, documents: Mapping[str, Document], style: Style) -> str:
    """The report as an HTML page, byte for byte the same for the same report.

    `documents` (source → document) give the sentences and the articles' own text; where one is missing, the words kept
    beside the claim are shown.
    """
    view = View(report, documents, _unbroken(load(style.language)))
    return (
        _environment()
        .get_template("page.html")
        .render(
            words=view.words,
            report=report,
            view=view,
            digest=digest,
            headline=digest.headline(view),
            grave=_gravest(view),
            first=digest.urgent(view)[: digest.FIRST],
            cards=cards(view),
            waived=waived(view),
            map=heatmap.heatmap(view),
            shown_rows=heatmap.SHOWN,
            timeline=plots.timeline(view),
            plots=plots.plots(view),
            agreements=lists.agreements(view, "certain"),
            unsure=lists.agreements(view, "to-check"),
            singles=lists.singles(view),
            gone=lists.gone(view),
            stale=lists.stale(view),
            unread=sorted(report.unread, key=lambda unread: (unread.path, unread.line, unread.problem)),
            articles=texts.articles(view),
            signs=SIGNS,
            filters=_filters(view),
            **_assets(),
        )
    )


_BREAKS = re.compile(r" (?=[:;?!»%])|(?<=«) ")


def _unbroken(words: Words) -> Words:
    """Our own words with no-break spaces where French wants them, so that no line starts with a colon."""
    if words.language != "fr":
        return words
    forms = {
        key: _BREAKS.sub("\u00a0", told) if isinstance(told, str) else [_BREAKS.sub("\u00a0", one) for one in told]
        for key, told in words.table.items()
    }
    return Words(words.language, forms)


def _gravest(view: View) -> str:
    """What the verdict line looks like: the gravest count there is, `clean` without any, `unread` where nothing was read."""
    if not view.sources:
        return "unread"
    tally = counts(view.report.findings)
    return next((name for name in _GRAVE if tally[name]), "clean")


def _filters(view: View) -> dict[str, list[tuple[str, str]]]:
    """What there is to choose from, a list for each filter: the value and its words. A filter that changes nothing is left out."""
    words, found = view.words, (*view.findings, *view.waived)
    kinds, verdicts = {view.kind(finding) for finding in found}, {finding.verdict for finding in found}
    tiers, statuses = {finding.tier for finding in found}, {finding.status for finding in found}
    states = ("new", "persisting", "waived") if view.compared else ("waived",)
    present: dict[str, list[tuple[str, str]]] = {
        "kind": [(name, words(f"kinds.{name}")) for name in lists.KINDS if name in kinds],
        "verdict": [(name, words(f"verdict.{name}")) for name in SIGNS if name in verdicts],
        "tier": [(name, words(f"tier.{name}")) for name in ("certain", "to-check") if name in tiers],
        "source": [(str(number), view.label(source)) for source, number in view.article_numbers.items()],
        "status": [(name, words(f"page.status.{name}")) for name in states if name in statuses],
    }
    return {name: choices for name, choices in present.items() if len(choices) > (name != "status")}


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["coded"] = _coded
    return environment


def _visible(value: object) -> object:
    """Every value on its way into the page: direction marks and controls are written out, whoever forgot to."""
    return value if isinstance(value, Markup) else escape.page(str(value))


def _coded(told: str) -> Markup:
    """Our own sentences, with what stands between backticks as code."""
    parts = escape.page(told).split("`")
    return Markup("").join(Markup("<code>{}</code>").format(part) if i % 2 else part for i, part in enumerate(parts))


@lru_cache
def _assets() -> dict[str, Markup]:
    """The style sheet and the scripts, and the policy that allows these very bytes and nothing else."""
    # our own files: they are code, and escaping would break them
    style, head, script = (Markup((_TEMPLATES / name).read_text(encoding="utf-8")) for name in ("page.css", "head.js", "page.js"))  # noqa: S704
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(head)} {_hash(script)}; base-uri 'none'; form-action 'none'"
    return {"style": style, "head": head, "script": script, "policy": Markup(policy)}  # noqa: S704  hashes have no markup


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
