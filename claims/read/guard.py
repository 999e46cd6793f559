"""What stands between us and the libraries that take files apart: whatever they raise is an error about the file."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from claims.errors import InputError

for _talkative in ("pypdf", "trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_talkative).setLevel(logging.CRITICAL)  # what they find is told once, as the article's own error


@contextmanager
def foreign(name: str, kind: str) -> Iterator[None]:
    """Run a library on a file that may be broken in any way; `kind` is what the file should have been."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (InputError, TimeoutError):
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:80]}".removesuffix(": ")
        raise InputError(name, 0, f"is no {kind} that can be read ({said})", "save it again, or paste its text into a text file") from error
