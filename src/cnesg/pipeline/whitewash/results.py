"""Results on embellished accounts: from signals and from a model, in words, and into the log."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from cnesg.errors import InputError
from cnesg.errors.catalogue import Language
from cnesg.model import available_instant, canonical_breakdown, fact_key
from cnesg.model.periods import fiscal_period, period_interval
from cnesg.pipeline.observing import WHOLE_COMPANY, imported_rows, observation_id
from cnesg.pipeline.whitewash.screening import Screened
from cnesg.pipeline.workspace import Workspace
from cnesg.whitewash import boosting
from cnesg.whitewash.boosting import features_of
from cnesg.whitewash.card import Card, read_model
from cnesg.whitewash.wording import result_words, signal_words

SIGNALS_NAME = "cnesg signals"
SIGNALS_BASIS = "signals"
"""Results of the signals are facts of their own, so that a model's result goes before them, whichever is later."""

_LANGUAGE: Language = "en"  # of words in the log, which must not hang on who runs the command
_MOST_TOLD = 3  # ratios named as what moved a probability


@dataclass(frozen=True)
class Finding:
    """A result on a company: its value from 0 to 1, and what it rests on in words."""

    company_id: str
    value: float
    words: tuple[str, ...]


def signal_findings(screened: Screened) -> list[Finding]:
    """A finding for each company that has a result: the result in words and the signals that were raised."""
    figures = {row["company_id"]: row for row in screened.ratios.iter_rows(named=True)}
    digits = {row["company_id"]: row for row in screened.digits.iter_rows(named=True)}
    words: dict[str, list[str]] = {}
    with_result = screened.results.filter(pl.col("value").is_not_null())
    for result in with_result.iter_rows(named=True):
        words[result["company_id"]] = [result_words(result, screened.definition, _LANGUAGE)]
    for signal in screened.signals.filter("raised").iter_rows(named=True):
        mine = signal["company_id"]
        if mine in words:
            told = signal_words(signal, figures[mine], digits.get(mine), screened.definition, _LANGUAGE)
            words[mine].append(told)
    values = with_result.select("company_id", "value").iter_rows()
    return [Finding(company_id, value, tuple(words[company_id])) for company_id, value in values]


@dataclass(frozen=True)
class Judged:
    """What a run of `cnesg whitewash` did.

    Attributes:
        probabilities: by company, where a model was given.
        stored: rows that are new in the log.
    """

    probabilities: Mapping[str, float]
    stored: int


def judge(workspace: Workspace, screened: Screened, model: Path | None, *, store: bool) -> Judged:
    """Results of the signals and of a model, written into the log if wanted.

    Args:
        workspace: where to.
        screened: the signals.
        model: a model that `cnesg whitewash train` wrote, or none.
        store: whether to write.

    Raises:
        InputError: the model can't be used (`cnesg.whitewash.card.read_model`, `model_findings`); nothing is stored.
    """
    wanted = [(signal_findings(screened), SIGNALS_NAME, screened.definition.version, SIGNALS_BASIS)]
    probabilities: dict[str, float] = {}
    if model is not None:
        text, card = read_model(model, screened.definition)
        found = model_findings(screened, text, card)
        probabilities = {one.company_id: one.value for one in found}
        wanted.append((found, card.name, card.version, ""))
    stored = sum(store_findings(workspace, screened, *one) for one in wanted) if store else 0
    return Judged(probabilities, stored)


def model_findings(screened: Screened, model: str, card: Card) -> list[Finding]:
    """The probability of every company, with the ratios that moved it most.

    Raises:
        InputError: the model saw what nobody knew on the day, or LightGBM is missing or can't read it.
    """
    if card.known_until > screened.as_of:
        raise InputError.of("whitewash.foresight", known=card.known_until, as_of=screened.as_of)
    features = features_of(screened.ratios, screened.definition)
    found = boosting.probabilities(model, features, card.weight)
    moved = boosting.contributions(model, features)
    findings = []
    for place, company_id in enumerate(screened.ratios["company_id"]):
        order = np.argsort(-np.abs(moved[place]), kind="stable")[:_MOST_TOLD]
        parts = [
            f"{card.features[one]} = {features[place, one]:.4g} ({moved[place, one]:+.3f})"
            for one in order
            if moved[place, one] != 0
        ]
        words = f"Probability {found[place]:.4f}; log odds moved most by {', '.join(parts) or 'nothing'}."
        findings.append(Finding(company_id, float(found[place]), (words,)))
    return findings


