"""Formulas: what they compute by hand, on numbers and as Polars alike, and what they refuse."""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnesg.framework import FormulaError, parse_formula

CASES = [
    ("2 + 3 * 4", {}, 14.0),
    ("(2 + 3) * 4", {}, 20.0),
    ("10 - 4 - 3", {}, 3.0),
    ("24 / 4 / 2", {}, 3.0),
    ("-2 * 3", {}, -6.0),
    ("2 - -3", {}, 5.0),
    ("1.5e3", {}, 1500.0),
    ("electricity / revenue * 1000000", {"electricity": 4.2e6, "revenue": 2.1e9}, 2000.0),
    ("E0102-01 / employees_total", {"E0102-01": 500.0, "employees_total": 4.0}, 125.0),
    ("E0102-01 - 1", {"E0102-01": 5.0}, 4.0),
    (
        "employees[ gender = Female ] / employees_total * 100",
        {"employees[gender=female]": 3, "employees_total": 4},
        75.0,
    ),
    ("shareholding[holder=前十大股东] / 100", {"shareholding[holder=前十大股东]": 55.0}, 0.55),
    ("count(suppliers[*], suppliers_new[ * ])", {"suppliers[*]": 7.0}, 1.0),
    ("min(a, b, 3)", {"a": 5.0, "b": 4.0}, 3.0),
    ("max(a, b)", {"a": 5.0, "b": 4.0}, 5.0),
    ("abs(a - b)", {"a": 4.0, "b": 6.5}, 2.5),
    ("sum(a, b)", {"a": 4.0, "b": 6.5}, 10.5),
    ("sum(a, b)", {"a": 4.0}, 4.0),
    ("sum(a, b)", {}, None),
    ("count(a, b)", {"a": 4.0, "b": 6.5}, 2.0),
    ("count(a, b)", {"b": 0.0}, 1.0),
    ("count(a, b)", {}, None),
    ("sum(a * 2, b * 3)", {"b": 5.0}, 15.0),
    ("a + b", {"a": 1.0}, None),
    ("min(a, b)", {"a": 1.0, "b": None}, None),
    ("a / b", {"a": 1.0, "b": 0.0}, None),
    ("a / b", {"a": 0.0, "b": 0.0}, None),
    ("a / b", {"a": 1.0, "b": -2.0}, None),
    ("a * a", {"a": 1e300}, None),
    ("a + 1", {"a": math.nan}, None),
]


@pytest.mark.parametrize(("text", "values", "expected"), CASES)
def test_a_formula_gives_what_one_reckons_by_hand(text: str, values: dict[str, float | None], expected: float) -> None:
    assert parse_formula(text).evaluate(values) == expected


@pytest.mark.parametrize(("text", "values", "expected"), CASES)
def test_the_polars_expression_gives_the_same(text: str, values: dict[str, float | None], expected: float) -> None:
    formula = parse_formula(text)
    frame = pl.DataFrame({name: [values.get(name)] for name in formula.names} | {"row": [1]}, strict=False)
    result = frame.select(formula.expression({name: pl.col(name) for name in formula.names}).alias("x"))["x"][0]
    assert result == expected


def test_what_a_formula_needs_is_what_no_sum_can_do_without() -> None:
    formula = parse_formula("a / 1000 * grid + sum(b * c, 0) + max(d, -e) + count(f, g)")
    assert formula.needed == {"a", "grid", "d", "e"}
    assert parse_formula("sum(a, b)").needed == frozenset()


def test_references_stand_once_in_order_with_their_classes_sorted() -> None:
    formula = parse_formula("b[y=2, x=1] + a / b[x=1,y=2] - E0101-02")
    assert formula.names == ("b[x=1,y=2]", "a", "E0101-02")
    assert [r.is_data_point for r in formula.references] == [False, False, True]
    assert dict(formula.references[0].breakdown) == {"x": "1", "y": "2"}


REFUSED = [
    ("", "formula_ends", 1),
    ("1 +", "formula_ends", 4),
    ("(1", "formula_ends", 3),
    ("1 1", "formula_unexpected", 3),
    ("a ** 2", "formula_unexpected", 4),
    ("a % 2", "formula_unexpected", 3),
    ("A + 1", "formula_unexpected", 1),
    ("E01-2", "formula_unexpected", 1),
    ("1)", "formula_unexpected", 2),
    ("a.b", "formula_unexpected", 1),
    ("__import__('os')", "formula_unexpected", 1),
    ("2 * eval(1)", "formula_function", 5),
    ("min(1)", "formula_arguments", 6),
    ("abs(1, 2)", "formula_arguments", 9),
    ("a[gender]", "formula_breakdown", 2),
    ("a[gender=]", "formula_breakdown", 2),
    ("(" * 21 + "1" + ")" * 21, "formula_deep", 21),
    ("-" * 5000 + "1", "formula_deep", 21),
    ("1 if 2 else 3", "formula_unexpected", 3),
    ("lambda: 1", "formula_unexpected", 7),
]


@pytest.mark.parametrize(("text", "message", "place"), REFUSED)
def test_what_is_not_in_the_grammar_is_refused_with_its_place(text: str, message: str, place: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    (problem,) = caught.value.problems
    assert (problem.message_id, problem.values["place"]) == (f"framework.{message}", place)
    assert all(caught.value.lines(language) for language in ("en", "zh"))


def test_the_message_says_where_what_and_how_to_mend() -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula("2 * evil(1)", "derivations.yaml, ghg_total: ")
    assert caught.value.problems[0].text("en") == (
        "derivations.yaml, ghg_total: formula '2 * evil(1)', character 5: there is no function 'evil'; "
        "there are abs, count, max, min, sum."
    )
    assert caught.value.problems[0].text("zh") == (
        "derivations.yaml, ghg_total: 公式“2 * evil(1)”第 5 个字符：没有函数“evil”；"
        "可用函数：abs, count, max, min, sum。"
    )


NAMES = ("a", "b", "c")
LEAVES = st.one_of(st.sampled_from(NAMES), st.integers(0, 50).map(str))


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(pair, st.sampled_from("+-*/")).map(lambda t: f"({t[0][0]} {t[1]} {t[0][1]})"),
        st.tuples(pair, st.sampled_from(["min", "max", "sum", "count"])).map(lambda t: f"{t[1]}({t[0][0]}, {t[0][1]})"),
        inner.map(lambda text: f"abs({text})"),
        inner.map(lambda text: f"-{text}"),
    )


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    text=st.recursive(LEAVES, _grown, max_leaves=8),
    rows=st.lists(
        st.fixed_dictionaries({n: st.none() | st.floats(-1e6, 1e6, allow_subnormal=False) for n in NAMES}),
        min_size=1,
        max_size=4,
    ),
)
def test_numbers_and_columns_always_agree(text: str, rows: list[dict[str, float | None]]) -> None:
    formula = parse_formula(text)
    frame = pl.DataFrame(rows, schema=dict.fromkeys(NAMES, pl.Float64))
    got = frame.with_columns(formula.expression({n: pl.col(n) for n in formula.names}).alias("x"))["x"].to_list()
    assert got == [formula.evaluate(row) for row in rows]
