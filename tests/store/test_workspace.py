import json
from pathlib import Path

import pytest
from tests.store.promises import assert_whole
from tests.store.sample_rows import observations
from tests.store.writer_process import write

from cnesg.errors import StoreError, WorkspaceError
from cnesg.store import Store


def test_a_workspace_may_be_made_in_an_empty_folder_and_below_missing_ones(tmp_path: Path) -> None:
    assert Store.create(tmp_path).position == 0
    assert Store.create(tmp_path / "a" / "b").position == 0


def test_there_is_only_one_workspace_in_a_folder(folder: Path) -> None:
    Store.create(folder).commit({"observations": observations(1)}, note="")
    with pytest.raises(WorkspaceError, match="there is a workspace already"):
        Store.create(folder)
    assert Store.open(folder).position == 1


def test_a_folder_with_other_files_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "thesis.doc").write_text("do not touch")
    with pytest.raises(WorkspaceError, match="holds other files"):
        Store.create(folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.doc"]


def test_a_file_in_the_way_is_named(folder: Path) -> None:
    folder.write_text("I am a file")
    with pytest.raises(WorkspaceError, match="a file of that name in the way"):
        Store.create(folder)
    with pytest.raises(WorkspaceError, match="a file of that name in the way"):
        Store.create(folder / "below")


def test_a_creation_that_was_cut_off_can_be_done_again(folder: Path) -> None:
    folder.mkdir()
    (folder / "commits.jsonl").touch()
    (folder / ".workspace.json.x1.part").write_text('{"form')
    assert Store.create(folder).position == 0


def test_two_that_create_at_the_same_time_do_not_get_in_each_others_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cnesg.store import workspace

    def other_was_faster(_: Path) -> None:
        monkeypatch.undo()
        write(Store.create(folder), 1)

    monkeypatch.setattr(workspace, "_refuse_occupied", other_was_faster)
    with pytest.raises(WorkspaceError, match="there is a workspace already"):
        Store.create(folder)
    assert_whole(Store.open(folder))
    assert Store.open(folder).position == 1


def test_no_workspace_is_said_so_with_the_way_to_make_one(folder: Path) -> None:
    with pytest.raises(WorkspaceError, match="cnesg init"):
        Store.open(folder)
    folder.mkdir()
    with pytest.raises(WorkspaceError, match="no workspace there"):
        Store.open(folder)
    assert list(folder.iterdir()) == []


def test_a_newer_workspace_is_refused(store: Store, folder: Path) -> None:
    metadata = folder / "workspace.json"
    metadata.write_text(json.dumps({**json.loads(metadata.read_text()), "format": 2}))
    with pytest.raises(WorkspaceError, match="format 2, this cnesg knows up to 1"):
        Store.open(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "x"}', '{"format": 1, "created_at": "yesterday"}'])
def test_damaged_metadata_is_said_so(store: Store, folder: Path, content: str) -> None:
    (folder / "workspace.json").write_text(content)
    with pytest.raises(StoreError, match="metadata can't be read"):
        Store.open(folder)


def test_the_messages_are_there_in_chinese(folder: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        Store.open(folder)
    assert "没有工作区" in caught.value.lines("zh")[0]


@pytest.mark.parametrize("name", ["工作 区", "100% #1?", "a+b&c=d", "o'b<\"q>", "a@b;c=1,2!$()", "~"])
def test_a_workspace_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("cnesg.store.checkpoints._INTERVAL", 2)
    store = Store.create(tmp_path / name)
    for number in (1, 2, 3):
        write(store, number)
    assert_whole(Store.open(tmp_path / name))
    assert all(path.is_file() for path in store.files("observations"))
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert list(tmp_path.rglob("*.checkpoint.parquet"))


@pytest.mark.parametrize("name", ["100%25", "[x]", "a*", "{a}", "a|b", "a^b", "a`b", "a\\b", "a\nb"])
def test_a_name_that_delta_takes_for_an_address_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkspaceError, match="can't contain"):
        Store.create(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    Store.create(tmp_path / "fine").folder.rename(tmp_path / name)
    with pytest.raises(WorkspaceError, match="can't contain"):
        Store.open(tmp_path / name)


def test_a_workspace_may_be_named_relative_to_where_one_is_and_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Store.create(Path("here")), 1)
    (tmp_path / "here").rename(tmp_path / "there")
    store = Store.open(Path("there"))
    write(store, 2)
    assert_whole(store)


def test_metadata_of_an_earlier_cnesg_is_read_and_any_altered_byte_of_it_or_of_ours_is_told(
    store: Store, folder: Path
) -> None:
    path = folder / "workspace.json"
    ours = path.read_bytes()
    told = json.loads(ours)
    earlier = json.dumps({name: told[name] for name in ("format", "created_at")}, indent=2).encode() + b"\n"
    for place in range(len(ours)):
        path.write_bytes(ours[:place] + bytes([ours[place] ^ 1]) + ours[place + 1 :])
        with pytest.raises((StoreError, WorkspaceError)):
            Store.open(folder)
    path.write_bytes(earlier)
    Store.open(folder)
    path.write_bytes(earlier.replace(b"  ", b" \t", 1))
    with pytest.raises(StoreError, match="metadata can't be read"):
        Store.open(folder)
