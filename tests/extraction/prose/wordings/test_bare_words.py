"""Bare words that stand as labels, and those that do not. All texts are invented."""

import pytest
from tests.extraction.texts import facts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("公司与国内外逾260家供应商开展合作，在认证方面建立流程。", {("suppliers_total", 260)}),
        ("公司邀请260家供应商参加大会。", set()),
        ("公司拥有13家子公司，8,600余名员工，业务遍布各地。", {("employees_total", 8600)}),
        (
            "大会审议产生了由林某等9位董事成员组成的第五届董事会，及白某等5位监事成员组成的第五届监事会。",
            {("board_directors", 9)},
        ),
    ],
)
def test_of_whom_there_are_so_many(text: str, told: set[tuple[str, float]]) -> None:
    assert {(row.metric, row.value) for row in facts(text)} == told
