"""From a score to the printed number: the tree, its JSON, and its words."""

import json
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from rich.console import Console
from tests.small_methodology import (
    AS_OF,
    EVERYTHING,
    YEAR,
    absolute,
    applying,
    case,
    companies,
    inputs,
    item,
    items,
    level2,
    methodology,
    name,
    observations,
    quantity,
    relative,
    variant,
)

from cnesg.errors import InputError
from cnesg.explanation import Explanation, explain, render_tree
from cnesg.framework.definitions import Derivation, Factor
from cnesg.framework.methodology import Methodology
from cnesg.imputation import impute, select_inputs
from cnesg.model import DOCUMENTS, OBSERVATIONS
from cnesg.scoring import score

_OURS: dict[str, Any] = {"basis": "assumed", "reference": "tests"}
REPORT = "f" * 64


def small() -> Methodology:
    grid = Factor(
        series="grid",
        name=name("grid"),
        value=0.5,
        unit="tCO2/MWh",
        data_year=2021,
        published=datetime(2022, 1, 1, tzinfo=UTC).date(),
        **_OURS,
    )
    carbon = Derivation(
        metric="ghg_scope2",
        name=name("Scope 2"),
        formula="electricity / 1000 * grid",
        factors={"grid": "grid"},
        spread=0.2,
        **_OURS,
    )
    return methodology(
        [
            level2(
                "E0401",
                [
                    quantity("E0401-01", direction="lower", formula="ghg_scope2 / revenue * 1000000"),
                    item("E0401-02", "policy"),
                ],
                [relative("E0401-01"), items(("E0401-02", 1.0))],
                weight=3.0,
            ),
            level2("S0101", [quantity("S0101-01", "women")], [absolute("S0101-01", [(10.0, 1.0), (30.0, 2.0)])]),
            level2("S0102", [item("S0102-01")], []),
        ],
        derivations=(carbon,),
        factors={"grid": (grid,)},
    )


def rows() -> list[dict[str, Any]]:
    stated: list[dict[str, Any]] = []
    for place, company in enumerate("ABCDE"):
        stated.append({"company_id": company, "concept": "revenue", "canonical_value": 1e6, "origin": "imported"})
        if company != "E":
            stated.append({"company_id": company, "concept": "ghg_scope2", "canonical_value": 10.0 * (place + 1)})
    stated[1] |= {
        "document": REPORT,
        "page": 7,
        "bbox": [72.0, 100.25, 110.0, 112.0],
        "quote": "Scope 2 emissions were 10 tonnes",
        "raw_value": "10",
        "raw_unit": "tonnes",
        "canonical_unit": "tCO2e",
    }
    stated += [
        {"company_id": "A", "concept": "women", "canonical_value": 35.0},
        {
            "company_id": "A",
            "concept": "E0401-02",
            "kind": "statement",
            "text": "system",
            "document": REPORT,
            "line": 3,
        },
        {"company_id": "B", "concept": "E0401-02", "kind": "statement", "text": "mention"},
        {"company_id": "E", "concept": "electricity", "canonical_value": 50_000.0},
        {"company_id": "F", "concept": "ghg_scope2", "canonical_value": 12.0, "fiscal_year": YEAR - 1},
        {"company_id": "F", "concept": "revenue", "canonical_value": 1e6, "fiscal_year": YEAR - 1},
    ]
    return stated


@pytest.fixture(scope="module")
def tables() -> tuple[pl.DataFrame, ...]:
    observed = observations(rows())
    industry_of = dict.fromkeys("ABCDEFG", "340500")
    inputs = select_inputs(observed, small(), YEAR)
    inputs = impute(inputs, observed, companies(industry_of), small(), YEAR, as_of=AS_OF)
    scores, parts = score(
        inputs, companies(industry_of), small(), EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None
    )
    scores = scores.with_columns(pl.lit("run1").alias("run_id"))
    documents = DOCUMENTS.conform(
        pl.DataFrame(
            {
                "document": [REPORT],
                "company_id": ["A"],
                "fiscal_year": [YEAR],
                "kind": ["esg"],
                "title": ["a-2023.pdf"],
                "media_type": ["application/pdf"],
                "language": ["en"],
                "available_at": [AS_OF],
                "available_source": ["given"],
                "snapshot": ["s"],
            }
        )
    )
    return scores, parts, inputs, observed, documents


