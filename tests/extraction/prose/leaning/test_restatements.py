"""A share said again as an amount, and an amount as a share."""

import pytest
from tests.extraction.texts import rows_of


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Renewable sources supplied 64% of the electricity we used, or 182 GWh.",
            {"renewable_energy_share": 64, "renewable_energy": 182},
        ),
        (
            "Our solar roofs produced 4.3 GWh, which is 12% of the electricity consumed.",
            {"renewable_energy": 4.3, "renewable_energy_share": 12},
        ),
        (
            "董事会现有董事9名，其中女董事3名，即33%。",
            {"board_directors": 9, "female_directors": 3, "female_directors_share": 33},
        ),
        ("We recycled 14,300 tonnes of waste, or enough to fill 300 lorries.", {"waste_recycled": 14_300}),
    ],
)
def test_what_is_said_again_has_the_metric_of_the_family(text: str, facts: dict[str, float]) -> None:
    assert {row.metric: row.value for row in rows_of(text)} == facts
