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
from cnesg.framework.regexes import regex

_Chosen = tuple[Context, Hit, Fit, Number]
_HAN = regex(r"[\u4e00-\u9fff]")
_LONGEST_TITLE = 30  # characters


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
    if (metric := _of_kind_told(know, context, hit, how.metric, state, grid)) is not None:
        return context, hit, replace(how, metric=metric), number
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


def _of_kind_told(know: Knowledge, context: Context, hit: Hit, metric: str, state: GridState, grid: Grid) -> str | None:
    """The metric of the one kind of waste that a Chinese title names, above rows that are but things: 污泥, 废灯管.

    Args:
        know: vocabulary and wording.
        context: the text that names the metric.
        hit: the wording in it.
        metric: the metric that the wording names by itself.
        state: the rows so far.
        grid: the table.
    """
    bare = hit.label_only and context.role in {"row", "caption"}
    if not bare or context.found.marks.get("total") or _HAN.search(context.text) is None:
        return None
    kinds = _kinds(know)
    if metric not in kinds.union(*(know.lexicon.families[name].holds for name in kinds)):
        return None
    for title in (*_titles(state, grid), state.corner, grid.title):
        named = _kinds_in(know, title, kinds) if len(title) <= _LONGEST_TITLE else set()
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _kinds(know: Knowledge) -> set[str]:
    """The kinds of waste that hold others: all that was made, and kinds of which some came of it."""
    made, kinds = know.lexicon.roles.waste_made, know.lexicon.roles.waste_kinds
    held = ((name, one) for name, one in know.lexicon.families.items() if one.holds)
    return {name for name, one in held if name in made or (name in kinds and one.by_class)}


def _kinds_in(know: Knowledge, title: str, kinds: set[str]) -> set[str]:
    """The kinds of waste that a title names in full, or by what became of them."""
    entries, families = know.lexicon.entries, know.lexicon.families
    metrics = {entries[one.entry].metric for one in know.lexicon.find(printed_form(title)).hits if not one.label_only}
    return {kind for kind in kinds if not metrics.isdisjoint({kind, *families[kind].by_class.values()})}
