"""Labels and numbers on alternating short lines, as pages of large figures have them: 员工总数 / 98505人.

Which of the two comes first no single pair tells. The whole run does: the way in which more of its labels name a metric
that its numbers can measure; where both do, the end at which the run has its label.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.ages import age_of_cell
from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage, compact
from cnesg.extraction.figures.numbers import read_cell
from cnesg.extraction.gates import needs_class
from cnesg.extraction.grids.grid import Cell, Grid
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.prose.reader import ProseReader
from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitTable
from cnesg.text import Line
from cnesg.text.paragraphs import Paragraph

_LONGEST_LABEL = 24
_LONGEST_ENGLISH = 56
_PAIR = 2
_CLEAR = 2  # facts more that one way must give to be sure of it
_LABEL_LINES = 2  # over so many lines a label may be broken
_HAN = regex(r"[\u4e00-\u9fff]")
_NO_LABEL = regex(
    r"[。;；!?]|\t|^[(（].*[)）]$|^单位|^第?[\d.、一二三四五六七八九十()（）]+[、.章节]|\d\d:\d\d|[，,]$|[:：].|_\d|^注[:：]"
)
_PART = regex(r"其中\s?[:：,，]?\s?(?=[\u4e00-\u9fff])")
_DIGITS = regex(r"\d")
_BARE = regex(r"\d[\d,]*(?:\.\d+)?")
_PAGE = regex(r"\d{1,3}")  # below the last number of a page
_WITH_EARLIER = regex(
    r"(?P<value>[^()]{2,24})\((?:20\d\d年度?|上年(?:度|同期)?|去年(?:同期)?)\s?[:：]?\s?\d[^()]{0,16}\)"
)
_OWN_FIGURE = regex(r"(?<![A-Za-z\d.])(?!(?:19|20)\d\d年?(?!\d))\d")  # no label: it has a number of its own
_LEGEND = regex(r"^[■□●◆♦]|.[■□●◆♦]|\S\s\S+\s\S")  # a chart's, or a row of names
_LEADS = regex(r"(?:[达约近为超逾共]|达到|超过|合计|共计|总计|累计|[:：])$")  # a number must follow
_IN_BRACKETS = regex(r"\(([^()]{1,8})\)$")
_COUNTS = regex(r"[数次率例量额比:：]$")  # what a number without a unit may be of
_ENGLISH = regex(r"[A-Z][A-Za-z/&'’-]*(?: (?:[A-Za-z(][A-Za-z\d/&'’,%)-]*|[123&+])){0,7}")  # Scope 1 and 2 emissions
_NO_ENGLISH = regex(
    r"(?i)\b(?:is|are|was|were|has|have|had|we|our|this|these|see|page|note|figure|table|contents)\b|,$"
)
_ENGLISH_COUNTS = regex(
    r"(?i)\b(?:total|number of|no\. of|rate|ratio|percentage|share of|hours|fatalities|deaths|cases|incidents)\b"
    r"|\b(?:accidents|injuries|complaints|patents|violations|breaches|meetings)\b"
    r"|(?<=[a-z] )(?:volunteers|suppliers|employees)\b|\(%\)$"
)
_OPEN = regex(r"(?i)\b(?:of|in|and|for|per|by|the|to|with)$|&$")
_GENDERS = frozenset("男女")
_YEAR = regex(r"^(?:19|20)\d\d\s?年?(?:度|末|底)?$")


@dataclass(frozen=True)
class _Label:
    """Consecutive lines without a number."""

    lines: tuple[Line, ...]

    def near(self, *, before: bool) -> tuple[Line, ...]:
        """The lines that may label the number below (`before`) or above, all of them if they are few."""
        if len(self.lines) <= _LABEL_LINES:
            return self.lines
        count = 1 if _HAN.search(self.lines[0].text) else _LABEL_LINES
        return self.lines[-count:] if before else self.lines[:count]


@dataclass(frozen=True)
class _Value:
    """A line that is a number, with the unit from the line below it."""

    cell: Cell


_Part = _Label | _Value


def pair_runs(lines: Sequence[Line], units: UnitTable) -> Iterator[list[_Part]]:
    """Runs of at least two numbers with a label between each two of them.

    Args:
        lines: lines of a text file.
        units: the unit table.
    """
    run: list[_Part] = []
    for part in [*_parts(lines, units), None]:
        if part is None or (run and isinstance(part, _Value) and isinstance(run[-1], _Value)):
            if sum(isinstance(one, _Value) for one in run) > 1 or _is_pair(run, units):
                yield run
            run = []
        if part is not None:
            run.append(part)


def _is_pair(run: list[_Part], units: UnitTable) -> bool:
    """Whether a run is a number with its unit and one label of a single line behind it, and nothing before."""
    if len(run) != _PAIR or not isinstance(run[0], _Value) or not isinstance(run[1], _Label):
        return False
    return _has_own_unit(run[0].cell, units) and len(run[1].lines) == 1


def _has_own_unit(cell: Cell, units: UnitTable) -> bool:
    number = read_cell(cell.clean, units)
    return number is not None and bool(number.unit)


def _parts(lines: Sequence[Line], units: UnitTable) -> Iterator[_Part | None]:
    """Labels and values in order; None where neither stands, and for numbers that stand below each other."""
    label: list[Line] = []
    values: list[_Value] = []

    def ended() -> Iterator[_Part | None]:
        if values:
            yield from _told(values, units)
        elif label:
            yield _Label(tuple(label))
        values.clear()
        label.clear()

    for line in _units_apart(lines, units):
        text = compact(line.text)[0].strip()
        if not text:
            continue
        if (value := _value(line, text, units)) is not None:
            if label:
                yield from ended()
            values.append(value)
        elif len(values) == 1 and (with_unit := _with_unit(values[0].cell, text, units)) is not None:
            values[0] = _Value(with_unit)
        elif _is_label(text, goes_on=bool(label)):
            if values:
                yield from ended()
            label.append(line)
        else:
            yield from ended()
            yield None
    yield from ended()


def _told(values: Sequence[_Value], units: UnitTable) -> Iterator[_Value | None]:
    """The number that stands alone, or with its unit over the page's; None where several do, and behind a page's."""
    over_page = len(values) == _PAIR and _PAGE.fullmatch(values[1].cell.clean) is not None
    if len(values) == 1 or (over_page and _has_own_unit(values[0].cell, units)):
        yield values[0]
    if len(values) > 1:
        yield None


def _value(line: Line, text: str, units: UnitTable) -> _Value | None:
    earlier = _WITH_EARLIER.fullmatch(text)
    told = earlier["value"].strip() if earlier is not None else text
    if not _DIGITS.search(text) or _YEAR.match(text) or read_cell(told, units) is None:
        return None
    return _Value(Cell(line.text, line, 0, len(line.text)))


def _with_unit(cell: Cell, text: str, units: UnitTable) -> Cell | None:
    """A number's cell with the unit of the line below it; None where that is no unit, or the number has one."""
    number, unit = read_cell(cell.clean, units), units.whole(text)
    if number is None or number.unit or unit is None or not unit.unit:
        return None
    below = Cell(cell.text, cell.line, cell.start, cell.end, unit_below=text)
    return below if read_cell(below.clean, units) is not None else None


