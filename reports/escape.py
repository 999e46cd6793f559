"""Article text made harmless, one function a target: nothing an article says may act on the page that quotes it.

Articles, file names and front matter come from anywhere. Each function takes any string whatever and returns one that
its target shows as the same words: no markup, no link, no control sequence, no line break.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_SPACES = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
# invisible and without effect on what is read: kept, they would only make two equal words look different
_DROPPED = frozenset("\u00ad\u200b\u2060\ufeff")
# joiners shape Persian, Indic scripts and emoji: they stay
_KEPT = frozenset("\u200c\u200d")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_WORD_JOINER = "\u2060"


@cache
def _visible(char: str) -> str:
    if char in _SPACES:
        return " "
    if char in _DROPPED:
        return ""
    if char in _KEPT or unicodedata.category(char) not in _HIDDEN:
        return char
    return f"⟨U+{ord(char):04X}⟩"


def plain(text: str) -> str:
    """One line of visible characters: controls and direction marks written out (`⟨U+202E⟩`), line breaks made spaces.

    Total on strings: lone surrogates of undecodable file names included.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return re.sub(" {2,}", " ", "".join(map(_visible, text))).strip()


def page(text: str) -> str:
    """Text for a page, before its `<`, `>`, `&` and quotation marks are escaped: what is hidden is written out, line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    return "\n".join("".join(map(_visible, line)) for line in re.split("\r\n|\r|\n", text))


def terminal(text: str) -> str:
    """Text for a terminal: no escape sequence, no direction mark, no line break of the article's own."""
    return plain(text)


_ENTITIES = {"<": "&lt;", ">": "&gt;", "|": "&#124;"}
_MARKDOWN = re.compile(
    r"""(?P<entity>[<>|])
      | (?P<amp>&(?=[\#\w]))
      | (?P<ping>[@\#](?=\w))           # hosting sites turn @name into a notification and #12 into a link
      | (?P<mark>[\\`*~\[\]$\#]
          | (?<![^\W_])_ | _(?![^\W_])
          | \.(?=[^\W\d])                # example.org, www.…
          | :(?=/) | (?<=:)/
          | ^[-+=] | ^\d+(?P<dot>[.)])(?=\s|$))
    """,
    re.VERBOSE,
)


def _marked(match: re.Match[str]) -> str:
    found = match[0]
    if match["entity"]:
        return _ENTITIES[found]
    if match["amp"]:
        return "&amp;"
    if match["ping"]:
        return f"\\{found}{_WORD_JOINER}"
    if match["dot"]:
        return f"{found[:-1]}\\{match['dot']}"
    return "\\" + found


def markdown(text: str, before: str = "", after: str = "") -> str:
    """Text for a line of Markdown or a table cell (CommonMark and GFM): shown as it is, wherever in the line it stands.

    Safe after our own markup too: it opens no emphasis, link, image, code, HTML, footnote, formula, heading, list or rule,
    has no bare pipe, is not turned into a link by sites that link addresses, and notifies nobody. `before` and `after` are
    the article's own characters next to it, where a sentence is escaped in pieces: « http: » and « //… » are harmless apart.
    """
    head = before[-1:]
    whole = head + (shown := plain(text)) + after[:1]
    at, end = len(head), len(head) + len(shown)
    parts = []
    for match in _MARKDOWN.finditer(whole):
        if at <= match.start() and match.end() <= end:
            parts += [whole[at : match.start()], _marked(match)]
            at = match.end()
    return "".join(parts) + whole[at:end]


def code(text: str) -> str:
    """A Markdown code span of file names and codes; plain escaped text where a span cannot hold it safely."""
    shown = plain(text)
    if not shown or set(shown) & set("`|"):
        return markdown(shown)
    return f"`{shown}`"


_PUNCTUATION = ("P", "S")


def _is_space(char: str) -> bool:
    return not char or char.isspace()


def _is_punctuation(char: str) -> bool:
    return bool(char) and unicodedata.category(char).startswith(_PUNCTUATION)


def emphasised(inner: str, mark: str = "**", before: str = "", after: str = "") -> str:
    """`inner` (already escaped) between `mark`s, where CommonMark lets them open and close there; bare otherwise.

    `before` and `after` are what stands around it on the line: `**` between a letter and a bracket would be shown as stars.
    """
    head, tail = before[-1:], after[:1]
    body = inner.strip(" \u00a0\u202f\u2009")
    opens = bool(body) and (not _is_punctuation(body[0]) or _is_space(head) or _is_punctuation(head))
    closes = bool(body) and (not _is_punctuation(body[-1]) or _is_space(tail) or _is_punctuation(tail))
    if not (opens and closes) or _is_space(body[0]) or _is_space(body[-1]):
        return inner
    return inner.replace(body, f"{mark}{body}{mark}", 1)


_UNSAFE_JSON = re.compile(r"[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]")


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def json(dumped: str) -> str:
    """JSON text that a terminal shows safely and that reads back the same: invisible characters become escapes."""
    return _UNSAFE_JSON.sub(_escaped, dumped)


_SARIF = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})


def sarif(text: str) -> str:
    """Text for a SARIF message: no link and no placeholder of the article's own."""
    return plain(text).translate(_SARIF)


_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def github_data(lines: Iterable[str]) -> str:
    """The lines of a workflow command's message, on the one line that a command has."""
    return "\n".join(plain(line) for line in lines).translate(_DATA)


def github_property(text: str) -> str:
    """The value of a workflow command's property: a title, or a file's name, which must stay as it is where it can."""
    return (text if text.isprintable() else plain(text)).translate(_PROPERTY)
