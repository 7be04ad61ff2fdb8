from tests.quality.fixtures import month_of

from cnesg.quality.examples import Examples

FACTS = [
    {"observation_id": "now", "company_id": "a", "value": 13.053, "unit": "kt", "canonical_value": 13053.0},
    {"observation_id": "then", "company_id": "a", "fiscal_year": 2023, "value": 126.5},
    {"observation_id": "word", "company_id": "b", "kind": "statement", "value": None, "text": "policy"},
]
MONTH = month_of({"now": {"facts": FACTS}})


def test_a_figure_is_told_beside_the_year_before_in_the_metrics_unit() -> None:
    examples = Examples(MONTH)
    row = examples.rows(["now", "unknown"]).row(0, named=True)
    assert examples.told(row) == "a, water_total 2024: 13,053 t (2023: 126.5)"
    assert examples.told(row, "Water", whose=False) == "Water 2024: 13,053 t (2023: 126.5)"
    first = examples.rows(["then"]).row(0, named=True)
    assert examples.told(first) == "a, water_total 2023: 126.5 t"
    word = examples.rows(["word"]).row(0, named=True)
    assert examples.told(word) == "b, water_total 2024: policy"
