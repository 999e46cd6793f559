"""What a plain number counts: the noun beside it, what became of the people, what the count before it counted."""

from __future__ import annotations

from claims.around import Around
from claims.concepts import Concept, by_id
from claims.context import Tokens
from claims.kinds.figures import Figure
from claims.measures import ANYBODY, COUNTED, NIGHT, PERSONS, ROLES, base, first_day, last_day, since, with_aspect
from claims.records import Slot

TOLLS = frozenset(("toll", "state"))
_THINGS = COUNTED | {"size", "rate", "share"}
_NAMED = (_THINGS | PERSONS) - {"size"}
"""What a noun phrase may name as counted: a height in it (« high-security ») is none."""
_FATES = frozenset(("toll",))
"""What is told of people who are counted by what they do: not what they do to others."""
_VOTERS = frozenset(("parliament", "council", "juror"))
"""Who decides by vote, so that what they support has their votes."""
_VOTE = "vote"
_FOR, _AGAINST = with_aspect(_VOTE, "for"), with_aspect(_VOTE, "against")
_FACING = frozenset(("against-word", "to-word"))
_DASHES = frozenset("-–")
_PEOPLE = "{person}"
"""The unit of a concept that counts people by the place they live in."""
_PREDICATE = 7
"""Terms behind a bare number, from its verb on, in which what became of them is told."""
_JOINING = frozenset(("and", "that-is-word"))
_EMPLOYED, _INHABITED = "worker", "population"
_GOVERNED = 4
"""Terms before a figure in which a verb governs it: « a coûté la vie à au moins 16 personnes »."""


def _by_margin(around: Around, counted: Slot) -> Slot | None:
    """Votes, goals, points, seats that part two sides: « une victoire de sept buts », « 412 voix de retard », "a six-point lead"."""
    concept, figure = by_id().get(counted.value), around.figure
    if concept is None or concept.kind != "score":
        return None
    behind = around.has("margin-word", figure.core[1] + 1, figure.last + 3)
    won = around.has("by", figure.first - 1, figure.first) and not _faces(around, figure.last + 1)
    led = (won or around.has("of-word", figure.first - 1, figure.first)) and around.has("margin-lead", figure.first - 2, figure.first - 1)
    return Slot(value=with_aspect(counted.value, "margin"), reach=counted.reach) if behind or led else None


def _faces(around: Around, at: int) -> bool:
    """Whether another number stands behind "to" or « contre »: "by 4,312 votes to 4,289" is no margin."""
    terms = around.terms
    return at + 1 < len(terms) and bool(terms[at].classes & _FACING) and terms[at + 1].number is not None


def _voted(around: Around, counted: Slot) -> Slot | None:
    """Votes for and against are two numbers: « 312 voix contre 219 », "318 lawmakers in favour and 291 against", "24 councillors supported it, 12 opposed it"."""
    concept, terms, figure = by_id().get(counted.value), around.terms, around.figure
    ballot = counted.value == _VOTE
    after_for = around.last is not None and around.last.value == _FOR
    if _outvotes(around):
        return Slot(value=_FOR, reach="mention")
    if not ballot and not after_for and (concept is None or concept.kind not in ROLES):
        return None
    behind = [t.classes for t in terms[figure.last + 1 : figure.last + 2]]
    against, favoured = (any(name in classes for classes in behind) for name in ("against-word", "in-favour-word"))
    facing = against or (ballot and any("to-word" in classes for classes in behind))
    voted = concept is not None and concept.id in _VOTERS and around.has("voted-for-word", figure.last + 1, figure.last + 4)
    if favoured or voted or (facing and any(t.number is not None for t in terms[figure.last + 2 : figure.last + 3])):
        return Slot(value=_FOR, reach="mention")
    ahead = terms[figure.first - 1] if figure.first > 0 else None
    faced = ahead is not None and (bool(ahead.classes & _FACING) or ahead.key in _DASHES)
    opposed = after_for and around.has("voted-against-word", figure.last + 1, figure.last + 4)
    if against or opposed or (faced and after_for):
        return Slot(value=_AGAINST, reach="mention")
    return None


