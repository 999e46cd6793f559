"""A section of a page that one command writes while another writes the rest: it stands between two marks."""

from __future__ import annotations

START, END = "<!-- page: start -->", "<!-- page: end -->"


def section(text: str) -> str:
    """What stands between the marks, with them; empty where there is none."""
    _, start, rest = text.partition(START)
    inside, end, _ = rest.partition(END)
    return f"{START}{inside}{END}\n" if start and end else ""


def with_section(text: str, inside: str) -> str:
    """The text with another section; at its end where it had none."""
    new, old = f"{START}\n{inside.strip()}\n{END}\n", section(text)
    return text.replace(old, new) if old else f"{text.rstrip()}\n\n{new}"
