"""Text tables whose figures were broken, whose pairs stand beside each other, whose columns tell of names."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

Told = set[tuple[str, float, str]]


def told(folder: Path, rows: Sequence[str], *, title: str = "主要指标") -> Told:
    path = folder / "report.txt"
    lines = ["2016年社会责任报告", "", title, *("\t".join(row.split("|")) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = extract_quantities(read_document(path), KNOW, year=2016)
    return {(row.metric, round(row.value, 6), " ".join(row.breakdown.values())) for row in found}


def test_pairs_of_label_and_figure_beside_each_other_are_rows(tmp_path: Path) -> None:
    rows = ["员工总数（人）|1,234|用电量（万千瓦时）|3,120", "培训总学时（小时）|8,910|客户满意度（%）|98.5"]
    assert told(tmp_path, rows) == {
        ("employees_total", 1234, ""),
        ("electricity", 31_200_000, ""),
        ("training_hours", 8910, ""),
        ("customer_satisfaction", 98.5, ""),
    }


def test_a_unit_between_two_figures_is_no_label(tmp_path: Path) -> None:
    rows = ["指标|2016年|单位|2015年", "用电量|3,120|万千瓦时|2,990", "用水量|45.6|万吨|47.8"]
    found = told(tmp_path, rows)
    assert ("water_total", 456_000, "") in found
    assert not any(metric == "electricity" and value in {2990, 3120} for metric, value, _ in found)


def test_figures_broken_in_narrow_columns_are_whole_where_others_are_broken_at_the_point(tmp_path: Path) -> None:
    rows = ["企业名称|COD（吨）|氨氮（吨）", "东华食品有限公司|9.7 14|1.6 47", "江州食品有限公司|20. 13|4. 246"]
    assert {(metric, value) for metric, value, _ in told(tmp_path, rows)} == {
        ("cod_emissions", 9.714),
        ("ammonia_nitrogen_emissions", 1.647),
        ("cod_emissions", 20.13),
        ("ammonia_nitrogen_emissions", 4.246),
    }


def test_a_mark_behind_a_long_figure_is_no_part_of_it(tmp_path: Path) -> None:
    rows = ["指标|2016年", "人均用电量（度/人）|5638.23 2", "单位面积用电量|0. 503", "单位面积用水量|0. 58"]
    assert not any(value == pytest.approx(5638.232) for _, value, _ in told(tmp_path, rows))


def test_a_place_beside_the_first_of_several_rows_of_a_name_stays(tmp_path: Path) -> None:
    rows = ["公司|所在地|员工人数（人）", "东华贸易|江苏|120", "|河北|80", "江州置业|四川|60"]
    assert any("河北" in classes for _, value, classes in told(tmp_path, rows) if value == 80)


@pytest.mark.parametrize("act", ["处置", "转移", "委托处置"])
def test_what_is_done_with_a_list_is_done_with_all_of_it(act: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"2016年，公司全年{act}废乳化液、废活性炭等1.2吨。", encoding="utf-8")
    (row,) = extract_quantities(read_document(path), KNOW, year=2016)
    assert (row.metric, row.value) == ("hazardous_waste_disposed", 1.2)


def test_what_a_list_of_wastes_came_to_is_made(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("2016年，公司全年产生废乳化液、废活性炭等1.2吨。", encoding="utf-8")
    (row,) = extract_quantities(read_document(path), KNOW, year=2016)
    assert (row.metric, row.value) == ("hazardous_waste", 1.2)


def test_the_head_of_a_column_of_numbers_says_of_nothing_that_there_was_none(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("No. Business Fatalities (persons) Recordable injuries (cases) LTIFR", encoding="utf-8")
    assert extract_quantities(read_document(path), KNOW, year=2024) == []


def test_a_column_is_of_its_own_head_before_that_of_its_group(tmp_path: Path) -> None:
    rows = ["单位|能源消耗||", "|用电量（万千瓦时）|用水量（万吨）|天然气用量（万立方米）", "一分厂|123|45|310"]
    assert {metric for metric, _, _ in told(tmp_path, rows)} == {"electricity", "water_total", "natural_gas"}
