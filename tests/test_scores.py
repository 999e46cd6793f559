"""The labelled stories: what the program finds in them, against floors that may only rise (`floors.json`).

`stories` are scored one by one, `groups` together; those `worked on` were read while rules were written and taught the weights,
`invented` ones are our own (`tests/stories`), those `written for this version` too, labelled before the program saw them. `slots` are compared with slots filled by hand.
"""

import contextlib
import importlib
import importlib.util
import io
import json
import pathlib
import sys
from collections import defaultdict

import pytest

from consistency.options import Options
from consistency.pipeline import check
from reports.json import contract

HERE = pathlib.Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
MEAN = "pairs aligned, mean over facts"


@pytest.fixture(scope="module")
def counts(shared, tmp_path_factory):
    """The counts of a story by the scoring script: {measure: [right, of]}; each story is scored once."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    known = {}

    def of(story):
        if story not in known:
            own = HERE / "stories" / story
            folder = own if (own / "articles").exists() else shared / "stories" / story
            report, _ = check([folder / "articles"], Options())
            run = tmp_path_factory.mktemp("scores") / f"{story}.json"
            run.write_text(json.dumps(contract(report)), encoding="utf-8")
            known[story] = _printed(module, ["score", str(folder / "gold.yaml"), str(run), str(folder / "articles"), "--json"])
        return known[story]

    return of


def _printed(module, argv):
    kept, sys.argv = sys.argv, argv
    told = io.StringIO()
    try:
        with contextlib.redirect_stdout(told):
            module.main()
    finally:
        sys.argv = kept
    return json.loads(told.getvalue())


def below(tallies, floors):
    """The measures that fall below their floors: {measure: (share, floor)}."""
    total = defaultdict(lambda: [0, 0])
    for tally in tallies:
        for name, (right, of) in tally.items():
            total[name][0] += right
            total[name][1] += of
    shares = {name: right / of for name, (right, of) in total.items() if of}
    return {name: (round(shares[name], 3), floor) for name, floor in floors.items() if name in shares and shares[name] < floor}


@pytest.mark.parametrize("story", sorted(FLOORS["stories"]))
def test_story_keeps_its_floors(story, counts):
    missing = FLOORS["stories"][story].keys() - counts(story).keys()
    assert not missing
    assert not below([counts(story)], FLOORS["stories"][story])


@pytest.mark.parametrize("group", sorted(FLOORS["groups"]))
def test_group_keeps_its_floors(group, counts):
    row = FLOORS["groups"][group]
    tallies = [counts(story) for story in row["stories"]]
    assert MEAN in row["floors"]
    assert any(MEAN in tally for tally in tallies)
    assert not below(tallies, row["floors"])


def test_speakers_are_as_right_where_nobody_looked(counts):
    """The story on which the speakers were tuned last, and one whose quotes nobody read: right about as often."""
    told = FLOORS["speakers"]
    right, of = zip(*(counts(told[name])["speaker right"] for name in ("tuned last", "kept out")), strict=True)
    assert min(of) > 100
    assert abs(right[0] / of[0] - right[1] / of[1]) <= told["at most apart"]


def test_slots_keep_their_floors(shared, root, monkeypatch):
    monkeypatch.syspath_prepend(root / "benchmarks")
    slots = importlib.import_module("slots")
    found = slots.table(shared / "stories", shared / "slots", FLOORS["slots"]["stories"])
    shares = {f"{kind} {slot}": slots.shares(rows)[0] for (kind, slot), rows in found.items()}
    assert not {name: (shares[name], floor) for name, floor in FLOORS["slots"]["floors"].items() if shares[name] < floor}
