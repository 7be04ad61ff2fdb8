"""What the figures of one report must satisfy."""

import shutil
from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.identities import FILE, check_identities, load_identities

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "cnesg" / "methodology"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(SHIPPED / FILE, tmp_path / FILE)
    return tmp_path


def test_every_identity_speaks_of_metrics_that_there_are() -> None:
    assert list(check_identities(load_identities(), load_methodology())) == []


def test_a_misspelt_metric_is_told(folder: Path) -> None:
    text = (folder / FILE).read_text(encoding="utf-8").replace("whole: revenue", "whole: turnover", 1)
    (folder / FILE).write_text(text, encoding="utf-8")
    (problem,) = check_identities(load_identities(folder), load_methodology())
    assert "turnover" in problem.text("en")
    assert "turnover" in problem.text("zh")


def test_a_tolerance_is_a_share(folder: Path) -> None:
    text = (folder / FILE).read_text(encoding="utf-8").replace("tolerance: 0.02", "tolerance: 2", 1)
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(MethodologyError, match="tolerance"):
        load_identities(folder)


@pytest.mark.parametrize(
    ("value", "possible"), [(41.7, True), (-3.2, True), (1_000.5, False), (-361_811_631.75, False)]
)
def test_a_percentage_is_no_sum_of_money_of_either_sign(value: float, possible: bool) -> None:
    assert load_identities().can_be("renewable_energy_share", value, "%") is possible
