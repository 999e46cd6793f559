"""Each pattern's examples and never-examples, as they stand beside it in the lexicon."""

import datetime as dt
import tomllib

import pytest

from claims.calendar import Anchor
from claims.kinds.dates import dates
from claims.kinds.figures import figures
from claims.lexicon import LANGUAGES, languages, lexicon
from claims.reading import read

PUBLISHED = dt.date(2026, 3, 9)


def rows(topic, sort):
    for language in languages():
        path = LANGUAGES / language / f"{topic}.toml"
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", ()):
            for row in rule.get(sort, ()):
                yield pytest.param(language, rule["name"], row, id=f"{language} {rule['name']}: {row['text']}")


def one_rule(language, topic, name):
    return [rule for rule in lexicon(language).rules[topic] if rule.name == name]


def shown_date(value):
    if value.time:
        return f"T{value.time}"
    return str(value.earliest) if value.earliest == value.latest else f"{value.earliest}/{value.latest}"


def shown_figure(figure):
    value = figure.value
    plain = [format(n.normalize(), "f") for n in (value.low, value.high) if n is not None] or [format(value.number.normalize(), "f")]
    unit = (
        ""
        if figure.kind == "number"
        else f" {value.unit}" + (f"/{value.per}" if value.per and figure.kind in ("quantity", "money") else "")
    )
    return "..".join(plain) + unit


@pytest.mark.parametrize(("language", "rule", "row"), [*rows("dates", "example")])
def test_date_example(language, rule, row):
    found = dates(read(row["text"], language), Anchor(PUBLISHED))
    assert [shown_date(m.value) for m in found] == row.get("values", [row.get("value")])


@pytest.mark.parametrize(("language", "rule", "row"), [*rows("dates", "never")])
def test_date_never(language, rule, row):
    found = dates(read(row["text"], language), Anchor(PUBLISHED), one_rule(language, "dates", rule))
    assert not found or row.get("allowed")


@pytest.mark.parametrize(("language", "rule", "row"), [*rows("figures", "example")])
def test_figure_example(language, rule, row):
    found = figures(read(row["text"], language))
    told = [shown_figure(figure) for figure in found]
    assert "; ".join(told[: 1 + row["value"].count(";")]) == row["value"]
    assert found[0].value.modifier == row.get("modifier", found[0].value.modifier)


@pytest.mark.parametrize(("language", "rule", "row"), [*rows("figures", "never")])
def test_figure_never(language, rule, row):
    assert not figures(read(row["text"], language), (), one_rule(language, "figures", rule)) or row.get("allowed")


@pytest.mark.parametrize("topic", ["dates", "figures"])
@pytest.mark.parametrize("language", languages())
def test_every_rule_can_be_made(language, topic):
    from claims.kinds import dates as date_kind
    from claims.kinds import figures as figure_kind

    makers = {"dates": date_kind.MAKERS, "figures": figure_kind.MAKERS}[topic]
    assert {rule.make for rule in lexicon(language).rules[topic]} <= set(makers)
    assert all(rule.pattern and rule.reach for rule in lexicon(language).rules[topic])


@pytest.mark.parametrize("topic", ["dates", "figures"])
@pytest.mark.parametrize("language", languages())
def test_every_rule_has_examples(language, topic):
    rules = tomllib.loads((LANGUAGES / language / f"{topic}.toml").read_text(encoding="utf-8"))["rule"]
    assert not [rule["name"] for rule in rules if len(rule.get("example", ())) < 5 or len(rule.get("never", ())) < 2]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("quatre-vingt-dix-sept", "fr", 97),
        ("deux mille vingt-cinq", "fr", 2025),
        ("un million deux cent mille trois", "fr", 1200003),
        ("soixante et onze", "fr", 71),
        ("septante-deux", "fr", 72),
        ("nonante-neuf", "fr", 99),
        ("mille cent", "fr", 1100),
        ("2,35 milliards", "fr", 2350000000),
        ("340'000", "fr", 340000),
        ("1.354", "fr", 1354),
        ("318.000", "fr", 318000),
        ("one hundred and twenty-three thousand", "en", 123000),
        ("a dozen", "en", 12),
        ("two million five hundred thousand and one", "en", 2500001),
        ("1,998", "en", 1998),
    ],
)
def test_number(text, language, value):
    numbers = [t.number.value for t in read(text, language).terms if t.number]
    assert numbers == [value]


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\u2007"])
def test_no_break_spaces_change_nothing(blank):
    text = "plus de 20 000 images, 120 millions d'euros, 81 % le 14 janvier 2026"
    assert [shown_figure(f) for f in figures(read(text, "fr"))] == [shown_figure(f) for f in figures(read(text.replace(" ", blank), "fr"))]


@pytest.mark.parametrize("text", ["Il a été vu.", "le premier ministre", "sa voiture", "une voiture", "de la poudre"])
def test_words_that_are_no_dates_or_figures(text):
    reading = read(text, "fr")
    assert not dates(reading, Anchor(PUBLISHED))
    assert not figures(reading)


