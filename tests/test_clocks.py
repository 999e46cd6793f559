"""Times of day: their zones, and two of them compared."""

import datetime as dt

import newsroom
import pytest

from claims.calendar import Anchor
from claims.kinds.dates import dates
from claims.reading import read
from claims.records import DateClaim
from consistency.align import Group
from consistency.judge import judge
from consistency.options import Options
from consistency.origins import origins
from consistency.pipeline import judged_with_story
from consistency.values import apart_minutes, same_time


def times(language, text):
    found = dates(read(text, language), Anchor(dt.date(2026, 3, 9)))
    return [m.value for m in found if m.value.type == "TIME"]


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
    (plain,) = times("en", "It began at 3:11 AM on October 20, 2025.")
    assert same_time(paris, york)
    assert apart_minutes(paris, york) == 0
    assert not same_time(paris, plain)
    assert apart_minutes(paris, plain) == 360


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
