from pathlib import Path

import pytest
from tests.store.sample_rows import observations
from tests.store.writer_process import report_of, write

from cnesg.errors import StoreError
from cnesg.model import OBSERVATIONS
from cnesg.store import Store


def messages(store: Store, severity: str) -> list[str]:
    return [finding.problem.message_id for finding in store.check() if finding.severity == severity]


@pytest.fixture
def filled(store: Store) -> Store:
    for number in (1, 2):
        write(store, number)
    return store


def test_nothing_to_say_of_a_whole_workspace(filled: Store) -> None:
    assert filled.check() == []


def test_a_missing_and_a_changed_data_file_are_named(filled: Store) -> None:
    first, second = filled.files("observations")
    content = first.read_bytes()
    first.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    second.unlink()
    assert sorted(messages(filled, "error")) == ["store.damaged_file", "store.missing_file"]
    lines = "\n".join(finding.problem.text() for finding in filled.check())
    assert str(first) in lines
    assert str(second) in lines


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("keep", [0, 3, 100, -9])
def test_reading_a_damaged_table_is_an_error_in_words(
    filled: Store, folder: Path, number: int, keep: int, capfd: pytest.CaptureFixture[str]
) -> None:
    path = filled.files("observations")[number]
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(StoreError, match=r"table observations can't be read.*cnesg store check"):
        Store.open(folder).read("observations")
    with pytest.raises(StoreError, match="table observations can't be read"):
        Store.open(folder).commit({"observations": observations(1)}, note="")
    assert messages(Store.open(folder), "error") == ["store.damaged_file"]
    assert capfd.readouterr().err == ""  # Polars and Delta would tell of a panic


def test_a_table_whose_bytes_were_changed_is_an_error_in_words(filled: Store, folder: Path) -> None:
    path = filled.files("observations")[0]
    path.write_bytes(b"x" * path.stat().st_size)
    with pytest.raises(StoreError, match="table observations can't be read"):
        Store.open(folder).read("observations")


def test_reading_a_table_without_its_log_is_an_error_in_words(filled: Store, folder: Path) -> None:
    for path in (folder / "tables" / "observations" / f"v{OBSERVATIONS.version}" / "_delta_log").iterdir():
        path.unlink()
    with pytest.raises(StoreError, match="table observations can't be read"):
        Store.open(folder).read("observations")
    assert messages(Store.open(folder), "error") == ["store.damaged_table"]


def test_a_delta_log_that_names_other_files_is_found(filled: Store, folder: Path) -> None:
    log = folder / "tables" / "observations" / f"v{OBSERVATIONS.version}" / "_delta_log" / f"{1:020d}.json"
    other = folder / "tables" / "observations" / f"v{OBSERVATIONS.version}" / "part-other.parquet"
    added = next(line for line in log.read_text().splitlines() if '"add"' in line)
    (path,) = (path for path in filled.files("observations") if path.name in added)
    name = path.name
    other.write_bytes(path.read_bytes())
    log.write_text(log.read_text().replace(name, other.name))
    findings = [f for f in Store.open(folder).check() if f.severity == "error"]
    assert {f.problem.message_id for f in findings} == {"store.damaged_file", "store.damaged_table"}
    assert {f.problem.values["what"] for f in findings if "what" in f.problem.values} == {name, other.name}


def test_a_missing_and_a_changed_snapshot_are_named(filled: Store) -> None:
    lost, changed = (filled.snapshots.path(filled.snapshots.put(report_of(number))) for number in (1, 2))
    lost.unlink()
    changed.write_bytes(b"forged")
    assert sorted(messages(filled, "error")) == ["store.damaged_snapshot", "store.missing_snapshot"]


def test_what_nobody_names_is_mentioned_only(filled: Store, folder: Path) -> None:
    filled.snapshots.put(b"an imported table")
    (folder / "tables" / "scores" / "v2" / "part-x.parquet").write_bytes(b"cut off")
    assert messages(filled, "error") == []
    assert sorted(messages(filled, "info")) == ["store.unnamed_file", "store.unused_snapshot"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_finding_can_be_said_in_both_languages(
    filled: Store, folder: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CNESG_LANG", language)
    filled.snapshots.put(b"an imported table")
    (folder / "tables" / "scores" / "v2" / "_delta_log" / f"{2:020d}.json").touch()
    for finding in filled.check():
        assert str(folder) in finding.problem.text()
