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
