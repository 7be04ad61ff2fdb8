"""League tables of stored runs."""

from datetime import date

import pytest

from cnesg.errors import InputError
from cnesg.pipeline import Workspace
from cnesg.pipeline.robustness.standing import league
from cnesg.pipeline.runs.running import run


@pytest.fixture
def scored(workspace: Workspace) -> Workspace:
    run(workspace, date(2024, 6, 30))  # before L12 publishes: it is estimated
    return workspace


@pytest.mark.heavy
def test_the_table_has_everybody_once_and_is_the_same_every_time(scored: Workspace) -> None:
    one, two = (league(scored) for _ in range(2))
    assert one.table.equals(two.table)
    assert sorted(one.table["company_id"]) == [f"L{n:02}" for n in range(1, 13)]
    assert one.table["place"].to_list() == list(range(1, 13))
    assert one.table["tier"].is_sorted()


@pytest.mark.heavy
def test_the_best_outranks_the_worst_and_the_silent_is_in_doubt(scored: Workspace) -> None:
    found = league(scored)
    # Two figures a company are known: the best is the likelier one, and nothing is sure.
    assert 0.6 < found.outranks("L01", "L11") < 1.0
    assert found.outranks("L01", "L11") > found.outranks("L01", "L06") > 0.5
    assert 0.0 < found.outranks("L12", "L06") < 0.5


@pytest.mark.heavy
def test_an_industry_narrows_the_table(scored: Workspace) -> None:
    assert league(scored, industry="340000").table.height == 12
    with pytest.raises(InputError, match="110000"):
        league(scored, industry="110000")


@pytest.mark.heavy
def test_a_company_outside_the_table_is_told(scored: Workspace) -> None:
    with pytest.raises(InputError, match="L99"):
        league(scored).outranks("L01", "L99")
