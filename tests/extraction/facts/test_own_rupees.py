"""Rupees are those of the country that a document names. All figures are invented."""

import pytest
from tests.extraction.texts import facts

_TABLE = """Kelani Tea Estates sustainability data 2023
Head office: {place}

Metric\tUnit\t2023\t2022
Revenue\tRs. million\t4,120\t3,980
"""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Colombo, Sri Lanka", "LKR"),
        ("Karachi, Pakistan", "PKR"),
        ("Kathmandu, Nepal", "NPR"),
        ("Port Louis, Mauritius", "MUR"),
        ("Mumbai, India", "INR"),
        ("Mumbai, India, with an estate in Sri Lanka", "INR"),
        ("12 Lake Road", "INR"),
    ],
)
def test_bare_rupees_are_of_the_country_that_is_named(place: str, expected: str) -> None:
    found = facts(_TABLE.format(place=place), 2023)
    assert {(one.metric, one.unit) for one in found} == {("revenue", expected)}


def test_the_sign_of_indian_rupees_stays() -> None:
    text = _TABLE.format(place="Colombo, Sri Lanka").replace("Rs. million", "₹ million")
    assert {one.unit for one in facts(text, 2023)} == {"INR"}
