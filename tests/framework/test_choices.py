"""Assumed values are listed, can be replaced in a profile, and what changed is told."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.errors import InputError, MethodologyError
from cnesg.framework import Methodology, load_methodology
from cnesg.framework.choices import all_choices, assumed_choices
from cnesg.framework.definitions import Basis, Name
from cnesg.framework.definitions.rules import Profile
from cnesg.framework.differences import differences
from cnesg.framework.overrides import with_everything, with_profile
from cnesg.framework.profiles import find_profile

REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = load_methodology()


def profile(**fields: object) -> Profile:
    return Profile.model_validate({"name": "mine", "title": Name(en="Mine", zh="我的"), **fields})


@pytest.mark.heavy
def test_every_assumed_value_has_a_page_that_exists() -> None:
    choices = assumed_choices(SHIPPED)
    assert len(choices) > 300
    pages = {choice.reference for choice in choices if choice.reference.startswith("docs/")}
    missing = [page for page in sorted(pages) if not (REPOSITORY / page).is_file()]
    assert not missing
    outside = {choice.path for choice in choices if not choice.reference.startswith("docs/decisions/")}
    assert not outside, "an assumed value needs a decision page"


@pytest.mark.heavy
def test_all_rules_are_listed_with_their_values() -> None:
    found = {choice.path: choice for choice in all_choices(SHIPPED)}
    assert found["rules.least_peers"].value == SHIPPED.rules.least_peers.value
    others = tuple(other.value for other in found["rules.least_peers"].alternatives)
    assert others == SHIPPED.rules.least_peers.alternatives
    assert found["rules.grades"].value[0]["grade"] == "AAA"
    assert set(SHIPPED.rules.model_dump()) == {path.split(".")[1] for path in found if path.startswith("rules.")}
    assert found["level2.E0102"].basis is Basis.PUBLISHED


def test_overrides_change_what_they_name_and_nothing_else() -> None:
    wanted = {"rules.least_peers": 5, "rules.quartile_scores": [0, 33, 67, 100], "derivations.0.spread": 0.5}
    changed = with_profile(SHIPPED, profile(overrides=wanted))
    assert changed.rules.least_peers.value == 5
    assert changed.rules.quartile_scores.scores == (0, 33, 67, 100)
    assert changed.derivations[0].spread == 0.5
    told = {difference.path for difference in differences(SHIPPED, changed)}
    assert told == {"rules.least_peers.value", "rules.quartile_scores.scores", "derivations.0.spread"}
    assert SHIPPED.rules.least_peers.value == 8


def test_a_value_of_several_numbers_is_replaced_at_its_own_place() -> None:
    wanted = {"rules.materiality_factors": [0, 1, 1, 1], "rules.grades": [{"grade": "pass", "least": 0}]}
    with pytest.raises(MethodologyError, match=r"rules\.materiality_factors does not fit"):
        with_profile(SHIPPED, profile(overrides=wanted))
    with pytest.raises(MethodologyError, match=r"rules\.materiality_factors does not fit"):
        with_profile(SHIPPED, profile(overrides={"rules.materiality_factors": [1, 2]}))
    changed = with_profile(SHIPPED, profile(overrides=wanted | {"rules.materiality_factors": [0.1, 1, 2, 3]}))
    assert changed.rules.materiality_factors.factors == (0.1, 1, 2, 3)
    assert [step.grade for step in changed.rules.grades.steps] == ["pass"]


def test_a_measure_inside_an_indicator_can_be_changed() -> None:
    code, entry = next((c, e) for c, e in SHIPPED.level2.items() for m in e.measures if m.bands)
    number = next(n for n, measure in enumerate(entry.measures) if measure.bands)
    bands = [[0, 1], [10, 2]]
    changed = with_profile(SHIPPED, profile(overrides={f"level2.{code}.measures.{number}.bands": bands}))
    assert changed.level2[code].measures[number].bands == ((0, 1), (10, 2))
    assert [point.code for point in changed.level2[code].data_points] == [point.code for point in entry.data_points]


def test_without_overrides_the_methodology_is_the_same_object() -> None:
    assert with_profile(SHIPPED, profile()) is SHIPPED


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("rules.least_pears", 5, "no value at rules.least_pears"),
        ("rules", 5, "no value at rules"),
        ("weather.E01", 5, "no value at weather.E01"),
        ("level2.E9999.measures.0.weight", 0.5, "no value at"),
        ("level2.E0102.measures.99.weight", 0.5, "no value at"),
        ("derivations.-1.spread", 0.5, "no value at"),
        ("rules.least_peers", "many", "does not fit"),
        ("rules.quartile_scores", [1, 2], "does not fit"),
        ("level2.E0102.mix", 0.5, "set under `mix`"),
        ("level1.E01.weight", 0.5, "set under `weights`"),
    ],
)
def test_a_place_or_value_that_is_wrong_is_told(path: str, value: object, words: str) -> None:
    with pytest.raises(MethodologyError) as caught:
        with_profile(SHIPPED, profile(overrides={path: value}))
    assert words in caught.value.lines("en")[0]
    assert path in caught.value.lines("zh")[0]


@given(st.text(max_size=30))
def test_no_place_makes_it_crash(path: str) -> None:
    with pytest.raises(MethodologyError) as caught:
        with_profile(SHIPPED, profile(overrides={path: 1.0}))
    assert len(caught.value.problems) == 1


def test_a_user_s_own_file_is_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "name: mine\ntitle: {en: Mine, zh: 我的}\nindicators: [E0102]\nweights: {E: 0.5}\n", encoding="utf-8"
    )
    found = find_profile(SHIPPED, str(path))
    assert found.indicators == ("E0102",)
    seen = with_everything(SHIPPED, found)
    assert list(seen.level2) == ["E0102"]
    assert seen.dimensions["E"].weight.value == 0.5
    assert find_profile(SHIPPED, "default") == SHIPPED.profiles["default"]


def test_all_problems_of_a_profile_come_at_once(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(
        "name: bad\ntitle: {en: Bad, zh: 坏}\nindicators: [E0102, X1]\nweights: {E9: 1}\nmix: {E01: 1}\n"
        "overrides: {rules.no: 1, rules.least_peers: x}\n",
        encoding="utf-8",
    )
    with pytest.raises(MethodologyError) as caught:
        find_profile(SHIPPED, str(path))
    lines = caught.value.lines("en")
    assert [line.split()[1] for line in lines[:3]] == ["indicators", "weights", "mix"]
    assert len(lines) == 5


def test_something_that_is_no_profile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither a profile"):
        find_profile(SHIPPED, "nobody")
    with pytest.raises(InputError, match="neither a profile"):
        find_profile(SHIPPED, str(tmp_path / "gone.yaml"))


@pytest.mark.heavy
def test_entries_that_only_one_has_are_told_once() -> None:
    fewer: Methodology = with_everything(SHIPPED, profile(indicators=("E0102",)))
    told = {difference.path: difference for difference in differences(SHIPPED, fewer)}
    assert told["level2.E0101"].after is None
    assert not [path for path in told if path.startswith("level2.E0101.")]
    back = {difference.path: difference for difference in differences(fewer, SHIPPED)}
    assert back["level2.E0101"].before is None
    assert differences(SHIPPED, SHIPPED) == ()


@pytest.mark.parametrize("name", ["hkex", "gri", "tcfd", "mainland-exchanges"])
def test_a_profile_by_standard_has_what_the_standard_asks_for(name: str) -> None:
    found = find_profile(SHIPPED, name)
    assert found.standards
    assert set(found.indicators) <= set(SHIPPED.level2)
    assert 3 < len(found.indicators) < len(SHIPPED.level2) + 1
    assert "E0401" in found.indicators, "every one of these standards asks for greenhouse gas emissions"


def test_tcfd_asks_for_climate_and_not_for_training() -> None:
    indicators = find_profile(SHIPPED, "tcfd").indicators
    assert "S0104" not in indicators
    assert len(indicators) < len(find_profile(SHIPPED, "gri").indicators)


def test_a_theme_names_issues_and_has_all_below_them() -> None:
    seen = with_everything(SHIPPED, find_profile(SHIPPED, "climate"))
    assert {code[:3] for code in seen.level2} == {"E01", "E04", "E05"}
    assert all(code in seen.level2 for code in SHIPPED.level2 if code.startswith("E04"))


def test_an_unknown_standard_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: mine\ntitle: {en: M, zh: 我}\nstandards: [weather]\n", encoding="utf-8")
    with pytest.raises(InputError, match="weather"):
        find_profile(SHIPPED, str(path))


def test_a_data_point_in_the_place_of_another_is_one_difference() -> None:
    code = "E0402-04"
    old = SHIPPED.data_points[code].model_copy(update={"replaces": None, "kind": "quantity", "least_level": None})
    before = replace(SHIPPED, data_points={**SHIPPED.data_points, code: old})
    (told,) = differences(before, SHIPPED)
    assert (told.path, told.before) == (f"data_points.{code}.replaces", None)
    assert told.after == SHIPPED.data_points[code].replaces
    assert {difference.path for difference in differences(SHIPPED, before)} == {
        f"data_points.{code}.kind",
        f"data_points.{code}.least_level",
    }


def test_what_was_replaced_under_another_code_is_gone() -> None:
    replaced = {code: point.replaces for code, point in SHIPPED.data_points.items() if point.replaces}
    olds = [old.code for old in replaced.values()]
    assert len(set(olds)) == len(olds)
    assert not {old.code for code, old in replaced.items() if old.code != code} & set(SHIPPED.data_points)
