"""Whatever an article says, it stays text: in Markdown, on a terminal, in JSON."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports import escape

# pieces that mean something to some reader of Markdown, mixed with anything at all
MEANINGFUL = (
    "| ` `` ``` * ** _ __ ~ ~~ # ## > < - + = --- === *** 1. 2) ! [ ] ( ) ![x](y) [x](javascript:alert(1)) [^1] [^1]: <script> </td> <!-- -->"
    " <a href=x> & &amp; &#124; &lt; \\ \\| $ $$ : :// http://e.org https://e.org/a_b www.e.org e.org ftp://e.org mailto:a@e.org a@e.org @name #12"
    " \n \r\n \t \x00 \x1b[31m \u202e \u2066 \u200b \u2028 \ufeff \ud800 é 漢 🙂"
)
HOSTILE = st.lists(
    st.one_of(st.sampled_from(MEANINGFUL.split(" ")), st.sampled_from([" ", "  ", "\n", "a", "mot"]), st.text(max_size=4)), max_size=12
).map("".join)

FRAMES = ("{}", "- {}", "> {}", "### 1. {}", "### {}", "avant {} après", "| {} | b |\n|:--|:--|\n| {} | {} |", "**{}**x", "« {} »")
OURS = {"inline", "text", "text_special", "softbreak", "strong_open", "strong_close"} | {
    f"{name}_{side}"
    for name in ("paragraph", "bullet_list", "list_item", "blockquote", "heading", "table", "thead", "tbody", "tr", "th", "td")
    for side in ("open", "close")
}


def parse(text: str) -> list[Token]:
    """Every token of a text read as GitHub reads it and more: raw HTML, tables, strikethrough, addresses made links."""
    blocks = MarkdownIt("gfm-like", {"html": True, "linkify": True}).parse(text)
    return [token for block in blocks for token in (block, *(block.children or []))]


def shown(tokens: list[Token]) -> str:
    return "".join(token.content for token in tokens if token.type in ("text", "text_special")).replace("\u2060", "")


@pytest.mark.parametrize("frame", FRAMES)
@given(text=HOSTILE)
def test_markdown_is_nothing_but_the_same_words(frame: str, text: str) -> None:
    tokens = parse(frame.replace("{}", escape.markdown(text)))
    assert {token.type for token in tokens} <= OURS
    assert escape.plain(text).replace("\u2060", "") in shown(tokens)


@given(text=HOSTILE, data=st.data())
def test_pieces_of_a_text_are_as_safe_as_the_whole(text: str, data: st.DataObject) -> None:
    whole = escape.plain(text)
    cut = data.draw(st.integers(0, len(whole)))
    one, other = whole[:cut], whole[cut:]
    if one != escape.plain(one) or other != escape.plain(other):
        return  # a space at the cut is the caller's to put back
    tokens = parse(f"« {escape.markdown(one, '', other)}{escape.markdown(other, one, '')} »")
    assert {token.type for token in tokens} <= OURS


@given(text=HOSTILE)
def test_markdown_has_no_bare_pipe_and_no_line_break(text: str) -> None:
    escaped = escape.markdown(text)
    assert "|" not in escaped
    assert len(escaped.splitlines()) <= 1


@given(text=HOSTILE)
def test_a_code_span_holds_or_falls_back(text: str) -> None:
    tokens = parse(f"avant {escape.code(text)} après")
    assert {token.type for token in tokens} <= OURS | {"code_inline"}


@given(before=HOSTILE, text=HOSTILE, after=HOSTILE)
def test_emphasis_shows_no_stars(before: str, text: str, after: str) -> None:
    head, inner, tail = (escape.markdown(part) for part in (before, text, after))
    tokens = parse(f"« {head}{escape.emphasised(inner, '**', f'« {head}', tail)}{tail}")
    assert {token.type for token in tokens} <= OURS
    assert shown(tokens).count("*") == (escape.plain(before) + escape.plain(text) + escape.plain(after)).count("*")


@given(text=st.one_of(HOSTILE, st.text()))
def test_a_terminal_gets_one_line_without_controls(text: str) -> None:
    told = escape.terminal(text)
    assert all(unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in told)
    assert not set(told) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert escape.terminal(told) == told


@given(text=st.one_of(HOSTILE, st.text(alphabet=st.characters(codec="utf-16", exclude_categories=[]))))
def test_json_reads_back_the_same_and_shows_no_controls(text: str) -> None:
    told = escape.json(json.dumps(text, ensure_ascii=False))
    assert json.loads(told) == text
    assert all(unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in told)
    assert not set(told) & set("\u202e\u2066\u200b\ufeff")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("120 millions d'euros", "120 millions d'euros"),
        ("« honteux » et « illégaux »", "« honteux » et « illégaux »"),
        ("3,5 % (environ)", "3,5 % (environ)"),
        ("a|b", "a&#124;b"),
        ("<script>", "&lt;script&gt;"),
        ("**gras**", r"\*\*gras\*\*"),
        ("000_9e65_x", "000_9e65_x"),
        ("1. premier", r"1\. premier"),
        ("version 0.1.0", "version 0.1.0"),
        ("sur Grok.com", r"sur Grok\.com"),
        ("AT&T", "AT&amp;T"),
        ("fin\u202e!", "fin⟨U+202E⟩!"),
        ("deux\nlignes", "deux lignes"),
    ],
)
def test_ordinary_text_stays_readable(text: str, told: str) -> None:
    assert escape.markdown(text) == told


def test_nobody_is_notified() -> None:
    assert escape.markdown("le compte @Grok") == "le compte \\@\u2060Grok"
