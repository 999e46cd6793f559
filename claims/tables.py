"""Tables in plain text: lines of cells parted by bars. What stands at the head of a column says what its numbers are."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from claims.reading import Reading

_BAR = "|"
_LEAST_ROWS = 2
_LEAST_BARS = 1


class Cell(Struct, frozen=True):
    """Where the cell of a term begins and ends, that of the head of its column, and that of the first of its row (ranges of terms)."""

    own: tuple[int, int]
    head: tuple[int, int]
    opening: tuple[int, int]


def cells(reading: Reading) -> dict[int, Cell]:
    """The cell of each term of a table's rows below its head; nothing for other terms."""
    found: dict[int, Cell] = {}
    for table in _tables(reading):
        heads = table[0]
        for row in table[1:]:
            for column, own in enumerate(row):
                cell = Cell(own, heads[column], row[0])
                found.update((i, cell) for i in range(*own))
    return found


def unit_of_column(reading: Reading, cell: Cell) -> str:
    """The unit that the head of a column gives its numbers (UCUM, or `%`): « Surface (ha) », "Acres"; empty where it gives none."""
    heads = [t for t in reading.terms[slice(*cell.head)] if t.end - t.start > 1 or reading.text[t.start] == t.key]  # « M » is no metre
    shares = ["%" for term in heads if "percent" in term.classes]
    units = [unit for term in heads if (unit := reading.lexicon.value(term.key, _UNIT)) is not None]
    return str([*shares, *units, ""][0])


_UNIT = "unit-of-measure"


def _tables(reading: Reading) -> Iterator[list[list[tuple[int, int]]]]:
    """Lines that stand together and have as many cells, as rows of cells."""
    rows: list[list[tuple[int, int]]] = []
    for start, end in reading.paragraphs:
        row = _row(reading, start, end)
        if rows and len(row) != len(rows[0]):
            if len(rows) >= _LEAST_ROWS:
                yield rows
            rows = []
        if len(row) > _LEAST_BARS:
            rows.append(row)
    if len(rows) >= _LEAST_ROWS:
        yield rows


def _row(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a line; bars at its ends part nothing."""
    terms = reading.terms
    while end > start and (terms[end - 1].kind == "break" or terms[end - 1].key == _BAR):
        end -= 1
    if start < end and terms[start].key == _BAR:
        start += 1
    bars = [i for i in range(start, end) if terms[i].key == _BAR]
    return list(zip([start, *(b + 1 for b in bars)], [*bars, end], strict=True)) if bars else []