def store_findings(
    workspace: Workspace, screened: Screened, findings: Sequence[Finding], model: str, version: str, basis: str
) -> int:
    """Write results into the log as analysis observations; returns how many rows are new.

    A result that already stood there with the same value from the same version of the same model is not written again.
    All results of the day with their words are kept as a snapshot, which is the rows' document.

    Args:
        workspace: where to.
        screened: year and day.
        findings: the results.
        model: name of what judged.
        version: its version.
        basis: what makes the results facts of their own, if anything.
    """
    code = screened.definition.data_point
    instant = available_instant(screened.as_of)
    told = f"{model} {version}"
    same_fact = (pl.col("concept") == code) & (pl.col("fiscal_year") == screened.year) & (pl.col("kind") == "analysis")
    # Rejected rows count too: what a person refused must not come back under a later day.
    earlier = workspace.store.read(
        "observations", as_of=instant, where=same_fact & (pl.col("text") == told) & pl.col("decision").is_null()
    )
    latest = dict(earlier.sort("available_at", "position").select("company_id", "value").iter_rows())
    new = [finding for finding in findings if latest.get(finding.company_id) != finding.value]
    if not new:
        return 0
    snapshot = workspace.store.snapshots.put(_document(screened, findings, told))
    rows = imported_rows(_table(screened, new, told), workspace.methodology, snapshot)
    period = period_interval(*fiscal_period(screened.year))
    keys = [fact_key(one.company_id, code, {}, period, WHOLE_COMPANY, basis) for one in new]
    ids = [observation_id(key, one.value, told, screened.as_of) for key, one in zip(keys, new, strict=True)]
    rows = rows.with_columns(
        pl.Series("fact_key", keys, dtype=pl.String),
        pl.Series("observation_id", ids, dtype=pl.String),
        pl.Series("warnings", [list(one.words) for one in new], dtype=pl.List(pl.String)),
        pl.lit(basis).alias("basis"),
        pl.lit("as-of day of cnesg whitewash").alias("available_source"),
    )
    before = workspace.store.position
    workspace.store.commit({"observations": rows}, note=f"whitewash {told} as of {screened.as_of}")
    return rows.height if workspace.store.position > before else 0


def _document(screened: Screened, findings: Sequence[Finding], told: str) -> bytes:
    content = {
        "what": "cnesg whitewash",
        "model": told,
        "as_of": screened.as_of.isoformat(),
        "fiscal_year": screened.year,
        "definition": screened.definition.version,
        "results": [{"company_id": one.company_id, "value": one.value, "words": one.words} for one in findings],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _table(screened: Screened, findings: Sequence[Finding], told: str) -> pl.DataFrame:
    """Rows of facts as the import `analyses` gives them."""
    count = len(findings)
    shared: Mapping[str, Any] = {
        "kind": "analysis",
        "concept": screened.definition.data_point,
        "breakdown": canonical_breakdown(None),
        "year": screened.year,
        "unit": None,
        "text": told,
        "published": screened.as_of,
        "restated": False,
        "source": f"{told}, computed as of {screened.as_of} (cnesg whitewash)",
        "canonical_unit": None,
    }
    values = [one.value for one in findings]
    return pl.DataFrame(
        {
            "row": range(1, count + 1),
            "company_id": [one.company_id for one in findings],
            "value": values,
            "canonical_value": values,
            **{name: [value] * count for name, value in shared.items()},
        },
        schema_overrides={"row": pl.Int64, "year": pl.Int64, "unit": pl.String, "canonical_unit": pl.String},
    )
