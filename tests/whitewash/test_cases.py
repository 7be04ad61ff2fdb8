"""Worked examples by hand (`tests/cases/whitewash.yaml`)."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from tests.whitewash.simulated import NO_DIGITS, NO_GROUPS, figures

from cnesg.framework.whitewash import Whitewash, load_whitewash
from cnesg.whitewash import ratios_of, results, signals_of
from cnesg.whitewash.wording import arithmetic, component_words, result_words, signal_words

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "whitewash.yaml").read_text(encoding="utf-8"))
DEFINITION: Whitewash = load_whitewash()


def judged(case: dict[str, Any]) -> tuple[pl.DataFrame, pl.DataFrame]:
    table = ratios_of(figures({"C1": case["figures"]}), NO_GROUPS, DEFINITION, 2024, 8)
    return table, signals_of(table, NO_DIGITS, DEFINITION)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_ratios_are_those_worked_out_by_hand(case: dict[str, Any]) -> None:
    table, _ = judged(case)
    found = table.row(0, named=True)
    for name, wanted in case["ratios"].items():
        if wanted["value"] is None:
            assert found[name] is None, name
        else:
            assert found[name] == pytest.approx(wanted["value"], abs=1e-9), (name, wanted["because"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_signals_and_result_are_those_worked_out_by_hand(case: dict[str, Any]) -> None:
    _, signals = judged(case)
    raised = signals.filter("raised")["signal"].to_list()
    assert raised == case["raised"]
    by_name = {row["signal"]: row for row in signals.iter_rows(named=True)}
    for name, missing in case.get("missing", {}).items():
        assert by_name[name]["raised"] is None
        assert by_name[name]["missing"] == missing
    result = results(signals, DEFINITION).row(0, named=True)
    wanted = case["result"]["value"]
    assert result["value"] == (None if wanted is None else pytest.approx(wanted)), case["result"]["because"]
    assert result["raised"] == case["raised"]


def test_the_coefficients_are_the_published_ones() -> None:
    """Beneish (1999), the unweighted probit with eight variables; written down here apart from the data."""
    published = {"dsri": 0.92, "gmi": 0.528, "aqi": 0.404, "sgi": 0.892, "depi": 0.115}
    published |= {"sgai": -0.172, "lvgi": -0.327, "tata": 4.679}
    formula = DEFINITION.ratios["m_score"].parsed
    assert set(formula.names) == set(published)
    nothing = dict.fromkeys(published, 0.0)
    assert formula.evaluate(nothing) == -4.84
    for name, coefficient in published.items():
        assert formula.evaluate({**nothing, name: 1.0}) == pytest.approx(-4.84 + coefficient)
    assert DEFINITION.signals["m_score"].threshold.value == -1.78


def test_words_show_formula_figures_and_outcome() -> None:
    table, signals = judged(CASES[0])
    row = table.row(0, named=True)
    assert arithmetic("sgi", row, DEFINITION) == "revenue / prior_revenue = 1200 / 1000 = 1.2"
    assert arithmetic("cash_and_debt", row, DEFINITION).endswith("= min(460, 150 + 300 + 100) / 2000 = 0.23")
    by_name = {signal["signal"]: signal for signal in signals.iter_rows(named=True)}
    told = signal_words(by_name["m_score"], row, None, DEFINITION, "en")
    assert told.startswith("Beneish M-score: -4.84 + 0.92 * dsri")
    assert "0.92 * 1.2 + " in told
    assert "= -1.213 > -1.78: raised, weight 3." in told
    assert "不满足 > 0.1" in signal_words(by_name["sloan_accruals"], row, None, DEFINITION, "zh")
    assert "(-" not in told
    missing = signal_words(by_name["margin_over_industry"], row, None, DEFINITION, "en")
    assert missing == "Gross margin beyond the industry's median: not judged, missing: industry_gross_margin."
    assert signal_words(by_name["digits"], row, None, DEFINITION, "en").endswith("0 amounts where 110 are needed.")
    assert len(list(component_words("m_score", row, DEFINITION, "en"))) == 8
    result = results(signals, DEFINITION).row(0, named=True)
    words = result_words(result, DEFINITION, "en")
    assert words == "Result: weight raised 6 / weight judged 12.5 (of 14) = 0.4800."


def test_words_say_why_there_is_nothing() -> None:
    table, signals = judged(CASES[3])
    row = table.row(0, named=True)
    by_name = {signal["signal"]: signal for signal in signals.iter_rows(named=True)}
    words = signal_words(by_name["cash_conversion"], row, None, DEFINITION, "en")
    assert words.endswith("not judged, a divisor is not above zero.")
    assert "= (-20 - 100) / 1000 =" not in arithmetic("tata", row, DEFINITION)
    assert arithmetic("tata", row, DEFINITION).endswith("= ((-20) - 100) / 1000 = -0.12")
    _, signals = judged(CASES[4])
    result = results(signals, DEFINITION).row(0, named=True)
    assert result_words(result, DEFINITION, "en").startswith("No result: signals of weight 3.5 of 14")
