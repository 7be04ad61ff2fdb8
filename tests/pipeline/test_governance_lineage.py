"""Governance figures from structured data, end to end: imported, scored, and explained down to the rows of the file."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from cnesg.explanation.tree import ScoredInput
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.running import run

Row = dict[str, Any]
COMPANY: Row = {"market": "a-share", "industry": "340500", "incorporation": "CN", "valid_from": "2010-01-01"}
YEAR: Row = {"company_id": "C", "year": 2023, "published": "2024-03-29", "source": "annual report, p. 40"}
FINANCIALS: Row = {
    "revenue": 2_000_000_000,
    "net_profit": 100_000_000,
    "employees": 1000,
    "payroll": 150_000_000,
    "pledged_share": 12,
    "dividends": 30_000_000,
    "tax_paid": 50_000_000,
}


def person(name: str, role: str, since: str, **cells: object) -> Row:
    return YEAR | {"person": name, "role": role, "since": since, "left": ""} | cells


PEOPLE = [
    person(
        "A", "director", "2013-05-01", gender="male", independent="false", management_background="true", pay=500_000
    ),
    person("A", "executive", "2013-05-01", gender="male", management_background="true"),
    person(
        "B", "director", "2016-06-30", gender="female", independent="true", management_background="false", pay=100_000
    ),
    person("C", "director", "2020-06-30", gender="male", independent="true", management_background="true", pay=100_000),
    person("D", "supervisor", "2020-06-30", elected_by_staff="true", management_background="true", pay=200_000),
    person("E", "executive", "2021-01-04", gender="female", management_background="false", pay=300_000),
]
# Ten at year end, and one that sold all its 6 per cent; H9 sold 1 of 4 per cent and is no major holder.
HOLDERS = [
    *(
        YEAR | {"holder": f"H{n}", "share": share, "pledged": pledged, "sold": sold, "controlling": n == 0}
        for n, (share, pledged, sold) in enumerate(
            [(30, 6, 0), (9, 0, 2.5), (6, 0, 0), (4, 0, 1.5), *((3, 0, 0),) * 5, (3, 0, 1)]
        )
    ),
    YEAR | {"holder": "Out", "share": 0, "pledged": 0, "sold": 6, "controlling": False},
]

# Data point, value with its arithmetic, the metrics it rests on, and what the file's rows gave.
FIGURES = [
    (
        "G0401-01",
        100 * 2 / 3,
        {"independent_directors_share"},
        "share of rows where role director and independent true",
    ),
    ("G0402-01", (10 + 7 + 3) / 3, {"board_average_tenure"}, "mean-years of since where role director, rows 1, 3, 4"),
    ("G0402-02", 1, {"independent_directors_beyond_six_years"}, "count of since where role director"),
    ("G0403-01", 100 / 3, {"female_directors_share"}, "share of rows where role director and gender female"),
    (
        "G0501-01",
        100 * 2 / 3,
        {"board_directors", "directors_with_management_background"},
        "management_background true",
    ),
    ("G0502-01", 100, {"supervisors", "supervisors_with_management_background"}, "rows 5"),
    (
        "G0601-01",
        50,
        {"executives", "female_executives"},
        "count of rows where role executive and gender female, rows 2, 6",
    ),
    ("G0602-01", 50, {"executives", "executives_with_management_background"}, "rows 2, 6"),
    ("G0302-03", (67 - 30) / 30, {"top10_shareholding", "largest_shareholding"}, "largest of share"),
    ("G0702-01", 12, {"pledged_capital_share"}, None),
    ("G0702-02", 100 * 6 / 30, {"controlling_holder_pledge_ratio"}, "ratio of pledged where controlling true, rows 1"),
    ("G0701-01", 2.5 + 1.5 + 6, {"major_holder_reduction"}, "sum of sold where share and sold reach 5"),
    ("G0801-01", 1_200_000, {"management_remuneration"}, "sum of pay, rows 1, 2, 3, 4, 5, 6"),
    (
        "G0801-02",  # 1.2 million for six roles, against 150,000 an employee
        1_200_000 / (3 + 1 + 2) / (150_000_000 / 1000),
        {"board_directors", "employees_total", "executives", "management_remuneration", "payroll_total", "supervisors"},
        None,
    ),
    ("G1001-01", 30, {"dividends_total", "net_profit"}, None),
    ("G1001-02", 30_000_000, {"dividends_total"}, None),
    ("G1002-01", 50_000_000, {"tax_paid"}, None),
    ("G1002-02", 100 * 50 / 2000, {"revenue", "tax_paid"}, None),
]


@pytest.fixture(scope="module")
def governed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("governed")
    tables = {
        "companies": [COMPANY | {"company_id": "C", "name_en": "Lanting", "published": "2010-01-01"}],
        "financials": [YEAR | FINANCIALS],
        "people": PEOPLE,
        "holders": HOLDERS,
    }
    with Workspace.create(folder / "workspace") as made:
        for kind, rows in tables.items():
            path = folder / f"{kind}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
                writer.writeheader()
                writer.writerows(rows)
            import_table(made, kind, path)
        run(made, date(2024, 6, 30))
        yield made


def used(workspace: Workspace, code: str) -> ScoredInput:
    (found,) = read_explanation(workspace, "C", code, None).inputs
    return found


@pytest.mark.parametrize(("code", "value", "metrics", "arithmetic"), FIGURES, ids=[figure[0] for figure in FIGURES])
def test_a_figure_leads_back_to_the_rows_of_the_file(
    governed: Workspace, code: str, value: float, metrics: set[str], arithmetic: str | None
) -> None:
    found = used(governed, code)
    assert found.value == pytest.approx(value)
    assert found.origin == "imported"
    assert {evidence.concept for evidence in found.evidence} == metrics
    for evidence in found.evidence:
        assert (evidence.quote, evidence.method) == ("annual report, p. 40", "import")
        assert evidence.line is not None
        assert governed.store.snapshots.get(evidence.document)
    told = "\n".join(warning for evidence in found.evidence for warning in evidence.warnings)
    assert arithmetic is None or arithmetic in told
