"""A tree of hashes over the subjects of a delivery, so that one company's rows can be proved without the others'.

A leaf is SHA-256 of byte 0 and the subject's text, an inner node SHA-256 of byte 1 and its two children (RFC 6962);
a node without a sibling goes up unchanged. The text of a subject is, table by table, the table's name, the header line
and the subject's lines, exactly as they stand in the published CSV files.
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple


class Step(NamedTuple):
    """A sibling on the way from leaf to root: the side it stands on (left or right), and its hash."""

    side: str
    hash: str


def leaf_hash(text: str) -> str:
    """The hash of a subject's text, hexadecimal."""
    return hashlib.sha256(b"\0" + text.encode("utf-8")).hexdigest()


def root(leaves: Sequence[str]) -> str:
    """The root over leaf hashes; of none, SHA-256 of nothing."""
    if not leaves:
        return hashlib.sha256(b"").hexdigest()
    level = list(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0]


def proof(leaves: Sequence[str], place: int) -> tuple[Step, ...]:
    """The siblings from the leaf at a place up to the root."""
    steps: list[Step] = []
    level = list(leaves)
    while len(level) > 1:
        sibling = place ^ 1
        if sibling < len(level):
            steps.append(Step("left" if sibling < place else "right", level[sibling]))
        level, place = _above(level), place // 2
    return tuple(steps)


def proved(text: str, steps: Sequence[Step]) -> str:
    """The root that a text and its proof lead to."""
    node = leaf_hash(text)
    for side, sibling in steps:
        node = _node(sibling, node) if side == "left" else _node(node, sibling)
    return node


def _above(level: list[str]) -> list[str]:
    pairs = [_node(level[place], level[place + 1]) for place in range(0, len(level) - 1, 2)]
    return pairs + level[len(level) - len(level) % 2 :]


def _node(left: str, right: str) -> str:
    return hashlib.sha256(b"\1" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
