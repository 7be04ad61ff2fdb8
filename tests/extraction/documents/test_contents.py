"""Tables of contents, whose numbers are pages. All texts are invented."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.extraction.texts import document, facts

from cnesg.extraction.documents.contents import contents_lines, contents_of_page
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import Document, read_document

CONTENTS = "目 录\n关于我们\t12\n员工培训\t19\n客户满意度\t28\n绿色办公\t37\n"


def lines_of(text: str) -> set[int]:
    return contents_lines(next(iter(document(text).pages())).lines)


def test_short_lines_with_pages_below_the_title_are_contents() -> None:
    assert lines_of(CONTENTS + "公司秉持诚信经营的理念。") == {1, 2, 3, 4, 5}


def test_entries_above_their_title_are_contents_too() -> None:
    entries = "".join(f"{page}\t绿色发展与员工关爱{page}\n" for page in range(10, 22))
    assert lines_of(f"公司秉持诚信经营的理念。\n{entries}目录\n") >= set(range(2, 14))


def test_pages_are_no_facts() -> None:
    assert facts(CONTENTS + "公司秉持诚信经营的理念。") == []


def test_contents_end_at_the_first_figure() -> None:
    text = CONTENTS + "员工总数\t4,107人\n客户满意度\t98\n"
    assert lines_of(text) == {1, 2, 3, 4, 5}
    assert {row.metric for row in facts(text)} >= {"employees_total"}


def test_a_title_without_pages_is_no_table_of_contents() -> None:
    assert lines_of("目录\n关于我们\n员工培训\t19\n公司秉持诚信经营的理念。") == set()


def test_no_title_no_contents() -> None:
    assert lines_of(CONTENTS.removeprefix("目 录\n")) == set()


def test_rows_of_an_index_of_indicators_hold_pages() -> None:
    broken = "S2. 3\t社会保险覆盖率\t72\t•\nM2. 4\t客户满意度调查\t64\t•\nS3. 6\t安全伤亡人数\t77\t•\n"
    glued = "LA9与工会达成的正式协议中的健康与安全议题\t44\nHR8安保人员接受人权培训的百分比\t51\n"
    assert facts(broken) == facts(glued) == []


def test_a_row_with_a_code_and_a_unit_is_no_entry_of_an_index() -> None:
    assert [row.value for row in facts("指标\t单位\t2021年\nEN8 总用水量\t吨\t320\n")] == [320.0]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.of(load_methodology())


def printed_contents(tmp_path: Path, pages: Sequence[str]) -> Document:
    path = tmp_path / "contents.pdf"
    canvas = Canvas(str(path), pagesize=(600, 800), invariant=1)
    labels = ("Letter from our chair", "Water used (megaliters)", "Electricity used (MWh)", "Our people", "Suppliers")
    for row, page in enumerate(pages):
        canvas.drawString(50, 700 - 16 * row, labels[row % len(labels)])
        canvas.drawRightString(500, 700 - 16 * row, page)
    canvas.save()
    return read_document(path)


def test_numbers_that_rise_down_a_page_are_pages(tmp_path: Path, knowledge: Knowledge) -> None:
    report = printed_contents(tmp_path, ("02", "05", "05", "08", "12", "16", "21", "30"))
    assert contents_of_page(next(iter(report.pages()))) == set(range(1, 9))
    assert extract_quantities(report, knowledge, year=2023) == []


@pytest.mark.parametrize(
    "pages",
    [
        ("2", "5", "5", "8", "12", "16", "21"),  # too few
        ("2", "5", "7", "6", "9", "12", "11", "15"),  # they fall
        ("5", "5", "5", "5", "5", "6", "6", "6"),  # hardly any differ
    ],
)
def test_other_columns_of_numbers_are_no_contents(tmp_path: Path, pages: Sequence[str]) -> None:
    assert contents_of_page(next(iter(printed_contents(tmp_path, pages).pages()))) == set()


def test_below_a_title_few_entries_are_contents(tmp_path: Path, knowledge: Knowledge) -> None:
    def rows(title: str) -> list[str]:
        canvas = Canvas(str(tmp_path / "contents.pdf"), pagesize=(400, 600), invariant=1)
        canvas.drawString(50, 560, title)
        for number, (name, page) in enumerate(
            (("Total employees", "12"), ("Training hours", "14"), ("Volunteers", "31"))
        ):
            canvas.drawString(50, 530 - 20 * number, name)
            canvas.drawRightString(300, 530 - 20 * number, page)
        canvas.save()
        return [
            row.metric for row in extract_quantities(read_document(tmp_path / "contents.pdf"), knowledge, year=2023)
        ]

    assert rows("Contents") == []
    assert "employees_total" in rows("Our year")


def test_the_number_beside_the_reports_title_is_a_page() -> None:
    table = "投资者交流会\t次数\n2020年社会责任报告\t23\n"
    assert [row.value for row in facts(table)] == []


def test_leaders_lead_to_a_page() -> None:
    assert facts("客户满意度\t…\n网络建设……\t28\n绿色车队…\t14\n") == []
