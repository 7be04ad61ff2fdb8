"""Tables in a text file whose cells are apart by strokes, as in Markdown: | 用电量 | 万千瓦时 | 7,931 |."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from cnesg.extraction.grids.grid import Cell, GridRow
from cnesg.extraction.plain_tables.between import ends_table
from cnesg.extraction.plain_tables.line_cells import STROKE
from cnesg.extraction.plain_tables.lone_strokes import rows_at_lone_strokes
from cnesg.extraction.plain_tables.merged_cells import marks_told, parted
from cnesg.extraction.plain_tables.parts import is_sum
from cnesg.framework.regexes import regex
from cnesg.text import Line

_RULE = regex(r"[\s|｜│┃║+:=\-–—─━═┄┈┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝]+")
_DRAWN = regex(r"[-–—─━═┄┈=]{2}")
_DASHES = regex(r":?[-–—]+:?")
_DIGIT = regex(r"\d")
_MARKUP = regex(
    r"\*\*|__|\\(?=[^\w\s])|</?(?:b|i|strong|em|u|span)>|<su[bp]>[*†‡^\da-z]{1,2}</su[bp]>(?=\s|$)|</?su[bp]>"
)
_BREAK = regex(r"<br\s?/?>")
_LOWERED = regex(r"\$?[_^]\{?(?P<sign>[\d*†‡]{1,2})\}?\$")  # tCO$_{2}$eq
_HYPHENED = regex(r"(?<=[a-z])- (?=[a-z])(?!and |or |to )")  # Market- based
_FOOTNOTE = regex(r"(?<=[A-Za-z)\]]) ?[*†‡]{1,3}(?=\s*$)")  # (tonnes CO2e)*
_BLANKS = regex(r"(?<=\S) {2,}(?=\S)")
_FIGURE = regex(r"(?!(?:19|20)\d\d(?:\D|$))[-+–(<>~]?\d")
_PEOPLE = regex(r"(?i)(?:permanent |other than permanent |total )?(?:employees|workers)")
_FEWEST = 2  # lines with as many cells as each other
_FEWEST_CELLS = 2
_FEWEST_CELLS_BESIDE_TITLES = 3  # label, figure and one more; fewer where the heads are years
_LONGEST_TITLE = 90
_TITLE_LINES = 2  # one below the other at most
_LOOK_AHEAD = 6  # lines, blank ones among them
_SENTENCE_ENDS = (".", "。", ";", "；", ",", "，")
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?i:\bFY ?\d\d)")
_AIM = regex(
    r"(?<=[a-z%]) (?:by|until|before|from|since|against|vs\.?|(?<=zero )in|(?<=neutral )in|(?<=neutrality )in)"
    r" (?:FY ?)?20\d\d\b"
)  # Carbon neutral by 2040: no head of years
_LETTERS = regex(r"[^\W\d_]{2}")


def stroked_rows(lines: Sequence[Line]) -> tuple[dict[int, GridRow], set[int]]:
    """Rows by the number of their line, and the numbers of the lines that are nothing but rules between them.

    Args:
        lines: the lines of a page.
    """
    rows, rules = rows_at_lone_strokes(lines)
    marks = marks_told(lines)
    for block in _blocks([line for line in lines if line.number not in rows and line.number not in rules]):
        wide_rows = max(map(_wide, block))
        cells = {line.number: _row(line, wide_rows) for line in block if not _is_rule(line.text)}
        rules |= {number for number, row in cells.items() if _is_of_dashes(row)}
        cells = _filled({number: row for number, row in cells.items() if number not in rules})
        wide = {len(row) for row in cells.values()}
        if min(wide, default=0) < _FEWEST_CELLS:
            continue
        figures = sum(any(c is not None and _DIGIT.search(c.text) for c in row[1:]) for row in cells.values())
        if len(cells) < _FEWEST or len(wide) > 1 or not figures:
            continue
        rows |= _spread(_shifted(parted(cells, marks)))
        rules |= {line.number for line in block if _is_rule(line.text)}
    return rows, rules


def _filled(cells: dict[int, GridRow]) -> dict[int, GridRow]:
    """The rows, a total's with its last cell where that was left out: Total | 4,740 below India | 4,310 | 61.5%."""
    widest = max((len(row) for row in cells.values()), default=0)
    return {
        number: (*row, None) if len(row) == widest - 1 and row[0] is not None and is_sum(row[0].text) else row
        for number, row in cells.items()
    }


def _is_of_dashes(row: GridRow) -> bool:
    """Whether a row is the rule below the heads, a dash for each column: | - | - |."""
    return all(cell is not None and _DASHES.fullmatch(cell.text.strip()) for cell in row)


def _shifted(cells: Mapping[int, GridRow]) -> Mapping[int, GridRow]:
    """The rows; heads below the head of the labels stand a column to the right, where that was over two rows.

    类别 | 合计 | | and below it 男性 | 女性 | 总数, over 全职 | 412 | 205 | 617: a head for each figure.
    """
    heads = list(takewhile(lambda number: not _has_figures(cells[number]), cells))
    body = next((row for number, row in cells.items() if number not in heads), ())
    figures = [at for at, cell in enumerate(body) if at and cell is not None]
    if len(heads) != _FEWEST or not body or body[0] is None or figures != list(range(1, len(figures) + 1)):
        return cells
    last = cells[heads[1]]
    told = [at for at, cell in enumerate(last) if cell is not None]
    if cells[heads[0]][0] is None or told != list(range(len(figures))) or len(told) < _FEWEST_CELLS:
        return cells
    return {**cells, heads[1]: (None, *last[:-1])}


