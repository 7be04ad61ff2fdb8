"""Tables in the forms that the exchanges prescribe for annual reports of companies listed in mainland China."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from cnesg.extraction.documents.passages import Passage, split_page
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page
from cnesg.text.headings import HeadingTree

Grid = tuple[str, Sequence[Sequence[str]], Sequence[float]]
Facts = set[tuple[str, float, str, int, tuple[tuple[str, str], ...]]]
_ROW = 18


def draw_grids(canvas: Any, grids: Sequence[Grid]) -> None:
    """Grids one below the other, each with the line that gives its unit above it."""
    canvas.setFont("STSong-Light", 9)
    top = 760.0
    for unit, rows, xs in grids:
        canvas.drawRightString(xs[-1], top, unit)
        top -= 6
        bottom = top - _ROW * len(rows)
        canvas.setLineWidth(0.5)
        for number in range(len(rows) + 1):
            canvas.line(xs[0], top - _ROW * number, xs[-1], top - _ROW * number)
        for x in xs:
            canvas.line(x, top, x, bottom)
        for number, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                canvas.drawString(x + 4, top - _ROW * number - 13, text)
        top = bottom - 14


@pytest.fixture
def facts(make_pages: Callable[..., list[Page]], knowledge: Knowledge) -> Callable[..., Facts]:
    def run(*grids: Grid) -> Facts:
        page = make_pages(lambda canvas: draw_grids(canvas, grids))[0]
        found = TableReader(knowledge, 2020).read(page)
        return {(c.metric, c.value, c.unit, c.year, tuple(sorted(c.breakdown.items()))) for c in found}

    return run


def test_the_currency_behind_the_unit(facts: Callable[..., Facts]) -> None:
    rows = [
        ["主要会计数据", "2020年", "2019年"],
        ["营业收入", "1,564.20", "1,126.80"],
        ["总资产", "5,612.3", "5,230.2"],
    ]
    assert facts(("单位：万元  币种：人民币", rows, [50, 200, 300, 400])) == {
        ("revenue", 15642000, "CNY", 2020, ()),  # 1,564.20 x 10,000
        ("revenue", 11268000, "CNY", 2019, ()),
        ("total_assets", 56123000, "CNY", 2020, ()),
        ("total_assets", 52302000, "CNY", 2019, ()),
    }


def test_counts_below_a_unit_of_money(facts: Callable[..., Facts]) -> None:
    rows = [["研发投入合计", "157.4"], ["公司研发人员的数量", "362"], ["研发人员数量占公司总人数的比例(%)", "17.92"]]
    assert facts(("单位：万元", rows, [50, 250, 350])) == {
        ("rd_spend", 1574000, "CNY", 2020, ()),
        ("rd_staff", 362, "persons", 2020, ()),
        ("rd_staff_share", 17.92, "%", 2020, ()),
    }


def test_rows_of_the_grid_above_are_no_titles(facts: Callable[..., Facts]) -> None:
    """The last row of the dividends is of 2018, the pollutants below are of the report's year."""
    dividends = [["分红年度", "每10股派息数(元)(含税)"], ["2020年", "1.20"], ["2018年", "4.00"]]
    pollutants = [
        ["主要污染物", "排放口数量", "排放浓度", "排放总量", "核定的排放总量"],
        ["COD", "1", "85.3mg/L", "32.15吨", "120吨"],
        ["氨氮", "1", "6.2mg/L", "2.31吨", "12吨"],
    ]
    found = facts(("单位：元", dividends, [50, 150, 300]), ("", pollutants, [50, 130, 210, 290, 370, 470]))
    assert {fact for fact in found if fact[0] != "dividend_per_share"} == {
        ("cod_emissions", 32.15, "t", 2020, ()),
        ("ammonia_nitrogen_emissions", 2.31, "t", 2020, ()),
    }


