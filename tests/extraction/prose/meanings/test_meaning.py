"""What kind of value a figure is. All texts are invented."""

from tests.extraction.texts import rows_of


def kinds(text: str) -> list[str]:
    return [row.value_kind for row in rows_of(text)]


def test_a_figure_behind_an_aim_and_a_colon_is_the_aim() -> None:
    assert kinds("公司设定了用水量目标：3,200吨。") == ["target"]
    assert kinds("公司完成用水量目标：3,200吨。") == ["actual"]


def test_a_change_of_another_clause_makes_no_list_of_changes() -> None:
    people = [row.value for row in rows_of("贫困户人均收入增加900元，脱贫26户105人。")]
    assert people == [26, 105]
    assert rows_of("水耗、电耗分别降低16千克、3千克。") == []
