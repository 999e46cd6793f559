"""The typed records that leave this package: documents, mentions and the three kinds of claim.

Every record is frozen and strict: what was read from an article is never altered afterwards.
Offsets are Unicode code points into the document's text, end exclusive.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


Number = Annotated[Decimal, PlainSerializer(_plain, return_type=int | float, when_used="json")]
"""A decimal number, exact in Python and a plain number in JSON."""


class Record(BaseModel):
    """What all records share: no change after the making, no silent conversion, no unknown field."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


Basis = Literal[
    "sources-file", "front-matter", "json-ld", "wire", "feed", "meta", "first-line", "credit-line", "page", "inferred", "unknown"
]
"""How the day an article came out is known, the surest first: told by its owner, by its format, by its text; supposed; not at all."""


class DayTold(Record):
    """A day that some part of an article gives for its publication."""

    day: dt.date
    basis: Basis


class Publication(Record):
    """The day an article came out, how that is known, and all days that were in question."""

    day: dt.date | None = None
    basis: Basis = "unknown"
    candidates: tuple[DayTold, ...] = ()


class Remark(Record):
    """Something to know about how an article was read; `line` is 0 where it is about the whole."""

    line: int = 0
    text: str


KILLED = "canceled"
"""The publication status (IPTC) of an article that its wire has withdrawn."""

Counted = Literal["file", "extracted-text"]
"""What offsets count in: the decoded file itself, or the text that was taken out of it (HTML, DOCX, PDF…)."""


class Document(Record):
    """One article. `text` is what offsets count in: the decoded file as it stands, or the text taken out of it (`counted_in`).

    `source` names the article (the file's stem, with the article's own name or number where a file holds several), `outlet` its
    publisher, `body` is the offset where the article starts. `furniture` lists the stretches of the page that are not the
    article (menus, newsletter blocks, cookie notices). `status` is the wire's publication status (`canceled` is a kill), `story`
    the story it belongs to, where its front matter says so, `notes` what its editors say of it (a correction), `remarks` what there is to know of how it was read.
    """

    source: str
    path: str
    text: str
    body: int = 0
    counted_in: Counted = "file"
    language: str = "fr"
    title: str = ""
    outlet: str = ""
    published: Publication = Publication()
    updated: dt.date | None = None
    url: str = ""
    status: str = ""
    story: str = ""
    credits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    remarks: tuple[Remark, ...] = ()


class Evidence(Record):
    """A place in an article: W3C Web Annotation TextPositionSelector (`start`, `end`) and TextQuoteSelector (the rest).

    For every piece of evidence `document.text[start:end] == exact`; `counted_in` says what the offsets count in.
    """

    source: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    counted_in: Counted = "file"


Modifier = Literal["", "about", "at-least", "at-most", "less-than", "more-than"]


class DateValue(Record):
    """A date after TIMEX3 (ISO-TimeML), compared as the closed interval of days `earliest`..`latest`.

    `value` is the TIMEX3 value (`2026-01-03`, `2026-W02`, `2025-10-25T20:00`, `XXXX-01` where a part is unknown),
    `time` the time of day (`20:00`) where one is given, `utc` the same moment (`2025-10-25T18:00`) where its time zone is told
    and its day known, `supposed_utc` the moment in the zone that its article tells elsewhere or its language is mostly read in, `mod` the TIMEX3 modifier, `hedge` what is said of the length that the date is away (« moins de deux jours après »),
    `weekday` the ISO number of a weekday that is written beside the day (it may be the wrong one).
    `anchor` says what the date was computed from; an `unresolved` date has neither end.
    """

    kind: Literal["date"] = "date"
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    value: str
    mod: Literal["", "APPROX", "START", "MID", "END", "BEFORE", "AFTER"] = ""
    earliest: dt.date | None = None
    latest: dt.date | None = None
    time: str | None = None
    utc: str | None = None
    supposed_utc: str | None = None
    weekday: int | None = None
    hedge: Modifier = ""
    anchor: Literal["absolute", "publication", "context", "unresolved"] = "absolute"