def test_heads_of_the_parts_of_a_workforce_are_no_classes(facts: Callable[..., Facts]) -> None:
    rows = [
        ["在职员工的数量合计", "2,020"],
        ["母公司及主要子公司需承担费用的离退休职工人数", "35"],
        ["专业构成"],
        ["专业构成类别", "专业构成人数"],
        ["生产人员", "1,315"],
        ["行政人员", "705"],
        ["合计", "2,020"],
        ["教育程度"],
        ["教育程度类别", "数量(人)"],
        ["本科", "905"],
        ["大专以下", "1,115"],
        ["合计", "2,020"],
    ]
    assert facts(("(一)员工情况", rows, [50, 280, 380])) == {
        ("employees_total", 2020, "persons", 2020, ()),
        ("employees", 1315, "persons", 2020, (("function", "生产人员"),)),
        ("employees", 705, "persons", 2020, (("function", "行政人员"),)),
        ("employees", 905, "persons", 2020, (("education", "本科"),)),
        ("employees", 1115, "persons", 2020, (("education", "大专以下"),)),
    }


def test_a_column_of_kinds_names_no_rows(facts: Callable[..., Facts]) -> None:
    """Each plant is a class of its pollutants; how it discharges names none of them, nor do members a committee."""
    pollutants = [
        ["公司或子公司名称", "主要污染物", "排放方式", "排放浓度", "排放总量", "核定的排放总量"],
        ["晨光化工", "氨氮", "间接排放", "3.15mg/L", "0.94吨", "8.66吨/年"],
        ["江源制品", "氨氮", "有组织排放", "41mg/m3", "9.85吨", "42.7吨/年"],
        ["海川材料", "氨氮", "无组织排放", "8.2mg/m3", "1.76吨", "6.1吨/年"],
    ]
    meetings = [
        ["委员会名称", "成员情况", "召开会议次数"],
        ["审计委员会", "王某、张某", "4"],
        ["战略委员会", "李某、张某", "1"],
    ]
    xs = [50, 140, 230, 310, 380, 450, 540]
    assert facts(("", pollutants, xs), ("专门委员会会议情况", meetings, [50, 150, 260, 360])) == {
        ("ammonia_nitrogen_emissions", 0.94, "t", 2020, (("segment", "晨光化工"),)),
        ("ammonia_nitrogen_emissions", 9.85, "t", 2020, (("segment", "江源制品"),)),
        ("ammonia_nitrogen_emissions", 1.76, "t", 2020, (("segment", "海川材料"),)),
        ("board_committee_meetings", 4, "count", 2020, (("committee", "审计委员会"),)),
        ("board_committee_meetings", 1, "count", 2020, (("committee", "战略委员会"),)),
    }


def test_what_pollutants_are_in_stands_between_them_and_their_plant(facts: Callable[..., Facts]) -> None:
    """The plants' names are whole, also where they hold a word of the vocabulary (处理)."""
    rows = [
        ["公司或子公司名称", "主要污染物的种类", "主要污染物的名称", "排放方式", "排放浓度", "排放总量", "核定的总量"],
        ["东江精密", "水污染物", "氨氮", "纳管", "3.2mg/L", "0.486吨", "2.03吨/年"],
        ["东江热处理", "大气污染物", "颗粒物", "有组织", "8.1mg/m3", "1.15吨", "4.8吨/年"],
    ]
    assert facts(("", rows, [30, 110, 200, 280, 340, 410, 470, 540])) == {
        ("ammonia_nitrogen_emissions", 0.486, "t", 2020, (("segment", "东江精密"),)),
        ("pm_emissions", 1.15, "t", 2020, (("segment", "东江热处理"),)),
    }


def test_people_below_a_title_of_meetings_are_no_meetings(facts: Callable[..., Facts]) -> None:
    rows = [["在职员工的数量合计", "3,236"], ["公司需承担费用的离退休职工人数", "18"]]
    assert facts(("(二)报告期内审计委员会召开5次会议", rows, [50, 280, 380])) == {
        ("employees_total", 3236, "persons", 2020, ())
    }


