"""Whose figures a label or head says that these are: Employees, Contractors, Own workforce."""

import re
from collections.abc import Iterable

from cnesg.extraction.figures.year_names import YEAR
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.references import is_count
from cnesg.extraction.tables.contexts import Setting
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.model import Table
from cnesg.extraction.tables.reading.proper_classes import Around
from cnesg.extraction.tables.reading.wholes_and_parts import is_total
from cnesg.framework.metric_roles import MetricRoles
from cnesg.framework.regexes import regex

_WORKERS = regex(
    r"^(?:(?:own |direct )?employees?|own (?:personnel|staff|workforce|workers)|"
    r"(?:number of |total )?(?:sub)?contractors?|staff|workforce|workers?|"
    r"(?:third[- ]party|(?:sub)?contract(?:ed|ors?['’]?)?|suppliers?['’]?s?['’]?|outsourced|agency|external|"
    r"non-employee|partner) (?:employees?|workers?|staff|personnel|workforce)|non-employees|service providers?|"
    r"员工|承[包揽]商(?:员工)?|承揽人员|外包[员人][工员]|劳务派遣工)$",
    re.IGNORECASE,
)
_OWN = regex(r"(?i)(?:(?:own|direct) )?(?:employees?|personnel|staff|workforce)|员工")
_BESIDE_EMPLOYEES = regex(r"(?i)workers")  # where the other group is Employees (other than workers)
_EVERYONE = regex(r"(?i)all (?:employees|staff|colleagues|associates|team members|people|workers)")
_EXCLUDING = regex(r"(?i)[(\[]\s?(?:excl(?:uding|\.)?|except|other than|outside)\s")
_RANKED = regex(r"(?i)\b(?:categor(?:y|ies)|levels?|grades?|ranks?|positions?)$|(?:类|职|職|层|層)[别級级]$|级别$")
_OF_YEAR = regex(r"^(?:FY ?)?(?:19|20)\d\d\s+(?=\D)|(?<=\w)\s+(?:FY ?)?(?:19|20)\d\d$")  # 2024 Contractors
_FEWEST_OF_NAME = 4  # characters of a head that is a name
_FEWEST_OTHERS = 2  # columns of other metrics


def names_workers(text: str, *, bracketed: bool = True) -> bool:
    """Whether a text says no more than whose figures these are, maybe with a bracket: Employees, Contractors."""
    return _WORKERS.match(without_year((BRACKETS.sub("", text) if bracketed else text).strip())) is not None


def without_year(text: str) -> str:
    """A head without the year that it begins or ends with: Contractors of 2024 Contractors."""
    return _OF_YEAR.sub("", text)


def names_everyone(text: str) -> bool:
    """Whether a text says that figures are of everybody: all colleagues."""
    return _EVERYONE.fullmatch(text) is not None


def parting_workers(table: Table) -> set[str]:
    """Groups of rows that are whose figures they give, where a table has several: Employees, Contractors."""
    groups = {text for row in table.rows for text in row.parents if names_workers(text)}
    return groups if len(groups) > 1 else set()


def parting_heads(texts: Iterable[str]) -> set[str]:
    """Of heads that tell columns apart those that say whose figures they give, where there are several."""
    workers = {text for text in texts if names_workers(text, bracketed=False)}
    return workers if len(workers) > 1 else set()


def class_of_workers(context: Around, metric: str, roles: MetricRoles, around: Iterable[Around]) -> dict[str, str]:
    """The class that a text near a value is if it says no more than whose figures these are.

    None where it says nothing new: employees of a figure of employees, `EMPLOYEES` over all columns of new hires. Below
    a head of categories they are the lowest: Employee category | Managers | Staff.
    """
    name = without_year(context.text.strip())
    if not names_workers(name, bracketed=False):
        return {}
    if metric in roles.staff and "contractor" not in name.lower():
        ranked = context.role == "row" and any(one.stub_head and _RANKED.search(one.text) for one in around)
        return {"level": name.lower()} if ranked else {}
    if metric in roles.people and context.role == "header" and not context.divides and _OWN.fullmatch(name):
        return {}
    return {"worker": name.lower()}


def tells_but_whose(know: Knowledge, setting: Setting) -> bool:
    """Whether a row's label says but whose a figure is, below a head that no list knows among heads of other metrics.

    员工 | 工作时数 | 死亡人数 | 就诊件数: the last column counts no employees.
    """
    label = setting.row.label
    own = next((c for c in setting.contexts if c.role == "header"), None)
    if own is None or not names_workers(label) or own.found.hits or own.found.classes or is_total(own.found, own.text):
        return False
    if len(own.text) < _FEWEST_OF_NAME or is_unit(own.text) or is_count(own.text) or YEAR.search(own.text):
        return False
    entries, people = know.lexicon.entries, know.lexicon.roles.people
    others = {column.headers[-1] for column in setting.table.columns if column.headers}
    named = [{entries[hit.entry].metric for hit in know.find(text).hits} for text in others]
    return sum(bool(metrics) and not metrics & people for metrics in named) >= _FEWEST_OTHERS


def divides_staff(context: Around, metric: str, roles: MetricRoles) -> bool:
    """Whether a text without a known class says whose figures these are; employees are no class of employees."""
    name = context.text.strip()
    if metric in roles.staff and names_workers(name, bracketed=False) and not _BESIDE_EMPLOYEES.fullmatch(name):
        return False
    return context.divides or _EXCLUDING.search(context.text) is not None
