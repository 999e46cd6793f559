"""From an article's text to typed claims: dates, figures and quotes, each tied to its characters."""

from claims.mentions import mentions

__all__ = ["mentions"]
