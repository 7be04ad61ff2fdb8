"""What definitions of data points must say, so that two readers who do not talk to each other decide alike."""

import re

import pytest

from cnesg.framework import Methodology, load_methodology

# Words by which a definition says what does not count.
EXCLUDES = {
    "en": re.compile(r"\b(not|no|nor|stand elsewhere|stand under)\b"),
    "zh": re.compile(r"不|除外|归入|另行计分|未|而非"),
}
AMOUNTS = {"t", "kWh", "tce", "tCO2e", "CNY"}


@pytest.fixture(scope="module")
def shipped() -> Methodology:
    return load_methodology()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_definition_says_what_does_not_count(language: str, shipped: Methodology) -> None:
    silent = [
        code
        for code, point in shipped.data_points.items()
        if not EXCLUDES[language].search(getattr(point.definition, language))
    ]
    assert silent == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_definition_is_whole_without_another_page(language: str, shipped: Methodology) -> None:
    assert [c for c, point in shipped.data_points.items() if "docs/" in getattr(point.definition, language)] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_reason_is_given_for_two_indicators(language: str, shipped: Methodology) -> None:
    reasons = [getattr(indicator.why, language) for indicator in shipped.level2.values()]
    assert len(set(reasons)) == len(reasons) == 90


def test_raw_amounts_have_no_direction_and_what_is_ranked_has_one(shipped: Methodology) -> None:
    points = shipped.data_points
    assert [c for c, point in points.items() if point.unit in AMOUNTS and point.direction != "none"] == []
    relative = [m for i in shipped.level2.values() for m in i.measures if m.rule == "relative"]
    ranked = {measure.data_point for measure in relative if measure.data_point}
    assert [code for code in sorted(ranked) if points[code].direction == "none"] == []


def test_bands_rise_where_more_is_better_and_fall_where_less_is(shipped: Methodology) -> None:
    for indicator in shipped.level2.values():
        for measure in indicator.measures:
            points = [points for _, points in measure.bands]
            direction = shipped.data_points[measure.data_point].direction if measure.data_point else "none"
            if direction != "none":
                assert points == sorted(points, reverse=direction == "lower"), measure.data_point


def test_what_the_law_asks_of_every_listed_company_does_not_earn_all_points(shipped: Methodology) -> None:
    """A third of independent directors and of employee supervisors is the legal least, so it can't be the best."""
    for code, point in (("G0401", "G0401-01"), ("G0503", "G0503-02")):
        bands = next(m.bands for m in shipped.level2[code].measures if m.data_point == point)
        points = dict(bands)
        assert points[33.3] < max(points.values()), code
