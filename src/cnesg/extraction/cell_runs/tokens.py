"""What a line is made of: figures with their units, years, and words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cnesg.extraction.grids.grid import Cell
from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_YEAR = regex(r"(?:FY\s?)?(?:19|20)\d\d(?:[/–-]\d\d)?")
_BEGINS = regex(r"[<>~≈+−-]?(?:US|HK|NZ|[ASCR])?\s?[$€£¥₹R]?\d")
_MEASURED = frozenset({"energy", "mass", "volume", "co2", "area", "power"})
_WORD = regex(r"\S+")
_DIGIT = regex(r"\d")
_GROUPS = regex(r"[^\d\s]{0,4}[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?(?:\s?[^\d\s]\S*)?")  # 2 904kt
_BARE_GROUPS = regex(r"\d{1,3}(?: \d{3})+")
_UNIT = regex(r"[^\d\s(][^\s]*")
_CHANGE = regex(r"\(\s?[-+−▲▼↑↓]?\s?\d[\d.,]*\s?%\s?\)")  # (7.1%), whose arrow is lost
_FULL_STOP = regex(r"[.;!?]$|[.;!?]\s")
_PLAIN = regex(r"\d+(?:,\d{3})*(?:\.\d+)?")
_LONGEST, _LONGEST_UNIT = 160, 4  # characters of a line, words of a unit


@dataclass(frozen=True)
class Token:
    """A part of a line: its kind is `value`, `year`, `change` or `words`."""

    kind: str
    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The part as printed."""
        return self.line.text[self.start : self.end]

    @property
    def figure(self) -> float:
        """The first figure in it, without its unit: 41 of `~41 % (67%)`; 0 without one."""
        found = _PLAIN.search(self.text)
        return float(found[0].replace(",", "")) if found else 0.0

    @property
    def cell(self) -> Cell:
        """The part as a cell."""
        return Cell(self.text, self.line, self.start, self.end)


class Tokens:
    """Takes lines apart; holds what reads values."""

    def __init__(self, reader: LineReader) -> None:
        self._reader = reader
        self.of = lru_cache(maxsize=4096)(self._of)

    def are_figures(self, line: Line) -> bool:
        """Whether a line holds figures, years and changes alone."""
        return bool(tokens := self.of(line)) and all(one.kind != "words" for one in tokens)

    def is_unit(self, text: str) -> bool:
        """Whether a text is a unit that is no noun that is counted."""
        reading = self._reader.unit(text)
        return reading is not None and not reading.kinds.isdisjoint(_MEASURED)

    def _of(self, line: Line) -> tuple[Token, ...]:
        text = line.text
        if not _DIGIT.search(text) or len(text) > _LONGEST or "\t" in text or "|" in text or not is_latin(text):
            return (Token("words", line, 0, len(text)),) if text.strip() else ()
        found: list[Token] = []
        at = 0
        while word := _WORD.search(text, at):
            kind, at = self._token(text, word)
            if kind == "words" and found and found[-1].kind == "words":
                found[-1] = Token("words", line, found[-1].start, at)
            else:
                found.append(Token(kind, line, word.start(), at))
        return tuple(found)

    def _token(self, text: str, word: re.Match[str]) -> tuple[str, int]:
        """The kind of the token that begins with a word, and where it ends."""
        start = word.start()
        if change := _CHANGE.match(text, start):
            return "change", change.end()
        if _YEAR.fullmatch(text, start, word.end()):
            return "year", word.end()
        if not _BEGINS.match(text, start):
            return "words", word.end()
        if (groups := _GROUPS.match(text, start)) and self._reader.is_value(groups[0]):
            return "value", groups.end()
        ends = [word.end()]
        for more in _WORD.finditer(text, word.end()):
            if not _UNIT.match(more[0]) or len(ends) > _LONGEST_UNIT:
                break
            ends.append(more.end())
        for end in reversed(ends):
            if self._reader.is_value(text[start:end]) and not (end > word.end() and text[end - 1] in ",.;:"):
                return "value", end
        return "words", word.end()


def apart(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, figures of which one may be a thousand's groups as figures of their own: 160 131 as 160 and 131."""
    found: list[Token] = []
    for one in tokens:
        if one.kind != "value" or _BARE_GROUPS.fullmatch(one.text) is None:
            found.append(one)
            continue
        found += [
            Token("value", one.line, one.start + part.start(), one.start + part.end())
            for part in _WORD.finditer(one.text)
        ]
    return found


def is_sentence(text: str) -> bool:
    """Whether a text ends a sentence somewhere.

    >>> is_sentence("Lost time injury rate"), is_sentence("We care. Our people")
    (False, True)
    """
    return _FULL_STOP.search(text.strip()) is not None
