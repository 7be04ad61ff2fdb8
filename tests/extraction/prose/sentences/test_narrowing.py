"""What a report of several lines says of a part: by its heading, by the sentence before."""

from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import Document, Line, Page


def classes(text: str) -> dict[tuple[str, float], dict[str, str]]:
    lines = tuple(Line(line, number, None) for number, line in enumerate(text.split("\n"), start=1))
    page = Page(None, 0.0, 0.0, lines)
    document = Document("0" * 64, "report.txt", "text/plain", "zh", 1, lambda: iter([page]))
    return {(q.metric, q.value): q.breakdown for q in extract_quantities(document, KNOW, year=2021)}


def test_a_heading_that_is_a_plants_name_holds_for_what_stands_below() -> None:
    found = classes("一、环境\n\n城东电厂\n\n报告期内完成超低排放改造，二氧化硫排放量95吨。\n")
    assert found == {("so2_emissions", 95.0): {"entity": "城东电厂"}}


def test_a_sentence_without_a_subject_is_about_the_part_before() -> None:
    found = classes("城东电厂完成超低排放改造。二氧化硫排放量95吨。公司二氧化硫排放量共计420吨。\n")
    assert found == {("so2_emissions", 95.0): {"entity": "城东电厂"}, ("so2_emissions", 420.0): {}}


def test_the_companys_own_short_name_is_no_part() -> None:
    found = classes("北江恒丰纸业股份有限公司2021年社会责任报告\n\n2021年，恒丰公司用电量320万千瓦时。\n")
    assert found == {("electricity", 3200000.0): {}}


def test_a_table_with_one_column_of_values_has_no_class_in_its_header() -> None:
    found = classes("指标\t单位\t本集团\n用电量\t千瓦时\t3200000\n用水量\t吨\t45000\n")
    assert found == {("electricity", 3200000.0): {}, ("water_total", 45000.0): {}}


def test_a_kind_in_brackets_stands_beside_the_pollutant() -> None:
    found = classes("指标\t单位\t2020\t2021\n二氧化硫排放绩效（发电）\tkg/t\t1.19\t0.52\n")
    assert found[("pollutant_intensity", 0.52)] == {"pollutant": "二氧化硫", "type": "发电"}


def test_a_subsidiarys_short_name_begins_what_is_about_it() -> None:
    found = classes(
        "恒丰集团股份有限公司2021年社会责任报告\n\n恒丰集团股份有限公司持有安泰财产保险股份有限公司65%股权。\n\n"
        "子公司安泰财险完善制度。安泰财险积极创新。\n\n2021年，安泰财险共组织各类反洗钱培训87次。\n"
    )
    assert found[("training_sessions", 87.0)] == {"entity": "安泰财险", "type": "反洗钱"}


def test_a_company_may_be_named_by_a_number() -> None:
    found = classes("五公司对449名职工进行了健康查体，全年帮扶困难员工268人次。公司全年培训员工5,200人次。\n")
    assert found[("health_checks", 449)]["entity"] == found[("employees_assisted", 268)]["entity"] == "五公司"
    assert "entity" not in found[("training_people", 5200)]


def test_a_verb_before_company_makes_no_name() -> None:
    found = classes("结合公司实际，全年组织培训87次。\n")
    assert found == {("training_sessions", 87.0): {}}


def test_the_gap_in_a_wording_names_the_kind() -> None:
    found = classes("2021年，累计开展质量培训600次，培训人数10,676人。\n")
    assert found == {("training_sessions", 600.0): {"type": "质量"}, ("training_people", 10676.0): {"type": "质量"}}


def test_the_noun_counted_is_the_group() -> None:
    found = classes("公司工会8月对96名受灾职工及其家属发放救助金10.6万元。\n")
    assert found[("employees_assisted", 96.0)] == {"type": "受灾职工及其家属"}


def test_what_money_was_spent_on_stands_behind_it() -> None:
    found = classes("公司环保投入390万元完成污水站扩建改造项目，实现达标排放。\n")
    assert found == {("env_investment", 3900000.0): {"purpose": "污水站扩建改造项目"}}


def test_a_sum_over_parts_is_of_none_of_them() -> None:
    found = classes("2021年公司开展安全检查58次，专项检查8次，共检查出各类安全隐患320项。\n")
    assert found[("safety_hazards_identified", 320.0)] == {}


def test_an_age_before_the_wording_is_its_class() -> None:
    found = classes("30岁以下，员工流失比率为0.48%；50岁以上，员工流失比率为0.004%。\n")
    assert found == {("turnover_rate", 0.48): {"age": "30岁以下"}, ("turnover_rate", 0.004): {"age": "50岁以上"}}


def test_a_rows_label_before_the_wording_names_the_site() -> None:
    found = classes("指标\t单位\t2021\n城东生产基地耗水量\t吨\t326564\n")
    assert found == {("water_total", 326564.0): {"site": "城东生产基地"}}


