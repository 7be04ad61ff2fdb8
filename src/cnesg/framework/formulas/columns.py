"""Formulas as Polars expressions, giving what `numbers` gives, bit for bit."""

import math
from collections.abc import Mapping

import polars as pl

from cnesg.framework.formulas.nodes import OF_WHAT_IS_THERE, Node, Number, Reference

# Every operand may stand once in its operation and no more, or nested formulas double with each level. Hence missing
# values travel through arithmetic by themselves, and what is not finite is replaced instead of tested.
_NOT_FINITE = [math.inf, -math.inf, math.nan]


def expression(node: Node, columns: Mapping[str, pl.Expr]) -> pl.Expr:
    """The node over columns by key; null where `evaluate` would give None."""
    if isinstance(node, Number):
        return pl.lit(node.value)
    if isinstance(node, Reference):
        return _finite(columns[node.key].cast(pl.Float64))
    operands = [expression(operand, columns) for operand in node.operands]
    if node.operator in OF_WHAT_IS_THERE:
        present = [operand.is_not_null() for operand in operands]
        there = operands if node.operator == "sum" else [pl.when(p).then(1.0) for p in present]
        total = pl.lit(0.0)
        for operand in there:
            total = total + operand.fill_null(0.0)
        return _finite(pl.when(pl.any_horizontal(present)).then(total))
    return _finite(_apply(node.operator, operands))


def _apply(operator: str, operands: list[pl.Expr]) -> pl.Expr:  # noqa: PLR0911 - one line an operator
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
            return pl.when(rest[0] > 0).then(first / rest[0])
        case "abs":
            return first.abs()
        case "min":
            return _of_all(pl.min_horizontal(operands), operands)
        case _:
            return _of_all(pl.max_horizontal(operands), operands)


def _of_all(result: pl.Expr, operands: list[pl.Expr]) -> pl.Expr:
    """The result where no operand is missing; the horizontal functions would leave missing ones out."""
    return pl.when(pl.all_horizontal(operand.is_not_null() for operand in operands)).then(result)


def _finite(result: pl.Expr) -> pl.Expr:
    """Null instead of the infinities and NaN that a division by zero or an overflow leaves."""
    return result.replace(_NOT_FINITE, None)
