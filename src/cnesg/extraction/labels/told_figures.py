"""Cells that tell several figures, each behind a label of its own: 总取水量:1,820 总耗水量:402."""

from cnesg.framework.regexes import regex

_TOLD = regex(
    r"(?P<label>[^\d\s:,;/][^:;]{0,38}?|(?:19|20)\d\d\s?年?度?)\s?:\s?"
    r"(?P<value>约?\d[\d,]*(?:\.\d+)?(?:\s?(?:%|[^\d\s,;:/()%]{1,14}))?)(?=[\s,;/。]|$)"
)
_ASIDE = regex(r"[一二三四五六七八九十]{1,3}|量化|定量|[质質]化(?:描述)?|定性|(?i:quantitative|qualitative)")
SHARE_OF = regex(r"率|比例|百分比|占比|比重")
"""What says that a figure is a share of something."""
_BETWEEN = regex(r"[\s,;/。]*")
_LONGEST_SHORT = 5  # characters of a label that leaves its noun to what its row asks for: 回收百分比

Span = tuple[int, int]


def told_spans(text: str) -> tuple[list[tuple[Span, Span]], int]:
    """Where the labels and the figures stand that a text tells one behind the other, and where what is told so ends.

    >>> told_spans("男:20.1 女:18.4")
    ([((0, 1), (2, 6)), ((7, 8), (9, 13))], 13)

    Args:
        text: a folded text; anything but marks between what it tells ends the list.
    """
    found: list[tuple[Span, Span]] = []
    at = 0
    for one in _TOLD.finditer(text):
        if not _BETWEEN.fullmatch(text[at : one.start()]):
            break
        found.append((one.span("label"), one.span("value")))
        at = one.end()
    rest = _BETWEEN.match(text, at)
    return found, rest.end() if rest is not None else at


def is_asked(label: str, asked: str) -> bool:
    """Whether a label says in full one of the things that its row asks for: 总取水量 of 总取水量及总耗水量.

    Args:
        label: the label of a figure, folded.
        asked: the label of the row, folded.
    """
    return len(label) > _LONGEST_SHORT and set(label) <= set(asked)


def tells_no_thing(text: str) -> bool:
    """Whether a cell only numbers its row or says of which kind its answer is: 二, 量化.

    Args:
        text: the text of a cell.
    """
    return _ASIDE.fullmatch(text.strip()) is not None


def leaves_noun(label: str) -> bool:
    """Whether a label is a share that leaves its noun to what its row asks for: 回收百分比.

    Args:
        label: the label of a figure, folded.
    """
    return len(label) <= _LONGEST_SHORT and SHARE_OF.search(label) is not None
