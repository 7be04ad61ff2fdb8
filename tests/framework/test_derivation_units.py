"""Derivations give their metrics' units, powers of ten included; `cnesg methodology check` says where one does not."""

from dataclasses import replace

import pytest

from cnesg.framework import load_methodology
from cnesg.framework.checks import Draft
from cnesg.framework.checks.dimensions import derivation_units
from cnesg.framework.definitions import Derivation

SHIPPED = load_methodology()
CARBON = next(derivation for derivation in SHIPPED.derivations if derivation.metric == "ghg_scope2")


def told(formula: str, metric: str = "ghg_scope2") -> list[str]:
    changed = CARBON.model_copy(update={"formula": formula, "metric": metric})
    problems = derivation_units(Draft(replace(SHIPPED, derivations=(changed,))))
    return [problem.message_id.partition(".")[2] for problem in problems]


def test_the_shipped_derivations_agree() -> None:
    assert not list(derivation_units(Draft(SHIPPED)))


@pytest.mark.parametrize("derivation", SHIPPED.derivations, ids=lambda derivation: derivation.formula)
def test_each_shipped_derivation_is_checked_and_not_passed_over(derivation: Derivation) -> None:
    slipped = derivation.model_copy(update={"formula": f"({derivation.formula}) * 1000"})
    (problem,) = derivation_units(Draft(replace(SHIPPED, derivations=(slipped,))))
    assert problem.message_id == "framework.derived_scale"
    assert problem.values["times"] == "1000"


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("electricity / 1000 * grid", []),
        ("-(electricity / 1000 * grid)", []),
        ("max(electricity / 1000 * grid, 0)", []),
        ("electricity * grid", ["derived_scale"]),
        ("electricity", ["derived_unit"]),
        ("electricity / 1000 * grid + electricity", ["unlike_terms"]),
        ("max(electricity / 1000 * grid, electricity * grid)", ["unlike_terms"]),
    ],
)
def test_a_slip_in_units_is_seen(formula: str, message: list[str]) -> None:
    assert told(formula) == message


@pytest.mark.parametrize("formula", ["12", "count(electricity, revenue)", "suppliers[*]", "nobody_knows * 2", "1 +"])
def test_what_has_no_known_unit_is_left_to_other_checks(formula: str) -> None:
    assert told(formula) == []
