"""The contradictions of an easy kind that `benchmarks/corpus.py` plants: all are told, and nothing else is accused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from claims.records import FigureClaim
from consistency.options import Options
from consistency.pipeline import check

ARTICLES = 400
KIND = {"damage": "figure", "day": "date"}


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_planted_is_told_and_nothing_else(tmp_path: Path, root: Path, seed: int) -> None:
    sys.path.insert(0, str(root / "benchmarks"))
    import corpus

    planted = {one.story: one for one in corpus.write(tmp_path / "desk", ARTICLES, seed)}
    found, besides = set(), []
    for folder in sorted((tmp_path / "desk").iterdir()):
        report, _ = check([folder], Options())
        told, wrong = {claim.id: claim for claim in report.claims}, planted.get(folder.name)
        for finding in report.findings:
            if finding.verdict not in ("conflict", "internal"):
                continue
            if wrong and any((told[c].source, told[c].kind) == (wrong.source, KIND[wrong.fact]) for c in finding.claims):
                found.add(folder.name)
            else:
                besides.append((folder.name, [told[c].exact for c in finding.claims]))
    assert len(planted) > 10
    assert set(planted) - found == set()
    assert besides == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Le coût de l'incendie atteint 81 millions d'euros, selon l'assureur.", "price"),
        ("The cost of the fire has reached €81 million, the insurer said.", "price"),
        ("Le loyer passe à 640 euros, a écrit le propriétaire au locataire.", "rent"),
        ("The damage of the fire is put at €81 million.", "damage"),
    ],
)
def test_who_pays_is_no_amount(tmp_path: Path, text: str, measure: str) -> None:
    (tmp_path / "a.md").write_text(f"---\npublished: 2026-03-12\n---\n{text}\n", encoding="utf-8")
    report, _ = check([tmp_path], Options())
    (amount,) = (claim for claim in report.claims if isinstance(claim, FigureClaim))
    assert amount.slots.measure is not None
    assert amount.slots.measure.value == measure
