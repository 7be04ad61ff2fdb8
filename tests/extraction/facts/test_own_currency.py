"""Money under a bare sign is of the currency in which the document reports. All figures are invented."""

import pytest
from tests.extraction.test_quantities import facts

_CANADIAN = """Larch Pipelines ESG data 2023

All dollar amounts are in Canadian dollars unless otherwise noted.

Metric\tUnit\t2023\t2022
Community investment\t$\t1,240,000\t1,130,000
Taxes paid\tUS$ million\t12\t11
"""
_YEN = """Hanabi Chemicals sustainability data 2023

Metric\tUnit\t2023\t2022
Revenue\tmillion yen\t4,120\t3,980
Environmental investment\t¥ million\t240\t130
"""
_PLAIN = """Dogwood Foods ESG data 2023

Metric\tUnit\t2023\t2022
Community investment\t$\t1,240,000\t1,130,000
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_CANADIAN, {("community_investment", "CAD"), ("tax_paid", "USD")}),
        (_YEN, {("revenue", "JPY"), ("env_investment", "JPY")}),
        (_PLAIN, {("community_investment", "USD")}),
        (_YEN + "\nThe plant in Wuxi cost RMB 12 million.\n", {("revenue", "JPY"), ("env_investment", "CNY")}),
    ],
)
def test_the_sign_alone_is_of_the_documents_currency(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(one.metric, one.unit) for one in facts(text, 2023)} == expected