def test_the_first_cell_of_a_row_of_sentences_names_the_programme() -> None:
    found = classes("项目名称\t开展情况\n爱心助学\t公益项目支出460万元，主要用于助学。\n")
    assert found[("charity_project_spend", 4600000.0)] == {"programme": "爱心助学"}


def test_a_part_of_a_sum_over_years_that_names_its_year_is_of_that_year() -> None:
    found = classes("公司自成立20年以来，累计投入研发费用346亿元，其中2021年投入研发费用26亿元。\n")
    assert found[("rd_spend", 3460000000.0 * 10)] == {"period": "cumulative"}
    assert found[("rd_spend", 2600000000.0)] == {}


def test_a_sum_of_training_is_one_of_the_year() -> None:
    found = classes("先后组织面授培训385场，累计培训员工13016人次。\n")
    assert found[("training_people", 13016.0)] == {"type": "面授"}


def test_each_tax_of_a_list_is_named_and_their_sum_is_none() -> None:
    found = classes(
        "2021年公司缴纳增值税3,200万元、城建税224万元等各项税款。\n\n实缴企业所得税、营业税等税金合计4,800万元。\n"
    )
    assert found[("tax_paid", 32000000.0)] == {"type": "增值税"}
    assert found[("tax_paid", 2240000.0)] == {"type": "城建税"}
    assert found[("tax_paid", 48000000.0)] == {}


def test_what_stands_behind_of_which_is_no_class_of_the_number_before() -> None:
    found = classes("共披露公告及信息68次其中定期报告4次。\n")
    assert found == {("disclosure_documents", 68.0): {}, ("disclosure_documents", 4.0): {"type": "定期报告"}}


def test_the_cost_of_the_whole_year_is_not_of_the_last_part() -> None:
    found = classes("组织培训46项，其中内部培训30项，外部培训16项，全年培训费用133万元。\n")
    assert found[("training_investment", 1330000.0)] == {}


def test_a_dividend_of_a_past_year_is_proposed_no_more() -> None:
    found = classes("股东大会审议通过2020年度利润分配预案，每10股派发现金红利2.5元，共派发现金红利1.87亿元。\n")
    assert found == {("dividend_per_share", 0.25): {}, ("dividends_total", 187000000.0): {}}


def test_a_shareholder_in_the_first_column_holds_the_share() -> None:
    found = classes(
        "前十名股东持股情况\n股东名称\t持股数量（股）\t比例(％)\n东海港口集团有限公司\t2,030,579,122\t44.55\n王小明\t91,944,080\t4.21\n"
    )
    assert found[("shareholding", 44.55)] == {"holder": "东海港口集团有限公司"}
    assert found[("shareholding", 4.21)] == {"holder": "王小明"}


def test_the_sum_of_a_table_of_classes_is_all_employees() -> None:
    found = classes("员工构成\n专业构成类别\t人数\n生产人员\t2,717\n销售人员\t228\n合计\t2,945\n")
    assert found[("employees_total", 2945.0)] == {}
    assert ("employees", 2945.0) not in found


def test_a_row_that_sums_years_is_of_the_span_that_they_are() -> None:
    found = classes(
        "利润分配情况\n分红年度\t每10股派息数（元）\t现金分红金额（元）\t分红比例(％)\n2020年\t1.0\t18,109,160.00\t111.43\n"
        "2021年\t1.0\t18,309,160.00\t111.94\n合计\t2.0\t36,418,320.00\t111.69\n"
    )
    assert found[("dividends_total", 36418320.0)]["period"] == "2020-2021"
    assert found[("dividend_payout_ratio", 111.69)]["period"] == "2020-2021"
    assert ("dividend_per_share", 0.2) not in found


def test_a_row_of_a_class_is_part_of_the_row_above_whose_metric_has_it() -> None:
    found = classes(
        "指标\t单位\t2020年\t2021年\n专利授权\t项\t145\t155\n其中：发明专利\t项\t92\t109\n科技奖励\t项\t72\t45\n"
        "其中：省部级及以上\t项\t34\t17\n员工总数\t人\t1,445\t1,455\n其中：管理人员\t人\t81\t83\n"
        "资产总额\t亿元\t445\t455\n其中：流动资产\t亿元\t192\t199\n"
    )
    assert found[("patents_granted", 109)] == found[("patents_granted", 92)] == {"type": "发明专利"}
    assert found[("science_awards", 17)] == {"level": "省部级"}
    assert found[("employees", 83)] == {"level": "管理人员"}
    assert not any(value in (192e8, 199e8) for _, value in found)


def test_a_cell_may_tell_its_parts_in_brackets() -> None:
    found = classes(
        "指标\t2021年\n员工总数\t1,455人（其中女性员工420人，管理人员80人）\n"
        "授权专利\t38项（其中：发明专利15项、实用新型专利23项）\n应急演练\t12次\n"
    )
    assert found[("employees_total", 1455)] == {}
    assert found[("employees", 420)] == {"gender": "female"}
    assert found[("patents_granted", 38)] == {}
    assert found[("patents_granted", 23)] == {"type": "实用新型专利"}


