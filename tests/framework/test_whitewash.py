"""Warning signs of embellished accounts: the shipped file is sound, and what does not fit is told."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.whitewash import FILE, Whitewash, base, check_whitewash, load_whitewash

SHIPPED = load_methodology()


def content() -> dict[str, Any]:
    assert SHIPPED.folder is not None
    found: dict[str, Any] = yaml.safe_load((SHIPPED.folder / FILE).read_text(encoding="utf-8"))
    return found


def changed(path: str, value: object) -> dict[str, Any]:
    found = content()
    *way, last = path.split(".")
    place: Any = found
    for step in way:
        place = place[step]
    place[last] = value
    return found


def test_the_shipped_file_is_sound() -> None:
    found = load_whitewash()
    assert list(check_whitewash(found, SHIPPED)) == []
    assert found.compared == ("gross_margin",)
    assert {SHIPPED.metrics[name].unit for name in found.metrics} == {"CNY"}


def test_every_ratio_serves_a_signal_or_a_ratio_below_it() -> None:
    found = load_whitewash()
    used = {signal.ratio for signal in found.signals.values()}
    used |= {base(name)[1] for ratio in found.ratios.values() for name in ratio.parsed.names}
    assert set(found.ratios) - used == set()


def test_every_metric_is_a_column_of_the_import_of_financials() -> None:
    from cnesg.sources import source_kind

    columns = {column.metric: column for column in source_kind("financials").columns if column.metric}
    for name in load_whitewash().metrics:
        assert columns[name].unit == "money", name
        assert columns[name].also, name


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("ratios.dsri.formula", "revenue /", "dsri"),
        ("signals.m_score.ratio", "z_score", "there is no ratio z_score"),
        ("signals.m_score.weight.value", -1, "m_score: a weight can't be negative"),
        ("digits.conformity.limits", [0.02, 0.012, 0.015], "must rise"),
        ("digits.least.value", 0, "digits.least must be above zero"),
        ("least_judged.value", 1.5, "least_judged must be above 0 and at most 1"),
        ("training.test_share.value", 0, "test_share"),
        ("signals.m_score.raised", "beyond", "above"),
        ("signals.m_score.extra", 1, "extra"),
    ],
)
def test_what_does_not_fit_within_the_file_is_told(tmp_path: Path, path: str, value: object, words: str) -> None:
    (tmp_path / FILE).write_text(yaml.safe_dump(changed(path, value), sort_keys=False), encoding="utf-8")
    with pytest.raises(MethodologyError) as caught:
        load_whitewash(tmp_path)
    assert any(words in line for line in caught.value.lines("en")), caught.value.lines("en")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MethodologyError, match="missing from the methodology"):
        load_whitewash(tmp_path)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("data_point", "G0902-01", "no data point of kind analysis with the scale 0 to 1"),
        ("ratios.sgi.formula", "revenue / sales", "sales is neither an amount in CNY nor a ratio above it"),
        ("ratios.sgi.formula", "revenue / employees_total", "employees_total"),
        ("ratios.dsri.formula", "revenue / tata", "tata"),
        ("ratios.m_score.formula", "prior_dsri", "prior_dsri"),
        ("ratios.sgi.formula", "industry_revenue", "industry_revenue"),
        ("ratios.gross_margin.formula", "m_score / revenue", "compared with peers or the past"),
    ],
)
def test_what_does_not_fit_the_methodology_is_told(path: str, value: object, words: str) -> None:
    found = Whitewash.model_validate(changed(path, value))
    lines = [problem.text("en") for problem in check_whitewash(found, SHIPPED)]
    assert any(words in line for line in lines), lines


def test_a_ratio_may_not_take_a_metrics_name() -> None:
    found = content()
    found["ratios"]["revenue"] = found["ratios"]["sgi"]
    lines = [problem.text("en") for problem in check_whitewash(Whitewash.model_validate(found), SHIPPED)]
    assert any("revenue is the name of a metric" in line for line in lines)
