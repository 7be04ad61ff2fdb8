"""Whatever people do to a value, one after the other: the log says what they decided, and the audit agrees."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import event
from tests.pipeline.conftest import companies_csv

from cnesg.errors import InputError
from cnesg.model import OBSERVATIONS
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking import disputing, verifying
from cnesg.pipeline.checking.desk import CheckingDesk
from cnesg.pipeline.checking.disputing import Objection, open_dispute, settle_dispute
from cnesg.pipeline.checking.verifying import Wanted, decide, drain
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.verification import Ledger
from cnesg.verification.disputes import DisputeBook, Outcome
from cnesg.verification.queue import CheckingQueue

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
STEPS = ("answer", "undo", "correct", "reject", "bulk", "dispute", "dismiss", "uphold")
READ = 10.0
DISAGREED = 11.0
State = tuple[str, float]
"""Review state and value of a row."""
Decided = tuple[str, State]
"""Who or what brought a state about, and the state."""


@dataclass
class Value:
    """A value with all that was done to it, as a plain stack: what a person takes back uncovers what lay below."""

    about: str
    steps: Sequence[str]
    stack: list[Decided] = field(default_factory=lambda: [("read", ("unreviewed", READ))])
    answered_by: str = ""

    @property
    def state(self) -> State:
        return self.stack[-1][1]

    def undisputed(self) -> State:
        return next(state for _, state in reversed(self.stack) if state[0] != "disputed")


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Workspace]]:
    """Makes a workspace with as many values, each a fact of its own, read by a machine."""
    monkeypatch.setattr("secrets.token_hex", lambda _size: "seed of the test")

    def workspace(count: int) -> Workspace:
        table = tmp_path / "companies.csv"
        table.write_text(companies_csv(), encoding="utf-8")
        made = stack.enter_context(Workspace.create(tmp_path / "workspace"))
        import_table(made, "companies", table)
        made.store.commit({"observations": _observations(made, count)}, note="read")
        return made

    with ExitStack() as stack:
        yield workspace


def _observations(workspace: Workspace, count: int) -> pl.DataFrame:
    document = workspace.store.snapshots.put(b"a report")
    common = {
        "company_id": "L01",
        "kind": "quantity",
        "concept": "electricity",
        "fiscal_year": 2023,
        "value": READ,
        "unit": "GWh",
        "canonical_value": READ * 1e6,
        "canonical_unit": "kWh",
        "document": document,
        "method": "text",
        "origin": "reported",
        "review": "unreviewed",
        "confidence": 0.9,
        "quote": "electricity 10 GWh",
        "line": 1,
        "breakdown": "{}",
        "boundary": "group",
        "value_kind": "reported",
        "restated": False,
        "basis": "",
        "assurance": "none",
        "warnings": [],
        "available_at": AT - timedelta(days=30),
        "available_source": "stated",
        "valid_from": AT.date().replace(year=2023, month=1, day=1),
        "valid_to": AT.date().replace(year=2023, month=12, day=31),
    }
    names = [column for column in OBSERVATIONS.dtypes if column not in {"recorded_at", "position"}]
    rows = [common | {"observation_id": f"{n:032x}", "fact_key": f"{n:032x}"} for n in range(1, count + 1)]
    schema = {name: OBSERVATIONS.dtypes[name] for name in names}
    return pl.DataFrame([{name: row.get(name) for name in names} for row in rows], schema=schema)


@dataclass
class Player:
    """Does the steps to the values; what the house refuses leaves everything as it was."""

    workspace: Workspace
    ledger: Ledger
    desk: CheckingDesk
    carried: bool
    clock: datetime = AT

    def play(self, values: Sequence[Value]) -> None:
        for turn in range(max(len(one.steps) for one in values)):
            now = [one for one in values if len(one.steps) > turn]
            for step in STEPS:
                for value in (one for one in now if one.steps[turn] == step):
                    self.clock += timedelta(seconds=1)
                    with suppress(InputError):
                        getattr(self, step)(value)
                if self.carried:
                    drain(self.workspace, self.ledger)
        drain(self.workspace, self.ledger)

    def answer(self, value: Value) -> None:
        self._answer(value, "corrected", ("corrected", DISAGREED))

    def bulk(self, value: Value) -> None:
        self._answer(value, "confirmed", ("confirmed", READ))

    def _answer(self, value: Value, said: str, state: State) -> None:
        self.desk.catch_up()
        by = next((one for one in ("ann", "bo", "sue") if self.desk.queue.asked_of(one, value.about, senior=True)), "")
        asked = self.desk.queue.asked_of(by, value.about, senior=True)
        if asked is None:
            return
        self.ledger.opinions.lease([asked], by, self.clock, 10)
        before = len(self.ledger.about([value.about]))
        if said == "confirmed":
            self.desk.confirm(by, value.about, [], at=self.clock)
        else:
            self.desk.answer(by, "corrected", about=value.about, value=state[1], at=self.clock)
        value.answered_by = by
        if len(self.ledger.about([value.about])) > before:  # nothing is decided by a second who agrees or differs
            value.stack.append((by, self._counts(value)))

    def _counts(self, value: Value) -> State:
        last = self.ledger.about([value.about])[-1][0]
        return last.verdict, READ if last.value is None else last.value

    def undo(self, value: Value) -> None:
        """Of this one value: `last_of` names what the person said last, whatever it was about."""
        by = value.answered_by
        mine = [one for one in self.ledger.opinions.all(value.about) if one.by == by]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(self.ledger.opinions), "last_of", lambda _book, _by: mine[-1:])
            given = self.desk.undo(by or "ann", self.clock)
        if given.decision is not None:
            assert value.stack.pop()[0] == by

    def correct(self, value: Value) -> None:
        decide(self.workspace, [Wanted(self._newest(value), "corrected", value=12.0)], "boss", self.clock)
        value.stack.append(("boss", ("corrected", 12.0)))

    def reject(self, value: Value) -> None:
        number = value.state[1] if self.carried else READ
        decide(self.workspace, [Wanted(self._newest(value), "rejected", reason="no")], "boss", self.clock)
        value.stack.append(("boss", ("rejected", number)))

    def _newest(self, value: Value) -> str:
        """The row that stands, as a person finds it; while nothing is carried over, the row as it was read."""
        carried = [one.decision_id for one, position in self.ledger.about([value.about]) if position is not None]
        return carried[-1] if carried else value.about

    def dispute(self, value: Value) -> None:
        number, before = value.undisputed()[1], len(self.ledger.about([value.about]))
        said = Objection(value.about, "L01", "issuer", "not ours")
        open_dispute(self.workspace, self.ledger, said, self.clock)
        if len(self.ledger.about([value.about])) == before:  # sent again while it waits: it is stored already
            return
        value.stack.append(("issuer", ("disputed", number)))

    def dismiss(self, value: Value) -> None:
        review, number = value.undisputed()
        self._settle(value, "dismissed", ("rejected" if review == "rejected" else "confirmed", number))

    def uphold(self, value: Value) -> None:
        self._settle(value, "upheld", ("corrected", 13.0))

    def _settle(self, value: Value, outcome: Outcome, state: State) -> None:
        waits = [one for one in DisputeBook(self.ledger.engine).all(value.about) if one.settled_at is None]
        if waits:
            number = 13.0 if outcome == "upheld" else None
            settle_dispute(
                self.workspace, self.ledger, waits[0].dispute_id, outcome, "so it is", "sue", number, at=self.clock
            )
            value.stack.append(("sue", state))


def played(workspace: Workspace, sequences: Sequence[Sequence[str]], *, carried: bool) -> list[Value]:
    """The values after all steps, each with what was done to it."""
    values = [Value(f"{n:032x}", steps) for n, steps in enumerate(sequences, 1)]
    with Ledger.open(workspace.folder) as ledger:
        event.listen(ledger.engine, "checkout", lambda opened, *_: opened.execute("PRAGMA synchronous=OFF"))
        with pytest.MonkeyPatch.context() as patch:
            for module in (disputing, verifying):  # carried over once for all values, not after each step
                patch.setattr(module, "drain", lambda *_: 0)
            patch.setattr("cnesg.pipeline.checking.verifying.Ledger.open", lambda *_: ledger)
            patch.setattr(Ledger, "close", lambda _self: None)
            Player(workspace, ledger, CheckingDesk(workspace, ledger), carried).play(values)
    return values


def differences(workspace: Workspace, values: Sequence[Value]) -> list[str]:
    """Values of which the log says something else than what was done to them, with both."""
    rows = workspace.store.standing_observations()
    stands = {key: part.to_dicts() for (key,), part in rows.partition_by("fact_key", as_dict=True).items()}
    found = []
    for one in values:
        logged = [(row["review"], row["value"]) for row in stands.get(one.about, [])]
        expected = [] if one.state[0] == "rejected" else [one.state]
        if logged != expected:
            found.append(f"{' '.join(one.steps)}: {logged}, not {expected}")
    return found


def shown(workspace: Workspace, values: Sequence[Value]) -> list[str]:
    told = [str(finding.problem.message_id) for finding in audit(workspace) if finding.severity == "error"]
    return [*told[:5], *differences(workspace, values)[:10]]


def all_sequences(longest: int) -> list[tuple[str, ...]]:
    return [steps for length in range(1, longest + 1) for steps in product(STEPS, repeat=length)]


def can_be_done(steps: Sequence[str]) -> bool:
    """Whether nothing is taken back or settled that is not there; what is refused leaves a shorter sequence."""
    given, disputed = 0, False
    for step in steps:
        given += {"answer": 1, "bulk": 1, "undo": -1}.get(step, 0)
        fits = {"dispute": not disputed, "dismiss": disputed, "uphold": disputed}.get(step, True)
        if given < 0 or not fits:
            return False
        disputed = step == "dispute" or (disputed and step not in {"dismiss", "uphold"})
    return True


@pytest.mark.parametrize("carried", [True, False], ids=["carried at each step", "carried at the end"])
def test_after_a_few_steps_the_log_says_what_was_decided(make: Callable[[int], Workspace], *, carried: bool) -> None:
    drawn = random.Random(20240502).sample(all_sequences(4), 40)
    known = [("bulk", "undo"), ("correct", "dispute", "dismiss"), ("dispute", "bulk", "undo"), ("answer", "undo")]
    sequences = [*known, *drawn]
    workspace = make(len(sequences))
    assert shown(workspace, played(workspace, sequences, carried=carried)) == []


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("first", ["answer", "correct", "reject", "bulk", "dispute"])
@pytest.mark.parametrize(
    ("carried", "checked_twice"),
    [(True, False), (False, False), (True, True)],
    ids=["carried at each step", "carried at the end", "all checked twice"],
)
def test_after_every_sequence_of_four_steps_the_log_says_what_was_decided(
    make: Callable[[int], Workspace],
    monkeypatch: pytest.MonkeyPatch,
    first: str,
    *,
    carried: bool,
    checked_twice: bool,
) -> None:
    if checked_twice:
        monkeypatch.setattr(CheckingQueue, "_in_sample", lambda _queue, _about: True)
    sequences = [steps for steps in all_sequences(4) if steps[0] == first and can_be_done(steps)]
    workspace = make(len(sequences))
    assert shown(workspace, played(workspace, sequences, carried=carried)) == []
