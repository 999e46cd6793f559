"""The labelled stories: what the program finds in them, against floors that may only rise (`floors.json`)."""

import contextlib
import importlib.util
import io
import json
import sys

import pytest

from consistency.options import Options
from consistency.pipeline import check
from reports.json import contract

FLOORS = json.loads((__import__("pathlib").Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


def scored(scorer, gold, articles, run):
    """The counts of the scoring script: {measure: [right, of]}."""
    spec = importlib.util.spec_from_file_location("score", scorer)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    argv, sys.argv = sys.argv, ["score", str(gold), str(run), str(articles), "--json"]
    told = io.StringIO()
    try:
        with contextlib.redirect_stdout(told):
            module.main()
    finally:
        sys.argv = argv
    return json.loads(told.getvalue())


@pytest.mark.parametrize("story", sorted(FLOORS))
def test_story_keeps_its_floors(story, shared, tmp_path):
    folder = shared / "stories" / story
    report, _ = check([folder / "articles"], Options())
    run = tmp_path / "run.json"
    run.write_text(json.dumps(contract(report)), encoding="utf-8")
    counts = scored(shared / "tools" / "score.py", folder / "gold.yaml", folder / "articles", run)
    shares = {name: right / of for name, (right, of) in counts.items() if of}
    below = {name: (round(shares.get(name, 0.0), 3), floor) for name, floor in FLOORS[story].items() if shares.get(name, 0.0) < floor}
    assert not below, f"{story}: measured, floor: {below}"
