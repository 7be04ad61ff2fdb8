"""Figures whose label points back to what was named before. All texts are invented."""

import pytest
from tests.extraction.texts import rows_of


def values(text: str) -> list[tuple[str, float, dict[str, str]]]:
    return [(row.metric, row.value, dict(row.breakdown)) for row in rows_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "公司持续监测VOCs排放量，2023年该数据为44.2吨。",
        "公司每年统计VOCs排放量，接受各方监督。2023年，该指标为44.2吨。",
        "公司每年披露VOCs排放量。2023年，上述数据降至44.2吨。",
    ],
)
def test_that_figure_is_of_what_was_said_before(text: str) -> None:
    assert values(text) == [("voc_emissions", 44.2, {})]


@pytest.mark.parametrize(
    "text",
    [
        "公司持续统计女性员工，2023年该数据为846人。",
        "公司每年披露女性员工。2023年为846人。",
        "2023年，公司女性员工（合并口径）为846人。",
        "2023年，公司女性员工较上年增长8.6%，达到846人。",
        "2023年，公司女性员工，据初步统计，为846人。",
    ],
)
def test_it_keeps_the_classes_of_what_was_said(text: str) -> None:
    assert values(text) == [("employees", 846, {"gender": "female"})]


def test_a_figure_of_another_noun_takes_none() -> None:
    assert values("公司持续统计女性员工，2023年投诉电话接听846人。") == []