def explained(tables: tuple[pl.DataFrame, ...], company: str, code: str = "TOTAL", **more: Any) -> Explanation:
    scores, parts, inputs, observed, documents = tables
    return explain(scores, parts, inputs, observed, documents, small(), company, code=code, **more)


def find(node: Explanation, code: str) -> Explanation:
    below = [node, *node.parts]
    while below:
        here = below.pop(0)
        if here.code == code:
            return here
        below += here.parts
    raise AssertionError(code)


def words(node: Explanation, language: Any) -> str:
    console = Console(width=400, color_system=None)
    with console.capture() as captured:
        console.print(render_tree(node, language))
    return captured.get()


def nodes(node: Explanation) -> list[Explanation]:
    return [node, *(below for part in node.parts for below in nodes(part))]


@pytest.mark.parametrize("company", "ABCDEFG")
def test_each_score_is_the_sum_of_what_its_parts_contribute(tables: tuple[pl.DataFrame, ...], company: str) -> None:
    tree = explained(tables, company)
    total = tables[0].filter((pl.col("company_id") == company) & (pl.col("code") == "TOTAL"))
    assert tree.score == total.filter(pl.col("kind") == "synthetic")["score"].item()
    with_parts = [node for node in nodes(tree) if node.parts]
    assert len(with_parts) >= 6
    for node in with_parts:
        assert sum(part.contribution or 0.0 for part in node.parts) == pytest.approx(node.score, abs=1e-9)


def test_the_tree_reaches_the_printed_number(tables: tuple[pl.DataFrame, ...]) -> None:
    point = find(explained(tables, "A"), "E0401-01")
    assert point.rule is not None
    assert (point.rule.rule, point.rule.points, point.rule.peer_group, point.rule.peer_count) == (
        "relative",
        4.0,
        "340500",
        5,
    )
    (used,) = point.inputs
    assert (used.value, used.origin, used.sources) == (10.0, "reported", ["ghg_scope2", "revenue"])
    printed = used.evidence[0]
    assert (printed.title, printed.page, printed.bbox) == ("a-2023.pdf", 7, [72.0, 100.25, 110.0, 112.0])
    assert printed.quote == "Scope 2 emissions were 10 tonnes"
    assert printed.available_at == "2024-04-30T15:59:59+00:00"
    assert used.evidence[1].concept == "revenue"


def test_the_tree_is_json_and_says_which_run_it_is_from(tables: tuple[pl.DataFrame, ...]) -> None:
    plain = explained(tables, "A").as_dict()
    read_again = json.loads(json.dumps(plain, ensure_ascii=False, allow_nan=False))
    assert read_again["parts"][0]["contribution"] == plain["parts"][0]["contribution"]
    assert plain["run"] == {
        "run_id": "run1",
        "as_of": "2024-06-30T15:59:59+00:00",
        "profile": "everything",
        "methodology_version": "m",
    }
    assert plain["parts"][0]["run"] is None
    assert [part["code"] for part in plain["parts"]] == ["E", "S"]


def test_any_level_kind_and_data_point_can_be_asked_for(tables: tuple[pl.DataFrame, ...]) -> None:
    assert explained(tables, "A", "E0401", kind="disclosure").score == 100.0
    assert explained(tables, "A", "E", kind="performance").kind == "performance"
    point = explained(tables, "B", "E0401-02")
    assert (point.code, point.score, point.inputs[0].text) == ("E0401-02", 0.0, "mention")


@pytest.mark.parametrize(
    ("code", "company", "message"),
    [("E99", "A", "unknown_code"), ("S0102", "A", "no_score"), ("TOTAL", "Z", "no_score")],
)
def test_what_cannot_be_explained_is_said(
    tables: tuple[pl.DataFrame, ...], code: str, company: str, message: str
) -> None:
    with pytest.raises(InputError) as error:
        explained(tables, company, code)
    assert [problem.message_id for problem in error.value.problems] == [f"explanation.{message}"]
    assert code in error.value.lines("zh")[0]


def test_a_missing_part_is_shown_without_weight(tables: tuple[pl.DataFrame, ...]) -> None:
    missing = find(explained(tables, "A", "S"), "S0102")
    assert (missing.score, missing.effective_weight, missing.contribution, missing.parts) == (None, 0.0, None, ())
    assert "S0102 S0102: no score; its weight is shared out" in words(explained(tables, "A", "S"), "en")


