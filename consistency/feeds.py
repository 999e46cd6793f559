"""Stories out of a feed: articles that nobody has sorted are put together by what they name, one after the other.

Every article is weighed as the rare names, concepts and words that it holds (tf-idf; Salton and Buckley 1988; the tokens
are those that claims are compared by, so that French and English meet), and joins the story that it is most like, if they
are alike enough and the story is not too old; else it opens one (single-pass clustering, as in topic detection and tracking:
Allan et al. 1998). Only stories that share rare terms are looked at, and only those of the last days are held: the cost
grows with the number of articles, the memory with a window of them.
"""

from __future__ import annotations

import datetime as dt
import math
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field

from claims.calendar import Anchor
from claims.extract import Prepared, days_told
from claims.records import DateValue

ALIKE = 0.14
"""The cosine from which on an article belongs to a story."""
WINDOW = 60
"""Days without an article after which a story must be twice as like an article to take it in."""
MOST_OPEN = 5000
"""Stories that are held; of more, those that had no article for the longest are forgotten."""
LEADING = 700
"""Tokens of an article that are looked at: what it is about stands near its beginning."""
KEPT = 60
"""Terms of an article that count, the weightiest; before that, how many times that of the most frequent are kept."""
CORE = 150
"""Terms of a story that count."""
ASKED = 20
"""Terms of an article by which stories are looked up."""
COMMON = 0.1
"""The share of articles that hold a term from which on it finds no story."""
CROWDED = 40
"""The most open stories that a term may stand in to find one of them."""
NAMED = 2.5
"""How much more a name counts than a word."""
_CELLS = 1 << 20


class Entry(Struct, frozen=True):
    """An article of a feed: what it is called, its day (None: unknown), how often it holds each of its terms."""

    name: str
    day: dt.date | None
    terms: Mapping[str, int]


def entry(name: str, article: Prepared) -> Entry:
    """An article as an entry of a feed."""
    held = Counter(key for key in article.tokens.keys[:LEADING] if key)
    most = sorted(held.items(), key=lambda row: (-row[1], row[0]))[: 4 * KEPT]
    return Entry(name, article.document.published.day or _named_day(article), dict(most))


def _named_day(article: Prepared) -> dt.date | None:
    """The day in the middle of those that an article without a day of its own names in full."""
    values = [m.value for m in days_told(article, Anchor()) if isinstance(m.value, DateValue)]
    days = sorted(v.earliest for v in values if v.earliest is not None and v.earliest == v.latest)
    return days[len(days) // 2] if days else None


class _Held:
    """In how many articles a term stands, in cells of a fixed number: two terms may share one, which makes them seem common."""

    def __init__(self) -> None:
        self.articles, self._cells = 0, array("L", bytes(array("L").itemsize * _CELLS))

    def add(self, terms: Iterable[str]) -> None:
        self.articles += 1
        for term in terms:
            self._cells[zlib.crc32(term.encode(errors="surrogatepass")) % _CELLS] += 1

    def __getitem__(self, term: str) -> int:
        return max(1, self._cells[zlib.crc32(term.encode(errors="surrogatepass")) % _CELLS])


class _Open(Struct):
    """A story that articles may still join: the sum of their weights, and its length squared."""

    number: int
    last: dt.date | None
    weights: dict[str, float] = field(default_factory=dict)
    square: float = 0.0


def sorted_into_stories(entries: Callable[[], Iterable[Entry]], alike: float = ALIKE) -> Iterator[tuple[str, int]]:
    """Each article's name with the number of its story, in the order given: give them by their days.

    `entries` is asked for the articles twice, to count terms and to sort; the same articles in the same order give the same
    stories.
    """
    held = _Held()
    for one in entries():
        held.add(one.terms)
    feed = _Feed(held, alike)
    for one in entries():
        yield one.name, feed.story_of(one)


class _Feed:
    """The stories that are open, and where their terms stand."""

    def __init__(self, held: _Held, alike: float) -> None:
        self._held, self._alike = held, alike
        self._open: dict[int, _Open] = {}
        self._where: dict[str, dict[int, None]] = defaultdict(dict)
        self._made = 0

    def story_of(self, one: Entry) -> int:
        """The number of the story that an article belongs to."""
        vector = self._weighed(one.terms)
        found = self._nearest(vector, one.day)
        if found is None:
            found = _Open(self._made, one.day)
            self._made += 1
        # at the end of the open ones: the first is the one that had no article for the longest
        self._open.pop(found.number, None)
        self._open[found.number] = found
        self._join(found, vector, one.day)
        return found.number

    def _weighed(self, terms: Mapping[str, int]) -> dict[str, float]:
        """The weightiest terms of an article, the weightiest first, of length 1 together."""
        seen, held = self._held.articles, self._held
        weights = {
            term: (1 + math.log(times)) * math.log(1 + seen / held[term]) * (NAMED if term[0] == "@" else 1.0)
            for term, times in terms.items()
        }
        kept = sorted(weights.items(), key=lambda row: (-row[1], row[0]))[:KEPT]
        norm = math.sqrt(sum(weight * weight for _, weight in kept)) or 1.0
        return {term: weight / norm for term, weight in kept}

    def _nearest(self, vector: Mapping[str, float], day: dt.date | None) -> _Open | None:
        """The story most like an article, if it is alike enough; of two the older."""
        most = max(3.0, COMMON * self._held.articles)
        asked = [term for term in list(vector)[:ASKED] if self._held[term] <= most]
        told = (self._where.get(term, {}) for term in asked)
        shared = Counter(number for numbers in told if len(numbers) <= CROWDED for number in numbers)
        likely = [(_cosine(vector, self._open[number]) / self._asked(self._open[number], day), -number) for number in shared]
        likeness, number = max(likely, default=(0.0, 0))
        return self._open[-number] if likeness >= 1 else None

    def _asked(self, story: _Open, day: dt.date | None) -> float:
        """How like a story an article of that day must be."""
        old = day is not None and story.last is not None and (day - story.last).days > WINDOW
        return self._alike * (2 if old else 1)

    def _join(self, story: _Open, vector: Mapping[str, float], day: dt.date | None) -> None:
        if day is not None and (story.last is None or day > story.last):
            story.last = day
        for term, weight in vector.items():
            story.weights[term] = story.weights.get(term, 0.0) + weight
            self._where[term][story.number] = None
        if len(story.weights) > 2 * CORE:
            for term, _ in sorted(story.weights.items(), key=lambda row: (-row[1], row[0]))[CORE:]:
                self._drop(term, story)
        story.square = sum(weight * weight for weight in story.weights.values())
        if len(self._open) > MOST_OPEN:
            oldest = self._open.pop(next(iter(self._open)))
            for term in list(oldest.weights):
                self._drop(term, oldest)

    def _drop(self, term: str, story: _Open) -> None:
        del story.weights[term]
        self._where[term].pop(story.number, None)
        if not self._where[term]:
            del self._where[term]


def _cosine(vector: Mapping[str, float], story: _Open) -> float:
    return sum(weight * story.weights.get(term, 0.0) for term, weight in vector.items()) / math.sqrt(story.square)
