"""Tables whose rows headings or pages take apart."""

from collections.abc import Callable
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables import TableReader
from cnesg.text import Page

_XS = (50, 320, 390, 460)
_HEAD = ["KPI", "Unit", "2023", "2022"]
_Facts = set[tuple[str, float, int, tuple[str, ...]]]


def _read(pages: list[Page], knowledge: Knowledge) -> _Facts:
    reader = TableReader(knowledge, 2023)
    found = [c for page in pages for c in reader.read(page)]
    return {(c.metric, c.value, c.year, tuple(c.breakdown.values())) for c in found}


def test_a_group_goes_on_overleaf(
    make_pages: Callable[..., list[Page]], rows_at: Callable[..., None], knowledge: Knowledge
) -> None:
    """The header stands again over the rest of the rows, which are still those of the suppliers."""
    first = [
        _HEAD,
        *[["Volunteer hours", "hours", "2,414", "2,190"]] * 2,
        ["Number of suppliers by region"],
        ["Hong Kong", "No.", "210", "198"],
    ]
    rest = [_HEAD, ["Mainland China", "No.", "485", "470"], ["Complaints", "cases", "64", "71"]]

    def begin(canvas: Any) -> None:
        rows_at(canvas, first, _XS, top=180)

    pages = make_pages(begin, lambda canvas: rows_at(canvas, rest, _XS, top=740))
    assert _read(pages, knowledge) >= {
        ("suppliers", 210, 2023, ("hong kong",)),
        ("suppliers", 485, 2023, ("mainland china",)),
        ("suppliers", 470, 2022, ("mainland china",)),
    }


def test_headings_between_rows_leave_the_years_over_the_columns(
    make_pages: Callable[..., list[Page]], rows_at: Callable[..., None], knowledge: Knowledge
) -> None:
    """The rows above the headings are no titles of those below: the complaints are no tonnes."""
    above = [_HEAD, ["Hazardous waste", "tonnes", "15.8", "17.2"], ["Coal", "tonnes", "64.0", "71.5"]]
    below = [["Work-related fatalities", "No.", "0", "1"], ["Complaints", "No.", "64", "71"]]

    def draw(canvas: Any) -> None:
        rows_at(canvas, above, _XS, top=700)
        rows_at(canvas, [["B2. Health and safety"], ["Every year"]], _XS, top=640)
        rows_at(canvas, below, _XS, top=600)

    assert _read(make_pages(draw), knowledge) == {
        ("hazardous_waste", 15.8, 2023, ()),
        ("hazardous_waste", 17.2, 2022, ()),
        ("coal", 64, 2023, ()),
        ("coal", 71.5, 2022, ()),
        ("fatalities", 0, 2023, ()),
        ("fatalities", 1, 2022, ()),
        ("complaints", 64, 2023, ()),
        ("complaints", 71, 2022, ()),
    }
