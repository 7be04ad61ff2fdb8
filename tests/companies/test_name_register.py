"""Which company a name means."""

import json
import sys
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from cnesg.companies.name_register import Match, NameRegister
from cnesg.framework.company_names import load_company_names

NAMES = {
    "A": ["兰汀纸业股份有限公司", "兰汀纸业", "Lanting Paper Co., Ltd."],
    "B": ["东山（集团）有限责任公司", "Dongshan Group Holdings Limited"],
    "C": ["浙江云岫环保股份有限公司"],
    "D": ["云岫科技发展股份有限公司"],
    "E": ["松湖证券股份有限公司", "松湖证券"],
    "F": ["北京山溪动力机械制造股份有限公司"],
    "G": ["玄圃家具股份有限公司"],
}


def register(**more: list[str]) -> NameRegister:
    rows = [(company, name, True) for company, names in {**NAMES, **more}.items() for name in names]
    frame = pl.DataFrame(rows, schema=["company_id", "name", "in_force"], orient="row")
    return NameRegister(frame, load_company_names())


KNOWN = register()


@pytest.mark.parametrize(
    ("wanted", "company"),
    [
        ("兰汀纸业股份有限公司", "A"),
        ("蘭汀紙業股份有限公司", "A"),
        ("兰汀纸业有限责任公司", "A"),
        ("*ST兰汀纸业", "A"),
        ("＊ＳＴ 兰汀纸业", "A"),
        ("兰汀纸业（A股）", "A"),
        ("LANTING PAPER COMPANY LIMITED", "A"),
        ("Lanting Paper, Inc.", "A"),
        ("东山(集团)有限公司", "B"),
        ("东山【集团】公司", "B"),
        ("Dongshan", "B"),
        ("松湖證券", "E"),
        ("玄圃傢俱股份有限公司", "G"),
        ("山溪动力", "F"),
        ("京山动力", "F"),
        ("兰汀紙業-W", "A"),
        ("LANTING PAPER CORPN", "A"),
        ("DONGSHAN GP HLDGS", "B"),
        ("云岫环保", "C"),
        ("浙云岫环保", "C"),
        ("苏玄圃", "G"),
    ],
)
def test_a_name_is_found_in_every_spelling(wanted: str, company: str) -> None:
    assert KNOWN.find(wanted).company_id == company


@pytest.mark.parametrize(
    ("wanted", "candidates"),
    [
        ("云岫", {"C", "D"}),  # as near to one as to the other
        ("兰汀纸业集团", {"A"}),  # a group and its listed company are two
        ("兰汀纸品股份有限公司", {"A"}),  # a full name that is only alike
        ("兰汀纸业财务有限公司", {"A"}),  # a subsidiary, by its name
        ("江苏松湖证券投资有限公司", {"E"}),
        ("松湖证券上海分公司", {"E"}),
        ("兰汀纸业北京营业部", {"A"}),
        ("Lanting Paper Finance Co., Ltd.", {"A"}),
        ("动力机械", {"F"}),  # trades alone
    ],
)
def test_what_is_not_clear_is_doubtful(wanted: str, candidates: set[str]) -> None:
    found = KNOWN.find(wanted)
    assert (found.verdict, found.company_id) == ("doubtful", None)
    assert {one.company_id for one in found.candidates} == candidates


@pytest.mark.parametrize("wanted", ["", "  ", "（）", "青岚航空", "Unheard Of Mills plc", "股份有限公司"])
def test_what_nobody_bears_is_nobody(wanted: str) -> None:
    assert KNOWN.find(wanted) == Match(wanted, "none", ())


def test_who_bears_a_name_goes_before_who_bore_it() -> None:
    frame = pl.DataFrame({"company_id": ["X", "Y"], "name": ["旧名股份有限公司"] * 2, "in_force": [False, True]})
    assert NameRegister(frame, load_company_names()).find("旧名股份").company_id == "Y"
    assert NameRegister(frame.head(1), load_company_names()).find("旧名股份").company_id == "X"
    both = NameRegister(frame.with_columns(in_force=True), load_company_names()).find("旧名股份有限公司")
    assert (both.verdict, len(both.candidates)) == ("doubtful", 2)


