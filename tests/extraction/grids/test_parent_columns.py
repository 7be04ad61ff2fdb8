"""Columns of text tables that are of the parent of a group alone. All texts are invented."""

import pytest
from tests.extraction.texts import facts


def entities(text: str) -> dict[float, str]:
    return {row.value: (row.breakdown or {}).get("entity", "") for row in facts(text, 2024) if row.year == 2024}


@pytest.mark.parametrize(
    ("head", "parent"),
    [
        ("2024\tGroup\tCompany\n", "company"),
        ("\tGroup 2024\tCompany 2024\n", "company"),
        ("2024\tConsolidated\tParent company\n", "parent company"),
        ("指标\t2024年集团\t2024年母公司\n", "母公司"),
    ],
)
def test_a_column_of_the_parent_beside_one_of_the_group_is_of_the_parent(head: str, parent: str) -> None:
    rows = {
        "c": "Electricity consumption (MWh)\t5125\t1224\nTotal waste (tonnes)\t520\t310\n",
        "指": "用电量(MWh)\t5125\t1224\n",
    }
    found = entities(head + rows["指" if "集团" in head else "c"])
    assert (found[5125], found[1224]) == ("", parent)


def test_years_below_them_hold_for_each() -> None:
    found = entities("\tGroup\t\tCompany\t\n\t2023\t2024\t2023\t2024\nTotal waste (tonnes)\t530\t520\t305\t310\n")
    assert found == {520: "", 310: "company"}


def test_a_column_of_the_company_beside_none_of_a_group_is_of_all() -> None:
    found = entities("2024\tCompany\tSector average\nElectricity consumption (MWh)\t5125\t1224\n")
    assert found[5125] == ""


def test_company_over_a_column_is_no_unit_of_its_counts() -> None:
    found = facts("2024\tCompany\tJoint ventures\nNumber of employees\t1125\t224\nNew hires\t318\t25\n", 2024)
    assert {row.value for row in found if not row.breakdown} == {1125, 318}


def test_figures_of_an_industry_are_not_the_companys() -> None:
    columns = "2024\tOur performance\tPeer average\tBenchmark\nTurnover rate (%)\t5.5\t8.5\t9.5\n"
    rows = "\t2024\nTurnover rate (%)\t5.5\nIndustry average turnover rate (%)\t8.5\n"
    assert [(row.value, row.breakdown) for text in (columns, rows) for row in facts(text, 2024)] == [(5.5, {})] * 2