def test_shares_alone_are_of_what_is_counted_beside_them(facts: Callable[..., Facts]) -> None:
    """The year stands over both columns."""
    rows = [
        ["", "2020年", "2020年", "2020年", "2020年"],
        ["", "新入职员工人数", "比例", "离职员工人数", "离职率"],
        ["男性", "98", "44.3%", "70", "13.2%"],
        ["女性", "123", "55.7%", "92", "12.8%"],
    ]
    male, female = (("gender", "male"),), (("gender", "female"),)
    assert facts(("", rows, [50, 130, 230, 330, 430, 520])) == {
        ("new_hires", 98, "persons", 2020, male),
        ("new_hires_share", 44.3, "%", 2020, male),  # 98 of 221
        ("turnover_count", 70, "persons", 2020, male),
        ("turnover_rate", 13.2, "%", 2020, male),
        ("new_hires", 123, "persons", 2020, female),
        ("new_hires_share", 55.7, "%", 2020, female),
        ("turnover_count", 92, "persons", 2020, female),
        ("turnover_rate", 12.8, "%", 2020, female),
    }


def test_how_columns_part_the_whole_is_no_class(facts: Callable[..., Facts]) -> None:
    rows = [["", "性别", "性别", "年龄组别"], ["", "男", "女", "30至50岁"], ["新入职员工人数", "312", "268", "240"]]
    assert facts(("", rows, [50, 200, 270, 340, 430])) == {
        ("new_hires", 312, "persons", 2020, (("gender", "male"),)),
        ("new_hires", 268, "persons", 2020, (("gender", "female"),)),
        ("new_hires", 240, "persons", 2020, (("age", "30至50岁"),)),
    }


def test_pages_of_an_index_are_no_values(facts: Callable[..., Facts]) -> None:
    rows = [
        ["指标", "描述", "章节", "页码"],
        ["A1.1", "排放物种类", "排放物", "24"],
        ["A1.2", "温室气体排放量", "气候变化", "26-27"],
        ["B1.1", "按性别划分的员工总数", "雇佣", "40"],
    ]
    assert facts(("", rows, [50, 100, 250, 350, 420])) == set()


def test_pollutants_of_no_metric_and_columns_of_exceedances(facts: Callable[..., Facts]) -> None:
    """总磷 below 排放总量 is no greenhouse gas, and 无 below 超标排放情况 is no count of each pollutant."""
    rows = [
        ["主要污染物", "排放口数量", "排放总量（吨）", "核定排放总量（吨/年）", "超标排放情况"],
        ["COD", "2", "36.42", "120.5", "无"],
        ["总磷", "2", "0.20", "1.2", "无"],
        ["石油类", "2", "0.31", "2.4", "无"],
    ]
    assert facts(("", rows, [50, 130, 210, 310, 430, 530])) == {("cod_emissions", 36.42, "t", 2020, ())}


def test_money_and_goods_of_the_table_of_donations(facts: Callable[..., Facts]) -> None:
    rows = [
        ["对外捐赠、公益项目", "数量/内容", "情况说明"],
        ["总投入（万元）", "1,260.40", ""],
        ["其中：资金（万元）", "1,180.00", "捐赠教育基金"],
        ["物资折款（万元）", "80.40", ""],
        ["惠及人数（人）", "5,600", ""],
    ]
    assert facts(("", rows, [50, 220, 330, 450])) == {
        ("donations_total", 12604000, "CNY", 2020, ()),  # 1,260.40 x 10,000
        ("donations_cash", 11800000, "CNY", 2020, ()),
        ("donations_goods", 804000, "CNY", 2020, ()),
        ("beneficiaries", 5600, "persons", 2020, ()),
    }


def test_scopes_take_the_unit_of_their_sum(facts: Callable[..., Facts]) -> None:
    rows = [
        ["指标", "2020年", "2019年"],
        ["温室气体排放总量（范围一+范围二）（吨二氧化碳当量）", "78,412", "80,356"],
        ["直接温室气体排放量（范围一）", "3,605", "3,812"],
        ["间接温室气体排放量（范围二）", "74,807", "76,544"],
    ]
    assert {fact[:4] for fact in facts(("", rows, [50, 320, 400, 480]))} == {
        ("ghg_total", 78412, "tCO2e", 2020),
        ("ghg_total", 80356, "tCO2e", 2019),
        ("ghg_scope1", 3605, "tCO2e", 2020),
        ("ghg_scope1", 3812, "tCO2e", 2019),
        ("ghg_scope2", 74807, "tCO2e", 2020),
        ("ghg_scope2", 76544, "tCO2e", 2019),
    }


