"""Groups under constraints: agglomerative clustering with average linkage, must-links and cannot-links.

One outlier must not split a group and one bridge must not merge two: clusters merge only while the mean over all their
cross pairs stays above the threshold, and never across a cannot-link (constrained clustering: Wagstaff et al. 2001).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Edge = tuple[float, int, int]
"""How likely two items (by index) belong together, and which."""

Pair = Callable[[int, int], float]
"""The same for any two items, 0 for those that may not meet."""

LARGE = 12
"""Members of a cluster that are looked at when it is large; enough for a mean, and it keeps the cost linear."""


def group(count: int, edges: Iterable[Edge], pair: Pair, forbidden: Callable[[int, int], bool], threshold: float, start: Sequence[Sequence[int]] = ()) -> list[list[int]]:
    """Cluster `count` items by their best edges first; `start` are must-links. Clusters come in order of their first item."""
    clusters: dict[int, list[int]] = {i: [i] for i in range(count)}
    home = list(range(count))
    for linked in start:
        for other in linked[1:]:
            if home[linked[0]] != home[other]:
                _merge(clusters, home, home[linked[0]], home[other])
    for strength, i, j in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        if strength < threshold:
            break
        a, b = home[i], home[j]
        if a != b and _may_merge(clusters[a], clusters[b], pair, forbidden, threshold):
            _merge(clusters, home, a, b)
    return [sorted(members) for _, members in sorted(clusters.items(), key=lambda row: min(row[1]))]


def _may_merge(one: list[int], other: list[int], pair: Pair, forbidden: Callable[[int, int], bool], threshold: float) -> bool:
    left, right = one[:LARGE], other[:LARGE]
    if any(forbidden(i, j) for i in left for j in right):
        return False
    return sum(pair(i, j) for i in left for j in right) / (len(left) * len(right)) >= threshold


def _merge(clusters: dict[int, list[int]], home: list[int], keep: int, drop: int) -> None:
    for member in clusters[drop]:
        home[member] = keep
    clusters[keep].extend(clusters.pop(drop))
