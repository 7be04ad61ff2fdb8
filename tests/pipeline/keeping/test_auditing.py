"""The audit misses no snapshot, whatever was imported."""

from pathlib import Path

import pytest

from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_file
from cnesg.pipeline.imports.undoing import undo_import
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.news.taking_in import import_news
from cnesg.sources import source_kind, source_kinds
from cnesg.sources.news import TEMPLATE as NEWS
from cnesg.store.durable import file_hash

LIST = "list,name,company_id,body,level,batch,published\ngreen-factory,Liquor 1,L01,ministry,national,1,2023-03-01\n"


def imported(workspace: Workspace, kind: str, folder: Path) -> tuple[Path, int]:
    """The snapshot of an imported file of a kind, and the commit."""
    path = folder / "file.csv"
    text = NEWS if kind == "news" else LIST if kind == "lists" else source_kind(kind).template()
    own = "C9" if kind == "companies" else "L01"
    path.write_text(text.replace("C0001", own).replace("C0002", "L02"), encoding="utf-8")
    if kind == "news":
        (position,) = import_news(workspace, path).positions
    else:
        position = import_file(workspace, kind, path).position or 0
    assert position
    return workspace.store.snapshots.path(file_hash(path)), position


def found(workspace: Workspace) -> list[str]:
    return [one.problem.message_id for one in audit(workspace) if one.severity == "error"]


@pytest.mark.heavy
@pytest.mark.parametrize("kind", [*source_kinds(), "news"])
def test_a_missing_or_altered_snapshot_of_every_kind_of_import_is_found(
    workspace: Workspace, kind: str, tmp_path: Path
) -> None:
    snapshot, position = imported(workspace, kind, tmp_path)
    assert [one.problem.text() for one in audit(workspace)] == []  # nor is the snapshot called unused
    content = snapshot.read_bytes()
    snapshot.write_bytes(content + b"\n")
    assert found(workspace) == ["store.damaged_snapshot"]
    snapshot.unlink()
    assert found(workspace) == ["store.missing_snapshot"]
    undo_import(workspace, position)
    assert found(workspace) == ["store.missing_snapshot"]  # what was withdrawn is still to be proven
    snapshot.write_bytes(content)
    assert found(workspace) == []
