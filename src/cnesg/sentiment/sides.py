"""Who does something to whom in a sentence: one company sues, accuses or reports another."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from cnesg.framework.news_wording import DoneWords, NewsWords
from cnesg.sentiment.names import Named

Side = Literal["doer", "sufferer"]
Joined = Callable[[str, Sequence[Named], int], tuple[int, ...]]
"""Numbers of the names that stand in one list with a name."""

_WITHIN = r"[^，。；！？,;!?\n]{0,40}?"
_ARTICLE = r"(?:了|\s+the)?\s*"
_BEHIND = 40


class SideReader:
    """Tells who does and who suffers, by the words between and behind two names.

    Args:
        words: that say what one company does to another.
        joined: which names share a side.
    """

    def __init__(self, words: DoneWords, joined: Joined) -> None:
        self._joined = joined
        acts = _any(words.acts)
        self._act = re.compile(rf"{_WITHIN}{acts}")
        self._active = re.compile(rf"{_WITHIN}{acts}{_ARTICLE}")
        self._passive = re.compile(rf"{_WITHIN}{_any(words.by)}{_ARTICLE}")
        self._opened = re.compile(rf"{_WITHIN}{_any(words.opens)}{_ARTICLE}")
        self._closed = re.compile(rf"{_WITHIN}{_any(words.behind)}")

    def read(self, text: str, names: Sequence[Named]) -> dict[int, Side]:
        """The side of each name that has one, by its number.

        Args:
            text: in the form of comparison.
            names: of one sentence, in its order.
        """
        found: dict[int, Side] = {}
        for number in range(len(names) - 1):
            sides = self._between(text, names[number].end, names[number + 1])
            if sides is None:
                continue
            found |= {place: sides[0] for place in self._joined(text, names, number) if place <= number}
            found |= {place: sides[1] for place in self._joined(text, names, number + 1) if place > number}
        return found

    def _between(self, text: str, start: int, other: Named) -> tuple[Side, Side] | None:
        """The sides of a name that ends at a place, and of the next."""
        behind = text[other.end : other.end + _BEHIND]
        if self._passive.fullmatch(text, start, other.start):
            done = self._act.match(text, start, other.start) or self._act.match(behind)
            return ("sufferer", "doer") if done else None
        if self._active.fullmatch(text, start, other.start):
            return ("doer", "sufferer")
        if self._opened.fullmatch(text, start, other.start) and self._closed.match(behind):
            return ("doer", "sufferer")
        return None


def _any(words: NewsWords) -> str:
    """A pattern of any of the words; English ones stand alone."""
    chinese = [re.escape(word) for word in sorted(words.zh, key=lambda word: (-len(word), word))]
    english = [rf"\b{re.escape(word)}\b" for word in sorted(words.en, key=lambda word: (-len(word), word))]
    return f"(?:{'|'.join([*chinese, *english])})"
