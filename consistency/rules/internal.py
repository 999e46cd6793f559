"""Rules about one article against itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations, groupby, pairwise

from claims.concepts import by_id
from claims.extract import Extraction
from claims.lexicon import lexicon
from claims.measures import aspect, base, first_day, last_day
from claims.records import DateClaim, FigureClaim
from consistency.findings import Reason
from consistency.pairs import near, other_names, spelled_out, was_before
from consistency.rules.rule import Flaw, article_rule
from consistency.values import digits_swapped, is_count, is_money


@article_rule("INT001")
def weekday_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """A weekday is written beside a date that falls on another.

    What it reports: a full date with a weekday that the calendar does not give it.
    Why it matters: either the weekday or the day is wrong, and readers will plan by one of them.
    Example: « mercredi 15 janvier 2026 », which is a Thursday.
    What it does not prove: which of the two is wrong.
    """
    for claim in extraction.claims:
        if not isinstance(claim, DateClaim) or claim.value.weekday is None or claim.value.earliest is None:
            continue
        real = claim.value.earliest.isoweekday()
        if claim.value.earliest == claim.value.latest and real != claim.value.weekday:
            reason = Reason(key="weekday-mismatch", values={"written": str(claim.value.weekday), "real": str(real)})
            yield Flaw((claim.id,), "certain" if claim.value.anchor == "absolute" else "to-check", (reason,))


@article_rule("INT002")
def share_above_whole(extraction: Extraction) -> Iterator[Flaw]:
    """A share is above the whole.

    What it reports: a percentage above 100 of something that is a part (« 120 % des habitants »).
    Why it matters: a part cannot be larger than its whole; a digit slipped, or it is a growth rate badly worded.
    Example: « 110 % des électeurs ont voté ».
    What it does not prove: that growth rates above 100 % are wrong; those are not reported.
    """
    whole = _whole(extraction.document.language)
    for claim in extraction.claims:
        above = isinstance(claim, FigureClaim) and claim.value.unit == "%" and claim.value.number > 100
        if above and whole.search(extraction.document.text, claim.start, claim.end + _REACH):
            yield Flaw((claim.id,), "to-check", (Reason(key="share-above-100", values={"value": claim.exact}),))


@article_rule("INT003")
def change_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """A change in per cent is not what the two numbers beside it make.

    What it reports: a rise or fall in per cent in one sentence with the two numbers it goes from and to, which make another.
    Why it matters: one of the three is wrong, and readers will quote the percentage.
    Example: « 4 730 consultations, contre 8 550 la semaine précédente (-42 %) », which is 45 % less.
    What it does not prove: that the percentage is of these two numbers; therefore always to be checked.
    """
    text, told_by = extraction.document.text, _any_of(extraction.document.language, "changed_by")
    for row in _sentences(extraction):
        changes = [c for c in row if c.value.unit == "%" and _base(c) == "change"]
        brackets = {amount.id: other for amount, other in pairwise(row) if _in_brackets(text, amount, other)}
        converted = {other.id for other in brackets.values()}
        for span, change in pairwise([c for c in row if c.id not in converted]):
            ends = brackets[span.id].end + 1 if span.id in brackets else span.end
            told = change in changes and span.value.high is not None and told_by.match(text, ends + _PAUSE) is not None
            if told and _is_change_of(change, span.value.number, span.value.high or 0):
                yield _change_flaw(change, [span])
        if len(changes) > 1:
            changes, row = _told_of_two(text, told_by, row) or ([], [])
        plain = [c for c in row if c.value.unit != "%" and c.value.number > 0 and c.value.high is None and not c.value.modifier]
        units = Counter(c.value.unit for c in plain)
        counts = plain if len(plain) == 2 else [c for c in plain if units[c.value.unit] == 2 and _converted(plain, c.value.unit)]
        if len(changes) != 1 or len(counts) != 2 or _base(counts[0]) != _base(counts[1]) or not any(was_before(c) for c in counts):
            continue
        if _base(counts[0]) not in by_id() and not is_money(counts[0].value.unit):
            continue
        now, before = sorted(counts, key=was_before)
        if _is_change_of(changes[0], now.value.number, before.value.number, was_before(before) and not was_before(now)):
            yield _change_flaw(changes[0], counts)


def _told_of_two(text: str, told_by: re.Pattern[str], row: Sequence[FigureClaim]) -> tuple[list[FigureClaim], list[FigureClaim]] | None:
    """The first change of a sentence with several that stands right behind two numbers: « 8,32 €, contre 10,40 € avant la crise, une baisse de 20 % »."""
    for one, other, change in zip(row, row[1:], row[2:], strict=False):
        between = text[other.end : change.start]
        numbers = "%" not in (one.value.unit, other.value.unit) and change.value.unit == "%"
        if numbers and _base(change) == "change" and len(between) < _BEHIND and told_by.search(between):
            return [change], [one, other, change]
    return None


_BEHIND = 50


def _is_change_of(change: FigureClaim, a: Decimal, b: Decimal | int, from_second: bool = False) -> bool:
    """Whether a change in per cent is none that leads from one number to the other; `from_second`: from the second."""
    if a == b or not a or not b:
        return False
    slack = _SLACK_HEDGED if change.value.modifier else _SLACK
    return all(abs(abs(change.value.number) - 100 * abs(a - b) / whole) > slack for whole in ((b,) if from_second else (a, b)))


def _change_flaw(change: FigureClaim, numbers: Sequence[FigureClaim]) -> Flaw:
    values = {"value": change.exact, "numbers": " / ".join(c.exact for c in numbers)}
    return Flaw((change.id, *(c.id for c in numbers)), "to-check", (Reason(key="change-mismatch", values=values),))


def _in_brackets(text: str, amount: FigureClaim, other: FigureClaim) -> bool:
    """Whether an amount stands in brackets right behind another, in another currency: « 18 millions d'euros (15,6 millions de livres) »."""
    two = is_money(amount.value.unit) and is_money(other.value.unit) and amount.value.unit != other.value.unit
    return two and text[amount.end : other.start].strip() == "("


