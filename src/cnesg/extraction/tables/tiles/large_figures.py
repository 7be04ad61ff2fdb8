"""Figures set large with their label beside them: a number alone on its line, and small text around it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.labels.titles_by_class import divides_by_class
from cnesg.extraction.tables.fragments import is_unit, page_fragments
from cnesg.extraction.tables.geometry.compared import earlier_figure, earlier_in_label, is_comparison, without_earlier
from cnesg.extraction.tables.geometry.labels import is_no_label, join_lines
from cnesg.extraction.tables.geometry.regions import AGES
from cnesg.extraction.tables.geometry.titles import title_over
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around
from cnesg.extraction.tables.tiles.figures import ALIGNED, figures_of, off_axis, small_numbers, with_scale_below
from cnesg.extraction.tables.tiles.labels import belongs, label_of, sides_of
from cnesg.extraction.tables.tiles.naming import named
from cnesg.extraction.tables.tiles.parts_around import with_totals_around
from cnesg.extraction.tables.tiles.told import told_texts
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Page

_NEAR_SHARE = 2.0  # of the characters' height: an age stands no further from its share
_LONGEST_LABEL = 160
_WITH_UNIT = 2.8  # of its height: as far below the large figure an earlier year's stands, a line of the unit between
_GOES_ON = regex(r"\d[\d,.]*\s?%?[)）].*")  # (Scope 1 and | 2), (2022: | 7,960), over two lines
_DAY = regex(  # on which something was counted: no label
    r"(?i)(?:as )?(?:at|of|on)(?: the)?(?: year[- ]end)? ?(?:\d{1,2} [a-z]+,?|[a-z]+ \d{1,2},)? ?(?:19|20)\d\d"
    r"|截?[至止]?(?:19|20)\d\d年(?:\d{1,2}月\d{1,2}日|年?[底末])"
)
_CLAUSE = regex(
    r"(?i)\b(?:of (?:whom|which)|(?:in|from|for|to|with) (?:which|whom)|where|whose|since (?:19|20)\d\d)\b"
    r"|,\s\d[\d.]*\s?%(?=\s[a-z])"  # tonnes of waste, 31% recycled
)
_OPEN_ENDED = regex(r"(?i)\s(?:since|in|by|from|than|of|to|until|vs\.?|versus)\s*$")
_LEADING = 0.6  # of a figure's height, below it
_NUMBER = regex(r"[\d.,\s]+")
_DIGITS = regex(r"\d[\d,]*(?:\.\d+)?")
_ZERO = regex(r"(?i)zero|nil|no|none")
_PART_OF_WHOLE = regex(r"\d{1,3} (?:out )?of \d{1,3}")  # 9 of 11 | independent directors
_LONGEST_ZERO = 6  # with blanks around it


@dataclass(frozen=True)
class Tile:
    """A large figure with its label.

    Attributes:
        table: the two as a table of one value, or two where last year's stands in brackets beside it; None for a zero
            in words, which is no value of a table, and for a label that goes on as a sentence.
        words: figure, unit and label in the order of a sentence: "7,460 hours" "volunteered by our people"; the label
            alone where it says the figure again.
        again: the figure and its unit, where the label says them again.
    """

    table: Table | None
    words: tuple[Fragment, ...]
    again: tuple[Fragment, ...] = ()


def find_tiles(page: Page, taken: Sequence[Table]) -> list[Tile]:
    """Large figures of a page.

    Args:
        page: the page.
        taken: its tables; what stands in them is no tile.
    """
    if page.number is None:
        return []
    boxes = [table.bbox for table in taken if len(table.rows) * len(table.columns) > 1]
    lines = [line for line in page_fragments(page) if not (boxes and any(_inside(line[0], box) for box in boxes))]
    lines = _with_ages_as_labels(_with_years_of_labels(lines))
    texts = [f for line in lines for f in line if f.kind == "text" or _GOES_ON.fullmatch(f.folded)]
    earlier = [(f, before) for f in [*texts, *small_numbers(lines)] if (before := earlier_figure(f)) is not None]
    aside = {id(f) for f, _ in earlier}
    lines = [left for line in lines if (left := [f for f in line if f.kind != "number" or id(f) not in aside])]
    labels = [f for f in texts if id(f) not in aside and not is_comparison(f.folded.strip())]
    labels = [f for f in labels if not _DAY.fullmatch(f.folded.strip())]
    found: list[tuple[Fragment, str, list[Fragment]]] = []
    none: list[Tile] = []
    figures = [with_scale_below(*one, labels) for line in lines for one in figures_of(line)]
    sides = sides_of(figures, labels)
    for line in lines:
        zeros = [f for f in line if len(f.folded) <= _LONGEST_ZERO and _ZERO.fullmatch(f.folded.strip())]
        years = line if len(line) == 1 and line[0].kind == "year" else []  # 2045 | Net zero emissions
        none += [
            Tile(None, (f, *label))
            for f in (*zeros, *years, *(f for f in line if _PART_OF_WHOLE.fullmatch(f.folded.strip())))
            if (label := label_of(f, [t for t in labels if t is not f])[0])
        ]
    told = told_texts(labels) if figures else set()
    plain = [t for t in labels if id(t) not in told]
    apart: dict[int, tuple[Fragment, Fragment]] = {}
    for number, behind in figures:
        side = sides.get(id(number))
        figure, unit, label = named(number, behind, plain, side)
        if told and not label:  # of our employees are women.
            figure, unit, label = named(number, behind, labels, side)
        if behind is not None and figure is not number and behind.line != number.line:
            apart[id(figure)] = number, behind
        text = without_earlier(join_lines([f.text for f in label]))
        if text and len(text) <= _LONGEST_LABEL and not is_no_label(text):
            found.append((figure, unit, label))
    words = [
        (*apart.get(id(figure), (figure,)), *_unit_of(figure, unit, texts), *label) for figure, unit, label in found
    ]
    used = {id(f) for parts in words for f in parts}
    # what stands over the first of several may be the title of all: Training hours by gender | Male, Female
    parting = {id(label[0]) for _, _, label in found if len(label) > 1 and divides_by_class(label[0].folded)}
    titles = [t for t in labels if (id(t) not in used or id(t) in parting) and id(t) not in told]
    heads = _years_side_by_side(f for line in lines for f in line if f.kind == "year")
    tables = [_headed(_tile(page.number, one, titles, earlier), heads) for one in found]
    tables = with_totals_around(tables)
    return none + [
        _said_again(parts, label) or Tile(_unless_a_clause(table), parts)
        for table, parts, (_, _, label) in zip(tables, words, found, strict=True)
    ]


def _said_again(words: tuple[Fragment, ...], label: Sequence[Fragment]) -> Tile | None:
    """A tile whose label holds its figure: what stands beside it there (million yuan) is no unit of the large one.

    41.2 million | Community spending of 63 million yuan, of which donations were 41.2 million.
    """
    figure = words[0]
    digits = _DIGITS.match(figure.folded.strip())
    if digits is None or not any(digits[0] in one.folded for one in label):
        return None
    if not re.search(rf"(?<![\d.,]){re.escape(digits[0])}(?![\d,.]*\d)", join_lines([one.folded for one in label])):
        return None
    return Tile(None, tuple(label), words[: len(words) - len(label)])


def _unless_a_clause(table: Table) -> Table | None:
    """A figure with its label as a table; None where the label goes on as a sentence does: directors, 11 of whom.

    What stands in such a clause is the label of no figure: 58 | countries in which our suppliers are based.
    """
    return None if any(_CLAUSE.search(row.label) for row in table.rows) else table


def _with_years_of_labels(lines: Sequence[Sequence[Fragment]]) -> list[list[Fragment]]:
    """The lines of a page, years that end a label's second line as text: donated to communities since | 2005."""
    open_ended: list[Fragment] = []
    if any(f.kind == "year" for line in lines for f in line):
        open_ended = [f for line in lines for f in line if f.kind == "text" and _OPEN_ENDED.search(f.folded)]
    if not open_ended:
        return [list(line) for line in lines]
    return [[replace(f, kind="text") if _ends_one(f, open_ended) else f for f in line] for line in lines]


