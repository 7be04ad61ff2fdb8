"""Values are given, answered and taken back in a workspace, and the log follows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from tests.pipeline.conftest import companies_csv

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.checking.terminal import answer, next_value, quality, undo, values_to_check
from cnesg.pipeline.checking.verifying import Wanted, decide
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.keeping.auditing import audit
from cnesg.pipeline.reports.ingesting import Report, ingest
from cnesg.verification import Ledger
from cnesg.verification.queue import Asked

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def workspace(tmp_path: Path, report: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """One company's report, read by the machine and by nobody else; the seed of the samples is fixed."""
    monkeypatch.setattr("secrets.token_hex", lambda _size: "seed of the test")
    table = tmp_path / "companies.csv"
    table.write_text(companies_csv(), encoding="utf-8")
    with Workspace.create(tmp_path / "workspace") as made:
        import_table(made, "companies", table)
        ingest(made, [Report(report, "L01", 2023, date(2024, 4, 20), "esg")])
        yield made


def standing(workspace: Workspace, about: str) -> dict[str, object]:
    """The row that stands for a value that a machine read."""
    with Ledger.open(workspace.folder) as ledger:
        decided = [one.decision_id for one, _ in ledger.decisions(about)]
    rows = workspace.store.standing_observations(where=pl.col("observation_id").is_in([about, *decided]))
    return rows.row(0, named=True) if rows.height else {}


@pytest.mark.heavy
def test_values_come_by_what_checking_them_is_worth(workspace: Workspace) -> None:
    found = values_to_check(workspace)
    assert found.height > 1
    assert found["checking_value"].is_sorted(descending=True)
    product = found["doubt"] * found["weight"] * found["reach"]
    assert product.to_list() == pytest.approx(found["checking_value"].to_list())


@pytest.mark.heavy
def test_an_answer_decides_and_an_undo_takes_it_back(workspace: Workspace) -> None:
    shown = next_value(workspace, "ann", at=AT)
    assert shown is not None
    about = str(shown.row["observation_id"])
    before = standing(workspace, about)
    given = answer(workspace, "ann", "corrected", value=7.5, at=AT + timedelta(seconds=8))
    second, minute = given.settlement.wanted == "second", 0  # a material or sampled value
    while second and given.settlement.agreed is None:
        minute += 1
        asked = next_value(workspace, "bo", at=AT + timedelta(minutes=minute))
        assert asked is not None
        own = asked.row["observation_id"] == about
        at = AT + timedelta(minutes=minute, seconds=9)
        found = (
            answer(workspace, "bo", "corrected", value=7.5, at=at)
            if own
            else answer(workspace, "bo", "confirmed", at=at)
        )
        given = found if own else given
    after = standing(workspace, about)
    assert (after["review"], after["value"]) == ("corrected", 7.5)
    undo(workspace, "bo" if second else "ann", AT + timedelta(minutes=minute + 1))
    again = standing(workspace, about)
    assert (again["review"], again["value"], again["canonical_value"]) == (
        before["review"],
        before["value"],
        before["canonical_value"],
    )
    history = workspace.store.read("observations", where=pl.col("fact_key") == pl.lit(before["fact_key"]))
    assert set(history["review"]) >= {"unreviewed", "corrected"}  # nothing is lost
    assert [finding for finding in audit(workspace) if finding.severity == "error"] == []


def test_an_undo_brings_back_what_somebody_else_had_decided(workspace: Workspace) -> None:
    about = str(values_to_check(workspace).row(-1, named=True)["observation_id"])
    decide(workspace, [Wanted(about, "corrected", value=7.5)], "boss", AT)
    with Ledger.open(workspace.folder) as ledger:
        assert ledger.opinions.lease([Asked(about, "first")], "ann", AT, 10) is not None
    at = AT + timedelta(seconds=8)
    given = answer(workspace, "ann", "rejected", reason="of the group", at=at)
    assert given.decision is not None
    assert standing(workspace, about) == {}
    undo(workspace, "ann", AT + timedelta(seconds=30))
    assert (standing(workspace, about)["review"], standing(workspace, about)["value"]) == ("corrected", 7.5)
    assert [finding for finding in audit(workspace) if finding.severity == "error"] == []


def test_an_answer_and_an_undo_given_again_add_nothing(workspace: Workspace) -> None:
    shown = next_value(workspace, "ann", at=AT)
    assert shown is not None
    about = str(shown.row["observation_id"])
    first = answer(workspace, "ann", "corrected", value=7.5, at=AT + timedelta(seconds=8))
    again = answer(workspace, "ann", "corrected", value=7.5, at=AT + timedelta(seconds=20))
    assert (first.already, again.already, again.about) == (False, True, about)
    assert again.settlement == first.settlement
    for said, value, at in (("corrected", 7.6, 21), ("confirmed", None, 22), ("corrected", 7.5, 86_400)):
        with pytest.raises(InputError):  # another answer, or so late that another value may have been given out since
            answer(workspace, "ann", said, value=value, at=AT + timedelta(seconds=at))  # type: ignore[arg-type]
    taken = [undo(workspace, "ann", AT + timedelta(seconds=second)) for second in (30, 40)]
    assert [(one.already, one.about) for one in taken] == [(False, about), (True, about)]
    with Ledger.open(workspace.folder) as ledger:
        assert [one.answer for one in ledger.opinions.all()] == ["corrected", "withdrawn"]


def test_who_was_given_nothing_can_answer_nothing(workspace: Workspace) -> None:
    with pytest.raises(InputError, match=r"ann"):
        answer(workspace, "ann", "confirmed", at=AT)
    next_value(workspace, "ann", at=AT)
    with pytest.raises(InputError):
        answer(workspace, "ann", "confirmed", at=AT + timedelta(hours=1))
    assert Ledger.open(workspace.folder).opinions.all() == []


def test_a_value_is_shown_again_until_it_is_answered_and_to_one_person_only(workspace: Workspace) -> None:
    first, again = next_value(workspace, "ann", at=AT), next_value(workspace, "ann", at=AT + timedelta(minutes=1))
    other = next_value(workspace, "bo", at=AT + timedelta(minutes=1))
    assert first is not None
    assert again is not None
    assert again.row["observation_id"] == first.row["observation_id"]
    assert other is None or other.row["observation_id"] != first.row["observation_id"]


@pytest.mark.heavy
def test_everything_is_checked_in_the_end_and_quality_says_how(workspace: Workspace) -> None:
    people, minute = ("ann", "bo", "cy"), 0
    asked = True
    while asked:
        asked = False
        for by in people:
            minute += 1
            if next_value(workspace, by, senior=by == "cy", at=AT + timedelta(minutes=minute)) is not None:
                answer(workspace, by, "confirmed", at=AT + timedelta(minutes=minute, seconds=6))
                asked = True
        assert minute < 3000
    found = quality(workspace)
    assert dict(found.waiting) == {"first": 0, "second": 0, "third": 0}
    assert found.opinions >= values_to_check(workspace).height
    assert set(found.minutes.values()) == {0.1}
    assert all(share.share == 1 for share in found.precision.values())
    assert all(share.share == 0 for share in found.caught.values())  # whoever confirms everything catches nothing
    numbers = workspace.store.standing_observations(where=pl.col("kind") == "quantity")
    assert set(numbers["review"]) == {"confirmed"}
