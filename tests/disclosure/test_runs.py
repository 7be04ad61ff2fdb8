"""Runs of characters, their tables, signs of figures, and nearness."""

import numpy as np
import pytest

from cnesg.disclosure.figure_signs import figure_signs
from cnesg.disclosure.ngrams import checksums, distinct
from cnesg.disclosure.radial import Radial
from cnesg.disclosure.runs import RunTable, sentence_runs


def test_years_and_figures_and_punctuation_are_not_told_apart() -> None:
    one, other = sentence_runs(["2021年,植树412棵。"]), sentence_runs(["2022年植树1,500棵"])

    assert one.keys.tolist() == other.keys.tolist()


def table_of(text: str) -> RunTable:
    keys = np.unique(sentence_runs([text]).keys)
    return RunTable(keys, np.arange(2 * len(keys), dtype=np.float32).reshape(-1, 2))


def test_a_table_finds_the_runs_it_knows() -> None:
    table = table_of("植树")

    found = table.held_by(sentence_runs(["公司植树", "用水", "", "树树,植树"]))

    assert found.ends.tolist() == [0, 3, 3, 3, 6]
    assert found.rows.tolist() == [0, 1, 2, 0, 1, 2]
    tree = table.keys.tolist().index(sentence_runs(["树"]).keys[0])
    wanted = np.ones(6)
    wanted[3 + tree] += np.log(3)  # a run that stands there thrice counts by its logarithm
    assert found.counts == pytest.approx(wanted)
    assert RunTable(table.keys[:0], table.rows[:0]).held_by(sentence_runs(["植树"])).rows.tolist() == []


def test_runs_reach_into_no_other_sentence() -> None:
    texts = ["用水", "植树造林", "", "水", "N", "公司植树"]

    together = sentence_runs(texts)

    for place, text in enumerate(texts):
        assert sorted(together.keys[together.owners == place]) == sorted(checksums(text, 6))


def test_what_a_sentence_holds_does_not_depend_on_the_others() -> None:
    table, texts = table_of("公司植树造林"), ["植树", "", "公司用水,公司植树", "司司"]
    factors = np.linspace(1, 2, len(table.keys), dtype=np.float32)

    together = table.held_by(sentence_runs(texts)).of_unit_length(factors)

    for place, text in enumerate(texts):
        alone = table.held_by(sentence_runs([text])).of_unit_length(
            np.linspace(1, 2, len(table.keys), dtype=np.float32)
        )
        part = slice(*together.ends[place : place + 2])
        assert together.rows[part].tolist() == alone.rows.tolist()
        assert together.counts[part].tolist() == alone.counts.tolist()
        assert together.sums(table.rows)[place].tolist() == alone.sums(table.rows)[0].tolist()
        assert (alone.counts**2).sum() == pytest.approx(float(len(alone.rows) > 0))


@pytest.mark.parametrize("numbers", [[], [7], [5, 3, 5, 9, 3, 5]])
def test_distinct_numbers_are_those_of_numpy(numbers: list[int]) -> None:
    asked = np.array(numbers, np.uint32)

    found, times = distinct(asked)

    wanted, counts = np.unique(asked, return_counts=True)
    assert (found.tolist(), times.tolist()) == (wanted.tolist(), counts.tolist())


def test_signs_of_figures_count_figures_and_not_values() -> None:
    one = figure_signs("2022年培训320人次,覆盖率98%", {"percent"}, ["percent", "law"])
    other = figure_signs("2021年培训250人次,覆盖率96%", {"percent"}, ["percent", "law"])

    assert one.tolist() == other.tolist()
    assert one[:3] == pytest.approx(np.log1p([3, 1, 2]))
    assert one[-2:].tolist() == [1, 0]


def test_nearness_falls_with_distance_from_one() -> None:
    radial = Radial(0.5, np.array([[0, 0], [2, 0]], np.float32), np.array([[1], [10]], np.float32))

    assert radial.scores(np.array([0, 0], np.float32)) == pytest.approx([1 + 10 * np.exp(-2)])
