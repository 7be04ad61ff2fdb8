"""What the published methodology fixes, and that our data says so: names, order, codes, rules, worked examples."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from cnesg.framework import Methodology, load_methodology, parse_formula
from cnesg.framework.definitions import Basis, ItemPoint, Sourced

REPOSITORY = Path(__file__).resolve().parents[2]

LEVEL1 = {
    "E": (
        "Energy Consumption",
        "Resources Inputs",
        "Pollutions and Emissions",
        "Climate Change",
        "Green Development Opportunities",
    ),
    "S": (
        "Employee Retention",
        "Supplier",
        "Product Liability",
        "Social Responsibility",
        "Industrial Structure",
        "Intellectual Property",
    ),
    "G": (
        "Strategic Management",
        "Business Ethics",
        "Shareholders",
        "Board of Directors",
        "Board of Supervisors",
        "Executive Level",
        "Governance Abnormity",
        "Compensation and Incentives",
        "External Supervision",
        "Governance Results",
    ),
}
# Spelled as in the source; the last names of E01, S01 and G01 stand in its scoring text, the others in its table.
LEVEL2 = {
    "E01": {"Direct Energy Consumption", "Indirect Energy Consumption"},
    "E02": {"Water Usage", "Biodiversity Protection"},
    "E03": {"Recycling of General Waste", "Water Pollution", "Air Pollution"},
    "E04": {"GHG Emissions", "Climate Change Risk Management"},
    "E05": {"Green Transport", "Investment in Environmental Protection", "Green Business Income"},
    "S01": {
        "Employees' Incentives",
        "Occupational Injury and Health",
        "Proportion of Employees",
        "Employee Career Development",
    },
    "S02": {"Supplier Management", "Suppliers' Information Disclosure"},
    "S03": {"Product Quality Management", "Customer Relations"},
    "S04": {"Community Rights", "Public Welfare Inputs"},
    "S05": {"Business Transformation", "Strategic Business Issues"},
    "S06": {"Intellectual Property Protection", "Patents", "Awards"},
    "G01": {"ESG Risk Management", "Strategic Concepts"},
    "G02": {"Fair Competition", "Communication & Feedback Mechanism"},
    "G03": {"Protection Measures of Minority Shareholders", "Distribution of Top 10 shareholders"},
    "G04": {"Percentage of Independent Directors", "Term Distribution of Board of Directors"},
    "G05": {
        "Percentage of Directors Having Management Background",
        "Percentage of Supervisors Having Management Background",
    },
    "G06": {"Percentage of Female Executives", "Percentage of Executives Having Management Background"},
    "G07": {
        "Equity Reduction of Major Shareholders",
        "Equity Pledge",
        "Penalties of Directors, Supervisors and Executives",
    },
    "G08": {"Compensation Rationality of Directors", "Executives' Incentives"},
    "G09": {"Audit Results Of Internal Control", "Audit Results Of Financial Statement"},
    "G10": {"Dividend Payout", "Taxation Management"},
}


@pytest.fixture(scope="module")
def shipped() -> Methodology:
    return load_methodology()


def test_there_are_three_dimensions(shipped: Methodology) -> None:
    assert [(d.code, d.name.en, d.name.zh) for d in shipped.dimensions.values()] == [
        ("E", "Environmental", "环境"),
        ("S", "Social", "社会"),
        ("G", "Governance", "治理"),
    ]


def test_the_21_level_1_indicators_stand_in_the_order_of_the_source(shipped: Methodology) -> None:
    for dimension, names in LEVEL1.items():
        codes = shipped.children(dimension)
        assert codes == tuple(f"{dimension}{number:02}" for number in range(1, len(names) + 1))
        assert tuple(shipped.level1[code].name.en for code in codes) == names


def test_every_level_2_indicator_that_the_source_names_stands_under_its_issue(shipped: Methodology) -> None:
    for issue, names in LEVEL2.items():
        assert names <= {shipped.level2[code].name.en for code in shipped.children(issue)}


def test_there_are_90_level_2_indicators_278_data_points_and_12_indicators_specific_to_china(
    shipped: Methodology,
) -> None:
    assert (len(shipped.level2), len(shipped.bases)) == (90, 278)
    assert sum(indicator.china_specific is not None for indicator in shipped.level2.values()) == 12


# Level II indicators, data points, indicators specific to China
COMPLETE = {"E": (22, 90, 4), "S": (30, 100, 4), "G": (38, 88, 4)}


@pytest.mark.parametrize(("dimension", "counts"), COMPLETE.items())
def test_a_complete_dimension_has_its_share_of_the_90_the_278_and_the_12(
    dimension: str, counts: tuple[int, int, int], shipped: Methodology
) -> None:
    indicators = [indicator for code, indicator in shipped.level2.items() if code[0] == dimension]
    specific = [indicator for indicator in indicators if indicator.china_specific]
    answered = sum(point.instead_of is None for indicator in indicators for point in indicator.data_points)
    assert (len(indicators), answered, len(specific)) == counts
    # A policy of the list, or the number that it was published under.
    printed = re.compile(r"CN\d{3}|深证上〔\d{4}〕\d+号")
    assert all(printed.fullmatch(i.china_specific.reference) for i in specific if i.china_specific)
    # The source names the pledge of equity, and none of the others.
    assert {i.code for i in specific if i.basis is Basis.PUBLISHED} <= {"G0702"}


def test_who_is_asked_what_not_everybody_can_answer(shipped: Methodology) -> None:
    asked_of_some = {code for code, indicator in shipped.level2.items() if indicator.applies}
    assert asked_of_some >= {"G0103", "G0205", "G0301", "G0502", "G0503", "G0702", "G0704", "G0904"}
    for code in asked_of_some:  # whatever does not apply leaves its weight to a sibling that always does
        siblings = shipped.children(code[:3])
        assert any(shipped.level2[sibling].applies is None for sibling in siblings), code


def test_e0102_is_electricity_density_by_quartiles_of_the_industry(shipped: Methodology) -> None:
    indicator = shipped.level2["E0102"]
    measures = [m for m in indicator.measures if m.feeds == "performance"]
    assert [m.rule for m in measures] == ["relative", "relative"]
    assert {m.basis for m in measures} == {Basis.PUBLISHED}
    # 4,200,000 kWh / CNY 2,100 million = 2,000 kWh a million; 4,200,000 kWh / 1,000 persons = 4,200 kWh a person
    inputs = {"E0102-01": 4_200_000.0, "revenue": 2_100_000_000.0, "employees_total": 1_000.0}
    points = [shipped.data_points[m.data_point or ""] for m in measures]
    assert [(p.unit, parse_formula(p.formula or "").evaluate(inputs)) for p in points] == [
        ("kWh/CNY million", 2_000.0),
        ("kWh/employee", 4_200.0),
    ]
    assert {p.direction for p in points} == {"lower"}
    assert shipped.data_point_of("electricity") == "E0102-01"


def test_s0101_scores_a_proportion_of_employees_by_fixed_thresholds(shipped: Methodology) -> None:
    (measure,) = [m for m in shipped.level2["S0101"].measures if m.feeds == "performance"]
    assert measure.rule == "absolute"
    assert measure.data_point == "S0101-02"
    assert shipped.data_points["S0101-02"].unit == "%"
    assert shipped.data_point_of("employees_share", {"gender": "female"}) == "S0101-02"
    assert shipped.data_point_of("employees_share", {"gender": "male"}) is None


def test_g0102_gives_one_point_for_an_esg_risk_management_system(shipped: Methodology) -> None:
    (measure,) = shipped.level2["G0102"].measures
    assert (measure.rule, measure.feeds, measure.basis) == ("item", "disclosure", Basis.PUBLISHED)
    assert measure.items == (ItemPoint(data_point="G0102-01", points=1),)
    assert shipped.data_points["G0102-01"].least_level == "system"


def test_employee_career_development_has_the_four_steps_of_the_source(shipped: Methodology) -> None:
    """0 for no disclosure, then +1 each for issues, actions, diversities and quantitative data: 0 to 4."""
    (measure,) = shipped.level2["S0104"].measures
    assert (measure.rule, measure.feeds, measure.basis) == ("item", "disclosure", Basis.PUBLISHED)
    steps = [shipped.data_points[item.data_point] for item in measure.items]
    assert [item.points for item in measure.items] == [1, 1, 1, 1]
    assert [(p.kind, p.least_level) for p in steps] == [
        ("item", "mention"),
        ("item", "action"),
        ("item", "mention"),
        ("quantity", None),
    ]
    assert shipped.level2["S0104"].mix.value == 0


def test_quartiles_give_one_to_four_points(shipped: Methodology) -> None:
    scores = shipped.rules.quartile_scores.scores
    assert len(scores) == 4
    assert list(scores) == sorted(scores)


def test_all_three_rules_and_all_kinds_of_input_of_the_source_occur(shipped: Methodology) -> None:
    rules = {m.rule for indicator in shipped.level2.values() for m in indicator.measures}
    assert rules == {"relative", "absolute", "item"}
    assert {p.kind for p in shipped.data_points.values()} == {"quantity", "item", "list", "event", "analysis"}


def test_the_strict_profile_keeps_to_rules_that_the_source_states(shipped: Methodology) -> None:
    profile = shipped.profiles["strict-2022"]
    for code in profile.indicators:
        share = profile.mix.get(code, shipped.level2[code].mix.value)
        kinds = {kind for kind, part in (("performance", share), ("disclosure", 1 - share)) if part}
        assert {m.basis for m in shipped.level2[code].measures if m.feeds in kinds} == {Basis.PUBLISHED}


def _sourced(value: Any) -> Iterator[Sourced]:
    if isinstance(value, Sourced):
        yield value
    if isinstance(value, BaseModel):
        for _, inner in value:
            yield from _sourced(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _sourced(inner)


def test_every_assumed_value_names_a_decision_page_that_is_there(shipped: Methodology) -> None:
    pages = set()
    for table in (shipped.dimensions, shipped.level1, shipped.level2):
        for entry in table.values():
            pages |= {s.reference for s in _sourced(entry) if s.basis is Basis.ASSUMED}
    pages |= {s.reference for s in _sourced(shipped.rules) if s.basis is Basis.ASSUMED}
    pages |= {d.reference for d in shipped.derivations if d.basis is Basis.ASSUMED}
    pages |= {f.reference for series in shipped.factors.values() for f in series if f.basis is Basis.ASSUMED}
    missing = [page for page in sorted(pages) if not (REPOSITORY / page).is_file()]
    assert pages
    assert missing == []


def test_every_published_value_of_the_indicators_names_its_place_in_the_source(shipped: Methodology) -> None:
    entries = [*shipped.dimensions.values(), *shipped.level1.values(), *shipped.level2.values()]
    published = [s for entry in entries for s in _sourced(entry) if s.basis is Basis.PUBLISHED]
    assert published
    assert all(s.reference.startswith("source: ") for s in published)


def test_names_are_published_while_weights_and_thresholds_are_ours(shipped: Methodology) -> None:
    assert {entry.basis for entry in shipped.level1.values()} == {Basis.PUBLISHED}
    for code, indicator in shipped.level2.items():
        published = indicator.name.en in LEVEL2[code[:3]]
        assert indicator.basis is (Basis.PUBLISHED if published else Basis.ASSUMED), code
    weights = [entry.weight for entry in shipped.dimensions.values()]
    weights += [entry.weight for entry in shipped.level1.values()]
    weights += [entry.weight for entry in shipped.level2.values()]
    assert {weight.basis for weight in weights} == {Basis.ASSUMED}
    absolute = [m for i in shipped.level2.values() for m in i.measures if m.rule == "absolute"]
    assert {m.basis for m in absolute} == {Basis.ASSUMED}
