"""Sentences and clauses of a news text, by their places."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_SENTENCE = re.compile(
    r"[。！？!?;；\n\r]+[”’」』）)】\"]*"
    r"|(?<=[a-z0-9)%\"'])\.(?=\s+[\"'(]?[A-Z0-9\u4e00-\u9fff]|\s*$)"
    r"|(?<=\b[A-Z]{2})\.(?=\s+[A-Z])"
)
_ABBREVIATED = re.compile(r"\b(?:co|ltd|inc|corp|mr|ms|dr|st|no|vs|u\.s|u\.k)$", re.IGNORECASE)
_PARTS = re.compile(r"[，,：:—]+|\s-\s|\s\|\s|\b(?:but|while|whereas)\b|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text, from its first character to the place behind its last."""

    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """The sentences of a text in its order, without gaps; those of blanks alone are left out.

    Args:
        text: as printed: capitals tell where an English sentence begins.
    """
    found: list[Span] = []
    begin = 0
    for match in _SENTENCE.finditer(text):
        if match[0] == "." and _ABBREVIATED.search(text[max(begin, match.start() - 5) : match.start()]):
            continue
        _add(found, text, begin, match.end())
        begin = match.end()
    _add(found, text, begin, len(text))
    return found


def clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence: what stands between commas, colons, dashes and, in Chinese headlines, blanks."""
    found: list[Span] = []
    begin = sentence.start
    for match in _PARTS.finditer(text, sentence.start, sentence.end):
        if _within_number(text, match):
            continue
        if match.start() > begin:
            found.append(Span(begin, match.start()))
        begin = match.end() if not match[0].isalpha() else match.start()
    if sentence.end > begin:
        found.append(Span(begin, sentence.end))
    return found


def at(spans: list[Span], place: int) -> int:
    """The number of the span in which a place lies, or of the last that begins before it."""
    return max(0, bisect_right(spans, place, key=lambda span: span.start) - 1)


def _within_number(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return match[0] in {",", ":"} and before.isdigit() and after.isdigit()


def _add(found: list[Span], text: str, begin: int, end: int) -> None:
    if text[begin:end].strip():
        found.append(Span(begin, end))
