"""Groups under constraints: agglomerative clustering with average linkage, must-links and cannot-links.

One outlier must not split a group and one bridge must not merge two: clusters merge only while the mean over the articles
on either side (an article speaks through the claim that fits best) stays above the threshold, and never across a cannot-link (constrained clustering: Wagstaff et al. 2001).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

Edge = tuple[float, int, int]
"""How likely two items (by index) belong together, and which."""

Pair = Callable[[int, int], float]
"""The same for any two items, 0 for those that may not meet."""

LARGE = 12
"""Members of a cluster that are looked at when it is large; enough for a mean, and it keeps the cost linear."""
HUGE = 30
"""Members from which on a third as many are looked at: no story of some thirty articles tells a fact so often."""


class Links(Struct, frozen=True):
    """What decides whether items, by index, may be one group.

    `pair`: how likely two belong together. `forbidden`: two that never do. `teller`: who tells each; a teller speaks
    through the item that fits best; `article`: the article of each. `unlike`: two of different values, which must belong together by themselves and not
    through others. `loose`: two of which one is told less finely (a week and a day in it): there the best pair decides.
    `vague`: two of which one is only pointed at, and less finely (« la semaine dernière »): no reason to leave a place of its own.
    """

    pair: Pair
    forbidden: Callable[[int, int], bool]
    teller: Sequence[str]
    article: Sequence[str]
    unlike: Callable[[int, int], bool]
    loose: Callable[[int, int], bool]
    vague: Callable[[int, int], bool]


def group(
    count: int, edges: Sequence[Edge], links: Links, threshold: float, start: Sequence[Sequence[int]] = (), leftover: float = math.inf
) -> list[list[int]]:
    """Cluster `count` items by their best edges first; `start` are must-links. Clusters come in order of their first item.

    An item left alone joins a cluster of its value already at `leftover`, a lower threshold.
    """
    clusters: dict[int, list[int]] = {i: [i] for i in range(count)}
    home = list(range(count))
    refused: set[tuple[int, int, int, int]] = set()  # the same members again would be refused again
    for linked in start:
        for other in linked[1:]:
            apart = any(links.forbidden(i, j) for i in clusters[home[linked[0]]] for j in clusters[home[other]])
            if home[linked[0]] != home[other] and not apart:
                _merge(clusters, home, home[linked[0]], home[other])
    for strength, i, j in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        if strength < threshold:
            break
        a, b = home[i], home[j]
        if a == b:
            continue
        looked_at = (a, b, len(_looked_at(clusters[a])), len(_looked_at(clusters[b])))
        if looked_at in refused:
            continue
        if _may_merge(clusters[a], clusters[b], links, threshold):
            _merge(clusters, home, a, b)
        else:
            refused.add(looked_at)
    for cluster, single in _leftovers(edges, clusters, home, links, leftover):
        if not any(links.forbidden(i, single) for i in clusters[cluster]):
            _merge(clusters, home, cluster, home[single])
    return [sorted(members) for _, members in sorted(clusters.items(), key=lambda row: min(row[1]))]


def _leftovers(
    edges: Sequence[Edge], clusters: dict[int, list[int]], home: Sequence[int], links: Links, threshold: float
) -> list[tuple[int, int]]:
    """Items that stand alone, and the cluster of several other articles that each fits best: of the same value, each the other's best.

    An article tells a fact once: one that has no part in a cluster, and tells the same value by itself, more likely means it.
    """
    best: dict[tuple[int, str], tuple[float, int]] = {}
    articles_of = {name: {links.article[m] for m in members} for name, members in clusters.items()}
    for strength, *pair in edges:
        for one, other in (pair, pair[::-1]):
            members = clusters[home[other]]
            articles = articles_of[home[other]]
            if strength < threshold or len(clusters[home[one]]) > 1 or len(articles) < 2 or links.article[one] in articles:
                continue
            mean = _mean([(one, m) for m in _looked_at(members)], links)
            key = (home[other], links.article[one])
            told_alike = not any(links.unlike(one, m) or links.vague(one, m) for m in _looked_at(members))
            if mean >= threshold and told_alike and (mean, -one) > best.get(key, (0.0, 0)):
                best[key] = (mean, -one)
    wanted: dict[int, tuple[float, int]] = {}
    for (cluster, _), (mean, one) in sorted(best.items()):
        if mean > wanted.get(-one, (0.0, 0))[0]:
            wanted[-one] = (mean, cluster)
    return [(cluster, one) for one, (_, cluster) in sorted(wanted.items())]


def _looked_at(members: list[int]) -> list[int]:
    """The members of a cluster that speak for it: the first."""
    return members[:LARGE] if len(members) < HUGE else members[: LARGE // 3]


def _may_merge(one: list[int], other: list[int], links: Links, threshold: float) -> bool:
    cross = [(i, j) for i in _looked_at(one) for j in _looked_at(other)]
    if any(links.forbidden(i, j) for i, j in cross):
        return False
    if all(links.loose(i, j) for i, j in cross):
        return max(links.pair(i, j) for i, j in cross) >= threshold
    apart = [(i, j) for i, j in cross if links.unlike(i, j)]
    return _mean(cross, links) >= threshold and (not apart or _mean(apart, links) >= threshold)


def _mean(cross: Sequence[tuple[int, int]], links: Links) -> float:
    """The mean over the pairs of tellers of their best pair."""
    best: dict[tuple[str, str], float] = {}
    for i, j in cross:
        key = (links.teller[i], links.teller[j])
        best[key] = max(best.get(key, 0.0), links.pair(i, j))
    return sum(best.values()) / len(best)


def _merge(clusters: dict[int, list[int]], home: list[int], keep: int, drop: int) -> None:
    for member in clusters[drop]:
        home[member] = keep
    clusters[keep].extend(clusters.pop(drop))
