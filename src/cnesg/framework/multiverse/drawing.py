"""Joint draws of one group of choices: each takes its own value or one of its alternatives, all equally likely."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod
from typing import Any

import numpy as np

from cnesg.errors import MethodologyError
from cnesg.framework.alternatives import Alternative
from cnesg.framework.choices import Choice
from cnesg.framework.definitions import Name, Profile
from cnesg.framework.methodology import Methodology
from cnesg.framework.multiverse.groups import GROUPS
from cnesg.framework.overrides import with_profile

_TRIES = 50


@dataclass(frozen=True)
class Variant:
    """One joint draw of a group.

    Attributes:
        methodology: with the drawn values in place, weights that follow from judgements anew; mixes are in `mix`.
        overrides: values by place, as in a profile.
        factors: what weights are multiplied by, by code.
        mix: shares of performance by Level II indicator.
        without: Level II indicators that are left out.
        refused: how many draws before this one left the methodology not whole.
    """

    methodology: Methodology
    overrides: Mapping[str, Any] = field(default_factory=dict)
    factors: Mapping[str, float] = field(default_factory=dict)
    mix: Mapping[str, float] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    refused: int = 0

    def changed(self, code: str) -> frozenset[str]:
        """The fields of a Level II indicator's measures that differ, `mix` among them where it does."""
        head = f"level2.{code}.measures."
        fields = {path.split(".")[4] for path in self.overrides if path.startswith(head)}
        return frozenset(fields | ({"mix"} if code in self.mix else set()))


def variants(group: str, choices: Sequence[Choice], methodology: Methodology, seed: int) -> tuple[Variant, ...]:
    """The draws of a group: every combination where there are few, else as many seeded ones as the group says.

    A draw that does not leave the methodology whole (judgements that contradict each other) is drawn anew.

    Args:
        group: its name.
        choices: its choices, of `drawn_choices`.
        methodology: what they belong to.
        seed: of the random numbers.

    Raises:
        MethodologyError: no draw of many leaves the methodology whole.
    """
    place = next(number for number, one in enumerate(GROUPS) if one.name == group)
    options = [(None, *choice.alternatives) for choice in choices]
    if prod(map(len, options)) <= GROUPS[place].draws:
        picks = product(*options)
        return tuple(joint_draw(list(zip(choices, pick, strict=True)), methodology) for pick in picks)
    return tuple(_drawn(choices, methodology, (seed, place, number)) for number in range(GROUPS[place].draws))


def _drawn(choices: Sequence[Choice], methodology: Methodology, seed: tuple[int, ...]) -> Variant:
    refused: MethodologyError | None = None
    for attempt in range(_TRIES):
        random = np.random.default_rng((*seed, attempt))
        order = random.permutation(len(choices))
        picked = random.integers(0, [1 + len(choice.alternatives) for choice in choices])
        taken = [(choices[n], choices[n].alternatives[picked[n] - 1] if picked[n] else None) for n in order]
        try:
            return replace(joint_draw(taken, methodology), refused=attempt)
        except MethodologyError as error:
            refused = error
    assert refused is not None
    raise refused


def joint_draw(taken: Iterable[tuple[Choice, Alternative | None]], methodology: Methodology) -> Variant:
    """Alternatives put in force together; of two that change the same place the earlier holds.

    Alternatives of a weight change its siblings too; jointly each multiplies its own weight alone, and siblings count
    in proportion.

    Raises:
        MethodologyError: the methodology is not whole with them.
    """
    overrides: dict[str, Any] = {}
    factors: dict[str, float] = {}
    mix: dict[str, float] = {}
    without: list[str] = []
    told_with: dict[str, float] = {}
    for choice, other in taken:
        if other is None:
            continue
        told = other.profile
        if "weights" in told:
            code = choice.path.split(".")[1]
            factors[code] = told["weights"][code] / choice.value
            continue
        changed, mixes = told.get("overrides", {}), told.get("mix", {})
        if mix.keys() & mixes or any(_meet(path, held) for path in changed for held in overrides):
            continue
        overrides |= changed
        mix |= mixes
        told_with |= mixes if changed else {}
        without += told.get("without", ())
    profile = Profile(name="draw", title=Name(en="A draw", zh="抽样"), overrides=overrides, mix=told_with)
    return Variant(with_profile(methodology, profile), overrides, factors, mix, tuple(sorted(without)))


def _meet(path: str, held: str) -> bool:
    """Whether one of two places is the other or lies in it."""
    return path == held or path.startswith(held + ".") or held.startswith(path + ".")