def _spread(cells: Mapping[int, GridRow]) -> dict[int, GridRow]:
    """The rows; a head over several columns stands over each of them where a row of heads below has one there."""
    heads: list[int] = []
    for number, row in cells.items():
        if _has_figures(row) or sum(cell is not None for cell in row) < _FEWEST_CELLS:
            break
        heads.append(number)
    rows = dict(cells)
    above: GridRow = ()
    for at, number in enumerate(heads[:-1]):
        spread = list(rows[number])
        for column in range(2, len(spread)):
            told = any(rows[below][column] is not None for below in heads[at + 1 :])
            if spread[column] is None and told and (not above or above[column] is above[column - 1]):
                spread[column] = spread[column - 1]
        rows[number] = above = tuple(spread)
    return rows


def _has_figures(row: GridRow) -> bool:
    """Whether a row is no head: a number beside its first cell that is no year."""
    return any(cell is not None and _FIGURE.match(cell.text.strip()) for cell in row[1:])


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines with strokes that follow each other; blank lines set tables with other numbers of cells apart.

    Titles without strokes between rows of one table belong to it, since its heads are of the rows below them too.
    """
    block: list[Line] = []
    parted = False  # a blank line stands above
    for at, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            parted = True
            continue
        if (STROKE.search(text) and "\t" not in text) or (block and _is_rule(text)):
            if block and parted and not _is_rule(text) and _wide(line) != _wide(block[-1]):
                yield block
                block = []
            block.append(line)
        elif block and _is_title_within(lines, at, block):
            block.append(line)
        else:
            if block:
                yield block
            block = []
        parted = False
    if block:
        yield block


def _is_title_within(lines: Sequence[Line], at: int, block: Sequence[Line]) -> bool:
    """Whether a line is the title of rows that go on with the table above, since they have no head of their own.

    | 指标 | 单位 | 2022 | 2023 | over 水资源 over | 用水量 | 吨 | 310 | 295 |.
    """
    text = lines[at].text.strip()
    heads = next((cells for cells in map(_cells, block) if not _is_of_dashes(cells)), ())
    of_years = any(cell is not None and _YEAR.search(cell.text) for cell in heads[1:])
    if len(heads) < (_FEWEST_CELLS if of_years else _FEWEST_CELLS_BESIDE_TITLES):
        return False
    if len(text) > _LONGEST_TITLE or text.endswith(_SENTENCE_ENDS) or "\t" in text:
        return False
    after = [line for line in lines[at + 1 : at + _LOOK_AHEAD] if line.text.strip()][:_TITLE_LINES]
    below = next((line for line in after if STROKE.search(line.text)), None)
    if ends_table(text) or below is None or _YEAR.search(_AIM.sub("", text)) or not _LETTERS.search(text):
        return False
    row = _cells(below)
    return len(row) == len(heads) and _has_figures(row)


def _row(line: Line, wide: int) -> GridRow:
    """The cells of a line; a title without strokes stands in the first of them."""
    cells = _cells(line)
    return (*cells, *[None] * (wide - len(cells))) if not STROKE.search(line.text) else cells


def _wide(line: Line) -> int:
    return len(_cells(line))


def _is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None and _DRAWN.search(text) is not None


def _cells(line: Line) -> GridRow:
    """The cells of a line, without what is outside its outer strokes; without a first stroke the last cell is empty."""
    bounds = [match.span() for match in STROKE.finditer(line.text)]
    edges = [(0, 0), *bounds, (len(line.text), len(line.text))]
    spans = [(a[1], b[0]) for a, b in pairwise(edges)]
    texts = [line.text[start:end] for start, end in spans]
    framed = bool(texts) and not texts[0].strip()
    if framed:
        texts, spans = texts[1:], spans[1:]
    if framed and texts and not texts[-1].strip():
        texts, spans = texts[:-1], spans[:-1]
    texts = [_plain(text) for text in texts]
    unlabelled = len(texts) > 0 and not texts[0].strip()
    told = sorted({text.strip() for text in texts[int(unlabelled) :]})
    if len(texts) > _FEWEST_CELLS and len(told) == 1 and (not unlabelled or _PEOPLE.fullmatch(told[0])):
        texts = [told[0], *[""] * (len(texts) - 1)]  # the title of a group, which converters print in each column
    return tuple(Cell(text, line, *span) if text.strip() else None for text, span in zip(texts, spans, strict=True))


def _plain(text: str) -> str:
    """A cell's text without the marks of Markdown, HTML and TeX around and within its words."""
    plain = _LOWERED.sub(lambda found: found["sign"], _MARKUP.sub("", _BREAK.sub(" ", text)))
    return _FOOTNOTE.sub("", _HYPHENED.sub("-", _BLANKS.sub(" ", plain)))
