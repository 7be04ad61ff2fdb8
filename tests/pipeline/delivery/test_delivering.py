"""Deliveries of a small market: made twice alike, checked by an outsider, corrected without losing what was."""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pypdfium2
import pytest
import python_calamine

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.delivery import delivering, editions, manifest
from cnesg.pipeline.delivery.delivering import Delivered, Wanted, deliver
from cnesg.pipeline.delivery.factsheet import factsheet
from cnesg.pipeline.delivery.files import PublishedTable
from cnesg.pipeline.delivery.proving import check_proof, prove
from cnesg.pipeline.delivery.verifying import verify_deliveries, verify_edition
from cnesg.products.schema import product_schema
from cnesg.quality import Override

MONTH = date(2024, 6, 1)
SCORES = ("a-share-scores",)


@pytest.fixture(scope="module")
def original(scored: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    done = made(scored, tmp_path_factory.mktemp("deliveries"))
    assert done.folder
    return done.folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A copy of the delivery that a test may spoil."""
    return Path(shutil.copytree(original, tmp_path / "a-share-scores" / "2024-06" / "edition-1"))


def made(workspace: Workspace, out: Path) -> Delivered:
    return next(iter(deliver(workspace, Wanted(MONTH, out, SCORES))))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.heavy
def test_made_twice_it_is_the_same_to_the_byte(scored: Workspace, original: Path, tmp_path: Path) -> None:
    other = made(scored, tmp_path)
    assert other.folder
    assert content(original) == content(other.folder)


def test_as_a_user_sees_it(folder: Path) -> None:
    raw = (folder / "scores.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(read) == 13
    book = python_calamine.CalamineWorkbook.from_path(str(folder / "a-share-scores.xlsx"))
    assert book.sheet_names == ["readme", "charts", "scores"]
    sheet = book.get_sheet_by_name("scores").to_python()
    assert sheet[0] == list(read[0])
    score, day = sheet[0].index("score"), sheet[0].index("as_of")
    last = len(read) - 1  # F01, of which nothing is known, and L12, which publishes late, are not rated
    rated = [line for line in range(len(read)) if read[line]["no_score"] == ""]
    assert [read[line]["company_id"] for line in range(len(read)) if line not in rated] == ["F01", "L12"]
    assert all(sheet[line + 1][score] == float(read[line]["score"]) for line in rated)
    assert (read[last]["score"], read[last]["grade"], read[last]["rank"], sheet[last + 1][score]) == ("", "", "", "")
    assert sheet[1][day] == date(2024, 6, 30)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    shares = manifest["shares"]["E"]
    assert abs(sum(shares[name] for name in ("confirmed", "auto_accepted", "estimated", "missing")) - 1) < 1e-3


def test_every_font_and_date_in_the_workbook_is_pinned(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a-share-scores.xlsx") as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 31, 0, 0, 0)}
    assert set(re.findall(r'<name val="([^"]+)"', parts["xl/styles.xml"])) == {"Microsoft YaHei"}
    charts = [text for name, text in parts.items() if name.startswith("xl/charts/")]
    assert len(charts) == 2
    for chart in charts:
        named = re.findall(r'<a:latin typeface="([^"]+)"', chart)
        assert set(named) == {"Microsoft YaHei"}
        assert len(named) >= 3  # title and both axes
    assert set(re.findall(r"<dcterms:\w+[^>]*>([^<]+)<", parts["docProps/core.xml"])) == {"2024-06-30T15:59:59Z"}


def test_the_package_describes_each_file(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert (folder / resource["path"]).stat().st_size == resource["bytes"]
    fields = next(r for r in package["resources"] if r["path"] == "scores.csv")["schema"]["fields"]
    assert next(f for f in fields if f["name"] == "coverage")["unit"] == "share"
    assert all(field["description"] and field["description_zh"] for field in fields)


def test_an_unchanged_month_makes_no_new_edition(scored: Workspace, folder: Path, tmp_path: Path) -> None:
    again = made(scored, tmp_path)
    assert (again.how, again.edition) == ("unchanged", 1)


def replace(old: bytes, new: bytes) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, 1))

    return damage


def sheet(folder: Path, **other: object) -> bytes:
    """The page of a delivery, drawn anew with something else in its manifest."""
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8")) | other
    schema = product_schema(told["product"])
    tables = [PublishedTable(table, pl.read_parquet(folder / f"{table.name}.parquet")) for table in schema.tables]
    return factsheet(schema, tables, told, datetime.fromisoformat(told["as_of"]))


def test_the_page_for_readers_says_what_the_manifest_says(folder: Path) -> None:
    page = pypdfium2.PdfDocument(folder / "FACTSHEET.pdf")
    words = " ".join(page[0].get_textpage().get_text_range().split())
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["factsheet"]["font"].startswith("NotoSansSC-Regular.ttf")
    assert told["merkle"]["root"] in words
    assert "scores 13 13 One row a company 每家公司一行" in words
    assert "2024-06-30 nothing published later was used" in words
    assert page.get_metadata_dict()["CreationDate"] == "D:20240630155959Z"


def test_it_stays_one_page_whatever_there_is_to_tell(folder: Path) -> None:
    long = {"en": "a fund that is left out as its weights do not sum to what they should " * 9, "zh": ""}
    override = {"rule": "company-negative", "by": "Lin Mei", "reason": "the plant feeds into the grid " * 20}
    other = {
        "problems": [long] * 50,
        "gate": {"overrides": [override] * 9},
        "changes": {"added": 99, "removed": 99, "changed": 9999},
        "previous": {"month": "2024-05", "edition": 12},
    }
    assert len(pypdfium2.PdfDocument(sheet(folder, **other))) == 1


def test_without_typst_and_font_a_delivery_is_sound_and_has_no_page(
    scored: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "can_typeset", lambda: False)
    without = made(scored, tmp_path / "without").folder
    assert without
    assert {*content(folder)} - {*content(without)} == {"FACTSHEET.pdf"}
    assert [verify_edition(one).problems for one in (without, folder)] == [(), ()]
    assert verify_edition(without).root == verify_edition(folder).root


@pytest.mark.parametrize(
    ("file", "damage", "told"),
    [
        ("scores.csv", replace(b"L01", b"L99"), "scores.csv: the content is not what was delivered"),
        ("scores.parquet", Path.unlink, "scores.parquet: the file is missing"),
        ("scores.parquet", lambda path: path.write_bytes(b"PAR1"), "can't be read as described"),
        ("manifest.json", replace(b'"edition": 1', b'"edition": 7'), "manifest.json: the content is not"),
        ("manifest.json", lambda path: path.write_text("{}"), "manifest can't be read"),
        ("manifest.json", lambda path: path.write_text("["), "manifest can't be read"),
        ("extra.csv", lambda path: path.write_text("a"), "extra.csv: the file is not part"),
        (
            "FACTSHEET.pdf",
            lambda path: path.write_bytes(sheet(path.parent, edition=2)),
            "a-share-scores 2024-06 edition 1",
        ),
        ("FACTSHEET.pdf", lambda path: path.write_bytes(b"%PDF-"), "FACTSHEET.pdf: Failed to load document"),
        ("SHA256SUMS", Path.unlink, "SHA256SUMS: the file is missing"),
    ],
)
def test_what_was_changed_is_found(folder: Path, file: str, damage: Callable[[Path], object], told: str) -> None:
    damage(folder / file)
    lines = [problem.text("en") for problem in verify_edition(folder).problems]
    assert any(told in line for line in lines), lines


def test_tables_changed_with_all_their_checksums_lead_to_another_root(folder: Path) -> None:
    genuine = verify_edition(folder).root
    replace(b"L01", b"L99")(folder / "scores.csv")
    assert verify_edition(folder).root != genuine


def test_one_company_is_proved_without_the_rest(folder: Path, tmp_path: Path) -> None:
    proof = prove(folder, "L03")
    assert all(other not in json.dumps(proof) for other in ("L01", "L02", "L04"))
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(proof), encoding="utf-8")
    shutil.rmtree(folder)  # whoever checks needs no delivery
    root = json.loads(path.read_text())["root"]
    assert check_proof(path, root)["subject"] == "L03"
    path.write_text(json.dumps(proof | {"text": proof["text"].replace("L03", "L04")}), encoding="utf-8")
    with pytest.raises(InputError, match="leads to root"):
        check_proof(path)
    path.write_text('{"text": 3}', encoding="utf-8")
    with pytest.raises(InputError, match="not a proof"):
        check_proof(path)


def test_whom_it_does_not_hold_it_can_not_prove(folder: Path) -> None:
    with pytest.raises(InputError, match="no row on L99"):
        prove(folder, "L99")


def test_a_month_that_was_not_run_is_told(scored: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2024-05-31"):
        list(deliver(scored, Wanted(date(2024, 5, 1), tmp_path)))
    assert not list(tmp_path.glob("*-scores"))


def test_one_that_fails_does_not_stop_the_others(scored: Workspace, tmp_path: Path) -> None:
    done = {one.product: one for one in deliver(scored, Wanted(MONTH, tmp_path, ("hk-scores", *SCORES)))}
    assert done["hk-scores"].how == "failed"
    assert "no company of market hk" in done["hk-scores"].problems[0].text("en")
    assert done["a-share-scores"].how == "made"


def test_nothing_half_made_stays(scored: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(editions, "flush_file", full)
    failed = made(scored, tmp_path)
    assert failed.how == "failed"
    assert "No space left" in failed.problems[0].text("en")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_edition_is_never_replaced(
    scored: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = content(folder)
    monkeypatch.setattr(delivering, "latest", lambda *_: None)  # as if somebody else made it meanwhile
    assert made(scored, tmp_path).how == "failed"
    assert content(folder) == kept


def test_text_that_a_spreadsheet_would_run_is_harmless(folder: Path) -> None:
    assert "'=HYPERLINK" in (folder / "scores.csv").read_text(encoding="utf-8-sig")
    book = python_calamine.CalamineWorkbook.from_path(str(folder / "a-share-scores.xlsx"))
    assert any("'=HYPERLINK" in str(cell) for row in book.get_sheet_by_name("scores").to_python() for cell in row)
    assert not verify_edition(folder).problems


@pytest.mark.heavy
def test_a_correction_is_a_new_edition_and_the_old_one_stays(faulty: Workspace, folder: Path, tmp_path: Path) -> None:
    kept = content(folder)
    override = Override("company-negative", "Lin Mei", "the plant feeds into the grid")
    wanted = Wanted(MONTH, tmp_path, SCORES, reason="electricity of L09 restated", overrides=(override,))
    second = next(iter(deliver(faulty, wanted)))
    assert (second.how, second.edition) == ("made", 2)
    assert content(folder) == kept
    assert second.folder
    manifest = json.loads((second.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["reason"] == "electricity of L09 restated"
    assert manifest["previous"]["edition"] == 1
    log = pl.read_csv(second.folder / "changes.csv", infer_schema=False)
    assert manifest["changes"] == {"added": 0, "removed": 0, "changed": log.height}
    assert "L09" in log["key"].to_list()
    assert [checked.problems for checked in verify_deliveries(tmp_path)] == [(), ()]
