"""Where values stand beside one another: dates on a line of days, figures on a line of numbers.

Places are percentages of a strip's width, so that the page draws them at any size with text of one size.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from claims.records import Claim, DateClaim
from consistency.findings import Finding, gravity
from reports import digest
from reports.page import spread
from reports.page.cards import Facts, facts
from reports.values import day, humanise
from reports.view import View, mark

LANES = 12
"""The most facts on the line of days."""
PLOTS = 8
"""The most figures that are drawn."""
AROUND = 60
"""Days before the first and after the last article that the line of days may reach: an old treaty must not squeeze a week of news."""
TICKS = 5  # every other one is left out where there is little room
"""The most days named under the line of days."""
_MARGIN = 4.0


class Dot(Struct, frozen=True):
    """A value on a strip: where it starts and how far it reaches (per cent), its mark, and what it says."""

    x: float
    width: float
    mark: str
    told: str


class Lane(Struct, frozen=True):
    """One fact on the line of days: who gives which day, in words and as dots. Lanes without a finding have no `facts`."""

    title: str
    dots: tuple[Dot, ...]
    facts: Facts | None = None
    number: str = ""
    sides: tuple[str, ...] = ()


class Timeline(Struct, frozen=True):
    """The line of days: lanes over named days (place, words)."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]


class Plot(Struct, frozen=True):
    """A figure that differs, and by how much: one row a value (as printed, who gives it, its dot)."""

    facts: Facts
    number: int
    title: str
    apart: str
    rows: tuple[tuple[str, str, Dot], ...]


class _Days(Struct, frozen=True):
    """The days that the line shows."""

    first: dt.date
    last: dt.date

    def place(self, at: dt.date) -> float:
        return _scaled((at - self.first).days, 0, (self.last - self.first).days)

    def dot(self, start: dt.date, end: dt.date, sign: str, told: str) -> Dot | None:
        """The part of a stretch of days that is on the line; None where there is none."""
        if end < self.first or start > self.last:
            return None
        left, right = self.place(max(start, self.first)), self.place(min(end, self.last))
        return Dot(left, round(right - left, 2), sign, told)


def _scaled(value: float, low: float, high: float) -> float:
    """A place in per cent, with a margin at both ends; the middle where there is only one value."""
    share = (value - low) / (high - low) if high > low else 0.5
    return round(_MARGIN + (100 - 2 * _MARGIN) * share, 2)


def timeline(view: View) -> Timeline | None:
    """The dated facts that differ or that several articles give, and the days articles came out; None without two days."""
    told = [finding for finding in (*view.differences, *view.with_verdict("corroborated")) if view.kind(finding) == "date"]
    days = _days(view, told or view.with_verdict("single-source"))
    if days is None:
        return None
    lanes = [lane for lane in (_lane(view, finding, days) for finding in told) if lane is not None][:LANES]
    alone = _alone(view, days)
    all_lanes = [*_published(view, days), *lanes, *([alone] if alone.dots else [])]
    return Timeline(tuple(all_lanes), _ticks(view, days)) if lanes or alone.dots else None


def _days(view: View, told: Iterable[Finding]) -> _Days | None:
    """From the first to the last day that these findings tell and that articles came out on; None without two days."""
    claims = [claim for finding in told for claim in view.claims_of(finding)]
    found = [d for claim in claims if isinstance(claim, DateClaim) and (span := _span(claim)) for d in span]
    out = [dt.date.fromisoformat(s.published) for s in view.sources.values() if _is_day(s.published)]
    if out:
        low, high = _moved(min(out), -AROUND), _moved(max(out), AROUND)
        found = [d for d in found if low <= d <= high]
    together = [*found, *out]
    return _Days(min(together), max(together)) if together and min(together) < max(together) else None