def _units_apart(lines: Iterable[Line], units: UnitTable) -> Iterator[Line]:
    """Lines of which one below a number that begins with its unit is two: 0.13 / 吨/万元 综合能耗."""
    below_number = False
    for line in lines:
        unit, _, label = line.text.strip().partition(" ")
        read = units.whole(compact(unit)[0]) if below_number and _HAN.search(label) else None
        if read is not None and read.unit:
            yield replace(line, text=unit)
            yield replace(line, text=label.strip())
        else:
            yield line
        below_number = _BARE.fullmatch(line.text.strip()) is not None


def _is_label(text: str, *, goes_on: bool) -> bool:
    """Whether a line may be a label, or the next line of one; English ones begin with a capital."""
    if text in _GENDERS or age_of_cell(text) is not None:
        return True
    if not _HAN.search(text):
        text = text[:1].upper() + text[1:] if goes_on else text
        return len(text) <= _LONGEST_ENGLISH and bool(_ENGLISH.fullmatch(text)) and not _NO_ENGLISH.search(text)
    text = _PART.sub("", text, count=1) if text.startswith("其中") else text
    return (
        len(text) <= _LONGEST_LABEL
        and len(_HAN.findall(text)) > 1
        and not _NO_LABEL.search(text)
        and not _OWN_FIGURE.search(text)
        and not _LEGEND.search(text)
    )


