"""How far the data points answer a standard: item by item, and counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cnesg.framework.mappings import Link, Mappings, Match
from cnesg.framework.standards import Item, Standard

ANSWERS: tuple[Match, ...] = ("equal", "broader", "narrower")  # `related` is the same subject, but no answer


@dataclass(frozen=True)
class ItemCoverage:
    """An item of a standard with the data points mapped to it.

    Attributes:
        item: the item.
        depth: how many items stand above it.
        question: whether it is one of the questions that coverage counts (`Standard.questions`).
        links: its data points, best match first.
    """

    item: Item
    depth: int
    question: bool
    links: tuple[Link, ...]

    @property
    def best(self) -> Match | None:
        """The best match of its data points, None where it has none."""
        return self.links[0].match if self.links else None

    @property
    def answered(self) -> bool:
        """Whether a data point answers it, wholly or in part."""
        return self.best in ANSWERS


def coverage(standard: Standard, mappings: Mappings, day: date | None = None) -> tuple[ItemCoverage, ...]:
    """Every item of a standard with its data points, in the standard's order.

    Args:
        standard: the standard.
        mappings: all mappings.
        day: leave out items that are not in force on this day; None keeps all.
    """
    questions = {item.id for item in standard.questions(day)}
    return tuple(
        ItemCoverage(item, _depth(standard, item), item.id in questions, mappings.of_item(standard.standard, item.id))
        for item in standard.items
        if day is None or item.in_force(day)
    )


def uncovered(standard: Standard, mappings: Mappings, day: date | None = None) -> tuple[ItemCoverage, ...]:
    """What a standard asks and no data point answers; items with related data points only are among them."""
    return tuple(entry for entry in coverage(standard, mappings, day) if entry.question and not entry.answered)


def answered_by_level1(standard: Standard, mappings: Mappings) -> Mapping[str, int]:
    """How many items of a standard the data points of each Level I indicator answer, wholly or in part.

    An item that data points of several indicators answer counts for each of them.
    """
    found: dict[str, set[str]] = {}
    for link in mappings.of_standard(standard.standard):
        if link.match in ANSWERS:
            found.setdefault(link.code[:3], set()).add(link.item)
    return {code: len(items) for code, items in found.items()}


def _depth(standard: Standard, item: Item) -> int:
    depth, above = 0, item.parent
    while above is not None:
        depth, above = depth + 1, standard.by_id[above].parent
    return depth
