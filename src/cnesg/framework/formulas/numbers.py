"""Formulas on numbers."""

import math
from collections.abc import Mapping

from cnesg.framework.formulas.nodes import OF_WHAT_IS_THERE, Node, Number, Reference


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def evaluate(node: Node, values: Mapping[str, float | None]) -> float | None:
    """The value of a node; None where an input that it needs is missing or no finite number."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Reference):
        return _finite(values.get(node.key))
    operands = [evaluate(operand, values) for operand in node.operands]
    present = [operand for operand in operands if operand is not None]
    if node.operator in OF_WHAT_IS_THERE:
        there = present if node.operator == "sum" else [1.0] * len(present)
        return _finite(_added(there)) if there else None
    if len(present) < len(operands):
        return None
    return _finite(_apply(node.operator, present))


def _added(numbers: list[float]) -> float:
    """Added from left to right, as the Polars expression does: equal inputs give equal bits."""
    total = 0.0
    for number in numbers:
        total += number
    return total


def _apply(operator: str, operands: list[float]) -> float | None:  # noqa: PLR0911 - one line an operator
    first, *rest = operands
    match operator:
        case "negate":
            return -first
        case "+":
            return first + rest[0]
        case "-":
            return first - rest[0]
        case "*":
            return first * rest[0]
        case "/":
            return first / rest[0] if rest[0] > 0 else None
        case "abs":
            return abs(first)
        case "min":
            return min(operands)
        case _:
            return max(operands)
