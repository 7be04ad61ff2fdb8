import pytest
from tests.gap.reports import (
    CHINESE,
    CHINESE_FINANCIAL,
    ENGLISH,
    FINANCIAL,
    GERMAN,
    INDEX,
    JAPANESE,
    OTHER_INDEX,
    gap_of,
)

SHOWN = {
    *("A1", "A1.5", "A1.6", "A2", "A2.3", "A2.4", "A3", "B1", "B2", "B2.1", "B2.3", "B3", "B4", "B4.1"),
    *("B5", "B5.2", "B6", "B6.4", "B7", "B7.2", "B8", "B8.1", "B8.2"),
}


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_what_is_said_is_disclosed_and_the_rest_is_missing(text: str) -> None:
    items = gap_of(text).items
    assert {item for item, gap in items.items() if gap.status == "disclosed"} == SHOWN
    assert {item for item, gap in items.items() if gap.status == "explained"} == {"A2.5"}


def test_both_languages_give_the_same_answers_at_the_same_lines() -> None:
    english, chinese = gap_of(ENGLISH).items, gap_of(CHINESE).items
    assert {item: gap.status for item, gap in english.items()} == {item: gap.status for item, gap in chinese.items()}
    firsts = [
        {item: gap.evidence[0].line for item, gap in items.items() if gap.evidence and len(item) > 2}
        for items in (english, chinese)
    ]
    assert firsts[0] == firsts[1]


def test_evidence_is_a_quote_with_its_place() -> None:
    evidence = gap_of(CHINESE).items["B8.2"].evidence
    assert [(e.line, e.quote) for e in evidence] == [(22, "公司向某村小学捐款30万元，60名志愿者前往支教。")]
    assert gap_of(CHINESE).items["A2.5"].evidence[0].quality == "reason"


def test_at_most_three_places_each_once() -> None:
    many = "\n".join(f"In {year} we installed solar panels at plant {year}." for year in range(2010, 2016))
    evidence = gap_of(f"{ENGLISH}\n{many}").items["A1.5"].evidence
    assert len(evidence) == len({e.line for e in evidence}) == 3


def test_the_new_code_asks_the_same_of_the_same_items() -> None:
    old, new = gap_of(ENGLISH).items, gap_of(ENGLISH, "hkex-c2").items
    shared = SHOWN & set(new)
    assert len(shared) == len(SHOWN)
    assert {item: new[item].status for item in shared} == {item: old[item].status for item in shared}


def test_lending_wishes_and_major_accidents_are_no_answers() -> None:
    text = ENGLISH.replace("Rainwater is collected and used for cleaning the yard.", "We strive to save water.")
    text = text.replace(
        "There were no work-related fatalities in the year.", "There was no major fatality; no serious accident."
    )
    items = gap_of(text).items
    assert items["A2.4"].status == items["B2.1"].status == "missing"


def test_an_index_claims_and_shows_nothing() -> None:
    items = gap_of(f"{ENGLISH}\n\n{INDEX}").items
    assert items["A1.2"].status == "missing"
    assert items["A1.2"].claimed
    assert items["A1.2"].overclaimed
    assert items["A1.2"].claim == "A1.2\tDescription of the item\tpage 5"
    assert items["A2.5"].claimed is None


def test_an_index_may_name_a_section_or_leave_a_row_blank() -> None:
    rows = INDEX.replace("A1.3\tDescription of the item\tpage 6", "A1.3\tDescription of the item\tOur waste")
    rows = rows.replace("A1.4\tDescription of the item\tpage 7", "A1.4\tDescription of the item\t")
    rows = rows.replace("A1.2\tDescription of the item\tpage 5", "A1.2\tDescription of the item\tNot applicable")
    items = gap_of(f"{ENGLISH}\n\n{rows}").items
    assert [items[key].claimed for key in ("A1.1", "A1.2", "A1.3", "A1.4")] == [True, False, True, False]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (GERMAN, "third_language"),
        (FINANCIAL, "no_esg_content"),
        (INDEX, "index_only"),
        (OTHER_INDEX, "index_only"),
        (JAPANESE, "third_language"),
        (CHINESE_FINANCIAL, "no_esg_content"),
        ("12\n34\n", "no_text"),
    ],
    ids=["german", "financial", "index", "index of another standard", "japanese", "chinese financial", "numbers"],
)
def test_what_can_answer_nothing_says_so_and_shows_nothing(text: str, note: str) -> None:
    gap = gap_of(text)
    assert gap.notes == (note,)
    assert gap.counts()["missing"] == len(gap.items)
    assert not any(item.evidence for item in gap.items.values())
