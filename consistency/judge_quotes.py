"""What is to be said of quotes of one utterance: who said it, whether it was denied, and which words differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from claims.lexicon import lexicon
from claims.records import QuoteClaim
from consistency.align import Group
from consistency.findings import Reason, Tier, Verdict
from consistency.people import People
from consistency.wording import Utterance, fragments_apart, one_in_translation, replaced_words, share, utterances, words, words_shared


def quotes_judged(group: Group, people: People, languages: Mapping[str, str]) -> tuple[Verdict, Tier, list[Reason]]:
    """The verdict on a group of quotes, how sure, and why; `languages` are the articles'."""
    claims = [c for c in group.claims if isinstance(c, QuoteClaim)]
    if len({c.source for c in claims}) < 2:
        return "single-source", "certain", []
    reposts = [c for c in claims if c.value.relays]
    why = [Reason(key="repost", values={"account": c.value.speaker, "author": c.value.relays}) for c in reposts]
    if others := _other_speakers([c for c in claims if not c.value.relays], people, languages):
        tier: Tier = "certain" if _one_sentence_of_two(claims, people) else "to-check"
        return "conflict", tier, [*why, Reason(key="other-speaker", values={"speakers": " / ".join(others)})]
    if denied := _denied(claims):
        return "conflict", "to-check", [*why, denied]
    if len({languages[c.source] for c in claims}) > 1:
        return "variant", "certain", [*why, *_one_speaker({c.value.speaker for c in claims}), Reason(key="translation")]
    said = utterances(claims)
    why = [*_same_saying(said), *why]
    if replaced := _replaced_fragments(said):
        return "conflict", "to-check", [*why, replaced]
    if said_otherwise := _changed_sense(claims, languages):
        return "conflict", "to-check", [*why, said_otherwise]
    if changed := _changed_words(claims, languages):
        return "variant", "certain", [*why, changed]
    if reposts:
        return "variant", "certain", why
    if perhaps := _perhaps_others(claims, people):
        return "corroborated", "to-check", [*why, Reason(key="other-speaker", values={"speakers": " / ".join(perhaps)})]
    return "corroborated", "certain", why


def _denied(claims: Sequence[QuoteClaim]) -> Reason | None:
    """One article has somebody say it, another has the same one deny it."""
    said = {c.value.speaker for c in claims if not c.value.negated and not c.value.relays}
    denied = {c.value.speaker for c in claims if c.value.negated}
    both = sorted((said & denied) - {""})
    return Reason(key="said-and-denied", values={"speaker": ", ".join(both)}) if both else None


def _one_speaker(speakers: Set[str]) -> list[Reason]:
    """The reason that one person speaks, where all of some quotes have the same speaker."""
    return [Reason(key="same-speaker", values={"speaker": speaker}) for speaker in speakers if speaker and len(speakers) == 1]


def _same_saying(said: Sequence[Utterance]) -> list[Reason]:
    """Why quotes are of one utterance: who speaks, and how many of the words they share, at the least."""
    pairs = [(a, b) for n, a in enumerate(said) for b in said[n + 1 :] if a.quotes[0].source != b.quotes[0].source]
    reasons = _one_speaker({u.speaker for u in said})
    if pairs:
        reasons.append(Reason(key="same-words", values={"share": str(round(100 * max(share(a, b) for a, b in pairs)))}))
    return reasons


def _replaced_fragments(said: Sequence[Utterance]) -> Reason | None:
    """Strings of fragments alike but for one: there a quoted word stands in the place of another."""
    for one in said:
        for other in said:
            apart = fragments_apart(one, other)
            if apart is not None and one.quotes[0].source != other.quotes[0].source:
                return Reason(key="words-changed", values={"words": " / ".join(apart)})
    return None


