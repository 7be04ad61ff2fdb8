import pytest
from docs.book.figures import number, percent, score


@pytest.mark.parametrize(
    ("value", "shown"), [(12, "12"), (0.25, "0.25"), (1250, "1,250"), (100, "100"), (0, "0"), (0.5306, "0.5306")]
)
def test_numbers_have_no_tail(value: float, shown: str) -> None:
    assert number(value) == shown


def test_shares_and_scores() -> None:
    assert percent(0.3 * 0.14 * 0.25) == "1.05 %"
    assert score(200 / 3) == "66.7"
