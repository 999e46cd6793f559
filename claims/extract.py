"""From one article to its claims."""

from __future__ import annotations

from dataclasses import dataclass

from claims.records import Claim, Document


@dataclass(frozen=True, slots=True)
class Extraction:
    """One article and what was taken out of it."""

    document: Document
    claims: tuple[Claim, ...]
