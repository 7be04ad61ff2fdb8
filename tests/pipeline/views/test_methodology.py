"""The shipped methodology as readers see it."""

import pytest

from cnesg.framework import load_methodology
from cnesg.pipeline.views.methodology import indicator_page, indicator_tree, point_page, share_of

METHODOLOGY = load_methodology()


def test_shares_of_the_indicators_make_the_whole() -> None:
    shares = [share for code in "ESG" for branch in indicator_tree(METHODOLOGY, code) for _, share in branch.level2]
    assert len(shares) == len(METHODOLOGY.level2)
    assert sum(shares) == pytest.approx(1.0)
    for code in "ESG":
        for branch in indicator_tree(METHODOLOGY, code):
            assert branch.share == pytest.approx(sum(share for _, share in branch.level2))
    assert share_of(METHODOLOGY, "E") == METHODOLOGY.dimensions["E"].weight.value


def test_every_data_point_has_a_page_with_its_standards_and_what_it_is_made_from() -> None:
    for code, point in METHODOLOGY.data_points.items():
        shown = point_page(METHODOLOGY, code)
        assert shown is not None
        assert shown.items or shown.no_item
        assert bool(shown.metrics or shown.formula_points) == bool(point.select or METHODOLOGY.formula_of(code))
        for used in shown.formula_points:
            below = point_page(METHODOLOGY, used.code)
            assert below is not None
            assert point in below.used_by


def test_answers_come_before_what_is_only_related() -> None:
    for code in METHODOLOGY.data_points:
        shown = point_page(METHODOLOGY, code)
        assert shown is not None
        matches = [item.match for item in shown.items]
        assert "related" not in matches[: len(matches) - matches.count("related")]


def test_every_indicator_has_a_page_and_nothing_else_has() -> None:
    assert all(indicator_page(METHODOLOGY, code) for code in METHODOLOGY.level2)
    assert indicator_page(METHODOLOGY, "E99") is None
    assert point_page(METHODOLOGY, "E0102") is None
