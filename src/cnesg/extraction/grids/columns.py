"""Which columns of a grid hold values: not those of changes and limits; of targets and of a base year they do."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.breakdowns import aimed_at
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.grids.grid import Cell, GridState
from cnesg.extraction.grids.heads_beside import part_of_column
from cnesg.extraction.grids.innermost_heads import sums_all_years
from cnesg.extraction.grids.units import GridUnits
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.head_spans import averages_years, covered_beside, names_aim, summed_since, year_to_come
from cnesg.extraction.labels.head_years import header_year
from cnesg.extraction.labels.references import refers
from cnesg.extraction.prose.years.years import last_of_span
from cnesg.extraction.tables.rows.entity_heads import parent_over
from cnesg.extraction.tables.rows.listings import names_single
from cnesg.extraction.tables.rows.skipped import (
    is_base,
    is_of_name,
    is_of_programme,
    is_outdated,
    names_change,
    names_no_values,
    names_part_of_year,
)
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_NAMES_A_STANDARD = regex(r"标准(?!值|限值|[和与及及、/]|$)[\u4e00-\u9fff]")  # 新标准培训 is no column of limits
_BASE = regex(
    r"(?i)(?:retrospective\s)?(?:20\d\d年?\s?)?(?:baseline|base(?: year)?|comparative|基准(?:年度?|值)?)\s?(?:year)?,?"
    r"\s?\(?(?:20\d\d年?)?\)?"
    r"|(?i:retrospective)\s?(?:20\d\d)?"
)
_COUNTED_BY = regex(r"[\u4e00-\u9fff]{2,8}(?:类别|人数)(?:\([人名]\))?")  # 学历结构类别 | 学历结构人数
_HEADING = regex(r"\s*(?:第[一二三四五六七八九十]{1,3}[章节部]|[(（]?[一二三四五六七八九十]{1,3}[、)）])")
_LONGEST_HEADING = 40
_YEAR = regex(r"20\d\d")
_DATED = regex(r"(?i)^(?:FY\s?)?(?:19|20)\d\d(?:/\d\d)?年?度?(?=\s)|(?<=\s)(?:FY\s?)?(?:19|20)\d\d(?:/\d\d)?年?度?$")
_REST = 12  # characters of what is left of a head
_AROUND = " ()/-–:："
_DATES = regex(r"(?:[\u4e00-\u9fff]{2,4})?(?:日期|时间|年月|月份)")
_NAME = regex(
    r"(?!.*[年期])(?!.*(?:[情状]况|说明|内容|备注|单位|[年月日期]|[数量值额率比次]|[实际计]划?|标|结果|措施|变[动化])$)[\u4e00-\u9fff]{2,12}"
)
_FEWEST = 2  # columns, and cells over each
_COUNT = regex(r"(?i)no\.")  # Male | No. counts men


def _parts_years(state: GridState) -> bool:
    """Whether the columns of a table have the same years under several names."""
    heads = [" ".join(cell.clean for cell in cells) for column, cells in state.headers.items() if column and cells]
    told = [(found[0], _DATED.sub("", head).strip(_AROUND)) for head in heads if (found := _YEAR.search(head))]
    years = Counter(year for year, _ in told)
    names = {name for _, name in told}
    return len(names) > 1 and "" not in names and all(count == len(names) for count in years.values())


class GridColumns:
    """Tells by its header what stands in a column."""

    def __init__(self, know: Knowledge, units: GridUnits, find: Callable[[str], Found], year: int) -> None:
        self._know = know
        self._units = units
        self._find = find
        self._year = year

    def heads(self, text: str) -> bool:
        """Whether a text is what headers say: a year, a unit, a metric, a class, a word for values or for persons."""
        if (
            self._know.lexicon.generic.match(text)
            or header_year(text, self._year)
            or self._know.units.whole(text)
            or self._units.counts_times(text)
            or self._units.counts_people(text)
            or self._units.in_brackets(text)
            or age_of_cell(text)
            or _COUNTED_BY.fullmatch(text)
            or names_single(text)
            or names_part_of_year(text)
        ):
            return True
        found = self._find(text)
        if any(end - start == len(text) for start, end in found.marks.get("heads_labels", ())):
            return True
        return bool(found.hits or found.classes or found.marks.get("total") or found.marks.get("skip_column"))

    def goes_on(self, text: str, column: int, state: GridState) -> bool:
        """Whether a text alone in its row goes on with the head above it, which heads no labels: 指标 does.

        Args:
            text: the text.
            column: the number of its column.
            state: the heads.
        """
        over = state.headers.get(column, []) if column and not state.valued and len(text) < _REST else []
        return bool(over) and self._know.lexicon.generic.match(over[-1].clean) is None

    def end(self, text: str, state: GridState) -> None:
        """End the groups of a table at a numbered heading, and its heads where they are none of years or indicators."""
        if _HEADING.match(text) is None or len(text) > _LONGEST_HEADING:
            return
        state.labels = []
        heads = [cell.clean for cells in state.headers.values() for cell in cells]
        corner = state.corner
        if not self._know.lexicon.generic.match(corner) and not any(header_year(one, self._year) for one in heads):
            state.headers, state.unit = {}, None

    def skips(self, header: str, label: str, innermost: str = "") -> bool:
        """Whether what stands below a header, in the row of a label, is no value of a year.

        Args:
            header: all that stands over a column.
            label: the row's label.
            innermost: the last cell of the header, where it has several.
        """
        if (
            averages_years(header)
            or names_no_values(header)
            or names_change(header)
            or names_change(innermost)
            or is_outdated(innermost)
        ):
            return True
        if header and names_part_of_year(header):
            return True
        return bool(self._skipping(header, is_label=False) or self._skipping(label, is_label=True))

    def _skipping(self, text: str, *, is_label: bool) -> bool:
        if not text:
            return False
        found = self._find(text)
        spans = [s for s in found.marks.get("skip_column", []) if not _NAMES_A_STANDARD.match(text, max(0, s[1] - 2))]
        spans = [span for span in spans if not is_of_name(text, span)]
        if is_label:
            spans = [s for s in spans if not (refers(text, s, found.hits) or is_of_programme(text, s))]
        else:
            if self.aims(text) or (header_year(text, self._year) and all(is_base(text, s) for s in spans)):
                return False
            if found.classes:
                spans = [s for s in spans if not (s[0] and _COUNT.fullmatch(text, *s))]
        return bool(spans) and not any(h.start <= a and b <= h.end for a, b in spans for h in found.hits)

    def aims(self, header: str) -> bool:
        """Whether a header says that a column holds targets: `2030 target`, 目标值."""
        return names_aim(header)

    def _aims_beside(self, header: str, state: GridState) -> bool:
        """The same of a column that may say so by its year alone: 2030 beside 2023 and 2024."""
        first = " ".join(cell.clean for cell in state.headers.get(0, ()))
        return self.aims(header) or year_to_come(header, (first, *self._heads(state)), self._year) is not None

    def _heads(self, state: GridState) -> Iterator[str]:
        """All that stands over each column but the first."""
        return (" ".join(cell.clean for cell in cells) for column, cells in state.headers.items() if column)

    def period(self, header: str, state: GridState) -> str | None:
        """The years that a column's values are sums over, which no metric of its header is told by: 2022-2024, 合计."""
        since = summed_since(header, self._year)
        if since is not None:
            return None if any(not hit.label_only for hit in self._find(header).hits) else since
        return covered_beside(header, (head for head in self._heads(state) if head != header))

    def year(self, header: str, state: GridState) -> int | None:
        """The year of a column's values; the one by which they are aimed at, the last of those they are sums over."""
        if self._aims_beside(header, state):
            named = _YEAR.search(header)
            return int(named[0]) if named is not None else None
        if (period := self.period(header, state)) is not None:
            return last_of_span(period) or self._year
        return header_year(header, self._year)

    def of_years(self, columns: Collection[int], state: GridState) -> bool:
        """Whether several columns are each headed by a year, and so hold no pages of an index."""
        heads = (" ".join(cell.clean for cell in state.header(column)) for column in columns)
        return len(columns) > 1 and all(header_year(head, self._year) for head in heads)

    def dividing(self, header: str, state: GridState) -> str:
        """The header as far as it may name a class; one that says target or base year names none.

        Of a table that has each year several times, Retail 2023 | Property 2023 | Retail 2024, it is what parts them.
        """
        if self._aims_beside(header, state) or _BASE.fullmatch(header) or self.period(header, state) is not None:
            return ""
        if sums_all_years(header, state):
            return state.own_head
        bare = _DATED.sub("", header).strip(_AROUND)
        apart = bare and bare != header and not _YEAR.search(bare) and _parts_years(state)
        return bare if apart else header

    def classed(
        self, header: str, cells: Sequence[Cell], state: GridState, breakdown: dict[str, str]
    ) -> dict[str, str]:
        """The classes of a value, with what its column's header says: that it is aimed at, or of the parent alone.

        Args:
            header: all that stands over the column.
            cells: the cells of it.
            state: what stands over the other columns.
            breakdown: the classes found so far.
        """
        others = (one.clean for column, over in state.headers.items() if column for one in over)
        parent = parent_over([one.clean for one in cells], others)
        if parent and "entity" not in breakdown:
            breakdown = {**breakdown, "entity": parent.lower()}
        if (part := self._part_over(cells, state)) and part not in breakdown.values():
            breakdown = {k: v for k, v in breakdown.items() if v not in part} | {"entity": part}
        told = {self._know.lexicon.classes[number].dimension for *_, number in self._find(header).classes}
        apart = bool(breakdown) and header.lower() not in breakdown.values() and told.isdisjoint(breakdown)
        if apart and self._is_name_beside(header, state):
            breakdown = {**breakdown, "channel": header.lower()}
        if of_which := part_of_column(header, self._find):
            breakdown = {**breakdown, "type": of_which.lower()}
        period = self.period(header, state) or ("cumulative" if sums_all_years(header, state) else None)
        breakdown = {**breakdown, "period": period} if period is not None else breakdown
        return aimed_at(breakdown) if self._aims_beside(header, state) else breakdown

    def undated(self, values: Mapping[int, Number], state: GridState) -> Mapping[int, Number]:
        """The values of a row without those below a head of dates, where others are left: 2023.03 below 捐赠时间."""
        left = {
            column: value
            for column, value in values.items()
            if not any(_DATES.fullmatch(head.clean) for head in state.header(column))
        }
        return left or values

    def _is_name_beside(self, header: str, state: GridState) -> bool:
        """Whether a column's head is a name among names that the rows' classes are told apart by once more.

        定期报告 | 4 | 3, below 上交所 | 联交所: nothing else heads the columns, but for a sum of them.
        """
        heads = [" ".join(cell.clean for cell in cells) for column, cells in state.headers.items() if column]
        told = [head for head in heads if not self._find(head).marks.get("total")]
        if header not in told or len(set(told)) < max(_FEWEST, len(told)):
            return False
        return all(_NAME.fullmatch(head) and not self._says_more(head) for head in told)

    def _part_over(self, cells: Sequence[Cell], state: GridState) -> str:
        """The name over a column whose own head all others repeat: 甲公司 | 乙公司, below them 用水量 | 用水量.

        Args:
            cells: what stands over the column.
            state: what stands over all of them, the first too: such a table has no labels beside its values.
        """
        over = [[one.clean for one in held] for held in state.headers.values()]
        names = {one[0] for one in over}
        if len(over) < _FEWEST or 0 not in state.headers or len(cells) < _FEWEST or len(names) < len(over):
            return ""
        if len({tuple(one[1:]) for one in over}) > 1 or any(self._says_more(name) for name in names):
            return ""
        return "" if self._find(cells[0].clean).marks.get("total") else cells[0].clean.lower()

    def _says_more(self, name: str) -> bool:
        """Whether a head is more than a name: a year, a unit, a metric."""
        if any(map(str.isdigit, name)) or self._know.units.whole(name) is not None:
            return True
        found = self._find(name)
        return bool(found.hits) or (not found.marks.get("total") and self._know.lexicon.generic.match(name) is not None)
