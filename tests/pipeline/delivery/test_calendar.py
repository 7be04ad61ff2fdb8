"""Which product is due when, as the source has it: five every month, four by the half-year."""

from datetime import date

import pytest

from cnesg.framework.product_rules import load_product_rules, load_product_wording
from cnesg.pipeline.delivery.calendar import calendar_entry, is_due
from cnesg.products.schema import PRODUCTS

SEMI_ANNUAL = {"fund-scores", "strategic-industries", "green-revenue", "green-funds"}
RULES, WORDING = load_product_rules(), load_product_wording()


@pytest.mark.parametrize("month", range(1, 13))
def test_half_yearly_ones_are_due_after_june_and_december_alone(month: int) -> None:
    due = {product for product in PRODUCTS if is_due(product, date(2025, month, 1), WORDING)}
    assert due == set(PRODUCTS) - (SEMI_ANNUAL if month not in {6, 12} else set())


def test_one_made_for_another_month_says_that_it_is_off_the_calendar() -> None:
    entry = calendar_entry("green-funds", date(2025, 7, 31), WORDING, RULES)
    assert entry == {"frequency": "semi-annual", "on_calendar": False, "due_by": None}
    entry = calendar_entry("green-funds", date(2025, 12, 31), WORDING, RULES)
    assert entry == {"frequency": "semi-annual", "on_calendar": True, "due_by": "2026-01-10"}
