from cnesg.text.marked_tables import without_marks
from cnesg.text.plain import text_lines


def test_a_table_in_one_line_gives_its_rows() -> None:
    text = (
        '前言\n<div><table border="1"><tr><td>指标</td><td>单位</td><td>2024</td></tr>'
        "<tr><td>用水量</td><td>吨</td><td>3,120</td></tr></table></div>\n完"
    )
    lines = text_lines(text)
    assert [line.text for line in lines if line.text] == ["前言", "指标\t单位\t2024", "用水量\t吨\t3,120", "完"]
    assert [line.cited for line in lines if line.text] == [1, 2, 2, 3]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def test_a_table_over_many_lines_keeps_their_numbers() -> None:
    text = "<table>\n<tr>\n<th>A</th>\n<th>B</th>\n</tr>\n<tr>\n<td>c</td>\n<td>d</td>\n</tr>\n</table>\n"
    assert [(at, row) for at, row in without_marks(text) if row] == [(2, "A\tB"), (6, "c\td")]


def test_cells_that_span_rows_and_columns_leave_places_empty() -> None:
    text = (
        "<table><tr><td rowspan=2>废气</td><td colspan='2'>颗粒物<br>（PM）</td><td>1</td></tr>"
        "<tr><td>a</td><td>b</td><td>2</td></tr><tr><td>c</td></tr></table>"
    )
    assert [row for _, row in without_marks(text) if row] == ["废气\t颗粒物 （PM）\t\t1", "\ta\tb\t2", "c"]


def test_rows_that_hold_nothing_are_left_out() -> None:
    assert [row for _, row in without_marks("<table><tr><td></td></tr><tr><td>x</td></tr></table>") if row] == ["x"]


def test_other_tags_go_and_signs_stay() -> None:
    assert without_marks("CO<sub>2</sub>排放&nbsp;<30岁\n<img src='a.png' />\n\nend") == [
        (1, "CO2排放&nbsp;<30岁"),
        (3, ""),
        (4, "end"),
    ]


def test_the_list_of_cells_that_a_program_printed() -> None:
    assert without_marks("['员工总数（人）', '', '642']\n[1] 注\n['坏', 1]") == [
        (1, "员工总数（人）\t\t642"),
        (2, "[1] 注"),
        (3, "['坏', 1]"),
    ]


def test_a_table_that_never_ends_is_text() -> None:
    assert without_marks("<table><tr><td>用水量</td>") == [(1, "用水量")]


def test_time_grows_with_the_text_where_nothing_closes() -> None:
    """Minutes went by while every opening looked for its end through all of the rest."""
    for opening in ("<table>", "<table ", "<table><caption>", "</table><table><tr><td "):
        rows = without_marks(opening * 60_000 + "\nend")
        assert rows[-1] == (2, "end")
