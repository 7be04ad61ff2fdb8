"""Measures by hand, and trees that learn planted manipulation from simulated accounts."""

import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.whitewash.simulated import DEFINITION, NO_GROUPS, figures, market

from cnesg.errors import InputError
from cnesg.whitewash import boosting, ratios_of
from cnesg.whitewash.boosting import features_of
from cnesg.whitewash.card import Card, Evaluation, Measures, card_path, card_text, digest, ratios_version, read_model
from cnesg.whitewash.evaluation import area_under_curve, first_test_year, precision_at

YEARS = range(2015, 2023)


def test_area_under_curve_by_hand() -> None:
    """Fraud at 0.9 and 0.4, honest at 0.8, 0.4 and 0.1: pairs won 3 + (0 + 0.5 + 1) of 6 = 4.5 / 6."""
    scores, fraud = np.array([0.9, 0.8, 0.4, 0.4, 0.1]), np.array([True, False, True, False, False])
    assert area_under_curve(scores, fraud) == pytest.approx(4.5 / 6)
    assert area_under_curve(-scores, fraud) == pytest.approx(1.5 / 6)
    assert area_under_curve(np.zeros(5), fraud) == 0.5
    assert area_under_curve(np.array([1, -np.inf, -np.inf, -np.inf, -np.inf]), fraud) == pytest.approx(4.5 / 6)


def test_precision_by_hand() -> None:
    """Of the highest two one is fraud; of the highest three the third place is shared by one fraud and one honest."""
    scores, fraud = np.array([0.9, 0.8, 0.4, 0.4, 0.1]), np.array([True, False, True, False, False])
    assert precision_at(scores, fraud, 1) == 1
    assert precision_at(scores, fraud, 2) == 0.5
    assert precision_at(scores, fraud, 3) == pytest.approx((1 + 0.5) / 3)
    assert precision_at(scores, fraud, 5) == pytest.approx(2 / 5)
    assert precision_at(np.full(5, -np.inf), fraud, 2) == pytest.approx(2 / 5)


def test_the_last_years_are_kept_for_the_test() -> None:
    years = np.array([2018] * 4 + [2019] * 3 + [2020] * 2 + [2021])
    assert first_test_year(years, 0.1) == 2021
    assert first_test_year(years, 0.3) == 2020
    assert first_test_year(years, 0.31) == 2019
    assert first_test_year(years, 0.99) == 2019  # the first year is always learned from


def rows_of(companies: int, seed: int) -> pl.DataFrame:
    """Ratios of simulated company years with their labels, by year and company."""
    books, labels = market(companies, YEARS, 0.08, seed)
    facts, given = figures(books), pl.DataFrame(labels)
    frames = [
        ratios_of(facts, NO_GROUPS, DEFINITION, year, 8).with_columns(pl.lit(year, dtype=pl.Int64).alias("year"))
        for year in YEARS[1:]
    ]
    return pl.concat(frames).join(given, on=["company_id", "year"]).sort("year", "company_id")


def test_planted_manipulation_ranks_above_honest_books() -> None:
    """Learned before 2020, tested from then on; better than chance by far, and than the M-score alone."""
    rows = rows_of(250, 7)
    early, late = rows.filter(pl.col("year") < 2020), rows.filter(pl.col("year") >= 2020)
    known, fraud = early["fraud"].to_numpy(), late["fraud"].to_numpy()
    assert 40 < fraud.sum() < 100
    model = boosting.train(features_of(early, DEFINITION), known, tuple(DEFINITION.ratios), DEFINITION.training)
    found = boosting.probabilities(model, features_of(late, DEFINITION), boosting.fraud_weight(known))
    baseline = late["m_score"].fill_null(float("-inf")).to_numpy()
    k = int(fraud.sum())
    assert area_under_curve(found, fraud) > 0.85
    assert area_under_curve(found, fraud) > area_under_curve(baseline, fraud) > 0.6
    assert precision_at(found, fraud, k) > 3 * fraud.mean()
    # With the weight taken out of the odds again, probabilities are about as high as fraud is frequent.
    assert 0.5 < found.mean() / fraud.mean() < 2
    moved = boosting.contributions(model, features_of(late, DEFINITION))
    assert moved.shape == (late.height, len(DEFINITION.ratios))


def test_the_same_rows_give_the_same_trees() -> None:
    rows = rows_of(40, 8)
    features, fraud = features_of(rows, DEFINITION), rows["fraud"].to_numpy()
    one, other = (boosting.train(features, fraud, tuple(DEFINITION.ratios), DEFINITION.training) for _ in range(2))
    assert one == other


def card_of(model: str) -> Card:
    measured = Measures(area=0.9, precision=0.5)
    return Card(
        name="mine",
        sha256=digest(model),
        features=tuple(DEFINITION.ratios),
        definition=ratios_version(DEFINITION),
        known_until=date(2023, 12, 31),
        rows=100,
        frauds=9,
        undated=2,
        years=(2016, 2022),
        weight=10.1,
        settings={"rounds": 200},
        library="4.7.0",
        code="0.1.0",
        evaluation=Evaluation(
            test_from=2020,
            train_rows=60,
            train_frauds=5,
            test_rows=40,
            test_frauds=4,
            k=4,
            model=measured,
            m_score=measured,
            signals=measured,
            without_m_score=3,
        ),
    )


def written(folder: Path, model: str, card: Card) -> Path:
    path = folder / "model.txt"
    path.write_text(model, encoding="utf-8")
    card_path(path).write_text(card.model_dump_json(), encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_model(path, DEFINITION)
    return caught.value.lines("en")[0]


def test_a_model_is_read_only_with_its_own_card_and_ratios(tmp_path: Path) -> None:
    card = card_of("tree")
    path = written(tmp_path, "tree", card)
    assert read_model(path, DEFINITION) == ("tree", card)
    path.write_text("another tree", encoding="utf-8")
    assert "its SHA-256 is another" in refusal(path)
    written(tmp_path, "tree", card.model_copy(update={"definition": "0" * 12}))
    assert "trained on other ratios" in refusal(path)
    card_path(path).write_text("{", encoding="utf-8")
    assert "can't be read" in refusal(path)
    card_path(path).unlink()
    assert "can't be read" in refusal(path)


def test_a_text_that_is_no_model_is_refused_in_a_line() -> None:
    with pytest.raises(InputError) as caught:
        boosting.probabilities("tree", np.zeros((1, len(DEFINITION.ratios))), 1.0)
    assert "LightGBM can't read the model" in caught.value.lines("en")[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_card_tells_what_it_was_trained_on(language: str) -> None:
    text = card_text(card_of("tree"), language)  # type: ignore[arg-type]
    for word in ("mine", digest("tree"), "2023-12-31", "2020", "0.900", "0.500", "`dsri`", "`rounds=200`"):
        assert word in text


def test_without_lightgbm_there_is_a_line_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    with pytest.raises(InputError) as caught:
        boosting.library_version()
    assert "pip install 'cnesg[whitewash]'" in caught.value.lines("en")[0]
