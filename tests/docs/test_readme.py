"""What README says of accuracy is what the page of measurements says."""

from pathlib import Path

ROOT = Path(__file__).parents[2]


def rows(page: str) -> list[tuple[str, ...]]:
    """The first four cells of each row of the table of accuracy."""
    lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
    head = next(
        place for place, line in enumerate(lines) if line.startswith("| what | measured | precision | recall |")
    )
    table = []
    for line in lines[head + 2 :]:
        if not line.startswith("|"):
            break
        table.append(tuple(cell.strip() for cell in line.split("|")[1:5]))
    return table


def test_accuracy_in_readme_is_that_of_the_measurements() -> None:
    assert rows("README.md") == rows("docs/measurements/README.md")
    assert len(rows("README.md")) >= 5


def test_each_figure_is_a_share() -> None:
    for what, _, *figures in rows("README.md"):
        assert any(figures), what
        assert all(0 <= float(figure) <= 1 for figure in figures if figure), what
