"""Chinese rows said in other forms keep their facts: a sample for each form, in texts, and for each kind on pages."""

from functools import cache
from itertools import islice
from pathlib import Path
from zlib import crc32

import pytest
import yaml
from tests.extraction.forms.forms_zh import FORMS, forms_of
from tests.extraction.forms.plain import CASES
from tests.extraction.forms.stock_zh import Plain, stock
from tests.extraction.forms.survival_zh import Asked, baseline, read_shown, well

FLOORS: dict[str, dict[str, float]] = yaml.safe_load(
    (CASES / "forms" / "chinese-floors.yaml").read_text(encoding="utf-8")
)
TEXTS, PAGES = 6, 8  # rows of each form, and of each kind of forms


@cache
def shuffled() -> tuple[Plain, ...]:
    """The rows in an order that no file tells."""
    return tuple(sorted(stock(), key=lambda row: crc32(f"1 {row.label} {row.heading}".encode())))


def sampled(kind: str, names: set[str], count: int, folder: Path) -> list[Asked]:
    """Some rows in forms of these names that are read right as they stand, and what is read of the form."""
    rows = shuffled()
    fitting = (
        (row, name, shown)
        for row in rows
        for name, shown in islice(forms_of(row, names), 1)
        if baseline(row, kind) is not None
    )
    return [Asked(name, row, shown, read_shown(kind, shown, folder)) for row, name, shown in islice(fitting, count)]


def survival(kind: str, names: set[str], count: int, folder: Path) -> float:
    """The share of a sample that survives."""
    asked = sampled(kind, names, count, folder)
    lost = [one.shown.lines()[-1] for one in asked if not well(one, kind) and one.row.lot == "read"]
    share = sum(well(one, kind) for one in asked) / len(asked)
    print(f"{sorted(names)[:1]} {kind} {share:.3f} {lost}")  # noqa: T201
    return share


@pytest.mark.heavy
@pytest.mark.parametrize("name", FLOORS["text"])
def test_rows_of_texts_survive_a_form(name: str, tmp_path: Path) -> None:
    assert survival("text", {name}, TEXTS, tmp_path) >= FLOORS["text"][name]


@pytest.mark.parametrize("group", FLOORS["page"])
def test_rows_of_pages_survive_forms(group: str, tmp_path: Path) -> None:
    assert survival("page", set(FORMS[group]), PAGES, tmp_path) >= FLOORS["page"][group]


def test_every_form_has_a_floor_that_can_fail() -> None:
    assert set(FLOORS["text"]) == {name for group in FORMS.values() for name in group}
    assert set(FLOORS["page"]) == set(FORMS)
    assert all(0 < floor <= 1 for floors in FLOORS.values() for floor in floors.values())
