"""What rows that add up to the row above them must be to count as its parts."""

import pytest

from cnesg.extraction.labels.parts import has_room, is_sum, may_name_a_part


@pytest.mark.parametrize("label", ["办公区", "省内", "Plant A", "x" * 20])
def test_short_names_may_be_parts(label: str) -> None:
    assert may_name_a_part(label)


@pytest.mark.parametrize("label", ["", "营业成本", "Gross profit", "Total equity", "名" * 21, "x" * 46])
def test_long_names_and_rows_of_accounts_are_none(label: str) -> None:
    assert not may_name_a_part(label)


@pytest.mark.parametrize(
    ("added", "summed", "room"), [(1000, True, True), (1000.1, True, True), (999.7, False, True), (1001, False, False)]
)
def test_a_sum_may_be_rounded(added: float, summed: bool, room: bool) -> None:
    assert (is_sum(added, 1000), has_room(added, 1000)) == (summed, room)
