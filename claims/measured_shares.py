"""What a percentage, or a part told as a fraction, is a share or a change of."""

from __future__ import annotations

from claims.around import CHANGES, Around
from claims.concepts import by_id
from claims.measures import AMOUNTS, COUNTED, aspect, base, with_aspect
from claims.records import Slot

SHARES = frozenset(("rate", "share"))
_OF_A_MARKET = "market-share"
_MARKET = 7
"""Terms behind a share in which the market that it is a share of is told."""
_LEVEL = frozenset(("to-word",))
_NO_WHOLE = frozenset(("auxiliary", "earlier", "later", "ago", "time-unit"))


def share(around: Around) -> Slot:
    """A change of something, a rate or a share with a name, or a share of something."""
    figure = around.figure
    if (was := around.earlier_of(SHARES)) is not None:
        return was
    changed = not _is_level(around) and any((c := around.tokens.concepts[i]) is not None and c.id in CHANGES for i in _clause_first(around))
    after = around.terms[figure.last + 1 : figure.last + 3]
    told = bool(after) and "change-word" in after[0].classes
    verb = not _is_level(around) and around.has("change-verb", figure.first - 1, figure.first)
    if changed or told or verb or figure.value.number < 0 or _changes(around) or around.by_how_much():
        what = around.nearest(COUNTED | AMOUNTS | {"size"})
        return Slot(value=with_aspect("change", what.value) if what else "change", reach=what.reach if what else "default")
    if around.has("market-word", figure.core[1] + 1, min(figure.last + _MARKET, around.near[1], around.clause()[1])):
        return Slot(value=_OF_A_MARKET, reach="clause")  # « 33 % du marché mondial du cloud », "30 percent of the global cloud market"
    named, whole = around.nearest(SHARES), _whole(around)
    if (itself := by_id().get(whole)) is not None and itself.kind == "share":
        return Slot(value=whole, reach="clause")  # « 31,2 % du capital »
    if named is not None and not (whole and named.reach != "clause"):
        return named
    if whole:
        return Slot(value=with_aspect("share", whole), reach="clause")
    return _goes_on(around) or Slot(value="share", reach="default")


def _goes_on(around: Around) -> Slot | None:
    """What the share told before it in the sentence is one of: « 82 % de grévistes, la direction n'en compte que 54 % »."""
    last = around.last
    told = last is not None and base(last.value) in ("share", "change") and aspect(last.value)
    return Slot(value=last.value, reach="sentence") if last is not None and told else None


def _is_level(around: Around) -> bool:
    """Whether a share is what something came to, and not by how much it changed: "fell to 4.1%", « a grimpé à 85,8 % »."""
    at = around.figure.first - 1
    return at >= 0 and bool(around.terms[at].classes & _LEVEL)


def _clause_first(around: Around) -> list[int]:
    """The terms of the figure's own stretch of its clause."""
    return next(iter(around.rings()))[1]


def _changes(around: Around) -> bool:
    """« 40 % de plus »: the words are part of the figure."""
    return around.has("change-word", around.figure.core[1] + 1, around.figure.last + 1)


def _whole(around: Around) -> str:
    """What a share is a share of: the noun behind « de », or the noun counted (« 12 % des habitants », "one in nine people")."""
    figure, keys = around.figure, around.tokens.keys
    if figure.noun >= 0 and keys[figure.noun]:
        return str(keys[figure.noun])
    for i in range(figure.core[0], figure.core[1] + 1):  # « un Français sur trois »
        if around.terms[i].classes & {"person-word", "demonym"}:
            return str(keys[i] or "person")
        if figure.value.unit.startswith("/") and around.terms[i].kind == "word" and around.terms[i].number is None and keys[i]:
            return str(keys[i])  # « six vergers sur dix »
    for i in range(figure.last + 1, min(figure.last + 5, len(keys), around.near[1])):
        if around.terms[i].kind == "punctuation" or around.terms[i].classes & _NO_WHOLE:
            break
        if (key := keys[i]) is not None and not key.startswith("@"):
            return key
        if "person-word" in around.terms[i].classes:
            return "person"
    return ""
