"""Rows of English text tables that take a class from the group above besides their own. All texts are invented."""

from tests.extraction.texts import facts

HEAD = "Indicator\tUnit\t2024\t2023\n"


def classes(text: str) -> dict[float, set[str]]:
    return {row.value: set((row.breakdown or {}).values()) for row in facts(HEAD + text)}


def test_a_group_that_is_a_class_adds_it_to_rows_that_are_one() -> None:
    found = classes(
        "Total employees\tnumber\t900\t870\nEurope\t\nWomen\tnumber\t310\t305\nMen\tnumber\t190\t180\n"
        "Asia\t\nWomen\tnumber\t150\t144\nMen\tnumber\t250\t241\n"
    )
    assert (found[900], found[310], found[250]) == (set(), {"europe", "female"}, {"asia", "male"})


def test_by_what_a_group_is_divided_is_no_part_of_its_name() -> None:
    found = classes("Women by level\t\nSenior management\t%\t27.5\t26.1\nMiddle management\t%\t33.5\t32.2\n")
    assert found[27.5] == {"senior management", "female"}


def test_a_boundary_holds_for_rows_with_classes_of_their_own() -> None:
    found = classes(
        "Operational control\t\nScope 1 emissions\ttCO2e\t4770\t4890\n"
        "Scope 2 emissions – market-based\ttCO2e\t905\t960\n"
        "Equity share\t\nScope 1 emissions\ttCO2e\t5210\t5540\n"
        "Scope 2 emissions – market-based\ttCO2e\t1180\t1240\n"
    )
    assert (found[4770], found[905]) == ({"operational control"}, {"operational control", "market-based"})
    assert (found[5210], found[1180]) == ({"equity share"}, {"equity share", "market-based"})


def test_the_row_of_the_whole_tells_its_kind() -> None:
    found = classes(
        "Scope 2 emissions, location-based (tCO2e)\t\t640\t655\nNorth America\t\t350\t361\nAsia Pacific\t\t290\t294\n"
    )
    assert found[350] == {"location-based", "north america"}


def test_groups_tell_rows_of_one_label_apart() -> None:
    found = classes(
        "Discharges to water – Tissue\t\nCOD discharged\ttonnes\t712\t745\n"
        "Discharges to water – Newsprint\t\nCOD discharged\ttonnes\t318\t330\n"
    )
    assert (found[712], found[318]) == ({"tissue"}, {"newsprint"})


def test_a_row_that_names_its_metric_takes_no_kind_of_people_from_the_group() -> None:
    found = classes("Women\t\nSenior management\t%\t31.5\t30.2\nTotal energy consumption\tMWh\t8400\t8700\n")
    assert found[8400] == set()


def test_groups_of_chinese_tables_may_have_ended_before() -> None:
    found = {
        row.value: row.breakdown or {} for row in facts("指标\t单位\t2024年\n华东\n女员工\t人\t31\n男员工\t人\t25\n")
    }
    assert found[31] == {"gender": "female"}