_PAUSE = 2
"""Characters of the comma between the two numbers of a change and what it is in per cent."""


def _converted(plain: Sequence[FigureClaim], unit: str) -> bool:
    """Whether all other numbers of a sentence are amounts of other currencies: « de 12 à 18 millions d'euros (15,6 millions de livres) »."""
    return is_money(unit) and all(is_money(c.value.unit) for c in plain)


_SLACK = Decimal("1.5")
"""Points that rounding explains; hedged percentages may be further off."""
_SLACK_HEDGED = Decimal(4)


@article_rule("INT004")
def parts_above_whole(extraction: Extraction) -> Iterator[Flaw]:
    """The parts of a number add up to more than it.

    What it reports: « sur les N », followed in the sentence by parts whose sum is above N.
    Why it matters: a part was counted twice, or one of the numbers is out of date.
    Example: « Sur les 33 blessés, 31 ont quitté l'hôpital et trois y sont encore ».
    What it does not prove: that nobody belongs to two parts; therefore always to be checked.
    """
    opener = _opener(extraction.document.language)
    for row in _sentences(extraction):
        counts = [c for c in row if is_count(c.value) and c.value.high is None]
        for n, whole in enumerate(counts):
            if not opener.search(extraction.document.text, max(0, whole.start - _OPENER), whole.start):
                continue
            parts = [
                c for c in counts[n + 1 :] if not (c.slots.scope and c.slots.scope.value == "part") and c.value.number <= whole.value.number
            ]
            if len(parts) > 1 and sum(c.value.number for c in parts) > whole.value.number and not whole.value.modifier:
                yield _parts_flaw(whole, parts)
            break


