"""What an outside party assures: the level that a statement in the document gives, for the metrics it names."""

import re
from collections.abc import Sequence

from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.text import Line, fold

# What every title and denial in Chinese holds; most lines need no closer look.
_HAN = regex(r"[鉴鑑鑒审審验驗证證查保确確]")
_LONGEST_TITLE = 90
_ZONE = 160  # lines; a statement takes two to three pages
_LEVELS = ("limited", "reasonable")


class AssuranceReader:
    """Looks for assurance statements while a document's lines go by."""

    def __init__(self, know: Knowledge) -> None:
        self._know = know
        self._words = {
            purpose: re.compile("|".join(map(re.escape, know.lexicon.marks(purpose).all())) or "(?!)")
            for purpose in ("assurance_statement", "assurance_denied", *(f"assurance_{level}" for level in _LEVELS))
        }
        self._begins = re.compile(
            "|".join(self._words[purpose].pattern for purpose in ("assurance_statement", "assurance_denied"))
        )
        self._left = 0
        self._levels: dict[str, int] = dict.fromkeys(_LEVELS, 0)
        self._metrics: set[str] = set()
        self._denied = False

    def look(self, lines: Sequence[Line]) -> None:
        """Take in the lines of a page."""
        if not (self._left or self._may_begin("\n".join([line.text for line in lines]))):
            return
        for line in lines:
            if not (self._left or _speaks_of_it(line.text)) or not line.text.strip():
                continue
            form = matching_form(fold(line.text))
            if self._holds(form, "assurance_denied"):
                self._denied = True
            if len(form) <= _LONGEST_TITLE and self._holds(form, "assurance_statement"):
                self._left = _ZONE
            if self._left:
                self._left -= 1
                self._read(form)

    def _may_begin(self, text: str) -> bool:
        """Whether any line of a page holds the words of a title or a denial."""
        return _speaks_of_it(text) and self._begins.search(matching_form(fold(text))) is not None

    def _read(self, form: str) -> None:
        for level in _LEVELS:
            self._levels[level] += self._holds(form, f"assurance_{level}")
        entries = self._know.lexicon.entries
        self._metrics |= {entries[hit.entry].metric for hit in self._know.lexicon.find(form).hits if not hit.label_only}

    def _holds(self, form: str, purpose: str) -> bool:
        return self._words[purpose].search(form) is not None

    def of(self, metric: str) -> str:
        """The assurance of a metric's figures: limited, reasonable, none where the document says so, else unknown.

        A statement of two levels does not tell which figure has which; the lower one is given.
        """
        level = next((level for level in _LEVELS if self._levels[level]), None)
        if level and metric in self._metrics:
            return level
        return "none" if self._denied and not level else "unknown"


def _speaks_of_it(text: str) -> bool:
    """Whether a line, or any of a page, may be such a title or denial, at a look."""
    small = text.casefold()
    return "assur" in small or "verif" in small or (not text.isascii() and _HAN.search(text) is not None)