@pytest.mark.parametrize(
    ("text", "language", "counted"),
    [
        ("20 décès (15 directement et 5 indirectement liés)", "fr", ["décès", "", ""]),
        ("deux autres prennent place", "fr", [""]),
        ("10 personnes restent", "fr", ["personnes"]),
        ("deux personnes âgées de 86 et 96 ans", "fr", ["personnes", "", ""]),
        ("30 cas graves", "fr", ["cas graves"]),
        ("dont deux ferme", "fr", [""]),
        ("21 % de plus", "fr", [""]),
        ("près de la moitié plus de 65 ans", "fr", ["", ""]),
        ("48 % non", "fr", [""]),
        ("72 % des Français", "fr", ["Français"]),
        ("quatre millions d'amende", "fr", ["amende"]),
        ("vingt-huit ONG", "fr", ["ONG"]),
        ("deux porte-parole", "fr", ["porte-parole"]),
        ("eight priceless Napoleonic-era pieces", "en", ["pieces"]),
        ("five of them seriously", "en", [""]),
    ],
)
def test_what_is_counted(text, language, counted):
    assert [f.value.measured for f in figures(read(text, language))] == counted


@pytest.mark.parametrize(
    ("text", "language", "last"),
    [
        ("du 7 au 13 avril 2025, 350 passages contre 289 la semaine précédente", "fr", "2025-03-31/2025-04-06"),
        ("Du 10 au 16 mars 2025, plus que la semaine précédente : 16 % ; 78 la semaine précédente", "fr", "2025-03-03/2025-03-09"),
        ("in 2020, twice as many as in the previous year", "en", "2019-01-01/2019-12-31"),
        ("le 11 novembre 2025, au lendemain de sa sortie", "fr", "None"),
        ("au lendemain du 3 mars 2025", "fr", "2025-03-04"),
        ("the day after the theft", "en", "None"),
        ("the day before, in Paris", "en", "2026-03-08"),
        ("dans les prochaines semaines", "fr", "None"),
        ("in the coming days", "en", "None"),
        ("la semaine prochaine", "fr", "2026-03-16/2026-03-22"),
    ],
)
def test_date_told_by_another(text, language, last):
    assert shown_date(dates(read(text, language), Anchor(PUBLISHED))[-1].value) == last


@pytest.mark.parametrize(("text", "language"), [("vers 1698", "fr"), ("around 1698", "en"), ("circa 1698", "en")])
def test_year_told_roughly(text, language):
    assert [d.value.mod for d in dates(read(text, language), Anchor(PUBLISHED))] == ["APPROX"]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("38 et 39 ans", "fr", ["38 a", "39 a"]),
        ("5 et 6 %", "fr", ["5 %", "6 %"]),
        ("entre 5 et 6 %", "fr", ["5..6 %"]),
        ("55% and 63%", "en", ["55 %", "63 %"]),
        ("sont passées de 7 à 9 m²", "fr", ["7 m2", "9 m2"]),
        ("de 7 à 9 m²", "fr", ["7..9 m2"]),
        ("limitée de 50 à 30 km/h", "fr", ["50 km/h", "30 km/h"]),
        ("2 milliards d'euros, contre 1,9 milliard", "fr", ["2000000000 EUR", "1900000000 EUR"]),
        ("Il a gagné 2 millions d'euros. Contre 3 millions de voix", "fr", ["2000000 EUR", "3000000"]),
        ("aged 9, 34 and 71", "en", ["9 a", "34 a", "71 a"]),
        ("il n'en reste plus que 12", "fr", ["12"]),
        ("1,94 euro le litre", "fr", ["1.94 EUR"]),
        ("50 basis points", "en", ["50 bp"]),
        ("25 points de base", "fr", ["25 bp"]),
        ("un Français sur trois part en vacances", "fr", ["1"]),
        ("deux voitures sur trois voies", "fr", ["2", "3"]),
        ("rose from 12 to 15 percent", "en", ["12 %", "15 %"]),
    ],
)
def test_lists_and_changes_are_no_ranges(text, language, values):
    assert [shown_figure(f) for f in figures(read(text, language))] == values


@pytest.mark.parametrize(("count", "found"), [(20, 20), (40, 0)])
def test_a_sentence_of_very_many_numbers_is_a_table(count, found):
    row = ", ".join(f"{n} maisons" for n in range(2, count + 2))
    assert len(figures(read(f"On y voit {row}.", "fr"))) == found


def test_no_claim_looks_farther_than_a_sentence_of_news():
    reading = read("mot " * 1000 + "une fois. " + "Il y a deux mots. " * 1000, "fr")
    assert max(end - start for start, end in reading.sentences) == 200
    assert max(end - start for start, end in reading.paragraphs) < 800
    assert [start for start, _ in reading.paragraphs[1:]] == [end for _, end in reading.paragraphs[:-1]]


def test_time_of_an_unresolved_day_has_no_day():
    (day, time) = dates(read("Ce mardi, il sort à 14h00.", "fr"), Anchor(None, PUBLISHED))
    assert (day.value.earliest, time.value.earliest) == (None, None)


def test_time_of_the_storys_own_weekday_is_of_its_day():
    (_, time) = dates(read("Ce lundi, il sort à 14h00.", "fr"), Anchor(None, PUBLISHED))  # the story is about a Monday
    assert time.value.earliest == PUBLISHED