def _parts_flaw(whole: FigureClaim, parts: Sequence[FigureClaim]) -> Flaw:
    total = f"{sum(c.value.number for c in parts):f}"
    values = {"total": whole.exact, "parts": " + ".join(c.exact for c in parts), "sum": total}
    return Flaw((whole.id, *(c.id for c in parts)), "to-check", (Reason(key="parts-total", values=values),))


@article_rule("INT008")
def list_does_not_add_up(extraction: Extraction) -> Iterator[Flaw]:
    """The numbers listed right behind a total do not add up to it.

    What it reports: a count followed at once, between dashes or brackets, after a colon or after « soit », by the counts that it is made
    of, whose sum is another.
    Why it matters: one of the numbers is wrong, and any reader can add them up.
    Example: « 438 personnes (361 passagers et 87 membres d'équipage) », which are 448.
    What it does not prove: which of the numbers is wrong.
    """
    for row in _sentences(extraction):
        counts = [c for c in row if _plain_count(c)]
        for n, whole in enumerate(counts):
            parts = _listed_behind(extraction, whole, counts[n + 1 :]) or _listed_behind(extraction, whole, counts[n + 2 :])
            if len(parts) < _LEAST_PARTS:
                continue
            apart = abs(sum(c.value.number for c in parts) - whole.value.number)
            more = apart == 1 and _one_more(extraction, parts[-1])
            if 0 < apart * _NEARLY <= whole.value.number and not more:
                yield _parts_flaw(whole, parts)


_LEAST_PARTS = 2
_NEARLY = 4
"""A sum further off than one in so many is of other things."""
_WITHIN = r"[^.;!?()\[\]—–:\n"
"""The beginning of a class of characters that do not end a list."""
_JOINS_LIST = re.compile(_WITHIN + r"\d]{0,50}(?:,|\band\b|\bet\b)" + _WITHIN + r"\d]{0,12}")
_ENDS_LIST = re.compile(_WITHIN + r",\d]{0,50}(?:[)\]—–.;]|\Z)")
_LAST_JOINT = re.compile(r"\b(?:and|et)\W*(?:\w+\W+)?\Z")
"""What joins the last number of a list: « 14 dans le secteur sportif et 12 dans les boutiques »."""


def _listed_behind(extraction: Extraction, whole: FigureClaim, others: Sequence[FigureClaim]) -> list[FigureClaim]:
    """The counts of a list that begins right behind a number and is closed; none where something else stands between."""
    text, parts, closed = extraction.document.text, list[FigureClaim](), False
    for claim in others:
        joint = _JOINS_LIST if parts else _opens_list(extraction.document.language)
        before = parts[-1] if parts else whole
        if closed or not joint.fullmatch(text, before.end, claim.start):
            break
        closed = bool(parts) and _LAST_JOINT.search(text[before.end : claim.start]) is not None
        parts.append(claim)
    if closed and not any(c.value.number <= whole.value.number for c in others[len(parts) :]):
        return parts
    return parts if parts and _ENDS_LIST.match(text, parts[-1].end) else []


@cache
def _opens_list(language: str) -> re.Pattern[str]:
    """What stands between a number and the list of its parts: a bracket, a dash, a colon, « soit »."""
    words = _listed(language, "list_openers")
    return re.compile(_WITHIN + rf"]{{0,40}}(?:[(\[—–:]|,\s*(?:{words})\b)\s*")


def _one_more(extraction: Extraction, last: FigureClaim) -> bool:
    """Whether a list ends with one that is told without a number: « trois bénévoles et un facteur »."""
    return _ends_with_one(extraction.document.language).match(extraction.document.text, last.end) is not None


@cache
def _ends_with_one(language: str) -> re.Pattern[str]:
    return re.compile(_WITHIN + rf"\d]{{0,50}}?\b(?:{_listed(language, 'one_more')})\b", re.IGNORECASE)


_OPENER = 14
"""Characters before a number in which the words that open its parts stand."""


@cache
def _opener(language: str) -> re.Pattern[str]:
    """« sur les », "of the": what follows is a whole whose parts are told."""
    words = _listed(language, "whole_openers")
    return re.compile(rf"\b(?:{words})\s+(?:\w+\s+)?\Z" if words else r"(?!)", re.IGNORECASE)


