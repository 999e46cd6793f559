"""Quotes of one utterance: found by their words, compared word by word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from difflib import SequenceMatcher

from msgspec import Struct

from claims.concepts import by_id, concepts
from claims.glossary import every
from claims.lexicon import lexicon
from claims.reading import fold
from claims.records import DateClaim, QuoteClaim
from claims.stems import plain, singular, stem
from consistency.values import length

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
SHARE = 0.6
"""The share of the shorter quote's words that two wordings of one utterance have in common."""
LONG = 4
"""From how many words on a quote can be found by its words alone; a shorter one needs the same speaker too."""
STRING = 6
"""The most words of a string of fragments that one of its fragments can find."""
STRETCH = 3
"""Small words that may stand between two words of a phrase."""
FEW = 2
"""Words of a fragment that can stand in the place of another: an adjective, a noun with its article."""
MEANT = 0.4
"""The share of the shorter quote's meaning that a translation has in common with it."""
HALF = 0.5
"""The same of other words in one language."""
SURE = 0.75
"""The same of a translation where the speaker need not be the same: a body and who speaks for it."""
COGNATE = 6
"""Letters by which the stems of two languages count as one word: « solidarité », "solidarity"."""
GAP = 12
"""Characters between two fragments that are strung together: « honteux » et « illégaux »."""
WEEK = 7
"""The most days a date may span that dates an utterance."""
_NUMBERS = ("unit", "teen", "ten", "hundred")
_DATED = ("time-unit", "month", "weekday")
"""Classes of the lexicon whose words mean the same in every language: numbers, and what days are told by."""
_LEAST = 3
"""Letters of the shortest word that carries content."""
LOOKED_AT = 12
"""Members of a group that an utterance is held against."""
SENTENCE = 4
"""From how many words on, small ones counted, the same words are no turn of phrase."""
WHOLE = 6
"""The same of a sentence with which a longer quote begins."""
ENDING = 3
"""Letters that an inflection may change at the end of a word."""
PREFIX = 6
"""Letters by which two words count as one: « téléchargeait » and « télécharge »."""


def words(content: str) -> list[str]:
    """The words of a quote, folded, without accents."""
    return [plain(w) for w in _WORD.findall(content)]


def content_words(content: str) -> set[str]:
    """The words of a quote that carry content, cut to a prefix so that inflections meet."""
    return {w[:PREFIX] for w in words(content) if len(w) > 3 or w.isdigit()}


class Utterance(Struct, frozen=True):
    """Quotes of one article that are one thing said: one quote, or fragments strung together (« honteux » et « illégaux »).

    `words` are its content words, `meanings` what each of them may mean in another language.
    """

    quotes: tuple[QuoteClaim, ...]
    words: frozenset[str]
    meanings: tuple[frozenset[str], ...] = ()

    @property
    def speaker(self) -> str:
        """Who said it; empty where it cannot be told."""
        return next((q.value.speaker for q in self.quotes if q.value.speaker), "")

    def shares_fragment(self, other: Utterance) -> bool:
        """Whether a fragment of one is among the words of the other, in whatever inflection."""
        return any(
            told and told <= there.words
            for here, there in ((self, other), (other, self))
            for told in (content_words(q.value.content) for q in here.quotes)
        )


def utterances(quotes: Sequence[QuoteClaim], languages: Mapping[str, str] | None = None) -> list[Utterance]:
    """The quotes of a story, with the fragments strung together in one sentence made one; `languages` are the articles'."""
    rows: list[list[QuoteClaim]] = []
    for quote in sorted(quotes, key=lambda q: (q.source, q.start, q.end)):
        if rows and _strung(rows[-1][-1], quote):
            rows[-1].append(quote)
        else:
            rows.append([quote])
    return [_utterance(row, languages[row[0].source] if languages else "") for row in rows]


