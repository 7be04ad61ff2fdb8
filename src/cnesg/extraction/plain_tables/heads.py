"""The heads of columns in a text file: years beside or below one another, with what stands before and behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.year_names import MONTHS, SHORT_YEAR
from cnesg.extraction.labels.head_years import header_year
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

# A part of a line: the line, and the offsets there.
Piece = tuple[Line, int, int]

UNIT_HEAD = regex(r"(?i)单位|單位|\bunits?\b|^uom$")
_HAN = regex(r"[\u4e00-\u9fff]")
_NOTE = r"(?:\s?(?:\(\d\d?\)|\[\d\d?\]|[¹²³⁴-⁹])){0,2}"  # the mark of a note: 2019 (1)
_REMARK = rf"(?:\s?\([^()\d]{{1,12}}\))?{_NOTE}"
_AIMED = r"(?:targets?|goals?|objectives?|ambitions?)"
_DAY = rf"\b(?:\d\d?\.\d\d?\.|(?:\d\d?(?:st|nd|rd|th)?[ -])?(?:{'|'.join(MONTHS)})[a-z]{{0,6}}[ ,-]{{1,2}})"
_ENDED = (  # Year ended 31 March 2024
    r"(?:(?:\bfor )?(?:\bthe )?\b(?:(?:financial|fiscal|reporting) )?"
    r"(?:year|period|12 months) (?:ended|ending|to):? )?"
)
_NAMED_YEAR = r"(?:(?:fiscal|financial|business|reporting|calendar)\s)?years?\s(?=(?:19|20)\d\d)"  # Fiscal Year 2024
_SPAN = regex(r"((?:19|20)\d\d)[-–](?:20)?(\d\d)$")  # FY 2023-24
_YEAR = regex(
    r"(?i)(?:\bFY\s?'?|(?<![\d.,/-]))20\d\d[-–](?:20)?\d\d(?![\d.,%/-])"
    rf"|\b{_AIMED} (?:for |by |in )?\(?20\d\d\b\)?|\b20\d\d {_AIMED}\b"
    rf"|\bFY\s?'?\d\d\b{_REMARK}|\b(?:{SHORT_YEAR})(?!\d)"
    rf"|(?:{_ENDED}{_DAY}|\b{_NAMED_YEAR}|(?:\bFY\s?'?)?(?<![\d.,/-]))(?:19|20)\d\d(?![\d.,%-])(?:/(?:(?:20)?\d\d|[1-9])(?!\d))?\s?(?:年(?:度|[末底])?|财年)?"
    rf"(?![\u4e00-\u9fff\d.,]*[月日]){_REMARK}"
    rf"|(?:本年度?|上年度?|上年同期|本报告期|上一?报告期|本期|上期|今年|去年|当年){_REMARK}"
    rf"|(?:this|current|last|prior|previous) year{_REMARK}"
)
_APART = regex(r"[\s|｜│┃║、/]*")
_CHANGE = regex(  # between this year and the last, or behind them: 本年比上年增减, 同比变动(%)
    r"(?:(?:本(?:报告)?[年期]度?末?|今年|当年)?(?:比|较|与)?上[一年期]?(?:报告)?[年期]?度?(?:同期)?末?(?:相比)?|同比)?"
    r"(?:增减|增长|变动|变化|增幅)(?:变动)?(?:幅度|比例|百分比|情况|率)?(?:\s?\([%％]\)|[%％])?"
)
_BEFORE = regex(r"(?:[^\d。；，;！？!?\s]|\s++){0,48}+")  # never tried anew: wide blanks took for ever
_WORDS = regex(r"[^\s|｜│┃║]+")
_BEHIND = regex(  # heads of several words are one head: Report Pages, Year-on-year change
    r"(?i)(?:report(?:ing)? |reference )?page(?:s|\(s\))?(?: (?:no\.?|numbers?|references?))?(?![a-z])"
    r"|(?:year[- ]on[- ]year|y-?o-?y|annual|percentage|%) (?:changes?|variation|growth|%)|changes? \(?%\)?(?![a-z])"
    r"|(?:section|gri|note|chapter) (?:references?|no\.?|index)(?![a-z])|[^\s|｜│┃║]+"
)
_REMARKS = regex(r"(?i)附?注释?|备注|说明|notes?|remarks?")  # behind the only year
_MOST_BEHIND = 4  # heads behind the years: the change, a note
_LONGEST_BEHIND = 20
_TOLD = 2  # years that make a head by themselves
_TARGET = regex(rf"(?i)\b{_AIMED}\b")


@dataclass(frozen=True)
class Head:
    """The heads of a table's columns.

    Attributes:
        before: what stands over the labels and units.
        years: the years, and a change that stands between two of them.
        behind: what stands over the columns behind them.
    """

    before: tuple[Piece, ...]
    years: tuple[Piece, ...]
    behind: tuple[Piece, ...] = ()

    def below(self, other: "Head") -> "Head":
        """These heads with those of the next line, where both hold nothing but years."""
        return Head(self.before, self.years + other.years, other.behind)

    @property
    def over_units(self) -> bool:
        """Whether a column of units has a head of its own."""
        return any(UNIT_HEAD.search(line.text[start:end]) for line, start, end in self.before)

    @property
    def over_labels(self) -> int:
        """How many columns of labels a Chinese head names: two in 议题 指标 单位 2023年."""
        words = [word for line, start, end in self.before for word in line.text[start:end].split()]
        return sum(not UNIT_HEAD.search(word) for word in words) if all(map(_HAN.search, words)) else 0

    @property
    def alone(self) -> bool:
        """Whether nothing stands beside the years."""
        return not self.before and not self.behind


def head_of(line: Line, year: int) -> Head | None:
    """The heads that a line prints, None for a line that is no header.

    Args:
        line: the line.
        year: the document's fiscal year.
    """
    text, origin = compact(line.text)
    found = [one for one in _YEAR.finditer(text) if not _spans_many(one)]
    if found and (change := _change_between(text, found[0].end())) is not None:
        found = [change, *(one for one in found if not _within(one, change))]
        found.sort(key=re.Match.start)
    if not found or _BEFORE.fullmatch(text[: found[0].start()]) is None:
        return None
    if not all(_APART.fullmatch(text[a.end() : b.start()]) for a, b in pairwise(found)):
        return None
    behind = list(_BEHIND.finditer(text, found[-1].end()))
    if len(behind) > _MOST_BEHIND or any(len(one.group()) > _LONGEST_BEHIND for one in behind):
        return None
    remarks = all(_REMARKS.fullmatch(one.group()) for one in behind)
    if re.search(r"\d", text[found[-1].end() :]) or (len(found) < _TOLD and not remarks):
        return None

    def piece(start: int, end: int) -> Piece:
        return line, origin[start], origin[end - 1] + 1

    years = tuple(piece(*one.span()) for one in found)
    before = _WORDS.finditer(text, 0, found[0].start())
    if not is_course(years, year):
        return None
    return Head(
        tuple(piece(*one.span()) for one in before),
        years,
        tuple(piece(*one.span()) for one in behind),
    )


def _change_between(text: str, start: int) -> re.Match[str] | None:
    """The head of a change behind which another year follows: 2022年 2021年 本年比上年增减 2020年."""
    change = _CHANGE.search(text, start)
    gap = _APART.match(text, change.end()) if change is not None else None
    return change if gap is not None and _YEAR.match(text, gap.end()) else None


def _within(inner: re.Match[str], outer: re.Match[str]) -> bool:
    return outer.start() <= inner.start() and inner.end() <= outer.end()


def _spans_many(year: re.Match[str]) -> bool:
    """Whether a span of years is more than one fiscal year: 2020-25, a plan's."""
    span = _SPAN.search(year.group())
    return span is not None and (int(span[1]) + 1) % 100 != int(span[2])


def is_course(years: Sequence[Piece], year: int) -> bool:
    """Whether years rise or fall from head to head; a scan that mixed them up says not which column is which.

    A column of targets stands before or behind the others.

    Args:
        years: the heads.
        year: the document's fiscal year.
    """
    heads = [compact(line.text[start:end])[0] for line, start, end in years]
    told = [header_year(head, year) for head in heads if not (_TARGET.search(head) or _CHANGE.fullmatch(head))]
    known = [one for one in told if one is not None]
    return bool(known) and len(known) == len(told) and known in (sorted(set(known)), sorted(set(known), reverse=True))


def joined_names(names: list[Piece]) -> list[Piece]:
    """The heads before the years; English words with but one blank between them are one head: Air emissions [kg]."""
    joined: list[Piece] = []
    for line, start, end in names:
        last = joined[-1] if joined else None
        if last is not None and last[0] is line and start - last[2] <= 1 and is_latin(line.text[last[1] : end]):
            joined[-1] = (line, last[1], end)
        else:
            joined.append((line, start, end))
    return joined
