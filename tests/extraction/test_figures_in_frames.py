"""Figures of many metrics in many sentence frames, and figures of others in the same: what each is follows from both.

All combinations are read in the full run, a seeded sample in the short one. All figures are invented.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import facts

from cnesg.model import Quantity

FOLDER = Path(__file__).parents[1] / "cases" / "extraction"
CASES: dict[str, Any] = yaml.safe_load((FOLDER / "figures_in_frames.yaml").read_text(encoding="utf-8"))
WORKED: list[dict[str, Any]] = yaml.safe_load((FOLDER / "frames_worked.yaml").read_text(encoding="utf-8"))
YEAR = 2024
YEARS = {"v": YEAR, "w": YEAR - 1, "a": YEAR, "b": YEAR}
REGIONS = {"a": {"hong kong", "香港", "香港地区"}, "b": {"mainland", "mainland china", "中国内地", "内地"}}
SAMPLE = 150
Combination = tuple[str, str, str]


def combinations(kind: str) -> Iterator[Combination]:
    for language in ("en", "zh"):
        for frame in CASES[kind][language]:
            for metric, told in CASES["metrics"].items():
                verbal = f"{{{language}_of}}" in frame["text"]
                if metric not in frame.get("but", ()) and (not verbal or f"{language}_of" in told):
                    yield language, frame["text"], metric


def text(one: Combination) -> str:
    language, frame, metric = one
    told = CASES["metrics"][metric]
    unit, name = told[f"{language}_unit"], told[language]
    apart = " " if language == "en" and unit not in ("", "%") else ""

    def printed(figure: str) -> str:
        in_millions = language == "en" and told["size"] == "money"
        return f"RMB{figure} million" if in_millions else f"{figure}{apart}{unit}"

    figures = {key: printed(figure) for key, figure in CASES["figures"][told["size"]].items()}
    was = {
        "was": "were" if told.get("plural") else "was",
        "waz": "were" if told.get("en_of", "").endswith("s") else "was",
    }
    return frame.format(x=name, X=name[0].upper() + name[1:], p="6.2", **was, **figures, **told)


def classes(row: Quantity, metric: str) -> set[str]:
    own = CASES["metrics"][metric].get("class")
    return {value.lower() for value in row.breakdown.values()} - {own}


def is_right(row: Quantity, key: str, metric: str) -> bool:
    """Whether a row is what the frame says of a figure: the metric, the year, and the region or the whole."""
    metrics = {metric, *CASES["metrics"][metric].get("also", ())}
    named = classes(row, metric)
    right = bool(named & REGIONS[key]) if key in REGIONS else not named
    return row.metric in metrics and row.year == YEARS[key] and right


def wrong(one: Combination) -> list[str]:
    _, frame, metric = one
    figures = CASES["figures"][CASES["metrics"][metric]["size"]]
    rows, problems, known = facts(text(one), YEAR), [], set()
    for key in (key for key in (*YEARS, "o") if f"{{{key}}}" in frame):
        of_figure = [row for row in rows if row.raw_value.strip() == figures[key]]
        known |= {id(row) for row in of_figure}
        if key == "o":
            ours = [row for row in of_figure if not classes(row, metric) and row.value_kind == "actual"]
            problems += [f"{text(one)}: {row.metric} {row.value} is of others" for row in ours]
        elif len(of_figure) != 1 or not is_right(of_figure[0], key, metric):
            problems.append(f"{text(one)}: {figures[key]} is {[(r.metric, r.year, r.breakdown) for r in of_figure]}")
    return problems + [f"{text(one)}: {row.metric} {row.value}" for row in rows if id(row) not in known]


@pytest.mark.heavy
@pytest.mark.parametrize("kind", ["frames", "outsiders"])
def test_a_sample_is_read_as_it_was_put_together(kind: str) -> None:
    sample = random.Random(11).sample(list(combinations(kind)), SAMPLE)
    assert [problem for one in sample for problem in wrong(one)] == []


@pytest.mark.full
@pytest.mark.parametrize("kind", ["frames", "outsiders"])
def test_every_combination_is_read_as_it_was_put_together(kind: str) -> None:
    assert [problem for one in combinations(kind) for problem in wrong(one)] == []


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case["text"][:40])
def test_worked_figures(case: dict[str, Any]) -> None:
    found = {
        (q.metric, round(q.value, 6), q.year, tuple(sorted(q.breakdown.items()))) for q in facts(case["text"], YEAR)
    }
    told = case["facts"]
    assert found == {
        (f["metric"], f["value"], f.get("year", YEAR), tuple(sorted(f.get("breakdown", {}).items()))) for f in told
    }