def _utterance(row: Sequence[QuoteClaim], language: str) -> Utterance:
    told = frozenset().union(*(content_words(q.value.content) for q in row))
    meant = [m for q in row for m in meanings(q.value.content, language)] if language else []
    return Utterance(tuple(row), told, tuple(dict.fromkeys(meant)))


def meanings(content: str, language: str) -> list[frozenset[str]]:
    """What each content word may mean: its concept, its lines of the glossary, and its beginning, which cognates share."""
    known, meant, table = lexicon(language).words, every(language), concepts(language)
    found = []
    for word in _parts(content, known):
        classes = known.get(word, {})
        number = _number(word, classes)
        if not number and ("function" in classes or "auxiliary" in classes or len(word) < _LEAST):
            continue
        stemmed = stem(word, language)
        concept = table.of(word, stemmed)
        dated = {f"{name}:{classes[name]}" for name in _DATED if name in classes}  # « jour » is no word of the glossary
        glossed = meant.get(stemmed) or meant.get(stem(singular(word), language)) or ()  # a stemmer leaves « vrais » as it is
        may = {plain(word)[:COGNATE], *glossed, concept.id if concept is not None else "", number, *dated} - {""}
        found.append(frozenset(may))
    return found


def _parts(content: str, known: Mapping[str, Mapping[str, object]]) -> list[str]:
    """The words of a quote, folded; those joined by hyphens are one where they are a number: « dix-sept »."""
    found = []
    for joined in map(fold, _JOINED.findall(content)):
        number = "-" in joined and not known.get(joined, {}).keys().isdisjoint(_NUMBERS)
        found += [joined] if number else joined.split("-")
    return found


def _number(word: str, classes: Mapping[str, object]) -> str:
    """The number that a word is, as a meaning; none for « un », which is mostly an article."""
    told = next((classes[name] for name in _NUMBERS if name in classes), int(word) if word.isdecimal() else 1)
    return "" if told == 1 else f"#{told}"


def _strung(one: QuoteClaim, after: QuoteClaim) -> bool:
    """Two short quotes a word or two apart, in one sentence, by one speaker."""
    near = one.source == after.source and one.sentence == after.sentence and 0 <= after.start - one.end <= GAP
    short = max(len(content_words(q.value.content)) for q in (one, after)) < LONG
    return near and short and one.value.speaker == after.value.speaker


def speakers_meet(one: str, other: str) -> bool:
    """Whether two names may be one speaker: a word in common, or one unknown."""
    a, b = set(words(one)), set(words(other))
    if _speaks_for(one, other) or _speaks_for(other, one):
        return False
    return not a or not b or any(len(w) > 2 or w == "x" for w in a & b)


def _speaks_for(one: str, other: str) -> bool:
    """« porte-parole de X », "lawyer for X": a name behind a small word is not the speaker's own."""
    before = one.removesuffix(other).split()
    return bool(other) and len(before) > 1 and one.endswith(other) and before[-1].islower() and len(before[-1]) <= LONG


def share(one: Utterance, other: Utterance) -> float:
    """The share of the shorter utterance's content words that the other has too."""
    return words_shared(one.words, other.words)


def words_shared(one: Set[str], other: Set[str]) -> float:
    """The share of the fewer words that are among the others too; 0 where there are none."""
    return len(one & other) / max(1, min(len(one), len(other)))


def one_utterance(one: Utterance, other: Utterance) -> bool:
    """Whether two articles quote (parts of) one utterance: most words in common; for short ones the same speaker too."""
    common, least = len(one.words & other.words), min(len(one.words), len(other.words))
    if _verbatim(one, other):
        return True
    if least >= LONG:
        return common / least >= SHARE and common >= LONG - 1
    if one.words == other.words and least > 1 and not (one.speaker and other.speaker):
        return True  # the same two words in two articles of one story, and nobody else named for either
    if 1 < least == common and not _two_people(one.speaker, other.speaker):
        return _as_a_phrase(one, other)  # « une gravité exceptionnelle »: by the court, by its judges
    if least == 1 and not _inflected(one, other):
        return False  # « importés », « importante »
    short = max(len(one.words), len(other.words)) <= STRING
    most = least == LONG - 1 and common / least >= SHARE  # « est actuellement indisponible », « … actuellement hors service »
    return common > 0 and _same_speaker(one, other) and (common == least or (short and (most or one.shares_fragment(other))))


