"""Fragments cut in two where a column or a value begins within one."""

from cnesg.extraction.tables.fragments import fragment_of
from cnesg.extraction.tables.model import Fragment
from cnesg.text import Line


def split_at(fragment: Fragment, x: float, line: Line) -> list[Fragment] | None:
    """The fragment in two parts, the second beginning with the word that stands at `x`; None where no word does."""
    end = fragment.start + len(fragment.text)
    words = [w for w in line.words if fragment.start <= w.start < end and w.bbox]
    for at, word in enumerate(words):
        if at and word.bbox and abs(word.bbox[0] - x) < 2:
            return [fragment_of(line, words[:at]), fragment_of(line, words[at:])]
    return None
