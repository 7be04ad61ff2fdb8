"""Chinese policies: listed as published, and found by the indicators that rest on them."""

import csv
import dataclasses
from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.definitions import ChinaSpecific
from cnesg.framework.definitions.base import Name
from cnesg.framework.policies import check_policies, load_policies

POLICY = """
- id: CN001
  name: { en: Lake law, zh: 湖泊法 }
  issuer: { en: Lake board, zh: 湖泊委员会 }
  status: in-force
  verified: true
"""


def test_no_policy_is_invented_and_what_was_not_seen_says_so(shared_data: Path) -> None:
    with (shared_data / "reference" / "standards" / "china-policy.csv").open(encoding="utf-8-sig") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    policies = load_policies()
    assert set(policies) == set(rows)
    for code, policy in policies.items():
        row = rows[code]
        assert row["name_zh"].endswith(policy.name.zh), code
        assert (policy.number or "", str(policy.year or "")) == (row["doc_no"], row["year"]), code
        assert policy.verified == (row["verified"] == "true"), code
        assert policy.in_force_from is None or row["effective_date"] == policy.in_force_from.isoformat(), code


def test_every_policy_that_an_indicator_names_is_listed() -> None:
    assert [problem.text("en") for problem in check_policies(load_policies(), load_methodology())] == []


def test_a_policy_that_is_not_listed_is_told() -> None:
    methodology = load_methodology()
    claim = ChinaSpecific(policy=Name(en="Sea law", zh="海洋法"), reference="CN999")
    printed = ChinaSpecific(policy=Name(en="Order", zh="令"), reference="国务院令第736号")
    level2 = dict(methodology.level2)
    level2["E0101"] = level2["E0101"].model_copy(update={"china_specific": claim})
    level2["E0102"] = level2["E0102"].model_copy(update={"china_specific": printed})
    told = [p.text("en") for p in check_policies(load_policies(), dataclasses.replace(methodology, level2=level2))]
    assert told == ["indicators/: E0101: there is no policy CN999 in policies.yaml. Mend the id or add the policy."]


def test_a_broken_list_is_refused_with_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "policies.yaml"
    path.write_text(POLICY + POLICY + POLICY.replace("CN001", "CN1").replace("in-force", "asleep"), encoding="utf-8")
    with pytest.raises(MethodologyError) as caught:
        load_policies(tmp_path)
    told = "\n".join(problem.text("en") for problem in caught.value.problems)
    for words in ("CN001 is already defined", "must look like", "must be one of"):
        assert words in told


def test_a_methodology_without_policies_is_told(tmp_path: Path) -> None:
    with pytest.raises(MethodologyError, match=r"policies\.yaml: missing"):
        load_policies(tmp_path)
    (tmp_path / "policies.yaml").write_text(POLICY, encoding="utf-8")
    assert list(load_policies(tmp_path)) == ["CN001"]
