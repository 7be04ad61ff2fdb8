"""What scores are made of under a profile."""

import pytest

from cnesg.framework import load_methodology
from cnesg.framework.definitions import Profile
from cnesg.framework.overrides import with_profile
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
    nodes = {(node.code, node.kind): node for node in scoring_plan(load_methodology(), profile)}
    assert [p.weight for p in nodes["TOTAL", "performance"].parts] == [0.5, 0.4, 0.3]


def test_synthetic_scores_above_level_ii_are_made_of_the_two_others() -> None:
    methodology = load_methodology()
    assert methodology.rules.synthesis is not None
    share = methodology.rules.synthesis.weights.performance
    nodes = synthetic(methodology.profiles["default"])
    for code in ("TOTAL", "E", "E01"):
        assert [(p.source, p.weight) for p in nodes[code].parts] == [
            ((code, "disclosure"), pytest.approx(1 - share)),
            ((code, "performance"), share),
        ]


def test_the_source_makes_synthetic_scores_of_those_below() -> None:
    strict = load_methodology().profiles["strict-2022"]
    nodes = {(n.code, n.kind): n for n in scoring_plan(with_profile(load_methodology(), strict), strict)}
    assert [p.source for p in nodes["TOTAL", "synthetic"].parts] == [(code, "synthetic") for code in "EGS"]
