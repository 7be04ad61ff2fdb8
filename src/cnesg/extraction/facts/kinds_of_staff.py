"""Staff at their posts or on the books who are not all that the report counts: a class of employees, and no total."""

import re
from collections import defaultdict
from collections.abc import Iterable

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.classes.employed import KIND
from cnesg.framework.regexes import regex

_KIND = regex(KIND)
_ALL = regex("合计|共计|总计|总数|总人数|总量")


def as_kinds_of_staff(know: Knowledge, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates in which a count of one kind of staff is none of all, where the report counts the kind as a part.

    A row `在岗职工 | 4,641` beside 在岗职工4,641人,劳务派遣409人,合计5,050人 is of that kind, in each year.

    Args:
        know: vocabulary, wording and roles.
        candidates: all of a document, with their years.
    """
    found = list(candidates)
    roles = know.lexicon.roles
    parts: dict[str, set[float]] = defaultdict(set)
    for one in found:
        if one.metric == roles.staff_of_class and one.value_kind == "actual" and len(one.breakdown) == 1:
            parts[one.breakdown.get("employment", "")].add(one.value)
    parts.pop("", None)
    rows = {  # the lines that print the part once more as if it were the whole
        (one.place.page, one.place.line, kind[0])
        for one in found
        if (kind := _kind_counted(one, roles.staff_total)) and one.value in parts.get(kind[0], ())
    }
    return [
        one.of_class(roles.staff_of_class, {"employment": kind[0]})
        if (kind := _kind_counted(one, roles.staff_total)) and (one.place.page, one.place.line, kind[0]) in rows
        else one
        for one in found
    ]


def _kind_counted(one: Candidate, total: str) -> re.Match[str] | None:
    """The kind of staff that the label of a count of all employees names, where that says nothing of a sum."""
    if one.metric != total or one.breakdown or _ALL.search(one.named):
        return None
    return _KIND.search(one.named)