def _outvotes(around: Around) -> bool:
    """« par 103 contre 71 », "by 102 to 71", "voted 28-21": a bare number before the one that it has won against."""
    terms, figure = around.terms, around.figure
    row = terms[figure.last + 1 : figure.last + 3]
    if figure.noun >= 0 or len(row) < len(("contre", "71")) or row[1].number is None:
        return False
    if row[0].key in _DASHES and terms[figure.last].end == row[0].start and row[0].end == row[1].start:
        return around.has("ballot-word", *around.sentence())
    return bool(row[0].classes & _FACING) and around.has("by", figure.first - 1, figure.first)


def count(around: Around, period: Slot | None) -> Slot:
    """What a plain number counts, and which of it: new ones, all so far, votes against, a margin."""
    counted = _counted(around)
    return _by_margin(around, counted) or _voted(around, counted) or _qualified(around, counted, period)


def _counted(around: Around) -> Slot:
    """The counted noun's own concept; for « personnes » and the like, what became of them (« tuées », « interpellées »)."""
    tokens = around.tokens
    if (label := _label(around)) is not None:
        return Slot(value=label.id, reach="mention")
    head, noun = _noun(around)
    if noun is not None and noun.kind not in PERSONS:
        return _fate_of_inhabitants(around, noun) or Slot(value=noun.id, reach="mention")
    if head >= 0 and not _is_person(around, head, noun) and tokens.keys[head]:
        return Slot(value=str(tokens.keys[head]), reach="mention")
    if (headed := _column(around)) is not None:
        return headed
    if head < 0:
        return _bare(around)
    if around.part and around.before is not None and around.beside and not _near_state(around):
        return Slot(value=base(around.before.value), reach="sentence")  # « 47 cas graves, dont 27 adultes »
    if around.before is not None and around.beside and noun is not None and noun.id in ANYBODY and _placed_alike(around):
        return Slot(value=base(around.before.value), reach="sentence")  # « trois personnes en Jamaïque, deux personnes en Haïti »
    if around.has("employs-word", around.figure.first - 2, around.figure.first):
        return Slot(value=_EMPLOYED, reach="clause")  # « le groupe emploie 412 personnes »
    if "demonym" in around.terms[head].classes and (listed := around.listed()) is not None:
        return Slot(value=base(listed.value), reach="sentence")  # « cinq Portugais, deux Coréens et un Suisse sont morts »
    kinds = TOLLS if noun is None or noun.kind != "role" else _FATES
    return _became(around, kinds) or Slot(value=_who(around, head, noun), reach="default")


def _fate_of_inhabitants(around: Around, noun: Concept) -> Slot | None:
    """What became of people counted as those who live somewhere: « quatre habitants sont morts », but « un village de 300 habitants »."""
    first = around.figure.first
    if _PEOPLE not in noun.units or (first > 0 and "of-word" in around.terms[first - 1].classes):
        return None
    found = _became(around, TOLLS)
    return found if found is not None and found.reach == "clause" else None


def _near_state(around: Around) -> bool:
    return around.told_after(TOLLS, 4) is not None


def _who(around: Around, head: int, noun: Concept | None) -> str:
    """People by what they are, where nothing is told of what became of them."""
    if noun is not None and noun.id not in ANYBODY:
        return noun.id
    known = around.tokens.reading.lexicon.value(around.terms[head].key, "person-word")
    return str(known) if known not in (None, "male", "female") else "person"


def _is_person(around: Around, head: int, noun: Concept | None) -> bool:
    return noun is not None or bool(around.terms[head].classes & {"person-word", "demonym"})


def _column(around: Around) -> Slot | None:
    """What the head of the column names: « Semaine | Cas confirmés »."""
    if around.cell is None:
        return None
    concepts = [c for i in range(*around.cell.head) if (c := around.tokens.concepts[i]) is not None]
    counted = [c for c in concepts if c.kind in _THINGS]
    if counted:
        return Slot(value=counted[0].id, reach="article")
    keys = [k for i in range(*around.cell.head) if (k := around.tokens.keys[i]) is not None]
    return Slot(value=keys[0], reach="article") if keys else None