def test_what_stands_below_a_dimension_is_a_part_though_no_list_knows_it(facts: Callable[..., Facts]) -> None:
    rows = [
        ["指标", "", "2020年"],
        ["员工总人数（人）", "", "30,042"],
        ["按地区划分", "长三角（人）", "18,420"],
        ["按地区划分", "其他（人）", "11,622"],
    ]
    assert facts(("", rows, [50, 180, 300, 400])) == {
        ("employees_total", 30042, "persons", 2020, ()),
        ("employees", 18420, "persons", 2020, (("type", "长三角"),)),
        ("employees", 11622, "persons", 2020, (("type", "其他"),)),
    }


def test_a_title_says_whose_degrees_are_counted(facts: Callable[..., Facts]) -> None:
    rows = [["学历结构类别", "学历结构人数"], ["博士研究生", "12"], ["硕士研究生", "136"]]
    assert facts(("研发人员学历结构", rows, [50, 250, 350])) == {
        ("rd_staff", 12, "persons", 2020, (("education", "博士研究生"),)),
        ("rd_staff", 136, "persons", 2020, (("education", "硕士研究生"),)),
    }


def test_figures_of_subsidiaries_peers_and_the_parent_alone_are_not_the_company_s(facts: Callable[..., Facts]) -> None:
    subsidiaries = [
        ["公司名称", "公司类型", "注册资本", "总资产", "营业收入", "净利润"],
        ["北岭贸易有限公司", "子公司", "5,000.0", "20,144.7", "41,255.8", "933.5"],
        ["北岭材料有限公司", "子公司", "9,000.0", "87,411.2", "69,877.4", "842.2"],
    ]
    peers = [
        ["同行业可比公司", "研发投入金额", "研发投入占营业收入比例(%)"],
        ["南原股份", "21,558.7", "4.31"],
        ["西坪科技", "11,447.8", "9.63"],
    ]
    parent = [["项目", "2020年度", "2019年度"], ["营业收入", "2,544.7", "2,155.8"], ["利润总额", "3,125.5", "4,014.4"]]
    assert facts(("单位：万元", subsidiaries, [50, 150, 210, 280, 350, 430, 510])) == set()
    assert facts(("单位：万元", peers, [50, 200, 320, 480])) == set()
    assert facts(("母公司利润表", parent, [50, 200, 300, 400])) == set()
    assert facts(("单位：万元", parent, [50, 200, 300, 400]))  # the group's


def test_how_a_liability_moved_is_not_what_was_paid(facts: Callable[..., Facts]) -> None:
    rows = [
        ["项目", "期初余额", "本期增加", "本期减少", "期末余额"],
        ["应付职工薪酬合计", "452.2", "4,020.1", "3,987.6", "484.7"],
    ]
    assert facts(("单位：万元", rows, [50, 170, 250, 330, 410, 490])) == set()
    assets = [["项目", "期末余额", "期初余额"], ["资产总计", "5,874.1", "5,214.7"]]
    assert {(fact[0], fact[1], fact[3]) for fact in facts(("单位：万元", assets, [50, 200, 300, 400]))} == {
        ("total_assets", 58741000, 2020),
        ("total_assets", 52147000, 2019),
    }


def test_this_period_and_the_last_are_years(facts: Callable[..., Facts]) -> None:
    rows = [["项目", "本期发生额", "上期发生额"], ["支付的各项税费", "18,744.1", "16,555.8"]]
    assert facts(("单位：万元", rows, [50, 200, 300, 400])) == {
        ("tax_paid", 187441000, "CNY", 2020, ()),
        ("tax_paid", 165558000, "CNY", 2019, ()),
    }


