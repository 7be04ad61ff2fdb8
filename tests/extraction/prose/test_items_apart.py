"""Lists whose items share a noun, and slashes between items. All is invented."""

import pytest
from tests.extraction.texts import facts

Told = list[tuple[str, float, dict[str, str]]]

SHARED: list[tuple[str, Told]] = [
    (
        "公司高层、中层、基层员工分别为12人、34人和500人。",
        [
            ("employees", 12, {"level": "高层"}),
            ("employees", 34, {"level": "中层"}),
            ("employees", 500, {"level": "基层员工"}),
        ],
    ),
    (
        "公司生产、销售、技术人员分别为120人、34人和50人。",
        [
            ("employees", 120, {"function": "生产人员"}),
            ("employees", 34, {"function": "销售人员"}),
            ("employees", 50, {"function": "技术人员"}),
        ],
    ),
    (
        "公司本科、硕士、博士学历员工占比分别为62%、14%和2%。",
        [
            ("employees_share", 62, {"education": "本科学历"}),
            ("employees_share", 14, {"education": "硕士"}),
            ("employees_share", 2, {"education": "博士"}),
        ],
    ),
    (
        "全年COD、氨氮排放量分别为12.3吨和0.8吨。",
        [("cod_emissions", 12.3, {}), ("ammonia_nitrogen_emissions", 0.8, {})],
    ),
    (
        "汽油、柴油、天然气消耗量分别为12吨、34吨和56万立方米。",
        [("gasoline", 12, {}), ("diesel", 34, {}), ("natural_gas", 560000, {})],
    ),
    (
        "高层、中层员工人均培训时长分别为48小时、36小时。",
        [("training_hours_avg", 48, {"level": "高层"}), ("training_hours_avg", 36, {"level": "中层"})],
    ),
    (
        "男、女员工人数:1,204、803人。",
        [("employees", 1204, {"gender": "male"}), ("employees", 803, {"gender": "female"})],
    ),
]

SLASHES: list[tuple[str, Told]] = [
    (
        "公司男/女员工人数:1,204/803人。",
        [("employees", 1204, {"gender": "male"}), ("employees", 803, {"gender": "female"})],
    ),
    (
        "公司拥有有效专利35项(发明12项/实用新型20项/外观3项)。",
        [
            ("patents_held", 35, {}),
            ("patents_held", 12, {"type": "发明"}),
            ("patents_held", 20, {"type": "实用新型"}),
            ("patents_held", 3, {"type": "外观"}),
        ],
    ),
    (
        "公司男女员工比例为60%:40%。",
        [("employees_share", 60, {"gender": "male"}), ("employees_share", 40, {"gender": "female"})],
    ),
]


def told(text: str) -> Told:
    return [(r.metric, r.value, dict(r.breakdown)) for r in facts(text)]


@pytest.mark.parametrize(("text", "expected"), SHARED, ids=[text for text, _ in SHARED])
def test_each_item_of_a_list_has_the_noun_that_only_the_last_one_prints(text: str, expected: Told) -> None:
    assert sorted(told(text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(("text", "expected"), SLASHES, ids=[text for text, _ in SLASHES])
def test_slashes_part_items_that_have_a_figure_each(text: str, expected: Told) -> None:
    assert sorted(told(text), key=str) == sorted(expected, key=str)


def test_slashes_of_units_stay() -> None:
    assert told("2021年单位产品水耗完成值0.63吨/万元,比计划值0.65吨/万元降低3.1%,公司用水量3,200吨。")[-1] == (
        "water_total",
        3200,
        {},
    )


def test_a_place_is_that_of_the_figure_itself() -> None:
    rows = facts("公司高层、中层、基层员工分别为12人、34人和500人。")
    assert {r.raw_value for r in rows} == {"12", "34", "500"}
    assert all("分别为12人、34人和500人" in r.quote for r in rows)


@pytest.mark.parametrize("text", ["公司优秀员工12人。", "公司表彰先进员工12人。", "公司退休员工120人。"])
def test_words_that_are_no_class_of_the_staff_count_nobody(text: str) -> None:
    assert [r.metric for r in facts(text) if r.metric == "employees"] == []


def test_a_class_and_a_noun_are_enough() -> None:
    assert told("公司基层员工500人。") == [("employees", 500, {"level": "基层员工"})]