def _bare(around: Around) -> Slot:
    """A number without a noun counts what is told right after it, else right before it, else what the count before it counted."""
    figure = around.figure
    if (tied := _tied(around)) is not None:
        return tied
    acts = around.has("auxiliary", figure.last + 1, figure.last + 2)  # "at least eight are thought to be trapped"
    if (after := around.told_after(TOLLS, _PREDICATE if acts else 4)) is not None:
        return Slot(value=after.id, reach="clause")
    if (led := _led(around)) is not None:
        return led
    if around.before is not None and around.beside:
        return Slot(value=base(around.before.value), reach="sentence")  # « de 6.237 à 4.304 », « contre 1 200 »: the same thing again
    if (before := around.told_before(COUNTED, around.sentence()[0])) is not None:
        return Slot(value=before.id, reach="sentence")
    if around.before is not None:
        return Slot(value=base(around.before.value), reach="paragraph")  # « Neuf autres sont en cours d'investigation »
    return around.nearest(TOLLS) or Slot(value="person", reach="default")


def _tied(around: Around) -> Slot | None:
    """What a number without a noun counts by what it is tied to: its whole, its list, the count before it, the verb that governs it."""
    figure, terms = around.figure, around.terms
    if around.whole is not None and (head := _noun(around.whole)[0]) >= 0:
        return _of_whole(around.whole, head)
    if around.last is not None and base(around.last.value) == "age" and (listed := around.listed()) is not None:
        return listed
    of_it = around.part or around.has("part-word", figure.last + 1, figure.last + 2)
    if of_it and around.last is not None and base(around.last.value) == "sentence":
        return around.last  # « trois ans de prison dont deux avec sursis »
    if around.before is not None and around.beside and _placed_alike(around):
        return Slot(value=base(around.before.value), reach="sentence")
    if figure.first > 1 and "of" in terms[figure.first - 1].classes and "settlement-word" in terms[figure.first - 2].classes:
        return Slot(value=_INHABITED, reach="clause")  # "a town of about 4,000"
    if (governed := around.told_before(TOLLS, figure.first - 1)) is not None and around.joined_after(TOLLS):
        return Slot(value=governed.id, reach="clause")  # "has killed five and injured 52"
    others = around.has("more-word", figure.core[1] + 1, figure.last + 3)
    if others and around.before is not None and around.beside and (told := around.told_of_others(TOLLS)) is not None:
        return Slot(value=told.id, reach="sentence")
    return None


def _led(around: Around) -> Slot | None:
    """What is told before a number in its clause; of a toll alone the dead: « le bilan s'élève à 19 », "the final toll is 19"."""
    low, terms, last = around.clause()[0], around.terms, around.figure.last
    if (before := around.told_before(COUNTED, low)) is not None:
        return Slot(value=before.id, reach="clause")
    ends = last + 1 >= len(terms) or terms[last + 1].kind in ("break", "punctuation")
    toll = ends and around.has("toll-word", max(low, around.near[0]), around.figure.first)
    return Slot(value="death", reach="clause") if toll else None


def _placed_alike(around: Around) -> bool:
    """« 15 000 foyers dans la Manche et 8 000 dans l'Orne »: the same again, in another place."""
    terms, figure = around.terms, around.figure
    joined = figure.first > 0 and (bool(terms[figure.first - 1].classes & _JOINING) or terms[figure.first - 1].key == ",")
    return joined and figure.last + 1 < len(terms) and "place-preposition" in terms[figure.last + 1].classes


def _of_whole(whole: Around, head: int) -> Slot:
    """What the whole counts: « treize des 18 ministres », "eight of the 41 dead"."""
    noun = _noun(whole)[1]
    return Slot(value=noun.id if noun is not None else str(whole.tokens.keys[head] or "person"), reach="clause")


def _became(around: Around, kinds: frozenset[str]) -> Slot | None:
    """What became of the people counted: told after them (« ont été arrêtées »), before them (« a tué »), else in the sentence."""
    low, high = around.clause()
    right_before = around.told_before(kinds, max(low, around.figure.first - _GOVERNED))
    if right_before is not None and around.joined_after(kinds):
        return Slot(value=right_before.id, reach="clause")  # "killing 16 people and injuring 21"
    if (after := around.told_after(kinds, high - around.figure.last)) is not None:
        return Slot(value=after.id, reach="clause")
    if (before := around.told_before(kinds, low)) is not None:
        return Slot(value=before.id, reach="clause")
    if (after := around.told_after(kinds, high + 100)) is not None:
        return Slot(value=after.id, reach="sentence")
    before = around.told_before(kinds, around.sentence()[0])
    return Slot(value=before.id, reach="sentence") if before is not None else None


