"""Names of groups of rows in capitals, which English data sheets set over each topic: `SAFETY`, `WASTES (TONNES)`.

What stands above such a name is of another topic: neither its units nor its rows are what the rows below are parts of.
"""

import re
from collections.abc import Iterator, Sequence

from cnesg.extraction.grids import RowLabel

_CAPITALS = re.compile(r"[A-Z][A-Z2\d,&/’' ()\[\].$%e–—-]{3,}")
_DIVIDES = re.compile(r"\bBY\b|^(?:AGE|GENDER|SEX|REGION|LEVEL|RANK|TOTAL|MALE|FEMALE|OF WHICH)S?\b")
_WORD = re.compile(r"[A-Z]{5}|[A-Z]{3,} [A-Z]{3,}")  # PM, SOX are no topics


def begins_topic(text: str) -> bool:
    """Whether the label of a row without values begins another topic, and divides none.

    Args:
        text: the folded label.
    """
    return _CAPITALS.fullmatch(text) is not None and _WORD.search(text) is not None and not _DIVIDES.search(text)


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
        begun = begun or (not label.has_values and begins_topic(label.text))
