"""Fitting of the model of bad news and its subjects."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.sentiment.models.negative import (
    DOCUMENT_VIEWS,
    ENTITY_VIEWS,
    NamedText,
    NegativeModel,
    Verdict,
    document_rows,
    entity_rows,
)
from cnesg.sentiment.training.fitting import Recipe, fit

YES, NO = "yes", "no"
DOCUMENT = Recipe(DOCUMENT_VIEWS, softness=1 / 3)
ENTITY = Recipe(ENTITY_VIEWS, softness=1.0)


@dataclass(frozen=True)
class JudgedText:
    """A text with its names, and what is true of it."""

    shown: NamedText
    verdict: Verdict


def train_negative(rows: Sequence[JudgedText], document: Recipe = DOCUMENT, entity: Recipe = ENTITY) -> NegativeModel:
    """A model of these rows.

    Raises:
        InputError: scikit-learn is not installed.
    """
    texts = [row.shown for row in rows]
    bad = [YES if row.verdict.negative else NO for row in rows]
    whose = [YES if name in row.verdict.names else NO for row in rows for name in row.shown.names]
    return NegativeModel(
        document=fit(document_rows(texts), bad, document, only=YES),
        entity=fit(entity_rows(texts), whose, entity, only=YES),
    )


def negative_figures(rows: Sequence[JudgedText], verdicts: Sequence[Verdict]) -> dict[str, float]:
    """F1 of bad texts, F1 of their names over all texts, and 0.4 of the first with 0.6 of the second."""
    pairs = list(zip((row.verdict for row in rows), verdicts, strict=True))
    negative = _f1(
        sum(wanted.negative and given.negative for wanted, given in pairs),
        sum(given.negative for _, given in pairs),
        sum(wanted.negative for wanted, _ in pairs),
    )
    entity = _f1(
        sum(len(wanted.names & given.names) for wanted, given in pairs),
        sum(len(given.names) for _, given in pairs),
        sum(len(wanted.names) for wanted, _ in pairs),
    )
    return {
        "combined": round(0.4 * negative + 0.6 * entity, 4),
        "negative_f1": round(negative, 4),
        "entity_f1": round(entity, 4),
    }


def _f1(right: int, given: int, wanted: int) -> float:
    return 2 * right / (given + wanted) if given + wanted else 1.0
