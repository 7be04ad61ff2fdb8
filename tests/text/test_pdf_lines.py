"""Lines told from all words of a page at once are those that asking word by word gives."""

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from cnesg.text import Line, Word
from cnesg.text.pdf_lines import page_lines
from cnesg.text.placed import PlacedWord, PlacedWords

STEP = st.sampled_from([-30.0, -5.0, -1.0, 0.0, 0.5, 2.0, 3.0, 4.0, 9.0, 40.0])
SIZE = st.sampled_from([0.0, 4.0, 6.0, 10.0, 10.02, 24.0])
TEXT = st.sampled_from(["a", "1", "12", "*", "total", "2,103", "排放", "（", "％", "吨", "m2", "95%"])


@st.composite
def drawn(draw: st.DrawFn) -> list[PlacedWord]:
    """Words one after the other, most of them a little right of the one before."""
    words = []
    x, y = 50.0, 50.0
    for _ in range(draw(st.integers(0, 9))):
        x, y = round(x + draw(STEP), 2), round(y + draw(st.just(0.0) | STEP), 2)
        wide, high = draw(SIZE), draw(SIZE)
        height = draw(st.just(high) | SIZE)
        words.append(
            PlacedWord(draw(TEXT), (x, y, round(x + wide, 2), round(y + high, 2)), height, draw(st.booleans()))
        )
        x = round(x + wide, 2)
    return words


@given(drawn())
def test_lines_are_those_of_a_walk_from_word_to_word(words: list[PlacedWord]) -> None:
    found, walked = page_lines(PlacedWords.of(words), 7), tuple(walk(words))
    assert found == walked
    for one, other in zip(found, walked, strict=True):
        assert one.bbox == other.bbox
        assert (one.uniform_height, one.column_starts) == (other.uniform_height, other.column_starts)
        assert one.gaps == other.gaps


def walk(words: list[PlacedWord]) -> Iterator[Line]:
    """The lines of words, each word asked about the last one kept."""
    groups: list[list[PlacedWord]] = []
    for word in words:
        if groups and is_separate_mark(groups[-1][-1], word):
            continue
        if not groups or not continues(groups[-1][-1], word):
            groups.append([])
        groups[-1].append(word)
    for number, group in enumerate(groups, start=1):
        text, placed = "", []
        for at, word in enumerate(group):
            text += " " if at and apart(group[at - 1], word) else ""
            placed.append(Word(word.text, len(text), word.bbox, word.height))
            text += word.text
        yield Line(text, number, 7, tuple(placed))


def continues(before: PlacedWord, word: PlacedWord) -> bool:
    x0, y0, x1, y1 = before.bbox
    left, top, right, bottom = word.bbox
    if y1 - y0 > x1 - x0 and is_sideways(before) and (is_sideways(word) or len(word.text) == 1):
        width = x1 - x0
        return max(top - y1, y0 - bottom) < width and min(x1, right) - max(x0, left) > 0.5 * width
    if left < x1 - 0.5 * before.height:
        return False
    if (top, bottom) == (y0, y1):
        return y1 > y0
    lower = min(y1 - y0, bottom - top)
    return lower > 0 and (min(y1, bottom) - max(y0, top)) / lower >= 0.5


def is_sideways(word: PlacedWord) -> bool:
    x0, y0, x1, y1 = word.bbox
    return len(word.text) > 2 and y1 - y0 > 1.5 * (x1 - x0)


def is_separate_mark(before: PlacedWord, word: PlacedWord) -> bool:
    return (
        word.height < 0.8 * before.height
        and before.bbox[3] - word.bbox[3] > 0.15 * before.height
        and re.fullmatch(r"[\d,*†‡#^()]{1,4}|[a-z]", word.text) is not None
        and re.search(r"[\d%)\w]$", before.text) is not None
        and -0.5 * before.height < word.bbox[0] - before.bbox[2] < before.height
        and word.bbox[1] < before.bbox[1] + 0.5 * before.height
    )


def apart(before: PlacedWord, word: PlacedWord) -> bool:
    chinese = re.compile(r"[\u2e80-\u9fff\uff00-\uffee]")
    if before.text[-1] < "\u2e80" and word.blank_before:
        return True
    gap = word.bbox[0] - before.bbox[2]
    if chinese.match(before.text[-1]) and chinese.match(word.text):
        return gap > 0.8 * before.height
    return word.blank_before or gap > 0.3 * before.height or is_sideways(word)
