"""What sections answer of a standard heads no column."""

import pytest

from cnesg.extraction.tables.geometry.headers import without_counting, without_counts


def names_none(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    "section",
    ["302-1 Energy consumption", "GRI 305-2 Emissions", "401-1 Leavers", "GRI 302-1: Energy", "GRI 302-1 能源"],
)
def test_a_disclosure_over_a_head_is_left_out(section: str) -> None:
    assert list(without_counts((section, "2023"))) == ["2023"]
    assert list(without_counting((section, "2023"), names_none)) == ["2023"]


@pytest.mark.parametrize("headers", [("302-1 Energy consumption",), ("Offices", "2023"), ("Site 302-1", "2023")])
def test_other_heads_and_one_alone_are_kept(headers: tuple[str, ...]) -> None:
    assert tuple(without_counts(headers)) == headers
    assert tuple(without_counting(headers, names_none)) == headers


def test_a_disclosure_names_no_metric_of_those_counted() -> None:
    def names(text: str) -> bool:
        return "Leavers" in text

    assert list(without_counting(("401-1 Leavers", "Headcount"), names)) == ["Headcount"]
    assert list(without_counting(("401-1 Turnover", "Leavers", "Headcount"), names)) == ["Leavers"]
