"""The titles over a run of figures: one of one or more lines, or several side by side on a line."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from cnesg.extraction.cell_runs.tokens import Tokens, is_sentence
from cnesg.extraction.documents.passages import printed_form
from cnesg.extraction.grids.grid import Cell
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex
from cnesg.text import Line
from cnesg.text.language import is_latin

_MOST_LINES, _LONGEST, _MOST_WORDS, _MOST_PARTS = 3, 130, 20, 6
_GOES_ON = regex(r"[(a-z’'&/]")
_OPEN = regex(r"(?i)\b(?:of|and|per|by|in|the|for|to|with|or|on)$|[&/(-]$")
_MARK = regex(r"(?<=[A-Za-z)])[\d*+†‡^]{1,2}$")
_WORD = regex(r"\S+")
_NO_PART = regex(
    r"(?i)^(?:of|and|or|per|by|in|the|for|to|with|on|at|from|our|&)\b|\b(?:of|and|or|per|by|in|the|for|to|with|&)$"
)


class Titles:
    """Holds the vocabulary."""

    def __init__(self, know: Knowledge, tokens: Tokens) -> None:
        self._know = know
        self._tokens = tokens

    def above(self, lines: Sequence[Line], at: int) -> list[Line]:
        """The lines of the title right above a line that names a metric; none where there is none."""
        for count in range(1, _MOST_LINES + 1):
            title = list(lines[max(0, at - count) : at])
            text = joined(title)
            if len(title) < count or len(text) > _LONGEST or is_sentence(text) or not is_latin(text):
                return []
            if self._tokens.are_figures(title[0]) or "\t" in text:
                return []
            if _GOES_ON.match(title[0].text.strip()) or (
                at > count and _OPEN.search(lines[at - count - 1].text.strip())
            ):
                continue
            return title if self.names(text) else []
        return []

    def names(self, text: str) -> bool:
        """Whether a text names a metric."""
        return bool(self._know.lexicon.find(printed_form(text)).hits)

    def named_whole(self, text: str) -> bool:
        """Whether a text names a metric from its first word to its last, but for a unit in brackets."""
        form = printed_form(_MARK.sub("", re.sub(r"\s?\([^()]*\)$", "", text.strip(" :"))))
        return any(hit.start == 0 and hit.end >= len(form) for hit in self._know.lexicon.find(form).hits)

    def parted(self, line: Line, count: int, *, whole: bool = False) -> list[Cell]:
        """A line as so many titles side by side, each of which names a metric; none where it can't be parted so.

        Colons part titles; else each begins with a capital, or all of them are in small letters. One of them may name
        nothing that is known, unless the line is asked for names that are known `whole`.
        """
        text = line.text
        if "\t" in text or is_sentence(text) or not is_latin(text):
            return []
        if text.count(":") > 1:
            ends = [found.start() for found in re.finditer(r":(?=\s|$)", text)][:count]
            spans = list(zip([0, *(end + 1 for end in ends)], ends, strict=False))
            cells = [_cell(line, *span) for span in spans]
            return cells if len(cells) == count and any(self.names(cell.text) for cell in cells) else []
        words = [found.span() for found in _WORD.finditer(text)]
        if not count <= len(words) <= _MOST_WORDS or count > _MOST_PARTS:
            return []
        small = text[words[0][0]].islower()
        begins = [at for at in range(1, len(words)) if small or text[words[at][0]].isupper()]
        best: list[list[Cell]] = []
        most = 0
        for cuts in combinations(begins, count - 1):
            spans = [(words[a][0], words[b - 1][1]) for a, b in pairwise((0, *cuts, len(words)))]
            texts = [text[slice(*span)] for span in spans]
            if any(_NO_PART.search(one) or self._tokens.is_unit(one) for one in texts):
                continue
            named = sum(self.named_whole(one) for one in texts)
            if named >= max(most, 1):
                best = [*(best if named == most else []), [_cell(line, *span) for span in spans]]
                most = named
        unknown = int(count > 1 and not small and not whole)
        return best[0] if len(best) == 1 and most >= count - unknown else []


def joined(lines: Sequence[Line]) -> str:
    """Lines as one text."""
    return " ".join(line.text.strip() for line in lines)


def _cell(line: Line, start: int, end: int) -> Cell:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    return Cell(_MARK.sub("", text.strip()), line, start, start + len(text.strip()))
