"""What a run may be told: the options, where they stop the build, and what is said of one that does not exist."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from claims.concepts import by_id
from claims.lexicon import languages
from consistency.errors import InputError, nearest
from consistency.findings import Finding, Tier, Verdict

FailOn = Literal["conflict", "internal", "to-check", "evolved", "variant", "single-source", "never"]
"""The lightest finding that makes a run fail, the gravest first; `never` for none."""

ReportLanguage = Literal["fr", "en"]
"""The languages of reports."""

LEVELS: tuple[FailOn, ...] = get_args(FailOn)
"""The levels of `fail_on`, the gravest first."""


class HouseName(BaseModel):
    """A person or body that the house knows: its name as the house writes it, what stands for it, and the roles that mean it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, description="the name as the house writes it")
    kind: Literal["person", "body"] = Field(default="person", description="a person, or a body: a company, an office, a court")
    sex: Literal["", "m", "f"] = Field(default="", description="for « elle » and « la ministre »; empty where it is not known")
    acronym: str = Field(default="", description="the letters that stand for the name")
    roles: tuple[str, ...] = Field(default=(), description="the roles that mean this person or body: « préfète du Rhône »")


def _told(default: Any, meaning: str, **limits: Any) -> Any:
    """A field of `Options` with its meaning, which the reference page and `consistency config` print; « yes » is no truth value."""
    strict = True if isinstance(default, bool | int | float) else None
    return Field(default=default, description=meaning, strict=strict, **limits)


class Options(BaseModel):
    """What a run is told. Frozen; an unknown name is an error.

    Every field is a key of `consistency.toml` (`fail-on` for `fail_on`), but for `today`, the day that waivers expire by,
    which the command line tells: None for a run on which nothing expires.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fail_on: FailOn = _told(
        "internal", "the lightest finding that gives exit status 1; internal: a certain contradiction, between articles or in one"
    )
    report_language: ReportLanguage = _told("fr", "the language of the report, not of the articles")
    languages: tuple[str, ...] = _told(("fr", "en"), "the languages of articles to read; others are left out and named")
    keep_going: bool = _told(False, "an article that cannot be read is named, but does not by itself fail the run")
    fetch: bool = _told(False, "addresses among the paths are fetched")
    article_seconds: float = _told(60, "the longest that reading one article may take", gt=0)
    max_articles: int = _told(100_000, "the most articles that one run takes", gt=0)
    disable: tuple[str, ...] = _told((), "rules that are off, by code (SRC001) or family (SRC)")
    trusted_origins: tuple[str, ...] = _told((), "origins that need no second one: what rests on them alone is no finding")
    tolerance: dict[str, float] = _told(
        {}, "by measure, the share of a value that another may be off without being a conflict: price = 0.02"
    )
    people: tuple[HouseName, ...] = _told((), "persons and bodies that the house knows, with their roles and acronyms")
    no_excerpts: bool = _told(False, "no words of the articles in reports: places, verdicts and normalised values only")
    baseline: str = _told("", "the file of findings that are known and do not fail a run")
    waivers: str = _told("", "the file of waivers; by default waivers.toml beside the configuration, where there is one")
    store: str = _told("", "the file that keeps the history of nightly runs")
    today: dt.date | None = None

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, told: tuple[str, ...]) -> tuple[str, ...]:
        for language in told:
            if language not in languages():
                raise ValueError(f"articles in {language!r} are not read; languages read: {', '.join(languages())}")
        return told

    @field_validator("tolerance")
    @classmethod
    def _known_measures(cls, told: dict[str, float]) -> dict[str, float]:
        for measure, share in told.items():
            if measure not in by_id():
                near = nearest(measure, by_id())
                raise ValueError(f"there is no measure {measure!r}" + (f"; did you mean {near!r}?" if near else ""))
            if not 0 <= share < 1:
                raise ValueError(f"{measure}: a share lies between 0 and 1")
        return told


NOT_CONFIGURED = frozenset(("today",))
"""Fields that the command line alone sets."""


KEYS = tuple(name for name in Options.model_fields if name not in NOT_CONFIGURED)
"""The names of what a configuration may hold."""


def read_options(values: Mapping[str, Any], path: str = "", text: str = "") -> Options:
    """Options from plain values, names with dashes or underscores.

    Raises `InputError` for an unknown name (with the nearest right one) or a wrong value; `path` and `text` are those
    of the file that the values come from, to name the line.
    """
    named = {name.replace("-", "_"): value for name, value in values.items()}
    for name in values:
        if name.replace("-", "_") not in KEYS:
            raise InputError(path or "options", line_of(text, name), f"there is no option {name!r}", _unknown(name))
    try:
        return Options.model_validate(named)
    except ValidationError as error:
        first = error.errors()[0]
        name, *inner = map(str, first["loc"])
        key = next((part for part in reversed(inner) if not part.isdigit()), name)
        line = line_of(text, key) or line_of(text, name)
        if first["type"] == "extra_forbidden":
            known = tuple(HouseName.model_fields)
            near = nearest(key, known)
            remedy = f"did you mean {near!r}?" if near else f"use one of {', '.join(known)}"
            raise InputError(path or "options", line, f"{_dashed(name)}: there is no {key!r}", remedy) from error
        raise InputError(path or "options", line, f"{_dashed(name)}: {first['msg'].lower()}", _expected(name)) from error


def _unknown(name: str) -> str:
    known = [_dashed(field) for field in KEYS]
    near = nearest(_dashed(name), known)
    return f"did you mean {near!r}?" if near else f"use one of {', '.join(known)}"


def _expected(name: str) -> str:
    choices = get_args(Options.model_fields[name].annotation)
    named = [choice for choice in choices if isinstance(choice, str)]
    return f"use one of {', '.join(named)}" if named else "see `consistency config`"


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def line_of(text: str, name: str) -> int:
    """The line of a TOML text that sets `name`; 0 where it is not to be found."""
    spelled = re.escape(name).replace("_", "[_-]")
    pattern = rf"^\s*(?:[\"']?{spelled}[\"']?\s*=|\[+(?:tool\.consistency\.)?{spelled}[\].])"
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 0


def fail_level(asked: str) -> FailOn:
    """A level, or several with commas between: the lightest counts. ValueError names the nearest right one."""
    named = [level.strip() for level in asked.split(",") if level.strip()]
    for level in named:
        if level not in LEVELS:
            near = nearest(level, LEVELS)
            raise ValueError(f"{level!r} is not a level; " + (f"did you mean {near!r}?" if near else f"use one of {', '.join(LEVELS)}"))
    if not named:
        raise ValueError(f"use one of {', '.join(LEVELS)}")
    return max((level for level in LEVELS if level in named), key=LEVELS.index)


def level(verdict: Verdict, tier: Tier) -> FailOn | None:
    """Where a finding stands among the levels; None for an agreement."""
    if verdict == "corroborated":
        return None
    if verdict in ("conflict", "internal") and tier == "to-check":
        return "to-check"
    return verdict


def fails_at(verdict: Verdict, tier: Tier, options: Options) -> bool:
    """Whether a new finding is as grave as what `fail_on` names or graver."""
    at = level(verdict, tier)
    return at is not None and options.fail_on != "never" and LEVELS.index(at) <= LEVELS.index(options.fail_on)


def fails(finding: Finding, options: Options) -> bool:
    """Whether a finding is new, and as grave as what `fail_on` names or graver."""
    return finding.status == "new" and fails_at(finding.verdict, finding.tier, options)
