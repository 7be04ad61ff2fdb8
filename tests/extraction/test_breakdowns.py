"""Names of classes without the marks of lists before them."""

import pytest
from tests.extraction.test_told_sentences import KNOW, rows_of

from cnesg.extraction.breakdowns import residual


@pytest.mark.parametrize("mark", ["①", "⑴", "❶", "➢", "□", "◆", "•"])
def test_marks_of_lists_are_no_part_of_a_name(mark: str) -> None:
    assert residual(KNOW, f"{mark} 机关后勤") == "机关后勤"
    assert [dict(row.breakdown) for row in rows_of(f"{mark}食水用量为612,204立方米。")] == [{}]


def test_the_company_as_a_whole_is_no_class() -> None:
    assert [dict(row.breakdown) for row in rows_of("2023年，本集团食水用量为612,204立方米。")] == [{}]
