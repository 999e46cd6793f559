"""Where a date rule matched, and the values that its makers return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from claims import calendar
from claims.calendar import Anchor, Span
from claims.matched import Matched
from claims.records import DateValue, Modifier
from claims.terms import Term

_ONE = frozenset(("one", "one-article"))


class Match(Matched, frozen=True):
    """Where a date rule matched, the last day and the last longer stretch told before it.

    `near` is that day, and `beside` the last day or stretch of the two, where this sentence or the one before tells it.
    """

    anchor: Anchor
    context: dt.date | None = None
    near: dt.date | None = None
    stretch: Span | None = None
    beside: Span | None = None

    def number(self, name: str) -> int | None:
        """The whole number of a named part: digits, number words or an ordinal; « un » is 1."""
        term = self.term(name)
        if term is None:
            return None
        if term.number is not None:
            return int(term.number.value) if term.number.value == int(term.number.value) else None
        return 1 if term.classes & _ONE else self.value(name, "ordinal")

    def direction(self) -> int:
        """-1 for « dernier », 1 for « prochain », 0 where nothing says."""
        if (term := self.term("direction")) is not None:
            return 1 if "next" in term.classes else -1 if "last" in term.classes else 0
        if self._led("dates-back"):
            return 0  # « l'intrusion remonte à dimanche »
        return int(self.rule.settings.get("direction", 0))

    def forward(self, announced: bool = False, behind: bool = True) -> bool:
        """Whether the nearest verb before looks ahead, or, where there is none, one shortly after.

        `announced`: without a verb « dès lundi » looks ahead as well. `behind`: not only where the date opens the sentence
        does a verb after it count: "the recall of 18 March will cost 35 million".
        """
        at, next_to = self.found.start(), self.after()
        if (next_to is not None and "next" in next_to.classes) or self._led("put-off"):
            return True
        if self._led("dates-back"):
            return False
        if self.limits():
            return True
        before = self.before()
        if (before is not None and "ever-since" in before.classes) or self._hangs() or self._was_awaited():
            return False
        starts = announced and before is not None and "starts-on" in before.classes
        first, end = self.reading.sentence_of(at)
        for k in reversed(range(max(first, at - _FORWARD), at)):
            term = self.reading.terms[k]
            if term.classes & _FUTURE or self._is_future(term):
                return True
            if term.classes & _PAST and k > first and "future-before" in self.reading.terms[k - 1].classes:
                return True  # "would shut on June 30"
            if term.classes & _PAST and k > first and "infinitive-be" in self.reading.terms[k - 1].classes:
                continue  # "is to be held on June 30"
            if term.classes & _PAST or term.key in _QUOTED or self._reflexive(k):
                return False  # a verb inside quotation marks says nothing of the date behind them
        after = self.reading.terms[self.found.end() : min(end, self.found.end() + _REACH)]
        if starts:
            return not any(t.classes & _PAST for t in after)
        return self.heads_future() or (behind and any("future" in t.classes for t in after[:4]))

    def day_first(self) -> bool:
        """Whether the language puts the day before its month."""
        return bool(self.reading.lexicon.listed("dates", "grammar", "day_first"))

    def was_last(self) -> bool:
        """Whether « dernier » stands behind."""
        after = self.after()
        return after is not None and "last" in after.classes

    def lasts_until(self) -> bool:
        """Whether something lasts until that day: « le plan durera jusqu'au 27 mars », told in April, is over."""
        return self._begins_with("until-word")

    def surely_ahead(self) -> bool:
        """Whether « prochain » stands behind, or a verb of the future right before: « s'ouvrira le 5 décembre »."""
        at, beside = self.found.start(), (self.before(), self.after())
        if any(term is not None and "next" in term.classes for term in beside):
            return True
        first, _ = self.reading.sentence_of(at)
        near = range(max(first, at - _NEAR_VERB), at)
        if self._was_awaited():
            return False
        return any("future" in (t := self.reading.terms[k]).classes or self._is_future(t) for k in near) and not any(
            self._is_past(k) for k in near
        )

    def heads_future(self) -> bool:
        """Whether the date opens its sentence, and the first verb behind it looks ahead: « Jeudi, le tribunal examinera… »."""
        first, end = self.reading.sentence_of(self.found.start())
        opens = all(t.kind in ("break", "punctuation") or "function" in t.classes for t in self.reading.terms[first : self.found.start()])
        return opens and self._verb_ahead(self.reading.terms[self.found.end() : min(end, self.found.end() + _REACH)])

    def limits(self) -> bool:
        """Whether the day is the last one for something that is to be: « d'ici au 30 septembre », "by the end of June"; not "by Monday 12 had died"."""
        at = self.found.start()
        lead = self.reading.terms[max(0, at - 2) : at + 1]
        if any("within" in t.classes for t in lead):
            return True
        if any("put-off-until" in t.classes for t in self.reading.terms[max(0, at - _NEAR_VERB) : at]) and any(
            "until" in t.classes for t in lead
        ):
            return True  # "was adjourned until 14 September"
        if not any("by" in t.classes for t in lead):
            return False
        first, end = self.reading.sentence_of(at)
        near = range(max(first, at - _FORWARD), min(end, self.found.end() + _REACH))
        return not any(self._is_past(k) for k in near)

    def _verb_ahead(self, behind: Sequence[Term]) -> bool:
        for term in behind:
            if term.classes & _PAST:
                return False
            if "future" in term.classes or self._is_future(term):
                return True
        return False

    def _led(self, name: str) -> bool:
        """Whether a word of a class stands before, with a preposition at most between: « renvoyé au 14 septembre », « remonte à dimanche »."""
        at = self.found.start()
        return any(name in t.classes for t in self.reading.terms[max(0, at - 2) : at])

    def _begins_with(self, name: str) -> bool:
        """The same, or the date itself begins with such a word."""
        return self._led(name) or name in self.reading.terms[self.found.start()].classes

    def _is_future(self, term: Term) -> bool:
        """Whether a word ends as a verb of the future or the conditional: « fermeront », « rouvrirait »."""
        return "auxiliary" not in term.classes and self._ends(term, "future_endings")

    def looks_back(self) -> bool:
        """Whether what stands before tells of the past: its verb, or a superlative ("the worst in 50 years")."""
        at = self.found.start()
        first, _ = self.reading.sentence_of(at)
        for term in reversed(self.reading.terms[max(first, at - _REACH) : at]):
            if term.classes & _FUTURE or self._is_future(term):
                return False
            if "past" in term.classes or "superlative" in term.classes:
                return True
        return False

    def denied(self) -> bool:
        """Whether what stands before denies: "did not get home until Wednesday"."""
        return self._led_by("negation")

    def long_past(self) -> bool:
        """Whether what stands before is told as past already then: "had been given until Thursday to pay"."""
        return self._led_by("pluperfect")

    def _led_by(self, name: str) -> bool:
        """Whether a word of a class stands before, in the sentence."""
        at = self.found.start()
        first, _ = self.reading.sentence_of(at)
        return any(name in t.classes for t in self.reading.terms[max(first, at - _REACH) : at])

    def told_past(self, *, announced: bool = False) -> bool:
        """Whether the nearest verb tells what was: « a été arrêté le… », "collapsed in August"; but « a été reporté au… » looks ahead.

        `announced`: what was announced, called or put off counts as past as well (a weekday is that of the saying).
        """
        before = self.before()
        if self._led("dates-back"):
            return True
        if self.limits():
            return False
        if before is not None and before.classes & _LIMITS:
            return False
        if self._hangs():
            return True
        first, end = self.reading.sentence_of(self.found.start())
        led = range(max(first, self.found.start() - _REACH), self.found.start())
        behind = range(self.found.end(), min(end, self.found.end() + _REACH))
        terms = self.reading.terms
        if not announced and any("announces" in terms[k].classes for k in led[-_NEAR_VERB:]):
            return False
        for k in (*led[::-1], *behind):
            if terms[k].classes & _FUTURE or self._is_future(terms[k]):
                return False
            if self._is_past(k) or self._reflexive(k) or self._has_gone(k):
                return True
        return False

    def _has_gone(self, k: int) -> bool:
        """Whether term `k` is a participle that a verb of being makes a past of: « est arrivé mardi », unlike « est fermé mardi »."""
        terms = self.reading.terms
        return "gone" in terms[k].classes and any("is-now" in t.classes for t in terms[max(0, k - 2) : k])

    def _is_past(self, k: int) -> bool:
        """Whether term `k` is a verb of the past, by the lists or by its end ("approved"); "will be tried" tells nothing of the past."""
        term, before = self.reading.terms[k], self.reading.terms[max(0, k - 1)]
        if "infinitive-be" in before.classes:
            return False
        worded = self._ends(term, "past_endings") and len(term.key) > _SHORTEST_VERB
        return ("past" in term.classes and not before.classes & _FUTURE) or worded

    def _hangs(self) -> bool:
        """Whether a participle without a verb of its own stands before: « le texte voté le 3 mars sera promulgué » was voted.

        Not at the very start of a sentence: « trafic perturbé vendredi » heads what will be.
        """
        terms, at = self.reading.terms, self.found.start() - 1
        if at > 0 and terms[at].classes & _BEFORE_DAY:
            at -= 1
        first, _ = self.reading.sentence_of(self.found.start())
        ends = any(t.key == "," for t in terms[self.found.end() - 1 : self.found.end() + 1])
        if at == first and ends and ("done" in terms[at].classes or self._ends(terms[at], "participle_endings")):
            return True  # « Ouvert le 14 janvier, le procès doit… »
        if (
            at < first + 2
            or terms[at].classes & _NEVER_HANGS
            or not ("done" in terms[at].classes or self._ends(terms[at], "participle_endings"))
        ):
            return False
        led = terms[max(first, at - _NEAR_PARTICIPLE) : at]
        return not led[-1].classes & _BEFORE_NOUN and not any(t.classes & _HELPS or self._is_future(t) for t in led)

    def _was_awaited(self) -> bool:
        """Whether what was to be opens the sentence, and its verb tells what was: « Attendu le 3 mars, le délibéré avait été repoussé »."""
        first, end = self.reading.sentence_of(self.found.start())
        terms = self.reading.terms
        led = [t for t in terms[first : self.found.start()] if t.kind == "word" and not t.classes & _BEFORE_DAY]
        if len(led) != 1 or "future" not in led[0].classes:
            return False
        behind = range(self.found.end(), min(end, self.found.end() + _REACH))
        verb = next((k for k in behind if self._is_past(k) or self._is_future(terms[k]) or "future" in terms[k].classes), -1)
        return verb >= 0 and self._is_past(verb)

    def _reflexive(self, k: int) -> bool:
        """Whether term `k` is « est » of « s'est ouvert »: what was, though « est » alone may tell what will be."""
        terms = self.reading.terms
        return "being" in terms[k].classes and any("reflexive" in t.classes for t in terms[max(0, k - 2) : k])

    def _ends(self, term: Term, table: str) -> bool:
        """Whether a word has one of the endings that the language's table lists."""
        endings = tuple(self.reading.lexicon.listed("dates", "grammar", table))
        return bool(endings) and term.kind == "word" and term.key.endswith(endings)

    def since(self) -> bool:
        """Whether « depuis » stands before, in an article whose day is known: what began then lies behind."""
        return self.anchor.published is not None and self._begins_with("ever-since")

    def hedge(self) -> Modifier:
        """What is said of a number of days, weeks, years: « près de dix jours après », "less than an hour before"."""
        named = self.term("hedge")
        if named is not None:
            return self.reading.lexicon.value(named.key, "modifier") or ""
        for term in reversed(self.reading.terms[max(0, self.found.start() - 2) : self.found.start()]):
            if (found := self.reading.lexicon.value(term.key, "modifier")) is not None:
                return found  # type: ignore[no-any-return]
            if not term.classes & _BEFORE_NUMBER:
                break
        return ""

    def several(self) -> bool:
        """Units that nobody counted: « les prochaines semaines », "the coming days"."""
        return any(term is not None and "plural-unit" in term.classes for term in (self.term("unit"), self.term("direction")))

    def possessed(self) -> bool:
        """A possessive stands before the match: "the party's 2007 campaign"."""
        at, terms = self.found.start() - 1, self.reading.terms
        return at > 0 and terms[at].key == "s" and terms[at - 1].key == "'" and terms[at - 1].end == terms[at].start


