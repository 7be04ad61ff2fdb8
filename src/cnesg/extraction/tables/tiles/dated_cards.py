"""Cards that set the year over each figure or left of it, one year below the other, and the label above them all.

Women in management
2023
34%
2022 31%
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.geometry.labels import is_no_label, join_lines
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around

_ALIGNED = 6.0
_FEWEST = 2  # cards of a page, and years of a card
_OVER = 1.2  # of a figure's height, from the year over it
_BESIDE = 4.0  # of a figure's height, from the year left of it
_NEXT = 3.5  # of a year's height, from one figure of a card to the next year
_LABEL = 4.5  # of a label's height, from it to the first year
_LEADING = 0.7
_MOST_LINES = 3
_LONGEST_SYMBOL = 5  # of a unit


@dataclass(frozen=True, slots=True)
class _Dated:
    """A figure with its year."""

    year: Fragment
    figure: Fragment

    @property
    def top(self) -> float:
        return min(self.year.bbox[1], self.figure.bbox[1])

    @property
    def bottom(self) -> float:
        return max(self.year.bbox[3], self.figure.bbox[3])


def dated_cards(page: int, fragments: Sequence[Fragment]) -> tuple[list[Table], set[int]]:
    """The cards of a page as tables of one row, and the identities of the fragments that they hold.

    Args:
        page: the page's number.
        fragments: what stands on it.
    """
    years = [f for f in fragments if f.kind == "year"]
    if len(years) < _FEWEST * _FEWEST:
        return [], set()
    numbers = [f for f in fragments if f.kind == "number"]
    texts = [f for f in fragments if f.kind == "text"]
    dated = [one for year in years if (one := _dated(year, numbers)) is not None]
    found: list[Table] = []
    held: set[int] = set()
    for card in _cards(dated, texts):
        label = _label_over(card, texts)
        text = join_lines([f.text for f in label])
        if not text or is_no_label(text) or (is_unit(text) and not _names_what_is_counted(text)):
            continue
        parts = [*label, *(f for one in card for f in (one.year, one.figure))]
        columns = tuple(Column(one.figure.x0, one.figure.x1, (one.year.text,)) for one in card)
        box = around([f.bbox for f in parts])
        row = Row(text, (), (), tuple(one.figure for one in card), box, card[0].figure.line)
        found.append(Table(page=page, bbox=box, columns=columns, rows=(row,), captions=(), headed=True))
        held |= {id(f) for f in parts}
    return (found, held) if len(found) >= _FEWEST else ([], set())


def _names_what_is_counted(text: str) -> bool:
    """Whether a unit is written as a title: Employees, and no MWh."""
    return text[:1].isupper() and text.isalpha() and len(text) > _LONGEST_SYMBOL


def _dated(year: Fragment, numbers: Sequence[Fragment]) -> _Dated | None:
    """A year with the figure right of it, else the one right below."""
    right = [
        n
        for n in numbers
        if abs(n.middle - year.middle) < 0.6 * max(n.height, year.height) and 0 < n.x0 - year.x1 < _BESIDE * n.height
    ]
    below = [n for n in numbers if -1 <= n.bbox[1] - year.bbox[3] < _OVER * n.height and _is_under(year, n)]
    nearest = min(right, key=lambda n: n.x0, default=None) or min(below, key=lambda n: n.bbox[1], default=None)
    return None if nearest is None else _Dated(year, nearest)


def _is_under(upper: Fragment, lower: Fragment) -> bool:
    """Whether one stands below the other on its left edge or on its axis."""
    edges = abs(upper.x0 - lower.x0), abs(upper.x0 + upper.x1 - lower.x0 - lower.x1) / 2
    return min(edges) <= _ALIGNED


def _cards(dated: Sequence[_Dated], texts: Sequence[Fragment]) -> list[list[_Dated]]:
    """Figures with their years, one below the other with nothing between, of several years."""
    cards: list[list[_Dated]] = []
    for one in sorted(dated, key=lambda d: d.top):
        above = next((card for card in cards if _goes_on(card[-1], one, texts)), None)
        if above is None:
            cards.append([one])
        else:
            above.append(one)
    return [
        card
        for card in cards
        if len(card) >= _FEWEST and all(a.year.folded != b.year.folded for a, b in pairwise(card))
    ]


def _goes_on(last: _Dated, one: _Dated, texts: Sequence[Fragment]) -> bool:
    gap = one.top - last.bottom
    if not (-1 <= gap < _NEXT * one.year.height and _is_under(last.year, one.year)):
        return False
    return not any(
        last.bottom - 1 < t.middle < one.top + 1 and t.x0 < one.year.x1 and t.x1 > one.year.x0 for t in texts
    )


def _label_over(card: Sequence[_Dated], texts: Sequence[Fragment]) -> list[Fragment]:
    """The lines of text above a card's first year, on its edge or axis."""
    label: list[Fragment] = []
    edge, year = card[0].top, card[0].year
    for text in sorted(texts, key=lambda t: -t.middle):
        if text.bbox[3] > edge + 1 or not _is_under(text, year):
            continue
        room = _LEADING * text.height if label else _LABEL * text.height
        other_size = bool(label) and abs(text.height - label[0].height) > 0.15 * text.height
        if edge - text.bbox[3] > room or other_size or len(label) == _MOST_LINES:
            break
        label.insert(0, text)
        edge = text.bbox[1]
    return label
