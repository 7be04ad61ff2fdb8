import pytest

from cnesg.errors import InputError
from cnesg.quality import Finding, Override, gate
from cnesg.quality.findings import Severity, finding_key, in_order


def finding(rule: str, severity: Severity = "error", place: str = "a") -> Finding:
    return Finding(finding_key(rule, "source", place), rule, severity, "source", place, 2.0, 1.0)


def test_only_errors_stop() -> None:
    assert gate([finding("x", "warning"), finding("y", "info")]).passed
    assert not gate([finding("x", "warning"), finding("y")]).passed


def test_an_override_lets_one_finding_or_a_rule_pass_and_says_who_and_why() -> None:
    errors = [finding("x"), finding("x", place="b"), finding("y")]
    of_rule = gate(errors, [Override("x", "Li", "seen"), Override(errors[2].key, "Wang", "known")])
    assert of_rule.passed
    told = of_rule.as_dict()["overrides"]
    assert [(one["by"], one["reason"], one["rule"]) for one in told] == [
        ("Li", "seen", "x"),
        ("Li", "seen", "x"),
        ("Wang", "known", "y"),
    ]
    one = gate(errors, [Override(errors[0].key, "Li", "seen")])
    assert one.open == (errors[1], errors[2])


def test_what_is_wrong_with_overrides_is_told_at_once() -> None:
    with pytest.raises(InputError) as error:
        gate([finding("x"), finding("z", "warning")], [Override("x", " ", ""), Override("z", "Li", "no error")])
    assert [problem.message_id for problem in error.value.problems] == [
        "quality.override_nobody",
        "quality.override_no_reason",
        "quality.override_of_nothing",
    ]


def test_keys_stay_and_errors_come_first() -> None:
    assert finding("x").key == finding("x", "info").key != finding("x", place="b").key
    mixed = [finding("a", "info"), finding("c"), finding("b", "warning")]
    assert [one.rule for one in in_order(mixed)] == ["c", "b", "a"]