def test_a_shareholder_has_its_whole_name(facts: Callable[..., Facts]) -> None:
    rows = [
        ["股东名称", "股东性质", "持股比例", "持股数量"],
        ["北岭控股有限公司", "境内非国有法人", "38.25%", "192,186,020"],
        ["王某某", "境内自然人", "6.12%", "30,749,763"],
    ]
    assert facts(("单位：股", rows, [50, 200, 300, 380, 480])) == {
        ("shareholding", 38.25, "%", 2020, (("holder", "北岭控股有限公司"),)),
        ("shareholding", 6.12, "%", 2020, (("holder", "王某某"),)),
    }


def test_how_a_loss_is_filled_in_is_no_class(facts: Callable[..., Facts]) -> None:
    rows = [
        ["项目", "2020年度"],
        ["五、净利润(净亏损以“-”号填列)", "4,166.6"],
        ["1.归属于母公司股东的净利润", "4,125.8"],
    ]
    assert not any("填列" in name for fact in facts(("单位：万元", rows, [50, 300, 400])) for _, name in fact[4])


def test_tables_side_by_side_with_the_same_header(facts: Callable[..., Facts]) -> None:
    rows = [
        ["指标", "单位", "2020年", "指标", "单位", "2020年"],
        ["营业收入", "亿元", "12.4", "员工总数", "人", "6,678"],
        ["纳税额", "亿元", "1.2", "对外捐赠", "万元", "35"],
    ]
    assert facts(("", rows, [50, 130, 180, 240, 330, 380, 440])) == {
        ("revenue", 1_240_000_000, "CNY", 2020, ()),
        ("tax_paid", 120_000_000, "CNY", 2020, ()),
        ("employees_total", 6678, "persons", 2020, ()),
        ("donations_total", 350_000, "CNY", 2020, ()),
    }


def test_labels_and_units_in_both_languages(facts: Callable[..., Facts]) -> None:
    rows = [
        ["指标 Indicator", "单位 Unit", "2020", "2019"],
        ["用电量 Electricity used", "万千瓦时 10,000 kWh", "5,678.9", "5,316.1"],
        ["公益捐赠 Donations", "人民币万元 RMB 10,000", "21.5", "20.3"],
        ["员工总数 Total staff", "人 Persons", "8,765", "8,308"],
    ]
    assert facts(("", rows, [50, 200, 320, 400, 480])) == {
        ("electricity", 56_789_000, "kWh", 2020, ()),
        ("electricity", 53_161_000, "kWh", 2019, ()),
        ("donations_total", 215_000, "CNY", 2020, ()),
        ("donations_total", 203_000, "CNY", 2019, ()),
        ("employees_total", 8765, "persons", 2020, ()),
        ("employees_total", 8308, "persons", 2019, ()),
    }


def test_names_beside_a_label_are_no_class_and_a_unit_holds_for_the_table_below(facts: Callable[..., Facts]) -> None:
    first = [["境内会计师事务所报酬", "95"], ["境内会计师事务所审计年限", "6"]]
    second = [
        ["", "名称", "报酬"],
        ["内部控制审计会计师事务所", "天衡会计师事务所", "30"],
        ["财务顾问", "东岭证券", "12"],
    ]
    grids = ("单位：万元", first, [50, 250, 400]), ("", second, [50, 200, 330, 400])
    assert facts(*grids) == {
        ("audit_fee", 950_000, "CNY", 2020, ()),
        ("audit_fee", 300_000, "CNY", 2020, (("type", "内部控制审计"),)),
    }


def test_water_and_air_are_no_classes_of_pollutants(facts: Callable[..., Facts]) -> None:
    rows = [
        ["公司名称", "种类", "污染物名称", "排放浓度", "排放总量"],
        ["东港化工有限公司", "废水", "化学需氧量", "56mg/L", "12.3吨"],
        ["东港化工有限公司", "废气", "二氧化硫", "8mg/m3", "3.4吨"],
    ]
    firm = (("entity", "东港化工有限公司"),)
    assert facts(("", rows, [50, 160, 210, 320, 400, 480])) == {
        ("cod_emissions", 12.3, "t", 2020, firm),
        ("so2_emissions", 3.4, "t", 2020, firm),
    }


