"""The simulation of a cluster against cases that can be worked out by hand."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest


def loaded() -> Any:
    """The script as a module."""
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "cluster_simulation.py"
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = sys.modules[path.stem] = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


script = loaded()
Cost, simulated, table = script.Cost, script.simulated, script.table


def test_one_place_does_one_after_another() -> None:
    clock, busy = simulated(Cost(10, 2.0, 0.0, 0.0, 0.5, 0.1), places=1)
    assert clock == pytest.approx(10 * (0.1 + 2.0 + 0.5))
    assert busy == pytest.approx({"places": 20.0, "line": 0.0, "writer": 6.0})


def test_places_beyond_what_one_writer_can_take_bring_nothing() -> None:
    cost = Cost(1_000, 1.0, 0.0, 0.0, 0.1, 0.0)
    few, many, more = (simulated(cost, places)[0] for places in (5, 50, 500))
    assert few > 1_000 / 5
    assert many == pytest.approx(1_000 * 0.1 + 1.0)
    assert more == pytest.approx(many)


def test_what_travels_goes_through_one_line() -> None:
    clock, busy = simulated(Cost(100, 0.1, 0.0, 1_000.0, 0.0, 0.0), places=50)
    assert clock == pytest.approx(busy["line"] + 0.1)


def test_the_same_seed_gives_the_same_table_and_the_bottleneck_moves_to_the_writer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(script, "COSTS", {"reports": replace(script.COSTS["reports"], tasks=8_000)})
    one, hundred = table([1, 100], 16, 0)
    assert [one, hundred] == table([1, 100], 16, 0)
    assert (one.bottleneck, hundred.bottleneck) == ("places", "writer")
    assert 1 < hundred.times < 100


def test_what_is_ready_is_stored_in_one_commit_while_others_are_read() -> None:
    cost = Cost(10, 2.0, 0.0, 0.0, 0.5, 0.1, commit=3.0, most=5)
    clock, busy = simulated(cost, places=10)  # handed out until 1.0, back from 2.1 to 3.0, stored five by five
    assert clock == pytest.approx(2.5 + 2 * (3.0 + 5 * 0.5))
    assert busy == pytest.approx({"places": 2.0, "line": 0.0, "writer": 10 * 0.1 + 2 * 3.0 + 10 * 0.5})


def test_who_stores_slowly_holds_up_the_handing_out() -> None:
    cost = Cost(2_000, 0.1, 0.0, 0.0, 1.0, 0.0, commit=1.0, most=50)
    clock, busy = simulated(cost, places=10)
    assert busy["writer"] == pytest.approx(2_000 / 50 * 1.0 + 2_000 * 1.0, rel=0.02)
    assert clock == pytest.approx(busy["writer"], rel=0.02)
