"""The rules of checking are read whole, and what is no share is told."""

from pathlib import Path

import pytest
import yaml

from cnesg.errors import MethodologyError
from cnesg.framework.verification_rules import FILE, load_verification_rules


def test_what_ships_is_sound_and_each_number_has_alternatives() -> None:
    rules = load_verification_rules()
    assert 0 < rules.planted_share.value < rules.blind_share.value < 1
    assert all(getattr(rules, name).alternatives for name in type(rules).model_fields)


def test_every_number_that_is_no_share_is_told_at_once(tmp_path: Path) -> None:
    told = load_verification_rules().model_dump(mode="json")
    told["blind_share"]["value"] = 1.5
    told["planted_share"]["value"] = -0.1
    told["lease_minutes"]["value"] = 0
    (tmp_path / FILE).write_text(yaml.safe_dump(told), encoding="utf-8")
    with pytest.raises(MethodologyError) as caught:
        load_verification_rules(tmp_path)
    text = "\n".join(problem.text("en") for problem in caught.value.problems)
    assert all(name in text for name in ("blind_share", "planted_share", "lease_minutes"))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MethodologyError, match=r"verification\.yaml"):
        load_verification_rules(tmp_path)