def _label(around: Around) -> Concept | None:
    """The scale that a number is a degree of, where it stands right before it: « catégorie 5 », "magnitude 7.1"."""
    before = around.figure.first - 1
    if before > 0 and around.terms[before].key in ":.":
        before -= 1  # « Sa magnitude : 2,1 », « Cat. 5 »
    if before < 0 or "function" in around.terms[before].classes:
        return None  # « le bilan s'élève à 16 morts »
    concept = around.tokens.concepts[before]
    return concept if concept is not None and concept.kind == "size" and concept.units <= _BARE_UNITS else None


_BARE_UNITS = frozenset(("1",))
"""The unit of degrees; people behind "It is 12,500 feet deep." are none."""


def _noun(around: Around) -> tuple[int, Concept | None]:
    """The counted noun and its concept: a toll anywhere in the noun phrase, else the head, else any counted thing in it."""
    tokens, figure = around.tokens, around.figure
    known = [(i, c) for i in phrase(tokens, figure) if (c := tokens.concepts[i]) is not None]
    tolls = [(i, c) for i, c in known if c.kind in TOLLS]
    if tolls:
        return tolls[0]
    if figure.noun >= 0 and tokens.concepts[figure.noun] is not None:
        return figure.noun, tokens.concepts[figure.noun]
    things = [(i, c) for i, c in known if c.kind in _NAMED]
    if things and tokens.reading.lexicon.listed("figures", "grammar", "adjectives_first") and not _of_a_compound(around, things[0][0]):
        return things[0]
    return figure.noun, None


def _of_a_compound(around: Around, at: int) -> bool:
    """Whether a noun only says of what kind those are that the next one counts: "3,200 hotel nights"; not « 77 crew members »."""
    noun, terms = around.figure.noun, around.terms
    plural = around.figure.value.number > 1 and noun == at + 1 and terms[noun].key.endswith("s")
    return plural and not terms[at].key.endswith("s") and "member-word" not in terms[noun].classes


def phrase(tokens: Tokens, figure: Figure) -> list[int]:
    """The terms after the number up to the next function word, passing hyphens and quotation marks."""
    terms = tokens.reading.terms
    found: list[int] = []
    for i in range(figure.core[1] + 1, min(figure.core[1] + 8, len(terms))):
        term = terms[i]
        if term.kind == "punctuation" and term.key in '-"“”«»':
            continue
        if term.kind not in ("word", "phrase") or "auxiliary" in term.classes or (found and "function" in term.classes):
            break
        if "and" in term.classes:
            break  # "has killed five and injured 52"
        if not term.classes & {"function", "before-noun", "of", "auxiliary"}:
            found.append(i)
    return found


def _qualified(around: Around, found: Slot, period: Slot | None) -> Slot:
    """The measure with its aspect: new ones, all so far, not yet certain."""
    concept = by_id().get(found.value)
    if concept is None or not concept.accumulates:
        return found
    kind = _state_of_count(around, found, period)
    return Slot(value=with_aspect(found.value, kind), reach=found.reach) if kind else found


_CERTAIN = frozenset(("arrest", "charge", "custody"))
"""What becomes of suspects is no suspicion: "arrested five men suspected of …"."""


def _state_of_count(around: Around, found: Slot, period: Slot | None) -> str:
    figure, (low, high) = around.figure, around.sentence()
    aside = around.has("part-word", figure.last + 1, figure.last + 4)  # « neuf autres, dont un néonatal, sont en cours d'examen »
    places = range(max(low, figure.last - 4), high if aside else min(around.near[1], high))
    certain = base(found.value) in _CERTAIN
    if not certain and any(
        "pending-word" in around.terms[i].classes for i in places if i != figure.noun
    ):  # « deux suspects » are no suspected two
        return "pending"
    if around.has("new-word", figure.core[1] + 1, figure.last + 3):
        return "new"
    if around.has("so-far-word", max(low, around.near[0]), min(high, around.near[1])) or since(period):
        return "total"
    return "new" if _short(period) else ""


def _short(period: Slot | None) -> bool:
    """A period of a few days up to a fortnight, told in the sentence; a night is when something happened once."""
    return (
        period is not None
        and period.reach != "paragraph"
        and not since(period)
        and NIGHT < (last_day(period) - first_day(period)).days <= 14
    )
