"""The parts of a parsed formula."""

from collections.abc import Iterator
from dataclasses import dataclass

EVERY_CLASS = "*"
"""The member of a reference that stands for the sum over all classes of a kind: `employees[age=*]`."""
OF_WHAT_IS_THERE = ("sum", "count")  # functions that a missing input does not make missing


@dataclass(frozen=True)
class Number:
    """A literal."""

    value: float


@dataclass(frozen=True)
class Reference:
    """An input: a metric or factor by name, with the class it must carry, or a data point by code.

    `of_any_class` stands for how many figures of the metric there are, of whatever class or of the whole.
    """

    name: str
    breakdown: tuple[tuple[str, str], ...] = ()
    of_any_class: bool = False

    @property
    def key(self) -> str:
        """How values are looked up: `electricity`, `employees[gender=female]`, `suppliers[*]`, `E0102-01`.

        Classes are sorted by kind.
        """
        if self.of_any_class:
            return f"{self.name}[*]"
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


def references(node: Node) -> Iterator[Reference]:
    """The inputs below a node from left to right, as often as they appear."""
    if isinstance(node, Reference):
        yield node
    elif isinstance(node, Operation):
        for operand in node.operands:
            yield from references(operand)
