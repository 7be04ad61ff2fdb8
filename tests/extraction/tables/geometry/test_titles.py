"""Captions of a table: the one that names a unit last, and none that but lists disclosures."""

from cnesg.extraction.tables.geometry.titles import titles_first


def test_a_list_of_disclosures_is_no_title() -> None:
    listed = "GRI 302-1 Energy consumption · 302-4 Reduction of energy consumption"
    assert titles_first([listed, "Energy of our works"], 80) == ["Energy of our works"]


def test_a_title_with_the_number_of_one_disclosure_stays() -> None:
    assert titles_first(["Energy consumption (GRI 302-1)", "Energy 2019-2023"], 80) == [
        "Energy consumption (GRI 302-1)",
        "Energy 2019-2023",
    ]


def test_prose_that_tells_figures_of_its_own_is_no_title() -> None:
    prose = "合计2.62亿元，占净利润的24.8%。全年股东大会召开2次。"
    assert titles_first([prose, "股东与治理"], 80) == ["股东与治理"]
    assert titles_first(["员工3,000人，按性别划分："], 80) == ["员工3,000人，按性别划分："]
