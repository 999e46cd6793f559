"""Claims of many articles side by side: what conflicts, what rests on one origin, what agrees.

from consistency import Options, check

report = check(["articles/"], Options(fail_on="conflict"))
for finding in report.findings:
print(finding.verdict, finding.subject)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from consistency.findings import Report
    from consistency.options import Options

__version__ = "0.1.0"
__all__ = ["Options", "__version__", "check"]


def check(paths: Sequence[str | Path], options: Options | None = None) -> Report:
    """The report on the articles under some paths, taken as one story, as `consistency check` makes it.

    Without options those that are usual hold; no configuration file is read. Articles that cannot be read are listed in
    the report (`report.unread`); `InputError` is raised for a file of the options (a baseline, waivers) that is none.
    """
    from consistency.options import Options as Usual
    from consistency.pipeline import check as run

    return run([Path(path) for path in paths], options or Usual())[0]


def __getattr__(name: str) -> Any:
    """`Options`, loaded when asked for: the command line's help needs none of it."""
    if name != "Options":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from consistency.options import Options

    return Options
