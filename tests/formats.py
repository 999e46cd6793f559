"""One article in every format that is read: what the tests of the readers build their files with."""

from __future__ import annotations

import html
import io
import json
from collections.abc import Callable, Sequence

NEWSML = (
    '<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:x" version="1"'
    ' standard="NewsML-G2" standardversion="2.29" xml:lang="fr"><itemMeta><itemClass qcode="ninat:text"/>{meta}</itemMeta>'
    '<contentMeta>{content}</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">'
    '<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html></inlineXML></contentSet></newsItem>'
)


def _elements(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)


def as_html(paragraphs: Sequence[str]) -> bytes:
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        f"<title>{html.escape(paragraphs[0])}</title></head><body><nav><a href='/'>Accueil</a></nav>"
        f"<article>{_elements(paragraphs)}</article><footer>©</footer></body></html>"
    ).encode()


def as_docx(paragraphs: Sequence[str]) -> bytes:
    import docx

    document, file = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(file)
    return file.getvalue()


def as_pdf(paragraphs: Sequence[str], *, compressed: bool = True) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    style = ParagraphStyle("body", fontName="Vera", fontSize=10, leading=12, spaceAfter=8)
    file = io.BytesIO()
    SimpleDocTemplate(file, invariant=1, pageCompression=int(compressed)).build([Paragraph(html.escape(p), style) for p in paragraphs])
    return file.getvalue()


def as_laid_out_pdf(paragraphs: Sequence[str], size: int, columns: int, *, justified: bool, header: bool) -> bytes:
    """A PDF as newspapers print them: columns, justified type, a line at the top of each page and its number at the bottom."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    file = io.BytesIO()
    width = (495 - 20 * (columns - 1)) / columns
    frames = [Frame(50 + i * (width + 20), 60, width, 712, id=str(i)) for i in range(columns)]

    def margins(canvas, _document):  # type: ignore[no-untyped-def]
        if header:
            canvas.setFont("Vera", 7)
            canvas.drawString(50, 802, "Le Quotidien du Port - édition du 3 mai 2019")
            canvas.drawString(280, 30, f"Page {canvas.getPageNumber()}")

    document = BaseDocTemplate(file, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=margins))
    style = ParagraphStyle("body", fontName="Vera", fontSize=size, leading=1.25 * size, spaceAfter=8, alignment=4 if justified else 0)
    document.build([Paragraph(html.escape(p), style) for p in paragraphs])
    return file.getvalue()


def as_ninjs(paragraphs: Sequence[str]) -> bytes:
    return json.dumps({"uri": "urn:x:1", "type": "text", "language": "fr", "body_html": _elements(paragraphs)}).encode()


def as_newsml(paragraphs: Sequence[str]) -> bytes:
    return NEWSML.format(meta='<pubStatus qcode="stat:usable"/>', content="", body=_elements(paragraphs)).encode()


FORMATS: dict[str, Callable[[Sequence[str]], bytes]] = {
    ".html": as_html,
    ".docx": as_docx,
    ".pdf": as_pdf,
    ".json": as_ninjs,
    ".xml": as_newsml,
}