class FigureValue(Record):
    """A number and what it is a number of.

    `number` is the printed number (the low end of a printed range), `low` and `high` the ends of a printed range.
    `unit` is ISO 4217 for money, `%`, a UCUM unit (`min`, `a` for years, `km/h`…), `x` for multiples,
    otherwise the stem-like lemma of the counted noun. `per` is the rate's denominator (« par heure » is `hour`).
    `measured` are the words of the counted noun phrase as printed.
    """

    kind: Literal["figure"] = "figure"
    number: Number
    low: Number | None = None
    high: Number | None = None
    unit: str = ""
    per: str = ""
    modifier: Modifier = ""
    measured: str = ""


class QuoteValue(Record):
    """Speech after PARC: who (`speaker`), by which `cue`, said what (`content`).

    `speaker` is the fullest name that the article gives, empty where it cannot be told; `speaker_exact` the words in the article.
    `relays` names whom the speaker says to be repeating (a repost); `negated` is true for « a démenti que », `hedged` for « aurait dit ».
    """

    kind: Literal["quote"] = "quote"
    speaker: str = ""
    speaker_exact: str = ""
    content: str
    type: Literal["direct", "indirect", "mixed"] = "direct"
    cue: str = ""
    relays: str = ""
    negated: bool = False
    hedged: bool = False


class Mention(Record):
    """One normalised expression found in a text, before anything is known of what it is about."""

    kind: Literal["date", "number", "money", "percent", "quantity"]
    start: int
    end: int
    value: DateValue | FigureValue = Field(discriminator="kind")


Reach = Literal["mention", "clause", "sentence", "paragraph", "article", "default"]
"""How far from the mention the words of a slot stand."""


class Slot(Record):
    """One answer to « a claim about what? », and how far from the mention the words that give it stand."""

    value: str
    reach: Reach = "clause"


class FigureSlots(Record):
    """What a figure may be compared with: only figures whose slots agree are about the same thing."""

    measure: Slot | None = None
    scope: Slot | None = None
    group: Slot | None = None
    holder: Slot | None = None
    event: Slot | None = None
    period: Slot | None = None
    place: Slot | None = None


class DateSlots(Record):
    """What a date may be compared with: what happened (`predicate`), to or by whom (`participant`), how finely it is told."""

    predicate: Slot | None = None
    participant: Slot | None = None
    granularity: Slot | None = None
    bound: Slot | None = None


class Context(Record):
    """The words around a claim as comparable tokens: concept ids, `@names`, stems.

    Those of its clause (of its words, for a quote), then of what else its sentence holds, then of what else its paragraph does.
    """

    clause: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()
    paragraph: tuple[str, ...] = ()


class ClaimBase(Evidence):
    """What every claim has: a stable id, its place, the sentence it stands in (offsets), and the words around it."""

    id: str
    sentence: tuple[int, int]
    context: Context = Context()


class DateClaim(ClaimBase):
    """When something happened, as one article tells it."""

    kind: Literal["date"] = "date"
    value: DateValue
    slots: DateSlots = DateSlots()


class FigureClaim(ClaimBase):
    """How many or how much, as one article tells it."""

    kind: Literal["figure"] = "figure"
    value: FigureValue
    slots: FigureSlots = FigureSlots()


class QuoteClaim(ClaimBase):
    """Who said what, as one article tells it."""

    kind: Literal["quote"] = "quote"
    value: QuoteValue


class NameValue(Record):
    """Who is named: `person` is the name that most articles of the story give."""

    kind: Literal["name"] = "name"
    person: str


class NameClaim(ClaimBase):
    """How one article spells a name; only where the articles of a story do not agree on it."""

    kind: Literal["name"] = "name"
    value: NameValue


Claim = Annotated[DateClaim | FigureClaim | QuoteClaim | NameClaim, Field(discriminator="kind")]
"""Any claim, told apart by its `kind`."""
