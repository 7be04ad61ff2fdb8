"""Rows of two labels of which the first is printed in the first row alone: whom a figure is about stands beside it.

`Fatalities Employees 0 1`, and below it `Workers 1 0`: the second row is of fatalities too.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cnesg.extraction.plain_tables.records import Record, text_of
from cnesg.framework.regexes import regex

_PEOPLE = (
    r"(?:permanent |own |regular |direct )?employees|staff|(?:contract |permanent )?workers|(?:sub-?)?contractors?"
)
_GENDERS = r"(?:fe)?males?|(?:wo)?men"
_ENDS = tuple(regex(rf"(?i)(?P<whole>.*\S)\s+(?P<who>{one})") for one in (_PEOPLE, _GENDERS))
_ALONE = tuple(regex(rf"(?i){one}") for one in (_PEOPLE, _GENDERS))
_OF = regex(r"(?i)\b(?:of|by|for|per|all|total|other|and|our|to|new|number)$")


def with_labels_before(run: Sequence[Record], names: Callable[[str], bool]) -> list[Record]:
    """The rows, each that says no more than who is meant behind the label of the row above that it goes on from.

    Args:
        run: rows that follow each other.
        names: whether a text names a metric.
    """
    found: list[Record] = []
    whole, kind, told = "", -1, set[str]()
    for one in run:
        text = one.named or text_of(one.label)
        if whole and one.values and _ALONE[kind].fullmatch(text) and text.lower() not in told:
            told.add(text.lower())
            found.append(replace(one, named=f"{whole} {text}"))
            continue
        whole = ""
        for number, pattern in enumerate(_ENDS):
            ended = pattern.fullmatch(text) if one.values else None
            if ended and not _OF.search(ended["whole"]) and names(ended["whole"]):
                whole, kind, told = ended["whole"], number, {ended["who"].lower()}
        found.append(one)
    return found
