"""Rows of a text table that name but waste, solid waste or a kind of it, below a title of hazardous waste."""

from collections.abc import Iterator
from dataclasses import replace

from cnesg.extraction.documents.passages import compact, printed_form
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.grids.contexts import Context
from cnesg.extraction.grids.grid import Grid, GridState
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Hit

_Chosen = tuple[Context, Hit, Fit, Number]


def of_waste_above(know: Knowledge, chosen: _Chosen | None, state: GridState, grid: Grid) -> _Chosen | None:
    """The choice with the metric of the title above: `Solid waste` below `Hazardous waste produced` is hazardous.

    Args:
        know: vocabulary and wording.
        chosen: the text that names the metric, the wording, the metric and the number, as the row alone gives them.
        state: the rows so far.
        grid: the table.
    """
    if chosen is None:
        return None
    context, hit, how, number = chosen
    families = know.lexicon.families
    if context.role != "row" or context.found.marks.get("total") or "waste" not in context.text.lower():
        return chosen
    if how.metric in families and families[how.metric].holds:
        return chosen  # harmless waste below waste recycled
    for title in _titles(state, grid):
        hits = sorted(know.lexicon.find(printed_form(title)).hits, key=lambda one: (-one.weight, one.start))
        for named in hits:
            metric = know.lexicon.entries[named.entry].metric
            if metric in families and how.metric in families[metric].holds:
                return context, hit, replace(how, metric=metric), number
    return chosen


def _titles(state: GridState, grid: Grid) -> Iterator[str]:
    """The name of the group that a row stands in; of a table without groups the line above it."""
    groups = [one.text for one in state.labels if not one.has_values]
    yield from (compact(text)[0] for text in groups[-1:] or grid.above[-1:])
