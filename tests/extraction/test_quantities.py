"""Whole documents: worked sentences and tables in both languages, and what must hold for any text."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import opencc
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.extraction.texts import KNOW, document, facts

from cnesg.errors import InputError
from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import fold, read_document

CASES = Path(__file__).parents[1] / "cases" / "extraction"


def cases(name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return content


def expected(case: dict[str, Any]) -> set[tuple[object, ...]]:
    return {
        (f["metric"], f["value"], f["unit"], f.get("year", 2021), tuple(sorted(f.get("breakdown", {}).items())))
        for f in case["facts"]
    }


def found(rows: list[Quantity]) -> set[tuple[object, ...]]:
    return {(q.metric, round(q.value, 6), q.unit, q.year, tuple(sorted(q.breakdown.items()))) for q in rows}


@pytest.mark.parametrize("case", cases("sentences.yaml"), ids=lambda c: c["text"][:40])
def test_worked_sentence(case: dict[str, Any]) -> None:
    assert found(facts(case["text"])) == expected(case)


@pytest.mark.parametrize("case", cases("tables.yaml"), ids=lambda c: c["table"][:30])
def test_worked_table(case: dict[str, Any]) -> None:
    assert expected(case) <= found(facts(case["table"]))
    assert {row[0] for row in found(facts(case["table"]))} <= {f["metric"] for f in case["facts"]} | {
        "renewable_energy"
    }


@pytest.mark.parametrize(
    "case", [c for c in cases("sentences.yaml") if not c["text"].isascii()], ids=lambda c: c["text"]
)
def test_traditional_and_full_width_text_gives_the_same_facts(case: dict[str, Any]) -> None:
    simplified = fold(case["text"])
    traditional = opencc.OpenCC("s2t").convert(simplified)
    wide = simplified.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789%"})
    plain = {(q.metric, q.value, q.unit, q.year) for q in facts(simplified)}
    assert {(q.metric, q.value, q.unit, q.year) for q in facts(traditional)} == plain
    assert {(q.metric, q.value, q.unit, q.year) for q in facts(wide)} == plain


def test_the_quote_is_verbatim_and_holds_the_number() -> None:
    text = "公司重視環保。２０２１年，用電量１，８３８ 萬千瓦時，用水量３００噸。"
    for row in facts(text):
        assert row.quote in text
        assert len(row.quote) <= 300
        assert row.raw_value in row.quote
        assert row.line == 1
        assert row.page is None


def test_a_fact_broken_over_lines_is_placed_where_its_number_stands() -> None:
    (row,) = facts(
        "公司严格遵守法律法规并按时足额缴纳各项税费，全年公司共缴纳税\n"
        "款70,980 万元，为地方经济发展做出了应有的贡献，受到各方好评。"
    )
    assert (row.metric, row.value, row.line) == ("tax_paid", 709_800_000, 2)


def test_the_same_fact_in_prose_and_table_is_one_row() -> None:
    rows = facts("2021年公司用电量约1.8万千瓦时。\n\n指标\t单位\t2021年\n用电量\t千瓦时\t18,038\n")
    assert [(q.metric, q.value, q.method) for q in rows] == [("electricity", 18038.0, "table")]


def test_the_year_is_found_in_the_document_when_not_given() -> None:
    rows = facts("某某公司2019年度社会责任报告\n\n报告期内公司用电量5万千瓦时。", year=None)
    assert [(q.year, q.period) for q in rows] == [(2019, "2019-01-01/2019-12-31")]


def test_a_document_without_a_year_is_refused_in_both_languages() -> None:
    with pytest.raises(InputError) as caught:
        facts("公司用电量5万千瓦时。", year=None)
    assert "--year" in caught.value.lines("en")[0]
    assert "财年" in caught.value.lines("zh")[0]


def test_the_data_point_comes_from_the_mapping_given() -> None:
    rows = extract_quantities(
        document("公司用电量5万千瓦时。"), KNOW, year=2021, data_point_of=lambda metric, _: metric.upper()
    )
    assert [q.data_point for q in rows] == ["ELECTRICITY"]


def test_canonical_values_are_in_the_unit_of_the_metric() -> None:
    (row,) = facts("全年综合能源消费量10吨标准煤。")
    assert row.canonical_unit == "kWh"
    assert row.canonical_value == pytest.approx(10_000 / 0.1229)  # 10,000 kgce at 0.1229 kgce a kWh


def test_a_long_label_of_general_words_takes_no_time() -> None:
    header = "数量" * 300 + "x"
    assert facts(f"{header}\t2021\n其他\t5") is not None


@pytest.mark.heavy
@given(st.text("公司员工总数用电量培训人次万元吨,.，。;0123456789年%\t\n共其中为the of employees 2021()", max_size=120))
def test_any_text_gives_rows_that_keep_the_rules(text: str) -> None:
    rows = facts(text)
    units = KNOW.units
    for row in rows:
        kinds = {kind for entry in KNOW.lexicon.entries if entry.metric == row.metric for kind in entry.kinds}
        reading = units.whole(row.unit)
        assert row.metric in KNOW.metrics
        assert kinds or reading is not None
        assert 0 < row.confidence < 1
    assert rows == facts(text)
    assert [(q.page or 0, q.line or 0) for q in rows] == sorted((q.page or 0, q.line or 0) for q in rows)


@pytest.mark.heavy
def test_a_real_report_reaches_the_accuracy_promised(shared_data: Path) -> None:
    report = read_document(shared_data / "reports" / "en" / "360digitech-2021.txt")
    rows = extract_quantities(report, KNOW)
    assert {q.year for q in rows} <= {2020, 2021}
    by_metric = {(q.metric, tuple(q.breakdown.items())): q.value for q in rows}
    assert by_metric["ghg_total", ()] == 1296.40
    assert by_metric["employees_total", ()] == 2129
    assert by_metric["turnover_rate", (("age", "below age 30"),)] == 29
    assert replace(rows[0]) == rows[0]


def test_a_dividend_or_a_comparison_sets_no_year_for_what_follows() -> None:
    text = "2020年度每10股派发现金红利1.50元，共派发8.2亿元。公司开展反腐败培训38场。"
    assert {(one.metric, one.year) for one in facts(text)} >= {("anticorruption_training_sessions", 2021)}
    compared = "We audited 118 suppliers, up from 96 in 2020. No cases of child labour were found."
    assert ("child_forced_labour_cases", 2021) in {(one.metric, one.year) for one in facts(compared)}


def test_a_fiscal_year_in_chinese_numerals_dates_a_bracket() -> None:
    text = "年內因工傷損失工作日數為1,032日（二零二零財年：948日）。"
    assert {(one.value, one.year) for one in facts(text)} == {(1032, 2021), (948, 2020)}
