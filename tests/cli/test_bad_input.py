"""Every kind of bad input: one clear line in both languages, and the rest goes on."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.conftest import FULL
from tests.pipeline.hostile_pdfs import bases, bomb, built, shared_page

from cnesg.cli.app import _run

SOUND = "In 2023, our total electricity consumption was 1,250,000 kWh.\n"


def _locked(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4, encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(60, 700, SOUND)
    canvas.save()


def _zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", SOUND)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 * 1024**3)  # it takes no room on the disk


BAD: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "locked.pdf": (_locked, "needs a password", "密码"),
    "empty.pdf": (Path.touch, "the file is empty", "文件为空"),
    "cut.pdf": (lambda path: path.write_bytes(bases()[0][:-900]), "cut off before its end", "不完整"),
    "no-pages.pdf": (lambda path: path.write_bytes(built({1: b"<< /Type /Catalog >>"})), "is damaged", "已损坏"),
    "huge.txt": (_huge, "more than 1024 MiB of memory", "超过 1024 MiB"),
    "bomb.pdf": (lambda path: path.write_bytes(bomb()), "reading ends the process", "异常终止"),
    "download.pdf": (lambda path: path.write_text("<html>Not found</html>"), "a web page", "网页"),
    "notes.pdf": (lambda path: path.write_text(SOUND), "named as a PDF, but it is none", "不是 PDF"),
    "report.docx": (_zipped, "neither PDF nor text", "既不是 PDF"),
    "loop.pdf": (lambda path: path.symlink_to(path.name), "can't be read", "无法读取"),
    "gone.pdf": (str, "no such file", "找不到"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file of each kind, a folder without reports, and what can be read."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (make, _, _) in BAD.items():
        make(folder / name)
    (folder / "nothing").mkdir()
    (folder / "poem.txt").write_text("The moon is bright tonight.\n\nI think of home.\n", encoding="utf-8")
    (folder / "sound.txt").write_text(SOUND, encoding="utf-8")
    (folder / "pdf-named.txt").write_bytes(bases()[0])  # told by its content
    return folder


def _extract(folder: Path, capsys: pytest.CaptureFixture[str], bad: list[str]) -> tuple[int, list[str], list[str]]:
    names = [*bad, "nothing", "poem.txt", "sound.txt", "pdf-named.txt"]
    options = ["--year", "2023", "--only", "quantities", "--jobs", "2", "--memory", "1024"]
    code = _run(["extract", *(str(folder / name) for name in names), *options])
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err.splitlines()


@pytest.mark.heavy
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_bad_file_is_told_in_a_line_and_the_rest_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("CNESG_LANG", language)
    # A bomb takes ten seconds to be given up; once is enough where the language is all that differs.
    bad = [name for name in BAD if FULL or language == "en" or name != "bomb.pdf"]
    code, facts, told = _extract(folder, capsys, bad)
    assert code == 1
    for name in bad:
        _, english, chinese = BAD[name]
        lines = [line for line in told if line.startswith(str(folder / name))]
        assert len(lines) == 1, name
        assert (english if language == "en" else chinese) in lines[0]
    assert sum(line.startswith(str(folder / "nothing")) for line in told) == 1
    assert sum(line.startswith(str(folder / "poem.txt")) for line in told) == 1
    assert not any("Traceback" in line for line in told)
    assert [json.loads(line)["value"] for line in facts].count(1_250_000) == 2


@pytest.mark.heavy
@pytest.mark.parametrize(
    "name", ["locked.pdf", "huge.txt", pytest.param("bomb.pdf", marks=pytest.mark.full), "gone.pdf", "nothing"]
)
def test_a_bad_file_alone_leaves_nothing_behind(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    out = tmp_path / "facts.jsonl"
    assert _run(["extract", str(folder / name), "--year", "2023", "--out", str(out), "--memory", "1024"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not out.exists()
    assert not list(tmp_path.iterdir())


@pytest.mark.heavy
def test_thousands_of_pages_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(shared_page(10_000 if FULL else 1_500))
    assert _run(["extract", str(path), "--year", "2023", "--only", "quantities"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["metric"], row["page"]) for row in rows] == [("electricity", 1)]
