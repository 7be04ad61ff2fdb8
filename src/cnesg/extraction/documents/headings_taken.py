"""How a page's paragraphs enter the tree of headings, whether they are read or not."""

import re
from collections.abc import Iterable

from cnesg.extraction.documents.company_names import titles_report
from cnesg.framework.regexes import regex
from cnesg.text import Line, fold
from cnesg.text.headings import HeadingTree, could_be_heading, numbered_depth
from cnesg.text.paragraphs import Paragraph, paragraphs

_YEARS_ALONE = regex(r"(?:(?:FY\s?)?(?:19|20)\d\d\s?年?[末度]?\s?)+(?:12月31日|年末|年度)?", re.IGNORECASE)
_LONGEST_YEARS = 30
_BESIDE = 0.25  # of its height: a cell of two lines stands half above and half below the middle of one of one line


def take_headings(lines: Iterable[Line], tree: HeadingTree) -> None:
    """Let the tree take the headings of a page of a PDF that is not read."""
    lines = list(lines)
    for paragraph in paragraphs(lines):
        if not heads_column(paragraph, lines):
            entered(paragraph, tree)


def heads_column(paragraph: Paragraph, lines: Iterable[Line]) -> bool:
    """Whether a year has something beside it: 2023年末 of a table's head is no heading, 2023年 alone is one."""
    line = paragraph.lines[0]
    box = line.bbox
    if box is None or len(paragraph.text) > _LONGEST_YEARS or not _YEARS_ALONE.fullmatch(fold(paragraph.text)):
        return False
    beside = (one.bbox for one in lines if one.bbox and one is not line)
    return any(min(box[3], other[3]) - max(box[1], other[1]) > _BESIDE * (box[3] - box[1]) for other in beside)


def entered(paragraph: Paragraph, tree: HeadingTree) -> tuple[str, ...]:
    """The headings above a paragraph; if it is one itself, what follows stands below it."""
    path = tree.path()
    if len(paragraph.lines) <= 3 and could_be_heading(paragraph.text) and not titles_report(paragraph.text):
        tree.enter(paragraph.text, paragraph.size)
        if numbered_depth(paragraph.text) is not None:
            path = tree.path()[:-1]  # 二、捐资助学100万元 is below no heading that it ends
    return path
