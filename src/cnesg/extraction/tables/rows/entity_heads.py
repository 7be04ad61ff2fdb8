"""Heads that say whether a column is of the group or of its parent alone: Group | Company, 2024集团 | 2024母公司.

Without the other one each is no class: a table whose only head is `Company` is of all that the report is about.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from cnesg.extraction.tables.model import Table
from cnesg.framework.regexes import regex

_YEAR = r"(?:FY\s?)?20\d{2}(?:年度?)?"
_GROUP = regex(r"(?i)(?:the )?group|consolidated|本?集团|合并(?:口径|报表)?")
_PARENT = regex(
    r"(?i)(?:the )?(?:parent )?company|parent|(?:non-|un)consolidated|stand-?alone"
    r"|本?公司|母公司(?:口径)?|单体|公司本部"
)
_DATED = regex(rf"(?i)({_YEAR})?\s?(\D*?)\s?({_YEAR})?")


def names_parent(text: str) -> bool:
    """Whether a head names the parent of a group, where the group has a column of its own."""
    return _PARENT.fullmatch(text) is not None


def parents_among(heads: Collection[str]) -> set[str]:
    """The heads that name the parent alone; nothing where none names the group.

    >>> parents_among({"Group", "Company"}), parents_among({"2024", "Company"})
    ({'Company'}, set())
    """
    if not any(_GROUP.fullmatch(head) for head in heads):
        return set()
    return {head for head in heads if names_parent(head)}


def parent_over(column: Collection[str], heads: Iterable[str]) -> str:
    """The parent that stands over a column, where another is of its group; else nothing.

    >>> parent_over(["Company", "2024"], ["Group", "2024", "Company", "2024"])
    'Company'
    >>> parent_over(["2024母公司"], ["2024集团"]), parent_over(["Company"], ["2024"])
    ('母公司', '')

    Args:
        column: the heads of the column.
        heads: those of all columns, asked for only where the column names a parent.
    """
    named = next((part for head in column for part in _parts(head) if names_parent(part)), "")
    return named if named and parents_among({part for head in (*heads, *column) for part in _parts(head)}) else ""


def with_years_apart(table: Table) -> Table:
    """The table with such names apart from their years and outermost: 2024集团 | 2024母公司.

    Innermost a head says what is counted, as `Company` does of suppliers.

    Args:
        table: a table as found; as it is where not both are named.
    """
    apart = [
        sorted((part for head in column.headers for part in _parts(head)), key=lambda head: not _names_either(head))
        for column in table.columns
    ]
    if not parents_among({head for headers in apart for head in headers}):
        return table
    return replace(
        table,
        columns=tuple(replace(one, headers=tuple(heads)) for one, heads in zip(table.columns, apart, strict=True)),
    )


def _names_either(head: str) -> bool:
    return _GROUP.fullmatch(head) is not None or names_parent(head)


def _parts(head: str) -> tuple[str, ...]:
    """The year and the name of a head that says both, else the head."""
    found = _DATED.fullmatch(head.strip())
    if found is None or not _names_either(found[2]):
        return (head,)
    return tuple(filter(None, (found[1] or found[3], found[2])))
