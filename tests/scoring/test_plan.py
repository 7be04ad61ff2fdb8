"""What scores are made of under a profile."""

import pytest

from cnesg.framework import load_methodology
from cnesg.framework.definitions import Profile
from cnesg.scoring.plan import Node, scoring_plan


def synthetic(profile: Profile) -> dict[str, Node]:
    return {node.code: node for node in scoring_plan(load_methodology(), profile) if node.kind == "synthetic"}


def test_a_profile_may_replace_the_mix_of_an_indicator() -> None:
    methodology = load_methodology()
    default, strict = methodology.profiles["default"], methodology.profiles["strict-2022"]
    share = methodology.level2["E0102"].mix.value
    assert 0 < share < 1
    assert [p.weight for p in synthetic(default)["E0102"].parts] == [pytest.approx(1 - share), share]
    assert [p.weight for p in synthetic(strict)["E0102"].parts] == [0.0, 1.0]


def test_a_profile_may_replace_a_weight() -> None:
    profile = load_methodology().profiles["default"].model_copy(update={"weights": {"E": 0.5}})
    assert [p.weight for p in synthetic(profile)["TOTAL"].parts] == [0.5, 0.4, 0.3]
