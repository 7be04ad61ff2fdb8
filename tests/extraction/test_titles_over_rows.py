"""Every kind of row below every title of a figure of people: never of another metric than the title's.

Titles stand in the corner, as a group, as a caption, or in a row with the sum. All combinations are read in the full
run, a seeded sample in the short one. All figures are invented.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import facts

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "extraction" / "titles_over_rows.yaml").read_text(encoding="utf-8")
)
COUNTS, RATES = ((125, 135), (224, 231), (81, 92)), ((12.5, 13.5), (22.4, 23.1), (8.1, 9.2))
RATE = (16.2, 17.3)
HEADS = {"en": ("", "2020", "2021"), "zh": ("指标", "2020年", "2021年")}
SAMPLE = 400
Combination = tuple[str, str, str, tuple[str, ...], str, bool]


def combinations() -> Iterator[Combination]:
    for metric, titles in CASES["titles"].items():
        for language in ("en", "zh"):
            for title in titles[language]:
                for rows in CASES["rows"][language]:
                    for where in ("corner", "group", "caption", "sum"):
                        yield metric, language, title, tuple(rows), where, titles.get("rate", False)


def table(one: Combination) -> str:
    _, language, title, rows, where, rate = one
    first, *years = HEADS[language]
    figures = RATES if rate else COUNTS
    body = [(row, *map(str, figures[at])) for at, row in enumerate(rows)]
    whole = RATE if rate else tuple(sum(figures[at][year] for at in range(len(rows))) for year in (0, 1))
    lines: list[tuple[str, ...]] = {
        "corner": [(title, *years), *body],
        "group": [(first, *years), (title,), *body],
        "caption": [(title,), (first, *years), *body],
        "sum": [(first, *years), (title, *map(str, whole)), *body],
    }[where]
    return "2021年可持续发展报告\n\n" + "\n".join("\t".join(line) for line in lines)


def wrong(one: Combination) -> list[str]:
    metric = one[0]
    right = {metric, "employees_total"} if metric == "employees" else {metric}
    return [f"{one}: {row.metric} {row.breakdown}" for row in facts(table(one)) if row.metric not in right]


def test_no_row_is_of_another_metric() -> None:
    sample = random.Random(7).sample(list(combinations()), SAMPLE)
    assert [problem for one in sample for problem in wrong(one)] == []


@pytest.mark.full
def test_no_row_of_any_combination_is_of_another_metric() -> None:
    assert [problem for one in combinations() for problem in wrong(one)] == []
