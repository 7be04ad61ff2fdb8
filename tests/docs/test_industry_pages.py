"""Weights on industries' pages come from ratings and factors."""

import pytest
from docs.book.blocks import Page, Table, Text
from docs.book.content import Content


def weights_shown(page: Page) -> dict[str, float]:
    """The weight after the rating, in percent, by issue."""
    table, _ = (block for block in page.blocks if isinstance(block, Table))
    shown = {}
    for row in table.rows:
        issue = row[0][0]
        last = row[2][-1]
        assert not isinstance(issue, Text)
        assert isinstance(last, Text)
        shown[issue.page.rpartition("/")[2]] = float(last.text.removesuffix(" %"))  # type: ignore[union-attr]
    return shown


def test_weights_of_a_dimension_sum_to_a_hundred(content: Content, pages: dict[str, Page]) -> None:
    for industry in content.materiality.industries:
        shown = weights_shown(pages[f"materiality/{industry}"])
        for dimension in "ES":
            assert sum(one for code, one in shown.items() if code[0] == dimension) == pytest.approx(100, abs=0.05)


def test_a_higher_rating_raises_the_weight_against_another(content: Content, pages: dict[str, Page]) -> None:
    """The ratio of two weights changes by the ratio of their factors, and by nothing else."""
    factors = content.methodology.rules.materiality_factors.factors
    level1 = content.methodology.level1
    shown = weights_shown(pages["materiality/740000"])
    ratings = content.materiality.industries["740000"]
    expected = (
        level1["E01"].weight.value
        * factors[ratings["E01"].rating]
        / (level1["E03"].weight.value * factors[ratings["E03"].rating])
    )
    assert shown["E01"] / shown["E03"] == pytest.approx(expected, rel=0.01)
