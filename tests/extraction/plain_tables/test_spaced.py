"""Chinese labels each with one figure behind a blank."""

import pytest
from tests.extraction.texts import KNOW

from cnesg.extraction.plain_tables.parts import LineReader
from cnesg.extraction.plain_tables.spaced import spaced_rows
from cnesg.text.plain import text_lines


def _read(text: str) -> list[tuple[str, ...]]:
    rows, _ = spaced_rows(text_lines(text), KNOW, LineReader(KNOW.units))
    return [tuple(cell.text for cell in row if cell is not None) for row in rows.values()]


def test_rows_below_each_other_are_a_table() -> None:
    text = "财务人员 38\n销售人员 1,031\n管理人员 23"
    assert _read(text) == [("财务人员", "38"), ("销售人员", "1,031"), ("管理人员", "23")]


def test_a_label_goes_on_from_the_line_above() -> None:
    text = "纳入环境信息依法披露企业名单中\n的企业数量（个） 6"
    assert _read(text) == [("纳入环境信息依法披露企业名单中的企业数量（个）", "6")]


@pytest.mark.parametrize(
    "text",
    [
        "员工培训 23\n安全培训 31\n环保培训 38",  # pages rise
        "员工总数 1,203\n培训人次 3,110",  # two lines are no table
        "华东区 12\n华南区 31\n华北区 7",  # nothing names a metric
        "员工总数达到 1,203。\n培训人次达到 3,110。\n离职人数达到 30。",
    ],
)
def test_other_lines_are_none(text: str) -> None:
    assert _read(text) == []