_BEFORE_NUMBER = frozenset(("of", "apostrophe", "article"))
_QUOTED = frozenset('»”"')
_FUTURE = frozenset(("future", "future-before"))
_NEVER_HANGS = _FUTURE | {"put-off", "participle"}
_HELPS = _FUTURE | {"auxiliary"}
_BEFORE_DAY = frozenset(("article", "inside"))
_BEFORE_NOUN = frozenset(("article", "of"))
_NEAR_PARTICIPLE = 3
_PAST = frozenset(("past", "say-finite"))
_LIMITS = frozenset(("until", "by", "put-off-to", "starts-on"))
_SHORTEST_VERB = 4
_NEAR_VERB = 4
_REACH = 7
"""Terms before a date in which its verb is looked for."""
_FORWARD = 14
"""The same for a verb that looks ahead: « rencontrera les représentants des principaux syndicats à Lille vendredi »."""

Maker = Callable[[Match], DateValue | None]
Makers = Mapping[str, Maker]


def value(span: Span | None, printed: str, anchor: str = "absolute", **more: Any) -> DateValue:
    """A date value of these days, None where they are not known."""
    earliest, latest = span if span else (None, None)
    return DateValue(value=printed, earliest=earliest, latest=latest, anchor=anchor, **more)  # type: ignore[arg-type]


def of_day(there: dt.date, anchor: str = "absolute", **more: Any) -> DateValue:
    """The value of one day."""
    return value((there, there), there.isoformat(), anchor, **more)


def of_span(span: Span, anchor: str = "absolute", **more: Any) -> DateValue:
    """The value of some days, as the month, year or week that they make where they make one."""
    first, last = span
    if first == last:
        return of_day(first, anchor, **more)
    if span == calendar.month(first.year, first.month):
        return value(span, f"{first:%Y-%m}", anchor, **more)
    if span == calendar.year(first.year):
        return value(span, f"{first:%Y}", anchor, **more)
    if span == calendar.week(first):
        week = first.isocalendar()
        return value(span, f"{week.year}-W{week.week:02}", anchor, **more)
    return value(span, f"{first.isoformat()}/{last.isoformat()}", anchor, **more)


def unresolved(printed: str, **more: Any) -> DateValue:
    """A date that nothing at hand resolves."""
    return value(None, printed, "unresolved", **more)
