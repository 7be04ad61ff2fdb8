"""Heads of English data sheets as a text file has them: with marks of footnotes, names of standards, over many lines.

`Metric Unit of measure SASB GRI 2020 2021 20224` is a head of three years, of which the last has a footnote.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cnesg.extraction.plain_tables.heads import head_of
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_STANDARD = (
    r"(?:GRI|SASB|TCFD|IPIECA|ISSB|UNGC|SDGs?)(?:\s(?:map(?:ping)?|index|codes?|ref(?:erences?|\.)?|standards?"
    r"|indicators?|disclosures?|metrics?))?"
)
_STANDARDS = regex(rf"(?i)(?:\b{_STANDARD}(?![\w-])|[/&,+]|\s)+")
_STANDARD_IN_HEAD = regex(rf"(?i)[/&,]?\s*\b{_STANDARD}(?![\w-])")
_UNIT_OF_MEASURE = regex(r"(?i)\b(units?) of measure(?:ment)?s?\b")
_MARKED_YEAR = regex(r"(?<!\d)((?:19|20)\d\d)\s?(?:\d{1,2}|\(\d{1,2}\)|[*†‡^]{1,2})(?![\d.,%])")
_LATER_WORD = regex(r"(?i)\b(?:results?|actuals?)\s+(?=(?:19|20)\d\d)")
_PART_OF_HEAD = regex(rf"(?i)(?:\b(?:{_STANDARD}|map(?:ping)?|results?|actuals?|(?:19|20)\d\d)\b|[/&,]|\s)+")
_BEGINS_HEAD = regex(r"(?i)\b(?:metrics?|indicators?|units?(?: of measure(?:ment)?)?|gri|sasb|ipieca|tcfd)\s*$")
_MOST_LINES, _FEWEST_YEARS = 24, 2


def names_standards(text: str) -> bool:
    """Whether a line holds nothing but names of standards, over columns of their codes."""
    return bool(text.strip()) and _STANDARDS.fullmatch(text) is not None


def sheet_head(line: Line, year: int) -> tuple[Line, set[int]] | None:
    """A head of several years with its years and units alone, and how many cells rows may have below it.

    Args:
        line: the line.
        year: the document's fiscal year.
    """
    if "\t" in line.text or not is_latin(line.text):
        return None
    text = _MARKED_YEAR.sub(r"\1", line.text)
    text = _UNIT_OF_MEASURE.sub(r"\1", _STANDARD_IN_HEAD.sub("", _LATER_WORD.sub("", text)))
    bare = replace(line, text=text.strip())
    for one in (bare, line) if bare.text != line.text else (line,):
        head = head_of(one, year)
        if head is not None and len(head.years) >= _FEWEST_YEARS:
            return one, {len(head.years), len(head.years) + len(head.behind)}
    return None


def heads_joined(lines: Sequence[Line], year: int) -> Iterator[tuple[Line, set[int]]]:
    """The lines, a head whose cells stand on lines of their own as one, with the numbers of its other lines.

    Args:
        lines: the printed lines of a page.
        year: the document's fiscal year.
    """
    at = 0
    while at < len(lines):
        end = at + 1
        if _BEGINS_HEAD.search(lines[at].text):
            while end < min(len(lines), at + _MOST_LINES) and _PART_OF_HEAD.fullmatch(lines[end].text):
                end += 1
        joint = replace(lines[end - 1], text=" ".join(line.text.strip() for line in lines[at:end]))
        if end - at > 1 and sheet_head(joint, year) is not None:
            yield joint, {line.number for line in lines[at : end - 1]}
            at = end
        else:
            yield lines[at], set()
            at += 1
