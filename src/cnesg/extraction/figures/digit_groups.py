"""Documents that set blanks between groups of digits: 1 476 employees is read as 1,476.

A blank that breaks no line (a no-break or a thin one) between such groups is of the number. A plain one is where it
stands in a sentence and the document groups digits so, which is told by its own numbers, page by page until that is
sure. Chinese documents do not write so and are not asked.
"""

import re
from dataclasses import replace

from cnesg.extraction.figures.turned_numbers import TurnedNumbers
from cnesg.framework.regexes import regex
from cnesg.model.records import BoundingBox
from cnesg.text import Line, Page, Word
from cnesg.text.pdf_words import FIRM_BLANKS

_FIRMLY = regex(rf"(?<![\d.,])\d{{1,3}}(?:[{FIRM_BLANKS}]\d{{3}})+(?!\d|,\d{{3}})")
_BLANKS = regex(rf"[{FIRM_BLANKS} ]")
_PLAIN = regex(r"(?<=[A-Za-z€$£:] )\d{1,3}(?: \d{3})+(?=(?:\.\d+)? ?[a-z])")  # 2 819 762t CO2e, too
_OTHERWISE = regex(r"(?<![\d.,])\d{1,3},\d{3}(?![\d,])")
_PARTED = regex(r"\d \d{3}\b")  # most lines have none
_SURE = 3  # blanks in numbers, where none is grouped otherwise


class DigitGroups(TurnedNumbers):
    """Turns the numbers of a document whose digits blanks group; quotes have a plain blank for each firm one."""

    number = regex(r"\d[\d,]*\d")

    def __init__(self) -> None:
        super().__init__()
        self._blanks = self._commas = 0

    def _page(self, page: Page) -> Page:
        return replace(page, lines=tuple(map(self._turned_line, page.lines)))

    def _turned_line(self, line: Line) -> Line:
        text = line.text
        if any(blank in text for blank in FIRM_BLANKS):
            text = _FIRMLY.sub(self._turn, text)
        if self._commas == 0 and _PARTED.search(text):
            self._blanks += sum(number.count(" ") for number in _PLAIN.findall(text))
            if self._blanks >= _SURE:
                text = _PLAIN.sub(self._turn, text)
        elif self._commas == 0 and "," in text and text == line.text:
            self._commas += _OTHERWISE.search(text) is not None
        return line if text == line.text else replace(line, text=text, words=_joined(line, text))

    def _turn(self, number: re.Match[str]) -> str:
        self._blanks += 1
        return self._kept(_BLANKS.sub(",", number[0]), _BLANKS.sub(" ", number[0]))


def _joined(line: Line, text: str) -> tuple[Word, ...]:
    """The words of a line; those between which a blank became a comma are one."""
    words: list[Word] = []
    for word in line.words:
        before = words[-1] if words else None
        between = before.start + len(before.text) if before is not None else 0
        if before is not None and word.start == between + 1 and text[between] == "," != line.text[between]:
            whole = text[before.start : word.start + len(word.text)]
            words[-1] = replace(before, text=whole, bbox=_around(before, word))
        else:
            words.append(replace(word, text=text[word.start : word.start + len(word.text)]))
    return tuple(words)


def _around(before: Word, word: Word) -> BoundingBox | None:
    if before.bbox is None or word.bbox is None:
        return None
    return (
        before.bbox[0],
        min(before.bbox[1], word.bbox[1]),
        word.bbox[2],
        max(before.bbox[3], word.bbox[3]),
    )
