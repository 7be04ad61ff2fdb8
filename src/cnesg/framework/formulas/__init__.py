"""Formulas of the methodology: a small whitelisted grammar, evaluated on numbers or as a Polars expression.

    formula  = term { ("+" | "-") term }
    term     = factor { ("*" | "/") factor }
    factor   = "-" factor | number | reference | function "(" formula { "," formula } ")" | "(" formula ")"
    function = "min" | "max" | "abs" | "sum" | "count"

A reference is a metric (`electricity`), a metric of a class (`employees[gender=female]`), the sum of its classes of a
kind where they make a whole (`employees[age=*]`, in derivations), the number of figures of a metric whatever their
class (`suppliers[*]`), a factor's name (`grid`) or a data point by its code (`E0102-01`). Every
operation needs all its inputs: one missing input, or a division by zero, leaves the result missing. Only `sum` adds up
what is there and `count` counts it; both are missing when nothing is there. Nothing is ever evaluated as Python.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from cnesg.framework.formulas.grammar import FormulaError, Parser
from cnesg.framework.formulas.nodes import OF_WHAT_IS_THERE, Node, Operation, Reference, references
from cnesg.framework.formulas.numbers import evaluate

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Formula", "FormulaError", "Reference", "parse_formula"]


@dataclass(frozen=True)
class Formula:
    """A parsed formula. `text` is as written."""

    text: str
    root: Node

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The inputs, each once, in order of first appearance."""
        return tuple(dict.fromkeys(references(self.root)))

    @cached_property
    def divisors(self) -> frozenset[str]:
        """The keys of the inputs that something is divided by."""
        return frozenset(reference.key for below in _below(self.root) for reference in references(below))

    @cached_property
    def needed(self) -> frozenset[str]:
        """The keys of the inputs without which there is no result: those outside `sum` and `count`."""
        return frozenset(_needed(self.root))

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of the inputs, as `evaluate` and `expression` look them up."""
        return tuple(reference.key for reference in self.references)

    def evaluate(self, values: Mapping[str, float | None]) -> float | None:
        """The result for inputs by key; None where an input that is needed is absent, None or not a finite number."""
        return evaluate(self.root, values)

    def expression(self, columns: Mapping[str, "pl.Expr"]) -> "pl.Expr":
        """The formula over columns, null where `evaluate` gives None.

        Raises:
            KeyError: a key of `names` has no column.
        """
        from cnesg.framework.formulas.columns import expression

        return expression(self.root, columns)


def _below(node: Node) -> Iterator[Node]:
    """What stands below each stroke of the formula."""
    if isinstance(node, Operation):
        if node.operator == "/":
            yield node.operands[1]
        for operand in node.operands:
            yield from _below(operand)


def _needed(node: Node) -> Iterator[str]:
    if isinstance(node, Reference):
        yield node.key
    elif isinstance(node, Operation) and node.operator not in OF_WHAT_IS_THERE:
        for operand in node.operands:
            yield from _needed(operand)


@cache
def parse_formula(text: str, where: str = "") -> Formula:
    """A formula from its text. `where` stands before the message of an error.

    Raises:
        FormulaError: the text is not in the grammar; says at which character and why.
    """
    return Formula(text, Parser(text, where).parse())
