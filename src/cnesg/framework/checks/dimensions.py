"""Derivations give their metrics' units: each formula is computed with units in the place of numbers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose

from cnesg.errors import Problem
from cnesg.framework.checks.draft import Draft
from cnesg.framework.definitions import Derivation
from cnesg.framework.formulas import FormulaError, parse_formula
from cnesg.framework.formulas.nodes import Node, Number, Reference
from cnesg.framework.methodology import Methodology

# What one of each is, as a number of a base. Carbon dioxide and coal equivalent are bases of their own: a factor, with
# its source, is what turns fuel into either. Units that are not here are not checked.
_ATOMS = {
    "t": ("kg", 1e3), "kg": ("kg", 1.0), "tCO2": ("kgCO2", 1e3), "tCO2e": ("kgCO2", 1e3), "kgCO2": ("kgCO2", 1.0),
    "tce": ("kgce", 1e3), "kgce": ("kgce", 1.0), "kWh": ("kWh", 1.0), "MWh": ("kWh", 1e3), "GJ": ("MJ", 1e3),
    "MJ": ("MJ", 1.0), "L": ("L", 1.0), "m3": ("m3", 1.0), "persons": ("persons", 1.0), "employee": ("persons", 1.0),
    "hours": ("hours", 1.0), "days": ("days", 1.0), "CNY": ("CNY", 1.0),
    "CNY million": ("CNY", 1e6), "%": ("", 0.01), "1": ("", 1.0), "count": ("", 1.0), "cases": ("", 1.0),
    "million clients": ("", 1e6),
}  # fmt: skip
_BY_HOURS = {"per million hours": 1e-6, "per 200,000 hours": 5e-6}  # as safety reports write them


@dataclass(frozen=True)
class Dimension:
    """What a number counts.

    Attributes:
        size: how many of its bases one of it is.
        powers: bases with their exponents, sorted.
        literal: whether it comes from numbers of the formula alone.
    """

    size: float
    powers: tuple[tuple[str, int], ...] = ()
    literal: bool = False

    def times(self, other: "Dimension", power: int) -> "Dimension":
        """The product with a power of another."""
        powers = Counter(dict(self.powers))
        for base, exponent in other.powers:
            powers[base] += power * exponent
        left = tuple(sorted((base, exponent) for base, exponent in powers.items() if exponent))
        return Dimension(self.size * other.size**power, left, self.literal and other.literal)

    def like(self, other: "Dimension") -> bool:
        """Whether numbers of both can be added."""
        return self.powers == other.powers and isclose(self.size, other.size, rel_tol=1e-9)

    def __str__(self) -> str:
        parts = [base if exponent == 1 else f"{base}^{exponent}" for base, exponent in self.powers]
        return " ".join(([] if isclose(self.size, 1.0) and parts else [f"{self.size:.6g}"]) + parts)


class _UnlikeError(Exception):
    """Terms that cannot be added or compared."""

    def __init__(self, one: Dimension, other: Dimension) -> None:
        super().__init__(one, other)
        self.one, self.other = one, other


def derivation_units(draft: Draft) -> Iterator[Problem]:
    """What a derivation's formula gives is in its metric's unit, powers of ten included."""
    for derivation in draft.methodology.derivations:
        metric = draft.methodology.metrics.get(derivation.metric)
        wanted = _named(metric.unit) if metric else None
        if metric is None or wanted is None:
            continue
        told = {"file": "derivations.yaml", "entry": derivation.metric, "formula": derivation.formula.strip()}
        try:
            found = _of_node(parse_formula(derivation.formula).root, derivation, draft.methodology)
        except FormulaError:  # told by another check
            continue
        except _UnlikeError as error:
            yield Problem.of("framework.unlike_terms", **told, one=error.one, other=error.other)
            continue
        if found is None or found.literal or found.like(wanted):
            continue
        if found.powers == wanted.powers:
            times = f"{wanted.size / found.size:.6g}"
            yield Problem.of("framework.derived_scale", **told, unit=metric.unit, times=times)
        else:
            yield Problem.of("framework.derived_unit", **told, unit=metric.unit, found=found)


def _named(text: str | None) -> Dimension | None:
    """The dimension of a unit by name, `kg` or `tCO2/MWh`; None for one that is not known."""
    if text in _BY_HOURS:
        return Dimension(_BY_HOURS[text], (("hours", -1),))
    above, slash, below = (text or "").partition("/")
    if above not in _ATOMS or (slash and below not in _ATOMS):
        return None
    dimensions = [Dimension(_ATOMS[name][1], _powers(_ATOMS[name][0])) for name in (above, below) if name]
    return dimensions[0].times(dimensions[1], -1) if slash else dimensions[0]


def _powers(base: str) -> tuple[tuple[str, int], ...]:
    return ((base, 1),) if base else ()


def _of_node(node: Node, derivation: Derivation, methodology: Methodology) -> Dimension | None:
    """The dimension of a part of a formula; None where it rests on a unit that is not known."""
    if isinstance(node, Number):  # a number that multiplies makes the unit smaller by as much
        return Dimension(1.0 / node.value if node.value else 1.0, literal=True)
    if isinstance(node, Reference):
        return _of_reference(node, derivation, methodology)
    operands = [_of_node(operand, derivation, methodology) for operand in node.operands]
    known = [one for one in operands if one is not None]
    if node.operator == "count" or not known:
        return None
    if node.operator in ("*", "/"):
        power = 1 if node.operator == "*" else -1
        return known[0].times(known[1], power) if len(known) == len(operands) else None
    return _of_terms(known)


def _of_terms(terms: list[Dimension]) -> Dimension:
    """The one dimension of what is added or compared; a number of the formula takes the others'."""
    real = [one for one in terms if not one.literal] or terms[:1]
    for other in real[1:]:
        if not other.like(real[0]):
            raise _UnlikeError(real[0], other)
    return real[0]


def _of_reference(node: Reference, derivation: Derivation, methodology: Methodology) -> Dimension | None:
    if node.of_any_class:
        return None
    if node.name in derivation.factors:
        series = methodology.factors.get(derivation.factors[node.name])
        return _named(series[0].unit) if series else None
    metric = methodology.metrics.get(node.name)
    return _named(metric.unit) if metric else None
