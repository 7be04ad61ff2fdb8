"""Checking what machines read, value after value: what a person is asked next, what they say, how well it goes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from cnesg.errors import InputError
from cnesg.framework.units import load_units
from cnesg.framework.verification_rules import load_verification_rules
from cnesg.pipeline.verifying import drain
from cnesg.pipeline.workspace import Workspace
from cnesg.scoring.plan import scoring_plan
from cnesg.scoring.stakes import stakes
from cnesg.verification import Ledger
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
from cnesg.verification.opinion_book import Given, Leased
from cnesg.verification.opinions import Answer, Opinion
from cnesg.verification.planted import Planted, plant
from cnesg.verification.queue import CheckingQueue

_SETTLED = {"confirmed", "corrected", "rejected"}
_COLUMNS = (
    "observation_id",
    "company_id",
    "concept",
    "data_point",
    "breakdown",
    "fiscal_year",
    "value",
    "unit",
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


def next_value(workspace: Workspace, by: str, *, senior: bool = False, at: datetime | None = None) -> Shown | None:
    """The value a person is asked next: the one they have and have not answered, or a new one; None if all is done.

    Args:
        workspace: where the values are.
        by: account name.
        senior: whether this person may decide where two differ.
        at: now by default.
    """
    at = at or datetime.now(UTC)
    values = values_to_check(workspace)
    with Ledger.open(workspace.folder) as ledger:
        queue = _queue(workspace, ledger, values)
        held = ledger.opinions.leased(by, at)
        known = set(values["observation_id"])
        leased = next((one for one in held if one.observation_id in known), None)
        if leased is None:
            leased = ledger.opinions.lease(queue.candidates(by, senior=senior), by, at, queue.rules.lease_minutes.value)
    return None if leased is None else _shown(workspace, values, leased, queue.seed)


def answer(
    workspace: Workspace,
    by: str,
    said: Answer,
    *,
    value: float | None = None,
    text: str | None = None,
    reason: str | None = None,
    at: datetime | None = None,
) -> Given:
    """What a person says of the value they were given last; the decision that follows reaches the log.

    Args:
        workspace: where the values are.
        by: account name.
        said: what they say.
        value: the right number, of corrections.
        text: the right level or name, of corrections of what is no number.
        reason: why, required of rejections.
        at: now by default.

    Raises:
        InputError: nobody gave this person a value, the time is over, or the answer lacks what it needs; nothing is
            stored then.
    """
    at = at or datetime.now(UTC)
    with Ledger.open(workspace.folder) as ledger:
        held = ledger.opinions.leased(by, at)
        if not held:
            raise InputError.of("verification.nothing_given", by=by)
        values = values_to_check(workspace)
        queue = _queue(workspace, ledger, values)
        leased = held[0]
        about = leased.observation_id
        planted = _shown(workspace, values, leased, queue.seed).planted
        seconds = (at - leased.given_at).total_seconds()
        opinion = Opinion.of(
            about,
            leased.purpose,
            said,
            by,
            at,
            seconds,
            value=value,
            text=text,
            reason=reason,
            planted=planted,
        )
        given = ledger.opinions.give(opinion, lambda opinions: queue.settled(about, opinions))
        drain(workspace, ledger)
    return given


def undo(workspace: Workspace, by: str, at: datetime | None = None) -> Given:
    """Take back what a person said last, as long as nobody else has spoken on it; what was decided by it goes too.

    Raises:
        InputError: there is nothing to take back.
    """
    at = at or datetime.now(UTC)
    with Ledger.open(workspace.folder) as ledger:
        own = [one for one in ledger.opinions.all() if one.by == by]
        if not own:
            raise InputError.of("verification.not_to_withdraw", observation="-", by=by)
        last = own[-1]
        queue = _queue(workspace, ledger, values_to_check(workspace))
        taken = Opinion.of(last.observation_id, last.purpose, "withdrawn", by, at, 0.0, planted=last.planted)
        given = ledger.opinions.give(taken, lambda opinions: queue.settled(last.observation_id, opinions))
        drain(workspace, ledger)
    return given


def quality(workspace: Workspace) -> Quality:
    """How well people agree, what they catch, how long they take, and how often machines were right."""
    values = values_to_check(workspace)
    with Ledger.open(workspace.folder) as ledger:
        queue = _queue(workspace, ledger, values)
        opinions = ledger.opinions.all()
    ways = dict(values.select("observation_id", "method").iter_rows())
    counts: dict[str, int] = {"first": 0, "second": 0, "third": 0}
    answers: list[tuple[str, str]] = []
    drawn: list[tuple[str, str]] = []
    sample = frozenset(queue.of_sample)
    for about in values["observation_id"]:
        said = queue.opinions.get(about, ())
        found = queue.settled(about, said)
        if found.wanted is not None and (said or about not in queue.decided):
            counts[found.wanted] += 1
        if found.decided is not None:
            answers.append((str(ways[about]), found.decided.answer))
            if about in sample:
                drawn.append(("sampled", found.decided.answer))
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


def _queue(workspace: Workspace, ledger: Ledger, values: pl.DataFrame) -> CheckingQueue:
    opinions: dict[str, list[Opinion]] = defaultdict(list)
    given: dict[str, int] = defaultdict(int)
    for opinion in ledger.opinions.all():
        opinions[opinion.observation_id].append(opinion)
        given[opinion.by] += 1
    verdicts = {decision.observation_id: decision.verdict for decision, _ in ledger.decisions()}
    numbers = values.filter(pl.col("value").is_not_null() & (pl.col("value") != 0))["observation_id"]
    return CheckingQueue(
        order=values["observation_id"].to_list(),
        weights=dict(values.select("observation_id", "weight").iter_rows()),
        decided=frozenset(about for about, verdict in verdicts.items() if verdict in _SETTLED),
        plantable=frozenset(one for one in numbers if verdicts.get(one) == "confirmed"),
        opinions=opinions,
        rules=load_verification_rules(workspace.methodology.folder),
        seed=ledger.opinions.seed(),
        given=given,
    )


def _shown(workspace: Workspace, values: pl.DataFrame, leased: Leased, seed: str) -> Shown:
    row = _row(values, leased.observation_id)
    near = _neighbours(values, row)
    planted = _planted(workspace, row, near, seed) if leased.purpose == "planted" else None
    kind = planted.kind if planted else None
    return Shown(planted.row if planted else row, near, leased.given_at, leased.until, kind)


def _row(values: pl.DataFrame, about: str) -> dict[str, Any]:
    return values.row(by_predicate=pl.col("observation_id") == about, named=True)


def _planted(
    workspace: Workspace, row: Mapping[str, Any], near: Sequence[Mapping[str, Any]], seed: str
) -> Planted | None:
    """The value with the error that the seed plants in it; the same whenever it is asked for."""
    return plant(row, seed, [one["value"] for one in near], _units(workspace, row))


def _units(workspace: Workspace, row: Mapping[str, Any]) -> list[str]:
    """Other units in which the metric could have been stated."""
    units = load_units(workspace.methodology.folder)
    common = ("t", "kg", "kWh", "MWh", "GJ", "m3", "CNY", "tCO2e")
    return [
        unit for unit in common if row["unit"] and units.convert(1.0, row["unit"], unit, row["concept"]) is not None
    ]


def _neighbours(values: pl.DataFrame, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Other numbers of the same page, or of the text's lines nearby, the nearest first."""
    place = "page" if row["page"] is not None else "line"
    if row[place] is None:
        return []
    reach = 0 if place == "page" else 3
    same = values.filter(
        (pl.col("document") == row["document"])
        & (pl.col("observation_id") != row["observation_id"])
        & ((pl.col(place) - row[place]).abs() <= reach)
        & pl.col("value").is_not_null()
    )
    rows = same.iter_rows(named=True)
    return sorted(rows, key=lambda one: (_distance(one, row), one["observation_id"]))


def _distance(one: Mapping[str, Any], row: Mapping[str, Any]) -> float:
    if one["bbox"] is None or row["bbox"] is None:
        return float(abs((one["line"] or 0) - (row["line"] or 0)))
    return float(abs(one["bbox"][1] - row["bbox"][1]) + abs(one["bbox"][0] - row["bbox"][0]))
