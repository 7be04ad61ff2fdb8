"""What a report of several lines says of a part: by its heading, by the sentence before."""

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import Document, Line, Page

KNOW = Knowledge.of(load_methodology())


def classes(text: str) -> dict[tuple[str, float], dict[str, str]]:
    lines = tuple(Line(line, number, None) for number, line in enumerate(text.split("\n"), start=1))
    page = Page(None, 0.0, 0.0, lines)
    document = Document("0" * 64, "report.txt", "text/plain", "zh", 1, lambda: iter([page]))
    return {(q.metric, q.value): q.breakdown for q in extract_quantities(document, KNOW, year=2021)}


def test_a_heading_that_is_a_plants_name_holds_for_what_stands_below() -> None:
    found = classes("一、环境\n\n城东电厂\n\n报告期内完成超低排放改造，二氧化硫排放量95吨。\n")
    assert found == {("so2_emissions", 95.0): {"entity": "城东电厂"}}


def test_a_sentence_without_a_subject_is_about_the_part_before() -> None:
    found = classes("城东电厂完成超低排放改造。二氧化硫排放量95吨。公司二氧化硫排放量共计420吨。\n")
    assert found == {("so2_emissions", 95.0): {"entity": "城东电厂"}, ("so2_emissions", 420.0): {}}


def test_the_companys_own_short_name_is_no_part() -> None:
    found = classes("北江恒丰纸业股份有限公司2021年社会责任报告\n\n2021年，恒丰公司用电量320万千瓦时。\n")
    assert found == {("electricity", 3200000.0): {}}


def test_a_table_with_one_column_of_values_has_no_class_in_its_header() -> None:
    found = classes("指标\t单位\t本集团\n用电量\t千瓦时\t3200000\n用水量\t吨\t45000\n")
    assert found == {("electricity", 3200000.0): {}, ("water_total", 45000.0): {}}


def test_a_kind_in_brackets_stands_beside_the_pollutant() -> None:
    found = classes("指标\t单位\t2020\t2021\n二氧化硫排放绩效（发电）\tkg/t\t1.19\t0.52\n")
    assert found[("pollutant_intensity", 0.52)] == {"pollutant": "二氧化硫", "type": "发电"}