@article_rule("INT005")
def toll_told_twice(extraction: Extraction) -> Iterator[Flaw]:
    """One article gives its toll with two numbers that lie close together.

    What it reports: two plain numbers of the dead, the injured or the missing as a whole, a few apart, neither told as an
    earlier one.
    Why it matters: the toll was brought up to date in one place and not in the other.
    Example: « 17 morts » in the first paragraph, « le bilan s'élève à 16 morts » in the last.
    What it does not prove: that both are of one event; therefore always to be checked.
    """
    tolls = [c for c in extraction.claims if isinstance(c, FigureClaim) and _whole_toll(c) and not _earlier(extraction, c)]
    for n, a in enumerate(tolls):
        for b in tolls[n + 1 :]:
            apart = abs(a.value.number - b.value.number)
            if (
                _base(a) == _base(b)
                and 0 < apart <= max(a.value.number, b.value.number) / _CLOSE
                and a.sentence != b.sentence
                and not other_names(a, b)
            ):
                values = {"values": f"{a.exact} / {b.exact}"}
                yield Flaw((a.id, b.id), "to-check", (Reason(key="two-values-one-article", values=values),))
                return


@article_rule("INT006")
def shortfall_does_not_fit(extraction: Extraction) -> Iterator[Flaw]:
    """Votes won, votes needed and votes missing do not add up.

    What it reports: a sentence with the votes won and the votes needed, in an article whose votes missing are another number.
    Why it matters: one of the three is wrong, and it is the number that everybody quotes.
    Example: « 163 voix quand il en faut 290 », and « il ne lui manque que 27 voix ».
    What it does not prove: which of the three is wrong; nor that all are of one ballot.
    """
    votes = [c for c in extraction.claims if isinstance(c, FigureClaim) and _plain_count(c) and _base(c) in _BALLOT]
    missing = _said_of(extraction, votes, "shortfall_words")
    needed = _said_of(extraction, [c for c in votes if c not in missing], "threshold_words")
    won = [c for c in votes if c not in missing and c not in needed]
    if len({c.value.number for c in missing}) != 1 or len({c.value.number for c in needed}) != 1:
        return
    short, threshold = missing[0], needed[0]
    if any(threshold.value.number - c.value.number == short.value.number for c in won):
        return
    for claim in won:
        if claim.sentence == threshold.sentence and short.value.number < claim.value.number < threshold.value.number:
            gap = f"{threshold.value.number - claim.value.number:f}"
            values = {"won": claim.exact, "needed": threshold.exact, "missing": short.exact, "gap": gap}
            yield Flaw((claim.id, threshold.id, short.id), "to-check", (Reason(key="shortfall-mismatch", values=values),))
            return


_BALLOT = frozenset(("vote", "parliament", "majority", "seat"))


def _plain_count(claim: FigureClaim) -> bool:
    return is_count(claim.value) and claim.value.high is None and not claim.value.modifier


_NEAR = 25
"""Characters between a number and the word that says what it is for."""


def _said_of(extraction: Extraction, claims: Sequence[FigureClaim], words: str) -> list[FigureClaim]:
    """The claims that stand nearest to a word of a list in their sentence."""
    pattern, found = _any_of(extraction.document.language, words), list[FigureClaim]()
    for sentence in sorted({c.sentence for c in claims}):
        for match in pattern.finditer(extraction.document.text, *sentence):
            row = [(max(c.start - match.end(), match.start() - c.end), c) for c in claims if c.sentence == sentence]
            distance, nearest = min(row, key=lambda r: (r[0], r[1].start))
            if distance <= _NEAR:
                found.append(nearest)
    return found


@cache
def _any_of(language: str, name: str) -> re.Pattern[str]:
    words = _listed(language, name)
    return re.compile(rf"\b(?:{words})\b" if words else r"(?!)", re.IGNORECASE)


