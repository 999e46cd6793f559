"""Reports: what they hold, in which order and words, always the same, and never at the mercy of an article's text."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
import sample_report as sample
from hypothesis import given, settings
from test_escape import HOSTILE, parse

from claims.records import DateValue, Document, FigureValue
from consistency.findings import Reason, Report
from consistency.options import Options
from consistency.pipeline import check
from reports import excerpts, values
from reports.formats import FORMATS, Style, render
from reports.reasons import sentence
from reports.schema import schema
from reports.view import View, counts
from reports.words import LANGUAGES, load

REASONS = {
    "same-value": "value", "same-measure": "measure", "same-unit": "unit", "same-event": "event", "same-period": "period",
    "same-holder": "holder", "same-participant": "participant", "shared-words": "words", "shared-names": "names",
    "same-words": "share", "same-speaker": "speaker", "values-differ": "values", "ranges-overlap": "values", "rounded": "values", "other-zone": "values",
    "hedged": "values", "later-source": "day", "changes-over-time": "measure", "told-as-changed": "values",
    "shortfall-mismatch": "won needed missing gap", "age-outside-range": "range age", "fixed-fact": "", "digits-swapped": "values", "one-origin": "origin",
    "one-article": "source", "independent-origins": "origins", "repost": "account author", "other-speaker": "speakers",
    "said-and-denied": "speaker", "name-changed": "words", "two-offices": "values", "words-changed": "words", "number-changed": "words", "negation-changed": "words", "slot-missing": "slots",
    "distinctive": "words", "weekday-mismatch": "written real", "parts-total": "parts sum total", "excess-mismatch": "values made told", "times-mismatch": "first length second",
    "share-mismatch": "numbers made value", "conversion-mismatch": "values", "share-above-100": "value",
    "two-values-one-article": "values", "conversion": "values", "translation": "", "published-inferred": "source day",
    "spelled-two-ways": "forms",
}  # fmt: skip


def markdown(report: Report, language: str = "fr") -> str:
    return render("markdown", report, sample.documents(), Style(language=language))


def view(language: str = "fr", **changes: Any) -> View:
    return View(sample.report(**changes), sample.documents(), load(language))


# ---- the Markdown


def test_sections_come_in_the_order_an_editor_reads_them() -> None:
    headings = re.findall(r"^## (.+)$", markdown(sample.report()), re.MULTILINE)
    assert headings == [
        "Articles lus",
        "Articles non lus",
        "À traiter d'abord",
        "Qui dit quoi",
        "Chronologie",
        "Ce qui diffère, en détail",
        "D'une seule origine",
        "Confirmé par au moins deux origines",
        "Méthode et limites",
    ]


def test_the_headline_counts_and_says_what_is_missing() -> None:
    line = markdown(sample.report()).splitlines()[2]
    assert line == (
        "**1 contradiction, 1 contradiction interne, 3 points à vérifier dans 5 articles — rapport incomplet, 2 articles non lus.**"
    )


def test_a_clean_story_says_so() -> None:
    clean = sample.report(findings=(), unread=())
    assert "**Aucune contradiction dans 5 articles.**" in markdown(clean)
    assert "**No contradiction in 5 articles.**" in markdown(clean, "en")
    assert "Rien d'urgent" in markdown(clean)


def test_a_report_without_articles_says_so() -> None:
    nothing = sample.report(sources=(), claims=(), findings=())
    assert "**Aucun article lu.**" in render("markdown", nothing, {})
    assert "Aucun article lu." in render("terminal", nothing, {})


@pytest.mark.parametrize(
    "told",
    [
        "| 3    | Radio Estuaire      | `03-radio.md`    | inconnue ",
        "| `articles/07-latin1.txt` | 3 ",
        "**88 millions d'euros** : Le Courrier du Port, Radio Estuaire **≠** **83 M€** : La Gazette",
        "**la semaine dernière** (semaine du 5 au 11 janvier 2026) : La Gazette",
        "Commencer par La Gazette (02-gazette\\.md:",
        "= 88 millions d'euros",
        '### <a id="fig001-loss1"></a>1. Chiffre : préjudice de l\'incendie',
        "> Les pertes atteignent **83 M€**.\n>\n> — La Gazette, `02-gazette.md:5`",
        "Nous avons ~~tout de suite~~ **très vite** compris que le bâtiment était perdu",
        "**30 tonnes** de peinture et **45 tonnes** de solvants, soit **80 tonnes** en tout.",
        "début décembre (début décembre 2025)",
        "| 2 : AFP, Reuters |",
    ],
)
def test_the_markdown_tells(told: str) -> None:
    assert told in markdown(sample.report())


def test_dates_that_are_assumed_say_how() -> None:
    sources = [source.model_copy(update={"published_basis": "first-line"}) for source in sample.report().sources]
    told = markdown(sample.report(sources=tuple(sources)))
    assert "12 janvier 2026 (date supposée, lue dans la première ligne)" in told


def test_at_most_ten_things_come_first() -> None:
    first = sample.findings()[0]
    many = tuple(first.model_copy(update={"id": f"f{i}"}) for i in range(25))
    told = markdown(sample.report(findings=many))
    assert len(re.findall(r"^\| \[\d+\]\(#f\d+\)\s+\| \*\*Contradiction", told, re.MULTILINE)) == 10
    assert "Et 15 autres points, plus bas." in told


def test_many_articles_are_folded_by_value() -> None:
    more = tuple(
        source.model_copy(update={"source": f"x{i}", "outlet": f"Journal {i}"}) for i, source in enumerate(sample.report().sources)
    )
    told = markdown(sample.report(sources=sample.report().sources + more))
    assert "88 millions d'euros (Le Courrier du Port) ; environ 88 millions d’euros (Radio Estuaire) |" in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_the_same_whatever_the_order_it_comes_in(name: str, language: str) -> None:
    whole, style, shuffle = sample.report(), Style(language=language), random.Random(7)  # noqa: S311  no secret
    expected = render(name, whole, sample.documents(), style)
    shuffled = {
        field: tuple(shuffle.sample(getattr(whole, field), len(getattr(whole, field))))
        for field in ("sources", "unread", "claims", "findings")
    }
    assert render(name, sample.report(**shuffled), dict(reversed(sample.documents().items())), style) == expected


def test_links_go_to_findings_and_nowhere_else() -> None:
    tokens = parse(markdown(sample.report()))
    targets = {str(token.attrs["href"]) for token in tokens if token.type == "link_open"}
    anchors = {f"#{found}" for token in tokens if token.type == "html_inline" for found in re.findall(r'id="([^"]+)"', token.content)}
    assert targets
    assert targets <= anchors


# ---- hostile text


def hostile(text: str) -> tuple[Report, dict[str, Document]]:
    """The sample with `text` wherever an article, a file or a name can put it."""
    whole, documents = sample.report(), sample.documents()
    source = whole.sources[0].model_copy(
        update={"title": text, "outlet": text, "path": f"articles/{text}.md", "credits": (text,), "language": text, "published": text}
    )
    said = {name: claim for name, claim in sample.CLAIMS.items() if claim.source == "01-courrier"}
    document = documents["01-courrier"].model_copy(update={"text": documents["01-courrier"].text.replace(" ", f" {text} ")})
    claims = tuple(
        claim.model_copy(
            update={
                "exact": text if claim in said.values() else claim.exact,
                "value": claim.value.model_copy(update={"content": f"{text} {claim.value.content}", "speaker": text})
                if claim.kind == "quote"
                else claim.value,
            }
        )
        for claim in whole.claims
    )
    findings = tuple(
        finding.model_copy(
            update={
                "subject": text,
                "origin_names": (text,),
                "id": f"{finding.id}{text}",
                "why": (
                    *(Reason(key=r.key, values=dict.fromkeys(r.values, text)) for r in finding.why),
                    Reason(key=text, values={text: text}),
                ),
            }
        )
        for finding in whole.findings
    )
    unread = tuple(one.model_copy(update={"path": text, "problem": text, "remedy": text}) for one in whole.unread)
    changed = {
        "story": text,
        "sources": (source, *whole.sources[1:]),
        "claims": claims,
        "findings": findings,
        "unread": unread,
        "version": text,
    }
    return whole.model_copy(update=changed), {**documents, "01-courrier": document}


def columns(told: str) -> list[set[int]]:
    """For each table of a Markdown text, the numbers of columns that its rows have."""
    blocks = re.findall(r"(?:^\|.*\n?)+", told, re.MULTILINE)
    return [{len(re.findall(r"\|", line)) for line in block.splitlines()} for block in blocks]


FOLDED = {
    "<details>\n<summary>Écarter ce constat</summary>",
    "<details>\n<summary>Les phrases</summary>",
    "<details open>\n<summary>Les phrases</summary>",
}
WAIVER = re.compile(r'\[\[waiver\]\]\nfinding = "[\w-]+"\nreason = ""\n', re.ASCII)
TIMELINE = re.compile(r"timeline\n(?:    \d{4}-\d\d-\d\d(?: : [^\n:;#`<>{}\[\]()\"]+)+\n)+")


@settings(max_examples=30, deadline=None)
@given(text=HOSTILE)
def test_nothing_an_article_says_acts_on_the_report(text: str) -> None:
    told = render("markdown", *hostile(text), Style())
    tokens = parse(told)
    assert all(len(counted) == 1 for counted in columns(told))
    assert len(columns(told)) == sum(token.type == "table_open" for token in tokens)
    anchors = set(re.findall(r'<a id="[\w-]+">', told, re.ASCII))
    assert {token.content.strip() for token in tokens if token.type.startswith("html")} <= {"</a>", "</details>", *FOLDED} | anchors
    fences = [token for token in tokens if token.type == "fence"]
    assert {token.info for token in fences} <= {"toml", "mermaid"}
    assert all(WAIVER.fullmatch(token.content) for token in fences if token.info == "toml")
    assert all(TIMELINE.fullmatch(token.content) for token in fences if token.info == "mermaid")
    assert all(str(token.attrs["href"]).startswith("#") for token in tokens if token.type == "link_open")
    assert not {token.type for token in tokens} & {"image", "code_block", "hr"}
    assert [token.tag for token in tokens if token.type == "heading_open"] == [
        "h1",
        *["h2"] * 6,
        *["h3"] * 8,
        "h2",
        *["h3"] * 2,
        *["h2"] * 2,
    ]


@settings(max_examples=20, deadline=None)
@given(text=HOSTILE)
def test_nothing_an_article_says_acts_on_the_terminal(text: str) -> None:
    told = render("terminal", *hostile(text), Style())
    assert not set(told) & {"\x1b", "\x00", "\r", "\u202e", "\u2028"}


@settings(max_examples=20, deadline=None)
@given(text=HOSTILE)
def test_json_keeps_hostile_text_whole(text: str) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        return  # not Unicode text: the records refuse it
    report, documents = hostile(text)
    assert json.loads(render("json", report, documents))["story"] == text


# ---- JSON


def test_json_keeps_the_contract() -> None:
    data = json.loads(render("json", sample.report(), sample.documents()))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(data)
    assert data["schema_version"] == 1
    assert [(c["source"], c["start"]) for c in data["claims"]] == sorted((c["source"], c["start"]) for c in data["claims"])
    assert all("context" not in claim for claim in data["claims"])
    for claim in data["claims"]:
        assert sample.TEXTS[claim["source"]][3][claim["start"] : claim["end"]] == claim["exact"]
    loss = next(claim for claim in data["claims"] if claim["exact"] == "83 M€")
    assert (loss["kind"], loss["value"]["number"], loss["value"]["unit"]) == ("figure", 83_000_000, "EUR")
    assert data["findings"][0] | {"why": []} == {
        "id": "fig001-loss1",
        "code": "FIG001",
        "verdict": "conflict",
        "tier": "certain",
        "subject": "préjudice de l'incendie",
        "claims": [sample.CLAIMS[name].id for name in ("loss1", "loss2", "loss3")],
        "origins": 2,
        "origin_names": ["AFP", "Radio Estuaire"],
        "why": [],
        "status": "new",
        "waiver": "",
    }


def test_the_schema_refuses_what_the_report_does_not_have() -> None:
    data = json.loads(render("json", sample.report(), {}))
    data["claims"][0]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(data)


def test_a_report_without_documents_still_shows_sentences() -> None:
    told = render("markdown", sample.report(), {})
    assert "**83 M€**" in told
    assert "`02-gazette.md`" in told


# ---- the terminal


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_summary_fits_its_width_and_has_no_colour(language: str, width: int) -> None:
    told = render("terminal", sample.report(), sample.documents(), Style(language=language, width=width))
    assert max(map(len, told.splitlines())) <= width
    assert "\x1b" not in told


def test_the_summary_has_colours_where_they_are_wanted() -> None:
    assert "\x1b[1;31m" in render("terminal", sample.report(), sample.documents(), Style(colour=True))


def test_the_summary_does_not_look_at_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = render("terminal", sample.report(), sample.documents())
    for name, value in {"COLUMNS": "40", "FORCE_COLOR": "1", "TERM": "dumb", "LC_ALL": "C"}.items():
        monkeypatch.setenv(name, value)
    assert render("terminal", sample.report(), sample.documents()) == expected


# ---- words


def test_both_languages_have_the_same_words() -> None:
    french, english = load("fr").table, load("en").table
    assert french.keys() == english.keys()
    for key in french.keys() - {"alike.long", "alike.short"}:
        told = [set(re.findall(r"\{\w+\}", str(words.table[key]))) for words in (load("fr"), load("en"))]
        assert told[0] == told[1] or key.startswith("date."), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", REASONS)
def test_every_reason_has_a_sentence_with_all_its_values(key: str, language: str) -> None:
    given_values = {name: f"<{name}>" for name in REASONS[key].split()}
    told = sentence(Reason(key=key, values=given_values), view(language), str)
    assert all(value in told for value in given_values.values())
    assert told.endswith(".")
    assert "…" not in told.replace("« environ », « plus de »…", "").replace("“about”, “more than”…", "")


def test_an_unknown_reason_is_shown_plainly() -> None:
    assert sentence(Reason(key="new-thing", values={"b": "2", "a": "1"}), view(), str) == "new-thing (a 1, b 2)"
    assert sentence(Reason(key="new-thing"), view(), str) == "new-thing"


def test_a_missing_value_leaves_a_gap() -> None:
    assert sentence(Reason(key="same-event"), view(), str) == "Même événement : …."


def test_reasons_speak_of_days_articles_and_slots_in_words() -> None:
    assert (
        sentence(Reason(key="later-source", values={"day": "2026-01-15"}), view(), str)
        == "La nouvelle valeur vient d'un article plus récent (15 janvier 2026)."
    )
    told = {
        ("same-measure", "measure", "vote:against"): "Les passages comptent la même chose : voix (contre).",
        ("same-measure", "measure", "change:tax"): "Les passages comptent la même chose : variation : impôt.",
        ("same-period", "period", "2025-07-15/2025-07-15"): "Même période : 15 juillet 2025.",
        ("same-period", "period", "2005-01-01/2006-12-31"): "Même période : de 2005 à 2006.",
        ("same-period", "period", "since 2025-01-01/2025-03-31"): "Même période : depuis le 1er janvier 2025.",
    }
    for (key, name, value), words in told.items():
        assert sentence(Reason(key=key, values={name: value}), view(), str) == words
    assert sentence(Reason(key="one-article", values={"source": "02-gazette"}), view(), str) == "Un seul article le dit : La Gazette."
    assert "le lieu, la période" in sentence(Reason(key="slot-missing", values={"slots": "place, period"}), view(), str)
    numbered = Reason(key="weekday-mismatch", values={"written": "3", "real": "4"})
    assert sentence(numbered, view(), str) == "L'article écrit mercredi ; ce jour-là était un jeudi."
    weekday = Reason(key="weekday-mismatch", values={"written": "mercredi 15 janvier 2026", "real": "2026-01-15"})
    assert sentence(weekday, view(), str).endswith("ce jour-là était un jeudi.")
    assert sentence(weekday, view("en"), str).endswith("that day was a Thursday.")


DAYS = [
    ("2026-01-03", "2026-01-03", {}, "3 janvier 2026", "3 January 2026"),
    ("2026-01-01", "2026-01-01", {}, "1er janvier 2026", "1 January 2026"),
    ("2026-01-05", "2026-01-11", {}, "semaine du 5 au 11 janvier 2026", "week of 5 to 11 January 2026"),
    ("2025-12-29", "2026-01-04", {}, "semaine du 29 décembre 2025 au 4 janvier 2026", "week of 29 December 2025 to 4 January 2026"),
    ("2026-01-05", "2026-01-06", {}, "du 5 au 6 janvier 2026", "5 to 6 January 2026"),
    ("2026-02-01", "2026-02-28", {}, "février 2026", "February 2026"),
    ("2026-01-01", "2026-12-31", {}, "2026", "2026"),
    ("2025-12-01", "2025-12-10", {"value": "2025-12", "mod": "START"}, "début décembre 2025", "early December 2025"),
    ("2026-10-01", "2026-12-31", {"value": "2026", "mod": "END"}, "fin 2026", "late 2026"),
    ("2025-10-25", "2025-10-25", {"time": "20:00"}, "25 octobre 2025 à 20 h", "25 October 2025 at 20:00"),
    (None, None, {"anchor": "unresolved"}, "", ""),
    ("2026-01-03", None, {}, "à partir du 3 janvier 2026", "from 3 January 2026"),
]


@pytest.mark.parametrize(("first", "last", "more", "french", "english"), DAYS)
def test_dates_in_words(first: str | None, last: str | None, more: dict[str, Any], french: str, english: str) -> None:
    ends = {"earliest": dt.date.fromisoformat(first) if first else None, "latest": dt.date.fromisoformat(last) if last else None}
    value = DateValue(**({"value": first or "XXXX"} | ends | more))
    assert (values.date(value, load("fr")), values.date(value, load("en"))) == (french, english)


FIGURES = [
    ("6700", {"unit": "image", "measured": "images", "per": "hour"}, "6 700 images par heure", "6,700 images an hour"),
    ("120000000", {"unit": "EUR"}, "120 M€", "€120 million"),
    ("2350000000", {"unit": "EUR"}, "2,35 Md€", "€2.35 billion"),
    ("1234567", {"unit": "EUR"}, "1 234 567 €", "€1,234,567"),
    ("5000000", {"unit": "CHF"}, "5 millions CHF", "5 million CHF"),
    ("50", {"unit": "%", "modifier": "more-than"}, "plus de 50 %", "more than 50%"),
    (
        "88000000",
        {"unit": "EUR", "low": "88000000", "high": "102000000", "modifier": "about"},
        "environ 88 M€ à 102 M€",
        "about €88 million to €102 million",
    ),
    ("2", {"unit": "x"}, "2 fois", "2 times"),
    ("0.5", {"unit": "km"}, "0,5 km", "0.5 km"),
]


@pytest.mark.parametrize(("number", "more", "french", "english"), FIGURES)
def test_figures_in_words(number: str, more: dict[str, Any], french: str, english: str) -> None:
    ends = {name: Decimal(more[name]) for name in ("low", "high") if name in more}
    value = FigureValue(number=Decimal(number), **(more | ends))
    told = [re.sub(r"[\u00a0\u202f]", " ", values.figure(value, load(language))) for language in LANGUAGES]
    assert told == [french, english]


def test_what_reads_the_same_is_not_said_twice() -> None:
    told = {name: values.understood(claim, load("fr")) for name, claim in sample.CLAIMS.items()}
    assert told["loss1"] == told["loss3"] == told["away"] == told["judge"] == ""
    assert told["day2"] == "semaine du 5 au 11 janvier 2026"


# ---- excerpts


def test_words_that_one_side_does_not_quote_are_no_change() -> None:
    changes = excerpts.word_diff("et nous ne reculerons pas devant eux", "ne reculerons jamais devant")
    assert [(change.kind, change.text) for change in changes] == [
        ("unquoted", "et nous"),
        ("kept", "ne reculerons"),
        ("removed", "pas"),
        ("added", "jamais"),
        ("kept", "devant"),
        ("unquoted", "eux"),
    ]


def test_case_and_punctuation_are_no_change() -> None:
    assert {change.kind for change in excerpts.word_diff("« C’est fini », dit-il", "c'est fini dit-il")} == {"kept"}


def test_long_sentences_are_cut_around_the_claim() -> None:
    text = f"{'avant ' * 200}15 morts{' après' * 200}."
    claim = sample.CLAIMS["dead1"].model_copy(update={"start": 1200, "end": 1208, "exact": "15 morts", "sentence": (0, len(text))})
    pieces = excerpts.sentence([claim], {"01-courrier": sample.documents()["01-courrier"].model_copy(update={"text": text})})
    assert [piece.role for piece in pieces] == ["cut", "around", "told", "around", "cut"]
    assert sum(len(piece.text) for piece in pieces) < 2 * excerpts.MARGIN + 20


def test_the_one_who_stands_alone_is_named_only_against_two_origins() -> None:
    loss = sample.findings()[0]
    assert view().outlier(loss) == "02-gazette"
    one_agency = tuple(source.model_copy(update={"credits": ("AFP",)}) for source in sample.report().sources)
    assert view(sources=one_agency).outlier(loss) == ""


def test_counts() -> None:
    tally = counts(sample.findings())
    assert tally == {"conflict": 1, "internal": 1, "to-check": 3, "evolved": 1, "variant": 2, "single-source": 3, "corroborated": 1}


def test_a_translated_quote_is_named_by_a_whole_wording(tmp_path):
    for name, language, text in (
        ("a", "en", "“There is cash until 28 February, and not a day more,” said Pascal Guillermin."),
        ("b", "fr", "« Il reste de la trésorerie jusqu'au 28 février, pas un jour de plus », a dit Pascal Guillermin."),
    ):
        (tmp_path / f"{name}.md").write_text(f"---\nlang: {language}\npublished: 2026-02-11\n---\nTitre\n\n{text}\n", encoding="utf-8")
    report, documents = check([tmp_path], Options())
    told = render("markdown", report, documents, Style())
    assert "Citation : Pascal Guillermin, « Il reste de la trésorerie" in told
