"""Tables of contents, whose numbers are pages. All texts are invented."""

from tests.extraction.test_quantities import document, facts

from cnesg.extraction.contents import contents_lines

CONTENTS = "目 录\n关于我们\t12\n员工培训\t19\n客户满意度\t28\n绿色办公\t37\n"


def lines_of(text: str) -> set[int]:
    return contents_lines(next(iter(document(text).pages())).lines)


def test_short_lines_with_pages_below_the_title_are_contents() -> None:
    assert lines_of(CONTENTS + "公司秉持诚信经营的理念。") == {1, 2, 3, 4, 5}


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