def test_cash_spent_on_shares_bought_back_is_no_dividend(facts: Callable[..., Facts]) -> None:
    rows = [
        ["现金分红金额（含税）", "80,469,135"],
        ["以现金方式回购股份计入现金分红的金额", "0"],
        ["合计分红金额（含税）", "80,469,135"],
    ]
    assert facts(("单位：元", rows, [50, 300, 420])) == {("dividends_total", 80_469_135, "CNY", 2020, ())}


def test_the_unit_below_the_year_in_the_head_of_a_column(facts: Callable[..., Facts]) -> None:
    rows = [
        ["", "2020年千港元", "2019年千港元"],
        ["收入", "1,256,800", "1,198,300"],
        ["年度審核服務", "1,680", "1,600"],
    ]
    assert facts(("", rows, [50, 200, 300, 400])) == {
        ("revenue", 1_256_800_000, "HKD", 2020, ()),
        ("revenue", 1_198_300_000, "HKD", 2019, ()),
        ("audit_fee", 1_680_000, "HKD", 2020, ()),
        ("audit_fee", 1_600_000, "HKD", 2019, ()),
    }


def test_what_is_owed_to_the_staff_is_no_pay_of_the_year(facts: Callable[..., Facts]) -> None:
    rows = [["项目", "2020年", "2019年"], ["应付职工薪酬", "45.6", "41.2"], ["资产总计", "1,876.5", "1,765.4"]]
    assert facts(("单位：万元", rows, [50, 200, 300, 400])) == {
        ("total_assets", 18_765_000, "CNY", 2020, ()),
        ("total_assets", 17_654_000, "CNY", 2019, ()),
    }


def test_addresses_name_no_branches(facts: Callable[..., Facts]) -> None:
    rows = [
        ["机构名称", "地址", "员工数（人）"],
        ["滨江支行", "滨江区江南路12号", "48"],
        ["高新支行", "高新区科技路8号", "39"],
    ]
    named = {value: classes for _, value, _, _, classes in facts(("", rows, [50, 160, 330, 420]))}
    assert {value: [name for _, name in classes] for value, classes in named.items()} == {
        48: ["滨江支行"],
        39: ["高新支行"],
    }


def test_of_restated_years_the_figures_as_restated_count(facts: Callable[..., Facts]) -> None:
    rows = [
        ["", "2020年", "2019年调整前", "2019年调整后"],
        ["营业收入（元）", "1,564,200.10", "1,126,800.20", "1,131,400.30"],
        ["总资产（元）", "5,612,300.40", "5,230,200.50", "5,236,700.60"],
    ]
    assert facts(("", rows, [50, 180, 280, 390, 500])) == {
        ("revenue", 1564200.1, "CNY", 2020, ()),
        ("revenue", 1131400.3, "CNY", 2019, ()),
        ("total_assets", 5612300.4, "CNY", 2020, ()),
        ("total_assets", 5236700.6, "CNY", 2019, ()),
    }


def test_columns_that_count_shares_give_no_share_of_the_capital(facts: Callable[..., Facts]) -> None:
    rows = [
        ["股东名称", "股东性质", "持股比例", "报告期内增减变动情况", "持有有限售条件的股份数量"],
        ["南岭实业有限公司", "境内非国有法人", "28.40%", "0", "0"],
        ["赵某某", "境内自然人", "5.30%", "0", "4,410,000"],
    ]
    assert facts(("单位：股", rows, [50, 170, 260, 330, 440, 560])) == {
        ("shareholding", 28.4, "%", 2020, (("holder", "南岭实业有限公司"),)),
        ("shareholding", 5.3, "%", 2020, (("holder", "赵某某"),)),
    }


def test_weaknesses_stand_below_the_standards_that_they_were_found_by(facts: Callable[..., Facts]) -> None:
    rows = [
        ["缺陷认定标准", "缺陷认定标准", "缺陷认定标准"],
        ["类别", "财务报告", "非财务报告"],
        ["财务报告重大缺陷数量（个）", "0", ""],
    ]
    assert facts(("", rows, [50, 250, 350, 450])) == {
        ("internal_control_weaknesses", 0, "count", 2020, (("controls", "财务报告"),)),
    }


