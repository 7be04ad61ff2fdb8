"""What may name the values of a text file's table: the texts around them. All texts are invented."""

from tests.extraction.texts import facts


def told(text: str) -> set[tuple[str, float]]:
    return {(row.metric, row.value) for row in facts(text)}


def test_average_ages_count_nobody() -> None:
    assert told("员工统计\n\n平均年龄\n\t南坡\t北坡\n行政人员\t41\t38\n") == set()


def test_a_share_is_not_of_the_row_above() -> None:
    text = "指标\t单位\t2021年\n研发投入占营业收入比例\t%\t3.2\n研发人员占比\t%\t28.2\n"
    assert told(text) == {("rd_spend_share", 3.2), ("rd_staff_share", 28.2)}


def test_a_function_is_no_part_of_the_function_above() -> None:
    text = "员工总数（人）\t\t444\n岗位构成\t数量（人）\n技术研发人员\t319\n生产人员\t125\n"
    assert ("rd_staff", 125) not in told(text)
    assert ("employees", 125) in told(text)


def test_a_ratio_that_only_holds_the_word_of_a_class_is_a_thing_of_its_own() -> None:
    assert told("供应商\t2021年\t2020年\n一级资本比率（%）\t17.9\t19.1\n") == set()


def test_a_column_of_exceedances_holds_no_zeros() -> None:
    text = "主要污染物\t排放口数量\t超标情况\t排放总量（吨）\n化学需氧量\t1\t无\t91.1\n"
    assert told(text) == {("cod_emissions", 91.1)}


def test_the_head_of_a_column_of_dates_names_no_figures() -> None:
    assert told("公告日\t派息\t转增股\n2021/4/8\t0.7\t6\n") == set()


def test_a_sentence_beside_a_figure_tells_of_other_years() -> None:
    text = (
        "简介\t资产总额\n公司自1998年由南坡铸造厂改制设立以来一直从事铸件的设计与制造并在各地设有多家分厂及办事处"
        "产品销往海内外受到好评\t3.30亿元\n"
    )
    assert {row.year for row in facts(text)} <= {2021}


def test_what_a_unit_divides_by_tells_whose_intensity_it_is() -> None:
    text = "指标\t单位\t2021年\n耗水密度\t立方米/雇员\t37.5\n"
    assert told(text) == {("water_intensity_per_employee", 37.5)}


def test_how_something_is_let_out_is_no_part_of_its_name() -> None:
    text = "公司\t污染物\t排放方式\t排放总量\n南坡铸造厂\t氨氮\t间接排放\t1.41吨\n"
    assert told(text) == {("ammonia_nitrogen_emissions", 1.41)}


def test_a_header_that_says_this_period_names_no_class() -> None:
    rows = facts("项目\t本期数\t上年同期数\n环保投入（万元）\t82.3\t80.1\n")
    assert [row.breakdown for row in rows if row.value == 823_000] == [{}]


def test_rising_numbers_below_a_count_are_no_pages() -> None:
    text = "教育程度类别\t数量（人）\n硕士\t119\n本科\t323\n大专\t627\n"
    assert told(text) == {("employees", 119), ("employees", 323), ("employees", 627)}
    assert told("员工培训\t16\n女性员工\t23\n员工总数\t31\n") == set()
