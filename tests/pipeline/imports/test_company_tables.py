"""Imports of companies, names, listings and relations, and what a run makes of them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.runs.running import run
from cnesg.sources import source_kind

HEADERS = {
    "companies": "company_id,name_zh,credit_code,market,industry,valid_from,valid_to,published",
    "names": "company_id,name,kind,language,valid_from,valid_to,published",
    "listings": "company_id,code,status,valid_from,valid_to,published",
    "relations": "company_id,parent_id,relation,share,valid_from,valid_to,published",
}
COMPANIES = (
    "A,甲公司,91350100M000100Y43,a-share,340500,2010-01-01,,2010-01-01",
    "B,乙公司,,a-share,340500,2010-01-01,,2010-01-01",
)


@pytest.fixture
def bare(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path / "companies-workspace")
    store(workspace, tmp_path, "companies", *COMPANIES)
    return workspace


def store(workspace: Workspace, folder: Path, kind: str, *rows: str) -> int:
    path = folder / f"{kind}.csv"
    path.write_text("\n".join((HEADERS[kind], *rows, "")), encoding="utf-8")
    return import_table(workspace, kind, path)


@pytest.mark.parametrize("kind", ["names", "listings", "relations"])
def test_the_templates_are_stored_once(bare: Workspace, tmp_path: Path, kind: str) -> None:
    others = ("C0001,丙,,unlisted,340500,2010-01-01,,2010-01-01", "C0002,丁,,unlisted,340500,2010-01-01,,2010-01-01")
    store(bare, tmp_path, "companies", *others)
    path = tmp_path / "template.csv"
    path.write_text(source_kind(kind).template(), encoding="utf-8")
    assert [import_table(bare, kind, path) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(
    ("kind", "rows", "told"),
    [
        (
            "companies",
            (
                "C,丙,91350100M000100Y44,a-share,340500,2010-01-01,,2010-01-01",
                "D,丁,9135,a-share,340500,2010-01-01,,2010-01-01",
            ),
            ["row 1, column credit_code: '91350100M000100Y44'", "row 2, column credit_code: '9135'"],
        ),
        (
            "companies",
            (
                "C,丙,91350100M000100Y43,a-share,340500,2010-01-01,,2010-01-01",
                "D,丁,,a-share,,2010-01-01,2009-01-01,2010-01-01",
            ),
            ["row 1: credit code 91350100M000100Y43 belongs to company A", "row 2: the last day", "row 2"],
        ),
        (
            "names",
            ("A,甲旧,full,zh,2010-01-01,2009-01-01,2010-01-01", "X,甲,full,zh,2010-01-01,,2010-01-01"),
            ["row 1: the last day 2009-01-01 is before the first 2010-01-01", "row 2: company X is not"],
        ),
        (
            "listings",
            ("A,600001.SH,listed,2010-01-01,,2010-01-01", "B,600001.SH,listed,2012-01-01,,2012-01-01"),
            ["row 1: code 600001.SH belongs to company B on 2012-01-01", "row 2: code 600001.SH belongs to company A"],
        ),
        (
            "relations",
            ("A,A,subsidiary,60,2010-01-01,,2010-01-01", "A,X,subsidiary,101,2010-01-01,,2010-01-01"),
            ["row 1: company A can't be its own parent", "row 2: company X", "row 2: a share of 101 %"],
        ),
    ],
)
def test_all_that_is_wrong_is_told_and_nothing_stored(
    bare: Workspace, tmp_path: Path, kind: str, rows: tuple[str, ...], told: list[str]
) -> None:
    before = bare.store.position
    with pytest.raises(InputError) as caught:
        store(bare, tmp_path, kind, *rows)
    lines = caught.value.lines("en")
    assert len(lines) == len(told)
    assert all(part in line for part, line in zip(told, lines, strict=True))
    assert bare.store.position == before


def test_a_circle_of_parents_is_refused_over_several_imports(bare: Workspace, tmp_path: Path) -> None:
    store(bare, tmp_path, "companies", "C,丙公司,,unlisted,340500,2010-01-01,,2010-01-01")
    store(bare, tmp_path, "relations", "A,B,subsidiary,60,2010-01-01,,2010-01-05")
    store(bare, tmp_path, "relations", "B,C,subsidiary,60,2012-01-01,,2012-01-05")
    closing = "C,A,subsidiary,60,2014-01-01,,2014-01-05"
    before = bare.store.position
    with pytest.raises(InputError) as caught:
        store(bare, tmp_path, "relations", closing)
    (told,), (in_chinese,) = caught.value.lines("en"), caught.value.lines("zh")
    assert "row 1: on 2014-01-01 each of these would be a subsidiary" in told
    assert "C < A < B < C" in told
    assert "第 1 行：在 2014-01-01" in in_chinese
    assert "C < A < B < C" in in_chinese
    assert bare.store.position == before
    store(bare, tmp_path, "relations", "B,C,subsidiary,60,2012-01-01,2013-12-31,2013-12-20")
    assert store(bare, tmp_path, "relations", closing) == 1


def test_a_company_is_found_by_former_name_credit_code_and_both_its_codes(bare: Workspace, tmp_path: Path) -> None:
    store(bare, tmp_path, "names", "A,前名股份,full,zh,2005-01-01,2009-12-31,2005-01-01")
    codes = ("A,600001.SH,listed,2010-01-01,,2010-01-01", "A,1.HK,listed,2012-01-01,,2012-01-01")
    store(bare, tmp_path, "listings", *codes)
    calls = ("前名股份", "91350100m000100y43", "600001.sh", "00001.HK", "甲公司")
    assert [bare.company_id(call) for call in calls] == ["A"] * len(calls)
    with pytest.raises(InputError):
        bare.company_id("00001.HK", datetime(2011, 1, 1, tzinfo=UTC))


def test_a_run_of_the_past_has_companies_delisted_since(workspace: Workspace, tmp_path: Path) -> None:
    before = run(workspace, date(2024, 9, 1))
    store(workspace, tmp_path, "listings", "L01,600001.SH,listed,2015-01-01,,2015-01-01")
    store(workspace, tmp_path, "listings", "L01,600001.SH,listed,2015-01-01,2024-12-31,2024-12-20")
    assert run(workspace, date(2024, 9, 1)).run_id == before.run_id
    assert run(workspace, date(2025, 1, 1), fiscal_year=2023).companies == before.companies - 1
