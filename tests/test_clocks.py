"""Times of day: their zones, and two of them compared."""

import datetime as dt

import newsroom
import pytest

from claims.calendar import Anchor
from claims.documents import document
from claims.extract import extract, prepare
from claims.kinds.dates import dates
from claims.reading import read
from claims.records import DateClaim
from consistency.align import Group
from consistency.judge import judge
from consistency.options import Options
from consistency.origins import origins
from consistency.pipeline import judged_with_story
from consistency.values import apart_minutes, in_other_zone, may_be_one_time, same_time


def times(language, text):
    found = dates(read(text, language), Anchor(dt.date(2026, 3, 9)))
    return [m.value for m in found if m.value.type == "TIME"]


def date_claims(text):
    return [c for c in extract(prepare(document(text, "a"))).claims if isinstance(c, DateClaim)]


@pytest.mark.parametrize(
    ("language", "text", "moments"),
    [
        ("fr", "Il a été arrêté le 25 octobre 2025 à 20H00 (18H00 GMT) à Roissy.", ["2025-10-25T18:00", "2025-10-25T18:00"]),
        ("fr", "La panne a commencé le 20 octobre 2025 à 9h11 (heure de Paris).", ["2025-10-20T07:11"]),
        ("fr", "Le 12 janvier 2026, vers 9h30, heure de Paris, le site a rouvert.", ["2026-01-12T08:30"]),
        ("en", "It began at 3:11 AM ET on October 20, 2025.", ["2025-10-20T07:11"]),
        ("en", "The service was restored at 5:03 p.m. Pacific time on October 20, 2025.", ["2025-10-21T00:03"]),
        ("fr", "Le 25 octobre 2025, à 20 heures, heure locale.", [None]),
        ("fr", "Le 25 octobre 2025 à 9h30 et à 10h.", [None, None]),
    ],
)
def test_time_zones(language, text, moments):
    assert [value.utc for value in times(language, text)] == moments


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("fr", "Dans la nuit de samedi à dimanche, vers 3h30, un feu a pris.", "2026-03-08"),
        ("fr", "Dans la nuit du 6 au 7 mars, vers 23h15, un feu a pris.", "2026-03-06"),
        ("fr", "Ce week-end, à 15 heures, un feu a pris.", "2026-03-09"),
        ("en", "It broke out in the night from Saturday to Sunday, at 3.30am.", "2026-03-08"),
    ],
)
def test_a_time_of_a_night_is_of_its_evening_or_of_the_morning_after(language, text, day):
    assert [str(value.earliest) for value in times(language, text)] == [day]


def test_times_of_two_zones_are_compared_as_moments():
    (paris,) = times("fr", "La panne a commencé le 20 octobre 2025 à 9h11 (heure de Paris).")
    (york,) = times("en", "It began at 3:11 AM ET on October 20, 2025.")
    (later,) = times("en", "It began at 3:48 AM ET on October 20, 2025.")
    assert same_time(paris, york)
    assert apart_minutes(paris, york) == 0
    assert apart_minutes(paris, later) == 37


@pytest.mark.parametrize(
    ("english", "apart"),
    [
        ("It began at 3:11 AM on October 20, 2025.", 0),  # whole hours away, in a zone that nothing tells
        ("It began at 3:18 AM on October 20, 2025.", 7),
        ("It began at 9:11 AM on October 20, 2025.", 0),  # the same clock
    ],
)
def test_a_clock_of_no_known_zone_may_be_whole_hours_away(english, apart):
    (paris,) = times("fr", "La panne a commencé le 20 octobre 2025 à 9h11 (heure de Paris).")
    (plain,) = times("en", english)
    assert apart_minutes(paris, plain) == apart
    assert in_other_zone(paris, plain) == ("9:11" not in english)


def test_round_hours_are_not_taken_for_one_another():
    (paris,) = times("fr", "La séance s'est ouverte le 20 octobre 2025 à 9 heures (heure de Paris).")
    (plain,) = times("en", "It opened at 7 AM on October 20, 2025.")
    assert apart_minutes(paris, plain) == 120


