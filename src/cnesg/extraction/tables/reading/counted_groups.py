"""Rows that say but how a thing is counted, below a group that says what: Fatalities | Employees | Number of cases.

The group names the metric and the label its form (`Number`, `Rate`, 人数, 比例); between them may stand whose figures
they are. Read as one label, `Rate of fatalities`, such a row is found as any other.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.reading.workers import names_workers
from cnesg.extraction.tables.rows.named_metrics import metrics_named
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex
from cnesg.text import fold

_BULLET = regex(r"^[\s•·▪■●○◦*–—-]+")
_NUMBERED = regex(r"^(?:\d{1,2}[.)、]|\(\d{1,2}\)|[a-z]\))\s*(?=[A-Za-z\u4e00-\u9fff])")
_OVER_HOURS = regex(
    r"(?i)\s?\(?(?:per|/) [\d,.]* ?(?:thousand|million)? ?(?:man-?|work(?:ing|ed)? )?hours(?: worked)?\)?$"
)
_COUNT = regex(
    r"(?i)(?:total )?(?:numbers?|no\.?|nos\.?|count|cases?|headcount)"
    r"(?: of (?:cases|incidents|persons|people|employees|workers|occurrences))?(?: \((?:cases|persons|people|no\.)\))?"
    r"|(?:人数|件数|次数|案件数|数量|总人数|发生(?:件数|次数|人数))(?:\((?:人|件|次|名)\))?"
)
_RATE = regex(
    r"(?i)(?:rates?|frequency(?: rate)?|(?:incidence|frequency) rate)(?: \([^()]*\))?"
    r"|(?:比率|比例|占比|发生率|频率)(?:\(%\))?"
)
_OF_ALL = regex(r"(?i)^(?:total )?(?:number|no\.) of (?:the )?")
_TOTAL = regex(r"(?i)^total |总数$|人数$|人员$")


def with_counts_named(
    table: Table, know: Knowledge, find: Callable[[str], Found], is_class: Callable[[str], bool]
) -> Table:
    """The table with such rows called by the group that names what they count.

    Args:
        table: a table as found.
        know: vocabulary and wording.
        find: what the lexicon finds in a text.
        is_class: whether a text is nothing but a class.
    """
    rows = tuple(_named(_unnumbered(row), table, know, find, is_class) for row in table.rows)
    return replace(table, rows=rows) if rows != table.rows else table


def _unnumbered(row: Row) -> Row:
    """A row whose groups of workers go without the number before them: 1. Employee."""
    if not any(_NUMBERED.match(text) for text in row.parents):
        return row
    bare = ((text, _NUMBERED.sub("", text)) for text in row.parents)
    return replace(row, parents=tuple(name if names_workers(name) else text for text, name in bare))


def _named(
    row: Row, table: Table, know: Knowledge, find: Callable[[str], Found], is_class: Callable[[str], bool]
) -> Row:
    label = _BULLET.sub("", fold(row.label)).strip()
    hours = over[0].strip(" ()") if (over := _OVER_HOURS.search(label)) is not None else ""
    rate = _RATE.fullmatch(_OVER_HOURS.sub("", label)) is not None
    if not rate and not _COUNT.fullmatch(label):
        return row
    told = know.lexicon.roles.told_by_count_and_rate
    for title in _titles(row, table):
        named_by_title = metrics_named(find(title), know) & told
        if rate and named_by_title and named_by_title <= know.lexicon.roles.told_by_count_alone:
            break
        if not named_by_title:
            if names_workers(title) or parts_a_whole(title) or is_class(title):
                continue
            break
        named = next((one for one in _forms(title, rate=rate) if _is_read(one, find, know, rate=rate)), "")
        named = f"{named} ({hours})" if named and hours else named
        return replace(row, label=named, printed=row.printed or row.label) if named else row
    return row


def _titles(row: Row, table: Table) -> Iterator[str]:
    """What stands over a row, the nearest first."""
    yield from (_NUMBERED.sub("", fold(text)).strip() for text in reversed(row.parents))
    yield from (fold(text).strip() for text in table.captions[:2])


def _forms(title: str, *, rate: bool) -> Iterator[str]:
    """The ways in which title and label read as one."""
    bare = _OF_ALL.sub("", title)
    if title.isascii():
        yield f"Rate of {bare}" if rate else f"Number of {bare}"
        yield f"{bare} rate" if rate else title
        return
    yield f"{_TOTAL.sub('', bare)}率" if rate else f"{_TOTAL.sub('', bare)}人数"
    yield bare + ("率" if rate else "")


def _is_read(label: str, find: Callable[[str], Found], know: Knowledge, *, rate: bool) -> bool:
    """Whether a label names a metric that is counted, or one that is a rate."""
    told = metrics_named(find(label), know) & know.lexicon.roles.told_by_count_and_rate
    return any(("rate" in one or "frequency" in one) == rate for one in told)