def test_matches_do_not_depend_on_the_order_of_names() -> None:
    rows = [(company, name, True) for company, names in NAMES.items() for name in names]
    turned = pl.DataFrame(rows[::-1], schema=["company_id", "name", "in_force"], orient="row")
    other = NameRegister(turned, load_company_names())
    for wanted in ("云岫", "山溪动力", "东山集团", "兰汀", "京山动力", "环保设备"):
        assert other.find(wanted) == KNOWN.find(wanted)


@pytest.mark.parametrize("wanted", ["兰汀纸业财务", "松湖证券业协会", "玄圃机械", "机械制造", "环保", "北京"])
def test_names_that_only_share_words_are_no_match(wanted: str) -> None:
    assert KNOWN.find(wanted).company_id is None


SHORTS = {"A": "松湖股份", "B": "松湖化学", "C": "峰岭电子", "D": "京远物流"}


@pytest.mark.parametrize(
    ("wanted", "company"),
    [
        ("江苏松湖化学集团股份有限公司", "B"),  # covers more of it than 松湖股份
        ("松湖控股集团股份有限公司", "A"),
        ("峰岭电子科技股份有限公司", "C"),
        ("北京京远物流股份有限公司", "D"),
        ("峰岭电子科技有限公司", None),  # limited liability: often a subsidiary
        ("江苏银行股份有限公司", None),
    ],
)
def test_full_names_are_found_by_short_ones_alone(wanted: str, company: str | None) -> None:
    frame = pl.DataFrame({"company_id": list(SHORTS), "name": list(SHORTS.values())}).with_columns(in_force=True)
    assert NameRegister(frame, load_company_names()).find(wanted).company_id == company


def test_a_short_name_with_another_legal_form_is_doubtful_where_the_full_name_is_known() -> None:
    known = register(H=["江苏峰岭电子股份有限公司", "峰岭电子"])
    assert known.find("峰岭电子股份有限公司").company_id == "H"
    found = known.find("峰岭电子有限公司")
    assert (found.verdict, [one.company_id for one in found.candidates]) == ("doubtful", ["H"])


def _listed(shared_data: Path) -> tuple[ModuleType, dict[str, tuple[str, str]]]:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
    import company_names

    return company_names, company_names.companies(shared_data / "reference" / "a_share_fullname_shortname.json")


def test_listed_companies_are_matched_by_full_and_short_names(shared_data: Path) -> None:
    benchmark, pairs = _listed(shared_data)
    asked = [(code, name) for code, names in pairs.items() for name in names]
    told = benchmark.figures(benchmark.register(pairs, pairs), asked, set(pairs))
    assert told["precision"] >= 0.9999, json.dumps(told)
    assert told["recall"] >= 0.9999, json.dumps(told)


@pytest.mark.heavy
def test_short_names_are_matched_where_only_full_ones_are_known(shared_data: Path) -> None:
    benchmark, pairs = _listed(shared_data)
    known = benchmark.register(pairs, pairs, slice(0, 1))
    shorts = [(code, short) for code, (_, short) in pairs.items()]
    held = benchmark.halves(pairs)[1]
    told = benchmark.figures(known, [one for one in shorts if one[0] in held], set(pairs))
    assert told["precision"] >= 0.995, json.dumps(told)
    assert told["recall"] >= 0.94, json.dumps(told)
    told = benchmark.figures(known, shorts, set(pairs), once=True)
    assert told["precision"] >= 0.995, json.dumps(told)
    assert told["recall"] >= 0.97, json.dumps(told)


@pytest.mark.heavy
def test_names_near_those_of_listed_companies_are_not_matched(shared_data: Path) -> None:
    benchmark, pairs = _listed(shared_data)
    some = {code: pairs[code] for code in sorted(pairs)[::9]}
    known = benchmark.register(pairs, pairs)
    for name, near in benchmark.near_names().items():
        asked = [("", other) for full, short in some.values() for other in near(full, short)]
        told = benchmark.figures(known, asked, set())
        assert told["matched"] <= benchmark.NEAR_NAMES_MATCHED.get(name, 0.0), (name, json.dumps(told))
