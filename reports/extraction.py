"""Claims as they were found, not compared: JSON in the contract's terms, a table to look through, or the text that they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from claims.records import Claim, Document
from consistency.findings import SCHEMA_VERSION, Unread
from reports.escape import plain
from reports.formats import Style
from reports.json import dumps
from reports.values import understood
from reports.view import shortened
from reports.words import Words, load

Extracted = Sequence[tuple[Document, tuple[Claim, ...]]]
"""Documents, each with its claims."""


def render(name: str, found: Extracted, unread: Sequence[Unread], style: Style) -> str:
    """The claims of each document: `json`, `table`, or its `text`. KeyError for another name."""
    return {"json": _json, "table": _table, "text": _text}[name](found, unread, style)


def _json(found: Extracted, unread: Sequence[Unread], style: Style) -> str:
    claims = [claim.model_dump(mode="json", exclude={"context"}) for _, several in found for claim in sorted(several, key=_place)]
    return dumps({"schema_version": SCHEMA_VERSION, "claims": claims, "unread": [one.model_dump(mode="json") for one in unread]})


def _text(found: Extracted, unread: Sequence[Unread], style: Style) -> str:
    """The texts as they are, for programs; several have a line with their name between them."""
    if len(found) == 1:
        return found[0][0].text
    return "\n".join(f"==> {plain(document.path)} <==\n{document.text}\n" for document, _ in found)


def _place(claim: Claim) -> tuple[int, int, str]:
    return (claim.start, claim.end, claim.id)


def _table(found: Extracted, unread: Sequence[Unread], style: Style) -> str:
    from tabulate import tabulate  # loaded only where a table is asked for

    words = load(style.language)
    rows = [_row(document, claim, words) for document, several in found for claim in sorted(several, key=_place)]
    headers = [words("articles.file"), words("single.what"), words("findings.written"), words("findings.understood")]
    return str(tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True)) + "\n"


def _row(document: Document, claim: Claim, words: Words) -> list[str]:
    line = document.text.count("\n", 0, claim.start) + 1
    meaning = claim.value.speaker if claim.kind == "quote" else understood(claim, words)
    return [
        f"{plain(document.source)}:{line}",
        words(f"kind.{claim.kind}"),
        plain(shortened(claim.exact, 60)),
        plain(meaning),
    ]