def _moved(at: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(min(max(at.toordinal() + days, 1), dt.date.max.toordinal()))


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _span(claim: DateClaim) -> tuple[dt.date, dt.date] | None:
    value = claim.value
    if value.type in ("DURATION", "SET") or value.earliest is None or value.latest is None:
        return None
    return value.earliest, value.latest


def _lane(view: View, finding: Finding, days: _Days) -> Lane | None:
    majority = view.majority(finding)
    dots = _dots(((c, mark(c, finding, majority)) for c in view.claims_of(finding)), view, days)
    if not dots:
        return None
    days_told: dict[str, tuple[str, ...]] = {}
    for one in digest.sides(view, finding):
        told = one.understood or one.written
        days_told[told] = (*days_told.get(told, ()), *one.articles)
    sides = tuple(view.words("colon", a=told, b=digest.listed(tuple(dict.fromkeys(names)), view, 2)) for told, names in days_told.items())
    number = str(view.numbers.get(finding.id, ""))
    return Lane(digest.subject(view, finding, str), dots, facts(view, finding), number, sides)


def _dots(claims: Iterable[tuple[Claim, str]], view: View, days: _Days) -> tuple[Dot, ...]:
    """A dot for each different stretch of days, the longest first: the shorter ones are drawn over them."""
    found: dict[tuple[float, float, str], list[str]] = {}
    for claim, sign in claims:
        span = _span(claim) if isinstance(claim, DateClaim) else None
        dot = days.dot(*span, sign, claim.exact) if span else None
        if dot is not None:
            found.setdefault((dot.x, dot.width, sign), []).append(view.words("colon", a=view.label(claim.source), b=claim.exact))
    ordered = sorted(found.items(), key=lambda item: (-item[0][1], item[0]))
    return tuple(Dot(x, width, sign, digest.listed(tuple(sorted(set(told))), view)) for (x, width, sign), told in ordered)


def _published(view: View, days: _Days) -> list[Lane]:
    by_day: dict[str, list[str]] = {}
    for source in view.sources.values():
        if _is_day(source.published):
            by_day.setdefault(source.published, []).append(view.label(source.source))
    if not by_day:
        return []
    dots = []
    for iso, labels in sorted(by_day.items()):
        at, told = dt.date.fromisoformat(iso), digest.listed(tuple(labels), view)
        dots.append(Dot(days.place(at), 0, "out", view.words("colon", a=humanise(iso, view.words), b=told)))
    return [Lane(view.words("page.published"), tuple(dots))]


def _alone(view: View, days: _Days) -> Lane:
    """All days that one origin alone gives, on one lane."""
    claims = [c for finding in view.with_verdict("single-source") for c in view.claims_of(finding)]
    exact = [(c, "alone") for c in claims if isinstance(c, DateClaim) and c.value.earliest == c.value.latest]
    return Lane(view.words("single.title"), _dots(exact, view, days))


def _ticks(view: View, days: _Days) -> tuple[tuple[float, str], ...]:
    """Days at equal distances, the first and the last among them."""
    length = (days.last - days.first).days
    steps = min(TICKS - 1, length)
    finest = "month" if days.first.year == days.last.year else "year"
    found = [_moved(days.first, length * i // steps) for i in range(steps + 1)]
    return tuple((days.place(at), day(at, view.words, finest)) for at in found)


def plots(view: View) -> list[Plot]:
    """The figures that differ and can be put on one line of numbers: the gravest first, of these what differs most."""
    told = [finding for finding in view.differences if spread.comparable(view.claims_of(finding)) and finding.verdict != "internal"]
    told.sort(key=lambda finding: (gravity(finding), -(spread.share(view, finding) or 0)))
    found = [_plot(view, finding) for finding in told]
    return [plot for plot in found if plot is not None][:PLOTS]


def _plot(view: View, finding: Finding) -> Plot | None:
    """A line of numbers from zero, so that what looks far apart is."""
    sides = [(side, spread.ends(side.claims)) for side in digest.sides(view, finding)]
    numbers = [end for _, ends in sides for end in ends]
    if len(set(numbers)) < 2:
        return None
    low, high = min(0.0, *map(float, numbers)), max(0.0, *map(float, numbers))
    majority = view.majority(finding)
    rows = []
    for side, ends in sides:
        left, right = (_scaled(float(end), low, high) for end in (min(ends), max(ends)))
        sign = mark(side.claims[0], finding, majority)
        rows.append((side.written, digest.listed(side.articles, view, 2), Dot(left, round(right - left, 2), sign, side.written)))
    number, title = view.numbers[finding.id], digest.subject(view, finding, str)
    return Plot(facts(view, finding), number, title, spread.apart(view, finding), tuple(rows))
