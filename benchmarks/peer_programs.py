"""One recogniser in a process of its own, which answers requests on standard input, a line of JSON each.

    python benchmarks/peer_programs.py PROGRAM

The first line it prints says what runs, or why it cannot. Then it answers
    {"find": TEXT, "language": "fr", "published": "2026-01-15"}  with  [[kind, start, end, value], …]
    {"time": JOB, "texts": [TEXT, …]}                            with  the seconds taken
Each function below imports the program that it is about, and no other: they live in two environments. A kind or a reading
that is in doubt counts in the program's favour: all that it offers is passed on, and one that is right is enough.
"""

from __future__ import annotations

import datetime as dt
import json
import platform
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

Found = tuple[str, int, int, dict[str, Any]]
"""Kind, start, end and value, as the scorer of the suites wants them."""

DAY = dt.date(2026, 1, 15)
"""What relative dates count from while the time is taken."""

KINDS = ("date", "number", "money", "percent", "quantity")
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Program:
    """A recogniser: its package and version, the kinds it knows, how to ask it for mentions, and the jobs it is timed on."""

    package: str
    version: str
    kinds: tuple[str, ...]
    find: Callable[[str, str, dt.date], Iterable[Found]]
    jobs: Mapping[str, Callable[[str], object]]


def days(first: dt.date, last: dt.date) -> dict[str, str]:
    """A date's value: its first and last day."""
    return {"earliest": first.isoformat(), "latest": last.isoformat()}


def period(day: dt.date, grain: str) -> dict[str, str]:
    """The value of the week, month, quarter or year that a day falls in; of a finer grain the day itself."""
    if grain == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return days(monday, monday + dt.timedelta(days=6))
    if grain not in MONTHS:
        return days(day, day)
    length = MONTHS[grain]
    first = day.replace(month=(day.month - 1) // length * length + 1, day=1)
    return days(first, (first + dt.timedelta(days=31 * length)).replace(day=1) - dt.timedelta(days=1))


def ours() -> Program:
    """The recognisers of this project."""
    from claims import mentions
    from claims.calendar import Anchor
    from claims.documents import document
    from claims.extract import extract, prepare
    from claims.kinds.dates import dates
    from claims.kinds.figures import figures
    from claims.reading import read
    from claims.records import Document, Publication
    from consistency import __version__

    anchor, published = Anchor(DAY), Publication(day=DAY, basis="front-matter")

    def find(text: str, language: str, day: dt.date) -> Iterator[Found]:
        for m in mentions(text, language=language, published=day):
            yield m.kind, m.start, m.end, m.value.model_dump(mode="json")

    jobs = {
        "dates": lambda text: dates(read(text, "fr"), anchor),
        "figures": lambda text: figures(read(text, "fr")),
        "dates and figures": lambda text: mentions(text, language="fr", published=DAY),
        "dates, figures and quotes": lambda text: extract(prepare(Document(source="", path="", text=text, published=published))),
        "the same, and the page's language, day and furniture": lambda text: extract(prepare(document(text, "article"))),
    }
    return Program("source-consistency", __version__, KINDS, find, jobs)


def duckling() -> Program:
    """Duckling, by its native binding. An amount that is a range counts as each of its ends."""
    from importlib.resources import files

    import duckling as api

    zones = api.load_time_zones(str(files("tzdata") / "zoneinfo"))
    locales = {
        code: api.parse_locale(name, api.default_locale_lang(api.parse_lang(code))) for code, name in (("fr", "FR"), ("en", "EN_US"))
    }
    kinds = {"time": "date", "number": "number", "ordinal": "number", "amount-of-money": "money"}
    kinds |= dict.fromkeys(("distance", "volume", "quantity", "temperature", "duration"), "quantity")

    def parse(text: str, language: str, day: dt.date, asked: Any) -> list[dict[str, Any]]:
        noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
        context = api.Context(api.parse_ref_time(zones, "UTC", int(noon.timestamp())), locales[language])
        return api.parse(text, context, asked, False)  # type: ignore[no-any-return]

    def moment(value: dict[str, Any]) -> dt.datetime:
        return dt.datetime.fromisoformat(value["value"])

    def dated(value: dict[str, Any]) -> Iterator[dict[str, str]]:
        for each in value["values"]:
            if each["type"] == "value":
                yield period(moment(each).date(), each["grain"])
            elif "from" in each and "to" in each:
                yield days(moment(each["from"]).date(), (moment(each["to"]) - dt.timedelta(seconds=1)).date())

    def find(text: str, language: str, day: dt.date) -> Iterator[Found]:
        for row in parse(text, language, day, every):
            kind, value = kinds[row["dim"]], row["value"]
            ends = [value[end]["value"] for end in ("from", "to") if end in value]
            values = dated(value) if kind == "date" else ({"number": number} for number in ends or [value["value"]])
            yield from ((kind, row["start"], row["end"], each) for each in values)

    every, whole = api.parse_dimensions(list(kinds)), "numbers, money, quantities and dates"
    asked = {whole: every, "dates alone": api.parse_dimensions(["time"]), "numbers alone": api.parse_dimensions(["number"])}
    jobs = {job: lambda text, dimensions=dimensions: parse(text, "fr", DAY, dimensions) for job, dimensions in asked.items()}
    return Program("pyduckling-native-phihos", version("pyduckling-native-phihos"), ("date", "number", "money", "quantity"), find, jobs)


def recognizers() -> Program:
    """Recognizers-Text. Whether the end of a range belongs to it is not told: both readings count."""
    import recognizers_suite as api

    cultures = {"fr": "fr-fr", "en": "en-us"}
    figures = {
        "number": (api.recognize_number, api.recognize_ordinal),
        "percent": (api.recognize_percentage,),
        "money": (api.recognize_currency,),
        "quantity": (api.recognize_dimension, api.recognize_temperature, api.recognize_age),
    }

    def recognize_dates(text: str, language: str, day: dt.date) -> Any:
        return api.recognize_datetime(text, cultures[language], reference=dt.datetime.combine(day, dt.time()))

    def dated(value: dict[str, str]) -> Iterator[dict[str, str]]:
        told = [str(value.get(key))[:10] for key in ("value", "start", "end")]
        point, first, last = (dt.date.fromisoformat(t) if re.fullmatch(r"\d{4}-\d\d-\d\d", t) else None for t in told)
        if point is not None and value["type"].startswith("date"):
            yield days(point, point)
        if first is not None and last is not None:
            yield from (days(first, last), days(first, last - dt.timedelta(days=1)))

    def find(text: str, language: str, day: dt.date) -> Iterator[Found]:
        for kind, functions in figures.items():
            for row in (row for function in functions for row in function(text, cultures[language])):
                number = (row.resolution or {}).get("value")
                if number is not None:
                    yield kind, row.start, row.end + 1, {"number": number.rstrip("%").replace(",", ".")}
        for row in recognize_dates(text, language, day):
            for value in (row.resolution or {}).get("values", ()):
                yield from (("date", row.start, row.end + 1, each) for each in dated(value))

    jobs = {"numbers": lambda text: api.recognize_number(text, "fr-fr"), "dates": lambda text: recognize_dates(text, "fr", DAY)}
    return Program("recognizers-text-suite", version("recognizers-text-suite"), KINDS, find, jobs)


def dateparser() -> Program:
    """dateparser's search, told the language. It gives the words found, not their place; both the day and its period count."""
    from dateparser.search import search_dates

    def search(text: str, language: str, day: dt.date) -> Any:
        base = dt.datetime.combine(day, dt.time())
        return search_dates(text, languages=[language], settings={"RELATIVE_BASE": base}, add_period=True) or ()

    def find(text: str, language: str, day: dt.date) -> Iterator[Found]:
        reached = 0
        for words, moment, grain in search(text, language, day):
            place = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, reached)
            if place is not None:
                reached = place.end()
                yield from (("date", *place.span(), period(moment.date(), each)) for each in (grain, "day"))

    return Program("dateparser", version("dateparser"), ("date",), find, {"dates": lambda text: search(text, "fr", DAY)})


