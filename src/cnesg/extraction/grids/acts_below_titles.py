"""Rows called no more than what was done, or a rate, below the title of their group: `Granted` below `Patents`.

The label under which such a row is read has both: Patents granted, New hire rate, Average training hours per employee.
"""

import re
from collections.abc import Callable

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.grids.grid import Grid, GridState
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_BRACKET = regex(r"\s?[(\[][^()\[\]]*[)\]]$")
_BARE = regex(  # Rate (%), below New hires; Average per employee, below Training
    r"(?i)(?P<name>(?P<rate>(?:frequency )?rate|frequency)|average(?: hours)?(?: per (?:employee|fte|person))?"
    r"|(?:total |number of )*(?P<counted>hours|participants|sessions|courses|expenditure|costs?))(?:\s?\([^()]*\))?"
)
_ACT = regex(  # Granted, below Patents; New, below Suppliers
    r"(?i)(?:total )?(?:generated|produced|recycled|reused|recovered|disposed(?: of)?|landfilled|(?:sent )?to landfill"
    r"|incinerated|received|resolved|applied(?: for)?|filed|granted|held|registered|assessed|audited|consumption"
    r"|consumed|usage|withdrawn|withdrawal|discharged?|reduced|avoided|purchased|meetings(?: held)?|new|independent"
    r"|participants|planted|(?:number of )?members)(?:\s?\([^()]*\))?"
)
_DIRECTORS = regex(r"(?i)^(?:the )?board(?: of directors)?$")
_TITLE = regex(r"[A-Z][A-Za-z -]{2,40}(?:\s?\([^()]*\))?:?")
_PLURAL = regex(r"(?<=[a-z]{2})(?:ies|(?<!s)s)$")
_LONGEST_BARE = 40
_OF_COURSES = regex(r"(?i)\b(?:training|volunteering)$")


def with_title(label: str, grid: Grid, state: GridState, find: Callable[[str], Found]) -> str:
    """The label of a row that is but a rate, an average or an act, with what the title of its group names: Injury rate.

    Args:
        label: the row's label as printed.
        grid: the table, whose title may stand above it.
        state: the rows so far.
        find: finds wording in a text.
    """
    if len(label) >= _LONGEST_BARE:
        return label
    bare, act = _BARE.fullmatch(label.strip()), _ACT.fullmatch(label.strip())
    of = _title(grid, state) if bare is not None or act is not None else ""
    if not of:
        return label
    return _with_act(label, of, find) if bare is None else _of_rate(label, bare, of)


def _title(grid: Grid, state: GridState) -> str:
    """The English title of the group that a row stands in, without its unit; empty where it has none of a few words."""
    above = compact(grid.above[-1])[0] if grid.above else ""
    title = next((one.text for one in reversed(state.labels) if not one.has_values), above)
    return _BRACKET.sub("", title).strip(" :") if title.isascii() and _TITLE.fullmatch(title) else ""


def _of_rate(label: str, bare: re.Match[str], of: str) -> str:
    """A row's rate, average or count of what a title names, with the row's own unit in brackets."""
    unit = label[len(bare["name"]) :]
    if bare["rate"]:
        return f"{_PLURAL.sub(_singular, of)} {bare['rate'].lower()}{unit}"
    if bare["counted"]:
        return f"{of} {bare['counted'].lower()}{unit}" if _OF_COURSES.search(of) else label
    hours = of if of.lower().endswith("hours") else f"{of} hours"
    return f"Average {hours.lower()} per employee{unit}" if "raining" in of else label


def _with_act(label: str, title: str, find: Callable[[str], Found]) -> str:
    """A title with what its row says was done, where wording runs from one into the other: Patents |granted."""
    act, of = label.strip(), _DIRECTORS.sub("directors", title)
    if act.lower().endswith("members"):
        return title if of != title else label
    for text, join in ((f"{title} {act.lower()}", len(title)), (f"{act} {of.lower()}", len(act))):
        if any(hit.start < join < hit.end and not hit.label_only for hit in find(text).hits):
            return text
    return label


def _singular(ending: re.Match[str]) -> str:
    return "y" if ending[0] == "ies" else ""
