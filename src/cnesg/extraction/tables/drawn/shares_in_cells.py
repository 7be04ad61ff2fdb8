"""Fields of a drawn grid that hold a count with its share: `1,820 (25%)` becomes two columns under one header."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.geometry.bracketed import heads_of_counts
from cnesg.extraction.tables.model import Column, Fragment, Row
from cnesg.framework.regexes import regex

_COUNT_AND_SHARE = regex(r"(?P<count>\d{1,3}(?:,\d{3})*|\d+)\s?(?P<share>\(\s?(?P<value>\d{1,3}(?:\.\d+)?\s?%)\s?\))")


def count_and_share(parts: Sequence[Fragment]) -> tuple[Fragment, Fragment] | None:
    """The count and the bracketed share that a field holds side by side or one below the other, and nothing else.

    Args:
        parts: the fragments of the field, one for each line.
    """
    found = _COUNT_AND_SHARE.fullmatch("".join(part.folded.strip() for part in parts)) if len(parts) <= 2 else None
    if found is None:
        return None
    if len(parts) == 2:
        whole = parts[1].folded.strip() == found["share"]
        return (parts[0], _cut(parts[1], found["value"])) if whole else None
    one = parts[0]
    return _cut(one, found["count"]), _cut(one, found["value"])


def _cut(whole: Fragment, digits: str) -> Fragment:
    """The number with these digits out of the fragment that holds it."""
    at = whole.folded.index(digits)
    end = at + len(digits)
    x0, top, x1, bottom = whole.bbox
    each = (x1 - x0) / len(whole.text)
    return replace(
        whole,
        text=whole.text[at:end],
        folded=digits,
        bbox=(x0 + each * at, top, x0 + each * end, bottom),
        start=whole.start + at,
        kind="number",
    )


def with_shares_beside(
    rows: Sequence[Row], columns: Sequence[Column], shares: Sequence[Sequence[Fragment | None]]
) -> tuple[tuple[Row, ...], tuple[Column, ...]]:
    """Rows and columns with a column of shares right of each column some of whose fields hold one.

    Args:
        rows: rows with their counts.
        columns: their columns.
        shares: for each row the share of each column, None where the field holds none.
    """
    held = {at for at in range(len(columns)) if any(row[at] is not None for row in shares)}
    if not held:
        return tuple(rows), tuple(columns)
    wide = [
        (replace(column, headers=heads_of_counts(column.headers)), column) if at in held else (column,)
        for at, column in enumerate(columns)
    ]
    made = [
        replace(
            row,
            cells=tuple(c for at, c in enumerate(_interleaved(row.cells, beside)) if at % 2 == 0 or at // 2 in held),
        )
        for row, beside in zip(rows, shares, strict=True)
    ]
    return tuple(made), tuple(column for several in wide for column in several)


def _interleaved(counts: Sequence[Fragment | None], shares: Sequence[Fragment | None]) -> list[Fragment | None]:
    return [cell for pair in zip(counts, shares, strict=True) for cell in pair]
