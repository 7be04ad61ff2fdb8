"""Figures with that of the year before in brackets, 9,412 (10,066): one cell where a text says so, 2022 (2021)."""

from collections.abc import Sequence
from dataclasses import replace

from cnesg.extraction.tables.model import Fragment, around
from cnesg.framework.regexes import regex

YEARS = regex(r"(?<!\d)((?:19|20)\d\d)\s?\(((?:19|20)\d\d)\)")
_BRACKETS_OF = regex(  # (2023 figures in brackets), 括号内为2023年数据
    r"(?i)\b((?:19|20)\d\d) (?:figures?|values?|data|numbers?|results?)? ?(?:are |is )?(?:given |shown |stated )?"
    r"in (?:brackets|parenthes[ei]s)"
    r"|\b(?:figures|values|data|numbers|results) (?:for|of|from) ((?:19|20)\d\d) (?:are |is )?(?:given |shown )?"
    r"in (?:brackets|parenthes[ei]s)"
    r"|\b(?:brackets|parenthes[ei]s)[: ]+(?:figures |values |data )?(?:for |of )?((?:19|20)\d\d)\b(?! targets?)"
    r"|括[号弧]内?(?:的?(?:数字|数据|数值))?[为是:]\s?((?:19|20)\d\d)(?!年?(?:目标|计划|规划))年?"
)
_PLAIN = regex(r"[<~]?\d[\d.,]*(?:\s?%)?")
_BRACKETED = regex(r"\(([<~]?\d[\d.,]*(?:\s?%)?)\)")
BOTH = regex(rf"({_PLAIN.pattern})\s{{0,3}}{_BRACKETED.pattern}")
_GAP = 2.0  # of the characters' height, between a figure and the one in brackets


def with_brackets_joined(lines: Sequence[Sequence[Fragment]]) -> list[Sequence[Fragment]]:
    """The lines of a page on which some text gives two years so, each figure with the one in brackets behind it.

    Args:
        lines: the fragments of a page's lines, from left to right.
    """
    if not any(years_told(f.folded) for line in lines for f in line):
        return list(lines)
    return [_joined(line) for line in lines]


def _joined(line: Sequence[Fragment]) -> Sequence[Fragment]:
    found: list[Fragment] = []
    for one in line:
        before = found[-1] if found else None
        if (
            before is not None
            and _BRACKETED.fullmatch(one.folded.strip())
            and _PLAIN.fullmatch(before.folded.strip())
            and one.x0 - before.x1 < _GAP * one.height
        ):
            text, folded = (f"{a} {b}" for a, b in ((before.text, one.text), (before.folded, one.folded)))
            box = around([before.bbox, one.bbox])
            found[-1] = replace(before, text=text, folded=folded, bbox=box, kind="number")
        else:
            found.append(one)
    return found if len(found) < len(line) else line


def years_told(text: str) -> tuple[str, str] | None:
    """The two years that a text gives, where the one in brackets is the year before: 2022 (2021), 2021 in brackets."""
    if "20" not in text and "19" not in text:  # most name no year
        return None
    found = YEARS.search(text)
    if found is None and (of := _BRACKETS_OF.search(text)) is not None:
        before = next(filter(None, of.groups()))
        return str(int(before) + 1), before
    return (found[1], found[2]) if found is not None and int(found[1]) == int(found[2]) + 1 else None
