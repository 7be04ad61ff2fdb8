"""Pollutants whose figures are of what was avoided, as the head over them or the table's title says: 削减量, 减排量."""

from collections.abc import Iterator
from dataclasses import replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit
from cnesg.extraction.grids.contexts import Context
from cnesg.extraction.grids.grid import Grid, GridState
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_Chosen = tuple[Context, Hit, Fit, Number]
_ENDS_IN_AMOUNT = regex(r"量(?:\([^()]*\))?(?:情况|统计表?|一览表?|表)?$")
_GIVEN_OFF = regex(r"排放(?:总?量)?(?:\([^()]*\))?$")
_DATED = regex(r"20\d\d|[上本去]年|[前当]年")
_LONGEST_TITLE = 30  # characters
_FEWEST_YEARS = 2


def as_avoided(know: Knowledge, chosen: _Chosen | None, state: GridState, grid: Grid, header: str) -> _Chosen | None:
    """The choice with the metric of what was avoided, where head or title say so; None for a change between years.

    Args:
        know: vocabulary and wording.
        chosen: the text that names the metric, the wording, the metric and the number.
        state: the heads and rows so far.
        grid: the table.
        header: the head over the value.
    """
    if chosen is None:
        return None
    context, hit, how, number = chosen
    relatives = know.lexicon.families.get(how.metric)
    if relatives is None or relatives.reduced is None or hit.end - hit.start > len(context.text):
        return chosen
    own = _tells_reduction(know, header)
    if not own and (_GIVEN_OFF.search(header) or not any(_tells_reduction(know, one) for one in _titles(state, grid))):
        return chosen
    if own and _compares_years(state):
        return None  # 2022年排放量 | 2023年排放量 | 减排量
    return context, hit, replace(how, metric=relatives.reduced), number


def _tells_reduction(know: Knowledge, text: str) -> bool:
    """Whether a text closes with an amount that was not given off."""
    if not text or _ENDS_IN_AMOUNT.search(text) is None:
        return False
    marks = know.lexicon.find(text).marks
    return bool(marks.get("reduce")) and not marks.get("compare")


def _titles(state: GridState, grid: Grid) -> Iterator[str]:
    """The name of the rows' group, what stands over the labels, and the line above the table."""
    groups = [one.text for one in state.labels if not one.has_values]
    for text in (*groups[-1:], state.corner, grid.title):
        title = compact(text)[0]
        if len(title) <= _LONGEST_TITLE and not _GIVEN_OFF.search(title):
            yield title


def _compares_years(state: GridState) -> bool:
    """Whether columns give what was given off in two years."""
    heads = (" ".join(cell.clean for cell in cells) for cells in state.headers.values())
    dated = {found[0] for head in heads if _GIVEN_OFF.search(head) and (found := _DATED.search(head))}
    return len(dated) >= _FEWEST_YEARS
