"""Formulas as Polars expressions, giving what `numbers` gives, bit for bit."""

from collections.abc import Mapping

import polars as pl

from cnesg.framework.formulas.nodes import OF_WHAT_IS_THERE, Node, Number, Reference


def expression(node: Node, columns: Mapping[str, pl.Expr]) -> pl.Expr:
    """The node over columns by key; null where `evaluate` would give None."""
    if isinstance(node, Number):
        return pl.lit(node.value)
    if isinstance(node, Reference):
        return _finite(columns[node.key].cast(pl.Float64))
    operands = [expression(operand, columns) for operand in node.operands]
    present = [operand.is_not_null() for operand in operands]
    if node.operator in OF_WHAT_IS_THERE:
        there = operands if node.operator == "sum" else [pl.when(p).then(1.0) for p in present]
        total = pl.lit(0.0)
        for operand in there:
            total = total + operand.fill_null(0.0)
        return _finite(pl.when(pl.any_horizontal(present)).then(total))
    result = _apply(node.operator, operands)
    return _finite(pl.when(pl.all_horizontal(present)).then(result))


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
            return first / rest[0]
        case "abs":
            return first.abs()
        case "min":
            return pl.min_horizontal(operands)
        case _:
            return pl.max_horizontal(operands)


def _finite(result: pl.Expr) -> pl.Expr:
    """Null instead of the infinities and NaN that a division by zero or an overflow leaves."""
    return pl.when(result.is_finite()).then(result)
