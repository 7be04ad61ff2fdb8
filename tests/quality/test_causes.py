"""What is gone, moved or not there at all, and what `qc why` says of it."""

from datetime import date
from typing import Any

import pytest
from tests.quality.fixtures import month_of

from cnesg.framework.quality_rules import load_quality_rules
from cnesg.quality.causes import Causes
from cnesg.quality.checking import find
from cnesg.quality.findings import Finding
from cnesg.quality.words import cause_words

RULES = load_quality_rules()
REGISTER = {"kind": "event", "source": "penalty register", "concept": "E0301-09"}
REPORTS = {"source": "annual tables", "observation_id": "t{n}"}


def found(case: dict[str, Any]) -> dict[str, Finding]:
    """Errors and warnings of a month by rule, each with the first words of its first cause under `why`."""
    return {one.rule: one for one in find(month_of(case), RULES.values()) if one.severity != "info"}


def why(case: dict[str, Any], rule: str, language: Any = "en") -> str:
    month = month_of(case)
    findings = find(month, RULES.values())
    finding = next(one for one in findings if one.rule == rule)
    return next(cause_words(Causes(month, findings, RULES).of(finding)[0], language))


@pytest.mark.parametrize("published", [date(2024, 3, 20), date(2024, 6, 10), date(2025, 6, 10)])
def test_a_register_that_is_gone_is_an_error_whenever_it_was_published(published: date) -> None:
    # The first was due before the last check, the last is that of a back-fill, which says nothing of the season.
    past = [REGISTER | {"times": 12, "available_at": published}, REPORTS | {"times": 12}]
    case = {"last_year": {"facts": past}, "now": {"facts": [REPORTS | {"times": 12}]}}
    missing = found(case)["source-missing"]
    assert (missing.severity, missing.place, missing.measure, missing.before) == ("error", "penalty register", 0, 12)
    assert why(case, "source-missing") == (
        "penalty register is missing: it brought nothing on the fiscal year scored; "
        "by the same day it had brought 12 on the year before"
    )
    assert why(case, "source-missing", "zh").startswith("来源缺失：penalty register")


def test_a_source_that_came_early_is_not_missing() -> None:
    early = REGISTER | {"times": 12, "available_at": date(2025, 4, 2)}
    case = {"last_year": {"facts": [REGISTER | {"times": 12}]}, "now": {"facts": [early]}}
    assert found(case) == {}


def test_a_company_in_another_industry_is_a_warning_at_any_level() -> None:
    def companies(industry: str) -> dict[str, Any]:
        return {"companies": [{"company_id": "acme", "industry": industry}]}

    for then, now in (("220200", "340500"), ("220200", "220300")):
        case = {"before": companies(then), "now": companies(now)}
        assert found(case)["company-industry"].severity == "warning"
        told = why(case, "company-industry")
        assert told == f"acme is in another industry than the month before: {then} → {now}"


def test_a_market_most_of_which_has_no_data_is_an_error_though_another_market_has() -> None:
    companies = [{"times": 40}, {"times": 10, "company_id": "hk{n}", "market": "hk"}]
    scores = [{"times": 40}, {"times": 10, "company_id": "hk{n}", "coverage": 0.1, "score": [None, None, 12.0]}]
    case = {"now": {"companies": companies, "scores": scores}}
    silent = found(case)["unrated-share"]
    assert (silent.severity, silent.place, silent.count) == ("error", "hk", 7)
    told = why(case, "unrated-share")
    assert told.startswith(
        "Reports and tables of the Hong Kong market were not loaded: 70 % of its companies have too little data"
    )


def test_rows_that_were_withdrawn_are_named() -> None:
    case = {"before": {"facts": [{"times": 10}]}, "now": {"facts": [{"times": 6}]}}
    assert why(case, "source-standing-lost") == (
        "Rows of tables were withdrawn or rejected: it covers 6 companies of the fiscal year scored; "
        "the month before it covered 10"
    )


def test_every_cause_has_words_in_both_languages() -> None:
    from cnesg.errors.catalogue import messages

    for rule in RULES.values():
        if rule.cause:
            assert set(messages("quality")[f"cause_{rule.cause}"]) == {"en", "zh"}
