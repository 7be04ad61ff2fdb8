"""Rows named by the second column of text: `Commitment | Metric | 2023`, `EPRA code | Measure | Unit | 2023`.

Which column of text holds the labels can't be seen from where the texts stand: the first one is as full as the second
where each row repeats its topic. The head over the second tells, the repetition, or the wording in it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from cnesg.extraction.labels.references import title_alone
from cnesg.extraction.tables.contexts import SCOPE_NAME
from cnesg.extraction.tables.drawn.stub_columns import tells_aside
from cnesg.extraction.tables.fragments import is_code, is_unit
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.reading.workers import names_workers
from cnesg.framework.regexes import regex

_NAMES_ROWS = regex(
    r"(?i)(?:(?:accounting|performance|key|esg|sustainability|epra|sasb|gri)[\s/]*)*"
    r"(?:metrics?|measures?|indicators?|(?:kpis?)|disclosures?|descriptions?|data points?|parameters?|topic and metric)"
)
_COVERAGE = regex(
    r"(?i)(?:data |reporting )?(?:coverage|boundary|scope)(?: of (?:data|reporting))?|(?:统计|覆盖|数据)范围"
)
_MARK = regex(r"\s?[*※†]\s?\d{0,2}$")  # of a note: Domestic group*1
_LEAST_SHARE = 0.3
_FEWEST_ROWS = 2  # in one merged cell


def relabelled(
    table: Table, names: Callable[[str], bool], measures: Callable[[str], object], is_class: Callable[[str], bool]
) -> Table:
    """The table with rows named by their second text, the first as its group; as it was where the first names them.

    Args:
        table: a table as found.
        names: whether a text holds the wording of a metric.
        measures: what a text is as a unit, none where it is no unit.
        is_class: whether a text is nothing but a class.
    """
    if (divided := _divided(table, names, is_class)) is not None:
        return divided
    seconds = [_second(row, measures) for row in table.rows]
    filled = [(row, text) for row, text in zip(table.rows, seconds, strict=True) if text]
    if len(filled) < max(2, 0.6 * len(table.rows)) or not _named_by_second(table, filled, names):
        return _grouped(table, names)
    rows = [_moved(row, text) if text else row for row, text in zip(table.rows, seconds, strict=True)]
    return replace(table, rows=tuple(rows))


def _grouped(table: Table, names: Callable[[str], bool]) -> Table:
    """The table whose rows under one merged cell are named by the texts beside it: GHG emissions | Scope 1, Scope 2.

    Other rows reach over both columns, so the second is neither as full as the first nor headed. Texts that only say
    which part is meant (Electricity, Hotels) leave the row the label of its cell.
    """
    rows = list(table.rows)
    texts = [next((note for note in row.notes if not is_unit(note)), "") for row in rows]
    for run in _cells(rows, texts):
        own = [texts[number] for number in run]
        if len(run) < _FEWEST_ROWS or not rows[run[0]].label or not all(own):
            continue
        named = sum(names(text) or SCOPE_NAME.fullmatch(text) is not None for text in own)
        if 2 * named > len(own) - (not names(rows[run[0]].label)):
            for number in run:
                rows[number] = _moved(rows[number], texts[number])
    return table if rows == list(table.rows) else replace(table, rows=tuple(rows))


def _cells(rows: Sequence[Row], texts: Sequence[str]) -> list[list[int]]:
    """The numbers of the rows beside each merged cell: of one label, while no text comes again."""
    cells: list[list[int]] = []
    for number, row in enumerate(rows):
        last = cells[-1] if cells else []
        if last and rows[last[0]].label == row.label and texts[number] not in {texts[n] for n in last}:
            last.append(number)
        else:
            cells.append([number])
    return cells


def _second(row: Row, measures: Callable[[str], object]) -> str:
    """The text right of a row's label that is neither unit nor code; empty where there is none."""
    first, after = [*(note for note in row.notes if not is_code(note)), "", ""][:2]
    if not row.label or sum(c.isalpha() for c in first) < (2 if _is_serial(row.label) else 4):
        return ""
    unit = is_unit(first) or measures(first)
    return "" if unit and not is_unit(after) else first  # Employees | number: the unit stands behind it


def _divided(table: Table, names: Callable[[str], bool], is_class: Callable[[str], bool]) -> Table | None:
    """The table whose second text is the class that each row of one label is for: 离职率 | 男, 离职率 | 女.

    Where rows of one label come so, or a head says what it is, the column is one of classes for all rows; of a label
    that repeats, another second text may name what is counted: Work-related injuries | Lost days.
    """
    seconds = [next((n for n in row.notes if names_workers(n) or not is_unit(n)), "") for row in table.rows]
    told = [_MARK.sub("", text) for text in seconds]
    named = [name and (is_class(name) or names_workers(name)) for name in told]
    classes = [text if is_named else "" for text, is_named in zip(seconds, named, strict=True)]
    often = Counter(row.label for row, name in zip(table.rows, classes, strict=True) if name and row.label)
    covered = all(classes) and any(_COVERAGE.fullmatch(head.strip()) for head in table.corner)
    if not any(count > 1 for count in often.values()) and not covered:
        return None
    repeated = Counter(row.label for row in table.rows if row.label)
    labels = [
        name or (text if repeated[row.label] > 1 and text and names(text) else "")
        for row, name, text in zip(table.rows, classes, seconds, strict=True)
    ]
    rows = zip(table.rows, labels, strict=True)
    return replace(table, rows=tuple(_moved(row, name) if row.label and name else row for row, name in rows))


def _named_by_second(table: Table, filled: Sequence[tuple[Row, str]], names: Callable[[str], bool]) -> bool:
    first = [row.label for row, _ in filled]
    second = [text for _, text in filled]
    by_second = [names(text) for text in second]
    if all(map(_is_serial, first)):
        return True
    if sum(by_second) < _LEAST_SHARE * len(filled):
        return False
    heads = table.corner
    if len(heads) > 1 and tells_aside(heads[1]):
        return False
    if len(heads) > 1 and _NAMES_ROWS.fullmatch(heads[1].strip()) and not _NAMES_ROWS.fullmatch(heads[0].strip()):
        return True
    repeated = len(first) - len(set(first))
    if repeated > max(1, len(second) - len(set(second))) and repeated >= _LEAST_SHARE * len(first):
        return True
    return sum(by_second) > 2 * sum(map(names, first))


def _moved(row: Row, text: str) -> Row:
    notes = list(row.notes)
    notes.remove(text)
    parents = row.parents if _is_serial(row.label) else (*row.parents, title_alone(row.label))
    return replace(row, label=text, parents=parents, notes=tuple(notes))


def _is_serial(label: str) -> bool:
    """Whether a label only numbers its row."""
    return label.strip(" .)").isdigit()
