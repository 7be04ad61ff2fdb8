"""Classes that only some industries have: waters of mines, seats on boards. All texts are invented."""

import pytest
from tests.extraction.texts import facts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "全年利用矿井水1260万立方米，矿井水综合利用率82.5%。",
            {("water_recycled", "矿井水"), ("wastewater_reuse_rate", "矿井水")},
        ),
        (
            "生产废水回用率85%，生活污水回用率100%。",
            {("wastewater_reuse_rate", "生产废水"), ("wastewater_reuse_rate", "生活污水")},
        ),
        (
            "董事会现有董事9名，其中内部董事4名，外部董事5名。",
            {("board_directors", ""), ("board_directors", "内部董事"), ("board_directors", "外部董事")},
        ),
    ],
)
def test_class(text: str, told: set[tuple[str, str]]) -> None:
    assert {(row.metric, "".join(row.breakdown.values())) for row in facts(text)} == told
