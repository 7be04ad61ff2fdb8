"""Titles of charts and of groups of figures: the text above that belongs to what stands below it."""

import re
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from cnesg.extraction.tables.geometry.labels import join_lines
from cnesg.extraction.tables.geometry.unit_lines import names_unit
from cnesg.extraction.tables.model import Fragment, Table
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Page, fold
from cnesg.text.headings import could_be_heading

_HIGHEST = 160.0
_LEFTMOST = 170.0
_SIDEWAYS = 0.4
_LONGEST = 90
_SAME_EDGE = 3.0  # points
_MOST_LINES = 3
_CLOSES = "(（及与和的"
_FEWEST = 3  # rows of a table whose box is sure to hold nothing but its own
_LONGEST_IN_TABLE = 60
_COMPANY = regex(r"(?:公司|\b(?:limited|ltd\.?|inc\.?|plc|corporation|group))(?:\s*\d{1,4})?$", re.IGNORECASE)
_GROUP_OF = regex(
    r"\b(?:(?:age|ethnic|gender|job|grade|peer|level|income|by)[ -]|by (?:\w+ ){1,2})group(?:\s*\d{1,4})?$",
    re.IGNORECASE,
)
_CLOSES_SENTENCE = frozenset("。;；")
_FEWEST_WORDS = 5  # of an English sentence that a full stop ends
_ORDINAL = "[一二三四五六七八九十]+"
_UNIT_LINE = regex(r"\(?单位[:(]")
_SECTION_STARTS = frozenset("第一二三四五六七八九十(（")
_SECTION = regex(rf"(?:第{_ORDINAL}[节章]|{_ORDINAL}、|\({_ORDINAL}\))\S{{2,30}}")
_DIVISION = regex(r"(?i)by [a-z][a-z /&-]{2,32}|按[\u4e00-\u9fff、]{2,8}?(?:划分|分类|分布|分)?")
_CLOSE_OVER = 3.0  # of its height
_LARGE = 1.3  # times as high as half of the lines
_DISCLOSURES = regex(r"(?<![\d-])(?:GRI )?[234]\d\d-\d{1,2}(?![\d-])")  # of the GRI Standards
_NUMBERS = regex(r"\d[\d,.]*\d")
_PAUSES = regex("[，。；]")
_TOLD = regex(r"\d\s?(?:[%％‰]|(?:余|多)?[万亿千]?(?:人|名|位|次|场|份|件|条|项|个|家|户|元|吨|[万亿]))")


def title_over(box: BoundingBox, texts: Sequence[Fragment]) -> str:
    """The nearest short text above a box that begins left of its end and not far left of it; empty if there is none.

    Args:
        box: the box of a figure with its label, or of a legend.
        texts: texts of the page that are no labels of figures.
    """
    best = _nearest(box, texts)
    return join_lines([t.text for t in _goes_on_from(best, texts)]) if best is not None else ""


def _nearest(box: BoundingBox, texts: Sequence[Fragment]) -> Fragment | None:
    """The last line of the title over a box."""
    x0, y0, x1, _ = box
    near = [
        t
        for t in texts
        if t.bbox[3] <= y0 + 1
        and y0 - t.bbox[3] < _HIGHEST
        and x0 - _LEFTMOST < t.x0 < x1
        and t.x1 > x0 - _LEFTMOST / 2
        and 3 < len(t.text) <= _LONGEST
    ]
    wide = {id(t): max(t.x1, *(one.x1 for one in _goes_on_from(t, texts))) for t in near}
    return min(near, key=lambda t: y0 - t.bbox[3] + _SIDEWAYS * max(0.0, x0 - wide[id(t)], t.x0 - x1), default=None)


def title_across(box: BoundingBox, texts: Sequence[Fragment]) -> str:
    """The title over one that says by what alone figures are parted, which may be set over several of them.

    Turnover rate by gender and region | By gender, By region: what stands below each is of the rate. Empty where the
    title says more than that, or none stands over it.

    Args:
        box: the box of the figures.
        texts: texts of the page that are no labels of figures.
    """
    under = _nearest(box, texts)
    if under is None or _DIVISION.fullmatch(under.folded.strip()) is None:
        return ""
    over = [
        t
        for t in texts
        if t.bbox[3] <= under.bbox[1] + 1
        and under.bbox[1] - t.bbox[3] < _CLOSE_OVER * under.height
        and t.x0 <= under.x0 + _SAME_EDGE
        and t.x1 > under.x0
        and _DIVISION.fullmatch(t.folded.strip()) is None
    ]
    nearest = max(over, key=lambda t: t.bbox[3], default=None)
    return join_lines([t.text for t in _goes_on_from(nearest, texts)]) if nearest is not None else ""


