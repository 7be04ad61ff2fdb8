"""Headers and names that span, in tables of text files. All texts are invented."""

from tests.extraction.texts import facts

from cnesg.model import Quantity


def rows_of(text: str, metric: str) -> list[Quantity]:
    return [row for row in facts(text) if row.metric == metric]


def dated(text: str, metric: str) -> list[tuple[float, int]]:
    return [(row.value, row.year) for row in rows_of(text, metric)]


def test_a_header_spans_years_that_repeat_as_often_as_the_row_above_has_names() -> None:
    text = "废气排放量（万立方米）\t废水排放量（吨）\n企业\t2020\t2021\t2020\t2021\n南坡铸造厂\t31\t32\t411\t425\n"
    assert dated(text, "waste_gas") == [(310000, 2020), (320000, 2021)]
    assert dated(text, "wastewater") == [(411, 2020), (425, 2021)]


def test_specks_beside_years_are_no_values() -> None:
    text = (
        "废气排放量（万立方米）\t废水排放量（吨）\n1\t企业\t1\t2020\t2021\t2020\t2021\n南坡铸造厂\t31\t32\t411\t425\n"
    )
    assert dated(text, "wastewater") == [(411, 2020), (425, 2021)]


def test_years_span_metrics_and_money_is_not_measured_in_the_rows_unit() -> None:
    text = (
        "2021年\t2020年\n名称\t计量单位\t消费量\t消费金额（千元）\t消费量\t消费金额（千元）\n"
        "天然气\t立方米\t5201\t21\t5310\t22\n电力\t千瓦时（度）\t88101\t91\t87050\t90\n"
    )
    assert dated(text, "natural_gas") == [(5201, 2021), (5310, 2020)]
    assert dated(text, "electricity") == [(88101, 2021), (87050, 2020)]


def test_names_span_the_blanks_behind_them() -> None:
    text = (
        "员工类别\t受训雇员百分比（%）\t\t平均受训时数（小时）\t\n\t2021年\t2020年\t2021年\t2020年\n"
        "男性\t81.5\t80.2\t21.5\t20.1\n"
    )
    assert dated(text, "trained_share") == [(81.5, 2021), (80.2, 2020)]
    assert dated(text, "training_hours_avg") == [(21.5, 2021), (20.1, 2020)]


def test_a_name_without_blanks_of_its_own_spans_nothing() -> None:
    text = "项目\t用水\t\t用电\n\t水量（吨）\t占比\t电量（千瓦时）\n南坡铸造厂\t411\t3%\t5201\n"
    assert dated(text, "electricity") == [(5201, 2021)]


def test_units_stand_in_a_row_of_the_header() -> None:
    text = "基地\t用电量\t用水量\n\t万千瓦时\t万吨\n南坡\t12.5\t3.1\n"
    assert [(row.value, row.unit) for row in facts(text)] == [(125000, "kWh"), (31000, "t")]


def test_a_name_at_the_left_holds_for_the_rows_that_leave_it_blank() -> None:
    text = (
        "指标\t分项\t单位\t2021年\n有害废弃物\t总量\t吨\t99.5\n\t密度\t吨/万元产值\t0.0412\n"
        "无害废弃物\t总量\t吨\t812\n\t密度\t吨/万元产值\t0.3021\n"
    )
    assert dated(text, "hazardous_waste_intensity") == [(0.0412, 2021)]
    assert dated(text, "non_hazardous_waste_intensity") == [(0.3021, 2021)]


def test_the_unit_of_a_groups_heading_is_that_of_its_rows() -> None:
    text = "指标\t2021年\t2020年\n水资源（万吨）\n新鲜水取用量\t57.2\t58.1\n排放（吨）\n二氧化硫\t35.5\t36.1\n"
    text = text.replace("）\n", "）\t\t\n")
    assert [(row.value, row.unit) for row in rows_of(text, "water_fresh")] == [(572000, "t"), (581000, "t")]
    assert [(row.value, row.unit) for row in rows_of(text, "so2_emissions")] == [(35.5, "t"), (36.1, "t")]
