"""Made-up reports in many layouts and three languages: what is printed in them is found."""

from functools import cache
from pathlib import Path

import pytest
from tests.extraction.synthetic.content import LANGUAGES
from tests.extraction.synthetic.reports import SCENES, write_report
from tests.extraction.synthetic.scoring import Score, score

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

SEEDS = range(100, 102)
FLOORS = {  # recall and precision, a little below what is reached
    "bar-charts": (0.90, 0.88),
    "beside-prose": (0.78, 0.96),
    "both-languages": (0.94, 0.96),
    "by-classes": (0.84, 0.90),
    "by-years": (0.92, 0.92),
    "classes-by-metrics": (0.76, 0.84),
    "classes-in-columns": (0.96, 0.96),
    "classes-in-labels": (0.88, 0.96),
    "houses": (0.90, 0.92),
    "industries": (0.92, 0.92),
    "key-figures": (0.92, 0.92),
    "levels-by-gender": (0.76, 0.96),
    "one-unit": (0.92, 0.92),
    "overleaf": (0.94, 0.96),
    "pie-charts": (0.88, 0.94),
    "prose": (0.78, 0.84),
    "rotated": (0.92, 0.96),
    "side-by-side": (0.82, 0.90),
    "single-year": (0.96, 0.96),
    "tiles": (0.82, 0.96),
    "units-in-headings": (0.76, 0.76),
    "with-codes": (0.94, 0.94),
    "with-dashes": (0.94, 0.96),
    "with-other-columns": (0.92, 0.94),
    "years-in-rows": (0.70, 0.84),
}


@cache
def knowledge() -> Knowledge:
    return Knowledge.of(load_methodology())


def scores(folder: Path, scene: str) -> Score:
    total = Score()
    for language in LANGUAGES:
        for seed in SEEDS:
            path, _, facts = write_report(folder, scene, language, seed)
            rows = extract_quantities(read_document(path), knowledge())
            total += score(facts, rows, knowledge().units)
    return total


@pytest.mark.heavy
@pytest.mark.parametrize("scene", sorted(SCENES))
def test_recall_and_precision_of_a_scene(tmp_path: Path, scene: str) -> None:
    found = scores(tmp_path, scene)
    recall, precision = FLOORS[scene]
    assert found.recall >= recall, found
    assert found.precision >= precision, found


@pytest.mark.parametrize(
    ("scene", "language", "seed"),
    [
        ("by-classes", "en", 320),  # the title of the first group reaches over the columns, below the years
        ("by-classes", "zh", 321),  # a whole without a unit, and below it the title of what it is divided by
        ("by-years", "zh", 321),  # values that fill their cells with their unit
        ("houses", "en", 400),  # classes overleaf and below wholes with a class word in their name
        ("single-year", "en", 402),  # an only column, drawn by itself, below a head set left
        ("years-in-rows", "en", 402),  # units in brackets below some heads
        ("by-classes", "en", 403),  # ages in a column of labels behind a column of groups
        ("pie-charts", "en", 323),  # ages below their shares
        ("key-figures", "zht", 327),  # figures of many sizes, all with their labels above
        ("years-in-rows", "en", 321),  # heads at a blank's distance
        ("classes-by-metrics", "en", 324),  # heads of two lines beside a head of one
        ("years-in-rows", "en", 325),  # heads of two to four lines
        ("one-unit", "en", 324),  # units in brackets behind the years
        ("units-in-headings", "en", 324),  # titles further out than labels, all drawn column by column
        ("classes-in-labels", "en", 321),  # labels that wrap behind a colon
        ("single-year", "en", 320),  # a count below a rate, without a unit of its own
        ("key-figures", "en", 320),  # tiles in units of 10,000 yuan, last year's figure in brackets
        ("tiles", "en", 321),  # labels right of figures whose unit stands in brackets
        ("tiles", "en", 322),
        ("tiles", "en", 404),  # the next figure's label, higher up on the line of a figure
        ("with-other-columns", "zh", 322),  # columns that are drawn one by one, the last of changes
        ("years-in-rows", "en", 322),  # a head that says `during the year`
    ],
)
def test_layouts_that_were_misread_once(tmp_path: Path, scene: str, language: str, seed: int) -> None:
    path, _, facts = write_report(tmp_path, scene, language, seed)
    found = score(facts, extract_quantities(read_document(path), knowledge()), knowledge().units)
    assert found.recall > 0.9, found
    assert found.facts - found.found <= 1, found
    assert found.precision >= 0.95, found


def test_groups_beside_rows_that_are_drawn_column_by_column(tmp_path: Path) -> None:
    """No line of such a page holds a label and its values; nothing of it was read before."""
    path, _, facts = write_report(tmp_path, "by-classes", "zh", 12)
    found = score(facts, extract_quantities(read_document(path), knowledge()), knowledge().units)
    assert found.recall >= 0.9, found


def test_the_same_seed_draws_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = write_report(tmp_path / "one", "tiles", "en", 1)
    two = write_report(tmp_path / "two", "tiles", "en", 1)
    assert one[0].read_bytes() == two[0].read_bytes()
    assert one[1:] == two[1:]
