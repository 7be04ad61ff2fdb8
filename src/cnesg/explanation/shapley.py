"""Shapley values: a change split over its causes without residual, whatever the order they are taken in."""

from collections.abc import Callable, Collection, Mapping
from itertools import combinations
from math import factorial

Amounts = Mapping[str, float]
Coalition = frozenset[str]


def shapley_values(causes: Collection[str], value: Callable[[Coalition], Amounts]) -> dict[str, dict[str, float]]:
    """What each cause brings to each amount, by evaluating every coalition of causes.

    The value of a cause is the mean, over all orders in which the causes may come into play, of what changes when it
    does. The values of all causes add up to the difference between all and none of them.

    Args:
        causes: who plays; 2 to the power of their number evaluations.
        value: the amounts by name when these causes are in play and the others not; an amount not named is 0.

    Returns:
        Amounts by name, by cause. A cause that never changes an amount has exactly 0 or does not name it. The order of
        `causes` does not matter, to the bit.
    """
    ordered = sorted(causes)
    count = len(ordered)
    worlds = {
        frozenset(chosen): value(frozenset(chosen))
        for size in range(count + 1)
        for chosen in combinations(ordered, size)
    }
    found: dict[str, dict[str, float]] = {}
    for cause in ordered:
        amounts: dict[str, float] = {}
        for without, before in worlds.items():
            if cause in without:
                continue
            share = factorial(len(without)) * factorial(count - len(without) - 1) / factorial(count)
            after = worlds[without | {cause}]
            for name in sorted(before.keys() | after.keys()):
                change = after.get(name, 0.0) - before.get(name, 0.0)
                amounts[name] = amounts.get(name, 0.0) + share * change
        found[cause] = amounts
    return found
