"""Wordings in parts stand in one clause."""

from tests.extraction.test_told_sentences import rows_of


def test_a_comma_behind_chinese_ends_a_clause_before_digits_too() -> None:
    found = [(row.metric, row.value) for row in rows_of("公司开展志愿服务活动30次，650人次参加。")]
    assert found == [("volunteers", 650)]
