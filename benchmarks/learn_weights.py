"""Learn the weights of `consistency/weights.toml` from labelled stories, leave-one-story-out.

    python benchmarks/learn_weights.py STORIES_DIR --out consistency/weights.toml [--hold STORY …]

A pair of claims of two articles is positive where one gold fact holds both, negative where two facts do; pairs of one
fact (or of the same two) share their weight, so that a fact told by twenty articles does not drown the others. The model is a
logistic regression with weights that may not be negative (every feature is built so that more of it speaks for one thing),
by projected gradient descent with an L2 penalty. Held-out stories are never read.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import pathlib
import re
import sys
from collections import Counter

import yaml

from claims.documents import load
from claims.extract import prepare
from claims.records import Claim, DateClaim, FigureClaim
from consistency.align import FITTING, KINDS
from consistency.consensus import disjoint, voice
from consistency.items import items
from consistency.stories import story

BLANKS = str.maketrans(dict.fromkeys("\xa0\u2007\u2009\u202f\t", " ") | {"’": "'"})
SIGNED = {"constant", "days", "closeness", "distinctive"}
"""Features that may speak for or against."""

LEAN = {
    "figure-same": 1.2,
    "figure-differ": 0.9,
    "date-same": 0.3,
    "date-overlap": 1.2,
    "date-differ": 0.9,
    "time-same": 2.0,
    "time-differ": 1.7,
}
"""Added to the constants: the labelled pairs hold far more strangers than a block of candidates does, but for those of one day."""


Sample = tuple[str, dict[str, float], tuple[bool, float]]
"""A pair: the model it belongs to, its features, whether it is one fact, and how much it weighs."""


def located(folder: pathlib.Path):
    """The items of a story with the gold facts that each is evidence of."""
    told = story(folder.name, [prepare(load(p)) for p in sorted((folder / "articles").iterdir())])
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    owners: dict[str, set[str]] = {}
    for fact in gold["facts"]:
        for value in fact["values"]:
            text = told.documents[value["source"]].text.translate(BLANKS)
            needle = str(value["evidence"]).translate(BLANKS)
            places = [(m.start(), m.end()) for m in re.finditer(re.escape(needle), text)]
            for claim in told.claims:
                told_here = claim.source == value["source"] and claim.kind == fact["kind"]
                if told_here and any(claim.start < e and s < claim.end for s, e in places) and _fits(fact["kind"], value["value"], claim):
                    owners.setdefault(claim.id, set()).add(fact["id"])
    return items(told), owners


def _fits(kind: str, want: object, claim: Claim) -> bool:
    """Whether a claim in the right place has the number that the gold gives; dates and quotes always fit."""
    match = re.match(r"\s*([-+]?\d+(?:\.\d+)?)", str(want))
    if kind != "figure" or match is None or ".." in str(want) or ";" in str(want):
        return True
    return isinstance(claim, FigureClaim) and math.isclose(float(match[1]), float(claim.value.number), rel_tol=1e-6)


def samples(folder: pathlib.Path):
    """(model, features, label) of every pair of located claims of two articles that may meet."""
    found, owners = located(folder)
    known = [i for i in found if i.claim.id in owners]
    kept = list(across_values(known, owners))
    for one, other in itertools.combinations(known, 2):
        a, b = one.claim, other.claim
        kind = KINDS.get(a.kind)
        if kind is None or a.source == b.source or a.kind != b.kind or not _share_a_block(kind, [one], [other]):
            continue
        if kind.may_meet(a, b) and not kind.unlike(one, other):
            label = bool(owners[a.id] & owners[b.id])
            kept.append((owners[a.id], owners[b.id], kind.model(a, b), kind.features(one, other), label))
    keys = [(model, *sorted((min(mine), min(others)))) for mine, others, model, _, _ in kept]
    often = Counter(keys)
    for key, (_, _, model, features, label) in zip(keys, kept, strict=True):
        yield model, features, (label, 1 / math.sqrt(often[key]))


def _share_a_block(kind, mine, others) -> bool:
    """Whether claims of two groups share a block in which values that differ are weighed."""
    ours, theirs = ({key for item in items for key in kind.blocks(item.claim) if key[0] not in FITTING} for items in (mine, others))
    return not ours.isdisjoint(theirs)


def across_values(known, owners):
    """(owners, owners, model, features, label) of every pair of groups of one value of two facts or of one."""
    groups: dict[tuple, list] = {}
    for item in known:
        value = item.claim.value
        key = (value.number, value.high, value.unit) if isinstance(item.claim, FigureClaim) else getattr(value, "value", None)
        if isinstance(item.claim, FigureClaim | DateClaim):
            for fact in owners[item.claim.id]:
                groups.setdefault((item.claim.kind, fact, key), []).append(item)
    for (one, mine), (other, others) in itertools.combinations(groups.items(), 2):
        if one[0] != other[0]:
            continue
        kind = KINDS[one[0]]
        one_voice, other_voice = voice(range(len(mine)), mine), voice(range(len(others)), others)
        a, b = one_voice.item, other_voice.item
        if not _share_a_block(kind, mine, others):
            continue
        if not kind.may_meet(a.claim, b.claim) or not kind.unlike(a, b):
            continue
        label = one[1] == other[1] or bool({f for i in mine for f in owners[i.claim.id]} & {f for i in others for f in owners[i.claim.id]})
        yield {one[1]}, {other[1]}, kind.model(a.claim, b.claim), kind.features(a, b) | disjoint(one_voice, other_voice), label


def fit(rows, steps: int = 1500, rate: float = 0.3, penalty: float = 0.01):
    """Weights of a logistic regression; positives and negatives weigh as they come."""
    import numpy as np

    names = ["constant", *rows[0][0]]
    x = np.array([[1.0, *(f[n] for n in names[1:])] for f, _ in rows])
    y = np.array([float(label) for _, (label, _) in rows])
    weight = np.array([w for _, (_, w) in rows])
    weight /= weight.mean()
    w = np.zeros(len(names))
    free = np.array([n in SIGNED for n in names])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        grad = x.T @ (weight * (p - y)) / len(y) + penalty * np.where(np.arange(len(names)) == 0, 0, w) / 10
        w -= rate * grad * 3
        w = np.where(free, w, np.maximum(w, 0))
    return {n: round(float(v), 3) for n, v in zip(names, w, strict=True)}


Models = dict[str, dict[str, float]]
"""By model, the weight of each feature and the constant."""


GATED = {"figure-differ": ("measure", "toll", "whole", "names", "exact"), "figure-same": ("grows",)}
"""Features left out of a model: what decides already who may meet, and would count a misread slot twice; what says nothing of its pairs."""


def learn(data: dict[str, list[Sample]], lean: bool = True) -> Models:
    """The weights of every model from the samples of some stories; `lean` adds what the labelled pairs lack."""
    models: Models = {}
    for model in sorted({m for rows in data.values() for m, _, _ in rows}):
        left = GATED.get(model, ())
        models[model] = fit(
            [({k: v for k, v in f.items() if k not in left}, y) for rows in data.values() for m, f, y in rows if m == model]
        )
        if lean:
            models[model]["constant"] = round(models[model]["constant"] + LEAN[model], 3)
    return models


def quality(weights, rows) -> tuple[float, float, int, int]:
    """Precision and recall at one half, positives, and pairs."""

    def p(f):
        return 1 / (1 + math.exp(-max(-30, min(30, weights["constant"] + sum(weights.get(n, 0) * v for n, v in f.items())))))

    said = [(p(f) >= 0.5, label) for f, (label, _) in rows]
    hit = sum(s and label for s, label in said)
    return hit / max(1, sum(s for s, _ in said)), hit / max(1, sum(label for _, label in said)), sum(label for _, label in said), len(said)


def told(figures: tuple[float, float, int, int]) -> str:
    """Precision and recall in words."""
    return f"P {figures[0]:.2f} R {figures[1]:.2f} ({figures[2]} of {figures[3]})"


def main() -> None:
    """Learn, print the leave-one-out scores, write the file."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("stories", type=pathlib.Path)
    cli.add_argument("--hold", nargs="*", default=[])
    cli.add_argument("--out", type=pathlib.Path)
    args = cli.parse_args()
    folders = [p for p in sorted(args.stories.iterdir()) if (p / "gold.yaml").exists() and p.name not in args.hold]
    data = {f.name: list(samples(f)) for f in folders}
    lines = [
        "# Learned by benchmarks/learn_weights.py from the stories named below; see docs/alignment.md.",
        f"stories = {json.dumps([f.name for f in folders])}",
    ]
    for name in data:
        models = learn({other: rows for other, rows in data.items() if other != name}, lean=False)
        for model, weights in models.items():
            test = [(f, y) for m, f, y in data[name] if m == model]
            if test:
                print(model, name, told(quality(weights, test)))
    for model, weights in learn(data).items():
        print(model, weights)
        lines += ["", f"[model.{model}]", *(f'"{n}" = {v}' for n, v in weights.items())]
    if args.out:
        args.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
