"""Quotes of one utterance: found by their words, compared word by word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from claims.records import DateClaim, QuoteClaim
from claims.stems import plain

_WORD = re.compile(r"[^\W_]+")
SHARE = 0.6
"""The share of the shorter quote's words that two wordings of one utterance have in common."""
LONG = 4
"""From how many words on a quote can be found by its words alone; a shorter one needs the same speaker too."""
PREFIX = 6
"""Letters by which two words count as one: « téléchargeait » and « télécharge »."""


def words(content: str) -> list[str]:
    """The words of a quote, folded, without accents."""
    return [plain(w) for w in _WORD.findall(content)]


def content_words(content: str) -> set[str]:
    """The words of a quote that carry content, cut to a prefix so that inflections meet."""
    return {w[:PREFIX] for w in words(content) if len(w) > 3 or w.isdigit()}


def speakers_meet(one: QuoteClaim, other: QuoteClaim) -> bool:
    """Whether two quotes may have one speaker: a word of the name in common, or one unknown."""
    a, b = set(words(one.value.speaker)), set(words(other.value.speaker))
    return not a or not b or bool({w for w in a & b if len(w) > 2 or w == "x"})


def share(one: QuoteClaim, other: QuoteClaim) -> float:
    """The share of the shorter quote's content words that the other has too."""
    a, b = content_words(one.value.content), content_words(other.value.content)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def one_utterance(one: QuoteClaim, other: QuoteClaim) -> bool:
    """Whether two quotes are (parts of) one utterance."""
    a, b = content_words(one.value.content), content_words(other.value.content)
    if not a or not b:
        return False
    common, least = len(a & b), min(len(a), len(b))
    if least >= LONG:
        return common / least >= SHARE and common >= LONG - 1
    return common == least and common >= 1 and speakers_meet(one, other) and bool(one.value.speaker) and (least >= 2 or common == len(a) == len(b))


def quote_groups(quotes: Sequence[QuoteClaim]) -> list[list[QuoteClaim]]:
    """Quotes of one utterance together, in reading order; each quote is in one group.

    A group grows only by quotes that match its first member or most of its members, so that no bridge merges two.
    """
    postings: dict[str, list[int]] = defaultdict(list)
    groups: list[list[int]] = []
    home: dict[int, int] = {}
    order = sorted(range(len(quotes)), key=lambda i: (-len(content_words(quotes[i].value.content)), quotes[i].source, quotes[i].start))
    for i in order:
        candidates = {home[j] for w in content_words(quotes[i].value.content) for j in postings[w]}
        fitting = [g for g in sorted(candidates) if _fits(quotes[i], [quotes[j] for j in groups[g]])]
        if fitting:
            best = max(fitting, key=lambda g: (max(share(quotes[i], quotes[j]) for j in groups[g]), -g))
            groups[best].append(i)
            home[i] = best
        else:
            home[i] = len(groups)
            groups.append([i])
        for w in content_words(quotes[i].value.content):
            postings[w].append(i)
    return [sorted((quotes[i] for i in g), key=lambda q: (q.source, q.start)) for g in groups]


def _fits(quote: QuoteClaim, group: Sequence[QuoteClaim]) -> bool:
    matching = sum(one_utterance(quote, member) for member in group)
    return 2 * matching >= len(group)


def utterance_dates(groups: Sequence[Sequence[QuoteClaim]], dates: Sequence[DateClaim]) -> list[list[str]]:
    """For each utterance that several articles quote, the dates that those articles give it (claim ids)."""
    by_source: dict[str, list[DateClaim]] = defaultdict(list)
    for date in dates:
        if date.value.type == "DATE":
            by_source[date.source].append(date)
    linked: list[list[str]] = []
    for group in groups:
        if len({q.source for q in group}) < 2:
            continue
        found = [d for q in group if (d := _date_of(q, by_source[q.source])) is not None]
        if len({d.source for d in found}) > 1:
            linked.append(list(dict.fromkeys(d.id for d in found)))
    return linked


def _date_of(quote: QuoteClaim, dates: Sequence[DateClaim]) -> DateClaim | None:
    """The date of a quote: the nearest outside its words in its sentence, else the last of the sentence before."""
    inside = [d for d in dates if quote.sentence[0] <= d.start < quote.sentence[1] and not quote.start <= d.start < quote.end]
    if inside:
        return min(inside, key=lambda d: min(abs(d.start - quote.end), abs(quote.start - d.end)))
    before = [d for d in dates if d.sentence[1] <= quote.sentence[0] and quote.sentence[0] - d.sentence[1] <= 3]
    return before[-1] if before else None
