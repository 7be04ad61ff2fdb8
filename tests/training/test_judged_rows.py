"""The table of judged rows, and how rows are found again in a report. The report is invented."""

import csv
from pathlib import Path

import pytest
from training.judged_rows import read_judged

from cnesg.extraction.knowledge import Knowledge
from cnesg.framework import load_methodology

TABLE = Path(__file__).resolve().parents[2] / "training" / "judged_rows_2016.csv"
HEAD = "report,line,metric,value,unit,year,verdict,classes,part\n"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.of(load_methodology())


def test_the_table_holds_figures_and_no_text_of_the_reports(knowledge: Knowledge) -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["verdict"] for row in rows} == {"right", "wrong", "missed"}
    assert {row["part"] for row in rows} == {"sight", "held"}
    assert {row["metric"] for row in rows} <= set(knowledge.metrics)
    assert all(row["report"].isascii() and (row["unit"].isascii() or row["unit"] == "‰") for row in rows)
    assert all(float(row["value"]) is not None and int(row["line"]) > 0 and int(row["year"]) > 1900 for row in rows)


def test_rows_are_found_again(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "a.txt").write_text(
        "2021年社会责任报告\n\n公司员工总数1,234人。\n公司用水量5.6万吨。\n", encoding="utf-8"
    )
    table = tmp_path / "judged.csv"
    table.write_text(
        HEAD
        + "a,3,employees_total,1234,persons,2021,right,right,held\n"
        + "a,4,water_total,56000,t,2021,wrong,,held\n"
        + "a,4,electricity,56000,kWh,2021,wrong,,held\n"  # given once, no longer
        + "a,5,wastewater,10,t,2021,missed,,held\n",
        encoding="utf-8",
    )
    (judged,) = read_judged(table, tmp_path, knowledge)
    assert (judged.name, judged.right, judged.asked) == ("a", [True, False], 2)
    assert len(judged.features) == 2
