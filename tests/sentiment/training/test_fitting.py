"""Fitting: what is plainly there is learnt, by each learner, and the same rows give the same model."""

import sys

import pytest

from cnesg.errors import InputError
from cnesg.sentiment.models.ngram_model import pack
from cnesg.sentiment.models.views import View
from cnesg.sentiment.training.fitting import Learner, Recipe, fit, fit_sets, vocabulary_of

VIEWS = (View("text", longest=2),)
ROWS = [(f"{name}公司{deed}",) for name in "甲乙丙丁" for deed in ("亏损", "排污", "获奖")]
LABELS = ["loss", "pollution", "award"] * 4


@pytest.mark.parametrize("learner", ["margin", "logistic", "regression"])
@pytest.mark.parametrize("telling", [0.0, 1.0])
def test_labels_are_learnt(learner: Learner, telling: float) -> None:
    fitted = fit(ROWS, LABELS, Recipe(VIEWS, learner=learner, telling=telling, softness=0.1))

    assert fitted.answers([("戊公司排污",), ("获奖的公司",)]) == ["pollution", "award"]


def test_a_question_of_yes_and_no_has_one_label() -> None:
    fitted = fit(ROWS, LABELS, Recipe(VIEWS, softness=0.1, balanced=True), only="loss")

    scores = fitted.scores([("戊公司亏损",), ("戊公司获奖",)])[:, 0]

    assert fitted.labels == ("loss",)
    assert scores[0] > 0 > scores[1]


def test_a_row_may_count_once_for_each_of_its_labels() -> None:
    rows, sets = [("甲公司",), ("甲公司",)] * 2, [{"loss"}, {"pollution", "award"}] * 2

    alike, by_label = (
        fit_sets(rows, sets, ("loss", "award"), Recipe(VIEWS, learner="regression", by_label=own)).scores(rows)[0]
        for own in (False, True)
    )

    assert alike[0] == pytest.approx(alike[1])
    assert by_label[0] < by_label[1]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert pack(fit(ROWS, LABELS, Recipe(VIEWS))) == pack(fit(ROWS, LABELS, Recipe(VIEWS)))


def test_rare_ngrams_are_left_out_and_rarer_ones_count_more() -> None:
    known = vocabulary_of([("甲乙",), ("甲丙",)], VIEWS, 2)
    all_of_them = vocabulary_of([("甲乙",), ("甲丙",)], VIEWS, 1)

    assert len(known.keys) == 1  # 甲
    assert len(all_of_them.keys) == 5
    assert min(all_of_them.scale) == pytest.approx(1)


def test_without_scikit_learn_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)

    with pytest.raises(InputError, match=r"cnesg\[training\]"):
        fit(ROWS, LABELS, Recipe(VIEWS))