class PairReader:
    """Reads the runs of a page."""

    def __init__(self, grids: GridReader, prose: ProseReader) -> None:
        self._grids = grids
        self._prose = prose

    def read(self, lines: Sequence[Line]) -> tuple[list[Candidate], frozenset[int]]:
        """The facts of the page's runs, and the lines of the numbers whose labels are known now.

        Args:
            lines: the page's lines.
        """
        runs = list(pair_runs(lines, self._prose.know.units))
        both = [tuple(self._rows(run, before=before) for before in (True, False)) for run in runs]
        clear = [len(before) - len(after) for before, after in both]
        usual = sum((one > 0) - (one < 0) for one in clear if abs(one) >= _CLEAR)
        found: list[Candidate] = []
        known: set[int] = set()
        for run, ways, margin in zip(runs, both, clear, strict=True):
            before = _label_first(run, margin, usual, self._prose.know.units)
            if before is not None:
                rows = ways[0] if before else ways[1]
                found += rows
                told = {row.place.line for row in rows}
                numbers = {part.cell.line.number for part in run if isinstance(part, _Value)}
                known |= numbers & told if _in_english(run) else numbers
        return found, frozenset(known)

    def _rows(self, run: list[_Part], *, before: bool) -> list[Candidate]:
        found: list[Candidate] = []
        title = run[0].lines[:-1][-_LABEL_LINES:] if isinstance(run[0], _Label) else ()
        unit = ""  # of the last figure of the whole, which is the title of its classes: 员工流失率 / 12.6% / 男 / 13.1%
        whole: tuple[Cell, Cell] | None = None  # the last pair that is no part of another
        for one, two in itertools.pairwise(run):
            label, value = (one, two) if before else (two, one)
            if not isinstance(label, _Label) or not isinstance(value, _Value):
                continue
            if before and len(label.lines) > 1 and self._grids.is_class(_bare(label.lines[-1].text)):
                title, unit = label.lines[:-1][-_LABEL_LINES:], ""
            lines = label.near(before=before)
            nearest = lines[-1] if before else lines[0]
            of_whole = before and unit and self._unit_of(value) == unit
            under = self._under(title, nearest, value.cell) if of_whole else []
            rows = under or self._row(lines, value.cell, before=before)
            if not rows and whole is not None and _PART.match(nearest.text.strip()):
                rows = self._part_of(whole, nearest, value.cell)
            elif rows:
                whole = (Cell(_bare(nearest.text), nearest, 0, len(nearest.text)), value.cell)
            found += rows or self._under(title, nearest, value.cell)
            if before and rows and not any(row.breakdown for row in rows):
                title, unit = lines[-1:], self._unit_of(value)
        return found

    def _part_of(self, whole: tuple[Cell, Cell], label: Line, value: Cell) -> list[Candidate]:
        """What the number of a part is of the pair before: 授权专利 / 212件 / 其中发明专利 / 88件."""
        part = (Cell(_bare(_PART.sub("", label.text.strip())), label, 0, len(label.text)), value)
        for grid in (Grid((whole, part)), Grid((part,), (whole[0].text,))):  # what is spent, below what for
            told = [one for one in self._grids.read(grid) if one.breakdown and one.place.line == value.line.number]
            if told:
                return told
        return []

    def _unit_of(self, value: _Value) -> str:
        """The unit printed behind a number."""
        number = read_cell(value.cell.clean, self._prose.know.units)
        return number.unit if number is not None else ""

    def _under(self, title: tuple[Line, ...], label: Line, value: Cell) -> list[Candidate]:
        """What a number of a class says under the lines above the run: 职业培训 / 共培训 / 管理人员 / 365人次."""
        if not title or not self._grids.is_class(_bare(label.text)):
            return []
        above = [(Cell(_bare(line.text), line, 0, len(line.text)), None) for line in title]
        row = (Cell(_bare(label.text), label, 0, len(label.text)), value)
        rows = self._grids.read(Grid((*above, row)))
        return [one for one in rows if one.breakdown and one.place.line == value.line.number]

    def _row(self, label: tuple[Line, ...], value: Cell, *, before: bool) -> list[Candidate]:
        """What a label and its number say; the line nearest to the number first, then the whole label."""
        number = read_cell(value.clean, self._prose.know.units)
        bare = number is not None and not number.unit  # it may be a page, or its unit may stand elsewhere
        broken = any(_OPEN.search(line.text.strip()) for line in label[:-1])  # Women in / senior management
        for lines in dict.fromkeys((label if broken else label[-1:] if before else label[:1], label)):
            text = join_lines([_bare(line.text) for line in lines])
            cell = Cell(text, lines[-1], 0, len(lines[-1].text))
            counts = _COUNTS.search(compact(text)[0]) or _ENGLISH_COUNTS.search(text)
            if bare and not (counts or _has_unit(text, self._prose.know.units)):
                continue
            if rows := self._in_row(cell, value) or self._said(text, lines[-1], value):
                return rows
        return []

    def _in_row(self, label: Cell, value: Cell) -> list[Candidate]:
        rows = self._grids.read(Grid(((label, value),)))
        return [one for one in rows if one.breakdown or not needs_class(self._prose.know, one.metric)]

    def _said(self, text: str, line: Line, value: Cell) -> list[Candidate]:
        paragraph = Paragraph(text + value.text.strip() + value.unit_below, (line, value.line), (0, len(text)))
        rows = self._prose.read(Passage.of(paragraph, ()))
        return [one for one in rows if one.role in {"beside", "clause"} and one.place.line == value.line.number]


