"""When deliveries are due: monthly ones after every month, semi-annual ones after June and December."""

from datetime import date, timedelta
from typing import Any

from cnesg.framework.product_rules import ProductRules, ProductWording

_HALF_YEARS = (6, 12)


def is_due(product: str, month: date, wording: ProductWording) -> bool:
    """Whether a product is delivered for a month."""
    return wording.frequencies[product] == "monthly" or month.month in _HALF_YEARS


def calendar_entry(product: str, month: date, wording: ProductWording, rules: ProductRules) -> dict[str, Any]:
    """For a manifest: how often, by which day, and whether the month is one of those.

    Args:
        product: its name.
        month: last day of the month.
        wording: with frequencies.
        rules: with the days that making takes.
    """
    by = month + timedelta(days=rules.calendar_days.value)
    due = is_due(product, month, wording)
    return {
        "frequency": wording.frequencies[product],
        "on_calendar": due,
        "due_by": by.isoformat() if due else None,
    }
