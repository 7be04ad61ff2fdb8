"""Sentences that tell several figures in turn, what money was spent on, and whose plant or subsidiary figures are.

All names and figures are invented; what each figure is follows from how the sentence was put together.
"""

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.texts import facts

FOLDER = Path(__file__).parents[1] / "cases" / "extraction"
YEAR = 2016
IN_TURN: list[dict[str, Any]] = yaml.safe_load((FOLDER / "figures_in_turn.yaml").read_text(encoding="utf-8"))
PURPOSES: dict[str, Any] = yaml.safe_load((FOLDER / "purposes_in_frames.yaml").read_text(encoding="utf-8"))
ENGLISH: list[dict[str, Any]] = yaml.safe_load((FOLDER / "english_figures_in_turn.yaml").read_text(encoding="utf-8"))
FIGURES = (90, 78, 61, 39, 12)
SIZES = {"hurt": ("2", "31", "310"), "few": ("12", "4", "3"), "shares": ("43", "31", "22"), "money": ("84", "13", "7")}
MANY = ("9,120", "4,310", "2,150")
PARTS = ("城北电厂", "江州分公司", "子公司东洋化工", "滨江园区")
TOLD_OF_PARTS = (
    ("组织安全培训{}次,培训员工{}人次", ("safety_training_sessions", "safety_training_people")),
    ("获得发明专利{}项、实用新型专利{}项", ("patents_granted", "patents_granted")),
    ("产生危险废物{}吨,处置危险废物{}吨", ("hazardous_waste", "hazardous_waste_disposed")),
    ("节约用水{}吨,节电{}千瓦时", ("water_saved", "energy_saved")),
)


@pytest.mark.parametrize("begin", ["2016年,公司", "全年"])
@pytest.mark.parametrize("case", IN_TURN, ids=lambda case: case["text"][:30])
def test_each_of_several_figures_is_told_by_its_words(case: dict[str, Any], begin: str) -> None:
    figures = FIGURES[: len(case["metrics"])]
    found = {(q.metric, q.raw_value.strip()) for q in facts(begin + case["text"].format(*figures), YEAR)}
    told = {(metric, str(value)) for metric, value in zip(case["metrics"], figures, strict=True) if metric != "-"}
    assert told <= found


@pytest.mark.parametrize("case", ENGLISH, ids=lambda case: case["text"][:60])
def test_each_of_several_english_figures_is_told_by_its_words(case: dict[str, Any]) -> None:
    figures = SIZES.get(case["of"], MANY)[: len(case["metrics"])]
    found = {(q.metric, q.raw_value.strip()) for q in facts(case["text"].format(*figures), 2024)}
    assert {(m, value) for m, value in zip(case["metrics"], figures, strict=True) if m != "-"} <= found


def purposes_of(text: str, metric: str) -> list[dict[str, str]]:
    return [q.breakdown for q in facts(text, YEAR) if q.metric == metric and q.value == 132e4]


@pytest.mark.parametrize("frame", PURPOSES["frames"])
def test_what_money_was_spent_on_is_its_class(frame: str) -> None:
    for metric, kind in PURPOSES["kinds"].items():
        for spent_on in kind["spent_on"]:
            text = frame.format(n=132, p=spent_on, k=kind["called"])
            told = purposes_of(text, metric)
            assert [len(classes) for classes in told] == [1], (text, told)
            name = "".join(told[0].values())
            assert spent_on.lower() in name or name in spent_on.lower(), (text, told)


@pytest.mark.parametrize("frame", PURPOSES["others"])
def test_sums_over_all_have_no_purpose(frame: str) -> None:
    for metric, kind in PURPOSES["kinds"].items():
        text = frame.format(n=132, p=kind["spent_on"][0], k=kind["called"])
        assert [b for b in purposes_of(text, metric) if "purpose" in b or "type" in b] == [], text


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(PARTS, 2)))
def test_all_that_a_clause_tells_of_a_part_is_of_that_part(one: str, other: str) -> None:
    for (told, metrics), (more, others) in itertools.permutations(TOLD_OF_PARTS, 2):
        text = f"2016年,{one}{told.format(90, 78)};{other}{more.format(61, 39)}。"
        rows = {(q.metric, q.value): q.breakdown for q in facts(text, YEAR)}
        for part, metric, value in (
            *((one, metric, value) for metric, value in zip(metrics, (90, 78), strict=True)),
            *((other, metric, value) for metric, value in zip(others, (61, 39), strict=True)),
        ):
            assert part.removeprefix("子公司") in rows[metric, value].values(), (text, metric)


@pytest.mark.parametrize(
    ("text", "metric", "entity"),
    [
        ("2016年,下属东洋化工公司实现净利润71万元。", "net_profit", "东洋化工公司"),
        ("2016年,江州分公司实现营业收入71万元。", "revenue", "江州分公司"),
    ],
)
def test_results_of_a_part_are_not_the_companys(text: str, metric: str, entity: str) -> None:
    assert [(q.metric, q.breakdown) for q in facts(text, YEAR)] == [(metric, {"entity": entity})]


@pytest.mark.parametrize(
    ("text", "metric", "told"),
    [
        ("2016年,通过产业扶贫帮扶贫困户54户。", "households_assisted", "产业扶贫"),
        ("2016年,肉牛养殖项目帮扶贫困户54户。", "households_assisted", "肉牛养殖"),
        ("2016年,帮助54户贫困户发展养殖。", "households_assisted", "发展养殖"),
        ("2016年,在大河乡结对帮扶贫困户54户。", "households_assisted", "大河乡"),
        ("2016年,组织54人参加会计继续教育培训。", "training_people", "会计继续教育"),
        ("2016年,针对新入职员工开展培训,参加54人次。", "training_people", "新入职员工"),
        ("2016年,举办中层干部研修班,培训员工54人。", "training_people", "中层干部"),
        ("2016年,更换LED灯管后,每年可节电54度。", "energy_saved", "更换led灯管"),
        ("2016年,为李家村提供扶贫资金54元。", "poverty_alleviation_investment", "李家村"),
        ("2016年,工会捐款54元。", "donations_cash", "工会"),
    ],
)
def test_what_was_done_tells_the_class(text: str, metric: str, told: str) -> None:
    assert [(q.metric, list(q.breakdown.values())) for q in facts(text, YEAR)] == [(metric, [told])]


def test_of_which_is_no_part_of_a_name() -> None:
    rows = facts("公司现有员工390名,其中党员118名,占员工总数的30%;大专以上学历员工210名,女员工150名。", YEAR)
    assert {"党员"} <= {name for q in rows if q.value == 118 for name in q.breakdown.values()}


def test_of_two_sentences_with_one_figure_the_one_that_says_more_is_kept() -> None:
    rows = facts("江州分公司帮扶贫困户38户。2016年,江州分公司通过产业扶贫帮扶贫困户38户。", YEAR)
    assert [q.breakdown for q in rows] == [{"entity": "江州分公司", "programme": "产业扶贫"}]
