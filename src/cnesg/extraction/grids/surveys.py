"""Tables of surveys: whatever a row asks after, its score is of the survey that the title names.

员工满意度调查结果, and below it 薪酬福利 | 86.5, 培训发展 | 80.2, 总体满意度 | 84.6.
"""

from collections.abc import Callable, Iterator

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import Grid, GridState
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_WHOSE = regex(
    r"客户|顾客|用户|业主|消费者|旅客|乘客|患者|投资者|供应商|经销商|员工|职工|雇员|(?i:customer|client|employee|staff|supplier)"
)
_OF_ANSWERS = regex(  # how many answered, and what else is no score
    r"(?<!满意)率|比例|占比|人数|人次|份|件|次数|参与|参加|回收|发放|样本|覆盖|投诉|(?i:rate|response|number|no\.)"
)
_LONGEST_TITLE = 60  # characters
_SCORES = frozenset({"percent", "score"})


def titles_of_survey(
    know: Knowledge,
    find: Callable[[str], Found],
    grid: Grid,
    state: GridState,
    texts: tuple[str, ...],
    unit: UnitReading | None,
) -> Iterator[str]:
    """The title above a row that names the survey of which its figure is a score; none where none does.

    Args:
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
        grid: the table.
        state: headers and labels so far.
        texts: the row's label and the header of the value.
        unit: the value's unit; a score has none, or 84.6%, 4.2分.
    """
    if unit is not None and unit.kinds and unit.kinds.isdisjoint(_SCORES):
        return
    if any(_WHOSE.search(text) or _OF_ANSWERS.search(text) for text in texts):
        return
    groups = [one.text for one in state.labels if not one.has_values]
    for title in (*groups[-1:], *(compact(line)[0] for line in reversed(grid.above[-2:]))):
        if len(title) > _LONGEST_TITLE or title.endswith(("。", ".")):
            continue
        found, entries = find(title), know.lexicon.entries
        named = {entries[h.entry].metric for h in found.hits if not h.label_only and h.entry not in found.never}
        if named and named <= know.lexicon.roles.surveyed:
            yield title
            return
