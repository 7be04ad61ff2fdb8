import codecs
import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.conftest import FULL

from cnesg.errors import UnreadableDocumentError
from cnesg.text import read_document

MakePdf = Callable[..., Path]
SENTENCE = "We used 1,234 tonnes of water in 2023 and planted trees.\n"
CHINESE = "公司2023年用水量为1,234吨，同比下降5%。员工总数为300人，其中女性占比40%。\n"


def problem(path: Path) -> UnreadableDocumentError:
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document(path)
    return caught.value


def assert_message(error: UnreadableDocumentError, message_id: str, path: Path, english: str, chinese: str) -> None:
    assert [p.message_id for p in error.problems] == [message_id]
    (en,), (zh,) = error.lines("en"), error.lines("zh")
    assert str(path) in en
    assert str(path) in zh
    assert english in en
    assert chinese in zh


def test_pdf_is_read_with_its_checksum_and_language(make_pdf: MakePdf) -> None:
    path = make_pdf(lambda c: c.drawString(50, 200, SENTENCE.strip()), lambda c: c.drawString(50, 200, "Page two here"))
    document = read_document(path)
    assert document.media_type == "application/pdf"
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (document.name, document.language, document.page_count) == ("report.pdf", "en", 2)
    pages = list(document.pages())
    assert [p.number for p in pages] == [1, 2]
    assert [line.text for line in pages[0].lines] == [SENTENCE.strip()]
    assert list(document.pages()) == pages


def test_pages_of_a_pdf_are_the_same_each_time_and_in_another_process(make_pdf: MakePdf) -> None:
    number = "{} tonnes of water were used by the works of this page".format
    path = make_pdf(*(lambda c, n=n: c.drawString(50, 200, number(n)) for n in range(11, 24)))
    document = read_document(path)  # has read some pages for their language, and keeps the file open
    first, again, elsewhere = (list(one.pages()) for one in (document, document, pickle.loads(pickle.dumps(document))))
    assert [page.lines[0].text for page in first] == [number(n) for n in range(11, 24)]
    assert first == again == elsewhere


def test_an_open_pdf_can_be_handed_on_before_its_pages_are_read(make_pdf: MakePdf) -> None:
    document = pickle.loads(pickle.dumps(read_document(make_pdf(lambda c: c.drawString(50, 200, SENTENCE.strip())))))
    assert [page.number for page in document.pages()] == [1]


def test_chinese_pdf_is_chinese(make_pdf: MakePdf) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(50, 200, CHINESE.strip())

    document = read_document(make_pdf(draw))
    assert document.language == "zh"
    (page,) = document.pages()
    assert page.lines[0].text == CHINESE.strip()


@pytest.mark.parametrize(
    ("content", "language"),
    [
        (SENTENCE.encode(), "en"),
        (CHINESE.encode(), "zh"),
        (CHINESE.encode("utf-8-sig"), "zh"),
        (CHINESE.encode("gb18030"), "zh"),
        (CHINESE.encode("utf-16"), "zh"),
        (codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), "zh"),
        (SENTENCE.encode("utf-16-le"), "en"),
    ],
)
def test_text_is_read_in_any_of_the_encodings(tmp_path: Path, content: bytes, language: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    document = read_document(path)
    assert (document.media_type, document.language, document.page_count) == ("text/plain", language, 1)
    (page,) = document.pages()
    assert [(line.number, line.text) for line in page.lines] == [
        (1, (SENTENCE if language == "en" else CHINESE).strip())
    ]
    assert (page.number, page.lines[0].page, page.lines[0].bbox) == (None, None, None)


def test_kind_is_told_by_content_not_by_name(make_pdf: MakePdf, tmp_path: Path) -> None:
    pdf = make_pdf(lambda c: c.drawString(50, 200, SENTENCE.strip()), name="report.txt")
    assert read_document(pdf).media_type == "application/pdf"
    text = tmp_path / "report.md"
    text.write_text(SENTENCE, encoding="utf-8")
    assert read_document(text).media_type == "text/plain"


def test_text_named_as_a_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_text(SENTENCE, encoding="utf-8")
    assert_message(problem(path), "text.not_a_pdf", path, "named as a PDF, but it is none", "内容不是 PDF")


def test_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    assert_message(problem(path), "text.missing_file", path, "no such file", "找不到该文件")


def test_folder(tmp_path: Path) -> None:
    assert_message(problem(tmp_path), "text.folder", tmp_path, "this is a folder", "文件夹")


@pytest.mark.parametrize("content", [b"", b"  \n\n", codecs.BOM_UTF8, b"\0\0\0"])
def test_empty_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(content)
    assert_message(problem(path), "text.empty_file", path, "the file is empty", "文件为空")


def test_pdf_that_needs_a_password(make_pdf: MakePdf) -> None:
    path = make_pdf(lambda c: c.drawString(50, 200, SENTENCE.strip()), encrypt=StandardEncryption("secret"))
    assert_message(problem(path), "text.password", path, "needs a password", "需要密码")


def test_pdf_encrypted_with_an_empty_password_opens(make_pdf: MakePdf) -> None:
    path = make_pdf(
        lambda c: c.drawString(50, 200, SENTENCE.strip()), encrypt=StandardEncryption("", ownerPassword="owner")
    )
    assert b"/Encrypt" in path.read_bytes()
    (page,) = read_document(path).pages()
    assert page.lines[0].text == SENTENCE.strip()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.98])
