"""What joins the items of an English list told "respectively"."""

from itertools import pairwise

from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_JOINS = regex(r"(?i)[,;/&+]|\b(?:and|or|as well as)\b")


def are_no_list(text: str, spans: list[tuple[int, int]], classes: list[tuple[int, int]]) -> bool:
    """Whether some neighbours of a row of English wordings are no items of one list.

    Nothing joins them (employees| trained), or what does joins two classes (share of male| and female |employees
    trained).

    Args:
        text: the passage.
        spans: where the wordings stand, in order.
        classes: where names of classes stand.
    """
    for one, other in pairwise(spans):
        if not is_latin(text[one[1] : other[0]]):
            continue
        joint = _JOINS.search(text, one[1], other[0])
        behind = any(joint and joint.end() <= a and b <= other[0] for a, b in classes)
        if joint is None or (behind and any(one[0] <= a and b == one[1] for a, b in classes)):
            return True
    return False
