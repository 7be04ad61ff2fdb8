"""Money under a bare sign is of the currency in which the document reports. All figures are invented."""

import pytest
from tests.extraction.texts import facts

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

_OF_A_COUNTRY = """Alder Power releases its sustainability report

In 2023 the company, one of Ontario's largest employers, gave $415,000 to local charities across Canada.
"""
_OF_TWO = _OF_A_COUNTRY + "Its mines in Queensland, Australia, are to close.\n"
_OF_THE_STATES = _OF_A_COUNTRY + "It also works in the United States.\n"

_OF_ONE_MORE = _OF_A_COUNTRY + (
    "Our branches in Toronto, Calgary, Manitoba and Nova Scotia took part. Two funds invest in the United States.\n"
    "In May the company issued a green bond of US$500 million.\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_OF_ONE_MORE, {("donations_total", "CAD"), ("green_finance", "USD")}),
        (_CANADIAN, {("community_investment", "CAD"), ("tax_paid", "USD")}),
        (_YEN, {("revenue", "JPY"), ("env_investment", "JPY")}),
        (_PLAIN, {("community_investment", "USD")}),
        (_OF_A_COUNTRY, {("donations_total", "CAD")}),
        (_OF_TWO, {("donations_total", "USD")}),
        (_OF_THE_STATES, {("donations_total", "USD")}),
        (_YEN + "\nThe plant in Wuxi cost RMB 12 million.\n", {("revenue", "JPY"), ("env_investment", "CNY")}),
    ],
)
def test_the_sign_alone_is_of_the_documents_currency(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(one.metric, one.unit) for one in facts(text, 2023)} == expected


def test_yen_of_a_japanese_document_stands_below_a_line_too() -> None:
    text = (
        "Report 2024\nHead office: Tokyo, Japan\n\nIndicator\tUnit\t2023\t2024\n"
        "GHG emissions intensity\tt-CO2/¥ million\t0.31\t0.29\n"
    )
    assert {(r.unit, r.value) for r in facts(text, 2024) if r.year == 2024} == {("tCO2e/JPY million", 0.29)}
