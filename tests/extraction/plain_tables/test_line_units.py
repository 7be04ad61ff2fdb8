"""Where the unit of a line stands, before its figures or behind them; all figures are invented."""

import pytest
from tests.extraction.texts import KNOW, facts

from cnesg.extraction.plain_tables.parts import LineReader

READER = LineReader(KNOW.units)


@pytest.mark.parametrize(
    ("line", "label", "unit", "values"),
    [
        ("Water | 1,000 m3 | 52 | 55", ["Water"], "1,000 m3", ["52", "55"]),
        ("Water 1,000 m3 52 55", ["Water"], "1,000 m3", ["52", "55"]),
        ("Investment RMB10,000 52 55", ["Investment"], "RMB10,000", ["52", "55"]),
        ("Emissions 52 55 1,000 tonnes", ["Emissions"], "1,000 tonnes", ["52", "55"]),
        ("Sold\t10,000 pallets of slate\t12", ["Sold", "10,000 pallets of slate"], None, ["12"]),
        ("Energy intensity kWh/m2 (office area) 1.2 1.3", ["Energy intensity"], "kWh/m2 (office area)", ["1.2", "1.3"]),
        (
            "Injury rate recordable injuries per million hours worked 0.4 0.5",
            ["Injury rate"],
            "recordable injuries per million hours worked",
            ["0.4", "0.5"],
        ),
        ("per 200,000 hours 0.61 0.67", [], "per 200,000 hours", ["0.61", "0.67"]),
        ("1,000 m3", [], None, ["1,000 m3"]),
    ],
)
def test_units_of_lines(line: str, label: list[str], unit: str | None, values: list[str]) -> None:
    parts = READER.parts(line)
    assert parts is not None
    assert [line[start:end] for start, end in parts.label] == label
    assert (line[slice(*parts.unit)] if parts.unit else None) == unit
    assert [line[start:end] for start, end in parts.values] == values


def test_titles_between_rows_of_a_label_and_one_figure_end_no_table_below_a_year() -> None:
    page = "| Indicator | 2021 |\n| Board meetings | 7 |\nWater\n| Total water consumption (m3) | 4,310 |"
    rows = facts(f"Larkfield Group sustainability report\n\n{page}\n")
    assert {(row.metric, row.value, row.year) for row in rows} == {
        ("board_meetings", 7, 2021),
        ("water_total", 4310, 2021),
    }
