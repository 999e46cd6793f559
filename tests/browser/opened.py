"""A page opened in the browser, and all that must not happen in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Opened:
    """A page in the browser, and what it complained about or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Fail on an error, on a broken policy, and on any request but the one for the page."""
        assert self.page.evaluate("window.violations || []") == []
        assert self.complaints == []
        assert self.requests == [self.page.url.partition("#")[0]]


Opener = Callable[..., Opened]
