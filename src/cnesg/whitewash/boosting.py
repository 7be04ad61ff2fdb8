"""Gradient-boosted trees over the ratios: trained on labelled rows, kept as text, applied without running code.

LightGBM is an extra (`cnesg[whitewash]`) and is loaded only here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from cnesg.errors import InputError
from cnesg.framework.whitewash import Training, Whitewash
from cnesg.whitewash.evaluation import Flags, Floats

if TYPE_CHECKING:
    import lightgbm

SEED = 20221101


def settings(training: Training) -> dict[str, Any]:
    """What LightGBM is told; one thread and fixed seeds, so that the same rows give the same trees."""
    return {
        "objective": "binary",
        "learning_rate": training.learning_rate.value,
        "num_leaves": int(training.leaves.value),
        "min_data_in_leaf": int(training.least_leaf.value),
        "feature_fraction": 0.8,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "seed": SEED,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbosity": -1,
    }


def fraud_weight(fraud: Flags) -> float:
    """How much a fraudulent row counts, so that both classes weigh alike: honest rows over fraudulent ones."""
    return float((~fraud).sum() / fraud.sum())


def features_of(ratios: pl.DataFrame, definition: Whitewash) -> Floats:
    """What the trees see: rows by ratios in the order of the file, NaN where one is missing."""
    filled = ratios.select(pl.col(name).fill_null(float("nan")) for name in definition.ratios)
    return np.ascontiguousarray(filled.to_numpy(), dtype=np.float64)


def train(features: Floats, fraud: Flags, names: Sequence[str], training: Training) -> str:
    """A model as LightGBM writes it.

    Args:
        features: rows by ratios; NaN where a ratio is missing.
        fraud: which rows are fraudulent; both kinds are there.
        names: of the ratios.
        training: rounds and sizes.

    Raises:
        InputError: LightGBM is not installed.
    """
    library = _library()
    weights = np.where(fraud, fraud_weight(fraud), 1.0)
    rows = library.Dataset(features, fraud.astype(float), weight=weights, feature_name=list(names))
    booster = library.train(settings(training), rows, num_boost_round=int(training.rounds.value))
    return str(booster.model_to_string())


def probabilities(model: str, features: Floats, weight: float) -> Floats:
    """The probability of each row.

    The trees saw fraudulent rows `weight` times; dividing their odds by it gives back the share that fraud has in the
    labels.

    Args:
        model: the text of `train`.
        features: rows by ratios, in the order of training.
        weight: `fraud_weight` in training.
    """
    raw = np.asarray(_booster(model).predict(features, raw_score=True, num_threads=1), dtype=np.float64)
    return np.asarray(1 / (1 + weight * np.exp(-raw)), dtype=np.float64)


def contributions(model: str, features: Floats) -> Floats:
    """How much each ratio moves each row's log odds (Shapley values of the trees): rows by ratios."""
    found = _booster(model).predict(features, pred_contrib=True, num_threads=1)
    return np.asarray(found, dtype=np.float64)[:, :-1]  # the last column is the mean of all rows


def library_version() -> str:
    """The version of LightGBM.

    Raises:
        InputError: it is not installed.
    """
    return str(_library().__version__)


def _booster(model: str) -> "lightgbm.Booster":
    library = _library()
    try:
        booster: lightgbm.Booster = library.Booster(model_str=model)
    except library.basic.LightGBMError as error:
        raise InputError.of("whitewash.no_model", reason=str(error)) from error
    return booster


def _library() -> Any:
    try:
        import lightgbm
    except ImportError as error:
        raise InputError.of("whitewash.needs_lightgbm") from error
    return lightgbm
