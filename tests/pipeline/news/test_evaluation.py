"""Evaluation of models of news: figures by hand, months by their index, and a page that shows what was wrong."""

import math
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.framework.sentiment import load_sentiment_rules
from cnesg.pipeline.news.evaluation.drift import months, psi
from cnesg.pipeline.news.evaluation.judging import Judged, bad_news, confusion, errors, figures, taken_for, type_counts
from cnesg.pipeline.news.evaluation.page import Evaluation, evaluate, page_of
from cnesg.pipeline.news.labels import CompanyLabels, LabelledNews
from cnesg.sources.instants import parse_instant

RULES = load_sentiment_rules().drift
CLASSES = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 500), min_size=1)


def one(labels: CompanyLabels, told: str, codes: str = "", *, bad: bool = False, day: str = "2024-01-05") -> Judged:
    news = LabelledNews(1, "", f"甲乙公司<b>消息</b>{day}", parse_instant(day), {"甲乙公司": labels})
    return Judged(news, "甲乙公司", labels, told, frozenset(codes.split()), bad)


CASES = [
    one(CompanyLabels("negative", {"E03-002"}, True), "negative", "E03-002", bad=True),
    one(CompanyLabels("negative", {"E03-002", "G07-024"}, True), "positive", "S01-008"),
    one(CompanyLabels("positive", set(), False), "positive", "G07-024", bad=True),
    one(CompanyLabels("neutral", None, None), "negative"),
]


def test_figures_are_those_that_one_counts_by_hand() -> None:
    assert confusion(CASES)["negative", "positive"] == 1
    assert bad_news(CASES) == {(True, True): 1, (True, False): 1, (False, True): 1}
    # three labels of incidents, three told, one of them right
    assert figures(CASES) == {
        "companies": 4,
        "polarity_accuracy": 0.5,
        "incident_precision": 0.3333,
        "incident_recall": 0.3333,
        "incident_f1": 0.3333,
        "negative_precision": 0.5,
        "negative_recall": 0.5,
        "negative_f1": 0.5,
    }
    assert [(found.code, found.labelled, found.right, found.extra) for found in type_counts(CASES)] == [
        ("E03-002", 2, 1, 0),
        ("G07-024", 1, 0, 1),
        ("S01-008", 0, 0, 1),
    ]
    assert taken_for(CASES) == [(("E03-002", "S01-008"), 1), (("G07-024", "S01-008"), 1)]


def test_errors_are_told_by_kind() -> None:
    assert {key: len(held) for key, held in errors(CASES).items()} == {
        ("incident", "none", "other"): 1,
        ("incident", "some", "other"): 1,
        ("negative", "0", "1"): 1,
        ("negative", "1", "0"): 1,
        ("polarity", "negative", "positive"): 1,
        ("polarity", "neutral", "negative"): 1,
    }


def test_the_index_of_a_month_by_hand() -> None:
    # with half a count each: 3.5 and 1.5 of 5 now, 1.5 and 3.5 of 5 before
    assert psi(Counter(a=3, b=1), Counter(a=1, b=3), 0.5) == round(0.8 * math.log(3.5 / 1.5), 4)


@given(CLASSES, CLASSES)
def test_the_index_is_never_below_nothing_and_the_same_both_ways(now: dict[str, int], before: dict[str, int]) -> None:
    assert psi(Counter(now), Counter(before), 0.5) >= 0
    assert psi(Counter(now), Counter(before), 0.5) == pytest.approx(psi(Counter(before), Counter(now), 0.5), abs=2e-4)
    assert psi(Counter(now), Counter(now), 0.5) == 0


def test_a_month_in_which_answers_turn_is_seen() -> None:
    labels = CompanyLabels("positive")
    calm = [one(labels, "positive", day=f"2024-0{month}-05") for month in (1, 2) for _ in range(40)]
    turned = [one(labels, "negative", day="2024-03-05") for _ in range(40)]
    first, second, third = months([*turned, *calm], RULES)
    assert (first.psi, first.month) == (None, "2024-01")
    assert second.psi is not None
    assert third.psi is not None
    assert second.psi["polarity"] < RULES.some.value
    assert third.psi["polarity"] > RULES.great.value
    assert third.psi["length"] < RULES.some.value
    assert third.accuracy == 0
    assert not third.few


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_shows_errors_without_letting_texts_be_markup(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNESG_LANG", language)
    page = page_of(Evaluation(Path("labels.csv"), None, CASES))
    assert {"en": "Bad news not told", "zh": "漏报负面"}[language] in page
    assert "<mark>甲乙公司</mark>&lt;b&gt;消息" in page
    assert "E03-002" in page
    assert "http" not in page


def test_a_file_is_judged_by_what_ships(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(
        "text,company,polarity,incident,negative\n"
        "岚岫五金夜间偷排废水，被罚款二十万元,岚岫五金,negative,E03-002,1\n"
        "漱畴制药将于下周三举行投资者交流会,漱畴制药,,none,0\n",
        encoding="utf-8",
    )
    found = evaluate(path).figures()
    assert found["companies"] == 2
    assert found["polarity_accuracy"] == found["incident_f1"] == found["negative_f1"] == 1
