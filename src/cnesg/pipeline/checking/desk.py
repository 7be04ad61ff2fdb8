"""The desk at which values are given out to be checked: built once, kept up to date, for many people at once.

What people said is decided in the database; the desk only remembers it, so that finding the next value takes no reading
of the store. Several desks, in one process or in many, may stand on the same ledger.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import Any, cast

import polars as pl

from cnesg.errors import InputError
from cnesg.framework.units import load_units
from cnesg.framework.verification_rules import load_verification_rules
from cnesg.pipeline.checking.neighbourhood import Neighbourhood
from cnesg.pipeline.checking.values import Quality, Shown, quality_of, values_to_check
from cnesg.pipeline.workspace import Workspace
from cnesg.verification import Ledger, Verdict
from cnesg.verification.opinion_book import Given, Leased
from cnesg.verification.opinions import Answer, Opinion
from cnesg.verification.planted import Planted, plant
from cnesg.verification.queue import SETTLING, Asked, CheckingQueue

_OVERLAP = 200
"""Numbers that are read again: of two transactions at once the later number may be seen first."""
_OTHER_UNITS = ("t", "kg", "kWh", "MWh", "GJ", "m3", "CNY", "tCO2e")


class CheckingDesk:
    """Gives out values and takes answers. Methods may be called by several threads.

    Args:
        workspace: read when the desk is made, and not kept.
        ledger: where opinions and decisions stand.

    Attributes:
        values: of `values_to_check`.
        position: of the store, up to which values are known.
        queue: who is asked what.
        companies: id to name in English and Chinese.
        documents: SHA-256 to `company_id`, `title` and `pages` of reports.
    """

    def __init__(self, workspace: Workspace, ledger: Ledger) -> None:
        self.position = workspace.store.position
        self.values = values_to_check(workspace)
        self._units = load_units(workspace.methodology.folder)
        self._ledger = ledger
        self._lock = RLock()
        self._writing = RLock()  # SQLite has one writer; waiting here is quicker than asking it again and again
        self._rows = {about: row for row, about in enumerate(self.values["observation_id"])}
        self._numbers = frozenset(self.values.filter(pl.col("value").fill_null(0) != 0)["observation_id"])
        self._neighbourhood = Neighbourhood(self.values)
        self._skipped: dict[str, set[str]] = defaultdict(set)
        names = workspace.companies().select("company_id", "name_en", "name_zh")
        self.companies = {
            company: {"en": en or zh or company, "zh": zh or en or company} for company, en, zh in names.rows()
        }
        documents = workspace.store.read("documents", columns=["document", "company_id", "title", "pages"])
        self.documents = {row["document"]: row for row in documents.iter_rows(named=True)}
        opinions: dict[str, list[Opinion]] = defaultdict(list)
        given: dict[str, int] = defaultdict(int)
        self._heard: dict[str, None] = {}
        self._last_opinion = self._last_decision = 0
        for number, opinion in ledger.opinions.since(0):
            opinions[opinion.observation_id].append(opinion)
            given[opinion.by] += 1
            self._heard[opinion.opinion_id] = None
            self._last_opinion = number
        verdicts: dict[str, Verdict] = {}
        for number, about, verdict in self._decided_since(0):
            verdicts[about] = verdict
            self._last_decision = number
        self.queue = CheckingQueue(
            order=self.values["observation_id"].to_list(),
            weights=dict(self.values.select("observation_id", "weight").iter_rows()),
            decided={about for about, verdict in verdicts.items() if verdict in SETTLING},
            plantable={about for about, verdict in verdicts.items() if verdict == "confirmed"} & self._numbers,
            opinions=opinions,
            rules=load_verification_rules(workspace.methodology.folder),
            seed=ledger.opinions.seed(),
            given=given,
        )

    def outdated(self, workspace: Workspace) -> bool:
        """Whether machines have read values since the desk was made."""
        position = workspace.store.position
        if position == self.position:
            return False
        newer = (pl.col("position") > self.position) & (pl.col("origin") == "reported") & pl.col("supersedes").is_null()
        found = workspace.store.read("observations", columns=["observation_id"], where=newer)
        if found.is_empty():
            self.position = position
        return bool(found.height)

    def catch_up(self) -> None:
        """Take in what was said and decided elsewhere."""
        with self._lock:
            for number, opinion in self._ledger.opinions.since(self._last_opinion - _OVERLAP, self._heard):
                self._hear(opinion)
                self._last_opinion = max(self._last_opinion, number)
            for number, about, verdict in self._decided_since(self._last_decision):
                self.queue.learn(about, verdict, is_number=about in self._numbers)
                self._last_decision = number

    def next_value(self, by: str, *, senior: bool = False, at: datetime | None = None) -> Shown | None:
        """The value a person is asked next: the one they have and have not answered, or a new one; None if all is done.

        Args:
            by: account name.
            senior: whether this person may decide where two differ.
            at: now by default.
        """
        at = at or datetime.now(UTC)
        held = self._ledger.opinions.leased(by, at)
        leased = next((one for one in held if one.observation_id in self._rows), None)
        if leased is None:
            self.catch_up()
            leased = self._lease(by, at, senior=senior)
            if leased is None and self._skipped[by]:
                self._skipped[by].clear()
                leased = self._lease(by, at, senior=senior)
        return None if leased is None else self._shown(leased)

    def held(self, by: str, about: str, at: datetime | None = None) -> Shown | None:
        """A value that a person was given and has not answered; None where it is not theirs, or the time is over."""
        for leased in self._ledger.opinions.leased(by, at or datetime.now(UTC)):
            if leased.observation_id == about and about in self._rows:
                return self._shown(leased)
        return None

    def answer(
        self,
        by: str,
        said: Answer,
        *,
        about: str | None = None,
        value: float | None = None,
        text: str | None = None,
        reason: str | None = None,
        at: datetime | None = None,
    ) -> Given:
        """What a person says of a value they were given; the decision that follows waits in the outbox.

        The answer that this person gave last, given again, adds nothing: whoever does not know whether it was stored
        may send it again.

        Args:
            by: account name.
            said: what they say.
            about: of which value; by default the one given first.
            value: the right number, of corrections.
            text: the right level or name, of corrections of what is no number.
            reason: why, required of rejections.
            at: now by default.

        Raises:
            InputError: nobody gave this person the value, the time is over, or the answer lacks what it needs; nothing
                is stored then.
        """
        at = at or datetime.now(UTC)
        try:
            leased = self._held(by, about, at)
        except InputError:
            before = self._said_before(by, about, at)
            if before is None or (before.answer, before.value, before.text, before.reason) != (
                said,
                value,
                text,
                reason,
            ):
                raise
            return self._already(before)
        opinion = Opinion.of(
            leased.observation_id,
            leased.purpose,
            said,
            by,
            at,
            (at - leased.given_at).total_seconds(),
            value=value,
            text=text,
            reason=reason,
            planted=self._planted_in(leased),
        )
        return self._give(opinion)

    def also_asked(self, by: str, row: Mapping[str, Any], *, senior: bool = False) -> list[dict[str, Any]]:
        """The neighbours in a value's table that this person may confirm along with it.

        Args:
            by: account name.
            row: the value.
            senior: whether this person may decide where two differ.
        """
        if row["method"] != "table":
            return []
        near = [one for one in self.neighbours(row) if one["method"] == "table"]
        with self._lock:
            return [one for one in near if self.queue.asked_of(by, one["observation_id"], senior=senior)]

    def confirm(
        self, by: str, about: str, also: Collection[str], *, senior: bool = False, at: datetime | None = None
    ) -> Given:
        """Confirm a value that a person was given, and neighbours in its table that they looked at with it.

        A neighbour that somebody else has, or on which nothing of the kind is wanted any more, is passed over. The time
        is shared out evenly. Given again, it confirms the neighbours that a crash left out.

        Args:
            by: account name.
            about: the value.
            also: neighbours.
            senior: whether this person may decide where two differ.
            at: now by default.

        Returns:
            What came of the value; `already` if neither it nor any neighbour was added.

        Raises:
            InputError: as for `answer`; nothing is stored then.
        """
        at = at or datetime.now(UTC)
        wanted = {one["observation_id"] for one in self.also_asked(by, self.row(about) or {}, senior=senior)} & {*also}
        try:
            held = self._held(by, about, at)
        except InputError:
            before = self._said_before(by, about, at)
            if before is None or before.answer != "confirmed":
                raise
            given, seconds, at = self._already(before), before.seconds, before.given_at  # so that one undo takes all
        else:
            seconds = (at - held.given_at).total_seconds() / (1 + len(wanted))
            opinion = Opinion.of(about, held.purpose, "confirmed", by, at, seconds, planted=self._planted_in(held))
            given = self._give(opinion)
        for one in sorted(wanted):
            asked = self.queue.asked_of(by, one, senior=senior)
            with self._writing:
                minutes = self.queue.rules.lease_minutes.value
                leased = asked and self._ledger.opinions.lease([asked], by, at, minutes, self.queue.settled)
            if leased:
                with suppress(InputError):  # somebody was quicker
                    self._give(Opinion.of(one, leased.purpose, "confirmed", by, at, seconds))
                    given = replace(given, already=False)
        return given

    def undo(self, by: str, at: datetime | None = None) -> Given:
        """Take back what a person said last, as long as nobody else has spoken on it; the person has the value again.

        Neighbours that were confirmed along with a value are taken back with it, each on the same condition. Twice in
        a row takes back nothing more, but for neighbours that a crash left out.

        Raises:
            InputError: there is nothing to take back.
        """
        at = at or datetime.now(UTC)
        together = self._ledger.opinions.last_of(by)
        if not together:
            raise InputError.of("verification.not_to_withdraw", observation="-", by=by)
        last = together[0]
        about = last.observation_id
        if last.answer == "withdrawn":
            given, at = self._already(last), last.given_at
            taken = [one for one in self._ledger.opinions.all(about) if one.by == by and one.answer != "withdrawn"][-1]
            together = self._ledger.opinions.given_at(by, taken.given_at)
        else:
            given = self._give(Opinion.of(about, last.purpose, "withdrawn", by, at, 0.0, planted=last.planted))
        for one in together:
            if one.observation_id != about:
                with suppress(InputError):  # taken back already, or somebody else has spoken: it stays
                    self._give(Opinion.of(one.observation_id, one.purpose, "withdrawn", by, at, 0.0))
        if given.already and self._ledger.opinions.leased(by, datetime.now(UTC)):
            return given  # what this person is looking at by now
        with self._writing:
            self._ledger.opinions.release(by)
            minutes = self.queue.rules.lease_minutes.value
            self._ledger.opinions.lease([Asked(about, last.purpose)], by, at, minutes)
        return given

    def skip(self, by: str, about: str) -> None:
        """Give a value back unanswered; this person gets it again when nothing else is left."""
        self._skipped[by].add(about)
        with self._writing:
            self._ledger.opinions.release(by)

    def upcoming(self, by: str, *, senior: bool = False) -> dict[str, Any] | None:
        """What this person will likely be asked next, so that its page can be made ready."""
        taken = self._skipped[by]
        asked = (one for one in self.queue.candidates(by, senior=senior) if one.observation_id not in taken)
        found = next(asked, None)
        return None if found is None else self.row(found.observation_id)

    def quality(self) -> Quality:
        """How well people agree, what they catch, how long they take, and how often machines were right."""
        self.catch_up()
        return quality_of(
            self.queue, self._ledger.opinions.all(), dict(self.values["observation_id", "method"].iter_rows())
        )

    def waiting(self) -> dict[str, int]:
        """How many values wait for a first, second and third opinion."""
        counts = {"first": 0, "second": 0, "third": 0}
        with self._lock:
            for _, found in self.queue.wanted():
                counts[str(found.wanted)] += 1
        return counts

    def row(self, about: str) -> dict[str, Any] | None:
        """A value as it was read; None where it is none of those to check."""
        found = self._rows.get(about)
        return None if found is None else self.values.row(found, named=True)

    def neighbours(self, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Other numbers of the same page, or of the text's lines nearby, the nearest first."""
        return self._neighbourhood.of(row)

    def _lease(self, by: str, at: datetime, *, senior: bool) -> Leased | None:
        with self._lock:
            candidates = self.queue.candidates(by, senior=senior)
        skipped = self._skipped[by]
        asked = (one for one in candidates if one.observation_id not in skipped)
        minutes = self.queue.rules.lease_minutes.value
        with self._writing:
            return self._ledger.opinions.lease(asked, by, at, minutes, self.queue.settled)

    def _give(self, opinion: Opinion) -> Given:
        about = opinion.observation_id
        with self._writing:
            given = self._ledger.opinions.give(opinion, lambda opinions: self.queue.settled(about, opinions))
        with self._lock:
            self._hear(opinion)
            if given.decision is not None:
                self.queue.learn(about, given.decision.verdict, is_number=about in self._numbers)
        return given

    def _decided_since(self, number: int) -> list[tuple[int, str, Verdict]]:
        """As `Ledger.decisions_since`, each by the value as it was read."""
        found = self._ledger.decisions_since(number)
        roots = self._ledger.roots({about for _, about, _ in found if about not in self._rows})
        return [(one, roots.get(about, about), verdict) for one, about, verdict in found]

    def _hear(self, opinion: Opinion) -> None:
        if opinion.opinion_id not in self._heard:
            self._heard[opinion.opinion_id] = None
            self.queue.hear(opinion)

    def _said_before(self, by: str, about: str | None, at: datetime) -> Opinion | None:
        """What a person said last of a value; without a value, what they said last, for as long as a value is given.

        A value that was given out since can't have been forgotten about then: its time would not be over.
        """
        if about is not None:
            return next((one for one in reversed(self._ledger.opinions.all(about)) if one.by == by), None)
        last = self._ledger.opinions.last_of(by)
        since = at - timedelta(minutes=self.queue.rules.lease_minutes.value)
        return last[0] if last and last[0].given_at > since else None

    def _already(self, opinion: Opinion) -> Given:
        """What came of an opinion that was stored before."""
        about = opinion.observation_id
        settlement = self.queue.settled(about, self._ledger.opinions.all(about))
        return Given(settlement, None, about, already=True)

    def _held(self, by: str, about: str | None, at: datetime) -> Leased:
        """A value that a person was given, by default the first.

        Raises:
            InputError: there is none, or the time is over.
        """
        held = [one for one in self._ledger.opinions.leased(by, at) if about in {None, one.observation_id}]
        if not held or held[0].observation_id not in self._rows:
            raise InputError.of("verification.nothing_given", by=by)
        return held[0]

    def _planted_in(self, leased: Leased) -> str | None:
        """The kind of error that a person was shown; None where it was the value as read."""
        return self._shown(leased).planted if leased.purpose == "planted" else None

    def _shown(self, leased: Leased) -> Shown:
        row = cast("dict[str, Any]", self.row(leased.observation_id))
        near = self.neighbours(row)
        planted = self._planted(row, near) if leased.purpose == "planted" else None
        kind = planted.kind if planted else None
        return Shown(planted.row if planted else row, near, leased.given_at, leased.until, kind)

    def _planted(self, row: Mapping[str, Any], near: Sequence[Mapping[str, Any]]) -> Planted | None:
        """The value with the error that the seed plants in it; the same whenever it is asked for."""
        units = [
            unit
            for unit in _OTHER_UNITS
            if row["unit"] and self._units.convert(1.0, row["unit"], unit, row["concept"]) is not None
        ]
        return plant(row, self.queue.seed, [one["value"] for one in near], units)
