"""Large figures and their labels are no values and no titles of the tables beside them."""

from collections.abc import Collection, Iterable, Sequence

from cnesg.extraction.tables.model import Fragment
from cnesg.extraction.tables.tiles.figures import LARGER, SET_LARGE, figures_of
from cnesg.extraction.tables.tiles.labels import sides_of
from cnesg.extraction.tables.tiles.naming import named

_OVER_OR_UNDER = frozenset({"below", "above"})
Place = tuple[int, int]  # the number of a line and the offset in it


def places_of_tiles(lines: Sequence[Sequence[Fragment]]) -> set[Place]:
    """Where figures stand that are set larger than the text that labels them, and those labels.

    Figures little larger are meant only where several have their labels above or below them.

    Args:
        lines: the fragments of each line of a page.
    """
    texts = [f for line in lines for f in line if f.kind == "text"]
    usual = sorted(f.height for f in texts)
    if not usual:
        return set()
    least = LARGER * usual[len(usual) // 2]
    figures = [
        one
        for line in lines
        if any(f.kind == "number" and f.height > least for f in line)
        for one in figures_of(line)
        if one[0].height > least
    ]
    sides = sides_of(figures, texts)
    large: set[Place] = set()
    for figure, behind in figures:
        side = sides.get(id(figure))
        label = named(figure, behind, texts, side)[2]
        enough = LARGER if side in _OVER_OR_UNDER else SET_LARGE
        if any(figure.height > enough * t.height for t in label):
            large |= _places([figure, *(label if side is not None else ())])  # such a label is no title of a table
    return large


def _places(fragments: Iterable[Fragment]) -> set[Place]:
    return {(f.line, f.start) for f in fragments}


def without(lines: Sequence[Sequence[Fragment]], places: Collection[Place]) -> list[list[Fragment]]:
    """The fragments of each line without those that stand at some places.

    Args:
        lines: the fragments of each line of a page.
        places: line and offset of what is left out.
    """
    if not places:
        return [list(line) for line in lines]
    return [left for line in lines if (left := [f for f in line if (f.line, f.start) not in places])]
