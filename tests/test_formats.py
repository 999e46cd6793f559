"""The same article in every format gives the same claims; saved pages give the right title, day, outlet and body."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from formats import FORMATS, NEWSML, as_docx, as_html, as_laid_out_pdf, as_pdf

from claims.documents import document, load, load_all
from claims.errors import InputError
from claims.extract import extract, prepare
from claims.records import Document
from consistency.options import Options
from consistency.pipeline import check
from reports.formats import Style, render

ROOT = Path(__file__).resolve().parent.parent
PAGES = Path(__file__).resolve().parent / "pages"


def told(article: Document) -> list[tuple[str, str]]:
    """The claims of an article, in order: kind and value, with the speaker of a quote."""
    return [(c.kind, c.value.model_dump_json()) for c in extract(prepare(article)).claims]


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_real_articles_give_the_same_claims_in_every_format(shared: Path, tmp_path: Path, suffix: str) -> None:
    articles = sorted((shared / "stories" / "seeds" / "articles").glob("*.txt"))
    assert len(articles) == 5
    for path in articles:
        plain = load(path)
        made = tmp_path / f"{path.stem}{suffix}"
        made.write_bytes(FORMATS[suffix](paragraphs(plain.text)))
        assert told(load(made)) == told(plain), path.name
        assert load(made).published.day == plain.published.day


@pytest.mark.parametrize("suffix", FORMATS)
def test_our_own_articles_give_the_same_claims_in_every_format(tmp_path: Path, suffix: str) -> None:
    for path in sorted((ROOT / "seeds" / "grok").glob("*.md")):
        article = load(path)
        plain = document(article.text[article.body :], path.stem)
        made = tmp_path / f"{path.stem}{suffix}"
        made.write_bytes(FORMATS[suffix](paragraphs(plain.text)))
        assert told(load(made)) == told(plain), path.name


LAYOUTS = [(10, 1, False, False), (11, 1, True, True), (13, 1, False, True), (9, 2, False, True), (9, 2, True, False)]


@pytest.mark.parametrize(("size", "columns", "justified", "header"), LAYOUTS)
def test_a_printed_page_gives_the_same_claims(tmp_path: Path, size: int, columns: int, justified: bool, header: bool) -> None:
    for path in sorted((ROOT / "seeds" / "grok").glob("*.md")):
        article = load(path)
        plain = document(article.text[article.body :], path.stem)
        made = tmp_path / f"{path.stem}.pdf"
        made.write_bytes(as_laid_out_pdf(paragraphs(plain.text), size, columns, justified=justified, header=header))
        assert told(load(made)) == told(plain), path.name


@pytest.mark.parametrize("suffix", FORMATS)
def test_offsets_count_in_the_extracted_text_and_say_so(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(
        FORMATS[suffix](["Un titre assez long", "Le feu a fait 12 blessés le 3 mars 2026, selon le maire."])
    )
    article = load(tmp_path / f"a{suffix}")
    claims = extract(prepare(article)).claims
    assert [c.kind for c in claims] == ["quote", "figure", "date"]
    for claim in claims:
        assert claim.counted_in == "extracted-text"
        assert article.text[claim.start : claim.end] == claim.exact


# ---- saved pages

FRENCH = ["À Port-Lannec, la halle aux poissons ravagée par un incendie", "fr"]
ENGLISH = ["Fire destroys part of Port-Lannec fish market", "en"]
EXPECTED = {
    "daily": (*FRENCH, "Le Quotidien", "2026-03-11", "json-ld"),
    "broadcaster": (*FRENCH, "Radio Côte", "2026-03-11", "json-ld"),
    "amp": (*FRENCH, "Le Phare", "2026-03-11", "json-ld"),
    "live": (f"DIRECT. {FRENCH[0]}", "fr", "Port Actu", "2026-03-10", "json-ld"),
    "weekly": (*FRENCH, "L'Hebdo du Port", "2026-03-12", "meta"),
    "local": (*FRENCH, "", "2026-03-11", "first-line"),
    "old": (*FRENCH, "", "2026-03-11", "meta"),
    "english": (*ENGLISH, "The Herald", "2026-03-11", "meta"),
    "components": (*ENGLISH, "World Desk", "2026-03-11", "json-ld"),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_saved_page_gives_title_language_outlet_and_day(name: str) -> None:
    article = load(PAGES / f"{name}.html")
    day = article.published.day
    assert day is not None
    assert (article.title, article.language, article.outlet, day.isoformat(), article.published.basis) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_saved_page_gives_the_article_and_nothing_around_it(name: str) -> None:
    article = load(PAGES / f"{name}.html")
    shown = article.text
    body = [p for p in paragraphs(load(PAGES / ("daily.html" if article.language == "fr" else "english.html")).text) if len(p) > 100]
    assert len(body) == 5
    assert all(p in shown for p in body)
    figures = {c.exact for c in extract(prepare(article)).claims if c.kind == "figure"}
    wrong = {
        "500",
        "60 pompiers",
        "5 millions",
        "9 000 visiteurs",
        "28 voix",
        "874 partenaires",
        "312 partenaires",
        "12 partages",
        "12 infos",
    }
    assert not figures & wrong
    assert figures, name


def test_the_site_s_clock_is_no_day_of_publication() -> None:
    assert "23 mars" in load(PAGES / "local.html").text
    assert load(PAGES / "local.html").published.day == dt.date(2026, 3, 11)


# ---- what wires tell


def test_a_killed_story_and_a_correction_are_kept(tmp_path: Path) -> None:
    story = {
        "uri": "urn:1",
        "headline": "Un feu à Port-Lannec",
        "language": "fr",
        "pubstatus": "canceled",
        "ednote": "CORRECTION du nombre de blessés",
        "firstcreated": "2026-03-10T22:00:00Z",
        "versioncreated": "2026-03-11T08:00:00Z",
        "body_text": "Le feu a fait 12 blessés mardi.",
    }
    (tmp_path / "kill.json").write_text(json.dumps(story), encoding="utf-8")
    article = load(tmp_path / "kill.json")
    assert (article.status, article.notes) == ("canceled", ("CORRECTION du nombre de blessés",))
    assert (article.published.day, article.published.basis, article.updated) == (dt.date(2026, 3, 10), "wire", dt.date(2026, 3, 11))
    meta = '<versionCreated>2026-03-11T08:00:00Z</versionCreated><pubStatus qcode="stat:canceled"/><edNote>CORRECTION</edNote>'
    made = NEWSML.format(meta=meta, content="<headline>Un feu</headline>", body="<p>Le feu a fait 12 blessés mardi.</p>")
    (tmp_path / "kill.xml").write_text(made, encoding="utf-8")
    article = load(tmp_path / "kill.xml")
    assert (article.title, article.status, article.notes, article.published.day) == (
        "Un feu",
        "canceled",
        ("CORRECTION",),
        dt.date(2026, 3, 11),
    )


def test_a_report_says_what_the_wire_said_and_which_day_is_supposed(tmp_path: Path) -> None:
    story = {"headline": "Un feu", "pubstatus": "canceled", "ednote": "CORRIGE le bilan", "body_text": "Le feu a fait 12 blessés mardi."}
    (tmp_path / "kill.json").write_text(json.dumps(story), encoding="utf-8")
    page = as_html(["Un feu à Port-Lannec", "Le feu a fait 14 blessés mardi, selon le maire de la ville."])
    (tmp_path / "page.html").write_bytes(page.replace(b"<article>", b'<article><time datetime="2026-03-11T08:00:00Z"></time>'))
    report, documents = check([tmp_path], Options())
    shown = render("markdown", report, documents, Style("fr"))
    assert "annulé par l'agence" in shown
    assert "CORRIGE le bilan" in shown
    assert "11 mars 2026 (date supposée, lue dans le code de la page)" in shown
    (source,) = [s for s in report.sources if s.source == "page"]
    assert [(c.day, c.basis) for c in source.published_candidates] == [(dt.date(2026, 3, 11), "page")]


def test_ninjs_two_and_three_have_several_bodies(tmp_path: Path) -> None:
    story = {
        "headlines": [{"role": "main", "value": "Un feu"}],
        "bodies": [{"contenttype": "text/html", "value": "<p>Le feu a fait <b>12</b> blessés.</p><ul><li>Deux graves.</li></ul>"}],
    }
    (tmp_path / "a.json").write_text(json.dumps(story), encoding="utf-8")
    assert load(tmp_path / "a.json").text == "# Un feu\n\nLe feu a fait 12 blessés.\n\n- Deux graves."


def test_ninjs_three_spells_its_keys_otherwise(tmp_path: Path) -> None:
    story = {
        "pubStatus": "canceled",
        "edNote": "ANNULE",
        "firstCreated": "2026-03-10T22:00:00Z",
        "headlines": [{"role": "short", "value": "Feu"}, {"role": "main", "value": "Un feu au port"}],
        "bodies": [
            {"role": "summary", "contentType": "text/plain", "value": "Résumé."},
            {"role": "main", "contentType": "text/html; charset=utf-8", "value": "<p>Le feu a fait 12 blessés.</p>"},
        ],
    }
    (tmp_path / "a.json").write_text(json.dumps(story), encoding="utf-8")
    article = load(tmp_path / "a.json")
    assert (article.title, article.status, article.notes) == ("Un feu au port", "canceled", ("ANNULE",))
    assert article.published.day == dt.date(2026, 3, 10)
    assert article.text == "# Un feu au port\n\nLe feu a fait 12 blessés."


def test_a_kill_without_a_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"pubstatus": "canceled", "headline": "Un feu au port", "ednote": "ANNULE"}', encoding="utf-8")
    made = NEWSML.format(meta='<pubStatus qcode="stat:canceled"/>', content="<headline>Un feu au port</headline>", body="")
    (tmp_path / "b.xml").write_text(made, encoding="utf-8")
    assert [load(tmp_path / name).status for name in ("a.json", "b.xml")] == ["canceled", "canceled"]


def test_an_empty_markup_gives_way_to_the_text_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"body_html": "<p></p>", "body_text": "Le feu a fait 12 blessés."}', encoding="utf-8")
    assert load(tmp_path / "a.json").text == "Le feu a fait 12 blessés."


@pytest.mark.parametrize("name", ["a.txt", "-"])
def test_a_wire_s_json_is_known_without_its_name(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps({"headline": "Un feu", "body_text": "Le feu a fait 12 blessés."}).encode()
    (tmp_path / "a.txt").write_bytes(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert load(Path(name) if name == "-" else tmp_path / name).counted_in == "extracted-text"


def test_a_feed_s_days_are_those_that_it_writes(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>P</title><item><title>Un feu</title>"
        "<pubDate>Wed, 11 Mar 2026 00:30:00 +0100</pubDate><description>Le feu a fait 12 morts.</description></item></channel></rss>"
    )
    assert load(tmp_path / "a.rss").published.day == dt.date(2026, 3, 11)


def ld_page(*blocks: str, title: str = "Un feu au port") -> bytes:
    """A page with these JSON-LD blocks."""
    text = "<p>Le feu a fait douze blessés mardi, a indiqué le maire de Port-Lannec, et la halle restera fermée deux semaines.</p>" * 3
    return f'<html lang="en-US"><head><title>{title}</title>{"".join(blocks)}</head><body><article><h1>{title}</h1>{text}</article></body></html>'.encode()


def ld(written: str, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{written}</script>'


OWN = '{"@type": "NewsArticle", "headline": "Un feu au port", "datePublished": "2026-03-11", "publisher": {"name": "Port Actu"}}'
OTHER = '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Autre sujet", "datePublished": "2024-01-01"}]}'
LINKED = [
    (ld(OTHER), ld(OWN)),
    (ld(OWN.replace('"NewsArticle"', '"http://schema.org/NewsArticle"')),),
    (ld(OWN, "application/LD+JSON; charset=utf-8"),),
    (ld(f"//<![CDATA[\n{OWN}\n//]]>"),),
    (ld(OWN.replace('"}}', '"},}')),),
    (ld(OWN.replace("Port Actu", "Port&#32;Actu")),),
    (ld(OWN.replace("2026-03-11", "11 mars 2026").replace('"headline"', '"inLanguage": "fr", "headline"')),),
    (
        ld(
            '{"@graph": ['
            + OWN.replace('{"name": "Port Actu"}', '{"@id": "#o"}')
            + ', {"@type": "Organization", "@id": "#o", "name": "Port Actu"}]}'
        ),
    ),
]


@pytest.mark.parametrize("blocks", LINKED)
def test_json_ld_is_read_as_pages_write_it(tmp_path: Path, blocks: tuple[str, ...]) -> None:
    (tmp_path / "a.html").write_bytes(ld_page(*blocks))
    article = load(tmp_path / "a.html")
    assert (article.title, article.outlet, article.published.day) == ("Un feu au port", "Port Actu", dt.date(2026, 3, 11))
    assert article.language == "fr"  # the template's language is not the article's
    assert any("declared as “en”" in r.text for r in article.remarks) == ("inLanguage" not in "".join(blocks))


def test_what_is_doubtful_about_a_page_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(ld_page(ld(OWN.replace("2026-03-11", "1773187200000"))))
    assert any("1773187200000" in r.text for r in load(tmp_path / "a.html").remarks)
    other = "<article><h2>Autre sujet</h2>" + "<p>Une avalanche a emporté cinq skieurs dans la vallée, a annoncé la préfecture.</p>" * 5
    (tmp_path / "b.html").write_bytes(ld_page().replace(b"</article>", f"</article>{other}</article>".encode()))
    assert any("holds 2 articles" in r.text for r in load(tmp_path / "b.html").remarks)


def test_a_clock_that_a_page_marks_as_a_time_is_no_day_of_publication(tmp_path: Path) -> None:
    page = ld_page().replace(b"<body>", b'<body><div class="date"><time datetime="2026-03-25T10:00">mer. 25 mars 2026</time></div>')
    (tmp_path / "a.html").write_bytes(page)
    assert load(tmp_path / "a.html").published.day is None


def test_json_lines_name_the_line_that_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"title": "Un", "text": "Le feu a fait 12 blessés."}\n\n{oops\n{"title": "Deux"}\n', encoding="utf-8"
    )
    first, *errors = load_all(tmp_path / "a.jsonl")
    assert isinstance(first, Document)
    assert (first.source, first.path) == ("a-1", f"{tmp_path / 'a.jsonl'}#1")
    assert [e.line for e in errors if isinstance(e, InputError)] == [3, 4]


def test_a_feed_is_one_article_an_entry(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Port Actu</title><language>fr</language>'
        "<item><title>Un feu</title><link>https://x.example/1</link><pubDate>Wed, 11 Mar 2026 08:00:00 GMT</pubDate>"
        "<description>&lt;p&gt;Le feu a fait 12 blessés.&lt;/p&gt;</description></item>"
        "<item><title>Une crue</title><description>La crue a fait deux morts mardi.</description></item></channel></rss>",
        encoding="utf-8",
    )
    first, second = load_all(tmp_path / "feed.xml")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, first.outlet, first.published.day, first.url) == (
        "Un feu",
        "Port Actu",
        dt.date(2026, 3, 11),
        "https://x.example/1",
    )
    assert "deux morts" in second.text


def test_word_shows_what_is_left_after_tracked_changes(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    article, file = docx.Document(), tmp_path / "a.docx"
    article.add_heading("Un feu à Port-Lannec", 1)
    paragraph = article.add_paragraph("Le feu a fait ")
    for xml in (
        f'<w:del xmlns:w="{word}" w:id="1" w:author="x"><w:r><w:delText>10</w:delText></w:r></w:del>',
        f'<w:ins xmlns:w="{word}" w:id="2" w:author="x"><w:r><w:t>12</w:t></w:r></w:ins>',
    ):
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run(" blessés.")
    table = article.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Brest", "4 blessés"
    article.save(str(file))
    assert load(file).text == "## Un feu à Port-Lannec\n\nLe feu a fait 12 blessés.\n\nBrest | 4 blessés"


def test_boxes_and_tables_of_a_word_document_are_read_once(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    article, file = docx.Document(), tmp_path / "a.docx"
    article.core_properties.title = "Word Document"
    box = (
        f'<w:r xmlns:w="{word}"><w:pict><w:txbxContent><w:p><w:r><w:t>Encadré : 4 bateaux.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>'
    )
    article.add_paragraph("Le feu a fait 12 blessés ce mardi à Port-Lannec.")._p.append(parse_xml(box))
    cell = article.add_table(1, 1).rows[0].cells[0]
    cell.text = "Brest"
    cell.add_table(1, 1).rows[0].cells[0].text = "5 blessés"
    article.add_paragraph()._p.append(parse_xml(f'<w:r xmlns:w="{word}"><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>'))
    article.save(str(file))
    assert load(file).text.split("\n\n") == [
        "Le feu a fait 12 blessés ce mardi à Port-Lannec.",
        "Encadré : 4 bateaux.",
        "Brest",
        "5 blessés",
    ]
    assert load(file).title != "Word Document"


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUNS = [
    (
        '<w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r><w:r><w:t> morts</w:t></w:r>',
        "12 morts",
    ),
    ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>12 morts</w:t></w:r>', "12 morts"),
    ('<w:r><w:t>120 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>', "120 m2"),
]


@pytest.mark.parametrize(("runs", "shown"), RUNS)
def test_calls_of_foot_notes_are_no_digits(tmp_path: Path, runs: str, shown: str) -> None:
    import docx
    from docx.oxml import parse_xml

    article, file = docx.Document(), tmp_path / "a.docx"
    article.element.body.insert(0, parse_xml(f'<w:p xmlns:w="{WORD}">{runs}</w:p>'))
    article.save(str(file))
    assert load(file).text == shown


def test_rows_of_a_table_are_read_through_content_controls(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    def cell(text: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    row = f"<w:sdt><w:sdtContent><w:tr>{cell('7 disparus')}<w:sdt><w:sdtContent>{cell('8 morts')}</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>"
    gone = '<w:cellDel w:id="1" w:author="x"/>'
    table = f'<w:tbl xmlns:w="{WORD}"><w:tblPr/><w:tblGrid/>{row}<w:tr>{cell("5 tués")}{cell("6 tués", gone)}</w:tr></w:tbl>'
    article, file = docx.Document(), tmp_path / "a.docx"
    article.element.body.insert(0, parse_xml(table))
    article.save(str(file))
    assert load(file).text == "7 disparus | 8 morts\n\n5 tués"


def test_what_no_reader_of_a_page_sees_is_not_read(tmp_path: Path) -> None:
    seen = "<p>Le feu a fait 12<sup>3</sup> blessés mardi à Port-Lannec, a indiqué le maire de la ville.</p>" * 2
    unseen = "<template><p>99 morts</p></template><p hidden>98 morts</p><p>Il y a <del>97</del> 96 <s>95</s> bateaux.</p>"
    (tmp_path / "a.html").write_text(
        f"<html lang='fr'><body><article><h1>Un feu au port</h1>{seen}{unseen}</article></body></html>", encoding="utf-8"
    )
    text = load(tmp_path / "a.html").text
    assert "12 blessés" in text
    assert "96" in text
    assert not [n for n in ("99", "98", "97", "95", "123") if n in text]


def test_a_pdf_drawn_word_by_word_has_its_blanks(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=1)
    canvas.setFont("Helvetica", 11)
    x = 60.0
    for word in ["Il", "y", "a", "12", "morts", "et", "3,5", "millions", "de", "sinistrés", "à", "Lyon,", "selon", "le", "maire."]:
        canvas.drawString(x, 700, word)
        x += canvas.stringWidth(word, "Helvetica", 11) + 3
    canvas.drawString(60, 680, "Le bilan est de 14")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(60 + canvas.stringWidth("Le bilan est de 14", "Helvetica", 11), 684, "2")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(66 + canvas.stringWidth("Le bilan est de 14", "Helvetica", 11), 680, "morts.")
    canvas.save()
    text = " ".join(load(tmp_path / "a.pdf").text.split())
    assert text == "Il y a 12 morts et 3,5 millions de sinistrés à Lyon, selon le maire. Le bilan est de 14 morts."


def test_lines_that_differ_in_their_figures_are_no_headers(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=1)
    for number, dead in enumerate((12, 14, 19), 1):
        canvas.drawString(60, 780, f"Bilan provisoire : {dead} morts.")
        canvas.drawString(60, 400, "Une ligne au milieu de la page, assez longue pour être lue.")
        canvas.drawString(280, 30, f"Page {number}")
        canvas.showPage()
    canvas.save()
    text = load(tmp_path / "a.pdf").text
    assert [n for n in (12, 14, 19) if f"{n} morts" in text] == [12, 14, 19]
    assert "Page" not in text


def test_numbers_of_a_pdf_are_no_page_numbers_and_cells_stay_apart(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), invariant=1)
    for y, line in zip(range(780, 600, -20), ("12", "morts et", "40", "blessés à Brest, selon la préfecture du Finistère."), strict=False):
        canvas.drawString(60, y, line)
    canvas.drawString(60, 500, "Brest")
    canvas.drawString(200, 500, "12 morts")
    canvas.drawString(340, 500, "40 blessés")
    canvas.save()
    text = load(tmp_path / "a.pdf").text
    assert "12" in text.split("\n\n")[0]
    assert "Brest | 12 morts | 40 blessés" in text


def test_a_pdf_has_its_words_and_sentences_whole_again(tmp_path: Path) -> None:
    long = "Le feu qui a ravagé la halle de Port-Lannec a fait douze blessés parmi les mareyeurs, a annoncé mercredi la procureure. " * 3
    (tmp_path / "a.pdf").write_bytes(as_pdf([long, "Une seconde phrase, courte.", *[f"Et {n * 'puis '}: {long}" for n in range(30)]]))
    text = load(tmp_path / "a.pdf").text.split("\n\n")
    assert text[0] == long.strip()
    assert text[1] == "Une seconde phrase, courte."
    assert len(text) == 32


def test_a_scan_and_a_locked_pdf_say_what_to_do(tmp_path: Path) -> None:
    import pypdf

    empty = pypdf.PdfWriter()
    empty.add_blank_page(200, 200)
    empty.write(tmp_path / "scan.pdf")
    with pytest.raises(InputError, match="scan") as caught:
        load(tmp_path / "scan.pdf")
    assert "OCR" in caught.value.remedy
    locked = pypdf.PdfWriter(clone_from=io.BytesIO(as_pdf(["Le feu a fait 12 blessés."])))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(tmp_path / "locked.pdf")
    with pytest.raises(InputError, match="password"):
        load(tmp_path / "locked.pdf")


# ---- which reader


@pytest.mark.parametrize(("name", "made"), [("a.txt", as_html), ("a.md", as_pdf), ("a.html", as_docx)])
def test_the_content_decides_before_the_name(tmp_path: Path, name: str, made) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / name).write_bytes(made(["Le feu a fait 12 blessés à Port-Lannec, selon le maire."]))
    article = load(tmp_path / name)
    assert article.counted_in == "extracted-text"
    assert "12 blessés" in article.text


def test_a_zip_holds_articles_of_all_formats(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "desk.zip", "w") as archive:
        archive.writestr("b/one.md", "Le feu a fait 12 blessés.")
        archive.writestr("two.html", as_html(["Le feu a fait 14 blessés."]))
        archive.writestr("three.pdf", b"%PDF-1.4 broken")
        archive.writestr("photo.jpg", b"\xff\xd8")
        archive.writestr(".hidden.md", "rien")
    found = list(load_all(tmp_path / "desk.zip"))
    assert [d.source for d in found if isinstance(d, Document)] == ["desk-one", "desk-two"]
    errors = {Path(e.path).name: type(e).__name__ for e in found if isinstance(e, InputError)}
    assert errors == {"desk.zip#three.pdf": "InputError", "desk.zip#photo.jpg": "UnknownFormatError"}
    report, _ = check([tmp_path], Options())
    assert [Path(p).name for p in report.left_aside] == ["desk.zip#photo.jpg"]


def test_two_files_of_one_name_in_an_archive_are_both_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "desk.zip", "w") as archive:
        for folder, dead in (("a", 12), ("b", 14)):
            archive.writestr(f"{folder}/x.md", f"Le feu a fait {dead} blessés.")
    assert [d.source for d in load_all(tmp_path / "desk.zip") if isinstance(d, Document)] == ["desk-a-x", "desk-b-x"]


def test_sources_toml_overrides_what_a_file_tells(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Ancien\npublished: 2026-01-01\n---\nLe feu a fait 12 blessés hier.", encoding="utf-8")
    (tmp_path / "sources.toml").write_text('["a.md"]\npublished = 2026-03-11\nsource = "Port Actu"\ncredits = ["AFP"]\n', encoding="utf-8")
    article = load(tmp_path / "a.md")
    assert (article.title, article.outlet, article.credits) == ("Ancien", "Port Actu", ("AFP",))
    assert (article.published.day, article.published.basis) == (dt.date(2026, 3, 11), "sources-file")
    assert [c.basis for c in article.published.candidates] == ["sources-file", "front-matter"]


@pytest.mark.parametrize(
    ("written", "line", "problem"),
    [
        ('["a.md"]\npublisht = 2026-01-01', 2, "publisht"),
        ('["a.md"]\npublished = "hier"', 2, "not a day"),
        ('["a.md"]\ntitle = 3', 2, "not text"),
        ('["../a.md"]\ntitle = "x"', 1, "no name of a file"),
        ("title = 3", 1, "no table"),
        ('["a.md"\n', 1, "no TOML"),
    ],
)
def test_a_wrong_sources_toml_names_its_line(tmp_path: Path, written: str, line: int, problem: str) -> None:
    (tmp_path / "a.md").write_text("Le feu a fait 12 blessés.", encoding="utf-8")
    (tmp_path / "sources.toml").write_text(written, encoding="utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        load(tmp_path / "a.md")
    assert caught.value.path.endswith("sources.toml")
    assert caught.value.line == line
