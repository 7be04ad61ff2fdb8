"""Tables in parts, set apart by lines that say by what each divides a figure: 雇员流失率, below it 按性别, 按年龄."""

from collections.abc import Callable
from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import Grid, GridState
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.divided_lines import is_division, without_divisions
from cnesg.extraction.labels.titles_by_class import names_alone, of_people
from cnesg.framework.lexicon import Found

_TITLES = 2  # lines above a table that may be its title


def with_title_of_parts(grid: Grid, state: GridState) -> Grid:
    """A table's part with the title of all its parts above the line that tells by what it divides.

    Args:
        grid: the part, with the lines right above it.
        state: what is known of the parts before; their title is kept in it.
    """
    if not grid.above:
        return grid
    titles = tuple(line for line in grid.above if not is_division(compact(line)[0]))
    if titles:
        state.titled = titles[-_TITLES:]
        return grid
    return replace(grid, above=(*state.titled, *grid.above)) if state.titled else grid


def is_parted(know: Knowledge, find: Callable[[str], Found], grid: Grid) -> bool:
    """Whether a line above a table names a figure of people that rows such as 按性别 part: 雇员流失率.

    Args:
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
        grid: the table.
    """
    lines = without_divisions(compact(line)[0] for line in grid.above)
    return any(of_people(know, found := find(one)) and names_alone(one, found) for one in lines)
