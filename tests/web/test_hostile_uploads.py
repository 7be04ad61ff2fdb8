"""What is sent to do harm: too large, too deep, packed too well, or made to bring down whoever draws it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.pipeline.hostile_pdfs import bomb, laughs
from tests.web.conftest import ClientOf

from cnesg.pipeline.checking.added_documents import added_documents
from cnesg.web.app import create_app
from cnesg.web.settings import Settings

NEWS = "/api/v1/news"
JSON = {"content-type": "application/json"}
KIB = 1024


def chunks(total: int) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(total // KIB):
        yield b"[" * KIB


def zip_bomb() -> bytes:
    """Sixty-four megabytes of blanks as a workbook of some kilobytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 64 * KIB * KIB)
    return buffer.getvalue()


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer cnesg_x"}, {"cookie": "cnesg=x"}])
def test_nobody_has_to_take_in_what_a_stranger_sends(client: TestClient, headers: dict[str, str]) -> None:
    for path, kind in ((NEWS, JSON), ("/login", {"content-type": "application/x-www-form-urlencoded"})):
        small, large = b"x" * 60 * KIB, b"x" * 65 * KIB
        assert client.post(path, content=small, headers=headers | kind).status_code in {400, 401, 403, 422}, path
        assert client.post(path, content=large, headers=headers | kind).status_code == 413, path
        assert client.post(path, content=chunks(65 * KIB), headers=headers | kind).status_code == 400, path


def test_json_is_refused_by_its_size_before_it_is_read_and_by_its_depth(client_of: ClientOf) -> None:
    feeder = client_of("feeder")
    for kind in (JSON, {"content-type": ""}):
        assert feeder.post(NEWS, content=b"[]," * 3 * KIB * KIB, headers=kind).status_code == 413
    for deep in (b"[" * 500 * KIB, b'{"items":' * 50 * KIB, b'{"items":[{"text":' + b"[" * 90 * KIB):
        answer = feeder.post(NEWS, content=deep, headers=JSON)
        assert answer.status_code in {400, 422}, answer.text[:200]
        assert answer.headers["content-type"] == "application/problem+json"
    assert feeder.post(NEWS, content=b'{"items": [{"text": "' + b"x" * 80 * KIB, headers=JSON).status_code in {400, 422}


@pytest.mark.heavy
def test_a_packed_file_is_refused_unopened_and_a_pdf_is_kept_unread(app: FastAPI, client_of: ClientOf) -> None:
    issuer, note = client_of("issuer"), {"note": "Our figures."}
    for name in ("figures.xlsx", "figures.pdf", "figures.txt"):
        answer = issuer.post("/documents", data=note, files={"document": (name, zip_bomb())})
        assert answer.status_code == 422, name
        assert "neither a PDF nor plain text" in answer.text
    assert added_documents(app.state.site.ledger) == []
    assert issuer.post("/documents", data=note, files={"document": ("bomb.pdf", bomb())}).status_code == 303
    (kept,) = added_documents(app.state.site.ledger)
    assert issuer.get(f"/documents/{kept.entry_id}").content == bomb()


@pytest.mark.heavy
def test_a_page_that_brings_down_who_draws_it_is_told_and_the_next_one_is_drawn(folder: Path, tmp_path: Path) -> None:
    app = create_app(folder, Settings(secure=False, pictures=tmp_path / "pictures"))
    about = app.state.site.desk.values.row(0, named=True)
    document, page = about["document"], about["page"]
    report = folder / "snapshots" / document[:2] / document
    sound = report.read_bytes()
    app.state.site.accounts.add("ann", "verifier", None)
    words = {"en": "brought down the process that draws pages", "zh": f"绘制第 {page} 页的进程异常终止"}
    with TestClient(app, cookies={"cnesg": app.state.site.accounts.begin("ann")}) as verifier:
        report.chmod(0o600)
        report.write_bytes(laughs().replace(b"/Kids [3 0 R] /Count 1 ", b"/Kids [%b] /Count 99 " % (b"3 0 R " * 99)))
        for language, told in words.items():
            answer = verifier.get(f"/picture/{document}/{page}", headers={"accept-language": language})
            assert answer.status_code == 422
            assert told in answer.text
        report.write_bytes(sound)
        assert verifier.get(f"/picture/{document}/{page + 1}").content[8:12] == b"WEBP"
        shown = verifier.get(f"/evidence/{about['observation_id']}").text
        assert words["en"] in shown
        assert "<svg" not in shown