@article_rule("INT007")
def age_outside_its_range(extraction: Extraction) -> Iterator[Flaw]:
    """Somebody of a group is younger or older than all of the group are said to be.

    What it reports: a range of ages and, in the same sentence, one of the same people (« dont un garçon de quatre ans ») who is
    outside it.
    Why it matters: the range or the age is wrong, or the range is of others.
    Example: « des rescapés de 22 à 60 ans, dont un garçon de quatre ans ».
    What it does not prove: that the range is meant of all of them.
    """
    part = _any_of(extraction.document.language, "part_openers")
    for row in _sentences(extraction):
        ranges = [c for c in row if _measure(c) == "age:range" and c.value.high is not None]
        ages = [c for c in row if _measure(c) == "age" and not c.value.modifier]
        for told in ranges[:1]:
            for age in ages:
                outside = not told.value.number <= age.value.number <= (told.value.high or 0)
                if outside and part.search(extraction.document.text, max(age.sentence[0], age.start - _PART_REACH), age.start):
                    values = {"range": told.exact, "age": age.exact}
                    yield Flaw((told.id, age.id), "to-check", (Reason(key="age-outside-range", values=values),))


@article_rule("INT009")
def sides_above_whole(extraction: Extraction) -> Iterator[Flaw]:
    """The shares for and against add up to more than the whole.

    What it reports: two percentages of one sentence, one followed by a word for those in favour and one by a word for those against, that
    make more than 100.
    Why it matters: one of the two is wrong, and it is what a vote or a poll is quoted by.
    Example: « 71,3 % pour et 32,7 % contre ».
    What it does not prove: which of the two is wrong.
    """
    text, language = extraction.document.text, extraction.document.language
    for row in _sentences(extraction):
        shares = [c for c in row if c.value.unit == "%" and c.value.high is None and _base(c) != "change"]
        for one, other in pairwise(shares):
            sides = _followed_by(text, one, _any_of(language, "for_words")) and _followed_by(
                text, other, _any_of(language, "against_words")
            )
            total = one.value.number + other.value.number
            if sides and total > 100 + _SLACK:
                values = {"total": "100 %", "parts": f"{one.exact} + {other.exact}", "sum": f"{total:f} %"}
                yield Flaw((one.id, other.id), "to-check", (Reason(key="parts-total", values=values),))


@article_rule("INT010")
def age_does_not_fit_year(extraction: Extraction) -> Iterator[Flaw]:
    """An age is not what the year beside it makes.

    What it reports: in one sentence the year in which somebody was born, and an age that is more than a year off.
    Why it matters: the year or the age is wrong; often one was copied from an older article.
    Example: « Paul Merrow, 58 ans, né en 1961 », in an article of 2026.
    What it does not prove: that both are of the same person; therefore always to be checked.
    """
    published = extraction.document.published.day
    if published is None:
        return
    claims = extraction.claims
    ages = [c for c in claims if isinstance(c, FigureClaim) and _measure(c) == "age" and not c.value.modifier and c.value.high is None]
    for date in claims:
        if not isinstance(date, DateClaim) or date.value.earliest is None or not _of_birth(date):
            continue
        made = published.year - date.value.earliest.year
        for age in ages:
            if age.sentence == date.sentence and abs(made - age.value.number) > 1:
                values = {"age": age.exact, "year": date.exact, "made": f"{made}"}
                yield Flaw((age.id, date.id), "to-check", (Reason(key="age-mismatch", values=values),))


