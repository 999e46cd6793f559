"""Quotes of a draft: in the words of a source, reworded, by somebody else, or in no source."""

from __future__ import annotations

from collections.abc import Sequence

from claims.records import QuoteClaim
from consistency.drafts.desk import Desk
from consistency.drafts.pairing import LIKELY
from consistency.drafts.records import Checked
from consistency.findings import Reason, Tier
from consistency.judge_quotes import change_of, denies, named_beside
from consistency.wording import (
    Utterance,
    content_words,
    one_utterance,
    replaced_words,
    share,
    speakers_meet,
    translated,
    utterances,
    words,
    words_shared,
)

SPOKEN = 3
"""Words that carry content of the shortest quote that is looked for by its words."""


class Quote:
    """A quote of the draft."""

    def __init__(self, desk: Desk, claim: QuoteClaim) -> None:
        """Weigh it against the sources."""
        self.desk, self.claim = desk, claim

    def checked(self) -> Checked | None:
        """What is said of it; None where nothing is."""
        if self.claim.value.type == "indirect" or not self._told:
            return None
        verbatim = self._verbatim()
        like = [*self._alike(), *self._parts(verbatim)]
        if others := self._other_speaker(like):
            why = Reason(key="other-speaker", values={"speakers": " / ".join([self.claim.value.speaker, *others])})
            return self.desk.told(self.claim, "differs", "to-check", against=like, why=[why])
        same = [c for c in like if c.source in verbatim or self._covered(c.source, like)]
        if same or verbatim:
            return self.desk.told(self.claim, "supported", support=same, besides=verbatim)
        if foreign := [c for c in like if self.desk.languages[c.source] != self.desk.languages[self.claim.source]]:
            return self.desk.told(self.claim, "supported", "to-check", foreign, why=[Reason(key="translation")])
        if like:
            return self._reworded(like)
        if len(self._told) < SPOKEN and not self._named():
            return None  # words set apart, and nobody is said to have spoken them
        sure: Tier = "certain" if len(self._told) >= SPOKEN else "to-check"
        return self.desk.told(self.claim, "unsupported", sure, why=[Reason(key="in-no-source", values={"value": self.claim.exact})])

    @property
    def _told(self) -> set[str]:
        return content_words(self.claim.value.content)

    def _reworded(self, like: Sequence[QuoteClaim]) -> Checked:
        """Other words than the source's; a number, or a negation that comes or goes, is more than a wording."""
        closest = max(like, key=lambda c: (len(self._told & content_words(c.value.content)), -like.index(c)))
        swapped = replaced_words(self.claim.value.content, closest.value.content)
        key = change_of([self.claim, closest], swapped, self.desk.languages)
        why = Reason(key=key, values={"words": ", ".join(f"{own or '∅'} → {other or '∅'}" for own, other in swapped[:6])})
        against = [closest, *(c for c in like if c is not closest)]
        return self.desk.told(self.claim, "wording" if key == "words-changed" else "differs", against=against, why=[why])

    def _covered(self, source: str, like: Sequence[QuoteClaim]) -> bool:
        """Whether the quotes of a source hold every word of this one that carries content, and no other in its place."""
        own = [c for c in like if c.source == source]
        held = set[str]().union(*(content_words(c.value.content) for c in own))
        language = self.desk.languages[self.claim.source]
        negated = any(denies(c, self.desk.languages[source]) for c in own) == denies(self.claim, language)
        return self._told <= held and negated

    def _alike(self) -> list[QuoteClaim]:
        """The quotes of sources that are this one in their words, the closest first."""
        languages, found = self.desk.languages, []
        own = utterances([self.claim], languages)[0]
        for other in self.desk.utterances:
            foreign = languages[other.quotes[0].source] != languages[self.claim.source]
            if one_utterance(own, other) or (foreign and translated(own, other)) or self._short(own, other):
                found.append((share(own, other), other))
        ordered = sorted(found, key=lambda row: (-row[0], row[1].quotes[0].source, row[1].quotes[0].start))
        return [quote for _, other in ordered for quote in other.quotes]

    def _short(self, own: Utterance, other: Utterance) -> bool:
        """Two or three words of one speaker of which one is another: « spectacle navrant », « spectacle affligeant »."""
        brief = 1 < len(own.words) <= SPOKEN and len(own.words) == len(other.words)
        return brief and share(own, other) >= LIKELY and bool(own.speaker and other.speaker) and speakers_meet(own.speaker, other.speaker)

    def _verbatim(self) -> list[str]:
        """The sources in which the very words of the quote stand, said by whomever."""
        told = f" {' '.join(words(self.claim.value.content))} "
        return [name for name, text in self.desk.plain.items() if told in text] if len(told.split()) > 1 else []

    def _parts(self, verbatim: Sequence[str]) -> list[QuoteClaim]:
        """The quotes of those sources that hold the words: too short to be known by them alone, and told with a speaker."""
        told = f" {' '.join(words(self.claim.value.content))} "
        quotes = (quote for other in self.desk.utterances for quote in other.quotes if quote.source in verbatim)
        return [quote for quote in quotes if told in f" {' '.join(words(quote.value.content))} "]

    def _named(self) -> bool:
        """Whether the draft names the speaker in the quote's own sentence: who « le condamné » is may have been taken wrongly."""
        text, (start, end) = self.desk.draft.document.text, self.claim.sentence
        names = words(self.claim.value.speaker)
        return named_beside(self.claim) or bool(names and names[-1] in words(text[start:end]))

    def _other_speaker(self, like: Sequence[QuoteClaim]) -> list[str]:
        """Who says it in the sources, where that is known and is somebody else than in the draft."""
        if not like or not self._named() or self.claim.value.relays:
            return []
        people = self.desk.story.people
        own = people.canonical(self.claim.source, self.claim.value.speaker)
        close = [c for c in like if share_of(self.claim, c) >= LIKELY and c.value.speaker and not c.value.relays]
        names = [people.canonical(c.source, c.value.speaker) for c in close]
        if not names or any(_may_be_one(own, name) for name in names):
            return []
        return list(dict.fromkeys(names))


def share_of(one: QuoteClaim, other: QuoteClaim) -> float:
    """The share of the shorter quote's content words that both have."""
    return words_shared(content_words(one.value.content), content_words(other.value.content))


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names share a word, or one of them is no full name of a person."""
    a, b = set(words(one)), set(words(other))
    return bool({w for w in a & b if len(w) > 2}) or not (_capitalised(one) and _capitalised(other))


def _capitalised(name: str) -> bool:
    return len(name.split()) > 1 and all(part[:1].isupper() for part in name.split())
