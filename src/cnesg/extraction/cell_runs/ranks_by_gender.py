"""Men and women in each rank or quarter of pay: `Pay quartiles Male Female`, and below it `Upper quartile 34% 66%`.

What is counted is not named: shares of men and women that make up a hundred per cent in each row, or in each column
where the quarters stand over the figures and `Male` and `Female` before them, are those of the staff.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.cell_runs.years import Found
from cnesg.extraction.grids.grid import Cell, Grid, GridRow
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_MAN, _WOMAN = r"(?:males?|men)", r"(?:females?|women)"
_OF = r"(?:%\s?|(?:percentage|proportion|share|percent)\s(?:of\s)?)?"
_MARK = r"(?:\s?\(?%\)?)?"
_HEAD = regex(
    rf"(?i)(?P<corner>[^\d%]{{0,60}}?(?:\s(?:19|20)\d\d)?)[\s|]*(?<![a-z])(?P<first>{_OF}(?:{_MAN}|{_WOMAN}){_MARK})"
    rf"[\s|/]+(?P<second>{_OF}(?:{_MAN}|{_WOMAN}){_MARK})[\s|]*"
)
_SHARE = r"\d{1,3}(?:\.\d{1,2})?\s?%"
_ROW = regex(rf"[\s|]*(?P<label>[^|%]{{2,60}}?)[\s|]+(?P<first>{_SHARE})[\s|]+(?P<second>{_SHARE})[\s|]*")
_QUARTER = r"(?:(?:upper|lower|top|bottom|first|second|third|fourth)\s(?:middle\s|mid\s)?|(?:quartile|q)\s?[1-4]\b\s?)"
_ONE_OF_FOUR = rf"{_QUARTER}(?:(?:hourly\s)?(?:pay\s)?(?:quartiles?|quarters?))?(?:\s\([a-z ]{{3,20}}\))?"
_QUARTERS = regex(f"(?i){_ONE_OF_FOUR}")
_QUARTERS_HEAD = regex(rf"(?i)(?P<corner>[^|]{{0,60}}?)[\s|]*(?P<quarters>(?:{_ONE_OF_FOUR}[\s|]*){{3,5}})")
_GENDER_ROW = regex(rf"(?i)[\s|]*(?P<label>{_MAN}|{_WOMAN}){_MARK}[\s|]+(?P<values>(?:{_SHARE}[\s|]*){{3,5}})")
_WOMEN = regex(rf"(?i)\b{_WOMAN}\b")
_OTHER_THAN_STAFF = regex(
    r"(?i)\b(?:hires?|hired|recruit\w*|joiners?|leavers?|turnover|attrition|promot\w+|train\w*|hours|gap|bonus\w*|receiv\w*"
    r"|board|directors?|applicants?|customers?|suppliers?|patients?|target\w*|leave|score\w*|ratio)\b"
)
_NAMED_YEAR = regex(r"\b(?:19|20)\d\d\b")
_STROKES = regex(r"[\s|:-]*")
_OF_STAFF = "Number of employees"
_MALE, _FEMALE = "male", "female"
_FEWEST, _MOST_ROWS, _WHOLE, _ROUNDED = 2, 12, 100.0, 1.3
_PERCENT = "%"


def ranks_by_gender(lines: Sequence[Line]) -> Iterator[Found]:
    """A table for each head of men and women with shares that make up the whole below it.

    Args:
        lines: the printed lines of a page.
    """
    told = "".join(line.text for line in lines)
    if _PERCENT not in told or not is_latin(told):
        return
    free = 0
    for at, line in enumerate(lines[:-_FEWEST]):
        if at < free or _PERCENT not in lines[at + 1].text + lines[at + 2].text:
            continue
        above = " ".join(one.text for one in lines[max(0, at - 1) : at])
        for form in (_genders_over, _quarters_over):
            rows, end = form(lines, at)
            if len(rows) > _FEWEST and not _OTHER_THAN_STAFF.search(f"{above} {line.text}"):
                yield Found(Grid(tuple(rows), (_OF_STAFF,)), frozenset(one.number for one in lines[at:end]), 1)
                free = end
                break


def _genders_over(lines: Sequence[Line], at: int) -> tuple[list[GridRow], int]:
    """Rows of ranks below a head of men and women, and the line behind them."""
    head = _HEAD.fullmatch(lines[at].text)
    if head is None or bool(_WOMEN.search(head["first"])) == bool(_WOMEN.search(head["second"])):
        return [], at
    genders = [Cell(_gender(head[name]), lines[at], *head.span(name)) for name in ("first", "second")]
    rows: list[GridRow] = [(None, *genders)]
    end = at + 1
    while end < min(len(lines), at + _MOST_ROWS):
        found = _ROW.fullmatch(lines[end].text)
        if found is None and _STROKES.fullmatch(lines[end].text):
            end += 1
            continue
        if found is None or _missed([found["first"], found["second"]]):
            break
        rows.append(
            tuple(Cell(found[name].strip(), lines[end], *found.span(name)) for name in ("label", "first", "second"))
        )
        end += 1
    return rows, end


def _quarters_over(lines: Sequence[Line], at: int) -> tuple[list[GridRow], int]:
    """Rows of men and of women below a head of quarters of pay, and the line behind them."""
    head = _QUARTERS_HEAD.fullmatch(lines[at].text)
    if head is None:
        return [], at
    quarters = list(_QUARTERS.finditer(lines[at].text, head.start("quarters")))
    genders: list[Cell] = []
    columns: list[list[Cell]] = []
    for line in lines[at + 1 : at + 1 + _FEWEST]:
        found = _GENDER_ROW.fullmatch(line.text)
        values = [Cell(one[0], line, *one.span()) for one in re.finditer(_SHARE, line.text)]
        if found is None or len(values) != len(quarters):
            return [], at
        genders.append(Cell(_gender(found["label"]), line, *found.span("label")))
        columns.append(values)
    if len(columns) < _FEWEST or any(_missed([one.text for one in pair]) for pair in zip(*columns, strict=True)):
        return [], at
    year = _NAMED_YEAR.search(head["corner"])
    heads = [replace(one, text=f"{one.text} {year[0]}") for one in genders] if year is not None else genders
    rows: list[GridRow] = [(None, *heads)]
    for place, one in enumerate(quarters):
        rows.append((Cell(one[0].strip(), lines[at], *one.span()), *(values[place] for values in columns)))
    return rows, at + 1 + _FEWEST


def _gender(text: str) -> str:
    return _FEMALE if _WOMEN.search(text) else _MALE


def _missed(shares: Sequence[str]) -> bool:
    """Whether shares make up no whole."""
    return abs(sum(float(one.rstrip(" %")) for one in shares) - _WHOLE) > _ROUNDED