def test_rows_are_of_the_title_that_their_number_names(facts: Callable[..., Facts]) -> None:
    rows = [
        ["指标", "计量单位", "数量"],
        ["1.产业发展脱贫", "——", "——"],
        ["1.4帮助建档立卡贫困人口脱贫数", "人", "63"],
        ["9.其他项目", "——", "——"],
        ["其中：9.1项目个数", "个", "7"],
        ["9.2投入金额", "万元", "41.5"],
    ]
    assert facts(("精准扶贫成效", rows, [50, 280, 350, 420])) == {
        ("poverty_alleviated_people", 63, "persons", 2020, (("programme", "产业发展脱贫"),)),
        ("poverty_alleviation_projects", 7, "count", 2020, (("programme", "其他项目"),)),
        ("poverty_alleviation_investment", 415_000, "CNY", 2020, (("programme", "其他项目"),)),
    }


def test_all_who_were_paid_and_former_staff_are_not_the_staff(facts: Callable[..., Facts]) -> None:
    rows = [
        ["在职员工的数量合计（人）", "1,310"],
        ["当期领取薪酬员工总人数（人）", "1,402"],
        ["需承担费用的离退休职工人数（人）", "77"],
    ]
    assert facts(("", rows, [50, 300, 400])) == {("employees_total", 1310, "persons", 2020, ())}


def test_a_sum_set_in_the_middle_is_no_part_of_the_row_above_it(facts: Callable[..., Facts]) -> None:
    rows = [["教育程度类别", "数量（人）"], ["本科", "640"], ["大专及以下", "480"], ["      合计", "1,120"]]
    found = facts(("员工教育程度", rows, [50, 250, 350]))
    assert ("employees", 1120.0, "persons", 2020, (("education", "大专及以下"),)) not in found
    assert ("employees", 480.0, "persons", 2020, (("education", "大专及以下"),)) in found


def test_taxes_given_back_were_not_paid(facts: Callable[..., Facts]) -> None:
    rows = [["项目", "2020年"], ["增值税即征即退", "412.6"], ["支付的各项税费", "3,518.2"]]
    assert facts(("单位：万元", rows, [50, 250, 350])) == {("tax_paid", 35_182_000, "CNY", 2020, ())}


