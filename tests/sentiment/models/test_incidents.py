"""Events from text: names found by their edges, types with a candidate masked, and decisions over both."""

from itertools import product

import numpy as np
import pytest

from cnesg.sentiment.models.candidates import CANDIDATE_VIEWS, Candidate, KnownNames, candidate_row, candidates
from cnesg.sentiment.models.edges import PATTERNS, even, gap_runs
from cnesg.sentiment.models.incidents import IncidentModel, pack_incidents, unpack_incidents, written
from cnesg.sentiment.models.masks import JUDGED
from cnesg.sentiment.models.scorecard import Scorecard, bins, quantile_bounds
from cnesg.sentiment.models.windows import SUBJECT_VIEWS, subject_row
from cnesg.sentiment.training.incidents import best_threshold, train_incidents
from cnesg.sentiment.training.labelled import LabelledText

NAMES = [f"{a}{b}{c}" for a, b, c in product("甲乙丙丁戊", "山水云", ("股份", "科技"))]
DEEDS = {"排污": "违法排污被罚款", "亏损": "上半年业绩大幅亏损", "辞职": "董事长因个人原因辞职"}


@pytest.fixture(scope="module")
def trained() -> IncidentModel:
    rows = [
        LabelledText(f"{name}{deed}，昨日天气晴", ((kind, name),)) for name in NAMES for kind, deed in DEEDS.items()
    ]
    rows += [LabelledText(f"昨日天气晴，{word}价格平稳", ()) for word in ("大豆", "玉米", "钢材", "棉花")]
    return train_incidents(rows)


def test_types_subjects_and_both_are_told_of_names_never_seen(trained: IncidentModel) -> None:
    text = "己山科技违法排污被罚款，昨日天气晴"

    assert trained.types_of([(text, "己山科技")]) == ["排污"]
    assert trained.subjects_of([(text, "排污")]) == ["己山科技"]
    assert trained.events_of([text]) == [(("排污", "己山科技"),)]


def test_a_text_without_an_event_tells_none(trained: IncidentModel) -> None:
    assert trained.events_of(["昨日天气晴，白糖价格平稳", "。", ""]) == [(), (), ()]


def test_no_name_is_the_subject_where_none_stands(trained: IncidentModel) -> None:
    assert trained.subjects_of([("", "排污")]) == [""]


def test_a_type_never_met_asks_for_the_likeliest_subject(trained: IncidentModel) -> None:
    assert trained.subjects_of([("己山科技违法排污被罚款，昨日天气晴", "无此类型")]) == ["己山科技"]


def test_a_packed_model_answers_alike(trained: IncidentModel) -> None:
    again, texts = unpack_incidents(pack_incidents(trained)), [f"己水股份{deed}，昨日天气晴" for deed in DEEDS.values()]

    assert again.events_of(texts) == trained.events_of(texts)


def test_the_name_is_given_as_the_text_writes_it() -> None:
    assert written("ＡＢ证券公告", Candidate("ab证券", ((0, 4),), 0.0)) == "ＡＢ证券"


def test_even_text_keeps_its_length() -> None:
    assert even("ＡB证券(600741)１") == "ab证券(NNNNNN)N"


def test_gaps_are_told_by_what_stands_around_them_alone() -> None:
    one, other = gap_runs(["甲乙丙"], 1 << 16), gap_runs(["丁", "甲乙丙"], 1 << 16)

    assert one.shape == (4, len(PATTERNS))
    assert (other[2:] == one).all()


def test_candidates_are_the_likeliest_stretches_and_known_names() -> None:
    begins, ends = np.full(7, -1, np.float32), np.full(7, -1, np.float32)
    begins[0], ends[2] = 2, 2

    found = candidates("甲乙公布丙丁", (begins, ends), KnownNames({"丙丁": 3}))

    assert found[0] == Candidate("甲乙", ((0, 2),), 4.0)
    assert "丙丁" in {each.name for each in found}


def test_candidates_and_subjects_are_masked() -> None:
    row = candidate_row("甲乙公布，甲乙亏损", Candidate("甲乙", ((0, 2), (5, 7)), 0.0))
    shown = subject_row("甲乙告丙丁", "甲乙", ["丙丁"])

    assert row[0] == f"{JUDGED}公布，{JUDGED}亏损"
    assert shown[0] == f"{JUDGED}告\ue001"
    assert (len(row), len(shown)) == (len(CANDIDATE_VIEWS), len(SUBJECT_VIEWS))


def test_scorecards_add_the_weights_of_bins() -> None:
    card = Scorecard((np.array([0, 1], np.float32), np.array([5], np.float32)), np.arange(5, dtype=np.float32), 0.5)

    # 0.5 lies between 0 and 1: weight 1; 5 lies in the bin above the bound: weight 4
    assert card.log_odds(np.array([[0.5, 5.0], [-1.0, 0.0]])) == pytest.approx([5.5, 3.5])


def test_bounds_are_distinct_and_every_number_has_a_bin() -> None:
    numbers = np.array([[0.0], [0.0], [0.0], [1.0]])

    bounds = quantile_bounds(numbers, 4)

    assert (np.diff(bounds[0]) > 0).all()
    assert bins(np.array([[-9.0], [9.0]]), bounds).tolist() == [[0], [len(bounds[0])]]


def test_the_threshold_gives_the_highest_f1() -> None:
    right = np.array([True, True, False, False])

    assert best_threshold(np.array([3.0, -1.0, -2.0, -3.0]), right, 2) == pytest.approx(-1.5)
    assert best_threshold(np.array([3.0, 2.0, 1.0, 0.0]), right, 2) == 0  # what is likelier than not is told
