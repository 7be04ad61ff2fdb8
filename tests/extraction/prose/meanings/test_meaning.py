"""What kind of value a figure is. All texts are invented."""

from tests.extraction.test_told_sentences import rows_of


def kinds(text: str) -> list[str]:
    return [row.value_kind for row in rows_of(text)]


def test_a_figure_behind_an_aim_and_a_colon_is_the_aim() -> None:
    assert kinds("公司设定了用水量目标：3,200吨。") == ["target"]
    assert kinds("公司完成用水量目标：3,200吨。") == ["actual"]
