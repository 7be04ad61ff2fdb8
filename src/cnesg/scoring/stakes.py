"""How much of the total score rests on each data point, before anybody's values are looked at."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.framework.methodology import TOTAL
from cnesg.scoring.plan import Leaf, Node


@dataclass(frozen=True)
class Stake:
    """Weight of a data point in the synthetic total, 0 to 1.

    Attributes:
        weight: under all rules.
        relative: under relative rules alone, where the value also moves the peers' boundaries.
    """

    weight: float = 0.0
    relative: float = 0.0


def stakes(nodes: Sequence[Node]) -> dict[str, Stake]:
    """The weight of each data point in the synthetic total of a company that has every value and no industry weights.

    Args:
        nodes: of `scoring_plan`.

    Returns:
        Data points that count, in the plan's order; their weights sum to 1, save what has no part.
    """
    by_place = {(node.code, node.kind): node for node in nodes}
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    waiting = [((TOTAL, "synthetic"), 1.0)]
    while waiting:
        place, share = waiting.pop()
        node = by_place[place]
        whole = sum(part.weight for part in node.parts if _counts(part.source, by_place))
        for part in node.parts:
            if whole == 0 or not _counts(part.source, by_place):
                continue
            own = share * part.weight / whole
            if isinstance(part.source, Leaf):
                found = weights[part.source.data_point]
                found[0] += own
                found[1] += own if part.source.measure.rule == "relative" else 0.0
            else:
                waiting.append((part.source, own))
    order = {leaf.data_point: None for node in nodes for part in node.parts if isinstance(leaf := part.source, Leaf)}
    return {code: Stake(*weights[code]) for code in order if code in weights}


def _counts(source: Leaf | tuple[str, str], by_place: dict[tuple[str, str], Node]) -> bool:
    """Whether anything stands below a part."""
    if isinstance(source, Leaf):
        return True
    node = by_place[source]
    return any(part.weight > 0 and _counts(part.source, by_place) for part in node.parts)