def test_rows_below_a_head_that_ends_the_page_before(
    make_pages: Callable[..., list[Page]], knowledge: Knowledge
) -> None:
    """Of the head alone, and of what stands above it: the page after tells no more than names and numbers."""

    def head(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(50, 112, "前十名股东持股情况")
        draw_rows(canvas, [["股东名称", "报告期内增减", "期末持股数量", "比例(%)", "质押数量"]], 100)

    def body(canvas: Any) -> None:
        draw_rows(
            canvas,
            [["南岭实业有限公司", "0", "61,344,000", "28.40", "0"], ["赵某某", "0", "11,448,000", "5.30", "0"]],
            780,
        )

    def draw_rows(canvas: Any, rows: Sequence[Sequence[str]], top: float) -> None:
        canvas.setFont("STSong-Light", 9)
        xs = [50, 170, 260, 350, 430, 520]
        for number in range(len(rows) + 1):
            canvas.line(xs[0], top - _ROW * number, xs[-1], top - _ROW * number)
        for x in xs:
            canvas.line(x, top, x, top - _ROW * len(rows))
        for number, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                canvas.drawString(x + 4, top - _ROW * number - 13, text)

    reader = TableReader(knowledge, 2020)
    found = [c for page in make_pages(head, body) for c in reader.read(page)]
    assert {(c.metric, c.value, *c.breakdown.values()) for c in found} == {
        ("shareholding", 28.4, "南岭实业有限公司"),
        ("shareholding", 5.3, "赵某某"),
    }


def test_a_title_with_dashes_for_values_parts_the_staff_it_names(facts: Callable[..., Facts]) -> None:
    """A row of dashes is no figure that nobody has where its label says by what the rows below it divide."""
    rows = [
        ["", "2020年", "2019年"],
        ["研发人员数量（人）", "241", "226"],
        ["研发人员学历结构", "——", "——"],
        ["本科", "133", "128"],
        ["硕士", "41", "37"],
        ["研发人员年龄构成", "——", "——"],
        ["30岁以下", "72", "70"],
        ["研发投入金额（万元）", "6,210", "5,880"],
    ]
    found = facts(("", rows, [50, 250, 350, 450]))
    assert {fact for fact in found if fact[3] == 2020} == {
        ("rd_staff", 241, "persons", 2020, ()),
        ("rd_staff", 133, "persons", 2020, (("education", "本科"),)),
        ("rd_staff", 41, "persons", 2020, (("education", "硕士"),)),
        ("rd_staff", 72, "persons", 2020, (("age", "30岁以下"),)),
        ("rd_spend", 62100000, "CNY", 2020, ()),
    }


def test_money_of_relief_is_of_the_kind_that_its_label_is(facts: Callable[..., Facts]) -> None:
    rows = [
        ["扶贫及乡村振兴项目", "数量/内容"],
        ["总投入（万元）", "61.40"],
        ["其中：资金（万元）", "50.00"],
        ["物资折款（万元）", "11.40"],
    ]
    assert facts(("", rows, [50, 250, 350])) == {
        ("poverty_alleviation_investment", 614000, "CNY", 2020, ()),
        ("poverty_alleviation_investment", 500000, "CNY", 2020, (("type", "资金"),)),
        ("poverty_alleviation_investment", 114000, "CNY", 2020, (("type", "物资折款"),)),
    }


def test_plants_are_named_overleaf_though_a_torn_cell_begins_the_page(
    make_pages: Callable[..., list[Page]], knowledge: Knowledge
) -> None:
    """What the heads of names say holds on the next page; the end of a cell that the page tore is no head."""
    xs = [50, 130, 210, 290, 350, 430, 510]
    head = ["公司或子公司名称", "污染物的名称", "排放方式", "排放口数量", "排放浓度", "排放总量"]
    above = [["序号", "项目"], *[[str(number), "已完成"] for number in range(1, 32)]]
    first = [head, ["东洲化工", "化学需氧量", "间歇", "1", "41mg/L", "9.40吨"]]
    rest = [
        ["", "", "排放", "", "", ""],
        ["东洲材料", "氮氧化物", "连续", "2", "28mg/m³", "17.20吨"],
        ["东洲材料", "二氧化硫", "连续", "2", "9mg/m³", "6.10吨"],
    ]
    pages = make_pages(
        lambda canvas: draw_grids(canvas, [("", above, [50, 130, 210]), ("", first, xs)]),
        lambda canvas: draw_grids(canvas, [("", rest, xs)]),
    )
    reader = TableReader(knowledge, 2020)
    found = [one for page in pages for one in reader.read(page)]
    assert {(one.metric, one.value, *one.breakdown.values()) for one in found} == {
        ("cod_emissions", 9.4, "东洲化工"),
        ("nox_emissions", 17.2, "东洲材料"),
        ("so2_emissions", 6.1, "东洲材料"),
    }


@pytest.mark.parametrize(("beside", "dates"), [(True, False), (False, True)])
def test_a_year_beside_another_cell_is_no_heading_and_one_alone_is(
    make_pages: Callable[..., list[Page]], *, beside: bool, dates: bool
) -> None:
    """2021年末 over a column of a table would date all that follows; a year alone on its height may."""

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        if beside:
            canvas.drawString(200, 706, "本年末比上年末")
            canvas.drawString(200, 694, "增减(%)")
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(420 if beside else 50, 700, "2021年末")
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(50, 600, "前五名客户销售额占年度销售总额的22.68%。")

    page = make_pages(draw)[0]
    told = [part for part in split_page(page.lines, HeadingTree(), tabs=False) if isinstance(part, Passage)]
    above = next(part.headings for part in told if "22.68" in part.text)
    assert ("2021年末" in above) is dates