def test_a_column_of_a_years_limits_is_none_of_values() -> None:
    found = classes("污染物名称\t全年指标\t2021年实际排放\nCOD\t24吨\t9.545吨\n氨氮\t3.6吨\t0.043吨\n")
    assert found == {("cod_emissions", 9.545): {}, ("ammonia_nitrogen_emissions", 0.043): {}}


def test_a_title_that_a_paragraph_begins_with_names_the_kind_of_its_figures() -> None:
    found = classes("季度安全检查。查处隐患问题810条，其中B级以上隐患36条。\n\n安全检查。查处隐患问题72条。\n")
    assert found[("safety_hazards_identified", 810.0)] == {"type": "季度安全检查"}
    assert found[("safety_hazards_identified", 36.0)]["type"] == "季度安全检查"
    assert found[("safety_hazards_identified", 72.0)] == {}  # every check is one of safety


def test_a_title_divides_only_what_it_is_about() -> None:
    found = classes("(3)冷水机变频改造项目。通过加装变频器提高效率，项目节能量折合标准煤339吨，培训员工80人次。\n")
    assert found[("energy_saved", 339.0)] == {"project": "冷水机变频改造项目"}
    assert found[("training_people", 80.0)] == {}


def test_a_project_is_told_from_the_plant_that_it_is_in() -> None:
    found = classes("城东煤矿余热利用项目采用合同能源管理。项目投运后，减少二氧化碳排放1,289吨，工伤事故2起。\n")
    assert found[("ghg_reduction", 1289.0)] == {"project": "城东煤矿余热利用项目"}


def test_a_zero_says_by_what_cause_or_of_which_kind() -> None:
    found = classes("公司未发生因承包商违章造成的安全事故。生产过程不产生工业废水。全年未发生重大设备事故。\n")
    assert found[("safety_accidents", 0.0)] == {"type": "因承包商违章造成"}
    assert found[("wastewater", 0.0)] == {"type": "工业废水"}
    assert found[("major_safety_accidents", 0.0)] == {"type": "设备事故"}


def test_the_children_of_staff_are_a_group_beside_the_programme() -> None:
    found = classes("发放困难员工子女45名金秋助学金约9万元。帮扶困难员工68人。\n")
    assert found[("employees_assisted", 45.0)] == {"group": "困难员工子女", "programme": "金秋助学"}
    assert found[("employees_assisted", 68.0)] == {}


def test_a_heading_may_say_the_year_of_a_parts_figures() -> None:
    found = classes("一、员工\n\n2021年江城培训学院\n\n共开展培训44期，2,306人次。\n")
    assert found[("training_sessions", 44.0)] == {"entity": "江城培训学院"}


def test_what_was_gained_up_to_the_end_of_the_year_is_a_sum_over_years() -> None:
    found = classes("报告期内新增软件著作权3项，报告期末公司累计取得发明专利12项，软件著作权17项。\n")
    assert found[("copyrights", 3.0)] == {}
    assert found[("copyrights", 17.0)] == {"period": "cumulative"}


def test_a_figure_beside_a_value_is_no_class() -> None:
    found = classes("股东大会\t董事会会议\t监事会会议\n2次\t7次\t4次\n")
    assert all("type" not in held for held in found.values())


def test_a_subsidiary_may_be_named_after_a_province_that_begins_like_a_number() -> None:
    found = classes(
        "恒丰集团股份有限公司2021年社会责任报告\n\n恒丰集团股份有限公司积极捐赠。\n\n"
        "公司所属四川岷南铜业有限责任公司向平川县政府捐助82万元。\n"
    )
    assert found[("donations_cash", 820000.0)] == {"entity": "四川岷南铜业有限责任公司", "recipient": "平川县政府"}


def test_the_companys_full_name_before_a_branchs_is_no_part() -> None:
    found = classes(
        "恒丰集团股份有限公司2021年社会责任报告\n\n恒丰集团股份有限公司积极捐赠。\n\n"
        "公司所属恒丰集团股份有限公司岷南分公司向平川小学捐赠3万元；向平川幼儿园捐赠2万元。\n"
    )
    assert found[("donations_cash", 20000.0)] == {"entity": "岷南分公司", "recipient": "平川幼儿园"}


def test_what_is_yet_to_come_makes_nothing_else_so() -> None:
    found = classes("计划从2021年至2023年的帮扶对象为18户40人，截止2021年12月31日，已使6户7人脱贫。\n")
    assert found[("poverty_alleviated_people", 7.0)] == {}


def test_a_named_subsidiary_behind_the_companys_own_name_is_a_part() -> None:
    found = classes(
        "恒丰集团股份有限公司2021年社会责任报告\n\n恒丰集团股份有限公司积极捐赠。\n\n"
        "公司全资子公司岷南水利供电有限公司投入扶贫资金共计46.2万元。\n"
    )
    assert found[("poverty_alleviation_investment", 462000.0)] == {"entity": "岷南水利供电有限公司"}
