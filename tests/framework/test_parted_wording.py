"""Wordings in parts stand in one clause."""

from tests.extraction.texts import rows_of


def test_a_comma_behind_chinese_ends_a_clause_before_digits_too() -> None:
    found = [(row.metric, row.value) for row in rows_of("公司开展志愿服务活动30次，650人次参加。")]
    assert found == [("volunteers", 650)]


def test_a_theme_in_quotation_marks_parts_no_course_from_its_verb() -> None:
    found = [(row.metric, row.value) for row in rows_of("公司邀请专家举办五期“颈椎病的预防与保健知识”专题系列讲座。")]
    assert found == [("training_sessions", 5)]