def _with_ages_as_labels(lines: Iterable[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines of a page, ages alone below or above a share as text: 25.28% | <30."""
    lines = list(lines)
    ages = [line for line in lines if len(line) == 1 and AGES.fullmatch(line[0].folded.strip())]
    if not ages:
        return lines
    shares = [f for line in lines for f in line if f.kind == "number" and f.folded.rstrip().endswith("%")]
    named = {id(line[0]) for line in ages if any(_is_near(line[0], share) for share in shares)}
    return [[replace(f, kind="text") if id(f) in named else f for f in line] for line in lines]


def _is_near(age: Fragment, share: Fragment) -> bool:
    over = age.x0 < share.x1 and share.x0 < age.x1
    return over and 0 < abs(age.middle - share.middle) < _NEAR_SHARE * max(age.height, share.height)


def _ends_one(year: Fragment, above: Sequence[Fragment]) -> bool:
    """Whether a fragment is a year that ends one of some texts that stand right above it, at its edge."""
    return year.kind == "year" and any(
        abs(t.x0 - year.x0) < ALIGNED and abs(t.height - year.height) < 1 and 0 < year.middle - t.middle < 2 * t.height
        for t in above
    )


def _years_side_by_side(years: Iterable[Fragment]) -> list[Fragment]:
    """Years that stand on one line with another one: each may head a column of figures."""
    given = list(years)
    return [y for y in given if any(o.folded != y.folded and abs(o.middle - y.middle) < 0.5 * y.height for o in given)]


def _headed(table: Table, years: Sequence[Fragment]) -> Table:
    """A figure with the year that heads its column: the nearest above on its left edge or its axis."""
    first, *others = table.columns
    over = [y for y in years if y.bbox[3] <= table.bbox[1] + 1 and off_axis(y, first) <= ALIGNED]
    if not over:
        return table
    nearest = max(over, key=lambda y: y.bbox[3])
    return replace(table, columns=(replace(first, headers=(nearest.text,)), *others))


def lines_of(page: Page, tiles: Sequence[Tile]) -> set[int]:
    """The numbers of the lines that hold nothing but tiles: as running text several would be mixed up.

    Args:
        page: the page.
        tiles: its tiles.
    """
    inside = {(f.line, f.start) for tile in tiles for f in (*tile.words, *tile.again)}
    return {line[0].line for line in page_fragments(page) if all((f.line, f.start) in inside for f in line)}


def _inside(fragment: Fragment, box: BoundingBox) -> bool:
    x0, y0, x1, y1 = box
    return x0 - 1 <= fragment.x0 <= x1 and y0 - 1 <= fragment.middle <= y1 + 1


def _unit_of(figure: Fragment, unit: str, texts: Sequence[Fragment]) -> list[Fragment]:
    """The fragment of a figure's unit: of those with its text the nearest."""
    same = [t for t in texts if unit and t.text == unit]
    return sorted(same, key=lambda t: (t.line != figure.line, abs(t.middle - figure.middle) + abs(t.x0 - figure.x0)))[
        :1
    ]


def _tile(
    page: int,
    what: tuple[Fragment, str, list[Fragment]],
    titles: Sequence[Fragment],
    earlier: Sequence[tuple[Fragment, tuple[str, Fragment]]],
) -> Table:
    figure, unit, label = what
    box = around([figure.bbox, *(f.bbox for f in label)])
    text = without_earlier(join_lines([f.text for f in label]))
    columns = [Column(figure.x0, figure.x1)]
    cells: list[Fragment | None] = [figure]
    before = _last_year(box, figure, earlier, below_unit=bool(unit)) or earlier_in_label(label)
    if before is not None:
        year, cell = before
        unit = unit or _unit_for(cell, figure)
        columns.append(Column(cell.x0, cell.x1, (year,)))
        cells.append(cell)
    row = Row(label=text, parents=(), notes=(unit,) if unit else (), cells=tuple(cells), bbox=box, line=figure.line)
    title = title_over(box, titles)
    return Table(
        page=page,
        bbox=box,
        columns=tuple(columns),
        rows=(row,),
        captions=(title,) if title else (),
        headed=False,
    )


def _unit_for(cell: Fragment, figure: Fragment) -> str:
    """The unit that an earlier year's figure leaves to the large one: 18.3% | from 18.0, 642 tonnes | 2022: 711."""
    behind = _NUMBER.sub("", figure.folded, count=1).strip() if figure.folded[:1].isdigit() else ""
    return behind if is_unit(behind) and _NUMBER.fullmatch(cell.folded) else ""


def _last_year(
    box: tuple[float, float, float, float],
    figure: Fragment,
    earlier: Sequence[tuple[Fragment, tuple[str, Fragment]]],
    *,
    below_unit: bool,
) -> tuple[str, Fragment] | None:
    """The year and the number of an earlier year's figure right below a figure and its label, or right of it.

    A line with the unit may stand between them.
    """
    lines = _WITH_UNIT if below_unit else 1.0
    for text, before in earlier:
        gap = min(abs(text.bbox[1] - box[3]), abs(text.bbox[1] - figure.bbox[3]))
        close = gap < max(lines * text.height, _LEADING * figure.height) and text.middle > figure.middle
        if close and belongs(figure, text):
            return before
    return None