@pytest.mark.parametrize(
    ("company", "language", "expected"),
    [
        ("A", "en", "4 of 4 points: 10 is in the best quarter; lower is better; quartiles 20 / 25 / 30 of 5 companies"),
        ("A", "en", "reported: 10, computed as ghg_scope2 / revenue * 1000000"),
        ("A", "en", "10 tCO2e · a-2023.pdf, page 7 · box 72, 100, 110, 112 · public since 2024-04-30 · “Scope 2 emis"),
        ("A", "zh", "4 分（满分 4 分）：10，处于最优的四分之一；越低越好"),
        ("A", "zh", "a-2023.pdf，第 7 页"),
        ("A", "en", "2 of 2 points: 35, where 10 and more gets 1, 30 and more gets 2"),
        ("A", "en", "found at level system (needs policy): 1 of 1 point"),
        ("A", "en", "a-2023.pdf, line 3"),
        ("B", "en", "only at level mention, needs policy: 0 of 1 point"),
        ("B", "zh", "仅达到提及层级，要求政策：0 分"),
        ("B", "en", "not disclosed, and nobody to estimate it from"),
        ("E", "en", "derived: 25, between 20 and 30, as"),
        ("E", "en", "grid = 0.5 tCO2/MWh (grid 2021)"),
        ("E", "en", "electricity 2023: 50,000"),
        ("F", "en", "carried from 2022: 12, between 10.8 and 13.2; 10 points off"),
        ("F", "zh", "沿用 2022 年数值：12"),
        ("G", "en", "estimated as the median of 5 companies in spirits (340500): 25, between 10 and 40; 20 points off"),
        ("G", "zh", "以spirits（340500）中 5 家公司的中位数估计"),
        ("G", "en", "not found: 0 of 1 point"),
    ],
)
def test_the_words(tables: tuple[pl.DataFrame, ...], company: str, language: str, expected: str) -> None:
    assert expected in words(explained(tables, company), language)


def test_review_restatement_and_warnings_are_said(tables: tuple[pl.DataFrame, ...]) -> None:
    scores, parts, inputs, observed, documents = tables
    first = pl.col("observation_id") == "o0001"
    changed = observed.with_columns(
        pl.when(first).then(pl.lit("corrected")).otherwise("review").alias("review"),
        pl.when(first).then(pl.lit(True)).otherwise("restated").alias("restated"),
        pl.when(first).then(pl.lit(["sum: 5 + 6 = 11, not 10"])).otherwise("warnings").alias("warnings"),
    )
    said = words(explained((scores, parts, inputs, changed, documents), "A"), "en")
    assert "corrected by a person · corrects an earlier figure · warning: sum: 5 + 6 = 11, not 10" in said
    assert said.count("corrected by a person") == 1


def test_years_are_no_amounts(tables: tuple[pl.DataFrame, ...]) -> None:
    scores, parts, inputs, observed, documents = tables
    years = observed.with_columns(pl.lit(2030.0).alias("canonical_value"), pl.lit("year").alias("canonical_unit"))
    assert "ghg_scope2 2023: 2030 · " in words(explained((scores, parts, inputs, years, documents), "B"), "en")


def test_depth_cuts_the_tree(tables: tuple[pl.DataFrame, ...]) -> None:
    tree = explained(tables, "A")
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(render_tree(tree, "en", depth=1))
    assert "E E: " in captured.get()
    assert "E04" not in captured.get()


@pytest.fixture(scope="module")
def of_a_foreign_seat() -> Any:
    """Explains a code of a company from elsewhere, to which G0502 does not apply."""
    small = methodology(
        [
            level2("G0501", [item("G0501-01")], [items(("G0501-01", 1.0))], mix=0.0),
            level2(
                "G0502",
                [quantity("G0502-01")],
                [absolute("G0502-01", [(0.0, 1.0), (20.0, 2.0)])],
                mix=1.0,
                applies=applying(only=[case("mainland", incorporation=("CN",))]),
            ),
        ]
    )
    observed = observations([{"company_id": "K", "concept": "g0502_01", "canonical_value": 30.0}])
    peers = companies({"K": "340500"}, {"K": {"incorporation": "KY"}})
    inputs = select_inputs(observed, small, YEAR)
    scores, parts = score(inputs, peers, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)
    assert "G0502-01" in set(inputs["data_point"])

    def of(code: str, **more: Any) -> Explanation:
        return explain(scores, parts, inputs, observed, DOCUMENTS.empty(), small, "K", code=code, **more)

    return of


