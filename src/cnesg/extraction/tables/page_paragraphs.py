"""Paragraphs of a page: lines of words on one left edge, each close below the one before, most of them full.

Justified prose in a narrow column has gaps as wide as those between cells: its lines are texts, whatever stands apart
in them (`amounted to   €39.1   million;`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise

from cnesg.extraction.tables.model import Fragment, around
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Line, fold

Boxed = tuple[BoundingBox, Line]

_ONE_EDGE = 1.5  # points
_LEADING = 2.2  # of a line's height, from its upper edge to that of the next
_SET_IN = (1.2, 3.5)  # times a line's height, between which the first line of a Chinese paragraph is set in
_FEWEST = 3  # lines
_WORD = regex(r"[^\W\d_]{2,}(?!\w)")
_FEWEST_WORDS = 4  # of a line
_HAN_WORDS = regex(r"(?:[\u4e00-\u9fff][^\u4e00-\u9fff]{0,8}){8}")
_FULL = 0.75  # of the paragraph's width: so much most of its lines fill
_GOING_ON = 0.6  # of the lines: so many begin in the middle of a sentence
_JUSTIFIED = 1.0  # points that full lines end from the right edge
_FAR_OFF = 4.0  # of the characters' height
_HAN = regex(r"[\u4e00-\u9fff]")
_HAN_SENTENCE = regex(r"[\u4e00-\u9fff]\s?[，。；、,;]\s?[\u4e00-\u9fff]")
_FIGURE = regex(r"[-–(+$€£¥]?[\d,.]*\d")


def paragraphs(lines: Sequence[Boxed]) -> Iterator[list[Boxed]]:
    """The paragraphs of sentences among lines that stand in the order in which they are read."""
    return (run for run in _blocks(lines) if _is_told(run))


def _blocks(lines: Sequence[Boxed]) -> Iterator[list[Boxed]]:
    run: list[Boxed] = []
    for one in lines:
        worded = _is_worded(one[1].text)
        if run and worded and (goes_on(run[-1][0], one[0]) or (len(run) == 1 and _is_set_in(run[0], one))):
            run.append(one)
            continue
        if _is_full(run):
            yield run
        run = [one] if worded else []
    if _is_full(run):
        yield run


def with_prose_whole(fragments: Sequence[list[Fragment]], lines: Sequence[Line]) -> list[list[Fragment]]:
    """The lines of a page, those of paragraphs of sentences as one text each.

    Rows whose labels wrap look like a paragraph; figures far right of their labels tell them from one.

    Args:
        fragments: the fragments of each line.
        lines: the page's lines, in reading order.
    """
    rows = {line[0].line for line in fragments if line and _has_figures_far_off(line)}
    boxed = [(line.bbox, line) for line in lines if line.bbox is not None and line.number not in rows]
    prose = {line.number for run in paragraphs(boxed) for _, line in run}
    if not prose:
        return list(fragments)
    return [[_whole(line)] if len(line) > 1 and line[0].line in prose else line for line in fragments]


def _has_figures_far_off(line: Sequence[Fragment]) -> bool:
    """Whether a line is one text and then figures, farther from it than words of a justified line stand apart."""
    if len(line) < 2 or [one.kind for one in line].count("text") != 1 or line[0].kind != "text":
        return False
    return line[1].x0 - line[0].x1 > _FAR_OFF * line[1].height


def _whole(line: Sequence[Fragment]) -> Fragment:
    text = " ".join(f.text for f in line)
    return replace(
        line[0],
        text=text,
        folded=fold(text),
        bbox=around([f.bbox for f in line]),
        height=max(f.height for f in line),
        kind="text",
    )


@lru_cache(maxsize=1024)
def _is_worded(text: str) -> bool:
    """Whether a line has words enough for one of a paragraph; asked several times of the lines of a page."""
    if not text.isascii() and _HAN_WORDS.search(text) is not None:
        return True
    return sum(1 for _ in islice(_WORD.finditer(text), _FEWEST_WORDS)) == _FEWEST_WORDS


def goes_on(above: BoundingBox, below: BoundingBox, off: float = _ONE_EDGE) -> bool:
    """Whether a line stands close below another on one left edge.

    Args:
        above: the box of the upper line.
        below: that of the lower one.
        off: how far their edges may be apart, in points.
    """
    return abs(above[0] - below[0]) < off and 0 < below[1] - above[1] < _LEADING * (above[3] - above[1])


def _is_set_in(first: Boxed, second: Boxed) -> bool:
    """Whether a line of Chinese is the first of a paragraph, set in by two characters or so, and full."""
    (box, line), (below, under) = first, second
    height = box[3] - box[1]
    if (
        not _SET_IN[0] * height < box[0] - below[0] < _SET_IN[1] * height
        or box[2] < below[2] - _JUSTIFIED - 0.5 * height
    ):
        return False
    return goes_on((below[0], *box[1:]), below) and all(_HAN.search(one.text) is not None for one in (line, under))


def _is_full(run: Sequence[Boxed]) -> bool:
    if len(run) < _FEWEST:
        return False
    width = max(box[2] for box, _ in run) - min(box[0] for box, _ in run)
    return sum(box[2] - box[0] >= _FULL * width for box, _ in run) > len(run) / 2


def _is_told(run: Sequence[Boxed]) -> bool:
    """Whether a paragraph is of sentences, and no block of rows: most of its lines go on with the one before."""
    texts = [fold(line.text.strip()) for _, line in run]
    if _are_rows([line for _, line in run]):
        return False
    if sum(_HAN.search(text) is not None for text in texts) > len(texts) / 2:
        right = max(box[2] for box, _ in run)
        full = all(
            box[2] > right - _JUSTIFIED - 0.5 * (box[3] - box[1]) or text.endswith("。")  # of one of several paragraphs
            for (box, _), text in zip(run[:-1], texts, strict=False)
        )
        return full and sum(_HAN_SENTENCE.search(text) is not None for text in texts) > len(texts) / 2
    going_on = sum(not below[:1].isupper() and above[-1:] not in ".!?" for above, below in pairwise(texts))
    return going_on >= _GOING_ON * (len(texts) - 1)


def _are_rows(lines: Sequence[Line]) -> bool:
    """Whether figures stand one below the other in half of the lines, as in columns and hardly in sentences."""
    edges = [
        {round(x) for w in line.words if w.bbox and _FIGURE.match(w.text) for x in (w.bbox[0], w.bbox[2])}
        for line in lines
    ]
    return sum(not upper.isdisjoint(lower) for upper, lower in pairwise(edges)) >= (len(lines) - 1) / 2
