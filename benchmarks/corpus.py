"""A corpus of any size, made up from templates of our own, with contradictions planted in it.

    python benchmarks/corpus.py FOLDER --articles 10000

Every story is a folder of 4 to 16 articles in French and English that tell one event each in its own words; `planted.json`
beside the folders lists the contradictions: the story, the article that differs, what it writes and what the others write.
The same seed makes the same corpus.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

TEMPLATES = tomli.loads(Path(__file__).with_name("corpus.toml").read_text(encoding="utf-8"))
FIRST_DAY = dt.date(2024, 1, 8)
OUTLETS = ("Le Matin de {0}", "La Gazette de {0}", "{0} Soir", "The {0} Post", "{0} Today", "L'Écho de {0}")
SYLLABLES = (
    "bra",
    "clo",
    "dor",
    "fen",
    "gal",
    "hir",
    "jus",
    "ker",
    "lam",
    "mon",
    "nev",
    "ost",
    "pra",
    "quil",
    "rov",
    "sam",
    "tor",
    "uzès",
    "val",
    "yvr",
)
FIRST_NAMES = ("Claire", "Paul", "Nadia", "Hugo", "Irène", "Marc", "Sofia", "Luc", "Anne", "Victor")
MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}
WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True)
class Planted:
    """A contradiction: in `story` the article `source` writes `written` for `fact`, the others `usual`."""

    story: str
    source: str
    fact: str
    written: str
    usual: str


@dataclass(frozen=True)
class Article:
    """An article to be written: its name, its day and its text with front matter."""

    name: str
    day: dt.date
    text: str


def stories(articles: int, seed: int = 1, sentences: int = 6) -> Iterator[tuple[str, list[Article], list[Planted]]]:
    """Stories with their articles and what is planted in them, until there are at least that many articles."""
    dice, made, number = random.Random(seed), 0, 0  # noqa: S311 - a corpus that is the same every time
    while made < articles:
        name = f"story-{number:06}"
        told, planted = _story(name, dice, FIRST_DAY + dt.timedelta(days=number // 4 % 600), sentences)
        made, number = made + len(told), number + 1
        yield name, told, planted


def _story(name: str, dice: random.Random, day: dt.date, sentences: int) -> tuple[list[Article], list[Planted]]:
    kind = dice.choice(TEMPLATES["kind"])
    facts = {
        "place": _name(dice),
        "thing": _name(dice),
        "person": f"{dice.choice(FIRST_NAMES)} {_name(dice)}",
        "injured": dice.randint(13, 90),
        "damage": dice.randint(21, 95),
        "people": dice.randint(110, 390),
        "event": day,
        "said": dice.randrange(3),
    }
    count = dice.randint(4, 16)
    other, planted = _other(name, facts, count, dice)
    told = []
    for i in range(count):
        language = "en" if dice.random() < 0.3 else "fr"
        mine = facts | (other if planted and i == int(planted[0].source.rpartition("-")[2]) else {})
        told.append(_article(f"{name}-{i:02}", kind, mine, language, dice, sentences))
    return told, planted


def _other(name: str, facts: Mapping[str, Any], count: int, dice: random.Random) -> tuple[dict[str, Any], list[Planted]]:
    """What one article of every second story writes otherwise: the amount, or the day."""
    if dice.random() < 0.5:
        return {}, []
    source = f"{name}-{dice.randrange(count):02}"
    if dice.random() < 0.5:
        wrong = facts["damage"] + dice.choice((-9, -7, 8, 11))
        return {"damage": wrong}, [Planted(name, source, "damage", str(wrong), str(facts["damage"]))]
    there = facts["event"] + dt.timedelta(days=dice.choice((-2, -1, 1, 2)))
    return {"event": there}, [Planted(name, source, "day", there.isoformat(), facts["event"].isoformat())]


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(3)).capitalize()


def _article(name: str, kind: Mapping[str, Any], facts: Mapping[str, Any], language: str, dice: random.Random, sentences: int) -> Article:
    words, day = TEMPLATES[language], facts["event"]
    about = dict(kind[language])
    about["what"] = about["what"].format(**facts)
    about |= {"Noun": about["noun"].capitalize(), "The": about["the"][0].upper() + about["the"][1:]}
    about |= {
        "weekday": WEEKDAYS[language][day.weekday()],
        "day": str(day.day),
        "month": MONTHS[language][day.month - 1],
        "year": str(day.year),
    }
    fill = {**facts, **about}
    fill["said"] = words["said"][facts["said"]].format(**fill)
    told = [dice.choice(words[fact]).format(**fill) for fact in ("day", "injured", "damage", "people", "quote")]
    told[2:] = dice.sample(told[2:], len(told) - 2)
    filler = [dice.choice(words["filler"]) for _ in range(max(0, sentences - len(told)))]
    paragraphs = [" ".join(part) for part in (told[:3], filler[: len(filler) // 2], told[3:], filler[len(filler) // 2 :]) if part]
    published = day + dt.timedelta(days=dice.randint(1, 4))
    outlet = dice.choice(OUTLETS).format(_name(dice))
    head = f"---\nsource: {outlet}\npublished: {published.isoformat()}\nlang: {language}\n---\n"
    body = "\n\n".join([dice.choice(words["headline"]).format(**fill), *paragraphs])
    return Article(name, published, f"{head}{body}\n")


def write(folder: Path, articles: int, seed: int = 1, sentences: int = 6, flat: bool = False) -> list[Planted]:
    """Write a corpus, a folder a story (or all articles side by side: `flat`), and what is planted in it."""
    every: list[Planted] = []
    for name, told, planted in stories(articles, seed, sentences):
        home = folder if flat else folder / name
        home.mkdir(parents=True, exist_ok=True)
        for article in told:
            (home / f"{article.name}.md").write_text(article.text, encoding="utf-8")
        every += planted
    (folder.parent / "planted.json").write_text(json.dumps([vars(one) for one in every], indent=1), encoding="utf-8")
    return every


def main() -> None:
    """Write a corpus into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--sentences", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flat", action="store_true")
    asked = parser.parse_args()
    planted = write(asked.folder, asked.articles, asked.seed, asked.sentences, asked.flat)
    print(f"{asked.folder}: {len(planted)} contradictions planted")


if __name__ == "__main__":
    main()
