"""A workspace of schema version 1, as the first pre-releases wrote it, under the present code."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.store.sample_rows import document, observations

from cnesg.errors import WorkspaceError
from cnesg.model import COMPANIES, OBSERVATIONS, PARTS, TABLES, TableSchema
from cnesg.store import Store
from cnesg.store.commit_log import CommitLog
from cnesg.store.migrations import MIGRATIONS, upgraded

NEW = ("basis", "restated")
VERSION_1 = replace(OBSERVATIONS, version=1, columns=tuple(c for c in OBSERVATIONS.columns if c.name not in NEW))
OLD_TABLES: dict[str, TableSchema] = {**TABLES, "observations": VERSION_1}


def old_rows(count: int, prefix: str = "o") -> pl.DataFrame:
    return observations(count, prefix=prefix).drop(NEW)


@pytest.fixture
def old(folder: Path) -> Path:
    store = Store.create(folder, tables=OLD_TABLES)
    store.commit({"observations": old_rows(3), "documents": document(1)}, note="first")
    store.commit({"observations": old_rows(5)}, note="second")
    assert not set(NEW) & set(store.read("observations").columns)
    return folder


def migrated_rows(folder: Path) -> pl.DataFrame:
    """What the rows must look like after the migration: as they were, plain and not restated."""
    before = Store.open(folder, tables=OLD_TABLES).read("observations")
    nothing = pl.lit(None, dtype=pl.String)
    plain = before.with_columns(basis=pl.lit(""), restated=pl.lit(value=False), supersedes=nothing, decision=nothing)
    return plain.select(list(OBSERVATIONS.dtypes))


def test_every_version_up_to_the_present_has_its_migration() -> None:
    for schema in TABLES.values():
        assert all((schema.name, version) in MIGRATIONS for version in range(1, schema.version))


def test_an_older_workspace_is_read_as_it_is_without_being_changed(old: Path) -> None:
    before = sorted(old.rglob("*"))
    store = Store.open(old)
    assert store.read("observations").equals(migrated_rows(old))
    assert store.read("observations").schema == OBSERVATIONS.empty().schema
    assert store.read("observations", where=~pl.col("restated"), at=1).height == 3
    assert store.standing_observations().height == 5
    assert sorted(old.rglob("*")) == before
    assert store.position == 2


def test_migrating_keeps_every_row_with_its_dates_and_the_old_data(old: Path) -> None:
    expected = migrated_rows(old)
    store = Store.open(old)
    old_files = store.files("observations")
    store.migrate()
    assert store.position == 3
    assert Store.open(old).read("observations").equals(expected)
    assert store.read("observations", at=1).equals(expected.filter(pl.col("position") == 1))
    assert all(path.is_file() for path in old_files)
    assert not set(old_files) & set(store.files("observations"))
    assert [commit.note for commit in store.commits()] == ["first", "second"]
    assert store.read("documents").height == 1


def test_migrating_twice_is_migrating_once(old: Path) -> None:
    store = Store.open(old)
    store.migrate()
    store.migrate()
    Store.open(old).migrate()
    assert store.position == 3


def test_the_next_writer_migrates_and_still_knows_the_old_rows(old: Path) -> None:
    expected = migrated_rows(old)
    store = Store.open(old)
    commit = store.commit({"observations": observations(6)}, note="third")
    assert (commit.position, commit.rows) == (4, {"observations": 1})
    assert store.read("observations", at=3).equals(expected)
    assert store.read("observations").height == 6


class CrashError(BaseException):
    """The process ends here."""


def test_a_crash_while_migrating_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = migrated_rows(old)

    def crash(self: CommitLog, entry: object) -> None:
        raise CrashError

    with monkeypatch.context() as patch:
        patch.setattr(CommitLog, "append", crash)
        with pytest.raises(CrashError):
            Store.open(old).migrate()
    assert (old / "tables" / "observations" / f"v{OBSERVATIONS.version}").is_dir()
    assert Store.open(old, tables=OLD_TABLES).read("observations").height == 5
    store = Store.open(old)
    assert store.read("observations").equals(expected)
    assert store.commit({"observations": observations(6)}, note="").rows == {"observations": 1}
    assert store.read("observations").head(5).equals(expected)


def test_an_older_cnesg_refuses_what_a_newer_one_migrated(old: Path) -> None:
    before = Store.open(old, tables=OLD_TABLES)
    Store.open(old).migrate()
    with pytest.raises(
        WorkspaceError, match=f"table observations has schema version {OBSERVATIONS.version}, this cnesg knows up to 1"
    ):
        Store.open(old, tables=OLD_TABLES)
    with pytest.raises(WorkspaceError, match="newer cnesg"):
        before.commit({"observations": old_rows(1, "late")}, note="")


def test_a_table_of_the_future_is_refused(folder: Path) -> None:
    future = {**TABLES, "forecasts": replace(TABLES["documents"], name="forecasts", version=3)}
    store = Store.create(folder, tables=future)
    store.commit({"forecasts": document(1), "observations": observations(1)}, note="")
    with pytest.raises(WorkspaceError, match="forecasts has schema version 3, this cnesg knows up to 0") as caught:
        Store.open(folder)
    assert len(caught.value.problems) == 1


def test_parts_of_version_1_apply_to_everybody() -> None:
    old = PARTS.empty().drop("inapplicable").lazy()
    row = pl.LazyFrame({"company_id": ["C1"], "code": ["G05"], "part": ["G0502"], "score": [None]})
    new = MIGRATIONS["parts", 1](old).collect()
    assert new.schema["inapplicable"] == pl.String
    assert set(new.columns) == set(PARTS.dtypes)
    assert MIGRATIONS["parts", 1](row).collect()["inapplicable"].to_list() == [None]


def test_companies_of_version_1_say_nothing_of_issuer_level_or_region() -> None:
    new = {"issuer_kind", "admin_level", "region"}
    before = COMPANIES.empty().drop(new)
    after = MIGRATIONS["companies", 1](before.lazy()).collect()
    assert COMPANIES.conform(after).equals(COMPANIES.empty())
    assert {name: after.schema[name] for name in new} == dict.fromkeys(new, pl.String())


def test_companies_of_earlier_versions_have_no_credit_code() -> None:
    before = pl.LazyFrame({"company_id": ["C1"], "code": ["600001.SH"]})
    for version in (1, 2):
        after = upgraded(before, "companies", start=version, goal=COMPANIES.version).collect()
        assert after.select("company_id", "code", "credit_code").rows() == [("C1", "600001.SH", None)]
        assert after.schema["credit_code"] == pl.String
