"""Which rows are likely enough to be told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.confidence import ConfidenceModel, Traced
from cnesg.extraction.facts.likely_rows import likely_rows
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import traced_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

METHODOLOGY = load_methodology()
LEAST = {"least_confidence": 0.5, "least_confidence_in_reports": None, "least_confidence_of_others": 0.3}


class Sure:
    """A model by which every row is right to the same share."""

    def __init__(self, share: float) -> None:
        self.share = share

    def of(self, rows: Sequence[Traced]) -> list[float]:
        return [self.share] * len(rows)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Traced]]:
    path = tmp_path / "report-2024.txt"
    path.write_text("2024年，公司用水量为45,000吨，员工总数为1,250人。\n", encoding="utf-8")
    traced = traced_quantities(read_document(path), METHODOLOGY, year=2024, least_confidence=0.0)
    assert traced

    def run(share: float, row: dict[str, Any], one: dict[str, Any], least: float | None = None) -> list[Traced]:
        know = replace(Knowledge.of(METHODOLOGY), confidence=cast(ConfidenceModel, Sure(share)))
        monkeypatch.setattr(know.lexicon, "grammar", know.lexicon.grammar.model_copy(update=LEAST))
        rows = [(replace(row_, **row), replace(one_, **one)) for row_, one_ in traced]
        return likely_rows(know, rows, least)

    return run


BOX = {"bbox": (10.0, 10.0, 60.0, 20.0)}


@pytest.mark.parametrize(
    ("share", "row", "one", "is_told"),
    [
        (0.6, {}, {}, True),
        (0.4, {}, {}, False),  # a sentence
        (0.4, BOX, {"method": "table"}, True),  # a table on a page
        (0.4, {}, {"method": "table"}, False),  # a table in a text file
        (0.4, BOX, {}, False),  # a sentence on a page
        (0.4, {"value_kind": "target"}, {}, True),
        (0.2, BOX, {"method": "table"}, False),
        (0.2, {"value_kind": "target"}, {}, False),
    ],
)
def test_kinds_of_rows_of_which_the_model_saw_few_are_asked_for_less(
    told: Callable[..., list[Traced]], share: float, row: dict[str, Any], one: dict[str, Any], is_told: bool
) -> None:
    assert bool(told(share, row, one)) is is_told


def test_a_confidence_that_is_asked_for_is_so_of_all_rows(told: Callable[..., list[Traced]]) -> None:
    assert told(0.4, BOX, {"method": "table"}, 0.45) == []
    assert told(0.4, {"value_kind": "target"}, {}, 0.45) == []
    assert told(0.4, {}, {}, 0.35)


def test_a_row_has_its_share_for_confidence(told: Callable[..., list[Traced]]) -> None:
    assert {row.confidence for row, _ in told(0.6, {}, {})} == {0.6}
    assert isinstance(told(0.6, {}, {})[0][1], Candidate)


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        ({"metric": "water_stress_share", "unit": "%", "value": -12.0}, False),  # -12%, over Emissions vs 2022
        ({"metric": "water_stress_share", "unit": "%", "value": 12.0}, True),
        ({"metric": "net_profit", "unit": "CNY", "value": -12.0}, True),
    ],
)
def test_no_share_is_less_than_nothing(
    told: Callable[..., list[Traced]], row: dict[str, Any], *, is_told: bool
) -> None:
    assert bool(told(0.9, row, {})) is is_told
