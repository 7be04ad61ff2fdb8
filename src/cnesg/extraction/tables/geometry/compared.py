"""What stands beside a large figure to compare it with: the figure of an earlier year, a change, a target."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex

_YEAR = r"(?:FY)?\s?(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d(?!\d))?\s?年?度?(?:同期)?|FY\s?\d\d"
_BEFORE = r"上年度?(?:同期)?|去年(?:同期)?|上期|prior year|previous year|last year"
_FIGURE = r"[$€£¥]?\d[\d.,]*"
_CAME = r"(?:(?:an?\s)?(?:up|down|rise|fall|increased?|decreased?|improved|reduced|risen|fallen)\s)?"
_LAST = r"上年同期|去年同期|上年度|prior year|previous year"
_THAN = r"(?:vs\.?|versus|compared (?:with|to)|against)"
_EARLIER = regex(  # (2022: 6.3 million), 上年：84.4%, 2022年为84.4%, up from 433, 6.3 million in 2022
    rf"^\s*(?:[(（]\s?(?P<inside>{_YEAR}|{_BEFORE})\s?[:：]\s?(?P<of>[^()（）]+)[)）]"
    rf"|(?P<year>{_YEAR}|{_BEFORE})\s?[:：]\s?(?P<figure>[^()（）:：]+)"
    rf"|(?P<was>{_YEAR}|{_BEFORE})\s?(?:仅?为|是|was)\s?(?P<said>{_FIGURE}[^()（）:：]*)"
    rf"|(?P<fiscal>FY\s?(?:\d\d)?\d\d|{_LAST})\s?[–—-]?\s?(?P<bare>{_FIGURE}[^()（）:：]*)"
    rf"|[(（]?(?:{_CAME}from|{_THAN})\s(?P<versus>.+?)\s(?:in|for|at)\s(?:the )?(?P<then>{_YEAR}|{_BEFORE})[)）]?"
    rf"|(?P<plain>{_FIGURE}.*?)\sin\s(?:the )?(?P<when>{_YEAR}|{_BEFORE})"
    rf"|{_CAME}from\s(?P<former>{_FIGURE}\s?%?))\s*$",
    re.IGNORECASE,
)
_NAMES = (
    ("inside", "of"),
    ("year", "figure"),
    ("was", "said"),
    ("fiscal", "bare"),
    ("then", "versus"),
    ("when", "plain"),
)
_YEAR_BEFORE = "prior year"
_DIGIT = regex(r"\d")
_INSIDE = regex(rf"(?i)\s*[(（](?:{_YEAR})\s?[:：][^()（）]*[)）]")
_AT_END = regex(rf"(?i)[(（](?P<year>{_YEAR})\s?[:：]\s?(?P<of>[^()（）:：]+)[)）]\s*$")
_CHANGE = regex(
    r"^\W*[+−–-]?\s?\d[\d.,]*\s?(?:%|pp?ts?|bps|percentage points?|个?百分点)?\s?(?:[▲▼△▽↑↓⬆⬇↗↘]$"
    r"|(?:vs|versus|from|compared|against|yoy|year[- ]on[- ]year|higher|lower|more|less|up|down|increase|decrease"
    r"|reduction|growth|change|on (?:the )?(?:prior|previous|last)|since|improvement)\b)"
    r"|^\W*(?:up|down|increased?|decreased?|vs\.?|versus|compared (?:with|to)|target|yoy|year[- ]on[- ]year"
    r"|baseline)\b.*\d"
    r"|^\W*(?:(?:同比|环比|较|比上|比去|与上年|目标|基准).*\d|(?:上升|下降|增[长加]|减少)了?\s?\d[\d.,]*\s?[%个])",
    re.IGNORECASE,
)
_MARKED_CHANGE = regex(r"^\s*[+▲▼△▽↑↓⬆⬇↗↘]\s?\d[\d.,]*\s?%?")


def earlier_figure(text: Fragment) -> tuple[str, Fragment] | None:
    """The year and the number of a text such as (2022: 6.3 million), `2022: 6.3 million` or `vs. 6.3 million in 2022`.

    None where it holds something else than a number.

    Args:
        text: a fragment of a page.
    """
    found = _EARLIER.match(text.folded) if _DIGIT.search(text.folded) else None  # most texts of a page have none
    if found is None:
        return None
    year, start, end = next(
        ((found[year], *found.span(figure)) for year, figure in _NAMES if found[figure]),
        (_YEAR_BEFORE, *found.span("former")),
    )
    inside = text.text[start:end].rstrip()
    folded = text.folded[start : start + len(inside)]
    kind = kind_of(folded.strip())
    if kind != "number" and not found["inside"]:
        return None
    return year, replace(text, text=inside, folded=folded, start=text.start + start, kind=kind)


def earlier_in_label(label: Sequence[Fragment]) -> tuple[str, Fragment] | None:
    """The year and the number that a label ends with in brackets, maybe in its next line: TRIFR (FY22: |6.8).

    Args:
        label: the lines of a label.
    """
    found = _AT_END.search(" ".join(line.folded.strip() for line in label)) if label else None
    if found is None or kind_of(found["of"].strip()) != "number":
        return None
    figure = found["of"].strip()
    for line in reversed(label):
        at = line.folded.rfind(figure)
        if at >= 0:
            text = line.text[at : at + len(figure)]
            return found["year"], replace(line, text=text, folded=figure, start=line.start + at, kind="number")
    return None


def is_comparison(folded: str) -> bool:
    """Whether a text beside a figure tells how it changed, or what it is aimed at: no label of it.

    Args:
        folded: the text.
    """
    if _DIGIT.search(folded) is None:  # as most texts of a page
        return False
    return _CHANGE.match(folded) is not None or _MARKED_CHANGE.match(folded) is not None


def without_earlier(label: str) -> str:
    """A label without the figure of an earlier year in brackets.

    Args:
        label: the text.
    """
    return _INSIDE.sub("", label).strip()
