"""Formulas of the methodology: a small whitelisted grammar, evaluated on numbers or as a Polars expression.

    formula  = term { ("+" | "-") term }
    term     = factor { ("*" | "/") factor }
    factor   = "-" factor | number | reference | function "(" formula { "," formula } ")" | "(" formula ")"
    function = "min" | "max" | "abs" | "sum" | "count"

A reference is a metric (`electricity`), a metric of a class (`employees[gender=female]`), a factor's name (`grid`) or
a data point by its code (`E0102-01`). Every operation needs all its inputs: one missing input, or a division by zero,
leaves the result missing. Only `sum` adds up what is there and `count` counts it; both are missing when nothing
is there. Nothing is ever evaluated as Python.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NoReturn, Self

from cnesg.errors import MethodologyError

if TYPE_CHECKING:
    import polars as pl

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])"
    r"|(?P<code>[ESG]\d{4}-\d{2})(?![\w.])"
    r"|(?P<name>[a-z][a-z0-9_]*)(?![\w.])"
    r"|(?P<breakdown>\[[^\[\]]*\])"
    r"|(?P<sign>[-+*/(),]))"
)
_ARGUMENTS = {"min": (2, math.inf), "max": (2, math.inf), "sum": (2, math.inf), "count": (2, math.inf), "abs": (1, 1)}
_OF_WHAT_IS_THERE = ("sum", "count")
_DEEPEST = 20
_END = ""


class FormulaError(MethodologyError):
    """A formula is not in the grammar."""


@dataclass(frozen=True)
class Number:
    """A literal."""

    value: float


@dataclass(frozen=True)
class Reference:
    """An input: a metric or factor by name, with the class it must carry, or a data point by code."""

    name: str
    breakdown: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """How values are looked up: `electricity`, `employees[gender=female]`, `E0102-01`; classes sorted by kind."""
        classes = ",".join(f"{kind}={member}" for kind, member in self.breakdown)
        return f"{self.name}[{classes}]" if classes else self.name

    @property
    def is_data_point(self) -> bool:
        """Whether it refers to a data point by its code; metric names are lower case."""
        return self.name[0].isupper()


@dataclass(frozen=True)
class Operation:
    """An operator (`+`, `-`, `*`, `/`, `negate`) or function applied to operands."""

    operator: str
    operands: tuple["Node", ...]


Node = Number | Reference | Operation


@dataclass(frozen=True)
class Formula:
    """A parsed formula. `text` is as written."""

    text: str
    root: Node

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The inputs, each once, in order of first appearance."""
        return tuple(dict.fromkeys(_references(self.root)))

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of the inputs, as `evaluate` and `expression` look them up."""
        return tuple(reference.key for reference in self.references)

    def evaluate(self, values: Mapping[str, float | None]) -> float | None:
        """The result for inputs by key; None where an input that is needed is absent, None or not a finite number."""
        return _evaluate(self.root, values)

    def expression(self, columns: Mapping[str, "pl.Expr"]) -> "pl.Expr":
        """The formula over columns, null where `evaluate` gives None.

        Raises:
            KeyError: a key of `names` has no column.
        """
        return _expression(self.root, columns)


@cache
def parse_formula(text: str, where: str = "") -> Formula:
    """A formula from its text. `where` stands before the message of an error.

    Raises:
        FormulaError: the text is not in the grammar; says at which character and why.
    """
    return Formula(text, _Parser(text, where).parse())


class _Parser:
    """Recursive descent over the tokens; the grammar stands in the module's docstring."""

    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.where = where
        self.position = 0
        self.depth = 0
        self.kind = self.symbol = _END
        self.advance()

    def parse(self) -> Node:
        node = self.sum_of_terms()
        if self.symbol != _END:
            self.fail("formula_unexpected")
        return node

    def advance(self) -> Self:
        rest = self.text[self.position :]
        if not rest.strip():
            self.position, self.kind, self.symbol = len(self.text), _END, _END
            return self
        found = _TOKEN.match(rest)
        if not found:
            self.symbol = rest.split()[0]
            self.position += len(rest) - len(rest.lstrip()) + len(self.symbol)
            self.fail("formula_unexpected")
        self.position += found.end()
        self.kind = found.lastgroup or _END
        self.symbol = found[self.kind]
        return self

    def fail(self, message: str, **values: str) -> NoReturn:
        place = self.position - len(self.symbol) + 1
        found = self.symbol
        message = "formula_ends" if message == "formula_unexpected" and found == _END else message
        raise FormulaError.of(
            f"framework.{message}", where=self.where, formula=self.text, place=place, found=found, **values
        )

    def sum_of_terms(self) -> Node:
        node = self.product()
        while self.symbol in ("+", "-"):
            sign = self.symbol
            self.advance()
            node = Operation(sign, (node, self.product()))
        return node

    def product(self) -> Node:
        node = self.factor()
        while self.symbol in ("*", "/"):
            sign = self.symbol
            self.advance()
            node = Operation(sign, (node, self.factor()))
        return node

    def factor(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail("formula_deep", limit=str(_DEEPEST))
        node = self.inner_factor()
        self.depth -= 1
        return node

    def inner_factor(self) -> Node:
        kind, symbol = self.kind, self.symbol
        if symbol == "-":
            self.advance()
            return Operation("negate", (self.factor(),))
        if symbol == "(":
            self.advance()
            node = self.sum_of_terms()
            self.expect(")")
            return node
        if kind == "number":
            self.advance()
            return Number(float(symbol))
        if kind == "code":
            self.advance()
            return Reference(symbol)
        if kind != "name":
            self.fail("formula_unexpected")
        return self.reference_or_call(symbol)

    def reference_or_call(self, name: str) -> Node:
        name_end = self.position
        self.advance()
        if self.symbol == "(":
            if name not in _ARGUMENTS:
                self.position, self.symbol = name_end, name
                self.fail("formula_function", known=", ".join(sorted(_ARGUMENTS)))
            return self.call(name)
        if self.kind == "breakdown":
            breakdown = self.breakdown()
            self.advance()
            return Reference(name, breakdown)
        return Reference(name)

    def call(self, name: str) -> Node:
        self.advance()
        operands = [self.sum_of_terms()]
        while self.symbol == ",":
            self.advance()
            operands.append(self.sum_of_terms())
        least, most = _ARGUMENTS[name]
        if not least <= len(operands) <= most:
            self.fail("formula_arguments", function=name, number=str(len(operands)))
        self.expect(")")
        return Operation(name, tuple(operands))

    def breakdown(self) -> tuple[tuple[str, str], ...]:
        pairs = [part.split("=") for part in self.symbol[1:-1].split(",")]
        if any(len(pair) != 2 or not all(side.strip() for side in pair) for pair in pairs):
            self.fail("formula_breakdown")
        return tuple(sorted((kind.strip(), member.strip().lower()) for kind, member in pairs))

    def expect(self, sign: str) -> None:
        if self.symbol != sign:
            self.fail("formula_unexpected")
        self.advance()


def _references(node: Node) -> Iterator[Reference]:
    if isinstance(node, Reference):
        yield node
    elif isinstance(node, Operation):
        for operand in node.operands:
            yield from _references(operand)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _evaluate(node: Node, values: Mapping[str, float | None]) -> float | None:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Reference):
        return _finite(values.get(node.key))
    operands = [_evaluate(operand, values) for operand in node.operands]
    present = [operand for operand in operands if operand is not None]
    if node.operator in _OF_WHAT_IS_THERE:
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
            return first / rest[0] if rest[0] else None
        case "abs":
            return abs(first)
        case "min":
            return min(operands)
        case _:
            return max(operands)


def _expression(node: Node, columns: Mapping[str, "pl.Expr"]) -> "pl.Expr":
    import polars as pl

    if isinstance(node, Number):
        return pl.lit(node.value)
    if isinstance(node, Reference):
        return _finite_expression(columns[node.key].cast(pl.Float64))
    operands = [_expression(operand, columns) for operand in node.operands]
    present = [operand.is_not_null() for operand in operands]
    if node.operator in _OF_WHAT_IS_THERE:
        there = operands if node.operator == "sum" else [pl.when(p).then(1.0) for p in present]
        total = pl.lit(0.0)
        for operand in there:
            total = total + operand.fill_null(0.0)
        return _finite_expression(pl.when(pl.any_horizontal(present)).then(total))
    result = _apply_expression(node.operator, operands)
    return _finite_expression(pl.when(pl.all_horizontal(present)).then(result))


def _apply_expression(operator: str, operands: list["pl.Expr"]) -> "pl.Expr":  # noqa: PLR0911 - one line an operator
    import polars as pl

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


def _finite_expression(result: "pl.Expr") -> "pl.Expr":
    """Null instead of the infinities and NaN that a division by zero or an overflow leaves."""
    import polars as pl

    return pl.when(result.is_finite()).then(result)
