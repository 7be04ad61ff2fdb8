"""Every assumed value has alternatives, each of which can be put in force and leaves the methodology whole."""

import os
import random
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.alternative_rules import RULES
from cnesg.framework.alternatives import Alternative, load_alternatives
from cnesg.framework.choices import Choice, all_choices, assumed_choices, check_choices
from cnesg.framework.definitions import Profile
from cnesg.framework.inspection import check_methodology
from cnesg.framework.judgements import check_judgements, load_judgements
from cnesg.framework.materiality import load_materiality
from cnesg.framework.overrides import with_everything, with_profile
from cnesg.framework.places import OverlaidFolder, read_parts, replaced

SHIPPED = load_methodology()
CHOICES = assumed_choices(SHIPPED)
BY_PATH = {choice.path: choice for choice in CHOICES}
FULL = bool(os.environ.get("CNESG_FULL"))
AREAS = {
    "rules",
    "dimensions",
    "level1",
    "level2",
    "derivations",
    "factors",
    "company-names",
    "official-lists",
    "plausibility",
    "crosswalk",
    "identities",
    "incidents",
    "judgements",
    "lexicon",
    "mappings",
    "materiality",
    "media",
    "peer-groups",
    "rating-styles",
    "sections",
    "products",
    "sentiment",
    "statements",
    "units",
    "verification",
    "quality",
    "weighting",
    "whitewash",
}


def profile(fields: Mapping[str, Any]) -> Profile:
    return Profile.model_validate({"name": "mine", "title": {"en": "Mine", "zh": "我的"}, **fields})


def shown(path: str) -> list[Any]:
    return [other.value for other in BY_PATH[path].alternatives]


@pytest.mark.heavy
def test_every_area_is_listed_and_every_assumed_value_has_an_alternative() -> None:
    assert {choice.area for choice in CHOICES} == AREAS
    assert len(CHOICES) > 2_800
    assert [choice.path for choice in CHOICES if not choice.alternatives] == []
    assert list(check_choices(SHIPPED)) == []
    assert len({choice.path for choice in CHOICES}) == len(CHOICES)


def test_all_ratings_judgements_types_and_outlets_are_choices() -> None:
    paths = [choice.path for choice in CHOICES]
    assert sum(path.startswith("materiality.") and path.endswith(".rating") for path in paths) == 31 * 11 + sum(
        map(len, load_materiality().level2.values())
    )
    assert sum(path.startswith("incidents.") and path.endswith(".polarity") for path in paths) == 371
    assert sum(path.startswith("judgements.") for path in paths) == 3 + 10 + 15 + 45
    assert sum(path.startswith("media.outlets-") for path in paths) == 343
    assert sum(path.startswith("lexicon.grammar.confidence.") for path in paths) == 10


def test_an_alternative_differs_from_the_value() -> None:
    same = [c.path for c in CHOICES for other in c.alternatives if other.value == c.value]
    assert same == []


@pytest.mark.heavy
def test_every_rule_is_used_and_every_pattern_finds_something() -> None:
    alternatives = load_alternatives()
    assert {kind.rule for kind in alternatives.kinds} == set(RULES)
    core = [choice.path for choice in all_choices(SHIPPED)]
    parts = read_parts(SHIPPED.folder)
    places = [place for kind in alternatives.kinds for place in kind.places]
    places += [place for settled in alternatives.settled for place in settled.places]
    for place in places:
        assert next(parts.matching(place), None) or any(_fits(place, path) for path in core), place


def _fits(pattern: str, path: str) -> bool:
    steps, wanted = path.split("."), pattern.split(".")
    return len(steps) == len(wanted) and all(w in ("*", s) for s, w in zip(steps, wanted, strict=True))


def test_alternatives_by_hand() -> None:
    assert shown("rules.least_peers") == [4, 5, 10]
    assert shown("materiality.740000.ratings.E03.rating") == [2]
    assert shown("judgements.E.pairs.E03-E01.by") == [1, 3]
    assert shown("judgements.E.pairs.E03-E04.by") == [2, "E04 2"]
    assert shown("judgements.TOTAL.pairs.G-E.by") == [1, 2]
    assert shown("media.tiers.official.weight")[0] == 0.8
    assert shown("media.outlets-local.bjd.com.cn.tier") == ["self-media", "trade"]
    assert shown("level2.E0101.mix") == [0.5, 0.8, 1.0]
    assert shown("level2.E0104")[0] == "left out"
    assert shown("crosswalk.hsics-shenwan.0010.shenwan") == [
        [{"code": "750000", "confidence": 0.8}],
        [{"code": "750000", "confidence": 1.0}],
    ]


def test_shares_sum_to_one_and_move_the_siblings_in_proportion() -> None:
    for path in ("level2.E0101.weight", "dimensions.G.weight"):
        for other in BY_PATH[path].alternatives:
            assert sum(other.profile["weights"].values()) == pytest.approx(1)
            own = other.value["equal"] if isinstance(other.value, dict) else other.value
            assert other.profile["weights"][path.split(".")[1]] == own
    _, lower, higher = BY_PATH["dimensions.G.weight"].alternatives
    assert (lower.value, higher.value) == (0.3, 0.5)
    assert lower.profile["weights"]["E"] == lower.profile["weights"]["S"] == 0.35


def test_thresholds_of_counts_stay_whole() -> None:
    for choice in CHOICES:
        if choice.area == "level2" and ".measures." in choice.path:
            for other in choice.alternatives:
                code = choice.value["data_point"] if "bands" in other.value else None
                point = SHIPPED.data_points[code] if code else None
                if point and point.kind != "quantity" and "/" not in str(point.unit):
                    assert all(float(start).is_integer() for start, _ in other.value["bands"]), choice.path


