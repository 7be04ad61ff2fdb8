"""Rows for programs: pages that make up the whole, and files that a spreadsheet may open."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.views.tables import Asked, bulk, rows

FRAME = pl.DataFrame(
    {
        "name": ["=1+1", "＝cmd", "-3.5", "漱畴", None],
        "news": [["a", "=b"], [], None, ["c"], ["d"]],
        "value": [1.5, None, 2.0, -3.0, 0.0],
    },
    schema={"name": pl.String, "news": pl.List(pl.String), "value": pl.Float64},
)


def test_csv_shows_chinese_and_disarms_formulas() -> None:
    data = bulk(FRAME, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    told = pl.read_csv(io.BytesIO(data), infer_schema=False)
    assert told["name"].to_list() == ["'=1+1", "'＝cmd", "-3.5", "漱畴", None]
    assert json.loads(told["news"][0]) == ["a", "=b"]


def test_parquet_has_everything_as_it_is() -> None:
    assert pl.read_parquet(io.BytesIO(bulk(FRAME, "parquet"))).equals(FRAME)


def test_pages_make_up_the_whole_and_stay_at_their_position(tmp_path: Path) -> None:
    def media(*domains: str) -> pl.DataFrame:
        known = datetime(2024, 1, 1, tzinfo=UTC)
        return pl.DataFrame([{"domain": one, "tier": "T1", "language": "zh", "available_at": known} for one in domains])

    with Workspace.create(tmp_path / "w") as opened:
        opened.store.commit({"media": media("a.cn", "b.cn", "c.cn")}, note="first")
        asked = Asked("media", equal=(("tier", "T1"),), at=opened.store.position)
        first = rows(opened, asked, 0, 2)
        opened.store.commit({"media": media("0.cn", "d.cn")}, note="meanwhile")
        second = rows(opened, asked, first.following or 0, 2)
        told = [*first.frame["domain"], *second.frame["domain"]]
        assert (told, first.count, second.following) == (["a.cn", "b.cn", "c.cn"], 3, None)
        assert rows(opened, Asked("media")).count == 5
        with pytest.raises(InputError):
            rows(opened, Asked("media", at=99))
