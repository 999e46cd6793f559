"""Compiled expressions as plain data: the pattern that `re` itself makes, whatever was kept."""

import re

import pytest

from claims import compiled as compiling
from claims.compiled import compiled, pattern
from claims.lexicon import languages, lexicon

EXPRESSIONS = [
    (r"(?P<day>\d{1,2})(?:er|st)?\s+(?P<month>mai|août)", re.IGNORECASE),
    (r"(?m)^\s*[^\W\d_]+(?=\.)", 0),
    (r"(?i:à)(?<!x)\b(.)\1", 0),
    ("", 0),
]


@pytest.mark.parametrize(("expression", "flags"), EXPRESSIONS)
def test_the_pattern_is_the_one_that_re_makes(expression, flags):
    told = compiled(expression, flags)
    assert pattern(told) == re.compile(expression, flags)
    assert pattern(told).groupindex == re.compile(expression, flags).groupindex


def test_every_rule_of_a_language_is_kept_compiled():
    rules = [rule for language in languages() for rules in lexicon(language).rules.values() for rule in rules]
    assert len(rules) > 100
    assert all(rule.compiled[2] and rule.pattern == re.compile(rule.compiled[0]) for rule in rules)


@pytest.mark.parametrize("code", [b"", b"\xff\xff\xff\xff", b"\x01"], ids=["none", "no code", "half a number"])
def test_code_that_cannot_be_used_is_made_again(code):
    expression, flags, _, groups, names = compiled("(?P<word>a+)b")
    assert pattern((expression, flags, code, groups, names)).match("aab")["word"] == "aa"


def test_where_the_modules_behind_re_are_others_nothing_is_lost_but_time(monkeypatch):
    monkeypatch.setattr(compiling, "_module", lambda name: object())
    told = compiled("(?P<word>a+)b", re.IGNORECASE)
    assert told[2] == b""
    assert pattern(told).match("AAb")["word"] == "AA"


def test_an_expression_that_is_none_is_an_error():
    with pytest.raises(re.error):
        compiled("(a")
