"""Pages of notes to the accounts: sums of money are read, what else is counted there is not. All texts are invented."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from cnesg.extraction.documents.account_notes import AccountNotes, is_of_notes, names_told
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import Line, Page, read_document

NOTED = (
    "The Group installed solar capacity of 45 MW for a customer.",
    "At the year end the subsidiary had 312 employees.",
    "The auditor's remuneration for audit services was HK$1,250,000.",
)


def page(*lines: str) -> Page:
    return Page(1, 595.0, 842.0, tuple(Line(text, number, 1) for number, text in enumerate(lines, 1)))


@pytest.mark.parametrize(
    "head",
    [
        "Notes to the Consolidated Financial Statements",
        "NOTES TO THE FINANCIAL STATEMENTS (Continued)",
        "112 Notes to the consolidated financial statements",
        "财务报表附注(续)",
        "財務報表附註",
        "综合财务报表附注（续）",
        "合并财务报表附注 87",
    ],
)
def test_a_running_head_tells_the_notes(head: str) -> None:
    assert is_of_notes(page("Example Holdings Limited", head, "For the year ended 31 December 2021"))


@pytest.mark.parametrize(
    "line",
    [
        "The notes to the financial statements form part of them",
        "Notes to the Consolidated Financial Statements ........ 66",
        "Overview | Strategy | Notes to the financial statements",
        "后附财务报表附注为本财务报表的组成部分",
        "Consolidated statement of profit or loss",
    ],
)
def test_a_mention_of_them_does_not(line: str) -> None:
    assert not is_of_notes(page("Example Holdings Limited", line, "Our people"))


def test_what_stands_lower_is_no_running_head() -> None:
    assert not is_of_notes(page(*(f"Line {number}" for number in range(9)), "Notes to the financial statements"))


def test_without_running_heads_notes_lie_between_their_title_and_the_next_section() -> None:
    notes = AccountNotes()
    pages = [
        page("2021年年度报告", "目录", "五、重要会计政策及会计估计 88"),
        page("2021年年度报告", "公司重要会计政策及会计估计未发生变更。", "员工总数"),
        page(
            "2021年年度报告", "五、 重要会计政策及会计估计", "1、遵循企业会计准则的声明"
        ),  # statements may stand above
        page("2021年年度报告", "七、合并财务报表项目注释", "1、货币资金"),
        page("2021年年度报告", "十二、关联方", "第三方担保合计"),
        page("2021年年度报告", "第十二节 备查文件目录"),
        page("2021年年度报告", "员工培训"),
    ]
    assert [notes.hold(one) for one in pages] == [False, False, False, True, True, False, False]


def test_an_appended_report_on_society_ends_them() -> None:
    notes = AccountNotes()
    pages = [
        page("七、合并财务报表项目注释"),
        page("1、货币资金"),
        page("附件：2021年度社会责任报告"),
        page("员工总数512人"),
    ]
    assert [notes.hold(one) for one in pages] == [False, True, False, False]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.of(load_methodology())


def read(folder: Path, head: str, lines: Sequence[str], knowledge: Knowledge) -> list[tuple[str, float]]:
    path = folder / "annual.pdf"
    canvas = Canvas(str(path))
    for number, line in enumerate((head, "Annual report 2021", *lines)):
        canvas.drawString(60, 780 - 30 * number, line)
    canvas.save()
    return [(row.metric, row.value) for row in extract_quantities(read_document(path), knowledge, year=2021)]


def test_only_sums_of_money_are_facts_in_the_notes(tmp_path: Path, knowledge: Knowledge) -> None:
    elsewhere = read(tmp_path, "Our business", NOTED, knowledge)
    assert {metric for metric, _ in elsewhere} >= {"renewable_capacity", "employees_total", "audit_fee"}
    noted = read(tmp_path, "Notes to the Consolidated Financial Statements", NOTED, knowledge)
    assert noted == [("audit_fee", 1_250_000.0)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("The auditor's remuneration was HK$1,250,000.", True),
        ("捐赠支出 120,000.00", True),
        ("At the year end the subsidiary had 312 employees.", False),
        ("租赁期为三至五年。", False),
        ("于客户取得控制权时按履约进度确认收入。", False),  # a policy: no sum
        ("营业收入的确认金额见下表（单位：万元）", True),
        ("Interest income is calculated on the gross carrying value of 1,200,400.", False),
        ("账面价值 82,410,300.55 公允价值变动收益 1,204,000.00", False),
        ("派发现金红利共计3,120,400.00元", True),
        ("以现金1,200,000.00元取得的长期股权投资", False),  # 现金 is a gift only beside a word of giving
    ],
)
def test_a_page_that_names_nothing_told_there_need_not_be_read(line: str, told: bool, knowledge: Knowledge) -> None:
    assert names_told(knowledge, page("Notes to the financial statements", line)) is told


def test_tables_of_such_pages_go_on_nowhere(tmp_path: Path, knowledge: Knowledge) -> None:
    """A page between two of a table's parts is passed over, and the columns' years are forgotten with it."""
    path = tmp_path / "notes.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    rows = [("Revenue", "4,120", "3,980"), ("Lease terms", "12", "10"), ("Revenue", "4,120", "3,980")]
    for label, now, before in rows:
        canvas.drawString(50, 800, "Notes to the consolidated financial statements")
        canvas.drawString(50, 760, "HK$ million")
        canvas.drawRightString(420, 760, "2021")
        canvas.drawRightString(520, 760, "2020")
        for at, text in ((50, label), (420, now), (520, before)):
            (canvas.drawString if at == 50 else canvas.drawRightString)(at, 740, text)
        canvas.showPage()
    canvas.save()
    told = extract_quantities(read_document(path), knowledge, year=2021)
    assert {(row.metric, row.year, row.page) for row in told} >= {("revenue", 2021, 1), ("revenue", 2020, 1)}
    assert {row.page for row in told} <= {1, 3}
