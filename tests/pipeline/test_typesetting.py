"""PDFs in a font that comes as a package: nothing of the machine's own fonts, of its clock or of matplotlib."""

import io
import sys
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from cnesg.errors import InputError
from cnesg.pipeline import typesetting
from cnesg.pipeline.typesetting import can_typeset, font_file, tools, typeset

PAGE = """#import "house.typ": *
#let data = json("data.json")
#set document(title: data.words, date: date-of(data.stamp))
#set text(font: fonts(data.lang), lang: data.lang)
#data.words #heavy(data.words)
"""
STAMP = datetime(2025, 6, 30, 15, 59, 59, tzinfo=UTC)
WORDS = {"zh": "“绿色债券”与碳中和、鑫垚昇旻……", "en": "The company’s “green” bonds 绿色 …"}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_are_drawn_in_fonts_that_the_pdf_brings_along(page: Path, language: str) -> None:
    words = WORDS[language]
    made = typeset(page, {"lang": language, "words": words}, STAMP)
    assert made == typeset(page, {"lang": language, "words": words}, STAMP)
    text = "".join(pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range().split())
    assert text.count("".join(words.split())) == 2
    with pikepdf.open(io.BytesIO(made)) as document:
        fonts = [font.DescendantFonts[0] for font in document.pages[0].Resources.Font.values()]
        assert {str(font.BaseFont).split("+")[1] for font in fonts} <= {"NotoSansSC-Regular", "LibertinusSerif-Regular"}
        assert all("/FontFile2" in font.FontDescriptor or "/FontFile3" in font.FontDescriptor for font in fonts)


def test_it_carries_the_stamp_it_is_given_and_no_clock(page: Path) -> None:
    data = {"lang": "en", "words": "x"}
    told = pypdfium2.PdfDocument(typeset(page, data, STAMP)).get_metadata_dict()
    assert (told["CreationDate"], told["ModDate"]) == ("D:20250630155959Z",) * 2
    assert not pypdfium2.PdfDocument(typeset(page, data)).get_metadata_dict()["CreationDate"]


def test_the_package_with_the_font_is_found_and_not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "zhplot", raising=False)
    font = font_file()
    assert font is not None
    assert "zhplot" not in sys.modules
    # Another font makes other bytes of every PDF: whoever changes it says so in the changelog.
    assert tools()["font_sha256"] == "5cf8b2a0576d5680284ab03a7a8219499d59bbe981a79bb3dc0031f251c39736"


@pytest.mark.parametrize("lacking", ["zhplot", "typst"])
def test_without_either_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, page: Path, lacking: str) -> None:
    monkeypatch.setattr(typesetting, "find_spec", lambda name: None if name == lacking else find_spec(name))
    assert not can_typeset()
    with pytest.raises(InputError, match=r"cnesg\[pdf\]"):
        typeset(page, {"lang": "en", "words": "x"})
