"""From an article's text to typed claims: dates, figures and quotes, each tied to its characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.recognise import mentions

__all__ = ["mentions"]


def __getattr__(name: str) -> Any:
    """The recognisers, loaded when asked for: the command line's help needs none of them."""
    if name != "mentions":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from claims.recognise import mentions

    return mentions