def _as_a_phrase(one: Utterance, other: Utterance) -> bool:
    """Whether the words that the shorter has stand together in the longer, or one person says both."""
    short, long = sorted((one, other), key=lambda said: len(said.words))
    told = [w[:PREFIX] in short.words for q in long.quotes for w in words(q.value.content)]
    places = [i for i, held in enumerate(told) if held]
    reach = len(short.words) + STRETCH * (len(short.words) - 1)
    return _same_speaker(one, other) or any(len(short.words) <= sum(told[i : i + reach]) for i in places)


def _verbatim(one: Utterance, other: Utterance) -> bool:
    """Whether two articles print one sentence of several words, letter for letter: « Les bus ne suivront pas »; a longer one may go on."""
    if len(one.quotes) > 1 or len(other.quotes) > 1:
        return False
    short, long = sorted((words(said.quotes[0].value.content) for said in (one, other)), key=len)
    return short == long[: len(short)] and len(short) >= (SENTENCE if len(short) == len(long) else WHOLE)


def _inflected(one: Utterance, other: Utterance) -> bool:
    """Whether a word of content that both have is the same but for its ending: « honteux », « honteuses »."""
    a, b = ([w for q in said.quotes for w in words(q.value.content) if w[:PREFIX] in one.words & other.words] for said in (one, other))
    return any(_same_stem(x, y) for x in a for y in b)


def _same_stem(one: str, other: str) -> bool:
    stem = max(len(one), len(other)) - ENDING
    return len(one) >= stem and other.startswith(one[:stem])


def _numbers(said: Utterance) -> set[str]:
    return {w for w in said.words if w.isdigit()}


def _two_people(one: str, other: str) -> bool:
    """Whether two names are those of two persons, and not of a body, an office or somebody who speaks for it."""
    named = [bool(name) and all(part[:1].isupper() for part in name.split()) for name in (one, other)]
    return all(named) and not speakers_meet(one, other)


def _same_speaker(one: Utterance, other: Utterance) -> bool:
    return bool(one.speaker and other.speaker) and speakers_meet(one.speaker, other.speaker)


def translated(one: Utterance, other: Utterance) -> bool:
    """Whether two quotes of one speaker in two languages mean the same: most of the shorter's words may mean one of the other's."""
    common, least = _meanings_shared(one, other)
    if _word_for_word(one, other, common, least):
        return True
    return least > 0 and common >= min(2, least) and common / least >= MEANT and _same_speaker(one, other)


def _word_for_word(one: Utterance, other: Utterance, common: int, least: int) -> bool:
    """Whether so many words of two quotes in two languages mean the same (`common` of `least`) that it may be one sentence, whoever said it."""
    whole = least >= LONG - 1 and common == least == max(len(one.meanings), len(other.meanings))
    return (whole or (least >= LONG and common / least >= SURE)) and _numbers(one) == _numbers(other)


def one_in_translation(one: QuoteClaim, other: QuoteClaim, languages: Mapping[str, str]) -> bool:
    """Whether one of two quotes is plainly the other's translation; `languages` are the articles'."""
    if languages[one.source] == languages[other.source]:
        return False
    a, b = (_utterance([quote], languages[quote.source]) for quote in (one, other))
    return _word_for_word(a, b, *_meanings_shared(a, b))


def _likeness(one: Utterance, other: Utterance) -> float:
    """The share of words in common, of meanings where that is more."""
    common, least = _meanings_shared(one, other)
    return max(share(one, other), common / max(1, least))


