"""Columns of sentences below a head that says what is aimed at, beside one of what was done: `Target | Progress`.

Cells that hold sentences are read as prose; only their column says that a figure is no result yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.tables.fragments import page_fragments
from cnesg.extraction.tables.model import Fragment
from cnesg.framework.regexes import regex
from cnesg.text import Page

_AIM = regex(
    r"(?i)(?:(?:our|key|main|esg|sustainability|long-term|medium-term|short-term|environmental|(?:19|20)\d\d) ){0,3}"
    r"(?:targets?|goals?|commitments?|objectives?|ambitions?|kpis?)(?: (?:set|for 20\d\d|20\d\d))?"
    r"(?:\s?\([^()]{1,90}\)?)?"
)
_DONE = regex(
    r"(?i)(?:(?:our|key|main|latest|current|(?:fy ?)?(?:19|20)\d\d) ){0,2}"
    r"(?:progress|status|achievements?|results?|performance|actions taken|what we did)(?: [a-z]+){0,3}"
    r"(?: (?:fy ?)?(?:19|20)\d\d)?"
)
_YEAR = regex(r"(?i)(?:\bby |^|\bfor )(20\d\d)\b|\b(20\d\d) (?:targets?|goals?)|(?:targets?|goals?) (20\d\d)\b")
_MARGIN = 4.0  # points by which a line of a cell may stand out of its column


@dataclass(frozen=True, slots=True)
class _Column:
    """Where what is aimed at stands: from the left edge of its head to that of the next, below the head."""

    x0: float
    x1: float
    top: float
    year: int | None


class AimColumns:
    """The columns of aims on a page, looked for once a figure of its prose asks."""

    def __init__(self, page: Page, year: int) -> None:
        """Args: the page, and the document's fiscal year."""
        self._page, self._year = page, year
        self._found: list[_Column] | None = None

    def aimed(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """The facts of sentences, those in a column of aims as targets of the year that its head names."""
        for one in candidates:
            column = self._column_of(one) if one.value_kind == "actual" else None
            if column is None:
                yield one
                continue
            when = column.year if column.year is not None and one.year == self._year else one.year
            yield replace(one, value_kind="target", breakdown={**one.breakdown, "type": "target"}, year=when)

    def _column_of(self, one: Candidate) -> _Column | None:
        if self._found is None:
            self._found = list(_columns(page_fragments(self._page)))
        return next((column for column in self._found if _stands_in(column, one, self._page)), None)


def _columns(lines: Sequence[Sequence[Fragment]]) -> Iterator[_Column]:
    """The columns of a page whose head says that they hold aims and that stand left of one of what was done."""
    for line in lines:
        for head in line:
            if head.kind != "text" or _AIM.fullmatch(head.folded.strip()) is None:
                continue
            done = [f for near in lines for f in near if f.x0 > head.x1 and _DONE.fullmatch(f.folded.strip())]
            beside = [f for f in done if abs(f.middle - head.middle) < 1.5 * head.height]
            if beside:
                found = _YEAR.search(head.folded)
                named = int(next(filter(None, found.groups()))) if found else None
                yield _Column(head.x0 - _MARGIN, min(f.x0 for f in beside), head.bbox[3], named)


def _stands_in(column: _Column, one: Candidate, page: Page) -> bool:
    """Whether the piece of a line that holds a figure stands in a column: a paragraph across the page does not."""
    box = one.place.bbox
    if box is None or box[1] < column.top or not column.x0 <= box[0] <= column.x1:
        return False
    middle = (box[1] + box[3]) / 2
    return any(
        f.x0 >= column.x0 and f.x1 <= column.x1 + _MARGIN
        for line in page_fragments(page)
        for f in line
        if f.line == one.place.line and f.bbox[1] <= middle <= f.bbox[3] and f.x0 - 1 <= box[0] <= f.x1
    )
