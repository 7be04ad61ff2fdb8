"""The accuracy scripts of Chinese news run on any file of their format and end with one line of JSON."""

import json
import runpy
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from cnesg.sentiment.training.labelled import LabelledText

Run = Callable[..., dict[str, Any]]
HERE = Path(__file__).resolve().parents[2]
NAMES = [f"{a}{b}{c}" for a, b, c in product("甲乙丙丁戊己", "山水云", ("股份", "科技"))]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Runs a script as it is run from the command line, in this process; gives the object of its last line."""

    def run_script(script: str, *arguments: str) -> dict[str, Any]:
        monkeypatch.syspath_prepend(HERE / "benchmarks")
        monkeypatch.setattr(sys, "argv", [script, *arguments])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(HERE / "benchmarks" / script), run_name="__main__")
        assert not ended.value.code
        found: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
        return found

    return run_script


def written(file: Path, rows: list[list[str]]) -> str:
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return str(file)


def test_events_are_judged_on_texts_of_another_file(tmp_path: Path, run: Run) -> None:
    deeds = {"排污": "违法排污被罚款，昨日天气晴", "亏损": "上半年业绩大幅亏损，昨日天气晴"}
    rows = [["0", f"{name}{deed}", kind, name] for name in NAMES for kind, deed in deeds.items()]
    judged = [["0", f"庚山科技{deed}", kind, "庚山科技"] for kind, deed in deeds.items()]

    found = run(
        "news_incidents.py",
        *("--train", written(tmp_path / "train.json", rows)),
        *("--test", written(tmp_path / "test.json", [*judged, rows[0]])),  # a text learnt is not judged
    )

    assert (found["type_accuracy"], found["subject_accuracy"], found["pair_f1"]) == (1, 1, 1)
    assert 0 <= found["shipped_type_accuracy"] <= 1


def test_types_are_judged_by_models_of_all_other_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE / "benchmarks")
    script = runpy.run_path(str(HERE / "benchmarks" / "news_incidents.py"))
    deeds = {"排污": "违法排污被罚款", "亏损": "上半年业绩大幅亏损"}
    rows = [LabelledText(f"{name}{deeds[kind]}", ((kind, name),)) for name in NAMES[:6] for kind in deeds]
    rows.append(LabelledText("庚山科技失火", (("失火", "庚山科技"), ("爆炸", "庚山科技"))))

    # the last part is told in words of no other, and of a type that no other has
    assert script["type_accuracies"](rows, [[0, 1, 2, 3], [*range(4, 12)], [12]]) == [(4, 4), (8, 8), (0, 2)]


def test_bad_news_is_judged_with_and_without_near_duplicates(tmp_path: Path, run: Run) -> None:
    deeds = {"1": "跑路，投资者报警", "0": "获奖，业绩增长"}
    rows = [["0", "", f"{n}{deed}", n, bad, n if bad == "1" else ""] for n in NAMES for bad, deed in deeds.items()]
    judged = [["0", "", "庚山科技董事长跑路，投资者在门口报警", "庚山科技;庚山", "1", "庚山科技"]]

    found = run(
        "news_negative.py",
        *("--train", written(tmp_path / "train.json", rows)),
        *("--test", written(tmp_path / "test.json", judged)),
    )

    figures = {"combined", "negative_f1", "entity_f1", "combined_unlike", "combined_apart", "shipped_combined"}
    assert figures <= found.keys()
    assert found["negative_f1"] == 1


def test_texts_are_unlike_where_they_share_few_shingles_with_any_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE / "benchmarks")
    unlike = runpy.run_path(str(HERE / "benchmarks" / "news_splits.py"))["unlike"]
    learnt = "甲山科技股份公告，上半年业绩增长"
    longer = f"{learnt}，而丙水股份的投资者在门口报警，警方已经立案侦查"  # holds all of it, and as much again

    assert unlike([learnt], [learnt, f"{learnt}！", longer, "丙水"]) == [2, 3]
