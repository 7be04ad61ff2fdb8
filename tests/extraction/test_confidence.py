"""How likely a row is right."""

from pathlib import Path

import numpy as np
import pytest

from cnesg.extraction.confidence import BUCKETS, ConfidenceModel, Traced, bucket, describe
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import traced_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

METHODOLOGY = load_methodology()
TEXT = (
    "2024年，公司范围一温室气体排放量为1,200吨二氧化碳当量，用水量为45,000吨，员工总数为1,250人。\n\n"
    "指标\t单位\t2023年\t2024年\n化学需氧量排放量\t吨\t12.5\t11.8\n氨氮排放量\t吨\t1.25\t1.18\n"
)


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> list[Traced]:
    path = tmp_path_factory.mktemp("report") / "report-2024.txt"
    path.write_text(TEXT, encoding="utf-8")
    return traced_quantities(read_document(path), METHODOLOGY, year=2024, least_confidence=0.0)


def model(**weights: float) -> ConfidenceModel:
    array = np.zeros(BUCKETS)
    for name, weight in weights.items():
        array[bucket(name)] = weight
    return ConfidenceModel({"weights": array, "scores": [-2.0, 2.0], "shares": [0.1, 0.9]})


def test_every_row_has_the_share_that_the_calibration_gives_its_score(traced: list[Traced]) -> None:
    assert len(traced) >= 5
    assert set(model().of(traced)) == {0.5}
    assert set(model(bias=1.0).of(traced)) == {0.7}
    assert set(model(bias=50.0).of(traced)) == {0.9}


def test_features_tell_rows_apart_but_hold_no_digits_of_the_text(traced: list[Traced]) -> None:
    described = describe(traced)
    assert len({tuple(sorted(one)) for one in described}) == len(described)
    beside = [name for one in described for name in one if name.startswith(("left", "right"))]
    assert beside
    assert not any(digit in name for name in beside for digit in "123456789")


def test_rows_more_likely_wrong_are_left_out(traced: list[Traced], tmp_path: Path) -> None:
    path = tmp_path / "report-2024.txt"
    path.write_text(TEXT, encoding="utf-8")
    document = read_document(path)
    lowest = min(row.confidence for row, _ in traced)
    kept = traced_quantities(document, METHODOLOGY, year=2024, least_confidence=lowest + 0.0001)
    assert len(kept) < len(traced)
    assert all(row.confidence > lowest for row, _ in kept)
    assert traced_quantities(document, METHODOLOGY, year=2024, least_confidence=0.9999) == []


def test_a_few_lines_are_asked_for_less_than_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    know = Knowledge.of(METHODOLOGY)
    asked = {"least_confidence": 0.0, "least_confidence_in_reports": 0.9999}
    monkeypatch.setattr(know.lexicon, "grammar", know.lexicon.grammar.model_copy(update=asked))
    few, many = tmp_path / "few-2024.txt", tmp_path / "many-2024.txt"
    few.write_text(TEXT, encoding="utf-8")
    years = "\t".join(f"{year}年" for year in range(2017, 2025))
    values = "\t".join(str(1000 + 37 * number) for number in range(8))
    many.write_text(f"{TEXT}\n指标\t单位\t{years}\n用电量\t千瓦时\t{values}\n", encoding="utf-8")

    assert traced_quantities(read_document(few), know, year=2024)
    assert traced_quantities(read_document(many), know, year=2024) == []
