"""Spans of characters in a text: which lie in others, and which stand in a title or between marks."""

from collections.abc import Iterable

_INNER = (("<", ">"), ("〈", "〉"))
_LONGEST_QUOTED = 24  # characters


def title_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the title in 《》 that holds a wording, None outside titles.

    A scan may have made > or 〉 of the sign that closes it: 《公司章程>,公司有|董事9名.
    """
    opened = text.rfind("《", 0, start + 1)
    if opened < 0 or "》" in text[opened:end]:
        return None
    closed, again = text.find("》", end), text.find("《", end)
    if closed < 0 or (0 <= again < closed and _closed_before(text, opened, start)):
        return None
    return opened, closed


def _closed_before(text: str, opened: int, start: int) -> bool:
    """Whether more inner titles close than open between the beginning of a title and a place."""
    return any(text.count(ends, opened, start) > text.count(begins, opened, start) for begins, ends in _INNER)


def between_marks(text: str, start: int, end: int, marks: Iterable[str]) -> tuple[int, int]:
    """From the last mark before `start` to the first one from `end` on; the ends of the text where there is none."""
    marks = tuple(marks)
    low = max(text.rfind(mark, 0, start) for mark in marks) + 1
    return low, min((at for mark in marks if (at := text.find(mark, end)) >= 0), default=len(text))


def disjoint_inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans inside another that do not overlap: "scope 1" and "scope 2" in "scope 1 and scope 2"."""
    inside: list[tuple[int, int]] = []
    for one in sorted(s for s in spans if s != span and span[0] <= s[0] and s[1] <= span[1]):
        if not inside or inside[-1][1] <= one[0]:
            inside.append(one)
    return inside


def maximal(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that lie in no other."""
    return [s for s in spans if not any(s != o and o[0] <= s[0] and s[1] <= o[1] for o in spans)]


def past_quotes(text: str, start: int, end: int) -> int:
    """The last character of a clause, or the mark that closes quotes which its end cuts: “学雷锋|、献爱心”系列活动.

    Args:
        text: the text.
        start: where the sentence of the clause begins.
        end: where the clause ends.
    """
    opened = text.count('"', start, end) % 2 == 1
    return max(end - 1, text.find('"', end, end + _LONGEST_QUOTED)) if opened else end - 1
