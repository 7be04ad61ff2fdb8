"""Polarity of news on labelled files: files as they come, parts that keep near-duplicates together, promised floors."""

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from cnesg.sentiment.models.polarity import PolarityQuestion, shipped_judge

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "benchmarks"))

from labelled_news import conflicting, parts, read_chinese, read_english, texts_apart  # noqa: E402 - a script's folder

GOOD = ["净利润预增40%", "中标3亿元项目", "控股股东拟增持", "拟回购股份", "扭亏为盈", "获机构举牌"]
BAD = ["净利润预减40%", "遭立案调查", "控股股东拟减持", "收到问询函", "债券违约", "股票跌停"]


def _file(path: Path, fields: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([fields, *rows])
    return path


def _chinese(path: Path, times: int) -> Path:
    """Every wording as several unlike texts."""
    rows = [
        [
            f"公司{n}号",
            str(label),
            f"公司{n}号：{told}",
            f"公司{n}号公告，{told}。" + f"业务{chr(0x4E00 + 37 * n + k)}" * 9,
        ]
        for n in range(times)
        for label, group in ((1, GOOD), (0, BAD))
        for k, told in enumerate(group)
    ]
    return _file(path, ["公司", "正负面", "标题", "正文"], rows)


def _run(script: str, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, str(REPOSITORY / "benchmarks" / script), *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True, timeout=250)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_decisions_are_read_in_spite_of_apostrophes(tmp_path: Path) -> None:
    rows = [
        ["Moody's cuts Bexcom", """{"Moody's": 'neutral', 'Bexcom': 'negative'}"""],
        ["Women's wear lifts O'Hara", "{'Women's wear': 'positive', 'O'Hara': 'positive'}"],
        ["Nothing decided", "{}"],
    ]
    found = read_english(_file(tmp_path / "a.csv", ["Title", "Decisions"], rows))
    assert [(question.name, label) for question, label in found] == [
        ("Moody's", "neutral"),
        ("Bexcom", "negative"),
        ("Women's wear", "positive"),
        ("O'Hara", "positive"),
    ]
    assert found[0][0].others == ("Bexcom",)


def test_rows_without_a_label_are_left_out(tmp_path: Path) -> None:
    rows = [["甲", "1", "甲中标", ""], ["甲", "", "甲", ""], ["甲", "0.0", "甲违约", ""]]
    found = read_chinese(_file(tmp_path / "a.csv", ["公司", "正负面", "标题", "正文"], rows))
    assert [label for _, label in found] == ["positive", "negative"]


def test_near_duplicates_are_in_one_part() -> None:
    texts = [f"第{n}家公司签订价值不菲的设备采购合同并于当日公告" for n in range(10)]
    rows = [(PolarityQuestion(text, "", ""), "positive") for text in (*texts, "另一家企业遭到监管机构立案调查")]
    for train, test in parts(rows, seed=1, number=3):
        assert len(train) + len(test) == len(rows)
        assert {"合同" in question.title for question, _ in train}.isdisjoint(
            {"合同" in question.title for question, _ in test}
        ) or not test
        assert len(texts_apart(rows, test)) == len(train)


def test_opposed_companies_are_told_from_others() -> None:
    asked = [PolarityQuestion(title, "", name, (), "en") for title, name in (("x", "A"), ("x", "B"), ("y", "A"))]
    assert conflicting(list(zip(asked, ("positive", "negative", "positive"), strict=True))) == [True, True, False]


@pytest.mark.heavy
def test_chinese_figures_of_files_that_nobody_has_seen(tmp_path: Path) -> None:
    train, test = _chinese(tmp_path / "train.csv", 4), _chinese(tmp_path / "test.csv", 1)
    figures = _run("news_polarity.py", "--train", str(train), "--test", str(test))
    assert {"accuracy", "lexicon_accuracy", "shipped_accuracy"} <= set(figures)
    assert min(figures[name] for name in ("accuracy", "lexicon_accuracy", "shipped_accuracy")) >= 0.9


@pytest.mark.full
def test_english_figures_of_a_file_that_nobody_has_seen(tmp_path: Path) -> None:
    names = ["Bexcom", "Quarrix", "Inverlea", "Ulverly", "Corvane", "Yarrow", "Penrose", "Holtby"]
    told = [("{} profit jumps", "positive"), ("{} shares slump", "negative"), ("{} names auditor", "neutral")]
    rows = [[title.format(name), f"{{'{name}': '{label}'}}"] for name in names for title, label in told]
    file = _file(tmp_path / "all.csv", ["Title", "Decisions"], rows)
    figures = _run("news_english.py", "--train", str(file), "--test", str(file))
    assert figures["accuracy"] >= 0.9
    assert figures["conflicting_accuracy"] is None


def test_shipped_polarity_is_as_good_as_promised(shared_data: Path) -> None:
    rows = read_chinese(shared_data / "news" / "zh_company_news_polarity.csv")
    questions = [question for question, _ in rows]
    good = [label == "positive" for _, label in rows]
    judge = shipped_judge()
    for told in (judge.polarities(questions), judge.by_words(questions)):
        assert fmean((value >= 0) == wanted for value, wanted in zip(told, good, strict=True)) >= 0.86


@pytest.mark.heavy
def test_shipped_english_is_as_good_as_promised(shared_data: Path) -> None:
    rows = read_english(shared_data / "news" / "en_entity_sentiment_train.csv")[::4]
    answers = shipped_judge().answers([question for question, _ in rows])
    assert fmean(answer == label for answer, (_, label) in zip(answers, rows, strict=True)) >= 0.62