def test_a_part_that_does_not_apply_says_why(of_a_foreign_seat: Any) -> None:
    tree = of_a_foreign_seat("G05")
    part = find(tree, "G0502")
    assert (part.score, part.effective_weight, part.inapplicable_en) == (None, 0.0, "because mainland")
    assert (tree.score, tree.inapplicable_en) == (0.0, None)
    assert "G0502 G0502: does not apply: because mainland" in words(tree, "en")
    assert "不适用：because mainland" in words(tree, "zh")


def test_an_indicator_that_does_not_apply_is_explained_instead_of_refused(of_a_foreign_seat: Any) -> None:
    for code in ("G0502", "G0502-01"):
        tree = of_a_foreign_seat(code)
        assert (tree.score, tree.inapplicable_zh, tree.rule, tree.inputs) == (None, "because mainland", None, ())
        assert "does not apply: because mainland" in words(tree, "en")
        assert json.loads(json.dumps(tree.as_dict()))["inapplicable_en"] == "because mainland"


def test_a_case_that_this_edition_does_not_have_goes_by_its_key(of_a_foreign_seat: Any) -> None:
    assert applying(unless=[case("given-up", since="2024-07-01")]).reason("mainland") is None
    assert of_a_foreign_seat("TOTAL").inapplicable_en is None


def test_a_variant_stands_in_the_place_of_its_data_point_alone() -> None:
    farms = applying(only=[case("farms", industries=("110000",))])
    small = methodology(
        [
            level2(
                "G0501",
                [
                    item("G0501-01", "action"),
                    item("G0501-02"),
                    variant(item("G0501-03", "policy"), "G0501-01", farms),
                    variant(quantity("G0501-04"), "G0501-05", farms, [(0.0, 1.0), (10.0, 3.0)]),
                    quantity("G0501-05"),
                ],
                [
                    items(("G0501-01", 3.0, "assurance"), ("G0501-02", 1.0)),
                    absolute("G0501-05", [(0.0, 1.0), (1.0, 2.0)]),
                ],
            )
        ]
    )
    rows = inputs(
        [
            {"company_id": "F", "data_point": "G0501-03", "value": 1.0, "text": "policy"},
            {"company_id": "F", "data_point": "G0501-01", "value": 1.0, "text": "assurance"},
            {"company_id": "F", "data_point": "G0501-04", "value": 5.0, "low": 5.0, "high": 5.0},
        ]
    )
    peers = companies({"F": "110000", "K": "340500"})
    tables = score(rows, peers, small, EVERYTHING, fiscal_year=YEAR, as_of=AS_OF, materiality=None)

    def of(company: str, code: str, kind: str) -> Explanation:
        seen = OBSERVATIONS.empty(), DOCUMENTS.empty()
        return explain(*tables, rows, *seen, small, company, code=code, kind=kind)

    said, done = of("F", "G0501", "disclosure"), of("F", "G0501", "performance")
    assert [(part.code, part.effective_weight) for part in said.parts] == [("G0501-02", 0.25), ("G0501-03", 0.75)]
    assert [part.code for part in done.parts] == ["G0501-04"]
    assert done.score == pytest.approx(100 / 3)
    assert said.score == 75.0
    variant_rule, bands_rule = said.parts[1].rule, done.parts[0].rule
    assert variant_rule is not None
    assert variant_rule.least_level == "policy"  # not the step's own
    assert bands_rule is not None
    assert bands_rule.band_points == [1.0, 3.0]
    assert [part.code for part in of("K", "G0501", "disclosure").parts] == ["G0501-01", "G0501-02"]
    replaced = of("F", "G0501-01", "disclosure")
    assert replaced.inapplicable_en == "G0501-03 G0501-03 takes its place."
    assert replaced.inapplicable_zh == "由 G0501-03 G0501-03替代。"


def test_an_average_by_size_is_called_one(tables: tuple[pl.DataFrame, ...]) -> None:
    scores, parts, inputs, *rest = tables
    scaled = pl.col("method").str.replace(r"^(median\(n=\d+\))$", "$1 per employees_total")
    explanation = explained((scores, parts, inputs.with_columns(scaled), *rest), "G")
    assert "estimated from the median by size of 5 companies in spirits (340500), scaled to the company: 25" in words(
        explanation, "en"
    )
