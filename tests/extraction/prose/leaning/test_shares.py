"""Numbers that lean on the count before them."""

import pytest
from tests.extraction.texts import rows_of


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("We hired 400 people, 46% of whom were women.", {("new_hires", 400), ("new_hires_share", 46)}),
        ("We source from 980 suppliers, 71% of them in Peru.", {("suppliers_total", 980), ("suppliers_share", 71)}),
        ("Of the nine directors, four are women, which equals 44%.", {
            ("board_directors", 9), ("female_directors", 4), ("female_directors_share", 44)
        }),
        ("Of our new hires, 61% were under 30 years of age and 43% female.", {
            ("new_hires_share", 61), ("new_hires_share", 43)
        }),
        ("Group sales were EUR 874 million, EUR 32 million more than in 2022.", {("revenue", 874e6)}),
        ("We are a team of 640 people managing 212 properties.", {("employees_total", 640)}),
    ],
)  # fmt: skip
def test_what_leans_on_a_count_is_read_with_it(text: str, facts: set[tuple[str, float]]) -> None:
    assert {(row.metric, row.value) for row in rows_of(text)} == facts


@pytest.mark.parametrize(
    "text", ["The survey was completed by 81% of women.", "Health insurance is offered to 92% of women."]
)
def test_a_share_of_people_whom_something_reached_says_nothing_of_who_they_are(text: str) -> None:
    assert "employees_share" not in {row.metric for row in rows_of(text)}


def test_the_share_that_women_are_is_read() -> None:
    assert {(row.metric, row.value) for row in rows_of("Of our employees, 41% are women.")} == {("employees_share", 41)}
