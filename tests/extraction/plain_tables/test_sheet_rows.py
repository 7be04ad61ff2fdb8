"""Rows of data sheets: label, unit and figures of a line."""

import pytest

from cnesg.extraction.plain_tables.sheet_rows import bare_row


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("8. 30 - 50 years (%) 14.20 21.00", "8. 30 - 50 years (%) 14.20 21.00"),  # the number of a row is no figure
        ("12. 40 to 49 years old (%) 18.30 19.10", "12. 40 to 49 years old (%) 18.30 19.10"),
        ("Electricity (MWh) 17 ,720 16,910", "Electricity (MWh) 17,720 16,910"),  # a blank parted the digits
        ("Men aged 30 - 50 (%) 52.1 53.4", "Men aged 30 - 50 (%) 52.1 53.4"),
    ],
)
def test_a_label_is_kept_as_printed_and_figures_are_whole(line: str, row: str) -> None:
    assert bare_row(line, frozenset({2})) == row
