"""Users' lists of media: imported whole or not at all, and known from the day they were published."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cnesg.errors import InputError
from cnesg.framework.media_files import load_media
from cnesg.model import TABLES
from cnesg.pipeline import Workspace
from cnesg.pipeline.as_of.media import media_registry
from cnesg.pipeline.imports.importing import import_table
from cnesg.sources import source_kind
from cnesg.store import Store

HEADER = "domain,name_en,name_zh,aliases,tier,language,published\n"
ROWS = (
    "https://www.valleynews.example/,Valley News,山谷新闻,谷报; Valley Paper,local,zh,2020-01-01\n"
    "valleynews.example,Valley News,山谷新闻,,trade,zh,2023-01-01\n"
    "plain.example,,,,official,en,2020-01-01\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "workspace")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "media.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def on(year: int) -> datetime:
    return datetime(year, 6, 30, tzinfo=UTC)


def test_an_imported_outlet_is_found_by_address_name_and_alias(workspace: Workspace, table: Path) -> None:
    assert import_table(workspace, "media", table) == 3
    media = media_registry(workspace)
    assert media.tier_of("https://m.valleynews.example/1").tier.code == "trade"
    assert media.tier_of("plain.example").reason.en == "Listed: plain.example"
    assert media.tier_of(None, "山谷新闻").tier.code == "trade"
    assert media_registry(workspace, on(2021)).tier_of(None, "谷报").tier.code == "local"


def test_a_look_back_sees_only_what_was_published_by_then(workspace: Workspace, table: Path) -> None:
    import_table(workspace, "media", table)
    tiers = [media_registry(workspace, on(year)).tier_of("valleynews.example").tier.code for year in (2019, 2022, 2024)]
    assert tiers == ["self-media", "local", "trade"]


def test_the_same_file_twice_is_stored_once(workspace: Workspace, table: Path) -> None:
    assert import_table(workspace, "media", table) == 3
    assert import_table(workspace, "media", table) == 0
    assert workspace.store.read("media").height == 3


def test_a_bad_list_is_refused_with_every_problem_and_nothing_is_stored(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    rows = "no address,A,,,official,en,2020-01-01\na.example,A,,,loud,en,2020-01-01\nb.example,B,,,trade,en,someday\n"
    path.write_text(HEADER + rows + "c.example,C,,,,xx,2020-01-01\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        import_table(workspace, "media", path)
    assert caught.value.lines("en") == [
        f"{path}, row 1, column domain: 'no address' is no address. Write example.com.",
        f"{path}, row 2, column tier: 'loud' is no tier of media/tiers.yaml, such as official or self-media.",
        f"{path}, row 3, column published: 'someday' is not a date. Write 2023-12-31.",
        f"{path}, row 4, column tier: empty, but each row needs it.",
        f"{path}, row 4, column language: 'xx' is not one of zh, en, ja, ko, fr, de, es, it, pt, ru.",
    ]
    assert len(caught.value.lines("zh")) == 5
    assert workspace.store.read("media").is_empty()


def test_two_forms_of_one_address_are_one_outlet(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    row = ",A,,,trade,en,2020-01-01\n"
    path.write_text(HEADER + "a.example" + row + "http://www.A.example/x" + row, encoding="utf-8")
    with pytest.raises(InputError, match="row 2: the same as row 1"):
        import_table(workspace, "media", path)


def test_ten_thousand_outlets_are_imported_and_found(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    rows = "".join(f"paper{n}.example,Paper {n},第{n}报,,trade,zh,2020-01-01\n" for n in range(10_000))
    path.write_text(HEADER + rows, encoding="utf-8")
    assert import_table(workspace, "media", path) == 10_000
    media = media_registry(workspace)
    assert len(media) == len(load_media()) + 10_000
    assert media.tier_of("https://www.paper9999.example/").reason.zh == "名录所列：第9999报"


def test_a_workspace_from_before_the_table_takes_a_list(tmp_path: Path, table: Path) -> None:
    older = {name: schema for name, schema in TABLES.items() if name != "media"}
    Store.create(tmp_path / "old", tables=older).close()
    with Workspace.open(tmp_path / "old") as workspace:
        assert workspace.store.read("media").is_empty()
        assert import_table(workspace, "media", table) == 3
        assert workspace.store.read("media").height == 3


def test_the_template_shows_tiers_of_the_methodology() -> None:
    columns = {column.name: column for column in source_kind("media").columns}
    tiers = load_media().tiers
    assert columns["tier"].example in tiers
    assert all(code in columns["tier"].meaning["en"] for code in tiers)
