"""Metrics that feed no data point have a reason, and those that feed one have none."""

import pytest

from cnesg.framework import load_methodology
from cnesg.framework.methodology import Methodology
from cnesg.framework.unscored import Unscored, check_unscored, load_unscored, scored_metrics


@pytest.fixture(scope="module")
def shipped() -> Methodology:
    return load_methodology()


def test_every_metric_is_used_or_has_a_reason(shipped: Methodology) -> None:
    assert [*check_unscored(load_unscored(), shipped)] == []
    scored, reasons = scored_metrics(shipped), load_unscored().reasons
    assert scored.keys() | reasons.keys() == shipped.metrics.keys()
    assert scored.keys().isdisjoint(reasons)


@pytest.mark.parametrize(
    ("metric", "data_point"),
    [
        ("fatalities", "S0103-01"),  # selected
        ("employees_total", "S0103-01"),  # the size of a rate
        ("voc_emissions", "E0303-09"),  # through another data point
        ("hours_worked", "S0103-06"),  # by a derivation
        ("recordable_injuries", "S0103-06"),  # by two
        ("total_assets", "E0401-04"),  # another denominator
        ("trade_receivables", "G0902-02"),  # signs of embellished accounts
    ],
)
def test_what_a_metric_feeds(shipped: Methodology, metric: str, data_point: str) -> None:
    assert data_point in scored_metrics(shipped)[metric]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (("unicorns",), "framework.unknown_metric"),
        (("pue",), "framework.bounds_twice"),
        (("electricity",), "framework.scored_metric"),
    ],
)
def test_reasons_that_are_wrong_are_reported(shipped: Methodology, changes: tuple[str, ...], found: str) -> None:
    entries = load_unscored().model_dump()["entries"]
    more = {"metrics": changes, "reason": {"en": "no", "zh": "无"}}
    problems = check_unscored(Unscored.model_validate({"entries": [*entries, more]}), shipped)
    assert [problem.message_id for problem in problems] == [found]


def test_a_metric_without_use_and_without_reason_is_reported(shipped: Methodology) -> None:
    without = Unscored(entries=tuple(one for one in load_unscored().entries if "pue" not in one.metrics))
    assert [(one.message_id, one.values["entry"]) for one in check_unscored(without, shipped)] == [
        ("framework.unscored_metric", "pue")
    ]