def _goes_on_from(last: Fragment, texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of a title up to its last: `Employees by | gender`, 员工构成 | 单位:人.

    A line that begins anew has none before it.
    """
    lines = [last]
    while (unit := _UNIT_LINE.match(last.folded)) or last.text[:1].islower() or last.text[:1] in _CLOSES:
        room = 1.0 if unit else 0.5
        over = [
            t
            for t in texts
            if abs(t.x0 - last.x0) < _SAME_EDGE
            and abs(t.height - last.height) < 0.1 * last.height
            and -1 <= last.bbox[1] - t.bbox[3] < room * last.height
        ]
        if not over or len(lines) == _MOST_LINES:
            break
        last = over[0]
        lines.insert(0, last)
    return lines


def ends_sentence(text: Fragment) -> bool:
    """Whether a line ends a sentence: the last one of a paragraph, which is no title of the chart below it."""
    folded = text.folded.rstrip()
    return folded[-1:] in _CLOSES_SENTENCE or (folded[-1:] == "." and folded.count(" ") >= _FEWEST_WORDS)


def names_company(text: str) -> bool:
    """Whether a title ends in the name of a company; "Turnover rate by age group" does not."""
    return _COMPANY.search(text) is not None and _GROUP_OF.search(text) is None


def titles_first(captions: Iterable[str], longest: int) -> list[str]:
    """Captions that may name what a table tells of, then those that say but its unit, which stand between the two.

    Args:
        captions: those of a table, the nearest first; the name of a company is none.
        longest: how many characters one may have.
    """
    told = (
        one
        for one in captions
        if 0 < len(one) <= longest and not names_company(one) and not _lists(one) and not _is_prose(one)
    )
    return sorted(told, key=lambda one: names_unit(fold(one).strip()))


def _lists(text: str) -> bool:
    """Whether a text lists disclosures: GRI 302-1 Energy consumption · 302-4 Reduction of energy consumption."""
    return len(_DISCLOSURES.findall(text)) > 1


def _is_prose(text: str) -> bool:
    """Whether a line is of Chinese prose that tells figures of its own: 合计2.62亿元，占净利润的24.8%。全年…召开8次."""
    return _PAUSES.search(text) is not None and text[-1] not in "：:" and len(_TOLD.findall(text)) > 1


def is_titled(table: Table, names: Callable[[str], bool]) -> bool:
    """Whether a table with heads says of what it is: no row of the table before it leads its rows.

    Args:
        table: a table as found.
        names: whether a text holds the wording of a metric.
    """
    return table.headed and any(map(names, (" ".join(table.corner), *titles_first(table.captions, _LONGEST)[:1])))


def headings_above(table: Table, page: Page, headings: Sequence[str]) -> Sequence[str]:
    """The heading of the section a table stands in: the last numbered one above it on its page, else those before.

    A line set large above the table opens a section of its own, which those before the page do not head.

    Args:
        table: a table of the page.
        page: its page.
        headings: the headings above the page, outermost first.
    """
    above = [
        text
        for line in page.lines
        if line.text.lstrip()[:1] in _SECTION_STARTS and line.bbox is not None and line.bbox[3] <= table.bbox[1] + 1
        for text in [fold(line.text).strip().replace(" ", "")]
        if _SECTION.fullmatch(text) and not _NUMBERS.search(text)
    ]
    return above[-1:] or (headings and _large_above(table, page)) or headings


def _large_above(table: Table, page: Page) -> list[str]:
    """The headings above a table that are set in much larger characters than the page's text."""
    boxes = [(line, line.bbox[3] - line.bbox[1]) for line in page.lines if line.bbox is not None]
    text = median(height for _, height in boxes)
    return [
        line.text
        for line, height in boxes
        if height > _LARGE * text
        and line.bbox is not None
        and line.bbox[3] <= table.bbox[1] + 1
        and could_be_heading(line.text)
        and not names_company(line.text)
    ]


def labels_in(table: Table, page: Page) -> set[int]:
    """The numbers of the short lines that stand in a table: labels and headers, no headings, no sentences' ends."""
    if len(table.columns) < 2 or len(table.rows) < _FEWEST:
        return set()
    x0, top, x1, bottom = table.bbox
    return {
        line.number
        for line in page.lines
        if line.bbox is not None
        and len(line.text) <= _LONGEST_IN_TABLE
        and line.text.rstrip()[-1:] not in _CLOSES_SENTENCE
        and x0 - 1 <= line.bbox[0] <= line.bbox[2] <= x1 + 1
        and top - 1 <= (line.bbox[1] + line.bbox[3]) / 2 <= bottom + 1
    }
