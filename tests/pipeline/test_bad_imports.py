"""Imports of every kind in a workspace: a refused file leaves nothing, a known one adds nothing, formulas are text."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from cnesg.errors import InputError
from cnesg.model import TABLES
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.copies import export
from cnesg.sources import source_kind, source_kinds

FORMULAS = ('=HYPERLINK("http://example.com")', "+1+cmd|' /C calc'!A0", "@SUM(A1:A2)", "-2+3", "＝1+1")
_NOT_FREE = {"company_id", "data_point", "group", "guarantor", "issuer", "parent_id", "unit"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "workspace") as opened:
        path = tmp_path / "companies.csv"
        template = source_kind("companies").template().replace("C0001", "C1")
        second = template.splitlines()[1].replace("C1", "C2").replace("91350100M000100Y43", "").replace("699901.SH", "")
        path.write_text(f"{template}{second}\n", encoding="utf-8")
        import_table(opened, "companies", path)
        yield opened


def table(kind: str, path: Path, /, **cells: str) -> Path:
    """The template of a kind with other cells."""
    columns = source_kind(kind).columns
    row = {column.name: column.example for column in columns} | cells
    known = {"C0001": "C1", "C0002": "C2"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow({name: known.get(text, text) for name, text in row.items()})
    return path


def heights(workspace: Workspace) -> dict[str, int]:
    return {name: workspace.store.read(name).height for name in TABLES}


def files(workspace: Workspace) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in sorted(workspace.folder.rglob("*"))
        if path.is_file() and path.name != "writer.lock"
    }


@pytest.mark.parametrize("kind", source_kinds())
def test_a_refused_file_leaves_every_byte_as_it_was(workspace: Workspace, kind: str, tmp_path: Path) -> None:
    before = files(workspace)
    for number, column in enumerate(c for c in source_kind(kind).columns if c.required):
        with pytest.raises(InputError):
            import_table(workspace, kind, table(kind, tmp_path / f"bad-{number}.csv", **{column.name: ""}))
    assert files(workspace) == before


@pytest.mark.parametrize("kind", source_kinds())
def test_the_same_file_again_adds_no_row(workspace: Workspace, kind: str, tmp_path: Path) -> None:
    path = table(kind, tmp_path / "rows.csv")
    import_table(workspace, kind, path)
    once = heights(workspace)
    assert sum(once.values()) > 0
    import_table(workspace, kind, path)
    assert heights(workspace) == once


@pytest.mark.parametrize("kind", source_kinds())
def test_formulas_leave_as_text(workspace: Workspace, kind: str, tmp_path: Path) -> None:
    free = [
        column.name
        for column in source_kind(kind).columns
        if column.type == "text" and not column.choices and column.name not in _NOT_FREE
    ]
    for number, formula in enumerate(FORMULAS if free else ()):
        cells = dict.fromkeys(free, formula)
        if kind == "lists":
            cells |= {"company_id": "C1"}
        import_table(workspace, kind, table(kind, tmp_path / f"rows-{number}.csv", **cells))
    export(workspace, tmp_path / "out", "csv")
    cells_out = [
        cell
        for name in TABLES
        for row in csv.reader((tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines())
        for cell in row
    ]
    assert [cell for cell in cells_out if cell.startswith(("=", "+", "@", "-", "＝", "\t", "\r"))] == []
    # What was written is there, behind an apostrophe.
    written = [any(formula in cell for cell in cells_out) for formula in (FORMULAS if free else ())]
    assert all(written) or kind in {"companies", "segments"}
