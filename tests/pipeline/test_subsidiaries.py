"""A subsidiary on an official list counts for its parent: in runs, in explanations, and after a person's answer."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from rich.console import Console

from cnesg.errors import InputError
from cnesg.explanation import render_tree
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import Imported, import_file
from cnesg.pipeline.imports.matching import decide_match, waiting_matches
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.runs.replaying import replay
from cnesg.pipeline.runs.running import run

Row = dict[str, object]
LIST = "E0503-03"
PARTICULARS: Row = {"industry": "340500", "valid_from": "2010-01-01", "published": "2010-01-01"}
COMPANIES: list[Row] = [
    {"company_id": "P", "name_zh": "兰汀集团股份有限公司", "market": "a-share"},
    {"company_id": "M", "name_zh": "兰汀投资有限公司", "market": "unlisted"},
    {"company_id": "S", "name_zh": "青溪水泥有限公司", "market": "unlisted"},
    {"company_id": "J", "name_zh": "白鹭合资玻璃有限公司", "market": "unlisted"},
]
RELATION: Row = {"relation": "subsidiary", "valid_from": "2016-01-01", "valid_to": "", "published": "2016-01-05"}
ENTRY: Row = {"list": "green-factory", "body": "工业和信息化部", "level": "national", "batch": 3}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "workspace") as opened:
        load(opened, "companies", [company | PARTICULARS for company in COMPANIES])
        relations = [
            {"company_id": "M", "parent_id": "P", "share": 100},
            {"company_id": "S", "parent_id": "M", "share": 60},
            {"company_id": "J", "parent_id": "P", "share": 40},
        ]
        load(opened, "relations", [relation | RELATION for relation in relations])
        yield opened


def load(workspace: Workspace, kind: str, rows: list[Row]) -> Imported:
    path = workspace.folder.parent / f"{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return import_file(workspace, kind, path)


def entry(name: str, published: str = "2018-11-05") -> Row:
    return ENTRY | {"name": name, "published": published, "removed": ""}


def on_list(workspace: Workspace, year: int = 2022, as_of: date = date(2023, 6, 30)) -> dict[str, str]:
    done = run(workspace, as_of, fiscal_year=year)
    rows = workspace.store.read("inputs", where=(pl.col("run_id") == done.run_id) & (pl.col("data_point") == LIST))
    assert set(rows["value"]) <= {1.0}
    return dict(rows.select("company_id", "text").iter_rows())


@pytest.mark.heavy
def test_every_company_above_has_the_entry_and_its_text_says_whose_it_is(workspace: Workspace) -> None:
    load(workspace, "lists", [entry("青溪水泥有限公司")])
    printed = "绿色工厂 (工业和信息化部, 3): 青溪水泥有限公司"
    assert on_list(workspace) == {
        "S": printed,
        "M": f"{printed}; subsidiary/子公司 S (60 %, 2016-01-01)",
        "P": f"{printed}; subsidiary/子公司 S (60 %, 2016-01-01) < M (100 %, 2016-01-01)",
    }


@pytest.mark.heavy
def test_a_minority_holding_does_not_count(workspace: Workspace) -> None:
    load(workspace, "lists", [entry("白鹭合资玻璃有限公司")])
    assert set(on_list(workspace)) == {"J"}


@pytest.mark.heavy
def test_its_own_entry_is_told_first(workspace: Workspace) -> None:
    load(workspace, "lists", [entry("青溪水泥有限公司"), entry("兰汀集团股份有限公司")])
    assert on_list(workspace)["P"] == "绿色工厂 (工业和信息化部, 3): 兰汀集团股份有限公司"


@pytest.mark.heavy
def test_a_subsidiary_counts_while_it_is_one_and_that_was_known(workspace: Workspace) -> None:
    load(workspace, "lists", [entry("青溪水泥有限公司")])
    sold: Row = {"company_id": "S", "parent_id": "M", "share": 60} | RELATION
    load(workspace, "relations", [sold | {"valid_to": "2021-05-31", "published": "2022-03-01"}])
    assert set(on_list(workspace, 2020)) == {"S", "M", "P"}
    assert set(on_list(workspace, 2021)) == {"S"}
    assert set(on_list(workspace, 2021, date(2022, 2, 1))) == {"S", "M", "P"}  # the sale was not public


@pytest.mark.heavy
def test_the_rule_can_switch_it_off(workspace: Workspace, tmp_path: Path) -> None:
    load(workspace, "lists", [entry("青溪水泥有限公司")])
    profile = tmp_path / "own.yaml"
    profile.write_text(
        "name: own\ntitle: {en: Own, zh: 自定}\noverrides: {rules.subsidiary_share: 100}\n", encoding="utf-8"
    )
    done = run(workspace, date(2023, 6, 30), profile=str(profile), fiscal_year=2022)
    rows = workspace.store.read("inputs", where=pl.col("run_id") == done.run_id)
    assert set(rows.filter(pl.col("data_point") == LIST)["company_id"]) == {"S"}


@pytest.mark.heavy
def test_the_explanation_shows_the_subsidiary_and_the_entry(workspace: Workspace) -> None:
    load(workspace, "lists", [entry("青溪水泥有限公司")])
    on_list(workspace)
    tree = read_explanation(workspace, "P", LIST, None)
    (used,) = tree.inputs
    (evidence,) = used.evidence
    assert evidence.quote == "工业和信息化部, Green factories, 3, 青溪水泥有限公司"
    console = Console(width=300)
    with console.capture() as shown:
        console.print(render_tree(tree, "en"))
    assert "subsidiary/子公司 S (60 %, 2016-01-01) < M (100 %, 2016-01-01)" in shown.get()
    assert evidence.quote in shown.get()


@pytest.mark.heavy
def test_such_a_run_is_replayed_and_audited(workspace: Workspace) -> None:
    load(workspace, "lists", [entry("青溪水泥有限公司")])
    done = run(workspace, date(2023, 6, 30), fiscal_year=2022)
    assert replay(workspace, done.run_id).same
    assert [finding for finding in audit(workspace) if finding.severity != "info"] == []


@pytest.mark.heavy
def test_a_doubtful_name_of_a_subsidiary_waits_and_then_counts_for_the_parent(workspace: Workspace) -> None:
    doubtful = "青溪水泥集团有限公司"
    assert load(workspace, "lists", [entry(doubtful)]) == Imported(rows=0, waiting=1, unknown=0)
    with pytest.raises(InputError, match="2022"):  # nothing else is known of the year
        on_list(workspace)
    (waiting,) = waiting_matches(workspace)
    assert waiting.subject["candidates"][0]["company_id"] == "S"
    decide_match(workspace, waiting.entry_id, "S", "somebody")
    assert load(workspace, "lists", [entry(doubtful)]).rows == 1
    assert set(on_list(workspace)) == {"S", "M", "P"}


PENALTIES = "E0305-01"
FINE: Row = {"list": "environmental-penalty", "body": "某市生态环境局", "level": "municipal", "removed": ""}


def fine(name: str, number: str, published: str = "2022-05-06") -> Row:
    return FINE | {"name": name, "batch": number, "published": published}


def fines(workspace: Workspace, year: int = 2022, as_of: date = date(2023, 6, 30)) -> dict[str, Row]:
    done = run(workspace, as_of, fiscal_year=year)
    of_point = (pl.col("run_id") == done.run_id) & (pl.col("data_point") == PENALTIES)
    rows = workspace.store.read("inputs", where=of_point & pl.col("origin").is_in(["imported", "reported"]))
    return {row["company_id"]: row for row in rows.iter_rows(named=True)}


def counts(rows: dict[str, Row]) -> dict[str, float]:
    """Fines by company: without a known headcount each is a fifth in 1,000 employees."""
    return {company: float(str(row["value"])) * 5 for company, row in rows.items()}


@pytest.mark.heavy
def test_a_fine_of_a_subsidiary_is_one_of_the_group(workspace: Workspace) -> None:
    load(workspace, "lists", [fine("青溪水泥有限公司", "1号"), fine("青溪水泥有限公司", "2号", "2022-09-01")])
    load(workspace, "lists", [fine("兰汀集团股份有限公司", "3号"), fine("白鹭合资玻璃有限公司", "4号")])
    found = fines(workspace)
    assert counts(found) == {"S": 2, "M": 2, "P": 3, "J": 1}  # a joint holding of 40 % is not controlled
    way = "S (60 %, 2016-01-01) < M (100 %, 2016-01-01)"
    assert f"register: 1 of its own, 2 of subsidiaries/子公司 {way}" in str(found["P"]["method"])
    events = workspace.store.read("observations", where=pl.col("kind") == "event")
    ids = events.filter(pl.col("company_id").is_in(["P", "S"]))["observation_id"].to_list()
    assert found["P"]["observations"] == sorted(ids)
    assert counts(fines(workspace, as_of=date(2022, 8, 1))) == {"S": 1, "M": 1, "P": 2, "J": 1}


@pytest.mark.heavy
def test_what_a_company_states_of_its_group_is_not_added_to(workspace: Workspace) -> None:
    load(workspace, "lists", [fine("青溪水泥有限公司", "1号"), fine("兰汀集团股份有限公司", "3号")])
    stated: Row = {"company_id": "P", "kind": "quantity", "concept": "env_penalties", "year": 2022, "value": 5}
    load(workspace, "observations", [stated | {"unit": "cases", "published": "2023-04-20", "source": "annual report"}])
    assert counts(fines(workspace)) == {"S": 1, "M": 1, "P": 5}


@pytest.mark.heavy
def test_fines_of_what_was_sold_stop_counting(workspace: Workspace) -> None:
    load(workspace, "lists", [fine("青溪水泥有限公司", "1号")])
    sold: Row = {"company_id": "S", "parent_id": "M", "share": 60} | RELATION
    load(workspace, "relations", [sold | {"valid_to": "2022-05-31", "published": "2022-12-01"}])
    assert counts(fines(workspace)) == {"S": 1}
    assert counts(fines(workspace, as_of=date(2022, 11, 30))) == {"S": 1, "M": 1, "P": 1}


@pytest.mark.heavy
def test_the_explanation_of_a_groups_fines_shows_each_of_them(workspace: Workspace) -> None:
    load(workspace, "lists", [fine("青溪水泥有限公司", "1号"), fine("兰汀集团股份有限公司", "3号")])
    done = run(workspace, date(2023, 6, 30), fiscal_year=2022)
    (used,) = read_explanation(workspace, "P", PENALTIES, None).inputs
    assert {evidence.quote for evidence in used.evidence} == {
        "某市生态环境局, Environmental penalties, 1号, 青溪水泥有限公司",
        "某市生态环境局, Environmental penalties, 3号, 兰汀集团股份有限公司",
    }
    assert replay(workspace, done.run_id).same
    assert [finding for finding in audit(workspace) if finding.severity != "info"] == []
