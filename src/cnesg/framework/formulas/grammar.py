"""Reading formulas: recursive descent over the grammar that stands in the package's docstring."""

import math
from typing import NoReturn, Self

from cnesg.errors import MethodologyError
from cnesg.framework.formulas.nodes import Node, Number, Operation, Reference
from cnesg.framework.regexes import regex

_TOKEN = regex(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])"
    r"|(?P<code>[ESG]\d{4}-\d{2})(?![\w.])"
    r"|(?P<name>[a-z][a-z0-9_]*)(?![\w.])"
    r"|(?P<breakdown>\[[^\[\]]*\])"
    r"|(?P<sign>[-+*/(),]))"
)
_ARGUMENTS = {"min": (2, math.inf), "max": (2, math.inf), "sum": (2, math.inf), "count": (2, math.inf), "abs": (1, 1)}
_DEEPEST = 20
_END = ""


class FormulaError(MethodologyError):
    """A formula is not in the grammar."""


class Parser:
    """One text being read; `where` stands before the message of an error."""

    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.where = where
        self.position = 0
        self.depth = 0
        self.kind = self.symbol = _END
        self._advance()

    def parse(self) -> Node:
        """The whole text as one node.

        Raises:
            FormulaError: the text is not in the grammar.
        """
        node = self._sum_of_terms()
        if self.symbol != _END:
            self._fail("formula_unexpected")
        return node

    def _advance(self) -> Self:
        rest = self.text[self.position :]
        if not rest.strip():
            self.position, self.kind, self.symbol = len(self.text), _END, _END
            return self
        found = _TOKEN.match(rest)
        if not found:
            self.symbol = rest.split()[0]
            self.position += len(rest) - len(rest.lstrip()) + len(self.symbol)
            self._fail("formula_unexpected")
        self.position += found.end()
        self.kind = found.lastgroup or _END
        self.symbol = found[self.kind]
        return self

    def _fail(self, message: str, **values: str) -> NoReturn:
        place = self.position - len(self.symbol) + 1
        found = self.symbol
        message = "formula_ends" if message == "formula_unexpected" and found == _END else message
        raise FormulaError.of(
            f"framework.{message}", where=self.where, formula=self.text, place=place, found=found, **values
        )

    def _sum_of_terms(self) -> Node:
        node = self._product()
        while self.symbol in ("+", "-"):
            sign = self.symbol
            self._advance()
            node = Operation(sign, (node, self._product()))
        return node

    def _product(self) -> Node:
        node = self._factor()
        while self.symbol in ("*", "/"):
            sign = self.symbol
            self._advance()
            node = Operation(sign, (node, self._factor()))
        return node

    def _factor(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            self._fail("formula_deep", limit=str(_DEEPEST))
        node = self._inner_factor()
        self.depth -= 1
        return node

    def _inner_factor(self) -> Node:
        kind, symbol = self.kind, self.symbol
        if symbol == "-":
            self._advance()
            return Operation("negate", (self._factor(),))
        if symbol == "(":
            self._advance()
            node = self._sum_of_terms()
            self._expect(")")
            return node
        if kind == "number":
            self._advance()
            return Number(float(symbol))
        if kind == "code":
            self._advance()
            return Reference(symbol)
        if kind != "name":
            self._fail("formula_unexpected")
        return self._reference_or_call(symbol)

    def _reference_or_call(self, name: str) -> Node:
        name_end = self.position
        self._advance()
        if self.symbol == "(":
            if name not in _ARGUMENTS:
                self.position, self.symbol = name_end, name
                self._fail("formula_function", known=", ".join(sorted(_ARGUMENTS)))
            return self._call(name)
        if self.kind == "breakdown" and self.symbol[1:-1].strip() == "*":
            self._advance()
            return Reference(name, of_any_class=True)
        if self.kind == "breakdown":
            breakdown = self._breakdown()
            self._advance()
            return Reference(name, breakdown)
        return Reference(name)

    def _call(self, name: str) -> Node:
        self._advance()
        operands = [self._sum_of_terms()]
        while self.symbol == ",":
            self._advance()
            operands.append(self._sum_of_terms())
        least, most = _ARGUMENTS[name]
        if not least <= len(operands) <= most:
            self._fail("formula_arguments", function=name, number=str(len(operands)))
        self._expect(")")
        return Operation(name, tuple(operands))

    def _breakdown(self) -> tuple[tuple[str, str], ...]:
        pairs = [part.split("=") for part in self.symbol[1:-1].split(",")]
        if any(len(pair) != 2 or not all(side.strip() for side in pair) for pair in pairs):
            self._fail("formula_breakdown")
        return tuple(sorted((kind.strip(), member.strip().lower()) for kind, member in pairs))

    def _expect(self, sign: str) -> None:
        if self.symbol != sign:
            self._fail("formula_unexpected")
        self._advance()
