"""Passages: what is matched, and the way back to what is printed."""

from hypothesis import given
from hypothesis import strategies as st

from cnesg.extraction.clauses import Clauses, sentence_spans
from cnesg.extraction.documents.passages import Passage, Rows, compact, split_page
from cnesg.text import Line, fold
from cnesg.text.headings import HeadingTree
from cnesg.text.paragraphs import Paragraph


def lines(text: str) -> list[Line]:
    return [Line(line, number, None) for number, line in enumerate(text.split("\n"), start=1)]


def test_blanks_inside_chinese_go_and_others_stay() -> None:
    assert compact("员 工总数 12,345 人 of which 5")[0] == "员工总数12,345人 of which 5"


def test_a_misread_zero_inside_a_number_is_one() -> None:
    assert compact("捐款5◦万元,2〇16年,3零售店")[0] == "捐款50万元,2016年,3零售店"
    assert compact("2. 〇6亿兀,1〇〇多名,4 • 9万元,3•5期")[0] == "2. 06亿元,100多名,4. 9万元,3•5期"


def test_misread_formulas_and_numbers_broken_by_a_tab_are_mended() -> None:
    assert compact("C02排放,S〇2,C0D和N0x,CO2")[0] == "CO2排放,SO2,COD和NOx,CO2"
    assert compact("捐赠金额:35.\t32万元")[0] == "捐赠金额:35.32万元"
    assert compact("100°%,46.8。/。,2.09<%。98%。,5佘人,60干瓦")[0] == "100%,46.8%,2.09%。98%,5余人,60千瓦"


def test_figures_of_formulas_set_lower_stand_with_their_letters() -> None:
    assert compact("CO 2 , tCO 2 e, NO x, N 2 O, R & D staff")[0] == "CO2 , tCO2e, NOx, N2O, R&D staff"
    assert compact("TESCO 2 stores, CO 2.5, room NO 2")[0] == "TESCO 2 stores, CO 2.5, room NO 2"


def test_a_bullet_and_a_tab_make_no_row() -> None:
    parts = list(
        split_page(lines("■\t全年用电量120万千瓦时，比上年下降5%。\n捐赠金额：35.\t32万元\t"), HeadingTree(), tabs=True)
    )
    assert not any(isinstance(part, Rows) for part in parts)


@given(st.text("员工总数 12,3人%◦〇。（）ａb\t", max_size=60))
def test_every_character_knows_where_it_came_from(text: str) -> None:
    clean, origin = compact(text)
    assert len(origin) == len(clean) + 1
    assert list(origin) == sorted(set(origin))
    folded = fold(text)
    assert all(char in {folded[at], "0", "。", "%"} for char, at in zip(clean, origin, strict=False))


def test_a_quote_is_the_sentence_as_printed() -> None:
    text = "公司重視環保。用電量１，８３８ 度。用水300吨。"
    passage = Passage.of(Paragraph(text, tuple(lines(text)), (0,)), ())
    at = passage.text.index("1,838")
    assert passage.place(at, at + 5).quote == "用電量１，８３８ 度。"
    assert passage.original(at, at + 5) == "１，８３８"


def test_rows_and_prose_are_told_apart_and_headings_collected() -> None:
    text = "一、环境\n\n指标\t2021年\n用电量\t5\n\n公司重视环保工作，持续投入资金。"
    parts = list(split_page(lines(text), HeadingTree(), tabs=True))
    kinds = [type(part).__name__ for part in parts]
    assert kinds == ["Passage", "Rows", "Passage"]
    rows = parts[1]
    assert isinstance(rows, Rows)
    assert [line.number for line in rows.lines] == [3, 4]
    assert rows.headings == ("一、环境",)


def test_the_title_of_the_report_stands_above_nothing() -> None:
    """The name of the company in it may be wording: 控股 named shares of staff as shares held."""
    text = "东江控股有限公司 环境、社会及管治报告 2022/23\n\n公司有员工412人。"
    passages = [part for part in split_page(lines(text), HeadingTree(), tabs=False) if isinstance(part, Passage)]
    assert passages[-1].headings == ()


def test_sentences_end_at_stops_but_not_at_decimals_or_abbreviations() -> None:
    text = "Energy Co. Ltd. used 3.5 MWh. Water was 2 m3; waste 1 t。"
    assert [text[a:b].strip() for a, b in sentence_spans(text)] == [
        "Energy Co. Ltd. used 3.5 MWh.", "Water was 2 m3;", "waste 1 t。",
    ]  # fmt: skip


def test_a_comma_inside_a_number_parts_no_clause() -> None:
    text = "用电1,838度,用水300吨"
    clauses = Clauses(text, 0, len(text))
    assert text[slice(*clauses.span(5))] == "用电1,838度"
    assert clauses.between(0, len(text) - 1) == 1


def test_digits_that_recognition_set_apart_are_one_number() -> None:
    assert compact("20 16年新增就业1371 1人，培训6 3 5名")[0] == "2016年新增就业13711人,培训635名"
    assert compact("表1 2 3")[0] == "表1 2 3"
