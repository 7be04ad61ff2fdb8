"""Publishing to a folder, S3-compatible storage and SQL: whole, again without harm, never over another edition."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa
from tests.object_storage import object_storage

from cnesg.errors import InputError
from cnesg.pipeline.delivery import editions, publishing
from cnesg.pipeline.delivery.editions import put
from cnesg.pipeline.delivery.files import PublishedTable, leaves, texts_of
from cnesg.pipeline.delivery.manifest import SUMS, json_file, sums
from cnesg.pipeline.delivery.package import datapackage
from cnesg.pipeline.delivery.publishing import publish
from cnesg.products import merkle
from cnesg.products.schema import product_schema


def edition(out: Path, score: float) -> Path:
    """A small edition of Hong Kong scores, made without a market."""
    schema = product_schema("hk-scores")
    first = pl.DataFrame([{"company_id": "A", "as_of": None, "score": score, "name_zh": "甲"}]).with_columns(
        pl.date(2024, 6, 30).alias("as_of")
    )
    second = pl.DataFrame([{"company_id": "A", "code": "E01", "level": 1, "score": score}])
    tables = [PublishedTable(t, t.conform(f)) for t, f in zip(schema.tables, (first, second), strict=True)]
    data = {f"{t.schema.name}.csv": t.csv_file() for t in tables}
    data |= {f"{t.schema.name}.parquet": t.parquet_file() for t in tables}
    files = data | {"datapackage.json": json_file(datapackage(schema, "2024-06", 1, data, "2024-06-30"))}
    hashes = leaves(texts_of(tables))
    told = {
        "format": 1,
        "product": "hk-scores",
        "month": "2024-06",
        "edition": 1,
        "tables": [
            {
                "name": t.schema.name,
                "rows": 1,
                "subject": "company_id",
                "key": list(t.schema.key),
                "columns": t.frame.columns,
            }
            for t in tables
        ],
        "merkle": {"root": merkle.root(hashes)},
        "files": {name: {"sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()},
    }
    files["manifest.json"] = json_file(told)
    files[SUMS] = sums(files)
    return put(out, "hk-scores", "2024-06", 1, files)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "flush_file", lambda _: None)


def test_to_a_folder_and_never_over_another(tmp_path: Path) -> None:
    one, other = edition(tmp_path / "one", 50.0), edition(tmp_path / "other", 60.0)
    for _ in range(2):
        place = Path(publish(one, str(tmp_path / "public")))
    assert {p.name: p.read_bytes() for p in place.iterdir()} == {p.name: p.read_bytes() for p in one.iterdir()}
    with pytest.raises(InputError, match="never replaced"):
        publish(other, str(tmp_path / "public"))


def test_to_sql_once_however_often(tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / 'public.db'}"
    folder = edition(tmp_path, 50.0)
    for _ in range(2):
        publish(folder, target)
    engine = sa.create_engine(target)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT * FROM cnesg_hk_scores_scores")).mappings().all()
    engine.dispose()
    assert [(row["company_id"], row["score"], row["name_zh"], row["delivery_edition"]) for row in rows] == [
        ("A", 50.0, "甲", 1)
    ]


def test_what_is_not_sound_is_not_published(tmp_path: Path) -> None:
    folder = edition(tmp_path, 50.0)
    (folder / "scores.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(InputError, match="not what was delivered"):
        publish(folder, str(tmp_path / "public"))
    assert not (tmp_path / "public").exists()


def test_an_address_that_does_not_work_is_told_without_its_password(tmp_path: Path) -> None:
    folder = edition(tmp_path, 50.0)
    with pytest.raises(InputError, match="could not publish") as caught:
        publish(folder, "postgresql+nothing://me:secret@nowhere/db")
    assert "secret" not in str(caught.value.lines("en"))
    with pytest.raises(InputError, match="could not publish"):
        publish(folder, "nosuchstorage://bucket/path")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with object_storage() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield "cnesg-test"


@pytest.mark.filterwarnings("ignore")
def test_to_s3(tmp_path: Path, bucket: str) -> None:
    s3fs = pytest.importorskip("s3fs")
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir(bucket)
    folder = edition(tmp_path, 50.0)
    place = publish(folder, f"s3://{bucket}/public")
    assert place == f"{bucket}/public/hk-scores/2024-06/edition-1"
    told = json.loads(system.cat_file(f"{place}/manifest.json"))
    assert told["product"] == "hk-scores"
    assert len(system.ls(place)) == len(list(folder.iterdir()))
    assert publishing.publish(folder, f"s3://{bucket}/public") == place
