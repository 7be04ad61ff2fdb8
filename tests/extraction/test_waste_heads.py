"""Waste that is named as a category of Scope 3 is, and heads of two digits. All texts are invented."""

import pytest
from tests.extraction.texts import facts


def told(text: str) -> list[tuple[str, float, str, int]]:
    return [(r.metric, r.value, r.unit, r.year) for r in facts(f"Sustainability report\n\n{text}\n", year=2021)]


@pytest.mark.parametrize(
    "text",
    [
        "Waste\t2020\t2021\nWaste generated in operations (tonnes)\t31,307\t31,306",
        "Waste (tonnes)\t2020\t2021\nWaste generated in operations\t31,307\t31,306",
    ],
)
def test_waste_in_tonnes_is_waste(text: str) -> None:
    assert told(text) == [("waste_total", 31307, "t", 2020), ("waste_total", 31306, "t", 2021)]


def test_its_emissions_are_scope_3() -> None:
    text = "Our emissions (tCO2e)\t2020\t2021\nWaste generated in operations\t307\t306\nBusiness travel\t31\t32"
    assert told(text) == [
        ("ghg_scope3", 307, "tCO2e", 2020), ("ghg_scope3", 306, "tCO2e", 2021),
        ("ghg_scope3", 31, "tCO2e", 2020), ("ghg_scope3", 32, "tCO2e", 2021),
    ]  # fmt: skip


@pytest.mark.parametrize("sign", ["/", "-", "–"])
def test_years_of_two_digits_over_a_table(sign: str) -> None:
    heads = "\t".join(f"{year}{sign}{year + 1}" for year in (18, 19, 20))
    text = f"Waste category\t{heads}\nTimber (t)\t6,923\t10,511\t11,980\nTotal waste (t)\t74,262\t89,075\t96,776"
    assert told(text) == [
        ("waste_total", 6923, "t", 2019), ("waste_total", 10511, "t", 2020), ("waste_total", 11980, "t", 2021),
        ("waste_total", 74262, "t", 2019), ("waste_total", 89075, "t", 2020), ("waste_total", 96776, "t", 2021),
    ]  # fmt: skip
