"""Rows for programs: pages that make up the whole, and files that a spreadsheet may open."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.views.memory import Memory
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


def test_a_selection_of_several_pages_is_read_once_and_one_of_another_position_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, read = datetime(2024, 1, 1, tzinfo=UTC), list[object]()
    rows_of = [{"domain": f"{n}.cn", "tier": "T1", "language": "zh", "available_at": known} for n in range(5)]
    with Workspace.create(tmp_path / "w") as opened:
        opened.store.commit({"media": pl.DataFrame(rows_of)}, note="first")
        whole = opened.store.read

        def counted(*given: Any, **more: Any) -> pl.DataFrame:
            read.append(given)
            return whole(*given, **more)

        monkeypatch.setattr(opened.store, "read", counted)
        asked = Asked("media", at=opened.store.position)
        told: list[str] = []
        start: int | None = 0
        kept = Memory()
        while start is not None:
            page = rows(opened, asked, start, 2, kept)
            told, start = [*told, *page.frame["domain"]], page.following
        assert told == [f"{n}.cn" for n in range(5)]
        assert len(read) == 1
        rows(opened, Asked("media", equal=(("tier", "T1"),), at=opened.store.position), 0, 2, kept)
        assert len(read) == 2
        monkeypatch.setattr("cnesg.pipeline.views.tables._LARGEST_KEPT", 1)
        for _ in range(2):
            rows(opened, Asked("media", equal=(("language", "zh"),)), 0, 2, kept)
        assert len(read) == 4  # too large to keep
