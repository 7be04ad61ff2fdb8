"""Tables of ranks of employees: who is on the board, and tables that name no metric. Figures invented."""

from collections.abc import Callable
from typing import Any

import pytest

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.extraction.tables.contexts import Context
from cnesg.extraction.tables.rows.ranks import as_rank
from cnesg.framework.phrase_table import matching_form
from cnesg.text import Page

Read = Callable[..., list[tuple[str, float, dict[str, str]]]]


@pytest.fixture
def read(make_pages: Callable[..., list[Page]], knowledge: Knowledge, rows_at: Callable[..., None]) -> Read:
    """The facts of a table drawn below a title."""

    def run(title: str, rows: list[list[str]]) -> list[tuple[str, float, dict[str, str]]]:
        def draw(canvas: Any) -> None:
            canvas.drawString(50, 740, title)
            rows_at(canvas, rows, [50, 200, 270, 340, 410, 480], 720)

        reader = TableReader(knowledge, 2023)
        found: list[Candidate] = [one for page in make_pages(draw) for one in reader.read(page)]
        return [(one.metric, one.value, one.breakdown) for one in found]

    return run


def test_directors_between_vice_presidents_and_managers_are_a_rank(read: Read) -> None:
    head = ["Gender", "SVP/VP", "Director", "Manager", "All employees"]
    rows = [head, ["Global"], ["Female", "31%", "42%", "45%", "47%"]]  # worldwide is the whole, no part of it

    assert read("Inclusion and diversity", rows) == [
        ("employees_share", 31, {"level": "svp/vp", "gender": "female"}),
        ("employees_share", 42, {"level": "director", "gender": "female"}),
        ("employees_share", 45, {"level": "manager", "gender": "female"}),
        ("employees_share", 47, {"gender": "female"}),
    ]


def test_female_directors_above_female_managers_are_of_the_board(read: Read) -> None:
    rows = [["Indicator", "2022", "2023"], ["Female directors", "30%", "33%"], ["Female managers", "40%", "41%"]]

    assert [(metric, value) for metric, value, _ in read("Gender diversity", rows)] == [
        ("female_directors_share", 30),
        ("female_directors_share", 33),
        ("employees_share", 40),
        ("employees_share", 41),
    ]


def test_what_stands_over_the_ranks_tells_whose_shares_they_are(read: Read) -> None:
    rows = [
        ["Women", "2022", "2023"],
        ["Vice presidents", "30%", "33%"],
        ["Managers", "40%", "41%"],
        ["Total", "44%", "45%"],
    ]

    assert read("Our people", rows)[-2:] == [
        ("employees_share", 44, {"gender": "female"}),
        ("employees_share", 45, {"gender": "female"}),
    ]


@pytest.mark.parametrize("title", ["Promotions by gender", "Median pay gap", "Applicants", "Engagement score"])
def test_ranks_parted_by_something_else_are_no_shares_of_employees(read: Read, title: str) -> None:
    rows = [["Women", "2022", "2023"], ["Vice presidents", "30%", "33%"], ["SVPs", "40%", "41%"]]

    assert not [found for found in read(title, rows) if found[0] == "employees_share"]


def test_what_fits_a_label_of_the_board_is_not_kept_for_the_rank_of_its_name(knowledge: Knowledge) -> None:
    board = Context("row", "Directors", knowledge.lexicon.find(matching_form("Directors")))
    board.best["asked"] = None  # every table that has the label asks the same context

    rank = as_rank(knowledge, board)

    assert len(rank.found.hits) < len(board.found.hits)
    assert rank.best == {}
    rank.best["asked again"] = None
    assert "asked again" not in board.best
