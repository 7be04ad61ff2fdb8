"""From a document to statements; every text here is our own."""

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from cnesg.disclosure import StatementExtractor, extract_statements, statement_extractor, strongest
from cnesg.disclosure.level_model import shipped_level_model
from cnesg.disclosure.reader import SentenceReader
from cnesg.framework import Methodology, load_methodology
from cnesg.framework.statements import load_statement_phrases
from cnesg.model import Statement
from cnesg.text import Document, read_document

ENGLISH = """\
Environmental protection

Our plants have an environmental management system that is certified to ISO 14001.
In 2023 we recycled 40 tonnes of waste paper and scrap metal.

Our people

In 2023 we held 46 safety training sessions for 3,100 employees.
The company has set up a whistle-blowing hotline and mailbox for employees and suppliers.
We aim to reach net zero carbon emissions by 2050.
"""

CHINESE = """\
环境保护

公司各工厂建立了环境管理体系，并通过ISO 14001认证。
2023年，公司回收利用废纸和废金属40吨。

员工

2023年，公司开展安全培训46场，参训3100人次。
公司设立举报热线和举报邮箱，接受员工和供应商的监督举报。
公司力争于2050年实现碳中和。
"""

WITHOUT_ESG = """\
The old lighthouse

The sea was calm and the moon stood high above the bay.
In 1923 the keeper counted 40 ships, and 12 of them carried oranges.
Nobody knows who painted the door blue, or why the bell rang at noon.
"""


@pytest.fixture(scope="module")
def methodology() -> Methodology:
    return load_methodology()


@pytest.fixture(scope="module")
def extractor(methodology: Methodology) -> StatementExtractor:
    return statement_extractor(methodology)


@pytest.fixture
def text_document(tmp_path: Path) -> "TextDocument":
    return TextDocument(tmp_path)


class TextDocument:
    """Makes a document of a text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, text: str) -> Document:
        path = self._folder / "report.txt"
        path.write_text(text, encoding="utf-8")
        return read_document(path)


def facts(statements: list[Statement]) -> list[tuple[str, str, bool, int | None]]:
    return [(s.item, s.level, s.negated, s.target_year) for s in statements]


def test_a_text_file_gives_statements_with_line_and_quote(
    extractor: StatementExtractor, text_document: TextDocument
) -> None:
    document = text_document(ENGLISH)

    found = {s.item: s for s in extractor.extract(document)}

    waste = found["E0301-04"]
    assert waste.level == "action"
    assert waste.quote == "In 2023 we recycled 40 tonnes of waste paper and scrap metal."
    assert (waste.line, waste.page, waste.bbox) == (4, None, None)
    assert waste.document == document.sha256
    assert waste.language == "en"
    assert not waste.vague
    assert 0 < waste.confidence < 1
    target = found["E0401-05"]
    assert (target.level, target.target_year) == ("target", 2050)


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_each_sentence_is_read_between_its_neighbours(
    text: str, extractor: StatementExtractor, methodology: Methodology, text_document: TextDocument
) -> None:
    read = list(extractor.readings(text_document(text), year=2023))

    quotes = [sentence.text for sentence, _ in read]
    language = read[0][0].language
    reader = SentenceReader(load_statement_phrases(methodology.folder), language, model=shipped_level_model(language))
    assert len(quotes) == 5
    for before, (sentence, reading), after in zip(["", *quotes], read, [*quotes[1:], ""], strict=False):
        wanted = reader.read(sentence.text, before=before, after=after, heading=sentence.heading, year=2023)
        assert reading == wanted


def test_both_languages_say_the_same(extractor: StatementExtractor, text_document: TextDocument) -> None:
    english = extractor.extract(text_document(ENGLISH))
    chinese = extractor.extract(text_document(CHINESE))

    assert facts(english) == facts(chinese)
    assert [s.line for s in english] == [s.line for s in chinese]
    assert [s.item for s in english] == ["E0502-04", "E0301-04", "S0103-04", "G0202-01", "E0401-05", "E0401-06"]


def test_a_text_without_esg_gives_nothing(extractor: StatementExtractor, text_document: TextDocument) -> None:
    assert extractor.extract(text_document(WITHOUT_ESG)) == []


def test_headings_and_contents_are_no_evidence(extractor: StatementExtractor, text_document: TextDocument) -> None:
    text = """\
