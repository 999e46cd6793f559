"""Forms of a word from its dictionary form, so that a lexicon lists a verb once.

A lexicon file may hold

    [inflection.<model>]    cut = "er", finite = ["e", "ent", …], "" = ["", "s"]
    [inflect.<class>]       lemma = "model" or ["model", "model"]
    [also]                  <class> = "<class>": the forms of the first are of the second as well

Each form belongs to `<class>` and, where its group of endings has a name, to `<class>-<group>`; its value is the lemma.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Model = Mapping[str, Any]


def forms(topics: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Every (form, class, lemma) that the lexicon files ask for; ValueError names a lemma whose model is unknown or does not fit."""
    tables = list(topics)
    models: dict[str, Model] = {}
    for table in tables:
        models.update(table.get("inflection", {}))
    for table in tables:
        for told, lemmas in table.get("inflect", {}).items():
            for name in (told, *filter(None, [table.get("also", {}).get(told)])):
                for lemma, wanted in lemmas.items():
                    for model in (wanted,) if isinstance(wanted, str) else wanted:
                        yield from _inflected(lemma, name, model, models)


def _inflected(lemma: str, name: str, model: str, models: Mapping[str, Model]) -> Iterator[tuple[str, str, str]]:
    endings = models.get(model)
    if endings is None or not lemma.endswith(endings["cut"]):
        raise ValueError(f"[inflect.{name}] {lemma}: no model {model!r} that fits; add it to [inflection] or mend the line")
    stem = lemma.removesuffix(endings["cut"])
    for group, listed in endings.items():
        if group == "cut":
            continue
        for ending in listed:
            yield stem + ending, name, lemma
            if group:
                yield stem + ending, f"{name}-{group}", lemma
