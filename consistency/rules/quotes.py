"""Rules about quotes and their speakers."""

from __future__ import annotations

from claims.records import QuoteClaim
from consistency.align import Group
from consistency.judge import Judgement
from consistency.rules.rule import group_rule


@group_rule("QUO001")
def said_by_another(group: Group, judgement: Judgement) -> bool:
    """The same words are given to two speakers.

    What it reports: the same words given to two people.
    Why it matters: a quote with the wrong speaker is the worst mistake of all.
    Example: « tolérance zéro » given to the minister in one article, to the prefect in another.
    What it does not prove: which attribution is right: two people may have said the same words.
    """
    return group.kind == "quote" and judgement.verdict == "conflict" and any(r.key == "other-speaker" for r in judgement.why)


@group_rule("QUO005")
def said_and_denied(group: Group, judgement: Judgement) -> bool:
    """One says it in one article and denies it in another.

    What it reports: words that one article reports as said by somebody, and another as denied by the same one.
    Why it matters: one of the articles has the polarity wrong, or the speaker changed his mind.
    Example: « a affirmé que les centrales fermeraient » / « a démenti que les centrales fermeraient ».
    What it does not prove: which of the two was said; nor that both speak of the same day.
    """
    return group.kind == "quote" and judgement.verdict == "conflict" and any(r.key == "said-and-denied" for r in judgement.why)


@group_rule("QUO002")
def quotes_differ(group: Group, judgement: Judgement) -> bool:
    """Partial quotes of one utterance differ in a word.

    What it reports: partial quotes of one utterance where one quoted word stands in the place of another, and quotes that are
    alike but for a number, a negation or a name.
    Why it matters: one of the articles quotes wrongly, or each quotes another part: only the recording tells.
    Example: « honteux » and « illégaux » / « honteux » and « répugnant ».
    What it does not prove: a contradiction: leaving words out is not one.
    """
    return group.kind == "quote" and judgement.verdict == "conflict"


@group_rule("QUO003")
def quotes_reworded(group: Group, judgement: Judgement) -> bool:
    """One utterance is quoted in different words.

    What it reports: one utterance in different words, or through somebody who repeats it.
    Why it matters: inside quotation marks the words are the speaker's: two translations, or a slip.
    Example: « limitées aux abonnés » / « réservées aux abonnés ».
    What it does not prove: that one of the articles invented words: translations differ. Reported speech is in the
    articles' own words: only what stands in quotation marks is held against it; its figures and dates are compared by themselves.
    """
    quoted = any(isinstance(c, QuoteClaim) and c.value.type != "indirect" for c in group.claims)
    return group.kind == "quote" and judgement.verdict == "variant" and quoted


@group_rule("QUO004")
def quotes_agree(group: Group, judgement: Judgement) -> bool:
    """Independent origins quote the same words.

    What it reports: articles of at least two independent origins quote the same words, or one a part of the other.
    Why it matters: the words can be relied on as much as the origins.
    Example: « extrêmement spectaculaire » in two articles.
    What it does not prove: that the origins heard it themselves.
    """
    return group.kind == "quote" and judgement.verdict == "corroborated"
