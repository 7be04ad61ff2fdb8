"""What finding words in text is made of: lower case that moves no character, and patterns for long lists of words."""

import re
from collections.abc import Iterable, Sequence

from cnesg.framework.regexes import regex


def lower_case(text: str) -> str:
    """Text in lower case, of the same length."""
    lower = text.lower()
    if len(lower) != len(text):  # a capital I with a dot becomes two characters
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower


_IN_BRACKETS = regex(r"\([^()]*\)")
_NUMBER_BEFORE = regex(r"\W*\d{1,2} ?[.)] ?")  # 4.|Transportation, delivery (upstream)
_REMARK_BEHIND = regex(r"(?:[*※†]\d{0,2}|\b(?:total|(?:non[- ])?consolidated)\b)")


def is_alone(text: str, start: int, end: int) -> bool:
    """Whether a text is nothing but the words of a span, with signs, brackets, a number or a remark around them."""
    before = "" if _NUMBER_BEFORE.fullmatch(text, 0, start) else text[:start]
    return not any(map(str.isalnum, before + _REMARK_BEHIND.sub("", _IN_BRACKETS.sub("", text[end:]))))


class Fillers:
    """Words that say nothing at the ends of a label."""

    def __init__(self, words: Iterable[str], only_end: Iterable[str], unbroken: Iterable[str]) -> None:
        """Compile them.

        Args:
            words: words that say nothing at either end.
            only_end: those that say nothing at the end, but may begin another word.
            unbroken: words that begin with one of them, and say something.
        """
        starts = sorted(set(words), key=len, reverse=True)
        ends = sorted({*starts, *only_end}, key=len, reverse=True)
        self._starts, self._ends = tuple(map(str.lower, starts)), tuple(map(str.lower, ends))
        start = "|".join(rf"{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in starts) or "(?!)"
        end = (
            "|".join(rf"(?<![\w-]){re.escape(word)}" if word.isascii() else re.escape(word) for word in ends) or "(?!)"
        )
        kept = "|".join(map(re.escape, unbroken)) or "(?!)"
        self._start, self._end = re.compile(rf"(?i)(?!{kept})(?:{start})"), re.compile(rf"(?i)(?:{end})$")
        self._longest = max(map(len, ends), default=0) + 1

    def taken_off(self, text: str) -> str:
        """A text without a filler at its start and one at its end."""
        lower = lower_case(text)  # the patterns try every word: most texts need no such look
        begun = self._start.match(text) if lower.startswith(self._starts) else None
        start = begun.end() if begun else 0
        ended = self._end.search(text, max(start, len(text) - self._longest)) if lower.endswith(self._ends) else None
        return text[start : ended.start()] if ended else text[start:]


class _Tree(dict[str, "_Tree"]):
    """The words of a list by their pieces, one after the other; an empty one where a word ends."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest where several fit; one that never fits for none."""
    return any_of_pieces([re.escape(char) for char in word] for word in words)


def any_of_pieces(words: Iterable[Sequence[str]]) -> str:
    """A pattern for any of some words, each given as patterns of its pieces: its characters, blanks, its end.

    Words that begin alike share a branch: at a place where none of them stands a few characters are compared instead of
    one for each word.
    """
    tree = _Tree()
    for word in words:
        branch = tree
        for piece in word:
            branch = branch.setdefault(piece, _Tree())
        branch[""] = _Tree()
    return _pattern(tree) if tree else "(?!)"


def _pattern(tree: _Tree) -> str:
    branches = [piece + _pattern(below) for piece, below in tree.items() if piece]
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "") if branches else ""
