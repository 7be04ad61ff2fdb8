"""Imports of every kind: what they give a run, what they refuse, and that what is refused leaves nothing behind."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from cnesg.errors import InputError
from cnesg.imputation import select_inputs
from cnesg.model import TABLES
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.facts import counting_facts
from cnesg.pipeline.imports.importing import Imported, import_file, import_table
from cnesg.pipeline.imports.matching import decide_match, waiting_matches
from cnesg.sources import source_kind, source_kinds

Row = dict[str, object]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "workspace") as opened:
        particulars: Row = {
            "market": "a-share",
            "industry": "340500",
            "valid_from": "2010-01-01",
            "published": "2010-01-01",
        }
        names = [
            {"company_id": "C1", "name_zh": "兰汀纸业股份有限公司"},
            {"company_id": "C2", "name_en": "Lanting Glass Ltd."},
        ]
        load(opened, "companies", [name | particulars for name in names])
        yield opened


def load(workspace: Workspace, kind: str, rows: list[Row], **constants: str) -> Imported:
    path = workspace.folder.parent / f"{kind}.csv"
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return import_file(workspace, kind, path, constants)


def refused(workspace: Workspace, kind: str, rows: list[Row]) -> list[str]:
    before = workspace.store.position
    with pytest.raises(InputError) as caught:
        load(workspace, kind, rows)
    assert workspace.store.position == before
    return [problem.message_id for problem in caught.value.problems]


def values(workspace: Workspace, year: int = 2023, as_of: date = date(2030, 1, 1)) -> dict[tuple[str, str], float]:
    return {key: float(str(row["value"])) for key, row in inputs(workspace, year, as_of).items()}


def inputs(workspace: Workspace, year: int, as_of: date) -> dict[tuple[str, str], Row]:
    instant = datetime(as_of.year, as_of.month, as_of.day, 23, tzinfo=UTC)
    facts = counting_facts(workspace, workspace.methodology, instant)
    selected = select_inputs(facts, workspace.methodology, year)
    return {(row["company_id"], row["data_point"]): row for row in selected.iter_rows(named=True)}


YEAR: Row = {"company_id": "C1", "year": 2023, "published": "2024-03-29", "source": "annual report"}


@pytest.mark.parametrize("kind", source_kinds())
def test_the_template_of_every_kind_can_be_imported(workspace: Workspace, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    text = source_kind(kind).template().replace("C0001", "C1").replace("C0002", "C2")
    path.write_text(text, encoding="utf-8")
    assert import_table(workspace, kind, path) > 0
    if kind not in TABLES:
        stored = workspace.store.read("observations")
        assert stored["observation_id"].is_unique().all()


def test_financials_answer_data_points_and_opinions(workspace: Workspace) -> None:
    figures = {"revenue": 2e9, "net_profit": 1e8, "dividends": 3e7, "tax_paid": 5e7, "top10_shareholding": 61}
    load(workspace, "financials", [YEAR | figures | {"largest_shareholding": 30.5, "audit_opinion": "emphasis"}])
    found = values(workspace)
    assert found["C1", "G0902-01"] == 2
    assert found["C1", "G0302-03"] == 1.0
    assert found["C1", "G1002-02"] == pytest.approx(2.5)


def test_every_problem_of_financials_comes_at_once(workspace: Workspace) -> None:
    rows = [
        YEAR | {"revenue": "NaN", "audit_opinion": "fine", "pledged_share": 120, "currency": "yuan"},
        YEAR | {"company_id": "C9", "revenue": "1e3", "pledged_share": -1},
    ]
    assert sorted(refused(workspace, "financials", rows)) == sorted(
        [
            "sources.cell_number",
            "sources.cell_choice",
            "sources.cell_bounds",
            "sources.cell_bounds",
            "sources.cell_currency",
        ]
    )
    assert refused(workspace, "financials", [YEAR | {"company_id": "C9", "revenue": 5, "net_profit": 1}]) == [
        "sources.unknown_company"
    ]
    assert refused(workspace, "financials", [YEAR | {"revenue": ""}]) == ["sources.no_figures"]
    assert refused(workspace, "financials", [YEAR | {"revenue": 1}, YEAR | {"revenue": 2}]) == ["sources.repeated"]


def test_amounts_in_other_currencies_use_the_rates_known_then(workspace: Workspace) -> None:
    hkd = {"currency": "HKD", "revenue": 1000, "total_assets": 5000, "net_profit": 100, "tax_paid": 10}
    load(workspace, "financials", [YEAR | hkd])
    assert ("C1", "G1002-01") not in values(workspace)
    rate: Row = {"currency": "HKD", "year": 2023, "average": 0.9, "closing": 0.8, "source": "central bank"}
    load(workspace, "fx", [rate | {"published": "2024-01-02"}, rate | {"published": "2024-06-01", "average": 0.95}])
    early = inputs(workspace, 2023, date(2024, 5, 1))["C1", "G1002-01"]
    assert early["value"] == pytest.approx(9.0)
    assert early["method"] == "selection; HKD at 0.9 CNY (average of 2023, known 2024-01-02)"
    assert values(workspace)["C1", "G1002-01"] == pytest.approx(9.5)
    facts = counting_facts(workspace, workspace.methodology)
    assets = facts.filter(pl.col("concept") == "total_assets")["canonical_value"].to_list()
    assert assets == [pytest.approx(4000)]


@pytest.mark.parametrize("average", ["0", "-1", "inf", ""])
def test_rates_are_positive_numbers(workspace: Workspace, average: str) -> None:
    row: Row = {"currency": "HKD", "year": 2023, "average": average, "closing": 1, "published": "2024-01-02"}
    (problem,) = refused(workspace, "fx", [row | {"source": "central bank"}])
    assert problem in {"sources.cell_bounds", "sources.cell_number", "sources.cell_missing"}


def person(name: str, role: str, since: str, **cells: object) -> Row:
    return YEAR | {"person": name, "role": role, "since": since, "left": ""} | cells


BOARD = [
    person("A", "director", "2013-05-01", gender="male", independent="false", pay=500000),
    person("A", "executive", "2013-05-01", gender="male"),
    person("B", "director", "2017-12-30", gender="female", independent="true", pay=100000),
    person("C", "director", "2017-12-31", gender="female", independent="true", pay=100000),
    person("D", "director", "2015-01-01", gender="male", independent="true", pay=50000, left="2023-12-30"),
    person("E", "executive", "2024-01-02", gender="female", pay=0),
]


def test_a_board_gives_its_figures_with_the_rows_they_rest_on(workspace: Workspace) -> None:
    load(workspace, "people", BOARD)
    stored = workspace.store.read("observations")
    found = dict(stored.select("concept", "canonical_value").iter_rows())
    assert found == {
        "board_directors": 3,
        "independent_directors": 2,
        "independent_directors_share": pytest.approx(200 / 3),
        "female_directors": 2,
        "female_directors_share": pytest.approx(200 / 3),
        "board_average_tenure": pytest.approx((10 + 6 + 6) / 3),
        "independent_directors_beyond_six_years": 1,
        "executives": 1,
        "female_executives": 0,
        "management_remuneration": 750000,
    }
    told = stored.filter(pl.col("concept") == "independent_directors")["warnings"].to_list()
    assert told == [["roster: count of rows where role director and independent true, rows 1, 3, 4"]]
    assert values(workspace)["C1", "G0401-01"] == pytest.approx(200 / 3)


def test_a_missing_cell_of_a_roster_gives_no_figure_instead_of_a_guess(workspace: Workspace) -> None:
    load(workspace, "people", [*BOARD[:3], BOARD[3] | {"gender": "", "pay": ""}])
    concepts = set(workspace.store.read("observations")["concept"])
    assert not concepts & {"female_directors", "female_directors_share", "management_remuneration", "supervisors"}
    assert "independent_directors_share" in concepts


def test_rosters_that_contradict_themselves_are_refused(workspace: Workspace) -> None:
    assert refused(workspace, "people", [BOARD[0] | {"left": "2012-01-01"}]) == ["sources.span"]
    assert refused(workspace, "people", [BOARD[0], BOARD[2] | {"currency": "HKD"}]) == ["sources.mixed"]
    holders = [YEAR | {"holder": f"H{n}", "share": 30, "pledged": 0} for n in range(4)]
    assert refused(workspace, "holders", holders) == ["sources.share_sum"]
    assert refused(workspace, "holders", [holders[0] | {"pledged": 31}]) == ["sources.pledge"]


def test_holders_give_concentration_and_pledge_ratio(workspace: Workspace) -> None:
    rows = [
        YEAR | {"holder": f"H{n}", "share": 20 - 2 * n, "pledged": 5 if n == 0 else 0, "controlling": n == 0}
        for n in range(5)
    ]
    load(workspace, "holders", rows)
    found = values(workspace)
    assert found["C1", "G0302-02"] == 20
    assert found["C1", "G0702-02"] == 25
    assert ("C1", "G0302-01") not in found  # five holders are not ten


def test_segments_are_parts_of_revenue(workspace: Workspace) -> None:
    segment: Row = YEAR | {"segment": "Paper", "revenue": 5e8}
    load(workspace, "segments", [segment, segment | {"segment": "Glass", "revenue": 3e8}])
    stored = workspace.store.read("observations")
    parts = dict(stored.select("breakdown", "canonical_value").iter_rows())
    assert parts == {'{"segment":"paper"}': 5e8, '{"segment":"glass"}': 3e8}


RESULT: Row = YEAR | {
    "subject": "G0902-02",
    "value": 0.2,
    "model": "fraud model",
    "version": "3.1",
    "computed": "2024-03-20",
    "source": "vendor",
}


def test_results_of_models_name_model_version_and_day(workspace: Workspace) -> None:
    load(workspace, "analyses", [RESULT])
    (row,) = workspace.store.read("observations").to_dicts()
    assert (row["kind"], row["value"], row["text"]) == ("analysis", 0.2, "fraud model 3.1")
    assert row["quote"] == "fraud model 3.1, computed 2024-03-20 (vendor)"
    assert values(workspace)["C1", "G0902-02"] == 0.2


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"version": ""}, "sources.cell_missing"),
        ({"subject": "E0102-01"}, "sources.cell_analysis"),
        ({"value": 72}, "sources.scale"),
        ({"computed": "2024-04-01"}, "sources.future"),
    ],
)
def test_results_that_nobody_could_repeat_are_refused(workspace: Workspace, cells: Row, problem: str) -> None:
    assert refused(workspace, "analyses", [RESULT | cells]) == [problem]


ENTRY: Row = {
    "list": "green-factory",
    "name": "兰汀纸业股份有限公司",
    "body": "ministry",
    "level": "national",
    "batch": 3,
    "published": "2018-11-05",
    "removed": "",
}


def test_an_entry_holds_until_its_removal_is_known(workspace: Workspace) -> None:
    done = load(workspace, "lists", [ENTRY, ENTRY | {"name": "山外水泥有限公司"}])
    assert done == Imported(rows=1, waiting=0, unknown=1, position=2)
    assert values(workspace, 2018)["C1", "E0503-03"] == 1
    assert values(workspace, 2022)["C1", "E0503-03"] == 1
    assert ("C1", "E0503-03") not in values(workspace, 2017)
    load(workspace, "lists", [ENTRY | {"published": "2023-02-01", "removed": "2022-12-31"}])
    assert ("C1", "E0503-03") not in values(workspace, 2022)
    assert values(workspace, 2021)["C1", "E0503-03"] == 1
    assert values(workspace, 2022, date(2023, 1, 15))["C1", "E0503-03"] == 1
    assert load(workspace, "lists", [ENTRY | {"published": "2023-02-01", "removed": "2022-12-31"}]).rows == 0
    assert workspace.store.read("observations").height == 2


def test_lists_of_provinces_and_expired_titles_do_not_count(workspace: Workspace) -> None:
    park = ENTRY | {"list": "green-park", "batch": 1}
    rows = [ENTRY | {"level": "provincial"}, ENTRY | {"list": "little-giant", "batch": 1}, park]
    assert load(workspace, "lists", rows) == Imported(rows=1, passed=2, position=2)
    assert ("C1", "E0503-03") not in values(workspace, 2018)
    assert values(workspace, 2020)["C1", "S0502-02"] == 1
    assert ("C1", "S0502-02") not in values(workspace, 2021)


def test_names_much_alike_wait_for_a_person_and_count_after_the_answer(workspace: Workspace) -> None:
    name = "兰汀纸业集团股份有限公司"
    assert load(workspace, "lists", [ENTRY | {"name": name}]) == Imported(rows=0, waiting=1, unknown=0)
    (entry,) = waiting_matches(workspace)
    assert (entry.subject["name"], entry.subject["source"]) == (name, "lists.csv")
    decide_match(workspace, entry.entry_id, "C1", "somebody")
    assert load(workspace, "lists", [ENTRY | {"name": name}]) == Imported(rows=1, waiting=0, unknown=0, position=2)


def test_a_refused_list_asks_nobody(workspace: Workspace) -> None:
    wrong = ENTRY | {"valid_from": "2019-01-01", "valid_to": "2018-01-01"}
    assert refused(workspace, "lists", [wrong, ENTRY | {"name": "兰汀纸业集团股份有限公司"}]) == ["sources.span"]
    assert waiting_matches(workspace) == []


def test_brackets_and_spaces_of_either_width_are_alike(workspace: Workspace) -> None:
    assert load(workspace, "lists", [ENTRY | {"name": "ＬＡＮＴＩＮＧ glass  Ltd．"}]).rows == 1


def test_former_names_are_known(workspace: Workspace) -> None:
    former: Row = {"company_id": "C2", "name": "老兰汀玻璃厂", "kind": "full", "language": "zh"}
    load(
        workspace, "names", [former | {"valid_from": "1999-01-01", "valid_to": "2009-12-31", "published": "1999-01-01"}]
    )
    assert load(workspace, "lists", [ENTRY | {"name": "老兰汀玻璃厂"}]).rows == 1


def test_penalties_are_counted_as_they_became_known(workspace: Workspace) -> None:
    penalty = ENTRY | {"list": "environmental-penalty", "level": "municipal"}
    load(workspace, "lists", [penalty | {"batch": "no. 1", "published": "2023-03-01"}])
    load(workspace, "lists", [penalty | {"batch": "no. 2", "published": "2023-07-01"}])
    one = 0.2  # in 1,000, of 5,000 employees as no headcount is known
    assert values(workspace)["C1", "E0305-01"] == 2 * one
    assert values(workspace, 2023, date(2023, 5, 1))["C1", "E0305-01"] == one


def test_what_lists_may_not_say(workspace: Workspace) -> None:
    assert refused(workspace, "lists", [ENTRY | {"list": "best-of-all"}]) == ["sources.cell_list"]
    assert refused(workspace, "lists", [ENTRY | {"removed": "2020-01-01"}]) == ["sources.no_entry"]
    backwards = [ENTRY | {"valid_from": "2019-01-01", "valid_to": "2018-01-01"}]
    assert refused(workspace, "lists", backwards) == ["sources.span"]


def test_cells_that_are_the_same_in_every_row_may_be_given_apart(workspace: Workspace) -> None:
    rows: list[Row] = [{"企业名称": "兰汀纸业股份有限公司", "批次": "3"}]
    given = {"list": "green-factory", "body": "ministry", "level": "national", "published": "2018-11-05"}
    assert load(workspace, "lists", rows, **given).rows == 1
    with pytest.raises(InputError, match="batch"):
        load(workspace, "lists", rows, batch="4", **given)


@pytest.mark.parametrize(
    ("file", "key"), [("green_factories.csv", "green-factory"), ("green_supply_chain.csv", "green-supply-chain")]
)
def test_real_lists_are_read_as_they_are(workspace: Workspace, shared_data: Path, file: str, key: str) -> None:
    path = shared_data / "reference" / "green_lists" / file
    given = {"list": key, "body": "industry ministry", "level": "national", "published": "2022-03-01"}
    done = import_file(workspace, "lists", path, given)
    assert done.rows == 0
    assert done.unknown > 100


def test_formulas_in_cells_leave_as_text(workspace: Workspace, tmp_path: Path) -> None:
    from cnesg.pipeline.keeping.copies import export

    load(workspace, "financials", [YEAR | {"revenue": 5, "source": '=HYPERLINK("http://example.com")'}])
    export(workspace, tmp_path / "out", "csv")
    text = (tmp_path / "out" / "observations.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows[0]["quote"].startswith("'=HYPERLINK")
    assert json.loads(rows[0]["breakdown"]) == {}
