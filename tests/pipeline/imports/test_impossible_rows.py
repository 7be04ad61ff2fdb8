"""What can't be is refused, with all problems at once and a line for each distinct one; a dry run stores nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cnesg.errors import InputError, Problem
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_file
from cnesg.pipeline.imports.repeated_problems import each_once
from cnesg.sources import source_kind, source_kinds

COMPANIES = """company_id,name_zh,code,market,industry,valid_from,published
C1,兰汀纸业股份有限公司,600000.SH,a-share,340500,2010-01-01,2010-01-01
C2,兰汀玻璃股份有限公司,600001.SH,a-share,340500,2010-01-01,2010-01-01
"""
FACT = "company_id,kind,concept,year,year_end,value,unit,published,source\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "workspace") as opened:
        path = tmp_path / "companies.csv"
        path.write_text(COMPANIES, encoding="utf-8")
        import_file(opened, "companies", path)
        yield opened


def load(workspace: Workspace, kind: str, text: str, *, dry_run: bool = False) -> int:
    path = workspace.folder.parent / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    return import_file(workspace, kind, path, dry_run=dry_run).rows


def refused(workspace: Workspace, kind: str, text: str) -> list[Problem]:
    before = workspace.store.position, [*workspace.store.snapshots.all()]
    with pytest.raises(InputError) as caught:
        load(workspace, kind, text)
    assert (workspace.store.position, [*workspace.store.snapshots.all()]) == before
    return list(caught.value.problems)


def ids(problems: list[Problem]) -> list[str]:
    return [problem.message_id for problem in problems]


@pytest.mark.parametrize(
    ("concept", "value", "unit"),
    [
        ("ghg_scope1", "5e30", "tCO2e"),
        ("ghg_scope1", "-5", "tCO2e"),
        ("employees_total", "9999999999", "persons"),
        ("E0401-01", "-1", "tCO2e"),
        ("revenue", "1e30", "USD"),
        ("electricity", "1e30", "GWh"),
        ("ghg_intensity", "-3", "tCO2e/m2"),
    ],
)
def test_magnitudes_and_signs_that_no_company_has(workspace: Workspace, concept: str, value: str, unit: str) -> None:
    text = FACT + f"C1,quantity,{concept},2023,,{value},{unit},2024-04-01,t\n"
    assert ids(refused(workspace, "observations", text)) == ["sources.impossible"]


def test_wide_tables_are_held_to_the_same_bounds(workspace: Workspace) -> None:
    text = "company_id,year,published,source,revenue,employees\nC1,2023,2024-04-01,t,5e30,9999999999\n"
    assert ids(refused(workspace, "financials", text)) == ["sources.impossible", "sources.impossible"]


def test_a_loss_and_an_amount_in_a_weak_currency_are_taken(workspace: Workspace) -> None:
    rows = [
        "C1,quantity,net_profit,2023,,-660000000,CNY,2024-04-01,t",
        "C2,quantity,revenue,2023,,2e15,IDR,2024-04-01,t",
    ]
    assert load(workspace, "observations", FACT + "\n".join(rows) + "\n") == 2


def test_a_period_that_ends_after_its_publication(workspace: Workspace) -> None:
    early = "C1,quantity,electricity,2023,,5,GWh,2023-11-30,t\n"
    assert ids(refused(workspace, "observations", FACT + early)) == ["sources.period_ahead"]
    ended = "C1,quantity,electricity,2023,2023-03-31,5,GWh,2023-11-30,t\n"
    assert load(workspace, "observations", FACT + ended) == 1


def test_a_year_that_had_not_begun(workspace: Workspace) -> None:
    text = "currency,year,average,closing,published,source\nHKD,2024,0.9,0.9,2023-06-30,t\n"
    assert ids(refused(workspace, "fx", text)) == ["sources.year_ahead"]


@pytest.mark.parametrize("kind", source_kinds())
def test_no_kind_takes_a_publication_beyond_tomorrow(workspace: Workspace, kind: str) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=4)).date()
    definition = source_kind(kind)
    cells = {column.name: column.example for column in definition.columns} | {"published": f"{ahead}"}
    text = ",".join(cells) + "\n" + ",".join(f'"{cell}"' for cell in cells.values()) + "\n"
    assert "sources.cell_ahead" in ids(refused(workspace, kind, text.replace("C0001", "C1")))


def test_a_code_that_another_company_has_on_that_day(workspace: Workspace) -> None:
    head = "company_id,name_zh,code,market,industry,valid_from,valid_to,published\n"
    taken = head + "C3,兰汀水泥,600000.SH,a-share,340500,2015-01-01,,2015-01-01\n"
    (problem,) = refused(workspace, "companies", taken)
    assert problem.message_id == "sources.code_of_other"
    assert problem.values["other"] == "C1"
    ended = "C1,兰汀纸业,600000.SH,a-share,340500,2010-01-01,2014-12-31,2014-12-31\n"
    assert load(workspace, "companies", taken + ended) == 2


def test_a_code_is_free_where_its_listing_has_ended(workspace: Workspace) -> None:
    load(
        workspace,
        "listings",
        "company_id,code,status,valid_from,valid_to,published\nC1,600000.SH,listed,2010-01-01,2012-12-31,2012-12-31\n",
    )
    head = "company_id,name_zh,code,market,industry,valid_from,published\n"
    assert load(workspace, "companies", head + "C3,兰汀水泥,600000.SH,a-share,340500,2015-01-01,2015-01-01\n") == 1


def test_a_company_changes_its_own_code(workspace: Workspace) -> None:
    head = "company_id,name_zh,code,market,industry,valid_from,published\n"
    load(workspace, "companies", head + "C1,兰汀纸业,600009.SH,a-share,340500,2015-01-01,2015-01-01\n")
    assert load(workspace, "companies", head + "C3,兰汀水泥,600000.SH,a-share,340500,2016-01-01,2016-01-01\n") == 1


def test_a_company_that_nobody_can_name(workspace: Workspace) -> None:
    text = "company_id,market,industry,valid_from,published\nC3,a-share,340500,2015-01-01,2015-01-01\n"
    assert ids(refused(workspace, "companies", text)) == ["sources.no_identity"]


@pytest.mark.parametrize("text", ["../C1", "a/b", "a\\b", "..", "C:1", "x" * 81, "a\x01b"])
def test_ids_that_are_parts_of_paths(workspace: Workspace, text: str) -> None:
    row = f"company_id,name_zh,market,industry,valid_from,published\n{text},兰汀,a-share,340500,2015-01-01,2015-01-01\n"
    assert ids(refused(workspace, "companies", row)) == ["sources.cell_id"]


def test_every_problem_comes_at_once_and_the_same_one_once(workspace: Workspace) -> None:
    rows = ["C1,quantity,ghg_scope1,2023,,abc,tCO2e,2024-04-01,t"]
    rows += [f"C1,quantity,electricity,{year},,-{year},kWh,2024-04-01,t" for year in range(2000, 2024)]
    rows += ["C9,quantity,electricity,2023,,5,kWh,2024-04-01,t"]
    problems = refused(workspace, "observations", FACT + "\n".join(rows) + "\n")
    assert ids(problems) == ["sources.cell_number", "sources.impossible", "sources.unknown_company"]
    assert "24 rows in all: 2, 3, 4," in problems[1].text("en")
    assert "共 24 行：2, 3, 4," in problems[1].text("zh")


def test_few_wrong_texts_have_a_line_each() -> None:
    wrong = [
        Problem.of("sources.cell_year", path="a", row=row, column="year", text=f"y{row % 3}") for row in range(1, 10)
    ]
    assert [one.text("en").split("rows in all: ")[1] for one in each_once(wrong)] == [
        "1, 4, 7.",
        "2, 5, 8.",
        "3, 6, 9.",
    ]


@pytest.mark.parametrize("kind", source_kinds())
def test_a_dry_run_of_every_kind_stores_nothing_and_counts_what_would_be(
    workspace: Workspace, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "template.csv"
    text = source_kind(kind).template().replace("C0001", "C1").replace("C0002", "C2")
    if kind == "companies":
        text = text.replace("C1", "C3").replace("600000.SH", "600009.SH")
    path.write_text(text, encoding="utf-8")
    before = sorted(one for one in workspace.folder.rglob("*") if one.is_file())
    would = import_file(workspace, kind, path, dry_run=True)
    assert sorted(one for one in workspace.folder.rglob("*") if one.is_file()) == before
    assert would.position is None
    done = import_file(workspace, kind, path)
    assert done.rows == would.rows > 0
    assert import_file(workspace, kind, path, dry_run=True).rows == 0
