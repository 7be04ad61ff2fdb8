"""Labels each with its figure behind it, several on a line: `Total employees 3,642 New hires 512`."""

from collections.abc import Iterator, Sequence

from cnesg.extraction.cell_runs.titles import Titles
from cnesg.extraction.cell_runs.tokens import Tokens, is_sentence
from cnesg.extraction.cell_runs.years import Found
from cnesg.extraction.grids.grid import Grid
from cnesg.text import Line

_FEWEST, _MOST = 2, 5


def pairs_in_lines(lines: Sequence[Line], tokens: Tokens, titles: Titles) -> Iterator[Found]:
    """A table for each line of nothing but such pairs, whose labels all name metrics from the first word to the last.

    Args:
        lines: the printed lines of a page.
        tokens: what takes lines apart.
        titles: what knows labels.
    """
    for line in lines:
        found = tokens.of(line)
        labels, values = found[::2], found[1::2]
        if not _FEWEST <= len(values) <= _MOST or len(labels) != len(values) or is_sentence(line.text):
            continue
        if any(one.kind != "words" for one in labels) or any(one.kind != "value" for one in values):
            continue
        if all(titles.named_whole(one.text) for one in labels):
            rows = tuple((name.cell, value.cell) for name, value in zip(labels, values, strict=True))
            yield Found(Grid(rows), frozenset({line.number}))
