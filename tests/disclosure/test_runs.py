"""Runs of characters, their tables, signs of figures, and nearness."""

import numpy as np
import pytest

from cnesg.disclosure.figure_signs import figure_signs
from cnesg.disclosure.ngrams import distinct
from cnesg.disclosure.radial import Radial
from cnesg.disclosure.runs import RunTable, runs


def test_years_and_figures_and_punctuation_are_not_told_apart() -> None:
    one, other = runs("2021年,植树412棵。"), runs("2022年植树1,500棵")

    assert one.keys.tolist() == other.keys.tolist()
    assert one.counts.tolist() == other.counts.tolist()


def test_a_run_twice_counts_by_its_logarithm() -> None:
    found = runs("水水")

    assert sorted(found.counts.tolist()) == pytest.approx([1.0, 1 + np.log(2)])
    assert len(found.short) == 3


def test_a_table_finds_the_runs_it_knows() -> None:
    known = runs("植树")
    table = RunTable(known.keys, np.zeros((3, 1), np.float32))

    places, counts = table.find(runs("公司植树"))

    assert places.tolist() == [0, 1, 2]
    assert counts.tolist() == [1, 1, 1]
    assert table.find(runs("用水"))[0].tolist() == []
    assert RunTable(known.keys[:0], np.zeros((0, 1), np.float32)).find(known)[0].tolist() == []


@pytest.mark.parametrize("numbers", [[], [7], [5, 3, 5, 9, 3, 5]])
def test_distinct_numbers_are_those_of_numpy(numbers: list[int]) -> None:
    asked = np.array(numbers, np.uint32)

    found, times = distinct(asked)

    wanted, counts = np.unique(asked, return_counts=True)
    assert (found.tolist(), times.tolist()) == (wanted.tolist(), counts.tolist())


@pytest.mark.parametrize("text", ["公司植树,再植树", "用水", ""])
def test_a_table_finds_the_same_in_a_text_as_in_its_runs(text: str) -> None:
    table = RunTable(runs("植树造林").keys, np.zeros((10, 1), np.float32))

    in_text, in_runs = table.find_in(text), table.find(runs(text))

    assert [part.tolist() for part in in_text] == [part.tolist() for part in in_runs]


def test_signs_of_figures_count_figures_and_not_values() -> None:
    one = figure_signs("2022年培训320人次,覆盖率98%", {"percent"}, ["percent", "law"])
    other = figure_signs("2021年培训250人次,覆盖率96%", {"percent"}, ["percent", "law"])

    assert one.tolist() == other.tolist()
    assert one[:3] == pytest.approx(np.log1p([3, 1, 2]))
    assert one[-2:].tolist() == [1, 0]


def test_nearness_falls_with_distance_from_one() -> None:
    radial = Radial(0.5, np.array([[0, 0], [2, 0]], np.float32), np.array([[1], [10]], np.float32))

    assert radial.scores(np.array([0, 0], np.float32)) == pytest.approx([1 + 10 * np.exp(-2)])
