"""A report as a run would make it, on five short French articles: every verdict, both tiers, and two articles not read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from claims.records import (
    Claim,
    DateClaim,
    DateValue,
    Document,
    FigureClaim,
    FigureValue,
    Publication,
    QuoteClaim,
    QuoteValue,
)
from consistency.findings import Finding, Reason, Report, Source, Unread

TEXTS = {
    "01-courrier": (
        "Le Courrier du Port",
        "2026-01-12",
        ("AFP",),
        "Incendie de l'entrepôt\n\nL'incendie s'est déclaré le samedi 3 janvier, vers 20 h. Il a fait 15 morts et 40 blessés.\n\n"
        "« Nous avons tout de suite compris que le bâtiment était perdu », a déclaré la préfète Claire Danton.\n"
        "Le préjudice est estimé à 88 millions d'euros. L'enquête a été confiée à la police judiciaire.\n"
        "L'accès au site est « limité aux riverains », indique la mairie.\n",
    ),
    "02-gazette": (
        "La Gazette",
        "2026-01-15",
        ("AFP",),
        "Un entrepôt détruit\n\nDans la nuit de la semaine dernière, l'entrepôt du port a brûlé. Le bilan est passé à 16 morts.\n"
        "« Nous avons très vite compris que le bâtiment était perdu », a affirmé la préfète, Claire Danton.\n"
        "Les pertes atteignent 83 M€. L'accès au site est « réservé aux riverains ».\n",
    ),
    "03-radio": (
        "Radio Estuaire",
        "",
        (),
        "Le feu du port\n\nLe 3 janvier, le feu a pris dans l'entrepôt. Les dégâts se montent à environ 88 millions d’euros.\n"
        "Une amende de 120 millions d'euros avait été infligée à l'exploitant début décembre.\n",
    ),
    "04-agence": (
        "Agence du Littoral",
        "2026-01-14",
        ("Reuters",),
        "Port : point de situation\n\nLe juge a entendu l'exploitant mercredi 15 janvier 2026. L'entrepôt contenait 30 tonnes de peinture et "
        "45 tonnes de solvants, soit 80 tonnes en tout.\nLe maire parle d'un drame « terrible » et « évitable ».\n",
    ),
    "05-mag": (
        "Le Magazine",
        "2026-01-09",
        ("AFP",),
        "Après le feu\n\nPrès de 7 000 personnes ont été évacuées. Le maire a dénoncé un drame « terrible » et « prévisible ».\n",
    ),
}


def documents() -> dict[str, Document]:
    """The five articles by source."""
    return {
        name: Document(
            source=name,
            path=f"articles/{name}.md",
            text=text,
            title=text.split("\n", 1)[0],
            outlet=outlet,
            published=Publication(day=dt.date.fromisoformat(day), basis="front-matter") if day else Publication(),
            credits=agencies,
        )
        for name, (outlet, day, agencies, text) in TEXTS.items()
    }


def place(source: str, exact: str) -> dict[str, Any]:
    """Where `exact` first stands in an article: what every claim has."""
    text = TEXTS[source][3]
    start = text.index(exact)
    first = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1)
    ends = [i + 1 for i in (text.find(". ", start + len(exact)), text.find("\n", start + len(exact)) - 1) if i >= start]
    end = start + len(exact)
    return {
        "id": f"{source}:{start}",
        "source": source,
        "start": start,
        "end": end,
        "exact": exact,
        "prefix": text[max(0, start - 20) : start],
        "suffix": text[end : end + 20],
        "sentence": (first, max(end, min(ends, default=end))),
    }


def date(source: str, exact: str, first: str, last: str | None = None, **value: Any) -> DateClaim:
    """A date claim understood as `first`..`last`."""
    days = {"earliest": dt.date.fromisoformat(first), "latest": dt.date.fromisoformat(last or first)}
    return DateClaim(**place(source, exact), value=DateValue(**({"value": first} | days | value)))


def figure(source: str, exact: str, number: str, unit: str, **value: Any) -> FigureClaim:
    """A figure claim."""
    return FigureClaim(**place(source, exact), value=FigureValue(number=Decimal(number), unit=unit, **value))


def quote(source: str, content: str, speaker: str) -> QuoteClaim:
    """A quote claim."""
    return QuoteClaim(**place(source, content), value=QuoteValue(speaker=speaker, content=content, cue="a déclaré"))


CLAIMS: dict[str, Claim] = {
    "day1": date("01-courrier", "samedi 3 janvier", "2026-01-03"),
    "day2": date("02-gazette", "la semaine dernière", "2026-01-05", "2026-01-11", value="2026-W02", anchor="publication"),
    "day3": date("03-radio", "3 janvier", "2026-01-03"),
    "loss1": figure("01-courrier", "88 millions d'euros", "88000000", "EUR"),
    "loss2": figure("02-gazette", "83 M€", "83000000", "EUR"),
    "loss3": figure("03-radio", "environ 88 millions d’euros", "88000000", "EUR", modifier="about"),
    "dead1": figure("01-courrier", "15 morts", "15", "mort", measured="morts"),
    "dead2": figure("02-gazette", "16 morts", "16", "mort", measured="morts"),
    "hurt": figure("01-courrier", "40 blessés", "40", "blessé", measured="blessés"),
    "said1": quote("01-courrier", "Nous avons tout de suite compris que le bâtiment était perdu", "Claire Danton"),
    "said2": quote("02-gazette", "Nous avons très vite compris que le bâtiment était perdu", "Claire Danton"),
    "access1": quote("01-courrier", "limité aux riverains", "la mairie"),
    "access2": quote("02-gazette", "réservé aux riverains", ""),
    "drama1": quote("04-agence", "évitable", "le maire"),
    "drama2": quote("05-mag", "prévisible", "le maire"),
    "judge": date("04-agence", "mercredi 15 janvier 2026", "2026-01-15"),
    "part1": figure("04-agence", "30 tonnes", "30", "t", measured="tonnes"),
    "part2": figure("04-agence", "45 tonnes", "45", "t", measured="tonnes"),
    "total": figure("04-agence", "80 tonnes", "80", "t", measured="tonnes"),
    "fine": figure("03-radio", "120 millions d'euros", "120000000", "EUR"),
    "finedate": date("03-radio", "début décembre", "2025-12-01", "2025-12-10", value="2025-12", mod="START"),
    "away": figure("05-mag", "Près de 7 000 personnes", "7000", "personne", modifier="about", measured="personnes"),
}


def _why(key: str, **values: str) -> Reason:
    return Reason(key=key, values=values)


def _finding(
    code: str,
    verdict: Any,
    subject: str,
    claims: str,
    *why: Reason,
    tier: Any = "certain",
    origins: tuple[str, ...] = (),
) -> Finding:
    names = tuple(CLAIMS[name].id for name in claims.split())
    return Finding(
        id=f"{code.lower()}-{claims.split()[0]}",
        code=code,
        verdict=verdict,
        tier=tier,
        subject=subject,
        claims=names,
        origins=max(1, len(origins)),
        origin_names=origins,
        why=why,
    )


def findings() -> tuple[Finding, ...]:
    """One finding at least of each verdict and tier."""
    return (
        _finding("FIG001", "conflict", "préjudice de l'incendie", "loss1 loss2 loss3", _why("same-measure", measure="préjudice"),
                 _why("shared-words", words="incendie, entrepôt"), _why("fixed-fact"), _why("values-differ", values="88 millions d'euros ; 83 M€"),
                 origins=("AFP", "Radio Estuaire")),
        _finding("DAT001", "conflict", "début de l'incendie", "day1 day2 day3", _why("same-event", event="l'incendie de l'entrepôt"),
                 _why("slot-missing", slots="participant, granularity"), _why("values-differ", values="2026-01-03 ; 2026-W02"),
                 tier="to-check", origins=("AFP", "Radio Estuaire")),
        _finding("QUO002", "conflict", "« terrible », le maire", "drama1 drama2", _why("same-speaker", speaker="le maire"),
                 _why("words-changed", words="évitable / prévisible"), tier="to-check", origins=("AFP", "Reuters")),
        _finding("INT001", "internal", "audition de l'exploitant", "judge",
                 _why("weekday-mismatch", written="mercredi 15 janvier 2026", real="jeudi"), origins=("Reuters",)),
        _finding("INT002", "internal", "tonnes de peinture et de solvants", "part1 part2 total",
                 _why("parts-total", parts="30 + 45", sum="75", total="80"), tier="to-check", origins=("Reuters",)),
        _finding("FIG003", "evolved", "morts dans l'incendie", "dead1 dead2", _why("same-measure", measure="morts"),
                 _why("changes-over-time", measure="morts"), _why("later-source", day="2026-01-15"), origins=("AFP",)),
        _finding("QUO001", "variant", "« le bâtiment était perdu »", "said1 said2", _why("same-speaker", speaker="Claire Danton"),
                 _why("same-words", share="82"), _why("words-changed", words="tout de suite / très vite"), origins=("AFP",)),
        _finding("QUO001", "variant", "accès au site", "access1 access2", _why("same-words", share="67"),
                 _why("words-changed", words="limité / réservé"), origins=("AFP",)),
        _finding("SRC001", "single-source", "blessés", "hurt", _why("one-article", source="01-courrier"), origins=("AFP",)),
        _finding("SRC001", "single-source", "amende infligée à l'exploitant", "fine", origins=("Radio Estuaire",)),
        _finding("SRC001", "single-source", "amende infligée à l'exploitant", "finedate", origins=("Radio Estuaire",)),
        _finding("SRC002", "corroborated", "personnes évacuées", "away", _why("independent-origins", origins="AFP, Reuters"), origins=("AFP", "Reuters")),
    )  # fmt: skip


def report(**changes: Any) -> Report:
    """The whole report; `changes` replace fields of it."""
    sources = tuple(
        Source(source=d.source, path=d.path, title=d.title, outlet=d.outlet, published=d.published.day.isoformat() if d.published.day else "",
               published_basis=d.published.basis, credits=d.credits, claims=sum(c.source == d.source for c in CLAIMS.values()))
        for d in documents().values()
    )  # fmt: skip
    unread = (
        Unread(
            path="articles/06-vide.md",
            line=0,
            problem="the article is empty",
            remedy="put its text into the file, or remove the file",
        ),
        Unread(path="articles/07-latin1.txt", line=3, problem="is not UTF-8 (byte 0xE9)", remedy="save it as UTF-8"),
    )
    made: dict[str, Any] = {
        "version": "0.1.0",
        "story": "incendie-du-port",
        "sources": sources,
        "unread": unread,
        "claims": tuple(CLAIMS.values()),
    }
    return Report(**(made | {"findings": findings()} | changes))
