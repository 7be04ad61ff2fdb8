"""Sums of classes: whole breakdowns of one document, and nothing else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.small_methodology import YEAR, methodology, observations, rules

from cnesg.framework import load_methodology
from cnesg.framework.definitions import Derivation
from cnesg.framework.definitions.rules import WholeBreakdowns
from cnesg.framework.formulas import parse_formula
from cnesg.imputation.facts import fact_name, stated_facts, with_derived
from cnesg.model import canonical_breakdown

KINDS = (
    {"kind": "age", "holds": (("under", "以下"), ("over", "以上"))},
    {"kind": "level", "holds": (("manag",), ("staff",))},
)


def derivation(formula: str) -> Derivation:
    told = {"en": formula, "zh": formula}
    return Derivation(
        metric="employees_total", name=told, formula=formula, spread=0.1, basis="assumed", reference="tests"
    )


SMALL = methodology(
    [],
    derivations=(derivation("employees[age=*]"), derivation("employees[level=*]")),
    rules=rules().model_copy(
        update={"whole_breakdowns": WholeBreakdowns(kinds=KINDS, basis="assumed", reference="tests")}
    ),
)


def row(value: float, document: str = "d0", **classes: str) -> dict[str, Any]:
    return {
        "company_id": "A",
        "concept": "employees",
        "canonical_value": value,
        "breakdown": canonical_breakdown(classes),
        "document": document,
    }


def headcount(*rows: dict[str, Any]) -> dict[str, Any] | None:
    stated = stated_facts(observations(rows), SMALL, YEAR)
    found = with_derived(stated, SMALL, YEAR, observations(rows)["valid_to"][0])
    return found["employees_total"].row(0, named=True) if "employees_total" in found else None


WHOLE = (row(300, age="under 30"), row(500, age="30-50"), row(200, age="over 50"))


def test_a_whole_breakdown_is_added_up_with_its_lineage() -> None:
    found = headcount(*WHOLE)
    assert found is not None
    assert (found["value"], found["low"], found["high"]) == (1000, 900, 1100)  # 10 % either way
    assert (found["origin"], found["observations"]) == ("derived", ["o0000", "o0001", "o0002"])
    assert found["method"] == "employees_total = employees[age=*]"


@pytest.mark.parametrize(
    "rows",
    [
        [row(300, age="under 30"), row(500, age="30-50")],  # the old are missing
        [row(300, age="under 30")],
        [row(300, age="under or over 30")],  # one class, though it has both words
        [row(10, level="senior management"), row(50, level="managers")],  # managers alone
        [row(300, "d1", age="under 30"), row(700, "d2", age="over 30")],  # of two documents
        [row(300, age="under 30", gender="female"), row(200, age="over 30", gender="female")],  # of women
        [row(300, shift="under"), row(200, shift="over")],  # a kind that no derivation asks for
    ],
)
def test_part_of_a_breakdown_gives_nothing(rows: list[dict[str, Any]]) -> None:
    assert headcount(*rows) is None


def test_a_report_in_two_languages_is_not_counted_twice() -> None:
    chinese = [row(300, "d1", age="30岁以下"), row(700, "d1", age="30岁以上")]
    found = headcount(*WHOLE, *chinese)
    assert found is not None
    assert found["value"] == 1000
    assert found["observations"] == ["o0000", "o0001", "o0002"]  # the one with more classes


def test_the_kinds_follow_one_another_in_file_order() -> None:
    levels = [row(40, level="managers"), row(900, level="other staff")]
    found = headcount(*WHOLE, *levels)
    assert found is not None
    assert found["value"] == 1000
    alone = headcount(*levels)
    assert alone is not None
    assert (alone["value"], alone["method"]) == (940, "employees_total = employees[level=*]")


SHIPPED = load_methodology()


@pytest.mark.parametrize(
    ("classes", "total"),
    [
        ({"employment": {"全职": 900, "兼职": 100}}, 1000),
        ({"employment": {"合同制": 900, "劳务派遣": 100}}, 1000),
        ({"employment": {"full time": 900, "part time": 100}}, 1000),
        ({"age": {"30岁以下": 300, "30-50岁": 500, "50岁以上": 200}}, 1000),
        ({"age": {"<30": 300, "30-50": 500, ">50": 200}}, 1000),
        ({"age": {"30岁以下": 300, "30-50岁": 500}}, None),
        ({"region": {"中国大陆": 800, "港澳台": 50, "海外": 150}}, 1000),
        ({"region": {"mainland china": 800, "hong kong": 200}}, 1000),
        ({"region": {"华东": 800, "华南": 200}}, None),
        ({"level": {"高级管理层": 10, "中级管理层": 90, "普通员工": 900}}, 1000),
        ({"level": {"高级管理层": 10, "中级管理层": 90}}, None),
        ({"gender": {"female": 420, "male": 580}}, 1000),
        ({"education": {"本科": 420, "大专及以下": 580}}, None),
    ],
)
def test_headcount_follows_from_breakdowns_as_reports_print_them(
    classes: dict[str, dict[str, float]], total: float | None
) -> None:
    table = observations([row(value, **{kind: name}) for kind, of in classes.items() for name, value in of.items()])
    found = with_derived(stated_facts(table, SHIPPED, YEAR), SHIPPED, YEAR, table["valid_to"][0])
    if total is None:
        assert "employees_total" not in found
        return
    (figure,) = found["employees_total"].to_dicts()
    exactly = list(classes) == ["gender"]  # women and men are everybody by definition, which is stating it
    assert (figure["value"], figure["origin"]) == (total, "reported" if exactly else "derived")
    assert len(figure["observations"]) == sum(len(of) for of in classes.values())


OF_FACTS = [derivation for derivation in SHIPPED.derivations if "=*]" not in derivation.formula]


@pytest.mark.parametrize("derivation", OF_FACTS, ids=lambda derivation: derivation.formula)
def test_a_shipped_derivation_keeps_its_observations_and_its_factors(derivation: Derivation) -> None:
    """Its inputs stated as facts: the result names them, and every factor with series and data year."""
    references = [r for r in parse_formula(derivation.formula).references if r.name not in derivation.factors]
    rows = [
        {
            "company_id": "A",
            "concept": reference.name,
            "canonical_value": 8.0,
            "breakdown": canonical_breakdown(dict(reference.breakdown)),
        }
        for reference in references
    ]
    alone = replace(SHIPPED, derivations=(derivation,))
    found = with_derived(stated_facts(observations(rows), alone, YEAR), alone, YEAR, date(2026, 6, 30))
    (figure,) = found[fact_name(derivation.metric, derivation.breakdown)].to_dicts()
    assert figure["origin"] == ("reported" if derivation.exact else "derived")
    assert figure["observations"] == [f"o{number:04}" for number in range(len(rows))]
    for symbol, series in derivation.factors.items():
        factor = SHIPPED.factor(series, YEAR, date(2026, 6, 30))
        assert factor is not None
        year = f" {factor.data_year}" if factor.data_year else ""
        assert f"{symbol} = {factor.value!r} {factor.unit} ({series}{year})" in figure["method"]