def _meanings_shared(one: Utterance, other: Utterance) -> tuple[int, int]:
    """How many words of the utterance that has fewer mean what the other says, and how many it has."""
    few, many = sorted((one.meanings, other.meanings), key=len)
    held = frozenset().union(*many)
    return sum(not m.isdisjoint(held) for m in few), len(few)


def quote_groups(quotes: Sequence[QuoteClaim], languages: Mapping[str, str]) -> list[list[QuoteClaim]]:
    """Quotes of one utterance together, in reading order; each quote is in one group. `languages` are the articles'.

    A group takes in an utterance that matches at least half of its members, so that no bridge merges two. Sentences that are the same word
    for word go where one of them goes, whoever said them.
    """
    postings: dict[str, set[int]] = defaultdict(set)
    groups: list[list[int]] = []
    said = utterances(quotes, languages)
    for same in _same_sentences(said):
        keys = frozenset(k for i in same for k in (*said[i].words, *frozenset().union(*said[i].meanings)))
        candidates = set[int]().union(*(postings[w] for w in keys))
        fitting = [g for g in sorted(candidates) if any(_fits(said[i], [said[j] for j in groups[g][:LOOKED_AT]], languages) for i in same)]
        if fitting:
            home = max(fitting, key=lambda g: (max(_likeness(said[same[0]], said[j]) for j in groups[g][:LOOKED_AT]), -g))
            groups[home] += same
        else:
            home = len(groups)
            groups.append(same)
        for w in keys:
            postings[w].add(home)
    return [sorted((q for i in g for q in said[i].quotes), key=lambda q: (q.source, q.start)) for g in groups]


def _same_sentences(said: Sequence[Utterance]) -> list[list[int]]:
    """The utterances, the longest first, those of several words that are the same word for word together."""
    rows: dict[tuple[str, ...] | int, list[int]] = {}
    for i in sorted(range(len(said)), key=lambda i: _reach(said[i])):
        told = tuple(w for q in said[i].quotes for w in words(q.value.content))
        rows.setdefault(told if len(told) >= WHOLE and len(said[i].quotes) == 1 else i, []).append(i)
    return list(rows.values())


def _fits(one: Utterance, members: Sequence[Utterance], languages: Mapping[str, str]) -> bool:
    """Whether an utterance matches at least half of a group: of those in its own language, or of those in others."""
    source = one.quotes[0].source
    own = [m for m in members if languages[m.quotes[0].source] == languages[source] and m.quotes[0].source != source]
    others = [m for m in members if languages[m.quotes[0].source] != languages[source]]
    told: list[Sequence[Utterance]] = [rows for rows in (own, others) if rows] or [members]
    return any(2 * sum(_match(one, other, languages) for other in rows) >= len(rows) for rows in told)


def _reach(said: Utterance) -> tuple[int, str, str, str, int]:
    """The longest first; what its article's file is called decides last, between copies."""
    first = said.quotes[0]
    return -len(said.words), first.exact, first.prefix, first.source, first.start


def fragments_apart(one: Utterance, other: Utterance) -> tuple[str, str] | None:
    """The two fragments, as printed, that stand in the same place of two strings of fragments otherwise alike; else None.

    « honteux » et « illégaux » / « honteux » et « répugnant ». Fragments in another order, or more of them, are another
    choice of words, not other words.
    """
    if len(one.quotes) != len(other.quotes) or len(one.quotes) < 2:
        return None
    pairs = [(a, b) for a, b in zip(one.quotes, other.quotes, strict=True) if not _alike(a.value.content, b.value.content)]
    short = all(len(words(q.value.content)) <= FEW for pair in pairs for q in pair)
    return (pairs[0][0].exact, pairs[0][1].exact) if len(pairs) == 1 and short else None


def _alike(one: str, other: str) -> bool:
    a, b = content_words(one), content_words(other)
    return a <= b or b <= a