def test_judgements_and_weighting_move_level1_weights() -> None:
    wanted = {"judgements.E.pairs.E03-E01.by": 4}
    changed = with_profile(SHIPPED, profile({"overrides": wanted}))
    assert changed.level1["E01"].weight.value < SHIPPED.level1["E01"].weight.value
    assert changed.level1["S01"] == SHIPPED.level1["S01"]
    assert sum(entry.weight.value for code, entry in changed.level1.items() if code[0] == "E") == pytest.approx(1)
    assert load_judgements(changed.folder).by_parent["E"].judgements.pairs[0].by == 4
    assert load_judgements().by_parent["E"].judgements.pairs[0].by == 2, "the files stay as they are"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("media.tiers.portal.weight", 7, "portal"),
        ("media.tiers.portals.weight", 0.5, "no value at media.tiers.portals.weight"),
        ("media.tiers", [], "no value at media.tiers"),
        ("materiality.740000.ratings.E03.rating", 9, "E03"),
        ("judgements.E.pairs.E01-E02.by", 9, "consistency ratio"),
        ("crosswalk.hsics-shenwan.0010.shenwan", [{"code": "999999", "confidence": 0.5}], "999999"),
        ("sections.level2.E0101.esg", ["weather"], "weather"),
        ("statements.levels.gap", {"en": -1, "zh": 1}, "gap.en"),
        ("level2.E0102.measures.0.weight", 0.2, "sum to"),
        ("factors.grid-national.99.value", 0.5, "no value at"),
        ("rules.least_peers", 2.5, "least_peers"),
    ],
)
def test_values_that_leave_the_methodology_broken_are_refused(path: str, value: object, words: str) -> None:
    with pytest.raises(MethodologyError) as caught:
        with_profile(SHIPPED, profile({"overrides": {path: value}}))
    assert any(words in line for line in caught.value.lines("en")), caught.value.lines("en")


def test_an_indicator_left_out_is_gone() -> None:
    seen = with_everything(SHIPPED, profile({"without": ["E0104", "G05"]}))
    assert set(SHIPPED.level2) - set(seen.level2) == {"E0104", *(c for c in SHIPPED.level2 if c.startswith("G05"))}


def _parts_of(area: str) -> Iterator[list[tuple[Choice, Alternative]]]:
    """Alternatives of an area in rounds that can be in force together: each place once, each field apart."""
    rounds: dict[tuple[str, int], list[tuple[Choice, Alternative]]] = defaultdict(list)
    for choice in CHOICES:
        if choice.area == area:
            times: dict[str, int] = defaultdict(int)
            for other in choice.alternatives:
                # Links of one data point are places of their own; anything else of a choice is one place.
                key = next(iter(other.profile["overrides"])) if area == "mappings" else choice.path
                field = choice.path.rpartition(".")[2] if area == "incidents" else ""
                rounds[field, times[key]].append((choice, other))
                times[key] += 1
    yield from rounds.values()


@pytest.mark.heavy
@pytest.mark.parametrize("area", sorted(AREAS - {"rules", "dimensions", "level1", "level2", "derivations", "factors"}))
def test_all_alternatives_of_a_part_are_valid(area: str) -> None:
    """Together where they do not touch each other; judgements one by one, because their consistency hangs on all."""
    if area == "judgements":
        parts = read_parts(SHIPPED.folder)
        for choice, other in ((c, a) for c in CHOICES if c.area == area for a in c.alternatives):
            folder = OverlaidFolder(SHIPPED.folder, replaced(parts, other.profile["overrides"]))
            assert not list(check_judgements(load_judgements(folder), SHIPPED)), choice.path
        return
    for together in _parts_of(area):
        overrides = {place: value for _, other in together for place, value in other.profile["overrides"].items()}
        assert with_profile(SHIPPED, profile({"overrides": overrides})).folder != SHIPPED.folder


def _of_the_core() -> list[tuple[Choice, Alternative]]:
    core = [(choice, other) for choice in CHOICES if choice.area in _CORE for other in choice.alternatives]
    return core if FULL else random.Random(20261120).sample(core, 60)


_CORE = {"rules", "dimensions", "level1", "level2", "derivations", "factors"}


@pytest.mark.heavy
def test_alternatives_of_the_core_are_valid_one_by_one() -> None:
    """A seeded sample; every one of them with CNESG_FULL=1."""
    for choice, other in _of_the_core():
        seen = with_everything(SHIPPED, profile(other.profile))
        assert seen != SHIPPED or seen.folder != SHIPPED.folder, choice.path


@pytest.mark.heavy
def test_check_refuses_an_assumed_value_without_alternative(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(str(SHIPPED.folder), tmp_path / "methodology"))
    file = copy / "alternatives.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[rules.grades]", "[rules.grade]").replace("weighting.voices", "weighting.x"), "utf-8")
    with pytest.raises(MethodologyError) as caught:
        check_methodology(copy)
    lines = caught.value.lines("en")
    assert lines[0].startswith("alternatives.yaml: rules.grades is assumed and has no alternative")
    assert all("weighting.voices" in line for line in lines[1:])
    assert len(lines) > 1


def test_a_rule_without_what_it_picks_from_is_told(tmp_path: Path) -> None:
    reason = "{en: Why., zh: 为何。}"
    (tmp_path / "alternatives.yaml").write_text(
        f"kinds:\n- {{places: [rules.grades], rule: one-of, reason: {reason}}}\n"
        f"- {{places: [x], rule: times, reason: {reason}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(MethodologyError) as caught:
        load_alternatives(tmp_path)
    assert caught.value.lines("en") == [
        "alternatives.yaml: rules.grades: the rule one-of needs values.",
        "alternatives.yaml: x: the rule times needs factors.",
    ]
