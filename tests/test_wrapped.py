"""Texts that were cut into lines of one width say what they said before."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

import pytest

from claims.documents import document
from claims.extract import extract, prepare
from claims.wrapped import unwrapped

SAME = 0.985


def told(text: str) -> Counter[tuple[str, str]]:
    return Counter((claim.kind, " ".join(claim.exact.split())) for claim in extract(prepare(document(text, "a"))).claims)


@pytest.mark.parametrize("width", [60, 72])
def test_articles_cut_to_a_width_give_the_same_claims(width: int, shared: Path) -> None:
    before, after = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for path in sorted((shared / "stories" / "sarkozy-libye" / "articles").iterdir()):
        text = path.read_text(encoding="utf-8")
        head, _, body = text.partition("\n---\n")
        lines = [textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in body.split("\n")]
        before += told(text)
        after += told("\n".join([head, "---", *lines]))
    assert (before & after).total() >= SAME * before.total()


def test_a_wire_cut_in_mid_figure() -> None:
    wire = (
        "Le butin du braquage de la bijouterie de Marsanne est estimé à 88\n"
        "millions d'euros, a indiqué mardi la procureure Claire Martin, qui\n"
        "dirige l'enquête ouverte après les faits survenus en plein centre.\n"
    )
    assert ("figure", "88 millions d'euros") in told(wire)


@pytest.mark.parametrize(
    "text",
    [
        "Un titre\nUne ligne.\nUne autre ligne.\n",
        "- un point de la liste qui est assez long pour remplir une ligne\n- un autre point de la liste qui est assez long pour la remplir\n- un dernier\n",
        "Le maire a parlé le premier de tous ceux qui étaient venus.\nPuis la préfète a pris la parole devant les élus réunis là.\nTout le monde est parti à midi sous la pluie et le vent froid.\n",
        "| a | b |\n|---|---|\n| 12 morts dans le premier des deux accidents | 13 morts dans l'autre |\n",
        "",
        "\n\n\n",
    ],
)
def test_lines_that_were_not_cut_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_every_character_keeps_its_place() -> None:
    text = "mot " * 100
    cut = textwrap.fill(text, 60)
    assert len(unwrapped(cut)) == len(cut)
    assert unwrapped(cut) == " ".join(text.split())
