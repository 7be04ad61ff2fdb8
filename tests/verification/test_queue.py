"""Who is asked what: what is most worth checking first, never own work, samples and planted errors in between."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cnesg.framework.verification_rules import load_verification_rules
from cnesg.verification.opinions import Opinion
from cnesg.verification.queue import Asked, CheckingQueue
from cnesg.verification.sampling import sampled

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
IDS = tuple(f"o{number:03d}" for number in range(400))
RULES = load_verification_rules()
SEED = "seed of the test"


def said(about: str, purpose: Any, answer: Any, by: str, **more: Any) -> Opinion:
    return Opinion.of(about, purpose, answer, by, AT, 3.0, **more)


def queue(*opinions: Opinion, **more: Any) -> CheckingQueue:
    by_value: dict[str, list[Opinion]] = {}
    for opinion in opinions:
        by_value.setdefault(opinion.observation_id, []).append(opinion)
    weights = {one: 0.02 if one in {"o000", "o001"} else 0.001 for one in IDS}
    fields: dict[str, Any] = {
        "order": IDS,
        "weights": weights,
        "decided": set(),
        "plantable": set(),
        "opinions": by_value,
        "rules": RULES,
        "seed": SEED,
    }
    return CheckingQueue(**fields | more)


def undrawn(by: str) -> int:
    """A count of answers after which the draw gives this person neither a sample nor a planted error."""
    return next(
        n for n in range(100) if next(iter(queue(given={by: n}).candidates(by, senior=False))).observation_id == "o000"
    )


def asked(found: CheckingQueue, by: str, *, senior: bool = False) -> list[Asked]:
    """What a person may be asked where the draw gives nothing else."""
    plain = replace(found, given={by: undrawn(by)})
    return list(dict.fromkeys(plain.candidates(by, senior=senior)))


def test_what_is_most_worth_checking_comes_first_and_everything_comes() -> None:
    found = asked(queue(), "ann")
    assert found[:2] == [Asked("o000", "first"), Asked("o001", "first")]
    assert {one.observation_id for one in found} == set(IDS)


def test_a_material_value_is_asked_of_somebody_else_and_a_third_must_be_senior() -> None:
    one = queue(said("o000", "first", "confirmed", "ann"))
    assert Asked("o000", "second") not in asked(one, "ann")
    assert asked(one, "bo")[0] == Asked("o000", "second")
    differing = queue(
        said("o000", "first", "confirmed", "ann"), said("o000", "second", "rejected", "bo", reason="of another year")
    )
    assert "o000" not in {found.observation_id for found in asked(differing, "cy")}
    assert asked(differing, "cy", senior=True)[0] == Asked("o000", "third")
    assert "o000" not in {found.observation_id for found in asked(differing, "bo", senior=True)}


def test_only_sampled_values_are_asked_again_where_one_is_enough() -> None:
    done = [said(one, "first", "confirmed", "ann") for one in IDS[2:]]
    again = {one.observation_id for one in asked(queue(*done), "bo") if one.purpose == "second"}
    assert again == {one for one in IDS[2:] if sampled(one, RULES.blind_share.value, SEED, "blind")}
    assert 8 <= len(again) <= 32  # 20 expected, standard deviation 4.4


def test_what_the_command_line_decided_is_asked_only_in_the_sample() -> None:
    found = asked(queue(decided=set(IDS)), "ann")
    assert {one.observation_id for one in found} == {
        one for one in IDS if sampled(one, RULES.blind_share.value, SEED, "blind")
    }


@pytest.mark.heavy
def test_planted_errors_come_in_their_share_from_values_that_this_person_has_not_seen() -> None:
    done = [said(one, "first", "confirmed", "ann") for one in IDS]
    numbers = set(IDS)
    firsts = [
        next(iter(queue(*done, decided=numbers, plantable=numbers, given={by: n}).candidates(by, senior=False)), None)
        for by in ("ann", "bo")
        for n in range(1000)
    ]
    planted = [one for one in firsts if one is not None and one.purpose == "planted"]
    assert 8 <= len(planted) <= 34  # 2 % of bo's 1,000; ann has seen all
    shown = said(planted[0].observation_id, "planted", "confirmed", "bo", planted="scale")
    later = queue(*done, shown, decided=numbers, plantable=numbers, given={"cy": 0})
    assert planted[0].observation_id not in {one.observation_id for one in later._to_plant("cy")}
