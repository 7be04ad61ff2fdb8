"""Which lines of a text file run on from one to the next."""

import pytest

from cnesg.text import Line, Word
from cnesg.text.paragraphs import paragraphs


def joined(*texts: str) -> list[str]:
    lines = [Line(text, number, None) for number, text in enumerate(texts, start=1)]
    return [paragraph.text for paragraph in paragraphs(lines)]


LONG = "公司高度重视安全生产工作，认真落实安全生产责任制，持续开展隐患排查治理"


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ((LONG + "，全年投入安全", "费用一百万元。"), 1),  # a sentence broken off by the page
        ((LONG + LONG[:20] + "，参加", "培训，" + 3 * LONG + "。"), 1),  # ... far shorter than the next line
        ((LONG + LONG[:20] + "，参加", "公司，" + 3 * LONG + "。"), 2),  # whose subject is its own
        ((LONG + "。", "表一：环保投入（万元）"), 2),  # a Chinese line that ends with a sentence is whole
        (("安全生产数据", "安全生产投入金额：12.5万元", LONG + "。"), 3),  # a key figure stands by itself
        (("（四）加强先进技术、工艺应用，加快改造升级", LONG + LONG + "。"), 2),  # a heading with commas
        (
            ("五、技能提升、成果共享，增强职工获得感", "公司以培育工匠为目标，坚持以文化启迪人心，以制度激"),
            2,
        ),  # hardly shorter
        (("公司治理", LONG + "。"), 2),
        ((LONG + "。公司", LONG + "。"), 1),  # broken off behind a full stop
    ],
)
def test_lines_run_on(texts: tuple[str, ...], count: int) -> None:
    assert len(joined(*texts)) == count


def test_a_blank_line_inside_a_sentence_parts_nothing() -> None:
    first, rest = (
        "公司重视节水，全年工业用水总量为五千三百万吨，水的重复",
        "利用率97.87%，达到清洁生产水平，位居行业前列。",
    )
    assert joined(first, "", rest) == [first + rest]
    assert joined("公司重视节水工作并持续投入，建设了循环水系统。", "", rest) == [
        "公司重视节水工作并持续投入，建设了循环水系统。",
        rest,
    ]
    assert joined("节约用水", "", rest) == ["节约用水", rest]


def on_page(*texts: str) -> list[str]:
    """Lines of one paragraph's leading on a page, as wide as their text."""
    lines = []
    for number, text in enumerate(texts):
        box = (50.0, 100.0 + 12 * number, 50.0 + 5 * len(text), 110.0 + 12 * number)
        lines.append(Line(text, number + 1, 1, (Word(text, 0, box, 10.0),)))
    return [paragraph.text for paragraph in paragraphs(lines)]


def lines_of(*placed: tuple[str, float, float, float]) -> list[str]:
    """Texts with their left edges, upper edges and the height of their first character; the rest is ten points high."""
    lines = []
    for number, (text, x, y, height) in enumerate(placed):
        first = Word(text[:1], 0, (x, y, x + 5, y + height), height)
        rest = Word(text[1:], 1, (x + 5, y, x + 5 * len(text), y + 10), 10.0)
        lines.append(Line(text, number + 1, 1, (first, rest)))
    return [paragraph.text for paragraph in paragraphs(lines)]


def test_a_line_that_begins_with_a_low_character_is_of_the_same_size() -> None:
    first, second = "截至报告期末，公司有少数民族员", "工913人；残疾员工58人。"
    assert lines_of((first, 50.0, 100.0, 10.0), (second, 50.0, 112.0, 6.8)) == [first + second]


def test_a_sentence_goes_on_with_a_figure_in_the_next_column() -> None:
    first, second = "公司员工流失率为4%。全年共招聘毕业生", "412人，其中女性190人。"
    assert lines_of((first, 50.0, 700.0, 10.0), (second, 300.0, 100.0, 10.0)) == [first + second]
    key = "412人"
    assert lines_of((first, 50.0, 700.0, 10.0), (key, 300.0, 100.0, 10.0)) == [first, key]


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("员工总数：4,317人", "培训总时长：86,420小时", "女性员工占比：46%"), 3),
        (("在研项目：46项，其中新药12项", "研发人员：310人，占比9%", "研发投入：2亿元，占比5%"), 3),
        (("2023年，公司组织职工代表大会并走访慰问困难职工，发放慰问金", "68.3万元；开展体检2,100人次。"), 1),
        (("0 fatalities were reported. The frequency of injuries was", "4.7 per million hours worked."), 1),
        (("186,420 hours of training", "46% women in the workforce"), 2),
        (("Total employees: 4,317", "Scope 1 emissions: 512,730 tCO2e", "Women – 46%"), 3),
        (("4,317 employees", "86,420 hours of training", "46% of them women"), 3),
        (("Total employees", "4,317", "Training hours", "86,420 hours", "Women", "46%"), 3),
        (("4,317", "Total employees", "86,420 hours", "Training hours", "46%", "Women"), 3),
        (("We counted those who work with us: 4,317", "people in all, more than the year before."), 1),
        (("Our people work at 27 sites in nine countries and", "46% of them are women."), 1),
    ],
)
def test_figures_listed_on_a_page_are_lines_of_their_own(texts: tuple[str, ...], count: int) -> None:
    assert len(on_page(*texts)) == count


def test_a_heading_is_larger_than_text_whose_figures_come_from_another_font() -> None:
    title = Line("噪声控制", 1, 1, (Word("噪声控制", 0, (50.0, 100.0, 102.0, 113.0), 13.0),))
    begun = Word("全年检修风机", 0, (50.0, 120.0, 110.0, 130.0), 10.0)
    figure = Word("36", 6, (110.0, 119.0, 122.0, 131.0), 11.6)
    text = Line("全年检修风机36台。", 2, 1, (begun, figure, Word("台。", 8, (122.0, 120.0, 142.0, 130.0), 10.0)))
    assert [paragraph.text for paragraph in paragraphs([title, text])] == [title.text, text.text]
    plain = Line("全年检修", 1, 1, (Word("全年检修", 0, (50.0, 108.0, 90.0, 117.8), 9.8),))
    assert [paragraph.text for paragraph in paragraphs([plain, text])] == [plain.text + text.text]


@pytest.mark.parametrize(("label", "parts"), [("光伏并网装机容量（MW）", 2), (3 * "光伏并网装机容量", 1)])
def test_a_short_label_at_the_end_of_a_column_begins_no_sentence_of_the_next(label: str, parts: int) -> None:
    beside = "公司持续推进绿色矿山建设，全年复垦土地面积扩大，厂区绿化稳步"
    assert len(lines_of((label, 50.0, 700.0, 10.0), (beside, 300.0, 100.0, 10.0))) == parts
