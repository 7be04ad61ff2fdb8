"""Imports of funds, holdings and bonds: stored once, refused whole with every problem."""

from pathlib import Path

import pytest

from cnesg.companies.codes import isin
from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.sources import source_kind

COMPANY = (
    "company_id,name_zh,market,industry,valid_from,published\n"
    "C0001,甲公司,a-share,340500,2010-01-01,2010-01-01\n"
)  # fmt: skip
HOLDINGS = "fund,day,scope,security,name,kind,weight,published,source\n"
BONDS = "isin,name,issuer,kind,issued,amount,label,use,proceeds,allocated,published,source\n"


@pytest.fixture
def bare(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "workspace")
    store(workspace, tmp_path, "companies", COMPANY)
    return workspace


def store(workspace: Workspace, folder: Path, kind: str, text: str) -> int:
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    return import_table(workspace, kind, path)


def refused(workspace: Workspace, folder: Path, kind: str, text: str) -> list[str]:
    position = workspace.store.position
    with pytest.raises(InputError) as caught:
        store(workspace, folder, kind, text)
    assert workspace.store.position == position
    return caught.value.lines("en")


@pytest.mark.parametrize("kind", ["funds", "bonds"])
def test_the_templates_are_stored_once(bare: Workspace, tmp_path: Path, kind: str) -> None:
    text = source_kind(kind).template()
    assert [store(bare, tmp_path, kind, text) for _ in range(2)] == [1, 0]
    assert bare.store.read(kind)["available_at"].null_count() == 0


def test_holdings_are_stored_with_the_day_they_were_known(bare: Workspace, tmp_path: Path) -> None:
    rows = (
        "F1,2024-12-31,full,600000.SH,a,equity,90,2025-03-31,report\n"
        "F1,2024-12-31,full,,cash,cash,10,2025-03-31,report\n"
        "F1,2025-03-31,top10,600000.SH,a,equity,45,2025-04-20,report\n"
    )
    assert store(bare, tmp_path, "holdings", HOLDINGS + rows) == 3
    days = bare.store.read("holdings").select("scope", "available_at").unique().sort("scope")
    assert [day.isoformat()[:10] for day in days["available_at"]] == ["2025-03-31", "2025-04-20"]


def test_holdings_that_sum_to_130_per_cent_are_refused_whole(bare: Workspace, tmp_path: Path) -> None:
    rows = (
        "F1,2024-12-31,full,600000.SH,a,equity,130,2025-03-31,report\n"
        "F2,2024-12-31,full,600000.SH,a,equity,60,2025-03-31,report\n"
        "F3,2024-12-31,top10,600000.SH,a,equity,60,2025-03-31,report\n"
        "F4,2025-12-31,top10,600000.SH,a,equity,60,2025-03-31,report\n"
    )
    lines = refused(bare, tmp_path, "holdings", HOLDINGS + rows)
    assert len(lines) == 3
    assert any("row 1" in line and "130.0 %" in line for line in lines)
    assert any("row 2" in line and "60.0 %" in line for line in lines)
    assert any("row 4" in line and "published on 2025-03-31, before" in line for line in lines)


def test_bonds_must_have_an_isin_an_issuer_and_proceeds_within_the_amount(bare: Workspace, tmp_path: Path) -> None:
    rows = (
        "CND100000018,a,C0001,corporate,2024-05-20,1000,green,wind,800,0,2025-04-30,report\n"
        "CND100000017,b,C0001,corporate,2024-05-20,1000,green,wind,800,0,2025-04-30,report\n"
    )
    assert "no ISIN" in refused(bare, tmp_path, "bonds", BONDS + rows)[0]
    rows = (
        "CND100000017,b,C9,corporate,2024-05-20,1000,green,wind,800,0,2025-04-30,report\n"
        "CND100000017,b,C0001,corporate,2024-05-20,1000,green,sun,1800,0,2025-04-30,report\n"
        "CND100000017,b,C0001,corporate,2024-05-20,1000,green,sea,100,200,2025-04-30,report\n"
    )
    lines = refused(bare, tmp_path, "bonds", BONDS + rows)
    assert ["row 1" in lines[0], "C9" in lines[0], "1800" in lines[1], "200" in lines[2]] == [True] * 4


def test_check_digits_of_isins() -> None:
    assert isin("us0378331005") == "US0378331005"
    assert isin("US0378331006") is None
    assert isin("US037833100") is None


def test_what_a_segment_sells_stays_with_its_revenue(bare: Workspace, tmp_path: Path) -> None:
    assert store(bare, tmp_path, "segments", source_kind("segments").template()) == 1
    row = bare.store.read("observations").row(0, named=True)
    assert (row["breakdown"], row["text"]) == ('{"segment":"packaging paper"}', "boxes and cartons")
