"""Passages put together anew from their own characters, each of which still leads to its place on the page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cnesg.extraction.documents.passages import Passage


@dataclass(frozen=True)
class Piece:
    """Characters of a passage, by where they stand, and what is read for them."""

    start: int
    end: int
    said: str


def not_printed(at: int, said: str) -> Piece:
    """What stands nowhere in the passage, as if it did at an offset.

    Args:
        at: the offset.
        said: the words.
    """
    return Piece(at, at + 1, said)


def put_together(passage: Passage, changes: Iterable[tuple[int, int, Iterable[Piece]]]) -> Passage:
    """A passage with pieces of itself in another order between some of its offsets.

    Args:
        passage: the passage; it is given back itself where nothing changes.
        changes: where what goes begins and ends, in order and apart from one another, and what is read for it.
    """
    text, origin, at = "", list[int](), 0
    for start, end, pieces in changes:
        for piece in (Piece(at, start, passage.text[at:start]), *pieces):
            text += piece.said
            origin += [passage.origin[min(piece.start + i, piece.end - 1)] for i in range(len(piece.said))]
        at = end
    if not at:
        return passage
    return replace(passage, text=text + passage.text[at:], origin=(*origin, *passage.origin[at:]))