def test_truncated_pdf(make_pdf: MakePdf, share: float) -> None:
    path = make_pdf(*[lambda c: c.drawString(50, 200, SENTENCE.strip())] * 5)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert_message(problem(path), "text.truncated_pdf", path, "cut off", "不完整")


def test_linearized_pdf_shorter_than_it_says(make_pdf: MakePdf) -> None:
    path = make_pdf(lambda c: c.drawString(50, 200, SENTENCE.strip()))
    content = path.read_bytes().replace(b"%PDF-1.4\n", b"%PDF-1.4\n9 0 obj << /Linearized 1 /L 999999 >> endobj\n", 1)
    path.write_bytes(content.replace(b"%PDF-1.3\n", b"%PDF-1.3\n9 0 obj << /Linearized 1 /L 999999 >> endobj\n", 1))
    assert [p.message_id for p in problem(path).problems] == ["text.truncated_pdf"]


def test_damaged_pdf(tmp_path: Path) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\n%%EOF\n")
    assert_message(problem(path), "text.damaged_pdf", path, "damaged", "已损坏")


def test_pdf_without_text_layer(make_pdf: MakePdf) -> None:
    path = make_pdf(lambda c: c.rect(50, 50, 200, 200), lambda c: c.drawString(200, 20, "2"))
    with pytest.raises(UnreadableDocumentError) as caught:
        read_document(path, recognise=False)
    assert_message(caught.value, "text.no_text_layer", path, "cnesg[ocr]", "文字识别")
    assert "2 pages" in caught.value.lines("en")[0]


def test_pdf_of_blank_pages(make_pdf: MakePdf) -> None:
    path = make_pdf(lambda _: None, lambda _: None)
    assert_message(problem(path), "text.blank_pdf", path, "no text", "没有任何文字")


def test_binary_file_named_as_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(bytes(range(256)) * 8)
    assert_message(problem(path), "text.not_a_pdf", path, "named as a PDF, but it is none", "内容不是 PDF")


def test_binary_file(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 8)
    assert_message(problem(path), "text.binary_file", path, "neither PDF nor text", "既不是 PDF 也不是文本文件")


def test_web_page(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_text("<!DOCTYPE html>\n<html><body>Not found</body></html>", encoding="utf-8")
    assert_message(problem(path), "text.web_page", path, "a web page", "这是网页")


@pytest.mark.parametrize(
    "content", ["用電量為一千度，員工人數為三百人，節約用水。".encode("big5"), b"na\xefve caf\xe9 sale"]
)
def test_text_in_an_unknown_encoding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    assert_message(problem(path), "text.unknown_encoding", path, "UTF-8", "文本编码")


def test_odd_real_files(shared_data: Path) -> None:
    hard = shared_data / "reports" / "hard"
    for path in sorted(hard.glob("*.pdf"))[:: 1 if FULL else 2]:
        document = read_document(path)
        assert document.page_count in {2, 4, 51}
        assert document.language == ("zh" if "zht" in path.name else "en")
    with pytest.raises(UnreadableDocumentError):
        read_document(hard / "image-only-en.pdf", recognise=False)


def test_a_damaged_file_read_after_a_locked_one_is_not_called_locked(tmp_path: Path) -> None:
    locked, damaged = tmp_path / "locked.pdf", tmp_path / "damaged.pdf"
    canvas = Canvas(str(locked), encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(60, 60, "x")
    canvas.save()
    damaged.write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n")
    for path, message in ((locked, "text.password"), (damaged, "text.damaged_pdf")):
        with pytest.raises(UnreadableDocumentError) as caught:
            read_document(path)
        assert [problem.message_id for problem in caught.value.problems] == [message]
