"""Tables that go on: overleaf without a header, or in the next column with the header printed again."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.titles_by_class import names_alone
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.model import Column, Row, Table
from cnesg.framework.regexes import regex
from cnesg.text import Page, fold

_TOP = 0.2
_BOTTOM = 0.7
_GAP, _WIDE_GAP = 0.1, 0.2
_FOOT_GAP = 2.0  # lines
_TITLE = regex(r"[^\d.,;:。，；：]{2,60}")
_ALIGNED = 2.0
_SHIFT = 12.0
_CONTINUED = regex(r"(?i)\s*[(（]?\b(?:continued|cont['’]?d)\b\.?[)）]?|[(（][续續][表上]?[)）]|^[续續]表")
_ONLY_CONTINUED = regex(
    r"(?i)\s*[(（]?(?:[续續][表上]?|[接续續]上[表页頁]|continued|cont['’]?d\.?)[)）]?\s*"
)  # over a column
_NUMBERED = regex(r"\d{1,2}(?:\.\d{1,2})+\.?\s\S")  # a title's number: other titles may be of all pages
_INDENT = 3.0
_FEWEST_EDGES = 4
_FIGURE = regex(r"\d|[%％]")
_YEAR = regex(r"(?:19|20)\d\d|FY\s?'?\d\d|本年|上年|本期|上期")


def continued(table: Table, before: Table, page: Page, know: Knowledge) -> Table:
    """The table with what it takes over from the one before it in reading order: headers, captions, open groups.

    Args:
        table: a table as found.
        before: the table before it, on this page or the one before, itself already continued.
        page: the page of `table`.
        know: vocabulary and wording.
    """
    table = _without_mark(table)
    if _same_headers(table, before):
        if any(text not in before.captions and names_alone(text, know.find(text)) for text in table.captions):
            return table  # a title that names but a metric is of this table alone, running titles don't
        rows = _under_open_groups(table, before, page.height)
        untitled = all(_CONTINUED.search(text) for text in table.captions)
        rest = untitled and _goes_on(replace(table, captions=()), before, page.height)
        return replace(table, rows=rows, captions=(*table.captions, *before.captions) if rest else table.captions)
    table = _with_title_as_group(table, before, page)
    if table.headed or not (_overleaf(table, before, page) or _just_below(table, before, page)):
        return table
    above = before.widest or before.columns
    if before.rows and 2 * len(table.columns) < len(above):
        return table  # another table: few columns below a wide one
    matched = [_over(column, above) for column in table.columns]
    if any(column is None for column in matched):
        return table
    columns = tuple(
        replace(column, headers=other.headers) for column, other in zip(table.columns, matched, strict=True) if other
    )
    parents = before.next_group or (before.rows[-1].parents if before.rows else ())
    rows = tuple(replace(row, parents=row.parents or parents) for row in table.rows)
    return replace(
        table,
        columns=columns,
        rows=rows,
        captions=(*table.captions, *before.captions),
        headed=before.headed,
        corner=table.corner if len(table.corner) >= len(before.corner) else before.corner,  # a torn cell is no head
        widest=above if len(above) > len(columns) else (),
    )


def _without_mark(table: Table) -> Table:
    """The table without heads that say but that it goes on, set right above its last column: （续表）."""
    if not any(map(_ONLY_CONTINUED.fullmatch, (head for column in table.columns for head in column.headers))):
        return table
    columns = tuple(
        replace(column, headers=tuple(head for head in column.headers if not _ONLY_CONTINUED.fullmatch(head)))
        for column in table.columns
    )
    return replace(table, columns=columns, headed=any(column.headers for column in columns))


def begins_anew(table: Table, before: Table | None) -> bool:
    """Whether a table below another is of something else, though its columns have the same heads.

    It has a title of its own, or its labels another head: `Total workforce | 2023 | 2022` below `Waste | 2023 | 2022`.

    Args:
        table: a table as found.
        before: the table before it in reading order.
    """
    if before is None or table.page != before.page:
        return False
    titles = [text for text in table.captions if not _CONTINUED.search(text)]
    return bool(titles) or _plain(table.corner) != _plain(before.corner)


def _with_title_as_group(table: Table, before: Table, page: Page) -> Table:
    """A table that begins the next page with a title across all columns (By gender), which is that of its first rows.

    The table before has a header with years over as many columns: the title is none.
    """
    titles = {tuple(_plain(column.headers)) for column in table.columns}
    if not table.headed or len(titles) != 1 or len(table.columns) != len(before.columns):
        return table
    headers = table.columns[0].headers
    if len(headers) != 1 or _FIGURE.search(headers[0]) or not _overleaf(table, before, page):
        return table
    if not all(any(_YEAR.search(text) for text in column.headers) for column in before.columns):
        return table
    first = next((n for n, row in enumerate(table.rows) if row.parents), len(table.rows))
    rows = [replace(row, parents=headers) for row in table.rows[:first]]
    columns = tuple(replace(column, headers=()) for column in table.columns)
    return replace(table, rows=(*rows, *table.rows[first:]), columns=columns, headed=False)


def _overleaf(table: Table, before: Table, page: Page) -> bool:
    """Whether a table begins the page after the one that the table before it ends."""
    if table.page != before.page + 1:
        return False
    return table.bbox[1] <= _TOP * page.height and before.bbox[3] >= _BOTTOM * page.height


def _just_below(table: Table, before: Table, page: Page) -> bool:
    """Whether a table has the columns of the one right above it: headings between the rows took them apart."""
    above = before.widest or before.columns
    room = _WIDE_GAP if len(table.columns) == len(above) > 1 else _GAP  # of several titles: Diversity | C3 | Age groups
    if table.page != before.page or not 0 <= table.bbox[1] - before.bbox[3] <= room * page.height:
        return False
    if not before.headed or not 2 <= len(table.columns) <= len(above):
        return False
    return all(any(_aligned(one, other) for other in above) for one in table.columns)


def _aligned(one: Column, other: Column) -> bool:
    edges = (one.x0 - other.x0, one.x1 - other.x1, (one.x0 + one.x1 - other.x0 - other.x1) / 2)
    return min(abs(edge) for edge in edges) < _ALIGNED


def _same_headers(table: Table, before: Table) -> bool:
    heads, others = ([_plain(c.headers) for c in one.columns] for one in (table, before))
    return table.headed and any(heads) and heads == others


def _plain(texts: Sequence[str]) -> list[str]:
    """Texts without blanks and in one script: 2023 年 is 2023年."""
    return ["".join(fold(text).split()) for text in texts]


def _under_open_groups(table: Table, before: Table, height: float) -> tuple[Row, ...]:
    """Rows with the groups they stand under: first rows that are set in, with nothing to be set in from."""
    numbered = any(_NUMBERED.match(text) and text not in before.captions for text in table.captions)
    if table.page == before.page and (numbered or _plain(table.corner) != _plain(before.corner)):
        return table.rows  # 专业 | 人数 beside 学历 | 人数; 2.2 Our workforce beside 3 Conduct
    if _is_titled_anew(table, before):
        return table.rows
    rows = []
    orphan = not _is_ragged(table)
    for row in table.rows:
        orphan = orphan and row.indent > _INDENT and not row.parents
        above = tuple(text for indent, text in before.still_open if indent < row.indent - _INDENT)
        rows.append(replace(row, parents=above) if orphan else row)
    last = before.rows[-1] if before.rows else None
    above = before.next_group or (last.parents if last is not None else ())
    if last is None or not _goes_on(table, before, height) or not above:
        return tuple(rows)
    first = next((n for n, row in enumerate(rows) if row.parents), len(rows))
    level = [row for row in rows[:first] if abs(row.indent - last.indent) <= _INDENT]
    if len(level) < first:
        return tuple(rows)
    return (*(replace(row, parents=above) for row in level), *rows[first:])


def _is_titled_anew(table: Table, before: Table) -> bool:
    """Whether both tables have titles of their own under that of both: Environmental data, overleaf Social data."""
    return all(
        _TITLE.fullmatch(title) is not None and title not in other.captions and not _CONTINUED.search(title)
        for one, other in ((table, before), (before, table))
        for title in one.captions[:1] or ("",)
    )


def _is_ragged(table: Table) -> bool:
    """Whether labels begin all over the place, as those in the middle of their column do: no indent tells anything."""
    indents = {round(row.indent) for row in table.rows}
    return len(indents) >= _FEWEST_EDGES and 2 * len(indents) > len(table.rows)


def with_title_at_foot(table: Table, page: Page) -> Table:
    """The table with the title that stands below its last row at the foot of the page: By region, and rows overleaf.

    Args:
        table: the last table of a page.
        page: its page.
    """
    if table.next_group or table.bbox[3] < _BOTTOM * page.height:
        return table
    x0, _, x1, bottom = table.bbox
    below = [line for line in page.lines if line.bbox and line.bbox[1] > bottom - 1 and line.bbox[0] < x1]
    title = min(below, key=lambda line: line.bbox[1] if line.bbox else 0.0, default=None)
    if title is None or title.bbox is None or not x0 - _SHIFT < title.bbox[0] < x0 + _SHIFT:
        return table
    near = title.bbox[1] - bottom < _FOOT_GAP * (title.bbox[3] - title.bbox[1])
    grouped = any(row.parents for row in table.rows) and _TITLE.fullmatch(title.text) is not None
    return replace(table, next_group=(title.text,)) if near and (grouped or parts_a_whole(title.text)) else table


def _goes_on(table: Table, before: Table, height: float) -> bool:
    """Whether a table is the rest of the one on the page before: its title is the same, or says so.

    One that begins a page with the same header and has no title is the rest of one that ends a page.
    """
    if table.page != before.page + 1:
        return False
    if not table.captions and _plain(table.corner) == _plain(before.corner):
        return table.bbox[1] < _TOP * height and before.bbox[3] > _BOTTOM * height
    titles, above = (tuple(_CONTINUED.sub("", text).strip() for text in one.captions) for one in (table, before))
    return bool(titles) and titles[-1:] == above[-1:]


def _over(column: Column, others: tuple[Column, ...]) -> Column | None:
    near = [o for o in others if abs(o.x1 - column.x1) < _SHIFT or (o.x0 < column.x1 and column.x0 < o.x1)]
    return min(near, key=lambda o: abs(o.x1 - column.x1), default=None)
