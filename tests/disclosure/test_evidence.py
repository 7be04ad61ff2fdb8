import pytest

from cnesg.disclosure.evidence import can_be_evidence
from cnesg.framework.statements import LevelCues, load_statement_phrases
from cnesg.text.document import LanguageCode


@pytest.fixture(scope="module")
def levels() -> LevelCues:
    return load_statement_phrases().levels


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "All suppliers sign a code of conduct."),
        ("en", "We emitted 1,204.5 tonnes CO2e in 2023."),
        ("zh", "公司与全部供应商签订廉洁协议。"),
        ("zh", "2、\t公司与全部供应商签订廉洁协议。"),
        ("zh", "（三）\t公司与全部供应商签订廉洁协议。"),
        ("en", "•\tAll suppliers sign a code of conduct."),
        ("zh", "2023年用电量为1,204.5万千瓦时。"),
    ],
)
def test_sentences_are_evidence(language: LanguageCode, text: str, levels: LevelCues) -> None:
    assert can_be_evidence(text, language, levels)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Our suppliers"),
        ("zh", "供应商管理"),
        ("en", "Suppliers and how we choose them ........ 24"),
        ("zh", "供应商管理与绿色采购政策说明…………24"),
        ("en", "Supplier assessment and supplier code GRI 308 GRI 414 B5.1 B5.2"),
        ("zh", "2、\t供应商签订廉洁协议数\t120\t家"),
        ("en", "Suppliers\tChina\t120\tRest of the world and others\t24"),
        ("en", "»»# supplier ^^ ## code ;; {} [] of %% conduct $$ && signed **"),
        ("en", "word " * 200),
        ("zh", "供应商" * 120),
    ],
)
def test_fragments_contents_indices_tables_garbage_and_run_on_pages_are_not(
    language: LanguageCode, text: str, levels: LevelCues
) -> None:
    assert not can_be_evidence(text, language, levels)