@article_rule("INT011")
def digits_out_of_order(extraction: Extraction) -> Iterator[Flaw]:
    """One article counts the same things with two numbers that have the same digits in another order.

    What it reports: two plain counts with the same noun, in two sentences, such as 335 and 353.
    Why it matters: one of the two was most likely mistyped.
    Example: « un rapport de 335 pages », and further down « le rapport, long de 353 pages ».
    What it does not prove: that both are of one thing; therefore always to be checked. Votes, of which there are many, are left alone.
    """
    alike: dict[tuple[str, str], dict[Decimal, FigureClaim]] = defaultdict(dict)
    for claim in extraction.claims:
        if isinstance(claim, FigureClaim) and _plain_count(claim) and _named_by_noun(claim) and not was_before(claim):
            digits = "".join(sorted(f"{claim.value.number:f}"))
            alike[_base(claim), digits].setdefault(claim.value.number, claim)  # the first that tells each number
    for a, b in (pair for told in alike.values() for pair in combinations(told.values(), 2)):
        if digits_swapped(a.value.number, b.value.number) and a.sentence != b.sentence and not other_names(a, b):
            values = {"values": f"{a.exact} / {b.exact}"}
            yield Flaw((a.id, b.id), "to-check", (Reason(key="two-values-one-article", values=values),))


def _named_by_noun(claim: FigureClaim) -> bool:
    """Whether the noun behind a number says what it counts, and nothing says which of it."""
    measure = claim.slots.measure
    return measure is not None and measure.reach == "mention" and not aspect(measure.value)


def _of_birth(date: DateClaim) -> bool:
    """Whether a date written out is told, beside it, to be that of a birth."""
    what = date.slots.predicate
    return what is not None and what.value == "birth" and near(what) and spelled_out(date)


def _followed_by(text: str, claim: FigureClaim, words: re.Pattern[str]) -> bool:
    """Whether one of some words stands right behind a figure, or in its own words."""
    return words.search(text, claim.start, min(claim.sentence[1], claim.end + _SIDE)) is not None


_SIDE = 25
"""Characters behind a share in which its side is told: « 71,3 % des voix en faveur »."""
_PART_REACH = 30
"""Characters before an age in which it says that it is of one of them."""


_CLOSE = 8
"""A toll told twice differs by less than one in so many; other numbers of one article are other people."""


def _whole_toll(claim: FigureClaim) -> bool:
    """A toll with nothing that makes it a part: no scope, group or stretch of time of its own, no hedge, nothing pending."""
    slots, value = claim.slots, claim.value
    measure = slots.measure
    concept = by_id().get(base(measure.value)) if measure is not None else None
    own = slots.scope is None or slots.scope.value == "total"
    at_once = slots.period is None or first_day(slots.period) == last_day(slots.period)
    plain = own and not slots.group and at_once and not value.modifier and value.high is None
    return plain and measure is not None and concept is not None and concept.kind == "toll" and aspect(measure.value) in ("", "total")


def _earlier(extraction: Extraction, claim: FigureClaim) -> bool:
    """Whether the sentence speaks of another count: « contre », « un précédent bilan », "revised"."""
    text, (start, end) = extraction.document.text, claim.sentence
    return bool(_any_of(extraction.document.language, "other_counts").search(text, start, end))


def _listed(language: str, name: str) -> str:
    """The rows of words of a list of a language's slots, as alternatives of a pattern."""
    return "|".join(re.escape(w) for w in lexicon(language).listed("slots", "told", name))


def _base(claim: FigureClaim) -> str:
    return base(_measure(claim))


def _measure(claim: FigureClaim) -> str:
    return claim.slots.measure.value if claim.slots.measure is not None else ""


def _sentences(extraction: Extraction) -> Iterator[list[FigureClaim]]:
    """The figures of each sentence that has several."""
    figures = (c for c in extraction.claims if isinstance(c, FigureClaim))
    for _, row in groupby(figures, key=lambda c: c.sentence):
        found = list(row)
        if len(found) > 1:
            yield found


_REACH = 30
"""Characters behind a percentage in which what it is a share of is told."""


@cache
def _whole(language: str) -> re.Pattern[str]:
    """« % des habitants », "% of voters": people right after the sign are a whole; debts and prices are none."""
    people = "|".join(sorted(re.escape(w) for w, classes in lexicon(language).words.items() if "whole-word" in classes))
    return re.compile(rf"%\s+(?:des?|de la|du|of|of the)\s+(?:{people})\b", re.IGNORECASE)
