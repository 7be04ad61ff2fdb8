"""Level I weights: their two inputs, and that the files say what follows from them."""

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.judgements import load_judgements
from cnesg.framework.mappings import DataPointMapping, Mappings, load_mappings
from cnesg.framework.materiality import load_materiality
from cnesg.framework.standards import load_standards
from cnesg.framework.weighting import check_weighting, item_counts, level1_weights, load_weighting, rounded

SOURCE = files("cnesg") / "methodology" / "weighting.yaml"


def shipped_weights() -> dict[str, float]:
    found = level1_weights(load_methodology(), load_mappings(), load_judgements(), load_weighting())
    return {code: weight.derived for code, weight in found.items()}


def test_the_indicator_files_say_what_follows_from_the_inputs() -> None:
    written = {code: entry.weight.value for code, entry in load_methodology().level1.items()}
    derived = shipped_weights()
    mend = {code: f"write {derived[code]:.2f}" for code in written if written[code] != derived[code]}
    assert not mend, "mappings or judgements have changed: write these weights into the indicator files"


def test_dimensions_weigh_what_their_judgements_say() -> None:
    judged = load_judgements().by_parent["TOTAL"].weights
    written = {code: entry.weight.value for code, entry in load_methodology().dimensions.items()}
    assert written == rounded(judged, load_weighting().decimals)


def test_every_standard_that_is_not_replaced_has_one_voice() -> None:
    assert not list(check_weighting(load_weighting(), load_standards()))


def test_voices_that_do_not_fit_are_told() -> None:
    weighting = load_weighting()
    voices = [
        voice.model_copy(update={"standards": tuple(c for c in voice.standards if c != "esrs-2023")})
        for voice in weighting.voices
    ]
    voices[0] = voices[0].model_copy(
        update={"standards": (*voices[0].standards, "gri-2021", "x", "hkex-app27", "oecd-2023")}
    )
    found = [
        p.text() for p in check_weighting(weighting.model_copy(update={"voices": tuple(voices)}), load_standards())
    ]
    assert len(found) == 5
    for words in (
        "gri-2021 stands in voices more than once",
        "hkex-app27 has been replaced",
        "oecd-2023 lists only what data points speak to",
        "x, which is no standard",
        "esrs-2023 belongs to no voice",
    ):
        assert sum(words in line for line in found) == 1


def mappings(points: dict[str, dict[str, dict[str, str]]]) -> Mappings:
    return Mappings(
        {}, {code: DataPointMapping.model_validate({"code": code, "items": items}) for code, items in points.items()}
    )


def test_items_are_counted_once_and_shared_by_the_issues_they_ask_for() -> None:
    small = mappings(
        {
            "E0101-01": {"one": {"a": "equal", "b": "narrower", "c": "related"}, "other": {"z": "equal"}},
            "E0102-01": {"one": {"a": "narrower"}},  # the same issue again: a still counts once
            "E0201-01": {"one": {"b": "broader", "d": "equal"}},
            "S0101-01": {"one": {"a": "equal", "e": "equal"}},  # another dimension shares nothing here
        }
    )
    # a: E01; b: half E01, half E02; c: related is no answer; d: E02.
    assert item_counts(small, ["one"], ["E01", "E02"]) == {"E01": 1.5, "E02": 1.5}
    assert item_counts(small, ["one"], ["S01", "S02"]) == {"S01": 2.0, "S02": 0.0}
    assert item_counts(small, ["one", "other"], ["E01", "E02"]) == {"E01": 2.5, "E02": 1.5}
    assert item_counts(small, [], ["E01"]) == {"E01": 0.0}


def test_a_weight_by_hand() -> None:
    """E01 of the shipped methodology, from its inputs as the command prints them."""
    weighting = load_weighting()
    found = level1_weights(load_methodology(), load_mappings(), load_judgements(), weighting)
    part = weighting.items_share.value
    for code, weight in found.items():
        assert weight.items == pytest.approx(sum(weight.by_voice.values()) / len(weight.by_voice))
        assert weight.judged == load_judgements().by_parent[code[0]].weights[code]
        assert weight.mixed == pytest.approx(part * weight.items + (1 - part) * weight.judged)
        assert abs(weight.derived - weight.mixed) < 0.01
    for dimension in "ESG":
        own = [weight for code, weight in found.items() if code[0] == dimension]
        for share in ("items", "judged", "mixed", "derived"):
            assert sum(getattr(weight, share) for weight in own) == pytest.approx(1), (dimension, share)
        for voice in own[0].by_voice:
            assert sum(weight.by_voice[voice] for weight in own) == pytest.approx(1), (dimension, voice)


def test_one_input_alone() -> None:
    weighting = load_weighting()
    for value, name in ((0.0, "judged"), (1.0, "items")):
        share = weighting.items_share.model_copy(update={"value": value})
        changed = weighting.model_copy(update={"items_share": share})
        for weight in level1_weights(load_methodology(), load_mappings(), load_judgements(), changed).values():
            assert weight.mixed == pytest.approx(getattr(weight, name))


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=12), st.integers(1, 4))
def test_rounded_shares_sum_to_one_and_stay_close(values: list[float], decimals: int) -> None:
    shares = {str(n): value / sum(values) for n, value in enumerate(values)}
    found = rounded(shares, decimals)
    assert round(sum(found.values()), decimals) == 1
    unit = 10**-decimals
    for name, share in shares.items():
        assert abs(found[name] - share) < unit + 1e-8


def test_rounding_by_hand() -> None:
    # 33.33 each: all cut to 33, one hundredth is left, the first has it.
    assert rounded({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}, 2) == {"a": 0.34, "b": 0.33, "c": 0.33}
    # 30.3, 30.3, 39.4: cut to 30, 30, 39; the largest remainder is 0.4.
    assert rounded({"E": 1 / 3.3, "S": 1 / 3.3, "G": 1.3 / 3.3}, 2) == {"E": 0.3, "S": 0.3, "G": 0.4}
    assert rounded({"a": 0.29, "b": 0.71}, 2) == {"a": 0.29, "b": 0.71}  # 100 * 0.29 is a little less than 29


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("value: 0.3", "value: 1.5", "items_share: must be a share from 0 to 1"),
        ("decimals: 2", "decimals: 0", "decimals"),
        ("voices:", "voice:", "voices"),
    ],
)
def test_a_broken_file(tmp_path: Path, before: str, after: str, words: str) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "weighting.yaml").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(MethodologyError) as caught:
        load_weighting(tmp_path)
    assert any(words in problem.text() for problem in caught.value.problems)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MethodologyError, match=r"weighting\.yaml: missing"):
        load_weighting(tmp_path)


def test_the_page_on_weights_shows_the_present_numbers() -> None:
    page = (Path(__file__).parents[2] / "docs" / "weights.md").read_text(encoding="utf-8")
    methodology, ratings = load_methodology(), load_materiality()
    factors = methodology.rules.materiality_factors.factors
    products = {}
    for code in methodology.children("E"):
        weight, rating = methodology.level1[code].weight.value, ratings.rating("740000", code).rating
        products[code] = weight * factors[rating]
        assert f"| {weight:.2f} | {rating} | {factors[rating]:g} | {products[code]:.2f} |" in page, code
    for code, product in products.items():
        assert f"| {100 * product / sum(products.values()):.1f} % |" in page, code
    e03 = level1_weights(methodology, load_mappings(), load_judgements(), load_weighting())["E03"]
    part = load_weighting().items_share.value
    line = f"{part:g} x {e03.items:.2f} + {1 - part:g} x {e03.judged:.2f} = {e03.derived:.2f}."
    assert line in page, line
