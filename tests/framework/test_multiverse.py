"""Joint draws of the methodology's choices: every choice has its group, what meets gives way, draws are seeded."""

from dataclasses import replace

import pytest

from cnesg.framework import Methodology
from cnesg.framework.alternatives import Alternative
from cnesg.framework.choices import Choice, assumed_choices
from cnesg.framework.definitions import Basis, Name, Profile
from cnesg.framework.loader import load_methodology
from cnesg.framework.multiverse import GROUPS, Variant, drawing, drawn_choices, joint_draw, variants, world
from cnesg.framework.overrides import with_profile

# What acts before facts are in the store, on the year that is scored, on other raters' styles, or on words alone.
BEFORE = {
    "company-names",
    "crosswalk",
    "disclosure",
    "identities",
    "incidents",
    "lexicon",
    "media",
    "official-lists",
    "plausibility",
    "rating-styles",
    "sections",
    "sentiment",
    "products",
    "statements",
    "topics",
    "units",
    "verification",
    "quality",
    "whitewash",
}
OF_LEAGUES = ("own_level", "tier_confidence")  # they change no score
BEFORE_PLACES = {
    "materiality.scale.steps",
    "rules.controversies",  # they change a kind of score that is not drawn
    "rules.estimate_correlation",
    "rules.least_information",
    "rules.misreading",
    "rules.season",
    *(f"rules.{rule}" for rule in OF_LEAGUES),
}


@pytest.fixture(scope="module")
def methodology() -> Methodology:
    return load_methodology()


@pytest.fixture(scope="module")
def choices(methodology: Methodology) -> tuple[Choice, ...]:
    return assumed_choices(methodology)


@pytest.fixture(scope="module")
def grouped(choices: tuple[Choice, ...]) -> dict[str, tuple[Choice, ...]]:
    return dict(drawn_choices(choices))


def choice(path: str, value: object, *others: Alternative) -> Choice:
    return Choice(path, value, Basis.ASSUMED, "tests", others)


def test_every_choice_that_acts_on_scores_is_drawn(choices: tuple[Choice, ...]) -> None:
    ungrouped = [one for one in choices if not any(group.places.fullmatch(one.path) for group in GROUPS)]
    assert {one.path for one in ungrouped if one.area not in BEFORE} <= BEFORE_PLACES


def test_no_choice_has_two_groups(choices: tuple[Choice, ...]) -> None:
    assert all(sum(bool(group.places.fullmatch(one.path)) for group in GROUPS) <= 1 for one in choices)


def test_where_a_figure_is_looked_for_is_not_drawn(grouped: dict[str, tuple[Choice, ...]]) -> None:
    drawn = [other for one in grouped["inputs"] for other in one.alternatives]
    assert drawn
    assert not any(set(other.profile["overrides"]) <= {"sections"} for other in drawn)
    assert not any(path.endswith(".reported_in") for other in drawn for path in other.profile["overrides"])


def test_of_two_that_meet_the_earlier_holds(methodology: Methodology) -> None:
    place = "level2.E0101.measures.0"
    own = methodology.level2["E0101"].measures[0]
    whole = choice(place, {}, Alternative({}, {"overrides": {f"{place}.weight": own.weight}}))
    same = choice(f"{place}.weight", 1, Alternative(1, {"overrides": {f"{place}.weight.value": 1}}))
    found = joint_draw([(whole, whole.alternatives[0]), (same, same.alternatives[0])], methodology)
    assert found.overrides == {f"{place}.weight": own.weight}


def test_each_weight_is_multiplied_alone(methodology: Methodology) -> None:
    first, second = "E0101", "E0102"
    taken = [
        choice(f"level2.{first}.weight", 0.5, Alternative(0.25, {"weights": {first: 0.25, second: 0.75}})),
        choice(f"level2.{second}.weight", 0.5, Alternative(0.75, {"weights": {first: 0.25, second: 0.75}})),
    ]
    found = joint_draw([(one, one.alternatives[0]) for one in taken], methodology)
    assert found.factors == {first: 0.5, second: 1.5}


def test_draws_are_seeded(
    methodology: Methodology, grouped: dict[str, tuple[Choice, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "GROUPS", tuple(replace(group, draws=2) for group in GROUPS))
    once, again, other = (variants("indicators", grouped["indicators"], methodology, seed) for seed in (1, 1, 2))
    assert [one.factors for one in once] == [one.factors for one in again]
    assert once[0].factors != once[1].factors
    assert once[0].factors != other[0].factors


def test_few_combinations_are_all_drawn(methodology: Methodology, grouped: dict[str, tuple[Choice, ...]]) -> None:
    found = variants("penalties", grouped["penalties"], methodology, 1)
    pairs = {(v.methodology.rules.carry_penalty.value, v.methodology.rules.average_penalty.value) for v in found}
    assert pairs == {(carry, average) for carry in (10, 5, 15) for average in (20, 10, 30)}


def test_a_world_is_what_its_profile_says(
    methodology: Methodology, grouped: dict[str, tuple[Choice, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "GROUPS", tuple(replace(group, draws=1) for group in GROUPS))
    quick = ("indicators", "scope", "mixes", "measures", "points", "peers", "penalties", "grades")
    chosen = {name: variants(name, grouped[name], methodology, 7)[-1] for name in quick}
    found = world(methodology, methodology.profiles["default"], chosen)
    fed = {path.split(".")[1] for path in found.profile.overrides if path.endswith(".feeds")}
    told = found.profile.model_copy(update={"mix": {code: found.profile.mix[code] for code in fed}})
    plain = with_profile(methodology, told)
    assert found.profile.overrides
    assert {code: one.measures for code, one in found.methodology.level2.items()} == {
        code: one.measures for code, one in plain.level2.items()
    }
    assert found.methodology.rules == plain.rules


def test_without_draws_a_world_is_the_methodology(methodology: Methodology) -> None:
    profile: Profile = methodology.profiles["default"]
    found = world(methodology, profile, {"points": Variant(methodology)})
    assert found.methodology == methodology
    assert found.profile.mix == profile.mix
    assert found.profile.weights["E"] == methodology.dimensions["E"].weight.value


def test_who_asks_an_indicator_of_everybody_may_leave_a_data_point_idle() -> None:
    """Joint draws often do: G0503-03 decides to whom G0502 and G0503 apply, and nothing else."""
    shipped = load_methodology()
    overrides = {f"level2.{code}.applies": None for code in ("G0502", "G0503")}
    profile = Profile(name="asked", title=Name(en="Asked", zh="全问"), overrides=overrides)
    assert with_profile(shipped, profile).level2["G0503"].applies is None