def _other_speakers(claims: Sequence[QuoteClaim], people: People, languages: Mapping[str, str]) -> list[str]:
    """The speakers, where two articles name two that cannot be one person; empty otherwise.

    One of them must be named beside the quote: « le chef du gouvernement » may have been taken for somebody else.
    """
    named = [(c, people.canonical(c.source, c.value.speaker)) for c in claims]
    pairs = [
        (one, other)
        for a, one in named
        for b, other in named
        if a.source != b.source and (named_beside(a) or named_beside(b)) and not (_names(a, other) or _names(b, one))
        if _same_words(a, b) or (named_beside(a) and named_beside(b) and one_in_translation(a, b, languages))
    ]
    apart = {name for pair in pairs for name in pair if not _one_person(*pair, people)}
    return sorted(apart)


def _one_sentence_of_two(claims: Sequence[QuoteClaim], people: People) -> bool:
    """Whether two articles print one sentence between marks, word for word, and each names beside it somebody else who says it."""
    printed = [
        (c.source, f" {' '.join(told)} ", people.canonical(c.source, c.value.speaker))
        for c in claims
        if c.value.type == "direct" and _in_its_sentence(c) and len(told := words(c.value.content)) >= _NO_SLOGAN
    ]
    return any(
        a != b and (one in other or other in one) and not _one_person(name, another, people)
        for n, (a, one, name) in enumerate(printed)
        for b, other, another in printed[n + 1 :]
    )


def _in_its_sentence(claim: QuoteClaim) -> bool:
    """Whether the words that say who speaks name the speaker, or others of their sentence do: « a lancé l'adjoint au logement, Marc Aubertin »."""
    surname = words(claim.value.speaker)[-1:]
    told = {*claim.context.clause, *claim.context.sentence}
    return named_beside(claim) or (bool(claim.value.speaker_exact and surname) and f"@{surname[0]}" in told)


def _perhaps_others(claims: Sequence[QuoteClaim], people: People) -> list[str]:
    """Speakers whom two articles tell apart, but neither by a name beside the quote: whoever is meant, nothing is confirmed."""
    named = [(c.source, people.canonical(c.source, c.value.speaker)) for c in claims]
    pairs = [(one, other) for a, one in named for b, other in named if a != b and one and other]
    roles = {name for pair in pairs for name in pair if _two_roles(*pair)}
    return sorted(roles | {name for pair in pairs for name in pair if not _one_person(*pair, people)})


def _names(claim: QuoteClaim, name: str) -> bool:
    """Whether the sentence of a quote, or its paragraph, names somebody as well: two may say it together, or one of the other."""
    told = {*claim.context.clause, *claim.context.sentence, *claim.context.paragraph}
    surname = words(name)[-1:]
    return bool(surname) and f"@{surname[0]}" in told


def _same_words(a: QuoteClaim, b: QuoteClaim) -> bool:
    """Whether the shorter of two quotes is nearly all in the longer one: two people may speak of one thing."""
    return words_shared(set(words(a.value.content)), set(words(b.value.content))) >= SAME_WORDS


SAME_WORDS = 0.8
"""The share of words from which on two quotes may be the same ones."""


def _two_roles(one: str, other: str) -> bool:
    """Two roles that share no word: « le ministre de l'Intérieur », « la préfète de la Nièvre »."""
    small = all(name[:1].islower() and len(words(name)) > 1 for name in (one, other))
    long = [{w for w in words(name) if len(w) >= _TELLING_WORD} for name in (one, other)]
    return small and all(long) and not long[0] & long[1]


_TELLING_WORD = 4
"""Letters of a word that may tell two roles apart."""


def named_beside(claim: QuoteClaim) -> bool:
    """Whether the words that say who speaks are a part of the speaker's name."""
    return bool(set(words(claim.value.speaker)) & set(words(claim.value.speaker_exact)))


def _one_person(one: str, other: str, people: People) -> bool:
    """Names that share a word, or of which one is a role or a body (then nothing is claimed)."""
    a, b = set(words(one)), set(words(other))
    return bool(a & b) or not all(_is_full_name(name) and people.is_person(name) for name in (one, other))


