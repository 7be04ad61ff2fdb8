"""What is checked, how a value is shown, and how well checking goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from cnesg.framework.verification_rules import load_verification_rules
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring.plan import scoring_plan
from cnesg.scoring.stakes import stakes
from cnesg.verification.agreement import (
    Agreement,
    ShareOf,
    agreement,
    blind_pairs,
    catch_rates,
    minutes_a_value,
    precision_by,
)
from cnesg.verification.checking_value import stakes_of_concepts, with_checking_value
from cnesg.verification.opinions import Opinion
from cnesg.verification.queue import CheckingQueue

_COLUMNS = (
    "observation_id",
    "company_id",
    "concept",
    "data_point",
    "breakdown",
    "fiscal_year",
    "value",
    "unit",
    "raw_value",
    "raw_unit",
    "value_kind",
    "boundary",
    "document",
    "page",
    "line",
    "bbox",
    "quote",
    "method",
    "confidence",
    "warnings",
)


@dataclass(frozen=True)
class Shown:
    """A value as a person is asked about it. Why it is asked is not told.

    Attributes:
        row: of `values_to_check`; with an error in it where one was planted.
        neighbours: other values of the same page or, in a text, of nearby lines, the nearest first.
        since: when it was given to the person.
        until: until when it stays with the person.
        planted: kind of error that was planted in it, null where none was; not for the person's eyes.
    """

    row: Mapping[str, Any]
    neighbours: Sequence[Mapping[str, Any]]
    since: datetime
    until: datetime
    planted: str | None = None


@dataclass(frozen=True)
class Quality:
    """How well checking goes.

    Attributes:
        opinions: how many were given.
        waiting: values that wait for a first, second or third opinion.
        agreement: of the first and the second person, blind.
        caught: by kind, planted errors that were not confirmed.
        minutes: median minutes a value, by person.
        precision: by way of reading, values that were right as read.
        sampled: values of the blind sample that were right as read, whatever the machine's confidence: the precision of
            taking numbers as read.
    """

    opinions: int
    waiting: Mapping[str, int]
    agreement: Agreement
    caught: Mapping[str, ShareOf]
    minutes: Mapping[str, float]
    precision: Mapping[str, ShareOf]
    sampled: ShareOf


def values_to_check(workspace: Workspace) -> pl.DataFrame:
    """The numbers that machines read, the one most worth checking first, with what checking each is worth.

    Returns:
        What was read and where, `doubt`, `weight`, `reach` and `checking_value` (Float64).
    """
    methodology = workspace.methodology
    plan = scoring_plan(methodology, methodology.profiles["default"])
    rules = load_verification_rules(methodology.folder)
    where = (pl.col("origin") == "reported") & (pl.col("kind") == "quantity") & pl.col("supersedes").is_null()
    rows = workspace.store.read("observations", columns=[*_COLUMNS, "origin", "kind", "supersedes"], where=where)
    worth = stakes_of_concepts(methodology, stakes(plan))
    found = with_checking_value(rows.select(_COLUMNS), worth, rules.warned_doubt.value)
    order = ["checking_value", "fiscal_year", "company_id", "observation_id"]
    return found.sort(order, descending=[True, True, False, False])


def quality_of(queue: CheckingQueue, opinions: Sequence[Opinion], ways: Mapping[str, str]) -> Quality:
    """How well people agree, what they catch, how long they take, and how often machines were right.

    Args:
        queue: of the values.
        opinions: all of them, in the order in which they were given.
        ways: how each value was read.
    """
    counts: dict[str, int] = {"first": 0, "second": 0, "third": 0}
    for _, found in queue.wanted():
        counts[str(found.wanted)] += 1
    answers: list[tuple[str, str]] = []
    drawn: list[tuple[str, str]] = []
    sample = frozenset(queue.of_sample)
    for about in ways:
        decided = queue.settled(about, queue.opinions.get(about, ())).decided
        if decided is not None:
            answers.append((str(ways[about]), decided.answer))
            if about in sample:
                drawn.append(("sampled", decided.answer))
    of_sample = precision_by(drawn)
    return Quality(
        opinions=sum(one.answer != "withdrawn" for one in opinions),
        waiting=counts,
        agreement=agreement(blind_pairs(opinions, queue.rules.same_value.value)),
        caught=catch_rates(opinions),
        minutes=minutes_a_value(opinions),
        precision=precision_by(answers),
        sampled=of_sample.get("sampled", ShareOf(0, 0, 0.0, 1.0)),
    )
