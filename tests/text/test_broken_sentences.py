"""Lines of a text file that go on with a sentence that a page, or a far shorter line, breaks off."""

from cnesg.text import Line
from cnesg.text.broken_sentences import with_broken_sentences
from cnesg.text.paragraphs import paragraphs

BEGUN = "公司全年共下达技术创新项目计划五十一项，其中产品开"
REST = "发项目二十八项，" + "充分发挥了技术创新对企业发展的推动作用，" * 4 + "进一步提升了整体研发能力。"


def joined(*texts: str, left_out: frozenset[int] = frozenset()) -> list[str]:
    lines = [Line(text, number, None) for number, text in enumerate(texts, start=1)]
    return [paragraph.text for paragraph in paragraphs(with_broken_sentences(lines, left_out))]


def test_a_sentence_goes_on_behind_a_page_number() -> None:
    assert joined(BEGUN, "12", REST, left_out=frozenset({2})) == [BEGUN + REST]
    assert joined(BEGUN, "", "12", "", REST, left_out=frozenset({3})) == [BEGUN + REST]


def test_without_a_page_s_end_the_broken_word_tells_it() -> None:
    assert joined(BEGUN, REST) == [BEGUN, REST]
    elsewhere = "研发中心负责新品的开发，开发流程分为四步，每一步开发都经过评审，评审由各部门共同完成。"
    assert joined(BEGUN, REST, elsewhere)[0] == BEGUN + REST


def test_titles_and_new_subjects_go_on_with_nothing() -> None:
    title = "（三）加强先进技术应用，加快产品结构调整与升级"
    assert joined(title, "12", REST, left_out=frozenset({2})) == [title, REST]
    anew = "公司" + REST
    assert joined(BEGUN, "12", anew, left_out=frozenset({2})) == [BEGUN, anew]
    assert joined("加强管理，提升水平", "12", REST, left_out=frozenset({2})) == ["加强管理，提升水平", REST]


def test_a_unit_goes_on_with_the_figure_before_it() -> None:
    begun, rest = "报告期内，公司累计投入6130", "万元用于废水、废气治理设施的建设和运行维护。"
    assert joined(begun, rest) == [begun + rest]
    assert joined("环保投入6130", rest) == ["环保投入6130", rest]


def test_where_lines_are_wrapped_a_full_one_before_a_blank_one_goes_on() -> None:
    wrapped = ["本集团始终坚持绿色发展理念，持续完善环境管理体系，推动节能减排工作"] * 40
    full, rest = "全年向员工支付薪酬、向债权人支付利息以及对外捐赠的金额合计共达到了", "12.6亿元，其中捐赠320万元。"
    assert joined(*wrapped, full, "", rest)[-1].endswith(full + rest)
    short = "全年对外捐赠的金额合计共达到了"
    assert joined(*wrapped, "", short, "", rest)[-1] == rest
    assert joined(full, "", rest) == [full, rest]
