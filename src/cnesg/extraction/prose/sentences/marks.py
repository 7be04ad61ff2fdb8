"""Words around a number that say how it is meant: a change, a target, a sum over years, a rule."""

from cnesg.framework.lexicon import Found
from cnesg.text.language import is_latin

_CLOSE = 7
_ENDS_OF_YEAR = frozenset("末底")


class Marks:
    """Queries over the marked words of one text; offsets are the text's."""

    def __init__(self, found: Found, text: str) -> None:
        self._marks = found.marks
        self._text = text

    def spans(self, purpose: str, start: int, end: int) -> list[tuple[int, int]]:
        """The words of a purpose that lie wholly in `start` to `end`."""
        return [s for s in self._marks.get(purpose, ()) if start <= s[0] and s[1] <= end]

    def any(self, purpose: str, start: int, end: int) -> bool:
        """Whether a word of the purpose lies in `start` to `end`."""
        return any(start <= s[0] and s[1] <= end for s in self._marks.get(purpose, ()))

    def came_in_year(self, start: int, end: int) -> bool:
        """Whether words say that something came in the year; 截至2016年度|末 is but a date."""
        return any(self._text[b : b + 1] not in _ENDS_OF_YEAR for _, b in self.spans("gained", start, end))

    def close_before(self, purpose: str, at: int, start: int) -> bool:
        """Whether a word of the purpose stands within a few characters before `at`, not before `start`."""
        reach = 2 * _CLOSE if is_latin(self._text[max(0, at - 2) : at]) else _CLOSE
        return any(max(start, at - reach) <= s[1] <= at and s[0] >= start for s in self._marks.get(purpose, ()))

    def close_after(self, purpose: str, at: int, end: int) -> bool:
        """Whether a word of the purpose begins within a few characters behind `at`, and ends before `end`."""
        return any(at <= s[0] <= at + _CLOSE and s[1] <= end for s in self._marks.get(purpose, ()))
