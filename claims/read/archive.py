"""Zip archives of articles: nothing is written to disk, names are only names, and what unpacks to more than it should is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from pathlib import PurePosixPath

from msgspec.structs import replace

from claims.errors import InputError
from claims.read.page import Page, Pages

MOST_UNPACKED = 200_000_000
"""Bytes that an archive may unpack to."""

MOST_RATIO = 200
"""How many times its packed size a file of an archive may unpack to, above `SMALL` bytes."""

SMALL = 1_000_000
MOST_FILES = 20_000
DEEPEST = 2
"""How deep archives may lie within one another."""


def read_zip(data: bytes, name: str) -> Pages:
    """The articles of an archive, in the order of their names."""
    return _members(data, name, DEEPEST, "")


def checked(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, once its own list of contents says that it may be unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError(name, 0, "is no zip archive that can be read", "pack it again") from error
    files = archive.infolist()
    size = sum(file.file_size for file in files)
    if len(files) > MOST_FILES:
        raise InputError(name, 0, f"holds {len(files):,} files, the limit is {MOST_FILES:,}", "split it")
    if size > MOST_UNPACKED:
        raise InputError(name, 0, f"unpacks to {size:,} bytes, the limit is {MOST_UNPACKED:,}", "split it")
    for file in files:
        if file.file_size > SMALL and file.file_size > MOST_RATIO * max(1, file.compress_size):
            raise InputError(
                name, 0, f"holds a file that unpacks to {file.file_size // max(1, file.compress_size)} times its size", "remove it"
            )
    return archive


def _members(data: bytes, name: str, depth: int, above: str) -> Pages:
    from claims.read.formats import FORMATS, UnknownFormatError, reader_of

    archive = checked(data, name)
    suffixes = tuple(suffix for one in FORMATS for suffix in one.suffixes)
    if not any(not file.is_dir() for file in archive.infolist()):
        raise InputError(name, 0, "is an empty archive", "pack it again")
    often = Counter(PurePosixPath(file.filename.replace("\\", "/")).stem for file in archive.infolist())
    for file in sorted(archive.infolist(), key=lambda f: f.filename):
        inside = PurePosixPath(file.filename.replace("\\", "/"))
        hidden = any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in inside.parts)
        if file.is_dir() or hidden:
            continue
        within = [part for part in inside.with_suffix("").parts if part not in ("..", "/")]
        stem = "-".join(within) if often[inside.stem] > 1 else inside.stem
        label = f"{name}#{'/'.join(part for part in inside.parts if part not in ('..', '/'))}"
        if inside.suffix.lower() not in suffixes:
            yield UnknownFormatError(label, 0, "has no known format", f"give files in one of {', '.join(suffixes)}")
            continue
        try:
            content = _content(archive, file, label)
            if inside.suffix.lower() == ".zip":
                if depth <= 1:
                    raise InputError(label, 0, f"lies more than {DEEPEST} archives deep", "unpack it")  # noqa: TRY301
                yield from _members(content, label, depth - 1, f"{above}{stem}-")
                continue
            for page in reader_of(content, inside, label)(content, label):
                yield page if isinstance(page, InputError) else _named(page, f"{above}{stem}", label.partition("#")[2])
        except InputError as error:
            yield error


def _named(page: Page, stem: str, file: str) -> Page:
    return replace(page, name=f"{stem}-{page.name}" if page.name else stem, file=f"{file}#{page.name}" if page.name else file)


def _content(archive: zipfile.ZipFile, file: zipfile.ZipInfo, label: str) -> bytes:
    """The bytes of a member, never more than the archive says that there are."""
    if file.flag_bits & 1:
        raise InputError(label, 0, "is encrypted", "pack it without a password")
    try:
        with archive.open(file) as opened:
            return opened.read(file.file_size)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise InputError(label, 0, "cannot be unpacked", "pack it again") from error
