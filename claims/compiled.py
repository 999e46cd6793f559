"""Regular expressions as plain data, so that what they compile to is kept with the tables that hold them (`claims.kept`).

Compiling is the slow part of `re`: what one run needs took a fifth of its time. `re` has no public way to store it; the
modules behind it are the same since Python 3.11. Where they are others, expressions are compiled anew: nothing is lost but time.
"""

from __future__ import annotations

import re
from array import array
from contextlib import suppress
from importlib import import_module
from typing import Any

Compiled = tuple[str, int, bytes, int, dict[str, int]]
"""An expression, its flags, its code (32-bit numbers; none where it cannot be told), how many groups it has, the named ones."""

_WIDTH = "I"  # of a number of the code, as `re` has them


def compiled(expression: str, flags: int = 0) -> Compiled:
    """What an expression compiles to; `re.error` where it is none."""
    made = re.compile(expression, flags)
    code = b""
    with suppress(ImportError, AttributeError, TypeError):
        parsed = _module("re._parser").parse(expression, flags)
        code = array(_WIDTH, _module("re._compiler")._code(parsed, flags)).tobytes()
    return expression, made.flags, code, made.groups, dict(made.groupindex)


def pattern(told: Compiled) -> re.Pattern[str]:
    """The pattern that an expression compiled to."""
    expression, flags, code, groups, names = told
    if code:
        named: list[str | None] = [None] * (groups + 1)
        for name, at in names.items():
            named[at] = name
        with suppress(ImportError, AttributeError, TypeError, ValueError, RuntimeError):  # `re` looks over the code before it takes it
            ready: re.Pattern[str] = _module("_sre").compile(expression, flags, array(_WIDTH, code).tolist(), groups, names, tuple(named))
            return ready
    return re.compile(expression, flags)


def _module(name: str) -> Any:
    return import_module(name)