def text2num() -> Program:
    """text2num: numbers in words. Timed on its function for whole texts, which is the faster."""
    import text_to_num as api

    class Word(api.Token):  # type: ignore[misc]
        def __init__(self, match: re.Match[str]) -> None:
            self.match = match

        def text(self) -> str:
            return self.match[0]

    def find(text: str, language: str, day: dt.date) -> Iterator[Found]:
        words = [Word(match) for match in re.finditer(r"\w+|[^\w\s]", text)]
        for row in api.find_numbers(words, language, threshold=0):
            yield "number", words[row.start].match.start(), words[row.end - 1].match.end(), {"number": row.value}

    return Program("text2num", version("text2num"), ("number",), find, {"numbers in words": lambda text: api.alpha2digit(text, "fr", 0)})


PROGRAMS: dict[str, Callable[[], Program]] = {
    "ours": ours,
    "Duckling": duckling,
    "Recognizers-Text": recognizers,
    "dateparser search": dateparser,
    "text2num": text2num,
}


def seconds(job: Callable[[str], object], texts: list[str]) -> float:
    """How long a job takes on some texts."""
    begun = time.perf_counter()
    for text in texts:
        job(text)
    return time.perf_counter() - begun


def answer(program: Program, asked: dict[str, Any]) -> object:
    """What one request gets."""
    if "time" in asked:
        return seconds(program.jobs[asked["time"]], asked["texts"])
    return list(program.find(asked["find"], asked["language"], dt.date.fromisoformat(asked["published"])))


def main() -> None:
    """Say what runs, then answer until the input ends."""
    out, sys.stdout = sys.stdout, sys.stderr  # what a program prints is no answer
    about: dict[str, Any] = {"python": platform.python_version()}
    try:
        program = PROGRAMS[sys.argv[1]]()
        about |= {"package": program.package, "version": program.version, "kinds": program.kinds, "jobs": list(program.jobs)}
    except ImportError as error:
        about["missing"] = str(error)
    print(json.dumps(about), file=out, flush=True)
    for line in () if "missing" in about else sys.stdin:
        print(json.dumps(answer(program, json.loads(line))), file=out, flush=True)


if __name__ == "__main__":
    main()
