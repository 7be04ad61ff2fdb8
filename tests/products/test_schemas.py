"""The published schemas: whole, in both languages, and never changed without a new version."""

import json
import os
from pathlib import Path

import polars as pl
import pytest

from cnesg.errors import InputError
from cnesg.framework import load_methodology
from cnesg.products.schema import PRODUCTS, ProductSchema, product_schema

SNAPSHOT = Path(__file__).parents[1] / "data" / "product-schemas.json"
REGENERATE = bool(os.environ.get("CNESG_REGENERATE"))
KNOWN = [name for name in PRODUCTS if (Path("src/cnesg/products/schemas") / f"{name}.yaml").is_file()]


def published(schema: ProductSchema) -> dict[str, object]:
    """What users' programs rely on: names, order, types and units of columns, keys and formats."""
    return {
        table.name: {
            "key": list(table.key),
            "subject": table.subject,
            "formats": list(table.formats),
            "columns": [
                [column.name, column.type, column.unit, column.digits, column.required] for column in table.columns
            ],
        }
        for table in schema.tables
    }


def test_a_published_column_changes_only_with_a_new_version() -> None:
    kept = json.loads(SNAPSHOT.read_text(encoding="utf-8")) if SNAPSHOT.is_file() else {}
    now = {}
    for name in KNOWN:
        schema = product_schema(name)
        version = str(schema.version)
        earlier = kept.get(name, {})
        if REGENERATE:
            assert version not in earlier or earlier[version] == published(schema), f"{name}: raise its version"
        now[name] = earlier | {version: published(schema)}
    if REGENERATE:
        SNAPSHOT.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    assert now == kept, "a published column changed: raise the schema's version, then CNESG_REGENERATE=1"


@pytest.mark.parametrize("name", KNOWN)
def test_columns_have_meaning_and_keys_are_required(name: str) -> None:
    schema = product_schema(name)
    assert schema.product == name
    for table in schema.tables:
        columns = {column.name: column for column in table.columns}
        assert len(columns) == len(table.columns)
        assert table.subject in table.key
        assert all(columns[key].required for key in table.key)
        for column in table.columns:
            assert any("一" <= character <= "鿿" for character in column.meaning.zh), column.name
            assert column.unit or column.type != "number", f"{column.name}: a number without unit"
        for chart in table.charts:
            assert {chart.by, chart.mean or chart.by} <= set(columns)


def test_every_level_1_indicator_has_a_column() -> None:
    columns = product_schema("a-share-scores").table("scores").dtypes
    assert {code.lower() for code in load_methodology().level1} <= set(columns)


def test_an_unknown_product_is_told() -> None:
    with pytest.raises(InputError, match="hk-scores"):
        product_schema("us-scores")


def test_conforming_rounds_sorts_and_refuses() -> None:
    table = product_schema("a-share-scores").table("indicators")
    row = {"company_id": "B", "code": "E01", "level": 1, "score": 61.23456, "low": -0.001}
    frame = table.conform(pl.DataFrame([row, row | {"company_id": "A"}]))
    assert frame["company_id"].to_list() == ["A", "B"]
    assert frame.row(0, named=True)["score"] == 61.23
    assert str(frame.row(0, named=True)["low"]) == "0.0"
    with pytest.raises(ValueError, match="one key"):
        table.conform(pl.DataFrame([row, row]))
    with pytest.raises(ValueError, match="empty cells in score"):
        table.conform(pl.DataFrame([row | {"score": None}]))
    with pytest.raises(ValueError, match="unknown columns"):
        table.conform(pl.DataFrame([row | {"colour": "green"}]))