def _in_english(run: list[_Part]) -> bool:
    """Whether a run's labels are English: sentences tell of the numbers there that no label names."""
    return not any(_HAN.search(line.text) for part in run if isinstance(part, _Label) for line in part.lines)


def _label_first(run: list[_Part], margin: int, usual: int, units: UnitTable) -> bool | None:
    """Whether a run's labels come before their numbers, None where nothing tells.

    Args:
        run: the run.
        margin: by how many facts more it has if they do.
        usual: how the clear runs of the page have it: above 0 before, below 0 behind.
        units: the unit table.
    """
    if abs(margin) >= _CLEAR:
        return margin > 0
    labels = [one.lines[-1].text.strip() for one in run[:-1] if isinstance(one, _Label)]
    if any(_LEADS.search(text) for text in labels):
        return True
    first, last = isinstance(run[0], _Label), isinstance(run[-1], _Label)
    if first != last and margin * (1 if first else -1) >= 0 and usual * (1 if first else -1) >= 0:
        return first
    if usual and margin * usual >= 0:
        return usual > 0
    if first != last:
        return None
    return margin > 0 if margin else _by_units([_has_unit(text, units) for text in labels])


def _by_units(given: list[bool]) -> bool | None:
    """What the units of a run's labels tell: of labels that all give one but the first, that is a title."""
    if len(given) < _CLEAR or not all(given[1:]):
        return None
    return given[0]


def _has_unit(text: str, units: UnitTable) -> bool:
    """Whether a label ends with a unit in brackets."""
    inner = _IN_BRACKETS.search(compact(text)[0])
    return inner is not None and units.whole(inner[1]) is not None


def _bare(text: str) -> str:
    """A label without the marks and lines drawn beside it."""
    return text.strip().strip("_-—■●•◆▪▶►○□©®*·|丨 ")