Contents

Whistle-blowing hotline and how reports are handled ............ 12
Environmental management system certified to ISO 14001 ........ 15

Whistle-blowing hotline for employees and suppliers
"""
    assert extractor.extract(text_document(text)) == []


def test_a_heading_completes_what_a_sentence_says(extractor: StatementExtractor, text_document: TextDocument) -> None:
    sentence = "Typhoons and floods are identified as risks to our port every year.\n"

    alone = {s.item for s in extractor.extract(text_document("Port\n\n" + sentence))}
    below = {s.item for s in extractor.extract(text_document("Climate change\n\n" + sentence))}

    assert "E0402-02" not in alone
    assert "E0402-02" in below


def test_a_sentence_repeated_word_for_word_counts_once(
    extractor: StatementExtractor, text_document: TextDocument
) -> None:
    sentence = "In 2023 we recycled 40 tonnes of waste paper and scrap metal."

    once = extractor.extract(text_document(sentence))
    twice = extractor.extract(text_document(f"{sentence}\n\n{sentence}"))

    assert once
    assert facts(once) == facts(twice)


def test_a_pdf_gives_page_and_box_instead_of_the_line(extractor: StatementExtractor, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=(500, 300), invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(40, 200, "Nothing of interest stands on this first page of the report.")
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    canvas.drawString(40, 200, "In 2023 we recycled 40 tonnes of waste paper and scrap metal.")
    canvas.showPage()
    canvas.save()

    found = {s.item: s for s in extractor.extract(read_document(path))}["E0301-04"]

    assert (found.page, found.line) == (2, None)
    assert found.bbox is not None
    x0, y0, x1, y1 = found.bbox
    assert 35 < x0 < 45
    assert 250 < x1 < 420
    assert 85 < y0 < y1 < 108


def test_long_sentences_are_quoted_up_to_the_limit(extractor: StatementExtractor, text_document: TextDocument) -> None:
    sentence = (
        "In 2023 we recycled 40 tonnes of waste paper and scrap metal" + ", and considerably more afterwards" * 17 + "."
    )

    (quote,) = {s.quote for s in extractor.extract(text_document(sentence))}

    assert len(sentence) > 600
    assert quote == sentence[:600]


def test_only_items_of_the_methodology_are_reported(methodology: Methodology, text_document: TextDocument) -> None:
    document = text_document(ENGLISH)
    points = {code: point for code, point in methodology.data_points.items() if code != "E0301-04"}

    found = {s.item for s in extract_statements(document, replace(methodology, data_points=points))}

    assert "E0301-04" not in found
    assert "S0103-04" in found


def test_the_extractor_is_compiled_once_for_a_methodology(methodology: Methodology) -> None:
    assert statement_extractor(methodology) is statement_extractor(load_methodology())


def test_extraction_repeats_exactly(methodology: Methodology, text_document: TextDocument) -> None:
    document = text_document(ENGLISH)

    assert extract_statements(document, methodology) == extract_statements(document, methodology)


def statement(**changes: object) -> Statement:
    plain = Statement(
        item="E0201-04",
        level="action",
        target_year=None,
        negated=False,
        vague=False,
        document="0" * 64,
        page=1,
        line=None,
        bbox=None,
        quote="first",
        language="en",
        confidence=0.5,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ({"level": "result", "negated": True}, {"level": "mention"}),
        ({"level": "policy"}, {"level": "system"}),
        ({"confidence": 0.4}, {"confidence": 0.7}),
        ({"vague": True}, {"vague": False}),
    ],
)
def test_the_strongest_statement_wins_in_any_order(weaker: dict[str, object], stronger: dict[str, object]) -> None:
    weak, strong = statement(quote="weak", **weaker), statement(quote="strong", **stronger)

    assert strongest([weak, strong]) == strongest([strong, weak]) == {"E0201-04": strong}


def test_of_equals_the_first_wins_and_items_are_in_order() -> None:
    first, second = statement(), statement(quote="second")
    other = statement(item="E0101-03")

    assert list(strongest([first, second, other]).items()) == [("E0101-03", other), ("E0201-04", first)]
