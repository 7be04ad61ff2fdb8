"""Shares with their names beside them that make up a whole: what stands around a pie without a legend.

Nothing tells where a pie is, so the sum is the proof: names and shares that stand near one another and add up to a
hundred.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.tables.fragments import kind_of
from cnesg.extraction.tables.geometry.lists import names_nothing
from cnesg.extraction.tables.geometry.titles import title_over
from cnesg.extraction.tables.model import Column, Fragment, Row, Table, around, clusters
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox

_SHARE = r"\d{1,3}(?:\.\d+)?\s?%"
_NAMED = regex(rf"(?P<name>\S.{{0,39}}?)\s*[:：,，]?\s*(?<![\d.,-])(?P<share>{_SHARE})")
_NAMING = regex(rf"(?P<share>{_SHARE})\s*(?P<name>[^\W\d].{{0,39}})")
_NAME = regex(r"[^\W\d]|[<>≤≥]|\d\s?[-–~至到]\s?\d")  # a letter, or an age
_CAPTION = regex(r"(?i)\s*(?:图表?|figure|fig\.|chart)\s?[\d.–-]*\s?[:：.]?\s?(?P<title>[^\W\d].{2,60})")
_CAPTION_NEAR = 2.5  # of its height
_NEAR = (240.0, 140.0, 90.0, 55.0)  # points between shares of one whole; the widest that works counts
_MOST = 10
_ROUNDED = 0.12  # per cent by which each share may be off
_LINE_GAP = 1.0  # of the characters' height, between a share and its name above or below
_WORD_GAP = 1.5
_ALIGNED = 6.0
_ALIKE = 0.15  # by which characters of one chart may differ in height


@dataclass(frozen=True)
class _Named:
    name: str
    share: Fragment
    bbox: BoundingBox

    @property
    def value(self) -> float:
        return float(self.share.folded.strip().rstrip("% "))


def find_labelled_shares(page: int, lines: Sequence[Sequence[Fragment]]) -> list[Table]:
    """Shares and names that add up to a hundred, as tables of one column.

    Args:
        page: 1-based page.
        lines: its fragments by line, without those of other tables.
    """
    fragments = [f for line in lines for f in line]
    named = list(_named(lines, fragments))
    found = []
    for group in _wholes(named):
        box = around([one.bbox for one in group])
        used = {one.name for one in group}
        texts = [f for f in fragments if f.kind == "text" and f.text not in used and not _read(f)]
        title = _caption_below(box, texts) or title_over(box, texts)
        if title:
            rows = tuple(Row(one.name, (), (), (one.share,), one.bbox, one.share.line) for one in group)
            found.append(Table(page, box, (Column(box[0], box[2]),), rows, (title,)))
    return found


def _caption_below(box: BoundingBox, texts: Sequence[Fragment]) -> str:
    """The caption right below a chart that says it is one: 图3：员工年龄分布, Figure 3: Workforce by age."""
    x0, _, x1, bottom = box
    below = [
        t for t in texts if -1 <= t.bbox[1] - bottom < _CAPTION_NEAR * t.height and t.x0 < x1 and x0 - t.height < t.x1
    ]
    found = [said for t in below if (said := _CAPTION.match(t.folded))]
    return found[0]["title"].strip() if len(found) == 1 else ""


def _named(lines: Sequence[Sequence[Fragment]], fragments: Sequence[Fragment]) -> Iterator[_Named]:
    texts = [f for f in fragments if f.kind == "text"]
    for line in lines:
        for at, fragment in enumerate(line):
            if fragment.kind == "text" and (one := _read(fragment)):
                yield one
            elif fragment.kind == "number" and re.fullmatch(_SHARE, fragment.folded.strip()):
                name = _beside(line, at) or _over_or_under(fragment, texts)
                if name is not None:
                    yield _Named(name.text.strip(" :："), fragment, around([name.bbox, fragment.bbox]))


def _read(fragment: Fragment) -> _Named | None:
    """A text that is a name and its share: `Male: 62%`, 62% 男性."""
    folded = fragment.folded.strip()
    if "%" not in folded:
        return None
    found = _NAMED.fullmatch(folded) or _NAMING.fullmatch(folded)
    if found is None or not _is_name(found["name"]):
        return None
    start = fragment.folded.index(found["share"])
    part = slice(start, start + len(found["share"]))
    share = replace(
        fragment,
        text=fragment.text[part], folded=fragment.folded[part], start=fragment.start + start,
        kind=kind_of(fragment.folded[part]),
    )  # fmt: skip
    return _Named(found["name"].strip(" :："), share, fragment.bbox)


def _is_name(text: str) -> bool:
    return _NAME.search(text) is not None and "%" not in text and not names_nothing(text.strip())


def _beside(line: Sequence[Fragment], at: int) -> Fragment | None:
    """The name right before a share on its line, or right behind it."""
    share = line[at]
    for other in (line[at - 1] if at else None, line[at + 1] if at + 1 < len(line) else None):
        if other is None or other.kind != "text" or not _fits(other, share):
            continue
        gap = max(share.x0 - other.x1, other.x0 - share.x1)
        if gap <= _WORD_GAP * share.height and abs(other.middle - share.middle) < 0.5 * share.height:
            return other
    return None


def _over_or_under(share: Fragment, texts: Sequence[Fragment]) -> Fragment | None:
    """The name on the line right above or below a share, on its edge or its axis."""
    near = []
    for text in texts:
        gap = max(share.bbox[1] - text.bbox[3], text.bbox[1] - share.bbox[3])
        axis = abs(share.x0 + share.x1 - text.x0 - text.x1) / 2
        aligned = min(abs(share.x0 - text.x0), abs(share.x1 - text.x1), axis) <= _ALIGNED
        if aligned and -0.5 * share.height < gap <= _LINE_GAP * share.height and _fits(text, share):
            near.append((gap, text.bbox[1], text))
    return min(near, key=lambda one: one[:2])[2] if near else None


def _fits(name: Fragment, share: Fragment) -> bool:
    return abs(name.height - share.height) <= _ALIKE * share.height and len(name.text) <= 40 and _is_name(name.text)


def _wholes(named: Sequence[_Named], reach: int = 0) -> Iterator[list[_Named]]:
    """Groups that stand together and add up to a hundred."""
    for group in clusters(named, lambda one, other: _apart(one.bbox, other.bbox) <= _NEAR[reach]):
        if _is_whole(group):
            yield group
        elif reach + 1 < len(_NEAR):
            yield from _wholes(group, reach + 1)


def _is_whole(group: Sequence[_Named]) -> bool:
    heights = [one.share.height for one in group]
    return (
        2 <= len(group) <= _MOST
        and len({one.name for one in group}) == len(group)
        and len({id(one.share) for one in group}) == len(group)
        and max(heights) - min(heights) <= _ALIKE * max(heights)
        and abs(sum(one.value for one in group) - 100) <= max(0.3, _ROUNDED * len(group))
    )


def _apart(one: BoundingBox, other: BoundingBox) -> float:
    """How far apart two boxes stand, across or down."""
    return max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])
