"""What a sentence denies of the things that it speaks of; sentences invented."""

import pytest

from cnesg.disclosure.reader import Reading, SentenceReader
from cnesg.framework.statements import load_statement_phrases

CARBON_PRICE, BRIBERY, LAUNDERING, CARBON_TARGET, GREEN, SUPPLIERS, CHILDREN = (
    "E0403-03", "G0203-01", "G0205-01", "E0401-06", "E0502-04", "S0201-03", "S0107-01"
)  # fmt: skip


@pytest.fixture(scope="module")
def readers() -> dict[str, SentenceReader]:
    phrases = load_statement_phrases()
    return {"en": SentenceReader(phrases, "en"), "zh": SentenceReader(phrases, "zh")}


def read(readers: dict[str, SentenceReader], sentence: str) -> Reading:
    return readers["en" if sentence.isascii() else "zh"].read(sentence, year=2023)


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not currently disclose internal carbon pricing owing to transitional challenges.",
        "An internal carbon price has not been adopted.",
        "There is currently no internal carbon price in place.",
        "As for an internal carbon price, the company has not set one.",
        "公司目前未采用内部碳定价。",
        "公司暂未制定内部碳价格机制。",
        "对于内部碳定价，公司暂未采用。",
        "公司目前没有建立内部碳定价机制，未来将考虑采用。",
    ],
)
def test_who_says_that_a_thing_is_not_there_does_not_answer_for_it(
    readers: dict[str, SentenceReader], sentence: str
) -> None:
    found = read(readers, sentence)
    assert CARBON_PRICE in found.items
    assert found.denies(CARBON_PRICE)
    assert found.judgement.negated


@pytest.mark.parametrize(
    ("sentence", "denied", "affirmed"),
    [
        ("We audit suppliers every year; no internal carbon price is used.", [CARBON_PRICE], [SUPPLIERS]),
        ("We set up a process for supplier audits, but have not yet set an internal carbon price.", [CARBON_PRICE],
         [SUPPLIERS]),
        ("公司每年开展供应商审核，但尚未采用内部碳定价。", [CARBON_PRICE], [SUPPLIERS]),
        ("公司未制定反腐败、反洗钱制度，每年开展供应商审核。", [BRIBERY, LAUNDERING], [SUPPLIERS]),
    ],
)  # fmt: skip
def test_each_clause_denies_its_own(
    readers: dict[str, SentenceReader], sentence: str, denied: list[str], affirmed: list[str]
) -> None:
    found = read(readers, sentence)
    assert {*denied, *affirmed} <= {*found.items}
    assert [item for item in found.items if found.denies(item)] == denied


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not tolerate corruption in any form.",
        "The Group did not conduct any form of bribery.",
        "We do not use child labour.",
        "公司不雇用童工。",
        "报告期内，公司未开展任何商业贿赂活动。",
    ],
)
def test_to_do_no_wrong_is_no_lack(readers: dict[str, SentenceReader], sentence: str) -> None:
    found = read(readers, sentence)
    assert {BRIBERY, CHILDREN} & {*found.items}
    assert not any(map(found.denies, found.items))
    assert not found.judgement.negated


def test_an_item_told_in_no_clause_alone_is_denied_with_the_sentence(readers: dict[str, SentenceReader]) -> None:
    found = readers["zh"].read("公司暂未设立举报渠道。", heading=("反腐败",), year=2023)
    assert [(item, found.denies(item)) for item in found.items] == [("G0202-01", True)]
