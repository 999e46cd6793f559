"""How far apart the figures of one finding are."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from claims.records import Claim, FigureClaim, FigureValue
from consistency.findings import Finding
from consistency.values import dimension, factor, is_count
from reports.values import number
from reports.view import View

EXACT = 10
"""From this per cent on, a difference is told without decimals."""


def ends(claims: Iterable[Claim]) -> list[Decimal]:
    """All numbers of some figures, both ends of ranges among them, in one unit."""
    figures = [claim.value for claim in claims if isinstance(claim, FigureClaim)]
    return [end * factor(v) for v in figures for end in ([v.number] if v.low is None or v.high is None else [v.low, v.high])]


def comparable(claims: Iterable[Claim]) -> bool:
    """Whether claims are figures that one line of numbers can hold: of one dimension; counts of anything are counts."""
    kinds = {_dimension(claim.value) if isinstance(claim, FigureClaim) else None for claim in claims}
    return len(kinds) == 1 and None not in kinds


def _dimension(value: FigureValue) -> str:
    return "" if is_count(value) else f"{dimension(value)} {value.per}"


def share(view: View, finding: Finding) -> Decimal | None:
    """By how many per cent the largest figure is above the smallest; None where that says nothing."""
    claims = view.claims_of(finding)
    numbers = ends(claims)
    if finding.verdict == "internal" or not comparable(claims) or len(set(numbers)) < 2 or min(numbers) <= 0:
        return None
    return (max(numbers) - min(numbers)) / min(numbers) * 100


def apart(view: View, finding: Finding) -> str:
    """The same in words; empty where it says nothing."""
    found = share(view, finding)
    if found is None:
        return ""
    rounded = found.quantize(Decimal("0.1") if found < EXACT else Decimal(1))
    return view.words("page.apart", share=number(rounded, view.words)) if rounded else ""
