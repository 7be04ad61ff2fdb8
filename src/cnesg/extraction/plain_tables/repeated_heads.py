"""Tables whose years each stand over the same few heads: 2022 2023, and below it Target Actual Target Actual.

Nothing but blanks set them apart. A row has a figure for each of the lower heads; over them the year is said again,
so that the reader of grids finds it over every column.
"""

from collections.abc import Iterator, Sequence

from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.plain_tables.heads import Head, head_of
from cnesg.extraction.plain_tables.parts import LineReader, Parts
from cnesg.extraction.plain_tables.records import cell_of
from cnesg.text import Line

_MOST_YEARS, _MOST_HEADS = 5, 4
_LONGEST_HEAD = 24
_BETWEEN = 2  # lines among the rows that are none: a row with words in the place of figures


def rows_below_repeated_heads(
    lines: Sequence[Line], know: Knowledge, reader: LineReader, year: int
) -> dict[int, GridRow]:
    """Heads and rows by the number of their line.

    Args:
        lines: the lines of a page.
        know: the vocabulary.
        reader: what takes lines apart.
        year: the document's fiscal year.
    """
    rows: dict[int, GridRow] = {}
    printed = [line for line in lines if line.text.strip()]
    for at in range(len(printed) - 2):
        lower = _repeats(printed[at + 1])
        head = head_of(printed[at], year) if lower else None
        if head is None or not 1 < len(head.years) <= _MOST_YEARS or head.behind or printed[at].number in rows:
            continue
        heads = _heads(printed[at + 1], len(head.years))
        below = list(_below(printed[at + 2 :], reader, len(heads))) if heads else []
        named = any(know.lexicon.find(printed_form(line.text)).hits for line, _ in below)
        if below and (named or (at and know.lexicon.find(printed_form(printed[at - 1].text)).hits)):
            rows |= _grid(head, heads, printed[at : at + 2], below)
    return rows


def _repeats(line: Line) -> bool:
    """Whether the first word of a line stands in it again, which costs little to see."""
    words = line.text.split()
    return 4 <= len(words) <= _MOST_YEARS * _MOST_HEADS * 2 and words[0][:1].isupper() and words[0] in words[2:]


def _heads(line: Line, years: int) -> list[Cell]:
    """The heads of a line that says the same ones over again for each of so many years; none where it does not."""
    words: list[tuple[str, int]] = []
    at = 0
    for word in line.text.split():
        at = line.text.index(word, at)
        words.append((word, at))
        at += len(word)
    length, rest = divmod(len(words), years)
    texts = [word for word, _ in words]
    if rest or length < 2 or any(texts[i] != texts[i % length] for i in range(len(texts))):
        return []
    if any(not word.replace("(", "").replace(")", "").isalpha() for word in texts):
        return []
    begins = [i for i in range(len(texts)) if texts[i][0].isupper() or i % length == 0]
    if not 2 * years <= len(begins) <= _MOST_HEADS * years:
        return []
    ends = [*(i - 1 for i in begins[1:]), len(words) - 1]
    spans = [(words[a][1], words[b][1] + len(words[b][0])) for a, b in zip(begins, ends, strict=True)]
    if any(end - start > _LONGEST_HEAD for start, end in spans):
        return []
    return [Cell(line.text[start:end], line, start, end) for start, end in spans]


def _below(lines: Sequence[Line], reader: LineReader, figures: int) -> Iterator[tuple[Line, Parts]]:
    """The lines below that are rows of a label and so many figures."""
    apart = 0
    for line in lines:
        parts = reader.parts(line.text)
        if parts is not None and parts.label and len(parts.values) == figures:
            apart = 0
            yield line, parts
        elif apart == _BETWEEN or (apart := apart + 1) > _BETWEEN:
            return


def _grid(
    head: Head, heads: Sequence[Cell], over: Sequence[Line], below: Sequence[tuple[Line, Parts]]
) -> dict[int, GridRow]:
    units = any(parts.unit for _, parts in below)
    first: tuple[None, ...] = (None, None) if units else (None,)
    each = len(heads) // len(head.years)
    years = tuple(cell_of(piece) for piece in head.years for _ in range(each))
    rows: dict[int, GridRow] = {over[0].number: (*first, *years), over[1].number: (*first, *heads)}
    for line, parts in below:
        label = cell_of((line, parts.label[0][0], parts.label[-1][1]))
        unit = (cell_of((line, *parts.unit)) if parts.unit else None,) if units else ()
        rows[line.number] = (label, *unit, *(cell_of((line, *span)) for span in parts.values))
    return rows
