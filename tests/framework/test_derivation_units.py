"""The units of the shipped derivations agree: each formula gives its metric's unit, powers of ten included."""

from collections import Counter
from dataclasses import dataclass

import pytest

from cnesg.framework import load_methodology
from cnesg.framework.definitions import Derivation
from cnesg.framework.formulas import parse_formula
from cnesg.framework.formulas.nodes import Node, Number, Reference

SHIPPED = load_methodology()
# What one of each is, in units of its kind.
ATOMS = {
    "t": ("mass", 1e3), "kg": ("mass", 1.0), "tCO2": ("co2", 1e3), "tCO2e": ("co2", 1e3), "kgCO2": ("co2", 1.0),
    "kgce": ("coal", 1.0), "kWh": ("kWh", 1.0), "MWh": ("kWh", 1e3), "GJ": ("J", 1e3), "MJ": ("J", 1.0),
    "L": ("L", 1.0), "m3": ("m3", 1.0), "persons": ("person", 1.0), "employee": ("person", 1.0),
    "hours": ("hour", 1.0), "days": ("day", 1.0), "CNY": ("CNY", 1.0), "%": ("", 0.01),
}  # fmt: skip


@dataclass(frozen=True)
class Unit:
    size: float
    kinds: tuple[tuple[str, int], ...] = ()
    literal: bool = False

    def times(self, other: "Unit", power: int) -> "Unit":
        kinds = Counter(dict(self.kinds))
        for kind, exponent in other.kinds:
            kinds[kind] += power * exponent
        there = tuple(sorted((kind, exponent) for kind, exponent in kinds.items() if exponent))
        return Unit(self.size * other.size**power, there, self.literal and other.literal)

    def like(self, other: "Unit") -> bool:
        return self.kinds == other.kinds and self.size == pytest.approx(other.size)


def named(text: str) -> Unit:
    above, _, below = text.partition("/")
    parts = [ATOMS[name] for name in (above, below) if name]
    units = [Unit(size, ((kind, 1),) if kind else ()) for kind, size in parts]
    return units[0].times(units[1], -1) if below else units[0]


def unit_of(node: Node, derivation: Derivation) -> Unit:
    if isinstance(node, Number):  # a number that multiplies makes the unit smaller by as much
        return Unit(1.0 / node.value if node.value else 1.0, literal=True)
    if isinstance(node, Reference):
        series = derivation.factors.get(node.name)
        return named(SHIPPED.factors[series][0].unit if series else SHIPPED.metrics[node.name].unit)
    units = [unit_of(operand, derivation) for operand in node.operands]
    if node.operator in ("*", "/"):
        return units[0].times(units[1], 1 if node.operator == "*" else -1)
    known = [unit for unit in units if not unit.literal]  # a number that is added or compared takes the other's unit
    assert all(unit.like(known[0]) for unit in known), derivation.formula
    return known[0]


@pytest.mark.parametrize("derivation", SHIPPED.derivations, ids=lambda d: d.formula)
def test_a_formula_gives_its_metrics_unit(derivation: Derivation) -> None:
    found = unit_of(parse_formula(derivation.formula).root, derivation)
    assert found.like(named(SHIPPED.metrics[derivation.metric].unit)), found


@pytest.mark.parametrize("formula", ["electricity * grid", "electricity / 1000 * grid + electricity", "electricity"])
def test_a_slip_in_units_is_seen(formula: str) -> None:
    carbon = next(d for d in SHIPPED.derivations if d.metric == "ghg_scope2")
    slipped = carbon.model_copy(update={"formula": formula})
    with pytest.raises(AssertionError):
        test_a_formula_gives_its_metrics_unit(slipped)
