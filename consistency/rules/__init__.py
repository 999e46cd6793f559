"""Every rule, in one list. A rule looks at one group of claims, or at one article, and says what it finds there.

A rule is a function with a code; its docstring says *What it reports*, *Why it matters*, an *Example*, and *What it does
not prove*. `consistency rule CODE` prints it, and the reference page and the SARIF help are made from it.
"""

from __future__ import annotations

from consistency.rules.calendar import age_does_not_fit_year, age_outside_its_range, times_do_not_fit, weekday_does_not_fit
from consistency.rules.dates import dates_agree, dates_differ, times_vary
from consistency.rules.figures import figures_agree, figures_differ, figures_evolve, figures_vary
from consistency.rules.names import given_two_offices, spelled_two_ways
from consistency.rules.proportions import (
    change_does_not_fit,
    conversion_does_not_fit,
    excess_does_not_fit,
    share_above_whole,
    share_does_not_fit,
)
from consistency.rules.quotes import quotes_agree, quotes_differ, quotes_reworded, said_and_denied, said_by_another
from consistency.rules.retold import digits_out_of_order, headline_does_not_fit, toll_told_twice
from consistency.rules.rule import ArticleRule, GroupRule
from consistency.rules.sourcing import one_article, one_origin
from consistency.rules.sums import list_does_not_add_up, parts_above_whole, shortfall_does_not_fit, sides_above_whole

GROUP_RULES: tuple[GroupRule, ...] = (
    figures_differ,
    figures_evolve,
    figures_vary,
    figures_agree,
    dates_differ,
    times_vary,
    dates_agree,
    said_by_another,
    said_and_denied,
    quotes_differ,
    quotes_reworded,
    quotes_agree,
    spelled_two_ways,
    given_two_offices,
    one_origin,
    one_article,
)
"""Rules about groups of claims: each group is told by the first that fits it."""

ARTICLE_RULES: tuple[ArticleRule, ...] = (
    weekday_does_not_fit,
    share_above_whole,
    change_does_not_fit,
    parts_above_whole,
    toll_told_twice,
    shortfall_does_not_fit,
    age_outside_its_range,
    list_does_not_add_up,
    sides_above_whole,
    age_does_not_fit_year,
    digits_out_of_order,
    excess_does_not_fit,
    times_do_not_fit,
    headline_does_not_fit,
    share_does_not_fit,
    conversion_does_not_fit,
)
"""Rules about one article against itself."""

RULES: tuple[GroupRule | ArticleRule, ...] = (*GROUP_RULES, *ARTICLE_RULES)
"""All rules, for explaining them."""
