"""The book as data for the typesetter, and a small book typeset."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docs.book import pdf
from docs.book.blocks import (
    Both,
    Bullets,
    Code,
    Facts,
    Heading,
    Note,
    Page,
    Section,
    Table,
    Text,
    line,
    link,
    paragraph,
)
from docs.book.content import Content


def found(data: Any, kind: str) -> list[dict[str, Any]]:
    """Every mapping of a kind, at any depth."""
    if isinstance(data, dict):
        here = [data] if data.get("kind") == kind else []
        return here + [one for value in data.values() for one in found(value, kind)]
    return [one for value in data for one in found(value, kind)] if isinstance(data, list) else []


def small_book() -> tuple[Section, ...]:
    every_kind = (
        Heading(2, line("First", Both("Why", "为何")), "first"),
        paragraph(
            "plain ", Text("strong", "strong"), Text("muted", "muted"), Text("published", "badge"), Text("3", "heat-3")
        ),
        Bullets(((paragraph("bullet"),),)),
        Bullets(((paragraph("numbered"),),), ordered=True),
        Table(
            tuple(line(f"h{n}") for n in range(16)), (tuple(line(str(n)) for n in range(16)),), (1 / 16,) * 16, "matrix"
        ),
        Facts(((line(Both("Name", "名称")), line("value")),)),
        Note(line("note"), (paragraph("inside"),)),
        Code("code\n\nblock"),
        paragraph(link("b", "to b", anchor="none"), link("https://example.org", "web")),
    )
    inner = Section(Both("Inner", "内"), (Page("b", Both("B", "乙"), "B", ()), Page("c", Both("C", "丙"), "C", ())))
    return (Section(Both("Part", "部分"), (Page("a", Both("A", "甲"), "A", every_kind), inner)),)


def test_links_lead_to_labels_that_there_are(book: tuple[Section, ...], content: Content) -> None:
    data = pdf.book_data(book, content)
    labels = [page["label"] for part in data["parts"] for page in part["pages"]]
    labels += [one["label"] for one in found(data["parts"], "heading") if one["label"]]
    assert len(labels) == len(set(labels))
    inner = {one["to"] for one in found(data["parts"], "link") if not one["web"]}
    assert inner <= set(labels)


def test_inner_sections_stand_one_level_lower(content: Content) -> None:
    (part,) = pdf.book_data(small_book(), content)["parts"]
    assert [(page["label"], page["depth"]) for page in part["pages"]] == [("a", 2), ("b", 2), ("c", 3)]


def test_the_template_knows_every_kind_of_block(
    tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "FONTS", ())  # which fonts a machine has changes the looks, not the words
    made = pdf.build_pdf(small_book(), content, tmp_path / "work", tmp_path / "out" / "book.pdf")
    with pypdfium2.PdfDocument(made) as document:
        shown = "".join(page.get_textpage().get_text_range() for page in document)
    for words in (
        "CN-ESG",
        "Contents",
        "plain strong",
        "published",
        "bullet",
        "numbered",
        "h15",
        "value",
        "inside",
        "to b",
    ):
        assert words in shown, words


def test_missing_fonts_are_told_with_the_remedy(
    tmp_path: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "FONTS", ("No Such Font",))
    with pytest.raises(SystemExit, match=r"No Such Font.*fonts-noto-cjk"):
        pdf.build_pdf(small_book(), content, tmp_path, tmp_path / "book.pdf")
    assert not (tmp_path / "book.pdf").exists()


def test_packing_makes_a_pdf_smaller_and_loses_nothing(tmp_path: Path) -> None:
    import pikepdf

    loose, packed = tmp_path / "loose.pdf", tmp_path / "packed.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Cells = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(N=n)) for n in range(500)])
        document.save(loose, object_stream_mode=pikepdf.ObjectStreamMode.disable)

    pdf.pack(loose, packed)

    assert packed.stat().st_size < 0.2 * loose.stat().st_size
    with pikepdf.open(packed) as document:
        assert [int(cell.N) for cell in document.Root.Cells] == list(range(500))