def test_a_time_without_a_zone_is_in_the_one_that_its_article_tells():
    told, bare = times("en", "It began at 3:11 AM ET on October 20, 2025. Engineers had a fix by 6:35 AM.")
    assert told.utc == "2025-10-20T07:11"
    assert (bare.utc, bare.supposed_utc) == (None, "2025-10-20T10:35")


def test_a_time_of_two_zones_or_of_the_place_is_in_none():
    *_, bare = times("en", "It began at 3:11 AM ET (9:11 AM Paris time) on October 20, 2025. It was mended by 6:35 AM.")
    assert (bare.utc, bare.supposed_utc) == (None, None)
    (local,) = times("fr", "Le vol a décollé le 20 octobre 2025 à 9h11 (heure locale).")
    assert (local.utc, local.supposed_utc) == (None, None)


def test_french_is_mostly_read_in_france():
    (paris,) = times("fr", "Le vol a décollé le 20 octobre 2025 à 20 heures.")
    (london,) = times("en", "The flight left at 6 PM GMT on October 20, 2025.")
    (evening,) = times("en", "The flight left at 8 PM on October 20, 2025.")
    assert same_time(paris, london)
    assert same_time(paris, evening)


def test_a_zone_is_told_behind_the_half_of_the_day():
    (early,) = times("fr", "Les pannes ont commencé le 20 octobre 2025 à 4h24 du matin (heure de l’Est).")
    assert early.utc == "2025-10-20T08:24"


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("à 21h58", "vers 22 heures", True),
        ("à 21h58", "à 22 heures", True),
        ("à 21h58", "à 21h53", False),
        ("à 9h34", "à 9h38", False),
        ("à 9h34", "vers 9h30", True),
        ("à 23h58", "à minuit", True),
        ("à 23h40", "peu avant minuit", True),
        ("à 22h40", "peu avant minuit", False),
    ],
)
def test_times_told_roughly_may_be_one(one, other, may):
    values = [times("fr", f"La nouvelle est tombée le 10 octobre 2025 {told}.")[0] for told in (one, other)]
    assert may_be_one_time(*values) == may


@pytest.mark.parametrize(
    ("language", "text", "begins"),
    [
        ("en", "It ended on Tuesday, October 14, 2025, shortly before midnight.", "2025-10-15T00:00"),
        ("en", "Shortly after midnight on Tuesday, October 14, 2025, it ended.", "2025-10-14T00:00"),
        ("en", "It ended at noon on Tuesday, October 14, 2025.", "2025-10-14T12:00"),
        ("fr", "Le pont restera fermé jusqu’au mardi 14 octobre 2025 à minuit.", "2025-10-15T00:00"),
        ("fr", "Le mardi 14 octobre 2025, peu après minuit, le pont a fermé.", "2025-10-14T00:00"),
        ("fr", "Dans la nuit du 13 au 14 octobre 2025, vers minuit, le pont a fermé.", "2025-10-14T00:00"),
    ],
)
def test_midnight_ends_the_day_that_it_is_told_of(language, text, begins):
    assert times(language, text)[0].value == begins


