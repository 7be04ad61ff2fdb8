"""Names of groups of rows in capitals, which English data sheets set over each topic: `SAFETY`, `WASTES (TONNES)`.

What stands above such a name is of another topic: neither its units nor its rows are what the rows below are parts of.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from cnesg.extraction.grids.grid import Cell, GridState, RowLabel
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_CAPITALS = regex(r"[A-Z][A-Z2\d,&/’' ()\[\].$%e–—-]{3,}")
_DIVIDES = regex(r"\bBY\b|^(?:AGE|GENDER|SEX|REGION|LEVEL|RANK|TOTAL|MALE|FEMALE|OF WHICH)S?\b")
_DIVISION = regex(  # By gender, Age group, Region: of what stands above
    r"(?i)\b(?:by|per)\s[a-z]|^(?:(?:employee|job|contract|employment|age|work)\s)?(?:gender|sex|age|region|countr(?:y|ies)|locations?|levels?"
    r"|ranks?|grades?|types?|categor(?:y|ies)|groups?|brackets?|bands?|functions?|sources?|units?)\b|of which"
)
_TOPIC = regex(  # Safety management indicators, People and process safety: of something else than what is above
    r"(?:management|indicators?|performance|information|statistics|training|education|development|safety|health"
    r"|diversity|inclusion|engagement|governance|ethics|compliance|conduct|communit(?:y|ies)|society|environment(?:al)?"
    r"|certifications?|activities|contributions?|welfare|benefits|relations|procurement|supply chain|innovation"
    r"|security|privacy|work[- ]life)",
    re.IGNORECASE,
)
_TOPIC_WORDS = regex(r"(?i)supply chain|[a-z]+(?:-life)?")
_YEAR = regex(r"(?:FY\s?)?(?:19|20)\d\d")
_LONGEST_TITLE = 110  # characters
_ONE_SCOPE = regex(r"(?i)\bscope [123]\b(?!\s?(?:[,&+/]|and|to|-)\s?\d)")
_WORDS = regex(r"[A-Za-z]{3,}(?:[ -/]+[A-Za-z]{2,})+")
_ASPECT = regex(  # of the stock exchange's guide, which rows of figures are set out by: B5 Supply Chain Management
    r"(?i)(?:(?:aspect )?B[1-8][.:]? ?)?(?:supply chain(?: management)?|product responsibility|health (?:and|&) safety"
    r"|(?:occupational|workplace) (?:health (?:and|&) )?safety|development (?:and|&) training|anti-?corruption"
    r"|community(?: investment| involvement)?|labou?r standards)"
)
_WORD = regex(r"[A-Z]{5}|[A-Z]{3,} [A-Z]{3,}")  # PM, SOX are no topics


def begins_topic(text: str) -> bool:
    """Whether the label of a row without values begins another topic, and divides none.

    Args:
        text: the folded label.
    """
    if _ASPECT.fullmatch(text) is not None:
        return True
    return _CAPITALS.fullmatch(text) is not None and _WORD.search(text) is not None and not _DIVIDES.search(text)


def _names_topic(text: str) -> bool:
    """Whether a title among rows names the topic of those below it: no part of the company, no class, no metric."""
    if not text[:1].isupper() or _DIVISION.search(text) or not is_latin(text):
        return False
    return any(_TOPIC.fullmatch(word) for word in _TOPIC_WORDS.findall(text))


def of_topic(labels: Sequence[RowLabel]) -> Iterator[RowLabel]:
    """The labels above a row, nearest first, no further than the name of its topic and the titles over that.

    Args:
        labels: the labels from top to bottom.
    """
    begun = False
    for label in reversed(labels):
        if begun and label.has_values:
            return
        yield label
        begun = begun or (not label.has_values and (begins_topic(label.text) or _names_topic(label.text)))


def labels_kept(heads: Sequence[tuple[int, Cell]], state: GridState, find: Callable[[str], Found]) -> list[RowLabel]:
    """The labels above that go on below new heads: none where the cell over the labels tells of something else.

    `Gender distribution in top management` below rows of waste begins a table of its own; `By gender` divides.

    Args:
        heads: the new heads with their columns, from the left.
        state: the heads and labels so far.
        find: what a text names.
    """
    column, corner = heads[0]
    text, before = corner.clean, [cell.clean for cell in state.headers.get(0, [])]
    if column or not state.valued or text in before or _DIVISION.search(text):
        return state.labels
    named = any(not hit.label_only for hit in find(text).hits)
    if not is_latin(text):  # 无害废弃物 | 2023 | 2022 below 有害废弃物 | 2023 | 2022
        dated = any(_YEAR.search(one.clean) for _, one in heads[1:]) and state.labels and state.labels[-1].has_values
        again = dated and named and any(not hit.label_only for one in before[:1] for hit in find(one).hits)
        return [] if again else state.labels
    return [] if named or _WORDS.search(text) else state.labels


def is_title_over(cells: Sequence[tuple[int, Cell]]) -> bool:
    """Whether the first cell of a row of heads is the table's title, however long: years or a spanning head beside it.

    Args:
        cells: the cells of the row that hold anything, with their columns.
    """
    beside = [cell.clean for _, cell in cells[1:]]
    if cells[0][0] or len(cells[0][1].clean) > _LONGEST_TITLE:
        return False
    return len(set(beside)) < len(beside) or (len(beside) > 1 and all(_YEAR.fullmatch(one) for one in beside))


def without_scope_summed(group: str, state: GridState, gases_in_all: str) -> str:
    """The group that a row stands in; none for a group of one scope below which the sum of all was given already.

    Below `Scope 3`, its parts and `Total GHG emissions` an intensity is of them all.

    Args:
        group: the label of the group above.
        state: the rows so far.
        gases_in_all: the metric of the sum.
    """
    if _ONE_SCOPE.search(group) is None:
        return group
    for above in reversed(state.labels):
        if not above.has_values:
            return group
        if above.metric == gases_in_all:
            return ""
    return group
