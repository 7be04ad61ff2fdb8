"""The class of a figure whose wording stands in an earlier clause or sentence. All texts are invented."""

from tests.extraction.texts import rows_of


def classes(text: str) -> list[dict[str, str]]:
    return [dict(row.breakdown) for row in rows_of(text)]


def test_a_figure_that_points_back_has_the_classes_around_the_wording() -> None:
    assert classes("公司每年统计高级管理层人均培训时长，接受各方监督。2023年，该数据为42.0小时。") == [
        {"level": "高级管理层"}
    ]
    assert classes(
        "公司每年统计范围二温室气体排放量（基于市场），接受各方监督。2023年，该数据为139吨二氧化碳当量。"
    ) == [{"scope2": "market-based"}]


def test_a_change_parts_no_class_from_its_figure() -> None:
    assert classes("2023年，公司建筑垃圾（无害）同比下降8.6%至864吨。") == [{"type": "建筑垃圾"}]


def test_words_for_people_in_general_are_no_class() -> None:
    assert classes("公司举办反腐败培训12场，参与人员650人次。") == [{}, {}]
