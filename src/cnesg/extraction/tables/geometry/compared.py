"""What stands beside a large figure to compare it with: the figure of an earlier year, a change, a target."""

import re
from dataclasses import replace

from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.model import Fragment

_YEAR = r"(?:FY)?\s?(?:19|20)\d\d(?:/\d\d)?\s?年?度?|FY\s?\d\d"
_BEFORE = r"上年度?|去年|上期|prior year|previous year|last year"
_EARLIER = re.compile(  # (2022: 6.3 million), 2022年：84.4%, 上年：84.4%
    rf"^\s*(?:[(（]\s?(?P<inside>{_YEAR}|{_BEFORE})\s?[:：]\s?(?P<of>[^()（）]+)[)）]"
    rf"|(?P<year>{_YEAR}|{_BEFORE})\s?[:：]\s?(?P<figure>[^()（）:：]+)"
    rf"|(?:vs\.?|versus|from|compared (?:with|to))\s(?P<versus>.+?)\sin\s(?P<then>{_YEAR}))\s*$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_INSIDE = re.compile(rf"\s*[(（](?:{_YEAR})\s?[:：][^()（）]*[)）]")
_CHANGE = re.compile(
    r"^\W*[+−–-]?\s?\d[\d.,]*\s?(?:%|pp?ts?|bps|percentage points?|个?百分点)?\s?(?:[▲▼△▽↑↓⬆⬇↗↘]$"
    r"|(?:vs|versus|from|compared|against|yoy|year[- ]on[- ]year|higher|lower|more|less|up|down|increase|decrease"
    r"|reduction|growth|change|on (?:the )?(?:prior|previous|last)|since|improvement)\b)"
    r"|^\W*(?:up|down|increased?|decreased?|vs\.?|versus|compared (?:with|to)|target|yoy|year[- ]on[- ]year"
    r"|baseline)\b.*\d"
    r"|^\W*(?:(?:同比|环比|较|比上|比去|与上年|目标|基准).*\d|(?:上升|下降|增[长加]|减少)了?\s?\d[\d.,]*\s?[%个])",
    re.IGNORECASE,
)
_MARKED_CHANGE = re.compile(r"^\s*[+▲▼△▽↑↓⬆⬇↗↘]\s?\d[\d.,]*\s?%?")


def earlier_figure(text: Fragment) -> tuple[str, Fragment] | None:
    """The year and the number of a text such as (2022: 6.3 million), `2022: 6.3 million` or `vs. 6.3 million in 2022`.

    None where it holds something else than a number.

    Args:
        text: a fragment of a page.
    """
    found = _EARLIER.match(text.folded) if _DIGIT.search(text.folded) else None  # most texts of a page have none
    if found is None:
        return None
    year = found["inside"] or found["year"] or found["then"]
    start, end = next(found.span(name) for name in ("of", "figure", "versus") if found[name])
    inside = text.text[start:end].rstrip()
    folded = text.folded[start : start + len(inside)]
    kind = kind_of(folded.strip())
    if kind != "number" and not found["inside"]:
        return None
    return year, replace(text, text=inside, folded=folded, start=text.start + start, kind=kind)


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
