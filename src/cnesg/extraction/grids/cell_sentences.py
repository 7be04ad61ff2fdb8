"""Cells of text tables that hold sentences rather than values."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage, Rows, compact
from cnesg.extraction.grids.label_classes import ONLY_YEAR
from cnesg.extraction.grids.row_names import head_of_names, named_by_row
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.references import number_end
from cnesg.extraction.prose.reader import ProseReader
from cnesg.extraction.tables.rows.units import TableUnits
from cnesg.framework.regexes import regex
from cnesg.text import fold
from cnesg.text.paragraphs import Paragraph

_NAMES_YEAR = regex(r"(?:19|20)\d\d")
_SENTENCE = 12  # characters; longer cells hold sentences
_COUNTED = regex(r"[\u4e00-\u9fff]{2,8}(?:[约近共]?)\d[\d,.]*\s?[人名位]")  # 董事会17人
_PAID = regex(  # 10转5派1元, 每10股送2股派发现金红利1元, 每10股分红0.5元
    r"(?:每\s?股|(?:每\s?)?(?<![\d.])(?:10|十)(?:\D{1,5}\d{1,3})*)\D{0,5}(?:派|分红|分配)\D{0,8}\d[\d.]*元?"
)

_IN_UNIT = regex(r"[(（\[][^()（）\[\]\d]{1,12}/[^()（）\[\]\d]{0,6}$")
_NUMBERED = regex(r"\s*\d{1,2}(?:\.\d{1,2}){1,2}\.?\s(?=[A-Z][a-z])")  # 6.1 Average training hours
_RANGE = regex(r"\d\s?[-–—]\s?$")  # 31-|40
_MARK, _VALUE = regex(r"(?<=[a-z)])\s\d\s*$"), regex(r"[(<>~-]?\d[\d,.]*[%)]?(?=\s*(?:\t|$))")


def cells_as_prose(part: Rows, prose: ProseReader, rows: Container[int]) -> Iterator[Candidate]:
    """The facts that cells state which hold sentences rather than values.

    Args:
        part: a block of rows set apart by tabs.
        prose: what reads sentences.
        rows: numbers of the lines that are known for rows of values, and left out.
    """
    heads: dict[int, int] = {}
    names = head_of_names([c for c in part.lines[0].text.split("\t") if c.strip()])
    for line in part.lines:
        heads = _years_of_columns(line.text, prose.year) or heads
        if line.number in rows:
            continue
        cells = [c for c in line.text.split("\t") if c.strip()]
        if any(len(c) > _SENTENCE or (len(cells) > 1 and _states(c.strip())) for c in cells):
            paragraph = Paragraph(line.text, (line,), (0,))
            year = header_year(fold(cells[0]), prose.year)
            title = compact(cells[0])[0].strip() if len(cells) > 1 else ""
            for candidate in prose.read(Passage.of(paragraph, part.headings), year):
                if (
                    _of_committee(candidate, title, prose)
                    or _in_label(candidate, line.text)
                    or _in_unit(candidate, line.text, prose)
                ):
                    continue
                if candidate.role in {"beside", "clause", "zero"} and not _unit_of_other_cell(candidate, line.text):
                    told = prose.titled(_of_column(candidate, line.text, heads, year or prose.year), title)
                    yield named_by_row(prose.know, told, title, names, _cell_of(candidate, line.text))


def _of_committee(one: Candidate, title: str, prose: ProseReader) -> bool:
    """Whether directors are counted in the row of a committee: 审计委员会 | 由3名董事组成."""
    return title.endswith("委员会") and one.metric in prose.know.lexicon.roles.board_members


def _in_label(one: Candidate, text: str) -> bool:
    """Whether a candidate's number is of a label: its code, its number, the mark of a note behind it.

    `GRI 305-1 Employees trained`, `6.1 Average training hours`, `Electricity (MWh) 1 | 12,345`, `Age: 31-40 (staff)`.
    """
    cell, at = _cell_of(one, text), one.order[2] - (text.rfind("\t", 0, one.order[2]) + 1)
    if at > 0 and "\t" in text and _RANGE.search(cell, 0, at):
        return True
    numbered = _NUMBERED.match(cell)
    if at < number_end(cell) or (numbered is not None and at < numbered.end()):
        return True
    behind = _MARK.search(cell)
    if behind is None or at < behind.start():
        return False
    return _VALUE.match(text[one.order[2] :].partition("\t")[2].lstrip("\t ")) is not None


def _in_unit(one: Candidate, text: str, prose: ProseReader) -> bool:
    """Whether a candidate's number is of a unit: `tonnes/HK$1 million revenue`."""
    cell = _cell_of(one, text).strip() if "\t" in text else ""
    if "/" not in cell:
        return False
    before = cell[: max(0, cell.find(one.raw_value))]  # 密度(吨/|百万|元营业额)
    return _IN_UNIT.search(before) is not None or TableUnits(prose.know.units).of_cell(compact(cell)[0]) is not None


def _states(cell: str) -> bool:
    """Whether a short cell states a fact all the same."""
    return _COUNTED.fullmatch(cell) is not None or _PAID.match(fold(cell)) is not None


def _years_of_columns(text: str, year: int) -> dict[int, int]:
    """The years that a row of headers names, by column; none where fewer than two cells are nothing but a year."""
    cells = [fold(cell).strip() for cell in text.split("\t")]
    named = {place: header_year(cell, year) for place, cell in enumerate(cells) if ONLY_YEAR.match(cell)}
    found = {place: one for place, one in named.items() if one is not None}
    return found if len(found) > 1 else {}


def _of_column(one: Candidate, text: str, heads: Mapping[int, int], year: int) -> Candidate:
    """A candidate of a cell's sentence with the year of its column, where the sentence itself names none."""
    column, cell = text.count("\t", 0, one.order[2]), _cell_of(one, text)
    if one.year != year or column not in heads or _NAMES_YEAR.search(cell):
        return one
    return replace(one, year=heads[column])


def _cell_of(one: Candidate, text: str) -> str:
    """The cell in which a candidate's number stands."""
    return text.split("\t")[text.count("\t", 0, one.order[2])]


def _unit_of_other_cell(one: Candidate, text: str) -> bool:
    """Whether a number ends its cell and its unit is a cell of its own: Share of employees over 50 | % | 41.5.

    Or ends the cell before, which the number does not go on with: Revenue in RMB million | 1,204.
    """
    after, cell = one.order[2] + len(one.raw_value), _cell_of(one, text)
    before = one.raw_value not in cell or cell.strip() == one.raw_value
    return bool(one.raw_unit) and (before or text[after : after + 1] == "\t")