def replaced_words(one: str, other: str) -> list[tuple[str, str]]:
    """Where two wordings differ between their common words: (words of one, words of the other) as printed.

    What one only leaves out at its beginning or end is not a difference (a longest-common-subsequence diff, Ratcliff and
    Obershelp 1988).
    """
    a, b = _WORD.findall(one), _WORD.findall(other)
    matcher = SequenceMatcher(None, [plain(w) for w in a], [plain(w) for w in b], autojunk=False)
    steps = matcher.get_opcodes()
    found = []
    for place, (step, i, j, k, m) in enumerate(steps):
        outer = place in (0, len(steps) - 1)
        if step == "replace" or (step in ("insert", "delete") and not outer):
            found.append((" ".join(a[i:j]), " ".join(b[k:m])))
    return found


def _match(one: Utterance, other: Utterance, languages: Mapping[str, str]) -> bool:
    if one_utterance(one, other):
        return True
    if languages[one.quotes[0].source] == languages[other.quotes[0].source]:
        return _reworded(one, other)
    return translated(one, other)


def _reworded(one: Utterance, other: Utterance) -> bool:
    """Whether two quotes of one speaker in one language say the same in other words: half of the shorter's words mean what the other says."""
    common, least = _meanings_shared(one, other)
    return common >= LONG and common / least >= HALF and _same_speaker(one, other)


def utterance_dates(groups: Sequence[Sequence[QuoteClaim]], dates: Sequence[DateClaim]) -> list[list[str]]:
    """For each utterance that several articles quote, the dates that those articles give it (claim ids)."""
    by_source: dict[str, list[DateClaim]] = defaultdict(list)
    for date in dates:
        if date.value.type == "DATE" and length(date.value) <= WEEK:
            by_source[date.source].append(date)
    beside: dict[tuple[str, tuple[int, int]], list[QuoteClaim]] = defaultdict(list)
    for quote in (q for told in groups for q in told):
        beside[quote.source, quote.sentence].append(quote)
    linked: list[list[str]] = []
    for told in groups:
        group = [q for q in told if q.value.type != "indirect"]  # what is only reported may be said again in other words
        if len({q.source for q in group}) < 2 or min(len(content_words(q.value.content)) for q in group) < LONG:
            continue  # a fragment may be said again and again
        found = [d for q in group if (d := _date_of(q, by_source[q.source], beside[q.source, q.sentence])) is not None]
        if len({d.source for d in found}) > 1:
            linked.append(list(dict.fromkeys(d.id for d in found)))
    return linked


def _date_of(quote: QuoteClaim, dates: Sequence[DateClaim], beside: Sequence[QuoteClaim]) -> DateClaim | None:
    """The date of a quote: the nearest outside its words in its sentence, else the last of the sentence before that dates a saying.

    Not one that stands nearer to another quote `beside` it: « “…”, a dit le ministre, qui avait promis mercredi : “…” ».
    """
    inside = [d for d in dates if quote.sentence[0] <= d.start < quote.sentence[1] and not quote.start <= d.start < quote.end]
    if inside:
        nearest = min(inside, key=lambda d: _away(quote, d))
        return nearest if _away(quote, nearest) == min(_away(q, nearest) for q in beside) else None
    before = [d for d in dates if d.sentence[1] <= quote.sentence[0] and quote.sentence[0] - d.sentence[1] <= 3 and _of_saying(d)]
    return before[-1] if before else None


def _away(quote: QuoteClaim, date: DateClaim) -> int:
    """Characters between a quote and a date outside it."""
    return min(abs(date.start - quote.end), abs(quote.start - date.end))


def _of_saying(date: DateClaim) -> bool:
    """Whether what happened on a date is that somebody spoke."""
    concept = by_id().get(date.slots.predicate.value) if date.slots.predicate else None
    return concept is not None and concept.kind == "statement"
