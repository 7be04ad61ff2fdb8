"""Passages in plainer words, years without a case, titles that no word for staff stands beside. All is invented."""

import pytest
from tests.extraction.texts import facts

Told = list[tuple[str, float, int, dict[str, str]]]

TELLS: list[tuple[str, Told]] = [
    (
        "董事会由9名董事组成,其中女性董事2名,女性占比22.2%。",
        [
            ("board_directors", 9, 2021, {}),
            ("female_directors", 2, 2021, {}),
            ("female_directors_share", 22.2, 2021, {}),
        ],
    ),
    (
        "公司女性管理者126人,女性占比28%。",
        [
            ("employees", 126, 2021, {"gender": "female", "level": "管理者"}),
            ("employees_share", 28, 2021, {"gender": "female", "level": "管理者"}),
        ],
    ),
    (
        "近三年因工死亡人数分别为0、0、1人。",
        [("fatalities", 0, 2019, {}), ("fatalities", 0, 2020, {}), ("fatalities", 1, 2021, {})],
    ),
    (
        "2019-2021年因工亡故人数均为0。",
        [("fatalities", 0, 2019, {}), ("fatalities", 0, 2020, {}), ("fatalities", 0, 2021, {})],
    ),
    (
        "公司拥有教授级高工12人、高级工程师45人、工程师78人。",
        [
            ("employees", 12, 2021, {"title": "教授级高工"}),
            ("employees", 45, 2021, {"title": "高级工程师"}),
            ("employees", 78, 2021, {"function": "工程师"}),
        ],
    ),
    (
        "公司本科人数为120人,硕士人数为34人。",
        [("employees", 120, 2021, {"education": "本科"}), ("employees", 34, 2021, {"education": "硕士"})],
    ),
    (
        "公司管理层12人,其中女性4人。",
        [("employees", 12, 2021, {"level": "管理层"}), ("employees", 4, 2021, {"level": "管理层", "gender": "female"})],
    ),
    (
        "公司研发项目按期推进,新领域方面结题2项。",
        [("rd_projects", 2, 2021, {"status": "结题"})],
    ),
    (
        "全年审核供应商126家,淘汰供应商3家。",
        [("suppliers_assessed", 126, 2021, {}), ("suppliers", 3, 2021, {"status": "淘汰"})],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TELLS, ids=[text for text, _ in TELLS])
def test_what_a_sentence_tells(text: str, expected: Told) -> None:
    told = [(r.metric, r.value, r.year, dict(r.breakdown)) for r in facts(text)]
    assert sorted(told, key=str) == sorted(expected, key=str)


def test_a_channel_of_the_next_clause_is_not_that_of_a_figure() -> None:
    rows = facts("接待投资者调研36批次、326人次,回复互动易提问412条。")
    assert [(r.value, r.breakdown) for r in rows if r.metric == "investor_communications"] == [
        (326, {"channel": "调研"}),
        (412, {"channel": "互动易"}),
    ]