def _is_full_name(name: str) -> bool:
    parts = name.split()
    return 2 <= len(parts) <= 4 and all(p[:1].isupper() for p in parts)


def _changed_words(claims: Sequence[QuoteClaim], languages: Mapping[str, str]) -> Reason | None:
    """The words that stand in the place of others, as printed; None where the quotes only begin or end elsewhere."""
    longest, *others = sorted(claims, key=lambda c: (-len(words(c.value.content)), c.source))
    swapped = [pair for other in others for pair in replaced_words(other.value.content, longest.value.content)]
    if not swapped:
        return None
    key = change_of(claims, swapped, languages)
    return Reason(key=key, values={"words": ", ".join(dict.fromkeys(f"{other or '∅'} → {one or '∅'}" for one, other in swapped[:6]))})


def _changed_sense(claims: Sequence[QuoteClaim], languages: Mapping[str, str]) -> Reason | None:
    """Two quotes in marks, alike but for a number, a negation or a name: what is said is not the same."""
    marked = [c for c in claims if c.value.type != "indirect" and len(words(c.value.content)) >= _LONG_QUOTE]
    for n, a in enumerate(marked):
        for b in marked[n + 1 :]:
            if a.source == b.source or not _but_for_little(a, b):
                continue
            if key := _sense_apart(a, b, languages):
                swapped = replaced_words(a.value.content, b.value.content)
                return Reason(key=key, values={"words": ", ".join(f"{one or '∅'} → {other or '∅'}" for one, other in swapped)})
    return None


def _sense_apart(a: QuoteClaim, b: QuoteClaim, languages: Mapping[str, str]) -> str:
    """What says that two quotes nearly alike mean different things; empty where nothing does."""
    one, other = ([_digits(number) for number in _DIGITS.findall(c.value.content)] for c in (a, b))
    if len(one) == len(other) and one != other:
        return "number-changed"
    if _negated_apart((a, b), languages):
        return "negation-changed"
    names, others = (_NAME.findall(c.value.content) for c in (a, b))
    return "name-changed" if names and len(names) == len(others) and not set(names) & set(others) else ""


def _but_for_little(a: QuoteClaim, b: QuoteClaim) -> bool:
    """Whether two quotes are as long as each other, and share nearly all of their words."""
    one, other = words(a.value.content), words(b.value.content)
    short, long = sorted((len(one), len(other)))
    return long - short <= _FEW_WORDS and len(set(one) & set(other)) >= SAME_WORDS * max(len(set(one)), len(set(other)))


_LONG_QUOTE, _FEW_WORDS = 5, 2
_NO_SLOGAN = 7  # words that two people hardly say alike by chance
_DIGITS = re.compile(r"\d[\d.,\s]*")
_NAME = re.compile(r"(?<=\s)[A-ZÀ-Ý][\w’'-]+")


def change_of(claims: Sequence[QuoteClaim], swapped: Sequence[tuple[str, str]], languages: Mapping[str, str]) -> str:
    """What changed between wordings with these words swapped: a number, a negation, or words. `languages` are the articles'."""
    if any(_digits(one) != _digits(other) for one, other in swapped):
        return "number-changed"
    return "negation-changed" if _negated_apart(claims, languages) else "words-changed"


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _negated_apart(claims: Sequence[QuoteClaim], languages: Mapping[str, str]) -> bool:
    return len({denies(c, languages[c.source]) for c in claims}) > 1


def denies(claim: QuoteClaim, language: str) -> bool:
    """Whether the words of a quote hold one that denies; « n'importe quel » does not."""
    listed = lexicon(language).listed
    denying, never = listed("quotes", "grammar", "negating"), listed("quotes", "grammar", "negating_never")
    return any(word in denying and f"{word} {after}" not in never for word, after in pairwise([*words(claim.value.content), ""]))
