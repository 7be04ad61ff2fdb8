"""Whether a value of a text table is of what the company holds in others, of its parent or of boards."""

from collections.abc import Callable

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.corners import title_in
from cnesg.extraction.grids.grid import Grid, GridState
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.reading.misnamed import (
    compares_firms,
    is_of_boards,
    is_of_parent,
    lists_firms,
    lists_holdings,
)
from cnesg.framework.lexicon import Found


def is_of_others(know: Knowledge, find: Callable[[str], Found], grid: Grid, metric: str, state: GridState) -> bool:
    """Whether it is a share or a figure of what the company holds in others, or of the boards beside the staff.

    Args:
        know: vocabulary and wording.
        find: what a text names.
        grid: the table.
        metric: what the value measures.
        state: what is known of the rows so far.
    """
    heads = [cell.clean for cells in state.headers.values() for cell in cells]
    titles = [title_in(compact(line)[0]) for line in (*grid.headings[-1:], *grid.above[-2:])]
    if metric in know.lexicon.roles.staff - know.lexicon.wholes and is_of_boards((*heads, *titles[-1:])):
        return True
    groups = [one.text for one in state.labels[-1:] if not one.has_values]
    corner = [one.clean for one in state.heads_of_labels]
    over = (state.group, state.whole, *groups, *corner, *titles)
    if any(know.exclusions.keeps_out_below(text, metric) for text in over):
        return True
    if lists_firms(know, metric, heads) or compares_firms(heads) or is_of_parent(know, metric, titles):
        return True
    return metric in know.lexicon.grammar.narrowing.holders and lists_holdings(find, heads)
