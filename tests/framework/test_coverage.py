"""Coverage: what of a standard the data points answer."""

from datetime import date

import pytest

from cnesg.framework.coverage import ANSWERS, answered_by_level1, coverage, uncovered
from cnesg.framework.definitions.base import Name
from cnesg.framework.mappings import DataPointMapping, Mappings, Match, load_mappings
from cnesg.framework.standards import Item, Phase, Standard, load_standards

NAME = Name(en="Lake", zh="湖")


def _item(code: str, **changes: object) -> Item:
    fields = {"id": code, "kind": "kpi", "pillar": "E", "title": NAME, "verified": True} | changes
    return Item.model_validate(fields)


LAKE = Standard(
    standard="lake-rules",
    short="Lake",
    name=NAME,
    publisher=NAME,
    reach="mainland",
    edition="2024",
    basis="published",
    reference="Lake rules",
    seen_in=NAME,
    phases=(Phase(issuers=NAME, obligation="voluntary", verified=True),),
    items=(
        _item("1", kind="topic"),
        _item("1.1", parent="1"),
        _item("1.2", parent="1"),
        _item("1.2.1", parent="1.2"),
        _item("1.3", parent="1", applies_until="2024-12-31"),
        _item("1.4", parent="1", asks=False),
    ),
)


def _mappings(**points: dict[str, Match]) -> Mappings:
    return Mappings(
        {},
        {
            code: DataPointMapping(code=code, items={"lake-rules": items})
            for code, items in ((name.replace("_", "-"), items) for name, items in points.items())
        },
    )


def test_every_item_stands_in_its_place_with_its_best_match() -> None:
    mappings = _mappings(E0101_01={"1.1": "related"}, E0101_02={"1.1": "narrower", "1": "related"})
    found = {entry.item.id: entry for entry in coverage(LAKE, mappings)}
    assert list(found) == ["1", "1.1", "1.2", "1.2.1", "1.3", "1.4"]
    assert [entry.depth for entry in found.values()] == [0, 1, 1, 2, 1, 1]
    assert [code for code, entry in found.items() if entry.question] == ["1.1", "1.2.1", "1.3"]
    assert found["1.1"].best == "narrower"
    assert [link.code for link in found["1.1"].links] == ["E0101-02", "E0101-01"]
    assert found["1.3"].best is None


@pytest.mark.parametrize("match", ["equal", "broader", "narrower", "related"])
def test_a_related_data_point_is_no_answer(match: Match) -> None:
    left = {entry.item.id for entry in uncovered(LAKE, _mappings(E0101_01={"1.1": match}))}
    assert ("1.1" in left) == (match == "related")
    assert {"1.2.1", "1.3"} <= left
    assert "1.4" not in left


def test_what_is_no_longer_in_force_is_not_asked() -> None:
    assert "1.3" in {entry.item.id for entry in coverage(LAKE, _mappings(), date(2024, 12, 31))}
    assert "1.3" not in {entry.item.id for entry in uncovered(LAKE, _mappings(), date(2025, 1, 1))}


def test_an_item_counts_once_for_each_level1_that_answers_it() -> None:
    mappings = _mappings(
        E0101_01={"1.1": "narrower"}, E0102_01={"1.1": "equal", "1.2.1": "related"}, S0101_01={"1.1": "broader"}
    )
    assert answered_by_level1(LAKE, mappings) == {"E01": 1, "S01": 1}


def test_shipped_coverage_adds_up() -> None:
    mappings = load_mappings()
    for standard in load_standards().by_code.values():
        questions = [entry for entry in coverage(standard, mappings) if entry.question]
        assert len(questions) == len(standard.questions())
        assert len(uncovered(standard, mappings)) == sum(entry.best not in ANSWERS for entry in questions)


def test_the_main_standards_are_answered_to_a_good_part() -> None:
    """At least this share of the questions (E and S of Hong Kong's guide, GRI's topics) has an answer; it may rise."""
    mappings = load_mappings()
    for code, least in (("hkex-app27", 0.9), ("hkex-c2", 0.75), ("gri-2021", 0.6), ("tcfd", 0.7), ("sse-2024", 0.55)):
        standard = load_standards().named(code)
        questions = [entry for entry in coverage(standard, mappings) if entry.question]
        assert sum(entry.answered for entry in questions) >= least * len(questions), code


# Items that ask for figures, as docs/standards.md counts them: an item does not say so itself.
FIGURES = {
    "ifrs-s2": [
        *("S2.16(a)", "S2.16(b)", "S2.16(c)(i)", "S2.16(c)(ii)", "S2.16(d)"),
        *("S2.29(a)(i)(1)", "S2.29(a)(i)(2)", "S2.29(a)(i)(3)", "S2.29(a)(iv)", "S2.29(a)(v)", "S2.29(a)(vi)"),
        *("S2.29(b)", "S2.29(c)", "S2.29(d)", "S2.29(e)", "S2.29(f)(ii)", "S2.29(g)(ii)"),
        *("S2.32", "S2.35", "S2.36(e)(i)", "S2.B56"),
        *(f"S2.B{paragraph}({letter})" for paragraph in (61, 62, 63) for letter in "abc"),
    ],
    "sse-2024": [
        f"Article {number}"
        for number in (
            *("16(1)", "16(2)", "19", "24", "25(1)", "25(2)", "25(3)", "27", "30(1)", "30(3)", "30(5)", "31(1)"),
            *(
                "31(3)",
                "33(2)",
                "33(3)",
                "35(1)",
                "35(2)",
                "35(3)",
                "36(1)",
                "36(2)",
                "37(1)",
                "37(3)",
                "39(3)",
                "40",
                "42(2)",
                "42(3)",
            ),
            *("43(3)", "46", "47(3)", "47(4)", "48(2)", "48(4)", "50(1)", "50(2)", "50(3)"),
            *("55(3)", "55(4)", "56(2)"),
        )
    ],
    "exchanges-guides-2026": [
        item.id for item in load_standards().named("exchanges-guides-2026").questions() if item.kind == "metric"
    ],
}


def test_figures_that_are_asked_and_answered_are_those_of_the_page() -> None:
    mappings = load_mappings()
    found: dict[str, tuple[int, int]] = {}
    for code, figures in FIGURES.items():
        entries = {entry.item.id: entry for entry in coverage(load_standards().named(code), mappings)}
        assert all(entries[item].question for item in figures), code
        found[code] = len(figures), sum(entries[item].answered for item in figures)
    assert found == {"ifrs-s2": (30, 14), "sse-2024": (38, 29), "exchanges-guides-2026": (30, 20)}
