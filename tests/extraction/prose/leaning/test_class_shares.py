"""English sentences on parts of a whole, on others than the company, and on none of them."""

import pytest
from tests.extraction.texts import rows_of

SENTENCES = [
    (
        "The Board comprises eleven Directors, nine of whom are independent. Five Directors, or 45%, are women.",
        {
            ("board_directors", 11),
            ("independent_directors", 9),
            ("female_directors", 5),
            ("female_directors_share", 45),
        },
    ),
    ("Our Board has ten members; three are women and eight are independent.",
     {("board_directors", 10), ("female_directors", 3), ("independent_directors", 8)}),
    ("We employ 3,200 people, 1,150 (36%) of whom are women.",
     {("employees_total", 3200), ("employees", 1150), ("employees_share", 36)}),
    ("Women accounted for 26% of employees, 31% of new hires and 33% of the executive team.",
     {("employees_share", 26), ("new_hires_share", 31), ("employees_share", 33)}),
    ("61% of new hires in the US were people of color.", {("new_hires_share", 61)}),
    ("We took on 31,400 new colleagues, and 27% left us.", {("new_hires", 31400), ("turnover_rate", 27)}),
    ("The Audit Committee met four times and the Nomination Committee twice.",
     {("board_committee_meetings", 4), ("board_committee_meetings", 2)}),
    ("Our people volunteered for 214K hours.", {("volunteer_hours", 214000)}),
    ("On-time departures slipped to 71 per cent.", set()),
    ("Women make up half of our clients.", set()),
    ("Unlike the industry, where only 5% of captains are women, we train our own.", set()),
    ("The carbon footprint of the equity portfolio was 64 t CO2e per CHF million invested.", set()),
    ("None of the recalls led to an injury.", set()),
    ("None of our sites breached environmental permits in 2023.", {("environmental_violations", 0)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_sentences(text: str, facts: set[tuple[str, float]]) -> None:
    assert {(row.metric, row.value) for row in rows_of(text)} == facts


def test_us_is_no_country_where_it_is_who_speaks() -> None:
    assert [row.breakdown for row in rows_of("27% of our employees left us.")] == [{}]
