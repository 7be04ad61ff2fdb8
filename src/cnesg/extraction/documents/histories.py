"""Years of a company's history, told line by line below a year that only the first of them names."""

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_HISTORY = regex(
    r"历史沿革|发展(?:历程|沿革|历史|简史|轨迹)|成长(?:历程|轨迹|足迹)|大事记|大事件|里程碑|企业历史|公司(?:历史|沿革|历程)|奋斗历程"
)
_LONGEST_HEADING = 16
_BEGINS = regex(r"[·•●◆■\s]*((?:19|20)\d\d)(?:年|[\s:：]|$)")


class Histories:
    """The year of the line of a history above a passage; nothing outside a history."""

    def __init__(self) -> None:
        self._year: int | None = None

    def year_of(self, passage: Passage) -> int | None:
        """The year that a passage leaves to a line above it; None where it names its own or tells no history.

        Args:
            passage: the passage, after all those that stand above it.
        """
        headings = passage.headings
        if not headings or not any(len(one) <= _LONGEST_HEADING and _HISTORY.search(one) for one in headings):
            self._year = None
            return None
        if begins := _BEGINS.match(passage.text):
            self._year = int(begins[1])
            return None
        return self._year
