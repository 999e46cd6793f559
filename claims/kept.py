"""What is made of our own files once is kept for later runs, in the user's cache folder.

Only plain data of ours is kept (by `marshal`), never anything that comes from articles. A kept file counts only where it
belongs to the user, nobody else may write it, and its head is the digest of the files it was made of and of all that follows;
otherwise it is made again. Where nothing can be kept, nothing is lost but time.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = "source-consistency"
_HEAD = 32  # bytes of a digest


def kept(name: str, files: Iterable[Path], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `make` makes of some files, as it was kept or else made now. The files are to include the modules that make it."""
    folder = _folder()
    if folder is None:
        return make()
    path, digest = folder / f"{name}.{sys.implementation.cache_tag}", _digest(files)
    known = _read(path, digest)
    if known is None:
        known = make()
        with suppress(OSError):
            _write(path, digest, marshal.dumps(known))
    return known


def modules(*names: str) -> tuple[Path, ...]:
    """The files of modules of this package, by their names."""
    return tuple(Path(__file__).with_name(f"{name}.py") for name in names)


@cache
def _folder() -> Path | None:
    """The folder for what is kept; None where the user has none."""
    from platformdirs import user_cache_path

    folder = user_cache_path(FOLDER, appauthor=False)
    return folder if folder.is_absolute() else None


def _digest(files: Iterable[Path]) -> bytes:
    """A digest of what files hold, and of the Python that reads them."""
    told = hashlib.blake2s(sys.version.encode(), digest_size=_HEAD)
    for path in files:
        told.update(hashlib.blake2s(path.read_bytes()).digest())
    return told.digest()


def _read(path: Path, digest: bytes) -> dict[str, Any] | None:
    try:
        with path.open("rb") as file:
            data = file.read() if _ours(os.fstat(file.fileno())) else b""
    except OSError:
        return None
    head, body = data[:_HEAD], data[_HEAD:]
    if head != _head(digest, body):
        return None
    told: dict[str, Any] = marshal.loads(body)  # noqa: S302 - only what this user wrote and the digest vouches for
    return told


def _head(digest: bytes, body: bytes) -> bytes:
    return hashlib.blake2s(body, key=digest, digest_size=_HEAD).digest()


def _ours(status: os.stat_result) -> bool:
    """Whether a file belongs to who runs this, and nobody else may write it."""
    if not stat.S_ISREG(status.st_mode) or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return os.name == "nt"
    return os.name == "nt" or status.st_uid == os.geteuid()


def _write(path: Path, digest: bytes, body: bytes) -> None:
    """Write a file in one step: who reads it meanwhile sees the old one or the new one."""
    import tempfile

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, written = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_head(digest, body) + body)
        Path(written).replace(path)
    except OSError:
        Path(written).unlink(missing_ok=True)
        raise
