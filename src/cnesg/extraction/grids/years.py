"""The order in which a report's tables print years, for headers that a scan has broken and parts without a header.

Below 2014年 | 2015年 | 201^ the last column is of 2016. Rows overleaf, whose header stayed behind, print as many
figures in the same order.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.cell_marks import NOT_GIVEN
from cnesg.extraction.grids.grid import Cell, Grid, GridRow, GridState
from cnesg.extraction.grids.label_classes import ONLY_YEAR
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.head_spans import year_to_come
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.prose.years.years import step_of
from cnesg.framework.regexes import regex
from cnesg.model import canonical_breakdown

_BROKEN = regex(r"^2[0oO〇]\S{1,3}年?$")  # 20u, 201^, 201禅
_NUMBER = regex(r"20[\d.,]*%?")  # 20.5, 204: broken only where years stand over columns
_SUMMED = regex(r"^(?:[^年月]{0,16}(?:以来|至今|今))?[,，]?(?:公司|集团)?累计")
_SINCE = regex(r"以来|至今|迄今")
_OF_ALL_YEARS = regex(
    r"(?:上市|成立|设立|创立|创建|建厂|开业|投产|投运)(?:以来|至今)|历年(?:累计|合计)"
    r"|截[至止]到?20\d\d[^,，]{0,6}[,，]?(?:公司)?已?累计"  # 截至2015年度,已累计分红
)
_SUMMED_TITLE = regex(  # 公司累计获得授权专利及科技奖励: above rows of patents
    r"[^,，。;；:：\d]{0,12}累计(?:获得?|取得|拥有|申请|授权|承担|完成|捐赠)[^,，。;；:：\d]{2,16}"
)
_TITLE = regex(r"报告书?\s*$")  # 2022年社会责任报告 stands above the first table
_COMPARED = regex(  # 员工8,210人,较上年末减少73人; 投诉624笔,较2015年的701笔下降11.0%
    r"[比较同与](?:上年|去年|上一年)(?:度|末|底|同期)?|[比较較](?:19|20)\d\d\s?年|[与與同](?:19|20)\d\d\s?年[度末底]?(?:同期)?相比"
)
_NAMES_YEAR = regex(r"(?:19|20)\d\d|本年|当年|年度|本期|报告期")
_FEWEST = 2  # years of a header that tell an order

Header = list[tuple[int, Cell]]


class YearOrder:
    """What the headers of a document told so far of the order of its years."""

    def __init__(self, year: int) -> None:
        self.year = year
        self._seen: Counter[tuple[int, ...]] = Counter()

    def heads(self, row: Sequence[Cell | None]) -> bool:
        """Whether a row is a header of years one of which is broken, and so might be read as a value: 2015 | 201^."""
        cells = [cell for cell in row if cell is not None and cell.clean]
        years = [cell for cell in cells if ONLY_YEAR.match(cell.clean)]
        of_row = row[0] in years  # 2015 | 204.3: a row of a year
        broken = [
            cell
            for cell in cells
            if _BROKEN.match(cell.clean) and cell not in years and not (of_row and _NUMBER.fullmatch(cell.clean))
        ]
        return bool(years and broken) and len(years) + len(broken) >= len(cells) - 1

    def repaired(self, cells: Header) -> Header:
        """Cells of a header by column, broken years put right by those beside them; their order is kept in mind."""
        years = [header_year(cell.clean, self.year) for _, cell in cells]
        broken = [
            at
            for at, (_, cell) in enumerate(cells)
            if years[at] is None
            and _BROKEN.match(cell.clean)
            and year_to_come(cell.clean, (one.clean for _, one in cells), self.year) is None
        ]
        for at in broken:
            years[at] = self._missing(years, at)
        told = tuple(year for year in years if year is not None)
        if len(told) >= _FEWEST and step_of(told):
            self._seen[told] += 1
        return [
            (column, replace(cell, text=f"{years[at]}年") if at in broken and years[at] else cell)
            for at, (column, cell) in enumerate(cells)
        ]

    def dated(self, found: list[Candidate], values: int) -> list[Candidate]:
        """A row's facts; where all its figures would be one fact of one year, those of the years usual in the report.

        Args:
            found: the facts of a row under a header without years, by column.
            values: how many figures the row prints.
        """
        told = {(one.metric, one.year, canonical_breakdown(one.breakdown)) for one in found}
        if len(found) < _FEWEST or len(found) != values or len(told) > 1 or found[0].year != self.year:
            return found
        usual = max((s for s in self._seen if len(s) == values), key=lambda s: (self._seen[s], s), default=None)
        if usual is None:
            return found
        return [replace(one, year=year) for one, year in zip(found, usual, strict=True)]

    def _missing(self, years: Sequence[int | None], at: int) -> int | None:
        """The year of a cell whose neighbours rise or fall by one; beside a single one this year or the one before."""
        known = [(place, year) for place, year in enumerate(years) if year is not None]
        if len(known) == 1:
            other = known[0][1]
            return {self.year: self.year - 1, self.year - 1: self.year}.get(other)
        steps = {(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(known)}
        if len(steps) != 1 or abs(step := steps.pop()) != 1:
            return None
        place, year = known[0]
        return year + int(step) * (at - place)


_DIVIDES = regex(r"按[\u4e00-\u9fff]{2}")  # 按来源


def shift_of(row: GridRow, values: list[int], state: GridState, year: int) -> int:
    """By how many columns a row's values stand beside the years that head them, where a cell is missing."""
    years = [c for c, cells in sorted(state.headers.items()) if any(header_year(h.clean, year) for h in cells)]
    if values and len(values) < len(years):  # Scope 3 | - | 689 | 752
        empty = [c for c, cell in enumerate(row) if c and cell is not None and NOT_GIVEN.match(cell.clean)]
        values = sorted({*values, *(c for c in empty if abs(c - values[0]) < len(years))})
    heads = sorted(state.headers)
    if years[:1] == [0] and values == [column + 1 for column in heads] and len(heads) > 1:
        return 1  # 2016年 | 2015年 | 变动比例 over labels and three figures: a year heads no labels
    if len(years) < 2 or len(years) != len(values):
        return _behind_two_labels(row, values, state)
    by = values[0] - years[0]
    if not by or [c + by for c in years] != values:
        return 0
    outside = state.headers.get(values[-1]) if by > 0 else any(row[years[-1] : years[-1] + 1])
    return 0 if outside else by