@pytest.mark.parametrize(
    ("language", "time", "verdict"),
    [("en", "10:27", "variant"), ("en", "10:02", "conflict"), ("fr", "10h27", "conflict"), ("fr", "11h27", "variant")],
)
def test_times_whole_hours_apart_in_two_languages_may_be_one_moment(tmp_path, language, time, verdict):
    newsroom.article(tmp_path, "alpha", "Vers 11h30, le 20 octobre 2025, le réseau a été rétabli.")
    text = (
        f"At {time} on October 20, 2025 the network was restored." if language == "en" else f"Le 20 octobre 2025, à {time}, tout marchait."
    )
    newsroom.article(tmp_path, "beta", text, lang=language)
    _, told = judged_with_story([tmp_path], Options())
    times = tuple(c for c in told.claims if isinstance(c, DateClaim) and c.value.type == "TIME")
    assert [c.source for c in times] == ["alpha", "beta"]
    assert judge(Group("date", times), told, origins(told.documents.values())).verdict == verdict


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("L'école reste fermée jusqu'au 13 mars 2026.\n\nLa digue a cédé à 2h47.", "2026-03-09"),
        ("Le procès s'ouvrira le 13 mars 2026.\n\nLa digue a cédé à 2h47.", "2026-03-09"),
        ("Il a plu le 7 mars 2026.\n\nLa digue a cédé à 2h47.", "2026-03-07"),
    ],
)
def test_a_bare_time_goes_on_from_a_day_on_which_something_happened(text, day):
    assert times("fr", text)[-1].value == f"{day}T02:47"


LIVE = """Le direct

9 h 34 – L'action dégringole à l'ouverture.

8 h 02 – En Asie, les banques cèdent du terrain.

23 h 05 – Les deux ministres saluent l'accord.

19 h 30 – La conférence de presse débute.

17 h 55 – L'offre serait relevée."""


def test_a_live_report_told_backwards_goes_back_past_midnight():
    assert [str(value.earliest) for value in times("fr", LIVE)] == ["2026-03-09", "2026-03-09", "2026-03-08", "2026-03-08", "2026-03-08"]


def test_a_chronicle_told_forwards_goes_on():
    forwards = "\n\n".join(
        ["La nuit", "19 h 30 – Tout commence.", "20 h 15 – Il parle.", "21 h 12 – Elle répond.", "22 h 00 – On se quitte."]
    )
    assert {str(value.earliest) for value in times("fr", forwards)} == {"2026-03-09"}


def test_one_clock_on_two_days_is_no_contradiction(tmp_path):
    head = "---\nsource: {}\npublished: {}\nlang: en\n---\nTitle {}\n\n"
    (tmp_path / "a.md").write_text(
        head.format("a", "2026-03-09", 1) + "At 9pm GMT on Sunday six central banks announced daily auctions.\n", encoding="utf-8"
    )
    (tmp_path / "b.md").write_text(
        head.format("b", "2026-03-09", 2) + "At 5 p.m. EDT six central banks announced daily auctions.\n", encoding="utf-8"
    )
    report, _ = judged_with_story([tmp_path], Options())
    assert not [f for f in report.findings if f.verdict == "conflict"]


LIVE_REPORT = """---
lang: fr
published: 2026-03-10
---
20h15. Valmore. Le feu, parti vers 15h30, grandit.

• 18h40 – Un homme a été arrêté à 14 h 30.

9h12. Le jour se lève.
"""


def test_hours_at_which_entries_were_posted_are_no_claims_but_date_them():
    found = date_claims(LIVE_REPORT)
    assert [(c.exact, c.value.value) for c in found] == [("vers 15h30", "2026-03-10T15:30"), ("14 h 30", "2026-03-10T14:30")]


def test_hours_that_go_on_are_those_of_a_chronology():
    text = LIVE_REPORT.replace("20h15", "7h15").replace("18h40", "8h40")
    found = date_claims(text)
    assert [c.value.time for c in found][:1] == ["07:15"]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "The storm hit the coast until Wednesday morning.", "2026-03-11TMO"),
        ("en", "The schools are closed until Wednesday.", "2026-03-18"),
        ("en", "The mayor did not get home until Monday.", "2026-03-09"),
        ("en", "The court hopes to reopen on Monday.", "2026-03-16"),
        ("en", "The recall of 18 August will cost a lot.", "2025-08-18"),
    ],
)
def test_which_week_and_which_year(language, text, day):
    found = extract(prepare(document(f"---\nlang: {language}\npublished: 2026-03-11\n---\n{text}\n", "a"))).claims
    assert [c.value.value for c in found if isinstance(c, DateClaim)] == [day]
