"""Values of which a report's words tell too little.

Of one printed row nothing tells several apart: one metric, year and class, and several figures, since their header was
lost or is of another table. One of them may be right; the model of confidence sees each by itself and takes the row's
label for enough. Of a share nothing says whose it is: charts that a text file holds leave their figures without names.
"""

from collections import defaultdict
from dataclasses import replace

from cnesg.extraction.confidence import Traced
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex
from cnesg.model import canonical_breakdown

_WORDS = regex(r"[^\W\d_人名多余]")  # 55% | 42%: figures of a chart whose names stand elsewhere


def with_untold_lowered(rows: list[Traced], share: float) -> list[Traced]:
    """The rows, those that nothing tells apart with less confidence.

    Args:
        rows: rows of one report with their confidence.
        share: of the confidence that each would have alone.
    """
    values: dict[tuple[object, ...], set[float]] = defaultdict(set)
    keys = []
    for row, one in rows:
        classes = canonical_breakdown(row.breakdown)
        keys.append((row.page, one.place.line, row.quote, row.metric, row.year, classes, row.value_kind, row.unit))
        values[keys[-1]].add(row.value)
    return [
        (replace(row, confidence=round(row.confidence * share, 4)), one)
        if len(values[key]) > 1 and one.method == "table"
        else (row, one)
        for (row, one), key in zip(rows, keys, strict=True)
    ]


def without_unnamed_shares(know: Knowledge, rows: list[Traced]) -> list[Traced]:
    """The rows without shares of people of which neither a class nor a word of the row says whose they are.

    Args:
        know: vocabulary, with the metrics that are always of a class.
        rows: rows of one report.
    """
    shares = know.lexicon.roles.shares_of_classes
    return [
        (row, one)
        for row, one in rows
        if row.breakdown or row.metric not in shares or _WORDS.search(row.quote) is not None
    ]
