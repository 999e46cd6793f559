"""`consistency config`: what is in force, and whence."""

from __future__ import annotations

from pathlib import Path

from consistency.arguments import Config
from consistency.console import guarded, show


def config(file: Config = None) -> None:
    """Print every option with its value, what it means, and where the value comes from."""
    with guarded():
        from consistency.config import in_force
        from consistency.options import KEYS, Options

        force = in_force(Path.cwd(), {}, file)
        for name in KEYS:
            value = getattr(force.options, name)
            told = [one.model_dump(exclude_defaults=True) for one in value] if name == "people" else value
            show(
                f"{name.replace('_', '-')} = {_toml(told)}\n  # {Options.model_fields[name].description}\n  # from: {force.whence.get(name, 'default')}\n"
            )


def _toml(value: object) -> str:
    """A value as TOML writes it."""
    from consistency.waiver_file import quoted

    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list):
        return f"[{', '.join(_toml(one) for one in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }" if value else "{}"
    return quoted(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
