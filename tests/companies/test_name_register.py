"""Which company a name means."""

import json
import sys
from pathlib import Path

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


def test_listed_companies_are_matched_by_full_and_short_names(shared_data: Path) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
    from company_names import companies, figures, register

    pairs = companies(shared_data / "reference" / "a_share_fullname_shortname.json")
    asked = [(code, name) for code, names in pairs.items() for name in names]
    told = figures(register(pairs, pairs, short=True), asked, set(pairs))
    assert (told["precision"], told["recall"]) >= (0.99, 0.97), json.dumps(told)
    some = {code: pairs[code] for code in sorted(pairs)[::9]}
    shorts = [(code, short) for code, (_, short) in some.items()]
    told = figures(register(pairs, pairs, short=False), shorts, set(pairs))
    assert told["precision"] >= 0.99, json.dumps(told)
    assert told["recall"] >= 0.9, json.dumps(told)