def _behind_two_labels(row: GridRow, values: list[int], state: GridState) -> int:
    """1 where a row has two cells of labels below one head, so that each value stands right of its own."""
    heads = sorted(column for column in state.headers if column)
    first = row[0].clean if row and row[0] is not None else state.beside
    labelled = len(row) > 1 and row[1] is not None and row[1].clean and _DIVIDES.match(first)
    return int(bool(labelled) and len(heads) > 1 and values == [column + 1 for column in heads])


def year_above(grid: Grid, year: int) -> int:
    """The year that the nearest line above a table names; the fiscal year where none near it is named."""
    for line in reversed(grid.above):
        named = header_year(_COMPARED.sub("", compact(line)[0]), year) if len(line) < 60 else None
        if named is not None and abs(named - year) <= 3:
            return named
    return year


def so_far(know: Knowledge, grid: Grid, label: str, header: str, metric: str) -> dict[str, str]:
    """The period of a row that sums up all years: 上市以来分红, 历年合计, and 累计捐赠 where no year is told.

    Args:
        know: which metrics are stocks, and which reports state by the year.
        grid: the table.
        label: the row's label.
        header: its column's header.
        metric: the metric of its value.
    """
    if metric in know.lexicon.stocks or not (_SUMMED.search(label) or _OF_ALL_YEARS.search(label)):
        title = grid.above[-1] if grid.above and metric not in know.lexicon.grammar.yearly_metrics else ""
        summed = "累计" in title and _SUMMED_TITLE.fullmatch(compact(title)[0]) is not None
        return {} if not summed or _NAMES_YEAR.search(f"{label} {header}") else {"period": "cumulative"}
    if _SINCE.search(label) or _OF_ALL_YEARS.search(label):
        return {"period": "cumulative"}
    lines = (line for line in grid.above if not _TITLE.search(line))
    of_a_year = any(_NAMES_YEAR.search(text) for text in (label, header, *lines))
    return {} if of_a_year or metric in know.lexicon.grammar.yearly_metrics else {"period": "cumulative"}
