"""From bytes to text: byte order marks, UTF-8, UTF-16, and what else French and English newsrooms have written in.

A text is UTF-8 where it can be. Where it cannot, the encoding is the one declared, else the likeliest of a few
(charset-normalizer chooses), and the article says so. Line endings become line feeds, exactly as `Path.read_text` translates
them, so that offsets into our text are offsets into what anybody else gets from the same decoding.
"""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from claims.errors import InputError
from claims.records import Remark

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LIKELY = ["cp1252", "mac_roman", "cp850"]
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]|\ufffd")
_MOST_CONTROLS = 0.02
_MOST_NULS = 0.3
_SAMPLE = 20_000
_FOREIGN = re.compile(r"[^\x00-\x7f\ufffd]")


class Decoded(Struct, frozen=True):
    """A text, and what there is to know of how it was decoded."""

    text: str
    remarks: tuple[Remark, ...] = ()


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """The text of some bytes; `name` is the file that errors speak of, `declared` the encoding that the file names itself."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "") or _bare_utf16(data)
    tries = [encoding] if encoding else ["utf-8", *([declared] if _known(declared) else [])]
    for i, one in enumerate(tries):
        text = _decoded(data, one)
        if text is not None:
            said = () if i == 0 else (Remark(text=f"decoded as {one}, as the file declares"),)
            return Decoded(_checked(text, data, name), said)
    if encoding:
        raise InputError(name, 1, f"is broken {encoding.upper()}", "save it again as UTF-8")
    return _guessed(data, name)


def line_feeds(text: str) -> str:
    """The text with every line ending as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, encoding: str) -> str | None:
    for errors in ("strict", "surrogatepass") if encoding.startswith("utf-") else ("strict",):
        try:
            return data.decode(encoding, errors)
        except UnicodeError:  # what « undefined » and « idna » raise as well
            continue
    return None


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without a byte order mark: every second byte of mostly Latin text is zero."""
    sample = data[:2000]
    if len(sample) < 8 or len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else ""


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding if encoding else False
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return False


def _guessed(data: bytes, name: str) -> Decoded:
    """What is no UTF-8: UTF-8 with a few broken characters, else the likeliest older encoding."""
    mended = data.decode("utf-8", "replace")
    broken, whole = mended.count("\ufffd"), len(_FOREIGN.findall(mended))
    if whole > broken:  # older encodings hardly ever make a whole character of UTF-8
        line = mended[: mended.index("\ufffd")].count("\n") + 1
        return Decoded(_checked(mended, data, name), (Remark(line=line, text=f"{broken} broken characters, shown as �"),))
    from charset_normalizer import from_bytes  # imported here: few articles need it

    best = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY).best()
    for encoding in dict.fromkeys((best.encoding if best else "cp1252", "cp1252", "mac_roman")):
        text = _decoded(data, encoding)
        if text is not None:
            return Decoded(_checked(text, data, name), (Remark(text=f"not UTF-8; decoded as {encoding}"),))
    raise _no_text(data, name)


def _checked(text: str, data: bytes, name: str) -> str:
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample) + 3 or sample.count("\0") > _MOST_NULS * len(sample):
        raise _no_text(data, name)
    return line_feeds(text)


def _no_text(data: bytes, name: str) -> InputError:
    start = next((i for i, byte in enumerate(data) if byte < 32 and byte not in b"\t\n\r\f"), 0)
    line = data[:start].count(b"\n") + 1
    return InputError(name, line, f"is not text (byte 0x{data[start] if data else 0:02X})", "give the article as a text or Markdown file")
